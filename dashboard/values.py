"""The values a planner writes: days, periods and amounts, each kept as text too."""

import re
from calendar import monthrange
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from math import isfinite
from typing import NamedTuple

from dashboard.problems import Code, Facts, facts


class Unfit(ValueError):  # noqa: N818 - it is a finding about a text, raised to the reader
    """A text that is not what its field holds."""

    def __init__(self, code: Code, **given: object) -> None:
        """Keep the code and the facts of the later problem."""
        super().__init__(code)
        self.code = code
        self.facts: Facts = facts(**given)


class Day(NamedTuple):
    """A day, a month or a year: `first` and `last` are the days it may mean."""

    text: str
    first: date
    last: date


class Frequency(StrEnum):
    """How long a period is; `PART` is a part of a year that is none of the others."""

    YEAR = "year"
    HALF_YEAR = "half-year"
    QUARTER = "quarter"
    MONTH = "month"
    PART = "part"
    DAY = "day"


class Period(NamedTuple):
    """What an observation is about, from its first day to its last."""

    text: str
    first: date
    last: date
    frequency: Frequency

    @property
    def year(self) -> float:
        """Return the period's label on a time axis in years (method.md 4.3).

        Years are whole numbers, so that differences of labels are whole.
        """
        if self.frequency == Frequency.YEAR:
            return float(self.first.year)
        return decimal_year(self.last)


class Relation(StrEnum):
    """How an amount relates to the number that was written."""

    EXACT = ""
    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"
    RANGE = ".."


class Amount(NamedTuple):
    """A figure as written: `number` is drawn; `low` and `high` are what it proves."""

    text: str
    number: float
    relation: Relation
    low: float | None
    high: float | None


@lru_cache(maxsize=20_000)
def decimal_year(day: date) -> float:
    """Return a day as a year with a fraction, years of 365.2425 days (method.md 4.3)."""
    return 1970.0 + (day - date(1970, 1, 1)).days / 365.2425


def decimal_day(year: float) -> date:
    """Return the day that a year with a fraction stands for: `decimal_year` the other way."""
    return date(1970, 1, 1) + timedelta(days=round((year - 1970.0) * 365.2425))


def month_end(year: int, month: int) -> date:
    """Return the last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def add_months(day: date, months: int) -> date:
    """Return the day so many months later, at the month's end where it is shorter."""
    index = day.year * 12 + day.month - 1 + months
    year, month = index // 12, index % 12 + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?\Z")
_PERIOD = re.compile(
    r"(?P<year>[0-9]{4})-(?:"
    r"H(?P<half>[12])"
    r"|Q(?P<quarter>[1-4])(?:\.\.Q(?P<quarter_to>[1-4]))?"
    r"|(?P<month>[0-9]{2})\.\.(?P<month_to>[0-9]{2})"
    r")\Z"
)
NUMBER = r"[-+]?(?:(?:0|[1-9][0-9]*)(?:\.[0-9]+)?|\.[0-9]+)(?:[eE][-+]?[0-9]+)?"
_AMOUNT = re.compile(rf"(>=|<=|~)? ?({NUMBER})(?:\.\.({NUMBER}))?\Z")
FIRST_YEAR, LAST_YEAR = 1900, 2200


def _check_year(text: str, year: int, code: Code) -> None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise Unfit(code, text=text)


@lru_cache(maxsize=20_000)
def parse_day(text: str) -> Day:
    """Return the day, month or year written; raise Unfit for anything else."""
    match = _DAY.match(text)
    if match is None:
        raise Unfit(Code.NOT_A_DAY, text=text)
    year, month, day = (int(part) if part else None for part in match.groups())
    assert year is not None  # noqa: S101 - the pattern has a year
    _check_year(text, year, Code.NOT_A_DAY)
    try:
        if month is None:
            return Day(text, date(year, 1, 1), date(year, 12, 31))
        if day is None:
            return Day(text, date(year, month, 1), month_end(year, month))
        exact = date(year, month, day)
    except ValueError as error:
        raise Unfit(Code.NOT_A_DAY, text=text) from error
    return Day(text, exact, exact)


@lru_cache(maxsize=20_000)
def parse_period(text: str) -> Period:
    """Return the period written; raise Unfit for anything else."""
    match = _PERIOD.match(text)
    if match is None:
        try:
            day = parse_day(text)
        except Unfit as error:
            raise Unfit(Code.NOT_A_PERIOD, text=text) from error
        by_length = {4: Frequency.YEAR, 7: Frequency.MONTH, 10: Frequency.DAY}
        return Period(text, day.first, day.last, by_length[len(text)])
    year = int(match["year"])
    _check_year(text, year, Code.NOT_A_PERIOD)
    if match["half"]:
        first, last = (1, 6) if match["half"] == "1" else (7, 12)
        frequency = Frequency.HALF_YEAR
    elif match["quarter"]:
        start, end = int(match["quarter"]), int(match["quarter_to"] or match["quarter"])
        first, last = 3 * start - 2, 3 * end
        frequency = Frequency.PART if match["quarter_to"] else Frequency.QUARTER
    else:
        first, last = int(match["month"]), int(match["month_to"])
        frequency = Frequency.PART
    if not 1 <= first < last + 1 <= 13:  # noqa: PLR2004 - months of a year
        raise Unfit(Code.NOT_A_PERIOD, text=text)
    return Period(text, date(year, first, 1), month_end(year, last), frequency)


def parse_number(text: str) -> float:
    """Return a finite number; raise Unfit for anything else."""
    try:
        number = float(text) if re.fullmatch(NUMBER, text) else float("nan")
    except OverflowError:
        number = float("nan")
    if not isfinite(number):
        raise Unfit(Code.NOT_A_NUMBER, text=text)
    return number


def parse_amount(text: str) -> Amount:
    """Return the figure written, with its bounds; raise Unfit for anything else.

    `>=7000` proves 7000 and no more; `~1300` proves neither side.
    """
    match = _AMOUNT.match(text)
    if match is None:
        raise Unfit(Code.NOT_A_VALUE, text=text)
    sign, first, second = match.groups()
    number = float(first)
    if not isfinite(number) or (sign and second):
        raise Unfit(Code.NOT_A_VALUE, text=text)
    if second:
        upper = float(second)
        if not isfinite(upper) or upper < number:
            raise Unfit(Code.NOT_A_VALUE, text=text)
        return Amount(text, (number + upper) / 2, Relation.RANGE, number, upper)
    if sign is None:
        return Amount(text, number, Relation.EXACT, number, number)
    if sign == ">=":
        return Amount(text, number, Relation.AT_LEAST, number, None)
    if sign == "<=":
        return Amount(text, number, Relation.AT_MOST, None, number)
    return Amount(text, number, Relation.ABOUT, None, None)


def exactly(number: float) -> Amount:
    """Return a number that was worked out as an exact figure."""
    return Amount(f"{number:.12g}", number, Relation.EXACT, number, number)


def at_least(number: float) -> Amount:
    """Return the figure of a target to reach."""
    return Amount(f">={number:.10g}", number, Relation.AT_LEAST, number, None)


def at_most(number: float) -> Amount:
    """Return the figure of a limit."""
    return Amount(f"<={number:.10g}", number, Relation.AT_MOST, None, number)


def between(low: float, high: float) -> Amount:
    """Return the figure of a range to stay in."""
    return Amount(f"{low:.10g}..{high:.10g}", (low + high) / 2, Relation.RANGE, low, high)


def is_known(published: Day | None, about: date, as_of: date) -> bool:
    """Return whether something had been published by a day (judging.md 3).

    A partial date counts from its last day; an unknown one from the end of what it is about.
    """
    return (published.last if published else about) <= as_of


def day_after(day: date) -> date:
    """Return the next day."""
    return day + timedelta(days=1)
