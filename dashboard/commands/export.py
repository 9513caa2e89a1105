"""dashboard export: a file to take along, of one kind or another."""

import argparse
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

from dashboard import workbooks
from dashboard.assessment import assess_all
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS, WrongUseError
from dashboard.model import Catalog
from dashboard.wording import Wording


class Kind(NamedTuple):
    """One kind of export."""

    file: str
    """what it is called where nobody says"""
    about: str
    """the phrase that says what it is"""
    output: str
    """the phrase that says where it goes"""
    add: Callable[[argparse.ArgumentParser, Wording], None]
    """adds the arguments of this kind alone"""
    made: Callable[[Catalog, argparse.Namespace, date, Wording], bytes]
    """returns its bytes"""


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add what can be exported, each kind with its arguments."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    for name, kind in KINDS.items():
        found = kinds.add_parser(name, help=say(kind.about))
        kind.add(found, say)
        found.add_argument("-o", dest="output", type=Path, metavar="FILE", help=say(kind.output))
        arguments.add_as_of(found, say)
        arguments.add_language(found, say)
        arguments.add_folder(found, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Write the file and print its path; 1 only if nothing could be read."""
    catalog = arguments.catalog_of(arguments.folder_of(given, say), say)
    if catalog is None:
        return PROBLEMS
    kind = KINDS[given.kind]
    data = kind.made(catalog, given, given.as_of or arguments.today(), say)
    output: Path = given.output or Path(kind.file)
    try:
        output.write_bytes(data)
    except OSError as error:
        raise WrongUseError(say("cli.not-saved", file=output, reason=error.strerror)) from error
    print(output)
    return FINE


def _nothing(_parser: argparse.ArgumentParser, _say: Wording) -> None:
    """Add nothing."""


def _workbook(catalog: Catalog, _given: argparse.Namespace, as_of: date, say: Wording) -> bytes:
    return workbooks.workbook(catalog, assess_all(catalog, as_of), as_of, say)


def _add_briefing(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add which briefing, and since when it tells changes."""
    parser.add_argument("--briefing", metavar="ID", help=say("slides.cli.briefing"))
    since = say("slides.cli.since")
    parser.add_argument("--since", type=arguments.day(say), metavar="DATE", help=since)


def _deck(catalog: Catalog, given: argparse.Namespace, as_of: date, say: Wording) -> bytes:
    from dashboard import decks, slides  # noqa: PLC0415 - 0.2 s that no other kind waits for

    briefing = slides.briefing_of(catalog, given.briefing or "")
    if briefing is None:
        known = say.listed(slides.briefings_of(catalog))
        raise WrongUseError(say("slides.cli.no-briefing", id=given.briefing, ids=known))
    if given.since and given.since > as_of:
        raise WrongUseError(say("slides.cli.backwards", since=given.since, as_of=as_of))
    shown = slides.slides_of(catalog, as_of, say, briefing, given.since)
    return decks.deck(catalog, shown, say)


KINDS: Mapping[str, Kind] = {
    "xlsx": Kind("register.xlsx", "cli.export.xlsx", "cli.export.output", _nothing, _workbook),
    "pptx": Kind("briefing.pptx", "slides.cli.pptx", "slides.cli.output", _add_briefing, _deck),
}
"""The kinds by name, in the order in which they are listed."""
