"""All projects on one axis of time: planned, elapsed, and in red whatever came later."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.fitting import WIDTH, WIDTH_PHONE, elide
from dashboard.figures.marks import (
    Mark,
    Type,
    asof_line,
    at_left,
    at_right,
    bold,
    empty,
    figure,
    label,
    points,
    rect,
    ring,
    safe,
    span,
    stroke,
)
from dashboard.frames.projects import Event, Project, projects_of
from dashboard.sentences.projects import note
from dashboard.theme import SIGNS, Look
from dashboard.wording import Wording

LEFT, RIGHT = 176, 260
_ROW, _ROW_PHONE = 48, 84
_SPAN, _ELAPSED = 15, 8
_TOP, _BOTTOM = 20, 28
_LABEL, _EDGE = 44, 18
"""px from one year to the next that has a label, and beyond the first and the last mark"""


def timeline(frame: pd.DataFrame, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return one row a project, the river behind those that all areas promised together.

    Takes `frames.projects.timeline`.
    """
    projects = projects_of(frame)
    if not projects:
        return empty(say("projects.empty"), look=look)
    as_of = projects[0].as_of
    traces = bars(projects, look, say)
    words = _words_phone if compact else _words
    labels = [mark for row, item in enumerate(projects) for mark in words(item, row, look, say)]
    labels += said_at_bars(projects, look, say)
    drawn, said = asof_line(as_of, look=look, say=say)
    ticks = short_lines(drawn, len(projects)) if compact else [drawn]
    count, sides = len(projects), (6, 6) if compact else (LEFT, RIGHT)
    return figure(
        traces,
        look=look,
        height=count * (_ROW_PHONE if compact else _ROW) + _TOP + _BOTTOM,
        margin={"l": sides[0], "r": sides[1], "t": _TOP, "b": _BOTTOM},
        xaxis=years_axis(projects, room=WIDTH_PHONE if compact else WIDTH - LEFT - RIGHT),
        yaxis={"visible": False, "range": [count - 0.5, -0.5]},
        shapes=[*_river(projects, look), *ticks],
        annotations=[*labels, said],
    )


def bars(projects: Sequence[Project], look: Look, say: Wording, k: float = 1) -> list[Mark]:
    """Return the bars of projects, a row each, and over them their signs; k enlarges both."""
    rows = list(enumerate(projects))
    found = [mark for row, item in rows for mark in _bar(item, row, look, k)]
    return found + [mark for row, item in rows for mark in _signs(item, row, look, say, k)]


def said_at_bars(projects: Sequence[Project], look: Look, say: Wording, k: float = 1) -> list[Mark]:
    """Return what is said on the plot itself: a start only planned, or that no date is known."""
    return [mark for row, item in enumerate(projects) for mark in _at_bar(item, row, look, say, k)]


def years_axis(projects: Sequence[Project], *, room: float, ends: Sequence[date] = ()) -> Mark:
    """Return a date axis over all events, a label a year or as few as fit the room in px.

    It holds the days of `ends` too.
    """
    days = [event.day for item in projects for event in item.events]
    days += [projects[0].as_of, *ends]
    first, last = date(min(days).year, 1, 1), max(days)
    per_day = (room - 2 * _EDGE) / max((last - first).days, 400)
    step = next((n for n in (1, 2, 5, 10, 20) if n * per_day * 365 >= _LABEL), 50)
    pad = timedelta(_EDGE / per_day)
    return {
        "type": "date",
        "range": [(first - pad).isoformat(), (last + pad).isoformat()],
        "tickformat": "%Y",
        "dtick": f"M{12 * step}",
        "tick0": first.isoformat(),
        "ticklabelmode": "period" if step == 1 else "instant",
    }


def _river(projects: Sequence[Project], look: Look) -> Iterator[Mark]:
    for row, item in enumerate(projects):
        if item.is_joint:
            yield rect((-1, row - 0.5), (2, row + 0.5), fillcolor=look.palette.river, xref="paper")


def short_lines(drawn: Mark, count: int) -> list[Mark]:
    """Return the as-of line as a short tick through each bar."""
    return [{**drawn, "yref": "y", "y0": row - 0.17, "y1": row + 0.17} for row in range(count)]


@dataclass(frozen=True, slots=True)
class Stretch:
    """What a project's bar spans: pairs of days, None where there is nothing to draw."""

    planned: tuple[date, date] | None
    """from the start to the planned end"""
    elapsed: tuple[date, date] | None
    """from the start to the planned end, to when it was done, or to the day of the evidence"""
    slip: tuple[date, date] | None
    """from the planned end to when it was done or the day of the evidence"""
    ahead: tuple[date, date] | None
    """from there to the re-planned end"""
    unheard: tuple[date, date] | None
    """from the newest event to the day of the evidence, of what cannot be judged"""


def stretch_of(item: Project) -> Stretch:
    """Return what is drawn of a project; what cannot be judged is never drawn as late.

    It begins with its start, or with the first node reached where no start is known.
    """
    planned, moved, done = (_day(item.one(kind)) for kind in ("planned", "replanned", "done"))
    known = [event.day for event in item.of("begun", "passed")]
    begun = _day(item.one("begun")) or _day(item.one("to-begin"))
    start = begun or (known[0] if known and (planned or done) else None)
    is_judged = SIGNS[item.sign].is_solid
    end = done or (item.as_of if is_judged else max(known, default=begun or item.as_of))
    is_late = is_judged and planned is not None and end > planned
    reached = planned if is_late and planned else end
    return Stretch(
        planned=_span(start, planned),
        elapsed=_span(start, reached),
        slip=_span(planned, end) if is_late else None,
        ahead=_span(max(planned, end), moved) if planned and moved and not done else None,
        unheard=None if is_judged or not known else _span(end, item.as_of),
    )


def _span(start: date | None, end: date | None) -> tuple[date, date] | None:
    return (start, end) if start and end and start < end else None


def _day(event: Event | None) -> date | None:
    return event.day if event else None


def elapsed_colour(item: Project, look: Look) -> str:
    """Return the colour of what went by: pale for what cannot be judged."""
    return look.palette.ink2 if SIGNS[item.sign].is_solid else look.palette.axis


def _bar(item: Project, row: int, look: Look, k: float) -> Iterator[Mark]:
    palette, bar = look.palette, stretch_of(item)
    red = palette.hues["red"].mark
    styles: Mapping[str, tuple[tuple[date, date] | None, Mark]] = {
        "span": (bar.planned, {"color": palette.line, "width": _SPAN * k}),
        "unheard": (bar.unheard, {"color": palette.axis, "width": 1.6 * k, "dash": "dot"}),
        "elapsed": (bar.elapsed, {"color": elapsed_colour(item, look), "width": _ELAPSED * k}),
        "slip": (bar.slip, {"color": red, "width": _ELAPSED * k}),
        "ahead": (bar.ahead, {"color": red, "width": 2.2 * k, "dash": "dot"}),
    }
    for name, (ends, style) in styles.items():
        if ends:
            yield {**stroke(ends, (row, row), **style), "name": name}


def _signs(item: Project, row: int, look: Look, say: Wording, k: float) -> Iterator[Mark]:
    """Return the marks on a bar: nodes, start, planned, re-planned and done, in this order."""
    palette = look.palette
    red = palette.hues["red"].mark
    markers = {
        "next": ring("circle", 7 * k, edge=palette.axis, fill=palette.paper, width=1.2 * k),
        "passed": ring("circle", 7 * k, edge=palette.ink2, fill=palette.paper, width=1.2 * k),
        "begun": {
            "symbol": "line-ns-open",
            "size": 14 * k,
            "color": palette.ink2,
            "line": {"width": 2 * k, "color": palette.ink2},
        },
        "planned": ring("diamond", 12 * k, edge=palette.ink2, fill=palette.paper, width=2 * k),
        "replanned": ring("diamond", 13 * k, edge=red, fill=palette.paper, width=2.4 * k),
        "done": ring("circle", 13 * k, edge=palette.ink, fill=palette.ink, width=0),
    }
    for kind, marker in markers.items():
        events = item.of(kind)
        if events:
            told = [f"{bold(safe(item.name))}<br>{hover_event(event, say)}" for event in events]
            days = [event.day for event in events]
            yield {**points(days, [row] * len(days), marker=marker, hover=told), "name": kind}


def hover_event(event: Event, say: Wording) -> str:
    """Return what is said of an event that is pointed at, and by whom."""
    if event.kind == "moved":
        words = f"{say('past.mark.moved', day=event.text)} {safe(event.what)}"
    elif event.kind in {"planned", "replanned"}:
        words = f"{say(f'projects.{event.kind}', day=event.text)} {safe(event.what)}"
    else:
        words = safe(say("projects.done", day=event.text, what=event.what))
    return f"{words}<br>{safe(event.said)}" if event.said else words


def _at_bar(item: Project, row: int, look: Look, say: Wording, k: float) -> Iterator[Mark]:
    font = Type(look.palette.ink3, 12 * k)
    begin = item.one("to-begin")
    if begin:
        text = say("projects.planned-start", day=begin.text)
        yield label(text, begin.day, row, font=font, xanchor="right", xshift=-6 * k)
    if not item.events:
        text = say("projects.no-dates")
        yield label(text, 0.5, row, font=font, xref="paper")


def _status(item: Project, look: Look, say: Wording) -> str:
    words = f"{SIGNS[item.sign].glyph} {bold(say(f'status.{item.sign}'))}"
    return span(words, look.status(item.sign).text)


def _words(item: Project, row: int, look: Look, say: Wording) -> Iterator[Mark]:
    palette = look.palette
    size = 14 if say.language == "zh" else 13
    name = safe(elide(item.name, LEFT - 14, size))
    side = say("projects.side", side=item.side, name=item.area_name).strip()
    side = safe(elide(side, LEFT - 14, 12))
    text = f"{name}<br>{span(side, look.area(item.area).text, 12)}"
    yield at_left(text, row, font=Type(palette.ink, size), shift=8 - LEFT)
    said = safe(elide(note(item, say), RIGHT - 16, 13))
    text = f"{_status(item, look, say)}<br>{said}"
    yield at_right(text, row, font=Type(palette.ink2, 13), shift=14)


def _words_phone(item: Project, row: int, look: Look, say: Wording) -> Iterator[Mark]:
    palette = look.palette
    name = safe(elide(item.name, WIDTH_PHONE - 110, 14, is_bold=True))
    text = f"{bold(name)}  {_status(item, look, say)}"
    yield at_left(text, row, font=Type(palette.ink, 14), yshift=25)
    said = safe(elide(note(item, say), WIDTH_PHONE - 12, 12))
    yield at_left(said, row, font=Type(palette.ink2, 12), yshift=-22)
