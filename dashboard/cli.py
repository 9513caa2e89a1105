"""The command line: check, status, serve (architecture.md 6)."""

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from itertools import pairwise
from pathlib import Path

from dashboard import reports, schema, statuses
from dashboard.assessment import assess_all
from dashboard.history import UnknownRevisionError, problems_since
from dashboard.problems import Problem
from dashboard.reading import Reading, problems_on, read
from dashboard.store import Files, load, save
from dashboard.tidy import diff, tidied
from dashboard.values import Unfit, parse_day
from dashboard.wording import LANGUAGES, Wording

SHIPPED = Path(__file__).parent.parent / "data"
FINE, PROBLEMS, WRONG_USE = 0, 1, 2
LAST_PORT = 65535
CHECK_FORMATS, STATUS_FORMATS = ("text", "json", "github", "sarif"), ("table", "json", "csv")


def _day(say: Wording) -> Callable[[str], date]:
    def day(text: str) -> date:
        try:
            return parse_day(text).last
        except Unfit as unfit:
            raise argparse.ArgumentTypeError(say("cli.not-a-day", text=text)) from unfit

    return day


def _port(say: Wording) -> Callable[[str], int]:
    def port(text: str) -> int:
        if not text.isdecimal() or int(text) > LAST_PORT:
            raise argparse.ArgumentTypeError(say("cli.not-a-port", text=text))
        return int(text)

    return port


def asked_language(arguments: Sequence[str]) -> str:
    """Return the language that the arguments ask for, before they are understood."""
    for before, after in pairwise((*arguments, "")):
        asked = after if before == "--lang" else before.removeprefix("--lang=")
        if asked in LANGUAGES and before.startswith("--lang"):
            return asked
    return "zh"


def parser(say: Wording) -> argparse.ArgumentParser:
    """Return the parser of all commands, its help in a language."""
    top = argparse.ArgumentParser(prog="dashboard", description=say("cli.about"))
    commands = top.add_subparsers(dest="command", required=True, metavar="COMMAND")
    check = commands.add_parser("check", help=say("cli.check"))
    check.add_argument("--strict", action="store_true", help=say("cli.strict"))
    check.add_argument("--since", metavar="REV", help=say("cli.since"))
    status = commands.add_parser("status", help=say("cli.status"))
    serve = commands.add_parser("serve", help=say("cli.serve"))
    serve.add_argument("--host", default="127.0.0.1", help=say("cli.host"))
    serve.add_argument("--port", type=_port(say), default=8501, help=say("cli.port"))
    serve.add_argument("--public-url", help=say("cli.public-url"))
    fmt = commands.add_parser("fmt", help=say("cli.fmt"))
    fmt.add_argument("--diff", action="store_true", help=say("cli.diff"))
    fmt.add_argument("--lang", choices=LANGUAGES, default="zh", help=say("cli.lang"))
    schemas = commands.add_parser("schema", help=say("cli.schema"))
    schemas.add_argument("--kind", choices=schema.FILES, default="theme", help=say("cli.kind"))
    for command, formats in ((check, CHECK_FORMATS), (status, STATUS_FORMATS)):
        command.add_argument(
            "--format", choices=formats, default=formats[0], help=say("cli.format")
        )
        command.add_argument("--lang", choices=LANGUAGES, default="zh", help=say("cli.lang"))
    for command in (status, serve):
        command.add_argument("--as-of", type=_day(say), metavar="DATE", help=say("cli.as-of"))
    for command in (check, status, serve, fmt):
        command.add_argument(
            "folder", nargs="?", type=Path, default=SHIPPED, metavar="DIR", help=say("cli.folder")
        )
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and return its exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    say = Wording(asked_language(words))
    given = parser(say).parse_args(words)
    try:
        return _run(given, say)
    except BrokenPipeError:  # the reader of the output has gone, as in `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return FINE


def _run(given: argparse.Namespace, say: Wording) -> int:
    if given.command == "schema":
        print(schema.as_json(given.kind))
        return FINE
    if not given.folder.is_dir():
        print(say("cli.no-folder", folder=given.folder), file=sys.stderr)
        return WRONG_USE
    if given.command == "serve":
        return _serve(given)
    files = load(given.folder)
    if given.command == "check":
        return _check(given, files, say)
    if given.command == "fmt":
        return _fmt(given, files, say)
    return _status(given, read(files), say)


def _shown(folder: Path) -> str:
    """Return a folder as a path from here, where it lies below."""
    here = Path.cwd()
    whole = folder.resolve()
    return whole.relative_to(here).as_posix() if whole.is_relative_to(here) else whole.as_posix()


def _in_colour() -> bool:
    """Return whether to print in colour: on a terminal only, and not against no-color.org."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def _check(given: argparse.Namespace, files: Files, say: Wording) -> int:
    today = date.today()  # noqa: DTZ011 - the office's own day
    reading = read(files)
    problems = problems_on(reading, today)
    if given.since is not None:
        try:
            found = problems_since(given.folder, given.since, files)
        except UnknownRevisionError as unknown:
            print(say("cli.no-revision", revision=unknown), file=sys.stderr)
            return WRONG_USE
        problems = tuple(sorted({*problems, *found}))
    match given.format:
        case "json":
            print(reports.as_json(problems, say))
        case "github":
            print(reports.as_github(problems, say, folder=_shown(given.folder)))
        case "sarif":
            print(reports.as_sarif(problems, say, folder=_shown(given.folder)))
        case _:
            print(reports.as_text(problems, say, reading=reading, colour=_in_colour()))
    bad = problems if given.strict else [problem for problem in problems if problem.is_error]
    return PROBLEMS if bad else FINE


def _fmt(given: argparse.Namespace, files: Files, say: Wording) -> int:
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
            save(given.folder, one.file, one.after or b"", was=one.before)
            print(given.folder / one.file)
        except OSError as error:
            reason = error.strerror or say("cli.changed-meanwhile")
            print(say("cli.not-saved", file=one.file, reason=reason), file=sys.stderr)
            code = PROBLEMS
    return code


def _status(given: argparse.Namespace, reading: Reading, say: Wording) -> int:
    errors = [problem for problem in reading.problems if problem.is_error]
    for problem in errors:
        print(f"{problem.place}: {say.problem(problem)} [{problem.code}]", file=sys.stderr)
    if reading.catalog is None:
        return PROBLEMS
    for left in reading.left_out:
        print(say("cli.left-out", id=left.id, place=left.place), file=sys.stderr)
    catalog = reading.catalog
    as_of = given.as_of or date.today()  # noqa: DTZ011 - the office's own day
    verdicts = assess_all(catalog, as_of)
    match given.format:
        case "json":
            print(statuses.as_json(catalog, verdicts, as_of.isoformat(), say.language))
        case "csv":
            print(statuses.as_csv(catalog, verdicts, as_of.isoformat(), say.language), end="")
        case _:
            print(say("cli.as-of-line", day=as_of.isoformat()))
            print(statuses.as_table(catalog, verdicts, say))
    return FINE


def _serve(given: argparse.Namespace) -> int:
    from dashboard.serving import serve  # noqa: PLC0415 - Streamlit takes a second to import

    return serve(
        given.folder,
        host=given.host,
        port=given.port,
        public_url=given.public_url,
        as_of=given.as_of,
    )
