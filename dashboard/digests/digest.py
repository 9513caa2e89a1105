"""A digest: everything that changed between two days, the worst first."""

from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import chain
from types import MappingProxyType

from dashboard.assessment import Status, Verdict, as_known, assess_all, promised_on
from dashboard.changes import next_nodes
from dashboard.digests.entries import (
    Due,
    Entry,
    GoneStale,
    Group,
    Made,
    NewFigure,
    Said,
    Tone,
    Unsupported,
)
from dashboard.digests.figures import new_figures, revised
from dashboard.digests.ledgers import (
    is_between,
    moved,
    reached,
    reports,
    said_of,
    withdrawn,
)
from dashboard.digests.turning import status_changes
from dashboard.model import Catalog
from dashboard.values import day_after

AHEAD = 90
"""So many days ahead a planned date is named."""
_DONE = frozenset({Status.ACHIEVED, Status.WITHDRAWN})
_TONES = tuple(Tone)


@dataclass(frozen=True, slots=True)
class Digest:
    """What changed after one day and up to another; every group is there, also if empty."""

    since: date
    as_of: date
    groups: Mapping[Group, tuple[Entry, ...]]

    def count(self, group: Group, tone: Tone) -> int:
        """Return how many entries of a group are of a tone."""
        return sum(entry.tone == tone for entry in self.groups[group])

    @property
    def is_empty(self) -> bool:
        """Return whether nothing changed; what is due or lacking is no change."""
        standing = {Group.DUE, Group.UNSUPPORTED}
        return not any(found for group, found in self.groups.items() if group not in standing)


def digest(catalog: Catalog, since: date, as_of: date) -> Digest:
    """Return what changed after `since` and up to `as_of`, by what was known on each.

    What is due within 90 days and what has no evidence is said of the later day.
    """
    known = as_known(catalog, as_of)
    verdicts = assess_all(known, as_of)
    judged = [known.commitments[identity] for identity in verdicts]
    found: Mapping[Group, Iterable[Entry]] = {
        Group.STATUSES: _each(status_changes(known, one, since, as_of) for one in judged),
        Group.FIGURES: new_figures(known, since, as_of),
        Group.REVISED: revised(known, since, as_of),
        Group.MOVED: _each(moved(known, one, since, as_of) for one in judged),
        Group.NODES: _each(reached(known, one, since, as_of) for one in judged),
        Group.REPORTS: _each(reports(known, one, since, as_of) for one in judged),
        Group.DUE: _due(known, verdicts, as_of),
        Group.STALE: _stale(verdicts, since, as_of),
        Group.UNSUPPORTED: _unsupported(known, verdicts),
        Group.MADE: _made(known, verdicts, since, as_of),
        Group.WITHDRAWN: _each(withdrawn(known, one, since, as_of) for one in judged),
    }
    groups = {group: _ordered(group, entries) for group, entries in found.items()}
    return Digest(since, as_of, MappingProxyType(groups))


def of_commitments(found: Digest, kept: AbstractSet[str]) -> Digest:
    """Return what a digest tells of some commitments: without what bears on others alone."""
    groups = {
        group: tuple(
            _narrowed(entry, kept) for entry in entries if not kept.isdisjoint(entry.commitments)
        )
        for group, entries in found.groups.items()
    }
    return replace(found, groups=MappingProxyType(groups))


def _narrowed(entry: Entry, kept: AbstractSet[str]) -> Entry:
    mine = tuple(one for one in entry.commitments if one in kept)
    if not isinstance(entry, NewFigure):
        return replace(entry, commitments=mine)
    aims = tuple(aim for aim in entry.aims if aim.commitment in kept)
    return replace(entry, commitments=mine, aims=aims)


def _each(found: Iterable[Iterator[Entry]]) -> Iterator[Entry]:
    return chain.from_iterable(found)


def _ordered(group: Group, entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Return entries worse, better, other, the heavier and then the newer first.

    What lies ahead is told by its day, the nearest first.
    """
    if group == Group.DUE:
        return tuple(sorted(entries, key=lambda entry: (entry.day, entry.commitments)))
    return tuple(
        sorted(
            entries,
            key=lambda entry: (
                _TONES.index(entry.tone),
                -entry.weight,
                -entry.day.toordinal(),
                entry.commitments,
            ),
        )
    )


def _due(catalog: Catalog, verdicts: Mapping[str, Verdict], as_of: date) -> Iterator[Due]:
    for node in next_nodes(catalog, verdicts):
        if node.day.last <= as_of + timedelta(days=AHEAD):
            yield Due(
                commitments=(node.commitment,),
                day=node.day.last,
                tone=Tone.OTHER,
                said=Said(node.source, node.published, node.grade),
                what=node.what,
                on=node.day,
            )


def _stale(verdicts: Mapping[str, Verdict], since: date, as_of: date) -> Iterator[GoneStale]:
    """Yield what went out of date, whatever its status; what is done needs no more evidence."""
    for identity, verdict in verdicts.items():
        if verdict.stale_on is None or verdict.status in _DONE or not verdict.evidence:
            continue
        fact, day = verdict.evidence[0], day_after(verdict.stale_on)
        if is_between(since, day, as_of):
            yield GoneStale(
                commitments=(identity,),
                day=day,
                tone=Tone.OTHER,
                said=Said(fact.source, fact.published, fact.grade),
                fact=fact,
                last_good=verdict.stale_on,
            )


def _unsupported(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> Iterator[Unsupported]:
    for identity, verdict in verdicts.items():
        commitment = catalog.commitments[identity]
        if not verdict.evidence and verdict.status not in _DONE:
            yield Unsupported(
                commitments=(identity,),
                day=promised_on(catalog, commitment),
                tone=Tone.OTHER,
                said=said_of(catalog, commitment.made),
                missing=commitment.missing,
            )


def _made(
    catalog: Catalog, verdicts: Mapping[str, Verdict], since: date, as_of: date
) -> Iterator[Made]:
    for identity, verdict in verdicts.items():
        commitment = catalog.commitments[identity]
        day = promised_on(catalog, commitment)
        if is_between(since, day, as_of):
            yield Made(
                commitments=(identity,),
                day=day,
                tone=Tone.OTHER,
                said=said_of(catalog, commitment.made),
                now=verdict,
            )
