"""JSON Schemas of the four kinds of file: what an editor offers, explains and underlines.

Made from the model, so that nothing is described twice; the words are phrases
(`locales/*/schema.yaml`), Chinese first. `enumDescriptions`, `errorMessage` and `defaultSnippets`
are the YAML language server's; other programs pass over them.
"""

import json
import re
from collections.abc import Mapping, Sequence
from itertools import count
from typing import Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from dashboard.model import (
    KINDS,
    SHOWS_BY_KIND,
    Briefing,
    Commitment,
    Frame,
    Indicator,
    Shows,
    Source,
)
from dashboard.wording import LANGUAGES, Wording

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ZH, _EN = Wording("zh"), Wording("en")
_USUAL: Mapping[str, tuple[str, ...]] = {
    "TargetCommitment": ("indicator", "targets"),
    "Target": ("at_least", "by"),
    "Node": ("final", "planned"),
}
"""What a new item is begun with besides the fields that it must have."""
_FIRST = frozenset({"id", "kind", "on", "period"})


_OR_NOTHING: dict[str, Any] = {"type": ["array", "null"]}


class _ThemeFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    indicators: tuple[Indicator, ...] = Field(default=(), json_schema_extra=_OR_NOTHING)
    commitments: tuple[Commitment, ...] = Field(default=(), json_schema_extra=_OR_NOTHING)


class _SourcesFile(BaseModel):
    model_config = ConfigDict(extra="forbid")
    sources: tuple[Source, ...]


FILES: Mapping[str, type[BaseModel]] = {
    "theme": _ThemeFile,
    "sources": _SourcesFile,
    "catalog": Frame,
    "briefing": Briefing,
}
"""What each kind of file holds."""


def schema_of(file: str) -> dict[str, Any]:
    """Return the JSON Schema of a kind of file."""
    forms: dict[str, Any] = {}
    whole = _with_forms(FILES[file].model_json_schema(schema_generator=_Schema), forms)
    nouns = {**whole.pop("$defs"), **forms}
    if "Evidence" in nouns:
        nouns |= _evidence_by_kind(nouns.pop("Evidence"), nouns)
        del nouns["Shows"]
    for name, noun in nouns.items():
        if "required" in noun:
            noun["defaultSnippets"] = [_new_item(noun["title"], _begun(name, nouns, count(1)))]
    return {"$schema": DIALECT, **whole, "$defs": nouns}


def as_json(file: str) -> str:
    """Return the JSON Schema of a kind of file as a text; Chinese stays Chinese."""
    return json.dumps(schema_of(file), ensure_ascii=False, indent=1)


# --- words ---------------------------------------------------------------------------------


def _titled(key: str) -> dict[str, str]:
    """Return a Chinese title and a description in both languages."""
    title, _, rest = _ZH(key).partition("：")
    return {"title": title, "description": f"{rest}\n\n{_EN(key)}"}


def _slug(noun: type) -> str:
    return re.sub(r"(?<=[a-z])(?=[A-Z])", "-", noun.__name__.strip("_")).lower()


def field_key(noun: type, name: str) -> str:
    """Return the phrase of a field: its noun's own, else the one of all fields of that name."""
    own = (f"schema.field.{_slug(kind)}.{name}" for kind in noun.__mro__)
    return next((key for key in own if _ZH.has(key)), f"schema.field.{name}")


def _keys(subject: str, words: Sequence[str]) -> list[str]:
    """Return the phrases of fixed words: those on the screen, where there are any."""
    where = "" if subject in {"shows", "grade"} else "schema.word."
    return [f"{where}{subject}.{word}" for word in words]


def _refer(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _both(key: str, **blanks: object) -> str:
    return f"{_ZH(key, **blanks)} / {_EN(key, **blanks)}"


def _chosen(words: Sequence[str], keys: Sequence[str]) -> dict[str, Any]:
    """Return a choice of fixed words, each explained."""
    return {
        "type": "string",
        "enum": list(words),
        "enumDescriptions": [_both(key) for key in keys],
        "errorMessage": _both("schema.written.choice", choices=", ".join(words)),
    }


def _with_forms(node: Any, forms: dict[str, Any]) -> Any:  # noqa: ANN401 - any JSON
    """Return a schema whose forms of text are named, and described once, in `forms`."""
    if isinstance(node, list):
        return [_with_forms(item, forms) for item in node]
    if not isinstance(node, dict):
        return node
    if "$comment" not in node:
        return {key: _with_forms(value, forms) for key, value in node.items()}
    form = node["$comment"]
    own = {key: node[key] for key in ("title", "description", "default") if key in node}
    taken = {key: value for key, value in node.items() if key not in {*own, "$comment"}}
    forms[form] = taken | (_languages(taken) if form == "words" else _written(form))
    return {**_refer(form), **own}


def _written(form: str) -> dict[str, Any]:
    """Return how a form of text is written, in words."""
    said = {"errorMessage": _both(f"schema.written.{form}")}
    if form != "yes-no":
        return said
    return {**said, "defaultSnippets": [{"label": word, "body": word} for word in ("yes", "no")]}


def _languages(taken: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words of each language, titled, and a blank for each."""
    words = {
        language: {**schema, **_titled(f"schema.field.{language}")}
        for language, schema in taken["properties"].items()
    }
    body = {language: f"${number}" for number, language in enumerate(words, 1)}
    label = ", ".join(words)
    return {"properties": words, "defaultSnippets": [{"label": label, "body": body}]}


def _evidence_by_kind(evidence: Any, nouns: Mapping[str, Any]) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    """Return evidence of each kind of commitment, with the words that can prove something there."""
    made = {}
    for kind in KINDS:
        words = [word for word in Shows if word in SHOWS_BY_KIND[kind]]
        shows = {**evidence["properties"]["shows"], **_chosen(words, _keys("shows", words))}
        del shows["$ref"]
        name = f"{kind.title()}Evidence"
        made[name] = {**evidence, "properties": {**evidence["properties"], "shows": shows}}
        nouns[f"{kind.title()}Commitment"]["properties"]["evidence"]["items"] = _refer(name)
    return made


# --- what is begun with --------------------------------------------------------------------


def _new_item(title: str, body: object) -> dict[str, Any]:
    return {"label": _ZH("schema.new", title=title), "description": title, "body": body}


def _begun(name: str, nouns: Mapping[str, Any], numbers: "count[int]") -> dict[str, Any]:
    """Return what a new item looks like, with a blank for each thing to fill in."""
    noun = nouns[name]
    wanted = {*noun["required"], *_USUAL.get(name, ())}
    fields = [field for field in noun["properties"] if field in wanted]
    fields.sort(key=lambda field: (field not in _FIRST, field == "source"))
    return {field: _blank(noun["properties"][field], nouns, numbers) for field in fields}


def _blank(
    schema: Mapping[str, Any], nouns: Mapping[str, Any], numbers: "count[int]", title: str = ""
) -> Any:  # noqa: ANN401 - any JSON
    title = schema.get("title", title)
    name = schema.get("$ref", "").rpartition("/")[2]
    noun = nouns.get(name, {})
    if "const" in schema:
        return schema["const"]
    if "items" in schema:
        return [_blank(schema["items"], nouns, numbers, title)]
    if name == "words":
        return {language: f"${{{next(numbers)}:{title}}}" for language in LANGUAGES}
    if "required" in noun:
        return _begun(name, nouns, numbers)
    if words := ("yes", "no") if name == "yes-no" else schema.get("enum", noun.get("enum")):
        return f"${{{next(numbers)}|{','.join(words)}|}}"
    return {} if schema.get("type") == "object" else f"${{{next(numbers)}:{title}}}"


# --- the schema ----------------------------------------------------------------------------


class _Schema(GenerateJsonSchema):
    """Pydantic's own, with words, and with what a text-first reader takes."""

    def sort(self, value: JsonSchemaValue, parent_key: str | None = None) -> JsonSchemaValue:  # noqa: ARG002 - pydantic's
        """Return the schema as it was made: the fields' order is the model's."""
        return value

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 - pydantic's
        """Return that no title is made up from a name."""
        return False

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        """Return the schema of what is written: what is not there is left out, not null."""
        return self.generate_inner(schema["schema"])

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        """Return a schema with its default, where that is a word or a number."""
        made = super().default_schema(schema)
        default = made.pop("default", None)
        if isinstance(default, str | int | float) and not isinstance(default, bool):
            made["default"] = default
        return made

    def named_tuple_schema(self, schema: Any) -> JsonSchemaValue:  # noqa: ANN401, ARG002 - pydantic's
        """Return nothing: what a converter makes of a text is not what is written."""
        return {}

    def dict_schema(self, schema: core_schema.DictSchema) -> JsonSchemaValue:
        """Return a mapping by ids: every key has to be one."""
        keys, values = schema["keys_schema"], schema["values_schema"]
        return {
            "type": "object",
            "propertyNames": self.generate_inner(keys),
            "additionalProperties": self.generate_inner(values),
        }

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        """Return the words of an enumeration."""
        words = [str(member.value) for member in schema["members"]]
        return _chosen(words, _keys(_slug(schema["cls"]), words))

    def tagged_union_schema(self, schema: core_schema.TaggedUnionSchema) -> JsonSchemaValue:
        """Return a choice by kind: first the kind, then what that kind says, and nothing else."""
        kinds = {str(kind): self.generate_inner(one) for kind, one in schema["choices"].items()}
        chosen = _chosen(tuple(kinds), [f"schema.noun.{kind}-commitment" for kind in kinds])
        return {
            **_titled("schema.noun.commitment"),
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {**_titled("schema.field.kind"), **chosen}},
            "allOf": [
                {"if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]}, "then": one}
                for kind, one in kinds.items()
            ],
        }

    def model_schema(self, schema: core_schema.ModelSchema) -> JsonSchemaValue:
        """Return a noun with its words, and those of its fields."""
        made = super().model_schema(schema)
        noun = schema["cls"]
        made |= _titled(f"schema.noun.{_slug(noun)}")
        for name, field in noun.model_fields.items():
            shown = made["properties"][field.alias or name]
            shown |= _titled(field_key(noun, name))
            if "const" in shown:
                shown["description"] = made["description"]
            for choice in (shown, shown.get("items", {})):
                if "enum" in choice and "enumDescriptions" not in choice:
                    choice.update(_chosen(choice["enum"], _keys(name, choice["enum"])))
        return made
