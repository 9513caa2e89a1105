"""Growth: the change a year by one of five estimators, and where it leads (method.md 1, 4.2)."""

import math
from collections.abc import Callable, Mapping, Sequence
from statistics import median

from dashboard.methods.grading import LackingError
from dashboard.methods.grounds import Grounds
from dashboard.methods.options import Growth, Pace
from dashboard.methods.question import Point

LAST_POINTS = 6
"""The recent pace is taken over so many figures where the window holds fewer than two."""


def cagr(first: Point, last: Point) -> float:
    """Return the compound growth a year between two points.

    Raise LackingError unless the second is later and both are on one side of zero.
    """
    years = last.at - first.at
    if years <= 0:
        raise LackingError(Grounds.TOO_FEW_POINTS)
    if not first.value or last.value / first.value < 0:
        raise LackingError(Grounds.GROWTH_NEEDS_ONE_SIGN)
    return float((last.value / first.value) ** (1 / years)) - 1


def slope(points: Sequence[Point], pace: Pace, window_years: float) -> float:
    """Return the change a year through points in order of time, the first of them the baseline.

    Raise LackingError with fewer than two.
    """
    if len(points) < 2:  # noqa: PLR2004 - a change needs two
        raise LackingError(Grounds.TOO_FEW_POINTS)
    return _SLOPES[pace](points, window_years)


def carried(value: float, slope: float, years: float, growth: Growth) -> float:
    """Return where a value comes to in so many years."""
    if growth == Growth.GEOMETRIC:
        return value * math.exp(slope * years)
    return value + slope * years


def scaled(points: Sequence[Point], growth: Growth) -> Sequence[Point]:
    """Return points on the scale on which their growth is a straight line.

    Raise LackingError where geometric growth meets a value that is not positive.
    """
    if growth == Growth.LINEAR:
        return points
    if any(point.value <= 0 for point in points):
        raise LackingError(Grounds.GROWTH_NEEDS_POSITIVE)
    return [Point(at, math.log(value)) for at, value in points]


def _ends(points: Sequence[Point]) -> float:
    (start, first), (end, last) = points[0], points[-1]
    return (last - first) / (end - start)


def _average(points: Sequence[Point], window_years: float) -> float:  # noqa: ARG001 - all of them
    return _ends(points)


def _recent(points: Sequence[Point], window_years: float) -> float:
    since = points[-1].at - window_years
    inside = [point for point in points if point.at >= since - 1e-9]
    return _ends(inside if len(inside) > 1 else points[-LAST_POINTS:])


def _theil_sen(points: Sequence[Point], window_years: float) -> float:  # noqa: ARG001
    """Return the median of the slopes between all pairs (Sen 1968)."""
    return median(
        _ends((first, last)) for i, first in enumerate(points) for last in points[i + 1 :]
    )


def _least_squares(points: Sequence[Point], weights: Sequence[float]) -> float:
    whole = sum(weights)
    at = sum(w * p.at for w, p in zip(weights, points, strict=True)) / whole
    mean = sum(w * p.value for w, p in zip(weights, points, strict=True)) / whole
    above = sum(w * (p.at - at) * (p.value - mean) for w, p in zip(weights, points, strict=True))
    return above / sum(w * (p.at - at) ** 2 for w, p in zip(weights, points, strict=True))


def _ols(points: Sequence[Point], window_years: float) -> float:  # noqa: ARG001
    return _least_squares(points, [1.0] * len(points))


def _weighted(points: Sequence[Point], window_years: float) -> float:
    """Return the slope with newer figures weighing more: half as much each window back."""
    end = points[-1].at
    return _least_squares(points, [0.5 ** ((end - point.at) / window_years) for point in points])


_SLOPES: Mapping[Pace, Callable[[Sequence[Point], float], float]] = {
    Pace.BASELINE_AVERAGE: _average,
    Pace.RECENT: _recent,
    Pace.THEIL_SEN: _theil_sen,
    Pace.OLS: _ols,
    Pace.WEIGHTED: _weighted,
}
