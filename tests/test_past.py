"""The day that is shown, the lights of the past, and targets that moved, as a reader meets them."""

import re
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
import streamlit as st
from browsing import ROOT, serving, settled
from judged import Judged, project, reports, target
from playwright.sync_api import Browser
from streamlit.testing.v1 import AppTest
from test_app import PAGES, again, charts, plain, visit

from dashboard.app import keeper
from dashboard.assessment import assess_all, shadows
from dashboard.changes import history
from dashboard.figures.past import lights
from dashboard.figures.trajectory import trajectory
from dashboard.frames.past import Light, strip
from dashboard.frames.targets import trajectory_of
from dashboard.model import Catalog, TargetCommitment
from dashboard.reading import read
from dashboard.sentences.overview import headline
from dashboard.sentences.past import shadow_words, turns_alt
from dashboard.statuses import as_table
from dashboard.store import load
from dashboard.theme import SIGNS, look
from dashboard.wording import LANGUAGES, Wording

MOVED = ROOT / "tests" / "data" / "moved"
AS_OF = date(2026, 3, 20)
ZH, EN = Wording("zh"), Wording("en")
Serve = Callable[[Path], None]


@pytest.fixture(scope="module", name="catalog")
def _catalog() -> Catalog:
    found = read(load(MOVED)).catalog
    assert found is not None
    return found


@pytest.fixture(autouse=True)
def _served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Let the pages show the invented cities whose targets moved."""
    st.cache_resource.clear()
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setenv("DASHBOARD_DATA", str(MOVED))
    monkeypatch.setenv("DASHBOARD_AS_OF", AS_OF.isoformat())
    monkeypatch.setattr(keeper, "EVERY", -1.0)


# --- the lights -----------------------------------------------------------------------------


def lit(given: Judged, as_of: str, months: int = 0) -> tuple[Light, ...]:
    day = date.fromisoformat(as_of)
    return strip(history(given.catalog, given.promise, day), day, months).lights


def test_a_light_is_how_it_stood_at_the_end_of_its_period() -> None:
    given = project(more=reports("{on: 2021-03-31, shows: begun}, {on: 2022-03-01, shows: done}"))
    found = lit(given, "2022-05-10")
    assert [(light.period, light.sign) for light in found] == [
        ("2020-Q1", "no-data"), ("2020-Q2", "no-data"), ("2020-Q3", "no-data"),
        ("2020-Q4", "no-data"), ("2021-Q1", "on-track"), ("2021-Q2", "on-track"),
        ("2021-Q3", "on-track"), ("2021-Q4", "on-track"), ("2022-Q1", "achieved"),
        ("2022-Q2", "achieved"),
    ]  # fmt: skip
    assert [light.day.isoformat() for light in found[-3:]] == [
        "2021-12-31", "2022-03-31", "2022-05-10",
    ]  # fmt: skip
    for light in found:
        verdict = given.on(light.day.isoformat())
        assert light.sign == str(verdict.status)


def test_a_young_promise_has_a_light_a_month_and_a_very_old_one_a_light_a_year() -> None:
    given = target("2020: 100")
    young = lit(given, "2021-12-30")
    assert [light.period for light in young[:3]] == ["2020-01", "2020-02", "2020-03"]
    assert len(young) == 24
    assert [light.day.day for light in young[:4]] == [31, 29, 31, 30]
    assert lit(given, "2022-01-31")[0].period == "2020-Q1"
    assert [light.period for light in lit(given, "2036-03-01")[:2]] == ["2020", "2021"]
    assert lit(given, "2020-01-01", 3) == (Light("2020-Q1", date(2020, 1, 1), "no-data"),)
    assert lit(given, "2019-12-31") == ()


def test_the_lights_are_drawn_as_cells_with_sign_word_and_colour(catalog: Catalog) -> None:
    colours = look(catalog.frame, "light")
    for commitment in catalog.commitments.values():
        turns = history(catalog, commitment, AS_OF)
        shown = strip(turns, AS_OF)
        for compact in (False, True):
            drawn = lights([("", shown)], look=colours, say=ZH, compact=compact)
            assert len(drawn.layout.shapes) == len(shown.lights)
            assert len(drawn.data[0].hovertext) == len(shown.lights)
            said = [label.text for label in drawn.layout.annotations]
            assert {text[0] for text in said} <= {sign.glyph for sign in SIGNS.values()}
            assert len(said) <= len(shown.runs)
        solid = [cell.fillcolor for cell in drawn.layout.shapes]
        open_ones = [not SIGNS[light.sign].is_solid for light in shown.lights]
        assert [colour == "rgba(0,0,0,0)" for colour in solid] == open_ones
        alt = turns_alt(turns, EN)
        assert alt.count("from") >= len(turns)
        assert alt.endswith(".")


def test_two_rows_of_lights_end_with_the_same_period_and_bear_their_names(catalog: Catalog) -> None:
    commitment = catalog.commitments["songwu-workshops"]
    first = strip(history(catalog, commitment, AS_OF), AS_OF)
    again = history(catalog, commitment, AS_OF, restate=True)
    second = strip(again, AS_OF, first.months)
    assert [light.period for light in first.lights] == [light.period for light in second.lights]
    drawn = lights([("then", first), ("now", second)], look=look(catalog.frame, "dark"), say=EN)
    said = [label.text for label in drawn.layout.annotations]
    assert said.count("then") == said.count("now") == 1
    assert len(drawn.layout.shapes) == 2 * len(first.lights)


# --- the moved goalposts ----------------------------------------------------------------------


def test_every_target_is_a_step_over_the_time_it_was_in_force(catalog: Catalog) -> None:
    commitment = catalog.commitments["songwu-workshops"]
    assert isinstance(commitment, TargetCommitment)
    frame = trajectory_of(catalog, commitment, AS_OF)
    assert frame is not None
    assert frame.is_moved
    spans = [(bar.amount.number, bar.since, bar.until) for bar in frame.bars]
    assert [value for value, _, _ in spans] == [355, 244, 122]
    assert spans[0][2] == spans[1][1]
    assert spans[1][2] == spans[2][1]
    colours = look(catalog.frame, "light")
    drawn = trajectory(frame, look=colours, say=ZH)
    steps = {
        (tuple(trace.x), tuple(trace.y)): trace.line.color
        for trace in drawn.data
        if trace.line.width == 2 and trace.mode == "lines"
    }
    for value, since, until in spans:
        ink = colours.palette.ink if value == 122 else colours.palette.axis
        assert steps[(since, until), (value, value)] == ink
    said = " ".join(label.text for label in drawn.layout.annotations)
    for value in ("355", "244", "122"):
        assert value in said
    before = trajectory_of(catalog, commitment, date(2024, 6, 30))
    assert before is not None
    assert [bar.amount.number for bar in before.bars] == [355, 244]


def test_a_target_that_never_moved_has_no_steps(catalog: Catalog) -> None:
    commitment = catalog.commitments["zhubu-lamps"]
    assert isinstance(commitment, TargetCommitment)
    frame = trajectory_of(catalog, commitment, AS_OF)
    assert frame is not None
    assert not frame.is_moved
    assert [(bar.since, bar.until) for bar in frame.bars] == [(None, None)]


# --- counts and words ---------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_good_by_a_moved_target_is_counted_apart(catalog: Catalog, language: str) -> None:
    say = Wording(language)
    verdicts = assess_all(catalog, AS_OF)
    moved = shadows(catalog, verdicts)
    assert {identity for identity, one in moved.items() if one.is_eased} == {
        "songwu-workshops", "zhubu-workshops",
    }  # fmt: skip
    apart = say("past.eased", n=1)
    assert headline(catalog, verdicts, say, moved).count(apart) == 2
    assert apart not in headline(catalog, verdicts, say)
    table = as_table(catalog, verdicts, say)
    assert table.count(apart) == 2
    words = shadow_words(catalog, say, moved["songwu-workshops"])
    assert words in table
    assert "355" in words
    before = assess_all(catalog, date(2022, 6, 30))
    assert apart not in as_table(catalog, before, say)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_pages_say_what_the_original_target_gives(language: str, catalog: Catalog) -> None:
    say = Wording(language)
    moved = shadows(catalog, assess_all(catalog, AS_OF))
    listed = visit("commitments", lang=language)
    for identity, one in moved.items():
        words = shadow_words(catalog, say, one)
        assert (words in visit("commitment", lang=language, id=identity).words) or not words
        assert words in listed.words
    assert listed.words.count(say("past.eased", n=1)) == 2
    assert say("past.eased", n=1) in visit("overview", lang=language).finding
    shown = visit("commitment", lang=language, id="songwu-workshops")
    assert "355" in shown.finding
    assert say("past.moves") in shown.words
    assert say("past.kind.weakened") in shown.words


# --- the day -----------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES)
def test_one_control_of_the_day_is_on_every_page_and_keeps_what_was_chosen(page: str) -> None:
    query = {
        "commitment": {"id": "songwu-trees", "restate": "yes"},
        "commitments": {"kind": "target", "q": "trees"},
        "compare": {"indicator": "trees", "lens": "absolute"},
        "overview": {"area": "zhubu"},
    }.get(page, {})
    shown = visit(page, lang="en", **query)
    assert [one.key for one in shown.at.date_input].count("as_of") == 1
    shown.at.date_input(key="as_of").set_value(date(2023, 6, 30)).run()
    found = again(shown.at)
    kept = dict(found.at.query_params.items())
    flat = {key: value[0] if isinstance(value, list) else value for key, value in kept.items()}
    assert flat == {"lang": "en", "as_of": "2023-06-30", **query}
    assert EN("as-of.past", day="2023-06-30") in found.words
    found.at.date_input(key="as_of").set_value(AS_OF).run()
    assert "as_of" not in found.at.query_params


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_few_days_worth_looking_at_are_one_click_away(language: str) -> None:
    say = Wording(language)
    shown = visit("commitment", id="harbour-guild", lang=language)
    labels = {one.key: one.label for one in shown.at.button if str(one.key).startswith("day-")}
    assert labels == {
        "day-promised": say("past.day.promised", day="2025-06-30"),
        "day-year-end": say("past.day.year-end", day="2025-12-31"),
    }
    shown.at.button(key="day-year-end").click().run()
    found = again(shown.at)
    assert found.at.query_params["as_of"] in ("2025-12-31", ["2025-12-31"])
    assert say("as-of.past", day="2025-12-31") in found.words
    found.at.button(key="day-today").click().run()
    assert "as_of" not in found.at.query_params
    first = [one.key for one in visit("overview").at.button]
    assert "day-first" in first
    assert "day-promised" not in first


@pytest.mark.parametrize("page", PAGES)
def test_before_the_first_promise_every_page_says_so_in_a_sentence(page: str) -> None:
    query = {"id": "songwu-trees"} if page == "commitment" else {}
    shown = visit(page, lang="en", as_of="2020-12-30", **query)
    said = {
        "overview": EN("overview.headline.none"),
        "commitments": EN("overview.headline.none"),
        "commitment": EN("commitment.not-yet", day="2020-12-30"),
    }
    assert said.get(page, "") in shown.finding
    assert shown.finding
    assert "2020-12-31" not in shown.words.replace(EN("past.day.first", day="2020-12-31"), "") or (
        page == "commitment"
    )
    for name in ("Songwu notes", "Zhubu ledger", "Harbour audit"):
        assert name not in shown.words


@pytest.mark.parametrize("language", LANGUAGES)
def test_before_the_first_promise_the_command_says_so_too(language: str, catalog: Catalog) -> None:
    say = Wording(language)
    assert as_table(catalog, {}, say) == say("overview.headline.none")


def test_a_day_ahead_is_said_to_be_ahead() -> None:
    shown = visit("overview", lang="en", as_of="2030-01-01")
    assert EN("past.ahead", day="2030-01-01") in shown.words
    assert EN("as-of.past", day="2030-01-01") not in shown.words


def test_on_a_past_day_no_page_shows_what_was_published_or_set_later() -> None:
    """On 30 June 2024 the third targets, the audit and three sources were still to come."""
    for page in PAGES:
        for identity in ("songwu-workshops", "zhubu-workshops", "mist-pier"):
            query = {"id": identity} if page == "commitment" else {}
            found = visit(page, lang="en", as_of="2024-06-30", **query).words
            for later in (
                "Zhubu ledger", "Harbour audit", "The fifth year", "2025-02-11", "2026-01-20",
                "2026-01-05",
                "≥122 ", "≥130 ", "not to be moved again", "register of 2026",
                "One guild", "half is laid", "2027-06", "changed in 2025",
            ):  # fmt: skip
                assert later not in found, (page, identity, later)
    now = visit("commitment", lang="en", id="zhubu-workshops").words
    assert "register of 2026" not in now  # it is on track: nothing is missing


def test_a_search_on_a_past_day_finds_nothing_that_was_said_later() -> None:
    assert "New pier" in visit("commitments", lang="en", q="half").words
    then = visit("commitments", lang="en", q="half", as_of="2024-06-30")
    assert EN("commitments.none") in then.words


def test_the_page_of_sources_counts_and_hands_out_what_was_known_that_day() -> None:
    then = visit("sources", lang="en", as_of="2022-06-30")
    assert re.findall(r"\d+", then.finding)[:2] == ["2", "6"]
    assert EN("sources.problems", n=0) not in then.words
    assert re.findall(r"\d+", visit("sources", lang="en").finding)[:1] == ["8"]


# --- restating ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_restating_is_an_option_of_the_address_and_says_what_it_rests_on(language: str) -> None:
    say = Wording(language)
    plainly = visit("commitment", lang=language, id="songwu-workshops")
    assert say("past.row.restated") not in history_alt(plainly.at)
    plainly.at.toggle(key="restate").set_value(v=True).run()
    found = again(plainly.at)
    assert found.at.query_params["restate"] in ("yes", ["yes"])
    assert say("past.row.restated") in history_alt(found.at)
    assert plain(say("past.restate.note", day=AS_OF.isoformat())) in found.words
    assert "2024-12-31" in found.words
    found.at.toggle(key="restate").set_value(v=False).run()
    assert "restate" not in found.at.query_params
    wrong = visit("commitment", lang=language, id="songwu-workshops", restate="no")
    assert say("address.ignored", keys="restate") in wrong.words
    same = visit("commitment", lang=language, id="songwu-trees", restate="yes", as_of="2021-06-30")
    assert say("past.restate.same") in same.words


def history_alt(at: AppTest) -> str:
    """Return the text alternative of the lights."""
    return next(alt for alt, _ in charts(at) if alt.startswith(("状态历史", "History")))


def test_the_histories_of_the_shipped_data_cost_little() -> None:
    catalog = read(load(ROOT / "data")).catalog
    assert catalog is not None
    started = time.perf_counter()
    turns = [history(catalog, one, AS_OF) for one in catalog.commitments.values()]
    spent = time.perf_counter() - started
    started = time.perf_counter()
    for one in catalog.commitments.values():
        assess_all(catalog._replace(commitments={one.id: one}), AS_OF)
    once = time.perf_counter() - started
    assert sum(len(one) for one in turns) > len(catalog.commitments)
    assert spent < 60 * once  # far from a verdict a commitment and quarter, 43 times 24


# --- in a browser ----------------------------------------------------------------------


def test_a_day_can_be_typed_on_a_phone_and_the_lights_fit(browser: Browser, tmp_path: Path) -> None:
    with serving(MOVED, tmp_path, "--as-of", AS_OF.isoformat()) as server:
        phone = browser.new_context(
            viewport={"width": 390, "height": 844},
            user_agent="Mozilla/5.0 (Linux; Android 14) Chrome Mobile Safari",
        )
        page = phone.new_page()
        page.goto(f"{server.url}/commitment?id=songwu-workshops&lang=en&restate=yes")
        settled(page, "[class*='st-key-chart-history'] .main-svg")
        box = page.locator("[class*='st-key-chart-history'] .main-svg").first.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 390
        page.get_by_role("button", name="As of 2026-03-20").click()
        page.get_by_role("spinbutton").first.focus()
        page.keyboard.type("20240630", delay=50)
        page.get_by_role("button", name="Show this day").click()
        page.wait_for_url(re.compile("as_of=2024-06-30"))
        settled(page)
        page.get_by_text(EN("as-of.past", day="2024-06-30")).first.wait_for()
        assert "id=songwu-workshops" in page.url
        assert "restate=yes" in page.url
        assert "lang=en" in page.url
        assert page.get_by_text("≥122 ").count() == 0
        phone.close()
