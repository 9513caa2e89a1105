"""What the commands share: exit codes, and the arguments that mean the same in each."""

import argparse
import errno
import sys
from collections.abc import Callable, Sequence
from datetime import date
from importlib import import_module
from keyword import iskeyword
from pathlib import Path
from types import ModuleType
from typing import NamedTuple

from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load
from dashboard.values import Unfit, parse_day
from dashboard.wording import LANGUAGES, Wording

SHIPPED = Path(__file__).parent.parent.parent / "data"
FINE, PROBLEMS, WRONG_USE, LACKING, STOPPED = 0, 1, 2, 3, 130
LAST_PORT = 65535


class Command(NamedTuple):
    """One command, by its name; its module is imported when it is asked for."""

    name: str

    @property
    def add(self) -> Callable[[argparse.ArgumentParser, Wording], None]:
        """Return what adds the arguments."""
        found: Callable[[argparse.ArgumentParser, Wording], None] = _module(self.name).add
        return found

    @property
    def run(self) -> Callable[[argparse.Namespace, Wording], int]:
        """Return what runs it and gives the exit code."""
        found: Callable[[argparse.Namespace, Wording], int] = _module(self.name).run
        return found


def _module(name: str) -> ModuleType:
    """Return the module of a command; one that is a word of Python ends in an underscore."""
    word = name.replace("-", "_")
    return import_module(f"dashboard.commands.{word}{'_' if iskeyword(word) else ''}")


class WrongUseError(Exception):
    """What was asked for cannot be asked for: said in one sentence, exit code 2."""


def trouble(error: OSError, say: Wording) -> str:
    """Return why something could not be written, in the language where it is a usual reason."""
    key = f"cli.trouble.{errno.errorcode.get(error.errno or 0, '')}"
    return say(key) if say.has(key) else error.strerror or type(error).__name__


def today() -> date:
    """Return the office's own day."""
    return date.today()  # noqa: DTZ011


def day(say: Wording) -> Callable[[str], date]:
    """Return what turns an argument into a day: a month or a year means its last one."""

    def read(text: str) -> date:
        try:
            return parse_day(text).last
        except Unfit as unfit:
            raise argparse.ArgumentTypeError(say("cli.not-a-day", text=text)) from unfit

    return read


def port(say: Wording) -> Callable[[str], int]:
    """Return what turns an argument into a port."""

    def read(text: str) -> int:
        if not text.isdecimal() or int(text) > LAST_PORT:
            raise argparse.ArgumentTypeError(say("cli.not-a-port", text=text))
        return int(text)

    return read


def add_folder(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add DIR, the folder of the data; the shipped data by default."""
    parser.add_argument(
        "folder", nargs="?", type=Path, default=SHIPPED, metavar="DIR", help=say("cli.folder")
    )


def add_language(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add --lang."""
    parser.add_argument("--lang", choices=LANGUAGES, default="zh", help=say("cli.lang"))


def add_format(parser: argparse.ArgumentParser, say: Wording, formats: Sequence[str]) -> None:
    """Add --format, the first of the formats by default."""
    parser.add_argument("--format", choices=formats, default=formats[0], help=say("cli.format"))


def add_as_of(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add --as-of."""
    parser.add_argument("--as-of", type=day(say), metavar="DATE", help=say("cli.as-of"))


def folder_of(given: argparse.Namespace, say: Wording) -> Path:
    """Return the folder of the data; raise WrongUseError if it is none."""
    folder: Path = given.folder
    if not folder.is_dir():
        raise WrongUseError(say("cli.no-folder", folder=folder))
    return folder


def catalog_of(folder: Path, say: Wording) -> Catalog | None:
    """Return what could be read of a folder; say on standard error what was left out."""
    reading = read(load(folder))
    for problem in reading.problems:
        if problem.is_error:
            print(f"{problem.place}: {say.problem(problem)} [{problem.code}]", file=sys.stderr)
    if reading.catalog is None:
        return None
    for left in reading.left_out:
        print(say("cli.left-out", id=left.id, place=left.place), file=sys.stderr)
    return reading.catalog
