"""How far, how fast, and where that leads: the formulas of method.md 1 and 4.1."""

from dataclasses import dataclass

from dashboard.methods.grading import LackingError, latest, needed, sign
from dashboard.methods.grounds import Grounds
from dashboard.methods.question import Question

FAR = 2
"""Whole times after the deadline up to which a finish is in sight."""


@dataclass(frozen=True, slots=True)
class Journey:
    """The way from a baseline to a target and the latest point on it.

    Times are years (whole for bare years), values are in the indicator's unit.
    """

    start: float
    start_value: float
    end: float
    end_value: float
    latest: float
    latest_value: float

    @property
    def elapsed(self) -> float:
        """Return the share of time that had passed at the latest figure (tau)."""
        return (self.latest - self.start) / (self.end - self.start)

    @property
    def share(self) -> float:
        """Return the share of the way that was done at the latest figure (P)."""
        return (self.latest_value - self.start_value) / (self.end_value - self.start_value)

    @property
    def pace(self) -> float:
        """Return the average change a year since the baseline (v)."""
        return (self.latest_value - self.start_value) / (self.latest - self.start)

    @property
    def required(self) -> float | None:
        """Return the change a year that is needed from now on (r), none at the end."""
        left = self.end - self.latest
        return (self.end_value - self.latest_value) / left if left > 0 else None

    @property
    def projected(self) -> float:
        """Return the share of the way that the pace reaches at the end (F = P / tau)."""
        return self.share + self.pace * (self.end - self.latest) / (
            self.end_value - self.start_value
        )

    @property
    def planned(self) -> float:
        """Return the value that a straight plan asks for at the latest figure's time."""
        way = min(max(self.elapsed, 0.0), 1.0)
        return self.start_value + way * (self.end_value - self.start_value)

    @property
    def lag(self) -> float:
        """Return how far the work is behind the time, in percentage points: 100 (tau - P)."""
        return 100 * (self.elapsed - self.share)

    @property
    def gap(self) -> float:
        """Return what is left to the target, with its sign, in the indicator's unit."""
        return self.end_value - self.latest_value

    def finish(self, pace: float) -> float | None:
        """Return the year in which a pace a year reaches the target.

        None where it never does, or not in sight: later than twice the whole time after the end
        (method.md 1).
        """
        if pace * self.gap <= 0:
            return None
        year = self.latest + self.gap / pace
        return year if year <= self.end + FAR * (self.end - self.start) else None


def gap_to_range(value: float, low: float, high: float) -> float:
    """Return how far a value lies outside a range, 0 inside (method.md 4.4)."""
    return max(low - value, value - high, 0.0)


def way_of(question: Question) -> Journey:
    """Return the way of a question; raise LackingError where one of its ends is missing."""
    last = latest(question)
    base = needed(question.base, Grounds.NO_BASELINE)
    target = needed(question.target, Grounds.NO_TARGET)
    by = needed(question.by, Grounds.NO_DEADLINE)
    if by <= base.at:
        raise LackingError(Grounds.DEADLINE_BEFORE_BASELINE)
    if last.at <= base.at:
        raise LackingError(Grounds.TOO_EARLY)
    if not sign(target - base.value, max(abs(target), abs(base.value))):
        raise LackingError(Grounds.NOTHING_TO_GO)
    return Journey(base.at, base.value, by, target, last.at, last.value)


def numbers_of(way: Journey) -> dict[str, float]:
    """Return the numbers of a way by their symbols (method.md 1)."""
    found = {
        "t0": way.start,
        "y0": way.start_value,
        "T": way.end,
        "yT": way.end_value,
        "tL": way.latest,
        "yL": way.latest_value,
        "tau": way.elapsed,
        "P": way.share,
        "lag": way.lag,
        "v": way.pace,
        "planned": way.planned,
        "gap": way.gap,
    }
    return found | ({"r": way.required} if way.required is not None else {})
