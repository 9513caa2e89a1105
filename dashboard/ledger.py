"""What may only be added to: the targets, limits, dates and figures that stand in a file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from dashboard.problems import Place
from dashboard.values import Unfit, parse_amount, parse_day, parse_number, parse_period
from dashboard.yamltree import DUPLICATE, Node, Tree, place_of

Ledger = tuple[str, ...]
"""Where entries stand by ids: ("commitment", "first-bridge", "nodes", "opening", "planned")."""


class Meaning(NamedTuple):
    """One field of an entry: as written, and what two ways of writing it have in common."""

    name: str
    text: str
    value: object


@dataclass(frozen=True, slots=True)
class Entry:
    """One target, limit, deadline, planned date or figure that stood in a file."""

    file: str
    ledger: Ledger
    anchor: str
    """What tells it from its neighbours: a period, the day it was set, an id."""
    source: str
    said: tuple[Meaning, ...]
    raw: Node = field(compare=False)

    @property
    def key(self) -> tuple[Ledger, tuple[tuple[str, object], ...]]:
        """Return what must stay: its place in the ledgers and what it says, however written."""
        return self.ledger, tuple((part.name, part.value) for part in self.said)

    @property
    def item(self) -> tuple[str, str]:
        """Return the kind and the id of the indicator or commitment."""
        return self.ledger[0], self.ledger[1]

    @property
    def text(self) -> str:
        """Return what it says, as written."""
        return ", ".join(f"{part.name}: {part.text}" for part in self.said)


@dataclass(slots=True)
class Standing:
    """Everything of the ledgers that stands in a folder now, and where."""

    entries: list[Entry] = field(default_factory=list)
    scopes: dict[Ledger, Place] = field(default_factory=dict)
    """The place of each item and of each list within."""
    trees: dict[str, Tree] = field(default_factory=dict)

    def add(self, tree: Tree) -> None:
        """Take up a file."""
        self.trees[tree.file] = tree
        for found in _walk(tree):
            if isinstance(found, Entry):
                self.entries.append(found)
            else:
                self.scopes[found[0]] = place_of(tree, found[1])


def entries(tree: Tree) -> tuple[Entry, ...]:
    """Return all entries of a file that can be understood; others were never shown."""
    return tuple(found for found in _walk(tree) if isinstance(found, Entry))


# --- what counts ---------------------------------------------------------------------------


def _days(text: str) -> object:
    day = parse_day(text)
    return day.first, day.last


_READ: Mapping[str, Callable[[str], object]] = {
    "period": lambda text: parse_period(text)[1:],
    "value": lambda text: parse_amount(text)[1:],
    "status": str,
    "at_least": parse_number,
    "at_most": parse_number,
    "by": _days,
    "to": _days,
    "scheme": str,
}


class _Rule(NamedTuple):
    """What an entry of a list says, and what tells one from another."""

    fields: tuple[str, ...]
    needed: tuple[str, ...]
    """One of these at least is there."""
    anchor: str


_OBSERVATION = _Rule(("period", "value", "status"), ("value",), "period")
_TARGET = _Rule(
    ("at_least", "at_most", "between", "by"), ("at_least", "at_most", "between"), "set_on"
)
_DEADLINE = _Rule(("by",), ("by",), "set_on")
_PLANNED = _Rule(("to",), ("to",), "set_on")
_LIMIT = _Rule(("at_most",), ("at_most",), "id")
_OUTSIDE = _Rule(("scheme", "at_most"), ("scheme",), "scheme")


def _walk(tree: Tree) -> Iterator[Entry | tuple[Ledger, Node]]:
    """Yield the items and lists of a file and the entries in them."""
    root = tree.root if isinstance(tree.root, dict) else {}
    for kind in ("indicator", "commitment"):
        for item, identity in _named(root.get(f"{kind}s")):
            top: Ledger = (kind, identity)
            yield top, item
            if kind == "indicator":
                by_area = item.get("observations")
                for key, rows in by_area.items() if isinstance(by_area, dict) else ():
                    area = key.rpartition(DUPLICATE)[2]
                    yield from _rows(tree, (*top, "observations", area), rows, _OBSERVATION)
                yield from _rows(tree, (*top, "limits"), item.get("limits"), _OUTSIDE)
            else:
                yield from _promised(tree, top, item)


def _promised(tree: Tree, top: Ledger, item: Node) -> Iterator[Entry | tuple[Ledger, Node]]:
    """Yield the ledgers of a commitment."""
    yield from _rows(tree, (*top, "targets"), item.get("targets"), _TARGET)
    yield from _rows(tree, (*top, "deadlines"), item.get("deadlines"), _DEADLINE)
    for row, inner in _named(item.get("limits")):
        yield from _rows(tree, (*top, "limits", inner), [row], _LIMIT)
    for name, within, rule in (("parts", "targets", _TARGET), ("nodes", "planned", _PLANNED)):
        for row, inner in _named(item.get(name)):
            yield (*top, name, inner), row
            yield from _rows(tree, (*top, name, inner, within), row.get(within), rule)


def _named(rows: Node) -> Iterator[tuple[dict[str, Node], str]]:
    """Yield the mappings of a list that have an id."""
    for row in rows if isinstance(rows, list) else ():
        if isinstance(row, dict) and isinstance(row.get("id"), str):
            yield row, row["id"]


def _rows(
    tree: Tree, ledger: Ledger, rows: Node, rule: _Rule
) -> Iterator[Entry | tuple[Ledger, Node]]:
    if not isinstance(rows, list):
        return
    if id(rows) in tree.start:
        yield ledger, rows
    for row in rows:
        if isinstance(row, dict) and (said := _said(row, rule)):
            anchor, source = row.get(rule.anchor), row.get("source")
            yield Entry(tree.file, ledger, str(anchor), str(source), said, row)


def _said(row: Mapping[str, Node], rule: _Rule) -> tuple[Meaning, ...]:
    """Return what an entry says; nothing if a field cannot be understood or is missing."""
    said = []
    try:
        for name in rule.fields:
            value = row.get(name)
            if name == "between" and isinstance(value, list):
                bounds = tuple(parse_number(str(bound)) for bound in value)
                said.append(Meaning(name, f"[{', '.join(map(str, value))}]", bounds))
            elif isinstance(value, str) and (name, value) != ("status", "actual"):
                said.append(Meaning(name, value, _READ[name](value)))
    except (Unfit, KeyError):
        return ()
    return tuple(said) if any(part.name in rule.needed for part in said) else ()
