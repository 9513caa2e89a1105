"""The symbols of the German Sustainable Development Strategy (Destatis; method.md 2g)."""

from dashboard.methods.grading import (
    OVER,
    Grade,
    LackingError,
    answered,
    graded,
    is_met,
    latest,
    needed,
    sign,
)
from dashboard.methods.grounds import Grounds
from dashboard.methods.growth import LAST_POINTS
from dashboard.methods.options import Options
from dashboard.methods.question import Answer, Question, Status

LEAST = 4
"""With fewer points there is no symbol."""

_SUN = Grade("sun", Status.ON_TRACK, Grounds.SHARE_OF_GAP, 0.95 + OVER)
_PARTLY = Grade("partly_cloudy", Status.AT_RISK, Grounds.SHARE_OF_GAP, 0.80)
_CLOUD = Grade("cloud", Status.OFF_TRACK, Grounds.SHARE_OF_GAP)
_STORM = Grade("thunderstorm", Status.OFF_TRACK, Grounds.MOVING_AWAY)

_HELD = _SUN._replace(status=Status.ACHIEVED, reason=Grounds.VALUE_MEETS_TARGET)
_HELD_BUT_ADVERSE = _PARTLY._replace(reason=Grounds.MET_BUT_ADVERSE)
_BETTERING = _CLOUD._replace(reason=Grounds.BREACH_IMPROVING)
_WORSENING = _STORM._replace(reason=Grounds.BREACH_WORSENING)

_BY_DIRECTIONS = {
    (True, True): _SUN._replace(reason=Grounds.DIRECTIONS),
    (True, False): _PARTLY._replace(reason=Grounds.DIRECTIONS),
    (False, True): _CLOUD._replace(reason=Grounds.DIRECTIONS),
    (False, False): _STORM,
}
"""By whether the mean change and the last one are in the right direction."""


def destatis(question: Question, options: Options) -> Answer:  # noqa: ARG001 - a published rule
    """Return the symbol of the part of what is left that the mean change of five years closes.

    Where a target is met or to be kept, and where there is none, signs decide and there is no
    ratio. The ratio is the share by which the target will be missed.
    """
    last = latest(question)
    points = question.series[-LAST_POINTS:]
    if len(points) < LEAST:
        raise LackingError(Grounds.TOO_FEW_POINTS)
    mean = (last.value - points[0].value) / (last.at - points[0].at)
    change = last.value - points[-2].value
    scale = max(abs(point.value) for point in points)
    trend = question.direction * sign(mean, scale)
    found = {"t0": points[0].at, "y0": points[0].value, "tL": last.at, "yL": last.value, "m": mean}
    if question.target is None:
        turn = question.direction * sign(change, scale)
        return answered(_BY_DIRECTIONS[trend > 0, turn > 0], **found, change=change)
    found["yT"] = question.target
    if is_met(question):
        return answered(_HELD_BUT_ADVERSE if trend < 0 else _HELD, **found)
    if question.is_kept:
        return answered(_BETTERING if trend > 0 else _WORSENING, **found)
    by = needed(question.by, Grounds.NO_DEADLINE)
    leads_to = last.value + mean * (by - last.at)
    found |= {"T": by, "y_proj": leads_to}
    if trend <= 0:
        return answered(_STORM, **found)
    closed = (leads_to - last.value) / (question.target - last.value)
    found["Q"] = closed
    return answered(graded(closed, (_SUN, _PARTLY, _CLOUD)), 1 - closed, **found)
