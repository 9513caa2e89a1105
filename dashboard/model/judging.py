"""How figures are judged: the method and what it is told, for a catalog, an indicator, a target."""

from enum import StrEnum
from itertools import pairwise
from typing import Annotated

from pydantic import AfterValidator, model_validator

from dashboard.methods.options import Curve, Growth, Pace
from dashboard.model.fields import Noun, Number, PeriodOf, out_of_range, within

WHOLE = 100
"""A plan ends where all of the way is done, in percent."""


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

    @model_validator(mode="after")
    def _falling(self) -> "Thresholds":
        if not 0 < self.at_risk < self.on_track <= 1:
            raise out_of_range(how="thresholds", on_track=self.on_track, at_risk=self.at_risk)
        return self


class Lights(Noun):
    """How many percentage points behind the time is yellow, and beyond how many it is red."""

    yellow: Number = 10.0
    red: Number = 30.0

    @model_validator(mode="after")
    def _rising(self) -> "Lights":
        if not 0 <= self.yellow <= self.red:
            raise out_of_range(how="lights", yellow=self.yellow, red=self.red)
        return self


class Bounds(Noun):
    """The bounds of a score from 0 to 100, and the thresholds of its colours."""

    optimum: Number
    lower: Number
    green: Number
    red: Number

    @model_validator(mode="after")
    def _one_way(self) -> "Bounds":
        steps = [self.lower, self.red, self.green, self.optimum]
        is_one_way = steps in (sorted(steps), sorted(steps, reverse=True))
        if not is_one_way or self.lower == self.optimum:
            raise out_of_range(how="bounds", **self.model_dump())
        return self


class Planned(Noun):
    """The share of the way that a plan asks for by the end of a period, in percent."""

    period: PeriodOf
    percent: Annotated[Number, within("percent", 0, WHOLE)]


def _rising(plan: tuple[Planned, ...]) -> tuple[Planned, ...]:
    """Return a plan that goes on in time and never back in work; raise a finding if it does."""
    for index, (before, step) in enumerate(pairwise(plan), start=1):
        if step.period.last <= before.period.last:
            raise out_of_range(
                how="plan-period",
                at=(index, "period"),
                text=step.period.text,
                before=before.period.text,
            )
        if step.percent < before.percent:
            raise out_of_range(
                how="plan-percent",
                at=(index, "percent"),
                text=step.percent,
                before=before.percent,
            )
    return plan


Plan = Annotated[tuple[Planned, ...], AfterValidator(_rising)]
"""The table of a plan: cumulative, in the order of time."""


class Judged(Noun):
    """What may be chosen about a method; what is left out is taken from the next wider place.

    A target commitment goes before its indicator, and that before `rules` in the catalog.
    """

    method: MethodId | None = None
    pace: Pace | None = None
    growth: Growth | None = None
    window_years: Annotated[Number, within("window_years", above=0)] | None = None
    thresholds: Thresholds | None = None
    tolerance: Annotated[Number, within("tolerance", 0)] | None = None
    lights: Lights | None = None
    curve: Curve | None = None
