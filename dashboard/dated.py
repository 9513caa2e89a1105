"""Everything dated that bears on a commitment: what became known of it, and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from dashboard.assessment import happened, known_from
from dashboard.assessment.evidence import grade
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Cited,
    Commitment,
    Evidence,
    Grade,
    LimitsCommitment,
    Observation,
    ProjectCommitment,
    ReformCommitment,
    Shows,
    TargetCommitment,
    Text,
)
from dashboard.values import Amount, Day

FIRST_DAY = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Item:
    """Something dated that bears on a commitment: when it was known and what it is about."""

    kind: str
    """figure, node, replanned, planned, report, target, deadline or reported-met"""
    known: date
    said: Day | None
    """when it was published, as written"""
    source: str
    grade: Grade
    what: Text
    when: str
    """the day or period it is about, as written"""
    happened: date
    """the last day that it can be about; of a year its publication may be earlier"""
    amount: Amount | None = None
    indicator: str = ""
    area: str = ""
    before: str = ""
    """the date it replaces, for what was re-planned"""


def items(catalog: Catalog, commitment: Commitment) -> Iterator[Item]:
    """Yield everything dated that bears on a commitment, in the order of the file."""
    for evidence in commitment.evidence:
        if evidence.shows != Shows.CONTEXT:
            yield _report(catalog, evidence)
    match commitment:
        case ProjectCommitment():
            yield from _of_project(catalog, commitment)
        case TargetCommitment():
            yield from _of_target(catalog, commitment)
        case LimitsCommitment():
            yield from _of_limits(catalog, commitment)
            yield from _deadlines(catalog, commitment)
        case ReformCommitment():
            yield from _deadlines(catalog, commitment)
        case AmbitionCommitment():
            yield from _deadlines(catalog, commitment)
            for identity in commitment.indicators:
                for area in commitment.by:
                    yield from _figures(catalog, identity, area)


def _known(catalog: Catalog, cited: Cited, about: date) -> tuple[date, Day | None, date]:
    published = cited.published or catalog.sources[cited.source].published
    return known_from(catalog, cited, about), published, happened(catalog, cited, about)


def _report(catalog: Catalog, evidence: Evidence) -> Item:
    known, said, day = _known(catalog, evidence, evidence.on.last)
    sure = grade(catalog, evidence)
    return Item("report", known, said, evidence.source, sure, evidence.what, evidence.on.text, day)


def _of_project(catalog: Catalog, commitment: ProjectCommitment) -> Iterator[Item]:
    for node in commitment.nodes:
        for index, plan in enumerate(node.planned):
            known, said, day = _known(catalog, plan, plan.set_on.last if plan.set_on else FIRST_DAY)
            kind = "replanned" if index else "planned"
            before = node.planned[index - 1].to.text if index else ""
            sure = grade(catalog, plan)
            yield Item(
                kind, known, said, plan.source, sure, node.name, plan.to.text, day, before=before
            )
        if node.actual:
            known, said, day = _known(catalog, node.actual, node.actual.on.last)
            source, sure = node.actual.source, grade(catalog, node.actual)
            yield Item("node", known, said, source, sure, node.name, node.actual.on.text, day)


def _of_target(catalog: Catalog, commitment: TargetCommitment) -> Iterator[Item]:
    area = commitment.area or commitment.by[0]
    ledgers = [commitment.targets, *(part.targets for part in commitment.parts)]
    for target in (target for ledger in ledgers for target in ledger):
        known, said, day = _known(
            catalog, target, target.set_on.last if target.set_on else FIRST_DAY
        )
        when = target.by.text if target.by else ""
        sure = grade(catalog, target)
        yield Item("target", known, said, target.source, sure, commitment.title, when, day)
    for identity in [commitment.indicator, *(part.indicator for part in commitment.parts)]:
        if identity:
            yield from _figures(catalog, identity, area)


def _of_limits(catalog: Catalog, commitment: LimitsCommitment) -> Iterator[Item]:
    for met in commitment.reported_met:
        known, said, day = _known(catalog, met, met.on.last)
        what = met.note or commitment.title
        sure = grade(catalog, met)
        yield Item("reported-met", known, said, met.source, sure, what, met.on.text, day)
    for limit in commitment.limits:
        yield from _figures(catalog, limit.indicator, commitment.by[0])


def _deadlines(
    catalog: Catalog, commitment: LimitsCommitment | ReformCommitment | AmbitionCommitment
) -> Iterator[Item]:
    for deadline in commitment.deadlines:
        about = deadline.set_on.last if deadline.set_on else FIRST_DAY
        known, said, day = _known(catalog, deadline, about)
        source, sure, by = deadline.source, grade(catalog, deadline), deadline.by.text
        yield Item("deadline", known, said, source, sure, commitment.title, by, day)


def _figures(catalog: Catalog, identity: str, area: str) -> Iterator[Item]:
    indicator = catalog.indicators[identity]
    for item in indicator.observations.get(area, ()):
        yield _figure(catalog, identity, area, item)


def _figure(catalog: Catalog, identity: str, area: str, item: Observation) -> Item:
    known, said, day = _known(catalog, item, item.period.last)
    name, sure = catalog.indicators[identity].name, grade(catalog, item)
    period, value = item.period.text, item.value
    return Item("figure", known, said, item.source, sure, name, period, day, value, identity, area)


def deadline_days(commitment: Commitment) -> list[date]:
    """Return the last days of all deadlines that a commitment ever had."""
    match commitment:
        case ProjectCommitment():
            return [plan.to.last for node in commitment.nodes for plan in node.planned]
        case TargetCommitment():
            ledgers = [commitment.targets, *(part.targets for part in commitment.parts)]
            return [target.by.last for ledger in ledgers for target in ledger if target.by]
        case _:
            return [deadline.by.last for deadline in commitment.deadlines]
