"""The worked examples of the default method: formulas to 1e-6, and the verdicts they lead to."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.assessment import Flag, Reason, Status, Verdict, assess
from dashboard.assessment.projects import known_nodes, planned_duration
from dashboard.methods.grounds import Grounds
from dashboard.methods.journey import Journey, gap_to_range
from dashboard.model import Catalog, Commitment, ProjectCommitment
from dashboard.reading import read
from dashboard.values import decimal_year, parse_period
from examples import EXAMPLES

STATUSES = {"on_track": Status.ON_TRACK, "at_risk": Status.AT_RISK, "off_track": Status.OFF_TRACK}
CLOSE = 1e-6

CATALOG = """\
title: Worked examples
scope: invented figures
licence: CC0
contact: nobody
areas: [{id: city, name: City}]
themes: [{id: theme, name: Theme}]
units: [{id: piece, name: pieces}]
"""
SOURCES = """\
sources:
  - {id: plan, publisher: Plan, title: Plan, published: 2015-01-01, grade: high}
  - {id: book, publisher: Yearbook, title: Yearbook, published: unknown, grade: high}
"""


def small(indicators: str, commitments: str) -> tuple[Catalog, Commitment]:
    """Return a catalog of one theme, read from text as any other, and its first commitment."""
    theme = f"indicators:\n{indicators}\ncommitments:\n{commitments}\n"
    texts = {"catalog.yaml": CATALOG, "sources.yaml": SOURCES, "theme.yaml": theme}
    reading = read({name: text.encode() for name, text in texts.items()})
    assert not [problem for problem in reading.problems if problem.is_error]
    assert reading.catalog is not None
    return reading.catalog, next(iter(reading.catalog.commitments.values()))


def target(
    figures: dict[str, float],
    bounds: list[tuple[str, str]],
    by: str,
    *,
    better: str = "higher",
    baseline: str | None = None,
) -> tuple[Catalog, Commitment]:
    """Return a catalog with one target; its first figure is the baseline unless one is named."""
    rows = ", ".join(
        f"{{period: {period}, value: {value}, source: book}}" for period, value in figures.items()
    )
    ledger = "".join(
        f"\n      - {{{bound}, by: {by}, set_on: {set_on}, source: plan, published: {set_on}}}"
        for set_on, bound in bounds
    )
    return small(
        "  - {id: stock, name: Stock, unit: piece, nature: stock, frequency: year,"
        f" better: {better}, definition: counted, observations: {{city: [{rows}]}}}}",
        "  - id: promise\n    kind: target\n    by: [city]\n    title: Promise\n"
        "    statement: Promise\n    made: {on: 2015-01-01, source: plan}\n"
        f"    indicator: stock\n    baseline: {baseline or f'{{period: {next(iter(figures))}}}'}\n"
        f"    targets:{ledger}",
    )


def journey(start: tuple[str, float], end: tuple[str, float], latest: tuple[str, float]) -> Journey:
    """Return the way between two days, days as years with fractions."""

    def at(day: str) -> float:
        return decimal_year(date.fromisoformat(day))

    return Journey(at(start[0]), start[1], at(end[0]), end[1], at(latest[0]), latest[1])


def way_of(example: dict[str, Any]) -> Journey:
    given = example["inputs"]
    if "range" not in given:
        return journey(given["baseline"], given["target"], given["latest"])
    low, high = given["range"]
    first, last = given["baseline"], given["latest"]
    return journey(
        (first[0], gap_to_range(first[1], low, high)),
        (given["deadline"], 0.0),
        (last[0], gap_to_range(last[1], low, high)),
    )


def catalog_of(example: dict[str, Any]) -> tuple[Catalog, Commitment]:
    given = example["inputs"]
    if "range" in given:
        bound, by = f"between: [{given['range'][0]}, {given['range'][1]}]", given["deadline"]
    else:
        bound, by = f"at_least: {given['target'][1]}", given["target"][0]
    figures = dict([given["baseline"], given["latest"]])
    return target(figures, [("2016-01-01", bound)], by)


def judged(found: tuple[Catalog, Commitment], as_of: str) -> Verdict:
    return assess(*found, date.fromisoformat(as_of))


@pytest.mark.parametrize("identity", ["W01", "W02", "W03", "W04", "W07", "W08", "W33"])
def test_the_formulas_give_the_worked_numbers(identity: str) -> None:
    way, expected = way_of(EXAMPLES[identity]), EXAMPLES[identity]["expected"]
    whole = way.end_value - way.start_value
    found = {
        "tau": way.elapsed,
        "P": way.share,
        "v": way.pace,
        "required": way.required,
        "F": way.projected,
        "proj": way.start_value + way.projected * whole,
        "path": way.planned,
    }
    compared = found.keys() & expected.keys()
    assert {key: found[key] for key in compared} == pytest.approx(
        {key: expected[key] for key in compared}, abs=CLOSE
    )
    assert {"P", "F", "required"} <= compared


@pytest.mark.parametrize("identity", ["W01", "W02", "W03", "W04", "W07", "W08", "W33"])
def test_the_verdict_says_the_worked_status_and_numbers(identity: str) -> None:
    example = EXAMPLES[identity]
    expected = example["expected"]
    last = parse_period(example["inputs"]["latest"][0]).last
    verdict = judged(catalog_of(example), last.isoformat())
    assert verdict.status == STATUSES[expected["status"]]
    assert verdict.share == pytest.approx(expected["P"], abs=CLOSE)
    assert verdict.projected == pytest.approx(expected["F"], abs=CLOSE)
    reason = expected.get("reason", "projected-share").replace("_", "-")
    assert verdict.reason == Grounds(reason)


def test_pace_reached_at_the_deadline_is_done_over_elapsed() -> None:
    for identity in ("W01", "W02", "W03", "W04", "W07", "W08"):
        way = way_of(EXAMPLES[identity])
        assert way.projected == pytest.approx(way.share / way.elapsed, abs=1e-12)


def test_a_range_is_met_inside_it() -> None:
    given = EXAMPLES["W09"]["inputs"]
    assert gap_to_range(given["latest"], *given["range"]) == EXAMPLES["W09"]["expected"]["gap"]
    low, high = given["range"]
    found = target(
        {"2022-12-31": 8, "2024-12-31": given["latest"]},
        [("2016-01-01", f"between: [{low}, {high}]")],
        "2025-12-31",
    )
    assert judged(found, "2025-01-31").status == Status.ACHIEVED


@pytest.mark.parametrize(("known", "which"), [(1, "original"), (2, "rev1"), (3, "rev2")])
def test_a_moved_goalpost_is_judged_by_the_target_in_force(known: int, which: str) -> None:
    given, expected = EXAMPLES["W25"]["inputs"], EXAMPLES["W25"]["expected"][which]
    bounds = [(day, f"at_least: {value}") for day, value in given["targets"][:known]]
    figures = dict([given["baseline"], given["latest"]])
    verdict = judged(target(figures, bounds, given["deadline"]), "2025-06-30")
    assert verdict.status == STATUSES[expected["status"]]
    assert verdict.share == pytest.approx(expected["P"], abs=CLOSE)
    assert verdict.elapsed == pytest.approx(expected["tau"], abs=CLOSE)
    assert verdict.projected == pytest.approx(expected["F"], abs=CLOSE)
    assert verdict.flags == ((Flag.REVISED, Flag.WEAKENED) if known > 1 else ())


def test_a_target_not_met_at_its_deadline_is_missed() -> None:
    given = EXAMPLES["W31"]["inputs"]
    figures = {"2016-12-31": 30, given["final"][0]: given["final"][1]}
    by, bound = given["target"]
    verdict = judged(target(figures, [("2016-01-01", f"at_least: {bound}")], by), "2021-01-31")
    assert (verdict.status, verdict.reason) == (Status.MISSED, Reason.VALUE_MISSES_TARGET)


def test_a_baseline_beyond_the_target_that_still_holds_is_achieved() -> None:
    given = EXAMPLES["W32"]["inputs"]
    found = target(
        {"2020": given["baseline"], "2023": given["latest"]},
        [("2016-01-01", f"at_least: {given['target']}")],
        "2028",
    )
    assert judged(found, "2024-01-31").status == Status.ACHIEVED


def test_a_baseline_better_than_the_target_that_was_lost_is_never_on_track() -> None:
    given = EXAMPLES["W35"]["inputs"]
    (start, first), (by, bound), (at, last) = given["baseline"], given["target"], given["latest"]
    way = Journey(start, first, by, bound, at, last)
    assert way.share == pytest.approx(EXAMPLES["W35"]["expected"]["naive_P"], abs=CLOSE)
    assert way.projected == pytest.approx(EXAMPLES["W35"]["expected"]["naive_F"], abs=CLOSE)
    found = target(
        {str(at): last},
        [("2016-06-01", f"at_most: {bound}")],
        str(by),
        better="lower",
        baseline=f"{{period: {start}, value: {first}, source: plan}}",
    )
    verdict = judged(found, "2024-01-31")
    assert (verdict.status, verdict.reason) == (Status.OFF_TRACK, Grounds.TARGET_LOST)


def test_a_slip_within_a_tenth_of_the_planned_duration_is_at_risk() -> None:
    given, expected = EXAMPLES["W34"]["inputs"], EXAMPLES["W34"]["expected"]
    catalog, project = small(
        "  []",
        "  - id: bridge\n    kind: project\n    by: [city]\n    title: Bridge\n"
        "    statement: Bridge\n    made: {on: 2022-06-01, source: plan}\n    nodes:\n"
        "      - {id: start, name: Start, planned: ["
        f"{{to: {given['start']}, set_on: 2022-06-01, source: plan}}]}}\n"
        "      - {id: opening, name: Opening, final: yes, planned: ["
        f"{{to: {given['deadline']}, set_on: 2022-06-01, source: plan}}, "
        f"{{to: {given['forecast']}, set_on: 2025-01-15, source: book}}]}}",
    )
    assert isinstance(project, ProjectCommitment)
    as_of = date(2025, 3, 31)
    verdict = assess(catalog, project, as_of)
    duration = planned_duration(known_nodes(catalog, project, as_of), None)
    assert duration == expected["duration_days"]
    assert verdict.slip_days is not None
    assert verdict.slip_days == expected["slip_days"]
    assert verdict.slip_days / duration == pytest.approx(expected["slip_share"], abs=CLOSE)
    assert (verdict.status, verdict.reason) == (Status.AT_RISK, Reason.NODE_SLIPPED)
    assert Flag.REPLANNED in verdict.flags


def test_every_copied_example_is_used() -> None:
    tests = Path(__file__).parent.glob("test_*.py")
    source = "".join(path.read_text("utf-8") for path in tests)
    assert [identity for identity in EXAMPLES if f'"{identity}"' not in source] == []
