"""Broken data as a reader sees it: the last good version, also after a restart, until mended."""

import os
import shutil
import time
from pathlib import Path

import pytest
from browsing import KEPT, Server, drawn, serving, settled
from playwright.sync_api import Page, expect

from dashboard.app.keeper import EVERY, TICK
from dashboard.wording import LANGUAGES, Wording

pytestmark = pytest.mark.browser

TINY = Path(__file__).parent / "data" / "tiny"
AS_OF = "2026-03-20"
FAULT = "clinic.yaml:61:12"
PATIENCE = 20_000  # milliseconds; the machine may be busy
SAY = Wording("zh")
SEEN = """fault => {
  window.neverReloaded = true;
  const shown = () => document.body.innerText.includes(fault);
  window.went = new Promise(done => {
    const look = () => shown() ? requestAnimationFrame(look) : done(Date.now());
    look();
  });
}"""
"""Note in the page when a text goes: that it was never loaded again shows in the mark."""


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


def replace(file: Path, content: bytes) -> None:
    """Put new content in place at once, as editors do."""
    draft = file.with_suffix(".draft")
    draft.write_bytes(content)
    os.replace(draft, file)  # noqa: PTH105


def told(page: Page, text: str) -> None:
    page.get_by_text(text).first.wait_for(timeout=PATIENCE)


def stays(page: Page, text: str) -> None:
    """See that a text goes and that it is the same page still, without a word of what failed."""
    page.get_by_text(text).first.wait_for(state="detached", timeout=PATIENCE)
    assert page.evaluate("window.neverReloaded") is True
    assert page.locator("[data-testid=stException]").count() == 0


def log_of(server: Server, text: str) -> str:
    """Return the log as soon as a text is in it."""
    end = time.monotonic() + PATIENCE / 1000
    while text not in (said := server.log.read_text("utf-8")):
        assert time.monotonic() < end, said
        time.sleep(0.05)
    return said


def test_a_page_looks_often_enough_to_be_mended_within_two_seconds() -> None:
    assert EVERY + TICK < 2


def test_the_last_good_version_stays_also_after_a_restart_and_until_it_is_mended(
    folder: Path, kept: Path, tmp_path: Path, page: Page
) -> None:
    file = folder / "clinic.yaml"
    good = file.read_bytes()
    with serving(folder, tmp_path, "--as-of", AS_OF, kept=kept) as live:
        page.goto(live.url)
        before = drawn(page).locator("h2").first.inner_text()
        replace(file, good.replace(b"commitments:\n", "commitments：\n".encode()))
        told(page, FAULT)
        page.goto("about:blank")
        assert "clinic" not in live.log.read_text("utf-8")
    with serving(folder, tmp_path, "--as-of", AS_OF, kept=kept) as live:
        page.goto(live.url)
        told(page, FAULT)
        assert drawn(page).locator("h2").first.inner_text() == before
        told(page, SAY("problems.kept.time", time="")[:5])
        lines = log_of(live, FAULT).splitlines()
        assert [FAULT in line for line in lines] == [False, True]
        page.evaluate(SEEN, FAULT)
        mended = time.time()
        replace(file, good)
        stays(page, FAULT)
        print(f"mended after {page.evaluate('window.went') / 1000 - mended:.2f} s")  # noqa: T201
        folder.rename(tmp_path / "away")
        told(page, SAY("folder.gone", folder="data"))
        assert drawn(page).locator("h2").first.inner_text() == before
        (tmp_path / "away").rename(folder)
        stays(page, SAY("folder.gone", folder="data"))
        assert drawn(page).locator("h2").first.inner_text() == before


def test_a_start_with_nothing_to_read_says_so_in_both_languages_and_mends_itself(
    folder: Path, kept: Path, tmp_path: Path, page: Page
) -> None:
    file = folder / "catalog.yaml"
    good = file.read_bytes()
    file.write_bytes("title：x\n".encode())
    with serving(folder, tmp_path, "--as-of", AS_OF, kept=kept) as live:
        page.goto(live.url)
        settled(page)
        for language in LANGUAGES:
            told(page, Wording(language)("nothing.title"))
            told(page, Wording(language)("nothing.wait"))
        expect(page.get_by_text("catalog.yaml:1:")).to_have_count(len(LANGUAGES))
        log_of(live, "dashboard check")
        page.evaluate(SEEN, SAY("nothing.title"))
        replace(file, good)
        stays(page, SAY("nothing.title"))
        drawn(page)
