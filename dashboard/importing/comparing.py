"""What was written, read back and compared with what was in the repository, figure by figure."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import NamedTuple

from dashboard.importing.findings import Reason, Where, found, in_order
from dashboard.importing.planning import Plan, Planned, Theme
from dashboard.importing.writing import files
from dashboard.model import Catalog, ObservationStatus
from dashboard.reading import Reading, read

MOST_ROUNDS = 5
"""What the reader refuses is left out, and the rest read again, so many times at most."""

_BODY = re.compile(r"[-+−]?[0-9.,](?:[0-9.,\s\u00a0\u2009\u202f'’]*[0-9])?(?:[eE][-+]?[0-9]+)?")


class Difference(NamedTuple):
    """A figure that is not what stands in the repository."""

    where: Where
    cell: str
    written: str


class Agreement(NamedTuple):
    """How many figures were compared, and those that differ."""

    compared: int
    differences: tuple[Difference, ...]


class Sound(NamedTuple):
    """A plan of which nothing is refused, and its files."""

    plan: Plan
    files: Mapping[str, bytes]


def sound(plan: Plan, language: str) -> Sound:
    """Return a plan without what our own reader would refuse; that is found and named."""
    for _ in range(MOST_ROUNDS):
        written = files(plan, language)
        refused = _refused(read(written))
        less = _without(plan, refused)
        if less == plan:
            return Sound(plan, written)
        plan = less
    return Sound(plan, files(plan, language))


def _refused(reading: Reading) -> Mapping[str, str]:
    """Return the ids of indicators and commitments that have an error, with its code."""
    by_file: dict[str, list[tuple[int, str]]] = {}
    for (kind, identity), where in reading.places.items.items():
        if kind in {"indicator", "commitment"}:
            by_file.setdefault(where.file, []).append((where.line, identity))
    refused: dict[str, str] = {}
    for problem in reading.problems:
        items = sorted(by_file.get(problem.place.file, ()))
        at = bisect_right(items, (problem.place.line, "\U0010ffff")) - 1
        if problem.is_error and at >= 0:
            refused.setdefault(items[at][1], str(problem.code))
    return refused


def _without(plan: Plan, refused: Mapping[str, str]) -> Plan:
    """Return a plan less the indicators and targets that are refused; each is named."""
    if not refused:
        return plan
    findings = list(plan.findings)
    themes: list[Theme] = []
    for theme in plan.themes:
        measures: list[Planned] = []
        for one in theme.measures:
            first = one.measure.figures[0].where
            if one.id in refused:
                count = len(one.measure.figures)
                findings.append(found(Reason.REFUSED, *first, count=count, text=refused[one.id]))
                continue
            goals = tuple(goal for goal in one.goals if goal.id not in refused)
            findings += [
                found(Reason.TARGET_REFUSED, *goal.aim.where, text=refused[goal.id])
                for goal in one.goals
                if goal.id in refused
            ]
            measures.append(one._replace(goals=goals))
        if measures:
            themes.append(theme._replace(measures=tuple(measures)))
    return plan.less(tuple(themes), in_order(findings))


# --- figure by figure ----------------------------------------------------------------------


def agreement(plan: Plan, catalog: Catalog) -> Agreement:
    """Return how the figures of a catalog agree with the cells that they come from."""
    differences: list[Difference] = []
    compared = 0
    for one in plan.measures:
        indicator = catalog.indicators.get(one.id)
        back = indicator.observations.get(plan.area, ()) if indicator else ()
        by_period = {(item.period.text, item.status): item.value for item in back}
        for figure in one.measure.figures:
            compared += 1
            status = ObservationStatus(figure.status or ObservationStatus.ACTUAL)
            amount = by_period.get((figure.period, status))
            if amount is None or amount.number not in _numbers(figure.cell):
                text = amount.text if amount else ""
                differences.append(Difference(figure.where, figure.cell, text))
        compared += max(0, len(back) - len(one.measure.figures))
    return Agreement(compared, tuple(differences))


def _numbers(cell: str) -> frozenset[float]:
    """Return the numbers that a cell may be read as, by itself, whatever was read into it."""
    with suppress(ValueError):
        return frozenset({float(cell)})
    if ".." in cell:
        ends = [next(iter(_numbers(end)), 0.0) for end in cell.split("..", 1)]
        return frozenset({sum(ends) / len(ends)})
    return frozenset(_readings(cell))


def _readings(cell: str) -> Iterator[float]:
    match = _BODY.search(cell)
    body = re.sub(r"[^0-9.,eE+−-]", "", match[0]).replace("−", "-") if match else ""
    for text in (
        body.replace(",", ""),
        body.replace(".", "").replace(",", "."),
        body.replace(",", "."),
    ):
        with suppress(ValueError):
            yield float(text)
