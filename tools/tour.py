"""Photograph every page in both languages, both schemes and three sizes, and list what is wrong.

The pictures go to build/tour/, with an index.html beside them. Name pages to see only those.
"""

import argparse
import sys
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from html import escape
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from types import MappingProxyType
from typing import Literal
from urllib.parse import urlencode, urlsplit

from playwright.sync_api import BrowserContext, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from dashboard.assessment import assess_all
from dashboard.frames.compare import lens_own_target
from dashboard.frames.figures import indicators_compared
from dashboard.model import KINDS, Catalog, TargetCommitment
from dashboard.reading import read
from dashboard.store import load

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from browsing import clean, drawn, serving, sideways, violations  # noqa: E402

from tools.browser import FLAGS, HOW, PHONE_AGENT, chromium  # noqa: E402

DATA, OUT = ROOT / "data", ROOT / "build" / "tour"
AS_OF = date(2026, 3, 20)
LANGUAGES = ("zh", "en")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
SIZES = MappingProxyType(
    {"1366x768": (1366, 768), "1920x1080": (1920, 1080), "390x844": (390, 844)}
)
PHONE = 500  # pixels; narrower is a phone
TALLEST = 12_000
INSIDE = "document.querySelector('[data-testid=stMain]').scrollHeight"


@dataclass(frozen=True, slots=True)
class Shot:
    """One picture, and what was wrong with the page."""

    name: str
    file: str
    problems: tuple[str, ...]


def stops(catalog: Catalog) -> dict[str, str]:
    """Return every page's path by name; those with an id show each kind once or more."""
    found = {
        name: f"/{name}" for name in ("limits", "projects", "commitments", "briefing", "sources")
    }
    found = {"overview": "/"} | found
    for identity in _indicators(catalog):
        found[f"compare-{identity}"] = f"/compare?indicator={identity}"
    for kind, identity in _commitments(catalog):
        found[f"{kind}-{identity}"] = f"/commitment?id={identity}"
    return found


def _indicators(catalog: Catalog) -> tuple[str, ...]:
    """Return one indicator that can be compared, one with a target, one that cannot be."""
    offered = indicators_compared(catalog, AS_OF)
    given = [one for one in offered if lens_own_target(catalog, one, AS_OF).is_given]
    unlike = [one for one in offered if len(catalog.indicators[one].compare_with) > 1]
    sparse = [one for one in offered if len(catalog.indicators[one].observations) == 1]
    return tuple(dict.fromkeys([*given[:1], *unlike[:1], *sparse[:1]]))


def _commitments(catalog: Catalog) -> Iterator[tuple[str, str]]:
    """Yield of each kind the commitment with most evidence; two targets, one without figures."""
    verdicts = assess_all(catalog, AS_OF)
    for kind in KINDS:
        of_kind = [one for one in catalog.commitments.values() if one.kind == kind]
        of_kind.sort(key=lambda one: -len(verdicts[one.id].evidence))
        yield from ((kind, one.id) for one in of_kind[:1])
    for one in catalog.commitments.values():
        if isinstance(one, TargetCommitment) and one.parts:
            yield "parts", one.id
            return


def main() -> int:
    """Take the pictures, write the index, and return 1 if anything was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("pages", nargs="*", help="beginnings of the pages' names; all without")
    wanted = tuple(parser.parse_args().pages) or ("",)
    path = chromium()
    if path is None:
        print(f"No Chromium: {HOW}", file=sys.stderr)
        return 3
    catalog = read(load(DATA)).catalog
    if catalog is None:
        print("The data cannot be read: dashboard check says why", file=sys.stderr)
        return 1
    shown = {name: at for name, at in stops(catalog).items() if name.startswith(wanted)}
    OUT.mkdir(parents=True, exist_ok=True)
    with (
        TemporaryDirectory() as place,
        serving(DATA, Path(place), "--as-of", AS_OF.isoformat()) as server,
        ThreadPoolExecutor(2) as pool,
    ):
        rounds = pool.map(
            lambda round_: list(_round(path, server.url, shown, *round_)),
            product(SCHEMES, SIZES),
        )
        shots = [shot for taken in rounds for shot in taken]
    (OUT / "index.html").write_text(_index(shots), encoding="utf-8")
    return _report(shots)


def _round(
    chromium: str,
    url: str,
    shown: Mapping[str, str],
    scheme: Literal["light", "dark"],
    size: str,
) -> Iterator[Shot]:
    """Yield the pictures of one scheme and size: one browser context, both languages."""
    width, height = SIZES[size]
    is_phone = width < PHONE
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        browser = playwright.chromium.launch(executable_path=chromium, args=list(FLAGS))
        context = browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme=scheme,
            locale="zh-CN",
            timezone_id="Asia/Shanghai",
            reduced_motion="reduce",
            is_mobile=is_phone,
            has_touch=is_phone,
            user_agent=PHONE_AGENT if is_phone else None,
        )
        context.set_default_timeout(60_000)
        for (name, path), language in product(shown.items(), LANGUAGES):
            address = url + _in_language(path, language)
            file = f"{name}.{language}.{scheme}.{size}.png"
            problems = _photograph(context, address, OUT / file, (width, height))
            yield Shot(name, file, tuple(problems))
        browser.close()


def _in_language(path: str, language: str) -> str:
    return path + ("&" if "?" in path else "?") + urlencode({"lang": language})


def _photograph(
    context: BrowserContext, address: str, file: Path, size: tuple[int, int]
) -> Iterable[str]:
    """Take one picture of a whole page and return what was wrong with it."""
    page = context.new_page()
    problems: list[str] = []
    page.on("console", lambda said: problems.extend(clean(said)))
    page.on("pageerror", lambda error: problems.append(f"error: {error}"))
    page.on("request", lambda asked: problems.extend(_stranger(asked.url)))
    try:
        page.goto(address)
        drawn(page)
        problems += sideways(page)
        problems += violations(page)
        _whole(page, size)
        page.screenshot(path=file, animations="disabled", caret="hide")
    except PlaywrightError as error:
        problems.append(f"not shown: {error.message.splitlines()[0]}")
    finally:
        page.close()
    return problems


def _stranger(url: str) -> list[str]:
    host = urlsplit(url).hostname
    return [] if host in {None, "", "localhost", "127.0.0.1"} else [f"asked {host}: {url}"]


def _whole(page: Page, size: tuple[int, int]) -> None:
    """Make the window as high as the page: it scrolls inside, so `full_page` sees one window."""
    width, height = size
    while (inside := min(page.evaluate(INSIDE), TALLEST)) > height:
        height = inside
        page.set_viewport_size({"width": width, "height": height})
        drawn(page)


def _index(shots: list[Shot]) -> str:
    """Return a page that shows every picture, those with problems marked."""
    rows = []
    for name in dict.fromkeys(shot.name for shot in shots):
        rows.append(f"<h2>{escape(name)}</h2><div>")
        for shot in (shot for shot in shots if shot.name == name):
            said = "".join(f"<li>{escape(problem)}</li>" for problem in shot.problems)
            rows.append(
                f'<figure><a href="{escape(shot.file)}"><img loading="lazy" alt="" '
                f'src="{escape(shot.file)}"></a><figcaption>{escape(shot.file)}<ul>{said}</ul>'
                "</figcaption></figure>"
            )
        rows.append("</div>")
    style = (
        "body{font:14px sans-serif}div{display:flex;flex-wrap:wrap;gap:12px}"
        "figure{width:260px;margin:0}img{width:100%;border:1px solid #999}li{color:#b00}"
    )
    head = f'<meta charset="utf-8"><title>Tour</title><style>{style}</style>'
    return f'<!DOCTYPE html><html lang="en"><head>{head}</head><body>{"".join(rows)}</body></html>'


def _report(shots: list[Shot]) -> int:
    found: dict[str, list[str]] = {}
    for shot in shots:
        for problem in shot.problems:
            found.setdefault(problem, []).append(shot.file)
    for problem, files in found.items():
        print(f"{len(files)} pictures, {files[0]}: {problem}")
    print(f"{len(shots)} pictures, {len(found)} problems: {OUT / 'index.html'}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
