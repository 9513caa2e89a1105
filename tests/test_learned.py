"""Who learned what: dates, lags and gaps, worked by hand; and what the shipped data carry."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from judged import FRAME, SOURCES
from small import AS_OF, catalog, indicator, limits
from test_app import plain, serve, served, visit

from dashboard.frames import learned
from dashboard.frames.learned import Row, matrix, summary
from dashboard.frames.limits import limit_panels
from dashboard.frames.schemes import schemes
from dashboard.methods.lags import Bound, Lag, Span, lag
from dashboard.model import Catalog, Frame, Reform
from dashboard.reading import read
from dashboard.sentences import learned as sentences
from dashboard.sentences import limits as limit_words
from dashboard.store import load
from dashboard.wording import Wording

__all__ = ["serve", "served"]

ROOT = Path(__file__).parent.parent
ZH, EN = Wording("zh"), Wording("en")
DAYS = indicator("days", {"a1": {}, "a2": {}}, unit="day", nature="share", better="lower")


def day(text: str, *, already: bool = False) -> Span:
    return Span(date.fromisoformat(text), date.fromisoformat(text), already)


def month(first: str, last: str) -> Span:
    return Span(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("leader", "follower", "expected"),
    [
        # 2020 was a leap year: 366 days from one New Year to the next.
        (day("2020-01-01"), day("2021-01-01"), Lag(366, 366, Bound.BETWEEN)),
        # A month: from the 31st of January at the earliest, the 1st at the latest.
        (month("2021-01-01", "2021-01-31"), day("2021-02-10"), Lag(10, 40, Bound.BETWEEN)),
        (day("2021-01-01"), day("2021-03-01", already=True), Lag(59, 59, Bound.AT_MOST)),
        (day("2021-01-01", already=True), day("2021-03-01"), Lag(59, 59, Bound.AT_LEAST)),
        (
            day("2021-01-01", already=True),
            day("2021-03-01", already=True),
            Lag(59, 59, Bound.REPORTS),
        ),
    ],
)
def test_a_lag_is_as_exact_as_its_dates(leader: Span, follower: Span, expected: Lag) -> None:
    assert lag(leader, follower) == expected
    assert expected.is_apart


def test_dates_that_overlap_tell_no_order() -> None:
    found = lag(month("2021-01-01", "2021-12-31"), day("2021-06-30"))
    assert found == Lag(-184, 180, Bound.BETWEEN)
    assert not found.is_apart
    assert not lag(day("2021-01-01"), day("2021-01-01")).is_apart


# --- the matrix --------------------------------------------------------------------------


def reform(identity: str, *reports: dict[str, Any], **given: object) -> dict[str, Any]:
    """Return a reform promised by the first area, with reports published on 2025-06-01."""
    evidence = [{"shows": "adopted", "what": "w", "source": "paper", **item} for item in reports]
    return {"id": identity, "kind": "reform", "by": ["a1"], "evidence": evidence, **given}


def with_rows(made: Catalog, *rows: str) -> Catalog:
    found = tuple(Reform(id=identity, name=identity) for identity in rows)
    frame: Frame = made.frame.model_copy(update={"reforms": found})
    return made._replace(frame=frame)


def rows_of(*commitments: dict[str, Any], rows: tuple[str, ...] = (), count: int = 2) -> list[Row]:
    made = catalog(DAYS, commitments=commitments, count=count)
    return list(matrix(with_rows(made, *rows), AS_OF))


def test_a_reform_without_a_row_is_its_own_and_names_who_was_first() -> None:
    [row] = rows_of(
        reform("desk", {"on": "2021-03-01", "area": "a1"}, {"on": "2021-05", "area": "a2"})
    )
    first, second = row.cells
    assert (row.id, row.leader, first.lag) == ("desk", first, None)
    assert second.lag == Lag(61, 91, Bound.BETWEEN)  # 1 May and 31 May after 1 March
    assert sentences.verdict(row, ZH) == "甲2市晚 61 至 91 天"
    assert sentences.verdict(row, EN) == "Town 2 61 to 91 days later"


def test_a_gap_is_said_as_nothing_found_and_never_as_not_adopted() -> None:
    [row] = rows_of(reform("desk", {"on": "2021-03-01", "area": "a2"}))
    assert not row.cells[0].steps
    assert sentences.verdict(row, ZH) == "○ 只查到甲2市"
    assert sentences.verdict(row, EN) == "○ found in Town 2 only"
    lines = learned.table([row], "en")
    gap = lines[lines.area == "a1"].iloc[0]
    assert (gap.shows, gap.day, gap.source) == ("not-found", "", "")
    for say in (ZH, EN):
        assert "not adopted" not in say("learned.none-in", area="x")
        assert "没有推行" not in say("learned.none-in", area="x")


def test_what_was_widened_first_was_in_place_already() -> None:
    [row] = rows_of(
        reform(
            "desk",
            {"on": "2021", "area": "a1", "shows": "widened"},
            {"on": "2021-02-01", "area": "a2"},
        )
    )
    adopted = row.cells[0].adopted
    assert adopted is not None
    assert adopted.span == Span(date(2021, 12, 31), date(2021, 12, 31), already=True)
    assert adopted.shows == "adopted"


def test_what_followed_is_kept_in_order_and_an_end_is_an_end() -> None:
    [row] = rows_of(
        reform(
            "desk",
            {"on": "2023-01-01", "area": "a1", "shows": "ended"},
            {"on": "2021-01-01", "area": "a1"},
            {"on": "2021-06-01", "area": "a1"},
            {"on": "2022-01-01", "area": "a1", "shows": "widened"},
            {"on": "2020-01-01", "area": "a2", "shows": "ended"},
        )
    )
    own = row.cells[0]
    assert [step.shows for step in own.steps] == ["adopted", "widened", "ended"]
    assert own.ended == own.steps[-1]
    assert row.cells[1].steps == (), "an end alone shows no beginning"


def test_a_year_counts_no_longer_than_until_it_was_reported() -> None:
    [row] = rows_of(reform("desk", {"on": "2025", "area": "a1"}, {"on": "2025-12", "area": "a2"}))
    adopted = row.cells[0].adopted
    assert adopted is not None
    assert (adopted.span.first, adopted.span.last) == (date(2025, 1, 1), date(2025, 6, 1))


def test_what_is_done_together_has_no_first() -> None:
    [row] = rows_of(reform("park", {"on": "2024-06-26", "area": "joint"}, by=["joint"]))
    assert row.is_joint
    assert row.leader is None
    assert [cell.lag for cell in row.cells] == [None, None]
    assert summary([row])[:3] == (1, 1, 0)


def test_limits_are_adopted_when_set_and_what_follows_is_set_anew() -> None:
    known, later = limits("first", "3", "2020-01-01"), limits("second", "2", "2021-01-01")
    for item in (known, later):
        item["reform"] = "times"
    report = {"on": "2022-01-01", "area": "a1", "shows": "context", "adopts": "times",
              "already": "yes", "what": "w", "source": "paper"}  # fmt: skip
    other = {"id": "other", "kind": "ambition", "by": ["a1"], "evidence": [report]}
    [row] = rows_of(later, known, other, rows=("times",))
    leading, following = row.cells[1], row.cells[0]
    assert [(step.shows, step.commitment) for step in leading.steps] == [
        ("adopted", "first"), ("renewed", "second"),
    ]  # fmt: skip
    assert row.commitments == ("second", "first")
    assert following.lag == Lag(731, 731, Bound.AT_MOST)  # two years, one of them a leap year
    assert sentences.verdict(row, ZH) == "甲1市至多晚 731 天"


def test_limits_set_nobody_says_when_stood_when_first_reported() -> None:
    unsaid = limits("first", "3", "2020-01-01", reform="times")
    unsaid["made"] = {"on": "unknown", "source": "paper", "published": "2020-01-01"}
    unsaid["reported_met"] = [{"on": "2019-02", "source": "paper", "published": "2019-02-13"}]
    [row] = rows_of(unsaid, rows=("times",))
    adopted = row.cells[1].adopted
    assert adopted is not None
    assert adopted.span == day("2019-02-13", already=True)
    assert (adopted.written, adopted.day) == ("2019-02", "2019-02-13")


def test_a_row_that_is_not_declared_is_not_made_up_by_a_report() -> None:
    report = {"on": "2022-01-01", "area": "a1", "shows": "supports", "adopts": "unheard",
              "what": "w", "source": "paper"}  # fmt: skip
    assert rows_of({"id": "x", "kind": "ambition", "by": ["a1"], "evidence": [report]}) == []


def test_with_many_areas_the_headline_counts_and_names_a_few() -> None:
    reports = [{"on": f"2021-0{n}-01", "area": f"a{n}"} for n in range(1, 6)]
    rows = rows_of(reform("desk", *reports), count=5)
    assert sentences.headline(rows, ZH) == "1 项改革，1 项不止一市查到：先见报道的，甲1市 1 项"
    assert [cell.lag and cell.lag.low for cell in rows[0].cells] == [None, 31, 59, 90, 120]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("    deadlines: []\n", "    reform: unheard\n"),
        ("shows: adopted,", "shows: adopted, adopts: unheard,"),
    ],
)
def test_a_row_that_is_not_there_is_named_and_the_commitment_stands(old: str, new: str) -> None:
    theme = """indicators: []
commitments:
  - id: desk
    kind: reform
    by: [city]
    title: Desk
    statement: Desk
    made: {on: 2020-05-07, source: plan}
    deadlines: []
    evidence: [{on: 2021-01-01, area: city, shows: adopted, what: Done, source: book}]
"""
    texts = {
        "catalog.yaml": FRAME.format(rules="{}"),
        "sources.yaml": SOURCES,
        "theme.yaml": theme.replace(old, new),
    }
    reading = read({name: text.encode() for name, text in texts.items()})
    [problem] = [one for one in reading.problems if one.is_error]
    assert (problem.code, dict(problem.facts)["id"]) == ("unknown-id", "unheard")
    assert reading.catalog is not None
    desk = reading.catalog.commitments["desk"]
    assert (desk.reform, [item.adopts for item in desk.evidence]) == (None, [None])


# --- the shipped data ----------------------------------------------------------------------


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    found = read(load(ROOT / "data")).catalog
    assert found is not None
    return found


def test_the_shipped_matrix_has_the_five_reforms_with_their_dates(shipped: Catalog) -> None:
    rows = {row.id: row for row in matrix(shipped, date(2026, 3, 20))}
    assert {key: sentences.verdict(row, ZH) for key, row in rows.items()} == {
        "approval-limits": "靖江的报道晚 1,077 天，实际先后不明",
        "one-stop-services": "江阴的报道晚 320 天，实际先后不明",
        "land-in-hand": "靖江至多晚 755 天",
        "command-centre": "○ 只查到江阴",
        "park-governance": "一起推行",
    }
    assert (date(2022, 1, 25) - date(2019, 2, 13)).days == 1077
    assert (date(2025, 12, 24) - date(2025, 2, 7)).days == 320
    assert (date(2022, 1, 25) - date(2020, 1, 1)).days == 755
    land = rows["land-in-hand"].cells
    assert [[step.written for step in cell.steps] for cell in land] == [
        ["2022-01-25"], ["2020", "2021-11-02", "2024-05-22"],
    ]  # fmt: skip
    for row in rows.values():
        for step in (step for cell in row.cells for step in cell.steps):
            assert step.source in shipped.sources


def test_the_shipped_headline_says_no_more_than_the_reports(shipped: Catalog) -> None:
    rows = matrix(shipped, date(2026, 3, 20))
    assert (
        sentences.headline(rows, ZH)
        == "5 项改革，3 项两市都查到了：先见报道的，江阴 2 项、靖江 1 项"
    )
    assert sentences.headline(rows, EN) == (
        "5 reforms, 3 of them found in both cities: reported first in Jiangyin (2), Jingjiang (1)"
    )
    assert sentences.caption(rows, ZH).startswith("1 项只查到江阴、1 项由各市共同推行")


def test_the_page_of_comparison_shows_the_matrix_and_links_each_proof(
    serve: Callable[[Path], None],
) -> None:
    serve(ROOT / "data")
    shown = visit("compare")
    assert "5 项改革，3 项两市都查到了" in shown.words
    [table] = [one.value for one in shown.at.table if "相隔" in one.value.columns]
    assert list(table.columns) == ["改革", "靖江", "江阴", "相隔"]
    cells = [cell for row in table[["靖江", "江阴"]].to_numpy().tolist() for cell in row]
    gaps = [cell for cell in cells if "○ 没查到" in cell]
    assert len(gaps) == 1
    assert "没有查到靖江推行的报道" in plain(gaps[0])
    for cell in set(cells) - set(gaps):
        assert re.search(r"-badge\[[●◐] (推行|已在用)\] \*\*[0-9⁠-]+\*\*", cell)
        assert re.search(r"\]\((https?://|sources\?)", cell), "one click to the proof"
    [heading] = [one for one in shown.at.subheader if one.value == "谁学了谁"]
    assert heading.anchor == "learned"


def test_the_pages_of_limits_and_of_a_reform_lead_to_the_matrix(
    serve: Callable[[Path], None],
) -> None:
    serve(ROOT / "data")
    for page, query in (("limits", {}), ("commitment", {"id": "land-in-hand-work-begins"})):
        shown = visit(page, **query, lang="en")
        assert any("compare?lang=en#learned" in one.value for one in shown.at.markdown)


def test_on_an_earlier_day_only_what_was_published_counts(shipped: Catalog) -> None:
    rows = {row.id: row for row in matrix(shipped, date(2021, 6, 30))}
    assert sentences.verdict(rows["land-in-hand"], ZH) == "○ 只查到江阴"
    assert sentences.verdict(rows["one-stop-services"], ZH) == "○ 都没有查到报道"


def test_the_steps_of_the_shipped_staircase(shipped: Catalog) -> None:
    panels = limit_panels(shipped, date(2026, 3, 20))
    told = [
        (
            limit_words.scheme_name(step, ZH), step.area.name.zh, step.set_by.zh,
            limit_words.since(step, ZH), limit_words.levels(step, panels, ZH),
            limit_words.after(step, ZH),
        )
        for step in schemes(panels)
    ]  # fmt: skip
    assert told == [
        ("3550", "靖江", "泰州市", "2017-09-28", "≤ 3 · ≤ 5 · ≤ 50", ""),
        ("1230", "靖江", "靖江市", "2022-01-25 已在用", "含义未查到", "至多 +1,580 天"),
        ("3550", "江阴", "江苏省", "2017", "≤ 3 · ≤ 5 · ≤ 50", ""),
        ("2440", "江阴", "江阴", "2019-02-13 已在用", "≤ 2 · ≤ 4 · ≤ 40", "至多 +773 天"),
        ("1220", "江阴", "江阴", "2020-05-07", "≤ 1 · ≤ 2 · ≤ 20", "至少 +449 天"),
    ]
    assert (date(2019, 2, 13) - date(2017, 1, 1)).days == 773
    assert (date(2020, 5, 7) - date(2019, 2, 13)).days == 449
    assert (date(2022, 1, 25) - date(2017, 9, 28)).days == 1580
