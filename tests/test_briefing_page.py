"""The page of meetings: what is chosen is in the address, on the screen and in every file."""

import csv
import io
import shutil
import zipfile
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from browsing import Server, drawn, serving
from buttons import Clickable, clickable
from openpyxl import load_workbook
from playwright.sync_api import Page
from pptx import Presentation
from test_app import (
    AS_OF,
    SHIPPED,
    TINY,
    Shown,
    again,
    catalog_of,
    plain,
    serve,
    served,
    visit,
)

from dashboard.app.agenda import runs
from dashboard.app.making import MOST, Job, Shelf
from dashboard.assessment import as_known, assess_all
from dashboard.handouts.chromium import NoBrowserError
from dashboard.handouts.everything import File, Step
from dashboard.slides import EVERYTHING, Choice, Slide, briefings_of, slides_of
from dashboard.wording import LANGUAGES, Wording

__all__ = ["clickable", "serve", "served"]

ZH, EN = Wording("zh"), Wording("en")
FOLDERS = pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])


def slides(
    folder: Path,
    language: str = "zh",
    briefing: str = "",
    since: date | None = None,
    choice: Choice = EVERYTHING,
) -> tuple[Slide, ...]:
    """Return the slides of a briefing, of the first one without a name."""
    catalog = as_known(catalog_of(folder), AS_OF)
    offered = briefings_of(catalog)
    chosen = offered[briefing or next(iter(offered))]
    return slides_of(catalog, AS_OF, Wording(language), chosen, since, choice=choice)


def starting(shown: Shown) -> Mapping[str, list[str]]:
    """Return what the link asks for that opens the meeting; the lobby's differs by its pace."""
    start, lobby = (urlsplit(one.proto.url) for one in shown.at.get("link_button"))
    assert start.path == lobby.path == "present"
    assert not start.netloc
    asked = parse_qs(start.query)
    assert parse_qs(lobby.query) == {**asked, "auto": ["20"]}
    return asked


def ticks(shown: Shown) -> dict[str, bool]:
    """Return which entries are shown, by the ids of their first slides."""
    return {one.key.removeprefix("show-"): one.value for one in shown.at.checkbox}


# --- what is chosen ----------------------------------------------------------------------------


@FOLDERS
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_agenda_names_every_message_once_with_the_numbers_of_its_pages(
    serve: Callable[[Path], None], folder: Path, language: str
) -> None:
    serve(folder)
    shown, made = visit("briefing", lang=language), slides(folder, language)
    labels = [one.label for one in shown.at.checkbox]
    number = 1
    for label, run in zip(labels, runs(made), strict=True):
        last = number + len(run) - 1
        pages = f"{number}" if last == number else f"{number}–{last}"
        assert label.startswith(f"**{pages}**")
        assert run[0].title in plain(label)
        assert {slide.title for slide in run} == {run[0].title}
        number = last + 1
    assert str(len(made)) in shown.finding
    assert all(ticks(shown).values())
    assert starting(shown).keys() <= {"briefing", "lang"}


def test_what_is_chosen_stands_in_the_address_and_the_links_and_comes_back(
    serve: Callable[[Path], None],
) -> None:
    serve(SHIPPED)
    first, last = slides(SHIPPED)[0].id, slides(SHIPPED)[-1].id
    shown = visit(
        "briefing",
        lang="en",
        as_of="2026-01-31",
        since="2025-06-30",
        area=["jiangyin"],
        status=["missed", "achieved-late"],
        slides=[first],
    )
    assert starting(shown) == {
        "lang": ["en"],
        "as_of": ["2026-01-31"],
        "briefing": ["joint-meeting"],
        "since": ["2025-06-30"],
        "area": ["jiangyin"],
        "status": ["missed", "achieved-late"],
        "slides": [first],
    }
    assert [key for key, is_shown in ticks(shown).items() if is_shown] == [first]
    assert last.partition("-")[0] in "".join(ticks(shown))
    for value in ("2025-06-30", EN("status.missed"), EN("status.achieved-late")):
        assert value in shown.words
    link = next(one.value for one in shown.at.code if "/present?" in one.value)
    assert parse_qs(urlsplit(link).query) == starting(shown)
    page = next(one.value for one in shown.at.code if "/briefing?" in one.value)
    kept = parse_qs(urlsplit(page).query)
    assert starting(visit("briefing", **kept)) == starting(shown)


def test_a_tick_writes_the_address_and_everything_leaves_it_again(
    serve: Callable[[Path], None],
) -> None:
    serve(SHIPPED)
    shown = visit("briefing")
    entries = runs(slides(SHIPPED))
    gone = next(run for run in entries if len(run) > 1)
    shown.at.checkbox(key=f"show-{gone[0].id}").uncheck().run()
    found = again(shown.at)
    kept = [slide.id for run in entries if run != gone for slide in run]
    assert found.at.query_params["slides"] == starting(found)["slides"] == kept
    assert ticks(found) == {run[0].id: run != gone for run in entries}
    assert ZH("briefing.picked") in found.words
    found.at.checkbox(key=f"show-{gone[0].id}").check().run()
    assert "slides" not in found.at.query_params
    found = visit("briefing", slides=[entries[0][0].id])
    assert found.at.checkbox(key=f"show-{entries[0][0].id}").disabled
    next(one for one in found.at.button if one.label == ZH("briefing.whole")).click().run()
    assert "slides" not in found.at.query_params
    assert all(ticks(again(found.at)).values())


def test_a_choice_of_slides_survives_the_change_of_language(serve: Callable[[Path], None]) -> None:
    serve(SHIPPED)
    chosen = [slide.id for slide in slides(SHIPPED)][3:6]
    zh, en = (visit("briefing", lang=one, slides=chosen) for one in LANGUAGES)
    assert ticks(zh) == ticks(en)
    assert ZH("address.ignored", keys="slides") not in zh.words + en.words


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("briefing", "gone"),
        ("slides", "no-such-slide"),
        ("since", "2027-01-01"),
        ("since", "yesterday"),
        ("theme", "<img src=x>"),
        ("status", "best"),
    ],
)
def test_what_is_not_understood_is_said_quietly_and_never_repeated(
    serve: Callable[[Path], None], key: str, value: str
) -> None:
    serve(SHIPPED)
    shown = visit("briefing", **{key: value})
    assert ZH("address.ignored", keys=key) in shown.words
    assert value not in shown.words
    assert starting(shown) == {"briefing": ["joint-meeting"]}
    assert all(ticks(shown).values())


def test_a_slide_that_the_filters_take_away_is_no_mistake(serve: Callable[[Path], None]) -> None:
    serve(SHIPPED)
    shown = visit("briefing", kind="reform", slides=["cover", "troubles-river-tunnel"])
    assert ZH("address.ignored", keys="slides") not in shown.words
    assert ticks(shown)["cover"]
    assert "troubles-river-tunnel" not in ticks(shown)


def test_a_briefing_of_its_own_is_the_first_and_the_made_one_can_be_chosen(
    serve: Callable[[Path], None],
) -> None:
    serve(SHIPPED)
    shown = visit("briefing", briefing="default")
    assert starting(shown)["briefing"] == ["default"]
    assert [*ticks(shown)] == [run[0].id for run in runs(slides(SHIPPED, briefing="default"))]
    serve(TINY)
    offered = briefings_of(catalog_of(TINY))
    assert visit("briefing").at.selectbox(key="briefing").options == [
        one.title("zh") for one in offered.values()
    ]


def test_the_notes_of_a_slide_name_its_sources_and_lead_to_its_evidence(
    serve: Callable[[Path], None],
) -> None:
    serve(SHIPPED)
    shown = visit("briefing")
    slide = next(one for one in slides(SHIPPED) if one.kind == "troubles")
    assert slide.notes[0] not in shown.words
    shown.at.session_state[f"notes-{slide.id}"] = True
    found = again(shown.at)
    for line in slide.notes:
        assert line in found.words
    assert f"({slide.link.removeprefix('/')})" in found.words
    for cited in slide.sources:
        assert catalog_of(SHIPPED).sources[cited.id].title("zh") in found.words


def test_a_file_that_breaks_while_a_meeting_is_prepared_takes_nothing_away(
    serve: Callable[[Path], None], clickable: Clickable, tmp_path: Path
) -> None:
    folder = tmp_path / "data"
    shutil.copytree(SHIPPED, folder)
    serve(folder)
    shown = visit("briefing", slides=["cover", "standing"])
    before, name = ticks(shown), "briefing-2026-03-20-zh.pptx"
    (folder / "growth.yaml").write_text("- [never closed\n", encoding="utf-8")
    (folder / "briefings" / "joint-meeting.yaml").unlink()
    for found in (again(shown.at), again(shown.at)):
        assert "growth.yaml" in found.words
        assert clickable[name]().startswith(b"PK")
    assert ticks(found).keys() >= {"cover", "standing"}
    shutil.copytree(SHIPPED, folder, dirs_exist_ok=True)
    assert ticks(again(shown.at)) == before


# --- what is taken along -----------------------------------------------------------------------


def test_the_files_have_what_was_chosen_and_are_called_by_what_and_when(
    serve: Callable[[Path], None], clickable: Clickable
) -> None:
    serve(SHIPPED)
    chosen = ["cover", "standing", "missing", "missing-2"]
    choice = Choice(areas=("jiangyin",), statuses=("no-data",))
    visit("briefing", lang="en", area="jiangyin", status="no-data", slides=chosen)
    made = [one for one in slides(SHIPPED, "en", choice=choice) if one.id in {*chosen, "missing-3"}]
    deck = Presentation(io.BytesIO(clickable["briefing-2026-03-20-filtered-en.pptx"]()))
    assert [page.shapes.title.text_frame.paragraphs[0].runs[0].text for page in deck.slides] == [
        one.title for one in made
    ]
    feet = [shape.text for page in deck.slides for shape in page.shapes if shape.has_text_frame]
    assert any(made[1].filters in foot for foot in feet)

    catalog = as_known(catalog_of(SHIPPED), AS_OF)
    taken = {key for key, one in assess_all(catalog, AS_OF).items() if choice.takes(catalog, one)}
    book = load_workbook(io.BytesIO(clickable["register-2026-03-20-filtered-en.xlsx"]()))
    said = {str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row}
    assert taken <= said
    assert not (catalog.commitments.keys() - taken) & said
    assert made[1].filters in said

    archive = zipfile.ZipFile(io.BytesIO(clickable["tables-2026-03-20-filtered-en.zip"]()))
    rows = list(csv.DictReader(io.StringIO(archive.read("register.csv").decode("utf-8-sig"))))
    assert {row[EN("csv.commitment")] for row in rows} == taken
    assert {row[EN("csv.filters")] for row in rows} == {made[1].filters}
    html = clickable["dashboard-2026-03-20-filtered.html"]().decode()
    assert "slide-standing" in html
    assert "slide-troubles" not in html


def test_a_file_is_made_once_for_the_same_choice(
    serve: Callable[[Path], None], clickable: Clickable
) -> None:
    serve(SHIPPED)
    name = "briefing-2026-03-20-zh.pptx"
    shown = visit("briefing")
    first = clickable[name]()
    shown.at.run()
    assert clickable[name]() is first
    assert "KB" in again(shown.at).words
    visit("briefing", slides="cover")
    assert clickable[name]() != first


def test_without_a_browser_two_files_say_so_and_the_others_can_be_had(
    serve: Callable[[Path], None], clickable: Clickable, monkeypatch: pytest.MonkeyPatch
) -> None:
    serve(SHIPPED)
    monkeypatch.setenv("DASHBOARD_CHROMIUM", "/nonexistent/chromium")
    shown = visit("briefing")
    assert ZH("briefing.no-browser") in shown.words
    assert {key: shown.at.button(key=f"make-{key}").disabled for key in ("pdf", "png", "all")} == {
        "pdf": True,
        "png": True,
        "all": False,
    }
    assert clickable["briefing-2026-03-20-zh.pptx"]().startswith(b"PK")


def _steps(*names: str) -> Iterator[Step]:
    for number, name in enumerate(names, 1):
        yield Step(number, len(names), name, (File(name, name.encode()),))


def _joined(files: list[File]) -> bytes:
    return b"+".join(file.data for file in files)


def test_a_long_file_is_made_beside_the_page_and_kept_for_all() -> None:
    shelf, job = Shelf(), Job(("a",))
    job.start(shelf, lambda: _steps("x", "y"), _joined)
    assert job.thread
    job.thread.join()
    assert (job.done, job.of, job.trouble) == (2, 2, "")
    assert shelf.get(("a",)) == b"x+y"
    assert not job.is_running


def test_a_file_that_nobody_waits_for_any_more_is_left_and_its_maker_is_closed() -> None:
    closed: list[bool] = []

    def steps() -> Iterator[Step]:
        try:
            yield from _steps("x")
            job.cancel()
            yield from _steps("y", "z")
        finally:
            closed.append(True)

    shelf, job = Shelf(), Job(("a",))
    job.start(shelf, steps, _joined)
    assert job.thread
    job.thread.join()
    assert shelf.get(("a",)) is None
    assert closed == [True]
    assert job.done == 1


@pytest.mark.parametrize(
    ("error", "trouble"), [(NoBrowserError(), "browser"), (ValueError("no"), "failed")]
)
def test_a_file_that_cannot_be_made_says_why(error: Exception, trouble: str) -> None:
    def steps() -> Iterator[Step]:
        yield from _steps("x")
        raise error

    shelf, job = Shelf(), Job(("a",))
    job.start(shelf, steps, _joined)
    assert job.thread
    job.thread.join()
    assert job.trouble == trouble
    assert shelf.get(("a",)) is None


def test_the_shelf_drops_what_was_asked_for_longest_ago() -> None:
    shelf, half = Shelf(), b"x" * (MOST // 2)
    shelf.put(("a",), half)
    shelf.put(("b",), half)
    assert shelf.get(("a",)) == half
    shelf.put(("c",), b"y")
    assert shelf.get(("b",)) is None
    assert shelf.get(("a",)) == half
    shelf.put(("d",), half * 3)
    assert shelf.get(("d",)) == half * 3


# --- in a browser ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def site(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve the shipped data as of one day."""
    with serving(data, tmp_path_factory.mktemp("site"), "--as-of", AS_OF.isoformat()) as running:
        yield running


@pytest.mark.browser
def test_a_presenter_leaves_out_a_slide_starts_the_meeting_and_takes_the_slides_along(
    site: Server, page: Page
) -> None:
    page.goto(f"{site.url}/briefing")
    drawn(page)
    gone = runs(slides(SHIPPED))[1]
    page.get_by_text(gone[0].title).click()
    page.wait_for_url("**slides=**")
    drawn(page)
    kept = [slide.id for slide in slides(SHIPPED) if slide not in gone]
    assert parse_qs(urlsplit(page.url).query) == {"slides": kept}
    page.reload()
    drawn(page)
    assert page.get_by_role("checkbox", checked=False).count() == 1
    with page.expect_download() as started:
        page.get_by_role("button", name="PPTX", exact=True).click()
    assert started.value.suggested_filename == "briefing-2026-03-20-zh.pptx"
    deck = Presentation(str(started.value.path()))
    assert [found.name for found in deck.slides] == kept
    with page.expect_popup() as opened:
        page.get_by_role("link", name=ZH("briefing.start")).click()
    meeting = opened.value
    meeting.wait_for_load_state()
    meeting.wait_for_selector(f"#slide-{kept[0]}")
    address = urlsplit(meeting.url)
    assert address.path == "/present"
    assert parse_qs(address.query)["slides"] == kept
    assert meeting.locator(f"#slide-{gone[0].id}").count() == 0
    meeting.close()


@pytest.mark.browser
def test_a_long_file_shows_how_far_it_is_and_can_be_cancelled(site: Server, page: Page) -> None:
    page.goto(f"{site.url}/briefing?slides=cover&lang=en")
    drawn(page)
    page.get_by_role("button", name="PDF", exact=True).click()
    page.get_by_role("progressbar").wait_for()
    saving = page.get_by_role("button", name=EN("briefing.file.save", kind="PDF"))
    saving.wait_for(timeout=60_000)
    with page.expect_download() as started:
        saving.click()
    assert started.value.suggested_filename == "briefing-2026-03-20-en.pdf"
    assert Path(started.value.path()).read_bytes().startswith(b"%PDF")
    page.get_by_role("button", name="PNG", exact=True).click()
    page.get_by_role("button", name=EN("briefing.file.cancel")).click()
    page.get_by_role("button", name="PNG", exact=True).wait_for()
    assert page.get_by_role("progressbar").count() == 0
