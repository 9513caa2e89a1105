"""Meeting mode as a presenter uses it: by keys, mouse and touch, while data and server fail."""

import os
import shutil
import signal
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import KEPT, Server, clean, free_port, serving, violations
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Error,
    Page,
    expect,
)

from dashboard.app.keeper import EVERY
from dashboard.wording import Wording

pytestmark = pytest.mark.browser

TINY = Path(__file__).parent / "data" / "tiny"
AS_OF = "2026-03-20"
SAY = Wording("zh")
PATIENCE = 20_000  # milliseconds; the machine may be busy
HOME = ("127.0.0.1", "localhost", "")
SMALL_STORE = """() => {
  const set = Storage.prototype.setItem;
  Storage.prototype.setItem = function (name, value) {
    if (value.length > 10000) throw new DOMException("full", "QuotaExceededError");
    set.call(this, name, value);
  };
}"""
LAPTOP = {"viewport": {"width": 1366, "height": 768}}
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True, "is_mobile": True}
BEAT = 16_000  # milliseconds: the next question and the next word of a presenter are due
OPENING = 7000  # milliseconds after which the bar of buttons is gone
SMALL = 24  # px at 1080: what is read from five metres
SMALLEST = """() => {
  const slide = document.querySelector(".sheet.shown");
  const walk = document.createTreeWalker(slide, NodeFilter.SHOW_TEXT);
  const found = [];
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const within = node.parentElement;
    const said = node.data.trim();
    if (!said || within.closest("footer, [hidden]") || !within.checkVisibility()) continue;
    found.push([parseFloat(getComputedStyle(within).fontSize), said.slice(0, 40)]);
  }
  return found.sort((a, b) => a[0] - b[0])[0];
}"""
"""The smallest text of the slide in px of the stage, and its words; foot and hidden text aside."""
CROSSING = """([one, other]) => {
  const [a, b] = [one, other].map(found => document.querySelector(found).getBoundingClientRect());
  if (!a.width || !b.width) return null; // one of them is not there
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}"""
RELOAD = """() => dispatchEvent(
  new KeyboardEvent("keydown", {key: "F5", bubbles: true, cancelable: true}))"""
"""Whether pressing F5 reloads."""
DRAWN = """() => [...document.querySelectorAll(".sheet.shown .figure")]
  .every(one => one.querySelector(".main-svg"))"""


@contextmanager
def looking(browser: Browser, wrong: list[str], **how: object) -> Iterator[BrowserContext]:
    """Open a browser context whose pages may say nothing wrong and ask no other host."""
    sized = {"viewport": {"width": 1920, "height": 1080}, "locale": "zh-CN", **how}
    opened = browser.new_context(reduced_motion="reduce", **sized)  # type: ignore[arg-type]
    opened.set_default_timeout(PATIENCE)
    expect.set_options(timeout=PATIENCE)

    def said(message: ConsoleMessage) -> None:
        if "net::ERR_" not in message.text:  # a server that is away is part of the test
            wrong.extend(clean(message))

    opened.on("console", said)
    opened.on("weberror", lambda error: wrong.append(str(error.error)))
    opened.on(
        "request",
        lambda asked: urlsplit(asked.url).hostname in {*HOME, None} or wrong.append(asked.url),
    )
    yield opened
    opened.close()


def replace(file: Path, content: bytes) -> None:
    """Put new content in place at once, as editors do."""
    draft = file.with_suffix(".draft")
    draft.write_bytes(content)
    os.replace(draft, file)  # noqa: PTH105


def begun(page: Page, address: str) -> Page:
    """Open meeting mode and wait for the first slide."""
    page.clock.install()
    page.goto(address)
    page.wait_for_selector(".sheet.shown h1")
    return page


def slide(page: Page) -> str:
    """Return the id of the slide that is shown: the same on screen and in the address."""
    shown: str = page.locator(".sheet.shown > section").get_attribute("id") or ""
    named = parse_qs(urlsplit(page.url).query)["slide"][0]
    assert shown == f"slide-{named}"
    return named


def ids(page: Page) -> list[str]:
    """Return the ids of all slides in the language of the page."""
    found: list[str] = page.evaluate("""() => {
      const languages = JSON.parse(document.getElementById("slides").textContent).languages;
      return languages[document.documentElement.lang.slice(0, 2)].slides.map(one => one.id);
    }""")
    return found


def asked_again(page: Page, path: str = "/present/news") -> None:
    """Let time pass until the page has asked the server once more, and was answered."""
    with page.expect_response(lambda answer: path in answer.url):
        page.clock.fast_forward(BEAT)
    page.evaluate("() => new Promise(done => requestAnimationFrame(done))")


def looked_again(page: Page, path: str = "/present/news") -> None:
    """The same, once the server has looked at its files."""
    time.sleep(EVERY + 0.1)
    asked_again(page, path)


def followed(page: Page, named: str) -> None:
    """Wait until a page shows a slide."""
    page.wait_for_selector(f".sheet.shown #slide-{named}")


def changed(good: bytes) -> bytes:
    """Return the text of a file with one limit lowered: real news."""
    lowered = good.replace(b"at_most: 60", b"at_most: 55", 1)
    assert lowered != good
    return lowered


@pytest.fixture
def wrong() -> Iterator[list[str]]:
    """Collect what the consoles say is wrong and what was asked of other hosts: nothing."""
    found: list[str] = []
    yield found
    assert not found


@pytest.fixture(scope="module")
def live(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the tiny catalog to tests that leave it as it is."""
    with serving(TINY, tmp_path_factory.mktemp("server"), "--as-of", AS_OF) as running:
        yield running


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with a copy of the tiny catalog."""
    return Path(shutil.copytree(TINY, tmp_path / "data"))


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    """Return a cache folder without a last good copy; compressing files anew takes too long."""
    (KEPT / "static").mkdir(parents=True, exist_ok=True)
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept" / "static").symlink_to(KEPT / "static")
    return tmp_path / "kept"


def test_by_keyboard_and_clicker(live: Server, browser: Browser, wrong: list[str]) -> None:
    with looking(browser, wrong) as context:
        page = begun(context.new_page(), f"{live.url}/present")
        known = ids(page)
        assert slide(page) == known[0]
        for key, at in (
            ("PageDown", 1),
            ("ArrowRight", 2),
            ("Space", 3),
            ("ArrowDown", 4),
            ("PageUp", 3),
            ("ArrowLeft", 2),
            ("End", -1),
            ("ArrowRight", -1),
            ("Home", 0),
        ):
            page.keyboard.press(key)
            assert slide(page) == known[at], key
        page.keyboard.type("4")
        page.keyboard.press("Enter")
        assert slide(page) == known[3]
        expect(page.locator("#progress")).to_have_text(f"4 / {len(known)}")
        expect(page.locator("#spoken")).to_contain_text(page.locator(".shown h1").inner_text()[:8])
        page.keyboard.press("j")
        expect(page.locator("#panel[open] [aria-current]")).to_be_focused()
        assert not violations(page)
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        assert slide(page) == known[4]
        page.keyboard.press("n")
        expect(page.locator("#drawer .notes")).not_to_be_empty()
        assert not violations(page)
        page.keyboard.press("Escape")
        expect(page.locator("#drawer")).to_be_hidden()
        page.keyboard.press("l")
        assert page.locator("html").get_attribute("lang") == "en"
        assert slide(page) == known[4]
        page.keyboard.press("d")
        assert page.locator("html").get_attribute("data-mode") == "dark"
        page.keyboard.press("t")
        page.clock.fast_forward(65_000)
        expect(page.locator(".clock")).to_have_text("1:05")
        page.keyboard.press("?")
        expect(page.locator("#panel[open] .actions")).to_be_visible()
        page.keyboard.press("Escape")
        page.reload()
        page.wait_for_selector(".sheet.shown h1")
        assert slide(page) == known[4]
        assert page.locator("html").get_attribute("lang") == "en"
        assert page.locator("html").get_attribute("data-mode") == "dark"


def test_every_slide_can_be_read_from_five_metres_and_is_drawn(
    live: Server, browser: Browser, wrong: list[str]
) -> None:
    with looking(browser, wrong) as context:
        page = begun(context.new_page(), f"{live.url}/present")
        page.keyboard.press("PageDown")
        for _ in ids(page)[1:]:
            page.wait_for_function(DRAWN)
            size, words = page.evaluate(SMALLEST)
            assert size >= SMALL, (slide(page), words)
            page.keyboard.press("PageDown")
        assert not violations(page)


def test_by_mouse(live: Server, browser: Browser, wrong: list[str]) -> None:
    with looking(browser, wrong, **LAPTOP) as context:
        page = begun(context.new_page(), f"{live.url}/present")
        known = ids(page)
        page.click("#bar [data-do=next]")
        page.click("#sides [data-do=next]")
        assert slide(page) == known[2]
        page.keyboard.press("Space")  # a click leaves no button behind that Space would press
        assert slide(page) == known[3]
        page.click("#bar [data-do=previous]")
        page.click("#progress")
        page.locator("#panel ol button").nth(4).click()
        assert slide(page) == known[4]
        page.click("#bar [data-do=screen]")
        page.wait_for_function("document.fullscreenElement !== null")
        page.click("#bar [data-do=screen]")
        page.wait_for_function("document.fullscreenElement === null")
        page.click("#language")
        assert slide(page) == known[4]
        page.mouse.move(600, 300)
        page.clock.fast_forward(OPENING)
        bar, side = page.locator("#bar"), page.locator("#sides button").first
        expect(bar).to_have_css("opacity", "0")
        expect(side).to_have_css("opacity", "0")
        page.mouse.move(640, 300)  # the foot of the slide stays to be read
        expect(side).to_have_css("opacity", "1")
        expect(bar).to_have_css("opacity", "0")
        page.mouse.move(640, 750)
        expect(bar).to_have_css("opacity", "1")
        page.clock.fast_forward(OPENING)
        expect(bar).to_have_css("opacity", "0")  # though the pointer rests on it
        page.focus("#bar [data-do=notes]")
        expect(bar).to_have_css("opacity", "1")
        small = page.evaluate("""() => [...document.querySelectorAll("button")]
          .filter(one => one.checkVisibility()).map(one => one.getBoundingClientRect())
          .filter(one => one.width < 44 || one.height < 44).length""")
        assert small == 0


def test_by_touch(live: Server, browser: Browser, wrong: list[str]) -> None:
    with looking(browser, wrong, **PHONE) as context:
        page = begun(context.new_page(), f"{live.url}/present?slide=standing")
        known = ids(page)
        at = known.index("standing")
        assert "narrow" in (page.locator("html").get_attribute("class") or "")
        wide = page.evaluate("document.querySelector('#place').scrollWidth")
        assert wide <= 390
        swipe = """([from, to]) => {
          const place = document.querySelector("#place");
          const touch = x => new Touch({identifier: 1, target: place, clientX: x, clientY: 300});
          place.dispatchEvent(
            new TouchEvent("touchstart", {touches: [touch(from)], bubbles: true}));
          place.dispatchEvent(
            new TouchEvent("touchend", {changedTouches: [touch(to)], bubbles: true}));
        }"""
        page.evaluate(swipe, [300, 100])
        assert slide(page) == known[at + 1]
        page.evaluate(swipe, [100, 300])
        page.evaluate(swipe, [100, 130])  # a tremble is no swipe
        assert slide(page) == known[at]
        page.tap("#bar [data-do=next]")
        assert slide(page) == known[at + 1]
        page.tap("#bar .slim")
        expect(page.locator("#panel[open] .actions")).to_be_visible()


def test_the_evidence_and_back(live: Server, browser: Browser, wrong: list[str]) -> None:
    with looking(browser, wrong, **LAPTOP) as context:
        page = begun(context.new_page(), f"{live.url}/present?slide=standing")
        page.keyboard.press("e")
        inside = page.frame_locator("#evidence iframe")
        inside.locator("h2").first.wait_for()
        page.click("#evidence .back")
        expect(page.locator("#evidence")).to_be_hidden()
        assert slide(page) == "standing"
        page.keyboard.press("e")
        inside.locator("h2").first.wait_for()
        inside.locator("h2").first.click()
        page.keyboard.press("Escape")
        expect(page.locator("#evidence")).to_be_hidden()


def test_filters_keep_the_slide_and_stand_in_the_address(
    live: Server, browser: Browser, wrong: list[str]
) -> None:
    with looking(browser, wrong) as context:
        page = begun(context.new_page(), f"{live.url}/present?slide=standing")
        before = page.locator(".sheet.shown").inner_text()
        page.keyboard.press("s")
        page.focus("#drawer input[name=area][value=qingyu]")
        page.keyboard.press("Space")
        page.wait_for_url("**area=qingyu**")
        expect(page.locator("#drawer input[name=area][value=qingyu]")).to_be_focused()
        assert not violations(page)
        assert slide(page) == "standing"
        assert page.locator(".sheet.shown").inner_text() != before
        page.reload()
        page.wait_for_selector(".sheet.shown h1")
        assert slide(page) == "standing"
        page.keyboard.press("s")
        page.click("#drawer .all")
        page.wait_for_function("() => !location.search.includes('area')")
        assert page.locator(".sheet.shown").inner_text() == before
        page.goto(f"{live.url}/present?status=nothing&slide=standing")
        expect(page.locator("#told")).to_have_text(SAY("present.ignored", names="status"))


def test_data_that_break_or_go_leave_the_slide_and_are_no_news(
    folder: Path, kept: Path, tmp_path: Path, browser: Browser, wrong: list[str]
) -> None:
    file = folder / "clinic.yaml"
    good = file.read_bytes()
    with (
        serving(folder, tmp_path, "--as-of", AS_OF, kept=kept) as live,
        looking(browser, wrong, **LAPTOP) as context,
    ):
        page = begun(context.new_page(), f"{live.url}/present?slide=standing")
        text = page.locator(".sheet.shown").inner_text()

        def same() -> None:
            looked_again(page)
            assert slide(page) == "standing"
            assert page.locator(".sheet.shown").inner_text() == text
            expect(page.locator(".news")).to_be_hidden()

        for damage in (good.replace(b"commitments:\n", "commitments：\n".encode()), b"\0"):
            replace(file, damage)
            same()
        fresh = begun(context.new_page(), f"{live.url}/present")
        expect(fresh.locator(".kept")).to_be_visible()
        fresh.close()
        file.unlink()
        same()
        folder.rename(tmp_path / "gone")
        same()
        page.reload()
        same()
        (tmp_path / "gone").rename(folder)
        replace(file, good + "\n# 只是一句注释\n".encode())
        same()
        replace(file, changed(good))
        looked_again(page)
        expect(page.locator(".news")).to_be_visible()
        assert page.locator(".sheet.shown").inner_text() == text
        page.click(".news")
        expect(page.locator(".news")).to_be_hidden()
        assert slide(page) == "standing"
        expect(page.locator("#spoken")).to_contain_text(SAY("present.taken", words=""))
        text = page.locator(".sheet.shown").inner_text()
        page.add_init_script(f"({SMALL_STORE})()")
        page.reload()
        replace(file, good)
        looked_again(page)
        page.reload()  # the tab could not keep the slides, but the server did
        expect(page.locator(".news")).to_be_visible()
        assert page.locator(".sheet.shown").inner_text() == text


def test_a_server_that_dies_and_comes_back_leaves_presenter_and_follower_where_they_are(
    folder: Path, kept: Path, tmp_path: Path, browser: Browser, wrong: list[str]
) -> None:
    port = str(free_port())
    base = f"http://localhost:{port}"
    how = ("--as-of", AS_OF, "--port", port, "--public-url", base)
    with (
        looking(browser, wrong) as large,
        looking(browser, wrong, **PHONE) as small,
        looking(browser, wrong, **LAPTOP) as plain,
    ):
        page, phone = large.new_page(), small.new_page()
        tab = plain.new_page()  # whose clock goes as it goes: a reload is one
        with serving(folder, tmp_path, *how, kept=kept) as live:
            begun(page, f"{live.url}/present")
            tab.goto(f"{live.url}/present?slide=standing")
            text = tab.locator(".sheet.shown").inner_text()
            invitation = page.locator(".invitation .short")
            expect(invitation).to_contain_text(f"localhost:{port}/f/")
            begun(phone, f"{base}/f/{invitation.inner_text()[-6:].lower()}")
            page.keyboard.press("PageDown")
            followed(phone, slide(page))
            phone.tap("#bar [data-do=previous]")
            page.keyboard.press("PageDown")
            expect(phone.locator("#apart")).to_contain_text(SAY("present.follow.apart"))
            assert slide(phone) == ids(phone)[0]
            phone.tap("#apart button")
            followed(phone, slide(page))
            os.kill(live.pid, signal.SIGKILL)
        left = slide(page)
        page.clock.fast_forward(BEAT)
        expect(page.locator(".away")).to_be_visible()
        page.keyboard.press("PageUp")
        page.keyboard.press("e")  # no server, no dashboard: what the document holds
        assert page.evaluate(CROSSING, ["#marks .away", "#drawer .close"]) is False
        page.keyboard.press("Escape")
        assert [page.evaluate(RELOAD) for _ in range(2)] == [False, True]  # who insists may
        expect(page.locator("#told")).to_have_text(SAY("present.reload.away"))
        expect(phone.locator(".away")).to_be_visible()
        assert phone.evaluate(CROSSING, ["#marks .away", ".sheet.shown h1 > span"]) is False
        assert slide(phone) == left
        with pytest.raises(Error, match="ERR_CONNECTION"):
            tab.reload()  # only this shows the browser's own page, until the server is back
        replace(folder / "clinic.yaml", changed((folder / "clinic.yaml").read_bytes()))
        with serving(folder, tmp_path, *how, kept=kept):
            asked_again(page)
            expect(page.locator(".away")).to_be_hidden()
            expect(page.locator(".news")).to_be_visible()
            phone.clock.fast_forward(BEAT)
            followed(phone, slide(page))
            page.keyboard.press("End")
            followed(phone, slide(page))
            expect(phone.locator("#apart")).to_be_hidden()
            tab.reload()
            expect(tab.locator(".news")).to_be_visible()
            assert slide(tab) == "standing"
            assert tab.locator(".sheet.shown").inner_text() == text


def test_a_follower_of_nobody_waits_for_the_presenter(
    live: Server, browser: Browser, wrong: list[str]
) -> None:
    with looking(browser, wrong) as context:
        page = context.new_page()
        page.goto(f"{live.url}/present?follow=ABCDEF")
        expect(page.locator("#apart")).to_contain_text("ABCDEF")
        presenter = begun(context.new_page(), f"{live.url}/present?slide=standing")
        with presenter.expect_response("**/present/lead") as answer:
            presenter.keyboard.press("PageDown")
        code = answer.value.json()["code"]
        page.goto(f"{live.url}/present?follow={code}")
        followed(page, slide(presenter))
        presenter.keyboard.press("s")
        presenter.check("#drawer input[name=area][value=qingyu]")
        presenter.wait_for_url("**area=qingyu**")
        expect(page.locator(".sheet.shown")).to_have_text(
            presenter.locator(".sheet.shown").inner_text(), use_inner_text=True
        )
        presenter.keyboard.press("l")
        expect(page.locator("html")).to_have_attribute("lang", "en")
        page.keyboard.press("l")  # now it is the follower's own choice
        presenter.keyboard.press("PageDown")
        followed(page, slide(presenter))
        expect(page.locator("html")).to_have_attribute("lang", "zh-CN")


def test_a_lobby_screen_waits_for_data_leafs_rests_and_takes_new_ones_between_rounds(
    folder: Path, kept: Path, tmp_path: Path, browser: Browser, wrong: list[str]
) -> None:
    file = folder / "catalog.yaml"
    good = file.read_bytes()
    file.write_bytes("title：x\n".encode())
    with (
        serving(folder, tmp_path, "--as-of", AS_OF, kept=kept) as live,
        looking(browser, wrong) as context,
    ):
        page = context.new_page()
        page.clock.install()
        page.goto(f"{live.url}/present?auto=20")
        expect(page.locator("#nothing")).to_have_text(SAY("present.nothing"))
        replace(file, good)
        looked_again(page, "/present/slides")
        expect(page.locator("#nothing")).to_be_hidden()
        page.reload()
        known = ids(page)
        followed(page, known[0])
        page.clock.fast_forward(21_000)
        followed(page, known[1])
        page.keyboard.press("End")
        page.clock.fast_forward(21_000)
        assert slide(page) == known[-1]  # somebody stands before it
        replace(file, file.read_bytes().replace("月河看板".encode(), "满月看板".encode()))
        looked_again(page)
        for step in (65_000, 21_000):  # the turn that falls into the rest changes nothing
            try:
                with page.expect_response(lambda one: "/present/slides" in one.url, timeout=4000):
                    page.clock.fast_forward(step)
            except Error:
                continue
            break
        followed(page, known[0])
        expect(page.locator(".sheet.shown h1")).to_contain_text("满月看板")
