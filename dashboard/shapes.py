"""One entry of a file as a noun, or what is wrong with it: pydantic's errors in our words."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Literal, NamedTuple, get_args

from pydantic import BaseModel, TypeAdapter, ValidationError

from dashboard.flaws import (
    Flaw,
    expected_list,
    expected_mapping,
    field,
    named,
    no_text,
    shown,
    unknown_key,
    without_echoes,
)
from dashboard.guesses import meant, near, reason
from dashboard.model import (
    KINDS,
    SHOWS_BY_KIND,
    Area,
    Briefing,
    Column,
    Commitment,
    Crossing,
    Id,
    Indicator,
    Joint,
    Reform,
    Rules,
    Schematic,
    Shows,
    Source,
    Theme,
    Unit,
    Words,
    Written,
)
from dashboard.problems import Code, facts
from dashboard.settings import JUDGED, SETTINGS, misplaced, not_in_unit, unit_of
from dashboard.yamltree import DUPLICATE, Node, Path

_TYPES: Mapping[str, Any] = {
    "area": Area,
    "column": Column,
    "theme": Theme,
    "unit": Unit,
    "reform": Reform,
    "crossing": Crossing,
    "source": Source,
    "indicator": Indicator,
    "commitment": Commitment,
    "briefing": Briefing,
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
_OF_A_CODE = frozenset({"code", "at"})
"""What a coded error carries besides its facts."""


class Shaped(NamedTuple):
    """What became of an entry."""

    item: Any
    """The noun, or None."""
    flaws: tuple[Flaw, ...] = ()
    """There may be none beside None: repeated keys were reported when the text was read."""
    wrong: tuple[Path, ...] = ()
    """Where the entry is not what it should be, whether there is a flaw for it or not."""


def shaped(shape: str, raw: Node) -> Shaped:
    """Return the noun that an entry is, or its flaws."""
    try:
        return Shaped(_ADAPTERS[shape].validate_python(raw))
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        flaws = tuple(without_echoes(list(_flaws(shape, raw, found))))
        return Shaped(None, flaws, tuple(_path(shape, error) for error in found))


def _flaws(shape: str, raw: Node, errors: Sequence[Any]) -> Iterator[Flaw]:
    for error in errors:
        path = _path(shape, error)
        if any(isinstance(step, str) and step.startswith(DUPLICATE) for step in path):
            continue
        context = error.get("ctx", {})
        if str(context.get("text", "")).startswith(DUPLICATE):
            continue
        if error["type"] in _CODES:
            of: Literal["value", "key"] = "key" if "[key]" in error["loc"] else "value"
            yield _coded(shape, raw, path, context, of)
        else:
            yield _plain(shape, raw, path, error["type"], context)


def _path(shape: str, error: Any) -> Path:  # noqa: ANN401 - one of pydantic's dicts
    """Return where an error lies, without the kind: that is a tag of the union, not a key."""
    loc = error["loc"][1:] if shape == "commitment" else error["loc"]
    return tuple(step for step in loc if step != "[key]")


def _coded(  # noqa: PLR0911 - one return a kind of finding
    shape: str, raw: Node, path: Path, context: Mapping[str, Any], of: Literal["value", "key"]
) -> Flaw:
    """Return the flaw that a converter of the model found."""
    code, node = Code(context["code"]), _at(raw, path)
    text = str(context.get("text", ""))
    if code == Code.NOT_A_CHOICE and isinstance(node, dict):  # words in an unknown language
        if not text:
            return Flaw(path, Code.EMPTY_VALUE, facts(key=named(path)))
        text = next(str(key) for key in node if key not in {"zh", "en"})
        return unknown_key(path, text, node.get(text), ("zh", "en"))
    if code == Code.FINAL_NODE:
        return _final_node(path, raw, context["number"])
    if code == Code.EMPTY_VALUE:
        return _empty(shape, raw, path)
    if code == Code.EXPECTED_TEXT:
        return no_text(path, node)
    if code == Code.TARGET_SHAPE:
        return Flaw(path, code)
    if code == Code.MISSING_KEY:
        return Flaw(path, code, facts(key=context["key"]))
    if code == Code.OUT_OF_RANGE:
        known = facts(**{name: said for name, said in context.items() if name not in _OF_A_CODE})
        return Flaw((*path, *context["at"]), code, known + facts(field=named(path)))
    if code == Code.NOT_A_NUMBER and (unit := unit_of(path)):
        return Flaw(path, code, not_in_unit(shown(text), unit))
    known = facts(
        text=shown(text), guess=meant(code, text), how=reason(code, text), field=field(path, of)
    )
    return Flaw(path, code, known, of)


def _empty(shape: str, raw: Node, path: Path) -> Flaw:
    """Return that nothing is written, and whether it may be left out."""
    needed = any(
        inner.is_required()
        for name, inner in _fields(shape, raw, path[:-1]).items()
        if name == path[-1]
    )
    found = facts(key=named(path), how="" if needed else "optional")
    return Flaw(path, Code.EMPTY_VALUE, found)


def _final_node(path: Path, raw: Node, number: int) -> Flaw:
    """Return that no node is the final one, or that several are."""
    if number == 0:
        return Flaw((*path, "nodes"), Code.FINAL_NODE, facts(number=number, how="none"))
    nodes = raw["nodes"]
    marked = [n for n, node in enumerate(nodes) if node.get("final") in {"yes", "true"}]
    places: list[Path] = [("nodes", index, "final") for index in marked]
    return Flaw(places[1], Code.FINAL_NODE, facts(number=number), also=tuple(places))


def _plain(  # noqa: C901, PLR0911 - one return a kind of error
    shape: str, raw: Node, path: Path, kind: str, context: Mapping[str, Any]
) -> Flaw:
    """Return the flaw behind an error of pydantic's own."""
    node = _at(raw, path)
    if kind == "missing":
        if isinstance(path[-1], int):
            return Flaw(path[:-1], Code.TARGET_SHAPE)
        return Flaw(path[:-1], Code.MISSING_KEY, facts(key=path[-1]))
    if kind == "extra_forbidden":
        if shape in JUDGED and path[-1] in SETTINGS:
            return Flaw(path, Code.UNKNOWN_KEY, misplaced(shape, raw, path), "key")
        return unknown_key(path[:-1], str(path[-1]), node, _keys(shape, raw, path[:-1]))
    if kind == "union_tag_not_found":
        like = (key for key in raw if key != "id" and near(key, ("kind",)))
        if key := next(like, ""):
            return unknown_key((), key, raw[key], ("kind",))
        return Flaw((), Code.MISSING_KEY, facts(key="kind"))
    if kind == "union_tag_invalid":
        return _choice(("kind",), _at(raw, ("kind",)), KINDS, Code.UNKNOWN_KIND)
    if kind in {"enum", "literal_error"}:
        choices: Sequence[str] = re.findall(r"'([^']*)'", str(context["expected"]))
        if path[-1] == "shows" and shape == "commitment":
            fits = SHOWS_BY_KIND.get(_at(raw, ("kind",)), frozenset(Shows))
            choices = [word for word in choices if word in fits]
        return _choice(path, node, choices)
    if kind in {"tuple_type", "list_type"}:
        return _empty(shape, raw, path) if node is None else expected_list(path, node)
    if kind in {"too_short", "too_long"}:
        code = Code.EMPTY_LIST if kind == "too_short" else Code.TARGET_SHAPE
        return Flaw(path, code, facts(key=named(path)))
    return expected_mapping(path, node)


def _choice(path: Path, node: Node, choices: Sequence[str], code: Code = Code.NOT_A_CHOICE) -> Flaw:
    if node is None:
        return Flaw(path, Code.EMPTY_VALUE, facts(key=named(path)))
    if not isinstance(node, str):
        return no_text(path, node)
    return Flaw(
        path,
        code,
        facts(text=shown(node), choices=", ".join(choices), guess=near(node, choices)),
    )


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
    return list(_fields(shape, raw, path))


def _fields(shape: str, raw: Node, path: Path) -> Mapping[str, Any]:
    """Return the fields that the model has at a path of an entry, by key."""
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
    return {
        field.alias or name: field
        for model in _models(here)
        for name, field in model.model_fields.items()
    }


def _models(annotation: Any) -> Iterator[type[BaseModel]]:  # noqa: ANN401 - any annotation
    """Yield the models inside an annotation."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    else:
        for inner in get_args(annotation):
            yield from _models(inner)
