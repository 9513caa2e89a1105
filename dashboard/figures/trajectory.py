"""A target's path: what was observed, what was promised by when, what the plan asked for."""

from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    bold,
    empty,
    figure,
    grid_labels,
    label,
    line,
    safe,
    stroke,
)
from dashboard.figures.placing import AROUND, BESIDE, Box, Ground, Scale, Spot
from dashboard.frames.amounts import place
from dashboard.frames.targets import Bar, Trajectory
from dashboard.sentences.periods import period_words
from dashboard.sentences.targets import due, share_words
from dashboard.theme import Look
from dashboard.values import Relation
from dashboard.wording import Wording

HEIGHT = 340
ROOM, ROOM_PHONE = 690, 334
_TOP, _BOTTOM, _LEFT = 22, 28, 8
_FEWEST_YEARS = 3.0
_OVER = tuple(
    Spot(side, shift, up)
    for up in (24, -24, 40)
    for side, shift in (("center", 0), ("right", 18), ("left", -18))
)


@dataclass(frozen=True, slots=True)
class _Canvas:
    frame: Trajectory
    look: Look
    say: Wording
    is_compact: bool
    scale: Scale
    ground: Ground
    right: float
    grid: tuple[float, ...]
    span: tuple[float, float]


def trajectory(frame: Trajectory, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return the chart of one target; without figures the target alone, and that said."""
    dated = [bar for bar in frame.bars if bar.end is not None]
    if not frame.points and not dated:
        return empty(say("targets.empty"), look=look, height=140)
    canvas = _canvas(frame, look, say, is_compact=compact)
    traces = [*_path(canvas), *_bars(canvas), *_observed(canvas)]
    labels = [
        *_grid(canvas), *_end(canvas), *_values(canvas), *_bar_labels(canvas),
        *_planned(canvas), *_notes(canvas),
    ]  # fmt: skip
    shapes = _as_of(canvas, labels)
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    ticks = series.years(*canvas.span, room=canvas.scale.width)
    return figure(
        traces, look=look, height=HEIGHT,
        margin={"l": _LEFT, "r": canvas.right, "t": _TOP, "b": _BOTTOM},
        xaxis={"range": [x0, x1], "tickvals": ticks, "ticktext": [str(y) for y in ticks]},
        yaxis={"range": [y0, y1], "tickvals": list(canvas.grid)},
        annotations=labels, shapes=shapes,
    )  # fmt: skip


def _canvas(frame: Trajectory, look: Look, say: Wording, *, is_compact: bool) -> _Canvas:
    xs = [p.x for p in frame.points]
    xs += [at for bar in frame.bars for at in (bar.start, bar.end) if at is not None]
    xs += [frame.path.start] if frame.path else []
    if not frame.used or _is_ahead(frame):
        xs += [place(frame.as_of)]
        xs += [place(bar.set_on.last) for bar in frame.bars if bar.set_on]
    xs += [max(xs) - _FEWEST_YEARS] if max(xs) - min(xs) < _FEWEST_YEARS else []
    values = [p.value for p in frame.points] + [bar.amount.number for bar in frame.bars]
    values += [frame.path.start_value] if frame.path else []
    from_zero = frame.path is None
    low, high = series.value_range(values, from_zero=from_zero, head=0.24)
    grid = tuple(series.ticks(low, high))
    right = _right(frame, say)
    room = (ROOM_PHONE if is_compact else ROOM) - right - _LEFT
    named = max(width(say.number(value, frame.unit.decimals), 12) for value in (*grid, 0.0))
    left = max(30.0, named + 16)
    span = max(max(xs) - min(xs), 1.0)
    per_px = span / (room - left - 14)
    scale = Scale(
        (min(xs) - left * per_px, min(xs) + span + 14 * per_px),
        (low, high), room, HEIGHT - _TOP - _BOTTOM,
    )  # fmt: skip
    ground = Ground(Box(-_LEFT, 0, room + right - 2, scale.height + _TOP - 6))
    for point in frame.points:
        x, y = scale(point.x, point.value)
        ground.taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    return _Canvas(frame, look, say, is_compact, scale, ground, right, grid, (min(xs), max(xs)))


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


def _grid(canvas: _Canvas) -> list[Mark]:
    say, unit = canvas.say, canvas.frame.unit
    named = [(value, say.number(value, unit.decimals)) for value in canvas.grid]
    font = Type(canvas.look.palette.ink3, 12)
    words = unit.name(say.language)
    above = at_left(safe(words), 1, font=font, yref="paper", yanchor="bottom", yshift=4)
    for value, text in named:
        x, y = canvas.scale(canvas.scale.xs[0], value)
        canvas.ground.taken.append(Box(x, y, x + width(text, 12) + 4, y + 17))
    return [*grid_labels(named, look=canvas.look), above]


def _path(canvas: _Canvas) -> list[Mark]:
    path = canvas.frame.path
    if path is None:
        return []
    ends = (path.start, path.start_value), (path.end, path.end_value)
    canvas.ground.add_line(canvas.scale(*ends[0]), canvas.scale(*ends[1]))
    xs, ys = zip(*ends, strict=True)
    return [stroke(xs, ys, color=canvas.look.palette.ink2, width=1.6, dash="dash")]


def _bars(canvas: _Canvas) -> list[Mark]:
    """Return the targets over the windows of their deadlines; old ones pale, with a riser."""
    palette = canvas.look.palette
    found: list[Mark] = []
    before: Bar | None = None
    for bar in canvas.frame.bars:
        if bar.start is None or bar.end is None:
            continue
        colour = palette.ink if bar.is_in_force else palette.axis
        values = _levels(bar)
        for value in values:
            found.append(stroke([bar.start, bar.end], [value, value], color=colour, width=4))
            canvas.ground.add_line(canvas.scale(bar.start, value), canvas.scale(bar.end, value))
        if before is not None and before.end is not None:
            xs = [before.end, bar.start]
            ys = [before.amount.number, bar.amount.number]
            found.append(stroke(xs, ys, color=palette.axis, width=1.2, dash="dot"))
        before = bar
    return found


def _levels(bar: Bar) -> list[float]:
    if bar.amount.relation == Relation.RANGE:
        return [value for value in (bar.amount.low, bar.amount.high) if value is not None]
    return [bar.amount.number]


def _observed(canvas: _Canvas) -> list[Mark]:
    frame = canvas.frame
    used = frame.used
    for before, after in zip(used, used[1:], strict=False):
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


def _end(canvas: _Canvas) -> list[Mark]:
    frame = canvas.frame
    shown = frame.used or tuple(p for p in frame.points if p.is_used)
    if not shown:
        return []
    end = shown[-1]
    name = frame.name(canvas.say.language)
    value = canvas.say.amount(end.amount, frame.unit.decimals)
    small = [] if not end.is_part_of_year else [period_words(end.period, canvas.say, is_short=True)]
    small += [share] if (share := share_words(frame, end, canvas.say)) else []
    note = " · ".join(small)
    size = (max(series.end_width((name, value)), width(note, 12)) + 4, 38 + 16 * bool(note))
    at = canvas.scale(end.x, end.value)
    if at[0] + 12 + size[0] > canvas.ground.edge.right:
        note = ""
        size = (series.end_width((name, value)) + 4, 38)
    spot = canvas.ground.best(size, at, BESIDE)
    text = f"{bold(safe(name))}<br>{bold(safe(value))}"
    text += f"<br><span style='font-size:12px'>{safe(note)}</span>" if note else ""
    return [_at(text, end.x, end.value, spot, Type(canvas.look.area(frame.area).text, 15))]


def _bar_labels(canvas: _Canvas) -> list[Mark]:
    found = []
    say, palette = canvas.say, canvas.look.palette
    for bar in canvas.frame.bars:
        if bar.start is None or bar.end is None:
            continue
        key = "targets.mark.target" if bar.is_in_force else "targets.mark.target-old"
        text = say(key, value=say.amount(bar.amount, canvas.frame.unit.decimals))
        when = due(bar.by, say)
        font = Type(palette.ink if bar.is_in_force else palette.ink3, 13)
        size = (max(width(text, 13, is_bold=True), width(when, 13)) + 4, 34)
        middle, value = (bar.start + bar.end) / 2, max(_levels(bar))
        spot = canvas.ground.best(size, canvas.scale(middle, value), _OVER)
        found.append(_at(f"{bold(safe(text))}<br>{safe(when)}", middle, value, spot, font))
    return found


def _planned(canvas: _Canvas) -> list[Mark]:
    """Return the tick on the path where the newest figure within the plan was due."""
    planned = canvas.frame.planned
    if planned is None:
        return []
    x, value = planned
    text = canvas.say(
        "targets.mark.planned", value=canvas.say.number(value, min(canvas.frame.unit.decimals, 1))
    )
    at = canvas.scale(x, value)
    canvas.ground.taken.append(Box(at[0] - 9, at[1] - 2, at[0] + 9, at[1] + 2))
    spots = (
        Spot("left", 13, -7),
        Spot("left", 13, -14),
        Spot("right", -13, 8),
        Spot("center", 0, -16),
    )
    spot = canvas.ground.best((width(text, 12) + 2, 15), at, spots)
    return [_at(safe(text), x, value, spot, Type(canvas.look.palette.ink2, 12))]


def _values(canvas: _Canvas) -> list[Mark]:
    frame, say, found = canvas.frame, canvas.say, []
    end = (frame.used or tuple(p for p in frame.points if p.is_used))[-1:]
    for point in sorted((p for p in frame.points if p.is_used), key=lambda p: -p.x):
        if point in end or (canvas.is_compact and point is not frame.used[0]):
            continue
        text = say.amount(point.amount, frame.unit.decimals)
        if point.is_part_of_year:
            text += f" ({period_words(point.period, say, is_short=True)})"
        share = share_words(frame, point, say) if _is_due(frame, point) else ""
        size = (max(width(text, 12), width(share, 12)) + 4, 15 + 15 * bool(share))
        spots = (Spot("left", 8, -22), *AROUND) if share else AROUND
        spot = canvas.ground.find(size, canvas.scale(point.x, point.value), spots)
        if spot is not None:
            words = "<br>".join(safe(piece) for piece in (text, share) if piece)
            ink = Type(canvas.look.palette.ink2, 12)
            found.append(_at(words, point.x, point.value, spot, ink))
    return found


def _is_due(frame: Trajectory, point: object) -> bool:
    target = frame.target
    return (
        target is not None
        and target.by is not None
        and (getattr(point, "period", "") == target.by.text)
    )


def _notes(canvas: _Canvas) -> list[Mark]:
    """Return what is said where there is too little to draw a path, or no date to draw it to."""
    frame, say = canvas.frame, canvas.say
    said = []
    if not frame.points:
        said.append(say("targets.mark.no-data"))
    elif len(frame.used) == 1 and frame.path is None:
        said.append(say("targets.mark.one-point"))
    elif not frame.used:
        said.append(say("targets.mark.no-whole-year"))
    if frame.target is not None and frame.target.by is None:
        value = say.amount(frame.target.amount, frame.unit.decimals)
        said.append(say("targets.mark.undated", value=value, unit=frame.unit.name(say.language)))
    return [_free(canvas, text) for text in said]


def _free(canvas: _Canvas, text: str) -> Mark:
    parts = wrap(text, canvas.scale.width * 0.62, 13)
    size = (max(width(part, 13) for part in parts) + 6, 18 * len(parts))
    wide, high = canvas.scale.width, canvas.scale.height
    spots = tuple(
        Spot("center", (along - 0.5) * wide, (up - 0.5) * high)
        for up in (0.28, 0.16, 0.4, 0.52, 0.64, 0.8)
        for along in (0.5, 0.64, 0.36, 0.74)
    )
    spot = canvas.ground.best(size, (wide / 2, high / 2), spots)
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    return label(
        "<br>".join(safe(part) for part in parts),
        x0 + (x1 - x0) * (0.5 + spot.xshift / wide),
        y0 + (y1 - y0) * (0.5 + spot.yshift / high),
        font=Type(canvas.look.palette.ink2, 13),
    )


def _as_of(canvas: _Canvas, labels: list[Mark]) -> list[Mark]:
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


def _at(text: str, x: float, y: float, spot: Spot, font: Type) -> Mark:
    return label(
        text, x, y, font=font, xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift
    )
