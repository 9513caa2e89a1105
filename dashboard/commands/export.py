"""dashboard export: files to take along, of one kind or of all."""

import argparse
import sys
from collections.abc import Generator, Mapping
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, LACKING, PROBLEMS, STOPPED, WrongUseError
from dashboard.model import Catalog
from dashboard.model.commitments import KINDS as COMMITMENTS
from dashboard.wording import Wording

if TYPE_CHECKING:
    from dashboard.handouts.everything import Step
    from dashboard.meetings import Presentation
    from dashboard.slides import Choice


class Kind(NamedTuple):
    """One kind of export."""

    name: str
    """what its file or folder is called where nobody says"""
    about: str
    """the phrase that says what it is"""
    is_folder: bool = False
    has_briefing: bool = True
    """whether a briefing, and the day of the last meeting, make a difference"""


KINDS: Mapping[str, Kind] = {
    "pptx": Kind("briefing.pptx", "slides.cli.pptx"),
    "pdf": Kind("briefing.pdf", "handouts.cli.pdf"),
    "html": Kind("dashboard.html", "handouts.cli.html"),
    "xlsx": Kind("register.xlsx", "cli.export.xlsx", has_briefing=False),
    "csv": Kind("csv", "handouts.cli.csv", is_folder=True),
    "png": Kind("png", "handouts.cli.png", is_folder=True),
    "all": Kind("handouts", "handouts.cli.all", is_folder=True),
}
"""The kinds by name, in the order in which they are listed."""

CHOICES = ("area", "theme", "kind", "status")
"""By what commitments can be chosen, as in the address of a page."""


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add what can be exported, each kind with its arguments."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for name, kind in KINDS.items():
        found = kinds.add_parser(name, help=say(kind.about))
        if kind.has_briefing:
            found.add_argument("--briefing", metavar="ID", help=say("slides.cli.briefing"))
            since = say("slides.cli.since")
            found.add_argument("--since", type=arguments.day(say), metavar="DATE", help=since)
        for choice in CHOICES:
            about = say(f"handouts.cli.{choice}")
            found.add_argument(
                f"--{choice}", action="append", default=[], dest=f"{choice}_ids", metavar="ID",
                help=about,
            )  # fmt: skip
        where, about = (
            "FOLDER" if kind.is_folder else "FILE",
            say("handouts.cli.output", file=kind.name),
        )
        found.add_argument("-o", dest="output", type=Path, metavar=where, help=about)
        arguments.add_as_of(found, say)
        arguments.add_language(found, say)
        arguments.add_folder(found, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Write the file or the folder and print its path.

    1 only if nothing could be read, 3 if a browser is lacking, 130 if it was stopped: then
    nothing was written.
    """
    try:
        return _exported(given, say)
    except KeyboardInterrupt:
        print(say("handouts.cli.stopped"), file=sys.stderr)
        return STOPPED


def _exported(given: argparse.Namespace, say: Wording) -> int:
    kind = KINDS[given.kind]
    output: Path = given.output or Path(kind.name)
    before = _before(given.kind, output, say)
    catalog = arguments.catalog_of(arguments.folder_of(given, say), say)
    if catalog is None:
        return PROBLEMS
    from dashboard.handouts.chromium import NoBrowserError  # noqa: PLC0415 - 0.5 s of libraries

    shown = _presented(catalog, given, say)
    _warn(shown, say)
    try:
        is_whole = _written(kind, output, _steps(given.kind, shown, say), before, say)
    except NoBrowserError:
        print(say("handouts.no-browser"), file=sys.stderr)
        return LACKING
    except OSError as error:
        raise _not_saved(output, error, say) from error
    print(output)
    if not is_whole:
        print(say("handouts.no-browser"), file=sys.stderr)
    return FINE if is_whole else LACKING


def _before(kind: str, output: Path, say: Wording) -> frozenset[str]:
    """Return the files that an earlier export left; raise WrongUseError for a wrong place."""
    from dashboard.handouts import saving  # noqa: PLC0415

    try:
        saving.check(output, is_folder=KINDS[kind].is_folder)
    except OSError as error:
        raise _not_saved(output, error, say) from error
    if not KINDS[kind].is_folder:
        return frozenset()
    from dashboard.handouts.earlier import ForeignError, earlier  # noqa: PLC0415

    try:
        return earlier(output, kind)
    except ForeignError as error:
        raise WrongUseError(say("handouts.cli.foreign", file=error.file)) from error


def _not_saved(output: Path, error: OSError, say: Wording) -> WrongUseError:
    reason = arguments.trouble(error, say)
    return WrongUseError(say("cli.not-saved", file=output, reason=reason))


def _warn(shown: "Presentation", say: Wording) -> None:
    """Say on standard error that no commitment is among those chosen."""
    from dashboard.handouts.presented import meeting_in  # noqa: PLC0415

    if shown.choice.words(shown.catalog, say) and not meeting_in(shown, say).verdicts:
        print(say("handouts.unmatched"), file=sys.stderr)


def _presented(catalog: Catalog, given: argparse.Namespace, say: Wording) -> "Presentation":
    """Return what is asked for; raise WrongUseError for what there is not."""
    from dashboard import slides  # noqa: PLC0415
    from dashboard.meetings import presentation_of  # noqa: PLC0415

    asked, since = getattr(given, "briefing", None), getattr(given, "since", None)
    as_of = given.as_of or arguments.today()
    briefing = slides.briefing_of(catalog, asked or "")
    if briefing is None:
        known = say.listed(slides.briefings_of(catalog))
        raise WrongUseError(say("slides.cli.no-briefing", id=asked, ids=known))
    if since and since > as_of:
        raise WrongUseError(say("slides.cli.backwards", since=since, as_of=as_of))
    return presentation_of(catalog, as_of, briefing, since, choice=_choice(catalog, given, say))


def _choice(catalog: Catalog, given: argparse.Namespace, say: Wording) -> "Choice":
    """Return which commitments are asked for; raise WrongUseError for an id that is none."""
    from dashboard.slides import Choice  # noqa: PLC0415
    from dashboard.theme import SIGNS  # noqa: PLC0415

    frame = catalog.frame
    known = {
        "area": list(frame.sides),
        "theme": [theme.id for theme in frame.themes],
        "kind": list(COMMITMENTS),
        "status": list(SIGNS),
    }
    asked = {option: tuple(dict.fromkeys(getattr(given, f"{option}_ids"))) for option in known}
    for option, ids in asked.items():
        for one in ids:
            if one not in known[option]:
                facts = {"option": f"--{option}", "id": one, "ids": say.listed(known[option])}
                raise WrongUseError(say("handouts.cli.unknown", **facts))
    return Choice(
        areas=asked["area"], themes=asked["theme"], kinds=asked["kind"], statuses=asked["status"]
    )


def _steps(kind: str, shown: "Presentation", say: Wording) -> Generator["Step", None, None]:
    """Return what makes the files of a kind, told on standard error step by step."""
    from dashboard.handouts import everything  # noqa: PLC0415

    match kind:
        case "all":
            steps = everything.everything(shown, say)
        case "csv":
            steps = everything.tables(shown, say)
        case "png":
            steps = everything.images(shown, say)
        case _:
            steps = everything.single(KINDS[kind].name, shown, say)
    return _told(steps, say)


def _told(steps: Generator["Step", None, None], say: Wording) -> Generator["Step"]:
    """Yield steps, and say on standard error what is done: on a terminal in one line.

    What is one step says nothing.
    """
    is_terminal, before = sys.stderr.isatty(), ""
    with closing(steps):
        for step in steps:
            yield step
            told = "handouts.cli.step" if step.files else "handouts.cli.step.none"
            words = say(told, number=step.number, of=step.of, what=step.what)
            if is_terminal and step.of > 1:
                print(f"\r\033[K{words}", end="", file=sys.stderr, flush=True)
            elif step.of > 1 and step.what != before:
                print(words, file=sys.stderr, flush=True)
            before = step.what
    if is_terminal:
        print("\r\033[K", end="", file=sys.stderr, flush=True)


def _written(
    kind: Kind,
    output: Path,
    steps: Generator["Step", None, None],
    before: frozenset[str],
    say: Wording,
) -> bool:
    """Write the files of all steps, the last of them done; return whether none is lacking.

    What an earlier export left and this one does not make goes; how many there were is said.
    """
    from dashboard.handouts import saving  # noqa: PLC0415

    is_whole = True
    with saving.workshop(output) as folder, closing(steps):
        for step in steps:
            is_whole = is_whole and bool(step.files)
            for file in step.files:
                place = folder / file.name
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(file.data)
        if kind.is_folder:
            done = saving.put(folder, output, before)
            if any(done):
                print(say("handouts.cli.put", **done._asdict()), file=sys.stderr)
        else:
            (folder / kind.name).replace(output)
    return is_whole
