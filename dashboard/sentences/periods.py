"""How periods and windows are said."""

import re

from dashboard.values import Frequency, Period, parse_period
from dashboard.wording import Wording

_QUARTERS = re.compile(r"Q([1-4])(?:\.\.Q([1-4]))?\Z")
_MONTHS = re.compile(r"([0-9]{2})\.\.([0-9]{2})\Z")


def period_words(text: str, say: Wording, *, is_short: bool = False) -> str:
    """Return a period in words: 2024 年前三季度; short, it leaves out what a label can."""
    period = parse_period(text)
    key, blanks = _key(period)
    return say(f"period.{'short.' if is_short else ''}{key}", **blanks)


def is_span(text: str) -> bool:
    """Return whether a text is a half-year, quarters or months, which need words."""
    return any(mark in text for mark in ("H", "Q", ".."))


def _key(period: Period) -> tuple[str, dict[str, object]]:
    year, _, rest = period.text.partition("-")
    match period.frequency:
        case Frequency.YEAR:
            return "year", {"year": year}
        case Frequency.DAY | Frequency.MONTH:
            return "day", {"day": period.text}
        case Frequency.HALF_YEAR:
            return f"half-{rest[-1]}", {"year": year}
        case _:
            return _part(year, rest)


def _part(year: str, rest: str) -> tuple[str, dict[str, object]]:
    """Return how a quarter or a run of quarters or months is said."""
    if months := _MONTHS.match(rest):
        return "months", {"year": year, "first": int(months[1]), "last": int(months[2])}
    found = _QUARTERS.match(rest)
    assert found is not None  # noqa: S101 - the parser let through nothing else
    first, last = found.groups()
    if last is None:
        return "quarter", {"year": year, "first": first}
    key = "first-quarters" if first == "1" else "quarters"
    return key, {"year": year, "first": first, "last": last}
