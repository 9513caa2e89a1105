"""The SDG Index of the SDSN: score, colour, trend, and the colour of a goal (method.md 2c)."""

from collections.abc import Sequence
from dataclasses import replace

from dashboard.methods.grading import (
    Grade,
    LackingError,
    answered,
    graded,
    is_met,
    is_reached,
    latest,
    needed,
)
from dashboard.methods.grounds import Grounds
from dashboard.methods.options import Options
from dashboard.methods.question import Answer, Bounds, Point, Question, Status

END = 2030.0
FULL = 100.0

_GREEN = Grade("green", Status.ON_TRACK, Grounds.SCORE, 2.0)
_YELLOW = Grade("yellow", Status.AT_RISK, Grounds.SCORE, 1.5)
_ORANGE = Grade("orange", Status.OFF_TRACK, Grounds.SCORE, 1.0)
_RED = Grade("red", Status.OFF_TRACK, Grounds.SCORE)
_COLOURS = (_GREEN, _YELLOW, _ORANGE, _RED)

_STEADY = Grade("on_track_or_maintaining", Status.ON_TRACK, Grounds.GROWTH_RATIO, 1.0)
_TRENDS = (
    _STEADY,
    Grade("moderately_improving", Status.AT_RISK, Grounds.GROWTH_RATIO, 0.5),
    Grade("stagnating", Status.OFF_TRACK, Grounds.SLOW, 0.0),
    Grade("decreasing", Status.OFF_TRACK, Grounds.MOVING_AWAY),
)


def sdsn(question: Question, options: Options) -> Answer:  # noqa: ARG001 - a published rule
    """Return the colour of the newest value and its score from 0 to 100."""
    bounds, last = needed(question.bounds, Grounds.NO_BOUNDS), latest(question)
    whole = score(last.value, bounds)
    grade = _colour(last.value, bounds)
    if grade is _GREEN and is_met(question):
        grade = _GREEN._replace(status=Status.ACHIEVED, reason=Grounds.VALUE_MEETS_TARGET)
    found = {"yL": last.value, "tL": last.at, **bounds._asdict(), "midpoint": midpoint(bounds)}
    return replace(answered(grade, whole, **found), score=min(max(whole, 0.0), FULL))


def score(value: float, bounds: Bounds) -> float:
    """Return where a value lies from the lower bound (0) to the optimum (100), not clipped."""
    if bounds.optimum == bounds.lower:
        raise LackingError(Grounds.BOUNDS_EQUAL)
    return FULL * (value - bounds.lower) / (bounds.optimum - bounds.lower)


def midpoint(bounds: Bounds) -> float:
    """Return the threshold between yellow and orange."""
    return (bounds.green + bounds.red) / 2


def rescaled(value: float, bounds: Bounds) -> float:
    """Return a value on the scale of colours: 0 to 1 red, 1.5 orange, 2 yellow, 3 green.

    Straight within each colour, from the lower bound to the optimum, and clipped to it.
    """
    ladder = (bounds.lower, bounds.red, midpoint(bounds), bounds.green, bounds.optimum)
    heights = (0.0, _ORANGE.floor, _YELLOW.floor, _GREEN.floor, 3.0)
    step = _COLOURS[::-1].index(_colour(value, bounds))
    low, high = ladder[step], ladder[step + 1]
    way = 1.0 if low == high else min(max((value - low) / (high - low), 0.0), 1.0)
    return heights[step] + way * (heights[step + 1] - heights[step])


def goal_colour(items: Sequence[tuple[float, Bounds]]) -> Answer:
    """Return the colour of a goal: by the mean of its two worst indicators, rescaled.

    Green only where all are, red only where both are. The score is the mean of the indicators'.
    Raise LackingError where there is no indicator.
    """
    if not items:
        raise LackingError(Grounds.NO_OBSERVATIONS)
    heights = sorted(rescaled(value, bounds) for value, bounds in items)
    colours = [_colour(value, bounds) for value, bounds in items]
    scores = [min(max(score(value, bounds), 0.0), FULL) for value, bounds in items]
    mean = sum(scores) / len(scores)
    return replace(goal_grade(heights, is_green=set(colours) == {_GREEN}), score=mean)


def goal_grade(heights: Sequence[float], *, is_green: bool) -> Answer:
    """Return the colour of indicators on the scale of colours, worst first."""
    worst = sorted(heights)[:2]
    mean = sum(worst) / len(worst)
    grade = graded(mean, _COLOURS)._replace(reason=Grounds.TWO_WORST)
    if grade.word == _GREEN.word and not is_green:
        grade = _YELLOW._replace(reason=Grounds.NOT_ALL_GREEN)
    if grade.word == _RED.word and graded(worst[-1], _COLOURS) is not _RED:
        grade = _ORANGE._replace(reason=Grounds.NOT_BOTH_RED)
    return answered(grade, mean, n=float(len(heights)))


def trend(points: Sequence[Point], bounds: Bounds, end: float = END) -> Answer:
    """Return the trend of a score over a window: its change a year against the one needed.

    Raise LackingError with fewer than two points, or none before the end.
    """
    if len(points) < 2 or points[0].at >= min(points[-1].at, end):  # noqa: PLR2004 - a change
        raise LackingError(Grounds.TOO_FEW_POINTS)
    (start, first), (now, last) = (
        (point.at, score(point.value, bounds)) for point in (points[0], points[-1])
    )
    green = score(bounds.green, bounds)
    rate, wanted = (last - first) / (now - start), (green - first) / (end - start)
    found = {"n0": first, "n1": last, "t0": start, "tL": now, "green": green}
    found |= {"rate": rate, "needed": wanted}
    ratio = rate / wanted if wanted > 0 else None
    if is_reached(last, green, 1):
        steady = _STEADY._replace(reason=Grounds.VALUE_MEETS_TARGET)
        return answered(steady, ratio, **found)
    if ratio is None:
        return answered(_TRENDS[-1], **found)
    return answered(graded(ratio, _TRENDS), ratio, **found)


def _colour(value: float, bounds: Bounds) -> Grade:
    """Return the colour of a value; each threshold belongs to the better side."""
    side = 1 if bounds.optimum > bounds.lower else -1
    floors = (bounds.green, midpoint(bounds), bounds.red)
    reached = (
        grade
        for grade, floor in zip(_COLOURS, floors, strict=False)
        if is_reached(value, floor, side)
    )
    return next(reached, _RED)
