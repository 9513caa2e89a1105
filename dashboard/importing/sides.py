"""What a target is: a figure to reach, on one side of it, from one year to another."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.headlines import Line
from dashboard.importing.metadata import Fields, Translations, said
from dashboard.importing.table import Row, Table
from dashboard.values import NUMBER

BASE_YEAR, TARGET_YEAR = 2015, 2030
"""Where Open SDG's measure of progress begins and ends, unless it is told otherwise."""

NUMERIC = re.compile(rf"(?:{NUMBER})\Z")
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


def matching(item: Mapping[str, object], lines: Sequence[Line]) -> list[Line]:
    """Return the lines of the series and the unit that a setting names; of none it names all."""
    series, unit = said(item, "series"), said(item, "unit")
    return [line for line in lines if series in {"", line.series} and unit in {"", line.unit}]


def base_of(line: Line, year: int, by: int) -> str:
    """Return the period of the base year, or the next one that has an exact figure, before `by`."""
    periods = sorted(row.when.text for row in line.rows if NUMERIC.match(row.value.text))
    return next((one for one in periods if year <= int(one[:4]) < by), "")


class Side(NamedTuple):
    """On which side of a target it is met, and whether that was inferred from where it began."""

    is_floor: bool
    is_inferred: bool


def side_of(line: Line, value: str, ways: Ways) -> Side | None:
    """Return the side of a target, None where nothing tells which it is."""
    if line.id in ways.better:
        return Side(ways.better[line.id] == "higher", is_inferred=False)
    start = _start(line)
    if start is None or float(start.value.text) == float(value):
        return None
    return Side(float(start.value.text) < float(value), is_inferred=True)


def _start(line: Line) -> Row | None:
    """Return the figure from which Open SDG would count, or the first one."""
    rows = [row for row in line.rows if NUMERIC.match(row.value.text)]
    rows.sort(key=lambda row: row.when.text)
    later = [row for row in rows if int(row.when.text[:4]) >= BASE_YEAR]
    return next(iter(later or rows), None)


def sided(line: Line, side: Side | None, value: str, where: Where) -> list[Finding]:
    """Return what has to be said about the side of a target."""
    start = _start(line)
    if side is None or start is None:
        return [found(Reason.TARGET_NO_SIDE, *where, text=value)]
    if not side.is_inferred:
        return []
    began, period = start.value.text, start.when.text
    return [found(Reason.SIDE_INFERRED, *where, text=value, start=began, period=period)]
