"""What turned and when, what time alone will turn, what is new, lies ahead or is missing."""

from datetime import date

import pytest
from judged import (
    Judged,
    ambition,
    day_of,
    limits,
    node,
    parts,
    project,
    reform,
    reports,
    target,
)

from dashboard.assessment import Status, assess_all
from dashboard.changes import Change, history, missing, next_nodes, outlook, recent

GONE = "withdrawn: {on: 2022-06-01, published: 2022-06-02, source: paper}"
BY_2022 = "{by: 2022}"
GDP = (
    "{period: 2020, value: 100, published: 2021-03-01},"
    " {period: 2021, value: 120, published: 2022-03-01},"
    " {period: 2023, value: 190, published: 2024-03-01},"
    " {period: 2024, value: 200, status: expected, published: 2025-01-15},"
    " {period: 2024, value: 201, source: paper, published: 2025-03-01}"
)


def turns(given: Judged, as_of: str) -> list[str]:
    """Return one line a turn: its day and what was said from it on."""
    found = history(given.catalog, given.promise, day_of(as_of))
    lines = []
    for turn in found:
        assert turn.verdict.as_of == turn.day
        assert turn.verdict == given.on(turn.day.isoformat())
        lines.append(f"{turn.day} {turn.verdict.status}{' late' * turn.verdict.is_late}")
    return lines


HISTORIES = [
    (target(GDP, "{at_least: 200, by: 2023}"), [
        "2020-01-01 no-data",
        "2022-03-01 at-risk",
        "2024-01-01 stale",
        "2024-03-01 missed",
        "2025-01-15 achieved late",
    ]),
    (target("2020: 100, 2021: 150", "{at_least: 200, by: 2030}"), [
        "2020-01-01 no-data", "2021-12-31 on-track", "2024-01-01 stale",
    ]),
    (project(more=reports("{on: 2021-03-31, shows: begun}, {on: 2023-05-31, shows: under-way},"
                          " {on: 2025-02-28, shows: under-way}, {on: 2026-01-12, shows: not-done},"
                          " {on: 2026-03-01, shows: done}")), [
        "2020-01-01 no-data",
        "2021-03-31 on-track",
        "2022-04-01 stale",
        "2023-05-31 on-track",
        "2024-06-01 stale",
        "2025-02-28 on-track",
        "2026-01-01 stale",
        "2026-01-12 missed",
        "2026-03-01 achieved late",
    ]),
    (limits("2021: 10, 2023: 11", "2021: 20"), [
        "2020-01-01 no-data", "2021-12-31 achieved", "2023-12-31 undated", "2026-01-01 stale",
    ]),
    (reform("{on: 2021-06, area: city, shows: adopted}", more=GONE), [
        "2020-01-01 no-data", "2021-06-30 achieved", "2022-06-02 withdrawn",
    ]),
    (ambition("{on: 2021-06, shows: aimed-at}", deadlines=BY_2022, more=GONE.replace("22-", "24-")),
     ["2020-01-01 no-data", "2023-01-01 stale", "2024-06-02 withdrawn"]),
    (ambition("{on: 2021-06, shows: aimed-at}"), [
        "2020-01-01 no-data", "2021-06-30 undated", "2023-07-01 stale",
    ]),
]  # fmt: skip


@pytest.mark.parametrize(("given", "lines"), HISTORIES)
def test_each_turn_is_judged_by_what_was_known_on_its_own_day(
    given: Judged, lines: list[str]
) -> None:
    assert turns(given, "2026-03-20") == lines


@pytest.mark.parametrize(("given", "lines"), HISTORIES)
def test_an_earlier_day_shows_the_same_history_up_to_it(given: Judged, lines: list[str]) -> None:
    for count in range(1, len(lines) + 1):
        assert turns(given, lines[count - 1][:10]) == lines[:count]


def test_before_the_promise_there_is_no_history() -> None:
    assert turns(project(), "2019-12-31") == []


# --- outlook --------------------------------------------------------------------------------

AHEAD = [
    # what is known, as of, turns on, turns into, what proof would give now, and late
    (project(more=reports("{on: 2021-03-31, shows: begun}")), "2021-12",
     "2022-04-01", "stale", "achieved", False),
    (project(more=reports("{on: 2025-06, shows: begun}")), "2025-12-31",
     "2026-01-01", "stale", "achieved", False),
    (project(more=reports("{on: 2025-06, shows: begun}, {on: 2025-09, shows: under-way}")),
     "2025-07", "2026-01-01", "stale", "achieved", False),
    (project(more=reports("{on: 2026-01-12, shows: not-done}")), "2026-02",
     None, None, "achieved", True),
    (project(actual="{on: 2025-06}"), "2025-07", None, None, None, False),
    (project(more=GONE), "2022-07", None, None, None, False),
    (project(), "2022", "2026-01-01", "stale", "achieved", False),
    (target("2020: 100, 2021: 150", "{at_least: 200, by: 2030}"), "2022",
     "2024-01-01", "stale", "achieved", False),
    (target("{period: 2025, value: 200, published: 2025-11-01, status: expected}",
            more="mode: maintain"), "2025-12-01", "2026-01-01", "achieved", "achieved", False),
    (ambition("{on: 2021-06, shows: aimed-at}"), "2021-07", "2023-07-01", "stale", "achieved",
     False),
    (ambition(), "2021-07", None, None, "achieved", False),
    (reform(deadlines=BY_2022), "2023", None, None, "achieved", True),
]  # fmt: skip


@pytest.mark.parametrize(("given", "as_of", "turns_on", "into", "proof", "is_late"), AHEAD)
def test_what_time_alone_will_turn_and_what_proof_would_give(  # noqa: PLR0913, PLR0917 - table columns
    given: Judged, as_of: str, turns_on: str | None, into: str | None, proof: str | None,
    is_late: bool,  # noqa: FBT001 - a column of the table
) -> None:  # fmt: skip
    found = outlook(given.catalog, given.promise, given.on(as_of))
    assert (found.turns_on.isoformat() if found.turns_on else None) == turns_on
    assert (str(found.turns_into.status) if found.turns_into else None) == into
    assert (found.proof_gives, found.proof_is_late) == (proof, is_late)


def test_the_outlook_of_a_past_day_knows_nothing_of_later_news() -> None:
    given = project(more=reports("{on: 2021-03-31, shows: begun}, {on: 2022-03-01, shows: done}"))
    found = outlook(given.catalog, given.promise, given.on("2021-12"))
    assert found.turns_into is not None
    assert (found.turns_on, found.turns_into.status) == (date(2022, 4, 1), Status.STALE)


# --- what is new ----------------------------------------------------------------------------


def together(*given: Judged) -> Judged:
    """Return one catalog of several commitments, named first, second, third."""
    names = ("first", "second", "third")[: len(given)]
    found = [
        (_own(one.indicators, name), _own(one.commitment, name))
        for one, name in zip(given, names, strict=True)
    ]
    indicators = ", ".join(text for text, _ in found if text)
    return Judged(indicators, "".join(text for _, text in found))


def _own(text: str, name: str) -> str:
    """Return a text about a commitment and an indicator of its own."""
    text = text.replace("id: promise", f"id: {name}")
    return (
        text.replace(" stock\n", f" {name}\n")
        .replace("[stock]", f"[{name}]")
        .replace("{id: stock", f"{{id: {name}")
    )


def news(given: Judged, as_of: str, days: int = 730) -> list[Change]:
    day = day_of(as_of)
    return list(recent(given.catalog, assess_all(given.catalog, day), day, days))


def said(change: Change) -> str:
    what = f" {change.item.when}" if change.item else ""
    if change.before and change.after:
        what = f" {change.before.status} > {change.after.status}"
    return f"{change.day} {change.commitment} {change.kind}{what}"


def test_what_is_new_comes_newest_first_and_the_turn_before_its_cause() -> None:
    given = together(
        target(GDP, "{at_least: 200, by: 2023}"),
        project(
            "{to: 2024-06}, {to: 2025-01, set_on: 2024-03-01, published: 2024-03-01}",
            nodes=node("drill", "{to: 2024-02}", "{on: 2024-02-10}"),
            more=reports("{on: 2024-07-01, shows: not-done}"),
        ),
    )
    assert [said(change) for change in news(given, "2025-03-20", 430)] == [
        "2025-03-01 first figure 2024",
        "2025-01-15 first status missed > achieved",
        "2025-01-15 first figure 2024",
        "2024-07-01 second status off-track > missed",
        "2024-07-01 second report 2024-07-01",
        "2024-03-01 first status stale > missed",
        "2024-03-01 second status on-track > off-track",
        "2024-03-01 second replanned 2025-01",
        "2024-03-01 first figure 2023",
        "2024-02-10 second status no-data > on-track",
        "2024-02-10 second node 2024-02-10",
    ]


def test_what_is_as_old_as_the_span_is_no_longer_new() -> None:
    given = ambition("{on: 2021-06-30, shows: supports}")
    assert len(news(given, "2021-07-10", 11)) == 2
    assert news(given, "2021-07-10", 10) == []


def test_targets_deadlines_and_first_plans_are_no_news_by_themselves() -> None:
    given = together(target(""), project(), reform(deadlines="{by: 2030}"))
    assert news(given, "2020-12-31") == []


def test_on_one_day_commitments_come_in_the_order_of_their_ids() -> None:
    report = "{on: 2021-06-30, shows: supports}"
    found = news(together(ambition(report), ambition(report)), "2021-07", 100)
    assert [(change.kind, change.commitment) for change in found] == [
        ("status", "first"), ("status", "second"), ("report", "first"), ("report", "second"),
    ]  # fmt: skip


# --- what lies ahead, what is missing -------------------------------------------------------


def test_the_planned_dates_ahead_come_the_nearest_first() -> None:
    given = together(
        project(
            "{to: 2025-12}, {to: 2026, set_on: 2024-01-01, published: 2024-01-01}",
            nodes=", ".join([
                node("drill", "{to: 2024-06}"),
                node("begun", "{to: 2025-03}", "{on: 2021-03}"),
                node("gone", "{to: 2023-06}"),
            ]),
        ),
        target("", "{at_least: 200, by: 2025}, {at_least: 200, by: 2024-03, set_on: 2022-01-01,"
                   " published: 2022-01-01}"),
        reform(deadlines="{by: 2024-06-15}"),
    )  # fmt: skip

    def ahead(day: str) -> list[tuple[str, str]]:
        verdicts = assess_all(given.catalog, day_of(day))
        found = next_nodes(given.catalog, verdicts)
        return [(node.day.text, node.what("en")) for node in found]

    assert ahead("2024-01-31") == [
        ("2024-03", "Promise"), ("2024-06-15", "Promise"), ("2024-06", "drill"),
        ("2026", "Opening"),
    ]  # fmt: skip
    assert ahead("2023-12-31")[-1] == ("2025-12", "Opening")
    assert ahead("2024-06-30") == [("2024-06", "drill"), ("2026", "Opening")]
    assert ahead("2024-07-01") == [("2026", "Opening")]


@pytest.mark.parametrize(
    "given", [project(actual="{on: 2021-06}"), project(more=GONE), reform(), ambition()]
)
def test_what_is_done_withdrawn_or_undated_has_nothing_ahead(given: Judged) -> None:
    assert next_nodes(given.catalog, assess_all(given.catalog, date(2022, 7, 1))) == ()


def test_what_cannot_be_judged_is_missing_with_what_would_settle_it() -> None:
    lacking = "missing: The total\nask: {office: Statistics, why: It counts}\n"
    given = together(
        target("", more=lacking), target("2020: 100, 2021: 150"), project("", more=reports(
            "{on: 2021-06, shows: begun}")),
    )  # fmt: skip
    verdicts = assess_all(given.catalog, date(2021, 12, 31))
    found = missing(given.catalog, verdicts)
    assert [(item.commitment, str(item.verdict.status)) for item in found] == [
        ("first", "no-data"), ("third", "undated"),
    ]  # fmt: skip
    first, third = found
    assert first.what is not None
    assert first.office is not None
    assert first.why is not None
    words = (first.what("en"), first.office("en"), first.why("en"))
    assert words == ("The total", "Statistics", "It counts")
    assert (third.what, third.office, third.why) == (None, None, None)


def test_missing_figures_are_those_of_stale_unknown_and_undated_ones_only() -> None:
    for given, day, is_missing in [
        (parts("2024: 200", ""), "2025", True),
        (project(), "2026-01-01", True),
        (limits("2021: 11"), "2021", True),
        (project(more=reports("{on: 2026-01-12, shows: not-done}")), "2026-02", False),
        (target("2020: 100, 2024: 110"), "2025-06", False),
        (project(more=GONE), "2023", False),
    ]:
        found = missing(given.catalog, assess_all(given.catalog, day_of(day)))
        assert bool(found) is is_missing
