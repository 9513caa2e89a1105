"""A data file: one row a figure, its columns told apart."""

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.importing.cells import (
    STATUS_OF_MARK,
    Comma,
    Value,
    When,
    commas_of,
    has_months,
    status_of,
    value_of,
    when_of,
)
from dashboard.importing.findings import Finding, Reason, found
from dashboard.importing.texts import FileText

YEAR = ("year", "time_period")
VALUE = ("value", "obs_value")
STATUS = ("observation status", "obs_status")
UNIT = ("unit", "unit of measure", "units of measure")
MEASURE = ("unit measure", "unit_measure", *UNIT)
MULTIPLIER = ("unit multiplier", "unit_mult")
ONE = frozenset({"", "0", "1", "units", "unit", "one", "ones"})
"""Multipliers that change nothing."""


@dataclass(frozen=True, slots=True)
class Columns:
    """How the columns of a repository's files are called, where they have a meaning."""

    series: str = "Series"
    unit: str = "Units"
    progress: str = "Progress"
    plain: frozenset[str] = frozenset({"geocode"})
    """columns that are no breakdown, in small letters"""
    comments: frozenset[str] = frozenset({"comment_obs"})
    """columns that say something about one figure, in small letters"""


class Row(NamedTuple):
    """One figure, read or not: where it stands and what it is about."""

    line: int
    cell: str
    """the figure as it was written"""
    series: str
    unit: str
    key: tuple[str, ...]
    """a value for each column of the breakdown; blank means all"""
    when: When
    value: Value
    status: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """The figures of a data file that could be read, and what could not."""

    file: str
    breakdown: tuple[str, ...] = ()
    """the columns by which figures are broken down"""
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: int = 0
    """cells of figures that are not blank, read or not"""
    has_progress: bool = False


class _Layout(NamedTuple):
    """Which column is which, by index; -1 for none."""

    year: int
    value: int
    series: int
    unit: int
    measure: int
    multiplier: int
    status: int
    comments: tuple[int, ...]
    keys: tuple[int, ...]
    names: tuple[str, ...]
    progress: int
    width: int


def table_of(file: str, read: FileText, columns: Columns) -> Table:
    """Return the table in the text of a data file; what cannot be read is found, never guessed."""
    findings = [found(Reason.ENCODING, file, encoding=read.encoding)] if read.encoding else []
    delimiter = _delimiter(read.text)
    if delimiter != ",":
        findings.append(found(Reason.DELIMITER, file, 1, text="TAB" if delimiter == "\t" else ";"))
    lines = _lines(file, read.text, delimiter, findings)
    if not lines:
        return Table(file, findings=(*findings, found(Reason.FILE_EMPTY, file)))
    layout = _layout(file, lines[0][1], [cells for _, cells in lines[1:]], columns, findings)
    if layout is None:
        return Table(file, findings=tuple(findings))
    return _read(file, layout, lines[1:], delimiter, findings)


def _delimiter(text: str) -> str:
    """Return what separates the cells of the first line that says anything."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    return max(",;\t", key=first.count)


def _lines(
    file: str, text: str, delimiter: str, findings: list[Finding]
) -> list[tuple[int, list[str]]]:
    """Return the lines that hold any cell, each with its number, up to where the file breaks."""
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    lines: list[tuple[int, list[str]]] = []
    start = 1
    try:
        for cells in reader:
            if any(cell and not cell.isspace() for cell in cells):
                lines.append((start, cells))
            start = reader.line_num + 1
    except csv.Error as error:
        findings.append(found(Reason.FILE_BROKEN, file, start, text=error))
    return lines


# --- columns -------------------------------------------------------------------------------


def _layout(
    file: str,
    header: Sequence[str],
    rows: Sequence[Sequence[str]],
    columns: Columns,
    findings: list[Finding],
) -> _Layout | None:
    """Return which column is which, or None where there is no year or no value, or two of them."""
    names = [name.strip() for name in header]
    small = [name.casefold() for name in names]
    for wanted in (YEAR, VALUE):
        there = [at for at, name in enumerate(small) if name in wanted]
        if len(there) != 1:
            reason = Reason.COLUMN_TWICE if there else Reason.NO_COLUMNS
            findings.append(found(reason, file, 1, text=wanted[0].title(), rows=len(rows)))
            return None
        if header[there[0]] not in {wanted[0].title(), wanted[1].upper()}:
            findings.append(found(Reason.COLUMN_NAME, file, 1, text=header[there[0]].strip()))

    def index(*called: str) -> int:
        wanted = {name.casefold() for name in called}
        return next((at for at, name in enumerate(small) if name in wanted), -1)

    unit = index(columns.unit)
    measure = -1 if unit >= 0 else index(*MEASURE)
    if measure >= 0 and small[measure] in UNIT:
        findings.append(found(Reason.COLUMN_NAME, file, 1, text=names[measure]))
    known = (index(*YEAR), index(*VALUE), index(columns.series), unit, measure)
    rest = (-1 if unit >= 0 else index(*MULTIPLIER), index(*STATUS))
    comments = tuple(at for at, name in enumerate(small) if name in columns.comments)
    progress = index(columns.progress)
    taken = {*known, *rest, *comments, progress, index(*MEASURE), index(*MULTIPLIER)}
    free = [at for at in range(len(names)) if at not in taken]
    keys = [at for at in free if small[at] not in columns.plain]
    keys = [at for at in keys if names[at] or _cells(rows, [at])]
    plain = [at for at in free if small[at] in columns.plain]
    keys += [at for at in plain if _tells_apart(rows, at, keys)]
    titles = _titles(file, [names[at] or f"({at + 1})" for at in keys], findings)
    return _Layout(*known, *rest, comments, tuple(keys), titles, progress, len(names))


def _tells_apart(rows: Sequence[Sequence[str]], at: int, keys: Sequence[int]) -> bool:
    """Return whether a column that should be no breakdown is one: totals differ by it."""
    totals = [row for row in rows if not _cells([row], keys)]
    return len({row[at].strip() for row in totals if at < len(row)}) > 1


def _titles(file: str, names: Sequence[str], findings: list[Finding]) -> tuple[str, ...]:
    """Return the names of the breakdown, a second one of a name with its number."""
    titles: list[str] = []
    for name in names:
        twin = sum(name == other for other in names[: len(titles)])
        if twin:
            findings.append(found(Reason.COLUMN_REPEATED, file, 1, text=name))
        titles.append(f"{name} ({twin + 1})" if twin else name)
    return tuple(titles)


def _cells(rows: Sequence[Sequence[str]], at: Sequence[int]) -> int:
    """Return how many cells of some columns say anything."""
    return sum(bool(row[index].strip()) for row in rows for index in at if index < len(row))


# --- rows ----------------------------------------------------------------------------------


def _read(
    file: str,
    layout: _Layout,
    lines: Sequence[tuple[int, list[str]]],
    delimiter: str,
    findings: list[Finding],
) -> Table:
    """Return the table of the rows below the header."""
    width = max(layout.year, layout.value) + 1
    cells = [row[layout.value].strip() for _, row in lines if len(row) >= width]
    comma = commas_of(cells, delimiter)
    months = has_months({row[layout.year].strip() for _, row in lines if len(row) >= width})
    rows: list[Row] = []
    blanks: list[int] = []
    shown: dict[Reason, list[tuple[int, str]]] = {}
    figures = 0
    for line, row in lines:
        if len(row) < width:
            findings.append(found(Reason.ROW_LENGTH, file, line, text=" ".join(row)[:60]))
            figures += 1
            continue
        if not row[layout.value].strip():
            blanks.append(line)
            continue
        figures += 1
        got = _row(line, row, layout, comma, months=months)
        if isinstance(got, Row):
            rows.append(got)
            findings += [
                found(how, file, line, text=row[layout.value].strip()) for how in got.value.how
            ]
            for how in got.when.how:
                shown.setdefault(how, []).append((line, row[layout.year].strip()))
        else:
            at = layout.year if got is Reason.PERIOD else layout.value
            findings.append(found(got, file, line, text=row[at].strip()[:60]))
    for how, cells_read in shown.items():
        first, text = cells_read[0]
        findings.append(found(how, file, first, count=len(cells_read), text=text))
    if blanks:
        findings.append(found(Reason.BLANK, file, blanks[0], count=len(blanks)))
    has_progress = layout.progress >= 0 and bool(
        _cells([row for _, row in lines], [layout.progress])
    )
    return Table(file, layout.names, tuple(rows), tuple(findings), figures, has_progress)


def _row(
    line: int, row: Sequence[str], layout: _Layout, comma: Comma, *, months: bool
) -> Row | Reason:
    """Return one figure, or why it cannot be read."""
    size = len(row)

    def cell(at: int) -> str:
        return row[at].strip() if 0 <= at < size else ""

    if size > layout.width and any(cell(at) for at in range(layout.width, size)):
        return Reason.ROW_LENGTH
    when = when_of(cell(layout.year), months=months)
    if when is None:
        return Reason.PERIOD
    written = cell(layout.value)
    value = value_of(written, comma)
    if isinstance(value, Reason):
        return value
    unit = cell(layout.unit if layout.unit >= 0 else layout.measure)
    many = cell(layout.multiplier)
    if many.casefold() not in ONE:
        many = f"×10^{many}" if many.isdecimal() else many
        unit = f"{unit} ({many})" if unit else many
    status, rest = status_of(cell(layout.status))
    for mark in (value.mark, when.mark):
        status = STATUS_OF_MARK.get(mark.casefold(), status)
    notes = tuple(note for note in (rest, *map(cell, layout.comments)) if note)
    key = tuple([cell(at) for at in layout.keys])
    return Row(line, written, cell(layout.series), unit, key, when, value, status, notes)
