"""The default: the share of the whole way that the pace reaches at the deadline (method.md 4.1)."""

from collections.abc import Sequence

from dashboard.methods.grading import (
    SLACK,
    Grade,
    LackingError,
    answered,
    graded,
    is_met,
    is_reached,
    latest,
    needed,
    sign,
    since_baseline,
)
from dashboard.methods.grounds import Grounds
from dashboard.methods.growth import carried, scaled, slope
from dashboard.methods.journey import Journey, numbers_of, way_of
from dashboard.methods.options import Growth, Options
from dashboard.methods.question import Answer, Point, Question, Status

TOO_EARLY, FEW = 0.10, 3
"""Below a tenth of the time, with fewer than three figures, no pace is worked out."""

A_YEAR = 1.0
"""Percent a year in the right direction that is on track where there is no target."""

ON_TRACK, AT_RISK, OFF_TRACK = "on_track", "at_risk", "off_track"
_MET = Grade("achieved", Status.ACHIEVED, Grounds.VALUE_MEETS_TARGET)
_HELD = Grade(ON_TRACK, Status.ON_TRACK, Grounds.HOLDING)
_MISSED = Grade("missed", Status.MISSED, Grounds.VALUE_MISSES_TARGET)


def projected_share(question: Question, options: Options) -> Answer:
    """Return the class of F = (where the pace leads at the deadline - y0) / (yT - y0)."""
    last = latest(question)
    if question.target is None:
        return _by_direction(question, options)
    if is_met(question, options.tolerance):
        met = _HELD if question.is_kept else _MET
        return answered(met, yL=last.value, yT=question.target)
    base = needed(question.base, Grounds.NO_BASELINE)
    began_met = is_reached(base.value, question.target, question.direction)
    if question.is_kept or began_met:
        return _breach(question, options, began_met=began_met)
    way = way_of(question)
    if way.elapsed >= 1:
        return answered(_MISSED, way.share, **numbers_of(way))
    points = since_baseline(question)
    if way.elapsed < TOO_EARLY and len(points) < FEW:
        raise LackingError(Grounds.TOO_EARLY)
    return _by_pace(way, points, options)


def _by_pace(way: Journey, points: Sequence[Point], options: Options) -> Answer:
    is_geometric = options.growth == Growth.GEOMETRIC
    scaled([Point(way.end, way.end_value)], options.growth)  # the target has to lie on it too
    rate = slope(scaled(points, options.growth), options.pace, options.window_years)
    leads_to = carried(way.latest_value, rate, way.end - way.latest, options.growth)
    whole = way.end_value - way.start_value
    share = (leads_to - way.start_value) / whole
    pace = (
        way.latest_value * (carried(1.0, rate, 1.0, options.growth) - 1) if is_geometric else rate
    )
    toward = sign(pace / whole, 1.0)
    cut = options.thresholds
    grades = (
        Grade(ON_TRACK, Status.ON_TRACK, Grounds.PROJECTED_SHARE, cut.on_track),
        Grade(AT_RISK, Status.AT_RISK, Grounds.PROJECTED_SHARE, cut.at_risk),
        Grade(OFF_TRACK, Status.OFF_TRACK, _why_off_track(way.share, toward)),
    )
    found = numbers_of(way) | {"v": pace, "y_proj": leads_to, "F": share}
    if is_geometric:
        return answered(graded(share, grades), share, **found, g=pace / way.latest_value)
    found["Q"] = (leads_to - way.latest_value) / way.gap
    finish = way.finish(pace)
    return answered(graded(share, grades), share, **found, **({"finish": finish} if finish else {}))


def _why_off_track(done: float, toward: int) -> Grounds:
    if done < -SLACK or toward < 0:
        return Grounds.MOVING_AWAY
    return Grounds.PROJECTED_SHARE if toward else Grounds.STALLED


def _breach(question: Question, options: Options, *, began_met: bool) -> Answer:
    """Return what a target that is to be kept, and is not met, comes to (method.md 4.1 step 4)."""
    points = since_baseline(question)
    target = needed(question.target, Grounds.NO_TARGET)
    found = {"y0": points[0].value, "yL": points[-1].value, "yT": target}
    if began_met:
        return answered(Grade(OFF_TRACK, Status.OFF_TRACK, Grounds.TARGET_LOST), **found)
    rate = slope(points, options.pace, options.window_years)
    is_better = sign(question.direction * rate, target - points[-1].value) > 0
    reason = Grounds.BREACH_IMPROVING if is_better else Grounds.BREACH_WORSENING
    return answered(Grade(OFF_TRACK, Status.OFF_TRACK, reason), **found, v=rate)


def _by_direction(question: Question, options: Options) -> Answer:
    """Return the class of the change a year in percent of the baseline (method.md 4.1 step 8)."""
    points = since_baseline(question)
    base = points[0]
    if not base.value:
        raise LackingError(Grounds.BASELINE_IS_ZERO)
    rate = slope(points, options.pace, options.window_years)
    percent = 100 * question.direction * rate / abs(base.value)
    slow = Grounds.SLOW if sign(percent, 1) else Grounds.STALLED
    grades = (
        Grade(ON_TRACK, Status.ON_TRACK, Grounds.IMPROVING, A_YEAR),
        Grade(AT_RISK, Status.AT_RISK, slow, 0.0),
        Grade(OFF_TRACK, Status.OFF_TRACK, Grounds.MOVING_AWAY),
    )
    found = {"y0": base.value, "yL": points[-1].value, "v": rate, "g": percent / 100}
    return answered(graded(percent, grades), percent, **found)
