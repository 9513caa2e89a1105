"""Projects on an axis of time, drawn with shapes that can be moved and written on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE

from dashboard.decks.design import LABEL, MARK, TICK, WIDTH, signed
from dashboard.decks.page import Box, Page, Run
from dashboard.figures.slides.signs import project_of, rows_of, signs_of
from dashboard.figures.strip_labels import Room, Words, above, below
from dashboard.figures.timeline import elapsed_colour, stretch_of
from dashboard.frames.amounts import place
from dashboard.frames.projects import Project
from dashboard.slides import Timeline

_NAMES, _NOTES = 430, 500
"""px that the names on the left and the notes on the right take."""
_HALF, _SPAN, _ELAPSED = 44, 34, 20
"""px: half of a bar alone; of several how high what was planned is, and what went by."""
_TIER_UP, _TIER_DOWN = 52, 84
_LEAD, _SIGNS = 46, 44
"""px above several for the day of the evidence, and below for the meaning of the signs."""
_ROW = 150
_K = 2.5
"""How many times as large as on a page the words of one project are, and a little more: offices
have fonts of many widths."""
_WORDS, _BROAD = 250, 700
"""px: what the words of a node take at most before they are enlarged, and their frame."""
_SIZE = 26
_TICKS = 9


@dataclass(frozen=True, slots=True)
class _Axis:
    """Where a day stands, in px."""

    left: float
    right: float
    low: float
    high: float

    def at(self, day: date, *, is_end: bool = True) -> float:
        """Return the px of a day's end, or its beginning."""
        share = (place(day, is_end=is_end) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def years(self) -> Iterator[tuple[int, float, float]]:
        """Yield the years, each with the px of its first and its last day, not too many."""
        found = range(round(self.low + 0.5), round(self.high + 0.5))
        by = next(step for step in (1, 2, 5, 10, 20, 50) if len(found) / step <= _TICKS)
        for year in found[::by]:
            yield year, self.at(date(year, 1, 1), is_end=False), self.at(date(year, 12, 31))


def _axis(body: Timeline, left: float, right: float) -> _Axis:
    """Return an axis of whole years."""
    return _Axis(left, right, body.first.year - 0.5, body.last.year + 0.5)


def timeline(page: Page, box: Box, body: Timeline, alt: str) -> None:
    """Draw one project large with its nodes, or several below each other."""
    inside = page.group(alt)
    if body.is_alone:
        _alone(inside, box, body)
    else:
        _several(inside, box, body)


# --- one -------------------------------------------------------------------------------------


def _alone(page: Page, box: Box, body: Timeline) -> None:
    project, ink = project_of(body.courses[0], body), page.paint.look.palette
    axis = _axis(body, box.left, box.right - 20)
    if not project.events:
        page.text(box, [Run(page.say("projects.no-dates"), MARK, ink.ink2)])
        return
    wide = axis.right - axis.left
    room = Room(project, page.say, lambda day: axis.at(day) - axis.left, box.width, _K, _WORDS)
    over, under = above(room), below(room)
    up = _HALF + 14 + _TIER_UP * (1 + max((one.tier for one in over), default=0))
    down = _HALF + 22 + _TIER_DOWN * (1 + max(one.tier for one in under))
    middle = box.top + up + max(0.0, box.height - 60 - up - down) * 0.4
    bar = Box(axis.left, middle - _HALF, wide, 2 * _HALF)
    _scale(page, axis, box.bottom - 60)
    for words in under:
        _line_to(page, axis.at(words.event.day), bar, words)
    _bar(page, axis, bar, project, is_alone=True)
    red = page.paint.status_text("missed")
    for words in over:
        colour = {"replanned": red, "moved": ink.ink3}.get(words.event.kind, ink.ink)
        top = bar.top - 14 - _TIER_UP * (1 + words.tier)
        runs = [Run(words.lines[0], MARK, colour, bold=True)]
        _hung(page, axis.at(words.event.day), top, words, [runs])
    for words in under:
        top = bar.bottom + 20 + _TIER_DOWN * words.tier
        lines = [[Run(line, LABEL, ink.ink2)] for line in words.lines if line]
        _hung(page, axis.at(words.event.day), top, words, lines)


def _line_to(page: Page, x: float, bar: Box, words: Words) -> None:
    """Draw the dotted line of the day of the evidence, or a thin one from a mark to its words."""
    if not words.has_line:
        return
    ink, is_now = page.paint.look.palette, words.event.kind == "as-of"
    foot = bar.bottom + 20 + _TIER_DOWN * words.tier
    foot += 0 if words.anchor == "center" else _TIER_DOWN - 12
    top = bar.top - 6 if is_now else bar.top + _HALF
    dash = MSO_LINE.ROUND_DOT if is_now else None
    name = "as-of" if is_now else "to-words"
    page.line((x, top), (x, foot), ink.ink2 if is_now else ink.axis, dash=dash, name=name)


def _hung(page: Page, x: float, top: float, words: Words, lines: list[list[Run]]) -> None:
    """Write words at a mark: from it to the right or the left, or around it."""
    edge = x + words.shift
    rooms = {"left": WIDTH - edge, "center": 2 * min(edge, WIDTH - edge), "right": edge}
    wide = min(rooms[words.anchor], _BROAD)
    left = edge - {"left": 0.0, "center": wide / 2, "right": wide}[words.anchor]
    page.text(Box(left, top, wide, 40 * len(lines)), lines, align=words.anchor)


# --- several ---------------------------------------------------------------------------------


def _several(page: Page, box: Box, body: Timeline) -> None:
    look, ink = page.paint.look, page.paint.look.palette
    axis = _axis(body, box.left + _NAMES, box.right - _NOTES - 40)
    top = box.top + _LEAD
    row = min((box.height - _LEAD - 60 - _SIGNS) / len(body.courses), _ROW)
    bottom, now = top + row * len(body.courses), axis.at(body.as_of)
    page.line((now, top), (now, bottom), ink.ink2, dash=MSO_LINE.ROUND_DOT, name="as-of")
    said = Box(now - 200, box.top - 2, 400, 44)
    page.text(said, [Run(body.as_of_words, LABEL, ink.ink2)], align="center")
    for number, course in enumerate(body.courses):
        head = top + number * row
        page.line((box.left, head + row), (box.right, head + row), ink.line, width=1.5)
        name = Box(box.left, head, _NAMES - 30, row)
        page.text(name, [Run(course.name, MARK, bold=True)], anchor="middle")
        colour = page.paint.status_text(course.sign)
        runs = [
            [Run(signed(course.sign, course.word), LABEL, colour, bold=True)],
            [Run(course.note, _SIZE, ink.ink2)],
        ]
        page.text(Box(box.right - _NOTES, head, _NOTES, row), runs, anchor="middle")
        bar = Box(axis.left, head + (row - _SPAN) / 2, axis.right - axis.left, _SPAN)
        project = project_of(course, body)
        _bar(page, axis, bar, project)
        _at_bar(page, axis, bar, project)
    _scale(page, axis, bottom)
    for number, signs in enumerate(rows_of(signs_of(body, look, page.say), box.width, _SIZE)):
        parts = [(Run(f"{one.glyph} ", _SIZE, one.colour), Run(f"{one.words}    ", _SIZE, ink.ink2))
                 for one in signs]  # fmt: skip
        line = Box(box.left, bottom + 62 + 36 * number, box.width, 36)
        page.text(line, [run for part in parts for run in part])


def _at_bar(page: Page, axis: _Axis, bar: Box, project: Project) -> None:
    """Say on the plot that a start is only planned, or that no date is known."""
    ink, begin = page.paint.look.palette, project.one("to-begin")
    top = bar.top + bar.height / 2 - 20
    if begin:
        words = page.say("projects.planned-start", day=begin.text)
        right = axis.at(begin.day, is_end=False) - 14
        page.text(Box(right - 300, top, 300, 40), [Run(words, _SIZE, ink.ink3)], align="right")
    if not project.events:
        words = page.say("projects.no-dates")
        page.text(Box(bar.left, top, bar.width, 40), [Run(words, _SIZE, ink.ink3)], align="center")


def _scale(page: Page, axis: _Axis, top: float) -> None:
    """Write the years."""
    ink = page.paint.look.palette
    page.line((axis.left, top), (axis.right, top), ink.axis, width=1.5)
    for year, first, last in axis.years():
        page.line((first, top), (first, top + 8), ink.axis, width=1.5, name=f"year {year}")
        box = Box((first + last) / 2 - 50, top + 12, 100, 42)
        page.text(box, [Run(str(year), TICK, ink.ink3)], align="center")


# --- a bar -----------------------------------------------------------------------------------


def _bar(page: Page, axis: _Axis, bar: Box, project: Project, *, is_alone: bool = False) -> None:
    """Draw what was planned, what went by as far as it is known, what came later, and its signs.

    Nothing is solid of which nobody reported that it went on.
    """
    look, found = page.paint.look, stretch_of(project)
    ink, red = look.palette, page.paint.status("missed")
    middle = bar.top + bar.height / 2
    high = bar.height if is_alone else _ELAPSED
    inner = Box(bar.left, middle - high / 2, bar.width, high)
    blocks = {
        "planned": (bar, found.planned, ink.line),
        "elapsed": (inner, found.elapsed, elapsed_colour(project, look)),
        "slip": (inner, found.slip, red),
    }
    for name, (around, days, colour) in blocks.items():
        if days:
            left, right = axis.at(days[0], is_end=name == "slip"), axis.at(days[1])
            piece = Box(left, around.top, right - left, around.height)
            page.shape(MSO_SHAPE.RECTANGLE, piece, fill=colour, name=f"{name} {project.id}")
    dots = {"unheard": (found.unheard, ink.axis, 4.0), "ahead": (found.ahead, red, 6.0)}
    for name, (days, colour, width) in dots.items():
        if days:
            start, end = ((axis.at(day), middle) for day in days)
            dotted = MSO_LINE.ROUND_DOT
            page.line(start, end, colour, width=width, dash=dotted, name=f"{name} {project.id}")
    _signs(page, axis, bar, project, is_alone=is_alone)


def _signs(page: Page, axis: _Axis, bar: Box, project: Project, *, is_alone: bool) -> None:
    """Draw the nodes, the start, and the dates of the end, in this order."""
    ink, red = page.paint.look.palette, page.paint.status("missed")
    middle, k = bar.top + bar.height / 2, 1.3 if is_alone else 1.0
    marks = {
        "next": (MSO_SHAPE.OVAL, 18 * k, ink.paper, ink.axis),
        "passed": (MSO_SHAPE.OVAL, 18 * k, ink.paper, ink.ink2),
        "begun": (MSO_SHAPE.RECTANGLE, 0.0, ink.ink2, ""),
        "moved": (MSO_SHAPE.DIAMOND, 30 * k, ink.paper, ink.axis),
        "planned": (MSO_SHAPE.DIAMOND, 34 * k, ink.paper, ink.ink),
        "replanned": (MSO_SHAPE.DIAMOND, 34 * k, ink.paper, red),
        "done": (MSO_SHAPE.OVAL, 32 * k, ink.ink, ink.paper),
    }
    for kind, (shape, size, fill, line) in marks.items():
        for event in project.of(kind):
            x = axis.at(event.day, is_end=kind != "begun")
            box = Box(x - size / 2, middle - size / 2, size, size)
            if kind == "begun":
                box = Box(x - 2, middle - bar.height / 2, 4, bar.height)
            if kind not in _LEFT_OUT[is_alone]:
                page.shape(shape, box, fill=fill, line=line, width=4)


_LEFT_OUT = {True: frozenset({"begun"}), False: frozenset({"moved"})}
"""What is not drawn: alone the bar itself begins there; of several only the newest date is."""
