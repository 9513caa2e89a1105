"""Figures that are new between two days, and figures that are another than they were."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.assessment import is_whole, known_observations, series
from dashboard.assessment.aims import known_ledger
from dashboard.assessment.evidence import SLACK, counted, meets
from dashboard.digests.entries import Aim, Entry, NewFigure, Revised, Tone
from dashboard.digests.ledgers import is_between, said_of
from dashboard.model import (
    AmbitionCommitment,
    Better,
    Catalog,
    Commitment,
    Indicator,
    LimitsCommitment,
    Observation,
    Target,
    TargetCommitment,
)
from dashboard.values import Amount, day_after

Series = Mapping[tuple[str, str], tuple[str, ...]]
"""The ids of the commitments that rest on an indicator's figures of an area."""


@dataclass(frozen=True, slots=True)
class _Span:
    """The figures of one indicator for one area, between two days."""

    catalog: Catalog
    indicator: Indicator
    area: str
    commitments: tuple[str, ...]
    since: date
    as_of: date

    @property
    def known(self) -> list[Observation]:
        """Return all that were known on the later day."""
        return known_observations(self.catalog, self.indicator, self.area, self.as_of)

    def used(self, day: date) -> Mapping[str, Observation]:
        """Return the figures in use on a day, by period, in order of time."""
        found = series(self.catalog, self.indicator, self.area, day)
        return {item.period.text: item for item in found}


def new_figures(catalog: Catalog, since: date, as_of: date) -> Iterator[Entry]:
    """Yield the first figure of each period, as it is used on the later day."""
    for span in _spans(catalog, since, as_of):
        used = span.used(as_of)
        for period, day in _first_days(span).items():
            if is_between(since, day, as_of):
                yield _new(span, used, used[period], span.used(day)[period], day)


def revised(catalog: Catalog, since: date, as_of: date) -> Iterator[Entry]:
    """Yield the figures of periods known before whose value or standing is another one now."""
    for span in _spans(catalog, since, as_of):
        before = span.used(since)
        for period, after in span.used(as_of).items():
            old = before.get(period)
            if old is not None and _said(old) != _said(after):
                yield Revised(
                    commitments=span.commitments,
                    day=_day(catalog, after),
                    tone=_tone(span.indicator, old.value, after.value),
                    weight=bool(span.commitments),
                    said=said_of(catalog, after),
                    indicator=span.indicator.id,
                    area=span.area,
                    before=old,
                    after=after,
                )


def _said(item: Observation) -> tuple[object, ...]:
    amount = item.value
    return amount.number, amount.relation, amount.low, amount.high, item.status


def _spans(catalog: Catalog, since: date, as_of: date) -> Iterator[_Span]:
    """Yield the series of which anything was published between the days."""
    rests = _rests_on(catalog.commitments.values())
    for indicator in catalog.indicators.values():
        for area in indicator.observations:
            commitments = rests.get((indicator.id, area), ())
            span = _Span(catalog, indicator, area, commitments, since, as_of)
            if any(_day(catalog, item) > since for item in span.known):
                yield span


def _day(catalog: Catalog, item: Observation) -> date:
    """Return the day from which a figure counts as known."""
    said = item.published or catalog.sources[item.source].published
    return said.last if said else item.period.last


def _first_days(span: _Span) -> Mapping[str, date]:
    """Return the day on which each period was first heard of."""
    found: dict[str, date] = {}
    for item in span.known:
        day = _day(span.catalog, item)
        found[item.period.text] = min(found.get(item.period.text, day), day)
    return found


def _new(
    span: _Span, used: Mapping[str, Observation], item: Observation, first: Observation, day: date
) -> NewFigure:
    previous = _previous(span.indicator, list(used.values()), item)
    belated = _is_belated(span, item, day)
    return NewFigure(
        commitments=span.commitments,
        day=day,
        tone=_tone_of_new(span.indicator, previous, item, is_belated=belated),
        weight=bool(span.commitments),
        said=said_of(span.catalog, item),
        indicator=span.indicator.id,
        area=span.area,
        figure=item,
        first=first,
        previous=previous,
        aims=tuple(_aims(span, item)),
        is_belated=belated,
    )


def _is_belated(span: _Span, item: Observation, day: date) -> bool:
    """Return whether a figure of a later period, of the same kind, was known by a day."""
    is_year = is_whole(span.indicator, item)
    return any(
        one.period.last > item.period.last and is_whole(span.indicator, one) == is_year
        for one in span.used(day).values()
    )


def _previous(
    indicator: Indicator, used: Iterable[Observation], item: Observation
) -> Observation | None:
    """Return the figure before one: the whole one before, or of the same part a year before."""
    if is_whole(indicator, item):
        whole = [one for one in used if is_whole(indicator, one)]
        before = [one for one in whole if one.period.last < item.period.last]
        return before[-1] if before else None
    year, rest = item.period.first.year - 1, item.period.text[4:]
    return next((one for one in used if one.period.text == f"{year}{rest}"), None)


def _tone_of_new(
    indicator: Indicator, previous: Observation | None, item: Observation, *, is_belated: bool
) -> Tone:
    """Return whether a figure is better than that of the period just before.

    Steps of unequal length, and years that are only filled in, are neither better nor worse.
    """
    if previous is None or is_belated:
        return Tone.OTHER
    is_next = day_after(previous.period.last) == item.period.first
    if is_whole(indicator, item) and not is_next:
        return Tone.OTHER
    return _tone(indicator, previous.value, item.value)


def _tone(indicator: Indicator, before: Amount, after: Amount) -> Tone:
    """Return whether a figure is better than another; what is not exact is compared with none."""
    is_exact = all(one.low == one.high is not None for one in (before, after))
    change = after.number - before.number
    if not is_exact or abs(change) <= SLACK or indicator.better not in {"higher", "lower"}:
        return Tone.OTHER
    return Tone.BETTER if (change > 0) == (indicator.better == Better.HIGHER) else Tone.WORSE


def _aims(span: _Span, item: Observation) -> Iterator[Aim]:
    """Yield the targets and limits in force that a figure is held against."""
    for identity in span.commitments:
        for target in _targets(span, span.catalog.commitments[identity]):
            yield Aim(identity, target, meets(counted(span.indicator, item), target))


def _targets(span: _Span, commitment: Commitment) -> Iterator[Target]:
    wanted = span.indicator.id
    match commitment:
        case TargetCommitment():
            ledgers = [part.targets for part in commitment.parts if part.indicator == wanted]
            if commitment.indicator == wanted:
                ledgers.append(commitment.targets)
            for ledger in ledgers:
                yield from known_ledger(span.catalog, ledger, span.as_of)[-1:]
        case LimitsCommitment():
            for limit in commitment.limits:
                if limit.indicator == wanted:
                    made = commitment.made
                    yield Target.model_construct(
                        at_most=limit.at_most, source=made.source, set_on=made.on
                    )
        case _:
            return


def _rests_on(commitments: Iterable[Commitment]) -> Series:
    """Return which commitments rest on the figures of which indicator and area."""
    found: dict[tuple[str, str], list[str]] = {}
    for commitment in commitments:
        for key in dict.fromkeys(_measured(commitment)):
            found.setdefault(key, []).append(commitment.id)
    return {key: tuple(identities) for key, identities in found.items()}


def _measured(commitment: Commitment) -> Iterator[tuple[str, str]]:
    """Yield the indicators and areas that a commitment rests on."""
    match commitment:
        case TargetCommitment():
            area = commitment.area or commitment.by[0]
            for identity in (commitment.indicator, *(part.indicator for part in commitment.parts)):
                if identity:
                    yield identity, area
        case LimitsCommitment():
            for limit in commitment.limits:
                yield limit.indicator, commitment.by[0]
        case AmbitionCommitment():
            for identity in commitment.indicators:
                for area in commitment.by:
                    yield identity, area
        case _:
            return
