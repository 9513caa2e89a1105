"""Eurostat, Statistics Canada and the UN progress chart: growth that was against growth needed.

Sources: method.md 2a, 2b and 2f. All three take the compound growth a year between two points;
they differ in the first of the two, in what they compare it with, and in their cut-offs.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from dashboard.methods.grading import (
    OVER,
    Grade,
    LackingError,
    answered,
    graded,
    is_met,
    is_reached,
    latest,
    needed,
    regraded,
)
from dashboard.methods.grounds import Grounds
from dashboard.methods.growth import cagr
from dashboard.methods.options import Options
from dashboard.methods.question import Answer, Point, Question, Status

BASE_YEAR = 2015
"""From which Statistics Canada and the United Nations count, where a figure for it exists."""

TINY = 0.001
"""What Statistics Canada puts in the place of a base or a target of zero."""

LIMIT_POWER = 4.44
"""How sharply the cut-offs of Statistics Canada shrink near a limit."""

WINDOWS = ((15, 10), (5, 3))
"""Eurostat's long and short term: years back, and the least number of consecutive years."""

A_DAY = 1 / 365
"""Years of days are not all of one length."""

EDGES, NEAR_EDGE = (0.0, 100.0), 1.0
"""The UN counts a target of 0 or 100 % as met up to one point short of it."""

_RATIO, _RATE, _AWAY = Grounds.GROWTH_RATIO, Grounds.GROWTH_RATE, Grounds.MOVING_AWAY

_EUROSTAT = (
    Grade("significant_progress", Status.ON_TRACK, _RATIO, 0.95),
    Grade("moderate_progress", Status.AT_RISK, _RATIO, 0.60),
    Grade("insufficient_progress", Status.OFF_TRACK, _RATIO, 0.0),
    Grade("movement_away", Status.OFF_TRACK, _AWAY),
)
_EUROSTAT_MET = Grade(_EUROSTAT[0].word, Status.ACHIEVED, Grounds.VALUE_MEETS_TARGET)
_EUROSTAT_OPEN = (
    Grade("significant_progress", Status.ON_TRACK, _RATE, 0.01),
    Grade("moderate_progress", Status.AT_RISK, _RATE, 0.0),
    Grade("moderate_movement_away", Status.OFF_TRACK, _AWAY, -0.01 + OVER),
    Grade("significant_movement_away", Status.OFF_TRACK, _AWAY),
)

_STATCAN = (
    Grade("substantial_progress", Status.ON_TRACK, _RATIO, 0.95),
    Grade("moderate_progress", Status.AT_RISK, _RATIO, 0.60),
    Grade("limited_progress", Status.OFF_TRACK, _RATIO, 0.0),
    Grade("deterioration", Status.OFF_TRACK, _AWAY),
)
_STATCAN_MET = Grade("target_achieved", Status.ACHIEVED, Grounds.VALUE_MEETS_TARGET)
_STATCAN_ALL_MET = _STATCAN_MET._replace(reason=Grounds.ALL_ACHIEVED)
_STATCAN_OPEN = regraded(_STATCAN, _RATE, (0.015, 0.005, 0.0))
_STATCAN_MEAN = (
    *regraded(_STATCAN, Grounds.MEAN_SCORE, (2.5, 0.0, -2.5))[:-1],
    _STATCAN[-1]._replace(reason=Grounds.MEAN_SCORE),
)

_UN = (
    Grade("score3_achieved_or_on_track", Status.ON_TRACK, Grounds.PROJECTED_SHARE, 0.95),
    Grade("score2_fair_progress", Status.AT_RISK, Grounds.PROJECTED_SHARE, 0.10),
    Grade("score1_stagnation_or_regression", Status.OFF_TRACK, Grounds.SLOW_OR_AWAY),
)
_UN_OPEN = regraded(_UN, _RATE, (0.02, 0.005))
_UN_MET = Grade(_UN[0].word, Status.ACHIEVED, Grounds.VALUE_MEETS_TARGET)
_UN_EDGE = _UN_MET._replace(reason=Grounds.AT_THE_EDGE)


def eurostat(question: Question, options: Options) -> Answer:  # noqa: ARG001 - a published rule
    """Return the class of CAGR_actual / CAGR_required, or of CAGR_actual without a target."""
    if question.target is not None:
        return _by_ratio(question, _eurostat_base, _EUROSTAT, _EUROSTAT_MET)
    base, last = _eurostat_base(question), latest(question)
    rate = _rate(base, last, question.direction)
    return answered(graded(rate, _EUROSTAT_OPEN), rate, **_ends(base, last))


def statcan(question: Question, options: Options) -> Answer:  # noqa: ARG001 - a published rule
    """Return the class and the score from -5 to 5 of the ratio of growth rates R.

    Without a target of the growth rate itself, against cut-offs that shrink near a limit.
    """
    if question.target is not None:
        asked = replace(question, target=question.target or TINY)
        answer = _by_ratio(asked, _statcan_base, _STATCAN, _STATCAN_MET)
        is_achieved = answer.status == Status.ACHIEVED
        return replace(answer, score=5.0 if is_achieved else _score_of_ratio(answer.value))
    base, last = _statcan_base(question), latest(question)
    rate = _rate(base, last, question.direction)
    room = room_to_limit(base.value, question.limit)
    grades = [grade._replace(floor=grade.floor * room) for grade in _STATCAN_OPEN]
    answer = answered(graded(rate, grades), rate, **_ends(base, last), C=room)
    return replace(answer, score=_score_of_rate(rate, room))


def un_progress_chart(question: Question, options: Options) -> Answer:  # noqa: ARG001 - published
    """Return the class of the share of the way that the growth so far leads to at the deadline.

    Without a target of the growth rate itself.
    """
    if question.by is not None:
        question = replace(question, series=_up_to(question.series, question.by))
    base, last = _base_from(question, before=True), latest(question)
    if last.at <= base.at:
        raise LackingError(Grounds.TOO_FEW_POINTS)
    target = question.target
    if target is None:
        rate = _rate(base, last, question.direction)
        return answered(graded(rate, _UN_OPEN), rate, **_ends(base, last))
    if is_met(question):
        return answered(_UN_MET, yL=last.value, yT=target)
    if target in EDGES and is_reached(last.value, target, question.direction, NEAR_EDGE):
        return answered(_UN_EDGE, yL=last.value, yT=target)
    by, found = _goal(question, base).at, _ends(base, last)
    leads_to = last.value * (1 + found["cagr_actual"]) ** (by - last.at)
    found |= {"yT": target, "T": by, "y_proj": leads_to}
    if is_reached(base.value, target, question.direction):
        return answered(_UN[-1]._replace(reason=Grounds.TARGET_LOST), **found)
    share = (leads_to - base.value) / (target - base.value)
    return answered(graded(share, _UN), share, **found, F=share)


def statcan_aggregate(scores: Sequence[float], *, all_achieved: bool) -> Answer:
    """Return the class of the mean of the scores of an indicator's series."""
    if not scores:
        raise LackingError(Grounds.NO_SCORES)
    mean = sum(scores) / len(scores)
    grade = _STATCAN_ALL_MET if all_achieved else graded(mean, _STATCAN_MEAN)
    return replace(answered(grade, mean, n=float(len(scores))), score=mean)


def room_to_limit(base: float, limit: float | None) -> float:
    """Return by how much the cut-offs of Statistics Canada shrink near a limit: 1 not at all."""
    if not limit or abs(base) >= 2 * abs(limit):
        return 1.0
    near = abs(base / limit)
    return 1 - float((near if near <= 1 else 2 - near) ** LIMIT_POWER)


def _score_of_ratio(ratio: float | None) -> float | None:
    """Return the score of R, as published: -60 % gives -5, 60 % gives 0, 130 % gives 5."""
    if ratio is None:
        return None
    if ratio >= _STATCAN[1].floor:
        return min(7.1429 * ratio - 4.2857, 5.0)
    return max(4.1667 * ratio - 2.5, -5.0)


def _score_of_rate(rate: float, room: float) -> float:
    """Return the score of a growth rate: 2 % gives 5, 0 gives -2.5, -2 % gives -5."""
    if rate < 0:
        return max(125 * rate - 2.5, -5.0)
    if room <= 0:
        return 5.0
    freed, (high, medium, *_) = rate / room, _STATCAN_OPEN
    if freed >= high.floor:
        return min(500 * freed - 5, 5.0)
    return 250 * freed - 1.25 if freed >= medium.floor else 500 * freed - 2.5


def _by_ratio(
    question: Question, base_of: Callable[[Question], Point], grades: Sequence[Grade], met: Grade
) -> Answer:
    """Return the class of the ratio of growth rates; a target that is met needs no ratio."""
    try:
        base, last = base_of(question), latest(question)
        goal = _goal(question, base)
        found, required = _ends(base, last), _required(base, goal)
    except LackingError:
        if not is_met(question):
            raise
        return answered(met, yL=latest(question).value)
    ratio = _ratio(_rate(base, last, question.direction), required)
    found |= {"yT": goal.value, "T": goal.at, "cagr_required": required, "R": ratio}
    return answered(met if is_met(question) else graded(ratio, grades), ratio, **found)


def _required(base: Point, goal: Point) -> float:
    """Return the growth a year that is needed; raise LackingError where zero is to be reached."""
    if not goal.value:
        raise LackingError(Grounds.GROWTH_NEEDS_ONE_SIGN)
    return cagr(base, goal)


def _rate(base: Point, last: Point, direction: int) -> float:
    """Return the growth a year in the direction that is wanted; below zero sizes run against it."""
    return (-1 if base.value < 0 else 1) * direction * cagr(base, last)


def _ratio(rate: float, required: float) -> float:
    """Return the rate over the size of the one needed: infinite where none is.

    The size, not the rate: a base that is better than the target would turn the sign around.
    """
    if required:
        return rate / abs(required)
    return float("inf") if rate >= 0 else -float("inf")


def _eurostat_base(question: Question) -> Point:
    """Return the first point of the longest window that holds, or else the base that is given."""
    last = latest(question)
    for years, least in WINDOWS:
        inside = [point for point in question.series if last.at - point.at <= years + A_DAY]
        first = _unbroken(inside)[0]
        if last.at - first.at >= least - 1 - A_DAY:
            return first
    if question.base is not None and last.at - question.base.at >= WINDOWS[-1][1] - 1:
        return question.base
    raise LackingError(Grounds.TOO_FEW_YEARS)


def _unbroken(points: Sequence[Point]) -> Sequence[Point]:
    """Return the last points of which none is more than a year after the one before."""
    start = len(points) - 1
    while start > 0 and points[start].at - points[start - 1].at <= 1 + A_DAY:
        start -= 1
    return points[start:]


def _statcan_base(question: Question) -> Point:
    """Return the base of Statistics Canada; zero counts as a thousandth."""
    base = _base_from(question, before=False)
    return base if base.value else base._replace(value=TINY)


def _base_from(question: Question, *, before: bool) -> Point:
    """Return the base that is given, or that of 2015, or the next one; or else the last before."""
    if question.base is not None:
        return question.base
    later = [point for point in question.series if point.at >= BASE_YEAR]
    earlier = [point for point in question.series if point.at < BASE_YEAR]
    if before and len(later) < 2 and earlier:  # noqa: PLR2004 - growth needs two
        return earlier[-1]
    if not later:
        raise LackingError(Grounds.TOO_FEW_POINTS)
    return later[0]


def _goal(question: Question, base: Point) -> Point:
    """Return the target at its time; raise LackingError unless that is after the base."""
    by = needed(question.by, Grounds.NO_DEADLINE)
    if by <= base.at:
        raise LackingError(Grounds.DEADLINE_BEFORE_BASELINE)
    return Point(by, needed(question.target, Grounds.NO_TARGET))


def _up_to(points: Sequence[Point], end: float) -> tuple[Point, ...]:
    return tuple(point for point in points if point.at <= end)


def _ends(base: Point, last: Point) -> dict[str, float]:
    """Return two points and the growth a year between them, by their symbols."""
    growth = cagr(base, last)
    return {"t0": base.at, "y0": base.value, "tL": last.at, "yL": last.value, "cagr_actual": growth}
