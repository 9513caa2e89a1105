"""The pace of a plan: 序时进度, and earned value with earned schedule (method.md 2h and 2k)."""

import math
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import pairwise

from dashboard.methods.grading import (
    OVER,
    SLACK,
    Grade,
    LackingError,
    answered,
    graded,
    is_met,
    latest,
)
from dashboard.methods.grounds import Grounds
from dashboard.methods.journey import Journey, numbers_of, way_of
from dashboard.methods.options import Curve, Lights, Options
from dashboard.methods.question import Answer, Point, Question, Status
from dashboard.values import decimal_day, decimal_year

NEARLY_ALL = 0.80
"""Of the plan: above it the index of work goes to 1 by itself, and that of time is taken."""

_ACHIEVED = Grade("green", Status.ACHIEVED, Grounds.VALUE_MEETS_TARGET)
_GREEN = Grade("green", Status.ON_TRACK, Grounds.ON_SCHEDULE)
_SLIGHTLY = _GREEN._replace(reason=Grounds.SLIGHTLY_BEHIND)
_CAUGHT_UP = _GREEN._replace(reason=Grounds.CAUGHT_UP)
_CAUGHT_UP_LATE = Grade("yellow", Status.AT_RISK, Grounds.CAUGHT_UP)
_YELLOW = Grade("yellow", Status.AT_RISK, Grounds.BEHIND)
_RED = Grade("red", Status.OFF_TRACK, Grounds.BEHIND)


def shixu(question: Question, options: Options) -> Answer:
    """Return the light of how far the work is behind its plan, in percentage points.

    A month that was missed and then caught up is never plain green (method.md 2k).
    """
    if options.is_yearly:
        question = of_year(question)
    way, lights = way_of(question), options.lights
    behind = [_behind(question, way, point, options.curve) for point in _since(question, way)]
    found = numbers_of(way) | {"lag": behind[-1], "planned_share": behind[-1] / 100 + way.share}
    if is_met(question, options.tolerance):
        return answered(_ACHIEVED, behind[-1], **found)
    worst = max(behind)
    grade = _light(behind[-1], lights)
    if grade.word == _GREEN.word and _light(worst, lights).word != _GREEN.word:
        grade = _CAUGHT_UP_LATE
    elif grade.reason == Grounds.ON_SCHEDULE and worst > SLACK:
        grade = _CAUGHT_UP
    return answered(grade, behind[-1], **found, worst=worst)


def earned_value(question: Question, options: Options) -> Answer:
    """Return the light of what is done over what was planned by now.

    Of time instead of work once nearly all is planned: the month in which the plan had come as
    far, over the months that have passed.
    """
    way = way_of(question)
    start, end = _span(question.plan, way)
    now = way.latest
    planned = planned_share(question.plan, way, now, options.curve)
    if planned <= 0:
        raise LackingError(Grounds.NOTHING_PLANNED)
    index = way.share / planned
    earned_at = planned_time(question.plan, way, way.share, options.curve)
    of_time = (earned_at - start) / (now - start)
    found = numbers_of(way) | {"PV": planned, "EV": way.share, "SPI": index, "SPI_t": of_time}
    found |= {"SV": 100 * (way.share - planned), "ES": earned_at}
    if of_time > 0:
        found["finish"] = start + (end - start) / of_time
    is_late = planned > NEARLY_ALL + SLACK
    ratio = of_time if is_late else index
    reason = Grounds.TIME_INDEX if is_late else Grounds.SCHEDULE_INDEX
    grades = (
        Grade("green", Status.ON_TRACK, reason, options.thresholds.on_track),
        Grade("yellow", Status.AT_RISK, reason, options.thresholds.at_risk),
        Grade("red", Status.OFF_TRACK, reason),
    )
    return answered(_ACHIEVED if is_met(question) else graded(ratio, grades), ratio, **found)


def planned_share(plan: Sequence[Point], way: Journey, at: float, curve: Curve) -> float:
    """Return the share of the way that is planned by a time: by the table, or by the curve."""
    if not plan:
        tau = min(max((at - way.start) / (way.end - way.start), 0.0), 1.0)
        return smooth(tau) if curve == Curve.S else tau
    if at <= plan[0].at:
        return plan[0].value if at == plan[0].at else 0.0
    for (start, low), (end, high) in pairwise(plan):
        if at <= end:
            return low + (high - low) * (at - start) / (end - start)
    return plan[-1].value


def planned_time(plan: Sequence[Point], way: Journey, share: float, curve: Curve) -> float:
    """Return the last time up to which no more than a share of the way is planned."""
    if not plan:
        done = min(max(share, 0.0), 1.0)
        tau = 0.5 - math.sin(math.asin(1 - 2 * done) / 3) if curve == Curve.S else done
        return way.start + tau * (way.end - way.start)
    found = plan[0].at
    for (start, low), (end, high) in pairwise(plan):
        if share < low:
            break
        found = end if share >= high else start + (end - start) * (share - low) / (high - low)
    return found


def smooth(tau: float) -> float:
    """Return the share of an S-curve at a share of the time: slow, fast, slow."""
    return 3 * tau**2 - 2 * tau**3


def of_year(question: Question) -> Question:
    """Return the question of one calendar year, from zero to the target at its end.

    The year is that of the target, or of the newest figure; a bare year stands for its end.
    """
    start, end = _year_of(latest(question).at if question.by is None else question.by)
    series = tuple(point for point in question.series if point.at > start + SLACK)
    return replace(question, series=series, base=Point(start, 0.0), by=end)


def _year_of(at: float) -> tuple[float, float]:
    if float(at).is_integer():
        return at - 1, at
    year = decimal_day(at).year
    return decimal_year(date(year - 1, 12, 31)), decimal_year(date(year, 12, 31))


def _since(question: Question, way: Journey) -> list[Point]:
    return [point for point in question.series if point.at > way.start]


def _behind(question: Question, way: Journey, point: Point, curve: Curve) -> float:
    share = (point.value - way.start_value) / (way.end_value - way.start_value)
    return 100 * (planned_share(question.plan, way, point.at, curve) - share)


def _light(behind: float, lights: Lights) -> Grade:
    grades = (
        _GREEN._replace(floor=0.0),
        _SLIGHTLY._replace(floor=OVER - lights.yellow),
        _YELLOW._replace(floor=-lights.red),
        _RED,
    )
    return graded(-behind, grades)


def _span(plan: Sequence[Point], way: Journey) -> tuple[float, float]:
    return (plan[0].at, plan[-1].at) if plan else (way.start, way.end)
