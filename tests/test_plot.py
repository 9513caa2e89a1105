import hashlib
import io
import json
import re
from pathlib import Path

import plotly
import plotly.graph_objects as go
import pytest
from browsing import Server, settled
from lxml import etree
from PIL import Image, ImageChops
from playwright.sync_api import Page, expect

from dashboard.app import plot
from dashboard.wording import Wording

AS_OF = "2026-03-20"
DARK = 150
LONG = 12
"""Signs that a finding has at least; other words in bold are shorter."""
SVG = "{http://www.w3.org/2000/svg}"
PAPER = "fill: rgb(255, 255, 255); fill-opacity: 1;"
FONTLESS = """() => [...document.styleSheets].forEach(sheet => {
  for (let at = sheet.cssRules.length; at--;)
    if (sheet.cssRules[at] instanceof CSSFontFaceRule) sheet.deleteRule(at);
})"""
"""Takes our fonts off the page."""


def test_the_bundle_is_named_by_its_content() -> None:
    digest = hashlib.sha256(plot.BUNDLE.read_bytes()).hexdigest()[:8]
    assert plot.BUNDLE.suffixes[-2:] == [f".{digest}", ".js"]


def test_the_bundle_is_of_the_version_that_the_python_package_writes_for() -> None:
    whole = Path(plotly.__file__).parent / "package_data" / "plotly.min.js"
    versions = [
        re.search(r"plotly\.js .*?v([\d.]+)", path.read_text("utf-8")[:200])
        for path in (whole, plot.BUNDLE)
    ]
    assert versions[0] is not None
    assert versions[1] is not None
    assert versions[0][1] == versions[1][1]


def test_the_licence_stands_beside_the_bundle() -> None:
    assert "MIT License" in (plot.BUNDLE.parent / "plotly-basic-LICENSE.txt").read_text("utf-8")


def test_a_figure_is_told_with_its_words_height_and_manners() -> None:
    drawn = plot.drawing(go.Figure(go.Bar(x=["</script>"], y=[1]), layout={"height": 120}))
    caption = plot.Caption(
        "one bar", "one", ("day",), "bar", {"svg": "save"}, "?", "#fff", "#000", "#777"
    )
    told = json.loads(plot._told(drawn, caption, can_choose=True))  # noqa: SLF001 - what is sent
    assert (told["alt"], told["height"], told["can_choose"]) == ("one bar", 120, True)
    assert told["foot"] == ["day"]
    assert told["spec"]["data"][0]["x"] == ["</script>"]
    assert told["config"]["showSendToCloud"] is False


@pytest.mark.browser
def test_a_chart_is_changed_and_not_replaced(server: Server, page: Page) -> None:
    page.goto(f"{server.url}/compare")
    settled(page, "[role=figure] .main-svg")
    chart = page.locator("[role=figure]").first
    before = chart.get_attribute("aria-label") or ""
    chart.evaluate("one => { one.dataset.same = 'yes'; }")
    page.locator("[data-testid=stSelectbox] input").first.focus()
    page.keyboard.press("ArrowDown")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Enter")
    expect(chart).not_to_have_attribute("aria-label", before)
    assert chart.get_attribute("data-same") == "yes"


def taken(page: Page, name: str, format_: str) -> bytes:
    """Return the file that the button of a chart hands out."""
    frame = page.locator(f".st-key-chart-{name}")
    with page.expect_download() as found:
        frame.get_by_role("button", name=format_).focus()
        page.keyboard.press("Enter")
    assert found.value.suggested_filename == f"{name}-{AS_OF}.{format_.lower()}"
    return Path(found.value.path()).read_bytes()


@pytest.mark.browser
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_chart_is_saved_with_its_finding_day_filters_sources_and_licence(
    server: Server, page: Page, lang: str
) -> None:
    say = Wording(lang)
    page.goto(f"{server.url}/compare?as_of={AS_OF}&lang={lang}")
    settled(page, ".st-key-chart-lines .main-svg")
    shown = page.locator(".st-key-chart-lines .main-svg").first.evaluate(
        "one => [...one.querySelectorAll('text')].map(text => text.textContent)"
    )
    svg = etree.fromstring(taken(page, "lines", "SVG"))
    texts = ["".join(text.itertext()) for text in svg.iter(f"{SVG}text")]
    assert set(shown) <= set(texts)
    words = "".join(texts).replace(" ", "")
    bold = page.locator("strong").all_inner_texts()
    assert any(one.replace(" ", "") in words for one in bold if len(one) > LONG)
    licence = say("save.licence", licence="CC BY 4.0")
    filters = say("save.filters", filters=say("filter.all"))
    for told in (say("source.as-of", day=AS_OF), filters, licence):
        assert told.replace(" ", "") in words
    assert say("source.line", names="").strip() in words
    assert "CJ Sans" in etree.tostring(svg, encoding="unicode")
    assert PAPER in {rect.attrib.get("style", "") for rect in svg.iter(f"{SVG}rect")}


@pytest.mark.browser
def test_a_chart_is_saved_in_pixels_twice_as_many_on_paper_and_in_our_own_font(
    server: Server, page: Page
) -> None:
    page.goto(f"{server.url}/compare?as_of={AS_OF}")
    settled(page, ".st-key-chart-lines .main-svg")
    svg = etree.fromstring(taken(page, "lines", "SVG"))
    picture = Image.open(io.BytesIO(taken(page, "lines", "PNG")))
    wide, high = (float(svg.attrib[side]) for side in ("width", "height"))
    assert picture.size == (round(2 * wide), round(2 * high))
    assert picture.convert("RGBA").getpixel((2, 2)) == (255, 255, 255, 255)
    foot = picture.convert("L").crop((36, picture.height - 120, picture.width, picture.height))
    assert foot.getextrema()[0] < DARK

    page.evaluate(FONTLESS)
    bare = Image.open(io.BytesIO(taken(page, "lines", "PNG")))
    assert bare.size == picture.size
    assert ImageChops.difference(bare.convert("L"), picture.convert("L")).getbbox()
