"""A real YAML language server, set up as in .vscode, helps with the data while it is typed."""

import re
from collections.abc import Iterator

import pytest
from browsing import ROOT
from editing import Editor, editor

from tools.language_server import HOW, NAME, command

SHIPPED = sorted((ROOT / "data").glob("*.yaml"))
BROKEN = """\
indicators:
  - id: GDP
    name: {zh: 总量, en: GDP, fr: PIB}
    unit: cny-100m
    nature: flows
    better: higher
    frequency: year
    observations:
      qingyu:
        - {period: 2024年, value: 5000, source: report}
        - {period: 2024, value: 约5000, source: report, used: 是}
commitments:
  - id: tunnel
    kind: projects
  - id: desk
    kind: reform
    by: qingyu
    titel: 一窗受理
"""
EXPECTED = {
    (2, 5, "definition"),
    (2, 9, "这里写 id"),
    (3, 29, "fr"),
    (5, 13, "这里只能写：flow, stock, share, rank"),
    (10, 20, "这里写时期"),
    (11, 33, "这里写数值"),
    (11, 62, "这里写 yes 或 no"),
    (14, 11, "这里只能写：limits, target, project, reform, ambition"),
    (15, 5, "title"),
    (15, 5, "statement"),
    (15, 5, "made"),
    (17, 9, "array"),
    (18, 5, "titel"),
}
"""Line, column, and what the message has to name."""
FILLED = {"作出日期": "2020-05", "设定日期": "2020-05", "期限": "2025", "计划到": "2025-12"}
FILLED |= {"至少": "5000", "至多": "2"}


@pytest.fixture(scope="module")
def typing() -> Iterator[Editor]:
    """Start the server, or skip and say how to get it."""
    found = command()
    if found is None:
        pytest.skip(f"no {NAME}: {HOW}")
    with editor(found) as started:
        yield started


def at(text: str) -> tuple[str, int, int]:
    """Return a text without the mark of the cursor, and the cursor's line and column."""
    before = text.partition("|")[0].splitlines() or [""]
    return text.replace("|", ""), len(before), len(before[-1]) + 1


def offered(typing: Editor, text: str) -> dict[str, str]:
    """Return what is offered at the cursor, with its explanation."""
    whole, line, column = at(text)
    found = typing.completion(typing.open("theme.yaml", whole), line, column)
    return {label: str(item.get("documentation", "")) for label, item in found.items()}


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_nothing_in_the_shipped_data_is_underlined(typing: Editor, path) -> None:  # noqa: ANN001
    uri = typing.open(path.name, path.read_text("utf-8"), path.as_uri())
    assert typing.diagnostics(uri) == []


def test_each_slip_is_underlined_at_its_place(typing: Editor) -> None:
    found = {
        (start["line"] + 1, start["character"] + 1, said["message"])
        for said in typing.diagnostics(typing.open("theme.yaml", BROKEN))
        for start in [said["range"]["start"]]
    }
    unseen = {
        (line, column, named)
        for line, column, named in EXPECTED
        if not any(place == [line, column] and named in told for *place, told in found)
    }
    assert unseen == set()
    assert len(found) == len(EXPECTED)


@pytest.mark.parametrize("name", ["catalog.yaml", "sources.yaml"])
def test_the_other_kinds_of_file_have_a_schema_of_their_own(typing: Editor, name: str) -> None:
    found = typing.diagnostics(typing.open(name, "indicators: []\n"))
    assert any("indicators" in said["message"] for said in found)


def test_keys_are_offered_with_their_meaning(typing: Editor) -> None:
    found = offered(typing, "indicators:\n  - id: gdp\n    |")
    assert "数能不能按时间相加" in found["nature"]
    assert "nodes" not in offered(typing, "commitments:\n  - kind: target\n    |")
    assert "至少" not in found


def test_kinds_are_offered_with_their_meaning(typing: Editor) -> None:
    found = offered(typing, "commitments:\n  - kind: |")
    assert set(found) == {"limits", "target", "project", "reform", "ambition"}
    assert "有日期的节点" in found["project"]


def test_words_are_offered_in_chinese(typing: Editor) -> None:
    found = offered(typing, "indicators:\n  - nature: |")
    assert set(found) == {"flow", "stock", "share", "rank"}
    assert found["flow"].startswith("流量")
    assert found["stock"].startswith("存量")
    assert {"yes", "no"} <= offered(typing, "indicators:\n  - limits:\n      - inferred: |").keys()


def test_only_the_words_that_prove_something_of_the_kind_are_offered(typing: Editor) -> None:
    found = offered(typing, "commitments:\n  - kind: reform\n    evidence:\n      - shows: |")
    assert set(found) == {"adopted", "widened", "ended", "context"}
    assert found["adopted"].startswith("已实行")


@pytest.mark.parametrize("kind", ["上限", "目标", "工程", "改革", "方向"])
def test_a_new_commitment_of_each_kind_has_blanks_for_all_it_needs(
    typing: Editor, kind: str
) -> None:
    whole, line, column = at("commitments:\n  - |")
    uri = typing.open("theme.yaml", whole)
    begun = typing.completion(uri, line, column)[f"新的{kind}承诺"]["insertText"]
    text = whole + begun.replace("\n", "\n  ") + "\n"
    numbers = re.findall(r"\$\{([0-9]+)", text)
    assert len(set(numbers)) == len(numbers)
    filled = re.sub(r"\$\{[0-9]+\|([^,|]+)[^}]*\}", r"\1", text)
    filled = re.sub(r"\$\{[0-9]+:([^}]+)\}", lambda blank: FILLED.get(blank[1], "some-id"), filled)
    assert typing.diagnostics(typing.open("theme.yaml", filled)) == []
    assert typing.diagnostics(typing.open("theme.yaml", re.sub(r"\$\{[0-9]+[:|]|[|}]", "", text)))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("nature: flow", ("数能不能按时间相加", "whether figures add up", "存量")),
        ("kind: target", ("上限、目标、工程、改革、方向", "目标承诺")),
        ("at_least:", ("要达到的数", "a number to reach")),
        ("period: 2017", ("2024-Q1..Q3",)),
    ],
)
def test_the_mouse_shows_what_something_means(
    typing: Editor, text: str, told: tuple[str, ...]
) -> None:
    lines = (ROOT / "data" / "growth.yaml").read_text("utf-8").splitlines()
    number, line = next((i, line) for i, line in enumerate(lines, 1) if text in line)
    uri = typing.open("growth.yaml", "\n".join(lines))
    shown = typing.hover(uri, number, line.index(text) + 1)
    assert [words for words in told if words not in shown] == []
