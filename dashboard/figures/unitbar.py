"""The bar of all statuses: one cell a commitment, worst first."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.fitting import WIDTH, width
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    commitment_hover,
    empty,
    figure,
    label,
    line,
    points,
    rect,
    span,
    status_cell,
)
from dashboard.theme import SIGNS, Look
from dashboard.wording import Wording

FEWEST = 8
"""Below so many commitments the list says it all, and the page draws no unit bar."""

_BAR, _BAR_PHONE, _MANY = 26, 30, 60
_GAP, _STEP = 6, 10


def unit_bar(frame: pd.DataFrame, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return one cell a commitment, worst first; solid where it can be judged, open where not.

    Takes `frames.overview.statuses`; on a phone the grouped list below carries the words.
    """
    if frame.empty:
        return empty(say("overview.empty"), look=look, height=_BAR_PHONE * 2)
    groups = _groups(frame)
    total, high = len(frame), _BAR_PHONE if compact else _BAR
    told = [] if compact else _bar_labels(groups, total, look, say)
    tall = high + 2 if compact else high + 48 + (_STEP if told and told[-1].moved else 0)
    gap = 1 / WIDTH * total if total > _MANY else (0.14 if compact else 0.06)
    shapes = [cell for group in groups for cell in _cells(group, look, gap, high)]
    for item in told:
        shapes += item.connector
    return figure(
        [_targets(frame, look, say, high)],
        look=look,
        height=tall,
        margin={"l": 0, "r": 0, "t": 0, "b": 0},
        xaxis={"visible": False, "range": [0, total]},
        yaxis={"visible": False, "range": [tall, 0]},
        shapes=shapes,
        annotations=[item.label for item in told],
        hoverdistance=20,
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """The cells of one status: where they begin, and how many they are."""

    sign: str
    start: int
    count: int


def _groups(frame: pd.DataFrame) -> list[_Group]:
    counted, start, found = frame["sign"].value_counts(), 0, []
    for sign in SIGNS:
        count = int(counted.get(sign, 0))
        if count:
            found.append(_Group(sign, start, count))
        start += count
    return found


def _cells(group: _Group, look: Look, gap: float, high: float) -> Iterator[Mark]:
    style = status_cell(group.sign, look)
    for place in range(group.start, group.start + group.count):
        yield rect((place + gap, 1), (place + 1 - gap, high), **style)


@dataclass(frozen=True, slots=True)
class _Said:
    """A label under the bar, and the line to its group where it had to move."""

    label: Mark
    connector: tuple[Mark, ...]
    moved: bool


def _bar_labels(groups: Sequence[_Group], total: int, look: Look, say: Wording) -> list[_Said]:
    """Return the labels, each under the first cell of its group, moved aside where too close."""
    size = 14 if say.language == "zh" else 13
    words = [f"{SIGNS[group.sign].glyph} {say(f'status.{group.sign}')}" for group in groups]
    widths = [width(text, size) + 12 for text in words]
    wanted = [(group.start + 0.06) / total * WIDTH for group in groups]
    placed = _spread(wanted, widths)
    moved = any(abs(x - want) > 1 for x, want in zip(placed, wanted, strict=True))
    top = _BAR + _GAP + (_STEP if moved else 0)
    found = []
    for group, text, x in zip(groups, words, placed, strict=True):
        tint = look.status(group.sign)
        counted = say("overview.count", n=bold(str(group.count)))
        at = x / WIDTH * total
        said = label(
            f"{span(text, tint.text)}<br>{counted}",
            at,
            top,
            font=Type(look.palette.ink, size),
            xanchor="left",
            yanchor="top",
        )
        ends = (
            (_nearest(group, at + 6 / WIDTH * total), _BAR + 4),
            (at + 6 / WIDTH * total, top + 1),
        )
        lead = (line(*ends, color=tint.mark, width=1),) if moved else ()
        found.append(_Said(said, lead, moved))
    return found


def _nearest(group: _Group, at: float) -> float:
    """Return the place under a group's cells that is nearest to a place on the axis."""
    return min(max(at, group.start + 0.25), group.start + group.count - 0.25)


def _spread(wanted: Sequence[float], widths: Sequence[float]) -> list[float]:
    """Return where labels begin so that none meets the next and none leaves the page."""
    placed, edge = [], 0.0
    for want, wide in zip(wanted, widths, strict=True):
        placed.append(max(want, edge))
        edge = placed[-1] + wide
    edge = float(WIDTH)
    for place in reversed(range(len(placed))):
        placed[place] = max(min(placed[place], edge - widths[place]), 0)
        edge = placed[place]
    return placed


def _targets(frame: pd.DataFrame, look: Look, say: Wording, high: float) -> Mark:
    """Return the trace that is pointed at: unseen squares over the cells."""
    told = [
        commitment_hover(name, sign, area, say)
        for name, sign, area in zip(frame["title"], frame["sign"], frame["area_name"], strict=True)
    ]
    return {
        **points(
            [place + 0.5 for place in range(len(frame))],
            [high / 2] * len(frame),
            marker={"symbol": "square", "size": high, "opacity": 0, "color": look.palette.ink},
            hover=told,
        ),
        "customdata": [[identity] for identity in frame["id"]],
        "name": "commitments",
    }
