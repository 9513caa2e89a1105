"""How far one place is behind another: as an amount, as a ratio, and in years.

The time distance is Sicherl's S-time-distance: how many years earlier the leader stood where the
follower stands now (P. Sicherl, "Time distance: a missing perspective in comparative analysis",
1973 and later). The drift of a gap is that of method.md 2j, and the fewest figures are those
that 4.5 asks for an interval.
"""

import math
from collections.abc import Sequence
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from dashboard.methods.question import Point
from dashboard.methods.trend import Interval, drift, mann_kendall, quantile

FEWEST = 5
"""Years that both have, below which no pace of a gap is carried on (method.md 4.5)."""
LEVEL = 0.80
"""The interval within which a pace must close a gap, and the level of the test for a direction."""
FLAT = 0.01
"""A gap that changed by less than this share of itself has not changed."""
NEAR = 1.01
"""Years between figures with no year missing between them."""


class Level(NamedTuple):
    """One figure of one place at a time in years, with what it proves."""

    at: float
    value: float | None
    """None for a bound, which is no estimate"""
    low: float | None
    high: float | None
    """None where a side is not known"""


class Gap(NamedTuple):
    """The figures of the leader and of the follower for one time in years."""

    at: float
    leader: float
    follower: float

    def difference(self, direction: int = 1) -> float:
        """Return by how much the leader is ahead; negative where the other was."""
        return direction * (self.leader - self.follower)

    def ratio(self, direction: int = 1) -> float:
        """Return how many times one is the other, above 1 where the leader is ahead.

        ZeroDivisionError where the smaller is zero.
        """
        if direction > 0:
            return self.leader / self.follower
        return self.follower / self.leader


class Course(StrEnum):
    """Where a gap has gone."""

    CLOSING = "closing"
    OPENING = "opening"
    SAME = "same"
    MIXED = "mixed"
    """to and fro: the first and the last would tell what the years between deny"""


def course(sizes: Sequence[float]) -> Course | None:
    """Return where the sizes of a gap, in order of time, have gone; None with fewer than two.

    With four or fewer every step must go the same way; from five on the exact test of Kendall
    must find an order at 80 %. Steps below one percent count as none.
    """
    if len(sizes) < 2:  # noqa: PLR2004 - a change needs two
        return None
    steps = [_step(before, after) for before, after in pairwise(sizes)]
    if not any(steps) and not _step(sizes[0], sizes[-1]):
        return Course.SAME
    if len(sizes) >= FEWEST:
        test = mann_kendall(sizes)
        if test.p > 1 - LEVEL or not test.s:
            return Course.MIXED
        return Course.OPENING if test.s > 0 else Course.CLOSING
    if min(steps) < 0 < max(steps):
        return Course.MIXED
    return Course.OPENING if sizes[-1] > sizes[0] else Course.CLOSING


def _step(before: float, after: float) -> int:
    if abs(after - before) <= FLAT * max(abs(before), abs(after)):
        return 0
    return 1 if after > before else -1


class TimeDistance(NamedTuple):
    """How many years earlier the leader stood where the follower stands now."""

    years: float | None
    """by a straight line between two known figures; None where one of them is only a bound"""
    low: float
    """at least so many years: by then the leader had passed the level for good"""
    high: float | None
    """at most so many: the leader was still short of it; None if its series starts above"""
    before: Level | None
    after: Level
    """the leader's figures on either side"""

    @property
    def is_bound(self) -> bool:
        """Return whether the leader's series does not reach back to the level."""
        return self.high is None

    @property
    def is_near(self) -> bool:
        """Return whether it lies between figures of neighbouring years, so that a line may tell."""
        return self.years is not None and self.high is not None and self.high - self.low <= NEAR


def time_distance(
    leader: Sequence[Level], follower: Level, direction: int = 1
) -> TimeDistance | None:
    """Return the S-time-distance of a follower's newest figure; None where none is proved.

    `leader` is in order of time; `direction` is +1 where more is ahead, -1 where less is. The
    leader passed the level between the last figure that is surely short of it and the first from
    which on all are surely past it: these two years bound the distance, whatever the path between
    them and within whatever an approximate figure or a bound leaves open. A leader that fell back
    is taken at its last passage. Between yearly figures a straight line gives the number itself.
    """
    after = None
    for level in reversed(leader):
        if not _is_past(level, follower, direction):
            break
        after = level
    if after is None or after.at > follower.at:
        return None
    short = [
        level
        for level in leader
        if level.at < after.at and _is_past(follower, level, direction, strictly=True)
    ]
    before = short[-1] if short else None
    low = follower.at - after.at
    if before is None:
        return TimeDistance(None, low, None, None, after) if low > 0 else None
    years = None
    at = _crossing(leader, before.at, after.at, follower.value, direction)
    if at is not None:
        years = follower.at - at
    return TimeDistance(years, low, follower.at - before.at, before, after)


def _is_past(one: Level, other: Level, direction: int, *, strictly: bool = False) -> bool:
    """Return whether one figure is proved to be as far as another, or farther."""
    near, far = (one.low, other.high) if direction > 0 else (one.high, other.low)
    if near is None or far is None:
        return False
    ahead = direction * (near - far)
    return ahead > 0 if strictly else ahead >= 0


def _crossing(
    leader: Sequence[Level], start: float, end: float, value: float | None, direction: int
) -> float | None:
    """Return when the straight lines between known figures last passed a value."""
    if value is None:
        return None
    known = [
        (level.at, direction * level.value)
        for level in leader
        if start <= level.at <= end and level.value is not None
    ]
    goal = direction * value
    for (left, low), (right, high) in reversed(list(pairwise(known))):
        if low < goal <= high:
            return left + (goal - low) / (high - low) * (right - left)
    return None


class Parity(NamedTuple):
    """In how many years after the newest gap it is closed, if its past pace goes on."""

    by_amount: float
    """at the mean change of the difference a year"""
    by_rate: float | None
    """at the mean change of the ratio a year; None where no ratio makes sense"""
    low: float
    high: float
    """the whole width of the intervals of 80 % of either pace"""


class NoParity(StrEnum):
    """Why no years to parity are said."""

    FEW = "few"
    """fewer years in common than an interval needs"""
    APART = "apart"
    """neither the difference nor the ratio falls"""
    DISAGREE = "disagree"
    """one of them falls, the other does not"""
    UNSURE = "unsure"
    """both fall, but an interval of 80 % of a pace also allows that they do not"""


def closing_time(size: float, pace: float) -> float | None:
    """Return in how many years a pace a year takes a size to nothing; None if it does not.

    For a ratio both are logarithms: a ratio of 1.41 against a growth that is faster by 0.5 %
    is closed in log(1.41) / log(1.005) = 68.9 years.
    """
    return size / -pace if pace < 0 else None


def parity(gaps: Sequence[Gap], direction: int = 1, *, has_ratio: bool = True) -> Parity | NoParity:
    """Return the years to parity, or why they are not said; gaps in order of time.

    Said only where difference and ratio both fall, each with its whole interval of 80 %
    (a random walk with drift, Student's t), over at least five years in common.
    """
    if len(gaps) < FEWEST:
        return NoParity.FEW
    paces = [[Point(gap.at, gap.difference(direction)) for gap in gaps]]
    if has_ratio:
        paces.append([Point(gap.at, math.log(gap.ratio(direction))) for gap in gaps])
    times = [_closing(points) for points in paces]
    if all(found is None for found in times):
        return NoParity.APART
    if any(found is None for found in times):
        return NoParity.DISAGREE
    means = [found[0] for found in times if found]
    ends = [found[1] for found in times if found]
    if any(end is None for end in ends):
        return NoParity.UNSURE
    spans = [end for end in ends if end]
    return Parity(
        means[0],
        means[1] if has_ratio else None,
        min(span.low for span in spans),
        max(span.high for span in spans),
    )


def _closing(points: Sequence[Point]) -> tuple[float, Interval | None] | None:
    """Return when a walk reaches zero and the interval of that time; None where it does not."""
    walk = drift(points)
    assert walk is not None  # noqa: S101 - there are five or more
    mean = closing_time(walk.last.value, walk.rate)
    if mean is None:
        return None
    half = quantile(walk.df, LEVEL) * walk.sigma / math.sqrt(walk.span)
    soon = closing_time(walk.last.value, walk.rate - half)
    late = closing_time(walk.last.value, walk.rate + half)
    return mean, Interval(soon, late) if soon is not None and late is not None else None
