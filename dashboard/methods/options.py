"""What may be chosen about a method, with the defaults of method.md 4.2."""

from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple


class Pace(StrEnum):
    """How the change a year is estimated (method.md 3 and 4.2)."""

    BASELINE_AVERAGE = "baseline-average"
    RECENT = "recent"
    THEIL_SEN = "theil-sen"
    OLS = "ols"
    WEIGHTED = "weighted"


class Growth(StrEnum):
    """What stays the same from year to year: the change, or the rate of change."""

    LINEAR = "linear"
    GEOMETRIC = "geometric"


class Curve(StrEnum):
    """The plan between its start and its end where no table of it is given."""

    LINEAR = "linear"
    S = "s"


class Thresholds(NamedTuple):
    """The lowest ratios that are on track and at risk."""

    on_track: float = 0.95
    at_risk: float = 0.60


class Lights(NamedTuple):
    """How many percentage points behind is yellow (that many or more), and red (more)."""

    yellow: float = 10.0
    red: float = 30.0


THRESHOLDS, LIGHTS = Thresholds(), Lights()


@dataclass(frozen=True, slots=True)
class Options:
    """What a method may be told besides the question; `Method.heeds` names what it listens to."""

    pace: Pace = Pace.BASELINE_AVERAGE
    growth: Growth = Growth.LINEAR
    window_years: float = 5.0
    """of the recent pace; the age at which a figure counts half in the weighted one"""
    thresholds: Thresholds = THRESHOLDS
    tolerance: float = 0.0
    """how far short of the target still meets it, in the indicator's unit"""
    lights: Lights = LIGHTS
    curve: Curve = Curve.LINEAR
    is_yearly: bool = False
    """the figures count from 1 January, and so does the plan"""
