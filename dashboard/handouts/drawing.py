"""A figure as SVG with its title, its key number and its foot: text stays text."""

import re
from collections.abc import Iterator

from dashboard.decks.design import BODY, COUNT, LEFT, RIGHT, SECOND, SOURCE, TITLE_SIZE, WIDTH
from dashboard.figures.slides import size_of
from dashboard.markup import TAGS, Html, element, joined
from dashboard.model import Frame
from dashboard.slides import Key, Slide, foot, terms
from dashboard.slides.pages import width
from dashboard.theme import look
from dashboard.tokens import FONT
from dashboard.wording import Wording

_BELOW = 340
"""Where the figure begins below a key number."""
_TERMS = 18
_WORD = re.compile(r"[!-~\u00a0-\u024f]+ ?|.", re.DOTALL)


def svg(frame: Frame, slide: Slide, figure: str, say: Wording) -> bytes:
    """Return a figure, given as SVG, as a file of SVG.

    Below it stand the day, the filters, the sources and the licence, as on the slide.
    """
    size, ink = size_of(slide), look(frame, "light").palette
    top = _BELOW if slide.key else BODY
    room = RIGHT - LEFT
    y = top + size.height + 50
    lines = []
    for line in _lines(foot(slide, say), room / SOURCE):
        lines.append(_text(line, LEFT, y, SOURCE, ink.ink2))
        y += SOURCE * 1.5
    lines.append(_text(terms(slide, frame, say), LEFT, y + 4, _TERMS, ink.ink3))
    height = round(y + 30)
    drawing = element(
        "svg",
        element("title", slide.title),
        element("desc", " ".join((slide.alt, *(cited.full for cited in slide.sources)))),
        element("rect", width="100%", height="100%", fill=ink.paper),
        _text(slide.title, LEFT, 110, TITLE_SIZE, ink.ink, weight="700"),
        *(_key(frame, slide.key) if slide.key else ()),
        element("g", Html(figure), transform=f"translate({LEFT},{top})"),
        *lines,
        xmlns="http://www.w3.org/2000/svg",
        viewBox=f"0 0 {WIDTH} {height}",
        width=str(WIDTH),
        height=str(height),
        font_family=FONT.replace('"', "'"),
        lang=TAGS[say.language],
    )
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{drawing}\n'.encode()


def _key(frame: Frame, key: Key) -> Iterator[Html]:
    """Yield the key number with what stands before and after it, and the second message."""
    seen = look(frame, "light")
    hue = seen.status(key.sign).text if key.sign else seen.palette.ink
    spans = joined(
        [
            element("tspan", f"{key.before} " if key.before else ""),
            element("tspan", key.number, font_size=str(COUNT), font_weight="700", fill=hue),
            element("tspan", f" {key.after}" if key.after else ""),
        ]
    )
    yield _text(spans, LEFT, 265, SECOND, seen.palette.ink)
    for number, line in enumerate(_lines(key.second, 20)):
        place = {"text_anchor": "end"}
        yield _text(line, RIGHT, 225 + number * SECOND * 1.35, SECOND, seen.palette.ink, **place)


def _text(text: str, x: float, y: float, size: float, fill: str, **more: str) -> Html:
    weight = {"font_weight": more.pop("weight")} if "weight" in more else {}
    return element(
        "text", text, x=f"{x:g}", y=f"{y:g}", font_size=f"{size:g}", fill=fill,
        **{"xml:space": "preserve"}, **weight, **more,
    )  # fmt: skip


def _lines(text: str, room: float) -> Iterator[str]:
    """Yield a text in lines of at most so many full-width characters, broken between words."""
    line = ""
    for word in _WORD.findall(text):
        if line and width(line + word.rstrip()) > room:
            yield line.rstrip()
            line = ""
        line += word
    if line.strip():
        yield line.rstrip()
