"""What a repository sets out to reach: its progress options, its components, its target lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard.importing.drawn import not_carried, of_target_lines
from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.headlines import Line, part_of
from dashboard.importing.metadata import said
from dashboard.importing.sides import (
    BASE_YEAR,
    NUMERIC,
    TARGET_YEAR,
    Aim,
    Judged,
    LineId,
    Subject,
    Ways,
    base_of,
    matching,
    side_of,
    sided,
)

DIRECTIONS = ("direction", "desired_direction", "desired direction")
"""Fields in which some offices say which way is better for a whole indicator."""

_OPTIONS = "progress_calculation_options"
_WAYS = {
    **dict.fromkeys(("positive", "increase", "increasing", "up", "higher"), "higher"),
    **dict.fromkeys(("negative", "decrease", "decreasing", "down", "lower"), "lower"),
}


class Aims(NamedTuple):
    """What could be carried over, what could not, and what is said of direction."""

    aims: tuple[Aim, ...]
    ways: Ways
    findings: tuple[Finding, ...]


class _Option(NamedTuple):
    """One series that progress is measured by."""

    item: Mapping[str, object]
    lines: tuple[Line, ...]
    where: Where


def aims_of(subject: Subject) -> Aims:
    """Return what the lines of an indicator are to reach, each aim once."""
    findings: list[Finding] = []
    options = [*_options(subject, findings)]
    if not options:
        options = [*_components(subject)]
    ways = _ways(subject, options, findings)
    found_aims = [
        *_of_progress(options, subject, ways, findings),
        *of_target_lines(subject, ways, findings),
    ]
    findings += not_carried(subject.fields)
    once = {(aim.line.id, float(aim.value), aim.judged.by): aim for aim in reversed(found_aims)}
    return Aims(tuple(reversed(once.values())), ways, tuple(findings))


# --- progress ------------------------------------------------------------------------------


def _options(subject: Subject, findings: list[Finding]) -> Iterator[_Option]:
    """Yield the progress options with the lines that they are about."""
    fields, table, lines = subject.fields, subject.table, subject.lines
    for item in fields.items(_OPTIONS):
        where = fields.where(_OPTIONS, item)
        part = part_of(table, item.get("disaggregation")) if item.get("disaggregation") else None
        about = [line for line in matching(item, lines) if _is_part(line, part)]
        if len(about) == 1 or (about and not said(item, "target")):
            yield _Option(item, tuple(about), where)
        elif said(item, "target") or said(item, "direction"):
            reason = Reason.TARGET_MANY_UNITS if about else Reason.TARGET_NO_MATCH
            text = said(item, "target") or said(item, "direction")
            findings.append(found(reason, *where, text=text))


def _is_part(line: Line, part: tuple[str, ...] | None) -> bool:
    return line.is_whole if part is None else line.key == part


def _components(subject: Subject) -> Iterator[_Option]:
    """Yield what the components of the repository's own calculation say of an indicator."""
    number, components, lines = subject.number, subject.components, subject.lines
    whole = components.values.get(number)
    for name, item in whole.items() if isinstance(whole, dict) else ():
        if not isinstance(item, dict) or name.split(" / ")[0] != number:
            continue
        parts = [part.removesuffix("...").strip() for part in name.split(" / ")[1:]]
        about = [line for line in lines if _is_tagged(line, parts)]
        if len(about) == 1:
            yield _Option(_as_option(item), tuple(about), components.where(number))


def _is_tagged(line: Line, parts: Sequence[str]) -> bool:
    """Return whether the parts of a component's name are a line's series, unit and breakdown."""
    texts = [text for text in (line.series, line.unit, *line.key) if text]
    if not parts:
        return line.is_whole
    of_line = [text for text in texts if any(text.startswith(part) for part in parts)]
    return all(any(text.startswith(part) for text in texts) for part in parts) and (
        line.is_whole or len(of_line) == len(texts)
    )


def _as_option(item: Mapping[str, object]) -> Mapping[str, object]:
    words = {"1": "positive", "-1": "negative", "1.0": "positive", "-1.0": "negative"}
    return {**item, "direction": words.get(said(item, "direction"), "")}


def _ways(subject: Subject, options: Sequence[_Option], findings: list[Finding]) -> Ways:
    """Return which way is better for each line; negative where Open SDG reckons so unasked."""
    fields = subject.fields
    said_of_all = _WAYS.get(fields.text(*DIRECTIONS).casefold())
    better = {line.id: said_of_all for line in subject.lines} if said_of_all else {}
    limit: dict[LineId, str] = {}
    for option in options:
        direction = said(option.item, "direction").casefold()
        if direction not in {"positive", "negative"}:
            if not fields.is_yes("auto_progress_calculation"):
                continue
            findings.append(found(Reason.DIRECTION_DEFAULT, *option.where))
        for line in option.lines:
            better[line.id] = "higher" if direction == "positive" else "lower"
            most = said(option.item, "limit")
            if NUMERIC.match(most):
                limit.setdefault(line.id, most)
    return Ways(better, limit)


def _of_progress(
    options: Sequence[_Option], subject: Subject, ways: Ways, findings: list[Finding]
) -> Iterator[Aim]:
    """Yield the targets of the progress options."""
    is_on = not subject.fields.is_no("auto_progress_calculation")
    for option in options:
        value = said(option.item, "target")
        if not value:
            continue
        if not NUMERIC.match(value):
            findings.append(found(Reason.TARGET_NO_NUMBER, *option.where, text=value))
            continue
        if subject.table.has_progress:
            findings.append(found(Reason.TARGET_TRANSFORMED, *option.where, text=value))
            continue
        by = _year(said(option.item, "target_year")) or TARGET_YEAR
        base = _year(said(option.item, "base_year")) or BASE_YEAR
        for line in option.lines:
            start = base_of(line, base, by)
            if start and start != str(base):
                findings.append(found(Reason.BASE_MOVED, *option.where, text=start, base=base))
            side = side_of(line, value, ways)
            findings += sided(line, side, value, option.where)
            if side is not None:
                how = Judged(str(by), start, is_progress=is_on)
                yield Aim(line, value, *side, how, option.where)


def _year(text: str) -> int:
    match = re.match(r"([12][0-9]{3})(?:\.0*)?\Z", text)
    return int(match[1]) if match else 0
