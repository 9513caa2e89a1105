"""What was known on a day, and what it proves (judging.md 1 and 3)."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

from dashboard.assessment.verdict import Fact
from dashboard.model import (
    Better,
    Catalog,
    Cited,
    Commitment,
    Dated,
    Evidence,
    Grade,
    Indicator,
    Made,
    Nature,
    Observation,
    ObservationStatus,
    Shows,
    Source,
    Target,
    Text,
)
from dashboard.values import Amount, Day, Frequency, Relation

SLACK = 1e-9
"""Comparisons are inclusive on unrounded numbers with this slack (method.md 4.1)."""

_MONTHS = {
    Frequency.MONTH: 1,
    Frequency.QUARTER: 3,
    Frequency.HALF_YEAR: 6,
    Frequency.YEAR: 12,
}
UNSETTLED = frozenset({ObservationStatus.EXPECTED, ObservationStatus.PRELIMINARY})
"""What a publisher said of a figure that is not final yet."""

_STATUS_RANK = {
    ObservationStatus.REVISED: 3,
    ObservationStatus.ACTUAL: 2,
    ObservationStatus.PRELIMINARY: 1,
    ObservationStatus.EXPECTED: 0,
}


def published(catalog: Catalog, cited: Cited | Made) -> Day | None:
    """Return when something was published: its own day, or else its source's."""
    return cited.published or catalog.sources[cited.source].published


def grade(catalog: Catalog, cited: Cited | Made) -> Grade:
    """Return how far something can be trusted: its own grade, or else its source's."""
    own = None if isinstance(cited, Made) else cited.grade
    return own or catalog.sources[cited.source].grade


def known_from(catalog: Catalog, cited: Cited | Made, about: date) -> date:
    """Return the first day on which something counts as known (judging.md 3).

    What is announced for a later day counts from that day on.
    """
    day = published(catalog, cited)
    if day is None:
        return about
    return max(day.last, cited.on.first) if isinstance(cited, Dated) else day.last


def promised_on(catalog: Catalog, commitment: Commitment) -> date:
    """Return the day from which a commitment counts as promised.

    A partial or unknown day counts from the publication of its source (architecture.md 2). What
    was surely published after the day of the promise counts from then.
    """
    made = commitment.made
    known = published(catalog, made)
    if made.on and made.on.first == made.on.last:
        return max(made.on.last, known.first) if known else made.on.last
    if known:
        return known.last
    return made.on.last if made.on else date.min


def _choice(sources: Mapping[str, Source], observation: Observation) -> tuple[object, ...]:
    source = sources[observation.source]
    day = observation.published or source.published
    return (
        observation.used is True,
        observation.used is not False,
        _STATUS_RANK[observation.status],
        (observation.grade or source.grade) == Grade.HIGH,
        day.last if day else observation.period.last,
    )


class Preference(StrEnum):
    """Why one figure is taken over another of the same period, in the order that decides."""

    MARKED = "marked"
    SET_ASIDE = "set-aside"
    FIRMER = "firmer"
    GRADE = "grade"
    LATER = "later"
    LAST = "last"


def preference(catalog: Catalog, taken: Observation, other: Observation) -> Preference:
    """Return the first rule by which a figure is taken over another (judging.md 6).

    It is marked as used, or the other as not; it is revised or actual, the other preliminary or
    expected; its grade is higher; it was published later; else it stands further down the file.
    """
    ours, theirs = _choice(catalog.sources, taken), _choice(catalog.sources, other)
    for rule, one, another in zip(Preference, ours, theirs, strict=False):
        if one != another:
            return rule
    return Preference.LAST


def known_observations(
    catalog: Catalog, indicator: Indicator, area: str, as_of: date
) -> list[Observation]:
    """Return all figures of an area that were known, as written, in the order of the file."""
    sources = catalog.sources
    found = []
    for item in indicator.observations.get(area, ()):
        day = item.published or sources[item.source].published
        if (day.last if day else item.period.last) <= as_of:
            found.append(item)
    return found


def series(
    catalog: Catalog, indicator: Indicator, area: str, as_of: date
) -> tuple[Observation, ...]:
    """Return one known figure a period, in order of time.

    Between several the one marked as used wins, then an actual one over an expected one,
    then the higher grade, then the later publication (judging.md 6).
    """
    best: dict[str, Observation] = {}
    for item in known_observations(catalog, indicator, area, as_of):
        other = best.get(item.period.text)
        if other is None or _choice(catalog.sources, item) >= _choice(catalog.sources, other):
            best[item.period.text] = item
    return tuple(sorted(best.values(), key=lambda o: (o.period.last, o.period.first)))


def is_whole(indicator: Indicator, observation: Observation) -> bool:
    """Return whether a figure covers the whole of the indicator's period.

    A flow or a share for part of a year is never compared with a year.
    """
    if indicator.nature in {Nature.STOCK, Nature.RANK}:
        return True
    return observation.period.frequency == indicator.frequency


def counted(indicator: Indicator, observation: Observation) -> Amount:
    """Return what a figure proves for a whole period: part of a flow at least that much."""
    amount = observation.value
    if is_whole(indicator, observation):
        return amount
    first, last = observation.period.first, observation.period.last
    is_part = last.month - first.month < _MONTHS[indicator.frequency]
    if indicator.nature == Nature.FLOW and is_part and amount.low is not None:
        return Amount(amount.text, amount.number, Relation.AT_LEAST, amount.low, None)
    return Amount(amount.text, amount.number, Relation.ABOUT, None, None)


def meets(amount: Amount, target: Target, tolerance: float = 0.0) -> bool | None:
    """Return whether a figure is shown to meet a target, shown not to, or neither.

    A bound counts only as far as it goes: >=7000 proves 7000, not 7500; ~1300 proves nothing.
    Within the tolerance, in the indicator's unit, a target counts as met.
    """
    slack = tolerance + SLACK
    low, high = amount.low, amount.high
    if target.between:
        at_least, at_most = target.between
    else:
        at_least = target.at_least if target.at_least is not None else float("-inf")
        at_most = target.at_most if target.at_most is not None else float("inf")
    too_low = high is not None and high < at_least - slack
    too_high = low is not None and low > at_most + slack
    if too_low or too_high:
        return False
    enough = at_least == float("-inf") or (low is not None and low >= at_least - slack)
    in_bounds = at_most == float("inf") or (high is not None and high <= at_most + slack)
    return True if enough and in_bounds else None


def of_observation(catalog: Catalog, indicator: Indicator, item: Observation) -> Fact:
    """Return a figure as a fact."""
    source, period = catalog.sources[item.source], item.period
    return Fact(
        "observation",
        period.text,
        period.first,
        period.last,
        item.published or source.published,
        item.source,
        item.grade or source.grade,
        amount=item.value,
        subject=indicator.id,
        expected=item.status in UNSETTLED,
    )


def of_dated(  # noqa: PLR0913 - what a fact may say, by name
    catalog: Catalog,
    item: Cited,
    on: Day,
    kind: str,
    *,
    what: Text | None = None,
    to: str = "",
    subject: str = "",
    shows: Shows | None = None,
) -> Fact:
    """Return something that happened or was said on a day as a fact."""
    return Fact(
        kind=kind,
        when=on.text,
        first=on.first,
        last=on.last,
        published=published(catalog, item),
        source=item.source,
        grade=grade(catalog, item),
        what=what,
        to=to,
        subject=subject,
        shows=shows,
    )


def known_evidence(catalog: Catalog, items: Iterable[Evidence], as_of: date) -> list[Evidence]:
    """Return the evidence that had been published, in the order of the file."""
    return [item for item in items if known_from(catalog, item, item.on.last) <= as_of]


def newest_first(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return facts by date, the newest first."""
    return tuple(sorted(facts, key=lambda fact: (fact.last, fact.first), reverse=True))


def window_of(catalog: Catalog, frequency: Frequency) -> int:
    """Return after how many months a figure of a frequency is out of date (judging.md 4)."""
    windows = catalog.frame.rules.windows
    return {
        Frequency.MONTH: windows.month,
        Frequency.QUARTER: windows.quarter,
        Frequency.HALF_YEAR: windows.half_year,
    }.get(frequency, windows.year)


def direction(indicator: Indicator, target: Target) -> int:
    """Return +1 where more is better, -1 where less is (method.md 1)."""
    if target.at_least is not None:
        return 1
    if target.at_most is not None:
        return -1
    return -1 if indicator.better == Better.LOWER else 1
