"""From the files of a folder to a catalog, everything wrong with it, and where it stands.

Nothing here raises for what a planner may have written. Whatever is in the catalog can be
used without further asking: every id that an item names exists.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dashboard.checks import findings, future_observations
from dashboard.entries import (
    CATALOG_FILE,
    SOURCES_FILE,
    Entry,
    Key,
    Places,
    figures_of,
    gather,
)
from dashboard.flaws import Finding
from dashboard.framing import catalog_of, items_of, partly_translated
from dashboard.guesses import near
from dashboard.mending import lines_of, mended, names_of, without_echoes
from dashboard.model import Catalog, Indicator
from dashboard.pausing import no_collection
from dashboard.plausible import future_sources, undated_events
from dashboard.problems import Code, Place, Problem, facts
from dashboard.resolving import resolve
from dashboard.salvage import dropped, row_of, salvaged, settled
from dashboard.store import Files, is_briefing
from dashboard.trees import Trees, trees_of
from dashboard.values import Day
from dashboard.yamltree import place

FIGURE = "observation"
"""The kind of a figure among what was kept or left out; its id is indicator/area/period."""

SETTING = "setting"
"""The kind of a setting among them; its id is that of its item, a slash and the key."""


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
    """Of kind "file" where a whole file was left out, "observation" where a figure was."""
    unread: tuple[str, ...] = ()
    """The files that were read no further than their first error."""
    events: tuple[tuple[Problem, Day], ...] = ()
    """What may turn out to be in the future, whatever day today is."""


def read(files: Files, before: Reading | None = None) -> Reading:
    """Return what the files say; where they cannot be used, what they said before."""
    with no_collection():
        return _Reader(before).read(files)


def problems_on(reading: Reading, today: date) -> tuple[Problem, ...]:
    """Return all problems, with those that depend on the day."""
    if reading.catalog is None:
        return reading.problems
    late = {
        Problem(reading.places.observation(*figure), Code.FUTURE_OBSERVATION, found)
        for figure, found in future_observations(reading.catalog, today)
        if ("indicator", figure[0]) not in reading.kept
        and (FIGURE, f"{figure[0]}/{figure[1]}/{dict(found)['period']}") not in reading.kept
    }
    late |= {
        Problem(event.place, event.code, (*event.facts, ("today", today.isoformat())))
        for event, day in reading.events
        if day.first > today
    }
    late |= {
        Problem(reading.places.item("source", identity), Code.FUTURE_EVENT, found)
        for identity, found in future_sources(reading.catalog, today)
        if ("source", identity) not in reading.kept
    }
    early = {
        (problem.place.file, problem.place.line)
        for problem in reading.problems
        if problem.code == Code.PUBLISHED_TOO_EARLY
    }
    late = {problem for problem in late if (problem.place.file, problem.place.line) not in early}
    return tuple(sorted({*reading.problems, *late}))


@dataclass(slots=True)
class _Reader:
    """Collects what was found; lives for one call."""

    before: Reading | None
    problems: list[Problem] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)
    kept_files: set[str] = field(default_factory=set)
    found: Trees = field(default_factory=Trees)
    entries: dict[Key, Entry] = field(default_factory=dict)
    nameless: set[Key] = field(default_factory=set)
    old: Mapping[Key, object] = field(default_factory=dict)

    def read(self, files: Files) -> Reading:
        if self.before is not None and self.before.catalog is not None:
            self.old = items_of(self.before.catalog)
        self.found = trees_of(files)
        files = self.found.files
        self.problems += self.found.problems
        self.left_out += [LeftOut("file", file, Place(file)) for file in self.found.strangers]
        self.enter(CATALOG_FILE)
        self.enter(SOURCES_FILE)
        themes = [identity for kind, identity in self.entries if kind == "theme"]
        for file in self.theme_files(themes, files):
            if file.removesuffix(".yaml") in themes or CATALOG_FILE in self.found.unreadable:
                self.enter(file)
            else:
                self.left_out.append(LeftOut("file", file, Place(file)))
        self.themes_and_files(set(themes), files, is_sure=CATALOG_FILE not in self.found.unreadable)
        for file in sorted(file for file in self.known_files(files) if is_briefing(file)):
            self.enter(file)
        resolved = resolve(self.entries, self.old_entry, self.blind())
        self.problems += resolved.problems
        self.entries = resolved.entries
        self.left_out += [LeftOut(entry.kind, entry.id, entry.place) for entry in resolved.left_out]
        return self.result()

    def theme_files(self, themes: list[str], files: Files) -> list[str]:
        """Return the theme files: first the declared ones, in the order of the themes."""
        declared = [f"{theme}.yaml" for theme in themes]
        known = {file for file in self.known_files(files) if not is_briefing(file)}
        known -= {CATALOG_FILE, SOURCES_FILE}
        return [file for file in declared if file in known] + sorted(known - set(declared))

    def known_files(self, files: Files) -> set[str]:
        """Return the files that are there, or of which there is a tree."""
        return {*self.found.trees, *files}

    def themes_and_files(self, themes: set[str], files: Files, *, is_sure: bool) -> None:
        """Note files without a theme, and themes without a file."""
        named = {file.removesuffix(".yaml") for file in files if not is_briefing(file)}
        named -= {"catalog", "sources"}
        is_sure = is_sure and ("theme", "?") not in self.nameless
        for theme in sorted(named - themes) if is_sure else ():
            known = facts(theme=theme, guess=near(theme, themes - named))
            self.problems.append(Problem(Place(f"{theme}.yaml"), Code.UNKNOWN_THEME, known))
        meant = {dict(problem.facts).get("guess") for problem in self.problems}
        for theme in sorted(themes - named):
            entry = self.entries["theme", theme]
            if entry.tree is not None and not {theme, f"{theme}.yaml"} & meant:
                lacking = Problem(entry.place, Code.THEME_WITHOUT_FILE, facts(theme=theme))
                self.problems.append(lacking)

    def enter(self, file: str) -> None:
        """Take up the entries of a file, or those of its last good version."""
        tree = self.found.trees.get(file)
        if tree is None:
            if self.before is not None and self.keep_file(self.before, file):
                self.kept_files.add(file)
            else:
                self.left_out.append(LeftOut("file", file, Place(file)))
            return
        gathered = gather(tree)
        self.problems += gathered.problems
        for entry in gathered.entries:
            self.enter_one(entry)

    def enter_one(self, entry: Entry) -> None:
        first = self.entries.get(entry.key)
        if entry.id == "?":
            self.nameless.add(entry.key)
            self.left_out.append(LeftOut(entry.kind, entry.id, entry.place))
        elif first is None:
            if entry.item is not None and entry.salvage is not None:
                old = self.old.get(entry.key)
                entry = salvaged(entry, (), old if isinstance(old, Indicator) else None)
            if entry.item is not None and entry.dropped and entry.key in self.old:
                entry = settled(entry, self.old[entry.key])
            self.entries[entry.key] = entry
        else:
            where = entry.place
            if entry.tree is not None:
                where = place(entry.tree, ("id",), within=entry.raw)
            found = facts(id=entry.id, first=f"{first.place.file}:{first.place.line}")
            self.problems.append(Problem(where, Code.DUPLICATE_ID, found))
            again = f"{entry.id} ({entry.place.file}:{entry.place.line})"  # the first is in use
            self.left_out.append(LeftOut(entry.kind, again, entry.place))

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
        for file in self.found.unreadable:
            if file == CATALOG_FILE:
                kinds |= {"area", "unit", "theme", "column"}
            elif file == SOURCES_FILE:
                kinds.add("source")
            elif not is_briefing(file):
                kinds |= {"indicator", "commitment"}
        if any(problem.code == Code.THEME_WITHOUT_FILE for problem in self.problems):
            kinds |= {"indicator", "commitment"}
        return frozenset(kinds)

    def result(self) -> Reading:
        catalog = catalog_of(self.entries)
        if catalog is not None:
            self.problems += self.located(findings(catalog))
            for tree in self.found.trees.values():
                self.problems += partly_translated(tree, catalog.frame.languages)
        parts = self.parts_kept()
        old = {key for key, entry in self.entries.items() if entry.tree is None}
        return Reading(
            catalog,
            tuple(self.mended(catalog)),
            self.places(parts),
            frozenset(old | parts.keys()),
            frozenset(self.kept_files),
            tuple(sorted(self.left_out)),
            tuple(self.found.unread),
            tuple(self.events(catalog)),
        )

    def events(self, catalog: Catalog | None) -> Iterator[tuple[Problem, Day]]:
        for finding, day in undated_events(catalog) if catalog else ():
            for problem in self.located([finding]):
                yield problem, day

    def mended(self, catalog: Catalog | None) -> Iterator[Problem]:
        """Yield all problems in order, with what can be said once everything is known."""
        found = sorted(set(self.problems))
        found = without_echoes(found)
        if not found:
            return
        known = names_of(self.entries, catalog)
        better: set[Problem] = set()
        for file, group in groupby(found, key=lambda problem: problem.place.file):
            rows = lines_of(self.found.texts.get(file, ""))
            better |= set(mended(list(group), rows, known))
        yield from sorted(better)

    def parts_kept(self) -> dict[Key, Place]:
        """Return the parts of items that are as they last were; note those that were left out."""
        kept: dict[Key, Place] = {}
        for entry in self.entries.values():
            for name, where in dropped(entry):
                if hasattr(self.old.get(entry.key), name.rpartition("/")[2]):
                    kept[SETTING, name] = where
                else:
                    self.left_out.append(LeftOut(SETTING, name, where))
            if entry.salvage is None:
                continue
            kept |= {(FIGURE, name): where for name, where in entry.salvage.kept}
            self.left_out += [LeftOut(FIGURE, *left) for left in entry.salvage.left_out]
        return kept

    def located(self, found: Iterable[Finding]) -> Iterator[Problem]:
        """Yield problems for findings about what was read now; of kept items no text is left."""
        for finding in found:
            entry = self.entries[finding.kind, finding.id]
            if entry.tree is None:
                continue
            flaw = finding.flaw
            path = row_of(entry, flaw.path)
            if path is None:
                continue
            where = entry.place
            if isinstance(entry.raw, dict):
                where = place(entry.tree, path, of=flaw.of, within=entry.raw)
            yield Problem(where, flaw.code, flaw.facts)

    def places(self, kept: dict[Key, Place]) -> Places:
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
        return Places({key: entry.place for key, entry in self.entries.items()} | kept, figures)
