"""A browser without a network: finds one, shows one page in it, takes its picture, prints it."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager, suppress
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from playwright.sync_api import Page

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "msedge")
"""What it is called on PATH, the first one found."""
FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--font-render-hinting=none",
)
FONTS = Path(__file__).parent / "fonts"
WIDTH, HEIGHT = 1920, 1080
PATIENCE = 60_000
"""Milliseconds that a step may take on a busy machine."""
_ONE = Lock()
"""A browser takes some 300 MB: one at a time in a process."""

_T = TypeVar("_T")


class NoBrowserError(Exception):
    """There is no browser here, no Playwright to drive it, or it does not start or stay."""


def found() -> str | None:
    """Return the path of a Chromium on this machine: the chosen one, a usual one, Playwright's.

    DASHBOARD_CHROMIUM chooses; what it names and is not there is none.
    """
    if chosen := os.environ.get("DASHBOARD_CHROMIUM"):
        return shutil.which(chosen)
    return next((path for name in NAMES if (path := shutil.which(name))), None) or _own()


def _own() -> str | None:
    """Return the newest of Playwright's own Chromiums, if one was ever installed."""
    home = os.environ.get("PLAYWRIGHT_BROWSERS_PATH")
    caches = {"darwin": "Library/Caches", "win32": "AppData/Local"}
    root = (
        Path(home) if home else Path.home() / caches.get(sys.platform, ".cache") / "ms-playwright"
    )
    executables = (
        "chromium-*/chrome-linux*/chrome",
        "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
        "chromium-*/chrome-win*/chrome.exe",
    )
    paths = (path for pattern in executables for path in root.glob(pattern))
    return next((str(path) for path in sorted(paths, reverse=True)), None)


class Tab:
    """One page of a browser; whatever is asked of it is done in its own thread, one by one."""

    def __init__(self, thread: ThreadPoolExecutor, page: "Page") -> None:
        self._thread, self._page = thread, page

    def show(self, html: str) -> None:
        """Show a document, and wait until it is loaded and its fonts can be drawn.

        A font that only names one of the system may not be there.
        """
        self._do(lambda page: page.set_content(html, wait_until="load"))
        self.run("Promise.allSettled([...document.fonts].map(face => face.load())).then(() => 0)")

    def run(self, script: str, given: object = None) -> Any:  # noqa: ANN401 - as JSON has it
        """Return what a script, or a function of what is given, gives in the page."""
        return self._do(lambda page: page.evaluate(script, given))

    def picture(self) -> bytes:
        """Return what the window shows as PNG, `WIDTH` by `HEIGHT`."""
        return self._do(lambda page: page.screenshot(type="png", animations="disabled"))

    def paper(self) -> bytes:
        """Return the document as PDF: tagged, with its outline, on pages of its own size."""
        return self._do(
            lambda page: page.pdf(
                prefer_css_page_size=True, print_background=True, tagged=True, outline=True
            )
        )

    def _do(self, task: Callable[["Page"], _T]) -> _T:
        return self._thread.submit(_done, task, self._page).result()


def _done(task: Callable[["Page"], _T], page: "Page") -> _T:
    """Return what a task gives; raise NoBrowserError where the browser has gone meanwhile."""
    try:
        return task(page)
    except Exception as error:
        browser = page.context.browser
        if browser is None or not browser.is_connected():
            raise NoBrowserError from error
        raise


@contextmanager
def tab() -> Iterator[Tab]:
    """Open a browser with one empty page that reaches no network; raise NoBrowserError.

    Playwright wants a thread for itself, whoever asks: a test, a server, the command line.
    """
    with _ONE, ThreadPoolExecutor(1, "chromium") as thread:
        opened = ExitStack()
        try:
            yield Tab(thread, thread.submit(_page, opened).result())
        finally:
            thread.submit(opened.close).result()


def _page(opened: ExitStack) -> "Page":
    """Return a page of a new browser; what is opened for it is closed with `opened`."""
    path = found()
    if path is None:
        raise NoBrowserError
    try:
        from playwright.sync_api import Error, sync_playwright  # noqa: PLC0415 - 0.3 s; may lack
    except ImportError as error:
        raise NoBrowserError from error
    flags = [*FLAGS, *(["--no-sandbox"] if _is_root() else [])]
    playwright = opened.enter_context(sync_playwright())
    opened.enter_context(suppress(Error))  # a browser that is gone need not be closed
    folder = Path(opened.enter_context(TemporaryDirectory(prefix="dashboard-")))
    try:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=flags,
            env={**os.environ, "FONTCONFIG_FILE": str(_fonts(folder))},
            handle_sigint=False,
            timeout=PATIENCE,
        )
    except Error as error:
        raise NoBrowserError from error
    opened.callback(browser.close)
    context = browser.new_context(
        viewport={"width": WIDTH, "height": HEIGHT},
        offline=True,
        color_scheme="light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    return context.new_page()


def _fonts(folder: Path) -> Path:
    """Return the settings of the system's fonts with one of ours: with none it cannot print."""
    usual = os.environ.get("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    settings = folder / "fonts.conf"
    settings.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>'
        f'<include ignore_missing="yes">{escape(usual)}</include>'
        f"<dir>{escape(str(FONTS))}</dir></fontconfig>",
        encoding="utf-8",
    )
    return settings


def _is_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0
