"""Small charts of one target: the pace bar, the cells of a count, the bar of its parts."""

import plotly.graph_objects as go

from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    figure,
    label,
    line,
    points,
    rect,
    ring,
    safe,
)
from dashboard.figures.parts import parts_bar
from dashboard.figures.trajectory import trajectory
from dashboard.frames.counts import Waffle
from dashboard.frames.targets import Pace
from dashboard.sentences.periods import period_words
from dashboard.sentences.targets import done_words, percent
from dashboard.theme import Look
from dashboard.wording import Wording

__all__ = ["pace_bar", "parts_bar", "trajectory", "waffle"]

_CELLS = 10
_CLEAR = "rgba(0,0,0,0)"


def pace_bar(frame: Pace, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return the track from 0 to 100 %: what is done as a bar, the plan as a line through it."""
    palette = look.palette
    done = frame.share * 100
    end = max(100.0, done)
    room = 330 if compact else 520
    shapes = [
        rect((0, 0.25), (100, 0.75), fillcolor=palette.surface,
             line={"color": palette.line, "width": 1}),
        rect((0, 0.32), (max(done, 0), 0.68), fillcolor=palette.ink2, layer="above"),
    ]  # fmt: skip
    said = done_words(frame, say)
    text = bold(said)
    at = min(max(done, 0.0), end)
    labels = []
    font = Type(palette.ink, 13)
    if frame.elapsed is None:
        labels.append(_above(text, at, font, _anchor(at, end, said, room)))
        note = say("targets.pace.none")
        labels.append(
            label(safe(note), end, 0.5, font=Type(palette.ink2, 12), xanchor="right", xshift=-8)
        )
    else:
        pace = frame.elapsed * 100
        shapes.append(line((pace, 0.05), (pace, 0.95), color=palette.ink, width=3))
        plan = say("targets.pace.plan", share=percent(frame.elapsed, say), when=_when(frame, say))
        left_first = at <= pace
        labels.append(_above(text, at, font, "right" if left_first else "left"))
        labels.append(
            _above(safe(plan), pace, Type(palette.ink, 12), "left" if left_first else "right")
        )
        _unsqueeze(labels, (said, plan), (at, pace), end, room)
    return figure(
        (), look=look, height=100, shapes=shapes, annotations=labels,
        margin={"l": 8, "r": 30, "t": 30, "b": 24},
        xaxis=_track(end),
        yaxis={"range": [0, 1], "visible": False},
    )  # fmt: skip


def _track(end: float) -> dict[str, object]:
    """Return the axis of the track, which runs on where more than all is done."""
    step = next(step for step in (25, 50, 100, 200, 500, 1000, 10**9) if end / step <= 5)  # noqa: PLR2004 - ticks
    ticks = sorted({*range(0, int(end) + 1, step), 100})
    texts = [f"{tick}%" if tick in {100, ticks[-1]} else str(tick) for tick in ticks]
    return {"range": [0, end], "tickvals": ticks, "ticktext": texts}


def _when(frame: Pace, say: Wording) -> str:
    return period_words(frame.when, say) if frame.when else ""


def _above(text: str, x: float, font: Type, anchor: str) -> Mark:
    return label(text, x, 1, font=font, yshift=9, xanchor=anchor)


def _anchor(at: float, end: float, said: str, room: float) -> str:
    return "left" if at / end * room < width(said, 13, is_bold=True) else "right"


def _unsqueeze(
    labels: list[Mark], said: tuple[str, str], at: tuple[float, float], end: float, room: float
) -> None:
    """Keep two labels over the track inside it, one above the other where they would meet."""
    spans = []
    for mark, text, x in zip(labels, said, at, strict=True):
        px, wide = x / end * room, width(text, 13, is_bold=True)
        if mark["xanchor"] == "right" and px < wide:
            mark["xanchor"] = mark["align"] = "left"
        elif mark["xanchor"] == "left" and px + wide > room + 26:
            mark["xanchor"] = mark["align"] = "right"
        spans.append((px - wide, px) if mark["xanchor"] == "right" else (px, px + wide))
    (a0, a1), (b0, b1) = spans
    if a0 < b1 + 6 and b0 < a1 + 6:
        labels[1]["yshift"] = 9
        labels[0]["yshift"] = 24


def waffle(frame: Waffle, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return one cell each for a count to reach: solid what is known, open what is not."""
    tint, palette = look.area(frame.area), look.palette
    rows = -(-frame.goal // _CELLS)
    cell = 24 if rows <= _CELLS else 18
    size = 13 if rows <= _CELLS else 10
    at = [(index % _CELLS, index // _CELLS) for index in range(frame.goal)]
    known, rest = at[: frame.filled], at[frame.filled :]
    traces = []
    if rest:
        open_cell = ring("square", size, edge=palette.axis, fill=_CLEAR, width=1.2)
        traces.append(points(*_xy(rest), marker=open_cell))
    if known:
        full = ring("square", size + 1, edge=tint.mark, fill=tint.mark, width=0)
        traces.append(points(*_xy(known), marker=full))
    words = 6 if compact else 330
    labels, deep = _waffle_words(frame, look, say, is_compact=compact)
    below = deep + 12 if compact else 6
    return figure(
        traces, look=look, height=rows * cell + below + 6, annotations=labels,
        margin={"l": 0, "r": words, "t": 6, "b": below},
        xaxis={"range": [-0.6, _CELLS - 0.4], "visible": False,
               "constrain": "domain", "constraintoward": "left"},
        yaxis={"range": [rows - 0.4, -0.6], "visible": False, "scaleanchor": "x",
               "constrain": "domain", "constraintoward": "top"},
    )  # fmt: skip


def _xy(at: list[tuple[int, int]]) -> tuple[list[int], list[int]]:
    return [x for x, _ in at], [y for _, y in at]


def _waffle_words(
    frame: Waffle, look: Look, say: Wording, *, is_compact: bool
) -> tuple[list[Mark], float]:
    tint, ink = look.area(frame.area), look.palette.ink2
    room = 330 if is_compact else 306
    pieces: list[tuple[str, Type]] = []
    if frame.total is not None:
        text = say(
            "targets.waffle.total",
            value=say.amount(frame.total.amount, 0),
            unit=frame.unit.name(say.language),
            period=period_words(frame.total.period, say),
        )
        pieces.append((text, Type(tint.text, 13)))
    for addition in frame.additions:
        text = say(
            f"targets.waffle.added.{addition.point.status}",
            value=say.amount(addition.point.amount, 0),
            unit=frame.unit.name(say.language),
            period=period_words(addition.point.period, say),
            name=addition.name(say.language),
        )
        pieces.append((text, Type(tint.text if addition.is_actual else ink, 13)))
    left = frame.goal - frame.filled
    if left and frame.total is None:
        key = "rest" if frame.filled else "none"
        pieces.append((say(f"targets.waffle.{key}", n=left), Type(ink, 13)))
    elif left:
        pieces.append((say("targets.waffle.left", n=left), Type(ink, 13)))
    return _stack(pieces, room, is_compact=is_compact)


def _stack(
    pieces: list[tuple[str, Type]], room: float, *, is_compact: bool
) -> tuple[list[Mark], float]:
    """Return notes one below the other, beside the cells or, on a phone, under them."""
    found, shift = [], 0.0
    for text, font in pieces:
        lines = wrap(text, room, font.size, lines=3)
        place = (
            {"x": -0.6, "y": 0, "yref": "paper", "yshift": -8 - shift}
            if is_compact
            else {"x": _CELLS - 0.4, "y": 1, "yref": "paper", "xshift": 14, "yshift": -2 - shift}
        )
        x, y = place.pop("x"), place.pop("y")
        found.append(
            label("<br>".join(safe(part) for part in lines), x, y, font=font, xref="x",
                  xanchor="left", yanchor="top", **place)
        )  # fmt: skip
        shift += 17 * len(lines) + (6 if is_compact else 14)
    return found, shift
