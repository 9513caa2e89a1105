"""Take the pictures of the README from the shipped data: `make screenshots`."""

import sys
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Browser, sync_playwright

from dashboard.assessment import Status, assess_all
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import drawn, serving  # noqa: E402

from tools.browser import FLAGS, HOW, PHONE_AGENT, chromium  # noqa: E402

DATA, OUT = ROOT / "data", ROOT / "docs" / "pictures"
AS_OF = date(2026, 3, 20)
DESK, PHONE, SLIDE = (1366, 960), (390, 844), (1366, 768)
MEETING = "/present"
PRESENTED = """() => document.querySelector(".sheet.shown") &&
    !document.querySelector(".sheet.shown .figure:not([data-drawn])") &&
    getComputedStyle(document.getElementById("bar")).opacity == 0"""
"""Whether a slide stands, with its figure, and the buttons have gone."""


@dataclass(frozen=True, slots=True)
class Picture:
    """One picture: its file's name, the page's address, and the size of the window."""

    name: str
    path: str
    size: tuple[int, int] = DESK


def pictures(catalog: Catalog) -> tuple[Picture, ...]:
    """Return the pictures to take; the one commitment is the first that was missed."""
    verdicts = assess_all(catalog, AS_OF).values()
    missed = next((one.id for one in verdicts if one.status == Status.MISSED), "")
    return (
        Picture("overview", "/"),
        Picture("overview-en", "/?lang=en"),
        Picture("commitment", f"/commitment?id={missed}"),
        Picture("limits", "/limits"),
        Picture("compare", "/compare"),
        Picture("projects", "/projects"),
        Picture("meetings", "/briefing"),
        Picture("slide", f"{MEETING}?slide=troubles-{missed}", size=SLIDE),
        Picture("phone", "/", size=PHONE),
    )


def main() -> int:
    """Take them all, and return the exit code."""
    path = chromium()
    if path is None:
        print(f"No Chromium: {HOW}", file=sys.stderr)
        return 3
    catalog = read(load(DATA)).catalog
    if catalog is None:
        print("The data cannot be read: dashboard check says why", file=sys.stderr)
        return 1
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as place,
        serving(DATA, Path(place), "--as-of", AS_OF.isoformat()) as server,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        for picture in pictures(catalog):
            print(_taken(browser, server.url, picture).relative_to(ROOT))
        browser.close()
    return 0


def _taken(browser: Browser, url: str, picture: Picture) -> Path:
    """Take one picture of what a reader sees first, and return its file."""
    width, height = picture.size
    is_phone = picture.size == PHONE
    context = browser.new_context(
        viewport={"width": width, "height": height},
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        is_mobile=is_phone,
        has_touch=is_phone,
        user_agent=PHONE_AGENT if is_phone else None,
    )
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto(url + picture.path)
    if picture.path.startswith(MEETING):
        page.wait_for_function(PRESENTED)
    else:
        drawn(page)
    file = OUT / f"{picture.name}.png"
    page.screenshot(path=file, animations="disabled", caret="hide")
    context.close()
    return file


if __name__ == "__main__":
    sys.exit(main())
