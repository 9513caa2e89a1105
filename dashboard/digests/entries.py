"""What a digest is made of: one entry a line, each with its commitments, its day, its source."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.assessment import Fact, Status, Verdict
from dashboard.assessment.shadow import Kind
from dashboard.dated import Item
from dashboard.model import Grade, Observation, Shows, Target, Text
from dashboard.values import Amount, Day


class Group(StrEnum):
    """What a digest tells apart, in the order in which it tells it."""

    STATUSES = "statuses"
    FIGURES = "figures"
    REVISED = "revised"
    MOVED = "moved"
    NODES = "nodes"
    REPORTS = "reports"
    DUE = "due"
    STALE = "stale"
    UNSUPPORTED = "unsupported"
    MADE = "made"
    WITHDRAWN = "withdrawn"


class Tone(StrEnum):
    """Whether a change is for the worse, for the better, or neither: the order of each group."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"


class Cause(StrEnum):
    """What turned a status: something published, or the passing of time alone."""

    NEWS = "news"
    DEADLINE = "deadline"
    """a deadline passed"""
    OUT_OF_DATE = "out-of-date"
    """the newest evidence went out of date"""
    TIME = "time"
    """time did something else, such as ask for more of the way"""


class Said(NamedTuple):
    """Who said it: the source, the day of publication and the grade that hold for this."""

    source: str
    published: Day | None
    grade: Grade


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One line of a digest."""

    commitments: tuple[str, ...]
    """whose it is; none for a figure that no commitment rests on"""
    day: date
    """the day from which it counted"""
    tone: Tone
    said: Said
    weight: int = 0
    """before what is lighter, within the same tone"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved(Entry):
    """A target or a planned date that was changed, or a date set for the first time."""

    name: Text | None
    """of the node or the part"""
    kind: Kind | None
    """None where it was set for the first time"""
    date_before: Day | None
    date_after: Day | None
    indicator: str = ""
    amount_before: Amount | None = None
    amount_after: Amount | None = None
    is_final: bool = False
    """whether it moves the deadline of the whole, and not of a node or a part"""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusChange(Entry):
    """A commitment whose status turned; `before` and `after` may be alike if it turned back."""

    before: Verdict
    after: Verdict
    turns: tuple[tuple[date, Verdict], ...]
    """each day on which it turned and into what, the last one included"""
    cause: Cause
    """of the last turn"""
    because: tuple[Item, ...]
    """what was published that day and decides; none where only time passed"""
    moved: tuple[Moved, ...] = ()
    """how its deadline was moved between the two days"""

    @property
    def is_silent(self) -> bool:
        """Return whether it only went out of date, for want of any news."""
        return self.after.status == Status.STALE and self.cause != Cause.NEWS


class Aim(NamedTuple):
    """A target that a figure is held against."""

    commitment: str
    target: Target
    is_met: bool | None
    """None where the figure proves neither"""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewFigure(Entry):
    """The first figure of a period, as it is used on the later day."""

    indicator: str
    area: str
    figure: Observation
    first: Observation
    """as it was when the period was first heard of"""
    previous: Observation | None
    """the figure before it: of the period before, or of the same part of the year before"""
    aims: tuple[Aim, ...]
    is_belated: bool = False
    """whether a figure of a later period had been known by that day"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised(Entry):
    """A figure of a period that had been known, and is now another or firmer."""

    indicator: str
    area: str
    before: Observation
    after: Observation


@dataclass(frozen=True, slots=True, kw_only=True)
class Reached(Entry):
    """A node of a project that was reached."""

    name: Text
    on: Day
    planned: Day | None
    """the first date planned for it"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report(Entry):
    """A dated report of where something stands; without a word of what it shows: reported met."""

    what: Text | None
    on: Day
    shows: Shows | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Due(Entry):
    """A planned date that lies shortly ahead."""

    what: Text
    on: Day


@dataclass(frozen=True, slots=True, kw_only=True)
class GoneStale(Entry):
    """A commitment whose newest evidence went out of date."""

    fact: Fact
    last_good: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Unsupported(Entry):
    """A promise of which no figure and no evidence is known."""

    missing: Text | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Made(Entry):
    """A promise that was made, and how it stands now."""

    now: Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Withdrawn(Entry):
    """A promise that was withdrawn."""

    on: Day
