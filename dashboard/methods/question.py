"""What every method is asked, and what it answers: numbers and words, nothing of the catalog."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple


class Status(StrEnum):
    """The one vocabulary of statuses (architecture.md 5), worst first, then good, then open."""

    MISSED = "missed"
    OFF_TRACK = "off-track"
    AT_RISK = "at-risk"
    ON_TRACK = "on-track"
    ACHIEVED = "achieved"
    STALE = "stale"
    NO_DATA = "no-data"
    UNDATED = "undated"
    WITHDRAWN = "withdrawn"


class Point(NamedTuple):
    """One value of a series at a time in years: whole for a bare year (method.md 4.3)."""

    at: float
    value: float


class Bounds(NamedTuple):
    """The bounds of a score from 0 to 100 and the thresholds of its colours (method.md 2c)."""

    optimum: float
    lower: float
    green: float
    red: float


@dataclass(frozen=True, slots=True)
class Question:
    """One series and what it is to reach; a range comes as the gap to it, with the target 0."""

    series: tuple[Point, ...]
    """in order of time, one value a time, none after the day that is asked about"""
    direction: int = 1
    """+1 where more is better, -1 where less is"""
    base: Point | None = None
    """the baseline; a method that has a rule for it may choose its own from the series"""
    target: float | None = None
    by: float | None = None
    """the target's time, in years"""
    limit: float | None = None
    """the natural limit that values cannot pass, such as 100 %"""
    bounds: Bounds | None = None
    plan: tuple[Point, ...] = ()
    """the planned share of the way at times, from 0 to 1; empty for a straight line"""
    is_kept: bool = False
    """the target holds at all times, not only at the end"""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a method says of a question."""

    word: str
    """in the method's own published words; `not_available` where it cannot say"""
    status: Status
    """the one of ours that stands for the word; NO_DATA where it cannot say"""
    value: float | None = None
    """the method's own ratio"""
    score: float | None = None
    reason: str = ""
    """an id: why it cannot say, or what decided"""
    numbers: Mapping[str, float] = field(default_factory=dict)
    """what was put into the formula, by symbol (tau, P, v, r, F, R, cagr_actual, ...)"""
