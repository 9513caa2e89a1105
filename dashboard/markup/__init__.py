"""Slides as HTML: the screen of a meeting, the one file, the pages of a PDF, the pictures.

    slide_html(slide, say, number, of) -> str
    notes_html(slide, catalog, say) -> str
    stylesheet(frame) -> str

All text is escaped in `element` and nowhere else; colours are variables that `stylesheet`
gives for light and dark. Where a figure goes there is an empty place with the figure in words,
which `draw.js` fills.
"""

from dashboard.markup.element import Html, element, joined
from dashboard.markup.notes import notes_html
from dashboard.markup.slide import TAGS, slide_html
from dashboard.markup.style import stylesheet

__all__ = ["TAGS", "Html", "element", "joined", "notes_html", "slide_html", "stylesheet"]
