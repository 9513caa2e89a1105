"""Days of release, in the many ways in which offices write them."""

import re
from datetime import date
from typing import NamedTuple

from dashboard.values import Unfit, parse_day

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_ISO = re.compile(r"([0-9]{4})[-/.]([0-9]{1,2})(?:[-/.]([0-9]{1,2}))?(?:[T ].*)?\Z")
_FIGURES = re.compile(r"([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})\Z")
_MONTH_YEAR = re.compile(r"([0-9]{1,2})[-/.]([0-9]{4})\Z")
_WORDS = re.compile(
    r"(?:(?:[A-Za-z]+day,?\s+)?([0-9]{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"([A-Za-z]{3,9})\.?,?[\s-]+([0-9]{4})\Z"
)
_AMERICAN = re.compile(r"([A-Za-z]{3,9})\.?\s+([0-9]{1,2})(?:st|nd|rd|th)?,?\s+([0-9]{4})\Z")
_MOST_MONTHS = 12


class Release(NamedTuple):
    """A day, a month or a year as we write it, empty for none; unclear if only the year holds."""

    text: str
    is_unclear: bool = False


def release_of(text: str) -> Release:
    """Return the day that a text means; of 03/04/2020, which has two readings, the year alone."""
    said = " ".join(text.split())
    if match := _ISO.match(said):
        return _day(match[1], match[2], match[3])
    if match := _FIGURES.match(said):
        return _either(int(match[1]), int(match[2]), match[3])
    if match := _MONTH_YEAR.match(said):
        return _day(match[2], match[1], None)
    if match := _WORDS.match(said):
        return _day(match[3], _month(match[2]), match[1])
    if match := _AMERICAN.match(said):
        return _day(match[3], _month(match[1]), match[2])
    return _known(said)


def _either(first: int, second: int, year: str) -> Release:
    if first == second or second > _MOST_MONTHS:
        return _day(year, str(first), str(second))
    if first > _MOST_MONTHS:
        return _day(year, str(second), str(first))
    return Release(_known(year).text, is_unclear=True)


def _month(name: str) -> str:
    short = name[:3].casefold()
    return str(_MONTHS.index(short) + 1) if short in _MONTHS else ""


def _day(year: str, month: str, day: str | None) -> Release:
    """Return a day, a month where there is no day, or the year where the month is no month."""
    parts = [part.zfill(2) for part in (month, day) if part] if month else []
    return _known("-".join([year, *parts]))


def _known(text: str) -> Release:
    try:
        parse_day(text)
    except Unfit:
        return Release("")
    return Release(text)


def is_before(text: str, day: date) -> bool:
    """Return whether a day, a month or a year is over before another day."""
    return parse_day(text).last < day
