"""Every page in a real Chromium: drawn, quiet, accessible, and restored by its address."""

import csv
import io
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qs, urlencode, urlsplit

import pytest
from browsing import Server, clean, drawn, serving, sideways, violations
from playwright.sync_api import Browser, BrowserContext, Page, expect

from dashboard.wording import Wording

pytestmark = pytest.mark.browser

AS_OF = "2026-03-20"
PATHS = {
    "overview": "/",
    "limits": "/limits",
    "compare": "/compare",
    "projects": "/projects",
    "commitments": "/commitments",
    "commitment": "/commitment?id=river-tunnel",
    "briefing": "/briefing",
    "sources": "/sources",
}
CHARTED = ("overview", "limits", "compare", "projects", "commitment")
TUNNEL = {"zh": "江阴靖江长江隧道", "en": "Yangtze road tunnel"}
PHONE_AGENT = (
    "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome Mobile Safari"
)


class Watched(NamedTuple):
    """A tab, and what was wrong or asked for in it."""

    page: Page
    complaints: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped data as of one day."""
    with serving(data, tmp_path_factory.mktemp("site"), "--as-of", AS_OF) as running:
        yield running


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    """Give the module one phone, held in the dark."""
    opened = browser.new_context(
        viewport={"width": 390, "height": 844},
        color_scheme="dark",
        locale="zh-CN",
        timezone_id="Asia/Shanghai",
        reduced_motion="reduce",
        is_mobile=True,
        has_touch=True,
        user_agent=PHONE_AGENT,
    )
    opened.set_default_timeout(60_000)
    yield opened
    opened.close()


@pytest.fixture
def tab(page: Page) -> Watched:
    return _watched(page)


@pytest.fixture
def phone_tab(phone: BrowserContext) -> Iterator[Watched]:
    opened = phone.new_page()
    yield _watched(opened)
    opened.close()


def _watched(page: Page) -> Watched:
    watched = Watched(page, [], [])
    page.on("console", lambda said: watched.complaints.extend(clean(said)))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    page.on("request", lambda asked: watched.asked.append(asked.url))
    page.on("websocket", lambda socket: watched.asked.append(socket.url))
    return watched


def address(site: Server, name: str, **query: str) -> str:
    path = PATHS.get(name, name)
    return site.url + path + (("&" if "?" in path else "?") + urlencode(query) if query else "")


def query_of(page: Page) -> dict[str, list[str]]:
    return parse_qs(urlsplit(page.url).query)


def hosts(asked: list[str]) -> set[str]:
    """Return which hosts were asked; what is in the page itself has none."""
    return {urlsplit(one).netloc for one in asked} - {""}


def headline(page: Page) -> str:
    return page.locator("h2").first.inner_text()


@pytest.mark.parametrize("name", PATHS)
def test_a_page_is_sound_on_a_desk(site: Server, tab: Watched, name: str) -> None:
    page = tab.page
    page.goto(address(site, name))
    drawn(page)
    assert bool(page.locator("[role=figure] .main-svg").count()) == (name in CHARTED)
    assert page.evaluate("document.documentElement.lang") == "zh-CN"
    assert sideways(page) == []
    assert violations(page) == []
    assert tab.complaints == []
    assert hosts(tab.asked) == {urlsplit(site.url).netloc}


@pytest.mark.parametrize("name", PATHS)
def test_a_page_is_sound_on_a_phone_in_the_dark_and_in_english(
    site: Server, phone_tab: Watched, name: str
) -> None:
    page = phone_tab.page
    page.goto(address(site, name, lang="en"))
    drawn(page)
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert sideways(page) == []
    assert violations(page) == []
    assert phone_tab.complaints == []
    assert hosts(phone_tab.asked) == {urlsplit(site.url).netloc}


@pytest.mark.parametrize(
    ("path", "width", "language"),
    [
        ("/", 1920, "en"),
        ("/compare?indicator=industrial-output", 1366, "en"),
        ("/compare?indicator=special-steel-capacity", 1920, "zh"),
        ("/commitment?id=jiangyin-2440", 1366, "en"),
        ("/commitment?id=jingjiang-shoreline-thirds", 1366, "zh"),
        ("/commitment?id=joint-park", 1366, "en"),
    ],
)
def test_other_sights_are_sound_too(
    site: Server, tab: Watched, path: str, width: int, language: str
) -> None:
    page = tab.page
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address(site, path, lang=language))
    drawn(page)
    assert sideways(page) == []
    assert violations(page) == []
    assert tab.complaints == []


def test_every_link_of_the_bar_keeps_language_and_day_and_no_other_host_is_asked(
    site: Server, tab: Watched
) -> None:
    page = tab.page
    page.goto(address(site, "overview", lang="en", as_of="2025-06-30"))
    drawn(page)
    links = page.locator(".st-key-bar [data-testid=stPageLink] a")
    assert links.count() == 7
    for number in range(1, 7):
        before = headline(page)
        links.nth(number).click()
        expect(page.locator("h2").first).not_to_have_text(before)
        drawn(page)
        assert query_of(page) == {"lang": ["en"], "as_of": ["2025-06-30"]}
    assert tab.complaints == []
    assert hosts(tab.asked) == {urlsplit(site.url).netloc}


def test_the_language_switch_keeps_the_page_and_back_returns(site: Server, tab: Watched) -> None:
    page = tab.page
    page.goto(address(site, "commitment", as_of="2025-12-31"))
    drawn(page)
    expect(page.locator("h2").first).to_contain_text(TUNNEL["zh"])
    page.get_by_role("radio").nth(1).click()
    expect(page.locator("h2").first).to_contain_text(TUNNEL["en"])
    assert query_of(page) == {"id": ["river-tunnel"], "lang": ["en"], "as_of": ["2025-12-31"]}
    assert urlsplit(page.url).path == "/commitment"
    page.go_back()
    expect(page.locator("h2").first).to_contain_text(TUNNEL["zh"])
    assert query_of(page) == {"id": ["river-tunnel"], "as_of": ["2025-12-31"]}


def test_a_filter_is_in_the_address_by_id_and_a_reload_restores_it(
    site: Server, tab: Watched
) -> None:
    page, say = tab.page, Wording("en")
    page.goto(address(site, "commitments", lang="en"))
    drawn(page)
    everything = headline(page)
    page.get_by_label(say("filter.status")).click()
    page.get_by_role("option", name=say("status.missed")).click()
    expect(page.locator("h2").first).not_to_have_text(everything)
    page.keyboard.press("Escape")
    assert query_of(page) == {"lang": ["en"], "status": ["missed"]}
    filtered = headline(page)
    page.reload()
    drawn(page)
    assert headline(page) == filtered
    page.go_back()
    expect(page.locator("h2").first).to_have_text(everything)


def test_an_indicator_and_a_lens_are_in_the_address(site: Server, tab: Watched) -> None:
    page, say = tab.page, Wording("zh")
    page.goto(address(site, "compare"))
    drawn(page)
    page.get_by_text(say("compare.lens.index"), exact=True).click()
    page.wait_for_url("**lens=index**")
    drawn(page)
    chart = page.locator("[role=figure]").first.get_attribute("aria-label")
    page.reload()
    drawn(page)
    assert page.locator("[role=figure]").first.get_attribute("aria-label") == chart


def test_a_click_on_a_sign_of_the_matrix_opens_the_commitment(site: Server, tab: Watched) -> None:
    page = tab.page
    page.goto(address(site, "overview", lang="en"))
    drawn(page)
    name = page.locator("[role=figure]").nth(1).get_by_text(TUNNEL["en"]).first
    box = name.bounding_box()
    assert box
    page.mouse.click(box["x"] - 10, box["y"] + box["height"] / 2)
    page.wait_for_url("**/commitment?**")
    drawn(page)
    assert query_of(page) == {"id": ["river-tunnel"], "lang": ["en"]}
    expect(page.locator("h2").first).to_contain_text(TUNNEL["en"])


def test_the_keyboard_alone_leads_to_a_commitment(site: Server, tab: Watched) -> None:
    page = tab.page
    page.goto(address(site, "overview"))
    drawn(page)
    _tab_to(page, "/commitments")
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitments")
    drawn(page)
    _tab_to(page, "/commitment?id=river-tunnel")
    page.keyboard.press("Enter")
    page.wait_for_url("**/commitment?id=river-tunnel")
    expect(page.locator("h2").first).to_contain_text(TUNNEL["zh"])


def _tab_to(page: Page, target: str, most: int = 60) -> None:
    """Press Tab until a link with this address has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        reached = page.evaluate("document.activeElement.href ?? ''")
        if reached.endswith(target):
            return
    message = f"no way to {target} in {most} steps"
    raise AssertionError(message)


def test_the_list_to_take_along_opens_in_excel_and_has_all_rows(site: Server, tab: Watched) -> None:
    page, say = tab.page, Wording("zh")
    page.goto(address(site, "commitments"))
    drawn(page)
    everything = int(re.findall(r"\d+", headline(page))[0])
    with page.expect_download() as started:
        named = say("take.table", label=say("commitments.download", n=everything), kind="CSV")
        page.get_by_role("button", name=named).click()
    content = Path(started.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    assert len(rows) == everything + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert started.value.suggested_filename == f"commitments-{AS_OF}.csv"


def test_a_page_prints_with_its_finding(site: Server, tab: Watched, tmp_path: Path) -> None:
    page = tab.page
    page.goto(address(site, "commitment", lang="en"))
    drawn(page)
    page.emulate_media(media="print")
    expect(page.locator("h2").first).to_be_visible()
    expect(page.locator("[role=figure] .main-svg").first).to_be_visible()
    file = tmp_path / "page.pdf"
    page.pdf(path=file)
    assert file.read_bytes().startswith(b"%PDF")
    assert file.stat().st_size > 20_000


def test_a_broken_file_is_named_within_seconds_and_the_rest_stays(
    data: Path, tmp_path: Path, page: Page
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(data, folder)
    broken = folder / "growth.yaml"
    good = broken.read_bytes()
    with serving(folder, tmp_path, "--as-of", AS_OF) as live:
        page.goto(live.url)
        drawn(page)
        before = headline(page)
        line = page.get_by_text("growth.yaml")
        assert line.count() == 0
        _replace(broken, good + b"\n  - [never closed\n")
        line.first.wait_for(timeout=10_000)
        assert re.search(r"growth\.yaml:\d+", line.first.inner_text())
        drawn(page)
        assert headline(page) == before
        _replace(broken, good)
        line.first.wait_for(state="detached", timeout=10_000)
        assert headline(page) == before


def _replace(file: Path, content: bytes) -> None:
    """Put new content in place at once, as editors do."""
    draft = file.with_suffix(".draft")
    draft.write_bytes(content)
    os.replace(draft, file)  # noqa: PTH105


def test_the_server_listens_on_its_own_port_alone(site: Server) -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("no /proc: the open ports of the server cannot be listed")
    sockets = {
        fd.readlink().name for fd in Path(f"/proc/{site.pid}/fd").iterdir() if fd.is_symlink()
    }
    rows = [
        row.split()
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/{site.pid}/net/{table}").read_text().splitlines()[1:]
    ]
    listening = {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in sockets}
    assert listening == {f"0100007F:{urlsplit(site.url).port:04X}"}
