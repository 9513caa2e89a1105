"""Samples of (b), (c) and (d), taken inside a real Chromium."""

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from tools.browser import FLAGS, HOW, chromium

LINE = {"offline": False, "latency": 40, "downloadThroughput": 1.25e6, "uploadThroughput": 1.25e6}
"""10 Mbit/s and 40 ms, as Chromium's own developer tools emulate them."""

CALM = (
    "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
)
CHART = ".js-plotly-plot .main-svg"
PATIENCE = 60  # seconds
QUIET = 700
"""Milliseconds without a change inside any chart, after which a round trip is over."""

_FIRST_CHART = """
const marks = '.js-plotly-plot .main-svg .point, .js-plotly-plot .main-svg .js-line';
const seen = new MutationObserver(() => {
  if (!document.querySelector(marks)) return;
  seen.disconnect();
  requestAnimationFrame(() => setTimeout(() => {
    document.documentElement.dataset.drawn = performance.now();
  }));
});
seen.observe(document, {childList: true, subtree: true});
"""
_ROUND_TRIP = """
window.__began = null; window.__changed = null;
const begin = event => {
  if (event.type === 'keydown' && event.key !== 'Enter') return;
  window.__began = performance.now();
  window.__changed = null;
};
for (const kind of ['keydown', 'pointerdown']) addEventListener(kind, begin, true);
const inChart = ({target}) =>
  (target.closest ? target : target.parentElement)?.closest('.js-plotly-plot');
new MutationObserver(all => {
  if (!all.some(inChart)) return;
  requestAnimationFrame(() => setTimeout(() => { window.__changed = performance.now(); }));
}).observe(document, {childList: true, subtree: true, attributes: true, characterData: true});
"""
_IS_QUIET = f"() => window.__changed && performance.now() - window.__changed > {QUIET}"
_LOOKS = """
() => [...document.querySelectorAll('.js-plotly-plot')].map(chart =>
  [...chart.querySelectorAll('.main-svg text, .main-svg path')]
    .map(mark => mark.textContent + mark.getAttribute('d')).join())
"""
"""What each chart shows, in words and lines."""

Change = Callable[[Page], None]


@dataclass(frozen=True, slots=True)
class Trip:
    """One change of a filter: how long, of how many charts, and how many of them changed."""

    seconds: float
    charts: int
    changed: int


@contextmanager
def browser() -> Iterator[Browser]:
    """Start Chromium."""
    path = chromium()
    if path is None:
        sys.exit(f"No Chromium: {HOW}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@contextmanager
def _context(started: Browser) -> Iterator[BrowserContext]:
    opened = started.new_context(
        viewport={"width": 1366, "height": 768},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    opened.set_default_timeout(120_000)
    yield opened
    opened.close()


def first_chart(started: Browser, url: str, *, is_slow: bool) -> float:
    """Return the seconds from navigation to the first chart, in a context with nothing cached."""
    with _context(started) as context:
        page = context.new_page()
        page.add_init_script(_FIRST_CHART)
        if is_slow:
            session = context.new_cdp_session(page)
            session.send("Network.enable")
            session.send("Network.emulateNetworkConditions", LINE)
        page.goto(url, wait_until="commit")
        drawn = page.wait_for_selector("html[data-drawn]", state="attached")
        assert drawn is not None  # noqa: S101 - else it would have timed out
        return float(drawn.get_attribute("data-drawn") or "nan") / 1000


def round_trips(started: Browser, url: str, changes: int, change: Change) -> list[Trip]:
    """Return how long the charts of a page took to follow a number of changes.

    The first change is for warming up and not returned.
    """
    with _context(started) as context:
        page = context.new_page()
        page.add_init_script(_ROUND_TRIP)
        page.goto(url)
        page.wait_for_selector(CALM)
        page.wait_for_selector(CHART)
        page.wait_for_timeout(2000)
        return [_round_trip(page, change) for _ in range(changes + 1)][1:]


def next_option(page: Page) -> None:
    """Choose the next option by keyboard: a pointer above a chart would stir it."""
    page.locator("[data-testid=stSelectbox] input").first.focus()
    page.keyboard.press("ArrowDown")  # opens the list, at the option after the present one
    page.wait_for_selector("[role=option]")
    page.wait_for_timeout(300)
    page.keyboard.press("Enter")


def other_language(page: Page) -> None:
    """Choose the language that is not shown; its switch stands above all charts."""
    page.locator(".st-key-lang [role=radio][aria-checked=false]").click()


def _round_trip(page: Page, change: Change) -> Trip:
    before = page.evaluate(_LOOKS)
    change(page)
    end = time.monotonic() + PATIENCE
    while not page.evaluate(_IS_QUIET):  # our policy forbids what wait_for_function does
        if time.monotonic() > end:
            sys.exit(f"No chart of {page.url} changed within {PATIENCE} s.")
        page.wait_for_timeout(100)
    after = page.evaluate(_LOOKS)
    seconds = page.evaluate("() => (window.__changed - window.__began) / 1000")
    changed = sum(old != new for old, new in zip(before, after, strict=False))
    return Trip(float(seconds), len(after), changed)
