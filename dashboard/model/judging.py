"""How figures are judged: the method and what it is told, for a catalog, an indicator, a target."""

from enum import StrEnum

from dashboard.methods.options import Curve, Growth, Pace
from dashboard.model.fields import Noun, Number, PeriodOf


class MethodId(StrEnum):
    """The methods that may judge a target in place of rule 8 (method.md 2 and 4.2)."""

    PROJECTED_SHARE = "projected-share"
    EUROSTAT = "eurostat"
    STATCAN = "statcan"
    UN_PROGRESS_CHART = "un-progress-chart"
    DESTATIS = "destatis"
    SDSN = "sdsn"
    SHIXU = "shixu"
    EARNED_VALUE = "earned-value"


class Thresholds(Noun):
    """Where the projected share passes from off-track to at-risk to on-track."""

    on_track: Number = 0.95
    at_risk: Number = 0.60


class Lights(Noun):
    """How many percentage points behind the time is yellow, and beyond how many it is red."""

    yellow: Number = 10.0
    red: Number = 30.0


class Bounds(Noun):
    """The bounds of a score from 0 to 100, and the thresholds of its colours."""

    optimum: Number
    lower: Number
    green: Number
    red: Number


class Planned(Noun):
    """The share of the way that a plan asks for by the end of a period, in percent."""

    period: PeriodOf
    percent: Number


class Judged(Noun):
    """What may be chosen about a method; what is left out is taken from the next wider place.

    A target commitment goes before its indicator, and that before `rules` in the catalog.
    """

    method: MethodId | None = None
    pace: Pace | None = None
    growth: Growth | None = None
    window_years: Number | None = None
    thresholds: Thresholds | None = None
    tolerance: Number | None = None
    lights: Lights | None = None
    curve: Curve | None = None
