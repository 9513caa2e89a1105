"""The staircase: limits as ceilings, measurements as dots; never mistaken for each other."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.limits_labels import Drawn, labels_of, level_of
from dashboard.figures.marks import (
    Mark,
    empty,
    figure,
    points,
    ring,
    safe,
    stroke,
)
from dashboard.figures.placing import Box, Ground, Scale
from dashboard.figures.series import said_by
from dashboard.frames.amounts import place
from dashboard.frames.limits import Dot, Panel, Tread
from dashboard.sentences.periods import period_words
from dashboard.theme import Look
from dashboard.wording import Wording

_ROW, _GAP, _TOP, _FOOT = 139, 27, 4, 26
_SIDE = 18
ROOM, ROOM_PHONE = 358, 340
"""The narrowest panel in which labels are sure not to meet."""
_HEAD = 1.36
"""The top of a row over its highest limit: room for the limit's label and the area's name."""


def staircase(
    panel: Panel, *, look: Look, say: Wording, first: bool = True, compact: bool = False
) -> go.Figure:
    """Return the staircase of one measure: a row an area, on one scale of its own.

    The first of several panels explains what a limit is (上限); on a phone each does. Every
    limit that was promised says so (目标), and every value whose it is, open where not the area's.
    """
    if not any(row.treads or row.dots for row in panel.rows):
        return empty(say("limits.empty"), look=look, height=72)
    count = len(panel.rows)
    height = _TOP + count * _ROW + (count - 1) * _GAP + _FOOT
    traces: list[Mark] = []
    labels: list[Mark] = []
    axes: dict[str, Any] = {}
    scale = _scale(panel, compact=compact)
    for index, row in enumerate(panel.rows):
        drawn = Drawn(
            row, panel, "" if index == 0 else str(index + 1), look, say, scale,
            Ground(Box(-2, 0, scale.width + _SIDE, _ROW + 4)),
            names_limit=index == 0 and (first or compact),
        )  # fmt: skip
        axes |= _axes(panel, index, drawn.scale)
        place_in = {"xaxis": "x", "yaxis": f"y{drawn.number}"}
        traces += [{**mark, **place_in} for mark in _traces(drawn)]
        labels += labels_of(drawn)
    shapes = [_floor(look, index, count) for index in range(count - 1)]
    return figure(
        traces, look=look, height=height,
        margin={"l": 2, "r": _SIDE, "t": _TOP, "b": _FOOT},
        annotations=labels, shapes=shapes, **axes,
    )  # fmt: skip


def _scale(panel: Panel, *, compact: bool) -> Scale:
    """Return the scale of every row in px."""
    start, end = _days(panel)
    room = (ROOM_PHONE if compact else ROOM) - _SIDE - 2
    return Scale((place(start), place(end)), (0.0, panel.highest * _HEAD or 1.0), room, _ROW)


def _days(panel: Panel) -> tuple[date, date]:
    """Return the first and last day of the axis."""
    first = panel.first_day
    margin = timedelta(days=max(20, (panel.as_of - first).days // 110))
    return first - margin, panel.as_of + margin


def _axes(panel: Panel, index: int, scale: Scale) -> dict[str, Any]:
    count = len(panel.rows)
    number = "" if index == 0 else str(index + 1)
    whole = count * _ROW + (count - 1) * _GAP
    top = 1 - index * (_ROW + _GAP) / whole
    found: dict[str, Any] = {
        f"yaxis{number}": {
            "domain": [max(0.0, top - _ROW / whole), top],
            "range": list(scale.ys),
            "showgrid": False,
        }
    }
    if index == 0:
        start, end = _days(panel)
        years = _tick_years(start, end)
        found["xaxis"] = {
            "type": "date",
            "range": [start.isoformat(), end.isoformat()],
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [str(year) for year in years],
            "anchor": f"y{count if count > 1 else ''}",
        }
    return found


def _tick_years(start: date, end: date) -> list[int]:
    years = [year for year in range(start.year, end.year + 1) if start <= date(year, 1, 1) <= end]
    step = max(1, -(-len(years) // 5))
    return [year for year in years if (years[-1] - year) % step == 0]


def _floor(look: Look, index: int, count: int) -> Mark:
    """Return the base line of a row that is not the last, whose axis draws its own."""
    whole = count * _ROW + (count - 1) * _GAP
    y = 1 - (index * (_ROW + _GAP) + _ROW) / whole
    return {
        "type": "line", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y,
        "line": {"color": look.palette.axis, "width": 1},
    }  # fmt: skip


def _traces(drawn: Drawn) -> list[Mark]:
    """Return the steps with the ground they allow, the dotted rest, then the dots."""
    tint = drawn.look.area(drawn.row.area.id)
    found: list[Mark] = []
    for steps in _runs(drawn.row.treads):
        xs: list[object] = []
        ys: list[object] = []
        for tread in steps:
            xs += [tread.start.isoformat(), tread.end.isoformat()]
            ys += [tread.at_most, tread.at_most]
            level = tread.at_most or 0.0
            drawn.ground.add_line(drawn.at(tread.start, level), drawn.at(tread.end, level))
        for above, below in pairwise(steps):  # the risers
            levels = above.at_most or 0.0, below.at_most or 0.0
            drawn.ground.add_line(*(drawn.at(below.start, level) for level in levels))
        run = stroke(xs, ys, color=tint.mark, width=4)
        found.append({**run, "fill": "tozeroy", "fillcolor": tint.soft})
    for before, tread in zip((None, *drawn.row.treads), drawn.row.treads, strict=False):
        if tread.at_most is None:
            level = level_of(drawn.row.treads, tread, drawn.panel)
            del before
            ends = [tread.start.isoformat(), tread.end.isoformat()]
            found.append(stroke(ends, [level, level], color=tint.mark, width=2, dash="dot"))
            drawn.ground.add_line(drawn.at(tread.start, level), drawn.at(tread.end, level))
    return [*found, *(_dot(drawn, dot) for dot in drawn.row.dots)]


def _runs(treads: tuple[Tread, ...]) -> list[list[Tread]]:
    """Return the known treads in unbroken runs; a run stops where a limit is not known."""
    runs: list[list[Tread]] = [[]]
    for tread in treads:
        if tread.at_most is None:
            runs.append([])
        else:
            runs[-1].append(tread)
    return [run for run in runs if run]


def _dot(drawn: Drawn, dot: Dot) -> Mark:
    palette = drawn.look.palette
    tint = drawn.look.area(dot.point.area)
    if dot.role != "area":
        mark = ring("circle", 10, edge=tint.mark, fill=palette.paper, width=2.2)
    else:
        mark = ring("circle", 12, edge=palette.paper, fill=tint.mark, width=1.5)
    x, y = drawn.at(dot.on, dot.point.value)
    drawn.ground.taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    say = drawn.say
    unit = drawn.panel.unit
    said = say(
        f"limits.hover.{dot.role}",
        area=safe(dot.point.name(say.language)),
        period=period_words(dot.point.period, say),
        value=safe(say.amount(dot.point.amount, unit.decimals)),
        unit=safe(unit.name(say.language)),
    )
    return points(
        [dot.on.isoformat()], [dot.point.value], marker=mark,
        hover=[f"{said}<br>{said_by(dot.point, say)}"],
    )  # fmt: skip
