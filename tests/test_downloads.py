"""Every table of every page, taken along as XLSX and CSV: all rows, and what they rest on."""

import csv
import io
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from buttons import Clickable, clickable
from openpyxl import load_workbook
from test_app import AS_OF, SHIPPED, TINY, catalog_of, serve, served, visit

from dashboard import changes
from dashboard.assessment import as_known, assess_all
from dashboard.bulletins import as_html, as_markdown
from dashboard.citations import citations
from dashboard.digests import digest, sections
from dashboard.exports import About, csv_of, workbook_of
from dashboard.frames.limits import limit_panels
from dashboard.frames.ratios import ratios_of
from dashboard.model import Catalog
from dashboard.wording import LANGUAGES, Wording

__all__ = ["clickable", "serve", "served"]

DAY = AS_OF.isoformat()
SINCE = date(2025, 3, 20)
TUNNEL = "river-tunnel"


class Taken(NamedTuple):
    """A table as a spreadsheet sees it: the CSV, the sheet of XLSX, and the sheet about it."""

    rows: list[dict[str, str]]
    sheet: list[tuple[object, ...]]
    about: list[tuple[object, ...]]


def taken(clickable: Clickable, name: str) -> Taken:
    """Return a table that a page hands out in both forms."""
    text = clickable[f"{name}-{DAY}.csv"]().decode("utf-8-sig")
    book = load_workbook(io.BytesIO(clickable[f"{name}-{DAY}.xlsx"]()))
    sheet, about = book.worksheets
    assert sheet.freeze_panes == "B2"
    assert not any(cell.data_type == "f" for row in sheet.iter_rows() for cell in row)
    return Taken(
        list(csv.DictReader(io.StringIO(text, newline=""))),
        list(sheet.iter_rows(values_only=True)),
        list(about.iter_rows(values_only=True)),
    )


def known(folder: Path = SHIPPED) -> Catalog:
    return as_known(catalog_of(folder), AS_OF)


def counts(catalog: Catalog) -> Mapping[str, Mapping[str, int]]:
    """Return how many rows each table of each page has, by what the engine knows."""
    verdicts = assess_all(catalog, AS_OF)
    panels = [row for panel in limit_panels(catalog, AS_OF) for row in panel.rows]
    projects = [key for key, one in catalog.commitments.items() if one.kind == "project"]
    uses = [use for use in citations(catalog) if use.id == TUNNEL and use.noun == "commitment"]
    told = [one for cases in sections(digest(catalog, SINCE, AS_OF)).values() for one in cases]
    gdp = catalog.indicators["gdp"].observations.values()
    dates = {"planned", "node", "evidence"}
    return {
        "overview": {
            "register": len(verdicts),
            "changes": len(changes.recent(catalog, verdicts, AS_OF)),
            "nodes": len(changes.next_nodes(catalog, verdicts)),
            "missing": len(changes.missing(catalog, verdicts)),
            f"digest-{SINCE}": sum(len(one.events) for one in told),
        },
        "limits": {
            "limits": sum(len(row.treads) + len(row.dots) + (not row.is_measured) for row in panels)
        },
        "compare": {
            "figures-gdp": sum(map(len, gdp)),
            "ratios": len(ratios_of(catalog, AS_OF)),
        },
        "projects": {
            "projects": len(projects),
            "dates": sum(use.id in projects and use.what in dates for use in citations(catalog)),
            "crossings": len(catalog.frame.schematic.crossings) if catalog.frame.schematic else 0,
        },
        "commitments": {"commitments": len(verdicts)},
        "commitment": {
            f"working-{TUNNEL}": len(verdicts[TUNNEL].steps) + 1,
            f"evidence-{TUNNEL}": len(verdicts[TUNNEL].evidence),
            f"promised-{TUNNEL}": sum(use.what != "made-on" for use in uses),
        },
        "sources": {
            "register": len(verdicts),
            "observations": sum(
                len(figures)
                for one in catalog.indicators.values()
                for figures in one.observations.values()
            ),
            "sources": len(catalog.sources),
        },
    }


QUERIES = {
    "overview": {"since": SINCE.isoformat()},
    "compare": {"indicator": "gdp"},
    "commitment": {"id": TUNNEL},
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", counts(known()))
def test_every_table_of_a_page_is_whole_and_says_what_it_rests_on(
    serve: Callable[[Path], None], clickable: Clickable, page: str, language: str
) -> None:
    serve(SHIPPED)
    catalog, say = known(), Wording(language)
    visit(page, lang=language, **QUERIES.get(page, {}))
    for name, count in counts(catalog)[page].items():
        found = taken(clickable, name)
        assert len(found.rows) == len(found.sheet) - 1 == count > 0, name
        for row in found.rows:
            assert row[say("csv.as_of")] == DAY
            assert row[say("csv.filters")]
            assert row[say("csv.licence")] == catalog.frame.licence
        facts = {row[0]: row[1] for row in found.about if row[0] and row[1]}
        assert facts[say("take.about.as-of")] == DAY
        assert facts[say("take.about.filters")] == found.rows[0][say("csv.filters")]
        assert facts[say("take.about.licence")] == catalog.frame.licence
        assert facts[say("take.about.rows")] == count
        sources_are_named(catalog, found, name, say)


def sources_are_named(catalog: Catalog, found: Taken, name: str, say: Wording) -> None:
    """Check that every id of a source is there with its publisher and where it stands."""
    if name == "sources":
        assert [row[say("csv.source")] for row in found.rows] == [*catalog.sources]
        return
    listed = {str(row[0]): row for row in found.about}
    column = say("csv.sources") if say("csv.sources") in found.rows[0] else say("csv.source")
    ids = {one for row in found.rows for one in row[column].split()}
    assert ids <= catalog.sources.keys()
    assert ids
    for identity in ids:
        source = catalog.sources[identity]
        assert source.publisher(say.language) in listed[identity]
        assert (source.url or source.via) in listed[identity]
    for row in found.rows:
        written = " ".join(row.values())
        for identity in row[column].split():
            source = catalog.sources[identity]
            assert source.publisher(say.language) in written
            assert (source.url or source.via or "") in written


def test_a_filtered_list_says_its_filters_and_has_the_chosen_rows_only(
    serve: Callable[[Path], None], clickable: Clickable
) -> None:
    serve(SHIPPED)
    say = Wording("zh")
    visit("commitments", status="no-data", kind="target")
    found = taken(clickable, "commitments")
    catalog = known()
    verdicts = assess_all(catalog, AS_OF)
    assert [row[say("csv.commitment")] for row in found.rows] == [
        key
        for key, one in verdicts.items()
        if one.status == "no-data" and catalog.commitments[key].kind == "target"
    ]
    filters = {row[say("csv.filters")] for row in found.rows}
    assert len(filters) == 1
    assert say("status.no-data") in (said := filters.pop())
    assert say("kind.target") in said


def test_the_tables_of_another_catalog_can_be_taken_too(
    serve: Callable[[Path], None], clickable: Clickable
) -> None:
    serve(TINY)
    for page in ("overview", "limits", "compare", "projects", "commitments", "sources"):
        visit(page, lang="en")
    for name in {Path(one).stem.removesuffix(f"-{DAY}") for one in clickable}:
        if f"{name}-{DAY}.csv" in clickable:
            found = taken(clickable, name)
            assert len(found.rows) == len(found.sheet) - 1


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_digest_says_its_days_its_filters_and_the_licence(language: str) -> None:
    catalog, say = known(), Wording(language)
    found = digest(catalog, SINCE, AS_OF)
    for written in (as_markdown(catalog, found, say), as_html(catalog, found, say)):
        last = written[-1200:].replace("\\", "")
        for said in (SINCE.isoformat(), DAY, say("filter.all"), catalog.frame.licence):
            assert said in last


HOSTILE = ("=1+1", '=HYPERLINK("http://a.example")', "@SUM(A1)", "{=1}", "http://a.example", "-1e3")


def test_texts_of_a_sheet_stay_texts_and_numbers_are_numbers() -> None:
    catalog = known()
    about = About(catalog, AS_OF, Wording("en"), "=1+1", "=2+2")
    table = pd.DataFrame({"title": [*HOSTILE, None], "km": [1, 2.5, float("nan"), 4, 5, 6, 7]})
    table["value"] = ["3.5", ">=800", "7..10", "1e3", "-2", "", "2024-01"]
    table["address"] = ["http://a.example/x", "javascript:alert(1)", "", "", "", "", ""]
    data = workbook_of(table, about)
    assert data == workbook_of(table, about)
    book = load_workbook(io.BytesIO(data))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}
    rows = list(book.worksheets[0].iter_rows(min_row=2, values_only=True))
    assert [row[0] for row in rows] == [*HOSTILE, None]
    assert [row[1] for row in rows] == [1, 2.5, None, 4, 5, 6, 7]
    assert [row[2] for row in rows] == [3.5, ">=800", "7..10", "1e3", -2, None, "2024-01"]
    links = [cell.hyperlink.target for cell in cells if cell.hyperlink]
    assert links == ["http://a.example/x"]
    assert book.worksheets[1]["A1"].value == "=1+1"


def test_a_table_without_rows_has_its_columns_and_says_what_it_is() -> None:
    about = About(known(), AS_OF, Wording("zh"), "无")
    table = pd.DataFrame(columns=["id", "sources"])
    book = load_workbook(io.BytesIO(workbook_of(table, about)))
    assert [cell.value for cell in book.worksheets[0][1]] == ["编号", "来源编号"]
    heads = csv_of(table, about).decode("utf-8-sig").splitlines()
    assert len(heads) == 1
    assert heads[0].startswith("编号,来源编号,")
