"""dashboard import: a data folder of ours from a repository that is kept in another format."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path

from dashboard import importing, reading
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS, WrongUseError
from dashboard.store import load
from dashboard.wording import Wording

FORMATS = ("open-sdg",)


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument("kind", choices=FORMATS, metavar="open-sdg", help=say("cli.import.kind"))
    parser.add_argument(
        "repository", type=Path, metavar="REPOSITORY", help=say("cli.import.repository")
    )
    parser.add_argument(
        "-o", type=Path, required=True, metavar="DATA", dest="data", help=say("cli.import.data")
    )
    parser.add_argument("--area", metavar="NAME", default="", help=say("cli.import.area"))
    parser.add_argument(
        "--disaggregations", action="store_true", help=say("cli.import.disaggregations")
    )
    parser.add_argument("--force", action="store_true", help=say("cli.import.force"))
    arguments.add_language(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Write the folder and the report; 1 if nothing could be carried over or figures differ."""
    folder, data = given.repository, given.data
    if not folder.is_dir():
        key = "importing.no-folder" if folder.exists() else "cli.no-folder"
        raise WrongUseError(say(key, folder=folder))
    if data.resolve().is_relative_to(folder.resolve()):
        raise WrongUseError(say("importing.inside", folder=data, repository=folder))
    old = _in_the_way(data, say, is_forced=given.force)
    if not importing.is_repository(folder):
        print(_no_repository(folder, say), file=sys.stderr)
        return PROBLEMS
    repository = importing.read(folder, given.lang)
    wanted = importing.plan(repository, area=given.area, is_broken_down=given.disaggregations)
    plan, files = importing.sound(wanted, given.lang)
    try:
        if plan.measures:
            _write(data, files, old)
        result = _result(plan, files, data)
        if plan.measures:
            reports = {importing.REPORT: importing.as_markdown(result, say)}
            reports[importing.RECORD] = importing.as_json(result)
            _write(data, {name: text.encode() for name, text in reports.items()}, ())
    except OSError as error:
        raise WrongUseError(
            say("importing.not-written", folder=data, reason=arguments.trouble(error, say))
        ) from error
    print(importing.summary(result, say))
    if not plan.measures:
        print(say("importing.none-written", folder=folder), file=sys.stderr)
        return PROBLEMS
    print(say("importing.written", report=data / importing.REPORT, folder=data))
    return PROBLEMS if result.errors or result.agreement.differences else FINE


def _no_repository(folder: Path, say: Wording) -> str:
    """Return that a folder is no repository, and that the one above is, if so."""
    above = folder.resolve().parent
    key = "importing.above" if importing.is_repository(above) else "importing.nothing"
    return say(key, folder=folder, above=above)


def _result(plan: importing.Plan, files: Mapping[str, bytes], data: Path) -> importing.Result:
    """Return how what was written reads back."""
    if not plan.measures:
        return importing.Result(plan, (), importing.Agreement(0, ()), 0)
    back = reading.read(load(data))
    found = importing.Agreement(0, ())
    if back.catalog is not None:
        found = importing.agreement(plan, back.catalog)
    errors = sum(problem.is_error for problem in back.problems)
    return importing.Result(plan, tuple(files), found, errors)


def _in_the_way(data: Path, say: Wording, *, is_forced: bool) -> tuple[str, ...]:
    """Return the files of an earlier import, to be replaced; WrongUseError for any others."""
    if not data.exists():
        return ()
    if not data.is_dir():
        raise WrongUseError(say("importing.no-folder", folder=data))
    there = sorted(path.name for path in data.iterdir())
    if there and not is_forced:
        raise WrongUseError(say("importing.not-empty", folder=data))
    ours = _earlier(data)
    if there and not ours:
        raise WrongUseError(say("importing.not-ours", folder=data, file=there[0]))
    strangers = [name for name in there if name.endswith((".yaml", ".yml")) and name not in ours]
    if strangers:
        raise WrongUseError(say("importing.strangers", folder=data, file=strangers[0]))
    return tuple(name for name in there if name in ours)


def _earlier(data: Path) -> frozenset[str]:
    """Return the names of the files that an earlier import says it wrote."""
    try:
        files = json.loads((data / importing.RECORD).read_text("utf-8"))["files"]
    except (OSError, ValueError, KeyError, TypeError):
        return frozenset()
    return frozenset(name for name in files if isinstance(name, str))


def _write(data: Path, files: Mapping[str, bytes], old: tuple[str, ...]) -> None:
    data.mkdir(parents=True, exist_ok=True)
    for name in old:
        (data / name).unlink()
    for name, content in files.items():
        (data / name).write_bytes(content)
