"""What changed between two days: each group and each cause by hand, and what is printed of it."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from html.parser import HTMLParser
from pathlib import Path

import pytest
import streamlit as st
from browsing import ROOT
from generated import files
from hypothesis import given, settings
from hypothesis import strategies as some
from judged import (
    FRAME,
    SOURCES,
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
from streamlit.testing.v1 import AppTest
from test_app import plain, visit

from dashboard.app import keeper
from dashboard.assessment import as_known
from dashboard.bulletins import as_html, as_markdown
from dashboard.cli import main
from dashboard.digests import (
    Cause,
    Digest,
    Entry,
    Group,
    Made,
    Moved,
    NewFigure,
    Reached,
    Revised,
    Section,
    StatusChange,
    Tone,
    chief,
    digest,
    sections,
    tone,
)
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.sentences.digest import finding, head, in_short, line, section_title
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording

SHIPPED, TINY, MOVED = (
    ROOT / "data",
    ROOT / "tests" / "data" / "tiny",
    ROOT / "tests" / "data" / "moved",
)
SINCE, AS_OF = date(2024, 6, 30), date(2026, 3, 20)
ZH, EN = Wording("zh"), Wording("en")
GDP = (
    "{period: 2020, value: 100, published: 2021-03-01},"
    " {period: 2021, value: 120, published: 2022-03-01},"
    " {period: 2023, value: 190, published: 2024-03-01},"
    " {period: 2024, value: 200, status: expected, published: 2025-01-15},"
    " {period: 2024, value: 201, source: paper, published: 2025-03-01}"
)
WORKS = reports(
    "{on: 2021-03-31, shows: begun}, {on: 2023-05-31, shows: under-way},"
    " {on: 2026-01-12, shows: not-done, source: paper}"
)


def shipped(folder: Path = SHIPPED) -> Catalog:
    found = read(load(folder)).catalog
    assert found is not None
    return found


def between(given: Judged, since: str, as_of: str) -> Digest:
    return digest(given.catalog, day_of(since), day_of(as_of))


def only(found: Digest, group: Group) -> Entry:
    (entry,) = found.groups[group]
    return entry


def words(given: Judged, found: Digest, group: Group, say: Wording = EN) -> list[str]:
    return [line(given.catalog, entry, say).words for entry in found.groups[group]]


# --- statuses, and why they turned -----------------------------------------------------------

CAUSES = [
    (target(GDP, "{at_least: 200, by: 2023}"), "2023-06-30", "2024-02-01",
     ("at-risk", "stale", Tone.OTHER, 1, Cause.DEADLINE, [], "plan")),
    (target(GDP, "{at_least: 200, by: 2023}"), "2023-06-30", "2024-03-01",
     ("at-risk", "missed", Tone.WORSE, 2, Cause.NEWS, ["figure"], "book")),
    (target(GDP, "{at_least: 200, by: 2023}"), "2024-03-01", "2025-12-31",
     ("missed", "achieved", Tone.BETTER, 1, Cause.NEWS, ["figure"], "book")),
    (target("2020: 100, 2021: 150", "{at_least: 200, by: 2030}"), "2022-12-31", "2024-01-01",
     ("on-track", "stale", Tone.WORSE, 1, Cause.OUT_OF_DATE, [], "book")),
    (project(more=WORKS), "2025-12-31", "2026-01-12",
     ("stale", "missed", Tone.WORSE, 1, Cause.NEWS, ["report"], "paper")),
    (project(actual="{on: 2025-06, source: paper}"), "2024-12-31", "2025-12-31",
     ("no-data", "achieved", Tone.BETTER, 1, Cause.NEWS, ["node"], "paper")),
    (project("{to: 2025-12}, {to: 2026-11, set_on: 2022-05-01, source: paper}"),
     "2022-01-01", "2022-12-31",
     ("no-data", "off-track", Tone.WORSE, 1, Cause.NEWS, ["replanned"], "paper")),
    (limits(met="{on: 2021-06, source: paper}"), "2021-01-01", "2021-12-31",
     ("no-data", "achieved", Tone.BETTER, 1, Cause.NEWS, ["reported-met"], "paper")),
    (reform("{on: 2021-06, area: city, shows: adopted}",
            more="withdrawn: {on: 2022-06-01, published: 2022-06-02, source: paper}"),
     "2022-01-01", "2022-12-31",
     ("achieved", "withdrawn", Tone.WORSE, 1, Cause.NEWS, ["withdrawn"], "paper")),
    (ambition("{on: 2021-06, shows: aimed-at}"), "2021-01-01", "2022-01-01",
     ("no-data", "undated", Tone.OTHER, 1, Cause.NEWS, ["report"], "book")),
    (ambition("{on: 2021-06, shows: aimed-at}, {on: 2024-06, shows: supports}"),
     "2022-01-01", "2024-12-31",
     ("undated", "undated", Tone.OTHER, 2, Cause.NEWS, ["report"], "book")),
]  # fmt: skip


@pytest.mark.parametrize(("given", "since", "as_of", "expected"), CAUSES)
def test_a_status_names_its_last_turn_and_how_often_it_turned(
    given: Judged,
    since: str,
    as_of: str,
    expected: tuple[str, str, Tone, int, Cause, list[str], str],
) -> None:
    before, after, way, turns, cause, kinds, source = expected
    found = between(given, since, as_of).groups[Group.STATUSES]
    assert given.on(since).status == before
    assert given.on(as_of).status == after
    (entry,) = found
    assert isinstance(entry, StatusChange)
    assert (entry.before, entry.after) == (given.on(since), given.on(entry.day.isoformat()))
    assert (entry.tone, len(entry.turns), entry.cause) == (way, turns, cause)
    assert [item.kind for item in entry.because] == kinds
    assert entry.said.source == source


def test_time_alone_is_said_to_be_the_cause() -> None:
    given = target(GDP, "{at_least: 200, by: 2023}")
    assert words(given, between(given, "2023-06-30", "2024-02-01"), Group.STATUSES) == [
        (
            "No news, only the deadline 2023-12-31 passed; rule 4, the original deadline has passed"
            " and the outcome was not found"
        )
    ]
    given = target("2020: 100, 2021: 150", "{at_least: 200, by: 2030}")
    assert words(given, between(given, "2022-12-31", "2024-01-01"), Group.STATUSES) == [
        (
            "No news, only the newest evidence (2021) went out of date; rule 6, the newest evidence"
            " is out of date"
        )
    ]


def test_a_status_that_turned_back_says_so_under_one_sign() -> None:
    given = ambition("{on: 2021-06, shows: aimed-at}, {on: 2024-06, shows: supports}")
    found = between(given, "2022-01-01", "2024-12-31")
    said = line(given.catalog, only(found, Group.STATUSES), EN)
    assert said.signs == ("undated",)
    assert said.words.endswith(
        "it turned 2 times in between and is back where it was:"
        " 2023-07-01 △ Stale, 2024-06-30 □ Undated"
    )


def test_worse_goes_before_better_and_better_before_the_rest() -> None:
    found = digest(shipped(), SINCE, AS_OF)
    for group, entries in found.groups.items():
        if group != Group.DUE:
            tones = [list(Tone).index(entry.tone) for entry in entries]
            assert tones == sorted(tones)
    assert {entry.tone for entry in found.groups[Group.STATUSES]} == set(Tone)


def test_whatever_leaves_what_was_achieved_is_worse() -> None:
    given = reform(
        "{on: 2021-06, area: city, shows: adopted}",
        more="withdrawn: {on: 2022-06-01, published: 2022-06-02, source: paper}",
    )
    before, after = given.on("2022-01-01"), given.on("2022-12-31")
    assert tone(before, after) == Tone.WORSE
    late = project(actual="{on: 2025-06, source: paper}").on("2026-12-31")
    assert tone(late, project("{to: 2030-12}").on("2021-01-01")) == Tone.WORSE
    assert tone(late, late) == Tone.OTHER


def test_what_was_promised_in_between_is_new_and_had_no_status_before() -> None:
    given = reform("{on: 2021-06, area: city, shows: adopted}")
    found = between(given, "2019-06-30", "2022-01-01")
    assert found.groups[Group.STATUSES] == ()
    told = sections(found)
    assert [section for section, cases in told.items() if cases] == [Section.MADE]
    (case,) = told[Section.MADE]
    top = head(given.catalog, case, EN)
    assert top is not None
    assert (top.fresh, top.signs) == ("New", ("achieved",))
    assert "New → ● " in as_markdown(given.catalog, found, EN)
    assert "newly promised: 1" in finding(found, EN)


def test_what_only_went_out_of_date_is_counted_apart() -> None:
    given = target("2020: 100, 2021: 150", "{at_least: 200, by: 2030}")
    found = between(given, "2022-12-31", "2024-01-01")
    told = sections(found)
    assert [section for section, cases in told.items() if cases] == [Section.SILENT]
    (case,) = told[Section.SILENT]
    assert len(case.events) == 1  # that the evidence went out of date is not said twice
    assert "0 got worse" in finding(found, EN)
    assert "out of date for want of news: 1" in finding(found, EN)


def test_a_turn_names_the_deadline_and_where_it_was_moved_in_one_line() -> None:
    moved_on = "{to: 2025-12}, {to: 2026-11, set_on: 2026-03-15, source: paper}"
    given = project(moved_on, more=WORKS)
    found = between(given, "2025-11-30", "2026-03-20")
    (entry,) = found.groups[Group.STATUSES]
    said = line(given.catalog, entry, EN).words
    assert "; planned 2025-12, moved to 2026-11, Paper said on 2026-03-15; rule " in said


def test_a_case_tells_a_report_that_turned_the_status_once() -> None:
    given = project(more=WORKS)
    found = between(given, "2025-12-31", "2026-01-12")
    assert len(found.groups[Group.REPORTS]) == 1
    (case,) = sections(found)[Section.WORSE]
    assert [type(entry) for entry in case.events] == [StatusChange]
    assert as_markdown(given.catalog, found, EN).count("Source: Paper") == 2  # in short, in full


# --- figures ---------------------------------------------------------------------------------


def test_a_new_figure_stands_against_the_one_before_it_and_the_target() -> None:
    given = target(GDP, "{at_least: 200, by: 2023}")
    entry = only(between(given, "2023-12-31", "2024-12-31"), Group.FIGURES)
    assert isinstance(entry, NewFigure)
    assert (entry.figure.value.number, entry.day) == (190, date(2024, 3, 1))
    assert entry.previous is not None
    assert entry.previous.period.text == "2021"
    assert [(aim.commitment, aim.is_met) for aim in entry.aims] == [("promise", False)]
    assert entry.tone == Tone.OTHER  # two years on, not the period just before
    assert words(given, between(given, "2023-12-31", "2024-12-31"), Group.FIGURES) == [
        (
            "City, stock (2023): 190 pieces; before that 120 pieces (2021);"
            " target ≥200 pieces (2023), this figure does not meet it"
        )
    ]


def test_a_figure_first_given_otherwise_says_how() -> None:
    given = target(GDP, "{at_least: 200, by: 2023}")
    found = between(given, "2024-12-31", "2025-12-31")
    entry = only(found, Group.FIGURES)
    assert isinstance(entry, NewFigure)
    assert (entry.first.value.number, entry.figure.value.number) == (200, 201)
    assert found.groups[Group.REVISED] == ()
    assert (
        "201 pieces; first given as 200 pieces (expected) by Yearbook on 2025-01-15"
        in words(given, found, Group.FIGURES)[0]
    )


def test_a_figure_known_before_is_revised_and_not_new() -> None:
    given = target(GDP, "{at_least: 200, by: 2023}")
    found = between(given, "2025-01-31", "2025-12-31")
    assert found.groups[Group.FIGURES] == ()
    entry = only(found, Group.REVISED)
    assert isinstance(entry, Revised)
    assert (entry.said.source, entry.day, entry.tone) == ("paper", date(2025, 3, 1), Tone.BETTER)
    assert words(given, found, Group.REVISED) == [
        "City, stock (2024): 200 pieces (expected) became 201 pieces"
    ]


def test_part_of_a_year_is_compared_with_the_same_part_only() -> None:
    given = target(
        "{period: 2023-H1, value: 40}, {period: 2023, value: 100}, {period: 2024-H1, value: 30}",
        nature="flow",
    )
    entry = only(between(given, "2024-01-01", "2024-12-31"), Group.FIGURES)
    assert isinstance(entry, NewFigure)
    assert entry.previous is not None
    assert entry.previous.period.text == "2023-H1"
    assert entry.tone == Tone.WORSE


def test_a_year_filled_in_later_is_neither_better_nor_worse() -> None:
    given = target(
        "{period: 2020, value: 90, published: 2021-03-01},"
        " {period: 2022, value: 120, published: 2023-03-01},"
        " {period: 2021, value: 100, published: 2023-06-01},"
        " {period: 2023, value: 150, published: 2024-03-01}"
    )
    found = between(given, "2023-03-31", "2024-12-31")
    told_ = {
        entry.figure.period.text: (entry.is_belated, entry.tone)
        for entry in found.groups[Group.FIGURES]
        if isinstance(entry, NewFigure)
    }
    assert told_ == {"2021": (True, Tone.OTHER), "2023": (False, Tone.BETTER)}
    assert "new figures: 2, 1 of them for earlier periods" in finding(found, EN)


def test_a_figure_has_the_day_of_the_source_that_is_shown() -> None:
    given = target(GDP, "{at_least: 200, by: 2023}")
    found = between(given, "2024-12-31", "2025-12-31")
    said = line(given.catalog, only(found, Group.FIGURES), EN)
    assert said.day == said.proof.day == "2025-03-01"


def test_less_is_better_where_the_indicator_says_so() -> None:
    given = limits("2021: 9, 2022: 7", "2021: 20, 2022: 21")
    found = between(given, "2022-01-01", "2022-12-31").groups[Group.FIGURES]
    assert [(entry.tone, only_aim(entry)) for entry in found] == [
        (Tone.WORSE, False),
        (Tone.BETTER, True),
    ]


def only_aim(entry: Entry) -> bool | None:
    assert isinstance(entry, NewFigure)
    (aim,) = entry.aims
    return aim.is_met


# --- ledgers, nodes, reports -----------------------------------------------------------------


def test_a_target_that_was_moved_says_from_what_to_what_and_who_said_so() -> None:
    ledger = "{at_least: 200, by: 2025}, {at_least: 150, by: 2026, set_on: 2023-02-01}"
    given = target("2020: 100", ledger.replace("02-01}", "02-01, source: paper}"))
    found = between(given, "2022-12-31", "2024-12-31")
    entry = only(found, Group.MOVED)
    assert isinstance(entry, Moved)
    assert (entry.day, entry.tone, entry.said.source) == (date(2023, 2, 1), Tone.WORSE, "paper")
    assert words(given, found, Group.MOVED) == [
        "≥200 pieces (2025) became ≥150 pieces (2026): weakened; published by Paper"
    ]


def test_a_part_that_was_moved_is_named() -> None:
    ledger = "{at_least: 200, by: 2025},"
    ledger += " {at_least: 200, by: 2024, set_on: 2023-02-01, source: paper}"
    given = parts("2020: 100", "2020: 100", ledger)
    assert words(given, between(given, "2022-12-31", "2023-12-31"), Group.MOVED) == [
        "one: deadline 2025 became 2024: brought forward; published by Paper",
        "two: deadline 2025 became 2024: brought forward; published by Paper",
    ]


def test_a_date_moved_and_a_date_first_set() -> None:
    given = project(
        "{to: 2025-12}, {to: 2026-12, set_on: 2024-05-01, source: paper}",
        nodes=node("pit", "{to: 2024-06, set_on: 2023-09-01, source: paper}"),
    )
    found = between(given, "2022-12-31", "2024-12-31")
    assert [(entry.tone, entry.day) for entry in found.groups[Group.MOVED]] == [
        (Tone.WORSE, date(2024, 5, 1)),
        (Tone.OTHER, date(2023, 9, 1)),
    ]
    assert words(given, found, Group.MOVED) == [
        "Opening: deadline 2025-12 became 2026-12: postponed; published by Paper",
        "pit: date set for the first time, 2024-06; published by Paper",
    ]


def test_a_deadline_moved_forward_is_better() -> None:
    given = reform(deadlines="{by: 2025}, {by: 2024, set_on: 2022-03-01, source: paper}")
    entry = only(between(given, "2021-12-31", "2022-12-31"), Group.MOVED)
    assert (entry.tone, entry.said.source) == (Tone.BETTER, "paper")


def test_what_was_set_with_the_promise_is_no_change() -> None:
    given = project(nodes=node("pit", "{to: 2024-06}"))
    found = between(given, "2019-01-01", "2020-12-31")
    assert found.groups[Group.MOVED] == ()
    made = only(found, Group.MADE)
    assert isinstance(made, Made)
    assert (made.day, made.now) == (date(2020, 1, 1), given.on("2020-12-31"))


def test_nodes_reached_say_whether_they_were_late() -> None:
    given = project(
        nodes=f"{node('pit', '{to: 2021-06}', '{on: 2021-08-01}')},"
        f" {node('deck', '{to: 2022-06}', '{on: 2022-05}')}, {node('rail', '', '{on: 2022-07}')}"
    )
    found = between(given, "2021-01-01", "2022-12-31")
    assert all(isinstance(entry, Reached) for entry in found.groups[Group.NODES])
    assert words(given, found, Group.NODES) == [
        "rail (2022-07)",
        "deck (2022-05), planned 2022-06",
        "pit (2021-08-01), later than the 2021-06 first planned",
    ]


def test_reports_are_told_by_what_they_show_and_context_is_not() -> None:
    given = project(
        more=reports(
            "{on: 2021-03, shows: under-way}, {on: 2021-04, shows: context},"
            " {on: 2021-05, shows: not-done}, {on: 2021-06, shows: begun}"
        )
    )
    found = between(given, "2020-12-31", "2021-12-31")
    assert words(given, found, Group.REPORTS) == [
        "said (2021-05, not done)",
        "said (2021-06, begun)",
        "said (2021-03, under way)",
    ]
    given = limits(met="{on: 2021-06}")
    found = between(given, "2020-12-31", "2021-12-31")
    assert words(given, found, Group.REPORTS) == ["reported met (2021-06)"]


# --- what lies ahead, is out of date, or has nothing -----------------------------------------


def test_what_is_due_within_ninety_days_is_named_and_not_what_lies_further() -> None:
    given = project("{to: 2025-12-31}", nodes=node("pit", "{to: 2025-10-31}"))
    found = between(given, "2025-01-01", "2025-08-02")
    assert [(entry.day, words(given, found, Group.DUE)) for entry in found.groups[Group.DUE]] == [
        (date(2025, 10, 31), ["node: pit"])
    ]
    assert between(given, "2025-01-01", "2025-08-01").groups[Group.DUE] == ()
    assert len(between(given, "2025-01-01", "2025-10-02").groups[Group.DUE]) == 2


def test_evidence_that_went_out_of_date_is_named_whatever_the_status() -> None:
    given = target("2020: 100, 2021: 150", "{at_least: 200, by: 2030}")
    entry = only(between(given, "2022-12-31", "2024-01-01"), Group.STALE)
    assert (entry.day, entry.said.source) == (date(2024, 1, 1), "book")
    assert between(given, "2022-12-31", "2023-12-31").groups[Group.STALE] == ()
    assert between(given, "2024-01-01", "2024-12-31").groups[Group.STALE] == ()


def test_a_promise_without_anything_is_named_as_long_as_it_lasts() -> None:
    given = ambition("{on: 2021-06, shows: aimed-at}", more="missing: A count\n")
    assert words(given, between(given, "2020-06-30", "2021-01-01"), Group.UNSUPPORTED) == [
        "no evidence of its own was found"  # what is missing was written later
    ]
    assert between(given, "2020-06-30", "2021-12-31").groups[Group.UNSUPPORTED] == ()
    given = ambition(more="missing: A count\n")
    assert words(given, between(given, "2020-06-30", "2021-01-01"), Group.UNSUPPORTED) == [
        "Lacking: A count"
    ]


def test_what_was_withdrawn_stands_in_its_own_group() -> None:
    given = reform(more="withdrawn: {on: 2022-06-01, published: 2022-06-02, source: paper}")
    entry = only(between(given, "2022-01-01", "2022-12-31"), Group.WITHDRAWN)
    assert (entry.day, entry.said.source) == (date(2022, 6, 2), "paper")
    assert between(given, "2022-06-02", "2022-12-31").groups[Group.WITHDRAWN] == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_where_nothing_changed_every_group_says_none(language: str) -> None:
    say = Wording(language)
    given = reform("{on: 2021-06, area: city, shows: adopted}")
    found = between(given, "2023-01-01", "2023-12-31")
    assert found.is_empty
    titles = [section_title(section, (), say) for section in Section]
    assert titles == [
        say("digest.section.none", name=say(f"digest.section.{one}")) for one in Section
    ]
    text = as_markdown(given.catalog, found, say)
    assert finding(found, say) == say("digest.finding.none", since="2023-01-01", as_of="2023-12-31")
    assert all(title in text for title in titles)


def test_what_was_published_later_is_not_known_on_the_later_day() -> None:
    given = target(GDP, "{at_least: 200, by: 2023}")
    assert between(given, "2022-12-31", "2024-02-28").groups[Group.FIGURES] == ()


# --- two spans make one ----------------------------------------------------------------------


def figures(found: Digest) -> set[tuple[str, str, str, str, date]]:
    return {
        (entry.indicator, entry.area, entry.figure.period.text, entry.first.value.text, entry.day)
        for entry in found.groups[Group.FIGURES]
        if isinstance(entry, NewFigure)
    }


DAYS = some.dates(date(2018, 1, 1), date(2026, 12, 31))


@settings(max_examples=25, deadline=None)
@given(seed=some.integers(0, 10**6), days=some.lists(DAYS, min_size=3, max_size=3))
def test_two_adjacent_spans_have_the_new_figures_of_the_whole(seed: int, days: list[date]) -> None:
    first, middle, last = sorted(days)
    catalog = read(files(20, seed)).catalog
    assert catalog is not None
    early, late = (
        figures(digest(catalog, first, middle)),
        figures(digest(catalog, middle, last)),
    )
    assert early | late == figures(digest(catalog, first, last))
    assert not early & late


@pytest.mark.parametrize("folder", [SHIPPED, TINY, MOVED], ids=lambda folder: folder.name)
def test_groups_of_events_add_up_over_adjacent_spans(folder: Path) -> None:
    catalog = shipped(folder)
    first, middle, last = date(2019, 12, 31), date(2023, 6, 30), AS_OF
    spans = [digest(catalog, *span) for span in ((first, middle), (middle, last), (first, last))]
    events = (Group.FIGURES, Group.NODES, Group.REPORTS, Group.MADE, Group.WITHDRAWN)
    for group in events:
        early, late, whole = (len(found.groups[group]) for found in spans)
        assert early + late == whole
    assert figures(spans[2])


# --- the shipped data ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("zh", ["▲ 按序时 → × 逾期未达", "由 2025-12 改为 2026", "铁路部分开工（2024-12-27）",
                "联动园区开票销售（2025）：≥800 亿元"]),
        ("en", ["▲ On track → × Overdue", "2025-12 became 2026", "rail part starts (2024-12-27)",
                "Invoiced sales of the joint park (2025): ≥80bn yuan"]),
    ],
)  # fmt: skip
def test_the_shipped_data_names_tunnel_date_rail_start_and_park_with_their_sources(
    language: str, told: list[str]
) -> None:
    catalog, say = shipped(), Wording(language)
    found = digest(catalog, SINCE, AS_OF)
    text = as_markdown(catalog, found, say)
    lines = re.split(r"\n- ", text)
    sources = (
        "jingjiang-daily-2026-01-12",
        "taizhou-transport-plan-2026-03-15",
        "news-china-2024-12-27",
        "jingjiang-daily-2025-12-10",
    )
    for words_, identity in zip(told, sources, strict=True):
        source = catalog.sources[identity]
        entry = next(one for one in lines if words_ in one.replace("\\", ""))
        said = entry.replace("\\", "").replace("\u2060", "")
        assert source.title(language) in said
        assert source.publisher(language) in said
        assert source.published is not None
        assert source.published.text in said
        assert say(f"grade.{source.grade}") in said


def test_a_digest_is_made_of_the_data_alone() -> None:
    catalog = shipped()
    assert digest(catalog, SINCE, AS_OF) == digest(shipped(), SINCE, AS_OF)
    assert digest(as_known(catalog, AS_OF), SINCE, AS_OF) == digest(catalog, SINCE, AS_OF)


# --- documents -------------------------------------------------------------------------------

EVIL = '<script>alert(1)</script> [x](javascript:1) & "quoted" *b* `c` https://example.org'


def spoilt() -> Judged:
    given = ambition("{on: 2021-06, shows: aimed-at}")
    text = given.commitment.replace("title: Promise", f"title: '{EVIL}'")
    return Judged(given.indicators, text.replace("what: said", f"what: '{EVIL}'"))


class Page(HTMLParser):
    """The tags of a page, and all that they carry."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_page_escapes_texts_and_asks_for_nothing(language: str) -> None:
    given = spoilt()
    found = between(given, "2020-06-30", "2021-12-31")
    text = as_html(given.catalog, found, Wording(language), "https://example.org/'\"<b>")
    page = Page(text)
    assert page.tags[0] == ("html", {"lang": {"zh": "zh-CN", "en": "en"}[language]})
    assert EVIL in page.text
    assert {tag for tag, _ in page.tags} <= {
        "html", "head", "meta", "title", "style", "body", "main", "h1", "h2", "p",
        "section", "ul", "li", "time", "div", "span", "a", "b", "code", "details", "summary",
    }  # fmt: skip
    assert not re.search(r"url\(|@import|<script|\son\w+=", text)
    links = [known["href"] for tag, known in page.tags if tag == "a"]
    assert links
    assert all(link and link.startswith("https://example.org/") for link in links)


@pytest.mark.parametrize("language", LANGUAGES)
def test_markdown_escapes_texts(language: str) -> None:
    given = spoilt()
    text = as_markdown(given.catalog, between(given, "2020-06-30", "2021-12-31"), Wording(language))
    assert "<script" not in re.sub(r"\\<", "", text)
    assert "](javascript" not in re.sub(r"\\\]", "", text)
    assert "https://" not in text
    assert r"\[promise\]" in text


def test_commitments_link_to_the_dashboard_as_of_the_day() -> None:
    catalog = shipped()
    found = digest(catalog, SINCE, AS_OF)
    url = "https://board.example.org/commitment?id=river-tunnel&as_of=2026-03-20"
    assert f"]({url})" in as_markdown(catalog, found, ZH, "https://board.example.org/")
    hrefs = [known.get("href") for _, known in Page(as_html(catalog, found, EN, url[:25])).tags]
    assert f"{url}&lang=en" in hrefs
    assert "commitment?" not in as_markdown(catalog, found, ZH)


def test_every_line_of_the_page_has_a_day_and_a_source() -> None:
    catalog = shipped()
    found = digest(catalog, SINCE, AS_OF)
    page = Page(as_html(catalog, found, ZH))
    told = sections(found)
    cases = [case for given in told.values() for case in given]
    counted = [tag if tag != "p" else known.get("class") for tag, known in page.tags]
    events = sum(len(case.events) for case in cases)
    assert counted.count("time") == events
    assert counted.count("source") == events + len(chief(told))
    assert counted.count("li") == len(cases) + len(chief(told))


# --- the command -----------------------------------------------------------------------------


def told(capsys: pytest.CaptureFixture[str], *words_: str) -> tuple[int, str, str]:
    code = main(["digest", *words_])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_command_prints_or_writes_the_same(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    common = ("--since", "2024-06-30", "--as-of", "2026-03-20")
    file = tmp_path / "out.html"
    code, page, _ = told(capsys, *common, "--format", "html", "--lang", "en", str(TINY))
    assert (code, page.count("<html")) == (0, 1)
    code, said, _ = told(
        capsys, *common, "--format", "html", "--lang", "en", "-o", str(file), str(TINY)
    )
    assert (code, said) == (0, f"{file}\n")
    assert file.read_text("utf-8") == page
    code, text, _ = told(capsys, *common, str(TINY))
    assert code == 0
    assert text == as_markdown(shipped(TINY), digest(shipped(TINY), SINCE, AS_OF), ZH)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--since", "2026-03-21"],
        ["--since", "2024", "--public-url", "javascript:alert(1)"],
        ["--since", "2024", "-o", "/nowhere/at/all.md"],
        ["--since", "2024", "/nowhere/at/all"],
    ],
)
def test_wrong_use_is_said_in_a_sentence(
    wrong: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    code, out, err = told(capsys, "--as-of", "2026-03-20", *wrong)
    assert (code, out) == (2, "")
    assert err.strip()


@pytest.mark.parametrize("wrong", [[], ["--since", "soon"]])
def test_the_first_day_is_needed(wrong: list[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["digest", *wrong])
    assert end.value.code == 2


def test_what_cannot_be_read_is_a_problem(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    code, out, _ = told(capsys, "--since", "2024", str(tmp_path))
    assert (code, out) == (1, "")


@pytest.mark.parametrize(
    ("page", "options"), [("README.md", ["--lang", "en"]), ("README.zh.md", [])]
)
def test_the_readme_shows_what_is_printed(
    page: str, options: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    days = ("--since", "2025-12-31", "--as-of", "2026-03-20")
    _, printed, _ = told(capsys, *days, *options, str(SHIPPED))
    shown = (ROOT / page).read_text("utf-8").partition("$ dashboard digest")[2].partition("```")[0]
    lines = [text for text in shown.splitlines()[1:] if text not in {"", "…"}]
    assert lines
    assert [text for text in lines if text not in printed.splitlines()] == []


# --- the panel -------------------------------------------------------------------------------


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    st.cache_resource.clear()
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DASHBOARD_DATA", str(SHIPPED))
    monkeypatch.setenv("DASHBOARD_AS_OF", AS_OF.isoformat())
    monkeypatch.setattr(keeper, "EVERY", -1.0)
    yield
    st.cache_resource.clear()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("page")
def test_the_overview_tells_the_same_in_short(language: str) -> None:
    say = Wording(language)
    shown = visit("overview", since="2024-06-30", lang=language)
    found = digest(shipped(), SINCE, AS_OF)
    assert finding(found, say) in shown.words
    for section, cases in sections(found).items():
        assert section_title(section, cases, say) in shown.words
    for case in chief(sections(found)):
        assert in_short(shipped(), case, say) in shown.words
    assert say("digest.html") in shown.words


@pytest.mark.parametrize("since", ["2027", "soon"])
@pytest.mark.usefixtures("page")
def test_a_day_that_is_not_understood_is_a_year_before(since: str) -> None:
    shown = visit("overview", since=since)
    assert ZH("address.ignored", keys="since") in shown.words
    assert finding(digest(shipped(), date(2025, 3, 20), AS_OF), ZH) in shown.words


@pytest.mark.usefixtures("page")
def test_the_overview_draws_in_red_what_left_what_was_achieved(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shows = "{on: 2025-01, area: city, shows: adopted}, {on: 2025-06, area: city, shows: ended}"
    texts = {
        "catalog": FRAME.format(rules="{}"),
        "sources": SOURCES,
        "theme": f"commitments:\n{reform(shows).commitment}",
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.yaml").write_text(text, "utf-8")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60).run()
    badges = re.findall(r":(\w+)-badge\[(. → .)\]", " ".join(str(one.value) for one in at.table))
    assert badges == [("red", "● → □"), ("green", "○ → ●")]


@pytest.mark.usefixtures("page")
def test_the_panel_is_folded_until_it_is_asked_for() -> None:
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60).run()
    text = "\n".join(plain(item.value) for item in at.markdown)
    assert finding(digest(shipped(), AS_OF - timedelta(days=365), AS_OF), ZH) not in text
    assert not at.date_input or all(item.key != "since" for item in at.date_input)
