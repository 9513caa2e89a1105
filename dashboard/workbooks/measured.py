"""Targets and limits in the register: what their figures show."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.assessment import Fact, Status, is_whole, series
from dashboard.assessment.aims import Aim, question
from dashboard.assessment.evidence import of_dated
from dashboard.assessment.targets import aim_of, paced
from dashboard.model import (
    Indicator,
    LimitsCommitment,
    TargetCommitment,
    TargetPart,
)
from dashboard.workbooks import comparison, pace, parts, register, reports, way
from dashboard.workbooks.book import Book, nothing_unless
from dashboard.workbooks.comparison import Measured
from dashboard.workbooks.figures import Figures
from dashboard.workbooks.grid import Row
from dashboard.workbooks.terms import FALSE, Term, and_, count, count_of, if_, largest, or_, total

UNTIL_DEADLINE = "un-progress-chart"
"""The method that leaves out what is later than the deadline."""


def _measured(book: Book, figures: Figures, indicator: Indicator, area: str) -> list[Measured]:
    found = series(book.catalog, indicator, area, book.as_of)
    return [Measured(item, figures.row(item)) for item in found]


def target(book: Book, row: Row, commitment: TargetCommitment, figures: Figures) -> None:
    """Put what the figures of a target show, of one or of all its parts."""
    rows = [_aim(book, commitment, part, figures) for part in commitment.parts or (None,)]
    grid = rows[0].grid
    deadlines, paces = grid.cells("deadline", rows), grid.cells("open_pace", rows)
    row["deadline"] = nothing_unless(count(deadlines) > 0, largest(deadlines))
    _sum_up(book, row, rows)
    row["window"] = largest(grid.cells("window", rows))
    states = grid.cells("state", rows)
    shown_undone = (count_of(states, book.word(word)) > 0 for word in ("not-met", "was-lost"))
    lacks = count_of(grid.cells("evidence", rows), 0) > 0
    row["lacking"] = book.yes(and_(lacks, or_(*shown_undone).same(FALSE)))
    worst: Term | str = Status.ON_TRACK
    for status in (Status.NO_DATA, Status.AT_RISK, Status.OFF_TRACK):
        worst = if_(count_of(paces, status) > 0, status, worst)
    row["pace"] = worst
    if len(rows) == 1:
        register.numbers_of(row, rows[0])
    reports.context(book, row, commitment, ())


def _aim(
    book: Book, commitment: TargetCommitment, part: TargetPart | None, figures: Figures
) -> Row:
    aim = aim_of(book.catalog, commitment, book.as_of, part)
    name = (part.name if part else aim.indicator.name)(book.say.language)
    row = parts.of_aim(book, commitment.id, part.id if part else "", aim, name)
    found = _measured(book, figures, aim.indicator, aim.area)
    base = _of_base(aim, found)
    if base and aim.baseline and aim.baseline.value is None:
        row["base_value"] = base.row["low"]
    until = aim.method == UNTIL_DEADLINE
    rows = comparison.compare(book, row, aim.indicator, found, until_deadline=until)
    parts.course_of_aim(book, row, rows)
    way.fill(book, row, rows, aim)
    if aim.target is None:
        row["pace"] = row["open_pace"] = Status.NO_DATA
        return row
    items = [measured.item for measured in found]
    whole = [item for item in items if is_whole(aim.indicator, item)]
    asked = question(aim, paced(aim, items, whole, aim.target), aim.target)
    if until and asked.by is not None:
        known = tuple(point for point in asked.series if point.at <= asked.by)
        asked = replace(asked, series=known)
    pace.fill(book, row, rows, aim, asked)
    return row


def _of_base(aim: Aim, found: Sequence[Measured]) -> Measured | None:
    """Return the figure of the baseline's period, where it is exact."""
    wanted = aim.baseline.period.text if aim.baseline else None
    for measured in found:
        item = measured.item
        exact = item.value.low is not None and item.value.low == item.value.high
        if item.period.text == wanted and exact and is_whole(aim.indicator, item):
            return measured
    return None


def limits(book: Book, row: Row, commitment: LimitsCommitment, figures: Figures) -> None:
    """Put what measurements and reports show of limits, which must all be met."""
    facts = [
        of_dated(
            book.catalog, item, item.on, "reported-met", what=item.note, subject=item.part or ""
        )
        for item in commitment.reported_met
    ]
    known = [fact for fact in facts if _is_known(book, fact)]
    told = reports.report(book, row, known) if known else []
    rows = []
    for limit in commitment.limits:
        part = parts.of_limit(book, commitment, limit, row)
        indicator = book.catalog.indicators[limit.indicator]
        found = _measured(book, figures, indicator, commitment.by[0])
        compared = comparison.compare(book, part, indicator, found, whole=True)
        pairs = zip(known, told, strict=True)
        own = [line for fact, line in pairs if fact.subject in {"", limit.id}]
        met = comparison.report_met(book, part, own)
        parts.course_of_limit(book, part, compared, [*compared, *met])
        rows.append(part)
    _sum_up(book, row, rows)
    grid = rows[0].grid
    row["window"] = book.named("window-limits")
    lacks = count_of(grid.cells("state", rows), book.word("no-data")) > 0
    row["lacking"] = book.yes(and_(lacks, count(grid.cells("above_on", rows)).same(0)))
    reports.context(book, row, commitment, ())


def _is_known(book: Book, fact: Fact) -> bool:
    """Return whether a report had been published and was due by the day."""
    known = fact.published.last if fact.published else fact.last
    return max(known, fact.first) <= book.as_of


def _sum_up(book: Book, row: Row, rows: Sequence[Row]) -> None:
    """Put what all parts together show: done when all are, lost when one was lost since."""
    grid = rows[0].grid
    done, newest = grid.cells("done_on", rows), grid.cells("newest", rows)
    row["done_on"] = nothing_unless(count(done).same(len(rows)), largest(done))
    lost = count_of(grid.cells("lost", rows), book.word("yes")) > 0
    row["lost"] = book.yes(and_(row["done_on"].is_given, lost))
    row["against"] = total(grid.cells("missed", rows))
    row["evidence"] = total(grid.cells("evidence", rows))
    row["newest"] = nothing_unless(row["evidence"] > 0, largest(newest))
