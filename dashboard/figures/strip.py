"""One project close up: what was planned, what happened, where it now points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    empty,
    figure,
    label,
    line,
    points,
    rect,
    ring,
    safe,
)
from dashboard.figures.strip_labels import WORDS, Room, Words, above, below
from dashboard.figures.timeline import elapsed_colour, hover_event, stretch_of, years_axis
from dashboard.frames.projects import Project, projects_of
from dashboard.theme import Look
from dashboard.wording import Wording

_BAR = 34
"""px that the bar is high"""
_TIER = 38
"""px from one row of labels to the next"""
_ABOVE = 0.4
"""The share of a height to spare that lies above"""
_WIDE, _PHONE = 720, 350


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page that one project is drawn on; y counts px from the middle of the bar."""

    project: Project
    look: Look
    say: Wording
    axis: Mark
    wide: float
    k: float

    def px(self, day: date) -> float:
        """Return where a day lies, in px from the left."""
        first, last = (pd.Timestamp(end) for end in self.axis["range"])
        return self.wide * ((pd.Timestamp(day) - first) / (last - first))


def one_project(
    frame: pd.DataFrame, *, look: Look, say: Wording, compact: bool = False, k: float = 1
) -> go.Figure:
    """Return one project of `frames.projects.timeline`; k enlarges it for a slide."""
    projects = projects_of(frame)
    if not projects or not projects[0].events:
        return empty(say("projects.no-dates").removeprefix("○ "), look=look)
    return strip(projects[0], look=look, say=say, wide=(_PHONE if compact else _WIDE) * k, k=k)


def strip(  # noqa: PLR0913 - where, how large, how high
    project: Project,
    *,
    look: Look,
    say: Wording,
    wide: float,
    k: float = 1,
    high: float = 0,
    words: float = WORDS,
) -> go.Figure:
    """Return one project that has dates, its labels placed for a width in px.

    With a height in px the bar stands above its middle, the years at its foot. `words` is the
    most that the words of a node take, in px before k enlarges them.
    """
    axis = years_axis([project], room=wide / k)
    sheet = _Sheet(project, look, say, {**axis, "tickfont": {"size": 12 * k}}, wide, k)
    room = Room(project, say, sheet.px, wide, k, words)
    over, under = above(room), below(room)
    up = _BAR / 2 + 14 + 24 * (1 + max((item.tier for item in over), default=0))
    down = _BAR / 2 + 12 + _TIER * (1 + max((item.tier for item in under), default=0))
    free = max(0.0, high / k - 30 - up - down)
    up, down = up + free * _ABOVE, down + free * (1 - _ABOVE)
    shapes = [*_bar(sheet), *_lines(under, sheet)]
    return figure(
        [*_signs(sheet)],
        look=look,
        height=high or (up + down + 30) * k,
        margin={"l": 2, "r": 2, "t": 0, "b": 30 * k},
        xaxis=sheet.axis,
        yaxis={"visible": False, "range": [-down, up]},
        shapes=shapes,
        annotations=[_label_above(item, sheet) for item in over]
        + [_label_below(item, sheet) for item in under],
    )


def _bar(sheet: _Sheet) -> Iterator[Mark]:
    bar, palette = stretch_of(sheet.project), sheet.look.palette
    red, half = palette.hues["red"].mark, _BAR / 2
    blocks = {
        "planned": (bar.planned, palette.line),
        "elapsed": (bar.elapsed, elapsed_colour(sheet.project, sheet.look)),
        "slip": (bar.slip, red),
    }
    for name, (ends, colour) in blocks.items():
        if ends:
            yield rect((ends[0], -half), (ends[1], half), fillcolor=colour, name=name)
    dots = {"unheard": (bar.unheard, palette.axis), "ahead": (bar.ahead, red)}
    for name, (ends, colour) in dots.items():
        if ends:
            dotted = {"color": colour, "width": 3 * sheet.k, "dash": "dot", "layer": "below"}
            yield line((ends[0], 0), (ends[1], 0), **dotted, name=name)


def _lines(under: Sequence[Words], sheet: _Sheet) -> Iterator[Mark]:
    """Yield the dotted line of the day of the evidence, and those from marks to lower words."""
    k, palette = sheet.k, sheet.look.palette
    for item in under:
        day, foot = item.event.day.isoformat(), -(_BAR / 2 + 8 + _TIER * item.tier)
        if item.event.kind == "as-of":
            dotted = {"color": palette.ink2, "width": 1.2 * k, "dash": "dot"}
            yield line((day, foot - 34), (day, _BAR / 2), **dotted, name="as-of")
        elif item.has_line:
            thin = {"color": palette.axis, "width": k, "layer": "below"}
            end = foot if item.anchor == "center" else foot - 34
            yield line((day, end), (day, -4), **thin, name="to-words")


def _signs(sheet: _Sheet) -> Iterator[Mark]:
    palette, k = sheet.look.palette, sheet.k
    red = palette.hues["red"].mark
    markers = {
        "next": ring("circle", 8 * k, edge=palette.axis, fill=palette.paper, width=1.5 * k),
        "passed": ring("circle", 8 * k, edge=palette.ink2, fill=palette.paper, width=1.5 * k),
        "moved": ring("diamond", 12 * k, edge=palette.axis, fill=palette.paper, width=1.8 * k),
        "planned": ring("diamond", 17 * k, edge=palette.ink, fill=palette.paper, width=2.2 * k),
        "replanned": ring("diamond", 17 * k, edge=red, fill=palette.paper, width=2.2 * k),
        "done": ring("circle", 16 * k, edge=palette.paper, fill=palette.ink, width=1.5 * k),
    }
    for kind, marker in markers.items():
        events = sheet.project.of(kind)
        if events:
            told = [hover_event(event, sheet.say) for event in events]
            days = [event.day for event in events]
            yield {**points(days, [0] * len(days), marker=marker, hover=told), "name": kind}


def _label_above(item: Words, sheet: _Sheet) -> Mark:
    palette = sheet.look.palette
    colours = {"replanned": palette.hues["red"].text, "moved": palette.ink3}
    colour = colours.get(item.event.kind, palette.ink)
    y = _BAR / 2 + 20 + 24 * item.tier
    return _label(item, bold(safe(item.lines[0])), y, Type(colour, 14 * sheet.k))


def _label_below(item: Words, sheet: _Sheet) -> Mark:
    y = -(_BAR / 2 + 8 + _TIER * item.tier)
    text = "<br>".join(safe(part) for part in item.lines if part)
    font = Type(sheet.look.palette.ink2, 13 * sheet.k)
    return {**_label(item, text, y, font), "yanchor": "top"}


def _label(item: Words, text: str, y: float, font: Type) -> Mark:
    day = item.event.day.isoformat()
    return label(text, day, y, font=font, xanchor=item.anchor, xshift=item.shift)
