"""What each method says of the way: its ratio by its own formula, its cut-offs, the status."""

from collections.abc import Callable, Mapping, Sequence

from dashboard.assessment import Status
from dashboard.assessment.aims import Aim
from dashboard.methods import METHODS, Growth, Question
from dashboard.methods.growth import LAST_POINTS
from dashboard.methods.growths import TINY
from dashboard.methods.sdsn import midpoint, score
from dashboard.methods.weather import LEAST
from dashboard.workbooks.book import Book, nothing_unless
from dashboard.workbooks.grid import Row
from dashboard.workbooks.steps import (
    Sum,
    by_answer,
    change,
    compound,
    cut,
    from_point,
    graded,
    growth_ratio,
    lag,
)
from dashboard.workbooks.terms import (
    FALSE,
    Term,
    absolute,
    and_,
    at,
    if_,
    largest,
    not_,
    or_,
    power,
    term,
)
from dashboard.workbooks.way import is_kept, is_up, years_between


def fill(book: Book, part: Row, rows: Sequence[Row], aim: Aim, asked: Question) -> None:
    """Put what the method of a part says: rule 8 of judging.md."""
    given = Sum(book, part, rows, aim, asked, METHODS[aim.method](asked, aim.options))
    part["method"] = book.say(f"method.{aim.method}")
    pace = _METHODS[aim.method](given)
    stale_on = part["stale_on"]
    stale = if_(stale_on.same(""), FALSE, book.named("as-of") > stale_on)
    part["pace"] = if_(or_(stale, part["latest"].same("")), Status.NO_DATA, pace)
    is_done = and_(part["done_on"].is_given, not_(book.is_yes(part["lost"])))
    part["open_pace"] = if_(is_done, "", part["pace"])


def projected_share(given: Sum) -> Term:
    """Return the status by where the pace leads at the deadline (method.md 4.1)."""
    part, book, options = given.part, given.book, given.aim.options
    change(given)
    latest, left = part["latest"], given.left
    is_geometric = options.growth == Growth.GEOMETRIC
    grown = (
        latest * power(part["change"] + 1, left) if is_geometric else latest + part["change"] * left
    )
    part["leads_to"] = nothing_unless(and_(given.has_way, part["change"].is_given), grown)
    reached = (part["leads_to"] - part["start"]) / (part["goal"] - part["start"])
    is_over = if_(part["elapsed"].same(""), FALSE, part["elapsed"] >= 1)
    worked_out = nothing_unless(part["leads_to"].is_given, reached)
    part["ratio"] = nothing_unless(
        part["elapsed"].is_given, if_(is_over, part["share"], worked_out)
    )
    cuts = options.thresholds
    graded(given, cut(given, "on-track", cuts.on_track), cut(given, "at-risk", cuts.at_risk))
    short = if_(part["elapsed"].same(""), FALSE, part["elapsed"] < book.named("too-early"))
    part["early"] = book.yes(and_(short, part["after"] + 1 < book.named("few")))
    began, later = book.is_yes(part["began"]), part["after"] > 0
    breach = if_(or_(began, later), Status.OFF_TRACK, Status.NO_DATA)
    early = if_(book.is_yes(part["early"]), Status.NO_DATA, part["graded"])
    open_ = if_(or_(is_kept(book, part), began), breach, early)
    based = if_(part["start"].same(""), Status.NO_DATA, open_)
    return if_(given.is_met, Status.ON_TRACK, based)


def eurostat(given: Sum) -> Term:
    """Return the status by the growth there was over the growth needed (method.md 2a)."""
    growth_ratio(given, given["goal"])
    graded(given, 0.95, 0.60)
    return if_(given.is_met, Status.ON_TRACK, given["graded"])


def statcan(given: Sum) -> Term:
    """Return the same with a thousandth in the place of zero (method.md 2b)."""
    goal = if_(given["goal"].same(0), TINY, given["goal"])
    growth_ratio(given, goal, instead_of_zero=TINY)
    graded(given, 0.95, 0.60)
    slack, latest = given.slack, given["latest"]
    tiny = if_(is_up(given.part), latest >= term(TINY) - slack, latest <= slack + TINY)
    is_met = or_(given.is_met, and_(given["goal"].same(0), tiny))
    return if_(is_met, Status.ON_TRACK, given["graded"])


def un_progress_chart(given: Sum) -> Term:
    """Return the status by where the growth leads at the deadline (method.md 2f)."""
    part, book = given.part, given.book
    goal, latest = part["goal"], part["latest"]
    compound(given)
    grows = part["change"].is_given
    carried = latest * power(part["change"] + 1, given.left)
    part["leads_to"] = nothing_unless(and_(grows, part["by"].is_given), carried)
    reached = (part["leads_to"] - part["from_value"]) / (goal - part["from_value"])
    far = if_(part["leads_to"].is_given, absolute(goal - part["from_value"]) > 0, FALSE)
    part["ratio"] = nothing_unless(far, reached)
    graded(given, 0.95, 0.10)
    near = if_(is_up(part), latest >= goal - 1, latest <= goal + 1)
    at_edge = and_(or_(goal.same(0), goal.same(100)), near)
    began = if_(book.is_yes(part["began"]), Status.OFF_TRACK, part["graded"])
    open_ = if_(part["leads_to"].is_given, began, Status.NO_DATA)
    met = if_(or_(given.is_met, at_edge), Status.ON_TRACK, open_)
    return if_(part["from_years"].same(""), Status.NO_DATA, met)


def destatis(given: Sum) -> Term:
    """Return the status by the part of what is left that the mean change closes (method.md 2g)."""
    part, book, slack = given.part, given.book, given.slack
    points = given.asked.series[-LAST_POINTS:]
    from_point(given, points[0].at if len(points) >= LEAST else None)
    latest, goal = part["latest"], part["goal"]
    part["change"] = nothing_unless(
        part["from_years"].is_given, (latest - part["from_value"]) / part["from_years"]
    )
    toward = if_(is_up(part), part["change"] > slack, part["change"] < term(0) - slack)
    back = if_(is_up(part), part["change"] < term(0) - slack, part["change"] > slack)
    left = years_between(book, part, part["latest_on"], part["by"])
    part["leads_to"] = nothing_unless(
        and_(part["change"].is_given, part["by"].is_given), latest + part["change"] * left
    )
    is_met = given.is_met
    missing = (goal - part["leads_to"]) / (goal - latest)
    known = and_(part["leads_to"].is_given, not_(is_met))
    part["ratio"] = nothing_unless(known, missing)
    part["good"], part["fair"] = 0.05, 0.20
    symbol = if_(
        part["ratio"] < part["good"] - slack,
        Status.ON_TRACK,
        if_(part["ratio"] <= part["fair"] + slack, Status.AT_RISK, Status.OFF_TRACK),
    )
    part["graded"] = nothing_unless(part["ratio"].is_given, symbol)
    open_ = if_(toward, part["graded"], Status.OFF_TRACK)
    dated = if_(part["by"].same(""), Status.NO_DATA, open_)
    kept = if_(is_kept(book, part), Status.OFF_TRACK, dated)
    held = if_(back, Status.AT_RISK, Status.ON_TRACK)
    return if_(part["change"].same(""), Status.NO_DATA, if_(is_met, held, kept))


def shixu(given: Sum) -> Term:
    """Return the light of how far the work is behind its plan, in points (method.md 2k)."""
    part, lights = given.part, given.aim.options.lights
    for row in given.rows:
        lag(given, row)
    grid = given.rows[0].grid
    lags = grid.cells("lag", given.rows)
    part["ratio"] = nothing_unless(given.has_way, at(lags, part["latest_no"]))
    part["good"], part["fair"] = lights.yellow, lights.red
    green = part["ratio"] <= part["good"] - given.slack
    was_green = largest(lags) <= part["good"] - given.slack
    yellow = if_(part["ratio"] <= part["fair"] + given.slack, Status.AT_RISK, Status.OFF_TRACK)
    light = if_(green, if_(was_green, Status.ON_TRACK, Status.AT_RISK), yellow)
    part["graded"] = nothing_unless(part["ratio"].is_given, light)
    met = if_(given.is_met, Status.ON_TRACK, part["graded"])
    return if_(part["ratio"].same(""), Status.NO_DATA, met)


def sdsn(given: Sum) -> Term:
    """Return the status by the score, which is worked out for the sheet (method.md 2c)."""
    bounds = given.asked.bounds
    good = score(bounds.green, bounds) if bounds else 0.0
    fair = score(midpoint(bounds), bounds) if bounds else 0.0
    by_answer(given, good, fair)
    return given["graded"]


def earned_value(given: Sum) -> Term:
    """Return the light of what is done over what was planned (method.md 2h)."""
    cuts = given.aim.options.thresholds
    by_answer(given, cuts.on_track, cuts.at_risk)
    met = if_(given.is_met, Status.ON_TRACK, given["graded"])
    return if_(given["ratio"].same(""), Status.NO_DATA, met)


_METHODS: Mapping[str, Callable[[Sum], Term]] = {
    "projected-share": projected_share,
    "eurostat": eurostat,
    "statcan": statcan,
    "un-progress-chart": un_progress_chart,
    "destatis": destatis,
    "sdsn": sdsn,
    "shixu": shixu,
    "earned-value": earned_value,
}
