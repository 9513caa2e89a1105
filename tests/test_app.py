"""Every page as a reader meets it, run without a browser: words, charts, addresses, bad data."""

import json
import re
import shutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
import streamlit as st
from browsing import ROOT
from google.protobuf.json_format import MessageToDict
from streamlit.testing.v1 import AppTest

from dashboard.app import keeper
from dashboard.assessment import Verdict, assess_all
from dashboard.frames.figures import indicators_compared
from dashboard.frames.limits import limit_panels
from dashboard.frames.refusals import refusals_of
from dashboard.model import Catalog
from dashboard.reading import Reading, read
from dashboard.sentences.overview import GROUPS
from dashboard.sentences.status import status_key
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording

SHIPPED, TINY = ROOT / "data", ROOT / "tests" / "data" / "tiny"
AS_OF = date(2026, 3, 20)
PAGES = (
    "overview",
    "limits",
    "compare",
    "projects",
    "commitments",
    "commitment",
    "briefing",
    "sources",
)
CHARTED = ("overview", "limits", "compare", "projects")
LENSES = ("absolute", "index", "per-head", "own-target", "own-limit")


class Shown(NamedTuple):
    """A page that was run."""

    at: AppTest
    words: str

    @property
    def finding(self) -> str:
        """Return the page's heading."""
        return plain(self.at.header[0].value)


@cache
def known(folder: Path) -> Reading:
    return read(load(folder))


def catalog_of(folder: Path) -> Catalog:
    found = known(folder).catalog
    assert found is not None
    return found


def verdicts_of(folder: Path, as_of: date = AS_OF) -> Mapping[str, Verdict]:
    return assess_all(catalog_of(folder), as_of)


@pytest.fixture(scope="module")
def served() -> Iterator[list[Path]]:
    """Keep which folder was served last: reading and drawing anew costs a second."""
    st.cache_resource.clear()
    yield []
    st.cache_resource.clear()


@pytest.fixture
def serve(
    monkeypatch: pytest.MonkeyPatch, served: list[Path], tmp_path: Path
) -> Callable[[Path], None]:
    """Let the pages show the shipped data or another folder, looked at on every run."""
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(keeper, "EVERY", -1.0)
    monkeypatch.setenv("DASHBOARD_AS_OF", AS_OF.isoformat())

    def serving(folder: Path) -> None:
        if served != [folder]:
            st.cache_resource.clear()
            served[:] = [folder]
        monkeypatch.setenv("DASHBOARD_DATA", str(folder))

    serving(SHIPPED)
    return serving


def visit(page: str, **query: str | list[str]) -> Shown:
    """Run a page at an address; an exception on it fails the test."""
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60)
    at.switch_page(f"screens/{page}.py")
    for key, value in query.items():
        at.query_params[key] = value
    return again(at)


def again(at: AppTest) -> Shown:
    """Run a page once more, with all that is drawn only when it is unfolded."""
    at.run()
    folds = [one.proto.id.partition("-fold-")[2] for one in at.expander]
    if any(folds):
        for fold in filter(None, folds):
            at.session_state[f"fold-{fold}"] = True
        at.run()
    assert [item.message for item in at.exception] == []
    return Shown(at, "\n".join(words(at)))


def words(at: AppTest) -> Iterator[str]:
    """Yield everything a reader is told: texts, tables, charts, labels, links."""
    for block in (at.main, at.sidebar):
        for item in block:
            proto = getattr(item, "proto", None)
            if proto is not None:
                yield plain(_told(MessageToDict(proto)))
            if item.type == "table":
                yield plain(_told([*item.value.columns, *item.value.to_numpy().tolist()]))
    for _, spec in charts(at):
        yield _told(spec)


def plain(text: str) -> str:
    """Return markdown nearly as it is read: without escapes, colours and sizes."""
    bare = re.sub(r":(small|gray|red|[a-z]+-badge)\[", "", text).replace("\u2060", "")
    return re.sub(r"\\([^\w\s])", r"\1", bare)


def _told(value: object) -> str:
    if isinstance(value, Mapping):
        return "\n".join(_told(inner) for inner in value.values())
    if isinstance(value, list):
        return "\n".join(_told(inner) for inner in value)
    return str(value)


def charts(at: AppTest) -> list[tuple[str, dict[str, Any]]]:
    """Return the text alternative and the figure of every chart, in order."""
    found = []
    for item in at.main:
        if item.type == "plotly_chart":
            found.append((item.proto.alt, json.loads(item.proto.spec)))
        elif item.type == "bidi_component":
            told = json.loads(item.proto.bytes)
            found.append((told["alt"], told["spec"]))
    return found


def source_lines(at: AppTest, say: Wording) -> list[str]:
    """Return the lines that say where the figures come from."""
    start = say("source.line", names="")
    lines = (plain(item.value) for kind in (at.caption, at.markdown) for item in kind)
    return [line for line in lines if start in line]


def linked(at: AppTest) -> list[str]:
    """Return the commitments that a page links to."""
    queries = (MessageToDict(item.proto).get("queryString", "") for item in at.get("page_link"))
    return [found[1] for query in queries if (found := re.search(r"id=([\w-]+)", query))]


def numbers(text: str) -> list[int]:
    """Return the numbers in a text, also those that are written as words."""
    figures = "零一两三四五六七八九十"
    found = re.findall(rf"\d+|[{figures}](?=项)", text)
    return [figures.index(one) if one in figures else int(one) for one in found]


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_a_page_has_words_and_its_charts_have_alternatives_and_sources(
    serve: Callable[[Path], None], page: str, language: str, folder: Path
) -> None:
    serve(folder)
    query = {"id": next(iter(catalog_of(folder).commitments))} if page == "commitment" else {}
    shown = visit(page, lang=language, **query)
    say = Wording(language)
    assert shown.finding
    assert say("as-of.button", day=AS_OF.isoformat()) in shown.words
    assert catalog_of(folder).frame.contact(language) in shown.words
    drawn = charts(shown.at)
    assert bool(drawn) or page not in CHARTED
    assert all(alt.strip() for alt, _ in drawn)
    assert all(spec["data"] for _, spec in drawn)
    lines = source_lines(shown.at, say)
    assert lines or not drawn
    assert [line for line in lines if AS_OF.isoformat() not in line] == []
    other = Wording("en" if language == "zh" else "zh")
    assert other("foot.line", contact="", licence="").split("CC")[0] not in shown.words


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_overview_counts_what_the_rules_give(
    serve: Callable[[Path], None], language: str, folder: Path
) -> None:
    serve(folder)
    verdicts = verdicts_of(folder)
    counts = [sum(one.status in group for one in verdicts.values()) for group in GROUPS.values()]
    assert sum(counts) == len(verdicts)
    shown = visit("overview", lang=language)
    assert numbers(shown.finding) == [len(verdicts), *(count for count in counts if count)]
    assert Wording(language)("overview.all", n=len(verdicts)) in shown.words
    assert set(linked(shown.at)) <= set(verdicts)


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_other_pages_count_what_there_is(
    serve: Callable[[Path], None], language: str, folder: Path
) -> None:
    serve(folder)
    catalog = catalog_of(folder)
    projects = [one for one in catalog.commitments.values() if one.kind == "project"]
    counted = numbers(visit("projects", lang=language).finding)
    assert counted[0] == len(projects) == sum(counted[1:])
    listed = visit("commitments", lang=language)
    assert numbers(listed.finding) == [len(catalog.commitments)]
    assert sorted(linked(listed.at)) == sorted(catalog.commitments)
    figures = sum(len(one) for i in catalog.indicators.values() for one in i.observations.values())
    said = numbers(visit("sources", lang=language).finding)
    assert {figures, len(catalog.sources)} <= set(said)
    panels = limit_panels(catalog, AS_OF)
    assert len(charts(visit("limits", lang=language).at)) == len(panels)


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_commitment_says_why_it_stands_as_it_does(
    serve: Callable[[Path], None], language: str, folder: Path
) -> None:
    serve(folder)
    say, places = Wording(language), known(folder).places
    for identity, verdict in verdicts_of(folder).items():
        shown = visit("commitment", lang=language, id=identity)
        word = say(status_key(verdict.status, late=verdict.is_late))
        commitment = catalog_of(folder).commitments[identity]
        place = places.item("commitment", identity)
        assert say("commitment.why", status=word) in shown.words, identity
        assert commitment.title(language) in shown.words, identity
        assert commitment.statement(language) in shown.words, identity
        assert say("wrong.where", file=place.file, line=place.line, id=identity) in shown.words
        assert all(alt.strip() for alt, _ in charts(shown.at)), identity
        assert source_lines(shown.at, say) or not charts(shown.at), identity
        publishers = {
            catalog_of(folder).sources[one].publisher(language) for one in verdict.sources
        }
        assert [one for one in publishers if one not in shown.words] == [], identity
        assert identity not in linked(shown.at)


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("lens", LENSES)
def test_every_indicator_can_be_seen_through_every_lens_or_the_page_says_why_not(
    serve: Callable[[Path], None], lens: str, folder: Path
) -> None:
    serve(folder)
    catalog = catalog_of(folder)
    for identity in indicators_compared(catalog, AS_OF):
        language = LANGUAGES[len(identity) % 2]
        shown = visit("compare", lang=language, indicator=identity, lens=lens)
        name = catalog.indicators[identity].name(language)
        assert shown.finding, identity
        assert name in shown.words, identity
        assert all(alt.strip() for alt, _ in charts(shown.at)), identity
        assert source_lines(shown.at, Wording(language)), identity
        offered = shown.at.get("button_group")[-1].proto
        refused = [one for one in LENSES if Wording(language)(f"compare.lens.{one}") in shown.words]
        assert set(refused) == set(LENSES), (identity, offered)


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
def test_what_can_be_shown_instead_keeps_the_rest_of_the_address(
    serve: Callable[[Path], None], folder: Path
) -> None:
    serve(folder)
    catalog = catalog_of(folder)
    offered = 0
    for identity in indicators_compared(catalog, AS_OF):
        kept = refusals_of(catalog, identity, AS_OF)
        others = [item.indicator for item in kept if item.indicator]
        for key in [*others[:1], *(["figures"] if any(item.periods for item in kept) else [])]:
            shown = visit("compare", lang="en", indicator=identity)
            shown.at.button(key=f"instead-{key}").click().run()
            found = shown.at.query_params.items()
            query = {one: value if isinstance(value, str) else value[0] for one, value in found}
            changed = {"show": "figures"} if key == "figures" else {"indicator": key}
            assert query == {"lang": "en", "indicator": identity} | changed
            offered += 1
    assert offered > 1


WRONG = "zz-nowhere"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("page", "key", "value"),
    [
        *((page, "lang", WRONG) for page in PAGES),
        *((page, "as_of", "2020-13-45") for page in PAGES),
        *((page, "as_of", WRONG) for page in PAGES),
        ("commitment", "id", WRONG),
        ("compare", "indicator", WRONG),
        ("compare", "lens", WRONG),
        ("compare", "show", WRONG),
        *(("commitments", key, WRONG) for key in ("area", "theme", "kind", "status")),
        ("overview", "as_of", "[x](https://example.org)"),
        ("commitments", "status", "<script>alert(1)</script>"),
    ],
)
@pytest.mark.usefixtures("serve")
def test_a_wrong_parameter_is_named_and_never_repeated(
    page: str, key: str, value: str, language: str
) -> None:
    query = {"lang": language, "id": "river-tunnel"} | {key: value}
    if page != "commitment" and key != "id":
        del query["id"]
    shown = visit(page, **query)
    language = "zh" if key == "lang" else language
    assert Wording(language)("address.ignored", keys=key) in shown.words
    assert value not in shown.words
    assert shown.finding


@pytest.mark.usefixtures("serve")
def test_a_search_for_a_script_finds_nothing_and_stays_in_its_field() -> None:
    script = "<script>alert(1)</script>"
    shown = visit("commitments", q=script)
    assert Wording("zh")("commitments.none") in shown.words
    assert shown.at.text_input[0].value == script
    others = [item.value for kind in (shown.at.markdown, shown.at.caption) for item in kind]
    assert script not in plain("\n".join(others) + shown.finding)


@pytest.mark.usefixtures("serve")
def test_filters_of_the_address_hold_together() -> None:
    shown = visit("commitments", kind=["project", "limits"], theme=["transport", "approval"])
    catalog = catalog_of(SHIPPED)
    expected = {
        one.id
        for one in catalog.commitments.values()
        if one.kind in {"project", "limits"}
        and catalog.theme_of[one.id] in {"transport", "approval"}
    }
    assert set(linked(shown.at)) == expected
    assert numbers(shown.finding) == [len(expected), len(catalog.commitments)]
    assert shown.at.multiselect(key="kind").value == ["project", "limits"]


@pytest.mark.usefixtures("serve")
def test_a_filter_goes_into_the_address_and_comes_out_again() -> None:
    shown = visit("commitments", lang="en", as_of="2025-12-31")
    shown.at.multiselect(key="status").select("missed").run()
    assert shown.at.query_params["status"] in ("missed", ["missed"])
    assert shown.at.query_params["lang"] in ("en", ["en"])
    shown.at.multiselect(key="status").unselect("missed").run()
    assert "status" not in shown.at.query_params


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.usefixtures("serve")
def test_as_of_a_day_the_page_shows_what_was_known_then(language: str) -> None:
    shown = visit("commitment", lang=language, id="river-tunnel", as_of="2024-06-30")
    say = Wording(language)
    assert say("commitment.why", status=say("status.on-track")) in shown.words
    assert say("status.missed") not in shown.words
    later = visit("commitment", lang=language, id="river-tunnel")
    assert say("commitment.why", status=say("status.missed")) in later.words


@pytest.mark.usefixtures("serve")
def test_as_of_a_day_nothing_that_was_published_later_is_cited() -> None:
    then, catalog = date(2022, 6, 30), catalog_of(SHIPPED)
    later = {
        (one.publisher.zh, one.published.text)
        for one in catalog.sources.values()
        if one.published and one.published.first > then
    }
    cited = re.compile(
        "|".join(
            rf"{re.escape(name)}[^\n]{{,40}}?{day}|{day}[^\n]{{,6}}{re.escape(name)}"
            for name, day in sorted(later)
        )
    )
    visits = [(page, "") for page in PAGES if page != "commitment"]
    visits += [("commitment", one) for one in catalog.commitments]
    found = {}
    for page, identity in visits:
        shown = visit(page, as_of=then.isoformat(), **({"id": identity} if identity else {}))
        unlinked = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", shown.words)
        if hits := cited.findall(unlinked):
            found[page, identity] = hits
    assert found == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("day", ["1990-01-01", "2199-12-31"])
@pytest.mark.usefixtures("serve")
def test_long_before_and_long_after_a_page_still_says_what_it_knows(
    page: str, language: str, day: str
) -> None:
    query = {"id": "river-tunnel"} if page == "commitment" else {}
    shown = visit(page, lang=language, as_of=day, **query)
    say = Wording(language)
    assert day in shown.words
    assert all(alt.strip() for alt, _ in charts(shown.at))
    expected = {
        "overview": say("overview.headline.none"),
        "limits": say("limits.none"),
        "projects": say("projects.headline.none"),
        "compare": say("compare.none"),
        "commitment": say("commitment.not-yet", day=day),
    }
    assert (expected.get(page, "") in shown.finding) == (day < "2000" or page not in expected)


def names_of(catalog: Catalog) -> set[str]:
    """Return what a catalog calls its places, themes and promises, and its ids."""
    frame = catalog.frame
    named = [*frame.areas, *frame.themes, *catalog.commitments.values()]
    texts = [getattr(one, field, None) for one in named for field in ("name", "title", "short")]
    if frame.schematic:
        texts += [frame.schematic.water, frame.schematic.title]
    said = {word for text in texts if text for word in (text.zh, text.en)}
    return said | {*catalog.commitments, *catalog.indicators, frame.title.zh, frame.title.en}


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_another_pair_of_cities_leaves_nothing_of_the_first(
    serve: Callable[[Path], None], page: str, language: str
) -> None:
    serve(SHIPPED)
    visit(page, lang=language)
    serve(TINY)
    first, second = catalog_of(SHIPPED), catalog_of(TINY)
    own = names_of(second)
    foreign = {name for name in names_of(first) if not any(name in one for one in own)}
    foreign |= {"江阴", "靖江", "长江", "Jiangyin", "Jingjiang", "Yangtze", "2440", "1220", "澄靖"}
    identities = [*second.commitments] if page == "commitment" else [""]
    for identity in identities:
        shown = visit(page, lang=language, **({"id": identity} if identity else {}))
        left = [name for name in foreign if re.search(rf"(?<![\w-]){re.escape(name)}", shown.words)]
        assert left == [], identity
    assert second.frame.areas[0].name(language) in shown.words or page == "sources"


CLASHES = {
    "growth": "a theme; in the code how a series goes on, linear or geometric",
    "port": "a theme; in the code the port of a server",
    "residents": "an indicator; in the code a word of one docstring",
}
"""Ids of the shipped data that are also plain words of the code, and what they mean there."""


def test_the_code_names_no_place_theme_indicator_or_commitment() -> None:
    catalog = catalog_of(SHIPPED)
    frame = catalog.frame
    ids = {*catalog.commitments, *catalog.indicators, *catalog.sources}
    ids |= {one.id for one in (*frame.areas, *frame.themes)}
    names = {word for area in frame.areas for word in (area.name.zh, area.name.en)}
    names |= {word for one in catalog.commitments.values() for word in (one.title.zh, one.title.en)}
    code = ROOT / "dashboard"
    files = [path for kind in ("py", "yaml", "toml") for path in code.rglob(f"*.{kind}")]
    files += (code / "app").glob("*.js")
    wanted = ids - set(CLASHES)
    named = re.compile("|".join(re.escape(name) for name in sorted(names)))
    found = [
        f"{path.relative_to(ROOT)}:{number}: {hit}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        for hit in [*wanted.intersection(re.findall(r"[\w-]+", line)), *named.findall(line)]
    ]
    assert found == []


@pytest.fixture
def folder(tmp_path: Path, serve: Callable[[Path], None]) -> Path:
    """Serve a copy of the shipped data that a test may break."""
    copy = tmp_path / "data"
    shutil.copytree(SHIPPED, copy)
    serve(copy)
    return copy


def test_a_file_that_cannot_be_parsed_keeps_its_last_good_version_and_the_rest_is_new(
    folder: Path,
) -> None:
    broken, other = folder / "growth.yaml", folder / "transport.yaml"
    good = broken.read_text("utf-8")
    shown = visit("commitments")
    everything = linked(shown.at)
    assert "growth.yaml" not in shown.words
    lines = good.count("\n")
    broken.write_text(f"{good}\n  - [never closed\n", encoding="utf-8")
    text = other.read_text("utf-8")
    other.write_text(text.replace("锡澄S1线", "锡澄第一线"), encoding="utf-8")
    shown = again(shown.at)
    assert linked(shown.at) == everything
    assert "锡澄第一线" in shown.words
    assert "锡澄S1线" not in shown.words
    place = re.search(r"growth\.yaml:(\d+)", shown.at.expander[0].label.replace("\\", ""))
    assert place
    assert int(place[1]) > lines
    detail = visit("commitment", id="jiangyin-gdp-5000")
    assert "5,126.13" in detail.words
    broken.write_text(good, encoding="utf-8")
    shown = again(shown.at)
    assert linked(shown.at) == everything
    assert "growth.yaml" not in shown.words


def test_a_bad_item_keeps_its_last_good_version_and_says_so(folder: Path) -> None:
    file = folder / "growth.yaml"
    good = file.read_text("utf-8")
    shown = visit("commitment", id="jiangyin-gdp-5000")
    kept = Wording("zh")("commitment.kept")
    before = shown.finding
    assert kept not in shown.words
    item = good[good.index("id: jiangyin-gdp-5000") :]
    file.write_text(good.replace(item, item.replace("at_least: 5000", "at_least: many", 1)))
    shown = again(shown.at)
    assert shown.finding == before
    assert kept in shown.words
    assert "growth.yaml" in shown.at.expander[0].label
    neighbour = visit("commitment", id="jiangyin-six-breakthroughs")
    assert kept not in neighbour.words
    file.write_text(good, encoding="utf-8")
    shown = again(shown.at)
    assert kept not in shown.words


def test_where_nothing_can_be_read_both_languages_say_so(
    tmp_path: Path, serve: Callable[[Path], None]
) -> None:
    serve(tmp_path)
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60).run()
    assert list(at.exception) == []
    assert [item.value for item in at.header] == [
        Wording(one)("nothing.title") for one in LANGUAGES
    ]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.usefixtures("serve")
def test_a_page_run_twice_is_the_same_page(page: str) -> None:
    query = {"id": "river-tunnel"} if page == "commitment" else {}
    shown = visit(page, **query)
    passing = re.compile(r"\b[0-9a-f]{32}\b")  # names of files to take along, drawn anew
    assert passing.sub("", again(shown.at).words) == passing.sub("", shown.words)
