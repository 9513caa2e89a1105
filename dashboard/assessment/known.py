"""The catalog as it was known on a day: whatever was published or set later is not in it."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TypeVar

from dashboard.assessment.evidence import known_from, promised_on
from dashboard.assessment.restate import measures
from dashboard.model import (
    Baseline,
    Catalog,
    Cited,
    Commitment,
    Crossing,
    Dated,
    Indicator,
    Made,
    Noun,
    Observation,
    Office,
)
from dashboard.values import Day, is_known

_N = TypeVar("_N", bound=Noun)


def as_known(catalog: Catalog, as_of: date) -> Catalog:
    """Return the catalog of a day: figures, targets, reports and sources published by then.

    Judged on that day it gives the same verdicts as the whole. What is written today about a
    commitment or an indicator (its note, what is missing, whom to ask) stays only where nothing
    of it was published later; names stay as they are written today.
    """
    made = {
        identity: commitment
        for identity, commitment in catalog.commitments.items()
        if promised_on(catalog, commitment) <= as_of
    }
    indicators = {
        identity: _of_indicator(catalog, indicator, as_of)
        for identity, indicator in catalog.indicators.items()
    }
    whole = {
        identity for identity, one in indicators.items() if one is catalog.indicators[identity]
    }
    commitments = {
        identity: _of_commitment(catalog, commitment, as_of, frozenset(made), whole)
        for identity, commitment in made.items()
    }
    frame = catalog.frame
    if frame.schematic:
        crossings = tuple(_crossings(catalog, frozenset(made), as_of))
        schematic = frame.schematic.model_copy(update={"crossings": crossings})
        frame = frame.model_copy(update={"schematic": schematic})
    nouns = (
        *indicators.values(),
        *commitments.values(),
        *([frame.schematic] if frame.schematic else []),
    )
    said = _sources(nouns)
    sources = {
        identity: source
        for identity, source in catalog.sources.items()
        if identity in said or is_known(source.published, date.max, as_of)
    }
    return catalog._replace(
        frame=frame, sources=sources, indicators=indicators, commitments=commitments
    )


def _of_indicator(catalog: Catalog, indicator: Indicator, as_of: date) -> Indicator:
    known = _cut(catalog, indicator, as_of)
    return indicator if known is indicator else known.model_copy(update={"note": None})


def _of_commitment(
    catalog: Catalog, commitment: Commitment, as_of: date, made: frozenset[str], whole: set[str]
) -> Commitment:
    known: Commitment = _cut(catalog, commitment, as_of)
    beside = {commitment.supersedes, *commitment.see_also} | {
        other.id
        for other in catalog.commitments.values()
        if commitment.id in {other.supersedes, *other.see_also}
    }
    change: dict[str, object] = {
        "supersedes": commitment.supersedes if commitment.supersedes in made else None,
        "see_also": tuple(identity for identity in commitment.see_also if identity in made),
    }
    is_current = known is commitment and beside <= made | {None}
    if not is_current or not whole.issuperset(measures(commitment)):
        change |= {"note": None, "missing": None, "ask": None}
    copied: Commitment = known.model_copy(update=change)
    return copied


def _crossings(catalog: Catalog, made: frozenset[str], as_of: date) -> Iterator[Crossing]:
    """Yield the crossings that were known: promised, named by a source, or on nobody's word."""
    schematic = catalog.frame.schematic
    for crossing in schematic.crossings if schematic else ():
        said = catalog.sources[crossing.source].published if crossing.source else None
        is_published = is_known(said, as_of, as_of)
        if crossing.commitment is not None and crossing.commitment not in made:
            continue
        if is_published:
            yield crossing
        elif crossing.commitment is not None:
            yield crossing.model_copy(update={"km": None, "source": None, "note": None})


def _cut(catalog: Catalog, noun: _N, as_of: date) -> _N:
    """Return a noun without anything that it cites from later on."""
    change: dict[str, object] = {}
    for name in type(noun).model_fields:
        before = getattr(noun, name)
        after = _value(catalog, before, as_of)
        if after is not before:
            change[name] = after
    return noun.model_copy(update=change) if change else noun


def _value(catalog: Catalog, value: object, as_of: date) -> object:  # noqa: PLR0911 - one a case
    match value:
        case Cited() | Baseline() | Office():
            return value if _is_known(catalog, value, as_of) else None
        case Made():
            return value
        case Noun():
            return _cut(catalog, value, as_of)
        case tuple() if value and isinstance(value[0], Cited):
            kept = tuple(item for item in value if _is_out(catalog, item, as_of))
            return value if len(kept) == len(value) else kept
        case tuple() if value and isinstance(value[0], Noun):
            found = tuple(_value(catalog, item, as_of) for item in value)
            same = all(new is old for new, old in zip(found, value, strict=True))
            return value if same else tuple(item for item in found if item is not None)
        case Mapping():
            known = {key: _value(catalog, item, as_of) for key, item in value.items()}
            return value if all(known[key] is value[key] for key in value) else known
        case _:
            return value


def _is_known(catalog: Catalog, cited: Cited | Baseline | Office, as_of: date) -> bool:
    match cited:
        case Cited():
            return _is_out(catalog, cited, as_of)
        case Baseline() if cited.source is None:
            return True
        case _:
            said = catalog.sources[str(cited.source)].published
            about = cited.period.last if isinstance(cited, Baseline) else as_of
            return is_known(said, about, as_of)


def _is_out(catalog: Catalog, cited: Cited, as_of: date) -> bool:
    return known_from(catalog, cited, _about(cited, as_of)) <= as_of


def _about(cited: Cited, as_of: date) -> date:
    """Return the day that something without a day of publication counts from."""
    if isinstance(cited, Observation):
        return cited.period.last
    day = cited.on if isinstance(cited, Dated) else getattr(cited, "set_on", None)
    return day.last if isinstance(day, Day) else as_of


def _sources(value: object) -> set[str]:
    """Return the sources that anything inside a value names."""
    match value:
        case Cited() | Made() | Baseline() | Office() | Crossing():
            return {value.source} if value.source else set()
        case Noun():
            inner = [getattr(value, name) for name in type(value).model_fields]
        case Mapping():
            inner = list(value.values())
        case tuple() if value and isinstance(value[0], Cited):
            return {item.source for item in value}
        case tuple() if value and isinstance(value[0], Noun):
            inner = list(value)
        case _:
            return set()
    return set[str]().union(*(_sources(item) for item in inner))
