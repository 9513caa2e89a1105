"""Text put in order where that is safe: bytes changed in place, all others left as they are."""

import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import yaml
from pydantic import TypeAdapter, ValidationError
from yaml import CSafeLoader

from dashboard.entries import SOURCES_FILE, gather
from dashboard.model import (
    KINDS,
    AmountOf,
    Id,
    KnownDay,
    Number,
    PeriodOf,
    Statement,
    YesNo,
)
from dashboard.ordering import ordered
from dashboard.problems import Code, Problem
from dashboard.store import Files, decode
from dashboard.yamltree import Node, Tree, parse

_BOM = b"\xef\xbb\xbf"
_ROUNDS = 8
"""An item of which the kind is mended has fields to mend in the next round."""
_TRAILING = re.compile(r"[ \t]+(?=\r|\n|\Z)")
_GAP = re.compile(r"[ \t]*:([ \t]*\t[ \t]*)(?=[^\s#])")
_LINES = re.compile(r"[^\n]*\n|[^\n]+\Z")
_COMMAS = re.compile("[，、]")

_NARROW: Mapping[int, int | None] = {
    **{0xFF01 + n: 0x21 + n for n in range(94)},
    **dict.fromkeys((0x3000, 0xA0), 0x20),
    **dict.fromkeys((0x200B, 0x2060, 0xFEFF)),  # they cannot be seen
}

_FITS: Mapping[Code, TypeAdapter[Any]] = {
    Code.NOT_A_DAY: TypeAdapter(KnownDay),
    Code.NOT_A_NUMBER: TypeAdapter(Number),
    Code.NOT_A_PERIOD: TypeAdapter(PeriodOf),
    Code.NOT_A_STATEMENT: TypeAdapter(Statement),
    Code.NOT_A_VALUE: TypeAdapter(AmountOf),
    Code.NOT_AN_ID: TypeAdapter(Id),
    Code.NOT_YES_OR_NO: TypeAdapter(YesNo),
}


class Tidied(NamedTuple):
    """A file before and after; `after` is None where it is left alone: it is no YAML."""

    file: str
    before: bytes
    after: bytes | None


def tidied(files: Files) -> Iterator[Tidied]:
    """Yield each file of a folder that has bytes, and what it should be."""
    published = _published(files)
    for file, data in files.items():
        if isinstance(data, bytes):
            text = decode(file, data)
            found = None if isinstance(text, Problem) else tidy(file, text, published)
            mark = _BOM if data.startswith(_BOM) else b""
            yield Tidied(file, data, None if found is None else mark + found.encode())


def diff(found: Tidied) -> str:
    """Return what would change in a file, as `patch -p1` takes it in the folder."""
    old, new = (_LINES.findall((data or b"").decode()) for data in (found.before, found.after))
    said = difflib.unified_diff(old, new, f"a/{found.file}", f"b/{found.file}")
    return "".join(
        line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n" for line in said
    )


def tidy(file: str, text: str, published: Mapping[str, str]) -> str | None:
    """Return the text of a file put in order, or None if it is no YAML.

    `published` has the day of each source, by which figures of one period are ordered.
    """
    if parse(file, text)[0] is None:
        return None
    for step in (_without_tabs, _without_trailing_blanks, _with_last_line_end):
        text = _if_same(file, text, step(text), lambda tree: tree.root)
    for _ in range(_ROUNDS):
        mended = _narrowed(file, text)
        if mended == text:
            break
        text = mended
    tree = parse(file, text)[0]
    if tree is None:
        return None
    return _if_same(file, text, ordered(tree, text, published), _unordered)


def _published(files: Files) -> dict[str, str]:
    """Return the day of publication of each source, as written."""
    data = files.get(SOURCES_FILE)
    text = decode(SOURCES_FILE, data) if isinstance(data, bytes) else None
    tree = parse(SOURCES_FILE, text)[0] if isinstance(text, str) else None
    rows = tree.root.get("sources") if tree and isinstance(tree.root, dict) else None
    return {
        row["id"]: str(row.get("published"))
        for row in (rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and isinstance(row.get("id"), str)
    }


def _if_same(file: str, old: str, new: str, seen: Callable[[Tree], object]) -> str:
    """Return the new text if it is the same to a reader, or else the old one."""
    if new == old:
        return old
    before, after = parse(file, old)[0], parse(file, new)[0]
    is_same = before is not None and after is not None and seen(before) == seen(after)
    return new if is_same else old


def _unordered(tree: Tree) -> Node:
    """Return the contents of a file with the figures of each area in an order of their own."""
    root = tree.root if isinstance(tree.root, dict) else {}
    items = root.get("indicators")
    if not isinstance(items, list):
        return root
    return {**root, "indicators": [_item_unordered(item) for item in items]}


def _item_unordered(item: Node) -> Node:
    by_area = item.get("observations") if isinstance(item, dict) else None
    if not isinstance(by_area, dict):
        return item
    rows = {
        area: sorted(found, key=json.dumps) if isinstance(found, list) else found
        for area, found in by_area.items()
    }
    return {**item, "observations": rows}


# --- lines ---------------------------------------------------------------------------------


class _Scalar(NamedTuple):
    """One text of a file, and where it stands."""

    start: int
    end: int
    line: int
    column: int
    text: str
    style: str
    is_key: bool
    in_brackets: bool
    """Whether it is one of a list in square brackets."""


def _scalars(text: str) -> Iterator[_Scalar]:
    """Yield all texts of a file that is known to be YAML."""
    stack: list[list[Any]] = [["", False]]  # what is open, and whether a key was read
    events: Iterable[Any] = yaml.parse(text, Loader=CSafeLoader)
    for event in events:
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            kind, has_key = stack[-1]
            stack[-1][1] = kind == "map" and not has_key
            if isinstance(event, yaml.ScalarEvent):
                mark: Any = event.start_mark
                end: Any = event.end_mark
                yield _Scalar(
                    mark.index, end.index, mark.line + 1, mark.column + 1,
                    event.value, event.style or "", kind == "map" and not has_key,
                    kind == "brackets",
                )  # fmt: skip
            elif isinstance(event, yaml.MappingStartEvent):
                stack.append(["map", False])
            else:
                stack.append(["brackets" if event.flow_style else "list", False])


def _without_trailing_blanks(text: str) -> str:
    """Return a text without blanks at the ends of lines, but for those that are content."""
    if not _TRAILING.search(text):
        return text
    inside = [
        (scalar.start, scalar.end)
        for scalar in _scalars(text)
        if scalar.style in {"|", ">"} or re.search(r"[\r\n]", text[scalar.start : scalar.end])
    ]
    kept, at, number = [], 0, 0
    for match in _TRAILING.finditer(text):
        while number < len(inside) and inside[number][1] <= match.start():
            number += 1
        if number == len(inside) or match.start() < inside[number][0]:
            kept.append(text[at : match.start()])
            at = match.end()
    return "".join([*kept, text[at:]])


def _without_tabs(text: str) -> str:
    """Return a text with a space for the blanks with a tab between a colon and its value."""
    if "\t" not in text:
        return text
    keys = (scalar.end for scalar in _scalars(text) if scalar.is_key)
    gaps = [found for end in keys if (found := _GAP.match(text, end))]
    return _edited(text, [(*gap.span(1), " ") for gap in gaps])


def _with_last_line_end(text: str) -> str:
    """Return a text that ends with the end of a line, of the kind that it has."""
    if text.endswith(("\n", "\r")) or [s.style for s in _scalars(text)][-1:] in (["|"], [">"]):
        return text
    found = re.search(r"\r\n|\r|\n", text)
    return text + (found[0] if found else "\n")


def _edited(text: str, edits: Sequence[tuple[int, int, str]]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


# --- fields --------------------------------------------------------------------------------


def _narrowed(file: str, text: str) -> str:
    """Return a text with plain signs for full-width ones in fields that are not words."""
    tree = parse(file, text)[0]
    if tree is None:
        return text
    found = {(p.place.line, p.place.column): p for p in gather(tree).problems}
    if not found:
        return text
    scalars = list(_scalars(text))
    edits: list[tuple[int, int, str]] = []
    values: list[str] = []
    for scalar in scalars:
        problem = found.get((scalar.line, scalar.column))
        mended = _mended(scalar, problem) if problem else ()
        values += mended or (scalar.text,)
        if mended:
            edits.append((scalar.start, scalar.end, _written(mended, scalar.style)))
    new = _edited(text, edits)
    is_as_meant = parse(file, new)[0] is not None and [s.text for s in _scalars(new)] == values
    return new if is_as_meant else text


def _mended(scalar: _Scalar, problem: Problem) -> tuple[str, ...]:
    """Return what a text means with plain signs; nothing if that is no better."""
    narrow = _narrow(scalar.text)
    if scalar.style in {"|", ">"} or "\n" in narrow:
        return ()
    if narrow != scalar.text and _fits(narrow, problem):
        return (narrow,)
    parts = tuple(_narrow(part) for part in _COMMAS.split(scalar.text))
    is_list = scalar.in_brackets and not scalar.style and len(parts) > 1
    return parts if is_list and all(_fits(part, problem) for part in parts) else ()


def _narrow(text: str) -> str:
    return text.translate(_NARROW).strip(" \t")


def _fits(text: str, problem: Problem) -> bool:
    """Return whether a text is what its field holds."""
    if problem.code in {Code.NOT_A_CHOICE, Code.UNKNOWN_KIND}:
        return text in (*dict(problem.facts).get("choices", "").split(", "), *KINDS)
    if problem.code not in _FITS:
        return False
    try:
        _FITS[problem.code].validate_python(text)
    except ValidationError:
        return False
    return True


def _written(texts: Sequence[str], style: str) -> str:
    """Return texts as they stand in a file, in the quotes that they had or now need."""
    quote = style if style in {"'", '"'} else ""
    return ", ".join(
        f'"{text}"' if not quote and text[0] in "<>~" else f"{quote}{text}{quote}" for text in texts
    )
