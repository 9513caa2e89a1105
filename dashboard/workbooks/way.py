"""The way from the baseline to the target, and what its pace says: rule 8 for figures."""

from collections.abc import Sequence

from dashboard.assessment.aims import Aim
from dashboard.model import Mode
from dashboard.workbooks.book import Book, nothing_unless
from dashboard.workbooks.grid import Row
from dashboard.workbooks.terms import (
    FALSE,
    Term,
    absolute,
    and_,
    at,
    day,
    if_,
    largest,
    not_,
    or_,
    total,
    year,
)

DAYS_A_YEAR = 365.2425


def fill(book: Book, part: Row, rows: Sequence[Row], aim: Aim) -> None:
    """Put the start, the goal, the newest figure, and how far it is on the way."""
    _ends(book, part)
    _latest(part, rows)
    _calendar(book, part, rows, aim)
    slack = book.named("slack")
    start, goal = part["start"], part["goal"]
    higher, lower = start >= goal - slack, start <= goal + slack
    began = if_(is_up(part), higher, lower)
    part["began"] = book.yes(if_(or_(start.same(""), goal.same("")), FALSE, began))
    far = absolute(goal - start) >= slack
    ahead = if_(or_(part["years"].same(""), start.same("")), FALSE, and_(part["years"] > 0, far))
    moved = if_(part["passed"].same(""), FALSE, part["passed"] > 0)
    part["has_way"] = book.yes(and_(ahead, moved))
    is_way = and_(book.is_yes(part["has_way"]), not_(book.is_yes(part["began"])))
    part["share"] = nothing_unless(is_way, (part["latest"] - start) / (goal - start))
    part["elapsed"] = nothing_unless(is_way, part["passed"] / part["years"])
    part["projected"] = nothing_unless(is_way, part["share"] / part["elapsed"])
    for row in rows:
        since = years_between(book, part, part["start_on"], row["last"])
        later = if_(part["start_on"].same(""), FALSE, since > 0)
        row["after"] = if_(row["proves"].is_given, if_(later, 1, 0), 0)
    part["after"] = total(rows[0].grid.cells("after", rows))
    part["met"] = book.yes(
        if_(or_(part["latest"].same(""), goal.same("")), FALSE, _met(book, part))
    )


def is_range(part: Row) -> Term:
    """Return whether the target is a range, which counts as the gap to it."""
    return and_(part["floor"].is_given, part["ceiling"].is_given)


def is_up(part: Row) -> Term:
    """Return whether more is better."""
    return and_(part["floor"].is_given, part["ceiling"].same(""))


def is_kept(book: Book, part: Row) -> Term:
    """Return whether the target is to be kept at all times."""
    return part["mode"].same(book.word(f"mode-{Mode.MAINTAIN}"))


def years_between(book: Book, part: Row, first: Term, last: Term) -> Term:
    """Return the years from one day to another, whole ones between bare years."""
    return if_(book.is_yes(part["bare"]), year(last) - year(first), (last - first) / DAYS_A_YEAR)


def _met(book: Book, part: Row) -> Term:
    slack, latest, goal = part["tolerance"] + book.named("slack"), part["latest"], part["goal"]
    return if_(is_up(part), latest >= goal - slack, latest <= goal + slack)


def _ends(book: Book, part: Row) -> None:
    """Put where the way starts and ends; what counts from 1 January starts there, with nothing."""
    floor, ceiling, value, by = (part[key] for key in ("floor", "ceiling", "base_value", "by"))
    from_zero = and_(book.is_yes(part["restarts"]), by.is_given)
    new_year = day(year(by) - 1, 12, 31)
    part["start_on"] = if_(
        from_zero, new_year, nothing_unless(part["base_on"].is_given, part["base_on"])
    )
    gap = largest(floor - value, value - ceiling, 0)
    start = nothing_unless(value.is_given, if_(is_range(part), gap, value))
    part["start"] = if_(from_zero, 0, start)
    single = if_(floor.is_given, floor, nothing_unless(ceiling.is_given, ceiling))
    part["goal"] = if_(is_range(part), 0, single)


def _latest(part: Row, rows: Sequence[Row]) -> None:
    grid, number = rows[0].grid, part["latest_no"]
    part["latest_no"] = largest(grid.cells("proves_no", rows))
    number = part["latest_no"]
    part["latest_on"] = nothing_unless(number > 0, at(grid.cells("last", rows), number))
    part["latest"] = nothing_unless(number > 0, at(grid.cells("proves", rows), number))


def _calendar(book: Book, part: Row, rows: Sequence[Row], aim: Aim) -> None:
    """Put whether time counts in whole years, and how much there is and has passed."""
    yearly = book.word("length-year")
    odd = total(rows[0].grid.cells("odd", rows))
    base = part["base_length"]
    whole = and_(
        not_(book.is_yes(part["restarts"])), odd.same(0), or_(base.same(""), base.same(yearly))
    )
    has_odd_plan = any(len(item.period.text) != 4 for item in aim.plan)  # noqa: PLR2004 - a year
    part["bare"] = book.word("no") if has_odd_plan else book.yes(whole)
    start, by, latest = part["start_on"], part["by"], part["latest_on"]
    known = and_(start.is_given, by.is_given, latest.is_given)
    part["years"] = nothing_unless(known, years_between(book, part, start, by))
    part["passed"] = nothing_unless(known, years_between(book, part, start, latest))
