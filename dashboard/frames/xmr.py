"""A monthly series as an XmR chart: the months, the limits, the runs that are no noise."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.assessment.aims import bound, known_ledger
from dashboard.frames.compare import unit_of
from dashboard.frames.figures import Point, points_of, territories
from dashboard.methods.spc import Cause, Chart, Run, chart
from dashboard.model import Better, Catalog, Indicator, TargetCommitment, Text, Unit
from dashboard.values import Frequency, Relation, parse_period

FEWEST = 7
"""With fewer months no run can be long enough to mean anything."""
_MONTHS = 12
_BETTER = {Better.HIGHER: 1, Better.LOWER: -1}


class Months(NamedTuple):
    """Months next to each other that one rule singles out, those that rose or fell in a trend."""

    cause: Cause
    side: int
    """+1 above or rising, -1 below or falling"""
    first: str
    last: str
    length: int
    meaning: int
    """+1 for the better, -1 for the worse, 0 where neither way is better"""


@dataclass(frozen=True, slots=True)
class Xmr:
    """The exact monthly figures of one area and what of them is noise."""

    indicator: Indicator
    unit: Unit
    area: str
    name: Text
    points: tuple[Point, ...]
    chart: Chart
    runs: tuple[Months, ...]
    target: float | None
    missing: int
    """months without a figure between the first and the last"""


def xmr_of(
    catalog: Catalog,
    indicator_id: str,
    area: str,
    as_of: date,
    commitment: TargetCommitment | None = None,
) -> Xmr | None:
    """Return the chart of a monthly indicator; None for any other, or with under seven months.

    Bounds and approximate figures are left out: a moving range needs both ends. With the
    commitment, its target in force is held against the limits.
    """
    indicator = catalog.indicators[indicator_id]
    if indicator.frequency != Frequency.MONTH:
        return None
    points = tuple(
        point
        for point in points_of(catalog, indicator_id, as_of)
        if point.area == area and point.is_used and not point.is_part_of_year
        and point.amount.relation == Relation.EXACT
        and parse_period(point.period).frequency == Frequency.MONTH
    )  # fmt: skip
    if len(points) < FEWEST:
        return None
    ledger = known_ledger(catalog, commitment.targets, as_of) if commitment else ()
    target = bound(ledger[-1]) if ledger else None
    better = _BETTER.get(indicator.better, 0)
    found = chart([point.value for point in points], better=better, target=target)
    return Xmr(
        indicator=indicator,
        unit=unit_of(catalog, indicator.unit),
        area=area,
        name=territories(catalog)[area].name,
        points=points,
        chart=found,
        runs=tuple(
            _months(run, points, better) for run in sorted(found.runs, key=lambda run: run.start)
        ),
        target=target,
        missing=_index(points[-1]) - _index(points[0]) + 1 - len(points),
    )


def _months(run: Run, points: Sequence[Point], better: int) -> Months:
    """Return a run as months; the first of a trend is only what the others rose or fell from."""
    start = run.start + 1 if run.cause == Cause.TREND else run.start
    return Months(
        run.cause,
        run.side,
        points[start].period,
        points[run.stop - 1].period,
        run.stop - start,
        run.side * better,
    )


def _index(point: Point) -> int:
    day = parse_period(point.period).first
    return day.year * _MONTHS + day.month
