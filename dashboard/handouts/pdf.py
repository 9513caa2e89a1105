"""A briefing as PDF: its slides, then the working and the sources of each, all as live text."""

import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from dashboard.handouts import chromium
from dashboard.handouts.presented import slides_in
from dashboard.handouts.stage import DRAW, document, figures, quoted, sheet
from dashboard.markup import Html, element, joined, notes_html
from dashboard.meetings import Presentation
from dashboard.model import Frame, SlideKind
from dashboard.slides import Slide, terms
from dashboard.tokens import FONT, LIGHT
from dashboard.wording import Wording

_STYLE = Path(__file__).with_name("paper.css")
_ADDRESSES = '.working a::after { content: " " attr(href); }'
"""Writes out where a link leads, for a briefing that has no slide of its sources."""
_DATE = re.compile(rb"(/(?:CreationDate|ModDate) \(D:)[0-9]{14}\+")


_CREATOR = re.compile(rb"/Creator \((?:\\.|[^\\)])*\)", re.DOTALL)


def pdf(presentation: Presentation, say: Wording) -> bytes:
    """Return a briefing as PDF in one language; raise NoBrowserError.

    One slide a page, 16:9; after them the working and the sources in full, so that the paper
    proves what it says. Each page says its day, its filters, its sources and the licence. The
    dates inside are the day of the data: the same data give the same file.
    """
    catalog, slides = presentation.catalog, slides_in(presentation, say)
    sheets = [sheet(catalog.frame, slide, say, n, len(slides)) for n, slide in enumerate(slides, 1)]
    body = joined([*sheets, _working(presentation, slides, say)])
    style = _STYLE.read_text("utf-8") + _foot(presentation, slides, say)
    if not any(slide.kind == SlideKind.SOURCES for slide in slides):
        style += _ADDRESSES
    title = presentation.briefing.title(say.language)
    with chromium.tab() as tab:
        tab.show(document(catalog.frame, title, say, body, style))
        tab.run(DRAW, figures(catalog, slides, say))
        return _signed(_dated(tab.paper(), presentation.as_of), catalog.frame, say)


def _working(presentation: Presentation, slides: Sequence[Slide], say: Wording) -> Html:
    """Return the notes of every slide that has any, under its number and its message."""
    told = [
        element("article", element("h2", say("handouts.of", n=n, title=slide.title)), notes)
        for n, slide in enumerate(slides, 1)
        if (notes := notes_html(slide, presentation.catalog, say))
    ]
    return element(
        "section",
        element("h1", say("handouts.working")),
        element("p", say("handouts.working.about"), class_="about"),
        *told,
        class_="working",
    )


def _foot(presentation: Presentation, slides: Sequence[Slide], say: Wording) -> str:
    """Return the style that writes day, filters, terms and page below the working."""
    said = [
        say("source.as-of", day=presentation.as_of.isoformat()),
        say("handouts.working.sources"),
    ]
    if slides:
        filters = slides[0].filters
        said += [say("slides.foot.filters", filters=filters)] if filters else []
        said.append(terms(slides[0], presentation.catalog.frame, say))
    look = f"font:400 13px/1.4 {FONT};color:{LIGHT.ink2};vertical-align:top;padding-top:16px"
    return (
        f"@page working{{@bottom-left{{content:{quoted(say('list.dot').join(said))};{look};"
        f"width:90%;text-align:left}}"
        f"@bottom-right{{content:counter(page);{look};text-align:right}}}}"
    )


def _signed(data: bytes, frame: Frame, say: Wording) -> bytes:
    """Return a PDF that says whose it is and on which terms, where the browser named itself.

    No byte moves, so the places of what is inside stay right: what has no room is left out.
    """
    title, licence = frame.title(say.language), say("workbook.licence", licence=frame.licence)
    facts = {"Author": title, "Subject": licence, "Creator": title}

    def said(found: re.Match[bytes]) -> bytes:
        entries = b""
        for key, text in facts.items():
            more = entries + f"/{key} ".encode() + _string(text)
            entries = more if len(more) <= len(found[0]) else entries
        return entries.ljust(len(found[0]))

    return _CREATOR.sub(said, data, count=1)


def _string(text: str) -> bytes:
    """Return text as a string of PDF: what is not plain as UTF-16."""
    raw = text.encode() if text.isascii() else b"\xfe\xff" + text.encode("utf-16-be")
    inner = re.sub(rb"[\\()]", rb"\\\g<0>", raw).replace(b"\r", b"\\r")
    return b"(" + inner + b")"


def _dated(data: bytes, day: date) -> bytes:
    """Return a PDF that says it was made on a day, by replacing what the browser wrote."""
    return _DATE.sub(rb"\g<1>" + day.strftime("%Y%m%d").encode() + rb"000000+", data)
