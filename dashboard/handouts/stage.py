"""Slides on a stage of a browser: the document they stand in, and their figures."""

import json
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from dashboard import markup
from dashboard.figures.slides import figure_of, size_of
from dashboard.handouts.faces import faces, plotly
from dashboard.markup import TAGS, Html, element, joined, slide_html, stylesheet
from dashboard.model import Catalog, Frame
from dashboard.slides import Slide, terms
from dashboard.theme import look
from dashboard.wording import Wording

HERE = Path(__file__).parent
DRAW = "figures => drawFigures(document, figures, {mode: 'light', narrow: false})"
"""Draws the figures of the slides in the document."""

Figures = Mapping[str, Mapping[str, Any]]
"""Figures as JSON by the ids of their slides, as `draw.js` wants them."""


def document(frame: Frame, title: str, say: Wording, body: str = "", style: str = "") -> str:
    """Return a document with our fonts, the style of slides and the script of figures.

    It asks for nothing: all that it needs is in it.
    """
    draw = (Path(markup.__file__).parent / "draw.js").read_text("utf-8")
    head = joined(
        [
            element("meta", charset="utf-8"),
            element("title", title),
            element("style", Html(faces() + stylesheet(frame) + _text("stage.css") + style)),
            element("script", Html(plotly())),
            element("script", Html(draw)),
        ]
    )
    page = element(
        "html",
        element("head", head),
        element("body", Html(body)),
        lang=TAGS[say.language],
        data_mode="light",
    )
    return f"<!doctype html>{page}"


def sheet(frame: Frame, slide: Slide, say: Wording, number: int, of: int) -> Html:
    """Return a slide that is handed out: below its foot, what it shows and the licence.

    A slide that is none of a row has the number 0 of 0, which is not shown.
    """
    shown = slide_html(slide, say, number, of)
    below = element("p", terms(slide, frame, say), class_="terms")
    return element("div", shown, below, class_="sheet" if of else "sheet single")


def quoted(text: str) -> str:
    """Return text as a string of CSS, which cannot end it."""
    return '"' + "".join(f"\\{ord(char):06x}" if char in '"\\<\n' else char for char in text) + '"'


def figures(catalog: Catalog, slides: Iterable[Slide], say: Wording) -> Figures:
    """Return the figures of slides in light, for `DRAW`; slides of text have none."""
    seen = look(catalog.frame, "light")
    drawn = {slide.id: figure_of(slide.body, seen, say, size_of(slide)) for slide in slides}
    return {
        identity: {"wide": {"light": json.loads(figure.to_json())}}
        for identity, figure in drawn.items()
        if figure is not None
    }


def _text(name: str) -> str:
    return (HERE / name).read_text("utf-8")
