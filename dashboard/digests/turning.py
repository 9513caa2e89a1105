"""Statuses that turned, and why: something published, or nothing but time."""

from collections.abc import Iterator
from datetime import date, timedelta

from dashboard.assessment import Status, Verdict, assess, known_from, promised_on
from dashboard.assessment.evidence import grade, published
from dashboard.changes import Turn, history
from dashboard.dated import Item, deadline_days, items
from dashboard.digests.entries import Cause, Moved, Said, StatusChange, Tone
from dashboard.digests.ledgers import is_between, ledgers, moved, said_of
from dashboard.model import Catalog, Commitment

_JUDGED = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED)
"""What can be judged, the worst first."""
_GOOD = _JUDGED.index(Status.ON_TRACK)
_DAY = timedelta(days=1)


def status_changes(
    catalog: Catalog, commitment: Commitment, since: date, as_of: date
) -> Iterator[StatusChange]:
    """Yield the change of a commitment's status between two days, if it turned at all.

    What was promised in between had no status before: it is told as new.
    """
    if is_between(since, promised_on(catalog, commitment), as_of):
        return
    turns = history(catalog, commitment, as_of, since)
    if len(turns) < 2:  # noqa: PLR2004 - the first one is how it stood
        return
    before, after = turns[0].verdict, turns[-1].verdict
    cause, because = _cause(catalog, commitment, turns[-1])
    yield StatusChange(
        commitments=(commitment.id,),
        day=turns[-1].day,
        tone=tone(before, after),
        said=_said(catalog, commitment, turns[-1], cause, because),
        weight=_weight(after),
        before=before,
        after=after,
        turns=tuple((turn.day, turn.verdict) for turn in turns[1:]),
        moved=_postponed(catalog, commitment, since, as_of),
        cause=cause,
        because=because,
    )


def tone(before: Verdict, after: Verdict) -> Tone:
    """Return whether a status got worse or better.

    Whatever leaves `achieved` is worse. What can no longer be judged is worse than what was good,
    and never better than what was bad; to hear nothing any more is worse than to have no date.
    """
    if before.status == Status.ACHIEVED != after.status:
        return Tone.WORSE
    old, new = _rank(before), _rank(after)
    if old is not None and new is not None:
        return Tone.OTHER if old == new else Tone.WORSE if new < old else Tone.BETTER
    if new is not None:
        return Tone.BETTER if new >= (_GOOD, 0) else Tone.WORSE
    if after.status == Status.WITHDRAWN:
        return Tone.OTHER
    if old is not None:
        return Tone.WORSE if old >= (_GOOD, 0) else Tone.OTHER
    is_silent = after.status == Status.STALE != before.status
    return Tone.WORSE if is_silent else Tone.OTHER


def _postponed(
    catalog: Catalog, commitment: Commitment, since: date, as_of: date
) -> tuple[Moved, ...]:
    """Return how the deadline itself was moved between two days, in order of time."""
    found = [
        entry
        for entry in moved(catalog, commitment, since, as_of)
        if isinstance(entry, Moved)
        and entry.is_final
        and entry.date_before not in {None, entry.date_after}
    ]
    return tuple(sorted(found, key=lambda entry: entry.day))


def _rank(verdict: Verdict) -> tuple[int, int] | None:
    if verdict.status not in _JUDGED:
        return None
    return _JUDGED.index(verdict.status), -int(verdict.is_late)


def _weight(after: Verdict) -> int:
    """Return how far a status lies from the middle: the ends are what an official asks about."""
    rank = _rank(after)
    return 0 if rank is None else abs(2 * rank[0] - len(_JUDGED) + 1) + 1


def _cause(catalog: Catalog, commitment: Commitment, turn: Turn) -> tuple[Cause, tuple[Item, ...]]:
    """Return what made a verdict turn: time alone, if by what was known on the eve it turns too."""
    found, eve = turn.verdict, turn.day - _DAY
    alone = assess(catalog, commitment, turn.day, known=eve)
    if (alone.status, alone.is_late) != (found.status, found.is_late):
        return Cause.NEWS, tuple(_deciding(catalog, commitment, turn))
    if eve in deadline_days(commitment):
        return Cause.DEADLINE, ()
    is_old = alone.stale_on is not None and alone.stale_on == eve
    return (Cause.OUT_OF_DATE if is_old else Cause.TIME), ()


def _deciding(catalog: Catalog, commitment: Commitment, turn: Turn) -> list[Item]:
    """Return what was published on the day of a turn: of several, what the verdict rests on."""
    new = [item for item in items(catalog, commitment) if item.known == turn.day]
    gone = commitment.withdrawn
    if gone and known_from(catalog, gone, gone.on.last) == turn.day:
        said, sure, title = published(catalog, gone), grade(catalog, gone), commitment.title
        return [
            Item("withdrawn", turn.day, said, gone.source, sure, title, gone.on.text, gone.on.last)
        ]
    fact = turn.verdict.proof or next(iter(turn.verdict.evidence), None)
    exact = [item for item in new if fact and (item.source, item.when) == (fact.source, fact.when)]
    return exact or new


def _said(
    catalog: Catalog, commitment: Commitment, turn: Turn, cause: Cause, because: tuple[Item, ...]
) -> Said:
    """Return the source of what made a verdict turn; of time alone that of what it ran against."""
    if because:
        return Said(because[0].source, because[0].said, because[0].grade)
    if cause == Cause.DEADLINE:
        eve = turn.day - _DAY
        for ledger in ledgers(commitment):
            for entry in ledger.entries:
                if entry.by and entry.by.last == eve:
                    return said_of(catalog, entry.cited)
    fact = next(iter(turn.verdict.evidence), None)
    if fact is not None:
        return Said(fact.source, fact.published, fact.grade)
    return said_of(catalog, commitment.made)
