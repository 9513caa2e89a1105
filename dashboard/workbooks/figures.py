"""The sheet of the figures: every one that was known, with its source and what it proves."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard.assessment import known_observations, published, series
from dashboard.assessment.evidence import grade
from dashboard.model import (
    AmbitionCommitment,
    Indicator,
    LimitsCommitment,
    Observation,
    TargetCommitment,
)
from dashboard.sentences.commitment import area_name
from dashboard.values import Relation
from dashboard.workbooks.book import Book, cite, nothing_unless
from dashboard.workbooks.grid import Column, Row
from dashboard.workbooks.terms import if_, or_

CERTAINTY = {
    Relation.EXACT: "exactly",
    Relation.AT_LEAST: "at-least",
    Relation.AT_MOST: "at-most",
    Relation.ABOUT: "about",
    Relation.RANGE: "between",
}

COLUMNS = (
    Column("indicator", width=22, band="figure"),
    Column("name", "words", 26, "figure"),
    Column("area", "words", 14, "figure"),
    Column("period", width=14, band="figure"),
    Column("length", width=9, band="figure", choices="lengths", put=True),
    Column("first", "date", 12, "figure", put=True),
    Column("last", "date", 12, "figure", put=True),
    Column("certainty", width=9, band="figure", choices="certainties", put=True),
    Column("value", "general", 12, "figure", put=True),
    Column("upper", "general", 10, "figure", put=True),
    Column("unit", width=10, band="figure"),
    Column("observed", width=10, band="figure", choices="observed", put=True),
    Column("used", width=12, band="figure"),
    Column("low", "general", 12, "proves"),
    Column("high", "general", 12, "proves"),
    Column("publisher", "words", 22, "source"),
    Column("title", "words", 44, "source"),
    Column("published", "date", 12, "source"),
    Column("grade", width=8, band="source"),
    Column("link", "link", 34, "source"),
    Column("source", width=16, band="source"),
    Column("note", "words", 40, "source"),
)

Place = tuple[str, str]
"""The ids of an indicator and an area."""


class Figures(NamedTuple):
    """The rows of the figures, to be named by other sheets."""

    rows: Mapping[int, Row]
    """by the identity of the observation"""
    blocks: Mapping[Place, Sequence[Row]]
    """below each other"""

    def row(self, item: Observation) -> Row:
        """Return the row of a figure."""
        return self.rows[id(item)]


def fill(book: Book) -> Figures:
    """Fill the sheet: of each period the figure that is used, then its rivals."""
    grid = book.grid("figures", COLUMNS)
    rows: dict[int, Row] = {}
    blocks: dict[Place, Sequence[Row]] = {}
    for identity, area in _places(book):
        indicator = book.catalog.indicators[identity]
        used = {id(item) for item in series(book.catalog, indicator, area, book.as_of)}
        known = known_observations(book.catalog, indicator, area, book.as_of)
        known.sort(key=lambda item: (item.period.last, item.period.first, id(item) not in used))
        for item in known:
            rows[id(item)] = grid.row()
            _figure(book, rows[id(item)], indicator, item, area)
            rows[id(item)]["used"] = book.word("used" if id(item) in used else "rival")
        blocks[identity, area] = [rows[id(item)] for item in known]
    return Figures(rows, blocks)


def _places(book: Book) -> Iterable[Place]:
    """Return what the commitments rest on, and everything else where all are listed."""
    named = [place for identity in book.verdicts for place in _of(book, identity)]
    if book.is_whole:
        indicators = book.catalog.indicators.values()
        named += [(item.id, area) for item in indicators for area in item.observations]
    return dict.fromkeys(named)


def _of(book: Book, identity: str) -> Iterator[Place]:
    commitment = book.catalog.commitments[identity]
    match commitment:
        case TargetCommitment():
            named = [commitment.indicator, *(part.indicator for part in commitment.parts)]
            areas = [commitment.area or commitment.by[0]]
        case LimitsCommitment():
            named = [limit.indicator for limit in commitment.limits]
            areas = [commitment.by[0]]
        case AmbitionCommitment():
            named, areas = list(commitment.indicators), list(commitment.by)
        case _:
            return
    yield from ((indicator, area) for indicator in named if indicator for area in areas)


def _figure(book: Book, row: Row, indicator: Indicator, item: Observation, area: str) -> None:
    language, value = book.say.language, item.value
    is_range = value.relation == Relation.RANGE
    row.fill(
        {
            "indicator": indicator.id,
            "name": indicator.name(language),
            "area": area_name(book.catalog, area, language),
            "period": item.period.text,
            "length": book.word(f"length-{item.period.frequency}"),
            "first": item.period.first,
            "last": item.period.last,
            "certainty": book.word(CERTAINTY[value.relation]),
            "value": value.low if is_range else value.number,
            "upper": value.high if is_range else None,
            "unit": book.catalog.frame.unit(indicator.unit).name(language),
            "observed": book.word(f"observed-{item.status}"),
            "grade": book.say(f"grade.{grade(book.catalog, item)}"),
            "source": item.source,
            "note": item.note(language) if item.note else None,
        }
    )
    cite(book, row, book.catalog.sources[item.source], published(book.catalog, item))
    certainty, number = row["certainty"], row["value"]
    exact, between = certainty.same(book.word("exactly")), certainty.same(book.word("between"))
    above, below = certainty.same(book.word("at-least")), certainty.same(book.word("at-most"))
    row["low"] = nothing_unless(or_(exact, above, between), number)
    row["high"] = if_(between, row["upper"], nothing_unless(or_(exact, below), number))
