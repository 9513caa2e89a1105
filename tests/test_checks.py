"""Rules over the whole catalog: each slip at its place, each exception allowed."""

import json
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dashboard import reports
from dashboard.problems import Code
from dashboard.reading import problems_on, read
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording
from tools.generate import generate

TINY = Path(__file__).parent / "data" / "tiny"
AS_OF = date(2026, 3, 20)
SPARE = "{id: spare, publisher: a, title: b, published: 2020, grade: high}"
COLUMNS = "".join(f"  - {{id: column-{number}, name: a}}\n" for number in (4, 5, 6))
LINE = "        - {period: 2021, value: 342.5, source: qingyu-gazette-2022}\n"
OTHER = LINE.replace("342.5, source: qingyu-gazette-2022", "340, source: moon-almanac")


@pytest.fixture(scope="module")
def tiny() -> Mapping[str, bytes]:
    return {name: data for name, data in load(TINY).items() if isinstance(data, bytes)}


def problems(files: Mapping[str, bytes], file: str, old: str, new: str) -> list[tuple[str, Code]]:
    """Return what is wrong after one change of a text that stands there exactly once."""
    assert files[file].decode().count(old) == 1, old
    reading = read({**files, file: files[file].replace(old.encode(), new.encode())})
    return [(str(problem.place), problem.code) for problem in problems_on(reading, AS_OF)]


RULES = [
    ("library.yaml", LINE, LINE + LINE.replace("2021, value: 342.5", "2022, value: 350"),
     [("library.yaml:15:20", Code.PUBLISHED_TOO_EARLY)]),
    ("library.yaml", LINE, LINE + LINE, [("library.yaml:15:11", Code.DUPLICATE_OBSERVATION)]),
    ("library.yaml", LINE, LINE + OTHER,
     [("library.yaml:15:11", Code.CONFLICT_UNDECIDED)]),
    ("library.yaml", ", used: yes", "", [("library.yaml:21:11", Code.CONFLICT_UNDECIDED)]),
    ("library.yaml", "299.5, source", "299.5, used: yes, source",
     [("library.yaml:21:11", Code.CONFLICT_UNDECIDED)]),
    ("library.yaml", LINE, LINE.replace("2021", "2026").replace("}", ", published: 2026-12-31}"),
     [("library.yaml:14:11", Code.FUTURE_OBSERVATION)]),
    ("library.yaml", "by: 2024, set_on: 2020-05-30, source: book-fair-2020}\n  - id: baiwei",
     "by: 2019, set_on: 2020-05-30, source: book-fair-2020}\n  - id: baiwei",
     [("library.yaml:74:29", Code.TARGET_BEFORE_BASELINE)]),
    ("library.yaml", "set_on: 2024-12, source: baiwei-herald-2024, note: {zh: 提高了一次",
     "set_on: 2021, source: baiwei-herald-2024, note: {zh: 提高了一次",
     [("library.yaml:97:45", Code.LEDGER_ORDER)]),
    ("crossing.yaml", "set_on: 2025-11-15", "set_on: 2019",
     [("crossing.yaml:40:32", Code.LEDGER_ORDER)]),
    ("crossing.yaml", "name: {zh: 通行, en: opening}\n        final: yes",
     "name: {zh: 通行, en: opening}", [("crossing.yaml:27:7", Code.FINAL_NODE)]),
    ("library.yaml", "shows: widened", "shows: lost", [("library.yaml:119:44", Code.SHOWS_UNFIT)]),
    ("library.yaml", "area: baiwei, shows", "shows", [("library.yaml:118:9", Code.MISSING_KEY)]),
    ("library.yaml", "part: press}", "part: pres}", [("library.yaml:135:117", Code.UNKNOWN_ID)]),
    ("library.yaml", "id: press,", "id: fair,", [("library.yaml:131:14", Code.DUPLICATE_ID),
      ("library.yaml:135:117", Code.UNKNOWN_ID)]),
    ("library.yaml", "short: {zh: 馆藏400万册, en: 4m volumes}",
     "short: {zh: 馆藏达到四百万册以上, en: 4m volumes}", []),
    ("library.yaml", "short: {zh: 馆藏400万册, en: 4m volumes}",
     "short: {zh: 馆藏要达到四百万册以上, en: 4m volumes}",
     [("library.yaml:67:17", Code.TOO_LONG)]),
    ("library.yaml", "short: {zh: 馆藏400万册, en: 4m volumes}",
     "short: {zh: 馆藏400万册, en: four million volumes!}",
     [("library.yaml:67:30", Code.TOO_LONG)]),
    ("library.yaml", "short: {zh: 馆藏400万册, en: 4m volumes}",
     "short: {zh: 馆藏400万册}", [("library.yaml:67:12", Code.PARTLY_TRANSLATED)]),
    ("sources.yaml", "  - id: old-charter", f"  - {SPARE}\n  - id: old-charter",
     [("sources.yaml:41:5", Code.UNUSED_SOURCE)]),
    ("catalog.yaml", "themes:\n", f"{COLUMNS}themes:\n", [("catalog.yaml:19:5", Code.TOO_MANY)]),
    ("catalog.yaml", "part_of: baiwei", "part_of: baiwei-old-town",
     [("catalog.yaml:10:75", Code.CYCLE)]),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "expected"), RULES)
def test_a_broken_rule_is_said_where_it_is_broken(
    tiny: Mapping[str, bytes], file: str, old: str, new: str, expected: list[tuple[str, Code]]
) -> None:
    found = problems(tiny, file, old, new)
    assert found == expected


@pytest.mark.parametrize(
    "figure",
    [
        'period: 2022, value: ">=350"',
        "period: 2022, value: 350, status: expected",
        "period: 2022, value: 350, status: preliminary",
        "period: 2022-03, value: 350",
        "period: 2022-01, value: 350",
        "period: 2022, value: 350, published: 2023-01-08",
        "period: 2021, value: 340, status: preliminary",
        "period: 2021, value: 343, status: revised",
        'period: 2021, value: "~340", published: 2022-01',
    ],
)
def test_what_is_allowed_is_no_problem(tiny: Mapping[str, bytes], figure: str) -> None:
    source = "moon-almanac" if "2021" in figure else "qingyu-gazette-2022"
    more = f"        - {{{figure}, source: {source}}}\n"
    assert problems(tiny, "library.yaml", LINE, LINE + more) == []


def test_all_problems_of_all_files_come_in_one_run_in_order(tiny: Mapping[str, bytes]) -> None:
    files = {
        **tiny,
        "clinic.yaml": tiny["clinic.yaml"].replace(b"value: 55", b"value: many"),
        "crossing.yaml": tiny["crossing.yaml"].replace(b"by: 2030", b"by: soon"),
        "library.yaml": b"a: [1\nb: 2\n",
    }
    found = read(files).problems
    assert [problem.place.file for problem in found] == [
        "clinic.yaml",
        "crossing.yaml",
        "library.yaml",
    ]
    assert list(found) == sorted(found)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_report_names_place_code_and_remedy_in_each_format(
    tiny: Mapping[str, bytes], language: str
) -> None:
    say = Wording(language)
    data = tiny["library.yaml"].replace(b"value: 342.5", "value: 约342万册".encode())
    reading = read({**tiny, "library.yaml": data})
    text = reports.as_text(reading.problems, say, reading=reading).splitlines()
    assert text[0].startswith("library.yaml:14:33: ")
    assert text[0].endswith(" [not-a-value]")
    assert "约342万册" in text[0]
    assert "~342" in text[1]
    assert "\033[31m" in reports.as_text(reading.problems, say, colour=True)
    entry = json.loads(reports.as_json(reading.problems, say))[0]
    assert list(entry) == ["file", "line", "column", "code", "severity", "message", "fix"]
    assert (entry["line"], entry["column"], entry["severity"]) == (14, 33, "error")
    assert "约342万册" in reports.as_json(reading.problems, say)
    annotation = reports.as_github(reading.problems, say, "data")
    assert annotation.startswith(
        "::error file=data/library.yaml,line=14,col=33,title=not-a-value::"
    )
    assert reports.as_text((), say) == say("check.clean")


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_log_for_code_scanning_has_rules_places_and_mended_lines(
    tiny: Mapping[str, bytes], language: str
) -> None:
    data = tiny["library.yaml"].replace(b"value: 342.5", "value: 约342".encode())
    found = problems_on(read({**tiny, "library.yaml": data}), AS_OF)
    log = json.loads(reports.as_sarif(found, Wording(language), "数据"))
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    (result,) = run["results"]
    assert rule["id"] == result["ruleId"] == "not-a-value"
    assert rule["help"]["text"].endswith("#not-a-value")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]] is rule
    where = result["locations"][0]["physicalLocation"]
    assert where["artifactLocation"]["uri"] == "%E6%95%B0%E6%8D%AE/library.yaml"
    assert where["region"] == {"startLine": 14, "startColumn": 33}
    assert result["level"] == "error"
    assert "约342" in result["message"]["text"]
    (change,) = result["fixes"][0]["artifactChanges"][0]["replacements"]
    assert '"~342"' in change["insertedContent"]["text"]
    assert json.loads(reports.as_sarif((), Wording(language)))["runs"][0]["results"] == []


def test_many_problems_of_a_kind_are_counted_and_some_are_shown(tiny: Mapping[str, bytes]) -> None:
    many = "".join(LINE.replace("342.5", f"约{number}") for number in range(60))
    data = tiny["library.yaml"].replace(LINE.encode(), many.encode())
    reading = read({**tiny, "library.yaml": data})
    text = reports.as_text(reading.problems, Wording("zh"), reading=reading).splitlines()
    assert len(reading.problems) == 60
    assert sum(" [not-a-value]" in line for line in text) == reports.MOST_OF_A_KIND
    assert "同类问题另有 40 处（library.yaml，not-a-value）。" in text
    assert text[-2] == "共 60 处错误、0 处提醒。"
    assert text[-1].startswith("没有采用 60 项：volumes/qingyu/2021")


def test_the_summary_names_files_left_out_and_read_no_further(tiny: Mapping[str, bytes]) -> None:
    data = tiny["clinic.yaml"].replace(b"commitments:", "commitments：".encode())
    reading = read({**tiny, "clinic.yaml": data})
    text = reports.as_text(reading.problems, Wording("zh"), reading=reading).splitlines()
    assert "    改成（行首空格不动）：commitments:" in text
    assert "整个 clinic.yaml 没有采用。" in text
    assert text[-1].startswith("clinic.yaml 里有读不下去的地方")


@pytest.mark.parametrize(
    ("file", "old", "new", "expected"),
    [
        ("library.yaml", "value: 405,", "value: 405, note: {zh: 一, en: b},", []),
        ("library.yaml", "value: 61800,", "value: 618000,",
         [("library.yaml:53:33", Code.OUT_OF_LINE)]),
        ("library.yaml", "value: 61800,", "value: 618000, note: {zh: 重算, en: recount},", []),
        ("library.yaml", "period: 2025-Q1..Q3,", "period: 2025-02..09,", []),
        ("crossing.yaml", "2025-11-15, source: baiwei-herald-2025, note",
         "2025-12-15, source: baiwei-herald-2025, note",
         [("crossing.yaml:40:32", Code.DATED_AFTER_SOURCE)]),
    ],
)  # fmt: skip
def test_what_is_hardly_true_is_a_reminder_unless_a_note_says_why(
    tiny: Mapping[str, bytes],
    file: str,
    old: str,
    new: str,
    expected: list[tuple[str, Code]],
) -> None:
    assert problems(tiny, file, old, new) == expected


def test_a_generated_catalog_is_valid(tmp_path: Path) -> None:
    generate(tmp_path, commitments=100, observations=1_000)
    reading = read(load(tmp_path))
    assert [problem for problem in reading.problems if problem.code != Code.UNUSED_SOURCE] == []
    assert reading.catalog is not None
    assert len(reading.catalog.commitments) == 100
    figures = [
        figure
        for indicator in reading.catalog.indicators.values()
        for figures in indicator.observations.values()
        for figure in figures
    ]
    assert len(figures) == 1_000
