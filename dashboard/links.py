"""Which ids an item names: what it cannot do without, and what it only mentions."""

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from typing import Any, NamedTuple

from dashboard.model import Briefing, Crossing, Indicator, Noun
from dashboard.yamltree import Path

KINDS: Mapping[str, str] = {
    "source": "source",
    "unit": "unit",
    "indicator": "indicator",
    "indicators": "indicator",
    "compare_with": "indicator",
    "area": "area",
    "areas": "area",
    "by": "area",
    "part_of": "area",
    "column": "column",
    "reform": "reform",
    "adopts": "reform",
    "commitment": "commitment",
    "supersedes": "commitment",
    "see_also": "commitment",
}
"""The kind of thing a field names. `by` is also a day, in ledgers: that is no text."""

MENTIONS = frozenset({"compare_with", "column", "reform", "adopts", "supersedes", "see_also"})
"""Without these an item still stands: the mention is dropped, not the item."""


class Link(NamedTuple):
    """One item naming another."""

    kind: str
    id: str
    path: Path
    is_mention: bool
    of_key: bool = False


def links(item: Noun, known_sources: AbstractSet[str]) -> list[Link]:
    """Return what an item names.

    Of figures only one link a source is given, or one a figure where the source is not known.
    """
    found: list[Link] = []
    _collect(item, (), found)
    if isinstance(item, Indicator):
        found.extend(_of_figures(item, known_sources))
    if isinstance(item, Briefing):
        return [link._replace(is_mention=True) for link in found]
    if isinstance(item, Crossing) and item.name is not None:
        return [link._replace(is_mention=link.kind == "commitment") for link in found]
    return found


def _collect(noun: Noun, path: Path, found: list[Link]) -> None:
    for name, value in noun.__dict__.items():
        kind = type(value)
        if kind is str:
            if name in KINDS:
                found.append(Link(KINDS[name], value, (*path, name), name in MENTIONS))
        elif kind is tuple:
            for index, inner in enumerate(value):
                if isinstance(inner, Noun):
                    _collect(inner, (*path, name, index), found)
                elif name in KINDS:
                    step = (*path, name, index)
                    found.append(Link(KINDS[name], inner, step, name in MENTIONS))
        elif isinstance(value, Noun):
            _collect(value, (*path, name), found)


def _of_figures(item: Indicator, known: AbstractSet[str]) -> Iterator[Link]:
    for area, observations in item.observations.items():
        path: tuple[Any, ...] = ("observations", area)
        yield Link("area", area, path, is_mention=False, of_key=True)
        for source in {observation.source for observation in observations}:
            if source in known:
                yield Link("source", source, path, is_mention=False)
                continue
            for index, observation in enumerate(observations):
                if observation.source == source:
                    step = (*path, index, "source")
                    yield Link("source", source, step, is_mention=False)
