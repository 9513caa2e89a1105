"""What is not put on one axis with an indicator's figures, why, and what can be shown instead."""

from collections.abc import Iterator, Mapping
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.frames.compare import Lens
from dashboard.frames.figures import compared_points, indicators_compared, kept_apart, points_of
from dashboard.model import Catalog, Indicator, Text

FIGURES = "figures"
"""The offer of the table that lists every figure with its period and territory."""


class Unlike(StrEnum):
    """In what two figures differ that would make one axis of both a lie."""

    DEFINITION = "definition"
    UNIT = "unit"
    PERIOD = "period"
    TERRITORY = "territory"
    KIND = "kind"
    """by the data's own word"""


class Refusal(NamedTuple):
    """One thing that is kept off the axis."""

    unlike: Unlike
    name: Text
    """of the other measure, or of the area whose figures are meant"""
    whole: Text | None = None
    """the area of which the named one is only a part"""
    units: tuple[Text, Text] | None = None
    """the two units, of the indicator and of the other measure"""
    periods: tuple[str, ...] = ()
    """that cover less than the indicator's own period"""
    why: Text | None = None
    """in the data's own words"""
    indicator: str = ""
    """the measure that can be shown instead; else the table of figures can"""


def refusals_of(catalog: Catalog, indicator_id: str, as_of: date) -> tuple[Refusal, ...]:
    """Return what shares no axis with an indicator: other measures, parts of years, of areas."""
    indicator = catalog.indicators[indicator_id]
    return (
        *_measures(catalog, indicator, as_of),
        *_apart(catalog, indicator),
        *_parts_of_years(catalog, indicator, as_of),
        *_territories(catalog, indicator, as_of),
    )


def _measures(catalog: Catalog, indicator: Indicator, as_of: date) -> Iterator[Refusal]:
    offered = indicators_compared(catalog, as_of)
    for identity in indicator.compare_with:
        other = catalog.indicators[identity]
        units = catalog.frame.unit(indicator.unit).name, catalog.frame.unit(other.unit).name
        if indicator.unit != other.unit:
            unlike = Unlike.UNIT
        elif indicator.frequency != other.frequency:
            unlike = Unlike.PERIOD
        else:
            unlike = Unlike.DEFINITION
        yield Refusal(
            unlike,
            other.name,
            units=units if unlike == Unlike.UNIT else None,
            indicator=identity if identity in offered else "",
        )


def _apart(catalog: Catalog, indicator: Indicator) -> Iterator[Refusal]:
    areas = {area.id: area for area in catalog.frame.areas}
    for identity in kept_apart(indicator):
        assert indicator.not_comparable is not None  # noqa: S101 - it names the area
        yield Refusal(Unlike.KIND, areas[identity].name, why=indicator.not_comparable.why)


def _parts_of_years(catalog: Catalog, indicator: Indicator, as_of: date) -> Iterator[Refusal]:
    found: dict[str, list[str]] = {}
    names: dict[str, Text] = {}
    for point in compared_points(catalog, indicator.id, as_of):
        if point.is_part_of_year and point.is_used:
            found.setdefault(point.area, []).append(point.period)
            names[point.area] = point.name
    for area, periods in found.items():
        yield Refusal(Unlike.PERIOD, names[area], periods=tuple(periods))


def _territories(catalog: Catalog, indicator: Indicator, as_of: date) -> Iterator[Refusal]:
    areas = {area.id: area for area in catalog.frame.areas}
    seen = {}
    for point in points_of(catalog, indicator.id, as_of):
        if point.territory != "area":
            seen[point.area] = point
    for point in seen.values():
        whole = areas[point.whole].name if point.territory == "part" else None
        yield Refusal(Unlike.TERRITORY, point.name, whole=whole)


def instead_of(lenses: Mapping[str, Lens], refused: str, shown: str) -> str:
    """Return the lens that tells most of what a refused one would have told; empty for none."""
    order = {
        "index": ("per-head", "own-target"),
        "per-head": ("index", "own-target"),
        "own-target": ("own-limit", "index"),
        "own-limit": ("own-target", "absolute"),
    }.get(refused, ())
    given = [key for key in (*order, "absolute") if key in lenses and lenses[key].is_given]
    return next((key for key in given if key != shown), "")
