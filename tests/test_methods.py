"""The named methods: the worked examples to 1e-6, their rules by hand, and what holds of all."""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from dashboard.methods import (
    METHODS,
    NOT_AVAILABLE,
    Answer,
    Bounds,
    Curve,
    Growth,
    Lights,
    Options,
    Pace,
    Point,
    Question,
    Status,
    Thresholds,
    growths,
    plans,
    projected,
    sdsn,
)
from dashboard.methods import weather as weather_module
from dashboard.methods.distances import (
    anticipated_class,
    anticipated_gap,
    cap_rates,
    current_status,
    oecd_distance,
)
from dashboard.methods.grading import Grade
from dashboard.methods.grounds import Grounds
from dashboard.methods.growth import slope
from dashboard.methods.growths import statcan_aggregate
from dashboard.methods.journey import Journey, gap_to_range
from dashboard.methods.method import answering
from dashboard.methods.plans import planned_share, planned_time, smooth
from dashboard.methods.sdsn import goal_colour, goal_grade, trend
from dashboard.values import decimal_day, decimal_year
from dashboard.wording import LANGUAGES, Wording
from examples import EXAMPLES

CLOSE = 1e-6
SIGN = {"up": 1, "down": -1, "positive": 1, "negative": -1}
DEFAULT, STATCAN, UN, WEATHER = (
    METHODS[name] for name in ("projected-share", "statcan", "un-progress-chart", "destatis")
)


def close(found: Mapping[str, float], expected: Mapping[str, float]) -> bool:
    return {key: found[key] for key in expected} == pytest.approx(dict(expected), abs=CLOSE)


def points(series: Mapping[str, float] | list[list[float]]) -> tuple[Point, ...]:
    rows = series.items() if isinstance(series, Mapping) else series
    return tuple(Point(float(at), value) for at, value in rows)


def day(text: str) -> float:
    return decimal_year(date.fromisoformat(text))


def asked(identity: str) -> Question:
    """Return the question of an example that names a baseline, a target and a latest figure."""
    inputs = EXAMPLES[identity]["inputs"]
    base, last = (Point(day(at), value) for at, value in (inputs["baseline"], inputs["latest"]))
    if "range" in inputs:
        base, last = (
            Point(at, gap_to_range(value, *inputs["range"])) for at, value in (base, last)
        )
        return Question((base, last), -1, base, 0.0, day(inputs["deadline"]))
    by, target = inputs["target"]
    return Question((base, last), SIGN[inputs.get("direction", "up")], base, target, day(by))


def growing(first: float, last: float, *, years: float = 8, **more: object) -> Question:
    """Return a question of bare years from 2015 on."""
    series = (Point(2015.0, first), Point(2015.0 + years, last))
    given: Any = {"base": series[0], "by": 2030.0} | more
    return Question(series, **given)


# --- the worked examples ---------------------------------------------------------------------


@pytest.mark.parametrize("identity", ["W01", "W02", "W03", "W04", "W05", "W07", "W08", "W33"])
def test_the_default_gives_every_worked_number(identity: str) -> None:
    answer, expected = DEFAULT(asked(identity)), EXAMPLES[identity]["expected"]
    symbols = {"tau": "tau", "P": "P", "v": "v", "required": "r", "proj": "y_proj", "F": "F"}
    symbols |= {"Q": "Q", "path": "planned", "gap": "gap"}
    found = {name: answer.numbers[symbol] for name, symbol in symbols.items()}
    found |= {"lag_pp": -answer.numbers["lag"]}
    assert {"P", "F", "required"} <= found.keys() & expected.keys()
    assert close(found, {name: expected[name] for name in found.keys() & expected.keys()})
    finish = answer.numbers.get("finish")
    assert (decimal_day(finish).isoformat() if finish else None) == expected["finish"]
    assert answer.word == expected["status"]
    assert answer.reason == expected.get("reason", "projected-share").replace("_", "-")


def test_growth_ratios_of_the_same_series_give_another_class() -> None:
    example = EXAMPLES["W06"]
    first, last, goal = (example["inputs"][key] for key in ("baseline", "latest", "target"))
    series = points([[int(at[:4]), value] for at, value in (first, last)])
    question = Question(series, -1, series[0], goal[1], float(goal[0][:4]))
    answer, expected = STATCAN(question), example["expected"]
    assert close(
        answer.numbers, {key: expected[key] for key in ("cagr_actual", "cagr_required", "R")}
    )
    assert answer.score == pytest.approx(expected["score"], abs=CLOSE)
    assert answer.word == expected["status_statcan"]
    assert answer.status == Status.AT_RISK
    assert expected["status"] == "at_risk"
    assert METHODS["eurostat"](question).status == Status.AT_RISK
    assert DEFAULT(question, Options(growth=Growth.GEOMETRIC)).word == expected["status"]


def test_eurostat_without_a_target() -> None:
    inputs, expected = EXAMPLES["W10"]["inputs"], EXAMPLES["W10"]["expected"]
    question = growing(
        inputs["y0"], inputs["yt"], years=inputs["years"], direction=SIGN[inputs["desired"]]
    )
    answer = METHODS["eurostat"](question)
    assert answer.value == pytest.approx(expected["cagr"], abs=CLOSE)
    assert answer.word == expected["category"]


def test_statcan_without_a_target_near_a_limit() -> None:
    inputs, expected = EXAMPLES["W11"]["inputs"], EXAMPLES["W11"]["expected"]
    series = points([inputs["base"], inputs["latest"]])
    answer = STATCAN(Question(series, SIGN[inputs["direction"]], limit=inputs["limit"]))
    assert answer.numbers["C"] == pytest.approx(expected["C"], abs=CLOSE)
    assert 0.015 * answer.numbers["C"] == pytest.approx(expected["high"], abs=CLOSE)
    assert 0.005 * answer.numbers["C"] == pytest.approx(expected["med"], abs=CLOSE)
    assert answer.value == pytest.approx(expected["progress"], abs=CLOSE)
    assert answer.score == pytest.approx(expected["score"], abs=CLOSE)
    assert answer.word == expected["status"]


def test_the_un_chart_projects_the_growth() -> None:
    inputs, expected = EXAMPLES["W12"]["inputs"], EXAMPLES["W12"]["expected"]
    series = points([inputs["base"], inputs["latest"]])
    by, target = inputs["target"]
    answer = UN(Question(series, -1, target=target, by=by))
    assert answer.numbers["cagr_actual"] == pytest.approx(expected["cagr"], abs=CLOSE)
    assert answer.numbers["y_proj"] == pytest.approx(expected["expected_2030"], abs=CLOSE)
    assert answer.value == pytest.approx(expected["ratio"], abs=CLOSE)
    assert answer.word.startswith(f"score{expected['score']}")


def test_the_weather_of_a_target_by_a_year() -> None:
    inputs, expected = EXAMPLES["W13"]["inputs"], EXAMPLES["W13"]["expected"]
    by, target = inputs["target"]
    answer = WEATHER(
        Question(points(inputs["series"]), SIGN[inputs["direction"]], target=target, by=by)
    )
    found = {"mean_change": answer.numbers["m"], "projected": answer.numbers["y_proj"]}
    assert close(
        found | {"miss_share": answer.value or 0.0},
        {k: expected[k] for k in (*found, "miss_share")},
    )
    assert answer.word == expected["symbol"]


def test_a_strengthened_target_turns_sun_into_cloud() -> None:
    inputs, expected = EXAMPLES["W26"]["inputs"], EXAMPLES["W26"]["expected"]
    fallen = tuple(Point(2016.0 + i, inputs["value_2021"] + 2 * (5 - i)) for i in range(6))
    for moved in ("old", "new"):
        level = float(inputs[f"{moved}_target"].split("(")[1].rstrip(")"))
        answer = WEATHER(Question(fallen, -1, target=level, by=2030))
        assert answer.word == expected[moved]


def test_the_weather_of_a_target_that_is_to_be_kept() -> None:
    inputs, expected = EXAMPLES["W27"]["inputs"], EXAMPLES["W27"]["expected"]
    series = points(inputs["series"])
    for year in (2019, 2021):
        known = tuple(point for point in series if point.at <= year)
        answer = WEATHER(Question(known, -1, target=inputs["limit"], is_kept=True))
        there = expected[f"eval_{year}"]
        assert answer.word == there["symbol"]
        assert str(answer.status).replace("-", "_") == there["status"]
        assert (answer.status == Status.ACHIEVED) is there["met"]
    assert answer.numbers["m"] == pytest.approx(there["mean_change_5y"], abs=CLOSE)
    assert answer.reason == there["reason"].replace("_", "-")


def test_the_score_and_colour_of_sdsn() -> None:
    inputs, expected = EXAMPLES["W14"]["inputs"], EXAMPLES["W14"]["expected"]
    bounds = Bounds(*(inputs[key] for key in ("optimum", "lower_bound", "green", "red")))
    answer = METHODS["sdsn"](Question((Point(2019, inputs["value"]),), bounds=bounds))
    assert answer.score == pytest.approx(expected["score"], abs=CLOSE)
    assert answer.word == expected["dashboard"]
    assert answer.numbers["midpoint"] == expected["midpoint"]


def test_the_trend_of_sdsn() -> None:
    inputs, expected = EXAMPLES["W15"]["inputs"], EXAMPLES["W15"]["expected"]
    bounds = Bounds(inputs["optimum"], inputs["lower"], inputs["green"], inputs["green"])
    answer = trend(points(inputs["series"]), bounds, inputs["end"])
    symbols = {"n0": "n0", "n1": "n1", "green_score": "green", "rate": "rate", "needed": "needed"}
    found = {key: answer.numbers[symbol] for key, symbol in symbols.items()}
    assert close(found, {key: expected[key] for key in symbols})
    assert answer.value == pytest.approx(expected["ratio"], abs=CLOSE)
    assert answer.word == expected["trend"]


def test_the_goal_colour_of_sdsn() -> None:
    example = EXAMPLES["W16"]
    answer = goal_grade(example["inputs"]["rescaled"], is_green=False)
    assert answer.value == pytest.approx(example["expected"]["mean_two_worst"], abs=CLOSE)
    assert answer.word == example["expected"]["colour"]
    assert answer.reason == Grounds.NOT_BOTH_RED


def test_the_indices_of_escap() -> None:
    inputs, expected = EXAMPLES["W17"]["inputs"], EXAMPLES["W17"]["expected"]
    base, last, goal = (
        Point(2015, inputs["v2015"]),
        Point(*inputs["current"]),
        Point(*inputs["target"]),
    )
    index = current_status(base, last, goal)
    assert index == pytest.approx((expected["csi_share"], expected["csi_expected"]), abs=CLOSE)
    gap = anticipated_gap(base.value, inputs["predicted_2030"], goal.value)
    assert gap == pytest.approx(expected["api_gap"], abs=CLOSE)
    assert anticipated_class(gap) == expected["class_"]
    assert [anticipated_class(gap) for gap in (0.1, 0.11, 1.0, 1.01)] == [
        "maintain",
        "accelerate",
        "accelerate",
        "reverse",
    ]


def test_the_distance_of_the_oecd() -> None:
    inputs = EXAMPLES["W18"]["inputs"]
    way = SIGN[inputs["direction"]]
    distance = oecd_distance(inputs["value"], inputs["target"], way, inputs["sd_peers"])
    assert distance == EXAMPLES["W18"]["expected"]["distance"]
    assert oecd_distance(inputs["target"] + 1, inputs["target"], way, inputs["sd_peers"]) == 0


def test_earned_value() -> None:
    inputs, expected = EXAMPLES["W19"]["inputs"], EXAMPLES["W19"]["expected"]
    plan = (Point(0, 0.0), Point(6, inputs["planned_pct"] / 100), Point(12, 1.0))
    earned = Point(6, inputs["earned_pct"] / 100)
    answer = METHODS["earned-value"](Question((earned,), 1, plan[0], 1.0, 12, plan=plan))
    assert answer.value == pytest.approx(expected["SPI"], abs=CLOSE)
    assert answer.numbers["SV"] == pytest.approx(expected["SV_pp"], abs=CLOSE)
    assert expected["light"].startswith(answer.word)


def test_earned_schedule() -> None:
    inputs, expected = EXAMPLES["W20"]["inputs"], EXAMPLES["W20"]["expected"]
    plan = points(inputs["plan_months_pct"])
    earned = Point(inputs["actual_month"], inputs["earned"])
    answer = METHODS["earned-value"](Question((earned,), 1, plan[0], 1.0, 12, plan=plan))
    symbols = {"PV": "PV", "SPI": "SPI", "ES": "ES", "SPI_t": "SPI_t", "finish_month": "finish"}
    found = {key: answer.numbers[symbol] for key, symbol in symbols.items()}
    assert close(found, {key: expected[key] for key in symbols})
    assert (answer.word, answer.reason) == ("red", Grounds.SCHEDULE_INDEX)


def test_the_plan_of_an_s_curve() -> None:
    inputs, expected = EXAMPLES["W21"]["inputs"], EXAMPLES["W21"]["expected"]
    assert [smooth(tau) for tau in inputs["tau"]] == pytest.approx(expected["planned"], abs=CLOSE)


def test_the_calendar_against_the_work() -> None:
    inputs, expected = EXAMPLES["W22"]["inputs"], EXAMPLES["W22"]["expected"]
    done = (Point(day(inputs["as_of"]), inputs["done"]),)
    answer = METHODS["shixu"](Question(done, 1, target=inputs["plan"]), Options(is_yearly=True))
    assert answer.numbers["tau"] == pytest.approx(expected["time_progress"], abs=CLOSE)
    assert answer.numbers["P"] == pytest.approx(expected["completion"], abs=CLOSE)
    assert answer.value == pytest.approx(expected["lag_pp"], abs=CLOSE)
    assert answer.word == expected["light"]


def test_a_cut_that_is_promised() -> None:
    inputs, expected = EXAMPLES["W23"]["inputs"], EXAMPLES["W23"]["expected"]
    now, end = inputs["years"]
    question = Question(
        (Point(now, inputs["achieved_cut"]),), 1, Point(0, 0.0), inputs["target_cut"], end
    )
    answer = DEFAULT(question)
    assert answer.numbers["P"] == pytest.approx(expected["completion"], abs=CLOSE)
    assert answer.numbers["tau"] == pytest.approx(expected["time_progress"], abs=CLOSE)
    assert answer.numbers["lag"] == pytest.approx(expected["lag_pp"], abs=CLOSE)
    assert answer.value == pytest.approx(expected["SPI"], abs=CLOSE)
    assert answer.word == expected["status"]


def test_a_cap_is_judged_by_its_direction_not_by_its_rates() -> None:
    inputs, expected = EXAMPLES["W24"]["inputs"], EXAMPLES["W24"]["expected"]
    rates = cap_rates(inputs["cap"], inputs["actual"])
    assert rates == pytest.approx((expected["two_minus"], expected["ratio"]), abs=CLOSE)
    series = (Point(2024, inputs["cap"] - 1), Point(2025, inputs["actual"]))
    answer = DEFAULT(Question(series, -1, series[0], inputs["cap"], 2026))
    assert answer.word == expected["status"]


def test_an_adoption_curve_depends_on_the_growth() -> None:
    example, question = EXAMPLES["W36"], asked("W36")
    expected = example["expected"]
    linear = DEFAULT(question)
    assert linear.value == pytest.approx(expected["F_linear"], abs=CLOSE)
    assert linear.word == expected["status_linear"]
    rows = [
        [float(example["inputs"][key][0][:4]), example["inputs"][key][1]]
        for key in ("baseline", "latest")
    ]
    bare = replace(question, series=points(rows), base=Point(*rows[0]), by=2030.0)
    assert STATCAN(bare).value == pytest.approx(expected["R_geometric"], abs=CLOSE)
    assert DEFAULT(bare, Options(growth=Growth.GEOMETRIC)).word == expected["status_geometric"]


# --- the pace and the growth -----------------------------------------------------------------

UNEVEN = tuple(Point(float(at), value) for at, value in ((0, 0.0), (1, 1.0), (2, 8.0), (3, 6.0)))


@pytest.mark.parametrize(
    ("pace", "window", "expected"),
    [
        (Pace.BASELINE_AVERAGE, 5, 2.0),
        (Pace.RECENT, 1, -2.0),
        (Pace.RECENT, 2, 2.5),
        (Pace.RECENT, 0.5, 2.0),  # a window with one figure: the last six, here all four
        (Pace.THEIL_SEN, 5, 2.25),  # slopes 1, 4, 2, 7, 2.5, -2: the median of 2 and 2.5
        (Pace.OLS, 5, 2.5),  # (-1.5*0 - 0.5*1 + 0.5*8 + 1.5*6) / 5
    ],
)
def test_the_pace(pace: Pace, window: float, expected: float) -> None:
    assert slope(UNEVEN, pace, window) == pytest.approx(expected)


def test_the_weighted_pace_halves_a_figure_for_each_window_of_age() -> None:
    # Weights 1, 2, 4 on 0, 1, 2: mean time 10/7, mean value (0+2+12)/7 = 2.
    # above = 1*(-10/7)(-2) + 2*(-3/7)(-1) + 4*(4/7)(1) = 42/7; below = (100 + 18 + 64)/49 = 26/7.
    three = (Point(0.0, 0.0), Point(1.0, 1.0), Point(2.0, 3.0))
    assert slope(three, Pace.WEIGHTED, 1.0) == pytest.approx(42 / 26)


def test_growth_by_a_rate_needs_values_above_zero() -> None:
    for series, target in (((0.0, 5.0), 10.0), ((-5.0, 4.0), 9.0), ((-5.0, -4.0), 3.0)):
        answer = DEFAULT(growing(*series, target=target), Options(growth=Growth.GEOMETRIC))
        assert (answer.word, answer.reason) == (NOT_AVAILABLE, Grounds.GROWTH_NEEDS_POSITIVE)


def test_growth_by_a_rate_projects_the_rate() -> None:
    answer = DEFAULT(growing(100, 200, years=5, target=400), Options(growth=Growth.GEOMETRIC))
    assert answer.numbers["y_proj"] == pytest.approx(800)
    assert answer.value == pytest.approx(700 / 300)


# --- the default -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("question", "word", "reason"),
    [
        (growing(100, 120), "on_track", Grounds.IMPROVING),
        (growing(100, 104), "at_risk", Grounds.SLOW),
        (growing(100, 100), "at_risk", Grounds.STALLED),
        (growing(100, 99), "off_track", Grounds.MOVING_AWAY),
        (growing(100, 99, direction=-1), "at_risk", Grounds.SLOW),
        (growing(0, 9), NOT_AVAILABLE, Grounds.BASELINE_IS_ZERO),
        (growing(100, 210, target=200), "achieved", Grounds.VALUE_MEETS_TARGET),
        (growing(100, 210, target=200, is_kept=True), "on_track", Grounds.HOLDING),
        (growing(100, 110, target=200, is_kept=True), "off_track", Grounds.BREACH_IMPROVING),
        (growing(100, 90, target=200, is_kept=True), "off_track", Grounds.BREACH_WORSENING),
        (growing(210, 190, target=200), "off_track", Grounds.TARGET_LOST),
        (growing(100, 100, target=200), "off_track", Grounds.STALLED),
        (growing(100, 90, target=200), "off_track", Grounds.MOVING_AWAY),
        (growing(100, 110, target=200), "off_track", Grounds.PROJECTED_SHARE),
        (growing(100, 190, years=15, target=200), "missed", Grounds.VALUE_MISSES_TARGET),
        (growing(100, 110, years=1, target=200), NOT_AVAILABLE, Grounds.TOO_EARLY),
        (growing(100, 110, target=200, by=None), NOT_AVAILABLE, Grounds.NO_DEADLINE),
        (growing(100, 110, target=200, by=2010), NOT_AVAILABLE, Grounds.DEADLINE_BEFORE_BASELINE),
        (growing(100, 110, target=200, base=None), NOT_AVAILABLE, Grounds.NO_BASELINE),
        (Question(()), NOT_AVAILABLE, Grounds.NO_OBSERVATIONS),
        (growing(100, math.nan, target=200), NOT_AVAILABLE, Grounds.NOT_FINITE),
    ],
)
def test_the_order_of_decision(question: Question, word: str, reason: Grounds) -> None:
    answer = DEFAULT(question)
    assert (answer.word, answer.reason) == (word, reason)
    assert (answer.status == Status.NO_DATA) is (word == NOT_AVAILABLE)


def test_a_value_short_of_the_target_by_the_tolerance_meets_it() -> None:
    question = growing(100, 198, target=200)
    assert DEFAULT(question, Options(tolerance=2.0)).status == Status.ACHIEVED
    assert DEFAULT(question, Options(tolerance=1.9)).status == Status.ON_TRACK


def test_a_recent_pace_the_wrong_way_moves_away() -> None:
    series = points([[2015, 100.0], [2020, 160.0], [2022, 110.0]])
    question = Question(series, 1, series[0], 200.0, 2030.0)
    answer = DEFAULT(question, Options(pace=Pace.RECENT, window_years=2))
    assert (answer.word, answer.reason) == ("off_track", Grounds.MOVING_AWAY)
    assert DEFAULT(question).reason == Grounds.PROJECTED_SHARE


def test_a_share_beyond_all_numbers_is_no_good_news() -> None:
    series = (Point(0.0, 0.0), Point(0.05, 1e307))
    answer = DEFAULT(Question(series, 1, series[0], 1.5e307, 0.2))
    assert (answer.word, answer.reason) == (NOT_AVAILABLE, Grounds.OUT_OF_RANGE)


def test_a_deadline_that_has_passed_unmet_is_missed() -> None:
    assert DEFAULT(growing(100, 190, years=15, target=200)).status == Status.MISSED


# --- the growth of Eurostat, Statistics Canada and the United Nations ------------------------


def test_eurostat_takes_the_long_window_where_it_holds_and_else_the_short_one() -> None:
    yearly = tuple(Point(2000.0 + i, 100.0 + i) for i in range(20))
    assert METHODS["eurostat"](Question(yearly)).numbers["t0"] == 2004
    assert METHODS["eurostat"](Question(yearly[-9:])).numbers["t0"] == 2014
    assert METHODS["eurostat"](Question(yearly[-3:])).numbers["t0"] == 2017
    holed = tuple(point for point in yearly if point.at != 2012)
    assert METHODS["eurostat"](Question(holed)).numbers["t0"] == 2014
    assert METHODS["eurostat"](Question(yearly[-2:])).reason == Grounds.TOO_FEW_YEARS


@pytest.mark.parametrize(
    ("rate", "word"),
    [
        (0.01, "significant_progress"),
        (0.0, "moderate_progress"),
        (-0.00999, "moderate_movement_away"),
        (-0.01, "significant_movement_away"),
    ],
)
def test_eurostat_classes_without_a_target(rate: float, word: str) -> None:
    assert METHODS["eurostat"](growing(100, 100 * (1 + rate) ** 8)).word == word


def test_eurostat_cannot_say_where_zero_is_to_be_reached() -> None:
    answer = METHODS["eurostat"](growing(10, 8, direction=-1, target=0.0))
    assert (answer.word, answer.reason) == (NOT_AVAILABLE, Grounds.GROWTH_NEEDS_ONE_SIGN)


def test_statcan_takes_2015_or_the_next_year_there_is() -> None:
    later = (Point(2013, 9.0), Point(2016, 10.0), Point(2020, 12.0))
    assert STATCAN(Question(later)).numbers["t0"] == 2016
    assert STATCAN(Question(later, base=later[0])).numbers["t0"] == 2013
    assert STATCAN(Question(later[:1])).reason == Grounds.TOO_FEW_POINTS


def test_statcan_puts_a_thousandth_for_zero() -> None:
    answer = STATCAN(growing(10, 5, direction=-1, target=0.0))
    assert answer.numbers["yT"] == 0.001
    assert STATCAN(growing(0.0, 5)).numbers["y0"] == 0.001


def test_statcan_turns_the_direction_around_below_zero() -> None:
    assert STATCAN(growing(-10, -5, direction=1)).word == "substantial_progress"
    assert STATCAN(growing(-10, -12, direction=1)).word == "deterioration"
    assert STATCAN(growing(-10, 5)).reason == Grounds.GROWTH_NEEDS_ONE_SIGN


def test_statcan_a_target_that_is_met_needs_no_trend() -> None:
    for question in (growing(110, 105, target=100), growing(-1, 105, target=100)):
        answer = STATCAN(question)
        assert (answer.word, answer.score) == ("target_achieved", 5.0)
    lost = STATCAN(growing(110, 90, target=100))
    assert (lost.word, lost.score) == ("deterioration", -5.0)


def test_statcan_at_its_limit_only_has_to_stay() -> None:
    kept = STATCAN(growing(100, 100, limit=100))
    assert (kept.word, kept.score, kept.numbers["C"]) == ("substantial_progress", 5.0, 0.0)
    assert STATCAN(growing(100, 99, limit=100)).word == "deterioration"
    assert STATCAN(growing(100, 101, limit=50)).numbers["C"] == 1.0
    near = STATCAN(growing(60, 59, direction=-1, limit=50)).numbers["C"]
    assert near == pytest.approx(1 - 0.8**4.44)


@pytest.mark.parametrize(
    ("scores", "all_achieved", "word"),
    [
        ([5.0, 0.0], False, "substantial_progress"),
        ([2.0, -2.0], False, "moderate_progress"),
        ([-2.5], False, "limited_progress"),
        ([-2.6], False, "deterioration"),
        ([5.0, 5.0], True, "target_achieved"),
        ([], False, NOT_AVAILABLE),
    ],
)
def test_statcan_aggregate(scores: list[float], all_achieved: bool, word: str) -> None:  # noqa: FBT001
    assert answering(lambda: statcan_aggregate(scores, all_achieved=all_achieved)).word == word


def test_the_un_chart_takes_a_base_that_leaves_two_values() -> None:
    series = (Point(2010, 10.0), Point(2014, 11.0), Point(2020, 12.0))
    assert UN(Question(series)).numbers["t0"] == 2014
    assert UN(Question((*series, Point(2021, 13.0)))).numbers["t0"] == 2020


def test_the_un_chart_counts_a_target_at_the_edge_as_met_within_one_point() -> None:
    assert UN(growing(99.5, 99.0, target=100.0)).reason == Grounds.AT_THE_EDGE
    assert UN(growing(99.5, 98.9, target=100.0)).status == Status.OFF_TRACK
    assert UN(growing(89.5, 89.0, target=90.0)).status == Status.OFF_TRACK


def test_the_un_chart_judges_a_passed_deadline_by_its_year() -> None:
    series = points([[2015, 10.0], [2020, 19.0], [2022, 25.0]])
    assert UN(Question(series, target=20.0, by=2020)).value == pytest.approx(0.9)


# --- the German weather, the SDSN ------------------------------------------------------------


def weather(*values: float, target: float | None = None, by: float | None = None) -> Answer:
    series = tuple(Point(2010.0 + i, value) for i, value in enumerate(values))
    return WEATHER(Question(series, target=target, by=by))


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((1, 2, 3, 4), "sun"),
        ((1, 3, 5, 4), "partly_cloudy"),
        ((1, 3, 4, 4), "partly_cloudy"),
        ((5, 3, 2, 4), "cloud"),
        ((4, 3, 2, 4), "cloud"),
        ((4, 3, 2, 1), "thunderstorm"),
    ],
)
def test_the_weather_of_a_direction(values: tuple[float, ...], word: str) -> None:
    assert weather(*values).word == word


def test_the_weather_needs_four_points_and_takes_six() -> None:
    assert weather(1, 2, 3).reason == Grounds.TOO_FEW_POINTS
    assert weather(900, 1, 2, 3, 4, 5, 6).numbers["m"] == 1


@pytest.mark.parametrize(
    ("target", "word"),
    [(11.9, "sun"), (12.0, "partly_cloudy"), (13.5, "partly_cloudy"), (13.6, "cloud")],
)
def test_the_weather_by_what_will_be_missed(target: float, word: str) -> None:
    # 1 a year for 7.6 years from 4: of a gap of 8 that leaves 5 %, of one of 9.5 it leaves 20 %.
    assert weather(1, 2, 3, 4, target=target, by=2020.6).word == word


def test_the_weather_of_standing_still_is_a_thunderstorm() -> None:
    assert weather(4, 4, 4, 4, target=12.0, by=2030).word == "thunderstorm"


def test_the_weather_of_a_target_that_is_met() -> None:
    assert weather(7, 8, 9, 10, target=5.0, by=2030).status == Status.ACHIEVED
    adverse = weather(10, 9, 8, 7, target=5.0, by=2030)
    assert (adverse.word, adverse.status) == ("partly_cloudy", Status.AT_RISK)


BOUNDS = Bounds(optimum=100.0, lower=0.0, green=80.0, red=40.0)


@pytest.mark.parametrize(
    ("value", "colour"),
    [
        (80, "green"),
        (79.99, "yellow"),
        (60, "yellow"),
        (59.99, "orange"),
        (40, "orange"),
        (39.99, "red"),
    ],
)
def test_a_threshold_belongs_to_the_better_colour(value: float, colour: str) -> None:
    assert METHODS["sdsn"](Question((Point(0, value),), bounds=BOUNDS)).word == colour
    mirrored = Bounds(*(-bound for bound in BOUNDS))
    assert METHODS["sdsn"](Question((Point(0, -value),), bounds=mirrored)).word == colour


def test_a_score_is_clipped_and_its_ratio_is_not() -> None:
    answer = METHODS["sdsn"](Question((Point(0, 120.0),), bounds=BOUNDS))
    assert (answer.value, answer.score) == (120.0, 100.0)


@pytest.mark.parametrize(
    ("values", "colour", "reason"),
    [
        ((90, 95), "green", Grounds.TWO_WORST),
        ((79, 100, 100), "yellow", Grounds.NOT_ALL_GREEN),
        ((10, 41, 99), "orange", Grounds.NOT_BOTH_RED),
        ((10, 20, 99), "red", Grounds.TWO_WORST),
        ((50,), "orange", Grounds.TWO_WORST),
    ],
)
def test_the_colour_of_a_goal(values: tuple[float, ...], colour: str, reason: Grounds) -> None:
    answer = goal_colour([(value, BOUNDS) for value in values])
    assert (answer.word, answer.reason) == (colour, reason)


@pytest.mark.parametrize(
    ("values", "word"),
    [
        ((70, 75), "on_track_or_maintaining"),  # 5 in 5 years; 10 needed in 15
        ((50, 55), "moderately_improving"),  # 1 a year; 2 needed
        ((50, 54), "stagnating"),
        ((50, 50), "stagnating"),
        ((50, 49), "decreasing"),
        ((95, 85), "on_track_or_maintaining"),
        ((95, 79), "decreasing"),
        ((-30, -10), "moderately_improving"),  # not clipped at the lower bound
    ],
)
def test_the_trend_of_a_score(values: tuple[float, float], word: str) -> None:
    assert trend((Point(2015, values[0]), Point(2020, values[1])), BOUNDS).word == word


# --- plans -----------------------------------------------------------------------------------


def months(*done: float) -> Question:
    """Return the ends of a year's months, against a plan of 120."""
    ends = [decimal_year(date(2025, month, 28)) for month in range(1, len(done) + 1)]
    series = tuple(Point(at, value) for at, value in zip(ends, done, strict=True))
    return Question(series, 1, target=120.0)


YEARLY = Options(is_yearly=True)


@pytest.mark.parametrize(
    ("done", "word", "reason"),
    [
        ((10, 20, 30), "green", Grounds.ON_SCHEDULE),
        ((10, 20, 25), "green", Grounds.SLIGHTLY_BEHIND),
        ((10, 17, 26), "green", Grounds.SLIGHTLY_BEHIND),
        ((10, 17, 30), "green", Grounds.CAUGHT_UP),
        ((10, 12, 13), "yellow", Grounds.BEHIND),
        ((10, 5, 30), "yellow", Grounds.CAUGHT_UP),
        ((10, 5, 25), "yellow", Grounds.CAUGHT_UP),
        ((1, 2, 3, 4, 5, 6), "red", Grounds.BEHIND),
        ((10, 5, 120), "green", Grounds.VALUE_MEETS_TARGET),
    ],
)
def test_the_memory_of_lateness(done: tuple[float, ...], word: str, reason: Grounds) -> None:
    answer = METHODS["shixu"](months(*done), YEARLY)
    assert (answer.word, answer.reason) == (word, reason)


def test_a_plan_of_the_year_starts_again_on_new_years_day() -> None:
    before = Point(decimal_year(date(2024, 11, 30)), 10.0)
    spring = Point(decimal_year(date(2025, 3, 31)), 30.0)
    answer = METHODS["shixu"](Question((before, spring), 1, target=120.0), YEARLY)
    assert (answer.word, answer.reason) == ("green", Grounds.ON_SCHEDULE)
    assert answer.numbers["tau"] == pytest.approx(90 / 365)
    early = Question((before,), 1, target=120.0, by=decimal_year(date(2025, 12, 31)))
    assert METHODS["shixu"](early, YEARLY).reason == Grounds.NO_OBSERVATIONS
    bare = Question((Point(2024.0, 120.0), Point(2025.0, 60.0)), 1, target=120.0)
    assert METHODS["shixu"](bare, YEARLY).value == pytest.approx(50)


def test_the_lights_are_where_they_are_put() -> None:
    question = Question((Point(5.0, 45.0),), 1, Point(0.0, 0.0), 100.0, 10.0)
    shixu = METHODS["shixu"]
    assert shixu(question).word == "green"
    assert shixu(question, Options(lights=Lights(5, 30))).word == "yellow"
    assert shixu(question, Options(lights=Lights(1, 5))).word == "yellow"
    assert shixu(question, Options(lights=Lights(1, 4.9))).word == "red"
    on_time = replace(question, series=(Point(5.0, 50.0),))
    assert shixu(on_time, Options(lights=Lights(0, 5))).word == "green"


def test_the_index_of_time_counts_once_nearly_all_is_planned() -> None:
    question = Question((Point(9.0, 0.85),), 1, Point(0.0, 0.0), 1.0, 10.0)
    answer = METHODS["earned-value"](question)
    assert answer.reason == Grounds.TIME_INDEX
    assert answer.value == pytest.approx(0.85 / 0.9)
    late = METHODS["earned-value"](replace(question, series=(Point(20.0, 0.97),)))
    assert late.value == pytest.approx(9.7 / 20)
    assert late.word == "red"
    unbegun = METHODS["earned-value"](
        replace(question, plan=points([[5, 0.0], [10, 1.0]]), series=(Point(4.0, 0.0),))
    )
    assert unbegun.reason == Grounds.NOTHING_PLANNED


RESTING = points([[0, 0.0], [2, 0.5], [4, 0.5], [10, 1.0]])


@given(st.floats(0, 1), st.sampled_from([(), RESTING]), st.sampled_from(Curve))
def test_the_time_of_a_plan_is_the_plan_the_other_way(
    share: float, plan: tuple[Point, ...], curve: Curve
) -> None:
    way = Journey(0.0, 0.0, 10.0, 1.0, 5.0, 0.5)
    at = planned_time(plan, way, share, curve)
    assert planned_share(plan, way, at, curve) == pytest.approx(share, abs=1e-9)


# --- what holds of every method --------------------------------------------------------------

RANK = (Status.OFF_TRACK, Status.MISSED, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED)
GOOD = frozenset({Status.ON_TRACK, Status.ACHIEVED})
NAMES = st.sampled_from(sorted(METHODS))
AMOUNTS = st.floats(1, 1000).map(lambda number: round(number, 3))
CHANGES = st.floats(-2, 2).filter(lambda change: abs(change) > 1e-6)
CHOICES = st.builds(
    Options,
    pace=st.sampled_from(Pace),
    growth=st.sampled_from(Growth),
    window_years=st.floats(1, 8),
    curve=st.sampled_from(Curve),
)


def rank(status: Status) -> int:
    return min(RANK.index(status), 1) if status == Status.MISSED else RANK.index(status)


@st.composite
def questions(draw: st.DrawFn) -> Question:
    """Draw a question that every method can answer, whatever it needs."""
    values = draw(st.lists(AMOUNTS, min_size=4, max_size=9))
    series = tuple(Point(2015.0 + i, value) for i, value in enumerate(values))
    direction = draw(st.sampled_from([1, -1]))
    worse, red, green, better = sorted(draw(st.lists(AMOUNTS, min_size=4, max_size=4, unique=True)))
    bounds = (
        Bounds(better, worse, green, red) if direction > 0 else Bounds(worse, better, red, green)
    )
    target = draw(AMOUNTS | st.none())
    return Question(
        series,
        direction,
        series[0],
        target,
        draw(st.sampled_from([2020.0, 2023.5, 2030.0])),
        draw(st.none() | AMOUNTS),
        bounds,
        is_kept=draw(st.booleans()),
    )


def with_last(question: Question, value: float) -> Question:
    last = question.series[-1]._replace(value=value)
    return replace(question, series=(*question.series[:-1], last))


def scaled(question: Question, by: float) -> Question:
    """Return a question in another unit; turned upside down with a negative factor."""

    def moved(point: Point) -> Point:
        return point._replace(value=point.value * by)

    def number(value: float | None) -> float | None:
        return None if value is None else value * by

    return replace(
        question,
        series=tuple(map(moved, question.series)),
        direction=question.direction if by > 0 else -question.direction,
        base=moved(question.base) if question.base else None,
        target=number(question.target),
        limit=number(question.limit),
        bounds=Bounds(*(bound * by for bound in question.bounds)) if question.bounds else None,
    )


@given(NAMES, questions(), CHOICES, st.floats(0.1, 500))
def test_a_better_value_never_gives_a_worse_status(
    name: str, question: Question, options: Options, more: float
) -> None:
    method = METHODS[name]
    better = question.series[-1].value + question.direction * more
    assume(better > 0)
    before, after = method(question, options), method(with_last(question, better), options)
    assume(NOT_AVAILABLE not in {before.word, after.word})
    assert rank(after.status) >= rank(before.status)


@given(NAMES, questions(), st.sampled_from([0.25, 8.0, 1024.0]))
def test_the_unit_makes_no_difference(name: str, question: Question, by: float) -> None:
    assume(question.target is None or not {question.target, question.target * by} & {0.0, 100.0})
    one, other = METHODS[name](question), METHODS[name](scaled(question, by))
    assert (one.word, one.reason) == (other.word, other.reason)


@given(NAMES, questions())
def test_less_is_better_mirrors_more_is_better(name: str, question: Question) -> None:
    assume(question.target != 100.0)
    one, other = METHODS[name](question), METHODS[name](scaled(question, -1))
    assert (one.word, one.status, one.reason) == (other.word, other.status, other.reason)
    assert one.value == pytest.approx(other.value)
    assert one.score == pytest.approx(other.score)


@given(
    st.floats(0.1, 2),
    st.floats(0.05, 0.95),
    st.sampled_from([1, -1]),
    st.floats(-0.01, 0.01).filter(lambda change: abs(change) > 1e-7),
)
def test_the_default_flips_exactly_at_its_thresholds(
    cut: float, tau: float, direction: int, change: float
) -> None:
    thresholds = Thresholds(cut, cut / 2)
    for floor, at, below in ((cut, "on_track", "at_risk"), (cut / 2, "at_risk", "off_track")):
        share = (floor + change) * tau
        assume(share < 1 - 1e-9)
        series = (Point(0.0, 100.0), Point(10 * tau, 100 + direction * 50 * share))
        question = Question(series, direction, series[0], 100.0 + direction * 50, 10.0)
        answer = DEFAULT(question, Options(thresholds=thresholds, pace=Pace.BASELINE_AVERAGE))
        assume(answer.reason != Grounds.TOO_EARLY)
        assert answer.word == (at if change > 0 else below)


def by_ratio(ratio: float) -> Question:
    """Return a question whose growth is so much of what a doubling in 15 years needs."""
    needed = 2 ** (1 / 15) - 1
    return growing(100, 100 * (1 + ratio * needed) ** 8, target=200.0)


def by_rate(rate: float) -> Question:
    return growing(100, 100 * (1 + rate) ** 8)


def by_share(share: float) -> Question:
    """Return a question whose growth leads to so much of a doubling in 15 years."""
    return growing(100, 100 * (1 + share) ** (8 / 15), target=200.0)


def by_work(index: float) -> Question:
    return Question((Point(5.0, 50.0 * index),), 1, Point(0.0, 0.0), 100.0, 10.0)


@pytest.mark.parametrize("change", [1e-6, -1e-6])
@pytest.mark.parametrize(
    ("name", "asked_by", "cut", "reached", "below"),
    [
        ("eurostat", by_ratio, 0.95, "significant_progress", "moderate_progress"),
        ("eurostat", by_ratio, 0.60, "moderate_progress", "insufficient_progress"),
        ("eurostat", by_ratio, 0.0, "insufficient_progress", "movement_away"),
        ("eurostat", by_rate, 0.01, "significant_progress", "moderate_progress"),
        ("eurostat", by_rate, 0.0, "moderate_progress", "moderate_movement_away"),
        ("eurostat", by_rate, -0.01, "moderate_movement_away", "significant_movement_away"),
        ("statcan", by_ratio, 0.95, "substantial_progress", "moderate_progress"),
        ("statcan", by_ratio, 0.60, "moderate_progress", "limited_progress"),
        ("statcan", by_ratio, 0.0, "limited_progress", "deterioration"),
        ("statcan", by_rate, 0.015, "substantial_progress", "moderate_progress"),
        ("statcan", by_rate, 0.005, "moderate_progress", "limited_progress"),
        ("statcan", by_rate, 0.0, "limited_progress", "deterioration"),
        ("un-progress-chart", by_share, 0.95, "score3_", "score2_"),
        ("un-progress-chart", by_share, 0.10, "score2_", "score1_"),
        ("un-progress-chart", by_rate, 0.02, "score3_", "score2_"),
        ("un-progress-chart", by_rate, 0.005, "score2_", "score1_"),
        ("earned-value", by_work, 0.95, "green", "yellow"),
        ("earned-value", by_work, 0.85, "yellow", "red"),
    ],
)
def test_a_published_method_flips_exactly_at_its_cuts(  # noqa: PLR0913, PLR0917
    name: str,
    asked_by: Callable[[float], Question],
    cut: float,
    reached: str,
    below: str,
    change: float,
) -> None:
    answer = METHODS[name](asked_by(cut + change))
    assert answer.word.startswith(reached if change > 0 else below)
    assert answer.value == pytest.approx(cut + change, abs=1e-9)


@given(st.floats(0, 40), st.floats(50, 90), CHANGES)
def test_the_lights_flip_exactly_where_they_are_put(
    yellow: float, red: float, change: float
) -> None:
    shixu, options = METHODS["shixu"], Options(lights=Lights(yellow, red))
    for cut, better, worse in ((yellow, "green", "yellow"), (red, "yellow", "red")):
        behind = cut + change
        done = Point(9.5, 95.0 - behind)
        word = shixu(Question((done,), 1, Point(0.0, 0.0), 100.0, 10.0), options).word
        assert word == (worse if behind > max(cut, 0) else better)


WILD = st.floats() | st.sampled_from([0.0, -0.0, 5e-324, 1e308, -1e308, 1e-300])


WILD_POINTS = st.builds(Point, WILD, WILD)
WILD_QUESTIONS = st.builds(
    Question,
    st.lists(WILD_POINTS, max_size=8, unique_by=lambda point: point.at).map(
        lambda points: tuple(sorted(points))
    ),
    st.sampled_from([1, -1]),
    st.none() | WILD_POINTS,
    st.none() | WILD,
    st.none() | WILD,
    st.none() | WILD,
    st.none() | st.builds(Bounds, WILD, WILD, WILD, WILD),
    st.just(()) | st.lists(WILD_POINTS, min_size=1, max_size=4).map(tuple),
    st.booleans(),
)


@given(NAMES, WILD_QUESTIONS, CHOICES)
def test_no_number_is_ever_not_a_number(name: str, question: Question, options: Options) -> None:
    answer = METHODS[name](question, options)
    given_back = [answer.value, answer.score, *answer.numbers.values()]
    assert all(math.isfinite(number) for number in given_back if number is not None)
    assert answer.word
    assert Grounds(answer.reason)
    if not question.series:
        assert answer.status not in GOOD
    assert (answer.word == NOT_AVAILABLE) is (answer.status == Status.NO_DATA)


def words_of(found: object) -> Iterator[str]:
    """Yield the words of the classes in a module's value."""
    if isinstance(found, Grade):
        yield found.word
    elif isinstance(found, dict):
        yield from words_of(tuple(found.values()))
    elif isinstance(found, tuple):
        for one in found:
            yield from words_of(one)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_method_word_and_reason_has_a_phrase(language: str) -> None:
    modules = (growths, plans, projected, sdsn, weather_module)
    words = {
        word for module in modules for value in vars(module).values() for word in words_of(value)
    }
    assert {"achieved", "sun", "green", "decreasing", "target_achieved"} <= words
    keys = [f"method.word.{word}" for word in (NOT_AVAILABLE, *sorted(words))]
    keys += [f"method.reason.{reason}" for reason in Grounds]
    keys += [f"method.{name}" for name in METHODS]
    assert [key for key in keys if not Wording(language).has(key)] == []


def test_every_method_listens_to_options_that_there_are() -> None:
    for method in METHODS.values():
        assert method.heeds <= set(Options.__dataclass_fields__)


@given(NAMES, questions(), CHOICES)
def test_a_method_hears_only_what_it_says_it_listens_to(
    name: str, question: Question, options: Options
) -> None:
    method = METHODS[name]
    deaf = set(Options.__dataclass_fields__) - method.heeds
    unheard = replace(options, **{key: getattr(method.defaults, key) for key in deaf})
    assert method(question, options) == method(question, unheard)
