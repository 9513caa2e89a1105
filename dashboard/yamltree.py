"""YAML as a tree of plain text that knows where each part stands, in one guarded pass."""

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal

import yaml
from yaml import CSafeLoader

from dashboard.problems import Code, Place, Problem, facts
from dashboard.slips import slip
from dashboard.store import REFUSED

MAX_DEPTH = 20
MAX_EVENTS = 2_000_000
MAX_PROBLEMS = 100
"""After so many findings the rest of a file is not looked at: it is no data."""

DUPLICATE = "\0"
"""A repeated key is kept under its name after this sign, so that positions can be counted."""

Node = Any
"""A dict, a list, a text, or None where nothing is written."""

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """A file as text, and the position of each node in document order."""

    file: str
    root: Node
    lines: "array[int]"
    columns: "array[int]"
    start: dict[int, int]
    """The number of a dict or list in document order, by its identity."""
    inner: dict[int, Any] = field(default_factory=dict)
    """The numbers of a container's values, once they were asked for."""


class _RefusedError(Exception):
    """Reading stops here: what follows cannot be trusted or would take too long."""


def parse(file: str, text: str) -> tuple[Tree | None, tuple[Problem, ...]]:
    """Return the tree, or None if the text is no data, and what was found on the way."""
    problems: list[Problem] = []
    tree = Tree(file, None, array("I"), array("I"), {})
    roots: list[Node] = []
    loader = None
    try:
        loader = CSafeLoader(text)
        _build(tree, loader.get_event, roots, problems, has_escapes="\\" in text)
    except _RefusedError:
        roots.clear()
    except (yaml.YAMLError, UnicodeEncodeError) as error:
        roots.clear()
        problems.append(slip(file, text, error))
    finally:
        if loader is not None:
            loader.dispose()
    if not roots and not problems:
        problems.append(Problem(Place(file), Code.EMPTY_FILE, facts(file=file)))
    if not roots or any(problem.code != Code.DUPLICATE_KEY for problem in problems):
        return None, tuple(problems)
    if roots[0] is None:
        return None, (Problem(Place(file), Code.EMPTY_FILE, facts(file=file)),)
    return Tree(file, roots[0], tree.lines, tree.columns, tree.start), tuple(problems)


def _build(  # noqa: C901, PLR0912, PLR0915 - one loop over three million events: calls would double it
    tree: Tree,
    next_event: Any,  # noqa: ANN401 - PyYAML's C loader has no types
    roots: list[Node],
    problems: list[Problem],
    *,
    has_escapes: bool,
) -> None:
    """Fill the tree from events; raise _RefusedError where reading has to stop."""
    add_line, add_column = tree.lines.append, tree.columns.append
    lines, start = tree.lines, tree.start
    container: Any = roots
    is_map = False
    key: str | None = None
    stack: list[tuple[Any, bool, str | None]] = []

    def note(event: Any, code: Code, **given: object) -> None:  # noqa: ANN401
        problems.append(Problem(_place_of_event(tree.file, event), code, facts(**given)))
        if len(problems) >= MAX_PROBLEMS:
            raise _RefusedError

    for _ in range(MAX_EVENTS):
        event = next_event()
        kind = type(event)
        if kind is yaml.ScalarEvent:
            mark = event.start_mark
            add_line(mark.line)
            add_column(mark.column)
            value = event.value
            if event.tag is not None:
                note(event, Code.TAG, text=_as_typed(event.tag))
            if event.anchor is not None:
                note(event, Code.ALIAS, text="&" + event.anchor)
                raise _RefusedError
            if has_escapes and event.style == '"' and (bad := REFUSED.search(value)):
                note(event, Code.BAD_CHARACTER, character=f"U+{ord(bad[0]):04X}")
            if not is_map:
                container.append(value if value or event.style else None)
            elif key is None:
                key = value
                if key in container:
                    first = _first(tree, container, key)
                    note(event, Code.DUPLICATE_KEY, key=key, line=first)
                    key = f"{DUPLICATE}{len(container)}{DUPLICATE}{key}"
            else:
                container[key] = value if value or event.style else None
                key = None
        elif kind is yaml.MappingStartEvent or kind is yaml.SequenceStartEvent:
            if event.tag is not None:
                note(event, Code.TAG, text=_as_typed(event.tag))
            if event.anchor is not None:
                note(event, Code.ALIAS, text="&" + event.anchor)
                raise _RefusedError
            if is_map and key is None:
                sign = "[" if kind is yaml.SequenceStartEvent else "{"
                note(event, Code.WRONG_SHAPE, text=sign)
                raise _RefusedError
            if len(stack) >= MAX_DEPTH:
                note(event, Code.TOO_DEEP, limit=MAX_DEPTH)
                raise _RefusedError
            mark = event.start_mark
            node: Any = {} if kind is yaml.MappingStartEvent else []
            start[id(node)] = len(lines)
            add_line(mark.line)
            add_column(mark.column)
            if is_map:
                container[key] = node
            else:
                container.append(node)
            stack.append((container, is_map, None))
            container, is_map, key = node, kind is yaml.MappingStartEvent, None
        elif kind is yaml.MappingEndEvent or kind is yaml.SequenceEndEvent:
            container, is_map, key = stack.pop()
        elif kind is yaml.AliasEvent:
            note(event, Code.ALIAS, text="*" + event.anchor)
            raise _RefusedError
        elif kind is yaml.DocumentStartEvent:
            if event.version or event.tags:
                note(event, Code.TAG, text="%")
            if roots:
                note(event, Code.SECOND_DOCUMENT)
                raise _RefusedError
        elif kind is yaml.StreamEndEvent:
            return
    problems.append(Problem(Place(tree.file), Code.TOO_BIG, facts(limit=f"{MAX_EVENTS:,}")))
    raise _RefusedError


def _as_typed(tag: str) -> str:
    """Return a type mark as it stands in the text."""
    return tag.replace("tag:yaml.org,2002:", "!!")


def _place_of_event(file: str, event: Any) -> Place:  # noqa: ANN401
    return Place(file, event.start_mark.line + 1, event.start_mark.column + 1)


def _first(tree: Tree, container: Node, key: str) -> int:
    """Return the line of a key that was read before."""
    at = tree.start[id(container)] + 1
    for other, value in container.items():
        if other == key:
            break
        at += 1 + _size(value)
    return tree.lines[at] + 1


# --- places --------------------------------------------------------------------------------


def place_of(tree: Tree, container: Node) -> Place:
    """Return where a dict or a list of the tree begins."""
    return _place(tree, tree.start.get(id(container), 0))


def place(
    tree: Tree,
    path: Iterable[str | int],
    *,
    of: Literal["value", "key"] = "value",
    within: Node = None,
) -> Place:
    """Return where a path ends: its value, or its last key; what is missing is at its mapping.

    The path begins at `within`, a dict or list of the tree, or at the root.
    """
    node = tree.root if within is None else within
    at = tree.start.get(id(node), 0)
    is_key = False
    for step in path:
        numbers = _numbers(tree, node)
        is_key = step in numbers
        if not is_key:
            break
        at, is_key = numbers[step], isinstance(node, dict)
        node = node[step]
    return _place(tree, at - 1 if of == "key" and is_key else at)


def _place(tree: Tree, at: int) -> Place:
    if at >= len(tree.lines):
        return Place(tree.file)
    return Place(tree.file, tree.lines[at] + 1, tree.columns[at] + 1)


def _numbers(tree: Tree, node: Node) -> dict[str | int, int]:
    """Return the number in document order of each value of a container."""
    found: dict[str | int, int] | None = tree.inner.get(id(node))
    if found is not None:
        return found
    found = {}
    at = tree.start.get(id(node), 0) + 1
    if isinstance(node, dict):
        for key, value in node.items():
            found[key] = at + 1
            at += 1 + _size(value)
    elif isinstance(node, list):
        for index, value in enumerate(node):
            found[index] = at
            at += _size(value)
    tree.inner[id(node)] = found
    return found


def _size(node: Node) -> int:
    """Return how many nodes were counted for a value, itself included."""
    if isinstance(node, dict):
        return 1 + len(node) + sum(map(_size, node.values()))
    if isinstance(node, list):
        return 1 + sum(map(_size, node))
    return 1
