"""Limits coming down: a limit is a step of a ceiling, a measurement is a dot."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.marks import (
    Mark,
    figure,
    points,
    ring,
    safe,
    stroke,
)
from dashboard.figures.placing import Box, Ground, Scale
from dashboard.figures.slides.size import Size
from dashboard.figures.slides.stairs_labels import Panel, highest_of, labels_of, level_of
from dashboard.frames.amounts import place
from dashboard.slides import Sample, Staircase, Tread
from dashboard.theme import Look
from dashboard.wording import Wording

_GAP = 26
"""px between two panels"""
_HEAD, _FOOT = 44, 52
"""px above a panel for its name, and below for the years and what is not known"""
_HIGH = 170
"""px of a panel on a phone"""
_ROOF = 1.36
"""The top of a panel over its highest value: room for the limit's label."""
_TICKS = 5
_MARGIN = 12
"""How many times an end of the axis beyond the marks is shorter than the time between them."""


def staircase(body: Staircase, look: Look, say: Wording, size: Size) -> go.Figure:
    """Return the staircases on one axis of time, each with its own scale from zero.

    They stand side by side, on a phone below each other.
    """
    days = _days(body)
    panels = list(_panels(body, days, look, say, size))
    traces: list[Mark] = []
    labels: list[Mark] = []
    axes: dict[str, Any] = {}
    for panel in panels:
        axes |= _axes(panel, days)
        on = {"xaxis": f"x{panel.axis}", "yaxis": f"y{panel.axis}"}
        traces += [{**mark, **on} for mark in (*_steps(panel), *_dots(panel))]
        labels += labels_of(panel)
    return figure(
        traces, look=look, width=size.width, height=_height(body, size),
        margin={"l": 0, "r": 0, "t": 0, "b": 0}, annotations=labels, **axes,
    )  # fmt: skip


# --- the ground ------------------------------------------------------------------------------


def _days(body: Staircase) -> tuple[date, date]:
    """Return the first and the last day of the axis, with room for the years at its ends."""
    found = [tread.start for stair in body.stairs for tread in stair.treads]
    found += [sample.on for stair in body.stairs for sample in stair.samples]
    margin = timedelta(days=max(30, (body.as_of - min(found)).days // _MARGIN))
    return min(found) - margin, max(*found, body.as_of) + margin


def _height(body: Staircase, size: Size) -> float:
    return size.height or len(body.stairs) * (_HEAD + _HIGH + _FOOT + _GAP) - _GAP


def _panels(
    body: Staircase, days: tuple[date, date], look: Look, say: Wording, size: Size
) -> Iterator[Panel]:
    count, k = len(body.stairs), size.k
    whole = _height(body, size)
    across = (1, count) if size.is_narrow else (count, 1)
    wide = (size.width - _GAP * k * (across[0] - 1)) / across[0]
    tall = (whole - _GAP * k * (across[1] - 1)) / across[1]
    for number, stair in enumerate(body.stairs):
        column, row = (0, number) if size.is_narrow else (number, 0)
        left, top = column * (wide + _GAP * k), row * (tall + _GAP * k)
        high = highest_of(stair) * _ROOF or 1.0
        inner = tall - (_HEAD + _FOOT) * k
        spare = 0 if column + 1 == across[0] else _GAP * k / 2
        scale = Scale((place(days[0]), place(days[1])), (0.0, high), wide, inner)
        yield Panel(
            stair, number, left / size.width, (left + wide) / size.width,
            1 - (top + _HEAD * k + inner) / whole, 1 - (top + _HEAD * k) / whole,
            look, say, size, scale, Ground(Box(0, 0, wide + spare, inner)),
        )  # fmt: skip


def _axes(panel: Panel, days: tuple[date, date]) -> dict[str, Any]:
    size, end = panel.size, panel.axis
    years = _ticks(days)
    return {
        f"xaxis{end}": {
            "type": "date",
            "domain": [panel.left, panel.right],
            "anchor": f"y{end}",
            "range": [day.isoformat() for day in days],
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [str(year) for year in years],
            "tickfont": {"size": size.tick, "color": panel.look.palette.ink3},
            "ticklen": 4 * size.k, "tickwidth": size.k, "linewidth": size.k,
        },
        f"yaxis{end}": {
            "domain": [panel.low, panel.high],
            "anchor": f"x{end}",
            "range": list(panel.scale.ys),
            "showgrid": False,
        },
    }  # fmt: skip


def _ticks(days: tuple[date, date]) -> list[int]:
    """Return the years whose first day has a tick."""
    start, end = days
    years = [year for year in range(start.year, end.year + 1) if start <= date(year, 1, 1) <= end]
    step = max(1, -(-len(years) // _TICKS))
    return [year for year in years if (years[-1] - year) % step == 0]


# --- marks -----------------------------------------------------------------------------------


def _steps(panel: Panel) -> Iterator[Mark]:
    """Yield the steps with the ground they allow, and dotted what is not known."""
    tint, k = panel.look.area(panel.stair.area), panel.size.k
    for treads in _runs(panel.stair.treads):
        xs = [day.isoformat() for tread in treads for day in (tread.start, tread.end)]
        ys = [tread.at_most for tread in treads for _ in range(2)]
        for tread in treads:
            level = tread.at_most or 0.0
            panel.ground.add_line(panel.at(tread.start, level), panel.at(tread.end, level))
        for above, below in pairwise(treads):
            panel.ground.add_line(
                *(panel.at(below.start, one.at_most or 0.0) for one in (above, below))
            )
        run = stroke(xs, ys, color=tint.mark, width=4 * k)
        yield {**run, "name": "limit", "fill": "tozeroy", "fillcolor": tint.soft}
    for tread in panel.stair.treads:
        if tread.at_most is None:
            level = level_of(panel.stair, tread)
            panel.ground.add_line(panel.at(tread.start, level), panel.at(tread.end, level))
            ends = [tread.start.isoformat(), tread.end.isoformat()]
            dotted = stroke(ends, [level, level], color=tint.mark, width=2 * k, dash="dot")
            yield {**dotted, "name": "unknown"}


def _runs(treads: Sequence[Tread]) -> list[list[Tread]]:
    """Return the known treads in unbroken runs; a run stops where a limit is not known."""
    runs: list[list[Tread]] = [[]]
    for tread in treads:
        if tread.at_most is None:
            runs.append([])
        else:
            runs[-1].append(tread)
    return [run for run in runs if run]


def _dots(panel: Panel) -> Iterator[Mark]:
    palette, k = panel.look.palette, panel.size.k
    for sample in panel.stair.samples:
        colour = _ink(panel, sample)
        mark = ring("circle", 12 * k, edge=palette.paper, fill=colour, width=1.5 * k)
        if sample.role == "part":
            mark = ring("circle", 10 * k, edge=colour, fill=palette.paper, width=2.2 * k)
        x, y = panel.at(sample.on, sample.value)
        panel.ground.taken.append(Box(x - 6 * k, y - 6 * k, x + 6 * k, y + 6 * k))
        said = panel.say(
            f"limits.hover.{sample.role}", area=safe(sample.name), period=sample.on.isoformat(),
            value=safe(sample.words), unit=safe(panel.stair.unit),
        )  # fmt: skip
        day = [sample.on.isoformat()]
        yield {**points(day, [sample.value], marker=mark, hover=[said]), "name": sample.role}


def _ink(panel: Panel, sample: Sample) -> str:
    """Return the colour of a measurement: what is only for reference is ink."""
    is_own = sample.role != "context"
    return panel.look.area(panel.stair.area).mark if is_own else panel.look.palette.ink
