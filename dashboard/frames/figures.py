"""All known figures of an indicator, one row each, and what was promised of it."""

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from datetime import date, timedelta
from typing import NamedTuple

import pandas as pd

from dashboard.assessment import is_whole, known_from, known_observations, published, series
from dashboard.assessment.aims import known_ledger, target_amount
from dashboard.assessment.evidence import grade
from dashboard.frames.amounts import agrees, middle, place
from dashboard.frames.provenance import Rival, rivals
from dashboard.model import (
    JOINT,
    Area,
    Catalog,
    Indicator,
    Nature,
    Observation,
    Target,
    TargetCommitment,
    Text,
)
from dashboard.values import Amount, Day, Frequency, parse_period

GAP = 1.01
"""Figures further apart than this many years have years missing between them."""


class Point(NamedTuple):
    """One figure for one period of one area, with everything a chart or table says of it."""

    indicator: str
    area: str
    name: Text
    territory: str
    """`area` for one that promises, `part` of one, `joint`, or `context`"""
    whole: str
    """the area that a part belongs to; otherwise the area itself"""
    period: str
    x: float
    """the period's middle on an axis on which a year is centred on its number"""
    year: int
    value: float
    relation: str
    amount: Amount
    text: str
    """as written"""
    status: str
    is_part_of_year: bool
    """covers less than the indicator's period, so it is compared with nothing"""
    is_used: bool
    """the one chosen for its period"""
    is_conflict: bool
    """not used, and differs from the one used by more than rounding"""
    is_derived: bool
    """worked out here, not published"""
    is_two: bool
    """worked out from two published figures, as a figure per head is"""
    grade: str
    source: str
    publisher: Text
    published: Day | None
    note: Text | None
    rivals: tuple[Rival, ...] = ()
    """the figures of the same period that differ from it; beside one not used, the one used"""
    era: int = 0
    """how many breaks of the series lie before it: only figures of one era are set side by side"""
    over: str = ""
    """the source of the figure that it was divided by, as a figure per head is"""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of all sources that the figure rests on."""
        return (self.source, self.over) if self.over else (self.source,)


class Aim(NamedTuple):
    """A target in force, of a commitment or of a part of one."""

    indicator: str
    area: str
    commitment: str
    name: Text
    amount: Amount
    by: Day | None
    start: float | None
    end: float | None
    """the window of its deadline on the axis of years"""
    source: str


def figures_of(catalog: Catalog, indicator_id: str, as_of: date) -> pd.DataFrame:
    """Return the table of all known figures of an indicator, columns as in Point."""
    return table(points_of(catalog, indicator_id, as_of))


def table(points: tuple[Point, ...]) -> pd.DataFrame:
    """Return figures as a tidy table; without rows it keeps its columns."""
    return pd.DataFrame([point._asdict() for point in points], columns=list(Point._fields))


def points_of(catalog: Catalog, indicator_id: str, as_of: date) -> tuple[Point, ...]:
    """Return all known figures: areas in the catalog's order, periods in order of time."""
    indicator = catalog.indicators[indicator_id]
    found: list[Point] = []
    for area in territories(catalog).values():
        known = known_observations(catalog, indicator, area.id, as_of)
        best = {item.period.text: item for item in series(catalog, indicator, area.id, as_of)}
        beside: dict[str, list[Observation]] = {}
        for item in known:
            beside.setdefault(item.period.text, []).append(item)
        rows = [
            _point(catalog, indicator, area, item, best[item.period.text], beside[item.period.text])
            for item in known
        ]
        found += sorted(rows, key=lambda row: (row.x, row.period))
    return tuple(found)


def compared_points(catalog: Catalog, indicator_id: str, as_of: date) -> tuple[Point, ...]:
    """Return the figures of the promising areas that may share an axis, in the order of points_of.

    A month, a quarter or a half-year counts as part of a year, unless it stands in a series: the
    figure of the period just before or after it is known too.
    """
    indicator = catalog.indicators[indicator_id]
    ids = {area.id for area in promising(catalog)} - set(kept_apart(indicator))
    points = [point for point in points_of(catalog, indicator_id, as_of) if point.area in ids]
    if indicator.nature not in {Nature.FLOW, Nature.SHARE}:
        return tuple(points)
    whole = [(point.area, parse_period(point.period)) for point in points if _is_own(point)]
    starts = {(area, period.first) for area, period in whole}
    ends = {(area, period.last) for area, period in whole}
    return tuple(
        point
        if parse_period(point.period).frequency == Frequency.YEAR or _stands_in(point, starts, ends)
        else point._replace(is_part_of_year=True)
        for point in points
    )


def _is_own(point: Point) -> bool:
    return point.is_used and not point.is_part_of_year


def _stands_in(
    point: Point, starts: AbstractSet[tuple[str, date]], ends: AbstractSet[tuple[str, date]]
) -> bool:
    """Return whether the period just before or after a figure's has one of the same area."""
    period, day = parse_period(point.period), timedelta(days=1)
    return (point.area, period.last + day) in starts or (point.area, period.first - day) in ends


def kept_apart(indicator: Indicator) -> tuple[str, ...]:
    """Return the ids of the areas whose figures the data keep off the shared axis."""
    return indicator.not_comparable.areas if indicator.not_comparable else ()


def territories(catalog: Catalog) -> Mapping[str, Area]:
    """Return all areas by id, what is promised together among them."""
    areas = {area.id: area for area in catalog.frame.areas}
    joint = catalog.frame.joint
    if joint is not None:
        areas[JOINT] = Area.model_construct(id=JOINT, name=joint.name, side=joint.side)
    return areas


def promising(catalog: Catalog) -> tuple[Area, ...]:
    """Return the areas that are compared, in the order of rows."""
    return tuple(area for area in catalog.frame.areas if area.promises)


def _point(  # noqa: PLR0913, PLR0917 - private, one caller
    catalog: Catalog,
    indicator: Indicator,
    area: Area,
    item: Observation,
    used: Observation,
    beside: Sequence[Observation],
) -> Point:
    return Point(
        indicator=indicator.id,
        area=area.id,
        name=area.name,
        territory=_territory(area),
        whole=area.part_of or area.id,
        period=item.period.text,
        x=middle(item.period),
        year=item.period.last.year,
        value=item.value.number,
        relation=str(item.value.relation),
        amount=item.value,
        text=item.value.text,
        status=str(item.status),
        is_part_of_year=not is_whole(indicator, item),
        is_used=item is used,
        is_conflict=item is not used and not agrees(item.value, used.value),
        is_derived=False,
        is_two=False,
        grade=str(grade(catalog, item)),
        source=item.source,
        publisher=catalog.sources[item.source].publisher,
        published=published(catalog, item),
        note=item.note,
        rivals=rivals(catalog, item, used, beside),
        era=sum(broken.before.first <= item.period.first for broken in indicator.breaks),
    )


def _territory(area: Area) -> str:
    if area.id == JOINT:
        return "joint"
    if area.context:
        return "context"
    return "part" if area.part_of else "area"


def aims_of(catalog: Catalog, indicator_id: str, as_of: date) -> tuple[Aim, ...]:
    """Return the targets in force for an indicator, of commitments and of their parts."""
    found = []
    for commitment in catalog.commitments.values():
        if not isinstance(commitment, TargetCommitment) or _is_gone(catalog, commitment, as_of):
            continue
        area = commitment.area or commitment.by[0]
        name = commitment.short or commitment.title
        ledgers = [part.targets for part in commitment.parts if part.indicator == indicator_id]
        if commitment.indicator == indicator_id:
            ledgers.append(commitment.targets)
        for ledger in ledgers:
            known = known_ledger(catalog, ledger, as_of)
            if known:
                found.append(_aim(indicator_id, area, commitment.id, name, known[-1]))
    return tuple(found)


def _is_gone(catalog: Catalog, commitment: TargetCommitment, as_of: date) -> bool:
    gone = commitment.withdrawn
    return gone is not None and known_from(catalog, gone, gone.on.last) <= as_of


def _aim(indicator: str, area: str, commitment: str, name: Text, target: Target) -> Aim:
    by = target.by
    return Aim(
        indicator=indicator,
        area=area,
        commitment=commitment,
        name=name,
        amount=target_amount(target),
        by=by,
        start=place(by.first) if by else None,
        end=place(by.last, is_end=True) if by else None,
        source=target.source,
    )


def indicators_compared(catalog: Catalog, as_of: date) -> tuple[str, ...]:
    """Return the ids of all indicators with a known figure of a promising area, by theme."""
    themes = [theme.id for theme in catalog.frame.themes]
    areas = promising(catalog)
    found = [
        indicator.id
        for indicator in catalog.indicators.values()
        if any(known_observations(catalog, indicator, area.id, as_of) for area in areas)
    ]
    return tuple(sorted(found, key=lambda identity: themes.index(catalog.theme_of[identity])))
