"""One light a quarter from the promise to the day: how a commitment stood at the end of each."""

from collections.abc import Sequence
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dashboard.changes import Turn
from dashboard.dated import FIRST_DAY
from dashboard.theme import sign_key
from dashboard.values import day_after, month_end

MONTH, QUARTER, YEAR = 1, 3, 12
YOUNG, OLD = 24, 180
"""Months: below, a light a month; above, a light a year."""


class Light(NamedTuple):
    """How a commitment stood at the end of a period, or on the day of the view."""

    period: str
    """2024-03, 2024-Q1 or 2024"""
    day: date
    sign: str
    """a key of the signs"""


class Run(NamedTuple):
    """Neighbouring lights of one sign."""

    sign: str
    start: int
    length: int


class Strip(NamedTuple):
    """The lights of one commitment, oldest first."""

    lights: tuple[Light, ...]
    months: int
    """how many months a light stands for"""

    @property
    def runs(self) -> tuple[Run, ...]:
        """Return the lights by neighbours of one sign."""
        found, start = [], 0
        for sign, lights in groupby(self.lights, key=lambda light: light.sign):
            length = len(list(lights))
            found.append(Run(sign, start, length))
            start += length
        return tuple(found)


def strip(turns: Sequence[Turn], as_of: date, months: int = 0) -> Strip:
    """Return the lights of a history up to a day, none of an empty one.

    A quarter each, a month where it is younger than two years, a year where it is very old;
    `months` asks for one of them. A promise of an unknown day begins with its first turn.
    """
    if not turns:
        return Strip((), QUARTER)
    unknown = turns[0].day == FIRST_DAY
    start = (turns[1].day if len(turns) > 1 else as_of) if unknown else turns[0].day
    age = (as_of.year - start.year) * YEAR + as_of.month - start.month
    step = months or (MONTH if age < YOUNG else QUARTER if age <= OLD else YEAR)
    lights = []
    end = _end_of(start, step)
    while True:
        day = min(end, as_of)
        last = [turn for turn in turns if turn.day <= day][-1].verdict
        lights.append(Light(_named(end, step), day, sign_key(last.status, is_late=last.is_late)))
        if end >= as_of:
            return Strip(tuple(lights), step)
        end = _end_of(day_after(end), step)


def _end_of(day: date, step: int) -> date:
    return month_end(day.year, (day.month - 1) // step * step + step)


def _named(end: date, step: int) -> str:
    if step == YEAR:
        return str(end.year)
    return f"{end.year}-Q{end.month // QUARTER}" if step == QUARTER else f"{end:%Y-%m}"
