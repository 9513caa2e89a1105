"""How many can follow: a presenter's word and its delivery, with 0 and with 100 followers.

following.py [--followers N] [--words N]. The followers are open lines in this process, the
server is another one; what it takes of the processor is read from /proc. A page of the dashboard
is opened in Chromium meanwhile. See docs/performance.md.
"""

import argparse
import asyncio
import json
import os
import sys
import time
from contextlib import suppress
from pathlib import Path
from statistics import median, quantiles
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

from playwright.async_api import async_playwright

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import serving  # noqa: E402

from tools.browser import FLAGS, HOW, chromium  # noqa: E402

KEY = "5eed" * 8
FAST, USUAL = 0.25, 2.0  # seconds between two slides: far faster than anyone leafs, and quick
VIEWS = 9
SLIDES = ("cover", "promised", "standing", "changed", "limits")
TICKS = os.sysconf("SC_CLK_TCK")

Answer = tuple[float, bytes]
"""The moment at which an answer was whole, and its body."""


class Meeting:
    """One presenter and the followers of a server."""

    def __init__(self, url: str) -> None:
        """Begin without followers."""
        self.url, self.at = url, urlsplit(url)
        self.said: dict[str, float] = {}
        self.heard: list[float] = []
        self.lines: list[asyncio.Task[None]] = []

    async def ask(self, request: str, body: bytes = b"") -> Answer:
        """Ask once, on a line of its own."""
        reader, writer = await asyncio.open_connection(self.at.hostname, self.at.port)
        writer.write(self._head(request, len(body)) + body)
        whole = await reader.read()
        writer.close()
        return time.perf_counter(), whole.partition(b"\r\n\r\n")[2]

    async def lead(self, number: int) -> float:
        """Say the next slide; return the seconds until the server answered."""
        mark = f"word-{number}"
        said = {"key": KEY, "slide": SLIDES[number % len(SLIDES)], "made": mark, "lang": "zh"}
        self.said[mark] = start = time.perf_counter()
        end, _ = await self.ask("POST /present/lead", json.dumps(said).encode())
        return end - start

    async def follow(self, code: str) -> None:
        """Listen, and note how long each word took to arrive."""
        reader, writer = await asyncio.open_connection(self.at.hostname, self.at.port)
        writer.write(self._head(f"GET /present/following?code={code}", 0))
        try:
            while line := await reader.readline():
                if line.startswith(b"data: "):
                    made = json.loads(line[6:]).get("made")
                    if made in self.said:
                        self.heard.append(time.perf_counter() - self.said[made])
        finally:
            writer.close()

    def _head(self, request: str, length: int) -> bytes:
        return (
            f"{request} HTTP/1.1\r\nHost: {self.at.netloc}\r\nOrigin: {self.url}\r\n"
            f"Connection: close\r\nContent-Length: {length}\r\n\r\n"
        ).encode()


def spent(pid: int) -> float:
    """Return the seconds of processor that a process has taken."""
    fields = Path(f"/proc/{pid}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


async def words(meeting: Meeting, count: int, begin: int, pace: float = FAST) -> list[float]:
    """Let the presenter leaf; return the seconds of each word."""
    found = []
    for number in range(begin, begin + count):
        found.append(await meeting.lead(number))
        await asyncio.sleep(pace)
    return found


async def views(url: str) -> list[float]:
    """Return how long a page of the dashboard takes to be drawn, in a browser that knows it."""
    path = chromium()
    if path is None:
        print(f"no pages: {HOW}")
        return []
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=path, args=list(FLAGS))
        page = await browser.new_page()
        found = []
        for _ in range(VIEWS + 1):
            start = time.perf_counter()
            await page.goto(f"{url}/limits")
            await page.wait_for_selector("text=Apache-2.0", timeout=60_000)
            found.append(time.perf_counter() - start)
        await browser.close()
        return found[1:]


def show(what: str, seconds: list[float]) -> None:
    """Print the median and the 95th percentile in milliseconds."""
    if seconds:
        high = quantiles(seconds, n=20)[-1] if len(seconds) > 1 else seconds[0]
        print(f"  {what}: median {median(seconds) * 1000:.1f} ms, p95 {high * 1000:.1f} ms")


async def measured(meeting: Meeting, pid: int, count: int, begin: int) -> None:
    """Print everything for the followers that there are."""
    meeting.heard.clear()
    before, start = spent(pid), time.perf_counter()
    posts = await words(meeting, count, begin)
    share = (spent(pid) - before) / (time.perf_counter() - start)
    show("the presenter's word, until it is answered", posts)
    show("its delivery to a follower", meeting.heard)
    if meeting.lines:
        print(f"  delivered: {len(meeting.heard)} of {count * len(meeting.lines)}")
    print(f"  processor, at {1 / FAST:.0f} slides a second: {share:.1%} of one core")
    leafing = asyncio.create_task(words(meeting, 10_000, begin + count, USUAL))
    show("a page of the dashboard meanwhile", await views(meeting.url))
    leafing.cancel()
    with suppress(asyncio.CancelledError):
        await leafing


async def run(url: str, pid: int, followers: int, count: int) -> None:
    """Measure without followers, then with them."""
    meeting = Meeting(url)
    _, answer = await meeting.ask("GET /present")
    first = json.dumps({"key": KEY, "slide": "cover"}).encode()
    _, told = await meeting.ask("POST /present/lead", first)
    code = json.loads(told)["code"]
    print(f"the document, plain: {len(answer) / 1000:.0f} kB")
    print("0 followers")
    await measured(meeting, pid, count, 0)
    print(f"{followers} followers")
    start = time.perf_counter()
    await asyncio.gather(*(meeting.ask(f"GET /present?follow={code}") for _ in range(followers)))
    took = time.perf_counter() - start
    print(f"  all open the document at the same moment: {took:.2f} s")
    meeting.lines = [asyncio.create_task(meeting.follow(code)) for _ in range(followers)]
    await asyncio.sleep(1)
    await measured(meeting, pid, count, 20_000)
    for line in meeting.lines:
        line.cancel()


def main() -> None:
    """Start a server and measure it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--followers", type=int, default=100)
    parser.add_argument("--words", type=int, default=80)
    given = parser.parse_args()
    with TemporaryDirectory() as place, serving(ROOT / "data", Path(place)) as server:
        asyncio.run(run(server.url, server.pid, given.followers, given.words))


if __name__ == "__main__":
    main()
