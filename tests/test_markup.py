"""Slides as HTML: every number is the slide's, text stays text, and nothing is cut off."""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass, replace
from datetime import date
from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from browsing import ROOT
from lxml import html
from playwright.sync_api import Browser

from dashboard import markup
from dashboard.assessment import as_known
from dashboard.markup import Html, element, notes_html, parts, slide_html, stylesheet
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.slides import (
    Counts,
    Cover,
    Limits,
    Listing,
    Matrix,
    Ratios,
    Slide,
    Staircase,
    Table,
    Timeline,
    Trend,
    default_briefing,
    foot,
    slides_of,
)
from dashboard.store import load
from dashboard.theme import SIGNS
from dashboard.wording import LANGUAGES, Wording
from tools.many_areas import write

AS_OF = date(2026, 3, 20)
TINY = ROOT / "tests" / "data" / "tiny"
FOLDERS = (ROOT / "data", TINY, ROOT / "tests" / "data" / "paced")
HOSTILE = '<img src=x onerror="alert(1)">&amp;\'</section><script>alert(2)</script>'
DRAWN = (Trend, Ratios, Timeline, Staircase)

BROKEN = """() => [...document.querySelectorAll(".slide")].flatMap((slide) => {
  const narrow = document.documentElement.classList.contains("narrow");
  const side = narrow ? 0 : 84, least = narrow ? 16 : 24;
  const whole = slide.getBoundingClientRect();
  const foot = slide.querySelector("footer").getBoundingClientRect();
  const seen = [...slide.querySelectorAll("*")].filter((one) =>
    !one.closest(".aside, .spoken") && one.getBoundingClientRect().width);
  return seen.flatMap((one) => {
    const box = one.getBoundingClientRect(), found = [];
    const say = (what) => found.push(`${slide.id} ${one.tagName}.${one.className}: ${what}`);
    if (box.right > whole.right - side + 1 || box.left < whole.left + side - 1) say("beside");
    if (one.closest(".body") && box.bottom > foot.top + 1) say("below the foot");
    const isCut = one !== slide && getComputedStyle(one).overflow !== "visible"
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 8);
    if (isCut) say("cut off");
    const own = [...one.childNodes].some((node) => node.nodeType === 3 && node.data.trim());
    const size = parseFloat(getComputedStyle(one).fontSize);
    if (own && !one.closest("footer") && size < least) say(`${size} px`);
    return found;
  });
})"""


def catalog_of(folder: Path) -> Catalog:
    found = read(load(folder)).catalog
    assert found is not None
    return as_known(found, AS_OF)


def slides(catalog: Catalog, language: str) -> tuple[Slide, ...]:
    return slides_of(catalog, AS_OF, Wording(language), default_briefing(catalog))


ALL = [
    (catalog, slide, Wording(language))
    for catalog in map(catalog_of, FOLDERS)
    for language in LANGUAGES
    for slide in slides(catalog, language)
]


def drawn(slide: Slide, say: Wording) -> html.HtmlElement:
    [section] = html.fragments_fromstring(slide_html(slide, say, 3, 12))
    return section


def pick(found: html.HtmlElement, path: str) -> list[html.HtmlElement]:
    """Return the elements at a path of tags and classes, as in CSS: `ul.totals > li`."""
    way = "."
    axis = "//"
    for step in path.split():
        if step == ">":
            axis = "/"
            continue
        tag, *classes = step.split(".")
        way += axis + (tag or "*")
        for name in classes:
            way += f"[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"
        axis = "//"
    return found.xpath(way)


def said(found: html.HtmlElement) -> str:
    """Return the text of an element, as it is read: in one line."""
    return " ".join(found.text_content().replace("\u00a0", " ").split())


def plain(text: str) -> str:
    return " ".join(text.split())


def of(kind: type) -> list[tuple[Any, html.HtmlElement, Wording]]:
    """Return all bodies of a kind with what they became; at least one, or nothing is tested."""
    found = [
        (one.body, pick(drawn(one, say), ".body")[0], say)
        for _, one, say in ALL
        if isinstance(one.body, kind)
    ]
    assert found
    return found


def test_every_slide_has_its_title_its_foot_its_number_and_its_place() -> None:
    for _, slide, say in ALL:
        section = drawn(slide, say)
        assert said(pick(section, "h1 > span")[0]) == plain(slide.title)
        assert said(pick(section, "footer .foot")[0]) == plain(foot(slide, say))
        assert said(pick(section, "footer .number")[0]) == "3 / 12"
        assert (section.get("id"), section.get("data-kind")) == (f"slide-{slide.id}", slide.kind)
        assert section.get("lang") == {"zh": "zh-CN", "en": "en-GB"}[say.language]
        if slide.key:
            [key] = pick(section, ".key")
            assert [said(one) for one in pick(key, "strong")] == [slide.key.number]
            lines = [plain(" ".join(slide.key[:3])), plain(slide.key.second)]
            assert [said(one) for one in key] == lines


@pytest.mark.parametrize("kind", DRAWN)
def test_a_figure_has_a_place_that_says_it_in_words(kind: type) -> None:
    found = [(slide, say) for _, slide, say in ALL if isinstance(slide.body, kind)]
    assert found
    for slide, say in found:
        [place] = pick(drawn(slide, say), ".body .figure")
        assert (place.get("data-figure"), place.get("role")) == (slide.id, "img")
        assert place.get("aria-label") == slide.alt
        assert [said(one) for one in place] == [plain(slide.alt)]


def test_a_cover_says_its_lines() -> None:
    for body, found, _ in of(Cover):
        assert [said(line) for line in found] == list(map(plain, body.lines))


def test_counts_are_those_of_the_engine_and_each_unit_is_there() -> None:
    for body, found, say in of(Counts):
        totals = [said(one) for one in pick(found, ".totals > li")]
        told = [f"{one.number}{SIGNS[one.sign].glyph} {one.word}" for one in body.counts]
        assert totals == [f"{body.total}{say('slides.standing.all')}", *told]
        rows = pick(found, ".areas > li")
        areas = [area for area in body.areas if area.total]
        for area, row in zip(areas, rows, strict=True):
            assert said(pick(row, "p")[0]) == f"{area.name}{area.total}"
            groups = [one for one in pick(row, ".bar > li") if one.get("data-sign")]
            counts = [one for one in area.counts if one.number]
            for count, group in zip(counts, groups, strict=True):
                assert group.get("data-sign") == count.sign
                assert said(pick(group, "b")[0]) == str(count.number)
                assert len(pick(group, ".units > i")) == count.number


def test_a_matrix_has_a_sign_and_a_name_for_every_commitment_where_it_belongs() -> None:
    for body, found, _ in of(Matrix):
        assert [said(one) for one in pick(found, "thead th")] == list(body.columns)
        for row, drawn_row in zip(body.rows, pick(found, "tbody tr"), strict=True):
            assert said(pick(drawn_row, "th")[0]) == row.name + row.side
            for cell, drawn_cell in zip(row.cells, pick(drawn_row, "td"), strict=True):
                assert [one.text for one in pick(drawn_cell, "b")] == [str(len(cell))][: len(cell)]
                signs = [said(one) for one in pick(drawn_cell, "li")]
                assert signs == [f"{SIGNS[one.sign].glyph}{one.name}{one.word}" for one in cell]
        legend = [said(one) for one in pick(found, ".legend li")]
        assert legend == [f"{SIGNS[one.sign].glyph} {one.word}" for one in body.words]


def test_a_table_has_its_cells_and_a_status_its_glyph_and_its_word() -> None:
    for body, found, say in of(Table):
        assert [said(one) for one in pick(found, "thead th")] == [c.name for c in body.columns]
        for row, drawn_row in zip(body.rows, pick(found, "tbody tr"), strict=True):
            for at, (cell, drawn_cell) in enumerate(zip(row, drawn_row, strict=True)):
                glyph = SIGNS[cell.sign].glyph if cell.sign else ""
                word = say(f"status.{cell.sign}") if glyph and at == 0 else ""
                expected = f"{glyph}{word} {cell.text}" if glyph else cell.text
                assert said(drawn_cell) == plain(expected)
                assert [one.get("data-sign") for one in pick(drawn_cell, ".status")] == [cell.sign][
                    : len(cell.sign)
                ]


def test_a_list_says_the_day_the_head_and_the_text() -> None:
    for body, found, _ in of(Listing):
        has_days = any(item.day for item in body.items)
        for item, row in zip(body.items, pick(found, "li"), strict=True):
            glyph = [SIGNS[item.sign].glyph] if item.sign else []
            days = [item.day] if has_days else []
            told = [*days, item.head, plain(" ".join([*glyph, item.text]))]
            assert [said(one) for one in row] == told


def test_limits_and_measurements_stand_apart_and_are_those_of_the_engine() -> None:
    for body, found, say in of(Limits):
        for row, drawn_row in zip(body.rows, pick(found, "tbody tr"), strict=True):
            limits = pick(drawn_row, "td.limit")
            measured = [one for one in pick(drawn_row, "td") if one not in limits]
            assert [said(one) for one in limits] == [one.words for one in row.limits]
            assert [said(one) for one in measured] == [
                f"{SIGNS[one.sign].glyph} {one.words}" if one.sign else one.words
                for one in row.measured
            ]
            labels = [one.get("data-label") for one in limits]
            for label, scheme in zip(labels, body.schemes, strict=True):
                assert label == say("markup.limit", scheme=scheme.name, about=scheme.about)


@pytest.fixture(scope="module")
def twenty(tmp_path_factory: pytest.TempPathFactory) -> Catalog:
    """Return an invented catalog of twenty areas."""
    folder = tmp_path_factory.mktemp("twenty")
    write(folder, 20)
    return catalog_of(folder)


def test_limits_of_many_areas_have_one_row_each_and_stay_apart(twenty: Catalog) -> None:
    say = Wording("zh")
    [slide] = [one for one in slides(twenty, "zh") if one.kind == "limits"]
    assert isinstance(slide.body, Limits)
    allowed, measured = pick(drawn(slide, say), ".body > table")
    rows = [[said(cell) for cell in row] for row in pick(allowed, "tbody tr")]
    assert rows == [
        [f"{one.name} {one.about}", *(row.limits[at].words for row in slide.body.rows)]
        for at, one in enumerate(slide.body.schemes)
    ]
    rows = [[said(cell) for cell in row] for row in pick(measured, "tbody tr")]
    for at, (place, row) in enumerate(zip(slide.body.places, rows, strict=True)):
        assert row[0] == f"{place.name} {place.about}"
        for one, cell in zip(slide.body.rows, row[1:], strict=True):
            assert cell.endswith(one.measured[at].words)


# --- text stays text --------------------------------------------------------------------------


def poisoned(found: Any) -> Any:  # noqa: ANN401 - any noun
    """Return a noun in which every text that is no id is hostile."""
    match found:
        case str():
            return found + HOSTILE
        case tuple() if hasattr(found, "_replace"):
            names = [name for name in found._fields if name not in {"id", "sign", "area", "kind"}]
            return found._replace(**{name: poisoned(getattr(found, name)) for name in names})
        case tuple():
            return tuple(map(poisoned, found))
        case _ if is_dataclass(found):
            keep = {"id", "kind", "sign"}
            names = [one.name for one in fields(found) if one.name not in keep]
            return replace(found, **{name: poisoned(getattr(found, name)) for name in names})
        case _:
            return found


def test_hostile_text_stays_text_in_every_slide_and_in_the_notes() -> None:
    seen = set()
    for catalog, slide, say in ALL:
        found = poisoned(slide)
        seen.add(type(slide.body))
        section = drawn(found, say)
        notes = html.fragment_fromstring(notes_html(found, catalog, say), create_parent="div")
        assert not [one for tree in (section, notes) for one in tree.iter("img", "script")]
        assert not [name for one in section.iter() for name in one.attrib if name.startswith("on")]
        assert HOSTILE in said(section)
    assert {Cover, Counts, Matrix, Table, Listing, Limits, *DRAWN} == seen


def test_an_element_escapes_its_text_and_its_attributes_but_no_element() -> None:
    inner = element("b", "1 < 2")
    made = element("p", inner, '"&', title='a "quote" <', hidden=True, lang="", class_="x")
    assert made == (
        '<p title="a &quot;quote&quot; &lt;" hidden class="x"><b>1 &lt; 2</b>&quot;&amp;</p>'
    )
    assert isinstance(made, Html)
    assert element("p", inner + "<i>") == "<p>&lt;b&gt;1 &amp;lt; 2&lt;/b&gt;&lt;i&gt;</p>"


# --- notes ------------------------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_notes_hold_the_working_and_link_the_publisher_but_never_a_mirror(language: str) -> None:
    say = Wording(language)
    for catalog, slide, _ in [one for one in ALL if one[2].language == language]:
        notes = html.fragment_fromstring(notes_html(slide, catalog, say), create_parent="div")
        paragraphs = [said(one) for one in pick(notes, "p") if not one.get("class")]
        assert paragraphs == list(map(plain, slide.notes))
        rows = pick(notes, "li")
        for cited, row in zip(slide.sources, rows, strict=True):
            source = catalog.sources[cited.id]
            assert said(row).startswith(plain(cited.full))
            assert [one.get("href") for one in pick(row, "a")] == [source.url][: bool(source.url)]


def test_what_is_no_address_of_the_web_is_never_a_link() -> None:
    say, [source, *_] = Wording("zh"), catalog_of(TINY).sources.values()
    bad = source.model_copy(update={"url": "javascript:alert(1)", "via": None})
    assert "href" not in parts.source(bad, say)
    assert "href" not in parts.cite(bad, say)
    mirrored = source.model_copy(update={"url": None, "via": "http://mirror.example/page"})
    assert "href" not in parts.source(mirrored, say)
    assert parts.source(mirrored, say).endswith(say("source.mirror", host="mirror.example"))


# --- the look ---------------------------------------------------------------------------------


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda one: one.name)
def test_every_colour_that_is_used_is_given_in_light_and_in_dark(folder: Path) -> None:
    catalog = catalog_of(folder)
    style = stylesheet(catalog.frame)
    light, dark = re.findall(r"color-scheme:(?:light|dark);([^}]*)\}", style)[:2]
    given = [set(re.findall(r"(--[\w-]+):#", mode)) for mode in (light, dark)]
    assert given[0] == given[1]
    own = set(re.findall(r"(--[\w-]+)\s*:", style))
    assert set(re.findall(r"var\((--[\w-]+)", style)) <= own | {"--n"}
    for area in catalog.frame.areas:
        assert {f"--area-{area.id}", f"--area-{area.id}-text"} <= given[0]
    assert {f"--status-{sign}-text" for sign in SIGNS} <= given[0]


def page(found: Sequence[tuple[Catalog, Slide, Wording]], *, narrow: bool) -> str:
    catalog = found[0][0]
    sections = "".join(
        slide_html(slide, say, number, 99, prefix=f"{say.language}-{number}-")
        for number, (_, slide, say) in enumerate(found)
    )
    root = ' class="narrow"' if narrow else ""
    style = f"<style>body{{margin:0}}{stylesheet(catalog.frame)}</style>"
    view = '<meta name="viewport" content="width=device-width">'
    return f"<!doctype html><html{root}><meta charset=utf-8>{view}{style}{sections}"


@pytest.mark.browser
@pytest.mark.parametrize("narrow", [False, True], ids=["stage", "phone"])
def test_nothing_is_cut_off_or_too_small_on_the_stage_or_on_a_phone(
    browser: Browser, twenty: Catalog, *, narrow: bool
) -> None:
    size = {"width": 390, "height": 844} if narrow else {"width": 1920, "height": 1080}
    context = browser.new_context(viewport=size)
    tab = context.new_page()
    found = []
    for catalog in (*map(catalog_of, FOLDERS), twenty):
        own = [
            (catalog, slide, Wording(language))
            for language in LANGUAGES
            for slide in slides(catalog, language)
        ]
        tab.set_content(page(own, narrow=narrow))
        found += tab.evaluate(BROKEN)
        assert tab.evaluate("document.documentElement.scrollWidth") == size["width"]
    context.close()
    assert not found


@pytest.mark.browser
def test_a_title_that_is_too_long_stays_in_its_line(browser: Browser) -> None:
    [one, *_] = [one for one in ALL if isinstance(one[1].body, Table)]
    long = replace(one[1], title="江阴靖江长江隧道" * 9)
    tab = browser.new_page(viewport={"width": 1920, "height": 1080})
    tab.set_content(page([(one[0], long, one[2])], narrow=False))
    box = tab.locator("h1").bounding_box()
    assert box is not None
    assert (box["x"], box["x"] + box["width"], box["height"]) == (84, 1836, 92)
    tab.close()


@pytest.mark.browser
def test_a_slide_is_printed_on_a_page_of_its_own_with_its_text(browser: Browser) -> None:
    own = [one for one in ALL if one[2].language == "zh"][:3]
    tab = browser.new_page(color_scheme="dark")
    tab.set_content(page(own, narrow=False))
    data = tab.pdf(prefer_css_page_size=True, print_background=True)
    tab.close()
    assert len(re.findall(rb"/Type\s*/Page\b", data)) == len(own)
    assert re.findall(rb"/MediaBox \[0 0 (\d+)[.\d]* (\d+)", data)[0] in {
        (b"960", b"540"),
        (b"959", b"540"),
    }


def test_style_and_script_of_the_slides_ask_for_nothing() -> None:
    folder = Path(markup.__file__).parent
    for file in chain(folder.glob("*.css"), folder.glob("*.js")):
        assert not re.findall(r"url\(|@import|https?://", file.read_text("utf-8")), file.name
