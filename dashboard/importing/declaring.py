"""What an import declares once: its sources and its units."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from math import floor, log10
from typing import NamedTuple

from dashboard.importing.citing import Publisher
from dashboard.importing.days import is_before
from dashboard.importing.findings import Finding, Reason, found
from dashboard.importing.measures import Figure, Measure
from dashboard.importing.naming import Ids, slug
from dashboard.importing.words import NONE, Words, ours, same
from dashboard.values import parse_period

SETTINGS = Publisher("", "", is_file=True)
"""Where targets stand: the settings of a repository's indicators."""


class Unit(NamedTuple):
    """A unit as it will be written."""

    id: str
    name: Words
    decimals: int


class Cited(NamedTuple):
    """A source as it will be written."""

    id: str
    publisher: Publisher
    note: Words


def dated(measures: Sequence[Measure], findings: list[Finding]) -> list[Measure]:
    """Return measures without days of release that are before the end of what they published."""
    newest: dict[Publisher, Figure] = {}
    for measure in measures:
        if measure.publisher.published:
            last = max(measure.figures, key=lambda figure: parse_period(figure.period).last)
            newest[measure.publisher] = max(
                newest.get(measure.publisher, last),
                last,
                key=lambda one: parse_period(one.period).last,
            )
    early = {
        publisher
        for publisher, figure in newest.items()
        if is_before(publisher.published, parse_period(figure.period).last)
    }
    for publisher in sorted(early):
        figure = newest[publisher]
        findings.append(
            found(
                Reason.RELEASED_BEFORE,
                *figure.where,
                text=publisher.title,
                day=publisher.published,
                period=figure.period,
            )
        )
    return [
        replace(one, publisher=one.publisher._replace(published=""))
        if one.publisher in early
        else one
        for one in measures
    ]


def sources_of(measures: Iterable[Measure]) -> Mapping[Publisher, Cited]:
    """Return each source once, by its publisher as the metadata names it."""
    ids = Ids()
    found_ones: dict[Publisher, Cited] = {}
    if any(measure.aims for measure in measures):
        found_ones[SETTINGS] = Cited(ids.of("repository-settings", ""), SETTINGS, NONE)
    for measure in measures:
        one = measure.publisher
        if one not in found_ones:
            words = " ".join(one[:4])
            name = f"file {measure.number}" if one.is_file else f"{one.organisation} {one.title}"
            wanted = slug(name) if slug(name)[:1].isalpha() else f"source-{slug(name)}"
            key = "source.file" if one.is_file else "source.named"
            found_ones[one] = Cited(ids.of(wanted, words), one, ours(key))
    return found_ones


def units_of(measures: Sequence[Measure]) -> Mapping[str, Unit]:
    """Return each unit by its name as it is written; those that differ only in case are one."""
    ids = Ids()
    by_name: dict[str, list[Figure]] = {}
    names: dict[str, str] = {}
    for measure in measures:
        names.setdefault(measure.unit.casefold(), measure.unit)
        by_name.setdefault(measure.unit.casefold(), []).extend(measure.figures)
    return {
        key: Unit(
            ids.of(_unit_id(name), key),
            same(name) if name else ours("no-unit.name"),
            _decimals([figure.value for figure in by_name[key]]),
        )
        for key, name in names.items()
    }


def _unit_id(name: str) -> str:
    text = slug(name) if name else "not-given"
    return text if text[:1].isalpha() else f"unit-{text}"


def _decimals(values: Sequence[str]) -> int:
    """Return how many decimals show three figures of the middle value, two at least where given."""
    numbers = sorted(
        abs(float(value)) for value in values if value[:1] not in "<>~" and ".." not in value
    )
    nonzero = [number for number in numbers if number]
    given = max(
        (len(value.partition(".")[2]) for value in values if "e" not in value.casefold()), default=0
    )
    if not nonzero:
        return min(given, 2)
    needed = 2 - floor(log10(nonzero[len(nonzero) // 2]))
    return max(0, min(given, max(needed, 2), 6))
