"""From one indicator of a repository to indicators of ours: a series and a unit each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.importing.cells import STATUS_OF_MARK
from dashboard.importing.citing import Publisher
from dashboard.importing.describing import COVERAGE, LONGEST, Described, described, withheld_by
from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.headlines import Line, chosen, label
from dashboard.importing.metadata import Fields, is_key
from dashboard.importing.repository import Repository, Source
from dashboard.importing.sides import Aim, Subject
from dashboard.importing.table import Row, Table, table_of
from dashboard.importing.targets import aims_of
from dashboard.importing.texts import cut, plain
from dashboard.importing.words import NONE, Words, ours, same, sentences

_SHARE = re.compile(
    r"%|‰|percent|per cent|\bper\b|\brate\b|\bratio\b|\bindex\b|^PT$", re.IGNORECASE
)
_PERCENT = re.compile(r"%|percent|per cent|\bpct\b|^PT$", re.IGNORECASE)


PERCENT = frozenset(
    {"%", "pt", "pct", "percent", "per cent", "percentage", "percentage (%)", "percent (%)"}
)
"""What offices call a percentage; all of them are one unit here."""


class Figure(NamedTuple):
    """One figure as it will be written, and the cell it comes from."""

    period: str
    value: str
    where: Where
    cell: str
    status: str = ""
    note: Words = NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One indicator as it will be written, before ids are given."""

    number: str
    """of its indicator in the repository, with hyphens"""
    suffix: tuple[str, ...]
    """what its id says beyond the number: series, unit, part of the breakdown"""
    goal: str
    """the goal it belongs to; empty for a standalone indicator"""
    name: Words
    unit: str
    """the name of its unit; empty where none is given"""
    definition: Words
    note: Words
    better: str
    limit: str
    publisher: Publisher
    figures: tuple[Figure, ...]
    aims: tuple[Aim, ...]

    @property
    def is_share(self) -> bool:
        """Return whether its figures are shares or rates, by the name of the unit."""
        return _SHARE.search(self.unit) is not None


class Measured(NamedTuple):
    """What became of one indicator of the repository."""

    measures: tuple[Measure, ...] = ()
    findings: tuple[Finding, ...] = ()
    figures: int = 0
    """cells of figures that were met, read or not"""


def measured(
    source: Source, repository: Repository, area: str, *, is_broken_down: bool
) -> Measured:
    """Return the indicators that come of one of a repository, and all that did not."""
    if source.read is None:
        where = next(iter(source.fields.places.values()), Where(source.id))
        left = [] if source.data else [found(Reason.NO_FIGURES, where.file)]
        return Measured(findings=tuple(left))
    table = table_of(source.data, source.read, repository.columns)
    withheld = _withheld(source.fields, table)
    if withheld is not None:
        return Measured((), (*table.findings, withheld), table.figures)
    if not table.rows:
        none = found(Reason.NO_FIGURES, table.file)
        return Measured((), (*table.findings, none), table.figures)
    return _measured(source, table, repository, area, is_broken_down=is_broken_down)


def _measured(
    source: Source, table: Table, repository: Repository, area: str, *, is_broken_down: bool
) -> Measured:
    """Return the indicators that come of a table with figures."""
    fields, words = source.fields, repository.words
    coverage = {area, fields.raw(COVERAGE), words(fields.raw(COVERAGE))} - {""}
    wholes = frozenset(text.casefold() for text in coverage)
    choice = chosen(table, fields, wholes, is_broken_down=is_broken_down)
    subject = Subject(source.id, fields, table, choice.lines, words, repository.components)
    aims = aims_of(subject)
    said = described(source, words, area)
    findings = [*table.findings, *choice.findings, *aims.findings, *said.findings]
    writer = _Writer(source, said, subject, findings)
    measures = [
        Measure(
            number=source.id,
            suffix=writer.suffix(line),
            goal=said.goal,
            name=writer.name(line),
            unit=writer.unit(line),
            definition=writer.definition(line),
            note=said.note,
            better=aims.ways.better.get(line.id, "none"),
            limit=aims.ways.limit.get(line.id, ""),
            publisher=said.publisher,
            figures=tuple(_figures(line, table.file, writer.unit(line), findings)),
            aims=tuple(aim for aim in aims.aims if aim.line.id == line.id),
        )
        for line in choice.lines
    ]
    if not all(measure.unit for measure in measures):
        findings.append(found(Reason.NO_UNIT, table.file))
    keys = {measure.unit for measure in measures if is_key(measure.unit)}
    findings += [found(Reason.NO_WORDS, table.file, text=key) for key in sorted(keys)]
    kept = tuple(one for one in measures if one.figures)
    return Measured(kept, tuple(findings), table.figures)


def _withheld(fields: Fields, table: Table) -> Finding | None:
    """Return why the figures of an indicator are not carried over, though they are there."""
    name, reason = withheld_by(fields), Reason.UNPUBLISHED
    if not name and fields.is_yes("data_non_statistical"):
        name, reason = "data_non_statistical", Reason.NOT_STATISTICAL
    if not name:
        return None
    text = f"{name}: {cut(plain(fields.raw(name)), 40)}"
    return found(reason, *fields.where(name), count=len(table.rows), text=text)


# --- one line of a file --------------------------------------------------------------------


class _Writer(NamedTuple):
    """What tells the lines of one indicator apart, in words."""

    source: Source
    said: Described
    subject: Subject
    findings: list[Finding]

    @property
    def has_series(self) -> bool:
        """Return whether the lines are of several series."""
        return len({line.series for line in self.subject.lines}) > 1

    @property
    def has_units(self) -> bool:
        """Return whether the lines are in several units."""
        return len({line.unit for line in self.subject.lines}) > 1

    def suffix(self, line: Line) -> tuple[str, ...]:
        """Return what an id says beyond the number."""
        series = line.series if self.has_series else ""
        unit = line.unit if self.has_units else ""
        return series, unit, "" if line.is_whole else " ".join(filter(None, line.key))

    def unit(self, line: Line) -> str:
        """Return the name of a unit: of the column of units, or of the metadata."""
        said = line.unit or self.source.fields.raw("computation_units")
        unit = self.subject.words(said, "Units", "units", "unit", "data")
        return "%" if unit.casefold() in PERCENT else unit

    def name(self, line: Line) -> Words:
        """Return a name that tells the indicators of one file apart."""
        series = self.subject.words(line.series, "Series", "series", "data")
        more = f" – {series}" if series and self.has_series else ""
        more += f" ({self.unit(line)})" if self.has_units and self.unit(line) else ""
        part = label(self.subject.table, line.key)
        more += f" [{plain(part)}]" if part and line.is_named else ""
        return Words(self.said.name.zh + more, self.said.name.en + more)

    def definition(self, line: Line) -> Words:
        """Return the definition, with the part that stands for the total."""
        part = plain(label(self.subject.table, line.key))
        is_total = line.is_whole and not line.is_named
        total = ours("total", text=part) if part and is_total else NONE
        return sentences(self.said.definition, total)


def _figures(line: Line, file: str, unit: str, findings: list[Finding]) -> Iterator[Figure]:
    """Yield the figures of a line in order of time, one a period; what contradicts is left out."""
    by_period: dict[tuple[str, str], list[Row]] = {}
    for row in line.rows:
        if row.value.is_percent and not _PERCENT.search(unit):
            findings.append(found(Reason.PERCENT_UNCLEAR, file, row.line, text=row.cell))
        else:
            by_period.setdefault((row.when.text, row.status), []).append(row)
    for rows in by_period.values():
        one = _one(rows, file, findings) if len(rows) > 1 else rows[0]
        if one is not None:
            where = Where(file, one.line)
            yield Figure(one.when.text, one.value.text, where, one.cell, one.status, _note(one))


def _one(rows: Sequence[Row], file: str, findings: list[Finding]) -> Row | None:
    """Return the figure of a period that several rows give, None where they contradict."""
    years = [row for row in rows if not row.when.said]
    if years and len(years) < len(rows):
        findings += [
            found(Reason.RANGE_BESIDE_YEAR, file, row.line, text=row.when.said)
            for row in rows
            if row.when.said
        ]
        rows = years
    if len({_sized(row.value.text) for row in rows}) == 1:
        findings += [found(Reason.REPEATED, file, row.line, text=row.cell) for row in rows[1:]]
        return rows[0]
    values = ", ".join(dict.fromkeys(row.cell for row in rows))
    findings += [
        found(Reason.CONFLICT, file, row.line, text=values, period=row.when.text) for row in rows
    ]
    return None


def _sized(text: str) -> float | str:
    """Return what makes two figures the same: their size, however it is spelt."""
    try:
        return float(text)
    except ValueError:
        return text


def _note(row: Row) -> Words:
    """Return what has to be said beside a figure: its range, its marks, what the office says."""
    if not (row.when.said or row.notes or row.value.mark or row.when.mark):
        return NONE
    marks = [mark for mark in (row.value.mark, row.when.mark) if mark]
    return sentences(
        ours("note.range", text=row.when.said) if row.when.said else NONE,
        *(ours("note.mark", text=mark) for mark in marks if mark.casefold() not in STATUS_OF_MARK),
        *(same(cut(plain(note), LONGEST)) for note in row.notes),
    )
