"""The crossings along the water: a schematic, never a map."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import isnan
from typing import Any

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.fitting import WIDTH, WIDTH_PHONE, elide, width
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    empty,
    figure,
    label,
    line,
    points,
    rect,
    ring,
    safe,
    span,
)
from dashboard.sentences.projects import about_crossing
from dashboard.theme import SIGNS, Look
from dashboard.wording import Wording

_NORTH, _SOUTH, _OVER = 6.6, 3.6, 0.9
"""The two edges of the water on an axis from 0 to 10, and how far a crossing passes them."""
_HEIGHT, _HEIGHT_PHONE, _UNIT = 236, 150, 20.6
_MARGIN = 180
_MOST = 360
"""px that a label may take"""


@dataclass(frozen=True, slots=True)
class _Crossing:
    """One crossing with its place in px and its words."""

    row: Mapping[str, Any]
    number: int
    x: float
    px: float
    is_above: bool
    room: float

    @property
    def has_foot(self) -> bool:
        return bool(not self.is_above or self.row["note"])

    @property
    def is_drawn(self) -> bool:
        return bool(self.row["form"] != "planned")


def schematic(frame: pd.DataFrame, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return the crossings in order, to scale where all distances are known.

    Takes `frames.projects.crossings`. On a phone they are numbered; `crossings_list` names them.
    """
    if frame.empty:
        return empty(say("projects.empty"), look=look)
    rows = [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]
    items, span_of = _placed(rows, compact=compact)
    shapes = [*_water(rows[0], look), *(mark for item in items for mark in _lines(item, look))]
    labels = [mark for item in items for mark in _words(item, look, say, compact=compact)]
    foot = 0 if compact or any(item.has_foot for item in items) else 1.4
    labels += _banks(items, look, say, compact=compact)
    return figure(
        [mark for item in items for mark in _ends(item, look, say)],
        look=look,
        height=_HEIGHT_PHONE if compact else _HEIGHT - round(foot * _UNIT),
        margin={"l": 0, "r": 0, "t": 4, "b": 26},
        xaxis={**_axis(items, look, say, compact=compact), "range": list(span_of)},
        yaxis={"visible": False, "range": [foot, 10]},
        shapes=shapes,
        annotations=labels,
    )


def _placed(
    rows: Sequence[Mapping[str, Any]], *, compact: bool
) -> tuple[list[_Crossing], tuple[float, float]]:
    """Return the crossings with their places, and the range of the axis."""
    page, margin = (WIDTH_PHONE, 36) if compact else (WIDTH, _MARGIN)
    ats = [float(row["at"]) for row in rows]
    extent = max(ats) - min(ats)
    unit = (page - 2 * margin) / extent if extent else 1.0
    pxs = [margin + (at - min(ats)) * unit if extent else page / 2 for at in ats]
    start = min(ats) - pxs[ats.index(min(ats))] / unit
    found: list[_Crossing] = []
    for place, (row, at, px) in enumerate(zip(rows, ats, pxs, strict=True)):
        near = place > 0 and px - pxs[place - 1] < _MOST
        is_above = not (near and found[-1].is_above)
        around = [abs(px - other) for other in pxs if other != px]
        room = min([_MOST, *(gap * 2 - 16 for gap in around), 2 * px, 2 * (page - px)])
        found.append(_Crossing(row, place + 1, at, px, is_above, max(room, 90)))
    return found, (start, start + page / unit)


def _water(head: Mapping[str, Any], look: Look) -> Iterator[Mark]:
    palette = look.palette
    yield rect((0, _SOUTH), (1, _NORTH), fillcolor=palette.river, xref="paper")
    for y, bank in ((_NORTH, head["above"]), (_SOUTH, head["below"])):
        colour = look.area(bank).mark if bank else palette.axis
        yield line((0, y), (1, y), color=colour, width=2, xref="paper", layer="below")


def _colour(item: _Crossing, look: Look) -> str:
    sign = item.row["sign"]
    return look.status(sign).mark if sign else look.palette.ink


def _lines(item: _Crossing, look: Look) -> Iterator[Mark]:
    if item.is_drawn:
        dash = "5px,4px" if item.row["form"] == "tunnel" else "solid"
        if item.row["form"] == "ferry":
            dash = "2px,4px"
        ends = (item.x, _SOUTH - _OVER), (item.x, _NORTH + _OVER)
        yield line(*ends, color=_colour(item, look), width=4, dash=dash)


def _ends(item: _Crossing, look: Look, say: Wording) -> Iterator[Mark]:
    if not item.is_drawn:
        return
    colour = _colour(item, look)
    fill = colour if item.row["is_open"] else look.palette.paper
    told = f"{bold(safe(item.row['name']))}<br>{safe(about_crossing(item.row, say))}"
    yield {
        **points(
            [item.x, item.x],
            [_SOUTH - _OVER, _NORTH + _OVER],
            marker=ring("circle", 10, edge=colour, fill=fill, width=2.2),
            hover=[told, told],
        ),
        "name": item.row["id"],
    }


def _words(item: _Crossing, look: Look, say: Wording, *, compact: bool) -> Iterator[Mark]:
    palette, row = look.palette, item.row
    if compact:
        font = Type(palette.ink, 14, bold=True)
        yield label(str(item.number), item.x, _NORTH + _OVER, font=font, yshift=16)
        return
    glyph, colour = ("●" if row["is_open"] else "□"), palette.ink
    if row["sign"]:
        glyph, colour = SIGNS[row["sign"]].glyph, look.status(row["sign"]).text
    name = bold(safe(elide(row["name"], item.room - 18, 14, is_bold=True)))
    about = safe(_about(row, item.room, say))
    text = f"{span(glyph, colour)} {name}<br>{span(about, palette.ink2, 12)}"
    y, shift = (_NORTH + _OVER, 26) if item.is_above else (_SOUTH - _OVER, -26)
    yield label(text, item.x, y, font=Type(palette.ink, 14), yshift=shift)
    if row["note"]:
        y, shift = (_SOUTH - _OVER, -18) if item.is_above else (_NORTH + _OVER, 18)
        said = safe(elide(row["note"], item.room, 12))
        yield label(said, item.x, y, font=Type(palette.ink3, 12), yshift=shift)


def _about(row: Mapping[str, Any], room: float, say: Wording) -> str:
    """Return what stands under a name; where it is too long what it carries is cut first."""
    text = about_crossing(row, say)
    over = width(text, 12) - room
    if over > 0:
        carries = elide(row["carries"], max(width(row["carries"], 12) - over, 30), 12)
        text = about_crossing({**row, "carries": carries}, say)
    return elide(text, room, 12)


def _banks(items: Sequence[_Crossing], look: Look, say: Wording, *, compact: bool) -> list[Mark]:
    """Return the names of the banks and of the water, in the widest gap between crossings."""
    head, page = items[0].row, WIDTH_PHONE if compact else WIDTH
    edges = [0.0, *(item.px for item in items), float(page)]
    gaps = [(right - left, (left + right) / 2) for left, right in pairwise(edges)]
    middle = max(gaps)[1] / page
    found = []
    for y, bank, shift in ((_NORTH, "above", 13), (_SOUTH, "below", -14)):
        if head[bank]:
            font = Type(look.area(head[bank]).text, 14, bold=True)
            name = head[f"{bank}_name"]
            text = say("projects.side", side=head[f"{bank}_side"], name=name).strip()
            text = text if width(text, 14, is_bold=True) < max(gaps)[0] - 24 else name
            found.append(label(safe(text), middle, y, font=font, yshift=shift, xref="paper"))
    said = "   →   ".join(part for part in (head["water"], head["flow"]) if part)
    if not compact or width(said, 14) < max(gaps)[0] - 20:
        font = Type(look.palette.ink3, 14)
        y = (_NORTH + _SOUTH) / 2
        found.append(label(safe(said), middle, y, font=font, xref="paper"))
    return found


def _axis(items: Sequence[_Crossing], look: Look, say: Wording, *, compact: bool) -> Mark:
    known = [item for item in items if not isnan(item.row["km"])]
    return {
        "showline": False,
        "ticks": "",
        "tickvals": [item.x for item in known],
        "ticktext": [_km(item.row["km"], say, compact=compact) for item in known],
        "tickfont": {"size": 12, "color": look.palette.ink2},
    }


def _km(km: float, say: Wording, *, compact: bool) -> str:
    if km == 0:
        return say("projects.km.zero")
    if compact:
        return ("+" if km > 0 else "") + say.number(km, 1)
    return say("projects.km.down" if km > 0 else "projects.km.up", n=say.number(abs(km), 1))
