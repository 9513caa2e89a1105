"""Projects on an axis of time, drawn with shapes that can be moved and written on."""

from collections.abc import Sequence
from datetime import date

from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_SHAPE

from dashboard.decks.design import LABEL, MARK, TICK, signed
from dashboard.decks.page import Box, Page, Run
from dashboard.frames.amounts import place
from dashboard.slides import Course, Dated, Timeline
from dashboard.theme import LATE

_NAMES, _NOTES = 430, 470
"""px that the names on the left and the notes on the right take."""
_DONE = frozenset({"achieved", LATE})


class _Axis:
    """Where a day stands, in px."""

    def __init__(self, left: float, right: float, first: date, last: date) -> None:
        self.left, self.right = left, right
        self.low, self.high = place(first), place(last, is_end=True)

    def at(self, day: date, *, is_end: bool = True) -> float:
        """Return the px of a day's end, or its beginning."""
        share = (place(day, is_end=is_end) - self.low) / (self.high - self.low)
        return self.left + share * (self.right - self.left)

    def years(self) -> Sequence[tuple[int, float]]:
        """Return the years that begin on the axis with their px, not too many."""
        first, last = int(self.low + 0.5), int(self.high + 0.5)
        found = [year for year in range(first, last + 1) if self.low <= year - 0.5 <= self.high]
        by = next(step for step in (1, 2, 5, 10, 20) if len(found) / step <= 9)  # noqa: PLR2004
        return [(year, self.at(date(year, 1, 1), is_end=False)) for year in found[::by]]


def _axis(body: Timeline, left: float, right: float) -> _Axis:
    days = [one.day for course in body.courses for one in course.dates] + [body.as_of]
    first, last = min(days), max(days)
    return _Axis(left, right, date(first.year, 1, 1), date(last.year, 12, 31))


def timeline(page: Page, box: Box, body: Timeline, alt: str) -> None:
    """Draw one project large with its nodes, or several below each other."""
    inside = page.group(alt)
    if len(body.courses) == 1:
        _alone(inside, box, body)
    else:
        _several(inside, box, body)


# --- one -------------------------------------------------------------------------------------


def _alone(page: Page, box: Box, body: Timeline) -> None:
    course, ink = body.courses[0], page.paint.look.palette
    axis = _axis(body, box.left, box.right - 20)
    middle = box.top + box.height * 0.42
    _scale(page, axis, box.bottom - 56)
    bar = Box(0, middle - 44, 0, 88)
    _bar(page, axis, bar, course, body.as_of)
    now = axis.at(body.as_of)
    page.line(
        (now, bar.top - 6), (now, box.bottom - 56), ink.ink2, width=2, dash=MSO_LINE.ROUND_DOT
    )
    _below(page, axis, box, course, body, bar.bottom)
    _above(page, axis, box, course, bar.top)


def _above(page: Page, axis: _Axis, box: Box, course: Course, bottom: float) -> None:
    """Write the dates of the end above the bar: planned, moved to, done."""
    red = page.paint.status_text("missed")
    shown = [
        (one, key, colour)
        for kind, key, colour in (
            ("planned", "slides.course.planned", ""),
            ("replanned", "slides.course.replanned", red),
            ("done", "slides.course.done", ""),
        )
        if (one := course.one(kind))
    ]
    last = -1e9
    for number, (one, key, colour) in enumerate(shown):
        x = axis.at(one.day)
        tier = 1 if number and x - last < 300 else 0  # noqa: PLR2004 - px that a date takes
        last = x if tier == 0 else last
        left = min(max(x - 170, box.left), box.right - 340)
        align = "right" if left + 340 >= box.right else "center"
        top = bottom - 62 - 52 * (tier + 0)
        words = f"{page.say(key)} {one.text}"
        page.text(Box(left, top, 340, 48), [Run(words, MARK, colour, bold=True)], align=align)


def _below(  # noqa: PLR0913, PLR0917 - private, one caller
    page: Page, axis: _Axis, box: Box, course: Course, body: Timeline, top: float
) -> None:
    """Write what was reached below the bar: begun, the newest nodes, and the day of today."""
    ink = page.paint.look.palette
    now = axis.at(body.as_of)
    nodes = [*course.of("begun", "to-begin")[:1], *course.of("passed")[-3:], *course.of("next")[:2]]
    taken: list[tuple[float, float]] = [(now - 10, now + 300)]
    for one in sorted(nodes, key=lambda node: node.kind != "begun"):
        x = axis.at(one.day, is_end=one.kind not in {"begun", "to-begin"})
        span = (x, x + 260) if one.kind in {"begun", "to-begin"} else (x - 130, x + 130)
        if span[0] < box.left:
            span = (box.left, box.left + 260)
        if any(span[0] < end and start < span[1] for start, end in taken) or span[1] > box.right:
            continue
        taken.append(span)
        align = "left" if one.kind in {"begun", "to-begin"} else "center"
        runs = [[Run(one.text, TICK, ink.ink2)], [Run(one.what, TICK, ink.ink2)]]
        page.text(Box(span[0], top + 24, span[1] - span[0], 84), runs, align=align)
    runs = [
        [Run(body.as_of_words, TICK, ink.ink2)],
        [
            Run(
                signed(course.sign, course.word),
                TICK,
                page.paint.status_text(course.sign),
                bold=True,
            )
        ],
    ]
    left = now + 14 if now + 300 < box.right else now - 314
    align = "left" if left > now else "right"
    page.text(Box(left, top + 110, 300, 84), runs, align=align)


# --- several ---------------------------------------------------------------------------------


def _several(page: Page, box: Box, body: Timeline) -> None:
    ink = page.paint.look.palette
    axis = _axis(body, box.left + _NAMES, box.right - _NOTES - 30)
    bottom = box.bottom - 60
    row = min((bottom - box.top) / len(body.courses), 150.0)
    bottom = box.top + row * len(body.courses)
    now = axis.at(body.as_of)
    for number, course in enumerate(body.courses):
        top = box.top + number * row
        page.line((box.left, top + row), (box.right, top + row), ink.line, width=1.5)
        page.text(
            Box(box.left, top, _NAMES - 30, row),
            [Run(course.name, MARK, bold=True)],
            anchor="middle",
        )
        runs = [
            [
                Run(
                    signed(course.sign, course.word),
                    LABEL,
                    page.paint.status_text(course.sign),
                    bold=True,
                )
            ],
            [Run(course.note, 26, ink.ink2)],
        ]
        page.text(Box(box.right - _NOTES, top, _NOTES, row), runs, anchor="middle")
        _bar(page, axis, Box(0, top + row / 2 - 13, 0, 26), course, body.as_of)
    page.line((now, box.top), (now, bottom), ink.ink2, width=2, dash=MSO_LINE.ROUND_DOT)
    _scale(page, axis, bottom + 6)


def _scale(page: Page, axis: _Axis, top: float) -> None:
    """Write the years."""
    ink = page.paint.look.palette
    page.line((axis.left, top), (axis.right, top), ink.axis, width=1.5)
    for year, x in axis.years():
        page.line((x, top), (x, top + 8), ink.axis, width=1.5)
        page.text(Box(x + 4, top + 10, 100, 42), [Run(str(year), TICK, ink.ink3)])


# --- a bar -----------------------------------------------------------------------------------


def _bar(page: Page, axis: _Axis, at: Box, course: Course, as_of: date) -> None:
    """Draw the planned span, what has passed of it, the slip beyond it, and its signs."""
    ink, red = page.paint.look.palette, page.paint.status("missed")
    start, planned, moved, done = (
        next(iter(course.of("begun", "to-begin")), None),
        course.one("planned"),
        course.one("replanned"),
        course.one("done"),
    )
    now = axis.at(as_of)
    begin = axis.at(start.day, is_end=False) if start else None
    due = axis.at(planned.day) if planned else None
    end = axis.at(done.day) if done else None
    reached = min(now, end) if end is not None else now
    if begin is not None and due is not None and due > begin:
        _piece(page, at, begin, due, ink.line)
    if begin is not None:
        until = min(reached, due) if due is not None else reached
        _piece(
            page, at, begin, until, ink.ink2, thin=course.sign not in {"missed"} and at.height < 40
        )
    if due is not None and reached > due and course.sign in {"missed", LATE}:
        _piece(page, at, due, reached, red)
    middle = at.top + at.height / 2
    if moved and due is not None:
        then = axis.at(moved.day)
        first = max(due, reached)
        if then > first and end is None:
            page.line((first, middle), (then, middle), red, width=6, dash=MSO_LINE.SQUARE_DOT)
        _sign(page, MSO_SHAPE.DIAMOND, then, middle, at.height * 0.7, ink.paper, red)
    for one in course.of("passed"):
        _dot(page, axis, middle, one, at.height)
    for one in course.of("next"):
        x = axis.at(one.day)
        _sign(page, MSO_SHAPE.OVAL, x, middle, at.height * 0.3, ink.paper, ink.ink2)
    if due is not None:
        _sign(page, MSO_SHAPE.DIAMOND, due, middle, at.height * 0.7, ink.paper, ink.ink)
    if end is not None:
        _sign(
            page,
            MSO_SHAPE.OVAL,
            end,
            middle,
            at.height * 0.6,
            page.paint.status(course.sign) if course.sign in _DONE else ink.ink,
            ink.paper,
        )


def _dot(page: Page, axis: _Axis, middle: float, one: Dated, height: float) -> None:
    ink = page.paint.look.palette
    _sign(page, MSO_SHAPE.OVAL, axis.at(one.day), middle, max(height * 0.18, 8), ink.paper, "")


def _piece(  # noqa: PLR0913 - from where to where, and how
    page: Page, at: Box, left: float, right: float, colour: str, *, thin: bool = False
) -> None:
    if right - left < 1:
        return
    less = at.height * 0.22 if thin else 0.0
    box = Box(left, at.top + less, right - left, at.height - 2 * less)
    page.shape(MSO_SHAPE.RECTANGLE, box, fill=colour)


def _sign(  # noqa: PLR0913, PLR0917 - where, how large, in which colours
    page: Page, kind: MSO_SHAPE, x: float, y: float, width: float, fill: str, line: str
) -> None:
    width = max(width, 10)
    box = Box(x - width / 2, y - width / 2, width, width)
    page.shape(kind, box, fill=fill, line=line, width=max(3.0, width / 12))
