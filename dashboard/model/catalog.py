"""The frame of a catalog, and the catalog itself."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Annotated, Any, Literal, NamedTuple, TypeVar

from pydantic import Field

from dashboard.model.briefings import Briefing
from dashboard.model.fields import JOINT, Id, Noun, Number, Whole, Words, Written, YesNo, within
from dashboard.model.judging import Judged, Thresholds
from dashboard.model.sources import Indicator, Source

MOST_DECIMALS = 6
"""An axis shows no more."""


class Area(Noun):
    """A city that promises, a part of one, or a wider area shown for comparison."""

    id: Id
    name: Words
    side: Words | None = None
    colour: Literal["teal", "blue", "plum", "olive", "rust", "slate"] | None = None
    part_of: Id | None = None
    context: YesNo = False

    @property
    def promises(self) -> bool:
        """Return whether the area is one of those compared."""
        return self.part_of is None and not self.context


class Joint(Noun):
    """What the areas promise together is called, and where it lies."""

    name: Words
    side: Words | None = None


class Column(Noun):
    """A column of the overview."""

    id: Id
    name: Words


class Theme(Noun):
    """A subject one department answers for; its file is `<id>.yaml`."""

    id: Id
    name: Words
    column: Id | None = None


class Reform(Noun):
    """What several areas adopt, each in its own time: a row of the matrix of who was first."""

    id: Id
    name: Words


class Unit(Noun):
    """A unit of measure; with `measure` and `scale` per-head figures can be worked out."""

    id: Id
    name: Words
    decimals: Annotated[Whole, within("decimals", 0, MOST_DECIMALS)] = 2
    measure: Id | None = None
    scale: Annotated[Number, within("scale", above=0)] = 1.0


Months = Annotated[Whole, within("windows", 1)]


class Windows(Noun):
    """After how many months evidence is out of date (judging.md 4)."""

    month: Months = 4
    quarter: Months = 9
    half_year: Months = Field(default=15, alias="half-year")
    year: Months = 24
    project: Months = 12
    limits: Months = 24
    reform: Months = 24
    ambition: Months = 24


class Rules(Judged):
    """The method, the thresholds and the windows of this catalog, where nothing else is chosen."""

    thresholds: Thresholds = Thresholds()
    windows: Windows = Windows()


class Crossing(Noun):
    """A crossing of the schematic; `km` along the water, only where a source gives it."""

    id: Id
    name: Words | None = None
    commitment: Id | None = None
    form: Literal["bridge", "tunnel", "ferry", "planned"]
    carries: Words
    open: YesNo = False
    km: Number | None = None
    source: Id | None = None
    note: Words | None = None


class Schematic(Noun):
    """Crossings in order, drawn as a schematic and never as a map."""

    title: Words
    water: Words
    flow: Words | None = None
    crossings: tuple[Crossing, ...]


_N = TypeVar("_N", Unit, Area, Theme)


def _by_id(nouns: tuple[_N, ...], identity: str) -> _N:
    for noun in nouns:
        if noun.id == identity:
            return noun
    raise KeyError(identity)


class Frame(Noun):
    """What `catalog.yaml` says: who, which themes, which units, by which rules."""

    title: Words
    scope: Words
    languages: tuple[Literal["zh", "en"], ...] = ("zh", "en")
    licence: Written
    contact: Words
    areas: Annotated[tuple[Area, ...], Field(min_length=1)]
    joint: Joint | None = None
    columns: tuple[Column, ...] = ()
    themes: Annotated[tuple[Theme, ...], Field(min_length=1)]
    reforms: tuple[Reform, ...] = ()
    limits_page: Words | None = None
    units: tuple[Unit, ...]
    population: Id | None = None
    rules: Rules = Rules()
    schematic: Schematic | None = None

    def unit(self, identity: str) -> Unit:
        """Return a unit by its id; KeyError if there is none."""
        return _by_id(self.units, identity)

    def area(self, identity: str) -> Area:
        """Return an area by its id; KeyError if there is none."""
        return _by_id(self.areas, identity)

    def theme(self, identity: str) -> Theme:
        """Return a theme by its id; KeyError if there is none."""
        return _by_id(self.themes, identity)

    @property
    def promising(self) -> tuple[Area, ...]:
        """Return the areas that are compared, in order."""
        return tuple(area for area in self.areas if area.promises)

    @property
    def sides(self) -> tuple[str, ...]:
        """Return the ids of those who promise, as a reader chooses: areas, then all jointly."""
        return (*(area.id for area in self.promising), *([JOINT] if self.joint else []))


class Catalog(NamedTuple):
    """Everything that was read, by id, in the order of the files."""

    frame: Frame
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    commitments: Mapping[str, Any]  # of Commitment; a union cannot be named here
    theme_of: Mapping[str, str]
    """The theme's id by the id of an indicator or a commitment."""
    briefings: Mapping[str, Briefing] = MappingProxyType({})
