"""Where a figure comes from: its source in full, and the figures that say something else."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from dashboard.assessment import (
    Fact,
    Preference,
    known_observations,
    preference,
    published,
    series,
)
from dashboard.assessment.evidence import grade
from dashboard.frames.amounts import agrees
from dashboard.model import Catalog, Grade, Indicator, Observation, Text
from dashboard.values import Amount, Day


class Rival(NamedTuple):
    """Another figure for the same period, and why one of the two is used."""

    amount: Amount
    status: str
    source: str
    publisher: Text
    published: Day | None
    grade: Grade
    because: Preference
    """why the figure that is used is taken over the other"""
    is_used: bool
    """this is the one that is used, and the figure it stands beside is not"""
    is_rounding: bool
    """both can be true: one is rounded, a bound or an approximation"""


def rivals(
    catalog: Catalog, item: Observation, used: Observation, known: Iterable[Observation]
) -> tuple[Rival, ...]:
    """Return which of the known figures differ from one of the same period.

    Beside the figure that is used stand all that differ; beside another one, the one used.
    """
    if item is not used:
        return () if _is_same(item, used) else (_rival(catalog, used, over=item, is_used=True),)
    return tuple(
        _rival(catalog, other, over=item, is_used=False)
        for other in known
        if other.period.text == item.period.text and not _is_same(item, other)
    )


def rivals_on(
    catalog: Catalog, indicator: Indicator, area: str, item: Observation, as_of: date
) -> tuple[Rival, ...]:
    """Return what was known on a day and differs from a figure that was known then."""
    best = {one.period.text: one for one in series(catalog, indicator, area, as_of)}
    known = known_observations(catalog, indicator, area, as_of)
    return rivals(catalog, item, best.get(item.period.text, item), known)


def observation_of(catalog: Catalog, fact: Fact) -> tuple[Indicator, str, Observation] | None:
    """Return the figure that a piece of evidence is, with its indicator and its area."""
    indicator = catalog.indicators.get(fact.subject)
    if indicator is None or fact.amount is None:
        return None
    for area, figures in indicator.observations.items():
        for item in figures:
            if (item.period.text, item.source, item.value.text) == (
                fact.when,
                fact.source,
                fact.amount.text,
            ):
                return indicator, area, item
    return None


def rivals_of(catalog: Catalog, fact: Fact, as_of: date) -> tuple[Rival, ...]:
    """Return the rivals of a piece of evidence that is a figure."""
    found = observation_of(catalog, fact)
    return rivals_on(catalog, *found, as_of) if found else ()


def _is_same(one: Observation, other: Observation) -> bool:
    return one.value[1:] == other.value[1:]


def _rival(catalog: Catalog, other: Observation, *, over: Observation, is_used: bool) -> Rival:
    taken, left = (other, over) if is_used else (over, other)
    return Rival(
        amount=other.value,
        status=str(other.status),
        source=other.source,
        publisher=catalog.sources[other.source].publisher,
        published=published(catalog, other),
        grade=grade(catalog, other),
        because=preference(catalog, taken, left),
        is_used=is_used,
        is_rounding=agrees(other.value, over.value),
    )
