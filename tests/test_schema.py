"""What editors are told of the data is what the reader takes, in words, and up to date."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from browsing import ROOT
from jsonschema import Draft202012Validator
from test_docs import FORMATS, example

from dashboard.cli import main
from dashboard.schema import FILES, schema_of
from dashboard.store import is_briefing, load
from dashboard.values import Unfit, parse_amount, parse_day, parse_number, parse_period
from dashboard.wording import phrases
from dashboard.yamltree import parse

DATA = load(ROOT / "data")
DOCUMENTS = {
    **{f"data/{name}": (name, text) for name, text in DATA.items()},
    **{f"{page}: {name}": (name, text) for page in FORMATS for name, text in example(page).items()},
}


def nodes(value: object) -> Iterator[dict[str, Any]]:
    """Yield every mapping of a schema."""
    if isinstance(value, dict):
        yield value
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from nodes(inner)


@pytest.mark.parametrize("kind", FILES)
def test_the_schema_that_is_checked_in_is_the_one_printed(
    kind: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["schema", "--kind", kind]) == 0
    kept = (ROOT / "schema" / f"{kind}.schema.json").read_text("utf-8")
    assert capsys.readouterr().out == kept, "run `make schema`"


def test_a_theme_is_the_kind_that_is_printed_unless_asked(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["schema"]) == 0
    assert json.loads(capsys.readouterr().out) == schema_of("theme")


@pytest.mark.parametrize("page", ["docs/editing.md", "docs/editing.zh.md"])
def test_the_docs_tell_how_to_write_every_schema_that_the_settings_name(page: str) -> None:
    said = (ROOT / page).read_text("utf-8")
    settings = json.loads((ROOT / ".vscode" / "settings.json").read_text("utf-8"))
    assert set(settings["yaml.schemas"]) == {f"./schema/{kind}.schema.json" for kind in FILES}
    for kind in FILES:
        assert f"dashboard schema --kind {kind} > schema/{kind}.schema.json" in said


@pytest.mark.parametrize("kind", FILES)
def test_it_is_a_schema_of_its_dialect(kind: str) -> None:
    schema = schema_of(kind)
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    named = {node["$ref"].rpartition("/")[2] for node in nodes(schema) if "$ref" in node}
    assert named == schema["$defs"].keys()


@pytest.mark.parametrize("kind", FILES)
def test_every_field_and_word_is_explained_in_chinese_and_english(kind: str) -> None:
    for node in nodes(schema_of(kind)):
        if isinstance(node.get("properties"), dict) and "additionalProperties" in node:
            for name, field in node["properties"].items():
                assert any("\u4e00" <= sign <= "\u9fff" for sign in field["title"]), name
                chinese, _, english = field["description"].partition("\n\n")
                assert chinese, name
                assert english.isascii(), name
        if "enum" in node:
            assert len(node["enumDescriptions"]) == len(node["enum"])


def test_no_phrase_is_left_of_a_field_that_is_gone() -> None:
    said = " ".join(
        text
        for kind in FILES
        for node in nodes(schema_of(kind))
        for value in node.values()
        for text in (value if isinstance(value, list) else [value])
        if isinstance(text, str)
    )
    kept = {key: text for key, text in phrases("zh").items() if key.startswith("schema.")}
    for key, text in kept.items():
        whole = text.format(choices="", title="")
        assert (whole.partition("：")[2] or whole) in said, key


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_data_and_the_examples_pass_as_the_texts_they_are_read_as(document: str) -> None:
    name, text = DOCUMENTS[document]
    assert isinstance(text, bytes)
    tree, problems = parse(name, text.decode())
    assert tree is not None
    assert problems == ()
    kind = "briefing" if is_briefing(name) else name.removesuffix(".yaml")
    validator = Draft202012Validator(schema_of(kind if kind in FILES else "theme"))
    found = [(list(error.path), error.message) for error in validator.iter_errors(tree.root)]
    assert found == []


@pytest.mark.parametrize(
    ("form", "read", "texts"),
    [
        ("day", parse_day, "2024 2024-02 2024-02-29 2025-02-30 2024-13 2024-2 24 ２０２４ 2024年"),
        ("period", parse_period, "2024 2024-H1 2024-H3 2024-Q3 2024-Q1..Q3 2024-Q5 2021-01..11"),
        ("value", parse_amount, "5126.13 >=5000 <=.5 ~1300 7..10 -3..-1 1e3 约5 5% 1,000 ~1..2"),
        ("number", parse_number, "0.95 -5 +.5 1e-3 nan inf 1_000 １ 5%"),
    ],
)
def test_what_the_reader_takes_no_editor_underlines(form: str, read: Any, texts: str) -> None:  # noqa: ANN401 - a parser
    validator = Draft202012Validator(schema_of("theme")["$defs"][form])
    taken = []
    for text in texts.split():
        try:
            read(text)
        except Unfit:
            taken.append(0)
        else:
            assert validator.is_valid(text), text
            taken.append(1)
    assert {*taken} == {0, 1}


@pytest.mark.parametrize("text", ["二〇二四", "2024年", "上半年", "2024-13", "2024-Q5", "1899x"])
def test_what_cannot_be_a_period_is_underlined(text: str) -> None:
    form = schema_of("theme")["$defs"]["period"]
    assert not Draft202012Validator(form).is_valid(text)
    assert "这里写时期" in form["errorMessage"]
