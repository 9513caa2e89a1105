"""Projects on an axis of time: one with its nodes, or several below each other."""

from collections.abc import Iterator

import plotly.graph_objects as go

from dashboard.figures.fitting import elide, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    asof_line,
    at_left,
    at_right,
    bold,
    empty,
    figure,
    line,
    safe,
    span,
)
from dashboard.figures.slides.signs import project_of, rows_of, signs_of
from dashboard.figures.slides.size import Size
from dashboard.figures.strip import strip
from dashboard.figures.timeline import bars, said_at_bars, short_lines, years_axis
from dashboard.frames.projects import Project
from dashboard.slides import Course, Timeline
from dashboard.theme import SIGNS, Look
from dashboard.wording import Wording

_NAMES, _NOTES = 160, 236
"""px for the names on the left and the notes on the right, before they are enlarged"""
_ROW, _ROW_NARROW = 56, 92
_TOP, _BOTTOM = 20, 28
_LINE, _GAP = 17, "\u2003"
"""px from one line of what the signs mean to the next; what stands between two signs"""
_WORDS, _NARROW_WORDS = 250, 150
"""px that the words of a node take at most, before they are enlarged"""


def timeline(body: Timeline, look: Look, say: Wording, size: Size) -> go.Figure:
    """Return one project that was asked for with its nodes, or a page of several."""
    projects = [project_of(course, body) for course in body.courses]
    if not body.is_alone:
        return _several(body, projects, look, say, size)
    if not projects[0].events:
        words, high = say("projects.no-dates").removeprefix("○ "), size.height or 120
        drawn = empty(words, look=look, height=high, k=size.k)
    else:
        drawn = strip(
            projects[0], look=look, say=say, wide=size.width - 4, k=size.k, high=size.height,
            words=_NARROW_WORDS if size.is_narrow else _WORDS,
        )  # fmt: skip
    return drawn.update_layout(width=size.width)


def _several(
    body: Timeline, projects: list[Project], look: Look, say: Wording, size: Size
) -> go.Figure:
    count, k = len(projects), size.k
    sides = (6, 6) if size.is_narrow else (_NAMES * k, _NOTES * k)
    key = _key(body, look, say, size)
    foot = (_BOTTOM + (_LINE + 4) * len(key)) * k
    free = size.height - _TOP * k - foot
    row = _ROW_NARROW if size.is_narrow else min(_ROW * k, free / count)
    room = (size.width - sum(sides)) / k
    words = _narrow if size.is_narrow else _wide
    labels = [mark for y, one in enumerate(body.courses) for mark in words(one, y, look, size)]
    now, said = asof_line(body.as_of, look=look, say=say, k=size.label / 12)
    shapes = [
        *(short_lines(now, count) if size.is_narrow else [now]),
        *_rules(count, sides[0], look, size),
    ]
    below = (free - row * count) / row if size.height else 0.0
    axis = years_axis(projects, room=room, ends=(body.first, body.last))
    return figure(
        bars(projects, look, say, k),
        look=look, width=size.width, height=row * (count + below) + _TOP * k + foot,
        margin={"l": sides[0], "r": sides[1], "t": _TOP * k, "b": foot},
        xaxis={**axis, "tickfont": {"size": size.tick}, "linewidth": k},
        yaxis={"visible": False, "range": [count - 0.5 + below, -0.5]},
        shapes=shapes,
        annotations=[
            *labels, *said_at_bars(projects, look, say, size.label / 12), said,
            *({**mark, "xshift": 1 - sides[0]} for mark in key),
        ],
    )  # fmt: skip


def _key(body: Timeline, look: Look, say: Wording, size: Size) -> list[Mark]:
    """Return what the signs mean, below the years, in as few lines as hold it."""
    font = Type(look.palette.ink2, size.tick)
    rows = rows_of(signs_of(body, look, say), size.width * 0.94, size.tick)
    words = [
        _GAP.join(f"{span(one.glyph, one.colour, size.tick)} {safe(one.words)}" for one in row)
        for row in rows
    ]
    return [
        at_left(text, 0, font=font, yref="paper", yanchor="top", name="key",
                yshift=-(_BOTTOM + _LINE * number) * size.k)
        for number, text in enumerate(words)
    ]  # fmt: skip


def _rules(count: int, left: float, look: Look, size: Size) -> Iterator[Mark]:
    """Yield the thin lines between rows."""
    colour, k = look.palette.line, size.k
    for row in range(count - 1):
        y = row + 0.5
        yield line(
            (-left, y), (size.width - left, y), color=colour, width=0.6 * k,
            layer="below", xref="paper", xsizemode="pixel", xanchor=0,
        )  # fmt: skip


def _status(course: Course, look: Look) -> str:
    words = f"{SIGNS[course.sign].glyph} {bold(safe(course.word))}"
    return span(words, look.status(course.sign).text)


def _wide(course: Course, row: int, look: Look, size: Size) -> Iterator[Mark]:
    """Yield name on the left, status and its dates on the right."""
    k, palette = size.k, look.palette
    lines = wrap(course.name, (_NAMES - 14) * k, size.label)
    name = "<br>".join(bold(safe(part)) for part in lines)
    yield at_left(name, row, font=Type(palette.ink, size.label), shift=1 - _NAMES * k)
    notes = wrap(course.note, (_NOTES - 16) * k, size.label)
    text = "<br>".join((_status(course, look), *(safe(part) for part in notes)))
    yield at_right(text, row, font=Type(palette.ink2, size.label), shift=14 * k)


def _narrow(course: Course, row: int, look: Look, size: Size) -> Iterator[Mark]:
    """Yield name and status above the bar, its dates below."""
    palette = look.palette
    name = safe(elide(course.name, size.width - 110, size.name, is_bold=True))
    text = f"{bold(name)}  {_status(course, look)}"
    yield at_left(text, row, font=Type(palette.ink, size.name), yshift=28)
    note = safe(elide(course.note, size.width - 12, size.label))
    yield at_left(note, row, font=Type(palette.ink2, size.label), yshift=-26)
