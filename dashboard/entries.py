"""The entries of each file: one source, one indicator, one commitment at a time."""

from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from dashboard.flaws import TYPED, Flaw, expected_list, expected_mapping, unknown_key
from dashboard.model import Frame, Indicator
from dashboard.problems import Code, Place, Problem, facts
from dashboard.settings import SETTINGS, unit_of
from dashboard.shapes import shaped
from dashboard.store import is_briefing
from dashboard.yamltree import DUPLICATE, Node, Path, Tree, place, place_of

CATALOG_FILE, SOURCES_FILE = "catalog.yaml", "sources.yaml"
BRIEFING = "briefing"
"""The kind of the one entry of each file of the folder of briefings: the whole of it."""
FRAME = "frame"
"""The kind of the parts of catalog.yaml that are not lists."""

LISTS: Mapping[str, str] = {
    "areas": "area",
    "columns": "column",
    "themes": "theme",
    "units": "unit",
    "reforms": "reform",
    "sources": "source",
    "indicators": "indicator",
    "commitments": "commitment",
}
"""The kind of the entries of each list."""

KINDS_OF_ENTRY = (*LISTS.values(), "crossing", FRAME, BRIEFING)
"""Every kind of entry."""

_KEYS_OF_FILE: Mapping[str, tuple[str, ...]] = {
    CATALOG_FILE: tuple(Frame.model_fields),
    SOURCES_FILE: ("sources",),
}
_KEYS_OF_THEME = ("indicators", "commitments")
_REQUIRED: Mapping[str, tuple[str, ...]] = {
    CATALOG_FILE: tuple(name for name, part in Frame.model_fields.items() if part.is_required()),
    SOURCES_FILE: ("sources",),
}

_SETTINGS = frozenset((name,) for name in SETTINGS)
_FIGURES = frozenset({Code.NOT_A_VALUE, Code.NOT_A_NUMBER})
"""Here the unit tells whether a word behind the digits may be dropped."""

Key = tuple[str, str]
"""The kind and the id of an item."""


Figure = tuple[str, int]
"""An area and the number of a row below it."""


@dataclass(frozen=True, slots=True, eq=False)
class Salvage:
    """Which figures of an indicator are the new text, where some of them cannot be used."""

    lost: frozenset[Figure] = frozenset()
    """The rows of the new text that cannot be used."""
    rows: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """By area the row of each figure of the item; -1 for one that is as it last was."""
    old: Mapping[Figure, Place] = field(default_factory=dict)
    """Where the rows stand for which old figures stand, by the figure's number in the item."""
    kept: tuple[tuple[str, Place], ...] = ()
    """Names and places of the rows for which an old figure stands."""
    left_out: tuple[tuple[str, Place], ...] = ()
    """Names and places of the rows for which nothing stands."""


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """One item as it stands in a file; `item` is None where it cannot be used."""

    kind: str
    id: str
    item: Any
    place: Place
    tree: Tree | None = None
    """None for the last good version of an item, whose text is gone."""
    raw: Node = None
    salvage: Salvage | None = None
    """None where all figures are the new text, as they nearly always are."""
    dropped: tuple[str, ...] = ()
    """The settings that make no sense: the item is as if they were not written."""

    @property
    def key(self) -> Key:
        """Return the kind and the id."""
        return self.kind, self.id

    @property
    def theme(self) -> str:
        """Return the id of the theme whose file it stands in."""
        return self.place.file.removesuffix(".yaml")


class Gathered(NamedTuple):
    """What one file holds."""

    entries: tuple[Entry, ...]
    problems: tuple[Problem, ...]


@dataclass(slots=True)
class _Gatherer:
    """Collects from one file; lives for one call."""

    tree: Tree
    entries: list[Entry] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)

    def note(self, flaw: Flaw, within: Node, **more: object) -> None:
        where = place(self.tree, flaw.path, of=flaw.of, within=within)
        found = flaw.facts + facts(**more)
        if flaw.also:
            lines = [str(place(self.tree, path, within=within).line) for path in flaw.also]
            found += facts(lines=", ".join(lines))
        self.problems.append(Problem(where, flaw.code, found))

    def add(self, entry: Entry, shape: str, bare: Node = None) -> None:
        """Add an entry, read as a noun; `bare` is the same without what is read by itself."""
        raw, where = entry.raw, entry.place
        item, flaws, wrong = shaped(shape, raw if bare is None else bare)
        dropped = tuple(dict.fromkeys(str(path[0]) for path in wrong if path[:1] in _SETTINGS))
        if dropped:
            bare = {key: value for key, value in raw.items() if key not in dropped}
            item, hidden, wrong = shaped(shape, bare)
            flaws += tuple(flaw for flaw in hidden if flaw not in flaws)
        within = raw if isinstance(raw, dict | list) else None
        of_unit = {}
        if isinstance(raw, dict):
            of_unit = {key: raw[key] for key in ("unit", "indicator") if key in raw}
        for flaw in flaws:
            if within is None:
                self.problems.append(Problem(where, flaw.code, flaw.facts))
            elif flaw.code in _FIGURES and not unit_of(flaw.path):
                self.note(flaw, within, **of_unit)
            else:
                self.note(flaw, within)
        salvage = None
        if wrong and shape == "indicator" and (lost := _lost(raw, wrong)):
            item, salvage = _without(raw if bare is None else bare, lost)
        self.entries.append(replace(entry, item=item, salvage=salvage, dropped=dropped))

    def list_of(self, key: str, within: Node, kind: str) -> None:
        """Gather the entries of one list."""
        rows = within[key]
        name = key.rpartition(DUPLICATE)[2]
        if rows is None and name not in _REQUIRED.get(self.tree.file, ()):
            return
        if not isinstance(rows, list):
            code = expected_mapping if rows is None else expected_list
            self.note(code((key,), rows), within)
            return
        for index, raw in enumerate(rows):
            if isinstance(raw, dict):
                identity = raw.get("id")
                known = identity if isinstance(identity, str) and identity else "?"
                where = place_of(self.tree, raw)
                self.add(Entry(kind, known, None, where, self.tree, raw), kind)
            else:
                self.note(expected_mapping((key, index), raw), within)
                where = place(self.tree, (key, index), within=within)
                self.entries.append(Entry(kind, "?", None, where, self.tree, raw))

    def frame_part(self, name: str) -> None:
        """Gather a part of catalog.yaml; of the schematic, the crossings one by one."""
        raw = self.tree.root[name]
        bare = None
        if name == "schematic" and isinstance(raw, dict) and isinstance(raw.get("crossings"), list):
            self.list_of("crossings", raw, "crossing")
            bare = raw | {"crossings": []}
        where = place(self.tree, (name,))
        self.add(Entry(FRAME, name, None, where, self.tree, raw), name, bare)

    def briefing(self) -> None:
        """Gather a file that is one entry."""
        raw = self.tree.root
        identity = raw.get("id")
        known = identity if isinstance(identity, str) and identity else "?"
        where = place_of(self.tree, raw)
        self.add(Entry(BRIEFING, known, None, where, self.tree, raw), BRIEFING)

    def part(self, key: str) -> None:
        """Gather what stands under one key of the file."""
        root = self.tree.root
        name = key.rpartition(DUPLICATE)[2]
        allowed = _KEYS_OF_FILE.get(self.tree.file, _KEYS_OF_THEME)
        if name not in allowed:
            flaw = unknown_key((), name, root[key], allowed)
            self.note(flaw, root)
            meant = dict(flaw.facts).get("guess", "")
            if meant in LISTS and meant not in root:  # misspelt, but there is no doubt
                self.list_of(key, root, LISTS[meant])
        elif name in LISTS:
            self.list_of(key, root, LISTS[name])
        elif key == name:
            self.frame_part(name)


def gather(tree: Tree) -> Gathered:
    """Return the entries of a file, those that cannot be used included, and its problems."""
    gatherer = _Gatherer(tree)
    root = tree.root
    if not isinstance(root, dict):
        gatherer.note(expected_mapping((), root), None)
        return Gathered((), tuple(gatherer.problems))
    if is_briefing(tree.file):
        gatherer.briefing()
        return Gathered(tuple(gatherer.entries), tuple(gatherer.problems))
    for key in root:
        gatherer.part(key)
    typed = {problem.code for problem in gatherer.problems if problem.place.column == 1}
    for key in _REQUIRED.get(tree.file, ()):
        if key not in root and not typed & TYPED:
            gatherer.note(Flaw((), Code.MISSING_KEY, facts(key=key)), root)
    return Gathered(tuple(gatherer.entries), tuple(gatherer.problems))


def _lost(raw: Node, wrong: Iterable[Path]) -> frozenset[Figure]:
    """Return the rows of figures that cannot be used, if nothing else is wrong."""
    lost: set[Figure] = set()
    for path in wrong:
        if len(path) < 2 or path[0] != "observations":  # noqa: PLR2004 - the key and an area
            return frozenset()
        area, rows = str(path[1]), raw["observations"].get(path[1])
        if len(path) > 2:  # noqa: PLR2004 - a row too
            lost.add((area, int(path[2])))
        else:
            lost |= {(area, index) for index in range(len(rows) if isinstance(rows, list) else 1)}
            lost.add((area, -1))  # the area itself
    return frozenset(lost)


def _without(raw: Node, lost: frozenset[Figure]) -> tuple[Any, Salvage]:
    """Return the indicator with those figures only that can be used, and which they are."""
    rows = {
        area: tuple(index for index in range(len(found)) if (area, index) not in lost)
        for area, found in raw["observations"].items()
        if (area, -1) not in lost
    }
    figures = {
        area: [raw["observations"][area][index] for index in indexes]
        for area, indexes in rows.items()
    }
    return shaped("indicator", raw | {"observations": figures}).item, Salvage(lost, rows)


# --- places --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Places:
    """Where each item stands, and each of its figures."""

    items: Mapping[Key, Place]
    figures: "Mapping[tuple[str, str], array[int]]"
    """Line and column of each observation in turn, by indicator and area."""

    def item(self, kind: str, identity: str) -> Place:
        """Return where an item stands; for one kept from before, where its new text stands."""
        return self.items[kind, identity]

    def observation(self, indicator: str, area: str, index: int) -> Place:
        """Return where a figure stands."""
        found = self.figures[indicator, area]
        file = self.items["indicator", indicator].file
        return Place(file, found[2 * index], found[2 * index + 1])


def figures_of(entry: Entry) -> "Iterator[tuple[str, array[int]]]":
    """Yield the lines and columns of an indicator's observations, by area."""
    if entry.tree is None or not isinstance(entry.item, Indicator):
        return
    start, lines, columns = entry.tree.start, entry.tree.lines, entry.tree.columns
    salvage = entry.salvage or Salvage()
    for area, figures in entry.item.observations.items():
        rows = entry.raw["observations"].get(area, ())
        found = array("I")
        for number, row in enumerate(salvage.rows.get(area, range(len(figures)))):
            if row >= 0:
                at = start[id(rows[row])]
                found.append(lines[at] + 1)
                found.append(columns[at] + 1)
            else:
                where = salvage.old[area, number]
                found.extend((where.line, where.column))
        yield area, found
