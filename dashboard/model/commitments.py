"""The five kinds of commitment, with their ledgers and their evidence."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dashboard.model.fields import (
    DayOf,
    Id,
    KnownDay,
    Noun,
    Number,
    PeriodOf,
    Statement,
    Whole,
    Words,
    YesNo,
    finding,
    within,
)
from dashboard.model.judging import Judged, Plan
from dashboard.model.sources import Cited
from dashboard.problems import Code


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
            raise finding(Code.TARGET_SHAPE)
        if self.between and self.between[0] > self.between[1]:
            raise finding(Code.TARGET_SHAPE)
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
    adopts: Id | None = None
    already: YesNo = False


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
    reform: Id | None = None


class TargetCommitment(_Commitment, Judged):
    """A figure to reach, or parts each with a figure."""

    kind: Literal["target"]
    indicator: Id | None = None
    area: Id | None = None
    mode: Mode = Mode.REACH
    hold_periods: Annotated[Whole, within("hold_periods", 1)] = 3
    baseline: Baseline | None = None
    targets: tuple[Target, ...] = ()
    plan: Plan = ()
    parts: tuple[TargetPart, ...] = ()

    @model_validator(mode="after")
    def _figure_or_parts(self) -> "TargetCommitment":
        single = self.indicator is not None and bool(self.targets)
        if single == bool(self.parts):
            raise finding(Code.TARGET_SHAPE)
        return self


class ProjectCommitment(_Commitment):
    """Dated nodes, the final one of which is the promise."""

    kind: Literal["project"]
    nodes: Annotated[tuple[Node, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_final_node(self) -> "ProjectCommitment":
        number = sum(node.final for node in self.nodes)
        if number != 1:
            raise finding(Code.FINAL_NODE, number=number)
        return self


class ReformCommitment(_Commitment):
    """Something to adopt, by area and date."""

    kind: Literal["reform"]
    deadlines: tuple[Deadline, ...] = ()
    reform: Id | None = None


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
