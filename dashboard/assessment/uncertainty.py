"""How much can be said of where a pace leads, by the number of figures (method.md 4.5)."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from dashboard.methods import Growth, Options, Point, Status, Thresholds
from dashboard.methods.grading import SLACK
from dashboard.methods.journey import Journey
from dashboard.methods.trend import Drift, Interval, Slope, Trend, drift, mann_kendall, theil_sen

LEVEL, WIDE = 0.80, 0.95
"""The interval that decides about `borderline`, and the one that is added for ten figures."""
PAST = 2.0
"""The past pace that the needed one is held against is that of the last two years."""
_RANGE, _INTERVAL, _FULL = 3, 5, 10
_CLASSES = (Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK)
"""What a projected share can give, worst first: a line lies between each and the next."""
_MOST = 700.0
"""The largest logarithm whose number is still a float."""


class Ground(StrEnum):
    """What so many figures since the baseline, itself among them, allow to be said."""

    INDICATIVE = "indicative"
    """two: one number, and that it is only indicative"""
    RANGE = "range"
    """three or four: where the whole pace leads, and where the newest change does"""
    INTERVAL = "interval"
    """five to nine: an interval of 80 %, the chance, and whether there is a trend at all"""
    FULL = "full"
    """ten or more: also 95 %, and a slope that outliers do not move"""


class Past(NamedTuple):
    """The pace of late: the average change a year over the last so many years."""

    pace: float
    years: float


@dataclass(frozen=True, slots=True)
class Uncertainty:
    """How sure the projected share is. It never changes a status."""

    points: tuple[Point, ...]
    """the baseline and the figures after it"""
    way: Journey
    options: Options
    """of the method: its thresholds and its growth"""
    ground: Ground
    past: Past
    shares: Interval | None
    """F between its worst and its best: the range, or the interval of 80 %"""
    best: Status
    worst: Status
    """the classes of the two ends, and of the one number where there is no more"""
    walk: Drift | None
    """from five figures on; of logarithms where growth is geometric"""
    possible: Interval
    """what the values cannot leave: below 0 where none ever was, above a natural limit"""

    @property
    def crossed(self) -> int:
        """Return how many lines between two statuses the interval of 80 % crosses, up to two."""
        if self.walk is None:
            return 0
        return _CLASSES.index(self.best) - _CLASSES.index(self.worst)

    @property
    def is_borderline(self) -> bool:
        """Return whether the interval of 80 % crosses one line; across both little is certain."""
        return self.crossed == 1

    @property
    def required(self) -> float:
        """Return the change a year that is needed from the latest figure on."""
        needed = self.way.required
        assert needed is not None  # noqa: S101 - there is no uncertainty after the deadline
        return needed

    @property
    def chance(self) -> float | None:
        """Return the probability of reaching the target at the deadline, from 0 to 1."""
        if self.walk is None:
            return None
        direction = 1 if self.way.end_value > self.way.start_value else -1
        target = _scaled(self.way.end_value, self.options.growth)
        return self.walk.at(self.way.end).chance(target, direction)

    def values(self, time: float, level: float = LEVEL) -> Interval | None:
        """Return between what the value lies at a time in years after the latest figure."""
        if self.walk is None or (level > LEVEL and self.ground != Ground.FULL):
            return None
        return _values(self.walk, time, level, self.options.growth, self.possible)

    @property
    def trend(self) -> Trend | None:
        """Return the test for a trend (Mann and Kendall); fewer than five figures have none."""
        if self.walk is None:
            return None
        return mann_kendall([point.value for point in self.points])

    @property
    def slope(self) -> Slope | None:
        """Return the median slope with its interval of 95 %, from ten figures on."""
        return theil_sen(self.points, WIDE) if self.ground == Ground.FULL else None


def uncertainty(
    points: Sequence[Point],
    way: Journey,
    options: Options | None = None,
    limit: float | None = None,
) -> Uncertainty | None:
    """Return how sure a projected share is, or None after the deadline or with one figure.

    `points` are the baseline and the figures after it, in order of time in years; the last is
    the latest of `way`, and of two at one time the later counts. The drift is that since the
    baseline, so that its middle is the default method's own projection. Figures at unequal
    distances count by their distance (`Drift`). Geometric growth is a drift of logarithms, and
    needs values above 0. An interval ends at 0 where neither a figure nor the target lies below,
    and at the natural limit. It covers the past going on, no change of policy.
    """
    chosen = options or Options()
    points = _apart(points)
    if len(points) < _RANGE - 1 or way.end <= way.latest:
        return None
    lowest = min(way.end_value, *(value for _, value in points))
    if chosen.growth == Growth.GEOMETRIC and lowest <= 0:
        return None
    ground = _ground(len(points))
    walk = None
    if len(points) >= _INTERVAL:
        walk = drift(_scaled_points(points, chosen.growth))
    floor = 0.0 if lowest >= 0 else -math.inf
    possible = Interval(floor, math.inf if limit is None else limit)
    shares = _shares(points, way, walk, chosen.growth, possible)
    ends = shares or Interval(way.projected, way.projected)
    return Uncertainty(
        points=points,
        way=way,
        options=chosen,
        ground=ground,
        past=_past(points),
        shares=shares,
        best=class_of(ends.high, chosen.thresholds),
        worst=class_of(ends.low, chosen.thresholds),
        walk=walk,
        possible=possible,
    )


def _apart(points: Sequence[Point]) -> tuple[Point, ...]:
    """Return the last of the points at each time."""
    found = {point.at: point for point in points}
    return tuple(points if len(found) == len(points) else found.values())


def class_of(share: float, cut: Thresholds) -> Status:
    """Return the status that a projected share by itself would give."""
    if share >= cut.on_track - SLACK:
        return Status.ON_TRACK
    return Status.AT_RISK if share >= cut.at_risk - SLACK else Status.OFF_TRACK


class Scenario(NamedTuple):
    """Where another pace from the latest figure on would lead."""

    pace: float
    value: float
    """at the deadline"""
    share: float
    """of the whole way, at the deadline"""
    status: Status
    """what the projected share would give; nothing is stored or judged by it"""
    reached: float | None
    """the time in years at which the target would be reached, None if not by this pace"""


def scenario(found: Uncertainty, pace: float) -> Scenario:
    """Return where a pace a year leads, from the latest figure in a straight line."""
    way = found.way
    value = way.latest_value + pace * (way.end - way.latest)
    share = (value - way.start_value) / (way.end_value - way.start_value)
    left = way.end_value - way.latest_value
    reached = way.latest + left / pace if left * pace > 0 else None
    return Scenario(pace, value, share, class_of(share, found.options.thresholds), reached)


def _ground(count: int) -> Ground:
    if count >= _FULL:
        return Ground.FULL
    if count >= _INTERVAL:
        return Ground.INTERVAL
    return Ground.RANGE if count >= _RANGE else Ground.INDICATIVE


def _shares(
    points: Sequence[Point],
    way: Journey,
    walk: Drift | None,
    growth: Growth,
    possible: Interval,
) -> Interval | None:
    """Return F at the worst and at the best that can be said."""
    if walk is not None:
        ends = _values(walk, way.end, LEVEL, growth, possible)
    elif len(points) >= _RANGE:
        ahead = way.end - way.latest
        ends = _within(
            way.latest_value + ahead * _pace(points[0], points[-1]),
            way.latest_value + ahead * _pace(points[-2], points[-1]),
            possible,
        )
    else:
        return None
    whole = way.end_value - way.start_value
    low, high = sorted((value - way.start_value) / whole for value in ends)
    return Interval(low, high)


def _values(walk: Drift, time: float, level: float, growth: Growth, possible: Interval) -> Interval:
    low, high = walk.at(time).interval(level)
    if growth == Growth.GEOMETRIC:
        low, high = math.exp(min(low, _MOST)), math.exp(min(high, _MOST))
    return _within(low, high, possible)


def _within(one: float, other: float, possible: Interval) -> Interval:
    low, high = (min(max(end, possible.low), possible.high) for end in sorted((one, other)))
    return Interval(low, high)


def _scaled(value: float, growth: Growth) -> float:
    return math.log(value) if growth == Growth.GEOMETRIC else value


def _scaled_points(points: Sequence[Point], growth: Growth) -> Sequence[Point]:
    if growth == Growth.LINEAR:
        return points
    return [Point(at, math.log(value)) for at, value in points]


def _past(points: Sequence[Point]) -> Past:
    """Return the pace since the newest figure that is two years old, or else since the first."""
    last = points[-1]
    before = next(
        (point for point in reversed(points[:-1]) if point.at <= last.at - PAST + SLACK), points[0]
    )
    return Past(_pace(before, last), last.at - before.at)


def _pace(before: Point, after: Point) -> float:
    return (after.value - before.value) / (after.at - before.at)
