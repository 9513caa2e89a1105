"""What the signs of a slide's figure mean, in one short line; only of those that occur."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dashboard.figures.fitting import width
from dashboard.figures.timeline import elapsed_colour, stretch_of
from dashboard.frames.figures import GAP
from dashboard.frames.projects import Event, Project
from dashboard.slides import Course, Dot, Timeline, Trend
from dashboard.theme import SIGNS, Look
from dashboard.wording import Wording


class Sign(NamedTuple):
    """A sign, in its colour, and what it means."""

    glyph: str
    colour: str
    words: str


def project_of(course: Course, body: Timeline) -> Project:
    """Return what is drawn of a course; who promised it is not on the slide."""
    events = tuple(Event(one.kind, one.what, one.day, one.text) for one in course.dates)
    return Project(
        id=course.id, area=course.area, area_name="", side="", name=course.name, sign=course.sign,
        as_of=body.as_of, latest="", slip_days=0, events=events,
    )  # fmt: skip


def signs_of(body: Timeline, look: Look, say: Wording) -> tuple[Sign, ...]:
    """Return the signs of a page of projects: what went by, what was planned, what is not known."""
    ink, red = look.palette, look.palette.hues["red"].mark
    projects = [project_of(course, body) for course in body.courses]
    bars = [(stretch_of(one), one) for one in projects]
    spans = {
        SIGNS[one.sign].is_solid: elapsed_colour(one, look) for bar, one in bars if bar.elapsed
    }
    kinds = {event.kind for one in projects for event in one.events}
    found = {
        "elapsed": ("■", spans.get(True, "")),
        "heard": ("■", spans.get(False, "")),
        "slip": ("■", red if any(bar.slip for bar, _ in bars) else ""),
        "span": ("■", ink.line if any(bar.planned for bar, _ in bars) else ""),
        "unheard": ("┄", ink.ink3 if any(bar.unheard for bar, _ in bars) else ""),
        "begun": ("|", ink.ink2 if "begun" in kinds else ""),
        "node": ("○", ink.ink2 if kinds & {"passed", "next"} else ""),
        "planned": ("◇", ink.ink if "planned" in kinds else ""),
        "replanned": ("◇", red if "replanned" in kinds else ""),
        "done": ("●", ink.ink if "done" in kinds else ""),
    }
    return tuple(
        Sign(glyph, colour, say(f"slides.sign.{key}"))
        for key, (glyph, colour) in found.items()
        if colour
    )


def is_gap(before: Dot, after: Dot) -> bool:
    """Return whether years are missing between two figures of a line."""
    return before.period.isdecimal() and after.period.isdecimal() and after.x - before.x > GAP


def told_of(body: Trend, say: Wording) -> tuple[str, ...]:
    """Return what open, dotted and dashed marks of lines through time mean."""
    dots = {dot.mark for line in body.lines for dot in line.dots if dot.mark}
    found = [say(f"compare.sign.{mark}") for mark in sorted(dots)]
    if any(is_gap(*pair) for line in body.lines for pair in pairwise(line.dots)):
        found.append(say("slides.sign.gap"))
    if body.path:
        found.append(say("slides.sign.path"))
    return tuple(found)


def rows_of(signs: Sequence[Sign], room: float, size: float) -> list[list[Sign]]:
    """Return signs in as few lines of a width in px as hold them."""
    rows: list[list[Sign]] = [[]]
    left = 0.0
    for sign in signs:
        wide = width(f"{sign.glyph} {sign.words}", size) + size
        if rows[-1] and left + wide > room + size:
            rows.append([])
            left = 0.0
        rows[-1].append(sign)
        left += wide
    return rows
