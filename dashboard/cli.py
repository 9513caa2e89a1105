"""The command line: which command was asked for, in which language (architecture.md 6)."""

import argparse
import os
import re
import sys
from collections.abc import Sequence
from itertools import pairwise
from typing import NoReturn

from dashboard.commands import COMMANDS
from dashboard.commands.arguments import FINE, WRONG_USE, WrongUseError
from dashboard.wording import LANGUAGES, Wording

_WRONG = (
    (r"the following arguments are required: (?P<names>.+)", "lacking"),
    (
        r"argument (?P<name>.+?): invalid choice: (?P<text>.+) \(choose from (?P<names>.+)\)",
        "choice",
    ),
    (r"argument (?P<name>.+?): expected one argument", "no-value"),
    (r"unrecognized arguments: (?P<names>.+)", "unknown"),
    (r"argument (?P<name>.+?): (?P<text>.+)", "argument"),
)
"""What argparse says of wrong arguments, and the key of its sentence here."""


def asked_language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments ask for, before they are understood."""
    for before, after in pairwise((*arguments, "")):
        asked = after if before == "--lang" else before.removeprefix("--lang=")
        if asked in LANGUAGES and before.startswith("--lang"):
            return asked
    return "zh"


def wrong(message: str, say: Wording) -> str:
    """Return in the language what argparse says of wrong arguments; as it is where not known."""
    for pattern, key in _WRONG:
        if found := re.fullmatch(pattern, message):
            return say(f"cli.wrong.{key}", **found.groupdict())
    return message


def _speaking(say: Wording) -> type[argparse.ArgumentParser]:
    """Return a parser, and so the parsers of commands, whose errors are in the language."""

    class Speaking(argparse.ArgumentParser):
        def error(self, message: str) -> NoReturn:
            self.print_usage(sys.stderr)
            self.exit(WRONG_USE, f"{wrong(message, say)}\n")

    return Speaking


def parser(say: Wording, asked: str = "") -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in a language.

    With the name of one command, only that one has its arguments: the others need not be known.
    """
    top = _speaking(say)(prog="dashboard", description=say("cli.about"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for command in COMMANDS:
        added = commands.add_parser(command.name, help=say(f"cli.{command.name}"))
        if asked in {"", command.name}:
            command.add(added, say)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    say = Wording(asked_language(words))
    names = {command.name: command for command in COMMANDS}
    asked = words[0] if words and words[0] in names else ""
    given = parser(say, asked).parse_args(words)
    run = names[given.command].run
    try:
        return run(given, say)
    except WrongUseError as error:
        print(error, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:  # the reader of the output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
