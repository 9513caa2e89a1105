"""Text in, a tree and places out; what PyYAML says of slips becomes what to do about them."""

import pytest

from dashboard.problems import Code
from dashboard.yamltree import MAX_EVENTS, Path, parse, place, place_of

TEXT = """\
# 江阴
a: 1
b:
  - {x: 江, "y": ""}
  - x:
    y: [p, q]
c: no
"""


@pytest.mark.parametrize(
    ("path", "of", "where"),
    [
        ((), "value", (2, 1)),
        (("a",), "value", (2, 4)),
        (("a",), "key", (2, 1)),
        (("b",), "value", (4, 3)),
        (("b", 0, "y"), "value", (4, 17)),
        (("b", 0, "y"), "key", (4, 12)),
        (("b", 1, "y", 1), "value", (6, 12)),
        (("c",), "value", (7, 4)),
        (("b", 1, "z"), "value", (5, 5)),
        (("b", 9), "value", (4, 3)),
    ],
)
def test_each_part_knows_where_it_stands(path: Path, of: str, where: tuple[int, int]) -> None:
    tree, problems = parse("f.yaml", TEXT)
    assert tree is not None
    assert not problems
    found = place(tree, path, of="key" if of == "key" else "value")
    assert (found.line, found.column) == where


def test_everything_stays_text_and_nothing_is_not_the_empty_text() -> None:
    tree, _ = parse("f.yaml", TEXT)
    assert tree is not None
    assert tree.root == {
        "a": "1",
        "b": [{"x": "江", "y": ""}, {"x": None, "y": ["p", "q"]}],
        "c": "no",
    }


def test_a_repeated_key_names_the_first_line_and_later_places_stay_right() -> None:
    tree, problems = parse("f.yaml", "a: {p: 1, q: 2}\nb: 1\na: {r: 3}\nc: x\n")
    assert tree is not None
    assert [(str(p.place), p.code, p.facts) for p in problems] == [
        ("f.yaml:3:1", Code.DUPLICATE_KEY, (("key", "a"), ("line", "1")))
    ]
    assert tree.root["a"] == {"p": "1", "q": "2"}
    assert str(place(tree, ("c",))) == "f.yaml:4:4"


def test_a_place_within_a_part_begins_there() -> None:
    tree, _ = parse("f.yaml", TEXT)
    assert tree is not None
    second = tree.root["b"][1]
    assert str(place_of(tree, second)) == "f.yaml:5:5"
    assert str(place(tree, ("y", 0), within=second)) == "f.yaml:6:9"


SLIPS = [
    ("a: 1\n名称：江阴\nb: 2\n", 2, 3, Code.YAML_COLON),
    ("a: “x: y”\n", 1, 6, Code.YAML_INNER_COLON),
    ("title: Target: 40 days\n", 1, 14, Code.YAML_INNER_COLON),
    ("a: 1\nb:1\nc: 2\n", 2, 2, Code.YAML_SPACE_AFTER_COLON),
    ("a: >=7000\n", 1, 4, Code.YAML_START),
    ("a: > 7000\n", 1, 4, Code.YAML_START),
    ("a: %5\n", 1, 4, Code.YAML_START),
    ("a: @x\n", 1, 4, Code.YAML_START),
    ("a: *重要\n", 1, 4, Code.YAML_START),
    ('a: "abc\nb: 1\nc: 2\n', 1, 4, Code.YAML_QUOTE),
    ("a: [1, 2\nb: 3\n", 1, 4, Code.YAML_BRACKET),
    ("a: {zh: 你好\n", 1, 4, Code.YAML_BRACKET),
    ("{zh: a， en: b}\n", 1, 7, Code.YAML_COMMA),
    ("- {zh: a: b}\n", 1, 9, Code.YAML_INNER_COLON),
    ('a: "x" y\nb: 1\n', 1, 8, Code.YAML_AFTER_QUOTE),
    ("a:\n\tb: 1\n", 2, 1, Code.YAML_TAB),
    ("a: 1\n  b: 2\n", 2, 3, Code.YAML_INDENT),
    ("a:\n  b: 1\n c: 2\n", 3, 2, Code.YAML_INDENT),
    ("", 1, 1, Code.EMPTY_FILE),
    ("# 只有注释\n", 1, 1, Code.EMPTY_FILE),
    ("a: 1\n---\nb: 2\n", 2, 1, Code.SECOND_DOCUMENT),
    ("a: *x\n", 1, 4, Code.ALIAS),
    ("a: &x 1\n", 1, 4, Code.ALIAS),
    ("a: !!str x\n", 1, 4, Code.TAG),
    ("%YAML 1.1\n---\na: b\n", 1, 1, Code.TAG),
    ("? [a]: b\n", 1, 3, Code.WRONG_SHAPE),
    ('a: "\\x07"\n', 1, 4, Code.BAD_CHARACTER),
    ("[" * 25_000, 1, 21, Code.TOO_DEEP),
    ("{a: " * 25_000, 1, 81, Code.TOO_DEEP),
]


@pytest.mark.parametrize(("text", "line", "column", "code"), SLIPS)
def test_a_slip_is_said_where_it_was_made(text: str, line: int, column: int, code: Code) -> None:
    tree, problems = parse("f.yaml", text)
    assert tree is None
    assert [(p.place.line, p.place.column, p.code) for p in problems] == [(line, column, code)]


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    tree, problems = parse("f.yaml", "\n".join(lines))
    assert tree is None
    assert {problem.code for problem in problems} == {Code.ALIAS}


def test_too_many_parts_are_refused() -> None:
    tree, problems = parse("f.yaml", "[" + "a," * MAX_EVENTS + "]")
    assert tree is None
    assert [problem.code for problem in problems] == [Code.TOO_BIG]


@pytest.mark.parametrize(
    ("text", "mended"),
    [
        ('name: "产值”\nb: 1\n', 'name: "产值"'),
        ('name: "说“好”\nb: 1\n', 'name: "说“好”"'),
        ('name: "产值\nb: 1\n', 'name: "产值"'),
    ],
)
def test_a_lone_chinese_quote_was_meant_for_the_closing_one(text: str, mended: str) -> None:
    _, problems = parse("f.yaml", text)
    assert [dict(problem.facts)["corrected"] for problem in problems] == [mended]


@pytest.mark.parametrize(
    ("text", "line", "column"),
    [("e: {", 1, 4), ("[", 1, 1), ("{7,", 1, 1), ("a: 1\nb: [1, {c: 2}, ", 2, 4)],
)
def test_a_bracket_open_at_the_end_of_a_file_is_placed_where_it_opens(
    text: str, line: int, column: int
) -> None:
    _, problems = parse("f.yaml", text)
    assert [(problem.place.line, problem.place.column) for problem in problems] == [(line, column)]
