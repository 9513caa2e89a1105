"""The sheet that holds each figure against its target or limit, one row a figure (rules 2, 3)."""

from collections.abc import Sequence
from typing import NamedTuple

from dashboard.assessment.evidence import counted, is_whole
from dashboard.model import Indicator, Observation, ObservationStatus
from dashboard.workbooks.book import Book, nothing_unless, shown
from dashboard.workbooks.grid import Column, Grid, Row
from dashboard.workbooks.terms import (
    FALSE,
    TRUE,
    Term,
    and_,
    day,
    if_,
    largest,
    not_,
    or_,
    term,
    year,
)

COLUMNS = (
    Column("id", width=26, band="figure"),
    Column("part", width=18, band="figure"),
    Column("no", "whole", 6, "figure"),
    Column("kind", width=10, band="figure"),
    Column("period", width=14, band="figure"),
    Column("length", width=9, band="figure", choices="lengths", put=True),
    Column("first", "date", 12, "figure", put=True),
    Column("last", "date", 12, "figure", put=True),
    Column("scope", width=10, band="figure", choices="scopes", put=True),
    Column("expected", width=9, band="figure", choices="yes-no", put=True),
    Column("low", "general", 12, "figure", put=True),
    Column("high", "general", 12, "figure", put=True),
    Column("floor", "general", 10, "target"),
    Column("ceiling", "general", 10, "target"),
    Column("fails", width=9, band="target"),
    Column("meets", width=9, band="target"),
    Column("counts", width=9, band="course"),
    Column("run", "whole", 8, "course"),
    Column("done", width=9, band="course"),
    Column("state", width=11, band="course"),
    Column("done_on", "date", 12, "course"),
    Column("expected_on", "date", 12, "course"),
    Column("missed", "whole", 9, "course"),
    Column("used", width=8, band="pace"),
    Column("proves", "general", 12, "pace"),
    Column("proves_no", "whole", 8, "pace"),
    Column("whole_no", "whole", 8, "pace"),
    Column("odd", "whole", 8, "pace"),
    Column("after", "whole", 8, "pace"),
    Column("planned", "percent", 10, "pace"),
    Column("lag", "decimal", 11, "pace"),
    Column("told_no", "whole", 8, "limits"),
    Column("reported_first", "date", 12, "limits"),
    Column("reported_on", "date", 12, "limits"),
    Column("reported_by", "date", 12, "limits"),
)

_EXPECTED = (ObservationStatus.EXPECTED, ObservationStatus.PRELIMINARY)


EMPTY = ("period", "length", "first", "last", "scope", "expected", "low", "high")
"""What is to be put into an empty row."""


class Measured(NamedTuple):
    """A figure that is held against a target, with its row among the figures."""

    item: Observation
    row: Row


def grid_of(book: Book) -> Grid:
    """Return the sheet, added where it is not there yet."""
    return book.grids.get("comparison") or book.grid("comparison", COLUMNS)


def scope_of(indicator: Indicator, item: Observation) -> str:
    """Return what a figure can be held against: a whole period, part of one, or nothing."""
    if is_whole(indicator, item):
        return "whole"
    return "other" if counted(indicator, item).low is None else "part"


def compare(  # noqa: PLR0913 - two say how figures of a kind or a method count
    book: Book,
    part: Row,
    indicator: Indicator,
    figures: Sequence[Measured],
    *,
    whole: bool = False,
    until_deadline: bool = False,
) -> list[Row]:
    """Add the figures of a part and return their rows; an empty one where there are none.

    With `whole` every figure counts as one for a whole period, as those of limits do; with
    `until_deadline` no later one counts for the pace.
    """
    grid = grid_of(book)
    rows: list[Row] = []
    for found in figures or (None,):
        row = grid.row()
        row.fill({"id": part.text("id"), "part": part.text("part"), "no": len(rows) + 1})
        row.fill(dict.fromkeys(EMPTY))
        if found:
            _measured(book, row, found.row, "whole" if whole else scope_of(indicator, found.item))
        row["kind"] = book.word("measured")
        _against_target(book, row, part)
        _course(book, row, part, rows[-1] if rows else None)
        _for_pace(book, row, part, until_deadline=until_deadline)
        rows.append(row)
    return rows


def report_met(book: Book, part: Row, reports: Sequence[Row]) -> list[Row]:
    """Add the reports that a limit is met and return their rows."""
    rows = []
    for report in reports:
        row = grid_of(book).row()
        row.fill(
            {
                "id": part.text("id"),
                "part": part.text("part"),
                "kind": book.word("reported"),
                "period": shown(report["when"]),
                "last": shown(report["last"]),
                "reported_first": shown(report["first"]),
                "reported_on": shown(report["last"]),
                "reported_by": report["by"],
            }
        )
        rows.append(row)
    return rows


def _measured(book: Book, row: Row, figure: Row, scope: str) -> None:
    row["scope"] = book.word(scope)
    observed = figure["observed"]
    expected = or_(*(observed.same(book.word(f"observed-{status}")) for status in _EXPECTED))
    row.fill(
        {
            "period": figure["period"],
            "length": figure["length"],
            "first": shown(figure["first"]),
            "last": shown(figure["last"]),
            "expected": book.yes(expected),
            "low": figure["low"],
            "high": figure["high"],
        }
    )


def _is_whole(book: Book, row: Row) -> Term:
    return row["scope"].same(book.word("whole"))


def _against_target(book: Book, row: Row, part: Row) -> None:
    """Put whether a figure meets its target, is shown not to, or neither (judging.md 1).

    Part of a period proves no more than its lower bound, and what is not comparable nothing.
    """
    row["floor"] = nothing_unless(part["floor"].is_given, part["floor"])
    row["ceiling"] = nothing_unless(part["ceiling"].is_given, part["ceiling"])
    low, high, floor, ceiling = row["low"], row["high"], row["floor"], row["ceiling"]
    slack = part["tolerance"] + book.named("slack")
    no_low = or_(low.same(""), row["scope"].same(""), row["scope"].same(book.word("other")))
    no_high = or_(high.same(""), not_(_is_whole(book, row)))
    too_low = if_(or_(no_high, floor.same("")), FALSE, high < floor - slack)
    too_high = if_(or_(no_low, ceiling.same("")), FALSE, low > ceiling + slack)
    row["fails"] = book.yes(or_(too_low, too_high))
    enough = if_(floor.same(""), TRUE, if_(no_low, FALSE, low >= floor - slack))
    within = if_(ceiling.same(""), TRUE, if_(no_high, FALSE, high <= ceiling + slack))
    is_open = and_(floor.same(""), ceiling.same(""))
    proved = if_(and_(enough, within), book.word("yes"), book.word("unclear"))
    told = if_(book.is_yes(row["fails"]), book.word("no"), proved)
    row["meets"] = if_(is_open, book.word("unclear"), told)


def _course(book: Book, row: Row, part: Row, before: Row | None) -> None:
    """Put what the figures up to here show: done, lost again, or not kept (judging.md 2)."""
    last, deadline, mode = row["last"], part["deadline"], part["mode"]
    is_whole, is_kept = _is_whole(book, row), mode.same(book.word("mode-maintain"))
    over = and_(deadline.is_given, book.named("as-of") > deadline, last >= deadline)
    asked = if_(is_kept, and_(is_whole, over), or_(mode.same(book.word("mode-reach")), is_whole))
    row["counts"] = book.yes(and_(last.is_given, asked))
    counts, meets = book.is_yes(row["counts"]), row["meets"].same(book.word("yes"))
    run = before["run"] if before else term(0)
    row["run"] = if_(counts, if_(meets, run + 1, 0), run)
    state = before["state"] if before else term("")
    failed = book.word("not-kept")
    done = and_(counts, meets, row["run"] >= part["needed"], state.differs(failed))
    row["done"] = book.yes(done)
    was_done = or_(state.same(book.word("was-done")), state.same(book.word("was-lost")))
    lost = and_(counts, is_whole, row["meets"].same(book.word("no")), was_done)
    first_fails = and_(counts, is_kept, state.same(""))
    row["state"] = if_(
        book.is_yes(row["done"]),
        book.word("was-done"),
        if_(lost, book.word("was-lost"), if_(first_fails, failed, state)),
    )
    is_done, is_expected = book.is_yes(row["done"]), book.is_yes(row["expected"])
    row["done_on"] = nothing_unless(and_(is_done, not_(is_expected)), last)
    row["expected_on"] = nothing_unless(and_(is_done, is_expected), last)
    missed = and_(deadline.is_given, last >= deadline, row["meets"].same(book.word("no")), is_whole)
    row["missed"] = if_(missed, 1, 0)


def _is_by(book: Book, row: Row, by: Term) -> Term:
    """Return whether a figure is for a time up to a day; a bare year up to its year."""
    is_year = row["length"].same(book.word("length-year"))
    return if_(
        row["last"].same(""), FALSE, if_(is_year, year(row["last"]) <= year(by), row["last"] <= by)
    )


def _for_pace(book: Book, row: Row, part: Row, *, until_deadline: bool) -> None:
    """Put what the pace needs: the value on the side that counts, for a range the gap to it.

    Of what counts from 1 January only the figures that begin there in the deadline's year.
    """
    low, high, floor, ceiling = row["low"], row["high"], row["floor"], row["ceiling"]
    restarts, by, is_whole = book.is_yes(part["restarts"]), part["by"], _is_whole(book, row)
    begins = and_(by.is_given, row["first"].same(day(year(by), 1, 1)))
    used = and_(row["last"].is_given, if_(and_(restarts, by.is_given), begins, is_whole))
    if until_deadline:
        used = and_(used, or_(by.same(""), _is_by(book, row, by)))
    row["used"] = book.yes(used)
    is_range = and_(floor.is_given, ceiling.is_given)
    gap = largest(floor - low, low - ceiling, floor - high, high - ceiling, 0)
    between = if_(or_(low.same(""), high.same("")), "", gap)
    proved = if_(floor.is_given, shown(low), shown(high))
    row["proves"] = nothing_unless(book.is_yes(row["used"]), if_(is_range, between, proved))
    row["proves_no"] = nothing_unless(row["proves"].is_given, row["no"])
    odd = and_(book.is_yes(row["used"]), row["length"].differs(book.word("length-year")))
    row["odd"] = if_(odd, 1, 0)
    row["whole_no"] = nothing_unless(and_(row["last"].is_given, is_whole), row["no"])
    row["told_no"] = if_(row["meets"].same(book.word("unclear")), "", row["no"])
