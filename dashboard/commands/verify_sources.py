"""dashboard verify-sources: which figures stand in local copies of the sources they cite."""

import argparse
import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS, WrongUseError
from dashboard.documents import Documents, Finding, Result, decoded, places_of, verify
from dashboard.guesses import near
from dashboard.problems import Code, Place, Problem, facts
from dashboard.reading import read
from dashboard.store import load
from dashboard.wording import Wording

FORMATS = ("text", "json")
WORST_FIRST = (Result.NOT_FOUND, Result.ELSEWHERE, Result.WORKED_OUT, Result.FOUND)
"""In this order the figures are printed; of the others there is nothing to say."""
GUESSES = 3
ENDINGS = (".txt", ".md")
"""A source's copy is its id with one of these; where there are both, the first."""


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--documents", type=Path, required=True, metavar="FOLDER", help=say("verify.documents")
    )
    arguments.add_format(parser, say, FORMATS)
    arguments.add_language(parser, say)
    arguments.add_folder(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Print what was found; 1 if a figure is not in the document that it cites."""
    folder, copies = arguments.folder_of(given, say), given.documents
    if not copies.is_dir():
        raise WrongUseError(say("verify.no-folder", folder=copies))
    catalog = arguments.catalog_of(folder, say)
    if catalog is None:
        return PROBLEMS
    files = load(folder)
    documents = _documents(copies)
    found = verify(catalog, places_of(catalog, read(files).places, files), documents)
    if given.format == "json":
        print(json.dumps([_record(one) for one in found], ensure_ascii=False, indent=2))
    else:
        print("\n".join(_lines(found, documents, [*catalog.sources], say)))
    unreadable = [text for text in documents.values() if isinstance(text, Problem)]
    is_wrong = any(one.result == Result.NOT_FOUND for one in found)
    return PROBLEMS if is_wrong or unreadable else FINE


def _documents(folder: Path) -> Documents:
    """Return the texts of a folder by the ids they are named by."""
    found: dict[str, str | Problem] = {}
    for ending in reversed(ENDINGS):
        for path in sorted(folder.glob(f"*{ending}")):
            found[path.stem] = _text(path)
    return found


def _text(path: Path) -> str | Problem:
    try:
        return decoded(path.name, path.read_bytes())
    except OSError as error:
        known = facts(reason=error.strerror or "")
        return Problem(Place(path.name), Code.UNREADABLE, known)


def _record(one: Finding) -> dict[str, object]:
    """Return one finding as JSON: paragraph is where it stands, cited where it is said to."""
    return {
        "file": one.place.file,
        "line": one.place.line,
        "column": one.place.column,
        "id": one.citation.id,
        "source": one.citation.source,
        "what": one.citation.what,
        "value": one.value,
        "result": str(one.result),
        "paragraph": one.paragraph,
        "cited": one.citation.paragraph,
        "hedged": one.is_hedged,
    }


def _lines(
    found: Sequence[Finding], documents: Documents, sources: Sequence[str], say: Wording
) -> Iterator[str]:
    """Yield what is wrong, then one line a figure from the worst to the best, and the counts."""
    for text in documents.values():
        if isinstance(text, Problem):
            yield f"{text.place}: {say.problem(text)} [{text.code}]"
    for stranger in sorted(set(documents) - set(sources)):
        meant = say.listed(_meant(stranger, sources))
        yield say("verify.stranger.meant" if meant else "verify.stranger", id=stranger, meant=meant)
    for result in WORST_FIRST:
        yield from (_line(one, say) for one in found if one.result == result)
    yield from _summary(found, sources, documents, say)


def _meant(stranger: str, sources: Sequence[str]) -> list[str]:
    """Return the ids that the name of a file probably stands for, at most three."""
    begun = [source for source in sources if source.startswith(stranger)]
    return (begun or [one for one in (near(stranger, sources),) if one])[:GUESSES]


def _line(one: Finding, say: Wording) -> str:
    cited, number = one.citation.paragraph, one.paragraph
    key = f"verify.{one.result}"
    if cited is None and one.result == Result.FOUND:
        key = "verify.found.whole"
    said = say(key, paragraph=number, cited=cited)
    hedged = say("verify.hedged") if one.is_hedged else ""
    what = say(f"cited.{one.citation.what}")
    return f"{one.place}: {said}{hedged}" + say(
        "verify.figure",
        id=one.citation.id,
        what=what,
        value=one.value,
        source=one.citation.source,
    )


def _summary(
    found: Sequence[Finding], sources: Sequence[str], documents: Documents, say: Wording
) -> Iterator[str]:
    counts: Mapping[Result, int] = Counter(one.result for one in found)
    yield say("verify.summary", **{result.name.lower(): counts.get(result, 0) for result in Result})
    whole = sum(one.result == Result.FOUND and one.citation.paragraph is None for one in found)
    if whole:
        yield say("verify.summary.whole", n=whole)
    cited = {one.citation.source for one in found}
    absent = [source for source in sources if source in cited and source not in documents]
    if absent:
        yield say("verify.summary.absent", n=len(absent), of=len(sources))
