"""Figures through time: a line an area, what is aimed at, the way there, how sure the end is."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from math import floor, log10

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    bold,
    faded,
    figure,
    grid_labels,
    points,
    ring,
    safe,
    stroke,
)
from dashboard.figures.placing import Box, Ground, Scale
from dashboard.figures.slides.signs import is_gap, told_of
from dashboard.figures.slides.size import Size
from dashboard.figures.slides.trends_labels import Canvas, labels_of, told
from dashboard.slides import Aim, Line, Trend
from dashboard.theme import Look
from dashboard.wording import Wording

_HEIGHT = 250
"""px of the plot on a phone"""
_BAND = 0.2
"""How much of what lies below it a band covers."""
_HEAD = 0.24
"""The free share above the highest value: room for words."""
_BOUNDS = {"at-least": "triangle-up", "at-most": "triangle-down"}
"""Signs of a bound, as on the page that compares; what is open else is round."""
_SIDE, _LINES = 1, 3
_FEWEST_YEARS = 3.0


def trend(body: Trend, look: Look, say: Wording, size: Size) -> go.Figure:
    """Return the lines with names and newest values at their ends.

    Years that are missing are dotted over, targets stand over the window of their deadline.
    """
    canvas = _canvas(body, look, say, size)
    scale = canvas.scale
    traces = [
        *_band(canvas),
        *_path(canvas),
        *_aims(canvas),
        *(mark for line in body.lines for mark in _line(canvas, line)),
    ]
    head = _head(canvas)
    labels = [*_grid(canvas), *labels_of(canvas), *head]
    years = series.years(*canvas.span, room=scale.width / size.k)
    ticks = [year for year in years if scale.xs[0] <= year <= scale.xs[1]]
    return figure(
        traces, look=look, width=size.width,
        height=canvas.top + scale.height + 28 * size.k,
        margin={"l": _SIDE * size.k, "r": canvas.right, "t": canvas.top, "b": 28 * size.k},
        xaxis={
            "range": list(scale.xs), "tickvals": ticks, "ticktext": [str(year) for year in ticks],
            "tickfont": {"size": size.tick, "color": look.palette.ink3},
            "ticklen": 4 * size.k, "linewidth": size.k, "tickwidth": size.k,
        },
        yaxis={
            "range": list(scale.ys), "tickvals": list(canvas.grid),
            "gridwidth": size.k,
        },
        annotations=labels,
    )  # fmt: skip


# --- the ground ------------------------------------------------------------------------------


def _canvas(body: Trend, look: Look, say: Wording, size: Size) -> Canvas:
    k = size.k
    xs, ys = _values(body)
    low, high = series.value_range(ys, from_zero=True, head=_HEAD)
    grid = tuple(series.ticks(low, high))
    heads = tuple(heads_of(body, look, say, size))
    rows = len({row for row, *_ in heads})
    top = (8 + 19 * rows) * k
    right = _right(body, size)
    room = size.width - right - _SIDE * k
    named = max(width(_number(value, grid, say), size.tick) for value in grid)
    left = max(30 * k, named + 16 * k)
    first, last = min(xs), max(xs)
    first = min(first, last - _FEWEST_YEARS)
    per_px = (last - first) / (room - left - 14 * k)
    tall = (size.height or top + _HEIGHT + 28) - top - 28 * k
    scale = Scale((first - left * per_px, last + 14 * k * per_px), (low, high), room, tall)
    edge = Box(-_SIDE * k, 0, room + right - 2, tall + 6 * k)
    return Canvas(
        body, look, say, size, scale, Ground(edge), right, top, grid, (first, last), heads
    )


def _values(body: Trend) -> tuple[list[float], list[float]]:
    """Return all times and all values that are drawn; without any, a year from zero to one."""
    xs = [dot.x for line in body.lines for dot in line.dots]
    ys = [dot.value for line in body.lines for dot in line.dots]
    for aim in body.aims:
        xs += [x for x in (aim.start, aim.end) if x is not None]
        ys.append(aim.value)
    for x, y in (*body.path, *((edge.x, end) for edge in body.band for end in edge[1:])):
        xs.append(x)
        ys.append(y)
    return xs or [0.0, 1.0], ys or [0.0, 1.0]


def _right(body: Trend, size: Size) -> float:
    """Return the margin that names and values at the right end need."""
    ends = [line.dots[-1].x for line in body.lines]
    xs, _ = _values(body)
    span = max(max(xs) - min(xs), _FEWEST_YEARS)
    near = [line for line in body.lines if line.dots[-1].x > max(xs) - span / 8]
    wide = series.end_width((text for line in near for text in told(line)), size.name)
    return max(24 * size.k, wide + 18 * size.k) if ends else 24 * size.k


def _number(value: float, grid: Sequence[float], say: Wording) -> str:
    """Return the number of a grid line, with as many decimals as tell it from the next."""
    step = min((after - before for before, after in pairwise(grid)), default=abs(value) or 1.0)
    return say.number(value, max(0, -floor(log10(step) + 1e-9)))


def _grid(canvas: Canvas) -> list[Mark]:
    named = [(value, _number(value, canvas.grid, canvas.say)) for value in canvas.grid]
    for value, text in named:
        x, y = canvas.scale(canvas.scale.xs[0], value)
        wide, k = width(text, canvas.size.tick), canvas.size.k
        canvas.ground.taken.append(Box(x, y, x + wide + 4 * k, y + 17 * k))
    return grid_labels(named, look=canvas.look, k=canvas.size.k)


# --- above the plot --------------------------------------------------------------------------


def heads_of(
    body: Trend, look: Look, say: Wording, size: Size
) -> Iterator[tuple[int, float, str, Type]]:
    """Yield what stands above the plot: row, px from the left, words; as few rows as it takes.

    The unit of the axis, what the band means, what is not known, and what the signs mean.
    """
    ink = look.palette
    said = [(body.unit, Type(ink.ink3, size.tick)), (body.band_words, Type(ink.ink3, size.label))]
    said += [(words, Type(ink.ink2, size.label)) for words in body.absent]
    said += [(words, Type(ink.ink3, size.label)) for words in told_of(body, say)]
    row, left, room = 0, 0.0, size.width - 2 * _SIDE * size.k
    parts = [
        (part, font) for words, font in said for part in wrap(words, room, font.size, lines=_LINES)
    ]
    for words, font in parts:
        wide = width(words, font.size)
        if left and left + wide > room:
            row, left = row + 1, 0.0
        yield row, left, words, font
        left += wide + 22 * size.k


def _head(canvas: Canvas) -> list[Mark]:
    rows = max((row for row, *_ in canvas.heads), default=0)
    k = canvas.size.k
    return [
        at_left(safe(words), 1, font=font, shift=left, yref="paper", yanchor="bottom",
                yshift=(8 + 19 * (rows - row)) * k)
        for row, left, words, font in canvas.heads
    ]  # fmt: skip


# --- marks -----------------------------------------------------------------------------------


def _band(canvas: Canvas) -> Iterator[Mark]:
    """Yield the ground between the edges of the band."""
    band = canvas.body.band
    if not band:
        return
    colour = canvas.look.area(canvas.body.lines[0].area if canvas.body.lines else "").mark
    xs = [edge.x for edge in band]
    ground = stroke(
        [*xs, *xs[::-1]], [*(edge.high for edge in band), *(edge.low for edge in band[::-1])],
        color=colour, width=0,
    )  # fmt: skip
    yield {**ground, "name": "band", "fill": "toself", "fillcolor": faded(colour, _BAND)}


def _path(canvas: Canvas) -> Iterator[Mark]:
    path = canvas.body.path
    if not path:
        return
    for start, end in pairwise(path):
        canvas.ground.add_line(canvas.scale(*start), canvas.scale(*end))
    xs, ys = zip(*path, strict=True)
    style = {"color": canvas.look.palette.ink2, "width": 1.6 * canvas.size.k, "dash": "dash"}
    yield {**stroke(xs, ys, **style), "name": "path"}


def _aims(canvas: Canvas) -> Iterator[Mark]:
    """Yield a bar over the window of each deadline; without one a thin line over all years."""
    palette, k = canvas.look.palette, canvas.size.k
    for aim in canvas.body.aims:
        start, end = window(aim, canvas.span)
        colour = palette.ink if aim.is_in_force else palette.axis
        style = {"width": 4 * k} if aim.end is not None else {"width": 1.2 * k, "dash": "dot"}
        canvas.ground.add_line(canvas.scale(start, aim.value), canvas.scale(end, aim.value))
        bar = stroke([start, end], [aim.value] * 2, color=colour, **style)
        yield {**bar, "name": "aim"}


def window(aim: Aim, span: tuple[float, float]) -> tuple[float, float]:
    """Return from when to when a target is drawn."""
    start = span[0] if aim.start is None else aim.start
    return start, span[1] if aim.end is None else aim.end


def _line(canvas: Canvas, line: Line) -> Iterator[Mark]:
    """Yield the line of an area, solid between neighbours and dotted over gaps, and its dots."""
    colour, k = canvas.look.area(line.area).mark, canvas.size.k
    styles: tuple[tuple[str, bool, dict[str, object]], ...] = (
        ("gap", True, {"width": 1.6 * k, "dash": "dot"}), ("near", False, {"width": 3 * k})
    )  # fmt: skip
    for name, is_dotted, style in styles:
        pairs = [pair for pair in pairwise(line.dots) if is_gap(*pair) == is_dotted]
        xs = [x for before, after in pairs for x in (before.x, after.x, None)]
        ys = [y for before, after in pairs for y in (before.value, after.value, None)]
        if pairs:
            yield {**stroke(xs, ys, color=colour, **style), "name": f"{name} {line.area}"}
    for before, after in pairwise(line.dots):
        ends = canvas.scale(before.x, before.value), canvas.scale(after.x, after.value)
        canvas.ground.add_line(*ends)
    for dot in line.dots:
        x, y = canvas.scale(dot.x, dot.value)
        canvas.ground.taken.append(Box(x - 6 * k, y - 6 * k, x + 6 * k, y + 6 * k))
    yield {**_dots(canvas, line), "name": line.area}


def _dots(canvas: Canvas, line: Line) -> Mark:
    palette, k = canvas.look.palette, canvas.size.k
    colour = canvas.look.area(line.area).mark
    solid = ring("circle", 11 * k, edge=palette.paper, fill=colour, width=1.5 * k)
    opened = ring("circle", 10 * k, edge=colour, fill=palette.paper, width=2.2 * k)
    marks = [
        opened | {"symbol": _BOUNDS.get(dot.mark, "circle")} if dot.is_open else solid
        for dot in line.dots
    ]
    many: Mark = {
        "symbol": [mark["symbol"] for mark in marks],
        "size": [mark["size"] for mark in marks],
        "color": [mark["color"] for mark in marks],
        "opacity": 1,
        "line": {key: [mark["line"][key] for mark in marks] for key in ("width", "color")},
    }
    said = [
        canvas.say("compare.hover", area=bold(safe(line.name)), period=safe(dot.period),
                   value=safe(f"{dot.words} {canvas.body.unit}".strip()))
        for dot in line.dots
    ]  # fmt: skip
    xs, ys = [dot.x for dot in line.dots], [dot.value for dot in line.dots]
    return points(xs, ys, marker=many, hover=said)
