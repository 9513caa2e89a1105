"""A chart as a component of our own: a quarter of the code, and changed in place.

Streamlit's own chart loads all of plotly.js, 4.7 MB, and builds every chart anew when its data
change (docs/performance.md). The figures need the basic bundle only, which is kept here.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import plotly.graph_objects as go
import streamlit as st

from dashboard.theme import CONFIG

HERE = Path(__file__).parent
BUNDLE = next((HERE / "static").glob("plotly-basic*.js"))
"""The basic bundle of plotly.js, of the version that the Python package carries."""

_NO_HEIGHT = 450

_chart = st.components.v2.component(
    "chart",
    html='<div class="chart"></div><div class="chart-files" role="group"></div>',
    css=(HERE / "plot.css").read_text(encoding="utf-8"),
    js="".join(
        (HERE / name).read_text(encoding="utf-8") for name in ("save.js", "plot.js")
    ).replace("{bundle}", BUNDLE.name),
    isolate_styles=False,
)


class Drawing(NamedTuple):
    """A figure, ready to be sent to any number of viewers."""

    spec: str
    height: int


class Caption(NamedTuple):
    """What is said of a chart: to those who cannot see it, and around it in a file."""

    alt: str
    title: str
    """its finding"""
    foot: tuple[str, ...]
    """day, filters, sources, licence: a line each"""
    file: str
    """the name of the file, without its ending"""
    formats: Mapping[str, str]
    """what it can be saved as, and how that is said"""
    asked: str
    """what the choice of these is about"""
    paper: str
    ink: str
    faint: str


def drawing(figure: go.Figure) -> Drawing:
    """Return what the browser is told of a figure."""
    return Drawing(figure.to_json(), int(figure.layout.height or _NO_HEIGHT))


def plot(drawn: Drawing, caption: Caption, *, key: str) -> None:
    """Draw a chart."""
    _chart(data=_told(drawn, caption, can_choose=False), key=key, height=drawn.height)


def chosen(drawn: Drawing, caption: Caption, *, key: str) -> str | None:
    """Draw a chart whose marks can be clicked; return the id of the mark just clicked."""
    data = _told(drawn, caption, can_choose=True)
    found = _chart(data=data, key=key, height=drawn.height, on_chosen_change=_run).get("chosen")
    return str(found) if found else None


def _told(drawn: Drawing, caption: Caption, *, can_choose: bool) -> bytes:
    """Return what plot.js reads: the figure as it was kept, and the rest around it."""
    told = {
        **caption._asdict(),
        "height": drawn.height,
        "can_choose": can_choose,
        "config": dict(CONFIG),
    }
    return f'{{"spec":{drawn.spec},{json.dumps(told)[1:]}'.encode()


def _run() -> None:
    """Let the script run: the id that was chosen is in the component's result."""
