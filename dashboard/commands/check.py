"""dashboard check: all problems of the data, each with its place and its remedy."""

import argparse
import os
import sys
from pathlib import Path

from dashboard import reports
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS, WrongUseError
from dashboard.history import UnknownRevisionError, problems_since
from dashboard.reading import problems_on, read
from dashboard.store import load
from dashboard.wording import Wording

FORMATS = ("text", "json", "github", "sarif")


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument("--strict", action="store_true", help=say("cli.strict"))
    parser.add_argument("--since", metavar="REV", help=say("cli.since"))
    arguments.add_as_of(parser, say)
    arguments.add_format(parser, say, FORMATS)
    arguments.add_language(parser, say)
    arguments.add_folder(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Print the problems; 1 if one of them is an error, or with --strict if there are any."""
    folder = arguments.folder_of(given, say)
    files = load(folder)
    reading = read(files)
    problems = problems_on(reading, given.as_of or arguments.today())
    if given.since is not None:
        try:
            found = problems_since(folder, given.since, files)
        except UnknownRevisionError as unknown:
            raise WrongUseError(say("cli.no-revision", revision=unknown)) from unknown
        problems = tuple(sorted({*problems, *found}))
    match given.format:
        case "json":
            print(reports.as_json(problems, say))
        case "github":
            print(reports.as_github(problems, say, folder=_shown(folder)))
        case "sarif":
            print(reports.as_sarif(problems, say, folder=_shown(folder)))
        case _:
            print(reports.as_text(problems, say, reading=reading, colour=_in_colour()))
    bad = problems if given.strict else [problem for problem in problems if problem.is_error]
    return PROBLEMS if bad else FINE


def _shown(folder: Path) -> str:
    """Return a folder as a path from here, where it lies below."""
    here = Path.cwd()
    whole = folder.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()


def _in_colour() -> bool:
    """Return whether to print in colour: on a terminal only, and not against no-color.org."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")
