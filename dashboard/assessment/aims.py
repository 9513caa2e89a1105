"""One figure to reach, and the way to it from its baseline (method.md 4.1 and 4.3)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.assessment.case import Numbers, Pace
from dashboard.assessment.evidence import SLACK, direction, known_from, meets
from dashboard.assessment.verdict import Flag, Reason, Step
from dashboard.methods import Status
from dashboard.methods.journey import Journey, gap_to_range
from dashboard.model import Baseline, Catalog, Indicator, Mode, Observation, Target
from dashboard.values import Amount, Frequency, at_least, at_most, between, decimal_year

TOO_EARLY, FEW = 0.10, 3
"""Below a tenth of the time, with fewer than three figures, no pace is worked out."""


@dataclass(frozen=True, slots=True)
class Aim:
    """One figure to reach, of a commitment or of one of its parts."""

    indicator: Indicator
    area: str
    ledger: tuple[Target, ...]
    """the targets known on the day, newest last"""
    baseline: Baseline | None
    mode: Mode
    hold_periods: int

    @property
    def target(self) -> Target | None:
        """Return the target in force."""
        return self.ledger[-1] if self.ledger else None


def known_ledger(catalog: Catalog, targets: Sequence[Target], as_of: date) -> tuple[Target, ...]:
    """Return the targets that had been set and published by a day."""
    return tuple(
        target
        for target in targets
        if known_from(catalog, target, target.set_on.last if target.set_on else as_of) <= as_of
    )


def target_amount(target: Target) -> Amount:
    """Return what a target asks for, as a figure with its sign."""
    if target.between:
        return between(*target.between)
    if target.at_least is not None:
        return at_least(target.at_least)
    assert target.at_most is not None  # noqa: S101 - the model sees to one of the three
    return at_most(target.at_most)


def known_baseline(catalog: Catalog, baseline: Baseline | None, as_of: date) -> Baseline | None:
    """Return a baseline, unless its own source was published after the day."""
    if baseline is None or baseline.source is None:
        return baseline
    said = catalog.sources[baseline.source].published
    return baseline if (said.last if said else baseline.period.last) <= as_of else None


def bound(target: Target | None) -> float | None:
    """Return the single value that a target sets, none for a range."""
    if target is None:
        return None
    return target.at_least if target.at_least is not None else target.at_most


def baseline_value(aim: Aim, whole: Sequence[Observation]) -> float | None:
    """Return the baseline's value: as written, or the figure of its period."""
    if aim.baseline is None:
        return None
    if aim.baseline.value is not None:
        return aim.baseline.value
    for item in whole:
        exact = item.value.low is not None and item.value.low == item.value.high
        if item.period.text == aim.baseline.period.text and exact:
            return item.value.number
    return None


def journey(aim: Aim, whole: Sequence[Observation], target: Target) -> Journey | None:
    """Return the way from the baseline through the newest figure to the target.

    None where the baseline, a deadline or a usable figure is missing. A bound counts as far
    as it goes; a range is turned into the gap to it (method.md 4.4).
    """
    start_value = baseline_value(aim, whole)
    proved = ((item, _proved(aim, item, target)) for item in whole)
    usable = [(item, value) for item, value in proved if value is not None]
    if start_value is None or aim.baseline is None or target.by is None or not usable:
        return None
    latest, value = usable[-1]
    bare = aim.baseline.period.frequency == Frequency.YEAR == latest.period.frequency
    end = float(target.by.first.year) if bare else decimal_year(target.by.last)
    start = aim.baseline.period.year if bare else decimal_year(aim.baseline.period.last)
    at = latest.period.year if bare else decimal_year(latest.period.last)
    goal = bound(target)
    if target.between:
        start_value, goal = gap_to_range(start_value, *target.between), 0.0
    if goal is None or end <= start or at <= start or abs(goal - start_value) < SLACK:
        return None
    if not target.between and direction(aim.indicator, target) * (start_value - goal) >= 0:
        return None  # already there at the start: a share of the way says nothing (method.md 5)
    return Journey(start, start_value, end, goal, at, value)


def _proved(aim: Aim, item: Observation, target: Target) -> float | None:
    """Return what a figure proves on the side that counts; for a range the gap it proves."""
    low, high = item.value.low, item.value.high
    if not target.between:
        return low if direction(aim.indicator, target) > 0 else high
    if low is None or high is None:
        return None
    return max(gap_to_range(low, *target.between), gap_to_range(high, *target.between))


def numbers(way: Journey | None) -> Numbers:
    """Return the numbers of a way, none of them where there is no way."""
    if way is None:
        return Numbers()
    return Numbers(way.share, way.elapsed, way.projected, way.planned)


def pace(catalog: Catalog, aim: Aim, whole: Sequence[Observation], way: Journey | None) -> Pace:
    """Return what the pace says of a target before its deadline (judging.md 2, rule 8)."""
    target = aim.target
    assert target is not None  # noqa: S101 - a case without a target never gets here
    start_value = baseline_value(aim, whole)
    newest_met = meets(whole[-1].value, target) if whole else None
    if aim.mode != Mode.REACH and newest_met:
        return Pace(Status.ON_TRACK, Reason.HOLDING, _slipping(aim, whole))
    if start_value is None:
        return Pace(Status.NO_DATA, Reason.NO_BASELINE)
    sign = direction(aim.indicator, target)
    goal = bound(target)
    started_there = goal is not None and sign * (start_value - goal) >= -SLACK
    if newest_met is False and (aim.mode == Mode.MAINTAIN or started_there):
        return Pace(Status.OFF_TRACK, Reason.BREACH, _slipping(aim, whole))
    if way is None:
        return Pace(Status.NO_DATA, Reason.TOO_EARLY)
    since = [item for item in whole if item.period.last >= aim.baseline.period.first]  # type: ignore[union-attr]
    if way.elapsed < TOO_EARLY and len(since) < FEW:
        return Pace(Status.NO_DATA, Reason.TOO_EARLY)
    return _by_thresholds(catalog, aim, whole, way)


def _by_thresholds(catalog: Catalog, aim: Aim, whole: Sequence[Observation], way: Journey) -> Pace:
    cut = catalog.frame.rules.thresholds
    share = way.projected
    if share >= cut.on_track - SLACK:
        status, reason = Status.ON_TRACK, Reason.PROJECTED_SHARE
    elif share >= cut.at_risk - SLACK:
        status, reason = Status.AT_RISK, Reason.PROJECTED_SHARE
    elif way.share < -SLACK:
        status, reason = Status.OFF_TRACK, Reason.MOVING_AWAY
    elif abs(way.pace) < SLACK:
        status, reason = Status.OFF_TRACK, Reason.STALLED
    else:
        status, reason = Status.OFF_TRACK, Reason.PROJECTED_SHARE
    step = Step(
        "projected",
        {"projected": share, "on_track": cut.on_track, "at_risk": cut.at_risk},
    )
    return Pace(status, reason, _slipping(aim, whole), steps=(step,))


def _slipping(aim: Aim, whole: Sequence[Observation]) -> frozenset[Flag]:
    """Return the flag where the last change went the wrong way."""
    target = aim.target
    if target is None or target.between or len(whole) < 2:  # noqa: PLR2004 - a change needs two
        return frozenset()
    before, last = whole[-2].value, whole[-1].value
    exact = before.low == before.high and last.low == last.high and last.low is not None
    change = (last.number - before.number) * direction(aim.indicator, target)
    return frozenset({Flag.SLIPPING}) if exact and change < -SLACK else frozenset()
