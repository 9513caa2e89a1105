"""The PDF read by poppler: live Chinese, our fonts, every page its day, sources and terms."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
from handing import AS_OF, DAY, PATIENCE, TINY, Handed, dense, need_browser, needed, presented
from PIL import Image

from dashboard.handouts.pdf import pdf
from dashboard.handouts.presented import slides_in
from dashboard.slides import (
    Choice,
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
    terms,
)
from dashboard.wording import Wording

LOOKALIKES = re.compile("[\u2e80-\u2fdf]")
"""Kangxi radicals and their like: what looks like 乙 and is found by nobody who searches it."""


def poppler(program: str, *arguments: str) -> str:
    """Return what a program of poppler prints."""
    done = subprocess.run(
        [needed(program), *arguments], check=True, capture_output=True, timeout=PATIENCE
    )
    return done.stdout.decode()


@cache
def pages_of(file: Path) -> tuple[str, ...]:
    """Return the text of each page."""
    return tuple(poppler("pdftotext", "-raw", str(file), "-").split("\f")[:-1])


def file_of(handed: Handed) -> Path:
    need_browser()
    return handed.folder / "briefing.pdf"


def told(slide: Slide) -> list[str]:  # noqa: C901, PLR0911 - one line a kind
    """Return words and numbers that a slide must show, whoever draws it."""
    match slide.body:
        case Cover(lines):
            return list(lines)
        case Counts(counts):
            return [str(count.number) for count in counts] + [count.word for count in counts]
        case Matrix(columns, rows):
            return [*columns, *(row.name for row in rows)]
        case Table(columns, rows):
            return [column.name for column in columns] + [c.text for row in rows for c in row]
        case Listing(items):
            return [text for item in items for text in (item.head, item.text, item.day)]
        case Trend(lines=lines, aims=aims):
            newest = [words for line in lines for words in (line.name, line.dots[-1].words)]
            return [*newest, *(aim.words for aim in aims if aim.is_in_force)]
        case Ratios(bars):
            return [words for bar in bars for words in (bar.name, bar.words)]
        case Timeline(courses, is_alone=is_alone):
            return [] if is_alone else [course.name for course in courses]
        case Limits(rows=rows):
            return [one.words for row in rows for one in (*row.limits, *row.measured)]
        case Staircase(stairs):
            return [stair.measure for stair in stairs]


def test_each_slide_has_a_page_with_its_message_its_numbers_its_foot_and_its_terms(
    handed: Handed,
) -> None:
    pages, say = [dense(page) for page in pages_of(file_of(handed))], handed.say
    assert len(pages) > len(handed.slides)
    for slide, page in zip(handed.slides, pages, strict=False):
        wanted = [
            slide.title,
            foot(slide, say),
            terms(slide, handed.catalog.frame, say),
            *(told(slide)),
            *((slide.key.number, slide.key.second) if slide.key else ()),
        ]
        assert [words for words in wanted if dense(words) not in page] == [], slide.id
        assert DAY.replace("-", "") in page


def test_after_the_slides_stand_the_working_and_the_sources_of_each(handed: Handed) -> None:
    say, count = handed.say, len(handed.slides)
    papers = pages_of(file_of(handed))[count:]
    below = [
        say("source.as-of", day=DAY),
        say("handouts.working.sources"),
        terms(handed.slides[0], handed.catalog.frame, say),
    ]
    foot_words = dense(say("list.dot").join(below))
    text = ""
    for number, page in enumerate(papers, count + 1):
        words = dense(page)
        assert words.startswith(f"{number}{foot_words}"), "no foot"
        text += words.removeprefix(f"{number}{foot_words}").replace("•", "")
    for number, slide in enumerate(handed.slides, 1):
        wanted = [*slide.notes, *(cited.full for cited in slide.sources)]
        wanted += [say("handouts.of", n=number, title=slide.title)] if wanted else []
        lost = [words for words in wanted if dense(words) not in text]
        assert lost == [], slide.id
    cited = {one.id for slide in handed.slides for one in slide.sources}
    addresses = [handed.catalog.sources[one].url for one in cited]
    assert [url for url in addresses if url and dense(url) not in text] == []


def test_its_chinese_is_what_was_written_and_no_lookalike(handed: Handed) -> None:
    text = "".join(pages_of(file_of(handed)))
    assert LOOKALIKES.findall(text) == []
    assert "\ufffd" not in text


def test_all_fonts_are_embedded_and_are_outlines(handed: Handed) -> None:
    rows = poppler("pdffonts", str(file_of(handed))).splitlines()[2:]
    assert {re.split(r"\s{2,}", row)[1] for row in rows} == {"CID TrueType"}
    assert {row.split()[-5:-2][0] for row in rows} == {"yes"}, rows
    assert {row.split()[0].partition("+")[2] for row in rows} == {
        "NotoSansCJKsc-Bold",
        "NotoSansCJKsc-Regular",
    }


def test_it_has_a_title_a_language_marks_an_outline_and_the_day_of_the_data(
    handed: Handed,
) -> None:
    file = file_of(handed)
    known = dict(re.findall(r"(?m)^([\w ]+):\s*(.*)$", poppler("pdfinfo", "-isodates", str(file))))
    assert known["Title"] == handed.presentation.briefing.title(handed.language)
    frame = handed.catalog.frame
    assert known["Author"] == frame.title(handed.language)
    assert known["Subject"] == handed.say("workbook.licence", licence=frame.licence)
    assert known.get("Creator", known["Author"]) == known["Author"], "the browser names itself"
    assert known["Tagged"] == "yes"
    assert known["Page size"] == "960 x 540 pts"
    assert known["CreationDate"].startswith(DAY)
    assert known["ModDate"].startswith(DAY)
    raw = file.read_bytes()
    assert {"zh": b"/Lang (zh-CN)", "en": b"/Lang (en-GB)"}[handed.language] in raw
    assert raw.count(b"/Title ") > len(handed.slides)  # of the document, and of the outline


def test_no_page_is_empty_as_a_picture(handed: Handed, tmp_path: Path) -> None:
    file = file_of(handed)
    poppler("pdftoppm", "-r", "16", "-png", str(file), str(tmp_path / "page"))
    shown = sorted(tmp_path.glob("*.png"))
    assert len(shown) == len(pages_of(file))
    for path in shown:
        with Image.open(path) as picture:
            assert picture.width / picture.height == pytest.approx(16 / 9, abs=0.02)
            inked = picture.convert("L").point(lambda level: 255 * (level < 200))
            box = inked.getbbox()
            assert box is not None, f"{path.name} is empty"
            assert (box[2] - box[0]) * (box[3] - box[1]) > 0.2 * picture.width * picture.height


def test_the_same_data_give_the_same_file_and_filters_stand_on_every_page(tmp_path: Path) -> None:
    need_browser()
    shown, say = presented(TINY, Choice(areas=("qingyu",))), Wording("en")
    made = pdf(shown, say)
    assert made == pdf(shown, say)
    file = tmp_path / "tiny.pdf"
    file.write_bytes(made)
    filters = say("slides.foot.filters", filters="Qingyu")
    pages, slides = pages_of(file), slides_in(shown, say)
    assert len(pages) > len(slides) > 1
    assert shown.as_of == AS_OF
    whole = [slide.id for slide in slides if not slide.filters]
    assert {slide.kind for slide in slides if not slide.filters} <= {"compare", "ratios"}
    said = [say("slides.unfiltered") if slide.id in whole else filters for slide in slides]
    said += [filters] * (len(pages) - len(slides))
    assert [dense(one) in dense(page) for one, page in zip(said, pages, strict=True)] == [
        True
    ] * len(pages)
