"""Tables to take along: readable by a spreadsheet, harmless to it, complete, and always alike."""

import csv
import io
from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard import registers
from dashboard.assessment import assess_all, shadows
from dashboard.changes import missing
from dashboard.exports import csv_bytes
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording

AS_OF = date(2026, 3, 20)
TINY = Path(__file__).parent / "data" / "tiny"


@pytest.fixture(scope="module", params=["shipped", "tiny"])
def catalog(data: Path, request: pytest.FixtureRequest) -> Catalog:
    found = read(load(data if request.param == "shipped" else TINY)).catalog
    assert found is not None
    return found


def cells(data: bytes) -> list[list[str]]:
    """Return what a spreadsheet sees."""
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def tables(catalog: Catalog, as_of: date, language: str) -> dict[str, pd.DataFrame]:
    verdicts = assess_all(catalog, as_of)
    say = Wording(language)
    return {
        "register": registers.register(catalog, verdicts, say, shadows(catalog, verdicts)),
        "missing": registers.missing_table(catalog, missing(catalog, verdicts), say),
        "observations": registers.observations(catalog, language),
        "sources": registers.sources(catalog, language),
    }


COLUMNS = {
    "register": "commitment kind by theme commitment_title statement made_on status flags shadow"
    " deadline replanned latest period publisher source_title published inferred grade address"
    " mirror rival reason sources as_of",
    "missing": "commitment commitment_title by status missing suggested_office why sources as_of",
    "observations": "indicator name area period value unit observed used rival source publisher"
    " source_title published inferred grade address mirror paragraph note",
    "sources": "source publisher source_title published inferred grade address mirror uses note",
}


def test_a_byte_order_mark_comes_first_so_that_excel_reads_the_chinese() -> None:
    found = csv_bytes(pd.DataFrame({"title": ["园区"]}))
    assert found == b"\xef\xbb\xbftitle\r\n" + "园区".encode() + b"\r\n"


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        '=HYPERLINK("http://a.example")',
        "+1+1",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "-",
        "+86 510",
    ],
)
def test_no_cell_is_taken_for_a_formula(text: str) -> None:
    found = cells(csv_bytes(pd.DataFrame({"a": [text]})))
    assert found[1] == [f"'{text}"]


@pytest.mark.parametrize("text", ["-5", "+5.5", "-1e3", ">=800", "~1300", "7..10", "a=b", "", "5"])
def test_figures_and_words_stay_as_they_are(text: str) -> None:
    found = cells(csv_bytes(pd.DataFrame({"a": [text], "b": ["x"]})))
    assert found[1] == [text, "x"]


def test_commas_quotes_and_lines_stay_in_their_cell() -> None:
    words = 'a, "b"\nc'
    assert cells(csv_bytes(pd.DataFrame({"a": [words], "b": [1.5]})))[1] == [words, "1.5"]


@pytest.mark.parametrize(
    ("number", "written"),
    [(2564.9500000000003, "2564.95"), (2.0, "2"), (1 / 3, "0.333333333333333"), (-1000.0, "-1000"),
     (float("nan"), ""), (5, "5"), (1e-05, "1e-05")],
)  # fmt: skip
def test_numbers_are_written_as_a_workbook_shows_them(number: float, written: str) -> None:
    found = cells(csv_bytes(pd.DataFrame({"a": [number, 0.5], "b": ["x", "y"]})))
    assert found[1] == [written, "x"]


def test_every_row_is_there(catalog: Catalog) -> None:
    found = {
        name: [line[0] for line in cells(csv_bytes(table))[1:]]
        for name, table in tables(catalog, AS_OF, "en").items()
    }
    figures = [
        indicator.id
        for indicator in catalog.indicators.values()
        for rows in indicator.observations.values()
        for _ in rows
    ]
    assert found["register"] == list(catalog.commitments)
    assert found["observations"] == figures
    assert found["sources"] == list(catalog.sources)
    lacking = missing(catalog, assess_all(catalog, AS_OF))
    assert found["missing"] == [item.commitment for item in lacking] != []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("day", [AS_OF, date(2021, 6, 30), date(1999, 1, 1)])
def test_the_columns_are_always_the_same(catalog: Catalog, day: date, language: str) -> None:
    for name, table in tables(catalog, day, language).items():
        header = cells(csv_bytes(table))[0]
        assert header == COLUMNS[name].split()


def test_chosen_indicators_only(catalog: Catalog) -> None:
    first, second, *_ = catalog.indicators
    found = registers.observations(catalog, "zh", first, second)
    assert set(found["indicator"]) <= {first, second}
