"""The steps that several methods share: where the pace is taken from, its growth, its grade."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.assessment import Status
from dashboard.assessment.aims import Aim
from dashboard.methods import Answer, Curve, Growth, Pace, Point, Question
from dashboard.methods.grading import SLACK
from dashboard.methods.growth import LAST_POINTS
from dashboard.methods.growths import BASE_YEAR
from dashboard.methods.journey import way_of
from dashboard.methods.plans import planned_share
from dashboard.workbooks.book import Book, nothing_unless
from dashboard.workbooks.grid import Row
from dashboard.workbooks.terms import (
    FALSE,
    Given,
    Term,
    absolute,
    and_,
    day,
    if_,
    largest,
    not_,
    or_,
    power,
    smallest,
    term,
    year,
)
from dashboard.workbooks.way import is_up, years_between

ENDLESS = 9999
"""Stands for the ratio to a growth of which none is needed."""

OF_FIGURES = {"eurostat", "destatis"}
"""Methods that may start from a figure, also where a baseline is given for its time."""


@dataclass(frozen=True, slots=True)
class Sum:
    """One part whose pace is worked out: its rows, what was asked, what was answered."""

    book: Book
    part: Row
    rows: Sequence[Row]
    """of the figures, in order of time"""
    aim: Aim
    asked: Question
    answer: Answer

    def __getitem__(self, key: str) -> Term:
        """Return a cell of the part."""
        return self.part[key]

    def __setitem__(self, key: str, given: Given | None) -> None:
        """Put a cell of the part."""
        self.part[key] = given

    @property
    def proved(self) -> list[Row]:
        """Return the rows of the points that the method was asked about."""
        return [row for row in self.rows if isinstance(row["proves"].value, float)]

    @property
    def left(self) -> Term:
        """Return the years from the newest figure to the deadline."""
        return years_between(self.book, self.part, self["latest_on"], self["by"])

    @property
    def has_way(self) -> Term:
        """Return whether there is a way from a start to a goal."""
        return self.book.is_yes(self["has_way"])

    @property
    def is_met(self) -> Term:
        """Return whether the newest figure meets the target."""
        return self.book.is_yes(self["met"])

    @property
    def slack(self) -> Term:
        """Return by how much two numbers may differ and still count as the same."""
        return self.book.named("slack")


def from_point(given: Sum, when: float | None, instead_of_zero: float | None = None) -> None:
    """Put the point of a time that the pace is taken from: the start, a figure, or none."""
    base = given.asked.base
    pairs = zip(given.asked.series, given.proved, strict=True)
    row = next((row for point, row in pairs if point.at == when), None)
    is_base = when == base.at if base else when is None and given.aim.method not in OF_FIGURES
    on = value = None
    if row is not None and (not is_base or _is_of_figures(given, row)):
        on, value = row["last"], row["proves"]
    elif is_base:
        on, value = given["start_on"], given["start"]
    if value is not None and instead_of_zero is not None:
        value = if_(value.same(0), instead_of_zero, value)
    given["from_on"], given["from_value"] = on, value
    between = years_between(given.book, given.part, given["from_on"], given["latest_on"])
    known = and_(given["from_on"].is_given, given["from_value"].is_given, given["latest"].is_given)
    given["from_years"] = nothing_unless(known, nothing_unless(between > 0, between))


def _is_of_figures(given: Sum, row: Row) -> bool:
    """Return whether a method starts from a figure, not from the baseline of the same time."""
    taken = given.answer.numbers.get("y0")
    return given.aim.method in OF_FIGURES and taken in {None, row["proves"].value}


def change(given: Sum) -> None:
    """Put the change a year; a part of it where the estimator has a formula, else as a number."""
    options, asked = given.aim.options, given.asked
    is_geometric = options.growth == Growth.GEOMETRIC
    if options.pace not in {Pace.BASELINE_AVERAGE, Pace.RECENT}:
        given["change"] = given.answer.numbers.get("g" if is_geometric else "v")
        return
    when = asked.base.at if asked.base else None
    if options.pace == Pace.RECENT and asked.base:
        when = _recent([asked.base, *asked.series], asked.base.at, options.window_years)
    from_point(given, when)
    latest, start, years = given["latest"], given["from_value"], given["from_years"]
    if not is_geometric:
        given["change"] = nothing_unless(years.is_given, (latest - start) / years)
        return
    values = given.rows[0].grid.cells("proves", given.rows)
    above = smallest(values, given["start"], given["goal"]) > 0
    growth = power(latest / start, term(1) / years) - 1
    given["change"] = nothing_unless(and_(years.is_given, above), growth)


def _recent(points: Sequence[Point], start: float, window_years: float) -> float:
    """Return since when the recent pace is taken: within the window, or over the last figures."""
    times = [start, *(at for at, _ in points if at > start)]
    inside = [at for at in times if at >= times[-1] - window_years - SLACK]
    return (inside if len(inside) > 1 else times[-LAST_POINTS:])[0]


def compound(given: Sum, instead_of_zero: float | None = None) -> None:
    """Put the point that a published rule starts from, and the compound growth a year since."""
    from_point(given, given.answer.numbers.get("t0", _base_time(given)), instead_of_zero)
    latest, start, years = given["latest"], given["from_value"], given["from_years"]
    one_sign = if_(or_(years.same(""), start.same(0)), FALSE, latest / start >= 0)
    growth = power(latest / start, term(1) / years) - 1
    given["change"] = nothing_unless(one_sign, growth)


def _base_time(given: Sum) -> float | None:
    """Return the time of the baseline, or of the figure that the UN would take for it."""
    if given.aim.method in OF_FIGURES:
        return None
    if given.asked.base:
        return given.asked.base.at
    later = [at for at, _ in given.asked.series if at >= BASE_YEAR]
    earlier = [at for at, _ in given.asked.series if at < BASE_YEAR]
    if len(later) < 2 and earlier:  # noqa: PLR2004 - growth needs two
        return earlier[-1]
    return later[0] if later else None


def growth_ratio(given: Sum, goal: Term, instead_of_zero: float | None = None) -> None:
    """Put the growth there was over the size of the growth needed (method.md 2a and 2b)."""
    compound(given, instead_of_zero)
    start, grown = given["from_value"], given["change"]
    years = years_between(given.book, given.part, given["from_on"], given["by"])
    known = and_(
        given["from_on"].is_given, given["by"].is_given, given["goal"].is_given, start.is_given
    )
    possible = if_(known, if_(start.same(0), FALSE, and_(years > 0, goal / start > 0)), FALSE)
    given["required"] = nothing_unless(possible, power(goal / start, term(1) / years) - 1)
    required = given["required"]
    rate = if_(
        or_(and_(is_up(given.part), start >= 0), and_(not_(is_up(given.part)), start < 0)),
        grown,
        term(0) - grown,
    )
    endless = if_(rate >= 0, ENDLESS, -ENDLESS)
    ratio = if_(required.same(0), endless, rate / absolute(required))
    given["ratio"] = nothing_unless(and_(required.is_given, grown.is_given), ratio)


def graded(given: Sum, good: Given, fair: Given) -> None:
    """Put the cut-offs and the status that the ratio has by them, inclusive on the good side."""
    given["good"], given["fair"] = good, fair
    ratio, slack = given["ratio"], given.slack
    below = if_(ratio >= given["fair"] - slack, Status.AT_RISK, Status.OFF_TRACK)
    grade = if_(ratio >= given["good"] - slack, Status.ON_TRACK, below)
    given["graded"] = if_(ratio.same(""), Status.NO_DATA, grade)


def cut(given: Sum, key: str, value: float) -> Given:
    """Return a cut-off: by its name, unless this figure has one of its own."""
    named = given.book.named(key)
    return named if named.value == value else value


def lag(given: Sum, row: Row) -> None:
    """Put how far the work was behind its plan at a figure, in points (method.md 2k)."""
    options, plan = given.aim.options, given.asked.plan
    counts = and_(given.has_way, row["after"].same(1))
    done = (row["proves"] - given["start"]) / (given["goal"] - given["start"])
    if plan:
        row["planned"] = _planned_by_table(given, row)
    else:
        end = day(year(given["latest_on"]), 12, 31) if options.is_yearly else given["by"]
        whole = years_between(given.book, given.part, given["start_on"], end)
        passed = years_between(given.book, given.part, given["start_on"], row["last"])
        tau = largest(smallest(passed / whole, 1), 0)
        curved = tau * tau * (term(3) - tau * 2)
        row["planned"] = nothing_unless(counts, curved if options.curve == Curve.S else tau)
    known = and_(counts, row["planned"].is_given)
    row["lag"] = nothing_unless(known, (row["planned"] - done) * 100)


def _planned_by_table(given: Sum, row: Row) -> float | None:
    """Return the planned share as a number: the table of a plan is not on the sheet."""
    pairs = zip(given.asked.series, given.proved, strict=True)
    when = next((point.at for point, other in pairs if other == row), None)
    if when is None or given.answer.status == Status.NO_DATA:
        return None
    return planned_share(given.asked.plan, way_of(given.asked), when, given.aim.options.curve)


def by_answer(given: Sum, good: float, fair: float) -> None:
    """Put the ratio as the method worked it out, with its cut-offs."""
    given["ratio"] = given.answer.value
    graded(given, good, fair)
