"""Where a pace leads on the axis of a trajectory: the band, and another pace that is tried."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import ceil, floor, log10
from typing import NamedTuple

from dashboard.assessment.uncertainty import LEVEL, WIDE, Scenario, Uncertainty
from dashboard.frames.amounts import middle, place
from dashboard.frames.figures import Point
from dashboard.frames.targets import Bar, Trajectory
from dashboard.values import Frequency, parse_period

_POSITIONS, _FEW = 40, 10
"""About so many paces can be tried; whole units where that leaves a few."""
_STEPS = 24
"""Pieces of a band's edge, which is curved."""


class Band(NamedTuple):
    """Between what the value lies with a probability, from the latest figure on."""

    level: float
    xs: tuple[float, ...]
    lows: tuple[float, ...]
    highs: tuple[float, ...]


class Lead(NamedTuple):
    """A straight line from the latest figure to the deadline."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is drawn to the right of the figures, before the deadline."""

    uncertainty: Uncertainty
    bands: tuple[Band, ...]
    """the widest first, none with too few figures"""
    lead: Lead
    """the pace since the baseline, going on"""
    tried: Lead | None
    """another pace, where the reader tries one"""

    @property
    def heights(self) -> tuple[float, ...]:
        """Return every value that the axis must have room for."""
        found = [self.lead.end[1], *([self.tried.end[1]] if self.tried else [])]
        for band in self.bands:
            found += [band.lows[-1], band.highs[-1]]
        return tuple(found)


def prospect_of(
    trajectory: Trajectory, uncertainty: Uncertainty, tried: Scenario | None = None
) -> Prospect | None:
    """Return what lies ahead on a trajectory; None where no figure or deadline is drawn."""
    way, target = uncertainty.way, trajectory.target
    if target is None or target.end is None or not trajectory.used:
        return None
    start, end = trajectory.used[-1].x, _end(trajectory.used[-1], target)
    if end <= start:
        return None
    at = (start, way.latest_value)
    ahead = way.end - way.latest
    return Prospect(
        uncertainty=uncertainty,
        bands=tuple(_bands(uncertainty, start, end)),
        lead=Lead(at, (end, way.latest_value + way.pace * ahead)),
        tried=Lead(at, (end, tried.value)) if tried else None,
    )


def _end(latest: Point, target: Bar) -> float:
    """Return where the deadline is: a year's own place between yearly figures, else its end."""
    assert target.by is not None  # noqa: S101 - the bar has an end
    by = parse_period(target.by.text)
    if by.frequency == parse_period(latest.period).frequency == Frequency.YEAR:
        return middle(by)
    return place(by.last, is_end=True)


def _bands(uncertainty: Uncertainty, start: float, end: float) -> Iterator[Band]:
    way = uncertainty.way
    for level in (WIDE, LEVEL):
        parts = [step / _STEPS for step in range(_STEPS + 1)]
        spans = [
            uncertainty.values(way.latest + part * (way.end - way.latest), level) for part in parts
        ]
        if any(span is None for span in spans):
            continue
        yield Band(
            level,
            tuple(start + part * (end - start) for part in parts),
            tuple(span.low for span in spans if span),
            tuple(span.high for span in spans if span),
        )


class Paces(NamedTuple):
    """The paces a reader may try, each a change a year toward the target."""

    stops: tuple[float, ...]
    """round ones a step apart, and among them the pace since the baseline as it is"""
    step: float
    now: float
    """the pace since the baseline"""
    toward: int
    """+1 where the values are to rise, -1 where they are to fall"""

    @property
    def decimals(self) -> int:
        """Return how many decimals tell one round pace from the next."""
        return max(0, -floor(log10(self.step)))


def paces_of(uncertainty: Uncertainty, decimals: int) -> Paces:
    """Return the scale of paces: from a standstill, or worse, to well beyond what is needed."""
    way = uncertainty.way
    toward = 1 if way.end_value > way.start_value else -1
    now, needed = toward * way.pace, toward * uncertainty.required
    low, high = min(0.0, now), max(2 * needed, 1.2 * now, now)
    step, whole = _nice((high - low) / _POSITIONS), 10.0**-decimals
    if high - low >= _FEW * whole:
        step = max(step, whole)
    lowest, highest = floor(low / step), ceil(high / step)
    apart = (step * at for at in range(lowest, highest + 1))
    round_ones = [stop for stop in apart if abs(stop - now) >= step / 2]
    return Paces(tuple(sorted([*round_ones, now])), step, now, toward)


def _nice(size: float) -> float:
    """Return the round number at or above a size: 1, 2 or 5 times a power of ten."""
    power = 10.0 ** floor(log10(size))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= size * (1 - 1e-9))
