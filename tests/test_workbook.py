"""The workbook: what it keeps beside its formulas, and what LibreOffice makes of them."""

import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

import generated
import openpyxl
import pytest
from browsing import ROOT
from spreadsheet import COLUMNS, Held, Sheets, kept, opened, recalculated

from dashboard.assessment import Verdict, assess, assess_all, shadows
from dashboard.cli import main
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.sentences.past import shadow_words
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording
from dashboard.workbooks import workbook
from dashboard.workbooks.terms import Fault, Term, if_, largest, term
from tools.office import HOW, office

TINY = ROOT / "tests" / "data" / "tiny"
AS_OF = date(2026, 3, 20)
GENERATED, SEED = 210, 20261122
LATER = timedelta(days=1200)
EN = Wording("en")
OLD_ENOUGH = {
    *("ABS", "AND", "CHOOSE", "COUNT", "COUNTIF", "DATE", "EDATE", "IF", "IFERROR", "INDEX"),
    *("MATCH", "MAX", "MIN", "NOT", "OR", "POWER", "SUM", "YEAR"),
}
"""Functions that Excel has had since 2007, and LibreOffice too."""


@cache
def files(name: str) -> Mapping[str, bytes]:
    if name == "generated":
        return generated.files(GENERATED, SEED)
    return load(TINY if name == "tiny" else ROOT / "data")


@cache
def catalog_of(name: str) -> Catalog:
    reading = read(dict(files(name)))
    assert not [problem for problem in reading.problems if problem.is_error]
    assert reading.catalog is not None
    return reading.catalog


@dataclass(frozen=True)
class Set:
    """A catalog, a day and a language."""

    name: str
    day: str
    language: str

    @property
    def as_of(self) -> date:
        return date.fromisoformat(self.day)

    @property
    def say(self) -> Wording:
        return Wording(self.language)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        return assess_all(catalog_of(self.name), self.as_of)

    @property
    def data(self) -> bytes:
        return _data(self)

    @property
    def values(self) -> Sheets:
        return kept(self.data, self.say)

    @property
    def formulas(self) -> Sheets:
        return _formulas(self)


@cache
def _data(given: Set) -> bytes:
    return workbook(catalog_of(given.name), given.verdicts, given.as_of, given.say)


@cache
def _formulas(given: Set) -> Sheets:
    return opened(given.data, given.say)


SETS = (
    Set("shipped", "2022-06-30", "en"),
    Set("shipped", "2024-01-15", "zh"),
    Set("shipped", "2024-06-30", "en"),
    Set("shipped", "2026-03-20", "zh"),
    Set("tiny", "2024-06-30", "zh"),
    Set("tiny", "2026-03-20", "en"),
    Set("generated", "2022-06-30", "zh"),
    Set("generated", "2025-06-30", "en"),
)
PAIR = SETS[5]


def differences(sheets: Sheets, verdicts: Mapping[str, Verdict]) -> list[object]:
    """Return every commitment on which a workbook and the engine do not agree."""
    rows = {row["id"]: row for row in sheets.rows("register")}
    assert list(rows) == list(verdicts)
    return [
        (identity, given, wanted)
        for identity, verdict in verdicts.items()
        if (given := _given(rows[identity])) != (wanted := _wanted(verdict, sheets.say))
    ]


def _given(row: Mapping[str, Held]) -> tuple[object, ...]:
    numbers = (row[key] for key in ("share", "elapsed", "projected"))
    word = str(row["status_word"]).partition(" ")[2]
    return (row["rule"], row["status"], word, *map(_rounded, numbers))


def _wanted(verdict: Verdict, say: Wording) -> tuple[object, ...]:
    key = "achieved-late" if verdict.is_late else str(verdict.status)
    numbers = (verdict.share, verdict.elapsed, verdict.projected)
    return (verdict.rule, str(verdict.status), say(f"status.{key}"), *map(_rounded, numbers))


def _rounded(number: Held) -> float | None:
    return float(f"{number:.9g}") + 0.0 if isinstance(number, int | float) else None


# --- what is kept in the file ----------------------------------------------------------------


@pytest.mark.parametrize("given", SETS, ids=str)
def test_the_values_beside_the_formulas_are_what_the_engine_says(given: Set) -> None:
    assert differences(given.values, given.verdicts) == []


def test_the_generated_commitments_try_every_rule_and_status() -> None:
    found = [verdict for given in SETS[-2:] for verdict in given.verdicts.values()]
    assert min(len(given.verdicts) for given in SETS[-2:]) >= 200
    assert {verdict.rule for verdict in found} == set(range(1, 9))
    assert len({str(verdict.status) for verdict in found}) == 9
    assert sum(verdict.rule == 8 for verdict in found) > 60


@pytest.mark.parametrize("given", SETS, ids=str)
def test_status_rule_share_elapsed_and_f_are_formulas(given: Set) -> None:
    sheets = given.formulas
    for row in sheets.rows("register"):
        for key in ("status", "status_word", "rule"):
            assert str(row[key]).startswith("="), row["id"]
    part = {row["id"]: row for row in sheets.rows("parts")}
    for identity, verdict in given.verdicts.items():
        if verdict.share is not None:
            for key in ("share", "elapsed", "projected"):
                assert str(part[identity][key]).startswith("=IF(")


@pytest.mark.parametrize("given", SETS, ids=str)
def test_the_formulas_need_no_new_spreadsheet(given: Set) -> None:
    used: set[str] = set()
    for sheet in given.formulas.book:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    used |= set(re.findall(r"([A-Z.]+)\(", re.sub(r'"[^"]*"', "", cell.value)))
    assert used <= OLD_ENOUGH


@pytest.mark.parametrize("given", SETS, ids=str)
def test_no_cell_holds_an_error(given: Set) -> None:
    for sheet in given.values.book:
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "e"]


def test_the_same_data_make_the_same_bytes() -> None:
    again = workbook(catalog_of(PAIR.name), PAIR.verdicts, PAIR.as_of, PAIR.say)
    assert again == PAIR.data


def test_words_that_look_like_formulas_stay_words() -> None:
    given = SETS[-1]
    sheet = given.formulas.sheet("figures")
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value == "=Paper"]
    assert {cell.data_type for cell in cells} == {"s"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_column_has_a_header(language: str) -> None:
    sheets = opened(Set("tiny", "2026-03-20", language).data, Wording(language))
    for key, columns in COLUMNS.items():
        headers = [cell.value for cell in sheets.sheet(key)[3]]
        assert len(headers) == len(columns)
        assert all(headers), key


def test_every_known_figure_is_there_with_its_rivals_and_its_source() -> None:
    rows = PAIR.values.rows("figures")
    found = [row for row in rows if row["indicator"] == "volumes" and row["area"] == "Baiwei"]
    assert [(row["period"], row["used"]) for row in found] == [
        ("2019", "used"),
        ("2024", "used"),
        ("2024", "rival"),
        ("2024", "rival"),
    ]
    assert all(row["publisher"] and row["title"] and row["grade"] for row in rows)


def test_a_part_names_its_promise_and_a_mirror_is_only_a_site() -> None:
    data = kept(
        workbook(catalog_of("shipped"), assess_all(catalog_of("shipped"), AS_OF), AS_OF, EN), EN
    )
    titles = {row["id"]: row["title"] for row in data.rows("register")}
    parts = data.rows("parts")
    assert parts
    assert all(row["title"] == titles[row["id"]] for row in parts)
    links = [str(row["link"]) for row in data.rows("figures") if row["link"]]
    mirrors = {one.via for one in catalog_of("shipped").sources.values() if one.via and not one.url}
    assert mirrors
    assert not mirrors & set(links)
    assert any("/" not in link for link in links)


def test_its_author_is_the_catalog_and_a_source_has_its_day_as_written() -> None:
    catalog = catalog_of("shipped")
    book = openpyxl.load_workbook(
        io.BytesIO(workbook(catalog, assess_all(catalog, AS_OF), AS_OF, EN))
    )
    title = catalog.frame.title("en")
    assert (book.properties.creator, book.properties.lastModifiedBy) == (title, title)
    sheet = book[EN("workbook.sheet.sources")]
    head, *found = list(sheet.iter_rows(min_row=3, values_only=True))
    place = head.index(EN("workbook.column.sources.published"))
    told = {row[0]: row[place] for row in found}
    days = {key: one.published for key, one in catalog.sources.items()}
    assert {key: cell.date().isoformat() if isinstance(cell, datetime) else cell
            for key, cell in told.items()} == {
        key: day.text if day else None for key, day in days.items()
    }  # fmt: skip
    assert any(day and day.first != day.last for day in days.values())


def test_what_is_good_by_a_moved_target_says_so_in_the_register() -> None:
    reading = read(dict(load(ROOT / "tests" / "data" / "moved")))
    assert reading.catalog is not None
    verdicts = assess_all(reading.catalog, AS_OF)
    moved = shadows(reading.catalog, verdicts)
    rows = opened(workbook(reading.catalog, verdicts, AS_OF, EN), EN).rows("register")
    said = {row["id"]: row["shadow"] or "" for row in rows}
    words = {one: shadow_words(reading.catalog, EN, found) for one, found in moved.items()}
    assert any(words.values())
    assert said == {identity: words.get(str(identity), "") for identity in said}


def test_a_choice_of_commitments_lists_these_and_says_how_they_were_chosen() -> None:
    catalog, say = catalog_of("tiny"), Wording("en")
    chosen = {"moon-bridge": PAIR.verdicts["moon-bridge"]}
    sheets = opened(workbook(catalog, chosen, AS_OF, say, filters="Kind: project"), say)
    assert [row["id"] for row in sheets.rows("register")] == ["moon-bridge"]
    assert {row["id"] for row in sheets.rows("evidence")} == {"moon-bridge"}
    assert sheets.rows("figures") == []
    said = [cell.value for row in sheets.sheet("cover").iter_rows() for cell in row]
    assert "Kind: project" in said


def test_the_command_writes_the_file_and_says_where(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = ["export", "xlsx", "--as-of", PAIR.day, "--lang", PAIR.language, str(TINY)]
    assert main(asked) == 0
    assert capsys.readouterr().out == "register.xlsx\n"
    assert (tmp_path / "register.xlsx").read_bytes() == PAIR.data
    assert main([*asked, "-o", str(tmp_path / "none" / "x.xlsx")]) == 2
    assert str(tmp_path / "none") in capsys.readouterr().err


# --- formulas that know their value ----------------------------------------------------------


def test_a_formula_is_written_with_the_brackets_that_it_needs() -> None:
    a, b, c = term(7), term(2), term(3)
    assert (a - (b - c)).write("") == "7-(2-3)"
    assert ((a - b) - c).write("") == "7-2-3"
    assert (a / (b * c)).write("") == "7/(2*3)"
    assert ((a + b) * c >= a * 2).write("") == "(7+2)*3>=7*2"
    assert ((a - (b - c)).value, (a / (b * c)).value) == (8.0, 7 / 6)
    assert term('say "so"').write("") == '"say ""so"""'


def test_a_spreadsheet_takes_any_text_for_more_than_any_number() -> None:
    assert (term("") > 1e9).value is True
    assert term("Yes").same("yes").value is True
    empty = Term(None, lambda _: "A1")
    assert (empty.same("").value, empty.same(0).value, (empty + 1).value) == (True, True, 1.0)


def test_what_cannot_be_worked_out_only_harms_where_it_is_taken() -> None:
    broken = term(1) / 0
    assert broken.value is Fault.VALUE
    assert if_(term(True), 5, broken).value == 5  # noqa: FBT003
    assert if_(term(False), 5, broken).value is Fault.VALUE  # noqa: FBT003
    assert largest(term(1), term("x")).value == 1.0


# --- recalculated ----------------------------------------------------------------------------


@dataclass(frozen=True)
class Change:
    """The same change twice: in the text of the pair, and in the cells of its workbook."""

    name: str
    file: str
    old: str
    new: str
    sheet: str = ""
    row: Mapping[str, Held] = field(default_factory=dict)
    cells: Mapping[str, Held] = field(default_factory=dict)
    named: Mapping[str, Held] = field(default_factory=dict)

    @property
    def catalog(self) -> Catalog:
        texts = dict(files("tiny"))
        changed = texts[self.file].decode().replace(self.old, self.new, 1)
        assert changed != texts[self.file].decode()
        found = read(texts | {self.file: changed.encode()})
        assert found.catalog is not None
        assert not found.left_out
        return found.catalog

    @property
    def sheets(self) -> Sheets:
        sheets = opened(PAIR.data, PAIR.say)
        if self.sheet:
            sheets.put(self.sheet, self.row, self.cells)
        for key, value in self.named.items():
            sheets.put_named(key, value)
        return sheets


CHANGES = (
    Change(
        "a-figure-falls-below-its-target",
        "library.yaml",
        "{period: 2024, value: 405,",
        "{period: 2024, value: 395,",
        "figures",
        {"indicator": "volumes", "period": "2024", "area": "Qingyu"},
        {"value": 395},
    ),
    Change(
        "a-figure-only-proves-at-most",
        "library.yaml",
        "{period: 2025, value: 67900,",
        '{period: 2025, value: "<=67900",',
        "figures",
        {"indicator": "book-trade", "period": "2025", "area": "Qingyu"},
        {"certainty": "at most"},
    ),
    Change(
        "a-pace-slows",
        "library.yaml",
        "{period: 2025, value: 67900,",
        "{period: 2025, value: 54000,",
        "figures",
        {"indicator": "book-trade", "period": "2025", "area": "Qingyu"},
        {"value": 54000},
    ),
    Change(
        "a-target-is-raised",
        "library.yaml",
        "{at_least: 84000, by: 2028",
        "{at_least: 99000, by: 2028",
        "parts",
        {"id": "qingyu-book-trade"},
        {"floor": 99000},
    ),
    Change(
        "a-deadline-is-earlier",
        "library.yaml",
        "{at_least: 50000, by: 2028",
        "{at_least: 50000, by: 2024",
        "parts",
        {"id": "baiwei-book-trade"},
        {"deadline": date(2024, 12, 31), "by": date(2024, 12, 31)},
    ),
    Change(
        "a-limit-is-tightened",
        "clinic.yaml",
        "at_most: 40, indicator: wait-tooth",
        "at_most: 15, indicator: wait-tooth",
        "parts",
        {"id": "qingyu-60-40", "part": "tooth"},
        {"ceiling": 15},
    ),
    Change(
        "an-empty-row-is-filled",
        "clinic.yaml",
        "observations: {}",
        "observations: {qingyu: [{period: 2025, value: 8, source: qingyu-gazette-2026}]}",
        "comparison",
        {"id": "qingyu-30-20-10", "part": "child"},
        {
            "period": "2025",
            "length": "year",
            "first": date(2025, 1, 1),
            "last": date(2025, 12, 31),
            "scope": "whole",
            "expected": "no",
            "low": 8,
            "high": 8,
        },
    ),
    Change(
        "a-final-node-is-reached",
        "crossing.yaml",
        "planned: [{to: 2029, set_on: 2024-12, source: baiwei-herald-2024}]",
        "planned: [{to: 2029, set_on: 2024-12, source: baiwei-herald-2024}]\n"
        "        actual: {on: 2026-01-15, source: qingyu-gazette-2026}",
        "nodes",
        {"id": "reed-tram", "node": "run"},
        {"actual_first": date(2026, 1, 15), "actual": date(2026, 1, 15)},
    ),
    Change(
        "a-node-slips",
        "crossing.yaml",
        "actual: {on: 2025-03-03, source: baiwei-herald-2025}",
        "actual: {on: 2026-03-03, source: baiwei-herald-2025, published: 2026-03-03}",
        "nodes",
        {"id": "reed-tram", "node": "start"},
        {
            "actual_first": date(2026, 3, 3),
            "actual": date(2026, 3, 3),
            "published": date(2026, 3, 3),
        },
    ),
    Change(
        "an-aim-is-reached",
        "library.yaml",
        "{on: 2025-11-01, shows: aimed-at,",
        "{on: 2025-11-01, shows: reached,",
        "evidence",
        {"id": "city-of-books", "when": "2025-11-01"},
        {"shows": "reached"},
    ),
    Change(
        "a-reform-is-ended",
        "library.yaml",
        "{on: 2025-11, area: qingyu, shows: widened,",
        "{on: 2025-11, area: qingyu, shows: ended,",
        "evidence",
        {"id": "one-reader-card", "when": "2025-11"},
        {"shows": "ended"},
    ),
    Change(
        "a-baseline-becomes-known",
        "library.yaml",
        """    baseline: {period: 2020}
    targets:
      - {at_least: 50000, by: 2028""",
        """    baseline: {period: 2019, value: 20000, source: book-fair-2020}
    targets:
      - {at_least: 50000, by: 2028""",
        "parts",
        {"id": "baiwei-book-trade"},
        {"base_on": date(2019, 12, 31), "base_value": 20000},
    ),
    Change(
        "a-threshold-moves",
        "catalog.yaml",
        "on_track: 0.95",
        "on_track: 0.75",
        named={"on-track": 0.75},
    ),
    Change(
        "a-window-closes",
        "catalog.yaml",
        "project: 12",
        "project: 1",
        named={"window-project": 1},
    ),
)


@pytest.fixture(scope="module")
def reckoned(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """Give every set, every change and a later day to LibreOffice, in one run.

    openpyxl writes no values beside the formulas: what comes back was worked out there.
    """
    soffice = office()
    if soffice is None:
        pytest.skip(f"no LibreOffice: {HOW}")
    folder = tmp_path_factory.mktemp("office")
    for change in CHANGES:
        change.sheets.book.save(folder / f"{change.name}.xlsx")
    for number, given in enumerate(SETS):
        sheets = opened(given.data, given.say)
        sheets.book.save(folder / f"{number}.xlsx")
        sheets.put_named("as-of", given.as_of + LATER)
        sheets.book.save(folder / f"later-{number}.xlsx")
    return recalculated(soffice, folder)


@pytest.mark.parametrize("number", range(len(SETS)))
def test_recalculated_it_says_what_the_engine_says(
    reckoned: Mapping[str, bytes], number: int
) -> None:
    given = SETS[number]
    assert differences(kept(reckoned[str(number)], given.say), given.verdicts) == []


@pytest.mark.parametrize("number", range(len(SETS)))
def test_every_formula_comes_to_the_value_beside_it(
    reckoned: Mapping[str, bytes], number: int
) -> None:
    given = SETS[number]
    made = kept(reckoned[str(number)], given.say)
    cells = 0
    for sheet in given.values.book:
        other = made.book[sheet.title]
        for row in sheet.iter_rows():
            for cell in row:
                one, two = cell.value or "", other[cell.coordinate].value or ""
                cells += 1
                if isinstance(one, int | float) and isinstance(two, int | float):
                    assert two == pytest.approx(one, rel=1e-9), (sheet.title, cell.coordinate)
                else:
                    assert one == two, (sheet.title, cell.coordinate)
    assert cells > 1000


@pytest.mark.parametrize("number", range(len(SETS)))
def test_a_later_day_gives_what_time_alone_changes(
    reckoned: Mapping[str, bytes], number: int
) -> None:
    given = SETS[number]
    catalog, later = catalog_of(given.name), given.as_of + LATER
    wanted = {
        identity: assess(catalog, catalog.commitments[identity], later, known=given.as_of)
        for identity in given.verdicts
    }
    assert differences(kept(reckoned[f"later-{number}"], given.say), wanted) == []
    before = [verdict.status for verdict in given.verdicts.values()]
    assert [verdict.status for verdict in wanted.values()] != before


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.name)
def test_a_changed_input_changes_the_status_as_in_the_engine(
    reckoned: Mapping[str, bytes], change: Change
) -> None:
    changed = assess_all(change.catalog, AS_OF)
    assert differences(kept(reckoned[change.name], PAIR.say), changed) == []
    before = [_wanted(verdict, PAIR.say) for verdict in PAIR.verdicts.values()]
    assert [_wanted(verdict, PAIR.say) for verdict in changed.values()] != before
