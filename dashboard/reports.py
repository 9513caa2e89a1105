"""What `check` prints: for a terminal, for programs, and as annotations of a code host."""

import json
from collections.abc import Iterable, Iterator, Sequence

from dashboard.problems import Problem
from dashboard.reading import Reading
from dashboard.wording import Wording

_RED, _YELLOW, _BOLD, _DIM, _PLAIN = "\033[31m", "\033[33m", "\033[1m", "\033[2m", "\033[0m"
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
    """Return one line a problem, clickable in terminals, how to mend it, and a summary."""
    lines: list[str] = []
    for problem in problems:
        word = say(f"severity.{severity(problem)}")
        place = str(problem.place)
        fix = say("check.fix", fix=say.fix(problem))
        if colour:
            word = f"{_RED if problem.is_error else _YELLOW}{word}{_PLAIN}"
            place, fix = f"{_BOLD}{place}{_PLAIN}", f"{_DIM}{fix}{_PLAIN}"
        lines += [f"{place}: {word}: {say.problem(problem)} [{problem.code}]", f"    {fix}"]
    return "\n".join([*lines, *_summary(problems, say, reading)])


def _summary(problems: Sequence[Problem], say: Wording, reading: Reading | None) -> Iterator[str]:
    if not problems:
        yield say("check.clean")
        return
    errors = sum(problem.is_error for problem in problems)
    yield say("check.found", errors=errors, warnings=len(problems) - errors)
    if reading is not None and reading.left_out:
        ids = [item.id for item in reading.left_out]
        yield say("check.left-out", count=len(ids), ids=_listed(ids, say))


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
            "fix": say.fix(problem),
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
        f"::{_escaped(say.problem(problem))}%0A{_escaped(say.fix(problem))}"
        for problem in problems
    )


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
