"""More than three areas: one small panel each, no hues, the others grey behind, one scale."""

from dataclasses import replace
from typing import Any

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.fitting import elide
from dashboard.figures.marks import Mark, Type, bold, figure, label, safe
from dashboard.frames.compare import Lens
from dashboard.model import JOINT, Area, Nature
from dashboard.theme import Look
from dashboard.wording import Wording

_PANEL, _FOOT = 112, 26
_NAME_ROOM = 128
_DOT = 0.5


def multiples(lens: Lens, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return small multiples in the catalog's order, read row by row."""
    columns = 2 if compact else 4
    rows = -(-len(lens.areas) // columns)
    traces: list[Mark] = []
    labels: list[Mark] = []
    axes: dict[str, Any] = {}
    grey = _backdrop(lens, look)
    for index, area in enumerate(lens.areas):
        number = "" if index == 0 else str(index + 1)
        axes |= _axes(lens, index, columns, rows)
        place = {"xaxis": f"x{number}", "yaxis": f"y{number}"}
        traces += [{**mark, **place} for mark in (*grey, *_own(lens, area, look, say))]
        labels.append(_words(lens, area, number, look, say))
    return figure(
        traces,
        look=look,
        height=rows * _PANEL + _FOOT,
        margin={"l": 8, "r": 8, "t": 4, "b": _FOOT},
        annotations=labels,
        **axes,
    )


def _backdrop(lens: Lens, look: Look) -> list[Mark]:
    """Return the lines of all areas in grey, over them those that the reader follows."""
    found: list[Mark] = []
    for area in sorted(lens.areas, key=lambda area: area.id in look.chosen):
        colour = look.area(area.id).mark if area.id in look.chosen else look.palette.line
        found += series.connectors(lens.used(area.id), colour=colour, is_thin=True)
    return found


def _own(lens: Lens, area: Area, look: Look, say: Wording) -> list[Mark]:
    shown = [point for point in lens.points if point.area == area.id and point.is_used]
    if not shown:
        return []
    unit = lens.unit.name(say.language)
    said = [series.hover(point, lens.unit, unit, say=say) for point in shown]
    own = plain(look)
    return [
        *series.connectors(lens.used(area.id), colour=own.area(area.id).mark),
        _small(series.dots(shown, said, look=own)),
    ]


def _small(dots: Mark) -> Mark:
    """Return the marks of figures small enough that a panel shows the line between them."""
    marker = dots["marker"]
    return {**dots, "marker": {**marker, "size": [size * _DOT for size in marker["size"]]}}


def plain(look: Look) -> Look:
    """Return the look with hues for the chosen areas only: of many, colour tells none apart."""
    kept = {identity: look.area(identity) for identity in (JOINT, *look.chosen)}
    return replace(look, areas=kept)


def _words(lens: Lens, area: Area, number: str, look: Look, say: Wording) -> Mark:
    """Return name and newest value at the top left of a panel."""
    name = elide(area.name(say.language), _NAME_ROOM, 14, is_bold=True)
    text = bold(safe(name))
    used = lens.used(area.id) or tuple(p for p in lens.points if p.area == area.id and p.is_used)
    if used:
        text += f"<br>{safe(say.amount(used[-1].amount, lens.unit.decimals))}"
    else:
        key = "apart" if area.id in lens.apart else "no-data"
        no_data = say(f"compare.mark.{key}", area="").replace("：", "").replace(":", "")
        text += f"<br>{safe(' '.join(no_data.split()))}"
    place = {"xref": f"x{number} domain", "yref": f"y{number} domain"}
    ink = look.palette.ink if used else look.palette.ink2
    font = Type(look.area(area.id).text if area.id in look.chosen else ink, 14)
    return label(text, 0, 1, font=font, xanchor="left", yanchor="top", **place)


def _axes(lens: Lens, index: int, columns: int, rows: int) -> dict[str, Any]:
    row, column = divmod(index, columns)
    xs = [point.x for point in lens.points]
    values = [point.value for point in lens.points]
    low, high = series.value_range(values, from_zero=lens.id == "absolute", head=0.55)
    if lens.indicator.nature == Nature.RANK:
        low, high = high, low
    number = "" if index == 0 else str(index + 1)
    gap = 0.02
    width = (1 - gap * (columns - 1)) / columns
    left = column * (width + gap)
    top = 1 - row / rows
    first, last = round(min(xs)), round(max(xs))
    is_foot = index + columns >= len(lens.areas)
    return {
        f"xaxis{number}": {
            "domain": [left, left + width],
            "anchor": f"y{number}",
            "range": [min(xs) - 0.8, max(xs) + 0.8],
            "tickvals": sorted({first, last}),
            "ticktext": [str(year) for year in sorted({first, last})],
            "showticklabels": is_foot,
            "ticks": "outside" if is_foot else "",
        },
        f"yaxis{number}": {
            "domain": [top - 0.92 / rows, top],
            "anchor": f"x{number}",
            "range": [low, high],
            "showgrid": False,
        },
    }
