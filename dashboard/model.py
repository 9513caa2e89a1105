"""The nouns of the data: frozen, text first, each field documented where it stands."""

import re
from collections.abc import Callable, Mapping
from enum import StrEnum
from typing import Annotated, Any, Literal, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, PlainValidator, model_validator
from pydantic_core import PydanticCustomError

from dashboard.problems import Code
from dashboard.values import (
    Amount,
    Day,
    Frequency,
    Period,
    Unfit,
    parse_amount,
    parse_day,
    parse_number,
    parse_period,
)

_T = TypeVar("_T")

JOINT = "joint"
"""The area id of what is promised together."""


class Text(NamedTuple):
    """Words in both languages; a plain text serves both."""

    zh: str
    en: str

    def __call__(self, language: str) -> str:
        """Return the words in a language."""
        return self.en if language == "en" else self.zh


# --- converters: from text as written to a value, or a coded finding -------------------


def _unfit(code: Code, **given: object) -> PydanticCustomError:
    return PydanticCustomError(code, "{code}", {"code": str(code), **given})


def _written(value: object) -> str:
    """Return the text of a scalar; raise a finding for a mapping, a list or nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        raise _unfit(Code.EMPTY_VALUE)
    raise _unfit(Code.EXPECTED_TEXT)


def _by(parse: Callable[[str], _T]) -> Callable[[object], _T]:
    def convert(value: object) -> _T:
        try:
            return parse(value if type(value) is str else _written(value))
        except Unfit as unfit:
            raise _unfit(unfit.code, **dict(unfit.facts)) from None

    return convert


def _parse_known_day(text: str) -> Day | None:
    return None if text == "unknown" else parse_day(text)


def _text(value: object) -> Text:
    if isinstance(value, str):
        return Text(value, value)
    if not isinstance(value, dict):
        raise _unfit(Code.EMPTY_VALUE if value is None else Code.EXPECTED_TEXT)
    zh, en = value.get("zh"), value.get("en")
    if not value.keys() <= {"zh", "en"} or not (zh or en):
        unknown = next(iter(value.keys() - {"zh", "en"}), "")
        raise _unfit(Code.NOT_A_CHOICE, text=unknown, choices="zh, en")
    if not all(isinstance(words, str | None) for words in (zh, en)):
        raise _unfit(Code.EXPECTED_TEXT)
    return Text(zh or en or "", en or zh or "")


_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_STATEMENT = re.compile(r"S[0-9]{2,3}\Z")


def _parse_id(text: str) -> str:
    if not _ID.match(text):
        raise Unfit(Code.NOT_AN_ID, text=text)
    return text


def _parse_statement(text: str) -> str:
    if not _STATEMENT.match(text):
        raise Unfit(Code.NOT_A_STATEMENT, text=text)
    return text


def _parse_yes(text: str) -> bool:
    if text not in {"yes", "no", "true", "false"}:
        raise Unfit(Code.NOT_YES_OR_NO, text=text)
    return text in {"yes", "true"}


def _parse_whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise Unfit(Code.NOT_A_NUMBER, text=text)
    return int(text)


def _parse_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise Unfit(Code.NOT_AN_ADDRESS, text=text) from error
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Unfit(Code.NOT_AN_ADDRESS, text=text)
    return text


Words = Annotated[Text, PlainValidator(_text)]
Written = Annotated[str, PlainValidator(_written)]
Id = Annotated[str, PlainValidator(_by(_parse_id))]
Statement = Annotated[str, PlainValidator(_by(_parse_statement))]
DayOf = Annotated[Day, PlainValidator(_by(parse_day))]
KnownDay = Annotated[Day | None, PlainValidator(_by(_parse_known_day))]
PeriodOf = Annotated[Period, PlainValidator(_by(parse_period))]
AmountOf = Annotated[Amount, PlainValidator(_by(parse_amount))]
Number = Annotated[float, PlainValidator(_by(parse_number))]
Whole = Annotated[int, PlainValidator(_by(_parse_whole))]
YesNo = Annotated[bool, PlainValidator(_by(_parse_yes))]
Address = Annotated[str, PlainValidator(_by(_parse_address))]


class Noun(BaseModel):
    """The manners of all nouns: frozen, and nothing unknown slips in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


# --- sources and dated things ------------------------------------------------------------


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


class Indicator(Noun):
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
    covers: tuple[Statement, ...] = ()
    limits: tuple[OutsideLimit, ...] = ()
    observations: Mapping[Id, tuple[Observation, ...]]


# --- commitments ---------------------------------------------------------------------------


class Made(Noun):
    """When and where a commitment was made."""

    on: KnownDay
    source: Id
    paragraph: Whole | None = None
    published: KnownDay | None = None
    inferred: YesNo = False
    note: Words | None = None


class Target(Cited):
    """One entry of the ledger of targets: how much, by when, set when."""

    at_least: Number | None = None
    at_most: Number | None = None
    between: tuple[Number, Number] | None = None
    by: DayOf | None = None
    set_on: KnownDay

    @model_validator(mode="after")
    def _one_shape(self) -> "Target":
        given = [self.at_least, self.at_most, self.between]
        if sum(value is not None for value in given) != 1:
            raise _unfit(Code.TARGET_SHAPE)
        if self.between and self.between[0] > self.between[1]:
            raise _unfit(Code.TARGET_SHAPE)
        return self


class Deadline(Cited):
    """One entry of the ledger of deadlines of a reform, an ambition or limits."""

    by: DayOf
    set_on: KnownDay


class PlannedDate(Cited):
    """One entry of the ledger of a node's planned dates."""

    to: DayOf
    set_on: KnownDay


class Dated(Cited):
    """Something that happened on a day."""

    on: DayOf


class Baseline(Noun):
    """Where a target starts; without a value the observation of that period."""

    period: PeriodOf
    value: Number | None = None
    source: Id | None = None


class Mode(StrEnum):
    """What it takes to keep a target."""

    REACH = "reach"
    REACH_AND_HOLD = "reach-and-hold"
    MAINTAIN = "maintain"


class TargetPart(Noun):
    """One part of a target, with its own figures."""

    id: Id
    name: Words
    indicator: Id
    targets: Annotated[tuple[Target, ...], Field(min_length=1)]
    baseline: Baseline | None = None


class Part(Noun):
    """One part of an ambition."""

    id: Id
    name: Words


class Limit(Noun):
    """An upper limit that the commitment sets."""

    id: Id
    name: Words
    at_most: Number
    indicator: Id


class ReportedMet(Dated):
    """A source that reports limits as met: shown as reported, never as measured."""

    part: Id | None = None


class Shows(StrEnum):
    """What a piece of evidence proves."""

    BEGUN = "begun"
    UNDER_WAY = "under-way"
    ON_SCHEDULE = "on-schedule"
    ONLY_PLANNED = "only-planned"
    DONE = "done"
    NOT_DONE = "not-done"
    ADOPTED = "adopted"
    WIDENED = "widened"
    ENDED = "ended"
    SUPPORTS = "supports"
    AGAINST = "against"
    AIMED_AT = "aimed-at"
    REACHED = "reached"
    NOT_REACHED = "not-reached"
    LOST = "lost"
    CONTEXT = "context"


SHOWS_BY_KIND: Mapping[str, frozenset[Shows]] = {
    "project": frozenset(
        {
            Shows.BEGUN,
            Shows.UNDER_WAY,
            Shows.ON_SCHEDULE,
            Shows.ONLY_PLANNED,
            Shows.DONE,
            Shows.NOT_DONE,
            Shows.CONTEXT,
        }
    ),
    "reform": frozenset({Shows.ADOPTED, Shows.WIDENED, Shows.ENDED, Shows.CONTEXT}),
    "ambition": frozenset(
        {
            Shows.SUPPORTS,
            Shows.AGAINST,
            Shows.AIMED_AT,
            Shows.REACHED,
            Shows.NOT_REACHED,
            Shows.LOST,
            Shows.CONTEXT,
        }
    ),
    "limits": frozenset({Shows.CONTEXT}),
    "target": frozenset({Shows.CONTEXT}),
}


class Evidence(Dated):
    """A dated report of where something stands."""

    shows: Shows
    what: Words
    part: Id | None = None
    area: Id | None = None


class Node(Noun):
    """A dated step of a project."""

    id: Id
    name: Words
    final: YesNo = False
    planned: tuple[PlannedDate, ...] = ()
    actual: Dated | None = None


class Ask(Noun):
    """Which office would have the missing figure: a suggestion, never a fact."""

    office: Words
    why: Words


class Office(Noun):
    """The responsible office, where a source says so."""

    name: Words
    source: Id


class _Commitment(Noun):
    """What all five kinds share."""

    id: Id
    by: Annotated[tuple[Id, ...], Field(min_length=1)]
    title: Words
    short: Words | None = None
    statement: Words
    made: Made
    covers: tuple[Statement, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    supersedes: Id | None = None
    see_also: tuple[Id, ...] = ()
    withdrawn: Dated | None = None
    missing: Words | None = None
    ask: Ask | None = None
    office: Office | None = None
    note: Words | None = None


class LimitsCommitment(_Commitment):
    """Upper limits that must all hold."""

    kind: Literal["limits"]
    limits: Annotated[tuple[Limit, ...], Field(min_length=1)]
    reported_met: tuple[ReportedMet, ...] = ()
    deadlines: tuple[Deadline, ...] = ()


class TargetCommitment(_Commitment):
    """A figure to reach, or parts each with a figure."""

    kind: Literal["target"]
    indicator: Id | None = None
    area: Id | None = None
    mode: Mode = Mode.REACH
    hold_periods: Whole = 3
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    parts: tuple[TargetPart, ...] = ()

    @model_validator(mode="after")
    def _figure_or_parts(self) -> "TargetCommitment":
        single = self.indicator is not None and bool(self.targets)
        if single == bool(self.parts):
            raise _unfit(Code.TARGET_SHAPE)
        return self


class ProjectCommitment(_Commitment):
    """Dated nodes, the final one of which is the promise."""

    kind: Literal["project"]
    nodes: Annotated[tuple[Node, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_final_node(self) -> "ProjectCommitment":
        number = sum(node.final for node in self.nodes)
        if number != 1:
            raise _unfit(Code.FINAL_NODE, number=number)
        return self


class ReformCommitment(_Commitment):
    """Something to adopt, by area and date."""

    kind: Literal["reform"]
    deadlines: tuple[Deadline, ...] = ()


class AmbitionCommitment(_Commitment):
    """A direction with dated evidence, never a percentage."""

    kind: Literal["ambition"]
    deadlines: tuple[Deadline, ...] = ()
    parts: tuple[Part, ...] = ()
    indicators: tuple[Id, ...] = ()


Commitment = Annotated[
    LimitsCommitment | TargetCommitment | ProjectCommitment | ReformCommitment | AmbitionCommitment,
    Field(discriminator="kind"),
]

KINDS = ("limits", "target", "project", "reform", "ambition")


# --- the catalog -----------------------------------------------------------------------------


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


class Unit(Noun):
    """A unit of measure; with `measure` and `scale` per-head figures can be worked out."""

    id: Id
    name: Words
    decimals: Whole = 2
    measure: Id | None = None
    scale: Number = 1.0


class Thresholds(Noun):
    """Where the projected share passes from off-track to at-risk to on-track."""

    on_track: Number = 0.95
    at_risk: Number = 0.60


class Windows(Noun):
    """After how many months evidence is out of date (judging.md 4)."""

    month: Whole = 4
    quarter: Whole = 9
    half_year: Whole = Field(default=15, alias="half-year")
    year: Whole = 24
    project: Whole = 12
    limits: Whole = 24
    reform: Whole = 24
    ambition: Whole = 24


class Rules(Noun):
    """The thresholds and windows of this catalog."""

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


class Catalog(NamedTuple):
    """Everything that was read, by id, in the order of the files."""

    frame: Frame
    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    commitments: Mapping[str, Any]  # of Commitment; a union cannot be named here
    theme_of: Mapping[str, str]
    """The theme's id by the id of an indicator or a commitment."""
