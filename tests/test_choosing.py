"""Which method judges a target, and what it is told: the nearest word counts, field by field."""

import pytest
from judged import Judged, cited, observations, promise

from dashboard.assessment import Reason, Status, Verdict, opinions, turnings
from dashboard.methods import METHODS
from dashboard.methods.grounds import Grounds
from dashboard.model import MethodId, TargetCommitment
from dashboard.sentences.commitment import told_words
from dashboard.wording import Wording

ON_TRACK, AT_RISK, OFF_TRACK = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
STEADY = "2020: 100, 2021: 104, 2022: 108"
SPEEDING = "2018: 100, 2019: 101, 2020: 102, 2021: 110, 2022: 118"


def judged(  # noqa: PLR0913 - every place where a method can be chosen, by name
    figures: str = STEADY,
    *,
    mine: str = "",
    its: str = "",
    rules: str = "{}",
    ledger: str = "{at_least: 120, by: 2025}",
    since: str = "2020",
    frequency: str = "year",
) -> Judged:
    """Return a target of 120 by 2025 with choices of its own, its indicator's and the catalog's."""
    rows = cited(observations(figures))
    measured = (
        f"{{id: stock, name: stock, unit: piece, nature: flow, better: higher, {its}"
        f" frequency: {frequency}, definition: counted, observations: {{city: [{rows}]}}}}"
    )
    targets = cited(ledger.replace("}", ", set_on: 2020-01-01, source: plan}"))
    fields = f"indicator: stock\ntargets: [{targets}]\nbaseline: {{period: {since}}}\n{mine}"
    return Judged(measured, promise("target", fields), rules)


def word(verdict: Verdict) -> str:
    assert verdict.answer is not None
    return verdict.answer.word


def target_of(given: Judged) -> TargetCommitment:
    assert isinstance(given.promise, TargetCommitment)
    return given.promise


def test_every_method_can_be_chosen_and_no_other() -> None:
    assert {str(method) for method in MethodId} == set(METHODS)


def test_without_a_choice_the_default_decides() -> None:
    verdict = judged().on("2023-06-30")
    assert (verdict.status, verdict.reason) == (ON_TRACK, Grounds.PROJECTED_SHARE)
    assert word(verdict) == "on_track"
    assert verdict.projected == pytest.approx(1.0)


def test_the_commitment_goes_before_its_indicator_and_that_before_the_catalog() -> None:
    everywhere = {
        "mine": "method: shixu\n",
        "its": "method: eurostat,",
        "rules": "{method: un-progress-chart}",
    }
    assert word(judged(**everywhere).on("2023-06-30")) == "green"
    del everywhere["mine"]
    assert word(judged(**everywhere).on("2023-06-30")) == "significant_progress"
    del everywhere["its"]
    assert word(judged(**everywhere).on("2023-06-30")) == "score3_achieved_or_on_track"


def test_choices_are_taken_field_by_field() -> None:
    given = judged(SPEEDING, since="2018", its="pace: recent,", rules="{window_years: 2}")
    recent = given.on("2023-06-30").answer
    assert recent is not None
    assert recent.numbers["v"] == pytest.approx((118 - 102) / 2)


@pytest.mark.parametrize(
    ("mine", "pace"),
    [
        ("pace: baseline-average\n", (117 - 100) / 4),
        ("pace: recent\nwindow_years: 1\n", 117 - 110),
        ("pace: theil-sen\n", (4.25 + 4.5) / 2),
        ("pace: ols\n", (-2 * 100 - 101 + 110 + 2 * 117) / 10),
    ],
)
def test_each_pace_is_the_slope_it_is_named_for(mine: str, pace: float) -> None:
    figures = "2018: 100, 2019: 101, 2020: 102, 2021: 110, 2022: 117"
    answer = judged(figures, since="2018", mine=mine).on("2023-06-30").answer
    assert answer is not None
    assert answer.numbers["v"] == pytest.approx(pace)


def test_geometric_growth_leads_higher_than_linear() -> None:
    linear, geometric = (
        judged(mine=f"growth: {growth}\n").on("2023-06-30").answer
        for growth in ("linear", "geometric")
    )
    assert linear is not None
    assert geometric is not None
    assert geometric.numbers["g"] == pytest.approx((108 / 100) ** 0.5 - 1)
    assert geometric.numbers["y_proj"] == pytest.approx(108 * (108 / 100) ** 1.5)
    assert geometric.numbers["y_proj"] > linear.numbers["y_proj"]


def test_thresholds_of_the_catalog_are_those_of_the_default_only() -> None:
    strict = "{thresholds: {on_track: 1, at_risk: 0.999}}"
    slow = "2020: 100, 2021: 103.9, 2022: 107.9"
    assert judged(slow, rules=strict).on("2023-06-30").status == OFF_TRACK
    earned = "method: earned-value\n"
    assert judged(slow, rules=strict, mine=earned).on("2023-06").status == ON_TRACK
    own = "thresholds: {on_track: 1, at_risk: 0.999}\n"
    assert judged(slow, mine=earned + own).on("2023-06").status == OFF_TRACK


def test_within_the_tolerance_a_target_counts_as_met() -> None:
    near = "2020: 100, 2025: 119"
    assert judged(near).on("2026").status == Status.MISSED
    verdict = judged(near, mine="tolerance: 1\n").on("2026")
    assert (verdict.status, verdict.reason) == (Status.ACHIEVED, Reason.VALUE_MEETS_TARGET)


def test_what_is_judged_otherwise_than_by_default_is_said_in_words() -> None:
    zh = Wording("zh")

    def told(mine: str) -> str:
        given = judged(mine=mine)
        return told_words(given.catalog, given.promise, zh)

    assert told("") == ""
    assert told("tolerance: 1\n") == "（允许差 1 pieces）"
    assert told("tolerance: 1\nmethod: shixu\n") == "（算法：序时进度，允许差 1 pieces）"


def test_a_plan_table_says_what_should_be_done_by_now() -> None:
    late_start = (
        "method: earned-value\nplan: [{period: 2022, percent: 20}, {period: 2025, percent: 100}]\n"
    )
    slow = "2020: 100, 2022: 104"
    assert judged(slow, mine=late_start).on("2023").status == ON_TRACK
    assert judged(slow, mine="method: earned-value\n").on("2023").status == OFF_TRACK


def test_the_time_of_a_yearly_task_starts_on_1_january_with_nothing() -> None:
    given = judged(
        "2025-Q1: 30, 2025-Q1..Q3: 60",
        its="restarts_yearly: yes,",
        mine="method: shixu\n",
        ledger="{at_least: 100, by: 2025}",
        frequency="year",
    )
    verdict = given.on("2025-10-31")
    assert (verdict.status, verdict.reason, word(verdict)) == (AT_RISK, Grounds.BEHIND, "yellow")
    assert verdict.share == pytest.approx(0.60)
    assert verdict.elapsed == pytest.approx(273 / 365)
    assert verdict.answer is not None
    assert verdict.answer.value == pytest.approx(14.7945, abs=1e-4)  # W22
    caught_up = judged(
        "2025-Q1: 10, 2025-Q1..Q3: 80", its="restarts_yearly: yes,", mine="method: shixu\n",
        ledger="{at_least: 100, by: 2025}",
    ).on("2025-10-31")  # fmt: skip
    assert caught_up.reason == Grounds.CAUGHT_UP
    assert caught_up.status != Status.NO_DATA


def test_a_score_needs_bounds_and_then_has_a_colour() -> None:
    bounds = "bounds: {lower: 90, red: 100, green: 105, optimum: 120},"
    verdict = judged(its=bounds, mine="method: sdsn\n").on("2023-06-30")
    assert (verdict.status, word(verdict)) == (ON_TRACK, "green")
    assert verdict.answer is not None
    assert verdict.answer.score == pytest.approx(60)


def test_rules_before_the_eighth_do_not_ask_a_method() -> None:
    for method in METHODS:
        mine = f"method: {method}\n"
        if method == "sdsn":
            continue
        assert judged("2020: 100, 2025: 110", mine=mine).on("2026").status == Status.MISSED
        assert judged("2020: 100, 2022: 130", mine=mine).on("2023").status == Status.ACHIEVED
        assert judged("2020: 100", mine=mine).on("2024").status == Status.STALE


def test_a_method_that_cannot_say_gives_no_data_and_its_reason() -> None:
    verdict = judged("2020: 100, 2021: 101", mine="method: destatis\n").on("2022-06-30")
    assert (verdict.status, verdict.reason) == (Status.NO_DATA, Grounds.TOO_FEW_POINTS)


def test_all_methods_are_asked_about_the_same_figures_the_chosen_first() -> None:
    given = judged(mine="method: shixu\n")
    found = opinions(given.catalog, target_of(given), given.on("2023-06-30").as_of)
    assert found[0].method == "shixu"
    assert {one.method for one in found} == set(METHODS)
    assert [one.is_chosen for one in found] == [True] + [False] * (len(METHODS) - 1)
    assert all(one.answer.word for one in found)


@pytest.mark.parametrize(
    ("newest", "turns"),
    [
        (108, {(107.6, AT_RISK, False), (104.8, OFF_TRACK, False)}),
        (106, {(107.6, ON_TRACK, True), (104.8, OFF_TRACK, False)}),
        (102, {(107.6, ON_TRACK, True), (104.8, AT_RISK, True)}),
    ],
)
def test_what_would_change_the_status_is_where_it_turns(
    newest: float, turns: set[tuple[float, Status, bool]]
) -> None:
    given = judged(f"2020: 100, 2022: {newest}")
    verdict = given.on("2023-06-30")
    found = turnings(given.catalog, target_of(given), verdict)
    assert {(round(one.value, 6), one.into, one.better) for one in found} == turns
    for one in found:
        value = one.value if one.better else one.value - 0.001
        assert judged(f"2020: 100, 2022: {value:.6f}").on("2023-06-30").status == one.into
        assert one.into != verdict.status


def test_less_is_better_turns_the_other_way() -> None:
    given = judged("2020: 100, 2022: 92", ledger="{at_most: 80, by: 2025}")
    found = turnings(given.catalog, target_of(given), given.on("2023-06-30"))
    assert [(round(one.value, 6), one.into, one.better, one.direction) for one in found] == [
        (92.4, AT_RISK, False, -1),
        (95.2, OFF_TRACK, False, -1),
    ]
