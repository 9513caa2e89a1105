"""Two published measures that judge no single series: ESCAP's indices and the OECD's distance.

Sources: method.md 2d and 2e.
"""

from typing import NamedTuple

from dashboard.methods.grading import SLACK
from dashboard.methods.question import Point

MAINTAIN, REVERSE = 0.10, 1.0
"""Gaps up to the first are as good as met; beyond the second they grow."""


class Index(NamedTuple):
    """How far a region has come, beside how far it should be."""

    share: float
    expected: float


def current_status(base: Point, last: Point, target: Point) -> Index:
    """Return the part of the needed distance that is made, and that of the time that has passed.

    ZeroDivisionError where base and target are at one value or one time.
    """
    return Index(
        (last.value - base.value) / (target.value - base.value),
        (last.at - base.at) / (target.at - base.at),
    )


def anticipated_gap(base: float, predicted: float, target: float) -> float:
    """Return what will be missing at the end as a part of the whole way: 1 - F, not below 0.

    ZeroDivisionError where base and target are one.
    """
    return max(0.0, (target - predicted) / (target - base))


def anticipated_class(gap: float) -> str:
    """Return what ESCAP calls a gap: maintain, accelerate or reverse."""
    if gap <= MAINTAIN + SLACK:
        return "maintain"
    return "accelerate" if gap <= REVERSE + SLACK else "reverse"


def oecd_distance(value: float, target: float, direction: int, deviation: float) -> float:
    """Return how many standard deviations of the peers a value is short of its target, or 0.

    ZeroDivisionError where the peers do not differ.
    """
    return max(0.0, direction * (target - value)) / deviation


def cap_rates(cap: float, actual: float) -> tuple[float, float]:
    """Return the two rates by which Chinese offices show a cap: 2 - actual/plan, and plan/actual.

    For show only: no status rests on them (method.md 2k). ZeroDivisionError for a zero.
    """
    return 2 - actual / cap, cap / actual
