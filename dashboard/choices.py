"""Rules about the method that is chosen: what it is told makes sense, what it needs is there."""

from collections.abc import Callable, Iterator

from dashboard.flaws import Finding, Flaw
from dashboard.methods import Growth
from dashboard.model import (
    Catalog,
    Indicator,
    Judged,
    MethodId,
    Rules,
    TargetCommitment,
    TargetPart,
)
from dashboard.model.judging import WHOLE
from dashboard.problems import Code, facts

_OF_GROWTH = frozenset({MethodId.EUROSTAT, MethodId.UN_PROGRESS_CHART})
"""Methods that compare rates of growth: nothing grows from zero, or through it."""

_OF_A_PLAN = frozenset({MethodId.SHIXU, MethodId.EARNED_VALUE})
"""Methods that compare what is done with a plan."""


def plans_have_effect(catalog: Catalog) -> Iterator[Finding]:
    """A plan is there for a method that looks at it, and leads to the whole of the target."""
    for identity, commitment in catalog.commitments.items():
        if isinstance(commitment, TargetCommitment) and commitment.plan:
            if not _OF_A_PLAN & set(_methods(catalog, commitment)):
                flaw: Flaw | None = Flaw(("plan",), Code.PLAN_UNFIT, facts(how="method"), "key")
            else:
                flaw = _ending(commitment)
            if flaw is not None:
                yield Finding("commitment", identity, flaw)


def _methods(catalog: Catalog, commitment: TargetCommitment) -> Iterator[object]:
    for name in filter(None, (commitment.indicator, *_of_parts(commitment))):
        yield _nearest("method", commitment, catalog.indicators[name], catalog.frame.rules)


def _ending(commitment: TargetCommitment) -> Flaw | None:
    """Return what is odd about where a plan ends: too soon, too late, or not with the whole."""
    index = len(commitment.plan) - 1
    last = commitment.plan[index]
    ledgers = (commitment.targets, *(part.targets for part in commitment.parts))
    ends = [target.by for ledger in ledgers for target in ledger if target.by is not None]
    by = max(ends, key=lambda day: day.last, default=None)
    is_past = by is not None and last.period.first > by.last
    if by is not None and (is_past or last.period.last < by.first):
        how = "past" if is_past else "stops"
        found = facts(how=how, period=last.period.text, by=by.text)
        return Flaw(("plan", index, "period"), Code.PLAN_UNFIT, found)
    if last.percent < WHOLE:
        found = facts(how="below", percent=f"{last.percent:g}")
        return Flaw(("plan", index, "percent"), Code.PLAN_UNFIT, found)
    return None


def methods_have_what_they_need(catalog: Catalog) -> Iterator[Finding]:
    """A score has bounds, and what grows by a rate is above zero all the way."""
    rules = catalog.frame.rules
    for identity, commitment in catalog.commitments.items():
        if isinstance(commitment, TargetCommitment):
            for name in filter(None, (commitment.indicator, *_of_parts(commitment))):
                indicator = catalog.indicators[name]
                for field, need in _lacking(commitment, indicator, rules):
                    kind, where = _said_at(field, commitment, indicator)
                    found = facts(how=need, indicator=name, commitment=identity)
                    flaw = Flaw((field,), Code.METHOD_UNFIT, found)
                    yield Finding(kind, where, flaw)


def _of_parts(commitment: TargetCommitment) -> tuple[str, ...]:
    return tuple(part.indicator for part in commitment.parts)


def _nearest(name: str, *places: Judged) -> object:
    return next((value for place in places if (value := getattr(place, name)) is not None), None)


def _said_at(name: str, commitment: TargetCommitment, indicator: Indicator) -> tuple[str, str]:
    """Return where a choice was made: the nearest of the three places."""
    if getattr(commitment, name) is not None:
        return "commitment", commitment.id
    return (
        ("indicator", indicator.id) if getattr(indicator, name) is not None else ("frame", "rules")
    )


def _lacking(
    commitment: TargetCommitment, indicator: Indicator, rules: Rules
) -> Iterator[tuple[str, str]]:
    """Yield the field of each choice that cannot be followed, and what it would need."""
    method = _nearest("method", commitment, indicator, rules)
    growth = _nearest("growth", commitment, indicator, rules)
    if method == MethodId.SDSN and indicator.bounds is None:
        yield "method", "bounds"
    is_rate = growth == Growth.GEOMETRIC and method in {None, MethodId.PROJECTED_SHARE}
    if (is_rate or method in _OF_GROWTH) and _touches_zero(commitment, indicator):
        yield ("growth" if is_rate else "method"), "positive"


def _touches_zero(commitment: TargetCommitment, indicator: Indicator) -> bool:
    """Return whether the baseline, a target or a figure is zero or less, or a range is asked."""
    places: tuple[TargetCommitment | TargetPart, ...] = (commitment, *commitment.parts)
    mine = [place for place in places if place.indicator == indicator.id]
    area = commitment.area or commitment.by[0]
    values = [item.value.number for item in indicator.observations.get(area, ())]
    for place in mine:
        if place.baseline is not None and place.baseline.value is not None:
            values.append(place.baseline.value)
        for target in place.targets:
            bound = target.at_least if target.at_least is not None else target.at_most
            values.append(0.0 if bound is None else bound)
    return any(value <= 0 for value in values)


CHOICES: tuple[Callable[[Catalog], Iterator[Finding]], ...] = (
    plans_have_effect,
    methods_have_what_they_need,
)
