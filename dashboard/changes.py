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
    happened,
    known_from,
    promised_on,
    published,
    restated,
)
from dashboard.assessment.evidence import grade
from dashboard.dated import FIRST_DAY, Item, deadline_days, items
from dashboard.model import (
    JOINT,
    Catalog,
    Cited,
    Commitment,
    Grade,
    Made,
    ProjectCommitment,
    Text,
)
from dashboard.values import Day, day_after


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
    published: Day | None
    grade: Grade


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


# --- history and outlook -------------------------------------------------------------------


def history(
    catalog: Catalog,
    commitment: Commitment,
    as_of: date,
    since: date = date.min,
    *,
    restate: bool = False,
) -> tuple[Turn, ...]:
    """Return the verdicts from the promise to a day, one for each day on which it changed.

    Each is judged by what was known on its own day; restated, by what is known on the last one.
    """
    start = max(promised_on(catalog, commitment), FIRST_DAY)
    if start > as_of:
        return ()
    start = max(start, since)
    days = {item.happened if restate else item.known for item in items(catalog, commitment)}
    days |= {day_after(day) for day in deadline_days(commitment)}
    if gone := commitment.withdrawn:
        about = gone.on.last
        days.add((happened if restate else known_from)(catalog, gone, about))
    ahead = sorted({start, *(day for day in days if start < day <= as_of)})
    turns: list[Turn] = []
    while ahead:
        day = ahead.pop(0)
        if restate:
            verdict = restated(catalog, commitment, day, as_of)
        else:
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
        later = assess(catalog, commitment, day, known=verdict.as_of)
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
                yield _next(catalog, commitment, known[-1].to, node.name, known[-1])
        return
    day = verdict.replanned or verdict.deadline
    if day and day.last >= as_of:
        yield _next(catalog, commitment, day, commitment.title, commitment.made)


def _next(
    catalog: Catalog, commitment: Commitment, day: Day, what: Text, cited: Cited | Made
) -> NextNode:
    said, sure = published(catalog, cited), grade(catalog, cited)
    return NextNode(day, commitment.id, what, cited.source, said, sure)


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
