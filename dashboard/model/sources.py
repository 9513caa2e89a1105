"""Sources, and figures with their sources."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated

from pydantic import Field

from dashboard.model.fields import (
    Address,
    AmountOf,
    DayOf,
    Id,
    KnownDay,
    Noun,
    Number,
    PeriodOf,
    Statement,
    Whole,
    Words,
    Written,
    YesNo,
)
from dashboard.model.judging import Bounds, Judged
from dashboard.values import Frequency


class Grade(StrEnum):
    """How far a source can be trusted."""

    HIGH = "high"
    MEDIUM = "medium"


class Source(Noun):
    """Where a figure or a fact was published."""

    id: Id
    publisher: Words
    title: Words
    published: KnownDay
    inferred: YesNo = False
    url: Address | None = None
    via: Address | None = None
    grade: Grade
    note: Words | None = None


class Cited(Noun):
    """Anything that names its source; its own date of publication and grade win."""

    source: Id
    paragraph: Whole | None = None
    published: KnownDay | None = Field(default=None)
    inferred: YesNo = False
    grade: Grade | None = None
    note: Words | None = None


class ObservationStatus(StrEnum):
    """What a figure's publisher said of it."""

    ACTUAL = "actual"
    EXPECTED = "expected"
    PRELIMINARY = "preliminary"
    REVISED = "revised"


class Observation(Cited):
    """One figure for one period."""

    period: PeriodOf
    value: AmountOf
    status: ObservationStatus = ObservationStatus.ACTUAL
    used: YesNo | None = None


class OutsideLimit(Cited):
    """An upper limit set by somebody else; without `at_most` its parts are not known."""

    scheme: Written
    at_most: Number | None = None
    areas: tuple[Id, ...]
    set_on: DayOf
    set_by: Words
    already: YesNo = False


class Nature(StrEnum):
    """Whether a figure adds up over time."""

    FLOW = "flow"
    STOCK = "stock"
    SHARE = "share"
    RANK = "rank"


class Better(StrEnum):
    """Which way is better."""

    HIGHER = "higher"
    LOWER = "lower"
    IN_RANGE = "in-range"
    NONE = "none"


class Apart(Noun):
    """Areas whose figures are of another kind: in the table, not on one axis with the others."""

    areas: Annotated[tuple[Id, ...], Field(min_length=1)]
    why: Words


class Break(Noun):
    """A day before which figures cannot be set against those after it, of any area."""

    before: DayOf
    why: Words


class Indicator(Judged):
    """What is measured, in which unit, for which areas."""

    id: Id
    name: Words
    short: Words | None = None
    unit: Id
    nature: Nature
    better: Better
    frequency: Frequency
    definition: Words
    note: Words | None = None
    compare_with: tuple[Id, ...] = ()
    not_comparable: Apart | None = None
    breaks: tuple[Break, ...] = ()
    undated: YesNo = False
    covers: tuple[Statement, ...] = ()
    limits: tuple[OutsideLimit, ...] = ()
    natural_limit: Number | None = None
    bounds: Bounds | None = None
    restarts_yearly: YesNo = False
    observations: Mapping[Id, tuple[Observation, ...]]
