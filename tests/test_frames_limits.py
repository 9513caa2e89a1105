from datetime import date
from pathlib import Path

import pytest
from small import AS_OF, catalog, indicator, limits

from dashboard.frames.limits import Apart, apart, limit_panels, panel_of
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.sentences.limits import alt, caption, headline, steps, table_rows
from dashboard.store import load
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")
OUTSIDE = [
    {"scheme": "35", "at_most": "3", "areas": ["a1", "a2"], "set_on": "2017-09-28",
     "set_by": "land", "source": "paper", "published": "2017-09-28"},
    {"scheme": "12", "areas": ["a1"], "set_on": "2022-01", "set_by": "a1", "source": "paper",
     "published": "2022-01"},
]  # fmt: skip
FIGURES = {
    "land": {"2018-08": {"value": "2.13", "published": "2018-08"}},
    "a1-zone": {"2020": {"value": "0.5", "published": "2021"}},
}
DAYS = indicator("days", FIGURES, unit="day", nature="share", better="lower", limits=OUTSIDE)
BOTH = catalog(
    DAYS, commitments=(limits("first", "2", "2019-02-13"), limits("second", "1", "2020-05-07"))
)


def shipped() -> Catalog:
    return read(load(Path(__file__).parents[1] / "data")).catalog


def test_treads_follow_each_other_and_the_last_lasts_until_now() -> None:
    (panel,) = limit_panels(BOTH, AS_OF)
    north, south = panel.rows
    assert [(t.at_most, t.start, t.end) for t in south.treads] == [
        (3.0, date(2017, 9, 28), date(2019, 2, 13)),
        (2.0, date(2019, 2, 13), date(2020, 5, 7)),
        (1.0, date(2020, 5, 7), AS_OF),
    ]
    assert [t.at_most for t in north.treads] == [3.0, None]
    assert [t.is_last for t in south.treads] == [False, False, True]


def test_limits_count_from_when_they_were_made_and_known() -> None:
    (panel,) = limit_panels(BOTH, date(2019, 12, 31))
    assert [t.at_most for t in panel.rows[1].treads] == [3.0, 2.0]
    assert len(panel.rows[0].treads) == 1
    assert not limit_panels(BOTH, date(2017, 1, 1))


def test_a_zone_and_a_province_never_stand_for_the_area() -> None:
    (panel,) = limit_panels(BOTH, AS_OF)
    north, south = panel.rows
    assert [(dot.role, dot.point.value) for dot in north.dots] == [("part", 0.5), ("context", 2.13)]
    assert [dot.role for dot in south.dots] == ["context"]
    assert not north.is_measured
    assert not south.is_measured


def test_the_table_names_what_was_not_found() -> None:
    table = apart(limit_panels(BOTH, AS_OF))
    assert list(table.columns) == list(Apart._fields)
    assert len(table[table["kind"] == "limit"]) == 5
    unknown = table[(table["kind"] == "measured") & (table["role"] == "area")]
    assert list(unknown["area"]) == ["a1", "a2"]
    assert unknown["value"].isna().all()
    assert apart(()).empty


def test_a_measurement_of_the_area_counts_as_one() -> None:
    figures = {**FIGURES, "a2": {"2024": 0.8}}
    made = catalog(
        indicator("days", figures, unit="day", nature="share", better="lower", limits=OUTSIDE),
        commitments=(limits("first", "2", "2019-02-13"),),
    )
    panels = limit_panels(made, AS_OF)
    assert panels[0].rows[1].is_measured
    assert "查到 1 项" in headline(panels, ZH)
    assert "全市实测 0.8（2024 年）" in alt(panels[0], ZH)


def test_a_withdrawn_bundle_is_gone_and_a_joint_one_is_for_all() -> None:
    gone = limits(
        "gone", "2", "2019-02-13", withdrawn={"on": "2021", "source": "paper", "published": "2021"}
    )
    assert not limit_panels(catalog(indicator("days", {}, unit="day"), commitments=(gone,)), AS_OF)
    joint = limits("both", "2", "2019-02-13", by=["joint"])
    (panel,) = limit_panels(catalog(indicator("days", {}, unit="day"), commitments=(joint,)), AS_OF)
    assert all(len(row.treads) == 1 for row in panel.rows)


def test_of_many_areas_only_those_concerned_have_a_row() -> None:
    made = catalog(DAYS, commitments=(limits("first", "2", "2019-02-13"),), count=20)
    assert [row.area.id for row in limit_panels(made, AS_OF)[0].rows] == ["a1", "a2"]


def test_a_measure_without_limits_has_an_empty_panel() -> None:
    made = catalog(indicator("bare", {}, unit="day"))
    assert not limit_panels(made, AS_OF)
    assert panel_of(made, "bare", AS_OF).highest == 0
    assert headline((), ZH) == "没查到任何上限"
    assert steps(panel_of(made, "bare", AS_OF), ZH) == ""


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("2", "1", "甲2市提出把上限从land定的 35 压到 1220，"),
        ("4", "5", "甲2市提出把上限从land定的 35 改为 1220，"),
    ],
)
def test_the_headline_says_tightened_only_if_every_limit_fell(
    first: str, second: str, said: str
) -> None:
    newest = limits("second", second, "2020-05-07", short={"zh": "「1220」审批", "en": "1220 x"})
    made = catalog(DAYS, commitments=(limits("first", first, "2019-02-13"), newest))
    panels = limit_panels(made, AS_OF)
    assert headline(panels, ZH).startswith(said)
    assert headline(panels, ZH).endswith("是否做到没查到")
    assert caption(panels, ZH).endswith("两市实际用多久都没查到")
    assert "1220" in headline(panels, EN)


def test_the_shipped_limits_are_told_in_one_line() -> None:
    panels = limit_panels(shipped(), AS_OF)
    text = headline(panels, ZH)
    assert text == "江阴提出把上限从江苏省定的 3550 压到 1220，是否做到没查到"
    assert sum(1 if ord(mark) > 0x2E80 else 0.5 for mark in text) <= 30
    assert [steps(panel, ZH) for panel in panels] == [
        "3 → 2 → 1 个工作日", "5 → 4 → 2 个工作日", "50 → 40 → 20 个工作日",
    ]  # fmt: skip
    rows = table_rows(panels, ZH)
    assert len(rows) == 3
    assert all(list(row) == list(rows[0]) for row in rows)
    assert rows[0]["江阴全市实测"] == "○ 暂无数据"
