"""What so many figures allow to be said, and that it never moves a status."""

import math
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from judged import target
from test_pace import EXAMPLES

from dashboard.assessment import Flag, Status
from dashboard.assessment.uncertainty import Ground, Uncertainty, scenario, uncertainty
from dashboard.methods import Growth, Options, Point, Thresholds
from dashboard.methods.journey import Journey

CLOSE = 1e-6
W28 = EXAMPLES["W28"]


def found(
    values: list[float],
    target: float,
    by: float,
    options: Options | None = None,
    limit: float | None = None,
) -> Uncertainty:
    """Return how sure a series of yearly figures from 2020 on is."""
    points = [Point(2020.0 + at, value) for at, value in enumerate(values)]
    made = uncertainty(points, way(points, target, by), options, limit)
    assert made is not None
    return made


def way(points: list[Point], target: float, by: float) -> Journey:
    return Journey(points[0].at, points[0].value, by, target, points[-1].at, points[-1].value)


def test_two_figures_are_only_indicative() -> None:
    two = found([100, 110], 200, 2030)
    assert two.ground == Ground.INDICATIVE
    assert (two.shares, two.chance, two.trend, two.slope, two.values(2030)) == (None,) * 5
    assert not two.is_borderline
    assert two.best == two.worst == Status.ON_TRACK  # 10 a year for ten years


def test_three_and_four_have_the_range_between_the_whole_pace_and_the_newest_change() -> None:
    # from 100 to 200 by 2030; 7 a year on the whole, 5 in the last year, eight years to go
    three = found([100, 109, 114], 200, 2030)
    assert three.ground == Ground.RANGE
    assert three.shares is not None
    assert three.shares.low == pytest.approx((14 + 5 * 8) / 100)
    assert three.shares.high == pytest.approx((14 + 7 * 8) / 100)
    assert (three.best, three.worst) == (Status.AT_RISK, Status.OFF_TRACK)
    assert not three.is_borderline  # two paces are no interval
    assert three.chance is None


def test_from_five_the_worked_example_gives_interval_and_chance() -> None:
    example = W28
    points = [Point(float(year), value) for year, value in example["inputs"]["series"].items()]
    by, goal = example["inputs"]["target"]
    made = uncertainty(points, way(points, goal, by))
    assert made is not None
    expected = example["expected"]
    assert made.ground == Ground.INTERVAL
    assert made.values(by) == pytest.approx((expected["lo80"], expected["hi80"]), abs=CLOSE)
    assert made.chance == pytest.approx(expected["p_hit"], abs=CLOSE)
    assert made.values(by, 0.95) is None
    assert made.slope is None
    assert made.trend is not None
    assert made.trend.p == pytest.approx(expected["kendall_p_exact"], abs=CLOSE)
    ends = [(expected[name] - 52) / 14 for name in ("lo80", "hi80")]  # 14 to go from 52
    assert made.shares == pytest.approx(ends, abs=CLOSE)
    assert made.is_borderline
    assert (made.best, made.worst) == (Status.ON_TRACK, Status.AT_RISK)


def test_from_ten_the_wider_interval_and_the_slope_are_added() -> None:
    ten = found([0, 3, 1, 4, 6, 5, 8, 7, 9, 12], 20, 2035)
    assert ten.ground == Ground.FULL
    narrow, wide = ten.values(2035), ten.values(2035, 0.95)
    assert narrow is not None
    assert wide is not None
    assert wide.low <= narrow.low < narrow.high < wide.high
    assert ten.slope is not None
    assert ten.slope.low < ten.slope.rate < ten.slope.high


def test_the_middle_of_the_interval_is_the_projected_share() -> None:
    made = found([100, 104, 103, 109, 112, 118], 160, 2030)
    assert made.shares is not None
    assert sum(made.shares) / 2 == pytest.approx(made.way.projected)


def test_less_may_be_better() -> None:
    up = found([100, 104, 103, 109, 112], 150, 2030)
    down = found([-100, -104, -103, -109, -112], -150, 2030)
    assert down.shares == pytest.approx(up.shares)
    assert down.chance == pytest.approx(up.chance)
    assert down.required == pytest.approx(-up.required)


def test_an_interval_ends_at_nothing_and_at_a_natural_limit() -> None:
    falling = found([9, 2, 7, 1, 6, 2], 0, 2030)
    assert falling.values(2030) is not None
    assert falling.values(2030)[0] == 0.0  # type: ignore[index]
    assert falling.shares is not None
    assert falling.shares.high == 1.0
    rising = found([80, 95, 82, 96, 84, 97], 99, 2030, limit=100)
    assert rising.values(2030)[1] == 100.0  # type: ignore[index]
    below = found([-9, 2, -7, 1, -6, -2], 0, 2030)
    assert below.values(2030)[0] < 0  # type: ignore[index]


def test_geometric_growth_drifts_in_logarithms() -> None:
    values = [100 * 1.1**at for at in range(6)]
    steady = found(values, 100 * 1.1**10, 2030, Options(growth=Growth.GEOMETRIC))
    assert steady.values(2030) == pytest.approx((100 * 1.1**10,) * 2)
    points = [Point(2020.0 + at, at - 1.0) for at in range(6)]
    assert uncertainty(points, way(points, 9, 2030), Options(growth=Growth.GEOMETRIC)) is None


def test_nothing_is_said_after_the_deadline_or_of_one_figure() -> None:
    points = [Point(2020.0 + at, 1.0 + at) for at in range(6)]
    assert uncertainty(points, way(points, 9, 2025)) is None
    assert uncertainty(points[:1], way(points, 9, 2030)) is None


def test_of_two_figures_at_one_time_the_later_counts() -> None:
    points = [Point(2020, 1), Point(2021, 2), Point(2021, 3), Point(2022, 4)]
    made = uncertainty(points, way(points, 9, 2030))
    assert made is not None
    assert made.points == (Point(2020, 1), Point(2021, 3), Point(2022, 4))


def test_the_past_pace_is_that_of_two_years() -> None:
    assert found([0, 1, 4, 6], 20, 2030).past == (2.5, 2.0)
    assert found([0, 3], 20, 2030).past == (3.0, 1.0)
    sparse = [Point(2016, 0), Point(2019, 3), Point(2024, 13)]
    made = uncertainty(sparse, way(sparse, 30, 2030))
    assert made is not None
    assert made.past == (2.0, 5.0)


def test_the_words_between_the_cut_offs_follow_the_thresholds() -> None:
    wide = found([100, 104, 103, 109, 112, 118], 136, 2030)
    assert wide.is_borderline
    firm = found(
        [100, 104, 103, 109, 112, 118], 136, 2030, Options(thresholds=Thresholds(0.1, 0.05))
    )
    assert not firm.is_borderline
    assert firm.best == Status.ON_TRACK


def test_a_pace_that_is_tried_leads_in_a_straight_line() -> None:
    made = found([100, 110, 120], 200, 2030)  # 80 to go in eight years
    tried = scenario(made, 20)
    assert (tried.value, tried.share, tried.status) == (280, 1.8, Status.ON_TRACK)
    assert tried.reached == 2026
    slow = scenario(made, 5)
    assert (slow.value, slow.share, slow.status) == (160, 0.6, Status.AT_RISK)
    assert slow.reached == 2038
    assert scenario(made, 0).reached is None
    assert scenario(made, -5).reached is None
    assert scenario(made, -5).status == Status.OFF_TRACK


_VALUES = st.lists(
    st.floats(min_value=-1e6, max_value=1e6).filter(lambda one: one == 0 or abs(one) > 1e-6),
    min_size=2,
    max_size=14,
)


@given(_VALUES, st.floats(min_value=-1e6, max_value=1e6), st.integers(1, 20))
def test_no_series_gives_a_nan(values: list[float], goal: float, ahead: int) -> None:
    if abs(goal - values[0]) < 1e-6:
        return
    made = found(values, goal, 2020.0 + len(values) - 1 + ahead)
    numbers = [*made.past, made.required]
    numbers += [*(made.shares or ()), made.chance or 0.0, *(made.trend or ())[1:3]]
    spans = [made.values(time, level) for time in (made.way.latest, made.way.end)
             for level in (0.8, 0.95)]  # fmt: skip
    numbers += [end for span in spans if span for end in span]
    assert all(math.isfinite(number) for number in numbers)
    assert 0 <= (made.chance or 0.0) <= 1
    assert all(span is None or span.low <= span.high for span in spans)


@given(_VALUES, st.permutations(range(4)))
def test_units_and_origin_change_nothing(values: list[float], order: list[int]) -> None:
    goal = max(values) + 10
    factor = (0.001, 1.0, 7.0, 1000.0)[order[0]]
    one = found(values, goal, 2040)
    other = found([value * factor for value in values], goal * factor, 2040)
    assert (one.shares is None) == (other.shares is None)
    if one.shares and other.shares:
        assert tuple(other.shares) == pytest.approx(tuple(one.shares), rel=1e-6, abs=1e-6)


# --- on a verdict ----------------------------------------------------------------------------

SIX = "2020: 100, 2021: 112, 2022: 117, 2023: 133, 2024: 141, 2025: 148"


def test_a_verdict_carries_its_uncertainty_and_the_flag() -> None:
    verdict = target(SIX, "{at_least: 200, by: 2030}").on("2026-02-01")
    assert verdict.status == Status.ON_TRACK  # 9.6 a year for ten years: 0.96
    assert verdict.uncertainty is not None
    assert verdict.uncertainty.is_borderline
    assert Flag.BORDERLINE in verdict.flags
    assert verdict.projected == pytest.approx(verdict.uncertainty.way.projected)


def test_across_both_lines_little_is_certain_and_none_is_near() -> None:
    up_and_down = "2020: 100, 2021: 150, 2022: 100, 2023: 160, 2024: 110, 2025: 145"
    verdict = target(up_and_down, "{at_least: 200, by: 2030}").on("2026-02-01")
    assert verdict.uncertainty is not None
    found = verdict.uncertainty
    assert (found.best, found.worst, found.crossed) == (Status.ON_TRACK, Status.OFF_TRACK, 2)
    assert not found.is_borderline
    assert Flag.BORDERLINE not in verdict.flags


def test_a_sure_verdict_has_no_flag() -> None:
    verdict = target(SIX, "{at_least: 160, by: 2030}").on("2026-02-01")
    assert verdict.uncertainty is not None
    assert Flag.BORDERLINE not in verdict.flags


def test_more_scatter_around_the_same_ends_never_moves_the_status() -> None:
    statuses = set()
    for middle in ("133", "90", "190"):
        figures = f"2020: 100, 2021: 112, 2022: 117, 2023: {middle}, 2024: 141, 2025: 148"
        statuses.add(target(figures, "{at_least: 200, by: 2030}").on("2026-02-01").status)
    assert statuses == {Status.ON_TRACK}


@pytest.mark.parametrize(
    ("figures", "ledger", "day"),
    [
        (f"{SIX}, 2026: 201", "{at_least: 200, by: 2030}", "2027-02-01"),  # achieved
        (SIX, "{at_least: 200, by: 2025}", "2026-02-01"),  # missed
        (SIX, "{at_least: 200, by: 2030}", "2030-02-01"),  # out of date
        (SIX, "{at_least: 200}", "2026-02-01"),  # undated
        (SIX, "{between: [190, 210], by: 2030}", "2026-02-01"),  # the distance to a range
    ],
)
def test_where_no_pace_decides_nothing_is_said(figures: str, ledger: str, day: str) -> None:
    verdict = target(figures, ledger).on(day)
    assert verdict.uncertainty is None
    assert Flag.BORDERLINE not in verdict.flags


def test_a_wider_look_ahead_is_a_wider_interval() -> None:
    made = found([100, 104, 103, 109, 112, 118], 160, 2035)
    spans = [made.values(2025.0 + year) for year in range(11)]
    sizes = [span.high - span.low for span in spans if span]
    assert sizes[0] == 0.0
    assert all(near < far for near, far in pairwise(sizes))


@pytest.mark.parametrize("name", ["method.md", "method.zh.md"])
def test_the_example_of_the_documentation_is_right(name: str) -> None:
    text = (Path(__file__).parent.parent / "docs" / name).read_text("utf-8")
    table = text.partition("| b | (59.3")[2].partition("\n\n")[0]
    written = [float(row.rstrip(" |").rpartition("|")[2]) for row in table.splitlines()]
    series = W28["inputs"]["series"]
    points = [Point(float(year), value) for year, value in series.items()]
    by, goal = W28["inputs"]["target"]
    made = uncertainty(points, way(points, goal, by))
    assert made is not None
    assert made.walk is not None
    assert made.shares is not None
    ahead = made.walk.at(by)
    worked = [
        made.walk.rate, made.walk.sigma, ahead.mean, ahead.error,
        *ahead.interval(0.8), made.chance, *made.shares,
    ]  # fmt: skip
    assert written == pytest.approx(worked, abs=CLOSE)
