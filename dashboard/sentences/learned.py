"""Who learned what, in words: what the dates found can carry, and no more."""

from collections.abc import Sequence

from dashboard.frames.learned import Cell, Row, Step, summary
from dashboard.methods.lags import Bound, Lag
from dashboard.model import Area
from dashboard.wording import Wording

_TWO = 2
_NAMED = 3
"""Of many areas so many are named in the headline."""


def headline(rows: Sequence[Row], say: Wording) -> str:
    """Return how many reforms several areas have, and whose reports came first."""
    found = summary(rows)
    if not rows:
        return say("learned.none")
    size = "two" if len(rows[0].cells) <= _TWO else "many"
    if not found.shared:
        return say(f"learned.headline.{size}.none", n=found.reforms)
    said = say(f"learned.headline.{size}", n=found.reforms, shared=found.shared)
    if found.first:
        said += say("learned.headline.first", areas=_areas(found.first[:_NAMED], say))
    return said


def caption(rows: Sequence[Row], say: Wording) -> str:
    """Return what was found in one place only, and how far the dates may be trusted."""
    found = summary(rows)
    pieces = []
    if found.alone and len(rows[0].cells) <= _TWO:
        pieces += [
            say("learned.alone", n=count, area=area.name(say.language))
            for area, count in found.alone
        ]
    elif found.alone:
        pieces.append(say("learned.alone.many", n=sum(count for _, count in found.alone)))
    if found.joint:
        pieces.append(say("learned.joint.count", n=found.joint))
    if found.unclear:
        pieces.append(say("learned.unclear.count", n=found.unclear))
    if found.none:
        pieces.append(say("learned.none.count", n=found.none))
    counted = say.listed(pieces)
    return say("list.dot").join(piece for piece in (counted, say("learned.caution")) if piece)


def _areas(counted: Sequence[tuple[Area, int]], say: Wording) -> str:
    return say.listed(
        say("learned.headline.area", area=area.name(say.language), n=count)
        for area, count in counted
    )


def mark(step: Step, say: Wording) -> str:
    """Return the sign and the word of a step: shape and word say the same as its colour."""
    key = "already" if step.shows == "adopted" and step.span.already else step.shows
    return say(f"learned.mark.{key}")


def lag_words(cell: Cell, say: Wording) -> str:
    """Return how long after the first report an area followed; empty for the first itself."""
    behind = cell.lag
    if behind is None:
        return ""
    area = cell.area.name(say.language)
    if not behind.is_apart:
        key = "same-day" if behind == Lag(0, 0, Bound.BETWEEN) else "overlap"
        return say(f"learned.lag.{key}", area=area)
    days = _days(behind, say)
    return say(f"learned.lag.{behind.bound}", area=area, days=days)


def short_lag(cell: Cell, say: Wording) -> str:
    """Return a lag for a narrow cell; empty for the first and for a gap."""
    return "" if cell.lag is None else days_apart(cell.lag, say)


def days_apart(behind: Lag, say: Wording) -> str:
    """Return a lag by itself, with what the number is worth: at most 755 days later."""
    if not behind.is_apart:
        return say("learned.short.overlap")
    return say(f"learned.short.{behind.bound}", days=_days(behind, say))


def _days(behind: Lag, say: Wording) -> str:
    low, high = say.number(behind.low), say.number(behind.high)
    match behind.bound:
        case Bound.AT_MOST:
            return high
        case Bound.AT_LEAST:
            return low
        case _ if low == high:
            return low
        case _:
            return say("learned.days.range", low=low, high=high)


def verdict(row: Row, say: Wording) -> str:
    """Return what the last column says of a reform: the lags, or why there are none."""
    found = row.found
    if row.is_joint:
        return say("learned.together")
    if not found:
        return say("learned.nowhere")
    if len(found) == 1:
        return say("learned.only", area=found[0].area.name(say.language))
    return say("limits.join").join(lag_words(cell, say) for cell in row.lags)


def alt(rows: Sequence[Row], say: Wording) -> str:
    """Return the name of the matrix for those who hear it."""
    return say("learned.alt", n=len(rows), areas=len(rows[0].cells) if rows else 0)
