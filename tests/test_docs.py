"""The docs say what the code does: fields, codes, commands, words, numbers."""

import argparse
import ast
import operator
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path

import pytest
from browsing import ROOT
from test_pace import EXAMPLES, catalog_of, judged, way_of

from dashboard.assessment import Flag, Reason, Status, assess
from dashboard.cli import main, parser
from dashboard.methods.grounds import Grounds
from dashboard.model import (
    KINDS,
    SHOWS_BY_KIND,
    Better,
    Frame,
    Grade,
    Mode,
    Nature,
    Noun,
    ObservationStatus,
    Thresholds,
    Windows,
)
from dashboard.problems import WARNINGS, Code
from dashboard.reading import problems_on, read
from dashboard.store import load
from dashboard.values import Frequency
from dashboard.wording import Wording

TODAY = date(2026, 3, 20)
TWINS = {
    "README.md": "README.zh.md",
    "docs/data-format.md": "docs/data-format.zh.md",
    "docs/editing.md": "docs/editing.zh.md",
    "docs/exports.md": "docs/exports.zh.md",
    "docs/method.md": "docs/method.zh.md",
    "docs/glossary.md": "docs/glossary.zh.md",
}
FORMATS = ("docs/data-format.md", "docs/data-format.zh.md")
METHODS = ("docs/method.md", "docs/method.zh.md")
GLOSSARIES = ("docs/glossary.md", "docs/glossary.zh.md")
READMES = ("README.md", "README.zh.md")
PAGES = (
    *TWINS,
    *TWINS.values(),
    "docs/coverage.md",
    "CHANGELOG.md",
    "CONTRIBUTING.md",
    *(f"docs/decisions/{path.name}" for path in sorted((ROOT / "docs/decisions").glob("*.md"))),
)
_LINES = re.MULTILINE
ONLY_IN_WORDS = {
    Code.BAD_CHARACTER,
    Code.COPY_OF_FILE,
    Code.EMPTY_FILE,
    Code.FUTURE_EVENT,
    Code.HISTORY_NOT_CHECKED,
    Code.LINK,
    Code.MISSING_FILE,
    Code.NOT_UTF8,
    Code.OTHER_ENDING,
    Code.OVERWRITTEN,
    Code.REMOVED,
    Code.SECOND_DOCUMENT,
    Code.TOO_BIG,
    Code.TOO_DEEP,
    Code.TOO_MANY,
    Code.UNREADABLE,
    Code.UNUSED_SOURCE,
    Code.YAML_INDENT,
    Code.YAML_TAB,
}
"""Codes whose cause is a whole file or its history, or cannot be seen or shown in a line."""


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


# --- the data format -------------------------------------------------------------------------


def example(page: str) -> dict[str, bytes]:
    """Return the files that the examples of a page make up."""
    blocks = re.findall(
        r"^```yaml\n(# ([a-z/]+\.yaml).*?)^```", text(page), re.MULTILINE | re.DOTALL
    )
    return {name: block.encode() for block, name in blocks}


def sections(page: str) -> dict[str, str]:
    """Return what a page says under each heading of the third level."""
    parts = re.split(r"^### (.+)\n", text(page), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def nouns(value: object) -> Iterator[Noun]:
    if isinstance(value, Noun):
        yield value
        for name in type(value).model_fields:
            yield from nouns(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from nouns(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from nouns(inner)


def kinds_of(noun: type[Noun]) -> Iterator[type[Noun]]:
    """Yield every class of nouns below one."""
    for kind in noun.__subclasses__():
        yield kind
        yield from kinds_of(kind)


def own_fields() -> list[tuple[type[Noun], str]]:
    """Return each field of the model with the class that declares it; of the frame, see below."""
    kinds = [kind for kind in kinds_of(Noun) if kind.__module__.startswith("dashboard.")]
    return [
        (kind, name)
        for kind in dict.fromkeys(kinds)
        if kind is not Frame
        for name in kind.model_fields
        if name in kind.__annotations__
    ]


@pytest.mark.parametrize("page", FORMATS)
def test_the_examples_make_a_folder_without_a_problem(page: str) -> None:
    reading = read(example(page))
    assert problems_on(reading, TODAY) == ()
    assert reading.left_out == ()


@pytest.mark.parametrize("page", FORMATS)
def test_the_examples_show_every_field(page: str) -> None:
    files = example(page)
    catalog = read(files).catalog
    assert catalog is not None
    shown = {
        (kind, name)
        for noun in nouns(tuple(catalog))
        for kind in type(noun).__mro__
        for name in noun.model_fields_set
    }
    assert [(kind.__name__, name) for kind, name in own_fields() if (kind, name) not in shown] == []
    of_catalog = files["catalog.yaml"].decode()
    assert [name for name in Frame.model_fields if f"\n{name}:" not in of_catalog] == []


@pytest.mark.parametrize("page", FORMATS)
def test_every_word_that_a_field_takes_is_named(page: str) -> None:
    words = {str(word) for allowed in SHOWS_BY_KIND.values() for word in allowed} | set(KINDS)
    words |= {*Grade, *ObservationStatus, *Nature, *Better, *Mode, *Frequency} - {"part", "day"}
    said = set(re.findall(r"[a-z]+(?:-[a-z]+)*", text(page)))
    assert words - said == set()


@pytest.mark.parametrize("page", FORMATS)
def test_every_code_has_a_section(page: str) -> None:
    assert [code for code in Code if code not in sections(page)] == []
    marked = {code for code in Code if re.match(r"\n\*(Warning|提醒)", sections(page)[code])}
    assert marked == WARNINGS


def test_every_code_is_said_in_chinese_too() -> None:
    for page in FORMATS:
        for code in Code:
            assert len(re.findall(r"[\u4e00-\u9fff]", sections(page)[code])) >= 8, (page, code)


@pytest.mark.parametrize("code", Code)
@pytest.mark.parametrize("page", FORMATS)
def test_the_wrong_text_of_a_code_is_found_as_that_code(page: str, code: Code) -> None:
    pair = re.search(
        r"^(?:Wrong: |错：)`(.+)` (?:Right: |对：)`(.+)`$", sections(page)[code], _LINES
    )
    if pair is None:
        assert code in ONLY_IN_WORDS
        return
    files = example(page)
    wrong, right = (said.encode() for said in pair.groups())
    name = next(name for name, said in files.items() if right in said)
    files[name] = files[name].replace(right, wrong, 1)
    assert code in {problem.code for problem in problems_on(read(files), TODAY)}


# --- the method ------------------------------------------------------------------------------


def rows(page: str) -> list[list[str]]:
    """Return the cells of all rows of tables, without the marks of code."""
    lines = [line for line in text(page).splitlines() if line.startswith("| ")]
    return [[cell.strip().strip("`") for cell in line.strip("|").split("|")] for line in lines]


@pytest.mark.parametrize("page", METHODS)
def test_every_status_reason_and_flag_is_explained(page: str) -> None:
    named = {word for row in rows(page) for word in re.split(r"[,、` ]+", row[0])}
    assert [word for word in (*Status, *Reason, *Grounds, *Flag) if word not in named] == []
    order = [row[0] for row in rows(page) if row[0] in set(Flag)]
    assert [word for word in order if word != "withdrawn"] == list(Flag)


@pytest.mark.parametrize("page", METHODS)
def test_the_default_thresholds_and_windows_are_those_of_the_model(page: str) -> None:
    said = text(page)
    for bound in (Thresholds().on_track, Thresholds().at_risk):
        assert f"**{bound:.2f}**" in said
    windows = Windows()
    tail = said.partition("## Windows" if page == METHODS[0] else "## 有效期")[2]
    numbers = [int(number) for number in re.findall(r"\| (\d+) \|", tail)[:6]]
    assert numbers == [
        windows.month,
        windows.quarter,
        windows.half_year,
        windows.year,
        windows.project,
        windows.limits,
    ]
    assert windows.limits == windows.reform == windows.ambition


@pytest.mark.parametrize("page", METHODS)
def test_the_worked_example_of_gdp_comes_out_of_the_data(page: str, data: Path) -> None:
    catalog = read(load(data)).catalog
    assert catalog is not None
    found = [row for row in rows(page) if re.fullmatch(r"\d{4}-\d{2}-\d{2}", row[0])]
    assert len(found) == 6
    for day, latest, share, elapsed, projected, rule, status, reason in found:
        verdict = assess(catalog, catalog.commitments["jiangyin-gdp-5000"], date.fromisoformat(day))
        assert (verdict.rule, verdict.status, verdict.reason) == (int(rule), status, reason)
        assert verdict.latest is not None
        assert verdict.latest.amount is not None
        assert re.split(r"[ （]", latest)[0] == verdict.latest.amount.text
        for written, number in (
            (share, verdict.share),
            (elapsed, verdict.elapsed),
            (projected, verdict.projected),
        ):
            assert written == ("" if number is None else f"{number:.6f}")


@pytest.mark.parametrize("page", METHODS)
def test_the_example_by_pencil_is_what_the_verdict_says(page: str, data: Path) -> None:
    lines = re.findall(r"^(\w+) +([-+*/(). 0-9]+) = (-?[0-9.]+)$", "\n".join(fenced(page)), _LINES)
    worked = {name: float(result) for name, _, result in lines}
    for name, sum_, result in lines:
        exact = worked_out(ast.parse(sum_, mode="eval").body)
        assert exact == pytest.approx(float(result), abs=5e-7), name
    catalog = read(load(data)).catalog
    assert catalog is not None
    verdict = assess(catalog, catalog.commitments["jiangyin-gdp-5000"], date(2023, 1, 31))
    assert verdict.answer is not None
    found = verdict.answer.numbers
    assert {"P", "tau", "v", "r", "planned", "y_proj", "F"} < worked.keys()
    for name in worked.keys() - {"way", "done"}:
        assert found[name] == pytest.approx(worked[name], abs=5e-7)


def worked_out(node: ast.AST) -> float:
    """Return the result of a sum with the four kinds of sign, brackets and numbers."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.BinOp(left=left, op=op, right=right):
            return SIGNS[type(op)](worked_out(left), worked_out(right))
        case _:
            raise AssertionError(ast.dump(node))


SIGNS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@pytest.mark.parametrize("page", METHODS)
def test_the_invented_example_comes_out_of_the_formulas(page: str) -> None:
    by_latest = {row[0]: row[1:] for row in rows(page) if row[0] in {"148", "130", "120", "95"}}
    for identity in ("W01", "W02", "W03", "W04"):
        way = way_of(EXAMPLES[identity])
        assert way.required is not None
        verdict = judged(catalog_of(EXAMPLES[identity]), "2024-12-31")
        numbers = [f"{n:.6f}" for n in (way.share, way.pace, way.required, way.projected)]
        assert by_latest[f"{way.latest_value:g}"] == [*numbers, verdict.status]


# --- the command line ------------------------------------------------------------------------


def commands() -> dict[str, argparse.ArgumentParser]:
    actions = parser(Wording("en"))._actions  # noqa: SLF001 - argparse has no other way to list them
    found = next(a for a in actions if isinstance(a, argparse._SubParsersAction))  # noqa: SLF001
    return {
        " ".join(filter(None, (name, kind))): inner
        for name, command in found.choices.items()
        for kind, inner in _kinds(command)
    }


def _kinds(command: argparse.ArgumentParser) -> Iterator[tuple[str, argparse.ArgumentParser]]:
    """Yield the parser of each kind of a command, where it has kinds, or else its own."""
    kinds = [a for a in command._actions if isinstance(a, argparse._SubParsersAction)]  # noqa: SLF001
    yield from kinds[0].choices.items() if kinds else [("", command)]


TYPED = r"(?:make|py|\.venv|dashboard) "


def fenced(page: str) -> list[str]:
    """Return the lines of a page's blocks of code."""
    blocks = re.findall(r"^```\w+\n(.*?)^```", text(page), re.MULTILINE | re.DOTALL)
    return "".join(blocks).splitlines()


@pytest.mark.parametrize("page", READMES)
def test_the_readme_names_every_command_and_option(page: str) -> None:
    usage = re.findall(
        r"^dashboard ([\w-]+(?: [a-z]+)?) (.*)$", "\n".join(fenced(page)), re.MULTILINE
    )
    assert [name for name, _ in usage] == list(commands())
    for name, said in usage:
        options = commands()[name]._option_string_actions  # noqa: SLF001
        assert set(re.findall(r"--[a-z-]+", said)) == {
            option for option in options if option.startswith("--") and option != "--help"
        }
        for option, action in options.items():
            if action.choices:
                assert f"{option} {'|'.join(map(str, action.choices))}" in said
        folders = [one for one in commands()[name]._actions if one.dest == "folder"]  # noqa: SLF001
        assert said.endswith("[DIR]") == bool(folders)


def test_the_readme_twins_name_the_same_commands_pictures_and_addresses() -> None:
    for found in (
        [
            [re.sub(r"\s+#.*", "", line) for line in fenced(page) if re.match(TYPED, line)]
            for page in READMES
        ],
        [re.findall(r"docs/pictures/[\w-]+\.png", text(page)) for page in READMES],
        [re.findall(r"^\| `(/[^`]*)`", text(page), re.MULTILINE) for page in READMES],
    ):
        english, chinese = found
        assert english
        assert english == chinese


@pytest.mark.parametrize("page", READMES)
def test_the_two_commands_stand_near_the_top(page: str) -> None:
    top = "\n".join(text(page).splitlines()[:25])
    assert "make run" in top
    assert "make test" in top


@pytest.mark.parametrize("page", [*READMES, "CONTRIBUTING.md"])
def test_make_knows_what_the_docs_tell_to_make(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", text("Makefile"), re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)`|^make ([a-z]+)", text(page), re.MULTILINE))
    for pair in re.findall(r"`make ([a-z]+)`|^make ([a-z]+)", text(page), re.MULTILINE):
        assert {*pair} - {""} <= targets


def test_the_statuses_in_the_readme_are_those_printed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for page, options in (("README.md", ["--lang", "en"]), ("README.zh.md", [])):
        assert main(["status", *options, "--as-of", "2026-03-20", str(data)]) == 0
        printed = [_columns(line) for line in capsys.readouterr().out.splitlines()]
        shown = text(page).partition("$ dashboard status")[2].partition("```")[0].splitlines()[1:]
        assert len(shown) > 5
        assert [line for line in shown if line != "…" and _columns(line) not in printed] == []


def _columns(line: str) -> list[str]:
    """Return the id and the status of a line; what follows changes with the data."""
    return re.split(r"\s{2,}", line)[:2]


# --- words, decisions, manners ---------------------------------------------------------------


@pytest.mark.parametrize("page", GLOSSARIES)
def test_the_glossary_has_every_status_flag_and_word_of_the_screen(page: str) -> None:
    pairs = {frozenset(row[:2]) for row in rows(page)}
    say = Wording("zh")
    wanted = [{str(word), say(f"status.{word}")} for word in Status]
    wanted += [{str(word), say(f"flag.{word}")} for word in Flag]
    assert [words for words in wanted if words not in pairs] == []


def test_the_glossaries_have_the_same_words() -> None:
    english = [row[0] for row in rows(GLOSSARIES[0]) if row[0] != "word"]
    assert english == [row[1] for row in rows(GLOSSARIES[1]) if row[1] != "word"]
    needed = "area theme source indicator unit period observation baseline target limit node "
    needed += "commitment planned expected share pace status reason problem place"
    assert [word for word in (*needed.split(), "as of") if word not in english] == []


@pytest.mark.parametrize(("english", "chinese"), TWINS.items())
def test_twins_have_the_same_headings_and_name_each_other(english: str, chinese: str) -> None:
    levels = [re.findall(r"^(#+) ", _prose(page), re.MULTILINE) for page in (english, chinese)]
    assert levels[0] == levels[1]
    assert Path(chinese).name in text(english)
    assert Path(english).name in text(chinese)


def _prose(page: str) -> str:
    return re.sub(r"^```.*?^```", "", text(page), flags=re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("page", [page for page in PAGES if "/decisions/" in page])
def test_a_decision_is_short_and_has_its_three_parts(page: str) -> None:
    said = text(page)
    assert re.match(rf"# {Path(page).name[:4]} \S", said)
    assert re.findall(r"^## (.+)$", said, re.MULTILINE) == ["Context", "Decision", "Consequence"]
    assert len(said.splitlines()) <= 35


def test_every_dependency_has_its_line() -> None:
    project = tomllib.loads(text("pyproject.toml"))["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["dev"]]
    said = text("docs/decisions/0008-dependencies.md")
    names = [re.split(r"[<>=]", item)[0] for item in wanted]
    assert [name for name in names if f"`{name}`" not in said] == []


@pytest.mark.parametrize("page", PAGES)
def test_links_between_pages_lead_somewhere(page: str) -> None:
    for target in re.findall(r"\]\(([^)#]+)\)", text(page)):
        if not target.startswith("http"):
            assert ((ROOT / page).parent / target).exists(), target


@pytest.mark.parametrize("page", PAGES)
def test_no_page_names_this_machine_or_a_registry(page: str) -> None:
    assert not re.search(r"/(?:work|home|tmp)/|pypi\.|pythonhosted|npmjs", text(page))


@pytest.mark.parametrize("page", [*TWINS.values()])
def test_chinese_prose_has_full_width_punctuation(page: str) -> None:
    prose = re.sub(r"`[^`]*`", "", _prose(page))
    assert (
        re.findall(r".{0,6}[\u4e00-\u9fff][,;:!?](?!\S*\))|[\u4e00-\u9fff]\.(?:\s|$)", prose) == []
    )
