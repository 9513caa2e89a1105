"""The slides as PPTX: opened again, every number as the engine has it, and by LibreOffice."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from browsing import ROOT
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.assessment import assess_all
from dashboard.assessment.projects import known_nodes
from dashboard.cli import main
from dashboard.decks import deck
from dashboard.decks.charts import ticks
from dashboard.decks.design import FACE
from dashboard.decks.packing import steady
from dashboard.decks.trends import FREE
from dashboard.figures.slides import WIDE, figure_of
from dashboard.figures.slides.signs import signs_of, told_of
from dashboard.frames.amounts import place
from dashboard.model import Briefing, BriefingSlide, Catalog, ProjectCommitment, SlideKind, Text
from dashboard.reading import read
from dashboard.slides import (
    Counts,
    Course,
    Cover,
    Dated,
    Limits,
    Listing,
    Matrix,
    Ratios,
    Slide,
    Staircase,
    Table,
    Timeline,
    Trend,
    foot,
    slides_of,
)
from dashboard.store import load
from dashboard.theme import look
from dashboard.tokens import FONT
from dashboard.wording import LANGUAGES, Wording
from tools.office import READER, has_slides, office

AS_OF = date(2026, 3, 20)
FOLDERS = {
    "shipped": ROOT / "data",
    "tiny": ROOT / "tests" / "data" / "tiny",
    "paced": ROOT / "tests" / "data" / "paced",
}
PATIENCE = 180
EVERY = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in FOLDERS for language in LANGUAGES]
)


@cache
def catalog_of(name: str) -> Catalog:
    catalog = read(load(FOLDERS[name])).catalog
    assert catalog is not None
    return catalog


@cache
def slides_in(name: str, language: str) -> tuple[Slide, ...]:
    """Return a slide of every kind, and one of every commitment."""
    catalog = catalog_of(name)
    kinds = [kind for kind in SlideKind if kind not in {"commitment", "sources"}]
    entries = [BriefingSlide(kind=kind) for kind in kinds]
    entries += [
        BriefingSlide(kind=SlideKind.COMMITMENT, commitment=one) for one in catalog.commitments
    ]
    entries.append(BriefingSlide(kind=SlideKind.SOURCES))
    briefing = Briefing.model_construct(
        id="all", title=Text("会", "Meeting"), since=None, slides=tuple(entries)
    )
    return slides_of(catalog, AS_OF, Wording(language), briefing)


@cache
def bytes_of(name: str, language: str) -> bytes:
    return deck(catalog_of(name), slides_in(name, language), Wording(language))


def pages(name: str, language: str) -> Iterator[tuple[Slide, Any]]:
    """Yield each slide with its page in the file, opened again."""
    opened = Presentation(io.BytesIO(bytes_of(name, language)))
    assert (opened.slide_width, opened.slide_height) == (12192000, 6858000)
    yield from zip(slides_in(name, language), opened.slides, strict=True)


def shapes(page: Any) -> Iterator[Any]:  # noqa: ANN401 - of pptx
    for shape in page.shapes:
        yield shape
        if shape.shape_type is not None and hasattr(shape, "shapes"):
            yield from shape.shapes


def charts(page: Any) -> list[Any]:  # noqa: ANN401
    return [shape.chart for shape in page.shapes if shape.has_chart]


def table(page: Any) -> list[list[str]]:  # noqa: ANN401
    [found] = [shape.table for shape in page.shapes if shape.has_table]
    return [[cell.text for cell in row.cells] for row in found.rows]


def numbers(chart: Any) -> dict[str, list[tuple[float, float]]]:  # noqa: ANN401
    """Return the points of a scatter chart by series."""
    found = {}
    for series in chart.plots[0].series:
        xs = [float(v.text) for v in series._element.xpath("./c:xVal//c:v")]  # noqa: SLF001
        found[series.name] = list(zip(xs, series.values, strict=True))
    return found


@EVERY
def test_every_slide_is_there_with_title_foot_notes_and_words_for_its_figure(
    name: str, language: str
) -> None:
    say = Wording(language)
    for slide, page in pages(name, language):
        placed = {p.placeholder_format.idx: p for p in page.placeholders}
        assert placed[0].text_frame.text.startswith(slide.title)
        assert placed[13].text_frame.text == foot(slide, say)
        notes = page.notes_slide.notes_text_frame.text
        for line in (*slide.notes, *(cited.full for cited in slide.sources)):
            assert line in notes
        where = say(f"nav.{slide.link.split('?')[0].strip('/') or 'overview'}")
        assert say("slides.note.link", page=where) in notes
        assert slide.link not in notes, "an address without a host"
        if not isinstance(slide.body, Cover):
            found = [s._element.xpath(".//p:cNvPr")[0].get("descr") for s in page.shapes]  # noqa: SLF001
            if isinstance(slide.body, Staircase):
                measures = [stair.measure for stair in slide.body.stairs]
                assert all(any(m in (words or "") for words in found) for m in measures)
            else:
                assert slide.alt in found
        assert not any(shape.shape_type == MSO_SHAPE_TYPE.PICTURE for shape in shapes(page)), (
            "a picture"
        )
        for shape in shapes(page):
            assert shape.left >= 0
            assert shape.left + shape.width <= 12192000
            assert shape.top + shape.height <= 6858000


@EVERY
def test_the_numbers_in_the_charts_are_the_engines(name: str, language: str) -> None:
    kinds = set()
    for slide, page in pages(name, language):
        kinds.add(type(slide.body))
        match slide.body:
            case Counts() as body:
                _counts(body, charts(page)[0])
            case Ratios() as body:
                [series] = charts(page)[0].plots[0].series
                assert list(series.values) == [round(bar.ratio, 4) for bar in body.bars]
            case Trend() as body:
                _trend(body, numbers(charts(page)[0]), Wording(language))
            case Staircase() as body:
                assert len(charts(page)) == len(body.stairs)
                for stair, chart in zip(body.stairs, charts(page), strict=True):
                    limits, *_ = numbers(chart).values()
                    assert {y for _, y in limits} == {t.at_most for t in stair.treads if t.at_most}
                    found = numbers(chart)
                    values = [y for key in list(found)[1:] for _, y in found[key]]
                    assert values == [sample.value for sample in stair.samples]
            case _:
                assert charts(page) == []
    assert {Counts, Matrix, Cover, Listing, Table, Timeline, Trend, Ratios} - kinds == set() or (
        name == "paced"
    )


def _counts(body: Counts, chart: Any) -> None:  # noqa: ANN401
    areas = [area for area in body.areas if area.total]
    assert list(chart.plots[0].categories) == [area.name for area in areas]
    for number, (count, series) in enumerate(zip(body.counts, chart.plots[0].series, strict=True)):
        assert sum(value or 0 for value in series.values) == count.number
        assert [int(v or 0) for v in series.values] == [a.counts[number].number for a in areas]


def _trend(body: Trend, found: dict[str, list[tuple[float, float]]], say: Wording) -> None:
    for line in body.lines:
        assert found[line.name] == [(round(dot.x, 4), dot.value) for dot in line.dots]
    if body.path:
        path = found[say("slides.target.path")]
        assert path == [(round(x, 4), y) for x, y in body.path]
    assert sum(aim.words in key for aim in body.aims for key in found) >= len(body.aims)
    if body.band:
        middles = [y for _, y in found[say("slides.band.short")]]
        assert middles == [(edge.low + edge.high) / 2 for edge in body.band[FREE:]]


def _timeline(body: Timeline, page: Any, name: str, language: str) -> None:  # noqa: ANN401
    words = " ".join(s.text_frame.text for s in shapes(page) if s.has_text_frame)
    assert body.as_of_words in words or not body.courses[0].dates
    if body.is_alone:
        return
    assert all(one.name in words for one in body.courses)
    signs = signs_of(body, look(catalog_of(name).frame, "light"), Wording(language))
    assert all(f"{sign.glyph} {sign.words}" in words for sign in signs)


@EVERY
def test_the_words_of_the_tables_are_those_of_the_slides(name: str, language: str) -> None:
    for slide, page in pages(name, language):
        match slide.body:
            case Table(columns, rows):
                head, *lines = table(page)
                assert head == [column.name for column in columns]
                for line, row in zip(lines, rows, strict=True):
                    assert all(cell.text in said for cell, said in zip(row, line, strict=True))
            case Limits() as body:
                found = table(page)[2:]
                for line, row in zip(found, body.rows, strict=True):
                    said = [*(one.words for one in row.limits), *(m.words for m in row.measured)]
                    assert all(one in cell for one, cell in zip(said, line[1:], strict=True))
            case Listing(items):
                for line, item in zip(table(page), items, strict=True):
                    assert item.text in line[-1]
                    assert item.head in line[-2]
            case Timeline() as body:
                _timeline(body, page, name, language)
            case Counts() as body:
                words = [s.text_frame.text for s in shapes(page) if s.has_text_frame]
                assert {str(body.total), Wording(language)("slides.standing.all")} <= set(words)
            case _:
                pass


# --- bars ------------------------------------------------------------------------------------


def days_of(page: Any, part: str) -> dict[str, date]:  # noqa: ANN401
    """Return to which day a part of each project's bar reaches, read off the years below it."""
    named = {shape.name: shape for shape in shapes(page)}
    years = {int(n.removeprefix("year ")): s.left for n, s in named.items() if n.startswith("year")}
    first, *_, last = sorted(years)
    start, end = date(first, 1, 1), date(last, 1, 1)
    by = (end - start).days / (years[last] - years[first])
    return {
        name.removeprefix(f"{part} "): start
        + timedelta(round((shape.left + shape.width - years[first]) * by))
        for name, shape in named.items()
        if name.startswith(f"{part} ")
    }


def heard_of(catalog: Catalog) -> dict[str, date]:
    """Return to which day it is known that each project went on, at most to its planned end."""
    found = {}
    for identity, verdict in assess_all(catalog, AS_OF).items():
        commitment = catalog.commitments[identity]
        if not isinstance(commitment, ProjectCommitment):
            continue
        nodes = known_nodes(catalog, commitment, AS_OF)
        [final] = [one for one in nodes if one.node.final]
        heard = [one.actual.on.last for one in nodes if one.actual]
        end = final.actual.on.last if final.actual else AS_OF
        if verdict.status in {"stale", "undated", "no-data", "withdrawn"} and not final.actual:
            end = max(heard, default=date.min)
        found[identity] = min(end, final.planned[0].to.last) if final.planned else end
    return found


@EVERY
def test_a_bar_is_solid_only_as_far_as_somebody_reported(name: str, language: str) -> None:
    heard = heard_of(catalog_of(name))
    pages_of = [(s, page) for s, page in pages(name, language) if isinstance(s.body, Timeline)]
    for slide, page in pages_of:
        drawn = days_of(page, "elapsed")
        for identity, day in drawn.items():
            assert abs(day - heard[identity]) <= timedelta(2), (slide.id, identity)
        screen = figure_of(
            slide.body, look(catalog_of(name).frame, "light"), Wording(language), WIDE
        )
        assert screen is not None
        solid = [str(t.x[1])[:10] for t in screen.data if t.name == "elapsed"]
        solid += [str(s.x1)[:10] for s in screen.layout.shapes if s.name == "elapsed"]
        assert sorted(solid) == sorted(heard[identity].isoformat() for identity in drawn)
    assert pages_of or name == "paced"


@pytest.mark.parametrize("is_alone", [True, False])
def test_a_project_of_which_nothing_is_heard_is_dotted_and_not_solid(*, is_alone: bool) -> None:
    """Invented: begun in 2020, last heard of in 2021, planned for 2023, and one only planned."""
    begun = Dated("begun", "start", date(2020, 1, 10), "2020-01-10")
    passed = Dated("passed", "half", date(2021, 6, 30), "2021-06")
    planned = Dated("planned", "open", date(2023, 12, 31), "2023")
    hoped = Dated("to-begin", "start", date(2021, 1, 1), "2021")
    heard = Course("heard", "H", "", "stale", "stale", "last heard", (begun, passed, planned))
    silent = Course("silent", "S", "", "stale", "stale", "nothing heard", (hoped, planned))
    courses = (heard,) if is_alone else (heard, silent)
    body = Timeline(courses, AS_OF, "as of 2026-03-20", begun.day, AS_OF, is_alone=is_alone)
    slide = Slide(
        id="one", kind="projects", title="t", body=body, as_of=AS_OF, alt="a", link="/projects?x=1"
    )
    made = deck(catalog_of("tiny"), [slide], Wording("en"))
    [page] = Presentation(io.BytesIO(made)).slides
    near = timedelta(2)
    assert set(days_of(page, "elapsed")) == {"heard"}
    assert abs(days_of(page, "elapsed")["heard"] - passed.day) <= near
    assert all(abs(day - planned.day) <= near for day in days_of(page, "planned").values())
    assert abs(days_of(page, "unheard")["heard"] - AS_OF) <= near


def test_the_one_project_has_all_its_steps() -> None:
    [(slide, page)] = [
        (slide, page)
        for slide, page in pages("shipped", "zh")
        if slide.id == "commitment-river-tunnel"
    ]
    words = "\n".join(shape.text_frame.text for shape in shapes(page) if shape.has_text_frame)
    assert isinstance(slide.body, Timeline)
    dates = slide.body.courses[0].of("begun", "passed", "planned", "replanned")
    assert len(dates) >= 5
    assert all(one.text in words for one in dates)


# --- lines -----------------------------------------------------------------------------------


@EVERY
def test_targets_have_their_deadline_bounds_their_sign_and_labels_one_place(
    name: str, language: str
) -> None:
    for slide, page in pages(name, language):
        if not isinstance(slide.body, Trend):
            continue
        body, [chart] = slide.body, charts(page)
        said = ["".join(one.itertext()) for one in chart._chartSpace.iterfind(".//{*}dLbl")]  # noqa: SLF001
        assert all(any(a.words in one and a.due in one for one in said) for a in body.aims)
        ends = [f"{line.name} {line.dots[-1].words}" for line in body.lines]
        assert all(any(end in one for one in said) for end in ends)
        triangles = chart._chartSpace.xpath(".//c:dPt//c:symbol[@val='triangle']")  # noqa: SLF001
        bounds = [d for line in body.lines for d in line.dots if d.mark == "at-least"]
        assert len(triangles) == len(bounds)
        words = " ".join(shape.text_frame.text for shape in shapes(page) if shape.has_text_frame)
        assert all(one in words for one in told_of(body, Wording(language)))


def test_a_few_figures_have_each_its_value() -> None:
    [(slide, page)] = [x for x in pages("shipped", "zh") if x[0].kind == "compare"]
    assert isinstance(slide.body, Trend)
    [chart] = charts(page)
    said = "|".join("".join(one.itertext()) for one in chart._chartSpace.iterfind(".//{*}dLbl"))  # noqa: SLF001
    assert all(dot.words in said for line in slide.body.lines for dot in line.dots)


def test_a_band_is_as_wide_as_the_engine_says() -> None:
    [(body, page)] = [
        (slide.body, page)
        for slide, page in pages("paced", "zh")
        if isinstance(slide.body, Trend) and slide.body.band
    ][:1]
    [bars] = charts(page)[0]._chartSpace.xpath(".//c:errBars")  # noqa: SLF001

    def sizes(side: str) -> list[float]:
        return [float(v.text) for v in bars.iterfind(f".//{{*}}{side}//{{*}}v")]

    halves = sizes("plus")
    assert halves == [(edge.high - edge.low) / 2 for edge in body.band[FREE:]]
    assert halves == sizes("minus")


def test_theme_fonts_and_layouts_are_ours() -> None:
    with ZipFile(io.BytesIO(bytes_of("shipped", "zh"))) as file:
        themes = [name for name in file.namelist() if re.match(r"ppt/theme/theme\d", name)]
        for name in themes:
            theme = file.read(name).decode()
            assert theme.count(f'<a:ea typeface="{FACE}"/>') == 2
            assert 'script="Hans"' in theme
            assert all(colour in theme for colour in ("0596B4", "1F3F8A", "931A20", "2B7A55"))
        assert themes
        layouts = [name for name in file.namelist() if "slideLayouts/slideLayout" in name]
        assert len(layouts) == 3
        assert not any("thumbnail" in name or "printer" in name for name in file.namelist())
        runs = b"".join(file.read(name) for name in file.namelist() if "slides/slide" in name)
        assert b'lang="zh-CN"' in runs
        assert b'typeface="+mn-ea"' in runs
    assert f'"{FACE}"' in FONT


def test_the_same_slides_are_the_same_bytes() -> None:
    slides = slides_in("tiny", "en")
    again = deck(catalog_of("tiny"), slides, Wording("en"))
    assert again == bytes_of("tiny", "en")
    assert steady(again, "2026-03-20") == again
    with ZipFile(io.BytesIO(again)) as file:
        assert {item.date_time[0] for item in file.infolist()} == {1980}


def test_ticks_are_round_and_hold_the_values() -> None:
    for low, high in ((0, 5126.13), (0, 3.45), (280, 350), (0, 0), (-5, 2)):
        found = ticks(low, high)
        assert found.low <= low
        assert found.high >= high
        assert (found.high - found.low) / found.step <= 6
    assert all(place(a) < place(b) for a, b in pairwise([date(2020, 1, 1), AS_OF]))


def test_the_command_writes_a_briefing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "out.pptx"
    told = ["export", "pptx", "--as-of", "2026-03-20", "--lang", "en", "-o", str(file)]
    assert main([*told, "--briefing", "joint-meeting"]) == 0
    assert capsys.readouterr().out == f"{file}\n"
    opened = Presentation(str(file))
    assert opened.slides[0].shapes.title.text == "Meeting of Jiangyin and Jingjiang"
    assert main([*told, "--briefing", "gone"]) == 2
    assert 'no briefing with the id "gone"' in capsys.readouterr().err
    assert main([*told, "--since", "2026-05-01"]) == 2
    assert "2026-05-01" in capsys.readouterr().err


@EVERY
def test_libreoffice_opens_it_and_shows_every_slide(
    name: str, language: str, tmp_path: Path
) -> None:
    found = office()
    if found is None or not has_slides(found) or not shutil.which(READER):
        pytest.skip("no LibreOffice Impress, or no pdftotext: see tools/office.py")
    file = tmp_path / "deck.pptx"
    file.write_bytes(bytes_of(name, language))
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    command = [found, home, "--headless", "--convert-to", "pdf", "--outdir", str(tmp_path)]
    subprocess.run([*command, str(file)], check=True, capture_output=True, timeout=PATIENCE)
    text = subprocess.run(
        [READER, "-layout", str(tmp_path / "deck.pdf"), "-"],
        check=True, capture_output=True, timeout=PATIENCE,
    ).stdout.decode()  # fmt: skip
    shown = ["".join(page.split()) for page in text.split("\f")]
    slides = slides_in(name, language)
    assert len(shown) - 1 == len(slides)
    for slide, page in zip(slides, shown, strict=False):
        assert "".join(slide.title.split()) in page
        match slide.body:
            case Counts(counts):
                assert all(part in page for count in counts for part in count.word.split())
            case Trend(lines=lines):
                assert all("".join(line.dots[-1].words.split()) in page for line in lines)
            case Ratios(bars):
                assert all("".join(bar.words.split()) in page for bar in bars)
            case _:
                pass
