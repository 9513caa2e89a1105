"""Days, months and years in running text: 2024年12月27日, 12月27日, 今年, 一季度, 2024-12-27."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dashboard.mentions.signs import number_of
from dashboard.values import Day

_SMALL = r"[0-9]{1,2}|[一二三四五六七八九十]{1,3}"
_FROM = r"(?<![0-9.])"
_SIGN = re.compile(
    rf"{_FROM}(?P<iso>(?:19|20)[0-9]{{2}}([-/.])(?:0?[1-9]|1[0-2])(?:\2(?:[0-2]?[0-9]|3[01]))?)(?![0-9./-])"
    rf"|{_FROM}(?P<year>[0-9]{{4}}|[零〇一二三四五六七八九]{{4}})(?:\s?年(?!底|末)|(?=年[底末]))"
    rf"|{_FROM}(?P<from>(?:19|20)[0-9]{{2}})(?=\s?[-—–~至到]{{1,2}}\s?(?:19|20)[0-9]{{2}}(?![0-9.]))"
    r"|(?<=[0-9][-—–~至到])(?P<to>(?:19|20)[0-9]{2})(?![0-9.年])"
    r"|(?P<relative>今年|本年|去年|明年|前年)"
    rf"|{_FROM}(?P<month>{_SMALL})\s?月份?"
    r"|第?(?P<quarter>[一二三四1-4])季度|(?P<half>[上下])半年|(?P<end>年[底末]|(?<=年)[底末])"
    rf"|{_FROM}(?P<day>{_SMALL})\s?[日号]"
    r"|(?P<today>今[天日]|昨[天日])"
)
_SHIFT = {"今年": 0, "本年": 0, "去年": -1, "明年": 1, "前年": -2}
_LAST, _MONTH_TEXT, _DAY_TEXT = 12, 7, 10


class Mention(NamedTuple):
    """A day in a text: what its year, month and day may be; empty where none is said."""

    start: int
    end: int
    years: frozenset[int]
    months: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    def means(self, day: Day) -> bool:
        """Return whether this may be the day, month or year that was written."""
        return (
            day.first.year in self.years
            and (len(day.text) < _MONTH_TEXT or day.first.month in self.months)
            and (len(day.text) < _DAY_TEXT or day.first.day in self.days)
        )


def days_in(text: str, published: Day | None) -> tuple[Mention, ...]:
    """Return all days of a text that `plain` returned, in order.

    Where no year stands beside a month, it is the one last named before or that of publication;
    of a month that was then to come, also the year before: in January 12月 is of last year.
    """
    return tuple(_mentions(text, published))


def _mentions(text: str, published: Day | None) -> Iterator[Mention]:
    own, named = _years(published), _none
    last = Mention(-2, -2, frozenset())
    for sign in _SIGN.finditer(text):
        kind, is_near = str(sign.lastgroup), sign.start() - last.end <= 1
        said = sign[kind]
        match kind:
            case "iso":
                years, months, days = _iso(said)
            case "year" | "from" | "to":
                years, months, days = frozenset({int(number_of(said) or 0)}), _none, _none
            case "relative":
                years, months, days = frozenset(y + _SHIFT[said] for y in own), _none, _none
            case "today":
                years, months, days = _exactly(published, -1 if said[0] == "昨" else 0)
            case "day":
                years, months, days = last.years or own, last.months, _of(said)
                if not (is_near and last.months) and published:
                    years, months = years | own, months | _months(published)
            case _:
                month = _month(kind, said)
                months, days = frozenset({month}), _none
                is_dated = is_near and last.years and not last.months
                years = last.years if is_dated else named | own | _before(published, month)
        if kind in {"iso", "year", "from", "to", "relative"}:
            named = years
        last = Mention(sign.start(), sign.end(), years, months, days)
        yield last


_none: frozenset[int] = frozenset()


def _of(text: str) -> frozenset[int]:
    number = number_of(text)
    return _none if number is None else frozenset({int(number)})


def _month(kind: str, said: str) -> int:
    """Return the month that is meant, of a quarter or a half-year its last."""
    if kind == "month":
        return int(number_of(said) or 0)
    if kind == "quarter":
        return 3 * int(number_of(said) or 0)
    return _LAST // 2 if said == "上" else _LAST


def _iso(text: str) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    year, month, *day = (int(part) for part in re.split(r"[-/.]", text))
    return frozenset({year}), frozenset({month}), frozenset(day)


def _years(published: Day | None) -> frozenset[int]:
    return frozenset({published.first.year}) if published else _none


def _before(published: Day | None, month: int) -> frozenset[int]:
    is_to_come = published is not None and month > published.last.month
    return frozenset(year - 1 for year in _years(published)) if is_to_come else _none


def _months(published: Day) -> frozenset[int]:
    return _none if len(published.text) < _MONTH_TEXT else frozenset({published.first.month})


def _exactly(
    published: Day | None, shift: int
) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    if published is None or len(published.text) < _DAY_TEXT:
        return _none, _none, _none
    day: date = published.first + timedelta(days=shift)
    return frozenset({day.year}), frozenset({day.month}), frozenset({day.day})
