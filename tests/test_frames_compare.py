import pandas as pd
import pytest
from small import AS_OF, PEOPLE, catalog, indicator, target

from dashboard.frames.amounts import agrees, middle, place, ratio, scaled
from dashboard.frames.compare import (
    LENSES,
    figures_of,
    indicators_compared,
    lens_absolute,
    lens_index,
    lens_own_target,
    lens_per_head,
)
from dashboard.frames.figures import Point, aims_of
from dashboard.frames.ratios import Ratio, history, ratios, ratios_of
from dashboard.sentences.compare import chart_finding, finding, refusal
from dashboard.sentences.compare_alt import alt, ratio_alt, signs
from dashboard.sentences.periods import period_words
from dashboard.sentences.quantities import quantity
from dashboard.values import Amount, Relation, parse_amount, parse_day, parse_period
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")
OUTPUT = indicator(
    "output",
    {
        "a1": {"2019": ">=90", "2020": 100, "2022": 150, "2023-H1": 80, "2024": 200},
        "a2": {"2020": 400, "2021": 440, "2023": "~480", "2024": 500},
        "a1-zone": {"2020": 30},
        "land": {"2020": 9000},
    },
)
BOTH = catalog(OUTPUT, PEOPLE)


def values(lens_points: tuple[Point, ...], area: str) -> dict[str, str]:
    return {
        point.period: f"{point.relation}{point.value:g}"
        for point in lens_points
        if point.area == area
    }


def test_the_table_has_one_row_a_figure_with_parts_and_others_named_apart() -> None:
    table = figures_of(BOTH, "output", AS_OF)
    assert list(table.columns) == list(Point._fields)
    assert list(table["territory"].drop_duplicates()) == ["area", "part", "context"]
    assert table["is_part_of_year"].sum() == 1
    assert set(table.loc[table["territory"] == "part", "whole"]) == {"a1"}


def test_an_indicator_without_figures_keeps_its_columns() -> None:
    table = figures_of(catalog(indicator("none", {})), "none", AS_OF)
    assert table.empty
    assert list(table.columns) == list(Point._fields)
    assert lens_absolute(catalog(indicator("none", {})), "none", AS_OF).reason == "no-figures"


def test_amounts_are_the_areas_own_and_never_their_parts() -> None:
    lens = lens_absolute(BOTH, "output", AS_OF)
    assert {point.area for point in lens.points} == {"a1", "a2"}
    assert [point.period for point in lens.used("a1")] == ["2019", "2020", "2022", "2024"]


def test_the_index_starts_where_all_have_an_exact_figure_and_keeps_the_signs() -> None:
    lens = lens_index(BOTH, "output", AS_OF)
    assert lens.base == "2020"
    assert values(lens.points, "a1") == {
        "2019": ">=90",
        "2020": "100",
        "2022": "150",
        "2024": "200",
    }
    assert values(lens.points, "a2") == {
        "2020": "100",
        "2021": "110",
        "2023": "~120",
        "2024": "125",
    }


@pytest.mark.parametrize(
    ("figures", "given", "reason"),
    [
        ({"a1": {"2020": 1, "2021": 2}}, {}, "one-area"),
        ({"a1": {"2020": 1}, "a2": {"2021": 2}}, {}, "no-common-year"),
        ({"a1": {"2020": 1}, "a2": {"2020": 2}}, {}, "one-year"),
        ({"a1": {"2020": 1}, "a2": {"2020": ">=2"}}, {}, "one-area"),
        ({"a1": {"2020-H1": 1}, "a2": {"2020-H1": 2}}, {}, "one-area"),
        ({"a1": {"2020": 1}, "a2": {"2020": 2}}, {"unit": "rank", "nature": "rank"}, "not-a-size"),
        ({"a1": {"2020": 0, "2021": 1}, "a2": {"2020": 2}}, {}, "not-a-size"),
        ({}, {}, "no-figures"),
    ],
)
def test_an_index_that_would_mislead_is_refused(
    figures: dict[str, dict[str, object]], given: dict[str, str], reason: str
) -> None:
    lens = lens_index(catalog(indicator("it", figures, **given)), "it", AS_OF)
    assert lens.reason == reason
    assert not lens.points
    assert refusal(lens, ZH)
    assert refusal(lens, EN)


def test_per_head_divides_by_the_people_of_the_same_year_only() -> None:
    lens = lens_per_head(BOTH, "output", AS_OF)
    # 100 x 100m yuan over 50 x 10k people = 20,000 yuan; 400 x 100m over 100 x 10k = 40,000
    assert values(lens.points, "a1") == {"2020": "20000"}
    assert values(lens.points, "a2") == {"2020": "40000"}
    assert lens.unit.id == "cny"
    assert all(point.is_derived and point.is_two for point in lens.points)


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"unit": "firm"}, "no-measure"),
        ({"nature": "share"}, "no-measure"),
        ({"frequency": "half-year"}, "not-a-year"),
    ],
)
def test_what_is_no_yearly_amount_has_none_per_head(given: dict[str, str], reason: str) -> None:
    figures = {"a1": {"2020-H1": 1, "2020": 1}}
    assert (
        lens_per_head(catalog(indicator("it", figures, **given), PEOPLE), "it", AS_OF).reason
        == reason
    )
    assert lens_per_head(BOTH, "people", AS_OF).reason == "is-population"
    alone = catalog(indicator("it", figures))
    assert lens_per_head(alone, "it", AS_OF).reason == "no-population-indicator"


def test_shares_of_the_own_target_are_percents_of_what_was_promised() -> None:
    made = catalog(OUTPUT, commitments=(target("promise", "output"),))
    lens = lens_own_target(made, "output", AS_OF)
    assert values(lens.points, "a1") == {"2019": ">=45", "2020": "50", "2022": "75", "2024": "100"}
    assert not values(lens.points, "a2")
    assert lens_own_target(BOTH, "output", AS_OF).reason == "no-target"
    empty = catalog(indicator("it", {"a2": {"2020": 1}}), commitments=(target("p", "it"),))
    assert lens_own_target(empty, "it", AS_OF).reason == "target-without-figures"


def test_a_target_that_was_withdrawn_or_not_yet_known_is_not_drawn() -> None:
    gone = {"withdrawn": {"on": "2024-01", "source": "paper"}}
    made = catalog(OUTPUT, commitments=(target("promise", "output", **gone),))
    assert not aims_of(made, "output", AS_OF)
    made = catalog(OUTPUT, commitments=(target("promise", "output"),))
    assert not aims_of(made, "output", parse_day("2024-12-31").last)


def test_ratios_are_of_the_newest_common_period_and_exact_figures() -> None:
    rows = ratios_of(BOTH, AS_OF)
    assert [(row.indicator, row.period, row.ratio, row.is_derived) for row in rows] == [
        ("output", "2024", 2.5, False),
        ("people", "2020", 2.0, False),
        ("output", "2020", 2.0, True),
    ]
    assert [row.ratio for row in history(lens_absolute(BOTH, "output", AS_OF))] == [4.0, 2.5]
    assert list(ratios(BOTH, AS_OF).columns) == list(Ratio._fields)
    assert ratios(catalog(), AS_OF).empty


@pytest.mark.parametrize(
    "figures",
    [
        {"a1": {"2020-H1": 1}, "a2": {"2020": 2}},
        {"a1": {"2020": "~1"}, "a2": {"2020": 2}},
        {"a1": {"2020": 1}, "a1-zone": {"2020": 2}, "land": {"2020": 3}},
        {"a1": {"2020": 1}, "a2": {"2021": 2}},
        {"a1": {"2020": 0}, "a2": {"2020": 2}},
    ],
)
def test_unlike_figures_make_no_ratio(figures: dict[str, dict[str, object]]) -> None:
    assert not ratios_of(catalog(indicator("it", figures)), AS_OF)


def test_of_many_areas_the_largest_is_set_against_the_smallest() -> None:
    many = catalog(indicator("it", {f"a{n}": {"2020": n} for n in range(1, 21)}), count=20)
    (row,) = ratios_of(many, AS_OF)
    assert (row.larger, row.smaller, row.ratio) == ("a20", "a1", 20.0)


def test_only_indicators_with_figures_of_a_promising_area_can_be_chosen() -> None:
    part = indicator("part", {"a1-zone": {"2020": 1}})
    context = indicator("context", {"land": {"2020": 1}})
    assert indicators_compared(catalog(part, OUTPUT, context), AS_OF) == ("output",)


def test_signs_survive_a_division() -> None:
    one, bound, about = (parse_amount(text) for text in ("10", ">=10", "~10"))
    assert ratio(one, one) == Amount("1", 1.0, Relation.EXACT, 1.0, 1.0)
    assert ratio(bound, one) == Amount(">=1", 1.0, Relation.AT_LEAST, 1.0, None)
    below = ratio(one, bound)
    assert below is not None
    assert (below.relation, below.high) == (Relation.AT_MOST, 1.0)
    approximate = ratio(about, one)
    assert approximate is not None
    assert approximate.relation == Relation.ABOUT
    assert ratio(one, parse_amount("0")) is None
    assert scaled(parse_amount("1..3"), 2) == Amount("..4", 4.0, Relation.RANGE, 2.0, 6.0)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("4960", "4960.51", True),
        ("5126", "5272", False),
        (">=5000", "5126.13", True),
        (">=5200", "5126.13", False),
        ("~1300", "1290", True),
        ("0.5", "0.61", False),
    ],
)
def test_roundings_and_bounds_are_no_conflict(one: str, other: str, same: bool) -> None:  # noqa: FBT001 - a column
    assert agrees(parse_amount(one), parse_amount(other)) is same


def test_a_year_stands_on_its_number_and_a_part_of_it_before() -> None:
    assert middle(parse_period("2024")) == pytest.approx(2024)
    assert middle(parse_period("2023-H1")) == pytest.approx(2022.75, abs=0.01)
    assert place(parse_day("2023").last, is_end=True) == pytest.approx(2023.5)


def test_findings_claim_what_the_exact_figures_allow() -> None:
    lens = lens_absolute(BOTH, "output", AS_OF)
    assert finding(lens, ZH) == "output：甲2市是甲1市的 2.5 倍（2024）"
    assert finding(lens, EN) == "output: Town 2 2.5 times Town 1 (2024)"
    assert chart_finding(lens, ZH) == "2024 年：甲1市 200 亿元，甲2市 500 亿元"
    assert chart_finding(lens, EN) == "2024: Town 1 20bn yuan, Town 2 50bn yuan"
    assert (
        chart_finding(lens_index(BOTH, "output", AS_OF), ZH)
        == "2020 到 2024 年：甲1市涨 100%，甲2市涨 25%"
    )
    assert "（推算）" in chart_finding(lens_per_head(BOTH, "output", AS_OF), ZH)


@pytest.mark.parametrize(
    ("figures", "given", "said"),
    [
        ({"a1": {"2024": 7}}, {}, "it：甲1市 7 亿元（2024），甲2市没查到"),
        ({"a1": {"2024": {"value": "7", "status": "expected"}}}, {},
         "it：甲1市 预计 7 亿元（2024），甲2市没查到"),
        ({"a1": {"2023": 7}, "a2": {"2024": 8}}, {}, "it：没有同一年的数，还不能比"),
        ({"a1": {"2023-H1": 7}, "a2": {"2024-H1": 8}}, {}, "it：没查到整年的数，还不能比"),
        ({"a1": {"2024": 7}, "a2": {"2024": 7}}, {}, "it：甲1市与甲2市相同（2024）"),
        ({"a1": {"2024": 100}, "a2": {"2024": 103}}, {}, "it：甲2市比甲1市多 3.0%（2024）"),
        ({"a1": {"2024": 3}, "a2": {"2024": 7}}, {"unit": "rank", "nature": "rank"},
         "it：甲1市名次在甲2市之前（2024）"),
        ({}, {}, "it：没查到任何一市的数"),
    ],
)  # fmt: skip
def test_each_kind_of_finding(
    figures: dict[str, dict[str, object]], given: dict[str, str], said: str
) -> None:
    lens = lens_absolute(catalog(indicator("it", figures, **given)), "it", AS_OF)
    assert finding(lens, ZH) == said
    assert finding(lens, EN)
    assert alt(lens, EN)


def test_only_signs_that_occur_are_explained() -> None:
    said = signs(lens_absolute(BOTH, "output", AS_OF), ZH)
    assert [text.split()[0] for text in said] == ["△", "○", "◇", "虚线"]
    plain = catalog(indicator("it", {"a1": {"2020": 1}, "a2": {"2020": 1}}))
    assert not signs(lens_absolute(plain, "it", AS_OF), ZH)


def test_ratios_are_told_without_the_picture() -> None:
    assert ratio_alt(ratios_of(BOTH, AS_OF)[:1], ZH) == "output（2024 年）甲2市是甲1市的 2.5 倍"


def test_periods_are_said_in_words() -> None:
    said = {
        text: period_words(text, ZH) for text in ("2024", "2024-H1", "2024-Q1..Q3", "2021-01..11")
    }
    assert said == {
        "2024": "2024 年",
        "2024-H1": "2024 年上半年",
        "2024-Q1..Q3": "2024 年前 3 季度",
        "2021-01..11": "2021 年 1—11 月",
    }
    assert period_words("2024-Q2..Q3", EN) == "quarters 2 to 3 of 2024"
    assert period_words("2024-Q2", EN, is_short=True) == "Q2 2024"
    assert period_words("2024-05", EN) == "2024-05"


def test_english_counts_in_its_own_way() -> None:
    unit = BOTH.frame.units[0]
    assert quantity(parse_amount(">=5000"), unit, EN) == "≥500bn yuan"
    assert quantity(parse_amount("5126.13"), unit, ZH) == "5,126.13 亿元"
    assert quantity(parse_amount("66.3408"), BOTH.frame.units[2], EN) == "663,408 people"


def test_every_lens_answers_for_every_indicator_as_a_table() -> None:
    for identity in ("output", "people"):
        for build in LENSES.values():
            assert isinstance(build(BOTH, identity, AS_OF).table, pd.DataFrame)
