"""One figure to reach, and the way to it from its baseline (method.md 4.1 and 4.3)."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from dashboard.assessment.case import Numbers, Pace
from dashboard.assessment.evidence import SLACK, direction, known_from
from dashboard.assessment.uncertainty import Uncertainty, class_of, uncertainty
from dashboard.assessment.verdict import Flag, Reason, Step, StepFact
from dashboard.methods import DEFAULT, METHODS, Answer, Bounds, Options, Point, Question, Status
from dashboard.methods.grading import since_baseline
from dashboard.methods.grounds import Grounds
from dashboard.methods.journey import Journey, gap_to_range
from dashboard.model import Baseline, Catalog, Indicator, Mode, Observation, Planned, Target
from dashboard.values import (
    Amount,
    Frequency,
    Period,
    at_least,
    at_most,
    between,
    decimal_year,
)


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
    method: str = DEFAULT
    options: Options = field(default_factory=Options)
    plan: tuple[Planned, ...] = ()

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


def question(aim: Aim, whole: Sequence[Observation], target: Target) -> Question:
    """Return what a method is asked: the baseline, the figures as far as they go, the target.

    A range comes as the gap to it (method.md 4.4). Between bare years time is counted in whole
    years (method.md 4.3). What counts from 1 January starts there, with nothing.
    """
    yearly = aim.indicator.restarts_yearly
    bare = not yearly and all(period.frequency == Frequency.YEAR for period in _periods(aim, whole))

    at: Callable[[Period], float] = _year_of if bare else _end_of
    by = None
    if target.by:
        by = float(target.by.first.year) if bare else decimal_year(target.by.last)
    start_value = baseline_value(aim, whole)
    base = None
    if yearly and target.by:
        base = Point(decimal_year(date(target.by.first.year - 1, 12, 31)), 0.0)
    elif start_value is not None and aim.baseline:
        gap = gap_to_range(start_value, *target.between) if target.between else start_value
        base = Point(at(aim.baseline.period), gap)
    proved = ((at(item.period), _proved(aim, item, target)) for item in whole)
    bounds = aim.indicator.bounds
    return Question(
        tuple(Point(when, value) for when, value in proved if value is not None),
        -1 if target.between else direction(aim.indicator, target),
        base,
        0.0 if target.between else bound(target),
        by,
        aim.indicator.natural_limit,
        Bounds(bounds.optimum, bounds.lower, bounds.green, bounds.red) if bounds else None,
        _plan([Point(at(item.period), item.percent / 100) for item in aim.plan], base),
        is_kept=aim.mode == Mode.MAINTAIN,
    )


def _year_of(period: Period) -> float:
    return float(period.first.year)


def _end_of(period: Period) -> float:
    return decimal_year(period.last)


def _plan(rows: Sequence[Point], base: Point | None) -> tuple[Point, ...]:
    """Return a plan from its beginning on: without a row of its own that is the baseline."""
    begins = (Point(base.at, 0.0),) if rows and base and base.at < rows[0].at else ()
    return (*begins, *rows)


def _periods(aim: Aim, whole: Sequence[Observation]) -> Iterator[Period]:
    yield from (item.period for item in whole)
    yield from (item.period for item in aim.plan)
    if aim.baseline:
        yield aim.baseline.period


def journey(asked: Question) -> Journey | None:
    """Return the way from the baseline through the newest figure to the target.

    None where one of them or the deadline is missing, or where the baseline already met the
    target: a share of the way then says nothing (method.md 5).
    """
    base, goal, by = asked.base, asked.target, asked.by
    if base is None or goal is None or by is None or not asked.series:
        return None
    last = asked.series[-1]
    if by <= base.at or last.at <= base.at or asked.direction * (goal - base.value) < SLACK:
        return None
    return Journey(base.at, base.value, by, goal, last.at, last.value)


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


def pace(aim: Aim, whole: Sequence[Observation], asked: Question) -> Pace:
    """Return what the method says of a target before its deadline (judging.md 2, rule 8)."""
    answer = METHODS[aim.method](asked, aim.options)
    flags = _slipping(aim, whole) if answer.status in _PACED else frozenset[Flag]()
    status, reason = answer.status, reason_of(answer)
    if status == Status.ACHIEVED:  # rule 2 has not found it done: so far it holds
        status, reason = Status.ON_TRACK, Grounds.HOLDING
    elif status == Status.MISSED:  # that word waits until the deadline has passed: rule 3
        status = class_of(answer.numbers["P"], aim.options.thresholds)
        reason = Grounds.PROJECTED_SHARE
    sureness = _sureness(aim, asked, answer)
    if sureness and sureness.is_borderline:
        flags |= {Flag.BORDERLINE}
    steps = _steps(aim, answer)
    return Pace(status, reason, flags, steps=steps, answer=answer, uncertainty=sureness)


def _sureness(aim: Aim, asked: Question, answer: Answer) -> Uncertainty | None:
    """Return how sure a projected share is; a distance to a range cannot drift below nothing."""
    is_bound = aim.target is not None and not aim.target.between
    if aim.method != DEFAULT or "F" not in answer.numbers or not is_bound:
        return None
    way = journey(asked)
    if way is None:
        return None
    return uncertainty(since_baseline(asked), way, aim.options, asked.limit)


_PACED = frozenset({Status.ACHIEVED, Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK})
_REASONS = {str(reason): reason for reason in Reason}


def reason_of(answer: Answer) -> Reason | Grounds:
    """Return why a method says what it says, as an id."""
    return _REASONS.get(answer.reason) or Grounds(answer.reason)


def _steps(aim: Aim, answer: Answer) -> tuple[Step, ...]:
    """Return the line of the working that the method adds: its formula with the numbers put in."""
    facts: dict[str, StepFact] = {"method": aim.method, "answer": answer, "options": aim.options}
    if answer.status == Status.NO_DATA:
        return (Step("not-available", facts),)
    if aim.method != DEFAULT:
        return (Step("by-method", facts),)
    return (Step("projected", facts),) if "F" in answer.numbers else ()


def _slipping(aim: Aim, whole: Sequence[Observation]) -> frozenset[Flag]:
    """Return the flag where the last change went the wrong way."""
    target = aim.target
    if target is None or target.between or len(whole) < 2:  # noqa: PLR2004 - a change needs two
        return frozenset()
    before, last = whole[-2].value, whole[-1].value
    exact = before.low == before.high and last.low == last.high and last.low is not None
    change = (last.number - before.number) * direction(aim.indicator, target)
    return frozenset({Flag.SLIPPING}) if exact and change < -SLACK else frozenset()
