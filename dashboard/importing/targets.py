"""What a repository sets out to reach: its progress options, its components, its target lines."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.headlines import Line, part_of
from dashboard.importing.metadata import Fields, Translations, said
from dashboard.importing.table import Row, Table
from dashboard.values import NUMBER

BASE_YEAR, TARGET_YEAR = 2015, 2030
"""Where Open SDG's measure of progress begins and ends, unless it is told otherwise."""

DIRECTIONS = ("direction", "desired_direction", "desired direction")
"""Fields in which some offices say which way is better for a whole indicator."""

_WAYS = dict.fromkeys(
    ("positive", "increase", "increasing", "up", "higher"), "higher"
) | dict.fromkeys(("negative", "decrease", "decreasing", "down", "lower"), "lower")
_NUMBER = re.compile(rf"(?:{NUMBER})\Z")
_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")
_OPTIONS = "progress_calculation_options"
LineId = tuple[str, str, tuple[str, ...]]


class Subject(NamedTuple):
    """An indicator of a repository, with the lines of its figures that were chosen."""

    number: str
    fields: Fields
    table: Table
    lines: tuple[Line, ...]
    words: Translations
    components: Fields


class Judged(NamedTuple):
    """From when to when a target is judged, and whether by Open SDG's own measure of progress."""

    by: str
    """a year, empty if there is no deadline"""
    base: str
    """the period of the figure it starts from, empty if there is none"""
    is_progress: bool


class Aim(NamedTuple):
    """A figure to reach, of one line."""

    line: Line
    value: str
    is_floor: bool
    """at least so much, else at most"""
    is_inferred: bool
    """which of the two was inferred from where the figures began"""
    judged: Judged
    where: Where


class Ways(NamedTuple):
    """Which way is better for a line, and the limit of its values, where the repository says so."""

    better: Mapping[LineId, str]
    limit: Mapping[LineId, str]


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
        *_of_target_lines(subject, ways, findings),
    ]
    findings += _not_carried(subject.fields)
    once = {(aim.line.id, float(aim.value), aim.judged.by): aim for aim in reversed(found_aims)}
    return Aims(tuple(reversed(once.values())), ways, tuple(findings))


# --- progress ------------------------------------------------------------------------------


def _options(subject: Subject, findings: list[Finding]) -> Iterator[_Option]:
    """Yield the progress options with the lines that they are about."""
    fields, table, lines = subject.fields, subject.table, subject.lines
    for item in fields.items(_OPTIONS):
        where = fields.where(_OPTIONS, item)
        part = part_of(table, item.get("disaggregation")) if item.get("disaggregation") else None
        about = [line for line in _matching(item, lines) if _is_part(line, part)]
        if len(about) == 1 or (about and not said(item, "target")):
            yield _Option(item, tuple(about), where)
        elif said(item, "target") or said(item, "direction"):
            reason = Reason.TARGET_MANY_UNITS if about else Reason.TARGET_NO_MATCH
            text = said(item, "target") or said(item, "direction")
            findings.append(found(reason, *where, text=text))


def _matching(item: Mapping[str, object], lines: Sequence[Line]) -> list[Line]:
    series, unit = said(item, "series"), said(item, "unit")
    return [line for line in lines if series in {"", line.series} and unit in {"", line.unit}]


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
            if _NUMBER.match(most):
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
        if not _NUMBER.match(value):
            findings.append(found(Reason.TARGET_NO_NUMBER, *option.where, text=value))
            continue
        if subject.table.has_progress:
            findings.append(found(Reason.TARGET_TRANSFORMED, *option.where, text=value))
            continue
        by = _year(said(option.item, "target_year")) or TARGET_YEAR
        base = _year(said(option.item, "base_year")) or BASE_YEAR
        for line in option.lines:
            start = _base(line, base, by)
            if start and start != str(base):
                findings.append(found(Reason.BASE_MOVED, *option.where, text=start, base=base))
            side = _side(line, value, ways)
            findings += _sided(line, side, value, option.where)
            if side is not None:
                how = Judged(str(by), start, is_progress=is_on)
                yield Aim(line, value, *side, how, option.where)


def _year(text: str) -> int:
    match = re.match(r"([12][0-9]{3})(?:\.0*)?\Z", text)
    return int(match[1]) if match else 0


def _base(line: Line, year: int, by: int) -> str:
    """Return the period of the base year, or the next one that has an exact figure, before `by`."""
    periods = sorted(row.when.text for row in line.rows if _NUMBER.match(row.value.text))
    return next((one for one in periods if year <= int(one[:4]) < by), "")


class _Side(NamedTuple):
    """On which side of a target it is met, and whether that was inferred from where it began."""

    is_floor: bool
    is_inferred: bool


def _side(line: Line, value: str, ways: Ways) -> _Side | None:
    """Return the side of a target, None where nothing tells which it is."""
    if line.id in ways.better:
        return _Side(ways.better[line.id] == "higher", is_inferred=False)
    start = _start(line)
    if start is None or float(start.value.text) == float(value):
        return None
    return _Side(float(start.value.text) < float(value), is_inferred=True)


def _start(line: Line) -> Row | None:
    """Return the figure from which Open SDG would count, or the first one."""
    rows = [row for row in line.rows if _NUMBER.match(row.value.text)]
    rows.sort(key=lambda row: row.when.text)
    return next(
        (row for row in rows if int(row.when.text[:4]) >= BASE_YEAR), next(iter(rows), None)
    )


def _sided(line: Line, side: _Side | None, value: str, where: Where) -> list[Finding]:
    """Return what has to be said about the side of a target."""
    start = _start(line)
    if side is None or start is None:
        return [found(Reason.TARGET_NO_SIDE, *where, text=value)]
    if not side.is_inferred:
        return []
    began, period = start.value.text, start.when.text
    return [found(Reason.SIDE_INFERRED, *where, text=value, start=began, period=period)]


# --- lines on charts -----------------------------------------------------------------------


def _of_target_lines(subject: Subject, ways: Ways, findings: list[Finding]) -> Iterator[Aim]:
    """Yield the targets that are drawn as lines; one of no unit is of all if all have the same."""
    fields, lines, words = subject.fields, subject.lines, subject.words
    for item, where in _drawn(fields):
        value = said(item, "value")
        if not _NUMBER.match(value):
            findings.append(found(Reason.TARGET_NO_NUMBER, *where, text=value))
            continue
        about = [line for line in _matching(item, lines) if line.is_whole]
        if not about or len({line.unit for line in about}) > 1:
            reason = Reason.TARGET_MANY_UNITS if about else Reason.TARGET_NO_MATCH
            findings.append(found(reason, *where, text=value))
            continue
        by = _deadline(item, words)
        if not by:
            findings.append(found(Reason.NO_DEADLINE, *where, text=value))
        for line in about:
            side = _side(line, value, ways)
            findings += _sided(line, side, value, where)
            if side is not None:
                start = _base(line, BASE_YEAR, int(by)) if by else ""
                how = Judged(by, start, is_progress=False)
                yield Aim(line, value, *side, how, where)


def _drawn(fields: Fields) -> Iterator[tuple[Mapping[str, object], Where]]:
    """Yield the target lines of a chart, and annotations that are target lines."""
    for item in fields.items("graph_target_lines"):
        yield item, fields.where("graph_target_lines", item)
    for item in fields.items("graph_annotations"):
        if said(item, "preset") == "target_line":
            yield item, fields.where("graph_annotations", item)


def _deadline(item: Mapping[str, object], words: Translations) -> str:
    """Return the year in the label of a line; without a label it is the target of 2030."""
    label_said = said(item, "label_content")
    inner = item.get("label")
    if not label_said and isinstance(inner, dict):
        label_said = said(inner, "content")
    if not label_said:
        return str(TARGET_YEAR)
    match = _YEAR.search(words(label_said)) or _YEAR.search(label_said)
    return match[1] if match else ""


def _not_carried(fields: Fields) -> Iterator[Finding]:
    """Yield what is drawn on a chart and has no place with us."""
    breaks = fields.items("graph_series_breaks")
    if breaks:
        yield found(Reason.SERIES_BREAK, *fields.where("graph_series_breaks"), count=len(breaks))
    other = [
        item for item in fields.items("graph_annotations") if said(item, "preset") != "target_line"
    ]
    if other:
        yield found(Reason.ANNOTATION, *fields.where("graph_annotations"), count=len(other))
