"""What `check` prints: for a terminal, for programs, and as annotations of a code host."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import quote

from dashboard.problems import WARNINGS, Code, Place, Problem
from dashboard.reading import Reading
from dashboard.wording import Wording

_RED, _YELLOW, _BOLD, _DIM, _PLAIN = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"
MOST_OF_A_KIND = 20
"""So many problems of one code in one file are shown: the rest is most likely one slip."""

_LISTED = 8
"""So many ids are named in a summary; all of them stand above it, each with its problem."""


def severity(problem: Problem) -> str:
    """Return the id of how bad a problem is."""
    return "error" if problem.is_error else "warning"


def as_text(
    problems: Sequence[Problem],
    say: Wording,
    *,
    reading: Reading | None = None,
    colour: bool = False,
) -> str:
    """Return one line a problem, clickable in terminals, how to mend it, and a summary.

    Of many problems of a kind in a file only some are shown; all are counted.
    """
    kinds: Counter[tuple[str, str]] = Counter()
    lines: list[str] = []
    for problem in problems:
        kind = (problem.place.file, str(problem.code))
        kinds[kind] += 1
        if kinds[kind] <= MOST_OF_A_KIND:
            lines += _of_one(problem, say, colour=colour)
    lines += [
        say("check.more", count=count - MOST_OF_A_KIND, file=file, code=code)
        for (file, code), count in kinds.items()
        if count > MOST_OF_A_KIND
    ]
    return "\n".join([*lines, *_summary(problems, say, reading)])


def _of_one(problem: Problem, say: Wording, *, colour: bool) -> Iterator[str]:
    word = say(f"severity.{severity(problem)}")
    place = str(problem.place)
    fix = [say("check.fix", fix=say.fix(problem))]
    if line := corrected(problem):
        fix.append(say("check.corrected", line=line.strip()))
    if colour:
        word = f"{_RED if problem.is_error else _YELLOW}{word}{_PLAIN}"
        place, fix = f"{_BOLD}{place}{_PLAIN}", [f"{_DIM}{line}{_PLAIN}" for line in fix]
    yield f"{place}: {word}: {say.problem(problem)} [{problem.code}]"
    for line in fix:
        yield f"    {line}"


def corrected(problem: Problem) -> str:
    """Return the line of a problem as it should be, or nothing where that is not known."""
    return dict(problem.facts).get("corrected", "")


def _remedy(problem: Problem, say: Wording) -> str:
    """Return how to mend a problem, with the mended line where it is known."""
    line = corrected(problem).strip()
    more = [say("check.corrected", line=line)] if line else []
    return "\n".join([say.fix(problem), *more])


def _summary(problems: Sequence[Problem], say: Wording, reading: Reading | None) -> Iterator[str]:
    if not problems:
        yield say("check.clean")
        return
    errors = sum(problem.is_error for problem in problems)
    yield say("check.found", errors=errors, warnings=len(problems) - errors)
    if reading is None:
        return
    files = [item.id for item in reading.left_out if item.kind == "file"]
    ids = [item.id for item in reading.left_out if item.kind != "file"]
    for file in files:
        yield say("check.left-out-file", file=file)
    if ids:
        yield say("check.left-out", count=len(ids), ids=_listed(ids, say))
    for file in reading.unread:
        yield say("check.unread", file=file)


def _listed(ids: Sequence[str], say: Wording) -> str:
    shown = say.listed(ids[:_LISTED])
    return shown + ("…" if len(ids) > _LISTED else "")


def as_json(problems: Iterable[Problem], say: Wording) -> str:
    """Return a list of all problems as JSON; Chinese stays Chinese."""
    found = [
        {
            "file": problem.place.file,
            "line": problem.place.line,
            "column": problem.place.column,
            "code": str(problem.code),
            "severity": severity(problem),
            "message": say.problem(problem),
            "fix": _remedy(problem, say),
        }
        for problem in problems
    ]
    return json.dumps(found, ensure_ascii=False, indent=2)


def as_github(problems: Iterable[Problem], say: Wording, folder: str = "") -> str:
    """Return workflow commands, which GitHub shows beside the lines of a change."""
    prefix = f"{folder.rstrip('/')}/" if folder else ""
    return "\n".join(
        f"::{severity(problem)} file={_property(prefix + problem.place.file)}"
        f",line={problem.place.line},col={problem.place.column}"
        f",title={_property(str(problem.code))}"
        f"::{_escaped(say.problem(problem))}%0A{_escaped(_remedy(problem, say))}"
        for problem in problems
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")


# --- SARIF -----------------------------------------------------------------------------------

SARIF_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
DOCS = {"zh": "docs/data-format.zh.md", "en": "docs/data-format.md"}
"""Where each code has a section of its own."""


def as_sarif(problems: Sequence[Problem], say: Wording, folder: str = "") -> str:
    """Return a log of SARIF 2.1.0, which code scanning of a code host reads."""
    codes = sorted({problem.code for problem in problems})
    rules = [
        {
            "id": str(code),
            "shortDescription": {"text": str(code)},
            "help": _help(code, say),
            "defaultConfiguration": {"level": "warning" if code in WARNINGS else "error"},
        }
        for code in codes
    ]
    prefix = f"{folder.strip('/')}/" if folder else ""
    driver = {"name": "dashboard check", "rules": rules}
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "originalUriBaseIds": {"ROOT": {"description": {"text": say("check.sarif-root")}}},
        "results": [_result(one, say, prefix, codes.index(one.code)) for one in problems],
    }
    log = {"$schema": SARIF_SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(log, ensure_ascii=False, indent=2)


def _help(code: Code, say: Wording) -> dict[str, str]:
    """Return how problems of a kind are mended, and where it is written."""
    anchor, fix = f"{DOCS[say.language]}#{code}", say.fix(Problem(Place(""), code))
    return {"text": f"{fix}\n{anchor}", "markdown": f"{fix} [{code}]({anchor})"}


def _result(problem: Problem, say: Wording, prefix: str, rule: int) -> dict[str, Any]:
    place = problem.place
    uri = {"uri": quote(prefix + place.file), "uriBaseId": "ROOT"}
    region = {"startLine": place.line, "startColumn": place.column}
    result: dict[str, Any] = {
        "ruleId": str(problem.code),
        "ruleIndex": rule,
        "level": severity(problem),
        "message": {"text": f"{say.problem(problem)}\n{_remedy(problem, say)}"},
        "locations": [{"physicalLocation": {"artifactLocation": uri, "region": region}}],
    }
    if line := corrected(problem):
        change = {"deletedRegion": {"startLine": place.line}, "insertedContent": {"text": line}}
        changes = {"artifactLocation": uri, "replacements": [change]}
        result["fixes"] = [{"artifactChanges": [changes]}]
    return result
