"""What several tests need, and the last lines: the rates reached, and what was skipped."""

from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import streamlit as st
from browsing import ROOT, Server, serving
from handing import Handed, handed_out
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from streamlit.components.v2 import manifest_scanner
from streamlit.web import bootstrap

from dashboard.wording import LANGUAGES
from tools.browser import FLAGS, HOW, chromium

HOME = ("127.0.0.1", "localhost", "")
RATES = pytest.StashKey[list[str]]()


@pytest.fixture(scope="session")
def data() -> Path:
    """Return the folder of the shipped data."""
    return ROOT / "data"


@pytest.fixture(scope="session")
def rates(request: pytest.FixtureRequest) -> list[str]:
    """Return the lines of the table of rates that is printed at the end of the run."""
    return request.config.stash.setdefault(RATES, [])


@pytest.fixture(scope="session", autouse=True)
def _settings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Let AppTest run under the settings that the server has, and not look for components.

    What the app keeps outside the data folder goes to a folder of the run's own.

    On every run AppTest reads what every installed package says of itself: four fifths of the
    time. Ours is no package of components.
    """
    st.App(ROOT / "dashboard" / "app" / "main.py")
    bootstrap.load_config_options({})
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(manifest_scanner, "scan_component_manifests", list)
        patch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session")
def server(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped data."""
    with serving(data, tmp_path_factory.mktemp("server")) as running:
        yield running


@pytest.fixture(scope="session", params=LANGUAGES)
def handed(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Handed:
    """Hand everything out, once in each language."""
    return handed_out(request.param, tmp_path_factory.mktemp("handed"))


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start Chromium, or skip and say how to get one."""
    path = chromium()
    if path is None:
        pytest.skip(f"no Chromium: {HOW}")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        yield started
        started.close()


@pytest.fixture(scope="module")
def context(browser: Browser) -> Iterator[BrowserContext]:
    """Give a module one browser context: a cold start costs seconds."""
    opened = browser.new_context(
        viewport={"width": 1366, "height": 768},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
    )
    opened.set_default_timeout(30_000)
    yield opened
    opened.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """Open a tab, and see that nothing it shows asks another host."""
    opened = context.new_page()
    strangers: list[str] = []
    opened.on(
        "request",
        lambda asked: urlsplit(asked.url).hostname in {*HOME, None} or strangers.append(asked.url),
    )
    yield opened
    opened.close()
    assert not strangers


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter,
) -> Generator[None, None, None]:
    """Print the rates at which published results are reproduced, and name what was skipped."""
    yield
    for line in terminalreporter.config.stash.get(RATES, []):
        terminalreporter.write_line(line)
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(report.longrepr[2].removeprefix("Skipped: ") for report in skipped)
    for reason, count in reasons.items():
        terminalreporter.write_line(f"skipped: {count} tests, {reason}")
    if not reasons:
        terminalreporter.write_line("skipped: nothing")
