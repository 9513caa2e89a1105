"""The one file: what it says is the engine's, and it works from a USB stick without a network."""

import base64
import gzip
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browsing import ROOT, clean, violations
from handing import DAY, dense, needed
from lxml import html
from playwright.sync_api import Browser, BrowserContext, Page, expect
from test_markup import HOSTILE, pick, said

from dashboard.assessment import as_known, assess_all
from dashboard.handouts.onefile import one_file
from dashboard.meetings import payload, presentation_of
from dashboard.model import Catalog, Text
from dashboard.reading import read
from dashboard.sentences.commitment import one_line
from dashboard.slides import Choice, Counts, Ratios, default_briefing
from dashboard.slides.meeting import sign_of
from dashboard.store import load
from dashboard.theme import SIGNS
from dashboard.wording import LANGUAGES, Wording

AS_OF = date(2026, 3, 20)
LARGEST = 3_000_000  # bytes
TINY = ROOT / "tests" / "data" / "tiny"


def catalog_of(folder: Path) -> Catalog:
    found = read(load(folder)).catalog
    assert found is not None
    return found


SHIPPED, SMALL = catalog_of(ROOT / "data"), catalog_of(TINY)


def made(catalog: Catalog, choice: Choice | None = None, language: str = "") -> str:
    briefing = default_briefing(catalog)
    return one_file(catalog, AS_OF, briefing, None, choice or Choice(), language=language)


@pytest.fixture(scope="module")
def text() -> str:
    return made(SHIPPED)


@pytest.fixture(scope="module")
def tree(text: str) -> html.HtmlElement:
    return html.document_fromstring(text)


def edition(tree: html.HtmlElement, language: str) -> html.HtmlElement:
    return tree.get_element_by_id(language)


# --- what it says -----------------------------------------------------------------------------


def test_it_is_small_and_the_same_data_give_the_same_bytes(text: str) -> None:
    assert len(text.encode()) < LARGEST
    assert made(SHIPPED) == text


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_commitment_is_there_and_stands_as_the_engine_says(
    tree: html.HtmlElement, language: str
) -> None:
    known, say = as_known(SHIPPED, AS_OF), Wording(language)
    verdicts = assess_all(known, AS_OF)
    entries = pick(edition(tree, language), ".dossier")
    assert {one.get("id") for one in entries} == {f"{language}-{one}" for one in verdicts}
    for entry in entries:
        verdict = verdicts[entry.get("id").removeprefix(f"{language}-")]
        promise, sign = known.commitments[verdict.id], sign_of(verdict)
        assert entry.get("data-status") == sign
        assert said(pick(entry, ".badge")[0]) == f"{SIGNS[sign].glyph} {say(f'status.{sign}')}"
        assert said(pick(entry, "h3")[0]) == promise.title(language)
        line = " ".join(one_line(known, promise, verdict, say).split())
        assert said(pick(entry, ".fact")[0]).startswith(line)
        deadline = said(pick(entry, "dd")[1])
        if verdict.deadline is None:
            assert deadline == say("commitment.no-deadline")
        else:
            assert deadline.startswith(verdict.deadline.text)
            assert (verdict.replanned.text if verdict.replanned else "") in deadline
        assert len(pick(entry, ".why li")) == len(verdict.steps)
        assert HREFS.issuperset(one.get("href") for one in pick(entry, "a"))


HREFS = {source.url for source in SHIPPED.sources.values() if source.url}


@pytest.mark.parametrize("language", LANGUAGES)
def test_counts_slides_and_sources_are_those_of_the_engine(
    tree: html.HtmlElement, language: str
) -> None:
    found = edition(tree, language)
    presentation = presentation_of(SHIPPED, AS_OF, default_briefing(SHIPPED))
    slides = presentation.slides[language]
    [counts] = [one.body for one in slides if isinstance(one.body, Counts)]
    tally = [said(one) for one in pick(found, ".tally > li")]
    assert tally == [f"{one.number}{SIGNS[one.sign].glyph} {one.word}" for one in counts.counts]
    names = [one.get("data-slide") for one in pick(found, "section.slide")]
    assert names == [slide.id for slide in slides]
    rows = pick(found, "section.sources > ol > li")
    assert len(rows) == len(presentation.catalog.sources)
    assert {one.get("href") for one in pick(found, "section.sources > ol > li > a")} == {
        one.url for one in presentation.catalog.sources.values() if one.url
    }


def test_figures_are_the_engines_in_every_language_mode_and_width(tree: html.HtmlElement) -> None:
    found = json.loads(unpacked(tree.get_element_by_id("figures")))
    known = payload(presentation_of(SHIPPED, AS_OF, default_briefing(SHIPPED)))["languages"]
    assert found == {one: known[one]["figures"] for one in LANGUAGES}
    places = [one.get("data-figure") for one in pick(edition(tree, "zh"), ".figure")]
    assert places == list(found["zh"])


def test_no_two_elements_have_the_same_id_and_every_jump_arrives(tree: html.HtmlElement) -> None:
    ids = [one.get("id") for one in tree.iter() if one.get("id")]
    assert len(ids) == len(set(ids))
    jumps = {href[1:] for one in tree.iter("a") if (href := one.get("href")).startswith("#")}
    assert jumps
    assert jumps <= set(ids)


def test_a_choice_leaves_out_the_other_commitments_and_says_so() -> None:
    tree = html.document_fromstring(made(SMALL, Choice(statuses=("missed",))))
    found = edition(tree, "en")
    assert {one.get("data-status") for one in pick(found, ".dossier")} == {"missed"}
    only = Wording("en")("slides.foot.filters", filters="Overdue")
    assert only in said(pick(found, "header > .about")[0])


def test_it_opens_in_the_language_that_is_asked_for() -> None:
    tree = html.document_fromstring(made(SMALL, language="en"))
    assert tree.get("lang") == "en-GB"
    assert [one.get("id") for one in tree.iter("input") if "checked" in one.attrib] == ["lang-en"]


# --- what it may do ---------------------------------------------------------------------------


def hostile(catalog: Catalog) -> Catalog:
    """Return a catalog in which titles, statements, publishers and notes are hostile."""
    bad = Text(f"甲{HOSTILE}", f"A{HOSTILE}")
    nasty = {"title": bad, "short": bad, "statement": bad}
    return catalog._replace(
        frame=catalog.frame.model_copy(update={"title": bad, "scope": bad}),
        commitments={
            name: one.model_copy(update=nasty) for name, one in catalog.commitments.items()
        },
        sources={
            name: one.model_copy(update={"publisher": bad, "title": bad, "note": bad})
            for name, one in catalog.sources.items()
        },
    )


def test_hostile_text_stays_text_and_only_our_own_scripts_are_allowed() -> None:
    text = made(hostile(SMALL))
    tree = html.document_fromstring(text)
    assert not list(tree.iter("img", "iframe", "object", "link", "base"))
    assert not [name for one in tree.iter() for name in one.attrib if name.startswith("on")]
    assert HOSTILE in tree.findtext(".//title")
    assert HOSTILE in said(edition(tree, "zh"))
    figures, plotly, *scripts = tree.iter("script")
    packed = {"text/plain"}  # run by nobody as they stand
    assert {figures.get("type"), plotly.get("type")} == packed
    assert json.loads(unpacked(figures))
    [policy] = [one.get("content") for one in tree.iter("meta") if one.get("http-equiv")]
    allowed = set(re.findall(r"'(sha256-[^']+)'", policy))
    texts = [unpacked(plotly), *(one.text for one in scripts)]
    digests = (hashlib.sha256(one.encode()).digest() for one in texts)
    assert {f"sha256-{base64.b64encode(one).decode()}" for one in digests} == allowed
    assert "default-src 'none'" in policy
    assert len(texts) == len(allowed) == 3


def unpacked(element: html.HtmlElement) -> str:
    """Return the text that a script unpacks."""
    return gzip.decompress(base64.b64decode(element.text)).decode()


# --- from a USB stick -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def stick(browser: Browser) -> Iterator[BrowserContext]:
    """Open a context without a network, in which nothing but the file may be asked for."""
    context = browser.new_context(viewport={"width": 1366, "height": 768}, offline=True)
    yield context
    context.close()


@pytest.fixture(scope="module")
def address(text: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("stick") / "dashboard.html"
    file.write_text(text, "utf-8")
    return file.as_uri()


@pytest.fixture
def tab(stick: BrowserContext, address: str) -> Iterator[Page]:
    opened = stick.new_page()
    wrong: list[str] = []
    opened.on("console", lambda message: wrong.extend(clean(message)))
    opened.on("pageerror", lambda error: wrong.append(str(error)))
    opened.on(
        "request",
        lambda asked: asked.url.startswith(("data:", address)) or wrong.append(asked.url),
    )
    opened.goto(address)
    drawn(opened, "zh")
    yield opened
    opened.close()
    assert not wrong


def drawn(tab: Page, language: str) -> None:
    """Wait until every figure of a language is drawn."""
    tab.wait_for_function(
        """(language) => [...document.querySelectorAll(`#${language} .figure`)].every((one) =>
          one.querySelector(".main-svg") && one.querySelector(".figure-alt").hidden)""",
        arg=language,
    )


@pytest.mark.browser
def test_it_reads_searches_filters_and_changes_its_language(tab: Page) -> None:
    shown = tab.locator("#zh .dossier:visible")
    count = shown.count()
    assert count == len(SHIPPED.commitments)
    words = tab.locator("#zh .filters input")
    words.fill("隧道 靖江")
    assert 0 < shown.count() < count
    assert all("隧道" in one for one in shown.all_text_contents())
    tab.locator("#zh .filters select[name=status]").select_option("missed")
    assert {one.get_attribute("data-status") for one in shown.all()} == {"missed"}
    output = tab.locator("#zh .filters output").inner_text()
    assert output == Wording("zh")("onefile.shown", n=shown.count(), of=count)
    words.fill("没有这样的词")
    assert shown.count() == 0
    tab.locator("#zh .fields a").first.click()  # a jump to what is filtered out shows it
    assert shown.count() == count
    tab.locator("label[for=lang-en]").click()
    drawn(tab, "en")
    assert tab.locator("#zh").is_hidden()
    assert tab.title() == f"{SHIPPED.frame.title('en')} · {AS_OF}"
    assert not violations(tab)


@pytest.mark.browser
def test_it_presents_one_slide_a_screen_by_keys(tab: Page) -> None:
    tab.locator("#zh button.present").click()
    current = tab.locator(".card.current .slide")
    slides = presentation_of(SHIPPED, AS_OF, default_briefing(SHIPPED)).slides["zh"]
    for key, expected in (
        ("", 0),
        ("PageDown", 1),
        ("ArrowRight", 2),
        ("ArrowLeft", 1),
        ("End", -1),
    ):
        if key:
            tab.keyboard.press(key)
        assert current.get_attribute("data-slide") == slides[expected].id
    box = current.bounding_box()
    assert box is not None
    assert (round(box["width"]), round(box["height"])) == (1365, 768)
    controls = tab.locator("#zh .controls")
    tab.mouse.move(600, 300)  # the foot of the slide stays to be read
    expect(controls).to_have_css("opacity", "0")
    tab.mouse.move(600, 740)
    expect(controls).to_have_css("opacity", "1")
    tab.keyboard.press("Escape")
    assert current.count() == 0


@pytest.mark.browser
def test_a_figure_says_its_number_at_the_pointer(tab: Page) -> None:
    place = tab.locator("#zh .slide[data-kind=ratios] .figure")
    place.scroll_into_view_if_needed()
    bar = place.locator(".bars path, .barlayer path").first.bounding_box()
    assert bar is not None
    tab.mouse.move(bar["x"] + bar["width"] / 2, bar["y"] + bar["height"] / 2)
    tab.wait_for_selector("#zh .hoverlayer .hovertext")
    [told] = tab.locator("#zh .hoverlayer .hovertext").all_text_contents()
    slides = presentation_of(SHIPPED, AS_OF, default_briefing(SHIPPED)).slides["zh"]
    [ratios] = [one.body for one in slides if isinstance(one.body, Ratios)]
    assert ratios.bars[0].name in told
    assert ratios.bars[0].words in told


@pytest.mark.browser
def test_it_prints_light_and_on_several_pages(stick: BrowserContext, address: str) -> None:
    tab = stick.new_page()
    tab.emulate_media(color_scheme="dark")
    tab.goto(address)
    drawn(tab, "zh")
    data = tab.pdf(prefer_css_page_size=True, print_background=True)
    tab.close()
    pages = len(re.findall(rb"/Type\s*/Page\b", data))
    assert pages > 10
    told = subprocess.run([needed("pdftotext"), "-layout", "-", "-"], input=data,
                          capture_output=True, check=True).stdout.decode()  # fmt: skip
    say, frame = Wording("zh"), SHIPPED.frame
    foot = (DAY, say("slides.unfiltered"), say("workbook.licence", licence=frame.licence))
    for number, page in enumerate(told.split("\f")[:pages], 1):
        assert f"{number}/{pages}" in dense(page)
        assert all(dense(words) in dense(page) for words in foot), number


def test_the_pages_that_are_shown_on_the_stage_only_are_counted_apart() -> None:
    page = one_file(SHIPPED, AS_OF, default_briefing(SHIPPED))
    extra = page.count('class="card extra"')
    assert extra > 0
    for language in LANGUAGES:
        slides = presentation_of(SHIPPED, AS_OF, default_briefing(SHIPPED)).slides[language]
        title = default_briefing(SHIPPED).title(language)
        of = sum(slide.kind == "sources" for slide in slides)
        words = Wording(language)(
            "onefile.briefing.about.extra", title=title, n=len(slides), extra=of
        )
        assert words in page


@pytest.mark.browser
def test_on_a_phone_nothing_scrolls_sideways_in_either_language(
    browser: Browser, address: str
) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844}, offline=True)
    tab = context.new_page()
    tab.goto(address)
    for language in LANGUAGES:
        tab.locator(f"label[for=lang-{language}]").click()
        drawn(tab, language)
        assert tab.evaluate("document.documentElement.scrollWidth") == 390
    context.close()


@pytest.mark.browser
def test_without_scripts_everything_can_be_read(browser: Browser, address: str) -> None:
    context = browser.new_context(java_script_enabled=False, offline=True)
    tab = context.new_page()
    tab.goto(address)
    assert tab.locator("#zh .dossier:visible").count() == len(SHIPPED.commitments)
    assert tab.locator("#zh .figure-alt:visible").count() > 3
    assert tab.locator(".filters:visible, button:visible").count() == 0
    tab.locator("label[for=lang-en]").click()
    assert tab.locator("#en h1").first.is_visible()
    assert tab.locator("#zh").is_hidden()
    context.close()
