"""The lights of a commitment's past: a cell a period, the words over each run of one status."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures.fitting import width
from dashboard.figures.marks import (
    Mark,
    Type,
    figure,
    label,
    points,
    rect,
    safe,
    status_cell,
)
from dashboard.frames.past import MONTH, Light, Strip
from dashboard.sentences.periods import period_words
from dashboard.theme import SIGNS, Look
from dashboard.wording import Wording

ROOM, ROOM_PHONE = 690, 334
_CELL, _WORDS, _NAME, _AIR, _FOOT = 22, 21, 19, 10, 24
"""px: a cell, the words over it, the name of a row, the air between rows, the axis"""
_GAP = 0.06
_TICK = 42
"""px that a year takes below the cells"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One strip with its name and the px from the top of the plot to its cells."""

    name: str
    strip: Strip
    top: float


def lights(
    strips: Sequence[tuple[str, Strip]], *, look: Look, say: Wording, compact: bool = False
) -> go.Figure:
    """Return the strips of one commitment one below the other, each with its name if it has one.

    All begin and end with the same periods.
    """
    rows, foot = _rows(strips)
    room = ROOM_PHONE if compact else ROOM
    count = len(strips[0][1].lights)
    ticks = _ticks(strips[0][1], room / count)
    return figure(
        [_pointed(row, look, say) for row in rows],
        look=look,
        height=foot + _FOOT,
        margin={"l": 1, "r": 1, "t": 0, "b": _FOOT},
        xaxis={
            "range": [0, count],
            "tickvals": [at for at, _ in ticks],
            "ticktext": [text for _, text in ticks],
            "showline": False,
        },
        yaxis={"visible": False, "range": [foot, 0]},
        shapes=[cell for row in rows for cell in _cells(row, look)],
        annotations=[said for row in rows for said in _said(row, room / count, look=look, say=say)],
        hoverdistance=20,
    )


def _rows(strips: Sequence[tuple[str, Strip]]) -> tuple[list[_Row], float]:
    rows, at = [], 0.0
    for name, strip in strips:
        top = at + _WORDS + (_NAME if name else 0)
        rows.append(_Row(name, strip, top))
        at = top + _CELL + _AIR
    return rows, at - _AIR + 2


def _ticks(strip: Strip, wide: float) -> list[tuple[float, str]]:
    """Return where years begin, as many as there is room for; months where there are few."""
    found: list[tuple[int, str]] = []
    for place, light in enumerate(strip.lights):
        is_first = place == 0 or light.day.year != strip.lights[place - 1].day.year
        text = str(light.day.year) if is_first else f"{light.day.month}"
        shown = is_first or (strip.months == MONTH and light.day.month in {4, 7, 10})
        is_near = bool(found) and (place - found[-1][0]) * wide < _TICK
        if shown and is_near and found[-1][0] == 0:
            found[:] = [(place, text)]  # a first year of a few cells makes way for a whole one
        elif shown and not is_near:
            found.append((place, text))
    return [(place + 0.5, text) for place, text in found]


def _cells(row: _Row, look: Look) -> Iterator[Mark]:
    for place, light in enumerate(row.strip.lights):
        ends = (place + _GAP, row.top), (place + 1 - _GAP, row.top + _CELL)
        yield rect(*ends, **status_cell(light.sign, look))


def _said(row: _Row, wide: float, *, look: Look, say: Wording) -> Iterator[Mark]:
    """Yield the name of the row, and sign and word over each run, the sign alone where narrow."""
    if row.name:
        font = Type(look.palette.ink2, 12)
        up = row.top - _WORDS - _NAME
        yield label(safe(row.name), 0, up, font=font, xanchor="left", yanchor="top")
    edge = -1.0
    for run in row.strip.runs:
        glyph = SIGNS[run.sign].glyph
        words = f"{glyph} {say(f'status.{run.sign}')}"
        text = words if width(words, 13) + 4 <= run.length * wide else glyph
        left = run.start * wide
        if left < edge:
            continue
        edge = left + width(text, 13) + 2
        yield label(
            text,
            run.start + _GAP,
            row.top - 3,
            font=Type(look.status(run.sign).text, 13),
            xanchor="left",
            yanchor="bottom",
        )


def _pointed(row: _Row, look: Look, say: Wording) -> Mark:
    """Return the trace that is pointed at: unseen squares over the cells."""
    given = row.strip.lights
    return points(
        [place + 0.5 for place in range(len(given))],
        [row.top + _CELL / 2] * len(given),
        marker={"symbol": "square", "size": _CELL, "opacity": 0, "color": look.palette.ink},
        hover=[_told(light, say) for light in given],
    )


def _told(light: Light, say: Wording) -> str:
    mark = SIGNS[light.sign]
    return say(
        "past.hover",
        period=period_words(light.period, say),
        glyph=mark.glyph,
        status=say(f"status.{light.sign}"),
    )
