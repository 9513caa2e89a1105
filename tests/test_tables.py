"""`dashboard assess`: any plain table of one's own, however it was written."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.cli import main
from dashboard.methods import METHODS
from dashboard.tables import COLUMNS, KINDS, Judged, TableError, as_csv, judge
from dashboard.tables.rows import Trouble
from dashboard.wording import LANGUAGES, Wording

Output = pytest.CaptureFixture[str]

ASKED = "id,target,target_year,direction,limit,base_year,base_value,current_year,current_value"
SERIES = "id,target,target_year,direction,limit,series_json"
BOUNDS = "optimum,lower_bound,green_threshold"
TREND = f"id,window_start,window_end,series_json,{BOUNDS}"
GERMAN = "id,target_value,target_year,direction,series_to_eval_json"


def table(*lines: str) -> str:
    return "\n".join(lines)


def only(text: str, method: str) -> Judged:
    """Return the one row of a table, judged."""
    (row,) = judge(text, method)
    return row


def series(json: str, header: str = SERIES, cells: str = "a,150,2030,1,") -> str:
    escaped = json.replace('"', '""')
    return table(header, f'{cells},"{escaped}"')


POVERTY = table(ASKED, "a,7.25,2030,-1,,2015,14.5,2023,10.4")
PUBLISHED = (0.9010899546976208, 2.1506954374096354)


@pytest.mark.parametrize(
    "text",
    [
        POVERTY,
        "\ufeff" + POVERTY,
        table("", *POVERTY.splitlines(), "", ",,,,,,,,", ""),
        POVERTY.replace("\n", "\r\n"),
        POVERTY.replace(",-1,", ",-1.0,").replace("2015", "2015.0").replace("2023", "2023.0"),
        POVERTY.replace("2015", "2015-16").replace("2023", "2023/24"),
        POVERTY.replace("id,", "id , "),
        POVERTY.replace(",2030,-1,", ",,,"),  # as published: by 2030, and less is better
        table("more," + ASKED + ",published_status", "x,a,7.25,2030,-1,null,2015,14.5,2023,10.4,?"),
        series('{"2015": 14.5, "2020": null, "2023": 10.4}', cells="a,7.25,2030,-1,"),
        series('{"2023.0": "10.4", "2015.0": 14.5, "2016": NaN}', cells="a,7.25,2030,-1,"),
        series('{"2015-16": 14.5, "2015": 14.5, "2023": 10.4}', cells="a,7.25,2030,-1,"),
    ],
)
def test_a_row_is_read_however_it_was_written(text: str) -> None:
    row = only(text, "statcan")
    assert (row.id, row.status) == ("a", "moderate_progress")
    assert (row.value, row.score) == pytest.approx(PUBLISHED, abs=1e-9)


@pytest.mark.parametrize(
    ("text", "method", "trouble"),
    [
        (POVERTY.replace("14.5", "x"), "statcan", "number"),
        (POVERTY.replace("14.5", "inf"), "statcan", "number"),
        (POVERTY.replace("2015", "15"), "statcan", "year"),
        (POVERTY.replace("-1,", "down,"), "statcan", "number"),
        (POVERTY.replace("-1,", "2,"), "statcan", "direction"),
        (POVERTY + ",1,2", "statcan", "more-cells"),
        (series("{"), "statcan", "json"),
        (series("[1, 2]"), "statcan", "json"),
        (series('{"x": 1}'), "statcan", "year"),
        (series('{"2015": true}'), "statcan", "number"),
        (series('{"2015": 1, "2015-16": 2}'), "statcan", "two-values"),
        (series('{"2015": 1e999}'), "statcan", "number"),
        (series("[" * 100_000), "statcan", "json"),
        (table("id,items_json", 'a,"[1]"'), "sdsn-goal", "item"),
        (table("id,items_json", 'a,"[[1, 2]]"'), "sdsn-goal", "item"),
        (
            table("id,series_scores_json,series_status_json", "a,[],[null]"),
            "statcan-aggregate",
            "no-series",
        ),
        (table(GERMAN, 'a,1,2030,,"{}"'), "destatis", "direction"),
        (POVERTY.rpartition(",")[0], "statcan", "fewer-cells"),
        (POVERTY.replace("14.5,2023", "14.5，2023"), "statcan", "wide-comma"),
        (table(f"id,value,{BOUNDS},red_threshold", "a,60,100,0,40,80"), "sdsn", "bounds"),
        (table(f"id,value,{BOUNDS},red_threshold", "a,60,0,100,80,40"), "sdsn", "bounds"),
        (table("id,items_json", 'a,"[[""x"", 60, 100, 0, 40, 80]]"'), "sdsn-goal", "bounds"),
    ],
)
def test_a_row_that_cannot_be_read_says_why(text: str, method: str, trouble: str) -> None:
    row = only(text, method)
    assert (row.id, row.status, row.score, row.value) == ("a", "", None, None)
    assert row.reason == f"assess.row.{trouble}"
    for language in LANGUAGES:
        assert Wording(language)(row.reason, **row.blanks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_wide_comma_and_the_colours_that_were_swapped_are_shown(language: str) -> None:
    wide = as_csv(judge(POVERTY.replace("14.5,2023", "14.5，2023"), "statcan"), Wording(language))
    assert "“，”" in wide or "「，」" in wide
    assert "14.5，2023" in wide
    header = f"id,value,{BOUNDS},red_threshold"
    swapped = as_csv(judge(table(header, "a,60,100,0,40,80"), "sdsn"), Wording(language))
    assert "40" in swapped
    assert "80" in swapped
    assert only(table(header, "a,60,100,0,80,40"), "sdsn").status == "yellow"


def test_what_is_taken_for_an_empty_cell_is_said() -> None:
    say = Wording("zh")
    empty = as_csv([only(POVERTY.replace(",2030,-1,", ",,,"), "statcan")], say)
    assert "direction 空着，按 −1（越低越好）算" in empty
    assert "target_year 空着，按 2030 年算" in empty
    assert "空着" not in as_csv([only(POVERTY, "statcan")], say)
    lacking = only(POVERTY.replace("14.5", "").replace(",-1,", ",,"), "statcan")
    assert (lacking.status, lacking.assumed) == ("not_available", ())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_table_as_excel_saves_it_is_read(tmp_path: Path, capsys: Output, encoding: str) -> None:
    file = tmp_path / "table.csv"
    file.write_bytes(POVERTY.replace("\na,", "\n贫困率,").encode(encoding))
    assert main(["assess", str(file), "--method", "statcan"]) == 0
    assert "贫困率,moderate_progress" in capsys.readouterr().out


@pytest.mark.parametrize("method", sorted(METHODS.keys() - KINDS.keys()))
def test_a_method_of_plans_says_why_it_judges_no_table(method: str) -> None:
    with pytest.raises(TableError) as error:
        judge(POVERTY, method)
    assert error.value.key == "assess.of-a-plan"


def test_an_unreadable_row_does_not_hide_the_next() -> None:
    lines = POVERTY.splitlines()
    found = judge(table(lines[0], lines[1].replace("14.5", "?"), lines[1]), "statcan")
    assert [row.status for row in found] == ["", "moderate_progress"]


@pytest.mark.parametrize(
    ("text", "method"),
    [
        (POVERTY.replace("14.5", ""), "statcan"),
        (POVERTY.replace("2023", "2015"), "statcan"),
        (series(""), "statcan"),
        (series('{"2019": 3}'), "statcan"),
        (table(GERMAN, 'a,1,2030,1,"{""2019"": 1, ""2020"": 2, ""2021"": 3}"'), "destatis"),
        (table(f"id,value,{BOUNDS},red_threshold", "a,,0,100,10,50"), "sdsn"),
        (table(f"id,value,{BOUNDS},red_threshold", "a,1,0,100,,50"), "sdsn"),
        (table(f"id,value,{BOUNDS},red_threshold", "a,1,0,0,10,50"), "sdsn"),
        (table("id,items_json", "a,[]"), "sdsn-goal"),
        (table("id,items_json", 'a,"[[""x"", null, 1, 0, 1, 0]]"'), "sdsn-goal"),
        (table(TREND, 'a,2015,2020,"{""2015"": 1, ""2021"": 2}",0,9,1'), "sdsn-trend"),
        (
            table("id,series_scores_json,series_status_json", 'a,[],"[""not_available""]"'),
            "statcan-aggregate",
        ),
    ],
)
def test_what_is_lacking_is_not_available_and_not_unreadable(text: str, method: str) -> None:
    row = only(text, method)
    assert (row.status, row.score, row.value) == ("not_available", None, None)
    assert row.reason.startswith("method.reason.")


def test_a_trend_is_that_of_its_window() -> None:
    years = '"{""2014"": 900, ""2015"": 26, ""2017"": 1, ""2019"": 22, ""2020"": 999}"'
    row = only(table(TREND, f"a,2015,2019,{years},0,561,10"), "sdsn-trend")
    assert row.status == "moderately_improving"
    assert row.value == pytest.approx(0.9375)


def test_the_default_method_judges_a_table_too() -> None:
    row = only(POVERTY, "projected-share")
    assert row.status == "on_track"
    assert row.value == pytest.approx(1.0603448)
    assert only(series('{"2015": 100, "2020": 120}'), "projected-share").status == "on_track"


def test_eurostat_says_what_its_report_says_in_words() -> None:
    assert only(POVERTY, "eurostat").status == "not_on_track"
    assert only(POVERTY.replace("10.4", "9"), "eurostat").status == "on_track"


def test_the_series_after_the_year_of_evaluation_is_not_known_yet() -> None:
    years = '"{""2015"": 1, ""2016"": 2, ""2017"": 3, ""2018"": 4, ""2019"": 1}"'
    header = f"{GERMAN},evaluation_year,target_kind"
    early = only(table(header, f"a,,,1,{years},2018,direction_only"), "destatis")
    late = only(table(header, f"a,,,1,{years},2019,direction_only"), "destatis")
    assert (early.status, late.status) == ("sun", "thunderstorm")
    kept = only(table(header, f"a,5,2030,1,{years},2018,maintain_each_year"), "destatis")
    assert kept.status == "cloud"


@given(st.permutations(["2015", "2017", "2018", "2021", "2023"]), st.sampled_from(["", ".0"]))
def test_the_order_of_years_and_a_year_said_twice_make_no_difference(
    years: list[str], suffix: str
) -> None:
    value = {"2015": 100, "2017": 104, "2018": 103, "2021": 110, "2023": 121}
    pairs = [f'"{year}": {value[year]}' for year in years]
    again = f'"{years[0]}{suffix or "-16"}": {value[years[0]]}'
    plain = ", ".join(f'"{year}": {value[year]}' for year in sorted(years))
    for method in ("statcan", "un-progress-chart", "eurostat", "projected-share"):
        one = only(series("{" + ", ".join([*pairs, again]) + "}"), method)
        assert one == only(series("{" + plain + "}"), method)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_trouble_has_a_sentence(language: str) -> None:
    assert [trouble for trouble in Trouble if not Wording(language).has(f"assess.{trouble}")] == []


# --- a table of which no row can be read -----------------------------------------------------


@pytest.mark.parametrize("method", KINDS)
def test_every_column_that_is_missing_is_named(method: str) -> None:
    kind = KINDS[method]
    names = [*kind.columns, *(kind.either[0] if kind.either else ())]
    assert judge(",".join(names), method) == []
    for missing in names:
        with pytest.raises(TableError) as error:
            judge(",".join(name for name in names if name != missing), method)
        assert any(missing in blank for blank in error.value.blanks.values())


@pytest.mark.parametrize(
    "words",
    [
        ["no-such-file.csv", "--method", "statcan"],
        [".", "--method", "statcan"],
        ["table.csv", "--method", "no-such-method"],
        ["wrong.csv", "--method", "statcan"],
        ["twice.csv", "--method", "statcan"],
        ["torn.csv", "--method", "statcan"],
        ["latin.csv", "--method", "statcan"],
        ["empty.csv", "--method", "statcan"],
        ["table.csv", "--method", "statcan", "-o", "no/such/folder.csv"],
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_wrong_use_is_a_sentence_and_exit_code_2(
    words: list[str],
    language: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Output,
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("table.csv").write_text(POVERTY, "utf-8")
    Path("wrong.csv").write_text(POVERTY.replace("direction", "way"), "utf-8")
    Path("twice.csv").write_text(POVERTY.replace("current_year", "base_year"), "utf-8")
    Path("torn.csv").write_text(POVERTY + '\n"', "utf-8")
    Path("latin.csv").write_bytes(POVERTY.replace("a,7", "ä,7").encode("latin-1"))
    Path("empty.csv").write_text("", "utf-8")
    assert main(["assess", *words, "--lang", language]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert len(said.err.strip().splitlines()) == 1
    assert "Traceback" not in said.err


def test_it_writes_one_row_a_row_to_a_file_or_to_the_screen(tmp_path: Path, capsys: Output) -> None:
    lines = POVERTY.splitlines()
    path, out = tmp_path / "table.csv", tmp_path / "out.csv"
    path.write_text(table(*lines, lines[1].replace("14.5", "x")), "utf-8")
    words = ["assess", str(path), "--method", "statcan", "--lang", "en"]
    assert main(words) == 0
    said = capsys.readouterr()
    assert main([*words, "-o", str(out)]) == 0
    assert out.read_text("utf-8") == said.out
    first, second = csv.DictReader(io.StringIO(said.out))
    assert tuple(first) == COLUMNS
    assert (first["id"], first["status"]) == ("a", "moderate_progress")
    assert float(first["score"]) == pytest.approx(PUBLISHED[1], abs=1e-9)
    assert second == {"id": "a", "status": "", "score": "", "value": ""} | {
        "reason": "'x' in base_value is no number"
    }
    assert "1 of 2" in said.err
