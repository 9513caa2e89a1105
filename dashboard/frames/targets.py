"""One target on the detail page: its path and its pace."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import NamedTuple

from dashboard.assessment import Verdict, known_from
from dashboard.assessment.aims import Aim as AssessedAim
from dashboard.assessment.aims import (
    baseline_value,
    known_baseline,
    known_ledger,
    target_amount,
)
from dashboard.assessment.evidence import is_whole, series
from dashboard.frames.amounts import middle, place
from dashboard.frames.compare import unit_of
from dashboard.frames.figures import Point, points_of, territories
from dashboard.model import (
    Baseline,
    Catalog,
    Indicator,
    Target,
    TargetCommitment,
    Text,
    Unit,
)
from dashboard.values import Amount, Day

_YEAR = 4
_MOVED = 2
"""So many targets, and one of them is an old one."""


class Bar(NamedTuple):
    """One entry of a ledger of targets, with the window of its deadline on the axis of years."""

    amount: Amount
    by: Day | None
    start: float | None
    end: float | None
    set_on: Day | None
    note: Text | None
    source: str
    is_in_force: bool
    since: float | None = None
    until: float | None = None
    """from when to when it was in force, as known; none where it was never moved"""


class Path(NamedTuple):
    """The plan from the baseline to the deadline: straight, or through the rows of its table."""

    start: float
    start_value: float
    end: float
    end_value: float
    rows: tuple[tuple[float, float], ...] = ()
    """the times and values of the plan's table between the two"""

    @property
    def corners(self) -> tuple[tuple[float, float], ...]:
        """Return the points that the plan is drawn through."""
        return ((self.start, self.start_value), *self.rows, (self.end, self.end_value))

    def at(self, x: float) -> float:
        """Return what the plan asks for at a time."""
        if x <= self.start:
            return self.start_value
        for (start, low), (end, high) in pairwise(self.corners):
            if x <= end:
                return low + (high - low) * (x - start) / (end - start)
        return self.end_value


@dataclass(frozen=True, slots=True)
class Trajectory:
    """Figures of the one who promised, against the ledger of targets."""

    indicator: Indicator
    unit: Unit
    area: str
    name: Text
    points: tuple[Point, ...]
    bars: tuple[Bar, ...]
    """oldest first, the last in force"""
    path: Path | None
    as_of: date

    @property
    def used(self) -> tuple[Point, ...]:
        """Return the whole figures that the line is drawn through."""
        return tuple(p for p in self.points if p.is_used and not p.is_part_of_year)

    @property
    def is_moved(self) -> bool:
        """Return whether the target was moved, which only the path shows."""
        return len(self.bars) >= _MOVED

    @property
    def target(self) -> Bar | None:
        """Return the target in force."""
        return self.bars[-1] if self.bars else None

    @property
    def planned(self) -> tuple[float, float] | None:
        """Return when the newest figure was due within the plan, and what was planned then."""
        if self.path is None or not self.used:
            return None
        inside = [p.x for p in self.used if self.path.start < p.x < self.path.end]
        return (inside[-1], self.path.at(inside[-1])) if inside else None


def trajectory_of(
    catalog: Catalog, commitment: TargetCommitment, as_of: date, *, part: str = ""
) -> Trajectory | None:
    """Return the trajectory of a target, or of one part of it; None for parts not named."""
    chosen = next((item for item in commitment.parts if item.id == part), None)
    indicator_id = chosen.indicator if chosen else commitment.indicator
    if indicator_id is None:
        return None
    baseline = chosen.baseline if chosen else commitment.baseline
    ledger = known_ledger(catalog, chosen.targets if chosen else commitment.targets, as_of)
    area = commitment.area or commitment.by[0]
    indicator = catalog.indicators[indicator_id]
    return Trajectory(
        indicator=indicator,
        unit=unit_of(catalog, indicator.unit),
        area=area,
        name=territories(catalog)[area].name,
        points=tuple(p for p in points_of(catalog, indicator_id, as_of) if p.area == area),
        bars=_in_force(catalog, ledger, as_of),
        path=_path(
            catalog,
            commitment,
            indicator,
            area,
            known_baseline(catalog, baseline, as_of),
            ledger,
            as_of,
        ),
        as_of=as_of,
    )


def _in_force(catalog: Catalog, ledger: Sequence[Target], as_of: date) -> tuple[Bar, ...]:
    """Return the targets; where there are several, each with the time it was in force."""
    bars = [_bar(target, target is ledger[-1]) for target in ledger]
    if len(bars) < _MOVED:
        return tuple(bars)
    starts = [
        place(known_from(catalog, target, target.set_on.last if target.set_on else as_of))
        for target in ledger
    ]
    last = bars[-1].end
    now = place(as_of) if last is None else min(place(as_of), last)
    ends = [*starts[1:], max(now, starts[-1])]
    return tuple(
        bar._replace(since=start, until=end)
        for bar, start, end in zip(bars, starts, ends, strict=True)
    )


def _bar(target: Target, is_in_force: bool) -> Bar:  # noqa: FBT001 - private, one caller
    by = target.by
    return Bar(
        amount=target_amount(target),
        by=by,
        start=place(by.first) if by else None,
        end=place(by.last, is_end=True) if by else None,
        set_on=target.set_on,
        note=target.note,
        source=target.source,
        is_in_force=is_in_force,
    )


def _path(  # noqa: PLR0913, PLR0917 - private, what the assessment asks for
    catalog: Catalog,
    commitment: TargetCommitment,
    indicator: Indicator,
    area: str,
    baseline: Baseline | None,
    ledger: Sequence[Target],
    as_of: date,
) -> Path | None:
    target = ledger[-1] if ledger else None
    if baseline is None or target is None or target.by is None or target.between:
        return None
    aim = AssessedAim(
        indicator, area, tuple(ledger), baseline, commitment.mode, commitment.hold_periods
    )
    whole = [o for o in series(catalog, indicator, area, as_of) if is_whole(indicator, o)]
    start_value = baseline_value(aim, whole)
    is_year = len(target.by.text) == _YEAR
    end = float(target.by.first.year) if is_year else place(target.by.last, is_end=True)
    start = middle(baseline.period)
    if start_value is None or end <= start:
        return None
    goal = target_amount(target).number
    rows = (
        (middle(row.period), start_value + row.percent / 100 * (goal - start_value))
        for row in commitment.plan
    )
    return Path(start, start_value, end, goal, tuple(row for row in rows if start < row[0] < end))


class Pace(NamedTuple):
    """How far against how much of the time, both as shares of the whole way."""

    share: float
    elapsed: float | None
    when: str
    """the period of the figure that the share comes from"""
    by: str = ""
    """the deadline in force, where it is not the first one"""
    start: tuple[str, float] | None = None
    """the period and the figure at which the way begins, where known"""
    value: Amount | None = None
    """the figure that the share comes from"""

    @property
    def is_lost(self) -> bool:
        """Return whether the figure lies further behind the start than the goal before it."""
        return self.share < -1 and self.start is not None and self.value is not None


def pace_of(verdict: Verdict) -> Pace | None:
    """Return the pace of a verdict; None where no share could be worked out.

    Where the method goes by a plan, the plan says how much was due; else the time that has passed.
    """
    if verdict.share is None:
        return None
    elapsed = None if verdict.elapsed is None else min(verdict.elapsed, 1.0)
    planned = verdict.answer.numbers if verdict.answer else {}
    due = planned.get("PV", planned.get("planned_share", elapsed))
    by = verdict.replanned.text if verdict.replanned else ""
    latest = verdict.latest
    return Pace(
        verdict.share,
        due,
        latest.when if latest else "",
        by,
        _start(verdict),
        latest.amount if latest else None,
    )


def _start(verdict: Verdict) -> tuple[str, float] | None:
    """Return the baseline that the working names."""
    facts = next((step.facts for step in verdict.steps if step.key == "baseline"), {})
    when, value = facts.get("when"), facts.get("value")
    return (when, value) if isinstance(when, str) and isinstance(value, float) else None
