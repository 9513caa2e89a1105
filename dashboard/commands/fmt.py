"""dashboard fmt: the files tidied in place, or a list of what would change."""

import argparse
import sys

from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS
from dashboard.problems import Problem
from dashboard.store import load, save
from dashboard.tidy import diff, tidied
from dashboard.wording import Wording


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument("--diff", action="store_true", help=say("cli.diff"))
    arguments.add_language(parser, say)
    arguments.add_folder(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Tidy the files; 1 if --diff found something, or if a file could not be saved."""
    folder = arguments.folder_of(given, say)
    files = load(folder)
    found = list(tidied(files))
    for problem in files.values():
        if isinstance(problem, Problem):
            print(f"{problem.place}: {say.problem(problem)} [{problem.code}]", file=sys.stderr)
    for one in found:
        if one.after is None:
            print(say("cli.fmt-left", file=one.file), file=sys.stderr)
    changed = [one for one in found if one.after not in {None, one.before}]
    if given.diff:
        print("".join(diff(one) for one in changed), end="")
        return PROBLEMS if changed else FINE
    code = FINE if any(one.after is not None for one in found) or not files else PROBLEMS
    for one in changed:
        try:
            save(folder, one.file, one.after or b"", was=one.before)
            print(folder / one.file)
        except OSError as error:
            reason = error.strerror or say("cli.changed-meanwhile")
            print(say("cli.not-saved", file=one.file, reason=reason), file=sys.stderr)
            code = PROBLEMS
    return code
