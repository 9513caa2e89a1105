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
from dashboard.model import Catalog
from dashboard.reading import Reading, read
from dashboard.sentences.overview import GROUPS
from dashboard.sentences.status import status_key
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording

SHIPPED, TINY = ROOT / "data", ROOT / "tests" / "data" / "tiny"
AS_OF = date(2026, 3, 20)
PAGES = ("overview", "limits", "compare", "projects", "commitments", "commitment", "sources")
CHARTED = ("overview", "limits", "compare", "projects")
LENSES = ("absolute", "index", "per-head", "own-target")


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


@pytest.fixture
def serve(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[Path], None]]:
    """Let the pages show another folder, looked at on every run."""
    monkeypatch.setattr(keeper, "EVERY", -1.0)
    monkeypatch.setenv("DASHBOARD_AS_OF", AS_OF.isoformat())

    def serving(folder: Path) -> None:
        st.cache_resource.clear()
        monkeypatch.setenv("DASHBOARD_DATA", str(folder))

    serving(SHIPPED)
    yield serving
    st.cache_resource.clear()


def visit(page: str, *, phone: bool = False, **query: str | list[str]) -> Shown:
    """Run a page at an address; an exception on it fails the test."""
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60)
    at.switch_page(f"screens/{page}.py")
    for key, value in query.items():
        at.query_params[key] = value
    return again(at)


def again(at: AppTest) -> Shown:
    """Run a page once more."""
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
    """Return markdown as it is read: without escapes."""
    return re.sub(r"\\([^\w\s])", r"\1", text).replace("\u2060", "")


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
    return [line for line in lines if line.startswith((start, f":small[{start}", f":gray[{start}"))]


def linked(at: AppTest) -> list[str]:
    """Return the commitments that a page links to."""
    queries = (MessageToDict(item.proto).get("queryString", "") for item in at.get("page_link"))
    return [found[1] for query in queries if (found := re.search(r"id=([\w-]+)", query))]


def numbers(text: str) -> list[int]:
    return [int(found) for found in re.findall(r"\d+", text)]


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
    assert set(linked(shown.at)) == set(verdicts)


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
    assert sorted(said) == sorted([figures, len(catalog.sources)])
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
        publishers = {catalog_of(folder).sources[one].publisher(language) for one in verdict.sources}
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
def test_filters_of_the_address_are_kept_together() -> None:
    shown = visit("commitments", kind=["project", "limits"], theme=["transport", "approval"])
    catalog = catalog_of(SHIPPED)
    expected = {
        one.id
        for one in catalog.commitments.values()
        if one.kind in {"project", "limits"}
        and catalog.theme_of[one.id] in {"transport", "approval"}
    }
    assert set(linked(shown.at)) == expected
    assert numbers(shown.finding) == [len(expected), len(catalog.commitments)] or sorted(
        numbers(shown.finding)
    ) == sorted([len(expected), len(catalog.commitments)])
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


@pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("page", PAGES)
def test_before_anything_was_promised_a_page_says_so(
    serve: Callable[[Path], None], page: str, language: str, folder: Path
) -> None:
    serve(folder)
    identity = next(iter(catalog_of(folder).commitments))
    query = {"id": identity} if page == "commitment" else {}
    shown = visit(page, lang=language, as_of="1990-01-01", **query)
    say = Wording(language)
    expected = {
        "overview": say("overview.headline.none"),
        "limits": say("limits.none"),
        "compare": say("compare.none"),
        "commitment": say("commitment.not-yet", day="1990-01-01"),
    }
    assert expected.get(page, "") in shown.finding
    assert "1990-01-01" in shown.words
    assert all(alt.strip() for alt, _ in charts(shown.at))


def names_of(catalog: Catalog) -> set[str]:
    """Return what a catalog calls its places, themes and promises, and its ids."""
    frame = catalog.frame
    named = [*frame.areas, *frame.themes, *catalog.commitments.values()]
    if frame.schematic:
        found = {*frame.schematic.water, *frame.schematic.title}
    else:
        found = set()
    for one in named:
        found |= {*one.name} if hasattr(one, "name") else {*one.title, *(one.short or ())}
    return found | set(catalog.commitments) | set(catalog.indicators) | {frame.title.zh}


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
    "port": "the port of a server",
    "transport": "",
}
"""Ids of the shipped data that are also plain words of the code, and what they mean there."""


def test_the_code_names_no_place_theme_indicator_or_commitment() -> None:
    catalog = catalog_of(SHIPPED)
    frame = catalog.frame
    ids = {*catalog.commitments, *catalog.indicators, *catalog.sources}
    ids |= {one.id for one in (*frame.areas, *frame.themes, *frame.columns)}
    names = {word for area in frame.areas for word in (area.name.zh, area.name.en)}
    names |= {word for one in catalog.commitments.values() for word in (one.title.zh, one.title.en)}
    code = ROOT / "dashboard"
    files = [path for kind in ("py", "js", "yaml", "toml") for path in code.rglob(f"*.{kind}")]
    wanted = re.compile(
        "|".join(rf"(?<![\w-]){re.escape(one)}(?![\w-])" for one in sorted(ids - set(CLASHES)))
        + "|"
        + "|".join(re.escape(name) for name in sorted(names))
    )
    found = [
        f"{path.relative_to(ROOT)}:{number}: {hit[0]}"
        for path in files
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if (hit := wanted.search(line))
    ]
    assert found == []
