"""Bringing data from an Open SDG repository: what goes in comes out, and the rest is named."""

import csv
import json
import math
import random
import shutil
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from browsing import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from open_sdg import BREAKDOWN
from open_sdg import write as write_repository
from test_app import serve, served, visit
from test_reference import FOLDER as REFERENCE
from test_reference import by_the_rule_for_the_base

from dashboard import importing
from dashboard.assessment import Status, assess_all
from dashboard.cli import main
from dashboard.importing import (
    RECORD,
    REPORT,
    Plan,
    Result,
    agreement,
    as_json,
    as_markdown,
    plan,
    sound,
)
from dashboard.importing.cells import Comma, Value, value_of, when_of
from dashboard.importing.days import release_of
from dashboard.importing.findings import LEFT_OUT, OF_FIGURES, Reason, Where
from dashboard.importing.naming import Ids, slug
from dashboard.importing.report import Counts, counts
from dashboard.importing.texts import cut, plain
from dashboard.model import Catalog, Indicator, TargetCommitment
from dashboard.reading import read
from dashboard.store import REFUSED, load
from dashboard.values import Unfit, parse_amount, parse_period
from dashboard.wording import LANGUAGES, Wording, phrases

__all__ = ["serve", "served"]

ISLE = ROOT / "tests/data/open-sdg"
ZH, EN = Wording("zh"), Wording("en")


@pytest.fixture(scope="module")
def isle() -> Plan:
    return sound(plan(importing.read(ISLE, "en")), "en").plan


@pytest.fixture(scope="module")
def catalog(isle: Plan) -> Catalog:
    reading = read(importing.sound(isle, "en").files)
    assert reading.catalog is not None
    assert [problem for problem in reading.problems if problem.is_error] == []
    return reading.catalog


def places(found: Plan, reason: Reason) -> list[tuple[str, int]]:
    return [(one.where.file, one.where.line) for one in found.findings if one.reason == reason]


def result_of(found: Plan) -> Result:
    files = importing.sound(found, "en").files
    reading = read(files)
    assert reading.catalog is not None
    errors = sum(problem.is_error for problem in reading.problems)
    return Result(found, tuple(files), agreement(found, reading.catalog), errors)


def counted(found: Plan) -> Counts:
    return counts(Result(found, (), importing.Agreement(0, ()), 0))


def figures(indicator: Indicator) -> dict[str, str]:
    [observations] = indicator.observations.values()
    return {item.period.text: item.value.text for item in observations}


# --- what is carried over --------------------------------------------------------------------


def test_every_figure_is_written_or_left_out(isle: Plan) -> None:
    found = counted(isle)
    assert found.met == found.written + found.left_out
    assert found.met == 76
    assert found.blank == 1


def test_figures_agree_one_by_one(isle: Plan) -> None:
    result = result_of(isle)
    assert result.agreement.compared == counted(isle).written > 40
    assert result.agreement.differences == ()
    assert result.errors == 0


def test_a_figure_that_was_changed_on_the_way_is_found(isle: Plan) -> None:
    files = dict(importing.sound(isle, "en").files)
    files["goal-1.yaml"] = files["goal-1.yaml"].replace(b"value: 11.75", b"value: 11.57")
    files["goal-2.yaml"] = files["goal-2.yaml"].replace(
        b"period: 2019, value: -3.25", b"period: 2020, value: -3.25"
    )
    changed = read(files).catalog
    assert changed is not None
    differences = agreement(isle, changed).differences
    assert [(str(one.where), one.cell, one.written) for one in differences] == [
        ("data/indicator_1-1-1.csv:4", "11.75", "11.57"),
        ("data/indicator_2-1-1.csv:6", "−3,25", ""),
    ]


def test_totals_are_the_rows_whose_breakdown_is_blank(catalog: Catalog) -> None:
    poor = catalog.indicators["i-1-1-1"]
    assert figures(poor) == {
        "2014": "12.5", "2015": "12.1", "2016": "11.75", "2017": "11.0", "2018": "10.5",
        "2019": "10.4", "2020": "10.25",
    }  # fmt: skip
    assert poor.name.en == "1.1.1 People below the line"
    assert poor.definition.en == "The share of people below the line & those near it."
    assert poor.better == "lower"
    by_period = {one.period.text: one for one in poor.observations["isle-of-tests"]}
    assert by_period["2015"].note is not None
    assert by_period["2015"].note.en == "For 2015-16"
    assert by_period["2019"].status == "preliminary"
    assert by_period["2020"].status == "preliminary"
    assert by_period["2017"].note is not None
    assert by_period["2017"].note.en == "after a reform"
    assert catalog.frame.unit(poor.unit).name.en == "%"


def test_a_source_is_what_the_metadata_names(catalog: Catalog) -> None:
    source = catalog.sources[catalog.indicators["i-1-1-1"].observations["isle-of-tests"][0].source]
    assert source.publisher.en == "Isle statistics office"
    assert source.title.en == "Survey of incomes"
    assert source.url == "https://statistics.isle.example/poverty"
    assert source.published is not None
    assert source.published.text == "2022-03-13"
    note = catalog.indicators["i-1-1-1"].note
    assert note is not None
    assert "Isle tax office, Returns" in note.en
    own = catalog.sources[
        catalog.indicators["i-2-1-1-harvest-tonnes"].observations["isle-of-tests"][0].source
    ]
    assert (own.title.en, own.grade) == ("data/indicator_2-1-1.csv", "medium")


def test_a_day_of_release_before_the_figures_is_not_taken_for_theirs(
    catalog: Catalog, isle: Plan
) -> None:
    board = next(one for one in catalog.sources.values() if one.publisher.en == "Isle school board")
    assert board.published is None
    assert places(isle, Reason.DATE_UNCLEAR) == [("meta/4-1-1.md", 7)]
    assert places(isle, Reason.RELEASED_BEFORE) == [("data/indicator_4-1-1.csv", 3)]


def test_series_and_units_become_indicators_of_their_own(catalog: Catalog) -> None:
    found = {
        identity: figures(one)
        for identity, one in catalog.indicators.items()
        if "2-1-1" in identity
    }
    assert found == {
        "i-2-1-1-harvest-tonnes": {"2018": "1234.5", "2019": "1300.25"},
        "i-2-1-1-harvest-percent": {"2018": "45.5", "2019": "-3.25"},
        "i-2-1-1-change-of-stocks-tonnes": {"2018": "-12.75"},
    }
    assert catalog.indicators["i-2-1-1-change-of-stocks-tonnes"].natural_limit == 100


def test_targets_keep_their_side_their_years_and_their_method(catalog: Catalog) -> None:
    goals = {
        identity: goal
        for identity, goal in catalog.commitments.items()
        if isinstance(goal, TargetCommitment)
    }
    said = {
        identity: (
            goal.targets[0].at_least,
            goal.targets[0].at_most,
            goal.targets[0].by and goal.targets[0].by.text,
            goal.method and str(goal.method),
            goal.baseline and goal.baseline.period.text,
        )
        for identity, goal in goals.items()
    }
    assert said == {
        "t-1-1-1-2030": (None, 6, "2030", "statcan", "2015"),
        "t-1-1-1-2025": (None, 9.5, "2025", None, "2015"),
        "t-2-1-1-harvest-percent-2028": (60, None, "2028", "statcan", "2018"),
        "t-3-1-1-undated": (9, None, None, None, None),
        "t-3-3-1-female-isle-of-tests-2030": (None, 20, "2030", "statcan", "2015"),
        "t-8-1-1-2026": (12, None, "2026", None, "2019-Q1"),
        "t-9-1-1-2030": (60, None, "2030", "statcan", "2015"),
    }


def test_targets_come_out_with_statuses(catalog: Catalog) -> None:
    then = assess_all(catalog, date(2022, 6, 30))
    assert len(then) == 7
    # (10.25 / 12.1)^(1/5) - 1 is -3.26 % a year, (6 / 12.1)^(1/15) - 1 is -4.57 %: 0.71 of it
    assert then["t-1-1-1-2030"].status == Status.AT_RISK
    assert then["t-8-1-1-2026"].status == Status.NO_DATA  # its source was published later
    assert assess_all(catalog, date(2026, 3, 20))["t-8-1-1-2026"].status == Status.ACHIEVED


PUBLISHED = {
    "substantial_progress": Status.ON_TRACK,
    "moderate_progress": Status.AT_RISK,
    "limited_progress": Status.OFF_TRACK,
    "deterioration": Status.OFF_TRACK,
    "target_achieved": Status.ACHIEVED,
    "not_available": Status.NO_DATA,
}


def test_statuses_are_those_that_a_repository_published(tmp_path: Path) -> None:
    file = REFERENCE / "opensdg_canada_series.csv"
    if not file.is_file():
        pytest.skip(f"no reference cases: {REFERENCE} is absent (REFERENCE_DIR names the folder)")
    with file.open(encoding="utf-8", newline="") as text:
        every = csv.DictReader(text)
        rows = [row for row in every if row["target"] and by_the_rule_for_the_base(row)]
    for index, row in enumerate(rows):
        _write_published(tmp_path, f"1-{index}-1", row)
    made = sound(plan(importing.read(tmp_path, "en")), "en")
    found = read(made.files).catalog
    assert found is not None
    verdicts = assess_all(found, date(2024, 12, 31))
    fresh = 0
    for index, row in enumerate(rows):
        [verdict] = [one for name, one in verdicts.items() if name.startswith(f"t-1-{index}-1-")]
        if verdict.status != Status.STALE:
            assert verdict.status == PUBLISHED[row["published_status"]], row["id"]
            fresh += 1
    assert fresh > len(rows) / 2


def _write_published(folder: Path, number: str, row: Mapping[str, str]) -> None:
    """Write one series of the reference as the indicator of a repository."""
    for name in ("data", "indicator-config"):
        (folder / name).mkdir(exist_ok=True)
    figures = json.loads(row["series_json"]).items()
    table = "Year,Value\n" + "".join(f"{year},{value}\n" for year, value in figures)
    (folder / "data" / f"indicator_{number}.csv").write_text(table)
    direction = "positive" if float(row["direction"]) > 0 else "negative"
    target = f"target: {row['target']}, target_year: {row['target_year']}"
    config = (
        "reporting_status: complete\nauto_progress_calculation: true\n"
        f"progress_calculation_options:\n- {{direction: {direction}, {target}}}\n"
    )
    (folder / "indicator-config" / f"{number}.yml").write_text(config)


def test_what_the_repository_does_not_say_is_not_made_up(catalog: Catalog) -> None:
    clinics = catalog.indicators["i-3-1-1"]
    assert clinics.name.en == "3.1.1 Clinics [Clinic: Harbour]"
    assert clinics.better == "none"
    goal = catalog.commitments["t-3-1-1-undated"]
    assert isinstance(goal, TargetCommitment)
    assert goal.note is not None
    assert "does not say which way is better" in goal.note.en
    assert catalog.indicators["i-7-5-1"].name.en == "Indicator 7.5.1"
    assert catalog.frame.licence == "Open Isle Licence 1.0 (LICENSE)"


def test_other_indicators_stand_by_themselves(catalog: Catalog) -> None:
    assert catalog.theme_of["i-10-1-1"] == "standalone"
    quay = catalog.indicators["i-10-1-1"]
    assert quay.frequency == "month"
    assert list(figures(quay)) == ["2019-11", "2019-12", "2020-01", "2020-02"]
    assert "Coverage: North coast" in quay.definition.en


# --- what is left out ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reason", "where"),
    [
        (Reason.BLANK, [("data/indicator_1-1-1.csv", 9)]),
        (Reason.BOUND, [("data/indicator_5-1-1.csv", 4)]),
        (Reason.NOT_A_NUMBER, [("data/indicator_5-1-1.csv", 13)]),
        (Reason.PERCENT_UNCLEAR, [("data/indicator_5-1-1.csv", 7)]),
        (Reason.COMMA_UNCLEAR, [("data/indicator_2-1-1.csv", 8)]),
        (Reason.PERIOD, [("data/indicator_5-1-1.csv", 23)]),
        (Reason.ROW_LENGTH, [("data/indicator_5-1-1.csv", 14), ("data/indicator_5-1-1.csv", 15)]),
        (Reason.REPEATED, [("data/indicator_5-1-1.csv", 18)]),
        (Reason.CONFLICT, [("data/indicator_5-1-1.csv", 19), ("data/indicator_5-1-1.csv", 20)]),
        (Reason.RANGE_BESIDE_YEAR, [("data/indicator_5-1-1.csv", 22)]),
        (Reason.NO_TOTAL, [("data/indicator_3-2-1.csv", 2)]),
        (Reason.UNPUBLISHED, [("meta/6-1-1.yml", 2), ("meta/6-2-1.yml", 2)]),
        (Reason.NOT_STATISTICAL, [("meta/6-3-1.yml", 3)]),
        (Reason.FILE_EMPTY, [("data/indicator_7-1-1.csv", 0)]),
        (Reason.NO_COLUMNS, [("data/indicator_7-2-1.csv", 1)]),
        (Reason.COLUMN_TWICE, [("data/indicator_7-3-1.csv", 1)]),
        (Reason.SECOND_FILE, [("data/7-5-1.csv", 0)]),
        (Reason.OTHER_FILE, [("data/notes-7.xlsx", 0)]),
        (Reason.YAML_LINE, [("meta/4-1-1.md", 4), ("meta/7-4-1.yml", 1)]),
        (Reason.TARGET_NO_MATCH, [("indicator-config/2-1-1.yml", 13)]),
        (Reason.TARGET_MANY_UNITS, [("indicator-config/2-1-1.yml", line) for line in (17, 24)]),
        (Reason.TARGET_NO_NUMBER, [("indicator-config/2-1-1.yml", 25)]),
        (Reason.TARGET_TRANSFORMED, [("indicator-config/8-1-1.yml", 6)]),
        (Reason.ANNOTATION, [("indicator-config/8-1-1.yml", 7)]),
        (Reason.SERIES_BREAK, [("indicator-config/1-1-1.yml", 15)]),
        (Reason.SETTING, [("config_data.yml", 9)]),
        (Reason.ADDRESS, [("meta/4-1-1.md", 7)]),
        (Reason.RANGE, [("data/indicator_1-1-1.csv", 3), ("data/indicator_5-1-1.csv", 22)]),
        (Reason.ENCODING, [("data/indicator_3-1-1.csv", 0), ("data/indicator_7-5-1.csv", 0)]),
        (Reason.TOTAL_BY_WORD, [("data/indicator_3-3-1.csv", 2)]),
        (Reason.TOTAL_BY_CHOICE, [("data/indicator_3-1-1.csv", 3)]),
        (Reason.PROGRESS_SERIES, [("data/indicator_3-3-1.csv", 4)]),
        (Reason.NO_METADATA, [("data/indicator_7-5-1.csv", 0)]),
    ],
)  # fmt: skip
def test_what_is_left_out_is_named_with_its_place(
    isle: Plan, reason: Reason, where: list[tuple[str, int]]
) -> None:
    assert places(isle, reason) == where


def test_parts_are_counted_and_become_indicators_when_asked_for(isle: Plan) -> None:
    left = [one for one in isle.findings if one.reason == Reason.DISAGGREGATED]
    assert {one.where.file: one.times for one in left} == {
        "data/indicator_1-1-1.csv": 3, "data/indicator_2-1-1.csv": 1, "data/indicator_3-1-1.csv": 1,
        "data/indicator_3-3-1.csv": 1, "data/indicator_7-4-1.csv": 2,
    }  # fmt: skip
    whole = plan(importing.read(ISLE, "en"), is_broken_down=True)
    of = {one.reason for one in whole.findings}
    assert not of & {Reason.DISAGGREGATED, Reason.NO_TOTAL}
    result = result_of(whole)
    assert result.errors == 0
    assert result.agreement.differences == ()
    found = counted(whole)
    assert found.met == found.written + found.left_out == 76
    names = [one.measure.name.en for one in whole.measures if one.measure.number == "1-1-1"]
    assert names == [
        "1.1.1 People below the line",
        "1.1.1 People below the line [Sex: Female]",
        "1.1.1 People below the line [Sex: Male]",
        "1.1.1 People below the line [Sex: Female, Age: Young]",
    ]


def test_a_figure_that_the_reader_would_refuse_is_left_out_and_named(tmp_path: Path) -> None:
    write_repository(tmp_path, indicators=2, figures=40)
    found = plan(importing.read(tmp_path, "en"))
    one = found.measures[0]
    twice = one.measure.figures[0]
    spoilt = one._replace(measure=replace(one.measure, figures=(*one.measure.figures, twice)))
    themes = tuple(
        theme._replace(
            measures=tuple(spoilt if other.id == one.id else other for other in theme.measures)
        )
        for theme in found.themes
    )
    mended = sound(found.less(themes, found.findings), "en")
    assert [
        finding.facts for finding in mended.plan.findings if finding.reason == Reason.REFUSED
    ] == [(("text", "duplicate-observation"),)]
    assert one.id not in {other.id for other in mended.plan.measures}
    assert [problem for problem in read(mended.files).problems if problem.is_error] == []


# --- the command -----------------------------------------------------------------------------


def test_the_command_writes_a_folder_that_checks_and_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = tmp_path / "data"
    assert main(["import", "open-sdg", str(ISLE), "-o", str(data), "--lang", "en"]) == 0
    said = capsys.readouterr().out
    assert "Figures: 76 in all" in said
    assert "dashboard check finds no error" in said
    assert main(["check", "--lang", "en", str(data)]) == 0
    record = json.loads((data / RECORD).read_text("utf-8"))
    assert record["counts"]["met"] == record["counts"]["written"] + record["counts"]["left_out"]
    assert record["agree"] == {"compared": record["counts"]["written"], "different": []}
    assert sorted(record["files"]) == sorted(load(data))
    assert {finding["reason"] for finding in record["findings"]} <= set(Reason)
    assert "data/indicator_5-1-1.csv:4: \\<5" in (data / REPORT).read_text("utf-8")


def test_the_same_repository_gives_the_same_bytes(tmp_path: Path) -> None:
    for name in ("one", "two"):
        assert main(["import", "open-sdg", str(ISLE), "-o", str(tmp_path / name)]) == 0
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        for name in ("one", "two")
    )
    assert one == two


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_report_is_in_one_language(language: str, tmp_path: Path) -> None:
    assert (
        main(["import", "open-sdg", str(ISLE), "-o", str(tmp_path / "o"), "--lang", language]) == 0
    )
    report = (tmp_path / "o" / REPORT).read_text("utf-8")
    title = {"zh": "没有带过来的", "en": "Left out"}
    assert title[language] in report
    assert title["en" if language == "zh" else "zh"] not in report


def test_words_are_those_of_the_language_that_is_asked_for(tmp_path: Path) -> None:
    assert main(["import", "open-sdg", str(ISLE), "-o", str(tmp_path / "o")]) == 0
    found = read(load(tmp_path / "o")).catalog
    assert found is not None
    assert found.indicators["i-1-1-1"].name.zh == "1.1.1 Personas por debajo de la línea"


def test_the_area_can_be_named(tmp_path: Path) -> None:
    given_area = ["--area", "测试岛"]
    assert main(["import", "open-sdg", str(ISLE), "-o", str(tmp_path / "o"), *given_area]) == 0
    found = read(load(tmp_path / "o")).catalog
    assert found is not None
    assert [area.name.zh for area in found.frame.areas] == ["测试岛"]


def test_a_folder_with_files_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "mine.yaml").write_text("mine")
    command = ["import", "open-sdg", str(ISLE), "-o", str(tmp_path), "--lang", "en"]
    assert main(command) == 2
    assert "holds files already" in capsys.readouterr().err
    assert main([*command, "--force"]) == 2
    assert "mine.yaml" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["mine.yaml"]


def test_force_replaces_an_earlier_import_and_nothing_else(tmp_path: Path) -> None:
    repository = tmp_path / "repository"
    shutil.copytree(ISLE, repository)
    command = ["import", "open-sdg", str(repository), "-o", str(tmp_path / "o")]
    assert main(command) == 0
    (tmp_path / "o" / "notes.txt").write_text("mine")
    (repository / "data" / "indicator_9-1-1.csv").unlink()
    assert main(command) == 2
    assert main([*command, "--force"]) == 0
    names = {path.name for path in (tmp_path / "o").iterdir()}
    assert "goal-9.yaml" not in names
    assert {"notes.txt", "goal-1.yaml"} <= names
    assert main(["check", str(tmp_path / "o")]) == 0


def test_only_an_earlier_import_is_replaced_and_never_the_source(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository, other = tmp_path / "repository", tmp_path / "other"
    shutil.copytree(ISLE, repository)
    other.mkdir()
    (other / "notes.txt").write_text("mine")
    command = ["import", "open-sdg", str(repository), "--lang", "en", "--force"]
    assert main([*command, "-o", str(other)]) == 2
    assert "no record of an earlier import" in capsys.readouterr().err
    assert [path.name for path in other.iterdir()] == ["notes.txt"]
    for inside in (repository, repository / "data", repository / "new"):
        assert main([*command, "-o", str(inside)]) == 2
        assert "inside the repository" in capsys.readouterr().err
    assert not (repository / "new").exists()


@pytest.mark.parametrize(
    ("language", "lacking", "choice"),
    [("zh", "缺少：-o", "不能写 'csv'"), ("en", "missing: -o", "cannot be 'csv'")],
)
def test_wrong_arguments_are_said_in_the_language(
    language: str, lacking: str, choice: str, capsys: pytest.CaptureFixture[str]
) -> None:
    for given_words, expected in ((["open-sdg", str(ISLE)], lacking), (["csv", "x"], choice)):
        with pytest.raises(SystemExit) as ended:
            main(["import", *given_words, "--lang", language])
        assert ended.value.code == 2
        assert expected in capsys.readouterr().err


def test_wrong_use_is_said_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = ["-o", str(tmp_path / "o"), "--lang", "en"]
    assert main(["import", "open-sdg", str(tmp_path / "none"), *out]) == 2
    assert "no such folder" in capsys.readouterr().err
    (tmp_path / "file").write_text("x")
    assert (
        main(["import", "open-sdg", str(ISLE), "-o", str(tmp_path / "file"), "--lang", "en"]) == 2
    )
    assert "is a file" in capsys.readouterr().err
    assert main(["import", "open-sdg", str(tmp_path / "file"), *out]) == 2
    assert "is a file" in capsys.readouterr().err
    assert main(["import", "open-sdg", str(ISLE / "data"), *out]) == 1
    assert str(ISLE) in capsys.readouterr().err
    (tmp_path / "empty").mkdir()
    assert main(["import", "open-sdg", str(tmp_path / "empty"), *out]) == 1
    assert "no Open SDG data repository" in capsys.readouterr().err
    (tmp_path / "empty" / "meta").mkdir()
    (tmp_path / "empty" / "meta" / "1-1-1.md").write_text("---\nindicator_name: a\n---\n")
    assert main(["import", "open-sdg", str(tmp_path / "empty"), *out]) == 1
    assert "No figure of" in capsys.readouterr().err
    assert not (tmp_path / "o").exists()


def test_one_area_alone_is_compared_with_nobody(
    serve: Callable[[Path], None], tmp_path: Path
) -> None:
    assert main(["import", "open-sdg", str(ISLE), "-o", str(tmp_path / "o")]) == 0
    serve(tmp_path / "o")
    shown = visit("compare")
    labels = [item.proto.label for item in shown.at.get("page_link")]
    assert ZH("nav.figures") in labels
    for page in ("limits", "projects", "compare"):
        assert ZH(f"nav.{page}") not in labels
    for words in ("追赶", "各市", "只查到"):
        assert words not in shown.words


def test_a_large_repository_comes_over_whole(tmp_path: Path) -> None:
    write_repository(tmp_path, indicators=40, figures=8_000)
    found = plan(importing.read(tmp_path, "en"), is_broken_down=True)
    result = result_of(found)
    assert result.errors == 0
    assert result.agreement.compared == 8_000
    assert result.agreement.differences == ()
    written = {
        figure.where: (figure.period, float(figure.value), one.measure.unit, one.measure.name.en)
        for one in found.measures
        for figure in one.measure.figures
    }
    assert len(written) == 8_000
    for path in sorted((tmp_path / "data").iterdir()):
        rows = csv.DictReader(path.read_text("utf-8").splitlines())
        for line, row in enumerate(rows, start=2):
            period, value, unit, name = written[Where(f"data/{path.name}", line)]
            assert (period, value) == (row["Year"], float(row["Value"]))
            assert unit == row["Units"].replace("Percent", "%")
            assert all(f"{part}: {row[part]}" in name for part in BREAKDOWN if row[part])


# --- cells, periods, days, words -------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "comma", "text"),
    [
        ("12.50", Comma.UNKNOWN, "12.50"),
        ("-0.5", Comma.UNKNOWN, "-0.5"),
        ("1e-3", Comma.UNKNOWN, "1e-3"),
        ("1,234", Comma.THOUSANDS, "1234"),
        ("1,234", Comma.DECIMAL, "1.234"),
        ("12,5", Comma.UNKNOWN, "12.5"),
        ("1,234,567.8", Comma.UNKNOWN, "1234567.8"),
        ("1.234.567", Comma.UNKNOWN, "1234567"),
        ("1 234 567,25", Comma.UNKNOWN, "1234567.25"),
        ("1\u00a0234", Comma.UNKNOWN, "1234"),
        ("1'234'567", Comma.UNKNOWN, "1234567"),
        ("−3", Comma.UNKNOWN, "-3"),
        ("≤20", Comma.UNKNOWN, "<=20"),
        (">= 7", Comma.UNKNOWN, ">=7"),
        ("≈ 5", Comma.UNKNOWN, "~5"),
        ("7..10", Comma.UNKNOWN, "7..10"),
        ("0014", Comma.UNKNOWN, "14"),
        ("5.", Comma.UNKNOWN, "5"),
        ("45 %", Comma.UNKNOWN, "45"),
        ("10.4 (p)", Comma.UNKNOWN, "10.4"),
    ],
)
def test_a_cell_is_read_as(cell: str, comma: Comma, text: str) -> None:
    value = value_of(cell, comma)
    assert isinstance(value, Value)
    assert value.text == text


@pytest.mark.parametrize(
    ("cell", "reason"),
    [
        ("<5", Reason.BOUND),
        ("> 5", Reason.BOUND),
        ("..", Reason.MISSING_MARK),
        ("N/A", Reason.MISSING_MARK),
        ("NaN", Reason.MISSING_MARK),
        ("inf", Reason.MISSING_MARK),
        ("-", Reason.MISSING_MARK),
        ("1,234", Reason.COMMA_UNCLEAR),
        ("twelve", Reason.NOT_A_NUMBER),
        ("1_000", Reason.NOT_A_NUMBER),
        ("1e999", Reason.NOT_A_NUMBER),
        ("12-14", Reason.NOT_A_NUMBER),
        ("1,23,456", Reason.NOT_A_NUMBER),
        ("10..7", Reason.NOT_A_NUMBER),
        ("٣", Reason.NOT_A_NUMBER),
    ],
)
def test_a_cell_is_left_out_because(cell: str, reason: Reason) -> None:
    assert value_of(cell) == reason


@given(st.floats(allow_nan=False, allow_infinity=False), st.sampled_from(Comma))
def test_any_number_comes_out_as_it_went_in(number: float, comma: Comma) -> None:
    value = value_of(repr(number), comma)
    if isinstance(value, Reason):
        assert comma is Comma.DECIMAL  # 1.234 may then mean thousands
        assert value == Reason.COMMA_UNCLEAR
    else:
        assert math.isclose(float(value.text), number, rel_tol=0)


@given(st.text(alphabet="0123456789.,-−+eE%<>≤≥~ pr*()'\u00a0", min_size=1), st.sampled_from(Comma))
def test_no_text_becomes_a_figure_that_is_none(cell: str, comma: Comma) -> None:
    value = value_of(cell, comma)
    if isinstance(value, Value):
        try:
            assert math.isfinite(parse_amount(value.text).number)
        except Unfit:
            pytest.fail(value.text)
        digits = [sign for sign in value.text if sign.isdecimal()]
        shown = [sign for sign in cell if sign.isdecimal()]
        assert "".join(digits).lstrip("0") == "".join(shown).lstrip("0")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        ("2015", "2015"),
        ("2015.0", "2015"),
        ("2015-16", "2015"),
        ("2015/16", "2015"),
        ("2015–2017", "2015"),
        ("1999-00", "1999"),
        ("2009-10", "2009"),
        ("2015 Q3", "2015-Q3"),
        ("Q1 2020", "2020-Q1"),
        ("2015H2", "2015-H2"),
        ("2015-03", "2015-03"),
        ("2015M11", "2015-11"),
        ("2015-12-31", "2015-12-31"),
        ("2023p", "2023"),
        ("16-2015", None),
        ("2015-14", None),
        ("0015", None),
        ("2015-2010", None),
        ("", None),
    ],
)
def test_a_period_is_read_as(cell: str, text: str | None) -> None:
    when = when_of(cell)
    assert (when and when.text) == text


def test_a_column_of_months_is_no_column_of_ranges() -> None:
    found = when_of("2009-10", months=True)
    assert found is not None
    assert (found.text, found.said) == ("2009-10", "")


@given(st.text(alphabet="0123456789-/.QHM p*–", max_size=12))
def test_any_period_is_one_of_ours_or_none(cell: str) -> None:
    when = when_of(cell)
    if when is not None:
        assert parse_period(when.text).first.year == int(when.text[:4])


@pytest.mark.parametrize(
    ("text", "day", "is_unclear"),
    [
        ("2020-03-11", "2020-03-11", False),
        ("13/03/2020", "2020-03-13", False),
        ("03/13/2020", "2020-03-13", False),
        ("11/03/2020", "2020", True),
        ("05/05/2020", "2020-05-05", False),
        ("4 January 2026", "2026-01-04", False),
        ("Monday, 1st of March 2021", "2021-03-01", False),
        ("January 4, 2026", "2026-01-04", False),
        ("Sept 2019", "2019-09", False),
        ("03/2020", "2020-03", False),
        ("2020", "2020", False),
        ("Spring 2020", "2020", False),
        ("TBC", "", False),
        ("", "", False),
        ("31/02/2020", "", False),
        ("2020-03-11T10:00:00Z", "2020-03-11", False),
    ],
)
def test_a_day_of_release_is_read_as(text: str, day: str, is_unclear: bool) -> None:  # noqa: FBT001
    assert release_of(text) == (day, is_unclear)


def test_words_lose_their_markup() -> None:
    assert plain("<p>Share of <b>people</b><br>\n&amp; more</p>") == "Share of people & more"
    assert plain("[here](https://x.example) **bold** 3 < 5 > 2") == "here bold 3 < 5 > 2"
    assert plain("<script>alert(1)</script>a\x00b\u2028c") == "a b c"
    assert cut("one two three", 9) == "one two…"


@given(st.text())
def test_any_text_becomes_words_that_can_be_written(text: str) -> None:
    assert not REFUSED.search(plain(text))
    assert "\n" not in plain(text)


@given(st.lists(st.tuples(st.text(), st.text()), max_size=20))
def test_ids_are_ids_and_never_two_things(pairs: list[tuple[str, str]]) -> None:
    ids = Ids()
    given_away: dict[str, str] = {}
    for name, words in pairs:
        identity = ids.of(f"i-{slug(name)}", words)
        assert given_away.setdefault(identity, words) == words
        assert "--" not in identity
        assert identity.isascii()
        assert identity == identity.casefold().strip("-")


# --- whatever is in a repository -------------------------------------------------------------


def _spoilt(data: bytes, chance: random.Random) -> bytes:
    """Return bytes with a few cut out, changed, doubled or mixed up."""
    at, to = sorted(chance.randrange(len(data) + 1) for _ in range(2))
    match chance.randrange(5):
        case 0:
            return data[:at]
        case 1:
            return data[:at] + data[to:]
        case 2:
            return data[:to] + data[at:]
        case 3:
            return data[:at] + chance.randbytes(3) + data[at:]
        case _:
            return (
                data[:at]
                + chance.choice([b'"', b"\n", b",", b":", b"---\n", b"{", b"\xff", b"\0"])
                + data[at:]
            )


@pytest.mark.parametrize("seed", range(60))
def test_nothing_in_a_repository_stops_an_import(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same every time
    repository = tmp_path / "repository"
    shutil.copytree(ISLE, repository)
    for path in chance.sample(sorted(path for path in repository.rglob("*") if path.is_file()), 12):
        path.write_bytes(_spoilt(path.read_bytes(), chance))
    made = sound(plan(importing.read(repository, "en"), is_broken_down=bool(seed % 2)), "en")
    found = counted(made.plan)
    assert found.met == found.written + found.left_out
    result = result_of(made.plan)
    assert result.errors == 0
    assert result.agreement.differences == ()
    assert as_markdown(result, EN).startswith("# ")
    json.loads(as_json(result))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["2015", "2016", "2016-17", "2017.0", "20", "", "2019-Q1", "x"]),
            st.sampled_from(["", "Female", "Male", "Total", "All", "\u5973"]),
            st.sampled_from(["", "%", "Tonnes"]),
            st.one_of(
                st.floats(allow_nan=True).map(repr),
                st.sampled_from(["", "..", "<5", "1,234", "45%", "3p"]),
            ),
        ),
        max_size=12,
    ),
    st.booleans(),
)
def test_any_table_adds_up(rows: list[tuple[str, ...]], is_broken_down: bool) -> None:  # noqa: FBT001
    with TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        data.mkdir()
        with (data / "indicator_1-1-1.csv").open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([("Year", "Sex", "Units", "Value"), *rows])
        made = sound(
            plan(importing.read(Path(folder), "en"), is_broken_down=is_broken_down), "en"
        ).plan
    found = counted(made)
    assert found.met == sum(bool(row[3]) for row in rows)
    assert found.met == found.written + found.left_out
    if made.measures:
        result = result_of(made)
        assert result.errors == 0
        assert result.agreement.differences == ()


def test_settings_say_where_files_are_and_how_columns_are_called(tmp_path: Path) -> None:
    (tmp_path / "source" / "figures" / "old").mkdir(parents=True)
    (tmp_path / "source" / "words").mkdir()
    (tmp_path / "config_data.yml").write_text(
        "src_dir: source\n"
        "inputs:\n"
        "- {class: InputCsvData, path_pattern: figures/*-*.csv, column_map: map.csv}\n"
        "- {class: InputYamlMeta, path_pattern: words/*-*.yml}\n"
        "- {class: InputCsvData, path_pattern: ../../*-*.csv}\n"
        "indicator_options:\n"
        "  series_column: SERIES\n"
        "  unit_column: UNIT_MEASURE\n"
        "  non_disaggregation_columns: [Method]\n"
        "  observation_attributes: [Remark]\n"
    )
    (tmp_path / "source" / "figures" / "indicator_1-1-1.csv").write_text(
        "TIME_PERIOD,SERIES,UNIT_MEASURE,Method,SEX,Remark,OBS_VALUE\n"
        "2019,A,PT,survey,_T,counted twice,5\n2019,B,PT,survey,_T,,6\n2019,A,PT,survey,F,,7\n"
    )
    (tmp_path / "source" / "words" / "1-1-1.yml").write_text("indicator_name: Both\nlimit: null\n")
    found = plan(importing.read(tmp_path, "en"))
    assert [(one.id, one.measure.name.en, one.measure.unit) for one in found.measures] == [
        ("i-1-1-1-a", "1.1.1 Both – A", "%"),
        ("i-1-1-1-b", "1.1.1 Both – B", "%"),
    ]
    assert found.measures[0].measure.figures[0].note.en == "counted twice"
    assert [one.facts for one in found.findings if one.reason == Reason.SETTING] == [
        (("text", "column_map"),)
    ]
    assert places(found, Reason.OTHER_FILE) == [("source/figures/old/", 0)]
    assert result_of(found).errors == 0


def test_a_direction_that_the_metadata_states_goes_before_any_inference(tmp_path: Path) -> None:
    for name in ("data", "meta"):
        (tmp_path / name).mkdir()
    (tmp_path / "data" / "indicator_3-1-1.csv").write_text("Year,Value\n2015,9\n2023,8\n")
    target = "graph_target_lines: [{value: 70}]\n"
    sides = {}
    for stated in ("desired_direction: Decrease\n", ""):
        (tmp_path / "meta" / "3-1-1.yml").write_text(f"indicator_name: Deaths\n{stated}{target}")
        found = plan(importing.read(tmp_path, "en"))
        [one] = found.measures
        [goal] = one.goals
        sides[stated] = (goal.aim.is_floor, goal.aim.is_inferred, one.measure.better)
    assert list(sides.values()) == [(False, False, "lower"), (True, True, "none")]


def test_a_column_called_unit_is_taken_for_the_units_and_said_so(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "indicator_1-1-1.csv").write_text(
        "Year,Unit,Sex,Value\n2019,km,,5\n2019,%,,6\n2019,%,Female,7\n"
    )
    found = plan(importing.read(tmp_path, "en"))
    assert [one.id for one in found.measures] == ["i-1-1-1-km", "i-1-1-1-percent"]
    assert places(found, Reason.COLUMN_NAME) == [("data/indicator_1-1-1.csv", 1)]


def test_a_unit_that_looks_like_a_key_is_shown_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    (tmp_path / "meta").mkdir()
    (tmp_path / "data" / "indicator_1-1-1.csv").write_text("Year,Value\n2019,5\n")
    (tmp_path / "meta" / "1-1-1.yml").write_text("indicator_name: Land\ncomputation_units: sq.km\n")
    found = plan(importing.read(tmp_path, "en"))
    assert [unit.name.en for unit in found.units] == ["sq.km"]
    assert places(found, Reason.NO_WORDS) == [("data/indicator_1-1-1.csv", 0)]


def test_files_that_cannot_be_opened_are_named(tmp_path: Path) -> None:
    write_repository(tmp_path / "r", indicators=2, figures=10)
    (tmp_path / "secret.csv").write_text("Year,Value\n2019,1\n")
    (tmp_path / "r/data/indicator_9-9-9.csv").symlink_to(tmp_path / "secret.csv")
    (tmp_path / "r/data/indicator_9-9-8.csv").mkdir()
    found = plan(importing.read(tmp_path / "r", "en"))
    assert places(found, Reason.FILE_UNREADABLE) == [("data/indicator_9-9-9.csv", 0)]
    assert counted(found).measures == 2


def test_figures_of_a_theme_are_split_before_a_file_is_too_long(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_repository(tmp_path, indicators=34, figures=3_400)
    monkeypatch.setattr("dashboard.importing.planning.MOST_FIGURES", 80)
    found = plan(importing.read(tmp_path, "en"))
    names = [theme.id for theme in found.themes]
    assert {"goal-1", "goal-1-2"} <= set(names)
    assert len(names) == len(set(names))
    assert result_of(found).errors == 0


# --- phrases ---------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_can_be_said(language: str) -> None:
    known = phrases(language)
    lacking = [f"importing.{reason}" for reason in Reason if f"importing.{reason}" not in known]
    lacking += [reason for reason in Reason if f"importing.{reason}.heading" not in known]
    assert lacking == []


def test_reasons_are_of_figures_or_not() -> None:
    assert OF_FIGURES < LEFT_OUT
    assert Reason.BLANK in LEFT_OUT - OF_FIGURES
