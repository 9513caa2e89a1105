"""Lines of two or three areas on one axis; more of them as small multiples."""

from collections.abc import Sequence
from itertools import pairwise

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.compare_labels import (
    SHARES,
    Canvas,
    absence_labels,
    end_labels,
    end_of,
    goal_labels,
    name_of,
    open_goals,
    small_words,
    value_labels,
)
from dashboard.figures.fitting import width
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    empty,
    figure,
    grid_labels,
    label,
    points,
    ring,
    safe,
    stroke,
)
from dashboard.figures.multiples import multiples
from dashboard.figures.placing import Box, Ground, Scale, Spot
from dashboard.figures.ratios import ratio
from dashboard.frames.catching_up import Pursuit
from dashboard.frames.compare import Lens
from dashboard.model import Nature
from dashboard.sentences.catching_up import years_words
from dashboard.sentences.compare import lens_unit
from dashboard.theme import Look
from dashboard.wording import Wording

__all__ = ["lines", "ratio"]

HEIGHT, HEIGHT_BARE = 370, 250
"""With lines to draw, and with only a point or two."""
ROOM, ROOM_PHONE = 690, 334
"""The narrowest plots, margins included, in which labels are sure not to meet."""
_TOP, _BOTTOM, _LEFT = 20, 28, 8
_MANY, _FEW = 3, 2


def lines(
    lens: Lens, *, look: Look, say: Wording, compact: bool = False, pursuit: Pursuit | None = None
) -> go.Figure:
    """Return the chart of one lens: a line an area, gaps dotted, bounds open, absence said.

    With a pursuit, the time distance is drawn at the level that both had.
    """
    if not lens.points:
        return empty(say("compare.empty"), look=look, height=160)
    if len(lens.areas) > _MANY:
        return multiples(lens, look=look, say=say, compact=compact)
    canvas = _canvas(lens, look, say, is_compact=compact)
    earlier, words = _earlier(canvas, pursuit)
    traces = [*_lines(canvas), *_targets(canvas), *earlier, _dots(canvas)]
    labels = [
        *_grid(canvas),
        *end_labels(canvas),
        *words,
        *goal_labels(canvas),
        *value_labels(canvas),
        *absence_labels(canvas),
    ]
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    tick_years = series.years(*canvas.span, room=canvas.scale.width)
    return figure(
        traces,
        look=look,
        height=_height(lens),
        margin={"l": _LEFT, "r": canvas.right, "t": _TOP, "b": _BOTTOM},
        xaxis={
            "range": [x0, x1],
            "tickvals": tick_years,
            "ticktext": [str(year) for year in tick_years],
        },
        yaxis={"range": [y0, y1], "tickvals": _ticks(canvas)},
        annotations=labels,
    )


def _canvas(lens: Lens, look: Look, say: Wording, *, is_compact: bool) -> Canvas:
    goals = open_goals(lens)
    xs = [point.x for point in lens.points] + [aim.end for aim in goals if aim.end]
    right = _right_margin(lens, say)
    room = (ROOM_PHONE if is_compact else ROOM) - right - _LEFT
    values = [point.value for point in lens.points] + [aim.amount.number for aim in goals]
    is_rank = lens.indicator.nature == Nature.RANK
    from_zero = lens.id in {"absolute", "own-limit"} or is_rank
    low, high = series.value_range(values, from_zero=from_zero, head=0.14)
    height = _height(lens) - _TOP - _BOTTOM
    named = [say.number(tick, lens.unit.decimals) for tick in series.ticks(low, high)]
    scale = Scale(
        _span(xs, room, max(width(text, 12) for text in (*named, "0"))),
        (high, low) if is_rank else (low, high),
        room,
        height,
    )
    ground = Ground(Box(-_LEFT, 0, room + right - 2, height + _TOP))
    for point in lens.points:
        x, y = scale(point.x, point.value)
        ground.taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    return Canvas(
        lens, look, say, is_compact, scale, right, ground,
        series.plot_decimals(values, lens.unit), lens_unit(lens, say), (min(xs), max(xs)),
    )  # fmt: skip


def _height(lens: Lens) -> int:
    is_bare = len({round(point.x, 2) for point in lens.points if point.is_used}) <= _FEW
    return HEIGHT_BARE if is_bare else HEIGHT


def _span(xs: Sequence[float], room: float, named: float) -> tuple[float, float]:
    """Return the range of years that leaves the grid's labels their px at the left."""
    low, high = min(xs), max(xs)
    if high - low < 1:
        return low - 1.1, high + 1.1
    left, right = max(28.0, named + 14), 16.0
    per_px = (high - low) / (room - left - right)
    return low - left * per_px, high + right * per_px


def _right_margin(lens: Lens, say: Wording) -> float:
    """Return the room that the names and values at the right end need."""
    last = max(point.x for point in lens.points)
    wide = [0.0]
    for area in lens.areas:
        end = end_of(lens, area.id)
        if end is not None and end.x > last - 1.5:
            texts = [area.name(say.language), say.amount(end.amount, lens.unit.decimals)]
            wide += [series.end_width(texts), width(small_words(lens, end, say), 12)]
    return max(24.0, max(wide) + 16)


def _ticks(canvas: Canvas) -> list[float]:
    low, high = sorted(canvas.scale.ys)
    found = series.ticks(low, high)
    if canvas.lens.indicator.nature == Nature.RANK:
        return sorted({max(1.0, float(round(tick))) for tick in found})
    return found


def _grid(canvas: Canvas) -> list[Mark]:
    """Return the labels of the grid; the unit stands on the top one, or above where it is tight."""
    say, unit, values = canvas.say, canvas.lens.unit, _ticks(canvas)
    sign = "%" if unit.id == "share" else ""
    named = [(value, f"{say.number(value, unit.decimals)}{sign}") for value in values]
    left = canvas.scale.xs[0]
    above: list[Mark] = []
    if named and unit.id not in {"share", "index"}:
        value, text = named[-1]
        full = say("compare.grid.top", value=text, unit=canvas.unit)
        at = canvas.scale(left, value)
        if canvas.ground.find((width(full, 12) + 4, 17), at, (Spot("left", 0, 9),)):
            named[-1] = (value, full)
        else:
            font = Type(canvas.look.palette.ink3, 12)
            above = [at_left(safe(canvas.unit), 1, font=font, yref="paper", yanchor="bottom")]
    for value, text in named:
        x, y = canvas.scale(left, value)
        canvas.ground.taken.append(Box(x, y, x + width(text, 12) + 4, y + 17))
    return [*grid_labels(named, look=canvas.look), *above]


def _lines(canvas: Canvas) -> list[Mark]:
    found = []
    for area in canvas.lens.areas:
        used = canvas.lens.used(area.id)
        found += series.connectors(used, colour=canvas.look.area(area.id).mark)
        for before, after in pairwise(used):
            if before.era != after.era:
                continue
            canvas.ground.add_line(
                canvas.scale(before.x, before.value), canvas.scale(after.x, after.value)
            )
    return found


def _earlier(canvas: Canvas, pursuit: Pursuit | None) -> tuple[list[Mark], list[Mark]]:
    """Return a thin line from the follower's level back to when the leader had it, and its word.

    Only between figures of neighbouring years: over missing ones nothing is drawn.
    """
    distance, level = (pursuit.distance, pursuit.level) if pursuit else (None, None)
    if pursuit is None or distance is None or level is None or not distance.is_near:
        return [], []
    assert distance.years is not None  # noqa: S101 - a near one has it
    ink = canvas.look.palette.ink2
    start, height = level.x - distance.years, level.value
    ends = [canvas.scale(x, height) for x in (start, level.x)]
    middle = ((ends[0][0] + ends[1][0]) / 2, ends[0][1])
    text = canvas.say("catching.chart.level", years=years_words(pursuit, canvas.say)).strip()
    size = (width(text, 12) + 4, 15)
    spot = canvas.ground.find(size, middle, (Spot("center", 0, 10), Spot("center", 0, -10)))
    if spot is None:
        return [], []
    canvas.ground.add_line(*ends)
    place = (start + distance.years / 2, height)
    said = label(safe(text), *place, font=Type(ink, 12), yshift=spot.yshift)
    return [stroke([start, level.x], [height, height], color=ink, width=1.2, dash="dot")], [said]


def _dots(canvas: Canvas) -> Mark:
    shown = [point for point in canvas.lens.points if point.is_used or point.is_conflict]
    said = [series.hover(point, canvas.lens.unit, canvas.unit, say=canvas.say) for point in shown]
    return series.dots(shown, said, look=canvas.look)


def _targets(canvas: Canvas) -> list[Mark]:
    found = []
    for aim in open_goals(canvas.lens):
        if aim.start is None or aim.end is None:
            continue
        tint, palette = canvas.look.area(aim.area), canvas.look.palette
        middle = (aim.start + aim.end) / 2
        value = aim.amount.number
        if canvas.lens.id in SHARES:
            wide = 4 if canvas.lens.id == "own-target" else 2
            found.append(
                stroke([aim.start, aim.end], [value, value], color=palette.ink, width=wide)
            )
            canvas.ground.add_line(canvas.scale(aim.start, value), canvas.scale(aim.end, value))
            continue
        mark = ring("diamond", 13, edge=tint.mark, fill=palette.paper, width=2.4)
        said = canvas.say(
            "compare.hover.target",
            area=safe(name_of(canvas, aim)),
            name=safe(aim.name(canvas.say.language)),
            value=safe(canvas.say.amount(aim.amount, canvas.lens.unit.decimals)),
            by=canvas.say.day(aim.by),
        )
        found.append(points([middle], [value], marker=mark, hover=[said]))
        x, y = canvas.scale(middle, value)
        canvas.ground.taken.append(Box(x - 8, y - 8, x + 8, y + 8))
    return found
