"""Projects on an axis of time, drawn with shapes that can be moved and written on."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE

from dashboard.decks.design import LABEL, MARK, TICK, signed
from dashboard.decks.page import Box, Page, Run
from dashboard.frames.amounts import place
from dashboard.slides import Course, Dated, Timeline
from dashboard.theme import LATE

_NAMES, _NOTES = 430, 500
"""px that the names on the left and the notes on the right take."""
_END, _NODE = 340, 300
"""px that a date above and a node below the bar take."""
_TICKS = 9
_DONE = frozenset({"achieved", LATE})
_LATE = frozenset({"missed", LATE})
_STARTS = frozenset({"begun", "to-begin"})


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
    course, ink = body.courses[0], page.paint.look.palette
    axis = _axis(body, box.left, box.right - 20)
    middle = box.top + box.height * 0.42
    bar = Box(axis.left, middle - 44, axis.right - axis.left, 88)
    now, floor = axis.at(body.as_of), box.bottom - 60
    _scale(page, axis, floor)
    page.line((now, bar.top - 6), (now, floor), ink.ink2, dash=MSO_LINE.ROUND_DOT)
    _bar(page, axis, bar, course, body.as_of)
    _ends(page, axis, bar, course)
    _nodes(page, axis, bar, course)
    _today(page, bar, now, body)


def _ends(page: Page, axis: _Axis, bar: Box, course: Course) -> None:
    """Write the dates of the end above the bar: planned, moved to, done; on two tiers if near."""
    red = page.paint.status_text("missed")
    kinds = {"planned": "", "replanned": red, "done": ""}
    before = -float(_END)
    for kind, colour in kinds.items():
        one = course.one(kind)
        if one is None:
            continue
        x = axis.at(one.day)
        is_near = x - before < _END
        before = x
        left = min(max(x - _END / 2, bar.left), bar.right - _END)
        align = "right" if x + _END / 2 > bar.right else "center"
        words = f"{page.say(f'slides.course.{kind}')} {one.text}"
        top = bar.top - 62 - (52 if is_near else 0)
        page.text(Box(left, top, _END, 48), [Run(words, MARK, colour, bold=True)], align=align)


def _nodes(page: Page, axis: _Axis, bar: Box, course: Course) -> None:
    """Write below the bar what was reached, the newest first, and what comes next, as it fits."""
    ink = page.paint.look.palette
    begun = course.of("begun", "to-begin")[:1]
    taken: list[tuple[float, float]] = []
    for one in (*begun, *course.of("passed")[::-1], *course.of("next")):
        x = axis.at(one.day, is_end=one.kind not in _STARTS)
        left = min(max(x if one.kind in _STARTS else x - _NODE / 2, bar.left), bar.right - _NODE)
        if any(left < end and start < left + _NODE for start, end in taken):
            continue
        taken.append((left, left + _NODE))
        align = "left" if one.kind in _STARTS else "center"
        runs = [[Run(one.text, TICK, ink.ink2)], [Run(one.what, TICK, ink.ink2)]]
        page.text(Box(left, bar.bottom + 22, _NODE, 84), runs, align=align)


def _today(page: Page, bar: Box, now: float, body: Timeline) -> None:
    """Write the day and the status at the line of the day."""
    course, ink = body.courses[0], page.paint.look.palette
    is_left = now + _NODE > bar.right
    box = Box(now - _NODE - 14 if is_left else now + 14, bar.bottom + 134, _NODE, 84)
    colour = page.paint.status_text(course.sign)
    runs = [
        [Run(body.as_of_words, TICK, ink.ink2)],
        [Run(signed(course.sign, course.word), TICK, colour, bold=True)],
    ]
    page.text(box, runs, align="right" if is_left else "left")


# --- several ---------------------------------------------------------------------------------


def _several(page: Page, box: Box, body: Timeline) -> None:
    ink = page.paint.look.palette
    axis = _axis(body, box.left + _NAMES, box.right - _NOTES - 40)
    row = min((box.height - 60) / len(body.courses), 160.0)
    bottom, now = box.top + row * len(body.courses), axis.at(body.as_of)
    page.line((now, box.top), (now, bottom), ink.ink2, dash=MSO_LINE.ROUND_DOT)
    for number, course in enumerate(body.courses):
        top = box.top + number * row
        page.line((box.left, top + row), (box.right, top + row), ink.line, width=1.5)
        name = Box(box.left, top, _NAMES - 30, row)
        page.text(name, [Run(course.name, MARK, bold=True)], anchor="middle")
        colour = page.paint.status_text(course.sign)
        runs = [
            [Run(signed(course.sign, course.word), LABEL, colour, bold=True)],
            [Run(course.note, 26, ink.ink2)],
        ]
        page.text(Box(box.right - _NOTES, top, _NOTES, row), runs, anchor="middle")
        bar = Box(axis.left, top + row / 2 - 15, axis.right - axis.left, 30)
        _bar(page, axis, bar, course, body.as_of)
    _scale(page, axis, bottom)


def _scale(page: Page, axis: _Axis, top: float) -> None:
    """Write the years."""
    ink = page.paint.look.palette
    page.line((axis.left, top), (axis.right, top), ink.axis, width=1.5)
    for year, first, last in axis.years():
        page.line((first, top), (first, top + 8), ink.axis, width=1.5)
        box = Box((first + last) / 2 - 50, top + 12, 100, 42)
        page.text(box, [Run(str(year), TICK, ink.ink3)], align="center")


# --- a bar -----------------------------------------------------------------------------------


def _bar(page: Page, axis: _Axis, bar: Box, course: Course, as_of: date) -> None:
    """Draw the planned span, what has passed of it, the slip beyond it, and its signs."""
    ink, red = page.paint.look.palette, page.paint.status("missed")
    start = next(iter(course.of(*_STARTS)), None)
    begin = axis.at(start.day, is_end=False) if start else None
    due = _at(axis, course.one("planned"))
    end = _at(axis, course.one("done"))
    reached = axis.at(as_of) if end is None else min(end, axis.at(as_of))
    if begin is not None:
        _piece(page, bar, begin, due or begin, ink.line)
        _piece(page, bar, begin, min(reached, due or reached), ink.ink2)
    if due is not None and course.sign in _LATE:
        _piece(page, bar, due, reached, red)
    _dots(page, axis, bar, course, begin)
    middle = bar.top + bar.height / 2
    moved = _at(axis, course.one("replanned"))
    if moved is not None and end is None:
        ahead = max(due or reached, reached)
        if moved > ahead:
            page.line((ahead, middle), (moved, middle), red, width=6, dash=MSO_LINE.SQUARE_DOT)
        _sign(page, MSO_SHAPE.DIAMOND, (moved, middle), bar.height * 0.75, (ink.paper, red))
    if due is not None:
        _sign(page, MSO_SHAPE.DIAMOND, (due, middle), bar.height * 0.75, (ink.paper, ink.ink))
    if end is not None:
        colour = page.paint.status(course.sign) if course.sign in _DONE else ink.ink
        _sign(page, MSO_SHAPE.OVAL, (end, middle), bar.height * 0.75, (colour, ink.paper))


def _at(axis: _Axis, one: Dated | None) -> float | None:
    return axis.at(one.day) if one else None


def _dots(page: Page, axis: _Axis, bar: Box, course: Course, begin: float | None) -> None:
    """Draw the nodes: reached ones on the bar are paper, beside it and ahead they have an edge."""
    ink = page.paint.look.palette
    middle, size = bar.top + bar.height / 2, max(bar.height * 0.18, 10)
    for one in course.of("passed", "next"):
        x = axis.at(one.day)
        is_on_bar = one.kind == "passed" and begin is not None and x >= begin
        line = "" if is_on_bar else ink.ink2
        fill = ink.ink2 if one.kind == "passed" and not is_on_bar else ink.paper
        _sign(page, MSO_SHAPE.OVAL, (x, middle), size if is_on_bar else size * 1.5, (fill, line))


def _piece(page: Page, bar: Box, left: float, right: float, colour: str) -> None:
    if right > left:
        page.shape(MSO_SHAPE.RECTANGLE, Box(left, bar.top, right - left, bar.height), fill=colour)


def _sign(
    page: Page, kind: MSO_SHAPE, at: tuple[float, float], size: float, colours: tuple[str, str]
) -> None:
    """Draw a sign around a point, filled and edged; without a colour it has no edge."""
    fill, line = colours
    box = Box(at[0] - size / 2, at[1] - size / 2, size, size)
    page.shape(kind, box, fill=fill, line=line, width=max(3.0, size / 12))
