import hashlib
import json
import re
from pathlib import Path

import plotly
import plotly.graph_objects as go
import pytest
from browsing import Server, settled
from playwright.sync_api import Page, expect

from dashboard.app import plot


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
    told = json.loads(plot._told(drawn, "one bar", can_choose=True))  # noqa: SLF001 - what is sent
    assert (told["alt"], told["height"], told["can_choose"]) == ("one bar", 120, True)
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
