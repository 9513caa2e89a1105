"""What was promised, moved, reached, reported and withdrawn between two days."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dashboard.assessment import known_from, promised_on, published, target_amount
from dashboard.assessment.evidence import grade
from dashboard.assessment.shadow import Kind, moves
from dashboard.dated import FIRST_DAY
from dashboard.digests.entries import Entry, Moved, Reached, Report, Said, Tone, Withdrawn
from dashboard.model import (
    Catalog,
    Cited,
    Commitment,
    LimitsCommitment,
    Made,
    PlannedDate,
    ProjectCommitment,
    Shows,
    Target,
    TargetCommitment,
    Text,
)
from dashboard.model.commitments import Deadline
from dashboard.values import Day

_WORSE = frozenset({Shows.NOT_DONE, Shows.AGAINST, Shows.NOT_REACHED, Shows.LOST, Shows.ENDED})
_BETTER = frozenset(
    {Shows.BEGUN, Shows.DONE, Shows.ADOPTED, Shows.WIDENED, Shows.REACHED, Shows.SUPPORTS}
)
_KINDS = {
    Kind.WEAKENED: Tone.WORSE,
    Kind.POSTPONED: Tone.WORSE,
    Kind.TIGHTENED: Tone.BETTER,
    Kind.ADVANCED: Tone.BETTER,
}


class Setting(NamedTuple):
    """One entry of a ledger: what is asked for, by when."""

    cited: Target | PlannedDate | Deadline
    by: Day | None


class Ledger(NamedTuple):
    """The targets or the dates of a commitment, of one of its parts or of a node."""

    name: Text | None
    indicator: str
    entries: tuple[Setting, ...]
    is_final: bool = True
    """whether it is of the whole, and not of a node on the way or of a part"""


def ledgers(commitment: Commitment) -> Iterator[Ledger]:
    """Yield everything of a commitment that may be moved, in the order of the file."""
    match commitment:
        case ProjectCommitment():
            for node in commitment.nodes:
                plans = tuple(Setting(plan, plan.to) for plan in node.planned)
                yield Ledger(node.name, "", plans, node.final)
        case TargetCommitment():
            yield Ledger(None, commitment.indicator or "", _settings(commitment.targets))
            for part in commitment.parts:
                yield Ledger(part.name, part.indicator, _settings(part.targets), is_final=False)
        case _:
            dates = tuple(Setting(one, one.by) for one in commitment.deadlines)
            yield Ledger(None, "", dates)


def _settings(targets: tuple[Target, ...]) -> tuple[Setting, ...]:
    return tuple(Setting(target, target.by) for target in targets)


def said_of(catalog: Catalog, cited: Cited | Made) -> Said:
    """Return who said something, with its own day and grade where it has them."""
    return Said(cited.source, published(catalog, cited), grade(catalog, cited))


def is_between(since: date, day: date, as_of: date) -> bool:
    """Return whether something counted on the later day and not yet on the earlier one."""
    return since < day <= as_of


def moved(catalog: Catalog, commitment: Commitment, since: date, as_of: date) -> Iterator[Entry]:
    """Yield what was moved, and the dates that were set for the first time after the promise."""
    yield from _targets_moved(catalog, commitment, since, as_of)
    promised = promised_on(catalog, commitment)
    for ledger in ledgers(commitment):
        for entry in ledger.entries[:1]:
            day = _known(catalog, entry)
            if entry.by and is_between(max(since, promised), day, as_of):
                yield _moved(catalog, commitment, ledger, None, entry)
        if ledger.indicator:
            continue
        for before, after in pairwise(ledger.entries):
            if before.by != after.by and is_between(since, _known(catalog, after), as_of):
                yield _moved(catalog, commitment, ledger, before, after)


def _known(catalog: Catalog, entry: Setting) -> date:
    set_on = entry.cited.set_on
    return known_from(catalog, entry.cited, set_on.last if set_on else FIRST_DAY)


def _targets_moved(
    catalog: Catalog, commitment: Commitment, since: date, as_of: date
) -> Iterator[Moved]:
    for move in moves(catalog, commitment, as_of):
        if is_between(since, move.day, as_of):
            yield Moved(
                commitments=(commitment.id,),
                day=move.day,
                tone=_KINDS[move.kind],
                said=said_of(catalog, move.after),
                name=move.part,
                kind=move.kind,
                date_before=move.before.by,
                date_after=move.after.by,
                indicator=move.indicator,
                amount_before=target_amount(move.before),
                amount_after=target_amount(move.after),
                is_final=move.part is None,
            )


def _moved(
    catalog: Catalog,
    commitment: Commitment,
    ledger: Ledger,
    before: Setting | None,
    after: Setting,
) -> Moved:
    kind = None
    if before and before.by and after.by:
        kind = Kind.POSTPONED if after.by.last > before.by.last else Kind.ADVANCED
    target = after.cited
    return Moved(
        commitments=(commitment.id,),
        day=_known(catalog, after),
        tone=_KINDS[kind] if kind else Tone.OTHER,
        said=said_of(catalog, after.cited),
        name=ledger.name,
        kind=kind,
        date_before=before.by if before else None,
        date_after=after.by,
        indicator=ledger.indicator,
        amount_after=target_amount(target) if isinstance(target, Target) else None,
        is_final=ledger.is_final,
    )


def reached(catalog: Catalog, commitment: Commitment, since: date, as_of: date) -> Iterator[Entry]:
    """Yield the nodes of a project that became known as reached, the final one first."""
    if not isinstance(commitment, ProjectCommitment):
        return
    for node in commitment.nodes:
        if node.actual is None:
            continue
        day = known_from(catalog, node.actual, node.actual.on.last)
        if is_between(since, day, as_of):
            yield Reached(
                commitments=(commitment.id,),
                day=day,
                tone=Tone.BETTER,
                weight=int(node.final),
                said=said_of(catalog, node.actual),
                name=node.name,
                on=node.actual.on,
                planned=node.planned[0].to if node.planned else None,
            )


def reports(catalog: Catalog, commitment: Commitment, since: date, as_of: date) -> Iterator[Entry]:
    """Yield the reports that were published, those that are only context left out."""
    for item in commitment.evidence:
        day = known_from(catalog, item, item.on.last)
        if item.shows != Shows.CONTEXT and is_between(since, day, as_of):
            yield Report(
                commitments=(commitment.id,),
                day=day,
                tone=_tone(item.shows),
                said=said_of(catalog, item),
                what=item.what,
                on=item.on,
                shows=item.shows,
            )
    for met in commitment.reported_met if isinstance(commitment, LimitsCommitment) else ():
        day = known_from(catalog, met, met.on.last)
        if is_between(since, day, as_of):
            yield Report(
                commitments=(commitment.id,),
                day=day,
                tone=Tone.BETTER,
                said=said_of(catalog, met),
                what=met.note,
                on=met.on,
                shows=None,
            )


def _tone(shows: Shows) -> Tone:
    if shows in _WORSE:
        return Tone.WORSE
    return Tone.BETTER if shows in _BETTER else Tone.OTHER


def withdrawn(
    catalog: Catalog, commitment: Commitment, since: date, as_of: date
) -> Iterator[Entry]:
    """Yield that a promise was withdrawn."""
    gone = commitment.withdrawn
    if gone is None:
        return
    day = known_from(catalog, gone, gone.on.last)
    if is_between(since, day, as_of):
        yield Withdrawn(
            commitments=(commitment.id,),
            day=day,
            tone=Tone.OTHER,
            said=said_of(catalog, gone),
            on=gone.on,
        )
