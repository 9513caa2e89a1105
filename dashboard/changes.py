"""What happened, what comes next and what is missing: judged day by day, as it was known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from dashboard.assessment import (
    WANTING,
    Status,
    Verdict,
    assess,
    known_from,
    promised_on,
)
from dashboard.model import (
    JOINT,
    AmbitionCommitment,
    Catalog,
    Cited,
    Commitment,
    Evidence,
    LimitsCommitment,
    Observation,
    ProjectCommitment,
    ReformCommitment,
    Shows,
    TargetCommitment,
    Text,
)
from dashboard.values import Amount, Day, day_after

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
    what: Text
    when: str
    """the day or period it is about, as written"""
    amount: Amount | None = None
    indicator: str = ""
    area: str = ""
    before: str = ""
    """the date it replaces, for what was re-planned"""


@dataclass(frozen=True, slots=True)
class Turn:
    """A day on which a commitment's verdict changed."""

    day: date
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened, for the list of recent changes."""

    day: date
    commitment: str
    kind: str
    """figure, node, replanned, report or status"""
    item: Item | None = None
    before: Verdict | None = None
    after: Verdict | None = None


@dataclass(frozen=True, slots=True)
class NextNode:
    """A planned date that lies ahead."""

    day: Day
    commitment: str
    what: Text
    source: str


@dataclass(frozen=True, slots=True)
class Outlook:
    """What would change a verdict: time alone, or the proof that is still missing."""

    turns_on: date | None
    turns_into: Verdict | None
    proof_gives: Status | None
    proof_is_late: bool


@dataclass(frozen=True, slots=True)
class Missing:
    """What would settle a commitment that cannot be judged, and whom to ask."""

    commitment: str
    verdict: Verdict
    what: Text | None
    office: Text | None
    why: Text | None


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


def _known(catalog: Catalog, cited: Cited, about: date) -> tuple[date, Day | None]:
    published = cited.published or catalog.sources[cited.source].published
    return known_from(catalog, cited, about), published


def _report(catalog: Catalog, evidence: Evidence) -> Item:
    known, said = _known(catalog, evidence, evidence.on.last)
    return Item("report", known, said, evidence.source, evidence.what, evidence.on.text)


def _of_project(catalog: Catalog, commitment: ProjectCommitment) -> Iterator[Item]:
    for node in commitment.nodes:
        for index, plan in enumerate(node.planned):
            known, said = _known(catalog, plan, plan.set_on.last if plan.set_on else FIRST_DAY)
            kind = "replanned" if index else "planned"
            before = node.planned[index - 1].to.text if index else ""
            yield Item(kind, known, said, plan.source, node.name, plan.to.text, before=before)
        if node.actual:
            known, said = _known(catalog, node.actual, node.actual.on.last)
            yield Item("node", known, said, node.actual.source, node.name, node.actual.on.text)


def _of_target(catalog: Catalog, commitment: TargetCommitment) -> Iterator[Item]:
    area = commitment.area or commitment.by[0]
    ledgers = [commitment.targets, *(part.targets for part in commitment.parts)]
    for target in (target for ledger in ledgers for target in ledger):
        known, said = _known(catalog, target, target.set_on.last if target.set_on else FIRST_DAY)
        when = target.by.text if target.by else ""
        yield Item("target", known, said, target.source, commitment.title, when)
    for identity in [commitment.indicator, *(part.indicator for part in commitment.parts)]:
        if identity:
            yield from _figures(catalog, identity, area)


def _of_limits(catalog: Catalog, commitment: LimitsCommitment) -> Iterator[Item]:
    for met in commitment.reported_met:
        known, said = _known(catalog, met, met.on.last)
        what = met.note or commitment.title
        yield Item("reported-met", known, said, met.source, what, met.on.text)
    for limit in commitment.limits:
        yield from _figures(catalog, limit.indicator, commitment.by[0])


def _deadlines(
    catalog: Catalog, commitment: LimitsCommitment | ReformCommitment | AmbitionCommitment
) -> Iterator[Item]:
    for deadline in commitment.deadlines:
        about = deadline.set_on.last if deadline.set_on else FIRST_DAY
        known, said = _known(catalog, deadline, about)
        yield Item("deadline", known, said, deadline.source, commitment.title, deadline.by.text)


def _figures(catalog: Catalog, identity: str, area: str) -> Iterator[Item]:
    indicator = catalog.indicators[identity]
    for item in indicator.observations.get(area, ()):
        yield _figure(catalog, identity, area, item)


def _figure(catalog: Catalog, identity: str, area: str, item: Observation) -> Item:
    known, said = _known(catalog, item, item.period.last)
    name = catalog.indicators[identity].name
    return Item(
        "figure", known, said, item.source, name, item.period.text, item.value, identity, area
    )


# --- history and outlook -------------------------------------------------------------------


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


def history(
    catalog: Catalog, commitment: Commitment, as_of: date, since: date = date.min
) -> tuple[Turn, ...]:
    """Return the verdicts from the promise to a day, one for each day on which it changed.

    Each is judged by what was known on its own day.
    """
    start = max(promised_on(catalog, commitment), FIRST_DAY)
    if start > as_of:
        return ()
    start = max(start, since)
    days = {item.known for item in items(catalog, commitment)}
    days |= {day_after(day) for day in deadline_days(commitment)}
    ahead = sorted({start, *(day for day in days if start < day <= as_of)})
    turns: list[Turn] = []
    while ahead:
        day = ahead.pop(0)
        verdict = assess(catalog, commitment, day)
        if not turns or _differs(turns[-1].verdict, verdict):
            turns.append(Turn(day, verdict))
        stale = day_after(verdict.stale_on) if verdict.stale_on else None
        if stale and day < stale <= as_of and (not ahead or stale < ahead[0]):
            ahead.insert(0, stale)
    return tuple(turns)


def _differs(before: Verdict, after: Verdict) -> bool:
    return (before.status, before.is_late) != (after.status, after.is_late)


def outlook(catalog: Catalog, commitment: Commitment, verdict: Verdict) -> Outlook:
    """Return when the verdict turns without any news, and what the missing proof would give."""
    days = [day_after(day) for day in deadline_days(commitment)]
    if verdict.stale_on:
        days.append(day_after(verdict.stale_on))
    turns_on, turns_into = None, None
    for day in sorted(day for day in days if day > verdict.as_of):
        later = assess(catalog, commitment, day)
        if _differs(verdict, later):
            turns_on, turns_into = day, later
            break
    wanting = verdict.status not in {Status.ACHIEVED, Status.WITHDRAWN}
    late = verdict.deadline is not None and verdict.as_of > verdict.deadline.last
    return Outlook(turns_on, turns_into, Status.ACHIEVED if wanting else None, wanting and late)


# --- lists for the overview ------------------------------------------------------------------


def recent(
    catalog: Catalog, commitments: Mapping[str, Verdict], as_of: date, days: int = 730
) -> tuple[Change, ...]:
    """Return what became known and what turned in the days before, the newest first."""
    since = as_of - timedelta(days=days)
    found: list[Change] = []
    for identity in commitments:
        commitment = catalog.commitments[identity]
        news = [
            item
            for item in items(catalog, commitment)
            if since < item.known <= as_of and item.kind not in {"planned", "target", "deadline"}
        ]
        found += [Change(item.known, identity, item.kind, item) for item in news]
        turns = history(catalog, commitment, as_of, since)
        for before, after in pairwise(turns):
            found.append(Change(after.day, identity, "status", None, before.verdict, after.verdict))
    order = {"status": 0, "replanned": 1, "node": 2, "report": 3, "figure": 4}
    return tuple(
        sorted(found, key=lambda c: (-c.day.toordinal(), order.get(c.kind, 5), c.commitment))
    )


def next_nodes(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> tuple[NextNode, ...]:
    """Return the planned dates that lie ahead of what is not yet achieved, the nearest first."""
    found: list[NextNode] = []
    for identity, verdict in verdicts.items():
        if verdict.status not in {Status.ACHIEVED, Status.WITHDRAWN}:
            found += _ahead(catalog, catalog.commitments[identity], verdict)
    return tuple(sorted(found, key=lambda node: (node.day.last, node.commitment)))


def _ahead(catalog: Catalog, commitment: Commitment, verdict: Verdict) -> Iterator[NextNode]:
    as_of = verdict.as_of
    if isinstance(commitment, ProjectCommitment):
        for node in commitment.nodes:
            known = [
                plan
                for plan in node.planned
                if known_from(catalog, plan, plan.set_on.last if plan.set_on else as_of) <= as_of
            ]
            reached = node.actual and known_from(catalog, node.actual, node.actual.on.last) <= as_of
            if known and not reached and known[-1].to.last >= as_of:
                yield NextNode(known[-1].to, commitment.id, node.name, known[-1].source)
        return
    day = verdict.replanned or verdict.deadline
    if day and day.last >= as_of:
        yield NextNode(day, commitment.id, commitment.title, commitment.made.source)


def missing(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> tuple[Missing, ...]:
    """Return what would settle each commitment that cannot be judged, in catalog order."""
    found = []
    for identity, verdict in verdicts.items():
        if verdict.status in WANTING:
            commitment = catalog.commitments[identity]
            ask = commitment.ask
            found.append(
                Missing(
                    identity,
                    verdict,
                    commitment.missing,
                    ask.office if ask else None,
                    ask.why if ask else None,
                )
            )
    return tuple(found)


def side_of(commitment: Commitment) -> str:
    """Return whose row a commitment stands in: its area, or joint for several."""
    return commitment.by[0] if len(commitment.by) == 1 else JOINT
