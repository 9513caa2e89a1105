"""Who leads whom in one indicator, whether the gap closes, and how many years lie between."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dashboard.frames.amounts import is_exact
from dashboard.frames.compare import Lens
from dashboard.frames.figures import Point
from dashboard.methods.gaps import (
    Course,
    Gap,
    Level,
    NoParity,
    Parity,
    TimeDistance,
    course,
    parity,
    time_distance,
)
from dashboard.model import Area, Nature
from dashboard.model.sources import Better
from dashboard.values import Relation, parse_period

_BOTH = 2
MOST = 0.8
"""The share of the areas with figures that makes a period the one in which somebody leads."""
ABOUT = 0.05
"""An approximate figure is taken to be right within this share, as where sources differ."""


@dataclass(frozen=True, slots=True)
class Pursuit:
    """One area behind the leader of an indicator."""

    leader: Area
    follower: Area
    direction: int
    """+1 where more is ahead, -1 where less is"""
    pairs: tuple[tuple[Point, Point], ...]
    """the exact whole figures of both for the same periods, the leader's first; of one era"""
    has_ratio: bool
    distance: TimeDistance | None
    level: Point | None
    """the follower's newest figure, which the leader had so many years earlier"""
    before: Point | None
    after: Point | None
    """the leader's figures on either side of that level"""

    @property
    def gaps(self) -> tuple[Gap, ...]:
        """Return the gap of every period that both have, in order of time."""
        return tuple(Gap(one.x, one.value, other.value) for one, other in self.pairs)

    @property
    def differences(self) -> tuple[float, ...]:
        """Return by how much the leader was ahead in each of them."""
        return tuple(gap.difference(self.direction) for gap in self.gaps)

    @property
    def ratios(self) -> tuple[float, ...]:
        """Return how many times one was the other; empty where no ratio makes sense."""
        return tuple(gap.ratio(self.direction) for gap in self.gaps) if self.has_ratio else ()

    @property
    def difference_course(self) -> Course | None:
        """Return where the difference has gone; None with fewer than two periods."""
        return course(self.differences)

    @property
    def ratio_course(self) -> Course | None:
        """Return where the ratio has gone; None with fewer than two, or without a ratio."""
        return course(self.ratios)

    @property
    def closes(self) -> bool | None:
        """Return whether the gap closes, however it is taken; None where not all agree."""
        found = {self.difference_course, self.ratio_course} - {None}
        if found == {Course.CLOSING}:
            return True
        return False if found == {Course.OPENING} else None

    @property
    def parity(self) -> Parity | NoParity:
        """Return the years to parity after the newest common period, or why they are not said."""
        return parity(self.gaps, self.direction, has_ratio=self.has_ratio)

    @property
    def changed_lead(self) -> bool:
        """Return whether the one that is behind now was ahead in an earlier period."""
        return any(difference < 0 for difference in self.differences)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of all figures that it rests on."""
        points = [point for pair in reversed(self.pairs) for point in pair]
        points += [point for point in (self.level, self.after, self.before) if point]
        return tuple(dict.fromkeys(source for point in points for source in point.sources))


@dataclass(frozen=True, slots=True)
class Chase:
    """The leader of an indicator against each of the others, or why nobody is said to lead."""

    lens: Lens
    pursuits: tuple[Pursuit, ...] = ()
    """in the catalog's order"""
    period: str = ""
    """in which the leader leads; empty where no two areas share one"""
    missing: tuple[Area, ...] = ()
    """those with figures, but none for that period"""
    reason: str = ""
    """`catching.refused.<reason>`; empty where there is a leader"""

    @property
    def distances(self) -> tuple[Pursuit, ...]:
        """Return those of which the years between are known, the nearest first."""
        known = [item for item in self.pursuits if item.distance]
        return tuple(sorted(known, key=lambda item: item.distance.low if item.distance else 0))


def chase_of(lens: Lens) -> Chase:
    """Return who leads whom through a lens that keeps amounts: absolute or per head."""
    reason = _refused(lens)
    if reason:
        return Chase(lens, reason=reason)
    direction = -1 if lens.indicator.better == Better.LOWER else 1
    period, leader = _leader(lens, direction)
    if leader is None:
        return Chase(lens, reason="no-common-year")
    followers = [area for area in lens.areas if area != leader and lens.used(area.id)]
    found = [_pursuit(lens, leader, area, direction) for area in followers]
    proved = tuple(item for item in found if item.pairs or item.distance)
    missing = tuple(area for area in followers if period and period not in _exact(lens, area))
    return Chase(lens, proved, period, missing, "" if proved else "no-common-year")


def _refused(lens: Lens) -> str:
    if lens.indicator.nature == Nature.RANK:
        return "rank"
    if lens.indicator.better in {Better.NONE, Better.IN_RANGE}:
        return "no-better"
    if lens.apart and len(lens.areas) - len(lens.apart) < _BOTH:
        return "apart"
    if lens.indicator.undated:
        return "undated"
    known = sum(bool(lens.used(area.id)) for area in lens.areas)
    return "" if known >= _BOTH else _too_few(lens, known)


def _too_few(lens: Lens, known: int) -> str:
    if not known:
        return "no-whole-year" if lens.points else "no-area"
    return "one-area-stock" if lens.indicator.nature == Nature.STOCK else "one-area"


def _leader(lens: Lens, direction: int) -> tuple[str, Area | None]:
    """Return the newest period that most areas have exactly, and its best; none of equals.

    Most are four of five of those with exact figures; else it is the period that the most have.
    Without such a period one of a pair leads if its newest figure is the better.
    """
    exact = {area.id: _exact(lens, area) for area in lens.areas}
    periods: dict[str, list[Point]] = {}
    for figures in exact.values():
        for period, point in figures.items():
            periods.setdefault(period, []).append(point)
    shared = {period: points for period, points in periods.items() if len(points) >= _BOTH}
    newest = [lens.used(area.id)[-1] for area in lens.areas if lens.used(area.id)]
    best = ""
    if shared:
        most = MOST * sum(map(bool, exact.values()))
        wide = [period for period, points in shared.items() if len(points) >= most]
        fullest = max(len(points) for points in shared.values())
        full = wide or [period for period, points in shared.items() if len(points) == fullest]
        best = max(full, key=lambda period: parse_period(period).last)
        newest = shared[best]
    elif len(newest) > _BOTH or len({point.era for point in newest}) > 1:
        return "", None
    ordered = sorted(newest, key=lambda point: -direction * point.value)
    if ordered[0].value == ordered[1].value:
        return best, None
    return best, next(area for area in lens.areas if area.id == ordered[0].area)


def _exact(lens: Lens, area: Area) -> Mapping[str, Point]:
    return {point.period: point for point in lens.used(area.id) if is_exact(point.amount)}


def _pursuit(lens: Lens, leader: Area, follower: Area, direction: int) -> Pursuit:
    ahead, behind = lens.used(leader.id), lens.used(follower.id)
    own, other = _exact(lens, leader), _exact(lens, follower)
    pairs = tuple((own[period], other[period]) for period in own if period in other)
    pairs = tuple(pair for pair in pairs if pair[0].era == pairs[-1][0].era)
    level = behind[-1]
    ahead = tuple(point for point in ahead if point.era == level.era)
    distance = time_distance([_level(point) for point in ahead], _level(level), direction)
    places = {point.x: point for point in ahead}
    return Pursuit(
        leader=leader,
        follower=follower,
        direction=direction,
        pairs=pairs,
        has_ratio=bool(pairs) and _has_ratio(lens) and all(_positive(pairs)),
        distance=distance,
        level=level if distance else None,
        before=places[distance.before.at] if distance and distance.before else None,
        after=places[distance.after.at] if distance else None,
    )


def _has_ratio(lens: Lens) -> bool:
    if lens.indicator.nature == Nature.SHARE:
        return lens.unit.measure is not None
    return True


def _positive(pairs: tuple[tuple[Point, Point], ...]) -> Iterator[bool]:
    return (min(one.value, other.value) > 0 for one, other in pairs)


def _level(point: Point) -> Level:
    """Return a figure with what it proves; an approximate one is right within five percent."""
    amount = point.amount
    if amount.relation == Relation.ABOUT:
        spread = ABOUT * abs(amount.number)
        return Level(point.x, amount.number, amount.number - spread, amount.number + spread)
    is_bound = amount.relation in {Relation.AT_LEAST, Relation.AT_MOST}
    return Level(point.x, None if is_bound else amount.number, amount.low, amount.high)
