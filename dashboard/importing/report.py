"""What an import did, in words and for programs: carried over, read in a certain way, left out."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import NamedTuple

from dashboard.importing.comparing import Agreement
from dashboard.importing.findings import OF_FIGURES, Finding, Reason
from dashboard.importing.planning import Plan
from dashboard.wording import Wording

SHOWN = 40
"""So many places of a reason are listed in words; all of them are in the file for programs."""

REPORT, RECORD = "IMPORT.md", "IMPORT.json"
"""The names of the report and of the same for programs, beside the data."""


class Result(NamedTuple):
    """An import that was carried out."""

    plan: Plan
    files: tuple[str, ...]
    """the names of the files that were written"""
    agreement: Agreement
    errors: int
    """errors that `check` finds in what was written"""


class Counts(NamedTuple):
    """The figures of an import: those met are those written and those left out."""

    met: int
    written: int
    left_out: int
    blank: int
    indicators: int
    measures: int
    targets: int
    sources: int
    units: int


def counts(result: Result) -> Counts:
    """Return what was met, written and left out."""
    plan = result.plan
    of = Counter[Reason]()
    for one in plan.findings:
        of[one.reason] += one.times
    return Counts(
        met=plan.figures,
        written=sum(len(one.measure.figures) for one in plan.measures),
        left_out=sum(of[reason] for reason in OF_FIGURES),
        blank=of[Reason.BLANK],
        indicators=plan.indicators,
        measures=len(plan.measures),
        targets=sum(len(one.goals) for one in plan.measures),
        sources=len(plan.sources),
        units=len(plan.units),
    )


def summary(result: Result, say: Wording) -> str:
    """Return what was done in a few lines, for a terminal."""
    return "\n".join(_summary(result, say))


def _summary(result: Result, say: Wording) -> Iterator[str]:
    found = counts(result)
    numbers = {name: f"{number:,}" for name, number in found._asdict().items()}
    yield say("importing.summary.carried", **numbers)
    yield say("importing.summary.figures", **numbers)
    same = result.agreement.compared - len(result.agreement.differences)
    yield say("importing.summary.agree", n=f"{same:,}", of=f"{result.agreement.compared:,}")
    key = "errors" if result.errors else "no-errors"
    yield say(f"importing.summary.{key}", n=result.errors)
    for is_left_out, heading in ((True, "left-out"), (False, "read")):
        by_reason = _by_reason(result.plan.findings, is_left_out=is_left_out)
        if by_reason:
            yield say(f"importing.heading.{heading}")
        for reason, ones in by_reason.items():
            yield f"  {_counted(ones):>8,}  {say(f'importing.{reason}.heading')}"


def _by_reason(
    findings: Sequence[Finding], *, is_left_out: bool
) -> Mapping[Reason, Sequence[Finding]]:
    chosen = [one for one in findings if one.is_left_out == is_left_out]
    return {reason: list(ones) for reason, ones in groupby(chosen, key=lambda one: one.reason)}


def _counted(findings: Sequence[Finding]) -> int:
    return sum(one.times for one in findings)


# --- in full -------------------------------------------------------------------------------


def as_markdown(result: Result, say: Wording) -> str:
    """Return the report as Markdown: the summary, the goals, then each reason with its places."""
    return "\n".join(_markdown(result, say)) + "\n"


def _markdown(result: Result, say: Wording) -> Iterator[str]:
    yield f"# {say('importing.title')}\n"
    (*lines,) = _summary(result, say)
    ends = next((at for at, line in enumerate(lines) if line.startswith("  ")), len(lines) + 1) - 1
    yield from (f"- {line}" for line in lines[:ends])
    yield f"\n## {say('importing.heading.themes')}\n"
    yield say("importing.table.themes")
    yield "|---|---:|---:|---:|"
    for theme in result.plan.themes:
        figures = sum(len(one.measure.figures) for one in theme.measures)
        targets = sum(len(one.goals) for one in theme.measures)
        name = _cell(theme.name.zh if say.language == "zh" else theme.name.en)
        yield f"| {name} (`{theme.id}.yaml`) | {len(theme.measures)} | {figures} | {targets} |"
    for is_left_out, heading in ((True, "left-out"), (False, "read")):
        yield f"\n## {say(f'importing.heading.{heading}')}"
        for reason, ones in _by_reason(result.plan.findings, is_left_out=is_left_out).items():
            yield from _reason(reason, ones, say)
    if result.agreement.differences:
        yield f"\n## {say('importing.heading.differences')}\n"
        for one in result.agreement.differences:
            yield f"- {one.where}: `{one.cell}` → `{one.written}`"


def _reason(reason: Reason, ones: Sequence[Finding], say: Wording) -> Iterator[str]:
    yield f"\n### {say(f'importing.{reason}.heading')} ({_counted(ones):,})\n"
    yield f"{say(f'importing.{reason}')}\n"
    for one in ones[:SHOWN]:
        yield f"- {one.where}{_told(one, say)}"
    if len(ones) > SHOWN:
        yield say("importing.more", n=f"{len(ones) - SHOWN:,}", file=RECORD)


def _told(one: Finding, say: Wording) -> str:
    known = dict(one.facts)
    said = [text for text in (known.pop("text", ""),) if text]
    said += [say(f"importing.fact.{name}", value=value) for name, value in known.items()]
    said += [say("importing.fact.count", value=f"{one.times:,}")] if one.times > 1 else []
    return f": {_cell(say.listed(said))}" if said else ""


def _cell(text: str) -> str:
    """Return a text as it is shown in Markdown: its signs are not taken for markup."""
    for sign in "\\`*_|<>[]":
        text = text.replace(sign, "\\" + sign)
    return " ".join(text.split())


def as_json(result: Result) -> str:
    """Return the report for programs: counts, the files, and every finding with its place."""
    record = {
        "counts": counts(result)._asdict(),
        "agree": {
            "compared": result.agreement.compared,
            "different": [
                {
                    "file": one.where.file,
                    "line": one.where.line,
                    "cell": one.cell,
                    "written": one.written,
                }
                for one in result.agreement.differences
            ],
        },
        "errors": result.errors,
        "files": list(result.files),
        "findings": [
            {
                "reason": one.reason,
                "left_out": one.is_left_out,
                "file": one.where.file,
                "line": one.where.line or None,
                "count": one.times,
                **dict(one.facts),
            }
            for one in result.plan.findings
        ],
    }
    return json.dumps(record, ensure_ascii=False, indent=1) + "\n"
