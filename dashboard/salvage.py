"""What is left of an item of which some parts cannot be used, and what stands for them."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from dashboard.entries import Entry, Figure, Salvage
from dashboard.model import Indicator, Observation
from dashboard.problems import Place
from dashboard.yamltree import DUPLICATE, Node, Path, place

Usable = Mapping[str, Collection[str]]
"""The ids that can be named, by kind."""


def figures_named(entry: Entry, area: str, numbers: Collection[int]) -> Iterator[Figure]:
    """Yield the rows of the text for figures of the item; old ones have none."""
    for number in numbers:
        row = number if entry.salvage is None else entry.salvage.rows[area][number]
        if row >= 0:
            yield area, row


def row_of(entry: Entry, path: Path) -> Path | None:
    """Return where in the text a part of an item stands; None for a figure of before."""
    if entry.salvage is None or path[:1] != ("observations",) or len(path) < 3:  # noqa: PLR2004
        return path
    row = entry.salvage.rows[str(path[1])][int(path[2])]
    return None if row < 0 else (*path[:2], row, *path[3:])


def settled(entry: Entry, old: object) -> Entry:
    """Return an item with the settings of its last good version for those that make no sense."""
    was = {name: getattr(old, name) for name in entry.dropped if hasattr(old, name)}
    return replace(entry, item=entry.item.model_copy(update=was))


def dropped(entry: Entry) -> Iterator[tuple[str, Place]]:
    """Yield the name and the place of each setting of an item that makes no sense."""
    if entry.tree is not None:
        for name in entry.dropped:
            yield f"{entry.id}/{name}", place(entry.tree, (name,), of="key", within=entry.raw)


def salvaged(
    entry: Entry, lost: Collection[Figure], old: Indicator | None, usable: Usable | None = None
) -> Entry:
    """Return an indicator without some rows of its text, with old figures in their place.

    An old figure stands for a row of its area, period and source, else of its period, else of
    its position. Of `usable` only is anything taken up again.
    """
    before = entry.salvage or Salvage()
    work = _Work(entry, old, usable, before.lost | frozenset(lost))
    for area, rows in entry.raw["observations"].items():
        if (area, -1) in work.lost or not isinstance(rows, list):
            work.whole_area(area)
        else:
            work.area(area, rows)
    item = entry.item.model_copy(update={"observations": work.figures})
    salvage = Salvage(
        work.lost,
        {area: tuple(rows) for area, rows in work.rows.items()},
        work.old_places,
        tuple(work.kept),
        tuple(work.left_out),
    )
    return replace(entry, item=item, salvage=salvage)


@dataclass(slots=True)
class _Work:
    """Collects the figures of one indicator; lives for one call."""

    entry: Entry
    old: Indicator | None
    usable: Usable | None
    lost: frozenset[Figure]
    figures: dict[str, tuple[Observation, ...]] = field(default_factory=dict)
    rows: dict[str, list[int]] = field(default_factory=dict)
    old_places: dict[Figure, Place] = field(default_factory=dict)
    kept: list[tuple[str, Place]] = field(default_factory=list)
    left_out: list[tuple[str, Place]] = field(default_factory=list)

    def at(self, *path: str | int) -> Place:
        assert self.entry.tree is not None  # noqa: S101 - only new text is salvaged
        of: Any = "value" if isinstance(path[-1], int) else "key"
        return place(self.entry.tree, ("observations", *path), of=of, within=self.entry.raw)

    def old_of(self, area: str) -> list[Observation]:
        """Return the last good figures of an area, as far as their sources are still there."""
        if self.old is None or (self.usable and area not in self.usable["area"]):
            return []
        return [
            figure
            for figure in self.old.observations.get(area, ())
            if self.usable is None or figure.source in self.usable["source"]
        ]

    def whole_area(self, area: str) -> None:
        """Take an area of before where the new text names none, or leave it out."""
        name = area.rpartition(DUPLICATE)[2]
        named = self.entry.raw["observations"]
        gone = [one for one in (self.old.observations if self.old else ()) if one not in named]
        stands_for = name if self.old_of(name) else gone[0] if len(gone) == 1 else ""
        figures = self.old_of(stands_for) if stands_for not in self.figures else []
        where = self.at(area)
        if not figures:
            self.left_out.append((f"{self.entry.id}/{name}", where))
            return
        self.kept.append((f"{self.entry.id}/{stands_for}", where))
        self.figures[stands_for] = tuple(figures)
        self.rows[stands_for] = [-1] * len(figures)
        self.old_places |= {(stands_for, number): where for number in range(len(figures))}

    def area(self, area: str, rows: Sequence[Node]) -> None:
        """Take the rows that can be used, and old figures for those that cannot."""
        known = self.entry.item.observations.get(area, ())
        was = self.entry.salvage.rows.get(area, ()) if self.entry.salvage else range(len(known))
        fresh = {
            row: figure
            for row, figure in zip(was, known, strict=True)
            if row >= 0 and (area, row) not in self.lost
        }
        waiting = {
            row: raw
            for row, raw in enumerate(rows)
            if row not in fresh and (area, row) in self.lost
        }
        found = _stand_ins(waiting, _unmatched(self.old_of(area), list(fresh.values())))
        figures: list[Observation] = []
        self.rows[area] = []
        for row in sorted({*fresh, *waiting}):
            if row in fresh:
                self.rows[area].append(row)
                figures.append(fresh[row])
                continue
            name, where = f"{self.entry.id}/{area}/{_period(waiting[row], row)}", self.at(area, row)
            if row in found:
                self.old_places[area, len(figures)] = where
                self.rows[area].append(-1)
                figures.append(found[row])
                self.kept.append((name, where))
            else:
                self.left_out.append((name, where))
        self.figures[area] = tuple(figures)


def _period(raw: Node, row: int) -> str:
    """Return what to call a row: its period, or which one it is."""
    period = raw.get("period") if isinstance(raw, dict) else None
    return period if isinstance(period, str) and len(period) <= 20 else f"#{row + 1}"  # noqa: PLR2004


def _unmatched(old: list[Observation], fresh: Sequence[Observation]) -> list[Observation]:
    """Return the old figures but for those that the new text has too."""
    left = list(old)
    for figure in fresh:
        same = [one for one in left if _is_about(one, figure.period.text, figure.source)]
        if same:
            left.remove(same[0])
    return left


def _stand_ins(waiting: Mapping[int, Node], old: list[Observation]) -> dict[int, Observation]:
    """Return the old figure that stands for each row, where there is one."""
    found: dict[int, Observation] = {}
    left = list(old)
    for by_source in (True, False):
        for row, raw in waiting.items():
            if row in found or not isinstance(raw, dict):
                continue
            source = raw.get("source") if by_source else None
            if by_source and source is None:
                continue
            same = [one for one in left if _is_about(one, raw.get("period"), source)]
            if same:
                found[row] = same[0]
                left.remove(same[0])
    rest = [row for row in waiting if row not in found]
    return found | dict(zip(rest, left, strict=False))


def _is_about(figure: Observation, period: object, source: object) -> bool:
    return figure.period.text == period and source in {None, figure.source}
