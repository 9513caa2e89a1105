"""What is wrong with an entry, and where in it: the flaws of its keys, lists and mappings."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Literal, NamedTuple

from dashboard.guesses import near
from dashboard.problems import Code, Facts, facts
from dashboard.slips import missing_space, wide_sign
from dashboard.yamltree import Node, Path

_FIGURE = "{period: 2024, value: 5126, source: …}"
_SHAPES = {
    "made": "{on: 2020-04-26, source: …}",
    "actual": "{on: 2020-04-26, source: …}",
    "withdrawn": "{on: 2020-04-26, source: …}",
    "reported_met": "{on: 2020-04-26, source: …}",
    "baseline": "{period: 2022}",
    "targets": "{at_least: 5000, by: 2023, set_on: 2020-04-26, source: …}",
    "deadlines": "{by: 2023, set_on: 2020-04-26, source: …}",
    "planned": "{to: 2025-12, set_on: 2020-04-26, source: …}",
    "evidence": "{on: 2024-05, shows: …, what: {zh: …, en: …}, source: …}",
    "office": "{name: …, source: …}",
    "ask": "{office: …, why: …}",
}
"""What a mapping holds, where a planner may have written something else."""

_SHOWN = 80
"""So much of an offending text is repeated in a message."""


class Flaw(NamedTuple):
    """What is wrong with an entry, and where in it."""

    path: Path
    code: Code
    facts: Facts = ()
    of: Literal["value", "key"] = "value"
    also: tuple[Path, ...] = ()
    """Other places that have a part in it."""


class Finding(NamedTuple):
    """A flaw of one item of the catalog."""

    kind: str
    id: str
    flaw: Flaw


def unknown_key(path: Path, key: str, value: Node, known: Collection[str]) -> Flaw:
    """Return the flaw of a key that does not exist, with the one probably meant."""
    if colon := wide_sign(key) or missing_space(key + " "):
        found = facts(text=shown(key), sign="：", at=colon[1])
        return Flaw((*path, key), colon[0], found, "key")
    guess = near(key, known)
    if value is None and not guess:  # between braces, a comma ends the words before it
        return Flaw((*path, key), Code.YAML_INNER_COMMA, facts(key=shown(key)), "key")
    return Flaw(
        (*path, key),
        Code.UNKNOWN_KEY,
        facts(key=shown(key), guess=guess, choices=", ".join(known)),
        "key",
    )


def expected_mapping(path: Path, node: Node) -> Flaw:
    """Return the flaw of something that should have keys."""
    if isinstance(node, str) and (colon := wide_sign(node) or missing_space(node)):
        return Flaw(path, colon[0], facts(text=shown(node), sign="：", at=colon[1]))
    if node is None:
        return Flaw(path, Code.EMPTY_VALUE, facts(key=named(path)))
    shape = _SHAPES.get(named(path), "")
    found = facts(text=text_of(node), shape=shape, how="shape" if shape else "")
    if named(path) == "baseline" and isinstance(node, str):
        found = facts(text=node, how="shape", shape=f"{{period: {node}}}", guess=_period_in(node))
    if path[:1] == ("observations",):
        found = facts(text=text_of(node), how="area" if len(path) == 1 else "shape", shape=_FIGURE)
    return Flaw(path, Code.EXPECTED_MAPPING, found)


def expected_list(path: Path, node: Node) -> Flaw:
    """Return the flaw of something that should be a list."""
    if isinstance(node, str) and (colon := wide_sign(node) or missing_space(node)):
        return Flaw(path, colon[0], facts(text=shown(node), sign="：", at=colon[1]))
    text = text_of(node)
    how = "shape" if isinstance(node, dict) else ""
    return Flaw(path, Code.EXPECTED_LIST, facts(text=text, how=how))


def no_text(path: Path, node: Node) -> Flaw:
    """Return that there is a list or a mapping where words should be."""
    found = facts(text=text_of(node), shape="{zh: …, en: …}", how="")
    if isinstance(node, list) and len(node) == 2 and all(isinstance(i, str) for i in node):  # noqa: PLR2004
        old = f"[{node[0]}, {node[1]}]"
        found = facts(text=old, guess=f"{{zh: {node[0]}, en: {node[1]}}}")
    elif isinstance(node, list) and len(node) == 1 and isinstance(node[0], str):
        found = facts(text=f"[{node[0]}]", guess=node[0])
    return Flaw(path, Code.EXPECTED_TEXT, found)


TYPED = frozenset(
    {Code.UNKNOWN_KEY, Code.YAML_COLON, Code.YAML_SPACE_AFTER_COLON, Code.YAML_INNER_COMMA}
)
"""A key that was typed wrongly: what seems to be missing beside it is most likely that key."""


def without_echoes(flaws: Sequence[Flaw]) -> Iterator[Flaw]:
    """Yield the flaws but for those that only say again what another one says."""
    typed = {flaw.path[:-1] for flaw in flaws if flaw.code in TYPED}
    bad = {flaw.path[:depth] for flaw in flaws for depth in range(len(flaw.path))}
    cut: set[Path] = set()
    for flaw in flaws:
        inside = flaw.path[:-1]
        is_echo = {
            Code.MISSING_KEY: flaw.path in typed,
            Code.EMPTY_LIST: flaw.path in bad,
            Code.YAML_INNER_COMMA: inside in cut,
            Code.TARGET_SHAPE: any(path[: len(flaw.path)] == flaw.path for path in typed),
        }
        if is_echo.get(flaw.code, False):
            continue
        if flaw.code == Code.YAML_INNER_COMMA:
            cut.add(inside)
        yield flaw


def named(path: Path) -> str:
    """Return the last key of a path."""
    return next((step for step in reversed(path) if isinstance(step, str)), "")


def field(path: Path, of: str) -> str:
    """Return the field that a text stands in; the areas of figures are keys."""
    return "area" if of == "key" and path[:1] == ("observations",) else named(path)


def _period_in(text: str) -> str:
    return f"{{period: {text}}}" if re.fullmatch(r"[0-9]{4}(-[0-9HQ.]+)?", text) else ""


def shown(text: str) -> str:
    """Return so much of a text as a message repeats."""
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def text_of(node: Node) -> str:
    """Return what a message repeats of a node: its beginning, as it is written."""
    return shown(_written(node))


def _written(node: Node) -> str:
    if isinstance(node, dict):
        first = [f"{key}: {_written(value)}" for key, value in list(node.items())[:3]]
        return "{" + ", ".join(first) + "}"
    if isinstance(node, list):
        return "[" + ", ".join(_written(inner) for inner in node[:3]) + "]"
    return str(node or "")
