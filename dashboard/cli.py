"""The command line: which command was asked for, in which language (architecture.md 6)."""

import argparse
import os
import sys
from collections.abc import Sequence
from itertools import pairwise

from dashboard.commands import COMMANDS
from dashboard.commands.arguments import FINE, WRONG_USE, WrongUseError
from dashboard.wording import LANGUAGES, Wording


def asked_language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments ask for, before they are understood."""
    for before, after in pairwise((*arguments, "")):
        asked = after if before == "--lang" else before.removeprefix("--lang=")
        if asked in LANGUAGES and before.startswith("--lang"):
            return asked
    return "zh"


def parser(say: Wording, asked: str = "") -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in a language.

    With the name of one command, only that one has its arguments: the others need not be known.
    """
    top = argparse.ArgumentParser(prog="dashboard", description=say("cli.about"))
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
    except WrongUseError as wrong:
        print(wrong, file=sys.stderr)
        return WRONG_USE
    except BrokenPipeError:  # the reader of the output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE
