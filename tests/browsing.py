"""Starting servers and looking at their pages."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from urllib.request import urlopen

from playwright.sync_api import ConsoleMessage, Page

ROOT = Path(__file__).parent.parent
KEPT = ROOT / ".scratch" / "cache"  # compressed files: kept from one test run to the next
PATIENCE = 60  # seconds; how long a start may take on a busy machine
CALM = (
    "[data-testid=stApp][data-test-connection-state=CONNECTED][data-test-script-state=notRunning]"
)

DRAWN = """() => {
  const charts = [...document.querySelectorAll('[class*="st-key-chart-"]')];
  return charts.every(one => !one.clientWidth || one.querySelector('[role=figure] .main-svg'))
    && !document.querySelector('[data-testid=stSkeleton]');
}"""
FOOT = "Apache-2.0"  # the last line of every page
TROUBLE = "This page failed"  # what a page says instead of an error
PROBE = "WebAssembly"  # protobuf.js asks whether there is any; the policy says no
SIDEWAYS = """() => {
  const boxes = [document.scrollingElement, ...document.querySelectorAll('[data-testid=stApp] *')];
  const wide = boxes.filter(box => {
    if (box.scrollWidth <= box.clientWidth + 1 || !box.clientWidth) return false;
    return box === document.scrollingElement || /auto|scroll/.test(getComputedStyle(box).overflowX);
  });
  return wide.map(box => `sideways: ${box.tagName} ${box.dataset.testid ?? box.className} `
    + `${box.scrollWidth} > ${box.clientWidth}: ${box.innerText?.slice(0, 60)}`);
}"""


@dataclass(frozen=True)
class Server:
    """A server that is up."""

    url: str
    log: Path
    pid: int


@contextmanager
def serving(folder: Path, place: Path, *options: str, kept: Path = KEPT) -> Iterator[Server]:
    """Run `dashboard serve` on a free port, from the folder `place`, where its log goes."""
    command = [sys.executable, "-m", "dashboard", "serve", str(folder), "--port", "0", *options]
    with running(command, place, kept) as server:
        yield server


@contextmanager
def running(command: Sequence[str], place: Path, kept: Path = KEPT) -> Iterator[Server]:
    """Run a command that prints the address at which it serves, and stop it at the end."""
    log = place / "server.log"
    environment = {**os.environ, "DASHBOARD_CACHE_DIR": str(kept)}
    with log.open("w", encoding="utf-8") as out:
        child = subprocess.Popen(command, cwd=place, env=environment, stdout=out, stderr=out)
    try:
        yield Server(_address(child, log), log, child.pid)
    finally:
        child.terminate()
        child.wait(timeout=PATIENCE)


def free_port() -> int:
    """Return a port that nobody uses just now."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port: int = taken.getsockname()[1]
        return port


def settled(page: Page, *selectors: str) -> Page:
    """Wait until the script has run and what the test is about is drawn."""
    page.wait_for_selector(CALM)
    for selector in selectors:
        page.wait_for_selector(selector)
    return page


def drawn(page: Page) -> Page:
    """Wait until the script has run to its last line and every chart has been drawn."""
    page.wait_for_selector(f"{CALM} >> text=/{FOOT}|{TROUBLE}/")
    assert page.get_by_text(TROUBLE).count() == 0, f"{page.url} failed: see the server's log"
    page.wait_for_function(DRAWN)
    page.evaluate("document.fonts.ready")
    return page


def clean(said: ConsoleMessage) -> list[str]:
    """Return what the console says is wrong, without the one report known to be harmless."""
    if said.type != "error" or PROBE in said.text:
        return []
    return [f"console: {said.text[:300]}"]


def sideways(page: Page) -> list[str]:
    """Return what must be scrolled sideways to be read: the page, or a box within it."""
    found: list[str] = page.evaluate(SIDEWAYS)
    return found


def violations(page: Page) -> list[str]:
    """Return what axe finds wrong with a page: rule, weight, first place."""
    page.evaluate(files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8"))
    found = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{v['id']} ({v['impact']}): {v['nodes'][0]['html'][:200]}" for v in found]


def _address(child: subprocess.Popen[bytes], log: Path) -> str:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        said = log.read_text(encoding="utf-8")
        if found := re.search(r"^https?://\S+$", said, re.MULTILINE):
            with urlopen(f"{found[0]}/_stcore/health") as answer:
                assert answer.status == 200
            return found[0]
        assert child.poll() is None, f"the server stopped: {said}"
        time.sleep(0.05)
    message = f"no server within {PATIENCE} s: {said}"
    raise AssertionError(message)
