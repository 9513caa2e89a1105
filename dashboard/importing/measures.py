"""From one indicator of a repository to indicators of ours: a series and a unit each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.importing.cells import STATUS_OF_MARK
from dashboard.importing.citing import Publisher, cited
from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.headlines import Line, chosen, label
from dashboard.importing.metadata import Fields, Translations, is_key
from dashboard.importing.repository import Repository, Source
from dashboard.importing.table import Row, Table, table_of
from dashboard.importing.targets import Aim, aims_of
from dashboard.importing.texts import cut, plain
from dashboard.importing.words import NONE, Words, ours, same, sentences

NAMES = ("indicator_name", "indicator_available", "graph_title", "title", "SDG_INDICATOR")
DEFINITIONS = ("national_indicator_description", "indicator_definition", "STAT_CONC_DEF")
NOTES = ("data_notice_text", "data_footnote")
USED = {
    *NAMES,
    *DEFINITIONS,
    *NOTES,
    *("indicator_number", "indicator", "computation_units", "national_geographical_coverage"),
    *("reporting_status", "published", "data_non_statistical", "placeholder", "standalone"),
    *("sdg_goal", "goal", "auto_progress_calculation", "progress_calculation_options"),
    *("graph_target_lines", "graph_series_breaks", "graph_annotations", "data_start_values"),
    *("sources", "data_show_map", "layout"),
}
"""The fields of metadata that something comes of; the others are counted and named."""

LONGEST = 400
"""A definition is cut after so many signs."""

_UNPUBLISHED = frozenset({"notstarted", "notapplicable"})


class Figure(NamedTuple):
    """One figure as it will be written, and the cell it comes from."""

    period: str
    value: str
    where: Where
    cell: str
    status: str = ""
    note: Words = NONE


@dataclass(frozen=True, slots=True)
class Measure:
    """One indicator as it will be written, before ids are given."""

    number: str
    """of its indicator in the repository, with hyphens"""
    line: Line
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
    shown: str
    """its number with points, as people write it"""
    suffix: tuple[str, str, str]
    """what its id says beyond the number: series, unit, part of the breakdown"""


class Measured(NamedTuple):
    """What became of one indicator of the repository."""

    measures: tuple[Measure, ...]
    findings: tuple[Finding, ...]
    figures: int
    """cells of figures that were met"""


def measured(source: Source, repository: Repository, area: str, *, is_broken_down: bool) -> Measured:
    """Return the indicators that come of one of a repository, and all that did not."""
    file, fields = source.data, source.fields
    if source.read is None:
        reason = [] if file else [found(Reason.NO_FIGURES, *_at(source))]
        return Measured((), tuple(reason), 0)
    table = table_of(file, source.read, repository.columns)
    why = _withheld(fields)
    if why is not None:
        reason, field = why
        left = found(reason, *fields.where(field), count=len(table.rows), text=f"{field}: {fields.raw(field)}")
        return Measured((), (*table.findings, left), table.figures)
    coverage = _coverage(fields, repository.words, area)
    choice = chosen(table, fields, coverage, is_broken_down=is_broken_down)
    aims = aims_of(
        source.id, fields, table, choice.lines, repository.words, repository.components
    )
    common = _common(source, repository, area)
    findings = [*table.findings, *choice.findings, *aims.findings, *common.findings]
    measures = []
    for line in choice.lines:
        mine = tuple(aim for aim in aims.aims if aim.line.id == line.id)
        better, limit = aims.ways.better.get(line.id, "none"), aims.ways.limit.get(line.id, "")
        measure = _measure(line, table, common, choice.lines, findings)
        if measure.figures:
            kept = _replaced(measure, better=better, limit=limit, aims=mine)
            measures.append(kept)
    if not table.rows:
        findings.append(found(Reason.NO_FIGURES, file))
    return Measured(tuple(measures), tuple(findings), table.figures)


def _replaced(measure: Measure, *, better: str, limit: str, aims: tuple[Aim, ...]) -> Measure:
    from dataclasses import replace

    return replace(measure, better=better, limit=limit, aims=aims)
