"""How far, how fast, and where that leads: the formulas of method.md 1 and 4.1."""

from dataclasses import dataclass

MONTHS = 12


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


def gap_to_range(value: float, low: float, high: float) -> float:
    """Return how far a value lies outside a range, 0 inside (method.md 4.4)."""
    return max(low - value, value - high, 0.0)
