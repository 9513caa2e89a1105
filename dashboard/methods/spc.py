"""The XmR chart of NHS Making Data Count: what is noise and what is a change (method.md 2i)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby, pairwise
from statistics import mean as exact_mean
from typing import NamedTuple

TRIAL = 12
"""With fewer values than this the limits are only on trial."""
_WIDTH, _NEAR = 2.66, 2 / 3
"""Limits lie 2.66 mean moving ranges from the mean (three sigma), near ones two thirds of it."""
_SCREEN = 3.267
"""Moving ranges of so many mean ones or more are left out once (Nelson 1982)."""
_RUN, _FEW = 7, 3


class Cause(StrEnum):
    """Why a value is not noise, in the order in which the rules are asked."""

    OUTSIDE = "outside"
    TREND = "trend"
    TWO_OF_THREE = "two-of-three"
    SHIFT = "shift"


class Variation(StrEnum):
    """What a value means: noise, or a change for better or worse, or only up or down."""

    COMMON = "common"
    IMPROVEMENT = "improvement"
    CONCERN = "concern"
    HIGH = "neutral-high"
    LOW = "neutral-low"


class Assurance(StrEnum):
    """Whether a target is met whatever the noise."""

    PASS = "consistent-pass"  # noqa: S105 - a word, not a password
    FAIL = "consistent-fail"
    HIT_AND_MISS = "inconsistent"
    NONE = "not-applicable"


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process does by itself: between lower and upper nearly always."""

    mean: float
    lower: float
    upper: float
    near_lower: float
    near_upper: float

    def sides(self, values: Sequence[float]) -> tuple[int, ...]:
        """Return for each value +1 above the mean, -1 below, 0 on it."""
        return tuple((value > self.mean) - (value < self.mean) for value in values)

    def outside(self, values: Sequence[float]) -> tuple[bool, ...]:
        """Return which values lie outside the limits; on a limit is inside."""
        return tuple(value > self.upper or value < self.lower for value in values)

    def near(self, values: Sequence[float]) -> tuple[bool, ...]:
        """Return which values lie beyond a near limit and still inside the limits."""
        return tuple(
            self.near_upper < value <= self.upper or self.lower <= value < self.near_lower
            for value in values
        )


def limits(
    values: Sequence[float], *, is_screened: bool = True, fixed_after: int | None = None
) -> Limits:
    """Return the limits of a series, or those that its first `fixed_after` values set.

    Screened, moving ranges that are far too wide are left out once, as NHS-R does and the NHS
    spreadsheet does not. A single value, or equal ones, have limits of no width.
    """
    counted = values[:fixed_after]
    mean = float(exact_mean(counted))
    ranges = [abs(after - before) for before, after in pairwise(counted)]
    if is_screened and ranges:
        most = _SCREEN * exact_mean(ranges)
        ranges = [width for width in ranges if width < most]
    half = _WIDTH * exact_mean(ranges) if ranges else 0.0
    return Limits(mean, mean - half, mean + half, mean - _NEAR * half, mean + _NEAR * half)


def sevens_in_trend(values: Sequence[float]) -> tuple[int, ...]:
    """Return +1 or -1 at each value that ends seven strictly rising or falling ones, else 0."""
    return tuple(
        _common(_step(values, at) for at in range(end - _RUN + 2, end + 1))
        if end >= _RUN - 1
        else 0
        for end in range(len(values))
    )


def _step(values: Sequence[float], at: int) -> int:
    return (values[at] > values[at - 1]) - (values[at] < values[at - 1])


def sevens_on_side(sides: Sequence[int]) -> tuple[bool, ...]:
    """Return which values end seven on one side of the mean; one on the mean breaks the run."""
    return tuple(
        end >= _RUN - 1 and _common(sides[end - _RUN + 1 : end + 1]) != 0
        for end in range(len(sides))
    )


def _common(signs: Iterable[int]) -> int:
    """Return the sign that all share, 0 where they differ."""
    found = set(signs)
    return found.pop() if len(found) == 1 else 0


def part_of_seven(ends: Sequence[float]) -> tuple[bool, ...]:
    """Return which values belong to seven whose end is marked."""
    return tuple(any(ends[at : at + _RUN]) for at in range(len(ends)))


def in_two_of_three(near: Sequence[bool], sides: Sequence[int]) -> tuple[bool, ...]:
    """Return which values belong to three on one side of which two are beyond a near limit."""
    marked = [False] * len(near)
    for start in range(len(near) - _FEW + 1):
        three = slice(start, start + _FEW)
        if sum(map(bool, near[three])) >= _FEW - 1 and abs(sum(sides[three])) == _FEW:
            marked[three] = [True] * _FEW
    return tuple(marked)


class Run(NamedTuple):
    """Values next to each other that one rule singles out on one side."""

    cause: Cause
    side: int
    """+1 above or rising, -1 below or falling"""
    start: int
    stop: int
    """the index after its last value"""


def runs(values: Sequence[float], within: Limits) -> tuple[Run, ...]:
    """Return what every rule singles out, in the order of the rules, then of time.

    Of two in three only the values beyond the near limit are singled out. A value may belong to
    several runs.
    """
    found = []
    for cause in Cause:
        for side in (1, -1):
            marked = _marked(cause, side, values, within)
            found += [Run(cause, side, start, stop) for start, stop in _stretches(marked)]
    return tuple(sorted(found, key=lambda run: (_ORDER[run.cause], run.start)))


_ORDER = {cause: place for place, cause in enumerate(Cause)}


def _marked(cause: Cause, side: int, values: Sequence[float], within: Limits) -> tuple[bool, ...]:
    """Return which values a rule singles out on one side, or in one direction."""
    sides = within.sides(values)
    if cause == Cause.TREND:
        return part_of_seven([end == side for end in sevens_in_trend(values)])
    if cause == Cause.SHIFT:
        ends = zip(sevens_on_side(sides), sides, strict=True)
        return part_of_seven([ended and own == side for ended, own in ends])
    marked = within.outside(values)
    if cause == Cause.TWO_OF_THREE:
        near = within.near(values)
        pairs = zip(in_two_of_three(near, sides), near, strict=True)
        marked = tuple(both and close for both, close in pairs)
    return tuple(one and own == side for one, own in zip(marked, sides, strict=True))


def _stretches(marked: Sequence[bool]) -> Iterator[tuple[int, int]]:
    at = 0
    for is_marked, group in groupby(marked):
        stop = at + len(list(group))
        if is_marked:
            yield at, stop
        at = stop


def causes(values: Sequence[float], within: Limits) -> tuple[Cause | None, ...]:
    """Return for each value the first rule that singles it out, none for noise."""
    found: list[Cause | None] = [None] * len(values)
    for run in reversed(runs(values, within)):
        found[run.start : run.stop] = [run.cause] * (run.stop - run.start)
    return tuple(found)


def assurance(lower: float, upper: float, target: float | None, better: int) -> Assurance:
    """Return whether noise alone decides if a target is met; `better` is +1, -1 or 0."""
    if target is None or not better:
        return Assurance.NONE
    if lower <= target <= upper:
        return Assurance.HIT_AND_MISS
    is_above = target > upper
    return Assurance.FAIL if is_above == (better > 0) else Assurance.PASS


@dataclass(frozen=True, slots=True)
class Segment:
    """The values from one restart to the next, under limits of their own."""

    start: int
    stop: int
    limits: Limits

    @property
    def is_trial(self) -> bool:
        """Return whether there are too few values to trust the limits."""
        return self.stop - self.start < TRIAL


@dataclass(frozen=True, slots=True)
class Chart:
    """A series with its limits, and what each value means."""

    values: tuple[float, ...]
    segments: tuple[Segment, ...]
    causes: tuple[Cause | None, ...]
    variations: tuple[Variation, ...]
    runs: tuple[Run, ...]
    assurance: Assurance

    @property
    def current(self) -> Segment:
        """Return the segment that the newest value is in."""
        return self.segments[-1]

    @property
    def has_moved(self) -> bool:
        """Return whether the newest segment is not one process: no mean can then stand for it.

        So it is where a rule singles out three values in a row or more, as every trend and
        every shift does; fewer are a passing outlier.
        """
        own = (run for run in self.runs if run.start >= self.current.start)
        return any(run.stop - run.start >= _FEW for run in own)


def chart(
    values: Sequence[float],
    *,
    better: int = 0,
    target: float | None = None,
    restarts: Sequence[int] = (),
    is_screened: bool = True,
) -> Chart:
    """Return the XmR chart of at least one value in order of time.

    `better` is +1 where more is better, -1 where less is, 0 where neither. At the indices in
    `restarts` the limits are worked out anew and no run goes on. Assurance is that of the
    newest segment.
    """
    cuts = sorted({0, len(values), *restarts})
    segments: list[Segment] = []
    found: list[Cause | None] = []
    meant: list[Variation] = []
    seen: list[Run] = []
    for start, stop in pairwise(cuts):
        part = values[start:stop]
        within = limits(part, is_screened=is_screened)
        segments.append(Segment(start, stop, within))
        own = causes(part, within)
        found += own
        seen += [
            run._replace(start=start + run.start, stop=start + run.stop)
            for run in runs(part, within)
        ]
        meant += [
            _variation(cause, side, better)
            for cause, side in zip(own, within.sides(part), strict=True)
        ]
    last = segments[-1].limits
    return Chart(
        tuple(values),
        tuple(segments),
        tuple(found),
        tuple(meant),
        tuple(seen),
        assurance(last.lower, last.upper, target, better),
    )


def _variation(cause: Cause | None, side: int, better: int) -> Variation:
    if cause is None:
        return Variation.COMMON
    if not better:
        return Variation.HIGH if side > 0 else Variation.LOW
    return Variation.IMPROVEMENT if side == better else Variation.CONCERN
