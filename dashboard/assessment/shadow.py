"""Moved goalposts: what each move did, and the verdict had nothing been moved (method.md 4.6)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import pairwise

from dashboard.assessment.aims import Aim, baseline_value, bound, known_baseline, known_ledger
from dashboard.assessment.assess import assess
from dashboard.assessment.evidence import SLACK, direction, is_whole, known_from, series
from dashboard.assessment.verdict import Verdict
from dashboard.methods import Status
from dashboard.model import Baseline, Catalog, Commitment, Target, TargetCommitment, Text
from dashboard.values import Frequency, decimal_year

_BEST_FIRST = (Status.ACHIEVED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK, Status.MISSED)
_FIRST_TO_LAST = 2


class Kind(StrEnum):
    """What a move of a target did to it."""

    WEAKENED = "weakened"
    TIGHTENED = "tightened"
    POSTPONED = "postponed"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class Move:
    """One change of a target that had been published."""

    indicator: str
    part: Text | None
    """the part of the commitment whose target it is; none for a single one"""
    before: Target
    after: Target
    day: date
    """the first day on which the new target counted as known"""
    kind: Kind
    pace: float | None
    """rho: the pace required after over the pace required before, with the figure then known"""
    ambition: float | None
    """the way from the baseline to the new target over that to the one before"""


@dataclass(frozen=True, slots=True)
class Shadow:
    """How a commitment would stand without the moves of its target, or its withdrawal."""

    headline: Verdict
    original: Verdict
    """against the first target"""
    previous: Verdict | None
    """against the last target but one; none where that is the first"""
    target: Target | None
    """the first target, of a commitment with a single figure"""
    moves: tuple[Move, ...]
    ambition: float | None
    """the way to the target in force over that to the first one"""

    @property
    def differs(self) -> bool:
        """Return whether the original target gives another verdict than the one in force."""
        return _said(self.original) != _said(self.headline)

    @property
    def previous_differs(self) -> bool:
        """Return whether the target before gives another verdict than the one in force."""
        return self.previous is not None and _said(self.previous) != _said(self.headline)

    @property
    def is_eased(self) -> bool:
        """Return whether it is good only by the moved target: counted apart in every total."""
        good = self.headline.status in {Status.ACHIEVED, Status.ON_TRACK}
        return good and _rank(self.original.status) > _rank(self.headline.status)


def _said(verdict: Verdict) -> tuple[Status, bool]:
    return verdict.status, verdict.is_late


def _rank(status: Status) -> int:
    return _BEST_FIRST.index(status) if status in _BEST_FIRST else len(_BEST_FIRST)


def shadow(catalog: Catalog, commitment: Commitment, verdict: Verdict) -> Shadow | None:
    """Return the verdicts against the targets before, none where nothing was moved.

    The first deadline decides what was missed in all of them, as it does in the headline. What
    was withdrawn is judged as if it had not been.
    """
    as_of = verdict.as_of
    found = tuple(moves(catalog, commitment, as_of))
    is_gone = verdict.status == Status.WITHDRAWN
    if not found and not is_gone:
        return None
    first = _cut(catalog, commitment, as_of, slice(1))
    ledger = _ledger(catalog, commitment, as_of)
    before = None
    if max((len(known) for known in _ledgers(catalog, commitment, as_of)), default=0) > (
        _FIRST_TO_LAST
    ):
        before = assess(catalog, _cut(catalog, commitment, as_of, slice(-1)), as_of)
    return Shadow(
        headline=verdict,
        original=assess(catalog, first, as_of),
        previous=before,
        target=ledger[0] if ledger else None,
        moves=found,
        ambition=_whole_ambition(catalog, commitment, ledger, as_of),
    )


def shadows(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> Mapping[str, Shadow]:
    """Return the shadows of all commitments that were moved or withdrawn, by id."""
    found = (
        (identity, shadow(catalog, catalog.commitments[identity], verdict))
        for identity, verdict in verdicts.items()
    )
    return {identity: one for identity, one in found if one is not None}


def moves(catalog: Catalog, commitment: Commitment, as_of: date) -> Iterator[Move]:
    """Yield every change of a target that had been published by a day, oldest first."""
    if not isinstance(commitment, TargetCommitment):
        return
    for part, aim in _aims(catalog, commitment, as_of):
        for before, after in pairwise(aim.ledger):
            kind = _plain_kind(aim, before, after)
            if kind is None:
                continue
            day = known_from(catalog, after, after.set_on.last if after.set_on else as_of)
            pace = _pace_ratio(catalog, aim, before, after, day)
            is_size = kind in {Kind.WEAKENED, Kind.TIGHTENED}
            if is_size and pace is not None and abs(pace - 1) > SLACK:
                kind = Kind.WEAKENED if pace < 1 else Kind.TIGHTENED
            yield Move(
                indicator=aim.indicator.id,
                part=part,
                before=before,
                after=after,
                day=day,
                kind=kind,
                pace=pace,
                ambition=_ambition(catalog, aim, before, after, as_of),
            )


def _aims(
    catalog: Catalog, commitment: TargetCommitment, as_of: date
) -> Iterator[tuple[Text | None, Aim]]:
    """Yield the single figure of a target, or that of each part, with the ledger known."""
    area = commitment.area or commitment.by[0]
    given: list[tuple[Text | None, str | None, tuple[Target, ...], Baseline | None]] = [
        (part.name, part.indicator, part.targets, part.baseline) for part in commitment.parts
    ]
    given = given or [(None, commitment.indicator, commitment.targets, commitment.baseline)]
    for name, identity, targets, baseline in given:
        yield (
            name,
            Aim(
                indicator=catalog.indicators[str(identity)],
                area=area,
                ledger=known_ledger(catalog, targets, as_of),
                baseline=known_baseline(catalog, baseline, as_of),
                mode=commitment.mode,
                hold_periods=commitment.hold_periods,
            ),
        )


def _ledgers(catalog: Catalog, commitment: Commitment, as_of: date) -> Iterator[tuple[Target, ...]]:
    if isinstance(commitment, TargetCommitment):
        yield from (aim.ledger for _, aim in _aims(catalog, commitment, as_of))


def _ledger(catalog: Catalog, commitment: Commitment, as_of: date) -> tuple[Target, ...]:
    """Return the known targets of a commitment with a single figure."""
    if isinstance(commitment, TargetCommitment) and not commitment.parts:
        return known_ledger(catalog, commitment.targets, as_of)
    return ()


def _cut(catalog: Catalog, commitment: Commitment, as_of: date, kept: slice) -> Commitment:
    """Return a commitment with only a stretch of each ledger of targets, and not withdrawn."""
    change: dict[str, object] = {"withdrawn": None}
    if isinstance(commitment, TargetCommitment):
        change["targets"] = _stretch(known_ledger(catalog, commitment.targets, as_of), kept)
        change["parts"] = tuple(
            part.model_copy(
                update={"targets": _stretch(known_ledger(catalog, part.targets, as_of), kept)}
            )
            for part in commitment.parts
        )
    copied: Commitment = commitment.model_copy(update=change)
    return copied


def _stretch(known: tuple[Target, ...], kept: slice) -> tuple[Target, ...]:
    """Return a stretch of a ledger, never nothing of it: a part that did not move keeps its one."""
    return known[kept] or known[:1]


# --- how large a move is ---------------------------------------------------------------------


def _plain_kind(aim: Aim, before: Target, after: Target) -> Kind | None:
    """Return what a move did by its size or else by its date; none where it moved neither."""
    harder = _harder(aim, before, after)
    if harder:
        return Kind.TIGHTENED if harder > 0 else Kind.WEAKENED
    if before.by is None or after.by is None:
        if before.by is after.by:
            return None
        return Kind.POSTPONED if after.by is None else Kind.ADVANCED
    later = (after.by.last - before.by.last).days
    return None if not later else Kind.POSTPONED if later > 0 else Kind.ADVANCED


def _harder(aim: Aim, before: Target, after: Target) -> float:
    """Return by how much more a target asks for than another; less is below zero."""
    if before.between and after.between:
        (low, high), (new_low, new_high) = before.between, after.between
        return (high - low) - (new_high - new_low)
    old, new = bound(before), bound(after)
    if old is None or new is None or abs(new - old) <= SLACK:
        return 0.0
    return (new - old) * direction(aim.indicator, after)


def _pace_ratio(
    catalog: Catalog, aim: Aim, before: Target, after: Target, day: date
) -> float | None:
    """Return rho, none where one of the two paces cannot be worked out or none was needed."""
    reached = _reached(catalog, aim, day)
    if reached is None:
        return None
    at, value, bare = reached
    old, new = (_required(target, at, value, bare=bare) for target in (before, after))
    if old is None or new is None or old * direction(aim.indicator, before) <= SLACK:
        return None
    return new / old


def _reached(catalog: Catalog, aim: Aim, day: date) -> tuple[float, float, bool] | None:
    """Return when and how far it had come by the figures known on a day, else the baseline.

    Years with the convention of the way (method.md 4.3): whole for bare years.
    """
    whole = [
        item
        for item in series(catalog, aim.indicator, aim.area, day)
        if is_whole(aim.indicator, item) and item.value.low == item.value.high is not None
    ]
    start = aim.baseline
    since = [item for item in whole if not start or item.period.last >= start.period.last]
    if since:
        period, value = since[-1].period, since[-1].value.number
    elif start is not None and (known := baseline_value(aim, whole)) is not None:
        period, value = start.period, known
    else:
        return None
    bare = period.frequency == Frequency.YEAR
    bare = bare and (start is None or start.period.frequency == Frequency.YEAR)
    return (float(period.year) if bare else decimal_year(period.last)), value, bare


def _required(target: Target, at: float, value: float, *, bare: bool) -> float | None:
    goal = bound(target)
    if goal is None or target.by is None:
        return None
    end = float(target.by.first.year) if bare else decimal_year(target.by.last)
    return (goal - value) / (end - at) if end > at else None


def _ambition(
    catalog: Catalog, aim: Aim, before: Target, after: Target, as_of: date
) -> float | None:
    """Return the way to the new target over that to the old, none without a baseline."""
    whole = [
        item
        for item in series(catalog, aim.indicator, aim.area, as_of)
        if is_whole(aim.indicator, item)
    ]
    start, old, new = baseline_value(aim, whole), bound(before), bound(after)
    if start is None or old is None or new is None or abs(old - start) <= SLACK:
        return None
    return (new - start) / (old - start)


def _whole_ambition(
    catalog: Catalog, commitment: Commitment, ledger: Sequence[Target], as_of: date
) -> float | None:
    if not isinstance(commitment, TargetCommitment) or len(ledger) < _FIRST_TO_LAST:
        return None
    _, aim = next(_aims(catalog, commitment, as_of))
    return _ambition(catalog, aim, ledger[0], ledger[-1], as_of)
