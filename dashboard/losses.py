"""What was lost on the way from one version of the ledgers to the next, told as problems."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from dashboard.ledger import Entry, Ledger, Standing
from dashboard.problems import Code, Place, Problem, facts
from dashboard.yamltree import place

_SHOWN = 3
"""Of an item that is gone altogether, so many entries are quoted."""

Known = Mapping[str, tuple[Entry, ...] | None]
"""What the ledgers say in each version of a file, by its id; None if it cannot be read."""

_ByKey = dict[tuple[Ledger, object], dict[str, Entry]]


@dataclass(frozen=True, slots=True)
class Loss:
    """An entry that a change took away."""

    entry: Entry
    had: int
    """So many sources said the same before."""
    beside: frozenset[object]
    """What the ledger said before: none of this took its place."""


class Change(NamedTuple):
    """One file in a commit, beside one of its parents: the ids of its bytes, "" for none."""

    file: str
    before: str
    after: str


class Commit(NamedTuple):
    """A commit beside one of its parents."""

    id: str
    day: str
    is_merge: bool
    corrected: frozenset[str]
    changes: tuple[Change, ...]


class _Lost(NamedTuple):
    """An entry that is gone, and since which step of the history; no commit: not committed."""

    loss: Loss
    step: int
    commit: Commit | None


class History(NamedTuple):
    """What git keeps: the commits since the first, and what stood at the first and at the last."""

    log: Sequence[Commit]
    known: Known
    first: Iterable[Entry]
    last: Iterable[Entry]


def problems_of(history: History, standing: Standing) -> Iterator[Problem]:
    """Yield what was lost in the commits of a history, or since the last one, and is not back."""
    now = _by_key(standing.entries)
    gone = _uncorrected(_gone(history, standing.entries), history.log)
    undone = _undone(history, now) if gone else set()
    left = [g for g in gone if not _is_back(g.loss, now) and g.loss.entry.key not in undone]
    yield from _told(left, standing)


def carry(log: Iterable[Commit], known: dict[str, tuple[Entry, ...] | None]) -> None:
    """Let a version that cannot be read say what the one before it said."""
    for commit in log:
        for change in commit.changes:
            if change.after and known.get(change.after) is None:
                known[change.after] = known.get(change.before)


# --- what is gone --------------------------------------------------------------------------


def lost(before: Iterable[Entry], after: Iterable[Entry]) -> Iterator[Loss]:
    """Yield the entries that were there and are not: moved, reordered or reworded ones are.

    Another source for the same figure may replace one, as long as no fewer say it.
    """
    old, new = _by_key(before), _by_key(after)
    beside: dict[Ledger, set[object]] = {}
    for ledger, meaning in old:
        beside.setdefault(ledger, set()).add(meaning)
    for key, by_source in old.items():
        left = new.get(key, {})
        missing = len(by_source) - len(left)
        gone = [entry for source, entry in by_source.items() if source not in left]
        for entry in gone[: max(missing, 0)]:
            yield Loss(entry, len(by_source), frozenset(beside[entry.ledger]))


def _is_back(loss: Loss, now: _ByKey) -> bool:
    """Return whether what was lost stands again, said by as many sources as before."""
    return len(now.get(loss.entry.key, {})) >= loss.had


def _replacement(loss: Loss, now: Iterable[Entry]) -> Entry | None:
    """Return the entry that took the place of a lost one, if one did."""
    entry = loss.entry
    found = [
        (score, other)
        for other in now
        if other.ledger == entry.ledger
        and other.key[1] not in loss.beside
        and (score := _likeness(entry, other))
    ]
    return max(found, key=lambda pair: pair[0])[1] if found else None


def _likeness(old: Entry, new: Entry) -> int:
    """Return how surely one entry took the other's place; 0 if it did not."""
    is_here, is_theirs = old.anchor == new.anchor, old.source == new.source
    shares = bool({part[::2] for part in old.said} & {part[::2] for part in new.said})
    if is_here:
        return 3 if is_theirs else 2
    return 1 if is_theirs and shares else 0


def _place_now(loss: Loss, new: Entry | None, standing: Standing) -> Place:
    """Return where the field stands that was changed, or the list or item that lost an entry."""
    entry = loss.entry
    if new is not None:
        tree = standing.trees.get(new.file)
        if tree is None:
            return Place(new.file)
        old = {part.name: part.value for part in entry.said}
        now = {part.name: part.value for part in new.said}
        changed = [name for name in (*now, *old) if old.get(name) != now.get(name)]
        return place(tree, changed[:1], within=new.raw)
    for length in range(len(entry.ledger), 1, -1):
        if entry.ledger[:length] in standing.scopes:
            return standing.scopes[entry.ledger[:length]]
    gone_from = standing.trees.get(entry.file)
    list_of = (f"{entry.ledger[0]}s",)
    return place(gone_from, list_of, of="key") if gone_from else Place(entry.file)


def _by_key(found: Iterable[Entry]) -> _ByKey:
    """Return entries by what they say, and by the source that says it."""
    by_key: _ByKey = {}
    for entry in found:
        by_key.setdefault(entry.key, {})[entry.source] = entry
    return by_key


def _gone(history: History, now: Iterable[Entry]) -> list[_Lost]:
    """Return each entry that was lost, with the last commit that took it away.

    A merge is named only for what no other commit did. Beside one parent it takes away what the
    other's commits did; where those are older than the first, it is none of our business.
    """
    gone: dict[tuple[object, str], _Lost] = {}
    stood = {entry.key for entry in history.first}
    for step, commit in enumerate(history.log):
        before, after = _around(commit, history.known)
        if not commit.is_merge:
            stood |= {entry.key for entry in after} - {entry.key for entry in before}
        for loss in lost(before, after):
            key = (loss.entry.key, loss.entry.source)
            if not commit.is_merge or (key not in gone and loss.entry.key in stood):
                gone[key] = _Lost(loss, step, commit)
    for loss in lost(history.last, now):
        gone[loss.entry.key, loss.entry.source] = _Lost(loss, len(history.log), None)
    return list(gone.values())


def _around(commit: Commit, known: Known) -> tuple[list[Entry], list[Entry]]:
    """Return what the files that a commit changed said before and after it."""
    before = [e for change in commit.changes for e in known.get(change.before) or ()]
    after = [e for change in commit.changes for e in known.get(change.after) or ()]
    return before, after


def _undone(history: History, now: _ByKey) -> set[object]:
    """Return what took the place of an entry that stands again: its own loss mends that one's."""
    came_for: dict[object, object] = {}
    stood: set[object] = set()
    for commit in history.log:
        before, after = _around(commit, history.known)
        for loss in lost(before, after):
            stood.add(loss.entry.key)
            new = _replacement(loss, after)
            if new is not None and new.key not in stood:
                came_for.setdefault(new.key, loss.entry.key)
    undone = set()
    for key, before_it in came_for.items():
        old = before_it
        while old not in now and old in came_for:
            old = came_for[old]
        if old in now:
            undone.add(key)
    return undone


def _uncorrected(gone: Iterable[_Lost], log: Sequence[Commit]) -> list[_Lost]:
    """Return the losses that neither their own commit nor a later one names as a correction."""
    until: dict[str, int] = {}
    for step, commit in enumerate(log):
        until |= dict.fromkeys(commit.corrected, step)
    return [found for found in gone if found.step > until.get(found.loss.entry.ledger[1], -1)]


def _told(gone: Iterable[_Lost], standing: Standing) -> Iterator[Problem]:
    """Yield a problem for each entry, and for an item that is gone with all of them only one."""
    items: dict[tuple[tuple[str, str], int], list[_Lost]] = {}
    for found in gone:
        item = found.loss.entry.item
        if item in standing.scopes:
            yield _problem([found], standing)
        else:
            items.setdefault((item, found.step), []).append(found)
    for together in items.values():
        yield _problem(together, standing)


def _problem(gone: Sequence[_Lost], standing: Standing) -> Problem:
    loss, _, commit = gone[0]
    new = _replacement(loss, standing.entries)
    entry = loss.entry
    old = "; ".join(found.loss.entry.text for found in gone[:_SHOWN])
    given = facts(
        id=entry.ledger[1],
        what=", ".join(dict.fromkeys(".".join(g.loss.entry.ledger[2:]) for g in gone)),
        old=old + (f"; … ({len(gone)})" if len(gone) > _SHOWN else ""),
        new=new.text if new else "",
        commit=commit.id[:7] if commit else "",
        day=commit.day if commit else "",
        case="" if commit else "uncommitted",
    )
    code = Code.OVERWRITTEN if new else Code.REMOVED
    return Problem(_place_now(loss, new, standing), code, given)
