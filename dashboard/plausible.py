"""Rules about what may be true and hardly is: dates that run backwards, figures out of line."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from dashboard.flaws import Finding, Flaw
from dashboard.model import (
    Catalog,
    Indicator,
    LimitsCommitment,
    Nature,
    Observation,
    ProjectCommitment,
    TargetCommitment,
)
from dashboard.problems import Code, Facts, facts
from dashboard.values import Day, Frequency
from dashboard.yamltree import Path

TIMES = 8
"""A figure so many times its neighbours has a digit too many, or another unit."""

SMALL = 100
"""Figures below this may well grow that fast."""

_AMOUNTS = frozenset({Nature.FLOW, Nature.STOCK})
_YEAR = re.compile(
    r"(?<![0-9])(20[0-9]{2})年(?:[0-9]{1,2}月)?"
    r"(?:[春夏秋冬底末前内]|年底|.{0,8}(?:通车|建成|投产|开工|完工|达到|实现|开通|开行|启用))"
)


def _commitment(identity: str, path: Path, code: Code, known: Facts = ()) -> Finding:
    return Finding("commitment", identity, Flaw(path, code, known))


# --- dates ---------------------------------------------------------------------------------


def ledgers(commitment: Any) -> Iterator[tuple[Path, Sequence[Any]]]:  # noqa: ANN401 - a union
    """Yield each ledger of a commitment and its path."""
    for name in ("targets", "deadlines"):
        yield (name,), getattr(commitment, name, ())
    if isinstance(commitment, TargetCommitment):
        for index, part in enumerate(commitment.parts):
            yield ("parts", index, "targets"), part.targets
    if isinstance(commitment, ProjectCommitment):
        for index, node in enumerate(commitment.nodes):
            yield ("nodes", index, "planned"), node.planned


def _events(commitment: Any) -> Iterator[tuple[Path, Any]]:  # noqa: ANN401
    """Yield what happened on a day, and its path."""
    for index, evidence in enumerate(commitment.evidence):
        yield ("evidence", index), evidence
    if commitment.withdrawn is not None:
        yield ("withdrawn",), commitment.withdrawn
    if isinstance(commitment, LimitsCommitment):
        for index, report in enumerate(commitment.reported_met):
            yield ("reported_met", index), report
    if isinstance(commitment, ProjectCommitment):
        for index, node in enumerate(commitment.nodes):
            if node.actual is not None:
                yield ("nodes", index, "actual"), node.actual


def _dated(commitment: Any) -> Iterator[tuple[Path, str, Day | None, Any]]:  # noqa: ANN401
    """Yield every day that a source tells of, with its path, its field and what cites it."""
    yield ("made",), "on", commitment.made.on, commitment.made
    for path, event in _events(commitment):
        yield path, "on", event.on, event
    for path, ledger in ledgers(commitment):
        for index, entry in enumerate(ledger):
            yield (*path, index), "set_on", entry.set_on, entry


def dated_by_its_source(catalog: Catalog) -> Iterator[Finding]:
    """A source tells of what was before it."""
    for identity, commitment in catalog.commitments.items():
        for path, name, day, cited in _dated(commitment):
            published = cited.published or catalog.sources[cited.source].published
            if day is not None and published is not None and day.first > published.last:
                found = facts(
                    field=name, day=day.text, source=cited.source, published=published.text
                )
                yield _commitment(identity, (*path, name), Code.DATED_AFTER_SOURCE, found)


def undated_events(catalog: Catalog) -> Iterator[tuple[Finding, Day]]:
    """Yield what happened on a day by a source of unknown date, which cannot vouch for it."""
    for identity, commitment in catalog.commitments.items():
        for path, event in _events(commitment):
            if event.published is None and catalog.sources[event.source].published is None:
                found = facts(day=event.on.text)
                yield _commitment(identity, (*path, "on"), Code.FUTURE_EVENT, found), event.on


def future_sources(catalog: Catalog, today: date) -> Iterator[tuple[str, Facts]]:
    """Yield sources that were published after a day."""
    for identity, source in catalog.sources.items():
        if source.published is not None and source.published.first > today:
            found = facts(day=source.published.text, today=today.isoformat(), how="source")
            yield identity, found


def deadlines_after_they_are_set(catalog: Catalog) -> Iterator[Finding]:
    """A deadline lies after the day it was set."""
    for identity, commitment in catalog.commitments.items():
        for path, ledger in ledgers(commitment):
            for index, entry in enumerate(ledger):
                name = "to" if hasattr(entry, "to") else "by"
                by, set_on = getattr(entry, name), entry.set_on
                if by is not None and set_on is not None and by.last < set_on.first:
                    found = facts(by=by.text, set_on=set_on.text)
                    yield _commitment(
                        identity, (*path, index, name), Code.DEADLINE_BEFORE_SET, found
                    )


def first_deadline_kept(catalog: Catalog) -> Iterator[Finding]:
    """The first entry of a ledger is no later than the year that the title names."""
    for identity, commitment in catalog.commitments.items():
        years = set(_YEAR.findall(commitment.title.zh))
        made = commitment.made.on
        if len(years) != 1 or (made and int(min(years)) <= made.first.year):
            continue
        for path, ledger in ledgers(commitment):
            is_final = path[0] != "nodes" or commitment.nodes[path[1]].final
            if not ledger or not is_final:
                continue
            name = "to" if hasattr(ledger[0], "to") else "by"
            by = getattr(ledger[0], name)
            if by is not None and by.first.year > int(min(years)):
                found = facts(year=min(years), by=by.text)
                yield _commitment(identity, (*path, 0, name), Code.DEADLINE_MOVED, found)


# --- figures -------------------------------------------------------------------------------


def figures_in_line(catalog: Catalog) -> Iterator[Finding]:
    """A figure is of the size of its neighbours, and periods of a series do not cross."""
    for indicator in catalog.indicators.values():
        for area, figures in indicator.observations.items():
            if len(figures) < 2:  # noqa: PLR2004 - neighbours
                continue
            numbers = [figure.value.number for figure in figures]
            low, high = min(numbers), max(numbers)
            if high >= SMALL and high >= TIMES * low and indicator.nature in _AMOUNTS:
                unit = catalog.frame.unit(indicator.unit).name.zh
                yield from _out_of_line(indicator, area, figures, unit)
            if any(figure.period.frequency is Frequency.PART for figure in figures):
                yield from _crossing(indicator, area, figures)


def _out_of_line(
    indicator: Indicator, area: str, figures: Sequence[Observation], unit: str
) -> Iterator[Finding]:
    beside = {index: _neighbours(figures, index) for index in range(len(figures))}
    suspects = [index for index, others in beside.items() if _is_odd(figures, index, others)]
    reported: set[int] = set()
    for index in sorted(suspects, key=lambda one: (len(beside[one]), one), reverse=True):
        if not reported.isdisjoint(beside[index]):
            continue  # it is out of line with that one only
        reported.add(index)
        figure, other = figures[index], figures[beside[index][0]]
        if figure.note is None:
            found = facts(
                period=figure.period.text,
                value=figure.value.text,
                other=other.period.text,
                neighbour=other.value.text,
                times=f"{figure.value.number / other.value.number:.3g}",
                unit=unit,
            )
            path = ("observations", area, index, "value")
            yield Finding("indicator", indicator.id, Flaw(path, Code.OUT_OF_LINE, found))


def _is_odd(figures: Sequence[Observation], index: int, others: Sequence[int]) -> bool:
    """Return whether a figure is far from all of its neighbours."""
    mine = figures[index].value.number
    near = [figures[other].value.number for other in others]
    if not near or min(mine, *near) <= 0 or max(mine, *near) < SMALL:
        return False
    return all(not 1 / TIMES < mine / number < TIMES for number in near)


def _neighbours(figures: Sequence[Observation], index: int) -> list[int]:
    """Return the figures of the same length of time just before, at and just after one."""
    period = figures[index].period
    alike = [
        number
        for number, figure in enumerate(figures)
        if number != index and figure.period.frequency == period.frequency
    ]
    before = [figures[n].period.first for n in alike if figures[n].period.first < period.first]
    after = [figures[n].period.first for n in alike if figures[n].period.first > period.first]
    near = {period.first, *sorted(before)[-1:], *sorted(after)[:1]}
    return [number for number in alike if figures[number].period.first in near]


def _crossing(indicator: Indicator, area: str, figures: Sequence[Observation]) -> Iterator[Finding]:
    for index, figure in enumerate(figures):
        mine = figure.period
        for other in figures[:index]:
            theirs = other.period
            if Frequency.PART not in {mine.frequency, theirs.frequency}:
                continue
            is_apart = mine.last < theirs.first or theirs.last < mine.first
            is_within = _contains(mine, theirs) or _contains(theirs, mine)
            is_same = _contains(mine, theirs) and _contains(theirs, mine)
            if is_apart or (is_within and not is_same) or mine.text == theirs.text:
                continue
            found = facts(period=mine.text, other=theirs.text)
            path = ("observations", area, index, "period")
            yield Finding("indicator", indicator.id, Flaw(path, Code.PERIODS_OVERLAP, found))
            break


def _contains(one: Any, two: Any) -> bool:  # noqa: ANN401 - two periods
    return bool(one.first <= two.first and two.last <= one.last)


# --- units of the catalog ------------------------------------------------------------------


def units_fit(catalog: Catalog) -> Iterator[Finding]:
    """Percentages do not add up, and per-head figures divide by people."""
    for indicator in catalog.indicators.values():
        unit = catalog.frame.unit(indicator.unit)
        is_rate = unit.name.zh.strip() in {"%", "％", "‰", "百分点"}
        how = ""
        if indicator.nature == Nature.FLOW and is_rate:
            how = "flow"
        elif indicator.id == catalog.frame.population and unit.measure != "person":
            how = "population"
        if how:
            found = facts(unit=unit.name.zh, how=how)
            yield Finding("indicator", indicator.id, Flaw(("unit",), Code.UNIT_UNFIT, found))


def schemes_without_quotes(catalog: Catalog) -> Iterator[Finding]:
    """The name of a scheme is not in Chinese quotes, which would make it another scheme."""
    for indicator in catalog.indicators.values():
        for index, limit in enumerate(indicator.limits):
            name = limit.scheme
            if len(name) > 1 and name[0] in "“”「『‘" and name[-1] in "“”」』’":
                flaw = Flaw(("limits", index, "scheme"), Code.WIDE_QUOTES, facts(text=name))
                yield Finding("indicator", indicator.id, flaw)


PLAUSIBLE: tuple[Callable[[Catalog], Iterator[Finding]], ...] = (
    dated_by_its_source,
    deadlines_after_they_are_set,
    first_deadline_kept,
    figures_in_line,
    units_fit,
    schemes_without_quotes,
)
