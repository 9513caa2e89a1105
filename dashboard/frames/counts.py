"""A count to reach, a cell each, and a target in parts: what is planned, what is known."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.assessment.aims import (
    known_ledger,
)
from dashboard.frames.amounts import is_exact
from dashboard.frames.compare import unit_of
from dashboard.frames.figures import Point, points_of, territories
from dashboard.model import (
    Catalog,
    Indicator,
    Nature,
    ObservationStatus,
    TargetCommitment,
    Text,
    Unit,
)
from dashboard.values import Relation

FEWEST_CELLS, MOST_CELLS = 50, 200
"""Targets in between are drawn as cells, one each."""


class Addition(NamedTuple):
    """What was added in a period, of a related measure: never a total."""

    name: Text
    point: Point

    @property
    def is_actual(self) -> bool:
        """Return whether it is neither expected nor preliminary."""
        return self.point.status in {ObservationStatus.ACTUAL, ObservationStatus.REVISED}


@dataclass(frozen=True, slots=True)
class Waffle:
    """A count to reach, a cell each."""

    indicator: Indicator
    unit: Unit
    area: str
    name: Text
    goal: int
    total: Point | None
    """the newest known total"""
    additions: tuple[Addition, ...]
    """actual ones before expected ones; only where there is no total"""

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of what is said of it."""
        shown = [self.total] if self.total else [added.point for added in self.additions]
        return tuple(dict.fromkeys(point.source for point in shown))

    @property
    def filled(self) -> int:
        """Return how many cells are known: the total, else the first actual addition."""
        if self.total is not None:
            return min(self.goal, int(self.total.value))
        actual = [a for a in self.additions if a.is_actual]
        return min(self.goal, int(actual[0].point.value)) if actual else 0


def waffle_of(catalog: Catalog, commitment: TargetCommitment, as_of: date) -> Waffle | None:
    """Return the cells of a target that counts 50 to 200 of something; None for any other."""
    if commitment.indicator is None:
        return None
    indicator = catalog.indicators[commitment.indicator]
    unit = unit_of(catalog, indicator.unit)
    ledger = known_ledger(catalog, commitment.targets, as_of)
    goal = ledger[-1].at_least if ledger else None
    is_count = unit.decimals == 0 and unit.measure is None and indicator.nature == Nature.STOCK
    if goal is None or not is_count or not FEWEST_CELLS <= goal <= MOST_CELLS:
        return None
    area = commitment.area or commitment.by[0]
    totals = [
        p
        for p in points_of(catalog, indicator.id, as_of)
        if p.area == area and p.is_used and p.amount.relation in {Relation.EXACT, Relation.AT_LEAST}
    ]
    total = totals[-1] if totals else None
    additions = () if total else _additions(catalog, indicator, area, as_of)
    name = territories(catalog)[area].name
    return Waffle(indicator, unit, area, name, int(goal), total, additions)


def _additions(
    catalog: Catalog, indicator: Indicator, area: str, as_of: date
) -> tuple[Addition, ...]:
    found = []
    for identity in indicator.compare_with:
        other = catalog.indicators[identity]
        if other.unit != indicator.unit or other.nature != Nature.FLOW:
            continue
        points = [p for p in points_of(catalog, identity, as_of) if p.area == area and p.is_used]
        if points and is_exact(points[-1].amount):
            found.append(Addition(other.short or other.name, points[-1]))
    return tuple(sorted(found, key=lambda a: not a.is_actual))


class PartBar(NamedTuple):
    """One part: what is planned, what is known."""

    id: str
    name: Text
    planned: float
    actual: Point | None


@dataclass(frozen=True, slots=True)
class PartsBar:
    """The parts of a target that share a unit, side by side on one axis."""

    unit: Unit
    area: str
    parts: tuple[PartBar, ...]
    related: tuple[Addition, ...]
    """newest figures of related measures in the same unit: beside, never inside the parts"""

    @property
    def whole(self) -> float:
        """Return the length of all parts together."""
        return sum(part.planned for part in self.parts)


def parts_of(catalog: Catalog, commitment: TargetCommitment, as_of: date) -> PartsBar | None:
    """Return the parts of a target if all have one unit and a value to reach; else None."""
    area = commitment.area or commitment.by[0]
    units = {catalog.indicators[part.indicator].unit for part in commitment.parts}
    if len(units) != 1:
        return None
    found = []
    for part in commitment.parts:
        ledger = known_ledger(catalog, part.targets, as_of)
        goal = ledger[-1].at_least if ledger else None
        if goal is None or goal <= 0:
            return None
        points = [
            p for p in points_of(catalog, part.indicator, as_of) if p.area == area and p.is_used
        ]
        found.append(PartBar(part.id, part.name, goal, points[-1] if points else None))
    unit = unit_of(catalog, units.pop())
    return PartsBar(unit, area, tuple(found), _related(catalog, commitment, area, as_of))


def _related(
    catalog: Catalog, commitment: TargetCommitment, area: str, as_of: date
) -> tuple[Addition, ...]:
    own = [part.indicator for part in commitment.parts]
    others = dict.fromkeys(
        other for identity in own for other in catalog.indicators[identity].compare_with
    )
    found = []
    for identity in others:
        other = catalog.indicators[identity]
        if identity in own or other.unit != catalog.indicators[own[0]].unit:
            continue
        points = [p for p in points_of(catalog, identity, as_of) if p.area == area and p.is_used]
        if points:
            found.append(Addition(other.short or other.name, points[-1]))
    return tuple(found)
