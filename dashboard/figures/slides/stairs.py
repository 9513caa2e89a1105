"""Limits coming down: a limit is a step of a ceiling, a measurement is a dot."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.fitting import elide, width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    figure,
    label,
    points,
    ring,
    safe,
    span,
    stroke,
)
from dashboard.figures.placing import Box, Ground, Scale, Spot
from dashboard.figures.slides.size import Size
from dashboard.frames.amounts import place
from dashboard.slides import Sample, Stair, Staircase, Tread
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
_NOTE, _NAME = 108, 60
"""px that whose measurement it is takes in a line, and its name alone, before they are enlarged"""
_TICKS = 5
_MARGIN = 12
"""How many times an end of the axis beyond the marks is shorter than the time between them."""
_TREAD = tuple(Spot("left", 4 - back, up) for up in (12, 28, -13) for back in (0, 40, 80, 120))
_VALUE = (
    Spot("left", 11, 0),
    Spot("center", 0, -17),
    Spot("center", 0, 17),
    Spot("right", -11, 0),
    *(Spot("left", x, up) for up in (-17, 17, -34, 34, -50, 50) for x in (11, -8, -20, -40, -80)),
)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Where one staircase is drawn."""

    stair: Stair
    number: int
    left: float
    """shares of the whole plot"""
    right: float
    low: float
    high: float
    look: Look
    say: Wording
    size: Size
    scale: Scale
    ground: Ground

    @property
    def axis(self) -> str:
        """Return what the names of its axes end in."""
        return str(self.number + 1) if self.number else ""

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Return where a point lies in px."""
        return self.scale(place(day), value)

    def put(self, text: str, at: tuple[date, float], spot: Spot, font: Type) -> Mark:
        """Return a label in this panel beside a point."""
        return label(
            text, at[0].isoformat(), at[1], font=font, xref=f"x{self.axis}", yref=f"y{self.axis}",
            xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift,
        )  # fmt: skip


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
        labels += [*_frame(panel), *_words(panel)]
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
) -> Iterator[_Panel]:
    count, k = len(body.stairs), size.k
    whole = _height(body, size)
    across = (1, count) if size.is_narrow else (count, 1)
    wide = (size.width - _GAP * k * (across[0] - 1)) / across[0]
    tall = (whole - _GAP * k * (across[1] - 1)) / across[1]
    for number, stair in enumerate(body.stairs):
        column, row = (0, number) if size.is_narrow else (number, 0)
        left, top = column * (wide + _GAP * k), row * (tall + _GAP * k)
        high = _highest(stair) * _ROOF or 1.0
        inner = tall - (_HEAD + _FOOT) * k
        spare = 0 if column + 1 == across[0] else _GAP * k / 2
        scale = Scale((place(days[0]), place(days[1])), (0.0, high), wide, inner)
        yield _Panel(
            stair, number, left / size.width, (left + wide) / size.width,
            1 - (top + _HEAD * k + inner) / whole, 1 - (top + _HEAD * k) / whole,
            look, say, size, scale, Ground(Box(0, 0, wide + spare, inner)),
        )  # fmt: skip


def _highest(stair: Stair) -> float:
    known = [tread.at_most for tread in stair.treads if tread.at_most is not None]
    return max([*known, *(sample.value for sample in stair.samples)], default=0.0)


def _axes(panel: _Panel, days: tuple[date, date]) -> dict[str, Any]:
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


def _steps(panel: _Panel) -> Iterator[Mark]:
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
            level = _level(panel.stair, tread)
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


def _level(stair: Stair, unknown: Tread) -> float:
    """Return the height at which a limit that is not known is drawn: that of the one before."""
    known = [t.at_most for t in stair.treads if t.at_most is not None and t.start <= unknown.start]
    return known[-1] if known else _highest(stair)


def _dots(panel: _Panel) -> Iterator[Mark]:
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


def _ink(panel: _Panel, sample: Sample) -> str:
    """Return the colour of a measurement: what is only for reference is ink."""
    is_own = sample.role != "context"
    return panel.look.area(panel.stair.area).mark if is_own else panel.look.palette.ink


# --- words -----------------------------------------------------------------------------------


def _frame(panel: _Panel) -> Iterator[Mark]:
    """Yield what a panel is about above it, and below what was not measured."""
    size, stair, ink, k = panel.size, panel.stair, panel.look.palette, panel.size.k
    room = panel.scale.width
    on = {"xref": "paper", "yref": "paper", "xanchor": "left", "xshift": 2 * k}
    name = elide(stair.measure, room, size.name, is_bold=True)
    unit = span(safe(elide(stair.unit, room, size.tick)), ink.ink3, size.tick)
    yield label(
        f"{bold(safe(name))}<br>{unit}", panel.left, panel.high, font=Type(ink.ink, size.name),
        **on, yanchor="bottom", yshift=4 * k,
    )  # fmt: skip
    if stair.absent:
        lines = wrap(stair.absent, room, size.label)
        yield label(
            "<br>".join(safe(part) for part in lines), panel.left, panel.low,
            font=Type(ink.ink2, size.label), **on, yanchor="top", yshift=-28 * k,
        )  # fmt: skip


def _words(panel: _Panel) -> Iterator[Mark]:
    """Yield the words in a panel; each takes its ground before the next looks for room."""
    treads = panel.stair.treads
    for before, tread in zip((None, *treads), treads, strict=False):
        if before is None or before.words != tread.words:
            yield _tread(panel, tread)
    for sample in sorted(panel.stair.samples, key=lambda one: -one.value):
        yield _value(panel, sample)


def _tread(panel: _Panel, tread: Tread) -> Mark:
    """Return the limit on its step, its sign part of it; the first one says that it is one."""
    look, say, size = panel.look, panel.say, panel.size
    level = tread.at_most
    if level is None:
        level = _level(panel.stair, tread)
        text = say("limits.mark.unknown", scheme=tread.scheme)
        font, shown = Type(look.palette.ink2, size.label), safe(text)
    else:
        is_first = tread == panel.stair.treads[0] and (panel.number == 0 or size.is_narrow)
        word = f" {say('limits.mark.limit')}" if is_first else ""
        text = f"{tread.words}{word}"
        font = Type(look.area(panel.stair.area).text, size.name)
        shown = bold(safe(tread.words)) + safe(word)
    room = (width(text, font.size, is_bold=True) + 2, font.size + 3 * size.k)
    spot = panel.ground.best(room, panel.at(tread.start, level), size.spots(_TREAD))
    return panel.put(shown, (tread.start, level), spot, font)


def _value(panel: _Panel, sample: Sample) -> Mark:
    """Return what was measured and where, in as few lines as lie on no step."""
    size, ink = panel.size, panel.look.palette
    at, spots = panel.at(sample.on, sample.value), size.spots(_VALUE)
    is_own = sample.role != "context"
    font = Type(panel.look.area(panel.stair.area).text if is_own else ink.ink, size.name)
    layouts = list(_layouts(panel, sample))
    rooms = [_room(sample, notes, size) for notes in layouts]
    found = (
        (notes, spot)
        for notes, room in zip(layouts, rooms, strict=True)
        if (spot := panel.ground.find(room, at, spots))
    )
    notes, spot = next(found, (layouts[-1], None))
    if spot is None:
        spot = panel.ground.best(rooms[-1], at, spots)
    said = "<br>".join(span(safe(part), ink.ink2, size.label) if part else "" for part in notes)
    return panel.put(f"{bold(safe(sample.words))} {said}", (sample.on, sample.value), spot, font)


def _layouts(panel: _Panel, sample: Sample) -> Iterator[tuple[str, ...]]:
    """Yield the words at a value in lines, the first one that of the value; shorter and shorter."""
    note = _note(panel, sample)
    yield (note,)
    yield "", note
    yield "", *wrap(note, _NOTE * panel.size.k, panel.size.label)
    yield (sample.name,)
    yield "", sample.name
    yield "", *wrap(sample.name, _NAME * panel.size.k, panel.size.label)


def _room(sample: Sample, notes: Sequence[str], size: Size) -> tuple[float, float]:
    """Return the ground in px that a value takes with the words at it."""
    wide = [width(note, size.label) for note in notes]
    wide[0] += width(sample.words, size.name, is_bold=True) + 6 * size.k
    return max(wide) + 4 * size.k, (18 * len(notes) + 1) * size.k


def _note(panel: _Panel, sample: Sample) -> str:
    """Return whose measurement it is."""
    match sample.role:
        case "part":
            return panel.say("limits.mark.part", area=sample.name)
        case "context":
            return panel.say("limits.mark.context-near", area=sample.name)
        case _:
            return sample.name
