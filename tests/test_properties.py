"""What must hold of verdicts whatever the figures are."""

import random
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from judged import Judged, target

from dashboard.assessment import Status, Verdict, assess
from dashboard.values import add_months

GOOD = {Status.ON_TRACK, Status.ACHIEVED}
UNKNOWN = {Status.STALE, Status.NO_DATA}
START, END = 2020, 2030
NUMBERS = st.integers(min_value=0, max_value=400)
SIGNS = st.sampled_from(["", "", "", ">=", "<=", "~"])
FIGURES = st.dictionaries(
    st.integers(min_value=START, max_value=END + 2), st.tuples(SIGNS, NUMBERS), max_size=6
)
GOALS = st.integers(min_value=0, max_value=400)
MODES = st.sampled_from(["reach", "reach-and-hold", "maintain"])
DAYS = st.dates(min_value=date(START, 1, 1), max_value=date(END + 6, 12, 31))
TURNED = {">=": "<=", "<=": ">="}

Figures = dict[int, tuple[str, int]]


def rising(figures: Figures, goal: float, mode: str, factor: float = 1) -> Judged:
    rows = ", ".join(
        f"{year}: {sign}{number * factor!r}" for year, (sign, number) in rows_of(figures)
    )
    return target(rows, f"{{at_least: {goal * factor!r}, by: {END}}}", more=f"mode: {mode}")


def falling(figures: Figures, goal: int, mode: str) -> Judged:
    """Return the same figures upside down."""
    rows = ", ".join(
        f"{year}: {TURNED.get(sign, sign)}{500 - number}"
        for year, (sign, number) in rows_of(figures)
    )
    ledger = f"{{at_most: {500 - goal}, by: {END}}}"
    return target(rows, ledger, more=f"mode: {mode}", better="lower")


def rows_of(figures: Figures) -> list[tuple[int, tuple[str, int]]]:
    return sorted(figures.items())


def at(found: Judged, day: date, known: date | None = None) -> Verdict:
    return assess(found.catalog, found.promise, day, known=known)


def said(verdict: Verdict) -> tuple[object, ...]:
    return verdict.rule, verdict.status, verdict.reason, verdict.flags


@given(FIGURES, GOALS, MODES, DAYS)
@settings(deadline=None, max_examples=150)
def test_less_is_better_mirrors_more_is_better(
    figures: Figures, goal: int, mode: str, day: date
) -> None:
    assert said(at(rising(figures, goal, mode), day)) == said(at(falling(figures, goal, mode), day))


@given(FIGURES, GOALS, MODES, DAYS, st.sampled_from([0.25, 0.5, 2, 1000, 1e6]))
@settings(deadline=None, max_examples=150)
def test_another_unit_changes_nothing(
    figures: Figures, goal: int, mode: str, day: date, factor: float
) -> None:
    plain, scaled = rising(figures, goal, mode), rising(figures, goal, mode, factor)
    assert said(at(plain, day)) == said(at(scaled, day))


@given(FIGURES, GOALS, MODES, DAYS, st.integers(min_value=1, max_value=3000))
@settings(deadline=None, max_examples=150)
def test_time_alone_never_turns_the_unknown_into_something_good(
    figures: Figures, goal: int, mode: str, day: date, days: int
) -> None:
    found = rising(figures, goal, mode)
    before, after = at(found, day), at(found, day + timedelta(days=days), known=day)
    assert not (before.status in UNKNOWN and after.status in GOOD)


@given(FIGURES, GOALS, MODES, DAYS)
@settings(deadline=None, max_examples=150)
def test_good_without_proof_rests_on_evidence_within_its_window(
    figures: Figures, goal: int, mode: str, day: date
) -> None:
    verdict = at(rising(figures, goal, mode), day)
    if verdict.status == Status.ON_TRACK:
        assert day <= add_months(verdict.evidence[0].last, 24)
    if verdict.status == Status.ACHIEVED:
        assert verdict.proof is not None
        assert verdict.proof.last <= day


@given(FIGURES, GOALS, st.integers(min_value=1990, max_value=START - 1), NUMBERS, DAYS)
@settings(deadline=None, max_examples=150)
def test_an_older_figure_that_proves_nothing_done_changes_no_status(
    figures: Figures, goal: int, year: int, number: int, day: date
) -> None:
    """A figure from before everything else; one that meets the target may show it done."""
    figures = {**figures, START: figures.get(START, ("", 100))}
    older = {**figures, year: ("", min(number, goal - 1))}
    day = max(day, date(START, 12, 31))
    without, along = at(rising(figures, goal, "reach"), day), at(rising(older, goal, "reach"), day)
    assert (without.rule, without.status) == (along.rule, along.status)
    if along.status != Status.NO_DATA:  # what is lacking may be said in another word
        assert without.reason == along.reason


@given(FIGURES, GOALS, MODES, DAYS, DAYS)
@settings(deadline=None, max_examples=100)
def test_what_was_published_later_is_not_known_before(
    figures: Figures, goal: int, mode: str, first: date, second: date
) -> None:
    day, later = min(first, second), max(first, second)
    known = {year: row for year, row in figures.items() if date(year, 12, 31) <= day}
    whole, part = rising(figures, goal, mode), rising(known, goal, mode)
    assert said(at(whole, later, known=day)) == said(at(part, later))


LADDER = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK, Status.ON_TRACK, Status.ACHIEVED)
EXACT = st.dictionaries(
    st.integers(min_value=START, max_value=END), st.tuples(st.just(""), NUMBERS), min_size=2
)


@given(FIGURES, GOALS, MODES, DAYS, st.randoms())
@settings(deadline=None, max_examples=150)
def test_the_order_of_the_rows_and_a_second_paper_with_the_same_figure_change_nothing(
    figures: Figures, goal: int, mode: str, day: date, chance: random.Random
) -> None:
    rows = [f"{year}: {sign}{number}" for year, (sign, number) in rows_of(figures)]
    again = [
        f'{{period: {year}, value: "{sign}{number}", source: paper}}'
        for year, (sign, number) in figures.items()
        if chance.random() < 1 / 2
    ]
    mixed = rows + again
    chance.shuffle(mixed)
    ledger = f"{{at_least: {goal}, by: {END}}}"
    plain, other = (target(", ".join(r), ledger, more=f"mode: {mode}") for r in (rows, mixed))
    assert said(at(plain, day)) == said(at(other, day))


@given(EXACT, GOALS, DAYS, st.integers(min_value=1, max_value=200))
@settings(deadline=None, max_examples=200)
def test_a_better_newest_figure_never_gives_a_worse_status(
    figures: Figures, goal: int, day: date, more: int
) -> None:
    newest = max(figures)
    better = {**figures, newest: ("", figures[newest][1] + more)}
    before, after = (at(rising(each, goal, "reach"), day).status for each in (figures, better))
    if {before, after} <= set(LADDER) and newest > START:  # else the baseline itself moves
        assert LADDER.index(after) >= LADDER.index(before)
