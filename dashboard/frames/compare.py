"""One indicator through a lens: as it is, an index, per head, over its own target or limit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pandas as pd

from dashboard.frames.amounts import is_exact, ratio, scaled
from dashboard.frames.figures import (
    Aim,
    Point,
    aims_of,
    compared_points,
    figures_of,
    indicators_compared,
    kept_apart,
    promising,
    table,
)
from dashboard.frames.limits import Tread, panel_of
from dashboard.model import Area, Catalog, Indicator, Nature, Text, Unit
from dashboard.values import Frequency, at_most, parse_period

__all__ = [
    "LENSES",
    "Lens",
    "figures_of",
    "indicators_compared",
    "lens_absolute",
    "lens_index",
    "lens_own_limit",
    "lens_own_target",
    "lens_per_head",
    "per_head",
]

_BOTH = 2
_NO_WORDS = Text("", "")
INDEX = Unit.model_construct(id="index", name=_NO_WORDS, decimals=1, measure=None, scale=1.0)
SHARE = Unit.model_construct(id="share", name=Text("%", "%"), decimals=1, measure=None, scale=1.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Lens:
    """What a lens shows of the promising areas, or why it can show nothing."""

    id: str
    """absolute, index, per-head, own-target or own-limit"""
    indicator: Indicator
    unit: Unit
    """of the figures as they are shown"""
    areas: tuple[Area, ...]
    """all promising areas, those without figures too, in the catalog's order"""
    points: tuple[Point, ...] = ()
    """the areas' own figures only: what is for a part of one or for others is left out"""
    aims: tuple[Aim, ...] = ()
    as_of: date
    reason: str = ""
    """why it cannot be worked out: `compare.refused.<reason>`; empty if it can"""
    facts: Mapping[str, str] = field(default_factory=dict)
    """the blanks of that phrase"""
    base: str = ""
    """the period that is 100 in an index"""

    @property
    def is_given(self) -> bool:
        """Return whether there is anything to show."""
        return not self.reason

    @property
    def table(self) -> pd.DataFrame:
        """Return the figures as a tidy table."""
        return table(self.points)

    @property
    def apart(self) -> tuple[str, ...]:
        """Return the ids of the areas whose figures the data keep off the shared axis."""
        return kept_apart(self.indicator)

    def used(self, area: str) -> tuple[Point, ...]:
        """Return the figures of an area that lines are drawn through, in order of time."""
        return tuple(
            point
            for point in self.points
            if point.area == area and point.is_used and not point.is_part_of_year
        )


def lens_absolute(catalog: Catalog, indicator_id: str, as_of: date) -> Lens:
    """Return the figures as they are, with the targets in force of the promising areas."""
    indicator = catalog.indicators[indicator_id]
    areas = promising(catalog)
    ids = {area.id for area in areas}
    points = compared_points(catalog, indicator_id, as_of)
    return Lens(
        id="absolute",
        indicator=indicator,
        unit=unit_of(catalog, indicator.unit),
        areas=areas,
        points=points,
        aims=tuple(aim for aim in aims_of(catalog, indicator_id, as_of) if aim.area in ids),
        as_of=as_of,
        reason="" if points else "no-figures",
    )


def lens_index(catalog: Catalog, indicator_id: str, as_of: date) -> Lens:
    """Return the figures with the first year that all have exactly as 100.

    What lies beyond a break of the series from that year is left out: it is no growth.
    """
    plain = lens_absolute(catalog, indicator_id, as_of)
    shown = replace(plain, id="index", unit=INDEX, aims=(), points=())
    if not plain.is_given:
        return shown
    if not _is_size(catalog, plain.indicator):
        return replace(shown, reason="not-a-size")
    known = _exact(plain)
    reason, base = _base(known)
    if reason:
        return replace(shown, reason=reason)
    bases = {area: figures[base].value for area, figures in known.items()}
    points = tuple(
        _through(point, 100 / bases[point.area])
        for point in plain.points
        if point.area in bases and point.is_used and not point.is_part_of_year
        if point.era == known[point.area][base].era
    )
    if len(points) == len(bases):
        return replace(shown, reason="one-year")
    return replace(shown, points=points, base=base)


def _exact(lens: Lens) -> dict[str, dict[str, Point]]:
    """Return the exact whole figures by period, of every area that has any."""
    found = {
        area.id: {point.period: point for point in lens.used(area.id) if is_exact(point.amount)}
        for area in lens.areas
    }
    return {area: figures for area, figures in found.items() if figures}


def _base(known: Mapping[str, Mapping[str, Point]]) -> tuple[str, str]:
    """Return why no period can be 100, or the first that can after the last break."""
    if len(known) < _BOTH:
        return "one-area", ""
    common = set.intersection(*(set(figures) for figures in known.values()))
    if not common:
        return "no-common-year", ""
    some = next(iter(known.values()))
    era = max(some[period].era for period in common)
    ours = [period for period in common if some[period].era == era]
    base = min(ours, key=lambda period: parse_period(period).last)
    is_size = min(figures[base].value for figures in known.values()) > 0
    return ("", base) if is_size else ("not-a-size", "")


def lens_per_head(catalog: Catalog, indicator_id: str, as_of: date) -> Lens:
    """Return the figures over the residents of the same year, where both are known."""
    plain = lens_absolute(catalog, indicator_id, as_of)
    shown = replace(plain, id="per-head", aims=(), points=())
    reason = "" if plain.is_given else plain.reason
    reason = reason or _not_per_head(catalog, plain.indicator)
    if reason:
        return replace(shown, reason=reason)
    head = catalog.indicators[str(catalog.frame.population)]
    people = lens_absolute(catalog, head.id, as_of)
    unit = _smallest(catalog, plain.unit)
    factor = plain.unit.scale / people.unit.scale / unit.scale
    heads = {
        (point.area, point.year): point for area in plain.areas for point in people.used(area.id)
    }
    points = tuple(
        found
        for area in plain.areas
        for point in plain.used(area.id)
        if (found := per_head(point, heads.get((area.id, point.year)), factor)) is not None
    )
    if not points:
        return replace(shown, reason="no-population")
    return replace(shown, points=points, unit=unit)


def per_head(point: Point, people: Point | None, factor: float) -> Point | None:
    """Return a figure per head of the people of its year, marked as derived."""
    amount = ratio(point.amount, people.amount) if people else None
    if people is None or amount is None:
        return None
    era = point.era + people.era
    both = point._replace(amount=amount, is_two=True, over=people.source, era=era)
    return _through(both, factor)


def lens_own_target(catalog: Catalog, indicator_id: str, as_of: date) -> Lens:
    """Return the figures as shares, in percent, of each area's own target in force."""
    plain = lens_absolute(catalog, indicator_id, as_of)
    shown = replace(plain, id="own-target", unit=SHARE, points=(), aims=())
    goals = {aim.area: aim for aim in plain.aims if aim.amount.low and aim.amount.high is None}
    if not goals:
        return replace(shown, reason="no-target")
    points = tuple(
        _through(point, 100 / goals[point.area].amount.number)
        for point in plain.points
        if point.area in goals and point.is_used and not point.is_part_of_year
    )
    if not points:
        return replace(shown, reason="target-without-figures")
    aims = tuple(
        aim._replace(amount=scaled(aim.amount, 100 / aim.amount.number)) for aim in goals.values()
    )
    return replace(shown, reason="", points=points, aims=aims)


def lens_own_limit(catalog: Catalog, indicator_id: str, as_of: date) -> Lens:
    """Return what was measured as a share, in percent, of each area's own upper limit.

    Each figure stands over the limit in force at the end of its period; without one it is left
    out. The limit itself is the line at 100, never one of the marks.
    """
    plain = lens_absolute(catalog, indicator_id, as_of)
    shown = replace(plain, id="own-limit", unit=SHARE, points=(), aims=())
    limits = {
        row.area.id: row.treads
        for row in panel_of(catalog, indicator_id, as_of).rows
        if any(tread.at_most for tread in row.treads)
    }
    if not limits:
        return replace(shown, reason="no-limit")
    over = [
        (point, tread)
        for point in plain.points
        if point.is_used and not point.is_part_of_year
        if (tread := _limit_of(limits.get(point.area, ()), point)) is not None
    ]
    if not over:
        return replace(shown, reason="limit-without-figures")
    points = tuple(_through(point, 100 / tread.at_most) for point, tread in over if tread.at_most)
    first, last = min(point.x for point in points), max(point.x for point in points)
    aims = tuple(
        Aim(
            indicator=indicator_id,
            area=tread.area,
            commitment=tread.commitment,
            name=tread.scheme,
            amount=at_most(100),
            by=None,
            start=first - 0.3,
            end=last + 0.3,
            source=tread.source,
        )
        for tread in dict.fromkeys(tread for _, tread in over)
    )
    return replace(shown, reason="", points=points, aims=aims)


def _limit_of(treads: tuple[Tread, ...], point: Point) -> Tread | None:
    """Return the limit in force at the end of a figure's period, if its height is known."""
    end = parse_period(point.period).last
    begun = [tread for tread in treads if tread.start <= end]
    return begun[-1] if begun and begun[-1].at_most else None


LENSES: Mapping[str, Callable[[Catalog, str, date], Lens]] = {
    "absolute": lens_absolute,
    "index": lens_index,
    "per-head": lens_per_head,
    "own-target": lens_own_target,
    "own-limit": lens_own_limit,
}
"""The lenses by id, in the order of the switch."""


def unit_of(catalog: Catalog, unit_id: str) -> Unit:
    """Return a unit of the catalog by id."""
    return next(unit for unit in catalog.frame.units if unit.id == unit_id)


def _through(point: Point, factor: float) -> Point:
    amount = scaled(point.amount, factor)
    return point._replace(
        amount=amount, value=amount.number, relation=str(amount.relation), is_derived=True
    )


def _is_size(catalog: Catalog, indicator: Indicator) -> bool:
    """Return whether twice the figure means twice as much of something."""
    if indicator.nature == Nature.SHARE:
        return unit_of(catalog, indicator.unit).measure is not None
    return indicator.nature != Nature.RANK


def _not_per_head(catalog: Catalog, indicator: Indicator) -> str:
    population = catalog.frame.population
    if population is None or population not in catalog.indicators:
        return "no-population-indicator"
    unit, people = (
        unit_of(catalog, indicator.unit),
        unit_of(catalog, catalog.indicators[population].unit),
    )
    if indicator.id == population or (unit.measure and unit.measure == people.measure):
        return "is-population"
    if indicator.nature not in {Nature.FLOW, Nature.STOCK} or unit.measure is None:
        return "no-measure"
    if indicator.nature == Nature.FLOW and indicator.frequency != Frequency.YEAR:
        return "not-a-year"
    return ""


def _smallest(catalog: Catalog, unit: Unit) -> Unit:
    same = [other for other in catalog.frame.units if other.measure == unit.measure]
    return min(same, key=lambda other: other.scale)
