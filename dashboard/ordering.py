"""The figures of an area in order of their periods: whole rows moved, each with its comments."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from typing import Any, NamedTuple

import yaml
from yaml import CSafeLoader

from dashboard.values import Unfit, parse_day, parse_period
from dashboard.yamltree import Node, Tree, place

_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n)|[^\r\n]+\Z")
_COMMENT = re.compile(r"[ \t]*#")
_BLANK = re.compile(r"[ \t]*(?:\r\n|\r|\n)?\Z")
_DASH = re.compile(r" *-[ \t]+\Z")
_REST = re.compile(r"[ \t]*(?:[ \t]#[^\r\n]*)?(?:\r\n|\r|\n)\Z")


class _Row(NamedTuple):
    """One row of a list, from its first sign to its last."""

    start: int
    end: int
    ends_open: bool
    """Whether it ends with a block of text, whose last line ends are its own."""


class _Lines:
    """The lines of a text with their ends, and the index at which each begins."""

    def __init__(self, text: str) -> None:
        self.lines: list[str] = _LINE.findall(text)
        self.starts = [0, *accumulate(map(len, self.lines))]


def ordered(tree: Tree, text: str, published: Mapping[str, str]) -> str:
    """Return the text with the figures of each area by period, then by day of publication.

    A list of which one row cannot be understood, or whose comments belong to no single row,
    stays as it is.
    """
    spans: dict[tuple[int, int], _Row] = {}
    lines = _Lines(text)
    edits: list[tuple[int, int, str]] = []
    for path, rows in _lists(tree):
        order = _order(rows, published)
        if order == list(range(len(rows))):
            continue
        spans = spans or _spans(text)
        at = [place(tree, (*path, index)) for index in range(len(rows))]
        found = [spans.get((where.line, where.column)) for where in at]
        known = [row for row in found if row is not None]
        if len(known) < len(rows):
            continue
        if _DASH.match(_before(text, known[0].start)):
            edits += _lines_moved(lines, known, order)
        else:
            edits += _slices_moved(text, known, order)
    kept, at_end = [], 0
    for start, end, new in sorted(edits):
        kept += [text[at_end:start], new]
        at_end = end
    return "".join([*kept, text[at_end:]])


def _lists(tree: Tree) -> Iterator[tuple[tuple[str | int, ...], Sequence[Node]]]:
    """Yield the rows of each area of each indicator, and where they stand."""
    items = tree.root.get("indicators") if isinstance(tree.root, dict) else None
    for index, item in enumerate(items if isinstance(items, list) else ()):
        by_area = item.get("observations") if isinstance(item, dict) else None
        for area, rows in by_area.items() if isinstance(by_area, dict) else ():
            if isinstance(rows, list):
                yield ("indicators", index, "observations", area), rows


def _order(rows: Sequence[Node], published: Mapping[str, str]) -> list[int]:
    """Return the indexes of rows in their order; as they are, if one cannot be understood."""
    as_they_are = list(range(len(rows)))
    try:
        keys = [_key(row, published) for row in rows]
    except (Unfit, KeyError, TypeError, AttributeError):
        return as_they_are
    return sorted(as_they_are, key=keys.__getitem__)


def _key(row: Node, published: Mapping[str, str]) -> tuple[int, int, int]:
    period = parse_period(row["period"])
    day = row.get("published")
    if day in {None, "unknown"}:
        day = published[row["source"]]
    known = period.last if day == "unknown" else parse_day(day).last
    return period.last.toordinal(), period.first.toordinal(), known.toordinal()


def _spans(text: str) -> dict[tuple[int, int], _Row]:
    """Return the extent of each mapping by the line and column at which it begins."""
    spans: dict[tuple[int, int], _Row] = {}
    opened: list[tuple[int, int, int]] = []
    end, ends_open = 0, False
    events: Iterable[Any] = yaml.parse(text, Loader=CSafeLoader)
    for event in events:
        mark: Any = event.start_mark
        after: Any = event.end_mark
        if isinstance(event, yaml.ScalarEvent):
            if event.value or event.style:
                end, ends_open = after.index, event.style in {"|", ">"}
        elif isinstance(event, yaml.MappingStartEvent):
            opened.append((mark.line + 1, mark.column + 1, mark.index))
        elif isinstance(event, yaml.CollectionEndEvent):
            if after.index > mark.index:  # a closing bracket
                end, ends_open = after.index, False
            if isinstance(event, yaml.MappingEndEvent):
                line, column, start = opened.pop()
                spans[line, column] = _Row(start, end, ends_open)
    return spans


def _before(text: str, index: int) -> str:
    """Return what stands before a place on its line."""
    return text[max(text.rfind("\n", 0, index), text.rfind("\r", 0, index)) + 1 : index]


def _slices_moved(
    text: str, rows: Sequence[_Row], order: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Return the edits that exchange rows between brackets; none if there are comments."""
    between = [text[row.end : after.start] for row, after in pairwise(rows)]
    if any("#" in gap for gap in between) or any("#" in text[r.start : r.end] for r in rows):
        return []
    return [
        (slot.start, slot.end, text[rows[index].start : rows[index].end])
        for slot, index in zip(rows, order, strict=True)
    ]


class _Chunk(NamedTuple):
    """A row with its comments, by the first line and the one after the last."""

    first: int
    after: int


def _lines_moved(
    text: _Lines, rows: Sequence[_Row], order: Sequence[int]
) -> list[tuple[int, int, str]]:
    """Return the edit that moves rows of lines; none where comments stand by themselves."""
    lines, starts = text.lines, text.starts
    chunks: list[_Chunk] = []
    for row in rows:
        head, last = bisect_right(starts, row.start) - 1, bisect_right(starts, row.end - 1) - 1
        dash = lines[head][: row.start - starts[head]]
        is_whole = _DASH.match(dash) and _REST.match(lines[last][row.end - starts[last] :])
        if row.ends_open or not is_whole:
            return []
        floor = chunks[-1].after if chunks else 0
        chunks.append(_chunk(lines, head, last, floor, dash.index("-")))
    gaps = [(one.after, two.first) for one, two in pairwise(chunks)]
    if any(not _BLANK.match(line) for start, end in gaps for line in lines[start:end]):
        return []  # a comment for several rows, with an empty line below it
    moved = []
    for number, index in enumerate(order):
        moved += lines[chunks[index].first : chunks[index].after]
        if number < len(gaps):
            moved += lines[slice(*gaps[number])]
    if any(not line.endswith(("\n", "\r")) for line in moved):
        return []
    return [(starts[chunks[0].first], starts[chunks[-1].after], "".join(moved))]


def _chunk(lines: Sequence[str], head: int, last: int, floor: int, indent: int) -> _Chunk:
    """Return a row's lines with the comments right above it, and those below it set deeper."""
    first, after = head, last + 1
    while first > floor and _COMMENT.match(lines[first - 1]):
        first -= 1
    while after < len(lines) and (deep := _COMMENT.match(lines[after])):
        if len(deep[0]) - 1 <= indent:
            break
        after += 1
    return _Chunk(first, after)
