"""What a slide shows: a few small kinds of body, each numbers and words in one language.

No body knows how it is drawn. `sign` is a key of `theme.SIGNS` (its glyph and hue), or empty;
`area` is an area's id or `joint` (its colour in a `theme.Look`), or empty. An `x` is a place on
the axis of years on which 2024 is centred on 2024.0 (`frames.amounts.place`). `words` is a
figure as it is said, sign and unit of its kind included; `value` the same as a number.
"""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

# --- text ----------------------------------------------------------------------------------


class Item(NamedTuple):
    """One line of a list: what it is about, and what is said of it."""

    head: str
    text: str
    sign: str = ""
    day: str = ""
    """as written; empty for what has none"""


@dataclass(frozen=True, slots=True)
class Cover:
    """The first slide: under its title a few lines, the most important first."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """A few lines below each other."""

    items: tuple[Item, ...]
    page: int = 1
    pages: int = 1


class Column(NamedTuple):
    """A column of a table."""

    name: str
    weight: float
    """its share of the width; all of a table add up to 1"""
    is_number: bool = False


class Cell(NamedTuple):
    """A cell of a table; with a sign its text is a status, or the name of what has it."""

    text: str
    sign: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One page of a table; all pages have the same columns."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    page: int = 1
    pages: int = 1


# --- statuses ------------------------------------------------------------------------------


class Count(NamedTuple):
    """How many have a status."""

    sign: str
    word: str
    number: int


class AreaCount(NamedTuple):
    """One area's counts, in the order of those of all; a status it has none of counts 0."""

    area: str
    name: str
    counts: tuple[Count, ...]

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(count.number for count in self.counts)


@dataclass(frozen=True, slots=True)
class Counts:
    """How many stand where: of all, and by area."""

    counts: tuple[Count, ...]
    """worst first, then good, then open; statuses that nothing has are left out"""
    areas: tuple[AreaCount, ...]
    """in the order of rows"""

    @property
    def total(self) -> int:
        """Return how many there are."""
        return sum(count.number for count in self.counts)


class Standing(NamedTuple):
    """One commitment in a cell."""

    id: str
    name: str
    sign: str
    word: str


class MatrixRow(NamedTuple):
    """One area: its cells, in the order of the columns."""

    area: str
    name: str
    side: str
    cells: tuple[tuple[Standing, ...], ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Every commitment by area and field, worst first in each cell."""

    columns: tuple[str, ...]
    rows: tuple[MatrixRow, ...]
    words: tuple[Count, ...]
    """the statuses that occur, with their words: the legend"""


# --- figures -------------------------------------------------------------------------------


class Dot(NamedTuple):
    """One figure of a line."""

    x: float
    period: str
    """as written, such as 2024 or 2024-Q1"""
    value: float
    words: str
    mark: str = ""
    """at-least, at-most, about, range, derived, expected or preliminary: such a figure is never
    drawn as if it were exact; empty for one that is"""

    @property
    def is_open(self) -> bool:
        """Return whether it is not exact."""
        return bool(self.mark)


class Line(NamedTuple):
    """The figures of one area through time; years between that are missing stay missing."""

    area: str
    name: str
    dots: tuple[Dot, ...]


class Aim(NamedTuple):
    """A target, over the window of its deadline; `start` and `end` are None without one."""

    area: str
    value: float
    words: str
    due: str
    start: float | None
    end: float | None
    is_in_force: bool = True


class Edge(NamedTuple):
    """The band at one time: between what the value lies."""

    x: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Trend:
    """Lines of figures, with the target and the way to it where there is one."""

    unit: str
    lines: tuple[Line, ...]
    aims: tuple[Aim, ...] = ()
    path: tuple[tuple[float, float], ...] = ()
    """where the plan begins and ends, (x, value) each; empty without a baseline"""
    band: tuple[Edge, ...] = ()
    """from the newest figure to the deadline; empty with too few figures"""
    band_words: str = ""
    """what the edges of the band mean"""
    absent: tuple[str, ...] = ()
    """what is not known, one sentence each: an area without figures"""


class Bar(NamedTuple):
    """One ratio: how many times the larger figure is the smaller one."""

    name: str
    period: str
    ratio: float
    words: str
    area: str
    """the larger one"""
    area_name: str
    is_derived: bool = False
    """worked out here from published figures, as one per head is"""


@dataclass(frozen=True, slots=True)
class Ratios:
    """A comparison of two areas: what can be compared, one bar each."""

    bars: tuple[Bar, ...]


# --- dates ---------------------------------------------------------------------------------


class Dated(NamedTuple):
    """A dated thing of a project.

    `kind` is begun, to-begin, passed (a node reached), next (a node ahead), planned (the first
    date of the last node), moved (a new date that was moved on in its turn), replanned (the
    newest one) or done.
    """

    kind: str
    what: str
    day: date
    """the last day that `text` may mean, the first one of a beginning"""
    text: str


class Course(NamedTuple):
    """One project from its beginning to its end, and beyond what was planned."""

    id: str
    name: str
    area: str
    sign: str
    word: str
    note: str
    """what its status means in dates, in a few words"""
    dates: tuple[Dated, ...]
    """earliest first"""

    def of(self, *kinds: str) -> tuple[Dated, ...]:
        """Return the dates of some kinds, earliest first."""
        return tuple(one for one in self.dates if one.kind in kinds)

    def one(self, kind: str) -> Dated | None:
        """Return the last date of a kind."""
        return next(iter(self.of(kind)[::-1]), None)


@dataclass(frozen=True, slots=True)
class Timeline:
    """Projects below each other on one axis of time; one alone has room for its nodes."""

    courses: tuple[Course, ...]
    as_of: date
    as_of_words: str
    first: date
    last: date
    """the days that the axis must hold: of all pages, so that all have the same"""
    is_alone: bool = False
    """one project that was asked for, not a page of several"""
    page: int = 1
    pages: int = 1


# --- limits --------------------------------------------------------------------------------


class Scheme(NamedTuple):
    """A step of the limits: what it is called, for whom, since when."""

    name: str
    area: str
    """who promised it; empty for one set by somebody else"""
    about: str
    """who set it, and when"""


class Place(NamedTuple):
    """Where something was measured, or should have been."""

    name: str
    area: str
    about: str
    """what it is for, and when: a mean, part of an area; empty where nothing was measured"""


class Limit(NamedTuple):
    """An upper limit; `value` is None where it is not known, or none was set."""

    value: float | None
    words: str


class Measured(NamedTuple):
    """A measurement: never a limit, and never on one mark with one."""

    value: float | None
    """None: nothing was found, which `words` says"""
    words: str
    sign: str = ""


class LimitRow(NamedTuple):
    """One measure: its limits in the order of the schemes, its measurements in that of places."""

    name: str
    unit: str
    limits: tuple[Limit, ...]
    measured: tuple[Measured, ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Limits on one side, measurements on the other."""

    schemes: tuple[Scheme, ...]
    places: tuple[Place, ...]
    rows: tuple[LimitRow, ...]


class Tread(NamedTuple):
    """One limit in force from a day to another; `at_most` is None where it is not known."""

    start: date
    end: date
    at_most: float | None
    words: str
    scheme: str


class Sample(NamedTuple):
    """One measurement; its `role` is area, part (of an area) or context."""

    on: date
    value: float
    words: str
    name: str
    role: str


class Stair(NamedTuple):
    """One area's limits of one measure through time, and what was measured."""

    measure: str
    unit: str
    area: str
    name: str
    treads: tuple[Tread, ...]
    samples: tuple[Sample, ...]
    absent: str
    """that nothing was measured for the whole area; empty where something was"""


@dataclass(frozen=True, slots=True)
class Staircase:
    """How limits came down: a few measures side by side, each with its own scale from zero."""

    stairs: tuple[Stair, ...]
    as_of: date


Body = Cover | Counts | Matrix | Table | Listing | Trend | Ratios | Timeline | Limits | Staircase
"""Every kind of body, for a `match` that is complete."""
