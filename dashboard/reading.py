"""From the files of a folder to a catalog, everything wrong with it, and where it stands.

Nothing here raises for what a planner may have written. Whatever is in the catalog can be
used without further asking: every id that an item names exists.
"""

import gc
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from dashboard.checks import Finding, findings, future_observations
from dashboard.entries import (
    CATALOG_FILE,
    SOURCES_FILE,
    Entry,
    Key,
    Places,
    figures_of,
    gather,
)
from dashboard.framing import catalog_of, items_of, partly_translated
from dashboard.guesses import near
from dashboard.model import Catalog
from dashboard.problems import Code, Place, Problem, facts
from dashboard.resolving import resolve
from dashboard.store import Files, decode
from dashboard.yamltree import Tree, parse, place


class LeftOut(NamedTuple):
    """An item that could not be used and has no last good version; `id` may be "?"."""

    kind: str
    id: str
    place: Place


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a folder."""

    catalog: Catalog | None
    """None only if nothing could be used: no catalog.yaml, or none of its areas or themes."""
    problems: tuple[Problem, ...]
    places: Places
    kept: frozenset[Key]
    """The items that are shown as they last were: what now stands there cannot be used."""
    kept_files: frozenset[str]
    """The files of which nothing could be read, so that all their items are as they last were."""
    left_out: tuple[LeftOut, ...]


def read(files: Files, before: Reading | None = None) -> Reading:
    """Return what the files say; where they cannot be used, what they said before."""
    with _no_collection():
        return _Reader(before).read(files)


def problems_on(reading: Reading, today: date) -> tuple[Problem, ...]:
    """Return all problems, with those that depend on the day."""
    if reading.catalog is None:
        return reading.problems
    late = {
        Problem(reading.places.observation(*figure), Code.FUTURE_OBSERVATION, found)
        for figure, found in future_observations(reading.catalog, today)
        if ("indicator", figure[0]) not in reading.kept
    }
    return tuple(sorted({*reading.problems, *late}))


@contextmanager
def _no_collection() -> Iterator[None]:
    """Keep Python's garbage collector from walking millions of new objects again and again."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


@dataclass(slots=True)
class _Reader:
    """Collects what was found; lives for one call."""

    before: Reading | None
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    kept_files: set[str] = field(default_factory=set)
    unreadable: list[str] = field(default_factory=list)
    trees: dict[str, Tree] = field(default_factory=dict)
    entries: dict[Key, Entry] = field(default_factory=dict)
    old: Mapping[Key, object] = field(default_factory=dict)

    def read(self, files: Files) -> Reading:
        if self.before is not None and self.before.catalog is not None:
            self.old = items_of(self.before.catalog)
        self.unreadable = [file for file in _in_order(files) if not self.parse(file, files)]
        self.enter(CATALOG_FILE)
        self.enter(SOURCES_FILE)
        themes = [identity for kind, identity in self.entries if kind == "theme"]
        for file in self.theme_files(themes, files):
            self.enter(file)
        self.themes_and_files(set(themes), files, is_sure=CATALOG_FILE not in self.unreadable)
        resolved = resolve(self.entries, self.old_entry, self.blind())
        self.problems += resolved.problems
        self.entries = resolved.entries
        self.left_out += [LeftOut(entry.kind, entry.id, entry.place) for entry in resolved.left_out]
        return self.result()

    def parse(self, file: str, files: Files) -> bool:
        """Read one file as a tree; return whether it is one."""
        data = files.get(file, Problem(Place(file), Code.MISSING_FILE))
        text = decode(file, data) if isinstance(data, bytes) else data
        if isinstance(text, Problem):
            self.problems.append(text)
            return False
        tree, problems = parse(file, text)
        self.problems += problems
        if tree is not None and not isinstance(tree.root, dict):
            self.problems += gather(tree).problems
            return False
        if tree is not None:
            self.trees[file] = tree
        return tree is not None

    def theme_files(self, themes: list[str], files: Files) -> list[str]:
        """Return the theme files: first the declared ones, in the order of the themes."""
        declared = [f"{theme}.yaml" for theme in themes]
        known = {*self.trees, *(file for file in files)} - {CATALOG_FILE, SOURCES_FILE}
        return [file for file in declared if file in known] + sorted(known - set(declared))

    def themes_and_files(self, themes: set[str], files: Files, *, is_sure: bool) -> None:
        """Note files without a theme, and themes without a file."""
        named = {file.removesuffix(".yaml") for file in files} - {"catalog", "sources"}
        for theme in sorted(named - themes) if is_sure else ():
            known = facts(theme=theme, guess=near(theme, themes - named))
            self.problems.append(Problem(Place(f"{theme}.yaml"), Code.UNKNOWN_THEME, known))
        for theme in sorted(themes - named):
            entry = self.entries["theme", theme]
            if entry.tree is not None:
                found = Problem(entry.place, Code.THEME_WITHOUT_FILE, facts(theme=theme))
                self.problems.append(found)

    def enter(self, file: str) -> None:
        """Take up the entries of a file, or those of its last good version."""
        tree = self.trees.get(file)
        if tree is None:
            if self.before is not None and self.keep_file(self.before, file):
                self.kept_files.add(file)
            return
        gathered = gather(tree)
        self.problems += gathered.problems
        for entry in gathered.entries:
            self.enter_one(entry)

    def enter_one(self, entry: Entry) -> None:
        first = self.entries.get(entry.key)
        if entry.id == "?":
            self.left_out.append(LeftOut(entry.kind, entry.id, entry.place))
        elif first is None:
            self.entries[entry.key] = entry
        else:
            where = entry.place
            if entry.tree is not None:
                where = place(entry.tree, ("id",), within=entry.raw)
            found = facts(id=entry.id, first=f"{first.place.file}:{first.place.line}")
            self.problems.append(Problem(where, Code.DUPLICATE_ID, found))
            self.left_out.append(LeftOut(entry.kind, entry.id, entry.place))

    def keep_file(self, before: Reading, file: str) -> bool:
        """Take up the last good version of a file; return whether there is one."""
        found = [key for key, where in before.places.items.items() if where.file == file]
        for key in found:
            if key not in self.entries and key in self.old:
                where = before.places.items[key]
                self.entries[key] = Entry(*key, self.old[key], where)
        return bool(found)

    def old_entry(self, entry: Entry) -> Entry | None:
        """Return the last good version of an item, at the place of its new text."""
        if entry.tree is None or entry.key not in self.old:
            return None
        return Entry(*entry.key, self.old[entry.key], entry.place)

    def blind(self) -> frozenset[str]:
        """Return the kinds of which there may be more than is known."""
        kinds: set[str] = set()
        for file in self.unreadable:
            if file == CATALOG_FILE:
                kinds |= {"area", "unit", "theme", "column"}
            elif file == SOURCES_FILE:
                kinds.add("source")
            else:
                kinds |= {"indicator", "commitment"}
        return frozenset(kinds)

    def result(self) -> Reading:
        catalog = catalog_of(self.entries)
        if catalog is not None:
            found = self.located(findings(catalog))
            is_whole = not (self.left_out or self.kept_files or self.unreadable)
            self.problems += [p for p in found if is_whole or p.code != Code.UNUSED_SOURCE]
            for tree in self.trees.values():
                self.problems += partly_translated(tree, catalog.frame.languages)
        return Reading(
            catalog,
            tuple(sorted(set(self.problems))),
            self.places(),
            frozenset(key for key, entry in self.entries.items() if entry.tree is None),
            frozenset(self.kept_files),
            tuple(sorted(self.left_out)),
        )

    def located(self, found: Iterable[Finding]) -> Iterator[Problem]:
        """Yield problems for findings about what was read now; of kept items no text is left."""
        for finding in found:
            entry = self.entries[finding.kind, finding.id]
            if entry.tree is not None and isinstance(entry.raw, dict):
                flaw = finding.flaw
                where = place(entry.tree, flaw.path, of=flaw.of, within=entry.raw)
                yield Problem(where, flaw.code, flaw.facts)

    def places(self) -> Places:
        figures = {
            (entry.id, area): found
            for entry in self.entries.values()
            if entry.kind == "indicator"
            for area, found in figures_of(entry)
        }
        if self.before is not None:
            for (indicator, area), found in self.before.places.figures.items():
                entry = self.entries.get(("indicator", indicator))
                if entry is not None and entry.tree is None:
                    figures[indicator, area] = found
        return Places({key: entry.place for key, entry in self.entries.items()}, figures)


def _in_order(files: Files) -> list[str]:
    return sorted({*files, CATALOG_FILE, SOURCES_FILE})
