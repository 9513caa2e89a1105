"""Spans of time in words."""

from dashboard.wording import Wording

_MONTH = 365.2425 / 12


def span(days: int, say: Wording) -> str:
    """Return a number of days in words: months rounded to halves, days below a quarter."""
    halves = round(days / _MONTH * 2)
    whole, half = divmod(halves, 2)
    if halves == 0:
        return say(f"projects.span.days{_one(days)}", n=days)
    if halves == 1:
        return say("projects.span.half")
    if half:
        return say("projects.span.months-and-half", n=whole)
    return say(f"projects.span.months{_one(whole)}", n=whole)


def _one(number: int) -> str:
    return ".one" if number == 1 else ""
