"""How sure a pace is, in words: the pace needed, the interval, the chance, a pace tried."""

from math import ceil, floor, log10

from dashboard.assessment import Status
from dashboard.assessment.uncertainty import LEVEL, WIDE, Ground, Scenario, Uncertainty
from dashboard.methods import Growth
from dashboard.methods.trend import chance_word
from dashboard.model import Unit
from dashboard.sentences.quantities import quantity
from dashboard.sentences.status import status_key
from dashboard.values import exactly
from dashboard.wording import Wording

_SURE = 0.05
"""Order that chance brings about less often is called a trend."""
_SLIGHT, _TINY = 0.01, 0.001
"""Below these a probability is only said to be small."""


def change_words(change: float, unit: Unit, say: Wording) -> str:
    """Return the size of a change with its unit, with two digits at least: 18 家, 0.45 天."""
    size = abs(change)
    digits = 1 - floor(log10(size)) if size > 0 else 0
    fine = unit.model_copy(update={"decimals": min(max(unit.decimals, digits), 6)})
    if unit.name(say.language) == "%":
        return say("prospects.points", n=say.number(size, fine.decimals))
    return quantity(exactly(size), fine, say)


def unit_words(unit: Unit, say: Wording) -> str:
    """Return the unit that a change is counted in: that of a percentage is a point."""
    words = unit.name(say.language)
    return say("prospects.point") if words == "%" else words


def pace_line(found: Uncertainty, unit: Unit, say: Wording) -> str:
    """Return the change a year that is needed, held against the one of late."""
    past, years = found.past
    way = "rise" if found.required > 0 else "fall"
    words = change_words(past, unit, say)
    if not past:
        kept = say("prospects.past.none")
    elif (past > 0) == (found.required > 0):
        kept = say("prospects.past.same", change=words)
    else:
        kept = say(f"prospects.past.{'rise' if past > 0 else 'fall'}", change=words)
    return say(
        f"prospects.pace.{way}",
        needed=change_words(found.required, unit, say),
        years=_years(years, say),
        past=kept,
    )


def _years(years: float, say: Wording) -> str:
    rounded = round(years, 1)
    if say.has(f"prospects.years.{rounded:g}"):
        return say(f"prospects.years.{rounded:g}")
    return say("prospects.years", n=say.number(rounded, 1))


def likely_line(found: Uncertainty, unit: Unit, say: Wording) -> str:
    """Return where the pace leads, as exactly as so many figures allow."""
    count, way = len(found.points), found.way
    if found.ground == Ground.INDICATIVE:
        value = _value(way.latest_value + way.pace * (way.end - way.latest), unit, say)
        return say("prospects.indicative", value=value)
    if found.ground == Ground.RANGE:
        assert found.shares is not None  # noqa: S101 - three figures have a range
        whole = way.end_value - way.start_value
        ends = sorted(way.start_value + share * whole for share in found.shares)
        return say("prospects.range", n=count, **_ends(*ends, unit=unit, say=say))
    narrow, chance = found.values(way.end, LEVEL), found.chance
    assert narrow is not None  # noqa: S101 - five figures have an interval
    assert chance is not None  # noqa: S101 - and a chance
    said = [
        say("prospects.interval", n=count, **_ends(*narrow, unit=unit, say=say)),
        say(
            "prospects.chance",
            word=say(f"prospects.chance.{chance_word(chance)}"),
            share=_percent(chance, say),
        ),
    ]
    wide = found.values(way.end, WIDE)
    if wide is not None:
        said.insert(1, say("prospects.wide", **_ends(*wide, unit=unit, say=say)))
    return say("prospects.join").join(said)


def _ends(low: float, high: float, *, unit: Unit, say: Wording) -> dict[str, str]:
    return {"low": say.number(low, unit.decimals), "high": _value(high, unit, say)}


def _value(value: float, unit: Unit, say: Wording) -> str:
    return quantity(exactly(value), unit, say)


def _percent(chance: float, say: Wording) -> str:
    """Return a probability, which is never told as certain."""
    if chance < _SLIGHT:
        return say("prospects.below-one")
    if chance > 1 - _SLIGHT:
        return say("prospects.above-ninety-nine")
    return say("prospects.about", share=say.number(chance * 100, 0))


def classes_line(found: Uncertainty, say: Wording) -> str:
    """Return between which statuses the interval lies; empty where there is none."""
    if found.walk is None:
        return ""
    best = say(status_key(found.best))
    if not found.is_borderline:
        return say("prospects.firm", status=best)
    return say("prospects.borderline", best=best, worst=say(status_key(found.worst)))


def trend_line(found: Uncertainty, unit: Unit, say: Wording) -> str:
    """Return whether the figures have a direction at all; empty with fewer than five."""
    trend = found.trend
    if trend is None:
        return ""
    share = say("prospects.p-small")
    if trend.p >= _TINY:
        share = say("prospects.p", n=say.number(trend.p * 100, 1))
    key = "none" if trend.p >= _SURE else "rise" if trend.s > 0 else "fall"
    said = say(f"prospects.trend.{key}", share=share)
    slope = found.slope
    if slope is None or found.options.growth == Growth.GEOMETRIC:
        return said
    rate, low, high = (
        say.number(number, unit.decimals + 1) for number in (slope.rate, slope.low, slope.high)
    )
    return say("prospects.join").join((said, say("prospects.slope", rate=rate, low=low, high=high)))


def is_between_years(found: Uncertainty) -> bool:
    """Return whether time is counted in whole years, a year standing for its end."""
    return found.way.latest == int(found.way.latest) and found.way.end == int(found.way.end)


def scenario_line(found: Uncertainty, tried: Scenario, unit: Unit, say: Wording) -> str:
    """Return where a pace that is tried leads: reached when, or how far by the deadline."""
    way = "rise" if found.required > 0 else "fall"
    back = "fall" if way == "rise" else "rise"
    is_toward = tried.pace * found.required >= 0
    start = say(
        f"prospects.tried.{way if is_toward else back}", change=change_words(tried.pace, unit, say)
    )
    if not tried.pace:
        start = say("prospects.tried.none")
    value = _value(tried.value, unit, say)
    if tried.reached is not None and tried.reached <= found.way.end + 1e-9:
        year = ceil(tried.reached - 1e-9) if is_between_years(found) else floor(tried.reached)
        end = say("prospects.reached", year=year, value=value)
    else:
        end = say(
            "prospects.short",
            value=value,
            share=say.number(tried.share * 100, 1),
            status=say(status_key(Status(tried.status))),
        )
    return f"{start}{end}"
