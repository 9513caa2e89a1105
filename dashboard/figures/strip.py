"""One project close up: what was planned, what happened, where it now points."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.fitting import elide, width
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
from dashboard.figures.timeline import elapsed_colour, hover_event, stretch_of, years_axis
from dashboard.frames.projects import Event, Project, projects_of
from dashboard.theme import Look
from dashboard.wording import Wording

_BAR = 34
"""px that the bar is high"""
_TIER = 38
"""px from one row of labels to the next"""
_TIERS = 3
_WORDS = 150
"""px that the words of a node take at most, before they are enlarged"""
_ABOVE = 0.4
"""The share of a height to spare that lies above"""
_WIDE, _PHONE = 720, 350

_SHIFTS = {"left": -6, "right": 8, "center": 0}
_SHIFTS_NOW = {"left": 5, "right": -5, "center": 0}
"""px from the mark to the edge of its label; the day of the evidence has a line to keep off"""

_Taken = tuple[int, float, float]
"""the tier, the left and the right edge of a label in px"""


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The page that one project is drawn on; y counts px from the middle of the bar."""

    project: Project
    look: Look
    say: Wording
    axis: Mark
    wide: float
    k: float
    words: float = _WORDS

    def px(self, event: Event) -> float:
        """Return where an event lies, in px from the left."""
        first, last = (pd.Timestamp(end) for end in self.axis["range"])
        return self.wide * ((pd.Timestamp(event.day) - first) / (last - first))


@dataclass(frozen=True, slots=True)
class _Words:
    """A label with its place: the event, the lines, the tier and the side it grows to."""

    event: Event
    lines: tuple[str, str]
    tier: int
    anchor: str


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
    words: float = _WORDS,
) -> go.Figure:
    """Return one project that has dates, its labels placed for a width in px.

    With a height in px the bar stands above its middle, the years at its foot. `words` is the
    most that the words of a node take, in px before k enlarges them.
    """
    axis = years_axis([project], room=wide / k)
    sheet = _Sheet(project, look, say, {**axis, "tickfont": {"size": 12 * k}}, wide, k, words)
    above, below = _above(sheet), _below(sheet)
    up = _BAR / 2 + 14 + 24 * (1 + max((item.tier for item in above), default=0))
    down = _BAR / 2 + 12 + _TIER * (1 + max((item.tier for item in below), default=0))
    free = max(0.0, high / k - 30 - up - down)
    up, down = up + free * _ABOVE, down + free * (1 - _ABOVE)
    shapes = [*_bar(sheet), _asof(sheet, below)]
    return figure(
        [*_signs(sheet)],
        look=look,
        height=high or (up + down + 30) * k,
        margin={"l": 2, "r": 2, "t": 0, "b": 30 * k},
        xaxis=sheet.axis,
        yaxis={"visible": False, "range": [-down, up]},
        shapes=shapes,
        annotations=[_label_above(item, sheet) for item in above]
        + [_label_below(item, sheet) for item in below],
    )


def _bar(sheet: _Sheet) -> Iterator[Mark]:
    bar, palette = stretch_of(sheet.project), sheet.look.palette
    red, half = palette.hues["red"].mark, _BAR / 2
    blocks = (
        (bar.planned, palette.line),
        (bar.elapsed, elapsed_colour(sheet.project, sheet.look)),
        (bar.slip, red),
    )
    for ends, colour in blocks:
        if ends:
            yield rect((ends[0], -half), (ends[1], half), fillcolor=colour)
    for ends, colour in ((bar.unheard, palette.axis), (bar.ahead, red)):
        if ends:
            dotted = {"color": colour, "width": 3 * sheet.k, "dash": "dot", "layer": "below"}
            yield line((ends[0], 0), (ends[1], 0), **dotted)


def _asof(sheet: _Sheet, below: Sequence[_Words]) -> Mark:
    """Return the dotted line of the day of the evidence, down to its words."""
    tier = next((item.tier for item in below if item.event.kind == "as-of"), 0)
    foot = -(_BAR / 2 + 8 + _TIER * tier + 34)
    day = sheet.project.as_of.isoformat()
    colour = sheet.look.palette.ink2
    return line((day, foot), (day, _BAR / 2), color=colour, width=1.2 * sheet.k, dash="dot")


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


def _above(sheet: _Sheet) -> list[_Words]:
    """Return what is said above the bar: planned, re-planned and done, on tiers that are free."""
    found: list[_Words] = []
    taken: list[_Taken] = []
    events = [sheet.project.one(kind) for kind in ("replanned", "planned", "done")]
    for event in (*events, *sheet.project.of("moved")):
        if event is None:
            continue
        text = _said_above(event, sheet)
        wide = width(text, 14, is_bold=True) * sheet.k
        words = _placed(event, (text, ""), wide, sheet, taken)
        if words.tier >= 0 or event.kind != "moved":
            found.append(words)
    return found


def _said_above(event: Event, sheet: _Sheet) -> str:
    if event.kind == "done":
        return sheet.say("projects.done", day=event.text, what=elide(event.what, sheet.words, 14))
    key = "past.mark.moved" if event.kind == "moved" else f"projects.{event.kind}"
    return sheet.say(key, day=event.text)


def _below(sheet: _Sheet) -> list[_Words]:
    """Return what is said below: the day of the evidence, the start, the nodes as they fit."""
    project = sheet.project
    now = Event("as-of", "", project.as_of, project.as_of.isoformat())
    starts, passed = project.of("begun", "to-begin"), project.of("passed")
    ahead = project.of("next")
    first = [*starts, *passed[-1:], *ahead[:1]]
    rest = [event for event in (*passed[::-1], *ahead) if event not in first]
    found: list[_Words] = []
    taken: list[_Taken] = []
    for event in (now, *first, *rest):
        lines = _said_below(event, sheet)
        wide = max(width(text, 13) for text in lines) * sheet.k
        words = _placed(event, lines, wide, sheet, taken)
        if words.tier >= 0:
            found.append(words)
    return found


def _said_below(event: Event, sheet: _Sheet) -> tuple[str, str]:
    project, say = sheet.project, sheet.say
    if event.kind == "as-of":
        final = project.one("planned") or project.one("replanned")
        missing = say("projects.not-seen", what=final.what) if final else ""
        is_open = project.sign == "missed" and bool(missing)
        said = elide(missing, sheet.words, 13) if is_open else ""
        return say("figure.as-of", day=event.text), said
    text = event.text
    if event.kind in {"to-begin", "next"}:
        text = say("projects.planned-start", day=event.text)
    return text, elide(event.what, sheet.words, 13)


def _placed(
    event: Event, lines: tuple[str, str], wide: float, sheet: _Sheet, taken: list[_Taken]
) -> _Words:
    """Return a label on the first tier where it meets no other; tier -1 where none is free."""
    px = sheet.px(event)
    is_now, apart = event.kind == "as-of", 8 * sheet.k
    shifts = _SHIFTS_NOW if is_now else _SHIFTS
    lefts = {
        "center": px - wide / 2,
        "right": px - wide + shifts["right"] * sheet.k,
        "left": px + shifts["left"] * sheet.k,
    }
    order = ("left", "right") if is_now else ("center", "right", "left")
    for tier, anchor in product(range(_TIERS), order):
        left = lefts[anchor]
        meets = any(
            tier == other and left < right + apart and left + wide > edge - apart
            for other, edge, right in taken
        )
        if left >= 0 and left + wide <= sheet.wide and not meets:
            taken.append((tier, left, left + wide))
            return _Words(event, lines, tier, anchor)
    return _Words(event, lines, -1, "center")


def _label_above(item: _Words, sheet: _Sheet) -> Mark:
    palette = sheet.look.palette
    colours = {"replanned": palette.hues["red"].text, "moved": palette.ink3}
    colour = colours.get(item.event.kind, palette.ink)
    y = _BAR / 2 + 20 + 24 * max(item.tier, 0)
    return _label(item, bold(safe(item.lines[0])), y, Type(colour, 14 * sheet.k), sheet)


def _label_below(item: _Words, sheet: _Sheet) -> Mark:
    y = -(_BAR / 2 + 8 + _TIER * item.tier)
    text = "<br>".join(safe(part) for part in item.lines if part)
    font = Type(sheet.look.palette.ink2, 13 * sheet.k)
    return {**_label(item, text, y, font, sheet), "yanchor": "top"}


def _label(item: _Words, text: str, y: float, font: Type, sheet: _Sheet) -> Mark:
    shifts = _SHIFTS_NOW if item.event.kind == "as-of" else _SHIFTS
    return label(
        text,
        item.event.day.isoformat(),
        y,
        font=font,
        xanchor=item.anchor,
        xshift=shifts[item.anchor] * sheet.k,
    )
