"""From entries to a catalog and back, and the words that one of its languages lacks."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from dashboard.entries import BRIEFING, FRAME, KINDS_OF_ENTRY, LISTS, Entry, Key
from dashboard.model import Catalog, Frame, Text
from dashboard.problems import Code, Problem, facts
from dashboard.yamltree import Tree, place, place_of

_NOT_SAID = Text("—", "—")
_LISTS_OF_FRAME = {name: kind for name, kind in LISTS.items() if name in Frame.model_fields}


def catalog_of(entries: Mapping[Key, Entry]) -> Catalog | None:
    """Return the catalog of usable entries, or None if no area or no theme is among them."""
    by_kind: dict[str, dict[str, Any]] = {kind: {} for kind in KINDS_OF_ENTRY}
    theme_of: dict[str, str] = {}
    for (kind, identity), entry in entries.items():
        by_kind[kind][identity] = entry.item
        if kind in {"indicator", "commitment"}:
            theme_of[identity] = entry.theme
    if not by_kind["area"] or not by_kind["theme"]:
        return None
    return Catalog(
        _frame(by_kind),
        by_kind["source"],
        by_kind["indicator"],
        by_kind["commitment"],
        theme_of,
        by_kind[BRIEFING],
    )


def _frame(by_kind: Mapping[str, dict[str, Any]]) -> Frame:
    parts = {name: tuple(by_kind[kind].values()) for name, kind in _LISTS_OF_FRAME.items()}
    said = by_kind[FRAME]
    schematic = said.get("schematic")
    if schematic is not None:
        crossings = tuple(by_kind["crossing"].values())
        schematic = schematic.model_copy(update={"crossings": crossings})
    population = said.get("population")
    defaults = {
        name: part.default for name, part in Frame.model_fields.items() if not part.is_required()
    }
    missing = {"title": _NOT_SAID, "scope": _NOT_SAID, "licence": "—", "contact": _NOT_SAID}
    known = {
        "schematic": schematic,
        "population": population if population in by_kind["indicator"] else None,
    }
    return Frame.model_construct(**(defaults | missing | said | parts | known))


def items_of(catalog: Catalog) -> dict[Key, Any]:
    """Return all items of a catalog, by kind and id."""
    frame = catalog.frame
    items: dict[Key, Any] = {
        (kind, item.id): item
        for name, kind in _LISTS_OF_FRAME.items()
        for item in getattr(frame, name)
    }
    for name in Frame.model_fields.keys() - _LISTS_OF_FRAME.keys():
        if getattr(frame, name) is not None:
            items[FRAME, name] = getattr(frame, name)
    if frame.schematic is not None:
        items |= {("crossing", crossing.id): crossing for crossing in frame.schematic.crossings}
    items |= {("source", identity): item for identity, item in catalog.sources.items()}
    items |= {("indicator", identity): item for identity, item in catalog.indicators.items()}
    items |= {("commitment", identity): item for identity, item in catalog.commitments.items()}
    items |= {(BRIEFING, identity): item for identity, item in catalog.briefings.items()}
    return items


def partly_translated(tree: Tree, languages: tuple[str, ...]) -> Iterator[Problem]:
    """Yield a problem for words that one of the languages lacks."""
    for mapping, key in _sentences(tree) if len(languages) > 1 else ():
        known = facts(language="en", how="plain", text=mapping[key][:80])
        yield Problem(place(tree, (key,), within=mapping), Code.PARTLY_TRANSLATED, known)
    for words in _words(tree):
        for language in languages:
            if not words.get(language):
                found = facts(language=language)
                yield Problem(place_of(tree, words), Code.PARTLY_TRANSLATED, found)


_SAID = ("statement", "definition", "what", "missing", "why")
"""Sentences: unlike a name, no sentence is the same in both languages."""

_CHINESE = re.compile("[\u4e00-\u9fff]")


def _sentences(tree: Tree) -> Iterator[tuple[dict[str, Any], str]]:
    """Yield sentences in Chinese that stand for both languages, with their keys."""
    root = tree.root
    for key in ("indicators", "commitments"):
        rows = root.get(key)
        for row in rows if isinstance(rows, list) else ():
            if not isinstance(row, dict):
                continue
            inner = row.get("evidence")
            mappings = [row, row.get("ask"), *(inner if isinstance(inner, list) else ())]
            for mapping in mappings:
                if isinstance(mapping, dict):
                    for name in _SAID:
                        said = mapping.get(name)
                        if type(said) is str and _CHINESE.search(said):
                            yield mapping, name


def _words(tree: Tree) -> Iterator[dict[str, Any]]:
    """Yield every mapping of languages to words."""
    waiting = [tree.root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += [inner for inner in node if isinstance(inner, dict | list)]
        elif "zh" in node or "en" in node:
            if node.keys() <= {"zh", "en"}:  # anything else in it is said by itself
                yield node
        else:
            for key, inner in node.items():
                if key == "observations" and isinstance(inner, dict):
                    waiting += _notes(inner)
                elif isinstance(inner, dict | list):
                    waiting.append(inner)


def _notes(observations: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield the notes of figures: the only words among hundreds of thousands of mappings."""
    for rows in observations.values():
        if isinstance(rows, list):
            for row in rows:
                if isinstance(row, dict) and "note" in row and isinstance(row["note"], dict):
                    yield row["note"]
