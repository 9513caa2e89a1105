"""Targets that moved, and the same days judged anew: method.md 4.6."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from judged import Judged, ambition, day_of, limits, node, parts, project, reform, reports, target

from dashboard.assessment import Shadow, Status, assess, restated, shadow, shadows
from dashboard.changes import history

EXAMPLES = json.loads(
    (Path(__file__).parent / "data" / "worked_examples.json").read_text(encoding="utf-8")
)
W25 = next(one for one in EXAMPLES if one["id"] == "W25")
FIGURES = "{period: 2020-12-31, value: 0}, {period: 2025-06-30, value: 110}"
THRICE = (
    "{at_least: 355, by: 2026-12-31, set_on: 2020-12-31, published: 2020-12-31},"
    " {at_least: 244, by: 2026-12-31, set_on: 2022-12-31, published: 2022-12-31},"
    " {at_least: 122, by: 2026-12-31, set_on: 2024-12-31, published: 2024-12-31}"
)
FIRMS = target(FIGURES, THRICE, baseline="{period: 2020-12-31}")
TWICE = (
    "{{at_least: {old}, by: {due}}},"
    " {{at_least: {new}, by: {moved}, set_on: 2022, published: 2022-06-30}}"
)


def shadow_of(given: Judged, day: str) -> Shadow:
    """Return the shadow of a commitment whose target was moved."""
    found = shadow(given.catalog, given.promise, given.on(day))
    assert found is not None
    return found


def moved(
    figures: str, *, old: int, new: int, due: str = "2026", to: str = "", **more: str
) -> Judged:
    return target(figures, TWICE.format(old=old, new=new, due=due, moved=to or due), **more)


def test_the_worked_example_of_moved_goalposts() -> None:
    said = W25["expected"]
    found = shadow_of(FIRMS, "2025-12-31")
    assert found.previous is not None
    for verdict, key in [
        (found.original, "original"), (found.previous, "rev1"), (found.headline, "rev2"),
    ]:  # fmt: skip
        assert verdict.share == pytest.approx(said[key]["P"], abs=1e-6), key
        assert verdict.elapsed == pytest.approx(said[key]["tau"], abs=1e-6), key
        assert verdict.projected == pytest.approx(said[key]["F"], abs=1e-6), key
        assert str(verdict.status).replace("-", "_") == said[key]["status"], key
    assert found.ambition == pytest.approx(said["revision_factor"], abs=1e-6)
    assert [move.kind for move in found.moves] == [said["direction_of_revision"]] * 2
    first, second = found.moves
    assert (first.ambition, second.ambition) == (
        pytest.approx(244 / 355, abs=1e-6), pytest.approx(122 / 244, abs=1e-6),
    )  # fmt: skip
    assert (first.day, second.day) == (date(2022, 12, 31), date(2024, 12, 31))
    assert (first.pace, second.pace) == (
        pytest.approx(244 / 355, abs=1e-6),
        pytest.approx(122 / 244, abs=1e-6),
    )  # fmt: skip - no figure was known but the baseline, so all that is left is the whole way
    assert found.differs
    assert found.previous_differs
    assert found.is_eased


@pytest.mark.parametrize("name", ["method.md", "method.zh.md"])
def test_the_example_in_the_documents_is_what_is_worked_out(name: str) -> None:
    text = (Path(__file__).parents[1] / "docs" / name).read_text(encoding="utf-8")
    rows = re.findall(r"^\| (355|244|122)[^|]*\|(.*)\|$", text, re.MULTILINE)
    found = shadow_of(FIRMS, "2025-12-31")
    assert found.previous is not None
    verdicts = {"355": found.original, "244": found.previous, "122": found.headline}
    assert [target for target, _ in rows] == list(verdicts)
    for target_, row in rows:
        share, elapsed, projected, status, ambition = (cell.strip() for cell in row.split("|"))
        verdict = verdicts[target_]
        assert (share, elapsed, projected) == tuple(
            f"{number:.6f}" for number in (verdict.share, verdict.elapsed, verdict.projected)
        )
        assert status.strip("`") == str(verdict.status)
        assert float(ambition.split("=")[-1]) == pytest.approx(int(target_) / 355, abs=1e-6)


def test_a_shadow_knows_only_the_moves_of_its_day() -> None:
    assert shadow(FIRMS.catalog, FIRMS.promise, FIRMS.on("2022-12-30")) is None
    early = shadow_of(FIRMS, "2023-06-30")
    assert len(early.moves) == 1
    assert early.previous is None
    assert early.target is not None
    assert early.target.at_least == 355


def test_what_is_achieved_after_weakening_is_not_what_was_promised() -> None:
    given = moved("2020: 0, 2024: 130, 2025: 140", old=355, new=122, due="2024")
    found = shadow_of(given, "2025-06")
    assert found.headline.status == Status.ACHIEVED
    assert found.original.status == Status.MISSED
    assert found.is_eased
    kept = moved("2020: 0, 2024: 400", old=355, new=122, due="2024")
    both = shadow_of(kept, "2025-06")
    assert both.original.status == Status.ACHIEVED
    assert not both.differs
    assert not both.is_eased


def test_a_tightened_target_is_never_eased() -> None:
    found = shadow_of(moved("2020: 0, 2024: 130", old=122, new=355, due="2024"), "2025-06")
    assert (found.headline.status, found.original.status) == (Status.MISSED, Status.ACHIEVED)
    assert found.differs
    assert not found.is_eased


@pytest.mark.parametrize(
    ("given", "kind", "pace"),
    [
        # at the end of 2021 50 of 100 were reached: 50 in 4 years against more, less, other years
        (moved("2020: 0, 2021: 50", old=100, new=150, due="2025"), "tightened", 2.0),
        (moved("2020: 0, 2021: 50", old=100, new=75, due="2025"), "weakened", 0.5),
        (moved("2020: 0, 2021: 50", old=100, new=100, due="2025", to="2029"), "postponed", 0.5),
        (moved("2020: 0, 2021: 50", old=100, new=100, due="2025", to="2023"), "advanced", 2.0),
        # more is asked for, and so much later that less a year is needed; and the other way
        (moved("2020: 0, 2021: 50", old=100, new=110, due="2025", to="2031"), "weakened", 0.48),
        (moved("2020: 0, 2021: 50", old=100, new=90, due="2025", to="2022"), "tightened", 3.2),
        # beyond the old target no pace was needed: what is asked for decides
        (moved("2020: 0, 2021: 120", old=100, new=110, due="2025"), "tightened", None),
        (moved("2020: 0, 2021: 100", old=100, new=90, due="2025"), "weakened", None),
        # nothing is known to start from
        (moved("", old=100, new=90, due="2025", baseline=""), "weakened", None),
    ],
)  # fmt: skip
def test_a_move_is_named_by_the_pace_it_asks_for(
    given: Judged, kind: str, pace: float | None
) -> None:
    (move,) = shadow_of(given, "2022-12-31").moves
    assert move.kind == kind
    assert move.pace == (None if pace is None else pytest.approx(pace, abs=1e-9))


def test_less_is_better_mirrors_the_moves() -> None:
    ledger = "{at_most: 60, by: 2025}, {at_most: 80, by: 2025, set_on: 2022, published: 2022-06-30}"
    given = target("2020: 100, 2021: 90", ledger, better="lower")
    (move,) = shadow_of(given, "2022-12-31").moves
    assert (move.kind, move.pace) == ("weakened", pytest.approx(10 / 30))
    assert move.ambition == pytest.approx(20 / 40)


def test_a_range_made_wider_is_weakened_and_one_named_again_did_not_move() -> None:
    ledger = (
        "{{between: [2, 3], by: 2025}}, {{between: {}, by: 2025, set_on: 2022, published: 2022}}"
    )
    wider = target("2020: 8", ledger.format("[1, 4]"))
    assert [move.kind for move in shadow_of(wider, "2023-06").moves] == ["weakened"]
    tighter = target("2020: 8", ledger.format("[2, 2.5]"))
    assert [move.kind for move in shadow_of(tighter, "2023-06").moves] == ["tightened"]
    again = target("2020: 8", ledger.format("[2, 3]"))
    assert shadow(again.catalog, again.promise, again.on("2023-06")) is None


def test_a_deadline_given_or_taken_away_is_a_move() -> None:
    later = "{at_least: 9}, {at_least: 9, by: 2025, set_on: 2022, published: 2022}"
    assert shadow_of(target("2020: 1", later), "2023").moves[0].kind == "advanced"
    gone = "{at_least: 9, by: 2025}, {at_least: 9, set_on: 2022, published: 2022}"
    assert shadow_of(target("2020: 1", gone), "2023").moves[0].kind == "postponed"
    same = "{at_least: 9}, {at_least: 9, set_on: 2022, published: 2022}"
    given = target("2020: 1", same)
    assert shadow(given.catalog, given.promise, given.on("2023")) is None


def test_parts_are_cut_each_by_its_own_ledger() -> None:
    ledger = "{at_least: 200, by: 2025}, {at_least: 150, by: 2025, set_on: 2022, published: 2022}"
    given = parts("2020: 0, 2025: 160", "2020: 0, 2025: 155", ledger)
    found = shadow_of(given, "2026-02")
    assert (found.headline.status, found.original.status) == (Status.ACHIEVED, Status.MISSED)
    assert [move.part and move.part("en") for move in found.moves] == ["one", "two"]
    assert found.target is None


@pytest.mark.parametrize(
    "given",
    [
        project("{to: 2022}", more="withdrawn: {on: 2021-06, source: paper}"),
        reform(deadlines="{by: 2022}", more="withdrawn: {on: 2021-06, source: paper}"),
    ],
)
def test_what_was_withdrawn_has_the_shadow_of_its_promise(given: Judged) -> None:
    found = shadow_of(given, "2024")
    assert (found.headline.status, found.original.status) == (Status.WITHDRAWN, Status.STALE)
    assert found.differs
    assert not found.is_eased
    assert shadow(given.catalog, given.promise, given.on("2021-01")) is None


def test_the_shadows_of_a_catalog_are_those_that_moved() -> None:
    verdicts = {"promise": FIRMS.on("2025-12-31")}
    assert list(shadows(FIRMS.catalog, verdicts)) == ["promise"]
    still = target("2020: 0")
    assert shadows(still.catalog, {"promise": still.on("2025-12-31")}) == {}


# --- restating ------------------------------------------------------------------------------


def lines(given: Judged, as_of: str) -> list[str]:
    """Return one line a turn of the restated history."""
    found = history(given.catalog, given.promise, day_of(as_of), restate=True)
    return [f"{turn.day} {turn.verdict.status}{' late' * turn.verdict.is_late}" for turn in found]


def test_restated_a_figure_counts_from_its_period_and_as_revised() -> None:
    figures = (
        "{period: 2020, value: 100, published: 2021-03-01},"
        " {period: 2021, value: 105, published: 2022-03-01},"
        " {period: 2021, value: 130, status: revised, published: 2024-09-01}"
    )
    given = target(figures)
    assert given.on("2022-06-30").status == Status.OFF_TRACK
    assert lines(given, "2025-06") == [
        "2020-01-01 no-data", "2021-12-31 on-track", "2024-01-01 stale",
    ]  # fmt: skip
    assert lines(given, "2024-06")[1] == "2021-12-31 off-track"


def test_restated_a_past_day_is_held_against_the_target_now_in_force() -> None:
    then = restated(FIRMS.catalog, FIRMS.promise, date(2025, 6, 30), date(2025, 12, 31))
    assert then.planned == pytest.approx(122 * W25["expected"]["rev2"]["tau"], abs=1e-3)
    assert then.status == Status.ON_TRACK
    before = restated(FIRMS.catalog, FIRMS.promise, date(2025, 6, 30), date(2024, 6, 30))
    assert before.planned is None  # its only figure was not out


@pytest.mark.parametrize(
    "given",
    [
        target("2020: 100, 2021: 120, 2024: 210"),
        limits("2021: 10", "2021: 20", met="{on: 2022-05}"),
        project("{to: 2022}, {to: 2024, set_on: 2021-06}", nodes=node("start", "{to: 2021}",
                "{on: 2021-02}"), actual="{on: 2023-05}"),
        reform("{on: 2021-06, area: city, shows: adopted}"),
        ambition("{on: 2021-06, shows: aimed-at}", figures="2021: 3"),
        project(more=reports("{on: 2021-03-31, shows: begun}")),
    ],
)  # fmt: skip
def test_where_all_was_known_at_once_restating_changes_nothing(given: Judged) -> None:
    """Every source here is of an unknown day, so that all was known when it happened."""
    for year in range(2020, 2027):
        day = date(year, 6, 30)
        assert restated(given.catalog, given.promise, day, day) == given.on(day.isoformat())
        later = restated(given.catalog, given.promise, day, date(2027, 1, 1))
        assert later.status == given.on(day.isoformat()).status


def test_restating_never_looks_beyond_the_day_it_is_about() -> None:
    given = project(actual="{on: 2023-05-04}")
    assert restated(given.catalog, given.promise, date(2023, 5, 3), date(2026, 1, 1)).proof is None
    assert restated(given.catalog, given.promise, date(2023, 5, 4), date(2026, 1, 1)).proof
    gone = project(more="withdrawn: {on: 2021-06-01, published: 2021-08-01, source: paper}")
    assert lines(gone, "2021-12")[-1] == "2021-06-01 withdrawn"
    assert assess(gone.catalog, gone.promise, date(2021, 7, 1)).status != Status.WITHDRAWN
