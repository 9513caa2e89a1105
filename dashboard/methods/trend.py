"""What a short series says of its own continuation: slopes, tests, drift (method.md 2j and 4.5).

scipy is imported where it is first needed: it takes longer to load than a catalog to be judged.
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from itertools import combinations, pairwise
from typing import Literal, NamedTuple

from dashboard.methods.question import Point

EXACT_MOST = 10
"""Up to so many values without ties the test of Kendall is worked out exactly."""
_FEWEST = 3
"""A drift needs two changes: one of them gives no spread."""
_ZERO = 1e-12
"""A spread below this share of the values is the rounding of a straight line."""


class Chance(StrEnum):
    """The words of the scale of the IPCC, from the lowest chance to the highest."""

    VERY_UNLIKELY = "very-unlikely"
    UNLIKELY = "unlikely"
    EVEN = "even"
    LIKELY = "likely"
    VERY_LIKELY = "very-likely"


def chance_word(probability: float) -> Chance:
    """Return the word for a probability: the outer two are strict, the others begin inclusively.

    IPCC AR6: very unlikely below 0.10, unlikely to 0.33, about as likely as not to 0.66,
    likely to 0.90, very likely above.
    """
    if probability < 0.10:  # noqa: PLR2004 - the scale itself
        return Chance.VERY_UNLIKELY
    if probability < 0.33:  # noqa: PLR2004
        return Chance.UNLIKELY
    if probability < 0.66:  # noqa: PLR2004
        return Chance.EVEN
    return Chance.LIKELY if probability <= 0.90 else Chance.VERY_LIKELY  # noqa: PLR2004


class Interval(NamedTuple):
    """Two bounds between which a value lies with a stated probability."""

    low: float
    high: float


@lru_cache(maxsize=1024)
def quantile(df: float, level: float) -> float:
    """Return how many standard errors to each side an interval of a level spans.

    Student's t with `df` degrees of freedom, the normal distribution for infinitely many.
    """
    from scipy.special import stdtrit  # noqa: PLC0415 - slow to import

    return float(stdtrit(df, (1 + level) / 2))


@dataclass(frozen=True, slots=True)
class Projection:
    """Where a series leads, and how far it may stray: a t-distributed value."""

    mean: float
    error: float
    """the standard error, in the unit of the values; 0 on a perfectly straight line"""
    df: float

    def interval(self, level: float) -> Interval:
        """Return the symmetric interval of a level such as 0.8."""
        half = quantile(self.df, level) * self.error
        return Interval(self.mean - half, self.mean + half)

    def chance(self, target: float, direction: int) -> float:
        """Return the probability of reaching a target, from 0 to 1 (method.md 2j).

        `direction` is +1 where the value is to be at least the target, -1 where at most.
        """
        distance = direction * (target - self.mean)
        if self.error <= _ZERO * max(abs(self.mean), abs(target)):
            return 1.0 if distance <= _ZERO * max(abs(self.mean), abs(target), 1.0) else 0.0
        from scipy.special import stdtr  # noqa: PLC0415 - slow to import

        return float(stdtr(self.df, -distance / self.error))


@dataclass(frozen=True, slots=True)
class Drift:
    """A random walk with drift: the mean change goes on, and so does the scatter around it.

    Equal spacing gives the forecast of Hyndman and Athanasopoulos (FPP3, 5.2 and 5.5). For
    unequal spacing the same walk is taken in continuous time: over a gap g the change has the
    mean g times the rate and the variance g times sigma squared. Each change is then weighed
    by its own gap, which a mean spacing would not do, and equal gaps give the same numbers.
    """

    rate: float
    """mean change a unit of time"""
    sigma: float
    """spread of the changes a root of a unit of time, with one degree of freedom lost"""
    last: Point
    span: float
    """time from the first value to the last"""
    df: float
    """Student's t has two less than there are values"""

    def at(self, time: float) -> Projection:
        """Return where the walk is at a time after the last value."""
        ahead = time - self.last.at
        error = self.sigma * math.sqrt(ahead * (1 + ahead / self.span))
        return Projection(self.last.value + ahead * self.rate, error, self.df)


def drift(points: Sequence[Point], df: float | None = None) -> Drift | None:
    """Return the drift of a series in order of time; None for fewer than three values.

    `df` replaces the degrees of freedom: `math.inf` gives normal intervals, for long series.
    """
    if len(points) < _FEWEST:
        return None
    first, last = points[0], points[-1]
    span = last.at - first.at
    rate = (last.value - first.value) / span
    squares = 0.0
    for before, after in pairwise(points):
        gap = after.at - before.at
        squares += (after.value - before.value - rate * gap) ** 2 / gap
    own = len(points) - 2
    sigma = math.sqrt(squares / own)
    return Drift(rate, sigma, last, span, float(own) if df is None else df)


class Slope(NamedTuple):
    """The median of all slopes between two values, with its interval (Sen 1968)."""

    rate: float
    low: float
    high: float
    intercept: float


def theil_sen(
    points: Sequence[Point],
    level: float = 0.95,
    intercept: Literal["separate", "joint"] = "separate",
) -> Slope:
    """Return the slope a unit of time that single outliers do not move (scipy's `theilslopes`)."""
    from scipy.stats import theilslopes  # noqa: PLC0415 - slow to import

    found = theilslopes(
        [point.value for point in points],
        [point.at for point in points],
        alpha=level,
        method=intercept,  # type: ignore[arg-type]  # the stubs do not know "joint"
    )
    return Slope(
        float(found.slope), float(found.low_slope), float(found.high_slope), float(found.intercept)
    )


class Trend(NamedTuple):
    """What the test of Mann and Kendall says of a series: whether it has a direction at all."""

    s: int
    """rises less falls among all pairs"""
    p: float
    """two-sided probability of at least this much order by chance alone"""
    tau: float
    """Kendall's tau-b, from -1 to 1; 0 where all values are equal"""
    is_exact: bool
    z: float | None = None
    variance: float | None = None
    """of S, and the normal score; only where the normal approximation was used"""


def mann_kendall(values: Sequence[float]) -> Trend:
    """Return the test of a series of at least two values.

    Exact for up to ten values without ties (scipy's `kendalltau`), otherwise the normal
    approximation with correction for continuity and ties (pymannkendall's `original_test`).
    """
    pairs = math.comb(len(values), 2)
    s = sum((after > before) - (after < before) for before, after in combinations(values, 2))
    tied = sum(math.comb(times, 2) for times in Counter(values).values())
    tau = s / math.sqrt((pairs - tied) * pairs) if pairs > tied else 0.0
    if len(values) <= EXACT_MOST and not tied:
        from scipy.stats import kendalltau  # noqa: PLC0415 - slow to import

        found = kendalltau(range(len(values)), values, method="exact")
        return Trend(s, float(found.pvalue), tau, is_exact=True)
    from pymannkendall import original_test  # noqa: PLC0415 - slow to import

    tested = original_test(list(values))
    return Trend(
        s, float(tested.p), tau, is_exact=False, z=float(tested.z), variance=float(tested.var_s)
    )
