"""Which figures of a file are the whole, and which are parts of it: a blank cell means all."""

import re
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from dashboard.importing.findings import Finding, Reason, found
from dashboard.importing.metadata import Fields, said
from dashboard.importing.table import Row, Table

Key = tuple[str, ...]
_TOTAL = re.compile(r"_t\b|total\b|all\b", re.IGNORECASE)


class Line(NamedTuple):
    """The figures of one series, one unit and one part of the breakdown."""

    series: str
    unit: str
    key: Key
    rows: tuple[Row, ...]
    is_whole: bool = True
    """the total, or what stands for it; else a part that was asked for"""
    is_named: bool = False
    """its part is said in its name, because it is no total by itself"""

    @property
    def id(self) -> tuple[str, str, Key]:
        """Return what tells the line from the others of its file."""
        return self.series, self.unit, self.key


class Chosen(NamedTuple):
    """The lines of a file that become indicators, and what was found in choosing them."""

    lines: tuple[Line, ...] = ()
    findings: tuple[Finding, ...] = ()


def chosen(
    table: Table, fields: Fields, coverage: frozenset[str], *, is_broken_down: bool
) -> Chosen:
    """Return the lines to carry over: the totals, what progress is measured by, or all of them."""
    groups: dict[tuple[str, str], dict[Key, list[Row]]] = {}
    for row in table.rows:
        groups.setdefault((row.series, row.unit), {}).setdefault(row.key, []).append(row)
    lines: list[Line] = []
    findings: list[Finding] = []
    for (series, unit), parts in groups.items():
        whole, how = _whole(table, fields, coverage, (series, unit), parts)
        asked = {key for key in _asked(table, fields, series, unit) if key in parts}
        kept = set(parts) if is_broken_down else asked | ({whole} if whole is not None else set())
        findings += _how(table, parts, whole, how)
        findings += [
            found(Reason.PROGRESS_SERIES, table.file, parts[key][0].line, text=label(table, key))
            for key in asked - {whole}
            if not is_broken_down
        ]
        named = how in {Reason.TOTAL_BY_CHOICE, Reason.ONLY_SERIES}
        lines += [
            Line(series, unit, key, tuple(rows), key == whole, key != whole or named)
            for key, rows in parts.items()
            if key in kept
        ]
        findings += _left(table, (series, unit), parts, kept, whole)
    return Chosen(tuple(lines), tuple(findings))


def label(table: Table, key: Key) -> str:
    """Return what a part of the breakdown is, as `column: value` for each that is not blank."""
    pairs = zip(table.breakdown, key, strict=True)
    return ", ".join(f"{column}: {value}" for column, value in pairs if value)


def _whole(
    table: Table,
    fields: Fields,
    coverage: frozenset[str],
    group: tuple[str, str],
    parts: Mapping[Key, Sequence[Row]],
) -> tuple[Key | None, Reason | None]:
    """Return the part that is the total, and how that is known where some cell is not blank."""
    blank = ("",) * len(table.breakdown)
    if blank in parts:
        return blank, None
    totals = [key for key in parts if all(_is_total(value, coverage) for value in key)]
    if len(totals) == 1:
        return totals[0], Reason.TOTAL_BY_WORD
    start = [key for key in (_start(table, fields, *group),) if key in parts]
    if start:
        return start[0], Reason.TOTAL_BY_CHOICE
    if len(parts) == 1:
        return next(iter(parts)), Reason.ONLY_SERIES
    return None, None


def _is_total(value: str, coverage: frozenset[str]) -> bool:
    return not value or value.casefold() in coverage or _TOTAL.match(value) is not None


def _start(table: Table, fields: Fields, series: str, unit: str) -> Key:
    """Return the part that the repository shows first, by its data_start_values."""
    picked: dict[str, str] = {}
    for item in fields.items("data_start_values"):
        if said(item, "series") in {"", series} and said(item, "unit") in {"", unit}:
            picked.setdefault(said(item, "field"), said(item, "value"))
    return tuple(picked.get(column, "") for column in table.breakdown)


def _asked(table: Table, fields: Fields, series: str, unit: str) -> list[Key]:
    """Return the parts by which the repository measures progress."""
    return [
        part_of(table, item.get("disaggregation"))
        for item in fields.items("progress_calculation_options")
        if said(item, "series") in {"", series} and said(item, "unit") in {"", unit}
        if item.get("disaggregation")
    ]


def part_of(table: Table, disaggregation: object) -> Key:
    """Return the part that a list of fields and values names."""
    items = disaggregation if isinstance(disaggregation, list) else []
    pairs = [item for item in items if isinstance(item, dict)]
    values = {said(item, "field"): said(item, "value") for item in pairs}
    return tuple(values.get(column, "") for column in table.breakdown)


def _how(
    table: Table, parts: Mapping[Key, Sequence[Row]], whole: Key | None, how: Reason | None
) -> list[Finding]:
    if whole is None or how is None:
        return []
    line = parts[whole][0].line
    return [found(how, table.file, line, text=label(table, whole))]


def _left(
    table: Table,
    group: tuple[str, str],
    parts: Mapping[Key, Sequence[Row]],
    kept: set[Key],
    whole: Key | None,
) -> list[Finding]:
    """Return the parts that are left out, counted."""
    left = {key: rows for key, rows in parts.items() if key not in kept}
    if not left:
        return []
    reason = Reason.DISAGGREGATED if whole is not None else Reason.NO_TOTAL
    line = min(rows[0].line for rows in left.values())
    count = sum(map(len, left.values()))
    of = " / ".join(part for part in group if part)
    return [found(reason, table.file, line, count=count, parts=len(left), text=of or "–")]
