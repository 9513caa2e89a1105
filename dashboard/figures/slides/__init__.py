"""The figures of slides: those bodies that are drawn; the others are text, which HTML sets."""

import plotly.graph_objects as go

from dashboard.figures.slides.ratios import ratios
from dashboard.figures.slides.size import BELOW_KEY, NARROW, WIDE, Size, size_of
from dashboard.figures.slides.stairs import staircase
from dashboard.figures.slides.timelines import timeline
from dashboard.figures.slides.trends import trend
from dashboard.slides import Body, Ratios, Staircase, Timeline, Trend
from dashboard.theme import Look
from dashboard.wording import Wording

__all__ = ["BELOW_KEY", "NARROW", "WIDE", "Size", "figure_of", "size_of"]


def figure_of(body: Body, look: Look, say: Wording, size: Size) -> go.Figure | None:
    """Return the figure of a body in a mode and a language; None for what is text.

    It has its width and height; every number in it is the body's.
    """
    match body:
        case Trend():
            return trend(body, look, say, size)
        case Ratios():
            return ratios(body, look, say, size)
        case Timeline():
            return timeline(body, look, say, size)
        case Staircase():
            return staircase(body, look, say, size)
        case _:
            return None
