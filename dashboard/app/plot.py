"""A chart as a component of our own: a quarter of the code, and changed in place.

Streamlit's own chart loads all of plotly.js, 4.7 MB, and builds every chart anew when its data
change (docs/performance.md). The figures need the basic bundle only, which is kept here.
"""

import json
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
    html='<div class="chart"></div>',
    js=(HERE / "plot.js").read_text(encoding="utf-8").replace("{bundle}", BUNDLE.name),
    isolate_styles=False,
)


class Drawing(NamedTuple):
    """A figure, ready to be sent to any number of viewers."""

    spec: str
    height: int


def drawing(figure: go.Figure) -> Drawing:
    """Return what the browser is told of a figure."""
    return Drawing(figure.to_json(), int(figure.layout.height or _NO_HEIGHT))


def plot(drawn: Drawing, *, alt: str, key: str, can_choose: bool = False) -> str | None:
    """Draw a chart; return the id of the mark just clicked, where marks can be chosen."""
    told = {"alt": alt, "height": drawn.height, "can_choose": can_choose, "config": CONFIG}
    data = f'{{"spec":{drawn.spec},{json.dumps(told)[1:]}'
    events = {"on_chosen_change": _chosen} if can_choose else {}
    result = _chart(data=data.encode(), key=key, height=drawn.height, **events)
    return str(result["chosen"]) if can_choose and result["chosen"] else None


def _chosen() -> None:
    """Let the script run: what was chosen is in the component's result."""
