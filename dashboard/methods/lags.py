"""How long after one area another did the same: days, as exact as the two dates allow."""

from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Span(NamedTuple):
    """When something began: the first and the last day that it may have been."""

    first: date
    last: date
    already: bool = False
    """it was found in place on that day, and may have begun long before"""


class Bound(StrEnum):
    """What a number of days between two beginnings is worth."""

    BETWEEN = "between"
    AT_MOST = "at-most"
    AT_LEAST = "at-least"
    REPORTS = "reports"


class Lag(NamedTuple):
    """The days from the leader's beginning to the follower's, at least and at most."""

    low: int
    high: int
    bound: Bound
    """`reports` where neither beginning is known: the days lie between two reports"""

    @property
    def is_apart(self) -> bool:
        """Return whether the two dates tell which came first; partial ones may overlap."""
        return self.low > 0


def lag(leader: Span, follower: Span) -> Lag:
    """Return the lag between two beginnings, in days; a partial date makes it a range.

    Where the follower was found in place already it began no later, and the days are a most;
    where the leader was, they are a least; where both were, they lie between the reports only.
    """
    bounds = {
        (False, False): Bound.BETWEEN,
        (False, True): Bound.AT_MOST,
        (True, False): Bound.AT_LEAST,
        (True, True): Bound.REPORTS,
    }
    return Lag(
        (follower.first - leader.last).days,
        (follower.last - leader.first).days,
        bounds[leader.already, follower.already],
    )
