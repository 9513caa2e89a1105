"""The XmR chart: months, their mean, the limits of ordinary variation, and what lies beyond."""

from collections.abc import Iterator, Sequence

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.fitting import width
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    at_right,
    faded,
    figure,
    grid_labels,
    line,
    points,
    rect,
    safe,
    stroke,
)
from dashboard.figures.placing import Scale
from dashboard.frames.figures import Point
from dashboard.frames.xmr import Xmr
from dashboard.theme import Look
from dashboard.wording import Wording

HEIGHT = 260
_ROOM, _ROOM_PHONE = 690, 334
_TOP, _BOTTOM, _LEFT = 22, 28, 8
_APART = 16
_MONTH = 1 / 12


def xmr(frame: Xmr, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return the chart of a monthly series under its limits; special months are edged in ink."""
    room = _ROOM_PHONE if compact else _ROOM
    words = _right_words(frame, say)
    right = max(width(text, 12) for _, text, _ in words) + 16
    xs = [point.x for point in frame.points]
    within = [segment.limits for segment in frame.chart.segments]
    values = [point.value for point in frame.points]
    values += [edge for one in within for edge in (one.lower, one.upper)]
    values += [frame.target] if frame.target is not None else []
    low, high = series.value_range(values, from_zero=False, head=0.12)
    grid = series.ticks(low, high)
    named = [(value, say.number(value, frame.unit.decimals)) for value in grid]
    left = max(width(text, 12) for _, text in named) + 16
    first, last = xs[0] - _MONTH / 2, xs[-1] + _MONTH / 2
    per_px = (last - first) / (room - _LEFT - right - left)
    x0, x1 = first - left * per_px, last
    scale = Scale((x0, x1), (low, high), room, HEIGHT - _TOP - _BOTTOM)
    unit = at_left(
        safe(frame.unit.name(say.language)), 1, font=Type(look.palette.ink3, 12),
        yref="paper", yanchor="bottom", yshift=4,
    )  # fmt: skip
    ticks = _ticks(frame.points, 3 if compact else 6)
    return figure(
        [*_traces(frame, look, say)], look=look, height=HEIGHT,
        margin={"l": _LEFT, "r": right, "t": _TOP, "b": _BOTTOM},
        xaxis={"range": [x0, x1], "tickvals": [point.x for point in ticks],
               "ticktext": [point.period for point in ticks]},
        yaxis={"range": [low, high], "tickvals": grid},
        annotations=[*grid_labels(named, look=look), unit, *_at_right(words, scale, look)],
        shapes=[*_limits(frame, look)],
    )  # fmt: skip


def _ticks(shown: Sequence[Point], most: int) -> list[Point]:
    """Return months at equal distances, the newest among them."""
    step = -(-len(shown) // most)
    return list(shown[::-1][::step])


def _limits(frame: Xmr, look: Look) -> Iterator[Mark]:
    palette = look.palette
    for segment in frame.chart.segments:
        first, last = frame.points[segment.start].x, frame.points[segment.stop - 1].x
        x0, x1, one = first - _MONTH / 2, last + _MONTH / 2, segment.limits
        yield rect((x0, one.lower), (x1, one.upper), fillcolor=faded(palette.ink3, 0.07))
        for edge in (one.lower, one.upper):
            yield line((x0, edge), (x1, edge), color=palette.ink3, width=1.4, dash="dash")
        yield line((x0, one.mean), (x1, one.mean), color=palette.ink2, width=1.4)
    if frame.target is not None:
        yield line((0, frame.target), (1, frame.target), color=palette.ink, width=2, xref="paper")


def _traces(frame: Xmr, look: Look, say: Wording) -> Iterator[Mark]:
    colour, ink = look.area(frame.area).mark, look.palette.ink
    xs = [point.x for point in frame.points]
    ys = [point.value for point in frame.points]
    yield stroke(xs, ys, color=colour, width=1.6)
    special = [cause is not None for cause in frame.chart.causes]
    words = frame.unit.name(say.language)
    hovers = [series.hover(point, frame.unit, words, say=say) for point in frame.points]
    marker = {
        "symbol": "circle",
        "size": [12 if one else 7 for one in special],
        "color": colour,
        "opacity": 1,
        "line": {"width": [2.4 if one else 0 for one in special], "color": ink},
    }
    yield points(xs, ys, marker=marker, hover=hovers)


def _right_words(frame: Xmr, say: Wording) -> list[tuple[float, str, str]]:
    """Return what is said at the right edge: the height, the words, the ink."""
    one, decimals = frame.chart.current.limits, frame.unit.decimals + 1
    found = [
        (one.upper, say("xmr.mark.upper", value=say.number(one.upper, decimals)), "ink3"),
        (one.mean, say("xmr.mark.mean", value=say.number(one.mean, decimals)), "ink2"),
        (one.lower, say("xmr.mark.lower", value=say.number(one.lower, decimals)), "ink3"),
    ]
    if frame.target is not None:
        value = say.number(frame.target, frame.unit.decimals)
        found.append((frame.target, say("xmr.mark.target", value=value), "ink"))
    return sorted(found)


def _at_right(words: list[tuple[float, str, str]], scale: Scale, look: Look) -> Iterator[Mark]:
    """Yield the words from the bottom up, each at its height or just above the one below."""
    below = -float("inf")
    for value, text, ink in words:
        at = scale(0, value)[1]
        placed = max(at, below + _APART)
        below = placed
        colour = getattr(look.palette, ink)
        yield at_right(safe(text), value, font=Type(colour, 12), shift=6, yshift=placed - at)
