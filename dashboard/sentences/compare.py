"""What the figures of several areas say together: findings, refusals, alternative texts."""

from collections.abc import Sequence

from dashboard.frames.amounts import is_exact
from dashboard.frames.compare import Lens
from dashboard.frames.figures import Point
from dashboard.frames.ratios import Ratio, history
from dashboard.model import Area
from dashboard.sentences.periods import period_words
from dashboard.sentences.quantities import quantity
from dashboard.values import parse_period
from dashboard.wording import Wording

_PAIR = 2
_MANY = 3
_SAME = 0.005
_TENFOLD = 10


def lens_unit(lens: Lens, say: Wording) -> str:
    """Return the unit of a lens in words: 亿元, 元/人, 2020 年 = 100."""
    unit = lens.unit.name(say.language)
    if lens.id == "per-head":
        return say("compare.unit.per-head", unit=unit)
    if lens.id == "index":
        base = period_words(lens.base, say) if lens.base else ""
        return say("compare.unit.index", base=base)
    return unit


def refusal(lens: Lens, say: Wording) -> str:
    """Return why a lens cannot be worked out; empty where it can."""
    return "" if lens.is_given else say(f"compare.refused.{lens.reason}", **lens.facts)


def times(ratio: float, say: Wording) -> str:
    """Return a ratio as it is said: 3.7 倍; near 1 with two decimals."""
    return say("compare.ratio.value", ratio=say.number(ratio, 1 if ratio >= 1.1 else 2))  # noqa: PLR2004 - one decimal says enough


def ratio_name(row: Ratio, say: Wording) -> str:
    """Return the name of a ratio's row; those per head say so."""
    name = row.name(say.language)
    return _per_head(name, say) if row.is_derived else name


def _per_head(name: str, say: Wording) -> str:
    key = "compare.ratio.per-head-latin" if name[:1].isascii() else "compare.ratio.per-head"
    return say(key, name=name)


def name_of(lens: Lens, say: Wording) -> str:
    """Return the indicator's short name; through the lens per head it says so."""
    name = (lens.indicator.short or lens.indicator.name)(say.language)
    return _per_head(name, say) if lens.id == "per-head" else name


def finding(lens: Lens, say: Wording) -> str:
    """Return what the page finds of an indicator, no more than its weakest figure allows."""
    name = name_of(lens, say)
    if not lens.points:
        return say("compare.finding.none", name=name)
    rows = history(lens)
    if rows:
        return _ratio_finding(name, rows[-1], len(lens.areas), say)
    known = [area for area in lens.areas if _newest(lens, area)]
    missing = [area for area in lens.areas if area not in known]
    if len(known) == 1:
        one = _apart if lens.apart else _one_area
        return one(lens, name, known[0], missing, say)
    common = _common(lens)
    if common:
        return _higher(name, common, lens, say)
    if not any(lens.used(area.id) for area in lens.areas):
        return say("compare.finding.no-whole-year", name=name)
    return say("compare.finding.no-common", name=name)


def _ratio_finding(name: str, row: Ratio, areas: int, say: Wording) -> str:
    period = period_words(row.period, say, is_short=True)
    blanks = {
        "name": name,
        "larger": row.larger_name(say.language),
        "smaller": row.smaller_name(say.language),
        "period": period,
        "ratio": say.number(row.ratio, 1),
    }
    if row.ratio < 1 + _SAME:
        return say("compare.finding.same", **blanks)
    if row.ratio < 1.1:  # noqa: PLR2004 - "1.0 times" would hide who is larger
        return say("compare.finding.percent", **blanks, percent=say.percent(row.ratio - 1, 1))
    return say("compare.finding.ratio" if areas == _PAIR else "compare.finding.ratio-of", **blanks)


def when_words(lens: Lens, point: Point, say: Wording, *, is_short: bool = False) -> str:
    """Return the period of a figure; where no source gives a date, that none does."""
    if lens.indicator.undated:
        return say("compare.undated")
    return period_words(point.period, say, is_short=is_short)


def _apart(lens: Lens, name: str, area: Area, missing: Sequence[Area], say: Wording) -> str:
    """Return the one figure that can be told, and whose are of another kind."""
    point = _newest(lens, area)
    assert point is not None  # noqa: S101 - the caller chose one with figures
    others = [item.name(say.language) for item in missing if item.id in lens.apart]
    return say(
        "compare.finding.apart",
        name=name,
        area=area.name(say.language),
        value=value_words(lens, point, say),
        period=when_words(lens, point, say, is_short=True),
        others=say.listed(others),
    )


def _one_area(lens: Lens, name: str, area: Area, missing: Sequence[Area], say: Wording) -> str:
    point = _newest(lens, area)
    assert point is not None  # noqa: S101 - the caller chose one with figures
    blanks = {
        "name": name,
        "area": area.name(say.language),
        "value": value_words(lens, point, say),
        "period": when_words(lens, point, say, is_short=True),
    }
    if len(missing) != 1:
        return say(f"compare.finding.{'one' if missing else 'alone'}", **blanks)
    return say("compare.finding.one-of-two", **blanks, other=missing[0].name(say.language))


def _higher(name: str, common: Sequence[Point], lens: Lens, say: Wording) -> str:
    ordered = sorted(common, key=lambda point: -point.value)
    high, low = ordered[0], ordered[-1]
    is_rank = lens.indicator.nature == "rank"
    first, last = (low, high) if is_rank else (high, low)
    key = "same" if high.value == low.value else "rank" if is_rank else "higher"
    key = "undated" if lens.indicator.undated else key
    return say(
        f"compare.finding.{key}",
        name=name,
        period=when_words(lens, high, say, is_short=True),
        larger=first.name(say.language),
        smaller=last.name(say.language),
        value=value_words(lens, first, say),
        other=value_words(lens, last, say),
    )


def chart_finding(lens: Lens, say: Wording) -> str:
    """Return the sentence over the chart of a lens; the unit is in it."""
    if not lens.is_given:
        return refusal(lens, say)
    if lens.id == "index":
        return _index_finding(lens, say)
    if lens.id == "own-target":
        return _target_finding(lens, say)
    if lens.id == "own-limit":
        return _limit_finding(lens, say)
    return (_ends(lens, say) if len(lens.areas) > _MANY else "") or _each(lens, say)


def _each(lens: Lens, say: Wording) -> str:
    """Return the newest figure of each area, of the same period where they share one."""
    common = _common(lens) or [
        point for area in lens.areas if (point := _newest(lens, area)) is not None
    ]
    periods = {point.period for point in common}
    if len(periods) == 1:
        values = [_named(lens, point, say) for point in common]
        key = "compare.chart.same-year" + (".per-head" if lens.id == "per-head" else "")
        return say(
            key, period=when_words(lens, common[0], say), values=say("compare.join").join(values)
        )
    values = [
        say(
            "compare.chart.dated",
            area=point.name(say.language),
            period=when_words(lens, point, say),
            value=value_words(lens, point, say),
        )
        for point in common
    ]
    return say("compare.join").join(values)


def _index_finding(lens: Lens, say: Wording) -> str:
    later = [point for point in _common(lens) if point.period != lens.base]
    if not later:
        return say("compare.chart.index-base", base=period_words(lens.base, say))
    changes = [_change(point, say) for point in sorted(later, key=lambda point: -point.value)]
    return say(
        "compare.chart.index",
        base=period_words(lens.base, say, is_short=True),
        period=period_words(later[0].period, say),
        values=say("compare.join").join(changes),
    )


def _change(point: Point, say: Wording) -> str:
    share = point.value / 100 - 1
    key = "flat" if abs(share) < _SAME else "up" if share > 0 else "down"
    return say(
        f"compare.chart.{key}",
        area=point.name(say.language),
        percent=say.percent(abs(share), 0 if abs(share) >= 0.1 else 1),  # noqa: PLR2004 - whole percents from ten on
    )


def _target_finding(lens: Lens, say: Wording) -> str:
    said = []
    for aim in lens.aims:
        used = lens.used(aim.area)
        due = [point for point in used if aim.by and point.period == aim.by.text]
        said += [
            say(
                "compare.chart.share",
                area=point.name(say.language),
                period=period_words(point.period, say),
                share=say.amount(point.amount, 1),
                name=aim.name(say.language),
            )
            for point in dict.fromkeys([*due, *used[-1:]])
        ]
    goals = {aim.area for aim in lens.aims}
    others = [area.name(say.language) for area in lens.areas if area.id not in goals]
    if others:
        said.append(say("compare.chart.no-target", areas=say.listed(others)))
    return say("compare.chart.and").join(said)


def _limit_finding(lens: Lens, say: Wording) -> str:
    newest = {area.id: lens.used(area.id)[-1:] for area in lens.areas}
    said = [
        say(
            "compare.chart.limit",
            area=point.name(say.language),
            period=period_words(point.period, say),
            share=say.amount(point.amount, 0),
            side=say(f"compare.chart.limit.{_side_of_limit(point)}"),
        )
        for points in newest.values()
        for point in points
    ]
    others = [area.name(say.language) for area in lens.areas if not newest[area.id]]
    if others:
        said.append(say("compare.chart.no-limit", areas=say.listed(others)))
    return say("compare.chart.and").join(said)


def _side_of_limit(point: Point) -> str:
    low, high = point.amount.low, point.amount.high
    if high is not None and high <= 100 + _SAME:
        return "within"
    return "above" if low is not None and low > 100 + _SAME else "unknown"


def _ends(lens: Lens, say: Wording) -> str:
    """Return the highest and the lowest of many areas in the newest year that half of them have.

    Empty where there is no such year.
    """
    found: dict[str, list[Point]] = {}
    for area in lens.areas:
        for point in lens.used(area.id):
            if is_exact(point.amount):
                found.setdefault(point.period, []).append(point)
    half = len(lens.areas) / 2
    whole = [points for points in found.values() if len(points) >= half]
    if not whole:
        return ""
    newest = max(whole, key=lambda points: points[0].x)
    points = sorted(newest, key=lambda point: point.value)
    return say(
        "learned.ends",
        period=period_words(points[0].period, say),
        n=len(points),
        of=len(lens.areas),
        high=_named(lens, points[-1], say),
        low=_named(lens, points[0], say),
    )


def _common(lens: Lens) -> list[Point]:
    """Return the exact figures of the newest period that every area with figures has."""
    exact = {
        area.id: {point.period: point for point in lens.used(area.id) if is_exact(point.amount)}
        for area in lens.areas
    }
    known = {area: figures for area, figures in exact.items() if figures}
    if len(known) < _PAIR:
        return []
    shared = set.intersection(*(set(figures) for figures in known.values()))
    if not shared:
        return []
    newest = max(shared, key=lambda period: parse_period(period).last)
    return [figures[newest] for figures in known.values()]


def has_common(lens: Lens) -> bool:
    """Return whether all areas with figures have exact ones of the same period."""
    return bool(_common(lens))


def _newest(lens: Lens, area: Area) -> Point | None:
    used = lens.used(area.id) or tuple(p for p in lens.points if p.area == area.id and p.is_used)
    return used[-1] if used else None


def _named(lens: Lens, point: Point, say: Wording) -> str:
    return say(
        "compare.chart.value", area=point.name(say.language), value=value_words(lens, point, say)
    )


def value_words(lens: Lens, point: Point, say: Wording) -> str:
    """Return a figure with its sign and unit."""
    value = quantity(point.amount, lens.unit, say)
    is_open = point.status in {"expected", "preliminary"}
    return say(f"compare.{point.status}", value=value) if is_open else value
