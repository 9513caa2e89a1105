"""Slopes, tests for a trend, drift and chances, worked by hand."""

import math
from itertools import permutations

import pytest
from test_pace import EXAMPLES

from dashboard.methods.question import Point
from dashboard.methods.trend import (
    Chance,
    Projection,
    chance_word,
    drift,
    mann_kendall,
    quantile,
    theil_sen,
)

CLOSE = 1e-6
W28 = EXAMPLES["W28"]
SERIES = [Point(float(year), value) for year, value in W28["inputs"]["series"].items()]


def test_the_drift_leads_where_the_worked_example_says() -> None:
    expected = W28["expected"]
    year, target = W28["inputs"]["target"]
    walk = drift(SERIES)
    assert walk is not None
    ahead = walk.at(year)
    low, high = ahead.interval(0.8)
    found = {
        "drift": walk.rate,
        "sigma": walk.sigma,
        "h": year - walk.last.at,
        "mean": ahead.mean,
        "se": ahead.error,
        "lo80": low,
        "hi80": high,
        "p_hit": ahead.chance(target, 1),
    }
    assert found == pytest.approx({key: expected[key] for key in found}, abs=CLOSE)
    assert ahead.chance(target, -1) == pytest.approx(1 - expected["p_hit"], abs=CLOSE)


def test_slope_and_trend_are_those_of_the_worked_example() -> None:
    expected = W28["expected"]
    slope = theil_sen(SERIES, 0.8)
    assert slope.rate == pytest.approx(expected["theil_sen"], abs=CLOSE)
    assert slope.low == pytest.approx(expected["ts_lo80"], abs=CLOSE)
    assert slope.high == pytest.approx(expected["ts_hi80"], abs=CLOSE)
    trend = mann_kendall([point.value for point in SERIES])
    assert trend.s == expected["mk_S"]
    assert trend.is_exact
    assert trend.p == pytest.approx(expected["kendall_p_exact"], abs=CLOSE)


def test_four_rising_figures_are_never_a_trend() -> None:
    example = EXAMPLES["W29"]
    trend = mann_kendall(example["inputs"]["y"])
    assert trend.s == example["expected"]["S"]
    assert trend.p == pytest.approx(example["expected"]["p_two_sided"], abs=CLOSE)


def test_the_exact_test_counts_the_orders_themselves() -> None:
    """Of the 120 orders of five values so many are at least as far from no order at all."""
    values = (3, 1, 2, 4, 5)
    at_least = [abs(mann_kendall(order).s) >= 6 for order in permutations(values)]
    assert mann_kendall(values).s == 6
    assert mann_kendall(values).p == pytest.approx(sum(at_least) / math.factorial(5), abs=CLOSE)


def test_ties_and_long_series_take_the_normal_approximation() -> None:
    tied = mann_kendall([1, 2, 2, 3, 4])  # nine pairs rise, one is tied
    assert (tied.s, tied.is_exact) == (9, False)
    # (5*4*15 - 2*1*9) / 18 = 47/3; z = (9 - 1) / its root
    assert tied.variance == pytest.approx(47 / 3)
    assert tied.z == pytest.approx(8 / math.sqrt(47 / 3))
    assert tied.tau == pytest.approx(9 / math.sqrt(9 * 10))
    assert not mann_kendall(list(range(11))).is_exact
    assert mann_kendall(list(range(10))).is_exact


def test_equal_values_have_no_trend_and_no_nan() -> None:
    trend = mann_kendall([7.0] * 6)
    assert (trend.s, trend.p, trend.tau, trend.z) == (0, 1.0, 0.0, 0.0)


def test_equal_gaps_of_any_length_are_the_formula_of_the_textbook() -> None:
    """Hyndman and Athanasopoulos: se = s * sqrt(h (1 + h / (n - 1))), s with n - 2 left over."""
    values = [10.0, 12.0, 11.0, 15.0]  # changes 2, -1, 4: mean 5/3, s^2 = (1/9 + 64/9 + 49/9) / 2
    spread = math.sqrt((1 + 64 + 49) / 9 / 2)
    for gap in (1.0, 0.25, 4.0):
        walk = drift([Point(2000 + gap * at, value) for at, value in enumerate(values)])
        assert walk is not None
        ahead = walk.at(2000 + gap * 5)  # two steps after the last
        assert ahead.mean == pytest.approx(15 + 2 * 5 / 3)
        assert ahead.error == pytest.approx(spread * math.sqrt(2 * (1 + 2 / 3)))


def test_unequal_gaps_weigh_each_change_by_its_own() -> None:
    # from 0 to 6 in three years: 2 a year; changes 4 in one year and 2 in two
    walk = drift([Point(0, 0), Point(1, 4), Point(3, 6)])
    assert walk is not None
    assert walk.rate == 2
    # (4 - 2)^2 / 1 + (2 - 4)^2 / 2 = 6, one degree of freedom
    assert walk.sigma == pytest.approx(math.sqrt(6))
    assert walk.at(6).error == pytest.approx(math.sqrt(6) * math.sqrt(3 * (1 + 3 / 3)))


def test_two_figures_have_no_drift() -> None:
    assert drift([Point(0, 1), Point(1, 2)]) is None


def test_a_straight_line_is_sure_of_itself_without_a_nan() -> None:
    walk = drift([Point(float(at), 0.1 * at) for at in range(6)])
    assert walk is not None
    assert walk.at(10).chance(1.0, 1) == 1.0
    assert walk.at(10).chance(1.1, 1) == 0.0
    assert walk.at(10).chance(1.1, -1) == 1.0
    flat = drift([Point(float(at), 0.0) for at in range(6)])
    assert flat is not None
    assert flat.at(9).chance(0.0, 1) == 1.0
    assert flat.at(9).chance(5.0, 1) == 0.0


def test_quantiles_are_those_of_the_tables() -> None:
    assert quantile(6, 0.8) == pytest.approx(1.43976, abs=1e-5)
    assert quantile(3, 0.95) == pytest.approx(3.18245, abs=1e-5)
    assert quantile(math.inf, 0.95) == pytest.approx(1.95996, abs=1e-5)


def test_a_chance_is_the_tail_of_its_interval() -> None:
    ahead = Projection(100, 10, 6)
    low, high = ahead.interval(0.8)
    assert ahead.chance(high, 1) == pytest.approx(0.1)
    assert ahead.chance(low, 1) == pytest.approx(0.9)
    assert ahead.chance(low, -1) == pytest.approx(0.1)


@pytest.mark.parametrize(
    ("probability", "word"),
    [
        (0.0, Chance.VERY_UNLIKELY),
        (0.0999, Chance.VERY_UNLIKELY),
        (0.10, Chance.UNLIKELY),
        (0.3299, Chance.UNLIKELY),
        (0.33, Chance.EVEN),
        (0.6599, Chance.EVEN),
        (0.66, Chance.LIKELY),
        (0.90, Chance.LIKELY),
        (0.9001, Chance.VERY_LIKELY),
        (1.0, Chance.VERY_LIKELY),
    ],
)
def test_words_change_at_the_steps_of_the_scale(probability: float, word: Chance) -> None:
    assert chance_word(probability) == word
