"""A target's path: what was observed, what was promised by when, what the plan asked for."""

from itertools import pairwise

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.fitting import width
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    empty,
    figure,
    grid_labels,
    label,
    line,
    safe,
    stroke,
)
from dashboard.figures.placing import Box, Ground, Scale
from dashboard.figures.prospects import ahead, ahead_labels
from dashboard.figures.trajectory_labels import (
    Canvas,
    bar_labels,
    end_labels,
    levels,
    notes,
    planned_labels,
    value_labels,
)
from dashboard.frames.amounts import place
from dashboard.frames.prospects import Prospect
from dashboard.frames.targets import Trajectory
from dashboard.theme import Look
from dashboard.wording import Wording

HEIGHT, HEIGHT_BARE = 340, 216
"""With a line to draw, and with at most one figure."""
ROOM, ROOM_PHONE = 690, 334
_TOP, _BOTTOM, _LEFT = 22, 28, 8
_FEWEST_YEARS = 3.0


def trajectory(
    frame: Trajectory,
    *,
    look: Look,
    say: Wording,
    compact: bool = False,
    prospect: Prospect | None = None,
) -> go.Figure:
    """Return the chart of one target; without figures the target alone, and that said.

    With a prospect it also shows where the pace leads, and how sure that is.
    """
    dated = [bar for bar in frame.bars if bar.end is not None]
    if not frame.points and not dated:
        return empty(say("targets.empty"), look=look, height=140)
    canvas = _canvas(frame, look, say, prospect, is_compact=compact)
    below = ahead(canvas, prospect) if prospect else []
    traces = [*below, *_path(canvas), *_bars(canvas), *_observed(canvas)]
    labels = [
        *_grid(canvas), *end_labels(canvas), *value_labels(canvas), *bar_labels(canvas),
        *planned_labels(canvas), *(ahead_labels(canvas, prospect) if prospect else ()),
        *notes(canvas),
    ]  # fmt: skip
    shapes = _as_of(canvas, labels)
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    ticks = series.years(*canvas.span, room=canvas.scale.width)
    return figure(
        traces, look=look, height=_height(frame),
        margin={"l": _LEFT, "r": canvas.right, "t": _TOP, "b": _BOTTOM},
        xaxis={"range": [x0, x1], "tickvals": ticks, "ticktext": [str(y) for y in ticks]},
        yaxis={"range": [y0, y1], "tickvals": list(canvas.grid)},
        annotations=labels, shapes=shapes,
    )  # fmt: skip


def _canvas(
    frame: Trajectory, look: Look, say: Wording, prospect: Prospect | None, *, is_compact: bool
) -> Canvas:
    xs = [p.x for p in frame.points]
    xs += [at for bar in frame.bars for at in (bar.start, bar.end) if at is not None]
    xs += [frame.path.start] if frame.path else []
    xs += [at for bar in frame.bars for at in (bar.since, bar.until) if at is not None]
    if not frame.used or _is_ahead(frame):
        xs += [place(frame.as_of)]
        xs += [place(bar.set_on.last) for bar in frame.bars if bar.set_on]
    xs += [max(xs) - _FEWEST_YEARS] if max(xs) - min(xs) < _FEWEST_YEARS else []
    values = [p.value for p in frame.points] + [bar.amount.number for bar in frame.bars]
    values += [frame.path.start_value] if frame.path else []
    values += prospect.heights if prospect else ()
    from_zero = frame.path is None
    low, high = series.value_range(
        values, from_zero=from_zero, head=0.24 if len(frame.used) > 1 else 0.46
    )
    grid = tuple(series.ticks(low, high))
    right = _right(frame, say)
    room = (ROOM_PHONE if is_compact else ROOM) - right - _LEFT
    named = max(width(say.number(value, frame.unit.decimals), 12) for value in (*grid, 0.0))
    left = max(30.0, named + 16)
    span = max(max(xs) - min(xs), 1.0)
    per_px = span / (room - left - 14)
    scale = Scale(
        (min(xs) - left * per_px, min(xs) + span + 14 * per_px),
        (low, high), room, _height(frame) - _TOP - _BOTTOM,
    )  # fmt: skip
    top = scale.height + (0 if _is_ahead(frame) else _TOP - 6)
    ground = Ground(Box(-_LEFT, 0, room + right - 2, top))
    if _is_ahead(frame):
        day = place(frame.as_of)
        ground.add_line(scale(day, low), scale(day, high))
    for point in frame.points:
        x, y = scale(point.x, point.value)
        ground.taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    return Canvas(frame, look, say, is_compact, scale, ground, right, grid, (min(xs), max(xs)))


def _height(frame: Trajectory) -> int:
    return HEIGHT if len(frame.used) > 1 else HEIGHT_BARE


def _is_ahead(frame: Trajectory) -> bool:
    """Return whether the deadline in force still lies ahead."""
    end = frame.target.end if frame.target else None
    return end is not None and end > place(frame.as_of)


def _right(frame: Trajectory, say: Wording) -> float:
    if not frame.used:
        return 24.0
    end = frame.used[-1]
    texts = (say.amount(end.amount, frame.unit.decimals), frame.name(say.language))
    last = max([p.x for p in frame.points] + [bar.end or 0.0 for bar in frame.bars])
    return max(24.0, series.end_width(texts) + 18) if end.x > last - 1 else 24.0


def _grid(canvas: Canvas) -> list[Mark]:
    say, unit = canvas.say, canvas.frame.unit
    named = [(value, say.number(value, unit.decimals)) for value in canvas.grid]
    font = Type(canvas.look.palette.ink3, 12)
    words = unit.name(say.language)
    above = at_left(safe(words), 1, font=font, yref="paper", yanchor="bottom", yshift=4)
    for value, text in named:
        x, y = canvas.scale(canvas.scale.xs[0], value)
        canvas.ground.taken.append(Box(x, y, x + width(text, 12) + 4, y + 17))
    return [*grid_labels(named, look=canvas.look), above]


def _path(canvas: Canvas) -> list[Mark]:
    path = canvas.frame.path
    if path is None:
        return []
    for start, end in pairwise(path.corners):
        canvas.ground.add_line(canvas.scale(*start), canvas.scale(*end))
    xs, ys = zip(*path.corners, strict=True)
    return [stroke(xs, ys, color=canvas.look.palette.ink2, width=1.6, dash="dash")]


def _bars(canvas: Canvas) -> list[Mark]:
    """Return the targets over the windows of their deadlines, old ones pale."""
    palette = canvas.look.palette
    found = _steps(canvas)
    for bar in canvas.frame.bars:
        if bar.start is None or bar.end is None:
            continue
        colour = palette.ink if bar.is_in_force else palette.axis
        for value in levels(bar):
            found.append(stroke([bar.start, bar.end], [value, value], color=colour, width=4))
            canvas.ground.add_line(canvas.scale(bar.start, value), canvas.scale(bar.end, value))
    return found


def _steps(canvas: Canvas) -> list[Mark]:
    """Return each target over the time it was in force, with a riser where it was moved."""
    palette = canvas.look.palette
    found: list[Mark] = []
    moved = [bar for bar in canvas.frame.bars if bar.since is not None and bar.until is not None]
    for bar in moved:
        colour = palette.ink if bar.is_in_force else palette.axis
        for value in levels(bar):
            ends = [bar.since, bar.until]
            found.append(stroke(ends, [value, value], color=colour, width=2))
            canvas.ground.add_line(*(canvas.scale(at, value) for at in ends if at is not None))
    for before, after in pairwise(moved):
        ys = [before.amount.number, after.amount.number]
        xs = [after.since, after.since]
        found.append(stroke(xs, ys, color=palette.axis, width=1.2, dash="dot"))
    return found


def _observed(canvas: Canvas) -> list[Mark]:
    frame = canvas.frame
    used = frame.used
    for before, after in pairwise(used):
        canvas.ground.add_line(
            canvas.scale(before.x, before.value), canvas.scale(after.x, after.value)
        )
    shown = [p for p in frame.points if p.is_used or p.is_conflict]
    if not shown:
        return []
    words = frame.unit.name(canvas.say.language)
    hovers = [series.hover(p, frame.unit, words, say=canvas.say) for p in shown]
    return [
        *series.connectors(used, colour=canvas.look.area(frame.area).mark),
        series.dots(shown, hovers, look=canvas.look),
    ]


def _as_of(canvas: Canvas, labels: list[Mark]) -> list[Mark]:
    """Return the vertical at the day of the evidence where the deadline still lies ahead."""
    day = place(canvas.frame.as_of)
    palette = canvas.look.palette
    shapes: list[Mark] = []
    planned = canvas.frame.planned
    if planned is not None:
        x, value = planned
        half = 9 * (canvas.scale.xs[1] - canvas.scale.xs[0]) / canvas.scale.width
        shapes.append(line((x - half, value), (x + half, value), color=palette.ink2, width=2.5))
    if not _is_ahead(canvas.frame):
        return shapes
    shapes.append(
        line((day, 0), (day, 1), color=palette.ink2, width=1.2, dash="dot", yref="paper",
             layer="below")
    )  # fmt: skip
    said = canvas.say("figure.as-of", day=canvas.frame.as_of.isoformat())
    x, _ = canvas.scale(day, 0)
    unit = width(canvas.frame.unit.name(canvas.say.language), 12) + 12
    half = width(said, 12) / 2
    shift = max(0.0, unit + half - x) - max(0.0, x + half - canvas.scale.width - canvas.right)
    labels.append(
        label(said, day, 1, font=Type(palette.ink2, 12), yref="paper", yanchor="bottom",
              yshift=4, xshift=shift)
    )  # fmt: skip
    return shapes
