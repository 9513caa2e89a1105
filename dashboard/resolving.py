"""Every id that an item names must exist: an item that names none is not used as it stands."""

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Literal, NamedTuple

from dashboard.entries import FRAME, KINDS_OF_ENTRY, Entry, Figure, Key
from dashboard.guesses import meant, near
from dashboard.links import Link, links
from dashboard.model import JOINT, BriefingSlide, Evidence
from dashboard.problems import Code, Problem, facts
from dashboard.salvage import figures_named, salvaged
from dashboard.yamltree import place

_HAVE_A_FILE = ("indicator", "commitment")


class Resolved(NamedTuple):
    """The entries that can be used, in the order of the files."""

    entries: dict[Key, Entry]
    problems: tuple[Problem, ...]
    left_out: tuple[Entry, ...]


def resolve(
    entries: Mapping[Key, Entry],
    old_entry: Callable[[Entry], Entry | None],
    blind: Collection[str],
) -> Resolved:
    """Return the entries whose links all lead somewhere, old ones where the new ones do not.

    `blind` are the kinds of which a file could not be read: an unknown id is no finding there.
    """
    return _Resolver(dict(entries), old_entry, blind).resolve()


@dataclass(slots=True)
class _Resolver:
    """Collects what was found; lives for one call."""

    entries: dict[Key, Entry]
    old_entry: Callable[[Entry], Entry | None]
    blind: Collection[str]
    problems: list[Problem] = field(default_factory=list)
    left_out: list[Entry] = field(default_factory=list)
    links: dict[Key, list[Link]] = field(default_factory=dict)
    usable: dict[str, set[str]] = field(default_factory=dict)
    named: dict[str, set[str]] = field(default_factory=dict)

    def resolve(self) -> Resolved:
        self.named = _by_kind(self.entries)
        for entry in list(self.entries.values()):
            if entry.item is None:
                self.named[entry.kind].add(meant(Code.NOT_AN_ID, entry.id))
                self.give_up(entry)
        self.usable = _by_kind(self.entries)
        self.links = {key: self.links_of(entry) for key, entry in self.entries.items()}
        self.without_cycles("area", "part_of")
        while self.settle_all():
            pass
        self.without_cycles("commitment", "supersedes")
        for entry in list(self.entries.values()):
            self.drop_mentions(entry)
        self.population()
        return Resolved(self.entries, tuple(self.problems), tuple(self.left_out))

    def links_of(self, entry: Entry) -> list[Link]:
        if entry.kind == FRAME:
            return []
        found = links(entry.item, self.usable["source"])
        if entry.kind in _HAVE_A_FILE:
            found.append(Link("theme", entry.theme, (), is_mention=False))
        return found

    def give_up(self, entry: Entry) -> None:
        """Put the last good version in the place of an entry, or leave it out."""
        old = self.old_entry(entry)
        if old is not None:
            self.entries[entry.key] = old
            if self.usable:
                self.links[entry.key] = self.links_of(old)
            return
        del self.entries[entry.key]
        self.left_out.append(entry)
        if self.usable:
            self.usable[entry.kind].discard(entry.id)
            if entry.key == (FRAME, "joint"):
                self.usable["area"].discard(JOINT)

    def settle_all(self) -> bool:
        """Return whether anything had to be given up, so that another round is needed."""
        given_up = [entry for entry in list(self.entries.values()) if self.settle(entry)]
        return bool(given_up)

    def settle(self, entry: Entry) -> bool:
        """Return whether an entry had to be given up, or a part: what names it may follow."""
        broken = [
            link
            for link in self.links[entry.key]
            if not link.is_mention and link.id not in self.usable[link.kind]
        ]
        for link in broken:
            self.note_unknown(entry, link)
        if broken and all(link.path[:1] == ("observations",) for link in broken) and entry.tree:
            self.salvage(entry, broken)
        elif broken:
            self.give_up(entry)
        return bool(broken)

    def salvage(self, entry: Entry, broken: Collection[Link]) -> None:
        """Drop the figures of an indicator whose area or source is not there, and no others."""
        lost: set[Figure] = set()
        for link in broken:
            area, figures = str(link.path[1]), entry.item.observations[link.path[1]]
            if link.of_key:
                rows = entry.raw["observations"].get(area, ())
                lost |= {(area, row) for row in range(-1, len(rows))}
                continue
            numbers = [n for n, figure in enumerate(figures) if figure.source == link.id]
            lost |= set(figures_named(entry, area, numbers))
        old = self.old_entry(entry)
        kept = salvaged(entry, lost, old.item if old else None, self.usable)
        self.entries[entry.key] = kept
        self.links[entry.key] = self.links_of(kept)

    def note_unknown(self, entry: Entry, link: Link) -> None:
        """Note an id that nobody declares; one whose item was left out has a problem already."""
        is_known = link.id in self.named[link.kind] or link.kind in self.blind
        if entry.tree is None or is_known or link.kind == "theme":
            return
        found = facts(id=link.id, kind=link.kind, guess=near(link.id, self.named[link.kind]))
        self.note(entry, link, Problem(entry.place, Code.UNKNOWN_ID, found))

    def note(self, entry: Entry, link: Link, problem: Problem) -> None:
        if entry.tree is None:
            return
        where = entry.place
        if isinstance(entry.raw, dict):
            of: Literal["key", "value"] = "key" if link.of_key else "value"
            where = place(entry.tree, link.path, of=of, within=entry.raw)
        self.problems.append(Problem(where, problem.code, problem.facts))

    def drop_mentions(self, entry: Entry) -> None:
        """Drop what an item only mentions and what is not there."""
        lost = [
            link
            for link in self.links[entry.key]
            if link.is_mention and link.id not in self.usable[link.kind]
        ]
        for link in lost:
            self.note_unknown(entry, link)
        if lost:
            self.without(entry, {(link.path[0], link.id) for link in lost})

    def without(self, entry: Entry, lost: Collection[tuple[str | int, str]]) -> None:
        """Put a copy without some mentions in the place of an entry."""
        update = {}
        for name in {str(name) for name, _ in lost}:
            value = getattr(entry.item, name)
            update[name] = (
                tuple(
                    _unlinked(one, name, lost)
                    for one in value
                    if (name, one) not in lost and not _is_about(one, name, lost)
                )
                if isinstance(value, tuple)
                else None
            )
        item = entry.item.model_copy(update=update)
        self.entries[entry.key] = replace(entry, item=item)

    def without_cycles(self, kind: str, name: str) -> None:
        """Cut chains that lead back to where they began: following them would never end."""
        after = {
            entry.id: getattr(entry.item, name)
            for entry in self.entries.values()
            if entry.kind == kind
        }
        said: set[str] = set()
        for identity, walked in _in_cycles(after):
            entry = self.entries[kind, identity]
            link = Link(kind, identity, (name,), is_mention=True)
            if identity not in said:  # once a cycle, at the first of those on it
                found = facts(id=identity, way=" → ".join((*walked, walked[0])))
                self.note(entry, link, Problem(entry.place, Code.CYCLE, found))
            said |= set(walked)
            if kind == "area":
                self.give_up(entry)
            else:
                self.without(entry, {(name, after[identity])})

    def population(self) -> None:
        """Note that per-head figures divide by an indicator that is not there."""
        entry = self.entries.get((FRAME, "population"))
        if entry is not None and entry.item not in self.usable["indicator"]:
            self.note_unknown(entry, Link("indicator", entry.item, (), is_mention=True))


def _unlinked(one: object, name: str, lost: Collection[tuple[str | int, str]]) -> object:
    """Return an id as it is, and a report without the reform that is not there."""
    if isinstance(one, Evidence) and (name, one.adopts) in lost:
        return one.model_copy(update={"adopts": None})
    return one


def _is_about(one: object, name: str, lost: Collection[tuple[str | int, str]]) -> bool:
    """Return whether a slide of a briefing is about what is not there: it is left out alone."""
    return isinstance(one, BriefingSlide) and bool(
        {(name, one.commitment), (name, one.indicator)} & set(lost)
    )


def _by_kind(entries: Mapping[Key, Entry]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {kind: set() for kind in KINDS_OF_ENTRY}
    for kind, identity in entries:
        found[kind].add(identity)
    if "joint" in found[FRAME]:
        found["area"].add(JOINT)
    return found


def _in_cycles(after: Mapping[str, str | None]) -> Iterator[tuple[str, list[str]]]:
    """Yield the ids on a cycle of links, each with the cycle."""
    done: set[str] = set()
    for start in after:
        seen: dict[str, None] = {}
        here: str | None = start
        while here is not None and here in after and here not in seen and here not in done:
            seen[here] = None
            here = after[here]
        if here is not None and here in seen:
            walked = list(seen)
            cycle = walked[walked.index(here) :]
            yield from ((identity, cycle) for identity in cycle)
        done |= seen.keys()
