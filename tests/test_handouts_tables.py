"""The tables read by csv, pandas and openpyxl: all rows, as the engine has them."""

import csv
import io
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import openpyxl
import pandas as pd
import pytest
from handing import AS_OF, DAY, SHIPPED, TINY, Handed, presented
from openpyxl.worksheet.worksheet import Worksheet

from dashboard import registers
from dashboard.assessment import known_observations
from dashboard.digests import digest
from dashboard.exports import About, csv_of
from dashboard.handouts.csvs import csvs, tables
from dashboard.handouts.everything import deck, workbook
from dashboard.handouts.presented import meeting_in, slides_in
from dashboard.model import (
    LimitsCommitment,
    ProjectCommitment,
    TargetCommitment,
)
from dashboard.slides import Choice
from dashboard.wording import Wording

NAMES = [
    "register",
    "observations",
    "ledger",
    "evidence",
    "working",
    "changes",
    "missing",
    "sources",
]


def rows_of(data: bytes) -> list[dict[str, str]]:
    """Return what the csv module reads, row by row."""
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


@cache
def rows(file: Path) -> list[dict[str, str]]:
    data = file.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert b"\r\n" in data
    return rows_of(data)


@cache
def made(handed: Handed) -> Mapping[str, pd.DataFrame]:
    return tables(meeting_in(handed.presentation, handed.say))


@pytest.mark.parametrize("name", NAMES)
def test_every_table_is_read_by_the_csv_module_and_by_pandas_alike(
    handed: Handed, name: str
) -> None:
    file = handed.folder / "csv" / f"{name}.csv"
    frame = pd.read_csv(file, encoding="utf-8-sig", dtype=str, keep_default_na=False)
    found = rows(file)
    assert found
    assert frame.to_dict("records") == found
    assert list(frame.columns) == list(dict.fromkeys(frame.columns))
    assert len(frame) == len(made(handed)[name])


@pytest.mark.parametrize("name", NAMES)
def test_every_row_says_the_day_the_filters_and_the_licence(handed: Handed, name: str) -> None:
    say = handed.say
    for row in rows(handed.folder / "csv" / f"{name}.csv"):
        assert row[say("csv.as_of")] == DAY
        assert row[say("csv.filters")] == say("filter.all")
        assert row[say("csv.licence")] == handed.catalog.frame.licence


def test_the_register_is_what_the_engine_says(handed: Handed) -> None:
    say = handed.say
    found = rows(handed.folder / "csv" / "register.csv")
    assert [row[say("csv.commitment")] for row in found] == list(handed.verdicts)
    for row, verdict in zip(found, handed.verdicts.values(), strict=True):
        assert row[say("csv.status_id")] == verdict.status
        assert row[say("csv.reason_id")] == verdict.reason
        assert row[say("csv.flag_ids")].split() == list(verdict.flags)
        assert row[say("csv.sources")].split() == list(verdict.sources)
        assert row[say("csv.deadline")] == (verdict.deadline.text if verdict.deadline else "")
        numbers = {"share": verdict.share, "elapsed": verdict.elapsed, "planned": verdict.planned}
        for key, number in numbers.items():
            written = row[say(f"csv.{key}")]
            assert written == ("" if number is None else f"{number:.15g}")
        proof = None if "lost" in verdict.flags else verdict.proof
        fact = proof or next(iter(verdict.evidence), None)
        assert row[say("csv.period")] == (fact.when if fact else "")
        value = fact.amount.text if fact and fact.amount else ""
        assert row[say("csv.value")].removeprefix("'") == value
        assert all(one in row[say("csv.cited")] for one in verdict.sources)
    assert any(row[say("csv.share")] for row in found)


def test_a_header_means_the_same_in_every_file_and_the_files_can_be_joined(
    handed: Handed,
) -> None:
    say, catalog, language = handed.say, handed.catalog, handed.language
    known = {
        "commitment": set(catalog.commitments),
        "commitment_title": {one.title(language) for one in catalog.commitments.values()},
        "indicator": set(catalog.indicators),
        "source": set(catalog.sources),
        "source_title": {one.title(language) for one in catalog.sources.values()},
    }
    has: dict[str, set[str]] = {key: set() for key in known}
    for name in NAMES:
        found = rows(handed.folder / "csv" / f"{name}.csv")
        for key, ids in known.items():
            if say(f"csv.{key}") in found[0]:
                has[key].add(name)
                cells = [row[say(f"csv.{key}")] for row in found]
                told = [cell.split() for cell in cells] if key in {"indicator", "source"} else [
                    [cell] for cell in cells if cell
                ]  # fmt: skip
                assert {one for cell in told for one in cell} <= ids, (name, key)
    assert has["indicator"] >= {"register", "ledger", "observations"}
    without = {"observations", "sources"}
    assert has["commitment"] == {*NAMES} - without
    assert has["commitment_title"] == {*NAMES} - without - {"evidence", "working"}
    assert has["source"] >= {"observations", "ledger", "evidence", "sources"}
    headers = {
        header for name in NAMES for header in rows(handed.folder / "csv" / f"{name}.csv")[0]
    }
    assert not headers & {say("csv.id"), say("csv.title")}


def test_cells_are_in_the_language(handed: Handed) -> None:
    say = handed.say
    words = {"grade": {say(f"grade.{one}") for one in ("high", "medium")}}
    words |= {key: {say("workbook.word.yes")} for key in ("inferred", "used", "in_force")}
    for name in NAMES:
        for row in rows(handed.folder / "csv" / f"{name}.csv"):
            for key, known in words.items():
                assert row.get(say(f"csv.{key}"), "") in known | {""}, (name, key)
            assert row.get(say("csv.published")) != "unknown" or say.day(None) == "unknown"


def test_every_figure_is_there_used_or_not(handed: Handed) -> None:
    say, catalog = handed.say, handed.catalog
    found = rows(handed.folder / "csv" / "observations.csv")
    told = [
        (row[say("csv.indicator")], row[say("csv.period")], row[say("csv.value")],
         row[say("csv.source")])
        for row in found
    ]  # fmt: skip
    known = [
        (indicator.id, item.period.text, item.value.text, item.source)
        for indicator in catalog.indicators.values()
        for area in indicator.observations
        for item in known_observations(catalog, indicator, area, AS_OF)
    ]
    assert told == known
    used = [row for row in found if row[say("csv.used")]]
    assert 0 < len(used) < len(found)


def test_the_ledger_has_every_entry_also_the_old_ones(handed: Handed) -> None:
    say = handed.say
    found = rows(handed.folder / "csv" / "ledger.csv")
    wanted = 0
    for one in handed.catalog.commitments.values():
        match one:
            case TargetCommitment():
                wanted += len(one.targets) + sum(len(part.targets) for part in one.parts)
            case LimitsCommitment():
                wanted += len(one.limits) + len(one.deadlines)
            case ProjectCommitment():
                wanted += sum(len(node.planned) + (node.actual is not None) for node in one.nodes)
            case _:
                wanted += len(one.deadlines)
    assert len(found) == wanted > len(handed.catalog.commitments)
    assert {row[say("csv.entry")] for row in found} == {
        say(f"handouts.entry.{kind}")
        for kind in ("target", "limit", "planned", "actual", "deadline")
    }
    assert any(not row[say("csv.in_force")] for row in found)
    assert all(row[say("csv.source")] in handed.catalog.sources for row in found)


def test_changes_and_evidence_are_those_of_the_engine(handed: Handed) -> None:
    say = handed.say
    meeting = meeting_in(handed.presentation, say)
    events = digest(handed.catalog, meeting.since, AS_OF).groups.values()
    changes = rows(handed.folder / "csv" / "changes.csv")
    assert {row[say("csv.since")] for row in changes} == {meeting.since.isoformat()}
    assert len(changes) >= sum(len(one) for one in events) / 2
    facts = rows(handed.folder / "csv" / "evidence.csv")
    assert len(facts) == sum(len(verdict.evidence) for verdict in handed.verdicts.values())
    steps = rows(handed.folder / "csv" / "working.csv")
    assert len(steps) == sum(len(one.steps) + 1 for one in handed.verdicts.values())


# --- by a choice -----------------------------------------------------------------------------


def test_a_choice_leaves_its_commitments_and_what_they_rest_on() -> None:
    say, choice = Wording("en"), Choice(areas=("qingyu",), kinds=("target",))
    whole = tables(meeting_in(presented(TINY), say))
    meeting = meeting_in(presented(TINY, choice), say)
    found = tables(meeting)
    assert 0 < len(found["register"]) < len(whole["register"])
    assert set(found["register"]["commitment"]) == set(meeting.verdicts)
    for name in ("ledger", "evidence", "working"):
        assert set(found[name]["commitment"]) <= set(meeting.verdicts)
    assert 0 < len(found["observations"]) < len(whole["observations"])
    named = set(found["sources"]["source"])
    assert {one for cell in found["register"]["sources"] for one in cell.split()} <= named
    assert len(named) < len(whole["sources"])
    words = choice.words(meeting.catalog, say)
    for data in csvs(meeting).values():
        assert {row["Filters"] for row in rows_of(data)} <= {words}


def test_a_choice_that_nothing_meets_gives_empty_tables_and_files() -> None:
    say, choice = Wording("zh"), Choice(areas=("baiwei",), statuses=("withdrawn",))
    shown = presented(TINY, choice)
    meeting = meeting_in(shown, say)
    assert not meeting.verdicts
    assert all(data.startswith(b"\xef\xbb\xbf") for data in csvs(meeting).values())
    assert len(tables(meeting)["register"]) == 0
    standing = next(one for one in shown.slides["zh"] if one.kind == "standing")
    assert standing.title == say("slides.standing.unmatched")
    assert deck(shown, say).startswith(b"PK")
    assert workbook(shown, say).startswith(b"PK")


def test_words_of_the_data_are_no_formula(handed: Handed) -> None:
    catalog, say = handed.catalog, handed.say
    frame = registers.sources(catalog, say.language)
    frame["source_title"] = '=HYPERLINK("http://a.example")'
    about = About(catalog, AS_OF, say, "", "")
    cells = {row[say("csv.source_title")] for row in rows_of(csv_of(frame, about))}
    assert cells == {'\'=HYPERLINK("http://a.example")'}


# --- the workbook ----------------------------------------------------------------------------


def cells(sheet: Worksheet) -> list[list[object]]:
    """Return what a sheet holds, row by row."""
    return [list(row) for row in sheet.iter_rows(values_only=True)]


def test_the_workbook_says_its_day_filters_and_licence_and_has_every_commitment(
    handed: Handed,
) -> None:
    book = openpyxl.load_workbook(handed.folder / "register.xlsx", data_only=True)
    say = handed.say
    cover = book[say("workbook.sheet.cover")]
    text = "\n".join(str(cell) for row in cells(cover) for cell in row if cell)
    licence = handed.catalog.frame.licence
    for words in (DAY, say("slides.unfiltered"), licence, handed.catalog.frame.scope(say.language)):
        assert words in text
    register = cells(book[say("workbook.sheet.register")])
    head = register[2]
    ids = [row[head.index(say("workbook.column.register.id"))] for row in register[3:]]
    assert ids == list(handed.verdicts)
    found = [row[head.index(say("workbook.column.register.status"))] for row in register[3:]]
    assert found == [str(verdict.status) for verdict in handed.verdicts.values()]
    for sheet in book.worksheets[1:]:
        foot = sheet.oddFooter.left.text
        assert all(words in foot for words in (DAY, say("slides.unfiltered"), licence))
    sources = book[say("workbook.sheet.sources")]
    assert sources.max_row - 3 == len(handed.catalog.sources)


def test_the_filters_stand_in_the_workbook_and_in_the_slides(tmp_path: Path) -> None:
    from pptx import Presentation  # noqa: PLC0415 - the only test here that opens slides

    say, choice = Wording("zh"), Choice(areas=("joint",))
    shown = presented(SHIPPED, choice)
    words = choice.words(shown.catalog, say)
    file = tmp_path / "register.xlsx"
    file.write_bytes(workbook(shown, say))
    book = openpyxl.load_workbook(file)
    cover = [str(cell) for row in cells(book.worksheets[0]) for cell in row if cell]
    assert words in cover
    assert words in book.worksheets[1].oddFooter.left.text
    opened = Presentation(io.BytesIO(deck(shown, say)))
    feet = [
        shape.text_frame.text
        for page in opened.slides
        for shape in page.placeholders
        if shape.placeholder_format.idx == 13
    ]
    assert len(feet) == len(opened.slides)
    said = [say("slides.foot.filters", filters=words) in foot for foot in feet]
    assert said == [bool(slide.filters) for slide in slides_in(shown, say)]
    assert any(said)
    assert all(DAY in foot for foot in feet)
    below = [shape.text_frame.text for shape in opened.slide_master.shapes if shape.name == "terms"]
    assert len(below) == 1
    assert shown.catalog.frame.licence in below[0]
