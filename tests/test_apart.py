"""What the data say cannot be set side by side: other kinds, breaks, days nobody gave, months."""

from collections.abc import Mapping

import pytest
from small import AS_OF, PEOPLE, catalog, indicator
from test_docs import example

from dashboard.figures.compare import lines
from dashboard.frames.catching_up import Chase, chase_of
from dashboard.frames.compare import Lens, lens_absolute, lens_index, lens_per_head
from dashboard.frames.ratios import history
from dashboard.frames.refusals import Unlike, refusals_of
from dashboard.model import Catalog
from dashboard.problems import Code
from dashboard.reading import read
from dashboard.sentences.catching_up import (
    break_words,
    course_words,
    headline,
    lens_headline,
    no_chase,
    refused,
)
from dashboard.sentences.compare import finding
from dashboard.sentences.compare_alt import alt, signs
from dashboard.theme import look
from dashboard.wording import Wording

Figures = Mapping[str, Mapping[str, object]]

ZH, EN = Wording("zh"), Wording("en")
CENSUS = [{"before": "2020", "why": {"zh": "普查", "en": "the census"}}]
APART = {"areas": ["a2"], "why": {"zh": "只有城区", "en": "the town alone"}}


def lens(figures: Figures, **given: object) -> Lens:
    return lens_absolute(catalog(indicator("it", figures, **given)), "it", AS_OF)


def chase(figures: Figures, **given: object) -> Chase:
    return chase_of(lens(figures, **given))


def said(made: Catalog) -> str:
    figure = lines(lens_absolute(made, "it", AS_OF), look=look(made.frame, "light"), say=ZH)
    return " ".join(label.text for label in figure.layout.annotations)


def test_areas_of_another_kind_share_no_axis_ratio_or_lead() -> None:
    figures = {"a1": {"2020": 9, "2023": 10}, "a2": {"2023": 5}}
    made = catalog(indicator("it", figures, not_comparable=APART))
    one = lens_absolute(made, "it", AS_OF)
    assert {point.area for point in one.points} == {"a1"}
    assert history(one) == ()
    found = chase_of(one)
    assert (found.reason, found.pursuits) == ("apart", ())
    assert headline(one, found, ZH) == ("it：甲1市 10 亿元（2023），甲2市口径不同，不比")
    assert "甲2市：口径不同" in said(made)
    assert "暂无数据" not in said(made) + alt(one, ZH)
    (kept,) = refusals_of(made, "it", AS_OF)
    assert (kept.unlike, refused(kept, ZH)) == (
        Unlike.KIND, "甲2市：只有城区，不画在一条轴上，不算倍数和时间差。",
    )  # fmt: skip


def test_of_three_areas_two_are_still_compared() -> None:
    figures = {"a1": {"2023": 10}, "a2": {"2023": 99}, "a3": {"2023": 5}}
    made = catalog(indicator("it", figures, not_comparable=APART), count=3)
    found = chase_of(lens_absolute(made, "it", AS_OF))
    assert [(item.leader.id, item.follower.id) for item in found.pursuits] == [("a1", "a3")]


def test_a_break_stops_lead_time_distance_and_line() -> None:
    figures = {"a1": {"2017": 211}, "a2": {"2017": 134, "2018": 146, "2020": 147, "2023": 196}}
    assert chase(figures).pursuits[0].distance is not None  # six years and more, as it was told
    broken = chase(figures, breaks=CENSUS)
    (one,) = broken.pursuits
    assert one.distance is None
    assert headline(broken.lens, broken, ZH) == (
        "it：甲1市是甲2市的 1.6 倍（2017），差距的变化看不出"
    )
    assert break_words(broken.lens, ZH)[0].startswith("2020 年前后不能相比：普查。")
    drawn = lines(broken.lens, look=look(catalog().frame, "light"), say=ZH)
    joined = [tuple(trace.x) for trace in drawn.data if trace.mode == "lines"]
    assert joined == [(2020, 2023, None), (2017, 2018, None)]  # dotted, solid, none over the census
    assert "线断开 = 前后口径不同，不能相比" in signs(broken.lens, ZH)


def test_nobody_leads_across_a_break() -> None:
    figures: Figures = {"a1": {"2017": 211}, "a2": {"2023": 196}}
    assert chase(figures).reason == ""
    assert chase(figures, breaks=CENSUS).reason == "no-common-year"


def test_a_gap_is_followed_on_one_side_of_a_break_only() -> None:
    figures: Figures = {
        "a1": {"2018": 100, "2019": 110, "2020": 200, "2021": 202},
        "a2": {"2018": 90, "2019": 105, "2020": 100, "2021": 101.5},
    }
    found = chase(figures, breaks=CENSUS)
    assert [pair[0].period for pair in found.pursuits[0].pairs] == ["2020", "2021"]
    assert "2018" not in " ".join(course_words(found, found.pursuits[0], ZH))


def test_an_index_starts_after_the_last_break_and_looks_back_no_further() -> None:
    people = {"a1": {"2015": 160, "2020": 178, "2022": 180}, "a2": {"2015": 60, "2020": 66}}
    made = catalog(indicator("it", people, breaks=CENSUS))
    index = lens_index(made, "it", AS_OF)
    assert index.base == "2020"
    assert [(point.area, point.period) for point in index.points] == [
        ("a1", "2020"), ("a1", "2022"), ("a2", "2020"),
    ]  # fmt: skip
    assert index.points[1].value == pytest.approx(180 / 178 * 100)
    assert lens_index(catalog(indicator("it", people)), "it", AS_OF).base == "2015"


def test_a_break_of_the_people_breaks_what_is_per_head() -> None:
    people = {**PEOPLE, "breaks": [{"before": "2022", "why": "census"}]}
    figures = {"a1": {"2020": 100, "2022": 120}, "a2": {"2020": 100, "2022": 120}}
    points = lens_per_head(catalog(indicator("it", figures), people), "it", AS_OF).points
    assert {point.era for point in points if point.year < 2022} <= {0}
    assert {point.era for point in points if point.year >= 2022} <= {1}
    assert points


def test_what_no_source_dates_has_no_day_in_the_headline_and_no_ratio() -> None:
    one = lens(
        {"a1": {"2019-11-20": 52.3}, "a2": {"2019-11-20": 34.8}},
        nature="stock",
        unit="km",
        undated="yes",
    )
    assert history(one) == ()
    assert "2019" not in finding(one, ZH) + alt(one, ZH)
    assert finding(one, EN) == "it: Town 1 52.3 km, Town 2 34.8 km (date not given)"
    assert chase_of(one).reason == "undated"


def test_a_lone_month_or_half_year_is_part_of_a_year_and_a_series_is_not() -> None:
    lone = lens(
        {"a1": {"2021-01..11": 30, "2024-01..08": 34}, "a2": {"2023-01": 49.2}},
        nature="share", frequency="month",
    )  # fmt: skip
    assert all(point.is_part_of_year for point in lone.points)
    assert chase_of(lone).reason == "no-whole-year"
    assert "2 个不足一年的数，最新一个 2024 年 1—8 月" in alt(lone, ZH)
    halves = lens({"a1": {"2023-H1": 508, "2025-H1": 340}}, frequency="half-year")
    assert halves.used("a1") == ()
    figure = lines(halves, look=look(catalog().frame, "light"), say=ZH)
    assert not [trace for trace in figure.data if trace.mode == "lines"]
    assert set(figure.data[-1].marker.symbol) == {"diamond-tall"}
    series = lens(
        {"a1": {"2023-11": 5, "2023-12": 6, "2024-01": 7, "2024-06": 9}}, frequency="month"
    )
    assert [point.period for point in series.used("a1")] == ["2023-11", "2023-12", "2024-01"]


def test_part_of_a_year_in_a_month_is_named_among_the_refusals() -> None:
    made = catalog(indicator("it", {"a1": {"2023-01": 49.2}}, nature="share", frequency="month"))
    (found,) = refusals_of(made, "it", AS_OF)
    assert found.periods == ("2023-01",)


@pytest.mark.parametrize(
    ("figures", "given", "words"),
    [
        ({"a1": {"2020": 1}}, {}, "只有一个市有整年的数"),
        ({"a1": {"2020-H1": 1}}, {}, "没有一个市有整年的数"),
        ({"a1": {"2020-05-01": 1}}, {"nature": "stock"}, "只有一个市有数"),
        ({}, {}, "没有一个市有数"),
    ],
)
def test_too_few_figures_are_told_as_they_are(
    figures: Figures, given: dict[str, str], words: str
) -> None:
    assert no_chase(chase(figures, **given), ZH).startswith(words + "，")


def test_of_many_the_lead_is_of_the_newest_year_that_most_have() -> None:
    """Twenty areas have 2015 but only seventeen 2025: 85 percent, so 2025 tells who leads."""
    figures: dict[str, dict[str, object]] = {f"a{n}": {"2015": 100 - n} for n in range(1, 21)}
    for n in range(4, 21):
        figures[f"a{n}"]["2025"] = 200 + n
    made = catalog(indicator("it", figures), count=20)
    found = chase_of(lens_absolute(made, "it", AS_OF))
    assert (found.period, found.pursuits[0].leader.id) == ("2025", "a20")
    text = headline(found.lens, found, ZH)
    assert text.startswith("it：甲20市领先（2025），")
    assert "3 个说不准" in text
    assert text.endswith("甲1市、甲2市、甲3市没有 2025 年的数")
    del figures["a4"]["2025"]
    fewer = catalog(indicator("it", figures), count=20)
    four = chase_of(lens_absolute(fewer, "it", AS_OF))
    assert (four.period, len(four.missing)) == ("2025", 4)  # sixteen of twenty are just enough
    del figures["a5"]["2025"]
    five = chase_of(lens_absolute(catalog(indicator("it", figures), count=20), "it", AS_OF))
    assert (five.period, five.pursuits[0].leader.id) == ("2015", "a1")


def test_a_preliminary_figure_is_called_so_everywhere() -> None:
    figures: Figures = {
        "a1": {"2020": {"value": "5", "status": "preliminary"}}, "a2": {"2020": 3},
    }  # fmt: skip
    made = catalog(indicator("it", figures))
    assert "初步" in said(made)
    assert "预计" not in said(made)
    assert signs(lens_absolute(made, "it", AS_OF), ZH) == ("○ 初步数",)


def test_the_headline_is_that_of_the_lens() -> None:
    figures = {"a1": {"2017": 100, "2024": 152}, "a2": {"2017": 200, "2024": 294}}
    made = catalog(indicator("it", figures))
    found = chase_of(lens_absolute(made, "it", AS_OF))
    assert lens_headline(lens_index(made, "it", AS_OF), found, ZH) == (
        "it · 指数：2017 到 2024 年：甲1市涨 52%，甲2市涨 47%"
    )
    assert lens_headline(found.lens, found, ZH) == headline(found.lens, found, ZH)


def test_a_slip_in_what_is_kept_apart_is_found_at_its_place() -> None:
    files = example("docs/data-format.md")
    assert not read(files).problems
    slip = files["growth.yaml"].replace(b"{areas: [baiwei], why", b"{areas: [baiwie], why")
    (found,) = read(files | {"growth.yaml": slip}).problems
    line = slip[: slip.index(b"baiwie")].count(b"\n") + 1
    assert (found.code, found.place.line) == (Code.UNKNOWN_ID, line)
