"""What all figures are made of: labels, lines, rectangles, points, as plain dicts.

A figure collects these and is built in one call of `figure`: shapes and annotations added one
by one cost a validation of the whole each time.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import plotly.graph_objects as go

from dashboard.theme import LATE, SIGNS, Look
from dashboard.wording import Wording

Mark = dict[str, Any]
"""A shape, an annotation or a trace as Plotly takes it."""


@dataclass(frozen=True, slots=True)
class Type:
    """How a label is set."""

    colour: str
    size: float = 13
    bold: bool = False


def safe(text: str) -> str:
    """Return data text in which nothing is read as a tag or an entity by Plotly."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def span(text: str, colour: str, size: float | None = None) -> str:
    """Return a piece of label, already safe, in its own colour and size."""
    style = f"color:{colour}" + (f";font-size:{size:g}px" if size else "")
    return f"<span style='{style}'>{text}</span>"


def bold(text: str) -> str:
    """Return a piece of label, already safe, in bold."""
    return f"<b>{text}</b>"


def label(text: str, x: object, y: object, *, font: Type, **place: object) -> Mark:
    """Return a label at a point; `place` is Plotly's own (xref, xanchor, xshift, align…).

    The text may carry tags: pass whatever comes from the data through `safe`. Without xanchor
    and yanchor it is centred on the point; align follows xanchor.
    """
    anchor = place.get("xanchor", "center")
    return {
        "text": bold(text) if font.bold else text,
        "x": x,
        "y": y,
        "showarrow": False,
        "xanchor": anchor,
        "yanchor": "middle",
        "align": anchor,
        "borderpad": 0,
        "font": {"size": font.size, "color": font.colour},
        **place,
    }


def at_left(text: str, y: object, *, font: Type, shift: float = 0, **place: object) -> Mark:
    """Return a label at the left edge of the plot, `shift` px to its right (or left)."""
    left = {"xref": "paper", "xanchor": "left", "xshift": shift, **place}
    return label(text, 0, y, font=font, **left)


def at_right(text: str, y: object, *, font: Type, shift: float = 0, **place: object) -> Mark:
    """Return a label that starts at the right edge of the plot, in its margin."""
    right = {"xref": "paper", "xanchor": "left", "xshift": shift, **place}
    return label(text, 1, y, font=font, **right)


def line(start: tuple[object, object], end: tuple[object, object], **style: object) -> Mark:
    """Return a straight line; `style` takes color, width, dash and whatever a shape takes."""
    stroke = {key: style.pop(key) for key in ("color", "width", "dash") if key in style}
    (x0, y0), (x1, y1) = start, end
    return {"type": "line", "x0": x0, "y0": y0, "x1": x1, "y1": y1, "line": stroke, **style}


def rect(corner: tuple[object, object], other: tuple[object, object], **style: object) -> Mark:
    """Return a rectangle; without `line` it has no edge."""
    (x0, y0), (x1, y1) = corner, other
    edge = {"line": {"width": 0}, "layer": "below"}
    return {"type": "rect", "x0": x0, "y0": y0, "x1": x1, "y1": y1, **edge, **style}


def status_cell(sign: str, look: Look) -> Mark:
    """Return the fill and the edge of a cell: solid where judged, pale where late, else open."""
    colour = look.status(sign).mark
    if sign == LATE:
        return {"fillcolor": faded(colour), "line": {"width": 1.6, "color": colour}}
    if SIGNS[sign].is_solid:
        return {"fillcolor": colour, "line": {"width": 0}}
    dash = "dot" if sign == "no-data" else "solid"
    return {
        "fillcolor": "rgba(0,0,0,0)",
        "line": {"width": 1.4, "color": colour, "dash": dash},
    }


def faded(colour: str, share: float = 0.28) -> str:
    """Return a colour of which only a share covers what lies below it."""
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{share:g})"


def points(xs: Sequence[object], ys: Sequence[object], *, marker: Mapping[str, Any],
           hover: Sequence[str] = (), **more: object) -> Mark:  # fmt: skip
    """Return a trace of markers; hover texts, already safe, one a point, none without."""
    told: Mark = {"hovertext": list(hover), "hoverinfo": "text"} if hover else {"hoverinfo": "skip"}
    return {
        "type": "scatter",
        "mode": "markers",
        "x": list(xs),
        "y": list(ys),
        "marker": dict(marker),
        "cliponaxis": False,
        **told,
        **more,
    }


def stroke(xs: Sequence[object], ys: Sequence[object], **style: object) -> Mark:
    """Return a trace of a line through points, without hover; None in `ys` interrupts it."""
    return {
        "type": "scatter",
        "mode": "lines",
        "x": list(xs),
        "y": list(ys),
        "line": style,
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def ring(symbol: str, size: float, *, edge: str, fill: str, width: float = 2) -> Mark:
    """Return a marker with an edge and a fill (rule 21: closed symbols take both)."""
    return {
        "symbol": symbol.removesuffix("-open"),
        "size": size,
        "color": fill,
        "opacity": 1,
        "line": {"width": width, "color": edge},
    }


def asof_line(as_of: date, *, look: Look, say: Wording, k: float = 1) -> tuple[Mark, Mark]:
    """Return the dotted vertical at the day of the evidence, and its label above the plot.

    For a date axis with yref paper; k scales it on a slide. On an axis in years, replace x.
    """
    ink = look.palette.ink2
    day = as_of.isoformat()
    drawn = line(
        (day, 0), (day, 1), color=ink, width=1.2 * k, dash="dot", yref="paper", layer="below"
    )
    said = label(
        say("figure.as-of", day=day),
        day,
        1,
        font=Type(ink, 12 * k),
        yref="paper",
        yanchor="bottom",
        yshift=2 * k,
    )
    return drawn, said


def grid_labels(values: Iterable[tuple[float, str]], *, look: Look, k: float = 1) -> list[Mark]:
    """Return the labels of grid lines: on the line, at the left edge inside the plot (rule 12)."""
    font = Type(look.palette.ink3, 12 * k)
    return [at_left(safe(text), value, font=font, yanchor="bottom") for value, text in values]


def figure(traces: Iterable[Mark], *, look: Look, height: float, **layout: object) -> go.Figure:
    """Return the figure, built in one go in the template of its mode."""
    return go.Figure(
        data=list(traces),
        layout={"template": look.mode, "height": round(height), **layout},
    )


def empty(text: str, *, look: Look, height: float = 120, k: float = 1) -> go.Figure:
    """Return a figure that says in words that there is nothing to draw; k enlarges them."""
    font = Type(look.palette.ink2, 14 * k)
    said = label(f"○ {safe(text)}", 0.5, 0.5, font=font, xref="paper", yref="paper")
    axis = {"visible": False, "range": [0, 1]}
    return figure(
        (), look=look, height=height, xaxis=axis, yaxis=axis, annotations=[said],
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
    )  # fmt: skip


def commitment_hover(title: str, sign: str, area: str, say: Wording) -> str:
    """Return what is said of a commitment that is pointed at."""
    status = say(f"status.{sign}")
    told = say("overview.hover", glyph=SIGNS[sign].glyph, status=status, area=safe(area))
    return f"{bold(safe(title))}<br>{told}"
