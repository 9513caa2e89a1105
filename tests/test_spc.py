"""Control charts worked by hand: limits, the four special causes in order, restarts, assurance."""

import pytest
from test_pace import EXAMPLES

from dashboard.methods.spc import (
    Assurance,
    Cause,
    Limits,
    Run,
    Variation,
    assurance,
    causes,
    chart,
    limits,
    runs,
)

CLOSE = 1e-6
W30 = EXAMPLES["W30"]
NARROW = Limits(mean=0, lower=-3, upper=3, near_lower=-2, near_upper=2)


def test_limits_are_those_of_the_worked_example_screened_and_not() -> None:
    values, expected = W30["inputs"]["y"], W30["expected"]
    screened, plain = limits(values), limits(values, is_screened=False)
    found = {
        "mean": screened.mean,
        "amr_screened": (screened.upper - screened.mean) / 2.66,
        "amr": (plain.upper - plain.mean) / 2.66,
        "upl": screened.upper,
        "lpl": screened.lower,
        "upl_excel": plain.upper,
        "lpl_excel": plain.lower,
    }
    assert found == pytest.approx(expected, abs=CLOSE)


def test_near_limits_lie_two_thirds_out() -> None:
    found = limits([1, 3, 1, 3], is_screened=False)  # mean 2, ranges of 2: limits 2 -+ 5.32
    assert found == Limits(2, *map(pytest.approx, (2 - 5.32, 2 + 5.32)), *map(
        pytest.approx, (2 - 5.32 * 2 / 3, 2 + 5.32 * 2 / 3)
    ))  # fmt: skip


def test_a_single_value_and_equal_ones_have_limits_of_no_width() -> None:
    assert limits([0.1] * 9) == Limits(0.1, 0.1, 0.1, 0.1, 0.1)
    assert limits([4.0]) == Limits(4, 4, 4, 4, 4)
    assert set(chart([0.1] * 9).causes) == {None}


def test_limits_can_be_those_of_the_first_values() -> None:
    assert limits([1, 2, 3, 50], fixed_after=3) == limits([1, 2, 3])


def test_only_beyond_a_limit_is_outside() -> None:
    assert causes([3, -3, 3.1, -3.1, 0], NARROW) == (
        None, None, Cause.OUTSIDE, Cause.OUTSIDE, None,
    )  # fmt: skip


def test_seven_strictly_rising_are_a_trend_and_six_are_not() -> None:
    seven = [-0.9, -0.6, -0.3, 0.1, 0.4, 0.7, 1.0]
    assert causes(seven, NARROW) == (Cause.TREND,) * 7
    assert causes(seven[:6], NARROW) == (None,) * 6
    assert causes(seven[::-1], NARROW) == (Cause.TREND,) * 7
    still = [-0.9, -0.6, -0.6, 0.1, 0.4, 0.7, 1.0]
    assert causes(still, NARROW) == (None,) * 7


def test_two_of_three_beyond_a_near_limit_on_one_side() -> None:
    assert causes([2.5, 0.5, 2.5, -1], NARROW) == (
        Cause.TWO_OF_THREE, None, Cause.TWO_OF_THREE, None,
    )  # fmt: skip
    assert causes([2.5, -0.5, 2.5, -1], NARROW) == (None,) * 4
    assert causes([2.5, 0.5, 0.5, 2.5], NARROW) == (None,) * 4
    assert causes([-2.5, -2.5, -0.1], NARROW) == (Cause.TWO_OF_THREE, Cause.TWO_OF_THREE, None)
    # on the near limit is not beyond it
    assert causes([2, 2, 2], NARROW) == (None,) * 3


def test_seven_on_one_side_are_a_shift_and_one_on_the_mean_breaks_it() -> None:
    side = [1, 0.5, 1, 0.5, 1, 0.5, 1]
    assert causes(side, NARROW) == (Cause.SHIFT,) * 7
    assert causes([*side[:3], 0, *side], NARROW) == (None,) * 4 + (Cause.SHIFT,) * 7
    assert causes([*side[:6], -1], NARROW) == (None,) * 7


def test_the_first_rule_that_holds_names_the_cause() -> None:
    rising = [-0.9, -0.6, -0.3, 0.1, 2.4, 2.7, 3.5]
    assert causes(rising, NARROW) == (*(Cause.TREND,) * 6, Cause.OUTSIDE)


def test_runs_are_told_by_every_rule_and_may_overlap() -> None:
    values = [0.5, 1, 0.6, 1.1, 0.9, 2, 3.5, 2.5, 1.5, 0.1, -0.2, -0.4, -0.6]
    assert runs(values, NARROW) == (
        Run(Cause.OUTSIDE, 1, 6, 7),
        Run(Cause.TREND, -1, 6, 13),
        Run(Cause.SHIFT, 1, 0, 10),
    )
    assert runs([2.5, 0.5, 2.5, 2.5, -1], NARROW) == (
        Run(Cause.TWO_OF_THREE, 1, 0, 1),
        Run(Cause.TWO_OF_THREE, 1, 2, 4),
    )


STEADY = [10.0, 12, 10, 12, 10, 12, 10, 12, 10, 12, 10, 12]


def test_what_a_cause_means_depends_on_which_way_is_better() -> None:
    values = [*STEADY, 30]
    assert chart(values, better=1).variations[-1] == Variation.IMPROVEMENT
    assert chart(values, better=-1).variations[-1] == Variation.CONCERN
    assert chart(values).variations[-1] == Variation.HIGH
    assert chart([*STEADY, -9]).variations[-1] == Variation.LOW
    assert set(chart(STEADY, better=1).variations) == {Variation.COMMON}


def test_a_restart_sets_limits_anew_and_breaks_every_run() -> None:
    moved = [*STEADY, *(value + 50 for value in STEADY)]
    one, two = chart(moved), chart(moved, restarts=(12,))
    assert set(one.causes) == {Cause.OUTSIDE}  # one mean for both lies far from each
    assert set(two.causes) == {None}
    assert [segment.limits.mean for segment in two.segments] == [11, 61]
    assert two.current.start == 12
    late = chart([*STEADY, *STEADY, 30], restarts=(12,))
    # the outlier lifts the mean above the twelve before it
    assert late.runs == (Run(Cause.OUTSIDE, 1, 24, 25), Run(Cause.SHIFT, -1, 12, 24))


def test_three_in_a_row_by_one_rule_are_a_process_that_moved() -> None:
    assert not chart(STEADY).has_moved
    many = STEADY * 3  # 10 and 12: limits at about 11 -+ 5.5
    for times in (1, 2):  # a passing outlier
        found = chart([*many, *[18.0] * times])
        assert found.runs == (Run(Cause.OUTSIDE, 1, 36, 36 + times),)
        assert not found.has_moved
    assert chart([*many, 18, 18, 18]).has_moved
    moved = [*STEADY, *(value + 50 for value in STEADY)]
    assert chart(moved).has_moved
    assert not chart(moved, restarts=(12,)).has_moved  # limits of its own
    assert chart([10.0, 9, 8, 7, 6, 5, 4]).has_moved


def test_limits_are_on_trial_below_twelve_values() -> None:
    assert not chart(STEADY).current.is_trial
    assert chart(STEADY[:11]).current.is_trial
    assert chart(STEADY, restarts=(6,)).current.is_trial


@pytest.mark.parametrize(
    ("target", "better", "expected"),
    [
        (4, 1, Assurance.FAIL),
        (4, -1, Assurance.PASS),
        (-4, 1, Assurance.PASS),
        (-4, -1, Assurance.FAIL),
        (3, 1, Assurance.HIT_AND_MISS),
        (-3, -1, Assurance.HIT_AND_MISS),
        (4, 0, Assurance.NONE),
        (None, 1, Assurance.NONE),
    ],
)
def test_noise_alone_decides_about_a_target_only_beyond_the_limits(
    target: float | None, better: int, expected: Assurance
) -> None:
    assert assurance(NARROW.lower, NARROW.upper, target, better) == expected
