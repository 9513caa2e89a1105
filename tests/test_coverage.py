"""Each of the report's 81 statements is taken up in the data or left out with a reason."""

import re
from collections.abc import Collection, Iterable
from pathlib import Path

import pytest
from browsing import ROOT

from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load

STATEMENTS = tuple(f"S{number:02}" for number in range(1, 82))
PAGE = ROOT / "docs" / "coverage.md"


def covered(catalog: Catalog) -> set[str]:
    """Return the statements that an indicator or a commitment takes up."""
    items = [*catalog.indicators.values(), *catalog.commitments.values()]
    return {number for item in items for number in item.covers}


def listed(page: str) -> list[str]:
    """Return the statements that the page leaves out: its rows that start with a number."""
    return re.findall(r"^\| (S[0-9]+) \|", page, re.MULTILINE)


def faults(taken_up: Collection[str], left_out: Iterable[str]) -> list[str]:
    """Return what is wrong: a statement in neither place, in both, twice, or unknown."""
    rows = list(left_out)
    found = [
        f"{number} is nowhere"
        for number in STATEMENTS
        if number not in taken_up and number not in rows
    ]
    found += [f"{number} is in both" for number in sorted({*taken_up} & {*rows})]
    found += [f"{number} is unknown" for number in sorted({*taken_up, *rows} - {*STATEMENTS})]
    return found + [f"{number} is listed twice" for number in {*rows} if rows.count(number) > 1]


@pytest.fixture(scope="module")
def catalog(data: Path) -> Catalog:
    reading = read(load(data))
    assert reading.catalog is not None
    assert not reading.left_out
    return reading.catalog


def test_every_statement_is_in_exactly_one_place(catalog: Catalog) -> None:
    assert faults(covered(catalog), listed(PAGE.read_text("utf-8"))) == []


def test_every_row_gives_a_reason_in_both_languages() -> None:
    rows = [line for line in PAGE.read_text("utf-8").splitlines() if re.match(r"\| S[0-9]", line)]
    for row in rows:
        assert all(cell.strip() for cell in row.strip("|").split("|")), row
        assert len(row.strip("|").split("|")) == 5, row


def test_the_page_counts_its_rows(catalog: Catalog) -> None:
    page = PAGE.read_text("utf-8")
    assert f"81条中{len(listed(page))}条不收，{len(covered(catalog))}条已收" in page


@pytest.mark.parametrize(
    ("taken_up", "left_out", "fault"),
    [
        (set(STATEMENTS) - {"S43"}, [], "S43 is nowhere"),
        (set(STATEMENTS), ["S43"], "S43 is in both"),
        ({*STATEMENTS, "S99"}, [], "S99 is unknown"),
        (set(STATEMENTS) - {"S01"}, ["S01", "S01"], "S01 is listed twice"),
    ],
)
def test_a_fault_is_found(taken_up: set[str], left_out: list[str], fault: str) -> None:
    assert faults(taken_up, left_out) == [fault]


def test_a_deleted_row_or_cover_is_found(catalog: Catalog) -> None:
    page = PAGE.read_text("utf-8")
    without_row = re.sub(r"^\| S01 \|.*\n", "", page, flags=re.MULTILINE)
    assert faults(covered(catalog), listed(without_row)) == ["S01 is nowhere"]
    first = min(covered(catalog))
    assert faults(covered(catalog) - {first}, listed(page)) == [f"{first} is nowhere"]
    assert listed(page.replace("| S01 |", "| S01 and S02 |")) != listed(page)
