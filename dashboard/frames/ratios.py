"""How many times one area's figure is another's: one period, one definition, exact figures."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

import pandas as pd

from dashboard.frames.amounts import is_exact
from dashboard.frames.compare import Lens, lens_absolute, lens_per_head
from dashboard.frames.figures import Point, indicators_compared
from dashboard.model import Area, Catalog, Nature, Text, Unit
from dashboard.values import parse_period

_BOTH = 2


class Ratio(NamedTuple):
    """The larger figure over the smaller, of one period."""

    indicator: str
    name: Text
    period: str
    year: int
    larger: str
    larger_name: Text
    larger_value: float
    smaller: str
    smaller_name: Text
    smaller_value: float
    ratio: float
    is_derived: bool
    """per head, worked out here"""
    unit: Text
    decimals: int
    sources: tuple[str, ...]


def ratios(catalog: Catalog, as_of: date) -> pd.DataFrame:
    """Return the table of all ratios that can be had, columns as in Ratio, in theme order."""
    rows = ratios_of(catalog, as_of)
    return pd.DataFrame([row._asdict() for row in rows], columns=list(Ratio._fields))


def ratios_of(catalog: Catalog, as_of: date) -> tuple[Ratio, ...]:
    """Return all ratios that can be had, those per head after those as published."""
    found, derived = [], []
    for identity in indicators_compared(catalog, as_of):
        found += list(history(lens_absolute(catalog, identity, as_of)))[-1:]
        derived += list(history(lens_per_head(catalog, identity, as_of)))[-1:]
    return (*found, *derived)


def history(lens: Lens) -> tuple[Ratio, ...]:
    """Return the ratio of every period of which at least two areas have an exact figure.

    Ranks and shares without a measure have no ratio, nor what no source gives a date for.
    """
    if not lens.is_given or lens.indicator.undated or not _has_ratio(lens):
        return ()
    named = {area.id: area for area in lens.areas}
    found = []
    for period, points in _by_period(lens).items():
        if len(points) < _BOTH:
            continue
        ordered = sorted(points, key=lambda point: -point.value)
        if ordered[-1].value > 0:
            found.append(_ratio(lens, period, ordered[0], ordered[-1], named))
    return tuple(found)


def _has_ratio(lens: Lens) -> bool:
    nature = lens.indicator.nature
    return nature in {Nature.FLOW, Nature.STOCK} or (
        nature == Nature.SHARE and lens.unit.measure is not None
    )


def _by_period(lens: Lens) -> Mapping[str, list[Point]]:
    points: Iterable[Point] = (point for area in lens.areas for point in lens.used(area.id))
    found: dict[str, list[Point]] = {}
    for point in points:
        if is_exact(point.amount):
            found.setdefault(point.period, []).append(point)
    return dict(sorted(found.items(), key=lambda item: parse_period(item[0]).last))


def _ratio(lens: Lens, period: str, large: Point, small: Point, named: Mapping[str, Area]) -> Ratio:
    unit: Unit = lens.unit
    return Ratio(
        indicator=lens.indicator.id,
        name=lens.indicator.short or lens.indicator.name,
        period=period,
        year=large.year,
        larger=large.area,
        larger_name=named[large.area].name,
        larger_value=large.value,
        smaller=small.area,
        smaller_name=named[small.area].name,
        smaller_value=small.value,
        ratio=large.value / small.value,
        is_derived=lens.id == "per-head",
        unit=unit.name,
        decimals=unit.decimals,
        sources=(*large.sources, *small.sources),
    )
