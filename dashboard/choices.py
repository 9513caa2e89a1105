"""Rules about the method that is chosen: what it is told makes sense, what it needs is there."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

from dashboard.flaws import Finding, Flaw
from dashboard.methods import Growth
from dashboard.model import (
    Bounds,
    Catalog,
    Indicator,
    Judged,
    MethodId,
    Planned,
    Rules,
    TargetCommitment,
    TargetPart,
)
from dashboard.problems import Code, facts
from dashboard.yamltree import Path

WHOLE = 100
"""A plan ends where all of the way is done, in percent."""

_OF_GROWTH = frozenset({MethodId.EUROSTAT, MethodId.UN_PROGRESS_CHART})
"""Methods that compare rates of growth: nothing grows from zero, or through it."""


class _Place(NamedTuple):
    """Where something about a method is chosen."""

    kind: str
    id: str
    chosen: Judged


def _places(catalog: Catalog) -> Iterator[_Place]:
    yield _Place("frame", "rules", catalog.frame.rules)
    yield from (_Place("indicator", one.id, one) for one in catalog.indicators.values())
    for identity, commitment in catalog.commitments.items():
        if isinstance(commitment, TargetCommitment):
            yield _Place("commitment", identity, commitment)


def choices_in_range(catalog: Catalog) -> Iterator[Finding]:
    """Thresholds and lights rise, windows last, and nothing is tolerated below nothing."""
    for place in _places(catalog):
        for path, text, allowed in _out_of_range(place.chosen):
            found = facts(text=text, field=path[-1], range=allowed)
            yield Finding(place.kind, place.id, Flaw(path, Code.OUT_OF_RANGE, found))


def _out_of_range(chosen: Judged) -> Iterator[tuple[Path, str, str]]:
    """Yield the path of each choice that makes no sense, its text, and what is allowed."""
    if (cut := chosen.thresholds) and not 0 < cut.at_risk < cut.on_track <= 1:
        text = f"{cut.at_risk:g}, {cut.on_track:g}"
        yield ("thresholds",), text, "0 < at_risk < on_track <= 1"
    if (lights := chosen.lights) and not 0 <= lights.yellow <= lights.red:
        yield ("lights",), f"{lights.yellow:g}, {lights.red:g}", "0 <= yellow <= red"
    if chosen.window_years is not None and chosen.window_years <= 0:
        yield ("window_years",), f"{chosen.window_years:g}", "> 0"
    if chosen.tolerance is not None and chosen.tolerance < 0:
        yield ("tolerance",), f"{chosen.tolerance:g}", ">= 0"
    if isinstance(chosen, Indicator) and chosen.bounds and not _is_scale(chosen.bounds):
        bounds = chosen.bounds
        text = f"{bounds.lower:g}, {bounds.red:g}, {bounds.green:g}, {bounds.optimum:g}"
        yield ("bounds",), text, "lower … red … green … optimum"


def _is_scale(bounds: Bounds) -> bool:
    """Return whether the bounds run one way, from the worst to the best."""
    steps = (bounds.lower, bounds.red, bounds.green, bounds.optimum)
    return bounds.lower != bounds.optimum and list(steps) in (
        sorted(steps),
        sorted(steps, reverse=True),
    )


def plans_rise(catalog: Catalog) -> Iterator[Finding]:
    """A plan goes on in time and never back in work, from nothing to all of it."""
    for identity, commitment in catalog.commitments.items():
        plan: tuple[Planned, ...] = getattr(commitment, "plan", ())
        for index, step in enumerate(plan):
            path: Path = ("plan", index, "percent")
            if not 0 <= step.percent <= WHOLE:
                found = facts(text=f"{step.percent:g}", field="percent", range="0..100")
                yield Finding("commitment", identity, Flaw(path, Code.OUT_OF_RANGE, found))
            elif index and step.percent < plan[index - 1].percent:
                allowed = f">= {plan[index - 1].percent:g}"
                found = facts(text=f"{step.percent:g}", field="percent", range=allowed)
                yield Finding("commitment", identity, Flaw(path, Code.OUT_OF_RANGE, found))
            if index and step.period.last <= plan[index - 1].period.last:
                found = facts(
                    text=step.period.text, field="period", range=f"> {plan[index - 1].period.text}"
                )
                flaw = Flaw(("plan", index, "period"), Code.OUT_OF_RANGE, found)
                yield Finding("commitment", identity, flaw)


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
    choices_in_range,
    plans_rise,
    methods_have_what_they_need,
)
