"""Slides into a presentation: each its layout, its figure, its foot and its notes."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

from dashboard.decks import bars, stairs, tables, timelines, trends
from dashboard.decks.design import BODY, BOTTOM, LABEL, LEFT, RIGHT, SECOND, TICK, Paint
from dashboard.decks.packing import steady
from dashboard.decks.page import Box, Page, Run, numbered, spoken
from dashboard.decks.template import COVER, FIGURE, FOOT_AT, KEY_AT, LINES, NUMBER, SECOND_AT, blank
from dashboard.model import Catalog
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
    terms,
)
from dashboard.slides.pages import width
from dashboard.wording import Wording

_BELOW_KEY = 340
_LINE = 13
"""Full-width characters that the second message has room for at full size."""
_LARGE, _SMALLER, _SMALLEST = 124, 92, 66
_WIDE, _WIDER = 8, 12
"""Full-width characters that a number has room for in each of these sizes."""


def deck(catalog: Catalog, slides: Sequence[Slide], say: Wording) -> bytes:
    """Return slides as the bytes of a PPTX: the same slides, the same bytes.

    Charts and tables are native, their numbers those of the slides; notes hold the working,
    the sources in full and which page of the dashboard has the evidence.
    """
    title = slides[0].title if slides else catalog.frame.title(say.language)
    below = terms(slides[0], catalog.frame, say) if slides else ""
    presentation, paint = blank(catalog.frame, catalog.frame.title(say.language), below)
    for slide in slides:
        _draw(presentation, slide, paint, say)
    day = slides[0].as_of.isoformat() if slides else "2000-01-01"
    known = presentation.core_properties
    known.title, known.author = title, catalog.frame.title(say.language)
    known.subject = say("source.as-of", day=day)
    known.comments = say("workbook.licence", licence=catalog.frame.licence)
    known.language = {"zh": "zh-CN", "en": "en-GB"}[say.language]
    known.last_modified_by, known.revision = known.author, 1
    known.created = known.modified = datetime.fromisoformat(day).replace(tzinfo=UTC)
    out = BytesIO()
    presentation.save(out)
    return steady(out.getvalue(), day)


def _draw(presentation: Any, slide: Slide, paint: Paint, say: Wording) -> None:  # noqa: ANN401
    layout = COVER if isinstance(slide.body, Cover) else NUMBER if slide.key else FIGURE
    page = presentation.slides.add_slide(presentation.slide_layouts[layout])
    page.name = slide.id
    drawn = Page(page.shapes, paint, say)
    for shape in page.placeholders:
        _fill(drawn, slide, shape, shape.placeholder_format.idx)
    top = _BELOW_KEY if slide.key else BODY
    _figure(drawn, Box(LEFT, top, RIGHT - LEFT, BOTTOM - top), slide)
    if layout != COVER:
        numbered(page)
    _notes(page, slide, say)


def _fill(page: Page, slide: Slide, shape: Any, at: int) -> None:  # noqa: ANN401 - a placeholder
    """Fill a placeholder: the words take their style from the layout."""
    ink = page.paint.look.palette
    match at:
        case 0:
            _write(page, shape, [slide.title])
            if isinstance(slide.body, Listing | Table | Timeline) and slide.body.pages > 1:
                body = slide.body
                words = page.say("slides.page", page=body.page, pages=body.pages)
                page.run(shape.text_frame.paragraphs[0], Run(f"  {words}", TICK, ink.ink3))
        case _ if at == FOOT_AT:
            _write(page, shape, [foot(slide, page.say)])
        case _ if at == LINES and isinstance(slide.body, Cover):
            _write(page, shape, slide.body.lines)
        case _ if at == KEY_AT and slide.key:
            key = slide.key
            room = width(key.number)
            large = _LARGE if room <= _WIDE / 2 else _SMALLER if room <= _WIDE else _SMALLEST
            runs = [Run(f"{key.before} ", SECOND)] if key.before else []
            runs.append(Run(key.number, large, page.paint.status_text(key.sign), bold=True))
            runs += [Run(f"  {key.after}", SECOND)] if key.after else []
            page.fill(shape.text_frame, runs)
        case _ if at == SECOND_AT and slide.key:
            large = SECOND if width(slide.key.second) <= _LINE else LABEL
            page.fill(shape.text_frame, [Run(slide.key.second, large, ink.ink)], align="right")
        case _:
            pass


def _write(page: Page, shape: Any, lines: Sequence[str]) -> None:  # noqa: ANN401 - a placeholder
    """Write lines into a placeholder in its own style."""
    frame = shape.text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        spoken(run._r, page.say)  # noqa: SLF001 - the library has no other way


def _figure(page: Page, box: Box, slide: Slide) -> None:
    """Draw the one figure; the cover has none."""
    for kind, draw in _FIGURES.items():
        if isinstance(slide.body, kind):
            draw(page, box, slide.body, slide.alt)


_FIGURES: Mapping[type, Callable[[Page, Box, Any, str], None]] = {
    Counts: bars.counts,
    Matrix: tables.matrix,
    Table: tables.table,
    Listing: tables.listing,
    Trend: trends.trend,
    Ratios: bars.ratios,
    Timeline: timelines.timeline,
    Limits: tables.limits,
    Staircase: stairs.staircase,
}
"""What draws each kind of body."""


def _page(slide: Slide, say: Wording) -> str:
    """Return the page of the dashboard with the evidence by its name: a file has no host."""
    return say(f"nav.{urlsplit(slide.link).path.strip('/') or 'overview'}")


def _notes(page: Any, slide: Slide, say: Wording) -> None:  # noqa: ANN401 - a slide
    """Write the working, the sources in full, and where the evidence is."""
    lines = [*slide.notes]
    if slide.sources:
        lines += [say("slides.note.sources"), *(cited.full for cited in slide.sources)]
    lines.append(say("slides.note.link", page=_page(slide, say)))
    frame = page.notes_slide.notes_text_frame
    for number, line in enumerate(lines):
        paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
        run = paragraph.add_run()
        run.text = line
        spoken(run._r, say)  # noqa: SLF001 - the library has no other way
