"""The slides as PPTX: opened again, every number as the engine has it, and by LibreOffice."""

import io
import re
import shutil
import subprocess
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from browsing import ROOT
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE

from dashboard.cli import main
from dashboard.decks import deck
from dashboard.decks.charts import ticks
from dashboard.decks.design import FACE
from dashboard.decks.packing import steady
from dashboard.decks.trends import FREE
from dashboard.frames.amounts import place
from dashboard.model import Briefing, BriefingSlide, Catalog, SlideKind, Text
from dashboard.reading import read
from dashboard.slides import (
    Counts,
    Cover,
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
        for line in (*slide.notes, slide.link, *(cited.full for cited in slide.sources)):
            assert line in notes
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
            case Timeline(courses) as body:
                words = " ".join(s.text_frame.text for s in shapes(page) if s.has_text_frame)
                assert body.is_alone or all(one.name in words for one in courses)
            case _:
                pass


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
