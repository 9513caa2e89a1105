"""What publishers said of their own series, against what `dashboard assess` says of them.

The cases are read from where they are kept and are not ours to commit. Nothing here names one:
the same is asked of rows that nobody here has seen.
"""

import csv
import json
import math
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
from browsing import ROOT

from dashboard.cli import main
from dashboard.tables import KINDS

FOLDER = Path(os.environ.get("REFERENCE_DIR") or ROOT.parent / "shared" / "reference")
CONCLUDED = re.compile(r"published_|expected|rule_|formula_|rescaled_|.*_(reproduces|consistent)$")
"""Columns that say what somebody concluded."""

Row = dict[str, str]


def every(row: Row) -> bool:  # noqa: ARG001 - the published rule is expected to hold of all
    return True


def flagged(column: str) -> Callable[[Row], bool]:
    """Return whether the published rule text itself gives what was published."""
    return lambda row: row[column] == "True"


def by_the_rule_for_the_base(row: Row) -> bool:
    """Return whether the base year is that of the rule: 2015, or the next year there is.

    A few were put elsewhere by hand, which no column but the published one says.
    """
    series = json.loads(row["series_json"])
    years = [float(year[:4]) for year, value in series.items() if value is not None]
    rule = min((year for year in years if year >= 2015), default=None)
    return float(row["published_base_year"] or 0) == rule


class Case(NamedTuple):
    """One file: the method, what was published, and of which rows its rule is said to hold."""

    method: str
    file: str
    status: str
    holds: Callable[[Row], bool] = every
    score: str = ""
    value: str = ""
    within: float = 1e-4


CASES = (
    Case(
        "statcan",
        "opensdg_canada_progress.csv",
        "published_status",
        score="published_score",
        value="published_progress_value",
    ),
    Case(
        "statcan",
        "opensdg_canada_series.csv",
        "published_status",
        by_the_rule_for_the_base,
        "published_score",
        "published_progress_value",
    ),
    Case(
        "statcan-aggregate",
        "opensdg_canada_aggregate.csv",
        "published_status",
        flagged("simple_mean_reproduces"),
        "published_score",
    ),
    Case(
        "sdsn",
        "sdsn2019_score_dashboard.csv",
        "published_dashboard",
        score="published_score",
        within=1e-6,
    ),
    Case("sdsn-goal", "sdsn2019_goal_dashboard.csv", "published_goal_dashboard"),
    Case("destatis", "dns_germany_weather.csv", "published_symbol", flagged("rule_reproduces")),
    Case(
        "un-progress-chart",
        "un_progress_chart_eustat.csv",
        "published_status",
        flagged("rule_reproduces"),
    ),
    Case(
        "eurostat",
        "eurostat2021_text_cases.csv",
        "published_verdict",
        flagged("verdict_consistent"),
        value="formula_ratio",
    ),
)
EACH = pytest.mark.parametrize("case", CASES, ids=lambda case: Path(case.file).stem)
HEADER = ("method", "file", "rows", "by the rule", "of these reproduced", "of all", "rate of all")


def rows(case: Case) -> list[Row]:
    """Return the rows of a file, or skip and say why."""
    path = FOLDER / case.file
    if not path.exists():
        pytest.skip(f"no reference cases: {FOLDER} is absent (REFERENCE_DIR names the folder)")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def assessed(case: Case, table: Path, out: Path) -> list[Row]:
    """Return what the command makes of a table."""
    assert (
        main(["assess", str(table), "--method", case.method, "-o", str(out), "--lang", "en"]) == 0
    )
    with out.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def written(path: Path, lines: list[Row]) -> Path:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, list(lines[0]))
        writer.writeheader()
        writer.writerows(lines)
    return path


def is_near(found: str, published: str, within: float) -> bool:
    """Return whether a number is the published one; where none was published, any will do."""
    return not published or (
        bool(found) and math.isclose(float(found), float(published), rel_tol=0, abs_tol=within)
    )


def is_reproduced(case: Case, row: Row, answer: Row) -> bool:
    """Return whether an answer is what was published: status, score and ratio."""
    return (
        answer["id"] == row["id"]
        and answer["status"] == row[case.status]
        and (not case.score or is_near(answer["score"], row[case.score], case.within))
        and (not case.value or is_near(answer["value"], row[case.value], case.within))
    )


@EACH
def test_what_was_published_is_reproduced(case: Case, tmp_path: Path, rates: list[str]) -> None:
    given = rows(case)
    found = assessed(case, FOLDER / case.file, tmp_path / "out.csv")
    assert len(found) == len(given)
    right = [is_reproduced(case, row, answer) for row, answer in zip(given, found, strict=True)]
    holds = [case.holds(row) for row in given]
    both = sum(one and other for one, other in zip(right, holds, strict=True))
    line = "{:<18} {:<30} {:>6} {:>12} {:>20} {:>7} {:>12}"
    if not rates:
        rates.append(line.format(*HEADER))
    rate = f"{sum(right) / len(given):.1%}"
    rates.append(
        line.format(case.method, case.file, len(given), sum(holds), both, sum(right), rate)
    )
    wrong = [
        (row["id"], row[case.status], answer)
        for row, answer, is_right, is_held in zip(given, found, right, holds, strict=True)
        if is_held and not is_right
    ]
    assert wrong == []


def without_conclusions(lines: list[Row]) -> list[Row]:
    """Return rows without what was concluded, the colour of a goal's indicators among it."""
    return [
        {
            name: _uncoloured(name, cell, slice(6))
            for name, cell in row.items()
            if not CONCLUDED.match(name)
        }
        for row in lines
    ]


def with_conclusions_blank(lines: list[Row]) -> list[Row]:
    return [
        {
            name: "" if CONCLUDED.match(name) else _uncoloured(name, cell, None)
            for name, cell in row.items()
        }
        for row in lines
    ]


def upside_down(lines: list[Row]) -> list[Row]:
    """Return rows and columns the other way round, with columns nobody asked for."""
    return [{"note": "an extra column"} | dict(reversed(row.items())) for row in reversed(lines)]


def _uncoloured(name: str, cell: str, kept: slice | None) -> str:
    if name != "items_json":
        return cell
    items = json.loads(cell)
    return json.dumps([item[kept] if kept else [*item[:6], None] for item in items])


@EACH
@pytest.mark.parametrize("changed", [without_conclusions, with_conclusions_blank, upside_down])
def test_what_was_concluded_makes_no_difference(
    case: Case, changed: Callable[[list[Row]], list[Row]], tmp_path: Path
) -> None:
    given = rows(case)
    found = assessed(case, FOLDER / case.file, tmp_path / "out.csv")
    table = written(tmp_path / "changed.csv", changed(given))
    again = assessed(case, table, tmp_path / "again.csv")
    by_id = sorted(again, key=lambda answer: answer["id"])
    assert by_id == sorted(found, key=lambda answer: answer["id"])


def test_a_conclusion_is_never_a_column_that_is_read() -> None:
    def names() -> Iterator[str]:
        for kind in KINDS.values():
            yield from kind.columns
            for group in kind.either:
                yield from group

    assert [name for name in names() if CONCLUDED.match(name)] == []
