"""Gaps, time distances and parity, against values worked by hand."""

import math
from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st
from small import AS_OF, PEOPLE, catalog, indicator, limits

from dashboard.figures.catching_up import alt, distances
from dashboard.figures.compare import lines
from dashboard.frames.catching_up import Chase, Pursuit, chase_of
from dashboard.frames.compare import lens_absolute, lens_own_limit, lens_per_head
from dashboard.methods.gaps import (
    Course,
    Gap,
    Level,
    NoParity,
    Parity,
    closing_time,
    course,
    parity,
    time_distance,
)
from dashboard.model import Catalog
from dashboard.sentences.catching_up import (
    basis_words,
    course_words,
    distance_words,
    headline,
    lens_line,
    no_chase,
    parity_words,
    rows,
    table,
    years_words,
)
from dashboard.sentences.compare import chart_finding, refusal
from dashboard.theme import look
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")
Figures = Mapping[str, Mapping[str, object]]


def exact(at: float, value: float) -> Level:
    return Level(at, value, value, value)


def chase(figures: Figures, **given: object) -> Chase:
    return chase_of(lens_absolute(catalog(indicator("it", figures, **given)), "it", AS_OF))


def pursuit(figures: Figures, **given: object) -> Pursuit:
    (one,) = chase(figures, **given).pursuits
    return one


LEADER = [exact(2017, 20), exact(2018, 30), exact(2019, 40), exact(2024, 80)]


@pytest.mark.parametrize(
    ("level", "years", "low", "high"),
    [
        (exact(2024, 25), 6.5, 6, 7),  # half of the way from 20 to 30: mid 2017
        (exact(2024, 30), 6, 6, 7),  # just the level of 2018
        (exact(2024, 36), 5.4, 5, 6),  # 0.6 of the way from 2018 to 2019
        (exact(2024, 50), 3.75, 0, 5),  # a quarter of the way over four missing years
        (exact(2024, 15), None, 7, None),  # the series starts above
        (Level(2024, 25, 23.75, 26.25), 6.5, 6, 7),  # approximate, surely between the two
        (Level(2024, 29, 27.55, 30.45), 6.1, 5, 7),  # may have been passed a year later
        (Level(2024, None, None, 25), None, 6, None),  # at most 25: perhaps below 20
    ],
)
def test_the_time_distance_by_hand(
    level: Level, years: float | None, low: float, high: float | None
) -> None:
    found = time_distance(LEADER, level)
    assert found is not None
    assert found.years == pytest.approx(years)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    ("leader", "level"),
    [
        (LEADER, exact(2024, 90)),  # the leader never stood there
        (LEADER, exact(2016, 10)),  # nor is it known to have before the follower
        (LEADER, Level(2024, None, 25, None)),  # at least 25: perhaps above the leader
        ([exact(2024, 30)], exact(2024, 15)),  # one year is no distance
        ([], exact(2024, 15)),
    ],
)
def test_no_time_distance_without_proof(leader: list[Level], level: Level) -> None:
    assert time_distance(leader, level) is None


def test_a_bound_of_the_leader_proves_a_side_but_gives_no_line() -> None:
    found = time_distance([exact(2017, 20), Level(2019, None, 30, None)], exact(2024, 25))
    assert found is not None
    assert (found.years, found.low, found.high) == (None, 5, 7)


def test_a_leader_that_fell_back_is_taken_at_its_last_passage() -> None:
    leader = [exact(2015, 20), exact(2016, 30), exact(2017, 20), exact(2018, 40)]
    found = time_distance(leader, exact(2024, 25))
    assert found is not None
    assert (found.years, found.low, found.high) == (6.75, 6, 7)


def test_where_less_is_better_the_level_is_passed_from_above() -> None:
    found = time_distance([exact(2019, 55), exact(2020, 45)], exact(2025, 50), direction=-1)
    assert found is not None
    assert (found.years, found.low, found.high) == (5.5, 5, 6)


@given(st.lists(st.integers(1, 1000), min_size=2, max_size=8, unique=True), st.integers(1, 100))
def test_what_was_passed_a_share_of_a_year_ago_is_found_again(
    steps: list[int], percent: int
) -> None:
    values = sorted(100 * step for step in steps)
    leader = [exact(2000 + index, value) for index, value in enumerate(values)]
    start, low, high = 2000 + len(values) - 2, values[-2], values[-1]
    found = time_distance(leader, exact(2030, low + (high - low) * percent // 100))
    assert found is not None
    assert found.years == pytest.approx(2030 - start - percent / 100)
    assert found.low <= found.years <= (found.high or 0)


@pytest.mark.parametrize(
    ("sizes", "found"),
    [
        ([], None),
        ([5], None),
        ([100, 100.5], Course.SAME),
        ([100, 100.9, 101.8], Course.OPENING),
        ([4, 3], Course.CLOSING),
        ([3, 4, 3.5], Course.MIXED),
        ([-5, 5], Course.OPENING),
        ([5, 4, 4.2, 3, 2], Course.CLOSING),  # S = -8 of 10, p = 0.083
        ([5, 3, 4.5, 3.5, 4], Course.MIXED),  # S = -2, p = 0.82
        ([3, 3, 3, 3, 3], Course.SAME),
    ],
)
def test_a_gap_goes_one_way_or_none_is_said(sizes: list[float], found: Course | None) -> None:
    assert course(sizes) == found


def gaps(leader: list[float], follower: list[float]) -> list[Gap]:
    return [
        Gap(2020 + index, one, other)
        for index, (one, other) in enumerate(zip(leader, follower, strict=True))
    ]


def test_parity_by_hand() -> None:
    """Differences 50, 40, 30, 20, 10: one a decade of ten, one more year. No scatter at all."""
    found = parity(gaps([100, 100, 100, 100, 100], [50, 60, 70, 80, 90]))
    assert isinstance(found, Parity)
    assert found.by_amount == pytest.approx(1)
    # ratios 2 to 1.111 in four years: ln 1.8 / 4 = 0.14695 a year; ln 1.1111 / that = 0.717
    assert found.by_rate == pytest.approx(math.log(100 / 90) / (math.log(1.8) / 4))
    assert found.low <= found.by_rate <= found.by_amount <= found.high


@pytest.mark.parametrize(
    ("leader", "follower", "reason"),
    [
        ([100, 100, 100, 100], [60, 70, 80, 90], NoParity.FEW),
        ([100, 110, 120, 130, 140], [50, 55, 60, 65, 70], NoParity.APART),
        ([100, 200, 300, 400, 500], [50, 110, 180, 250, 320], NoParity.DISAGREE),
        ([100, 100, 100, 100, 100], [50, 80, 40, 85, 60], NoParity.UNSURE),
    ],
)
def test_parity_is_not_said_where_the_paces_do_not_meet(
    leader: list[float], follower: list[float], reason: NoParity
) -> None:
    assert parity(gaps(leader, follower)) == reason


def test_the_years_to_parity_that_eurochambres_published() -> None:
    """Sicherl gives the US level as 1.41 of the EU's (income, 2003); with an EU that grows faster

    by 0.5 % a year the study of EUROCHAMBRES (March 2005) has parity in 2072.
    """
    years = closing_time(math.log(1.41), -math.log(1.005))
    assert years is not None
    assert round(2003 + years) == 2072
    assert closing_time(1, 0) is None


GROWING = {
    "a1": {"2020": 50, "2021": 60, "2022": 70, "2023": 80, "2024": 90},
    "a2": {"2018": 80, "2019": 95, "2020": 100, "2021": 100, "2022": 100, "2023": 100, "2024": 100},
}


def test_a_page_says_what_five_common_years_carry() -> None:
    made = chase(GROWING)
    one = made.pursuits[0]
    assert (one.leader.id, one.follower.id, one.closes) == ("a2", "a1", True)
    # 90 in 2024 lies between 80 (2018) and 95 (2019): two thirds, 5.33 years
    assert headline(made.lens, made, ZH) == (
        "it：甲2市是甲1市的 1.1 倍（2024），差距在缩小，领先约 5.3 年"
    )
    assert headline(made.lens, made, EN) == (
        "it: Town 2 1.1 times Town 1 (2024), the gap is closing, about 5.3 years ahead"
    )
    # the logarithms fall by 0.147 a year, spread 0.0279 over four years: 0.105 / (0.147 + 0.023)
    assert "约 1 年、按倍数约 0.7 年持平；八成把握在 0.6 到 1 年之间" in parity_words(one, ZH)
    assert "政策一变就不作数" in parity_words(one, ZH)
    assert "no forecast" in parity_words(one, EN)
    assert "约 5.3 年" in distance_words(made, one, ZH)
    assert rows(made, one, ZH)[0]["差额"] == "10 亿元"
    ratios = [row["倍数"] for row in rows(made, one, ZH)]
    assert ratios == ["1.1 倍", "1.2 倍", "1.4 倍", "1.7 倍", "2 倍"]


def test_ratio_and_difference_may_disagree_and_both_are_said() -> None:
    made = chase({"a1": {"2020": 100, "2024": 200}, "a2": {"2020": 400, "2024": 560}})
    one = made.pursuits[0]
    assert (one.ratio_course, one.difference_course) == (Course.CLOSING, Course.OPENING)
    assert headline(made.lens, made, ZH) == (
        "it：甲2市是甲1市的 2.8 倍（2024），倍数在缩小、差额在扩大，领先 4 年以上"
    )
    said = " ".join(course_words(made, one, ZH))
    assert "2020 年 4 倍，2024 年 2.8 倍，在缩小" in said
    assert "300 亿元，2024 年 360 亿元，在扩大" in said
    assert "两样都是真的" in said
    assert "不到 5 个" in basis_words(one, ZH)
    assert parity_words(one, ZH) == ""


def test_one_year_in_common_says_neither_way() -> None:
    made = chase({"a1": {"2024": 100}, "a2": {"2024": 200}})
    one = made.pursuits[0]
    assert (one.ratio_course, one.distance) == (None, None)
    assert headline(made.lens, made, ZH) == "it：甲2市是甲1市的 2 倍（2024），差距的变化看不出"
    assert years_words(one, ZH) == "看不出"
    assert "看不出" in distance_words(made, one, ZH)


def test_a_lead_that_changed_hands_is_said() -> None:
    made = chase({"a1": {"2020": 100, "2024": 110}, "a2": {"2020": 90, "2024": 200}})
    one = made.pursuits[0]
    assert one.changed_lead
    assert "甲1市曾经领先" in " ".join(course_words(made, one, ZH))


@pytest.mark.parametrize(
    ("figures", "given", "reason"),
    [
        ({"a1": {"2020": 1}, "a2": {"2020": 2}}, {"unit": "rank", "nature": "rank"}, "rank"),
        ({"a1": {"2020": 1}, "a2": {"2020": 2}}, {"better": "none"}, "no-better"),
        ({"a1": {"2020": 1}}, {}, "one-area"),
        ({"a1": {"2020": 1}, "a2": {"2020-H1": 2}}, {}, "one-area"),
        ({"a1": {"2020": 9}, "a2": {"2021": 9}}, {}, "no-common-year"),
        ({"a1": {"2020": 9}, "a2": {"2022": 20}}, {}, "no-common-year"),
    ],
)
def test_nobody_is_said_to_lead_without_proof(
    figures: Figures, given: dict[str, str], reason: str
) -> None:
    made = chase(figures, **given)
    assert made.reason == reason
    assert no_chase(made, ZH)
    assert no_chase(made, EN)
    assert "领先" not in headline(made.lens, made, ZH)


def test_without_a_common_year_a_time_distance_may_still_be_proved() -> None:
    made = chase({"a1": {"2024": 25}, "a2": {"2017": 20, "2018": 30}})
    assert headline(made.lens, made, ZH) == "it：没有同一年的数，但甲2市领先约 6.5 年"


def test_where_less_is_better_the_lower_leads() -> None:
    made = chase(
        {"a1": {"2019": 55, "2025": 24}, "a2": {"2025": 41}}, unit="day", nature="stock",
        better="lower",
    )  # fmt: skip
    one = made.pursuits[0]
    assert (one.leader.id, one.ratios) == ("a1", (pytest.approx(41 / 24),))
    assert headline(made.lens, made, ZH) == (
        "it：甲2市是甲1市的 1.7 倍（2025），差距的变化看不出，甲1市领先至多 6 年"
    )
    bound = chase({"a1": {"2019": 20, "2025": 10}, "a2": {"2025": 41}}, better="lower")
    assert "高于甲1市 2019 年的" in distance_words(bound, bound.pursuits[0], ZH)


def test_rates_have_a_difference_and_no_ratio() -> None:
    one = pursuit(
        {"a1": {"2020": 1, "2024": 5}, "a2": {"2020": 2, "2024": 7}}, unit="km", nature="share"
    )
    assert one.ratios == ()
    assert one.ratio_course is None
    assert one.difference_course == Course.OPENING


def test_the_time_distance_is_drawn_at_the_level_both_had() -> None:
    made = catalog(indicator("it", GROWING))
    lens = lens_absolute(made, "it", AS_OF)
    shown = look(made.frame, "light")
    with_it = lines(lens, look=shown, say=ZH, pursuit=chase_of(lens).pursuits[0])
    level = [trace for trace in with_it.data if list(trace.y) == [90, 90]]
    assert [list(trace.x) for trace in level] == [[pytest.approx(2018 + 2 / 3), 2024]]
    assert any(label.text == "早约 5.3 年" for label in with_it.layout.annotations)
    gap = lens_absolute(
        catalog(indicator("it", {"a1": {"2024": 25}, "a2": {"2017": 20, "2020": 30}})), "it", AS_OF
    )
    over = lines(gap, look=shown, say=ZH, pursuit=chase_of(gap).pursuits[0])
    assert not any("早" in label.text for label in over.layout.annotations)


def twenty() -> Catalog:
    """Return a leader that grows by 10 and nineteen others: the even by 11, the odd by 5."""
    figures = {"a1": {str(2015 + year): 100 + 10 * year for year in range(10)}}
    for n in range(2, 21):
        start, pace = 82.5 - 2.5 * n, 5 if n % 2 else 11
        figures[f"a{n}"] = {str(2015 + year): start + pace * year for year in range(10)}
    return catalog(indicator("it", figures), count=20)


def test_of_many_the_leader_is_set_against_each() -> None:
    frame = twenty().frame
    made = chase_of(lens_absolute(twenty(), "it", AS_OF))
    second = made.pursuits[0].distance
    assert second is not None
    assert second.years == pytest.approx(1.35)  # 176.5 in 2024; the leader 170 in 2022, then 180
    # of the odd those that start above 50 lose both ways; below 50 the ratio falls all the same
    assert headline(made.lens, made, ZH) == (
        "it：甲1市领先（2024），10 个在追近，5 个被拉开，4 个说不准"
    )
    assert headline(made.lens, made, EN) == (
        "it: Town 1 leads (2024), 10 closing in, 5 falling back, 4 cannot be told"
    )
    assert [row["差距"] for row in table(made, ZH)[:2]] == ["差距在缩小", "差距在拉大"]
    assert alt(made, ZH).startswith("甲2市晚约 1.3 年；甲4市晚约 1.8 年")
    for mode in ("light", "dark"):
        drawn = distances(made, look=look(frame, mode), say=ZH)
        known = [one for one in made.pursuits if one.distance]
        assert sum("markers" in trace.mode for trace in drawn.data) == len(known)


def test_each_lens_says_what_it_shows_and_what_it_hides() -> None:
    made = catalog(indicator("it", GROWING), PEOPLE)
    for lens in (lens_absolute(made, "it", AS_OF), lens_per_head(made, "it", AS_OF)):
        assert "看不到" in lens_line(lens, ZH)
        assert "Hides" in lens_line(lens, EN)


DAYS = indicator(
    "days",
    {"a1": {"2019": 2}, "a2": {"2017": 4, "2019": 3, "2021": "<=1", "2022": "~1"}},
    unit="day", nature="stock", better="lower",
)  # fmt: skip
LIMITED = catalog(
    DAYS, commitments=(limits("first", "4", "2018-05-01"), limits("second", "2", "2020-05-07"))
)


def test_measurements_stand_over_the_limit_of_their_time_and_area() -> None:
    """3 under a limit of 4, later at most 1 and about 1 under one of 2; a1 has none."""
    lens = lens_own_limit(LIMITED, "days", AS_OF)
    shares = {(one.area, one.period): f"{one.relation}{one.value:g}" for one in lens.points}
    assert shares == {("a2", "2019"): "75", ("a2", "2021"): "<=50", ("a2", "2022"): "~50"}
    assert {aim.amount.number for aim in lens.aims} == {100}
    assert chart_finding(lens, ZH) == (
        "甲2市 2022 年实测为上限的 ≈50%（在不在限内看不出）；甲1市没有可比的实测"
    )
    assert "看不到" in lens_line(lens, ZH)


def test_the_limit_is_a_line_and_never_one_of_the_marks() -> None:
    lens = lens_own_limit(LIMITED, "days", AS_OF)
    figure = lines(lens, look=look(LIMITED.frame, "light"), say=ZH)
    marks = [y for trace in figure.data if "markers" in trace.mode for y in trace.y]
    across = [trace for trace in figure.data if list(trace.y) == [100, 100]]
    assert 100 not in marks
    assert [trace.mode for trace in across] == ["lines"]
    assert any("各自的上限 = 100%" in label.text for label in figure.layout.annotations)


def test_without_limit_or_measurement_there_is_no_distance_to_it() -> None:
    assert lens_own_limit(catalog(DAYS), "days", AS_OF).reason == "no-limit"
    before = indicator("days", {"a2": {"2017": 4}}, unit="day", nature="stock", better="lower")
    made = catalog(before, commitments=(limits("first", "4", "2018-05-01"),))
    lens = lens_own_limit(made, "days", AS_OF)
    assert lens.reason == "limit-without-figures"
    assert refusal(lens, ZH)
    assert refusal(lens, EN)
