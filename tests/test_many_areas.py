"""More than two: an invented catalog of three and of twenty areas, on every page."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from browsing import drawn, serving, sideways, violations
from playwright.sync_api import Browser, BrowserContext
from small import catalog, indicator
from test_app import PAGES, charts, serve, served, visit

from dashboard.figures.compare import lines
from dashboard.figures.limits import staircase
from dashboard.frames.compare import lens_absolute
from dashboard.frames.limits import limit_panels
from dashboard.model import Catalog, Frame
from dashboard.reading import read
from dashboard.sentences.compare import chart_finding
from dashboard.sentences.limits import area_rows, headline
from dashboard.store import load
from dashboard.theme import FEW, look
from dashboard.wording import Wording
from tools.browser import PHONE_AGENT
from tools.many_areas import write

__all__ = ["serve", "served"]

AS_OF = date(2026, 3, 20)
ZH = Wording("zh")
NAMED = {"commitment": {"id": "town-1-output"}}
PATHS = (
    "/", "/limits", "/compare?area=town-3&area=town-7", "/projects", "/commitments",
    "/commitment?id=land-first", "/commitment?id=town-2-wait-2", "/briefing", "/sources",
)  # fmt: skip


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    made = {}
    for count in (3, 20):
        made[count] = tmp_path_factory.mktemp(f"areas-{count}") / "data"
        write(made[count], count)
    return made


@pytest.fixture(scope="module")
def twenty(folders: dict[int, Path]) -> Catalog:
    found = read(load(folders[20])).catalog
    assert found is not None
    return found


def test_the_invented_folder_is_the_same_every_time_and_without_an_error(
    folders: dict[int, Path], tmp_path: Path
) -> None:
    write(tmp_path, 20)
    for file in folders[20].iterdir():
        assert (tmp_path / file.name).read_bytes() == file.read_bytes()
    for folder, count in ((folders[3], 3), (folders[20], 20)):
        reading = read(load(folder))
        assert [problem for problem in reading.problems if problem.is_error] == []
        assert reading.catalog is not None
        assert len(reading.catalog.frame.promising) == count


@pytest.mark.parametrize("count", [3, 20])
@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_drawn(
    serve: Callable[[Path], None], folders: dict[int, Path], page: str, count: int
) -> None:
    serve(folders[count])
    shown = visit(page, **NAMED.get(page, {}))
    assert shown.finding


def test_the_areas_to_follow_are_in_the_address_and_alone_have_a_hue(
    serve: Callable[[Path], None], folders: dict[int, Path]
) -> None:
    serve(folders[20])
    shown = visit("compare", area=["town-3", "town-7"])
    assert "突出：赤苇、翠渡" in shown.words
    blue = look(_frame(folders[20]), "light").palette.tints["blue"].mark
    [panels] = [spec for alt, spec in charts(shown.at) if len(spec["layout"]["annotations"]) == 20]
    own = {}
    for trace in panels["data"]:
        if trace.get("mode") == "markers":
            own[trace.get("xaxis", "x")] = set(trace["marker"]["color"])
    assert own["x3"] == own["x7"] == {blue}
    assert blue not in set.union(*(own[axis] for axis in own if axis not in {"x3", "x7"}))


def _frame(folder: Path) -> Frame:
    found = read(load(folder)).catalog
    assert found is not None
    return found.frame


@pytest.mark.parametrize(("count", "hues"), [(2, 2), (FEW, FEW), (FEW + 1, 1), (20, 1)])
def test_there_is_no_rainbow(count: int, hues: int) -> None:
    frame = catalog(count=count).frame
    plain = look(frame, "light")
    assert len({plain.area(area.id).mark for area in frame.promising}) == hues
    if count > FEW:
        followed = look(frame, "light", ["a2"])
        marks = [followed.area(area.id).mark for area in frame.promising]
        assert marks.count(marks[1]) == 1
        assert len(set(marks)) == 2


def test_a_declared_colour_is_kept_among_many() -> None:
    frame = catalog(count=5).frame
    first = frame.areas[0].model_copy(update={"colour": "rust"})
    frame = frame.model_copy(update={"areas": (first, *frame.areas[1:])})
    shown = look(frame, "light")
    assert shown.area("a1").mark == shown.palette.tints["rust"].mark


def test_over_many_areas_the_finding_names_the_ends_only() -> None:
    figures = {f"a{n}": {"2023": 100 * n, "2024": 110 * n} for n in range(1, 5)}
    figures["a5"] = {"2023": 1000}
    figures["a1"]["2025"] = 1  # one area of six is no year to compare
    lens = lens_absolute(catalog(indicator("gdp", figures), count=6), "gdp", AS_OF)
    assert chart_finding(lens, ZH) == (
        "2024 年，6 市中有数的 4 市：最高甲4市 440 亿元，最低甲1市 110 亿元"
    )


def test_panels_of_many_areas_are_named_and_say_what_is_missing(twenty: Catalog) -> None:
    lens = lens_absolute(twenty, "output", AS_OF)
    for compact, columns in ((False, 4), (True, 2)):
        shown = lines(lens, look=look(twenty.frame, "light"), say=ZH, compact=compact)
        texts = [note.text for note in shown.layout.annotations]
        assert len(texts) == 20
        assert sum("暂无数据" in text for text in texts) == 2  # the 9th and the 18th have none
        firsts = {axis.domain[0] for axis in shown.select_xaxes()}
        assert len(firsts) == columns


def test_limits_of_many_areas_share_their_scales(twenty: Catalog) -> None:
    [panel] = limit_panels(twenty, AS_OF)
    parts = panel.split(3)
    assert [len(part.rows) for part in parts] == [7, 7, 6]
    assert [row.area.id for row in parts[0].rows[:2]] == ["town-1", "town-4"]
    assert {(part.highest, part.first_day) for part in parts} == {(panel.highest, panel.first_day)}
    drawn_alone = staircase(
        replace(panel, rows=panel.rows[:1], whole=panel), look=look(twenty.frame, "light"), say=ZH
    )
    assert list(drawn_alone.layout.xaxis.range) == list(
        staircase(parts[1], look=look(twenty.frame, "light"), say=ZH).layout.xaxis.range
    )
    assert headline([panel], ZH) == "20 市里 20 市收紧了上限，20 项中查到 10 项全市实测"
    rows = area_rows([panel], ZH)
    assert len(rows) == 20
    assert all(len(row) == 3 for row in rows)
    assert rows[1] == {"地区": "白渡", "候诊：现行上限": "≤ 43", "候诊：全市实测": "○ 暂无数据"}


# --- in a browser -----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def phone(browser: Browser) -> Iterator[BrowserContext]:
    opened = browser.new_context(
        viewport={"width": 390, "height": 844}, locale="zh-CN", user_agent=PHONE_AGENT,
        is_mobile=True, has_touch=True, reduced_motion="reduce",
    )  # fmt: skip
    opened.set_default_timeout(60_000)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def site(folders: dict[int, Path], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    place = tmp_path_factory.mktemp("served")
    with serving(folders[20], place, "--as-of", AS_OF.isoformat()) as server:
        yield server.url


@pytest.mark.parametrize("path", PATHS)
def test_no_page_of_twenty_areas_scrolls_sideways_on_a_phone(
    site: str, phone: BrowserContext, path: str
) -> None:
    page = phone.new_page()
    page.goto(site + path)
    drawn(page)
    assert page.evaluate("document.scrollingElement.scrollWidth") <= 390
    assert sideways(page) == []
    page.close()


@pytest.mark.parametrize("path", ["/compare?area=town-3", "/limits?area=town-4"])
def test_pages_of_twenty_areas_are_sound_on_a_desk(
    site: str, context: BrowserContext, path: str
) -> None:
    page = context.new_page()
    page.goto(site + path)
    drawn(page)
    assert sideways(page) == []
    assert violations(page) == []
    page.close()
