"""How sure a pace is, in words: the pace needed, the interval, the chance, a pace tried."""

from math import ceil, floor, log10

from dashboard.assessment import Status
from dashboard.assessment.uncertainty import LEVEL, WIDE, Ground, Scenario, Uncertainty
from dashboard.frames.prospects import Paces
from dashboard.methods import Growth
from dashboard.methods.trend import chance_word
from dashboard.model import Unit
from dashboard.sentences.quantities import quantity
from dashboard.sentences.status import status_key
from dashboard.values import decimal_day, exactly
from dashboard.wording import Wording

_YEAR = 12
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
    months = max(round(years * _YEAR), 1)
    if not past:
        kept = say("prospects.past.none")
    else:
        same = (past > 0) == (found.required > 0)
        key = "same" if same else "rise" if past > 0 else "fall"
        rate = say(f"prospects.rate.{'months' if months % _YEAR else 'years'}")
        kept = say(f"prospects.past.{key}", rate=rate, change=change_words(past, unit, say))
    return say(
        f"prospects.pace.{way}",
        needed=change_words(found.required, unit, say),
        span=_span(months, say),
        past=kept,
    )


def _span(months: int, say: Wording) -> str:
    """Return a time in whole years, or in months where it is none."""
    years, rest = divmod(months, _YEAR)
    if rest:
        return say("prospects.months", n=months)
    key = f"prospects.years.{years}"
    return say(key) if say.has(key) else say("prospects.years", n=years)


def since(found: Uncertainty) -> str:
    """Return the year or month of the baseline: 2020, 2024-12."""
    at = found.points[0].at
    return str(int(at)) if is_between_years(found) else decimal_day(at).isoformat()[:7]


def likely_line(found: Uncertainty, unit: Unit, say: Wording) -> str:
    """Return where the pace leads, as exactly as so many figures allow."""
    way = found.way
    facts: dict[str, str | int] = {"n": len(found.points), "since": since(found)}
    if found.ground == Ground.INDICATIVE:
        value = _value(way.latest_value + way.pace * (way.end - way.latest), unit, say)
        return say("prospects.indicative", since=facts["since"], value=value)
    if found.ground == Ground.RANGE:
        assert found.shares is not None  # noqa: S101 - three figures have a range
        whole = way.end_value - way.start_value
        ends = sorted(way.start_value + share * whole for share in found.shares)
        return say("prospects.range", **facts, **_ends(*ends, unit=unit, say=say))
    narrow, chance = found.values(way.end, LEVEL), found.chance
    assert narrow is not None  # noqa: S101 - five figures have an interval
    assert chance is not None  # noqa: S101 - and a chance
    said = [
        say("prospects.interval", **facts, **_ends(*narrow, unit=unit, say=say)),
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
    best, worst = say(status_key(found.best)), say(status_key(found.worst))
    if not found.crossed:
        return say("prospects.firm", status=best)
    key = "borderline" if found.is_borderline else "unsure"
    return say(f"prospects.{key}", best=best, worst=worst)


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
    """Return where a pace leads: reached when, how far by the deadline, and as what status."""
    way = "rise" if found.required > 0 else "fall"
    back = "fall" if way == "rise" else "rise"
    is_toward = tried.pace * found.required >= 0
    start = say(
        f"prospects.tried.{way if is_toward else back}", change=change_words(tried.pace, unit, say)
    )
    if not tried.pace:
        start = say("prospects.tried.none")
    elif tried.pace == found.way.pace:
        start = say("prospects.tried.now", pace=start)
    reached = ""
    if tried.reached is not None and tried.reached <= found.way.end + 1e-9:
        year = ceil(tried.reached - 1e-9) if is_between_years(found) else floor(tried.reached)
        reached = say("prospects.reached", year=year)
    end = say(
        "prospects.led",
        value=_value(tried.value, unit, say),
        share=say.number(tried.share * 100, 1),
        status=say(status_key(Status(tried.status))),
    )
    return f"{start}{reached}{end}"


def stop_words(pace: float, paces: Paces, say: Wording) -> str:
    """Return a stop of the slider; the pace since the baseline says that it is that."""
    if pace == paces.now:
        return say("prospects.slider.now", pace=say.number(pace, paces.decimals + 1))
    return say.number(pace, paces.decimals)
