"""One entry of a file as a noun, or what is wrong with it: pydantic's errors in our words."""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from dashboard.guesses import meant, near
from dashboard.model import (
    KINDS,
    Area,
    Column,
    Commitment,
    Crossing,
    Id,
    Indicator,
    Joint,
    Rules,
    Schematic,
    Source,
    Theme,
    Unit,
    Words,
    Written,
)
from dashboard.problems import Code, Facts, facts
from dashboard.slips import missing_space, wide_sign
from dashboard.yamltree import DUPLICATE, Node, Path

_TYPES: Mapping[str, Any] = {
    "area": Area,
    "column": Column,
    "theme": Theme,
    "unit": Unit,
    "crossing": Crossing,
    "source": Source,
    "indicator": Indicator,
    "commitment": Commitment,
    # The parts of catalog.yaml that are not lists: each stands or falls by itself.
    "title": Words,
    "scope": Words,
    "licence": Written,
    "contact": Words,
    "languages": tuple[Literal["zh", "en"], ...],
    "joint": Joint,
    "limits_page": Words,
    "population": Id,
    "rules": Rules,
    "schematic": Schematic,
}
_ADAPTERS: Mapping[str, TypeAdapter[Any]] = {
    shape: TypeAdapter(kind) for shape, kind in _TYPES.items()
}
_CODES = frozenset(Code)
_SHOWN = 80
"""So much of an offending text is repeated in a message."""


class Flaw(NamedTuple):
    """What is wrong with an entry, and where in it."""

    path: Path
    code: Code
    facts: Facts = ()
    of: Literal["value", "key"] = "value"


def shaped(shape: str, raw: Node) -> tuple[Any, tuple[Flaw, ...]]:
    """Return the noun that an entry is, or None and its flaws.

    There may be no flaw beside None: repeated keys were reported when the text was read.
    """
    try:
        return _ADAPTERS[shape].validate_python(raw), ()
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        return None, tuple(_without_echoes(_flaws(shape, raw, found)))


def unknown_key(path: Path, key: str, value: Node, known: Collection[str]) -> Flaw:
    """Return the flaw of a key that does not exist, with the one probably meant."""
    if colon := wide_sign(key) or missing_space(key + " "):
        return Flaw((*path, key), colon[0], facts(text=_shown(key), sign="："), "key")
    guess = near(key, known)
    if value is None and not guess:  # between braces, a comma ends the words before it
        return Flaw((*path, key), Code.YAML_INNER_COMMA, facts(key=_shown(key)), "key")
    return Flaw(
        (*path, key),
        Code.UNKNOWN_KEY,
        facts(key=_shown(key), guess=guess, choices=", ".join(known)),
        "key",
    )


def expected_mapping(path: Path, node: Node) -> Flaw:
    """Return the flaw of something that should have keys."""
    if isinstance(node, str) and (colon := wide_sign(node) or missing_space(node)):
        return Flaw(path, colon[0], facts(text=_shown(node), sign="："))
    if node is None:
        return Flaw(path, Code.EMPTY_VALUE)
    return Flaw(path, Code.EXPECTED_MAPPING, facts(text=_text_of(node)))


def expected_list(path: Path, node: Node) -> Flaw:
    """Return the flaw of something that should be a list."""
    return Flaw(path, Code.EXPECTED_LIST, facts(text=_text_of(node)))


def _flaws(shape: str, raw: Node, errors: Sequence[Any]) -> Iterator[Flaw]:
    for error in errors:
        loc = list(error["loc"])
        if shape == "commitment" and loc:
            loc = loc[1:]  # the kind: a tag of the union, not a key
        path = tuple(step for step in loc if step != "[key]")
        if any(isinstance(step, str) and step.startswith(DUPLICATE) for step in path):
            continue
        context = error.get("ctx", {})
        if str(context.get("text", "")).startswith(DUPLICATE):
            continue
        node = _at(raw, path)
        if error["type"] in _CODES:
            yield _coded(path, node, context, "key" if len(path) < len(loc) else "value")
        else:
            yield _plain(shape, raw, path, error["type"], context)


def _coded(path: Path, node: Node, context: Mapping[str, Any], of: Literal["value", "key"]) -> Flaw:
    """Return the flaw that a converter of the model found."""
    code = Code(context["code"])
    text = str(context.get("text", ""))
    if code == Code.NOT_A_CHOICE and isinstance(node, dict):  # words in an unknown language
        if not text:
            return Flaw(path, Code.EMPTY_VALUE)
        return unknown_key(path, text, node.get(text), ("zh", "en"))
    if code == Code.FINAL_NODE:
        return Flaw((*path, "nodes"), code, facts(number=context["number"]))
    if code in {Code.EXPECTED_TEXT, Code.TARGET_SHAPE, Code.EMPTY_VALUE}:
        return Flaw(path, code, facts(text=_text_of(node)) if code == Code.EXPECTED_TEXT else ())
    return Flaw(path, code, facts(text=_shown(text), guess=meant(code, text)), of)


def _plain(  # noqa: PLR0911 - one return a kind of error
    shape: str, raw: Node, path: Path, kind: str, context: Mapping[str, Any]
) -> Flaw:
    """Return the flaw behind an error of pydantic's own."""
    node = _at(raw, path)
    if kind == "missing":
        if isinstance(path[-1], int):
            return Flaw(path[:-1], Code.TARGET_SHAPE)
        return Flaw(path[:-1], Code.MISSING_KEY, facts(key=path[-1]))
    if kind == "extra_forbidden":
        return unknown_key(path[:-1], str(path[-1]), node, _keys(shape, raw, path[:-1]))
    if kind == "union_tag_not_found":
        return Flaw((), Code.MISSING_KEY, facts(key="kind"))
    if kind == "union_tag_invalid":
        return _choice(("kind",), _at(raw, ("kind",)), KINDS, Code.UNKNOWN_KIND)
    if kind in {"enum", "literal_error"}:
        return _choice(path, node, re.findall(r"'([^']*)'", str(context["expected"])))
    if kind in {"tuple_type", "list_type"}:
        return Flaw(path, Code.EMPTY_VALUE) if node is None else expected_list(path, node)
    if kind in {"too_short", "too_long"}:
        return Flaw(path, Code.EMPTY_LIST if kind == "too_short" else Code.TARGET_SHAPE)
    return expected_mapping(path, node)


def _choice(path: Path, node: Node, choices: Sequence[str], code: Code = Code.NOT_A_CHOICE) -> Flaw:
    if node is None:
        return Flaw(path, Code.EMPTY_VALUE)
    if not isinstance(node, str):
        return Flaw(path, Code.EXPECTED_TEXT, facts(text=_text_of(node)))
    return Flaw(
        path,
        code,
        facts(text=_shown(node), choices=", ".join(choices), guess=near(node, choices)),
    )


def _without_echoes(flaws: Iterator[Flaw]) -> Iterator[Flaw]:
    """Yield the flaws but for missing keys that are there, misspelt."""
    found = list(flaws)
    misspelt = {
        (flaw.path[:-1], dict(flaw.facts)["guess"])
        for flaw in found
        if flaw.code == Code.UNKNOWN_KEY
    }
    for flaw in found:
        key = dict(flaw.facts).get("key")
        if flaw.code != Code.MISSING_KEY or (flaw.path, key) not in misspelt:
            yield flaw


def _at(raw: Node, path: Path) -> Node:
    """Return what stands at a path, or None."""
    node = raw
    for step in path:
        if isinstance(node, dict):
            node = node.get(step)
        elif isinstance(node, list) and isinstance(step, int) and step < len(node):
            node = node[step]
        else:
            return None
    return node


def _keys(shape: str, raw: Node, path: Path) -> list[str]:
    """Return the keys that the model allows at a path of an entry."""
    here: Any = _TYPES[shape]
    if shape == "commitment":
        kind = _at(raw, ("kind",))
        here = next(
            model
            for model in _models(here)
            if kind in get_args(model.model_fields["kind"].annotation)
        )
    for step in path:
        for model in _models(here):
            by_key = {field.alias or name: field for name, field in model.model_fields.items()}
            if step in by_key:
                here = by_key[str(step)].annotation
                break
    return [
        field.alias or name for model in _models(here) for name, field in model.model_fields.items()
    ]


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    """Yield the models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _models(inner)


def _shown(text: str) -> str:
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def _text_of(node: Node) -> str:
    if isinstance(node, dict):
        return "{…}"
    if isinstance(node, list):
        return "[…]"
    return _shown(node or "")
