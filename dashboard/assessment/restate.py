"""A past day judged with what is known today: an option, never the history (method.md 4.6)."""

from collections.abc import Iterable
from datetime import date
from typing import TypeVar

from dashboard.assessment.assess import assess
from dashboard.assessment.evidence import known_from
from dashboard.assessment.verdict import Verdict
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Cited,
    Commitment,
    Dated,
    Indicator,
    LimitsCommitment,
    Node,
    ProjectCommitment,
    TargetCommitment,
)

_D = TypeVar("_D", bound=Dated)


def happened(catalog: Catalog, cited: Cited, about: date) -> date:
    """Return the day by which something had happened: of a year its publication may be earlier."""
    return min(about, known_from(catalog, cited, about))


def restated(catalog: Catalog, commitment: Commitment, day: date, today: date) -> Verdict:
    """Return how a commitment stood on a past day, by everything published up to today.

    What is about the time up to that day counts, however late it was published or revised; the
    target is the one in force today, the deadline the first one, as in every verdict.
    """
    measured = {
        identity: _up_to(catalog, catalog.indicators[identity], day)
        for identity in measures(commitment)
    }
    then = catalog._replace(indicators={**catalog.indicators, **measured})
    return assess(then, _of_day(catalog, commitment, day), day, known=today)


def measures(commitment: Commitment) -> tuple[str, ...]:
    """Return the ids of the indicators that a commitment is judged or shown by."""
    match commitment:
        case TargetCommitment():
            found = [commitment.indicator, *(part.indicator for part in commitment.parts)]
            return tuple(identity for identity in found if identity)
        case LimitsCommitment():
            return tuple(limit.indicator for limit in commitment.limits)
        case AmbitionCommitment():
            return commitment.indicators
        case _:
            return ()


def _up_to(catalog: Catalog, indicator: Indicator, day: date) -> Indicator:
    kept = {
        area: tuple(item for item in items if happened(catalog, item, item.period.last) <= day)
        for area, items in indicator.observations.items()
    }
    return indicator.model_copy(update={"observations": kept})


def _of_day(catalog: Catalog, commitment: Commitment, day: date) -> Commitment:
    """Return a commitment with what had happened by a day."""
    gone = commitment.withdrawn
    change: dict[str, object] = {
        "evidence": _before(catalog, commitment.evidence, day),
        "withdrawn": gone if gone and _before(catalog, (gone,), day) else None,
    }
    match commitment:
        case LimitsCommitment():
            change["reported_met"] = _before(catalog, commitment.reported_met, day)
        case ProjectCommitment():
            change["nodes"] = tuple(_node(catalog, node, day) for node in commitment.nodes)
        case _:
            pass
    copied: Commitment = commitment.model_copy(update=change)
    return copied


def _before(catalog: Catalog, items: Iterable[_D], day: date) -> tuple[_D, ...]:
    return tuple(item for item in items if happened(catalog, item, item.on.last) <= day)


def _node(catalog: Catalog, node: Node, day: date) -> Node:
    """Return a node as of a day: a new date is evidence from the day on which it was set."""
    moved = tuple(
        plan
        for plan in node.planned[1:]
        if plan.set_on is None or happened(catalog, plan, plan.set_on.last) <= day
    )
    actual = node.actual if node.actual and _before(catalog, (node.actual,), day) else None
    return node.model_copy(update={"planned": (*node.planned[:1], *moved), "actual": actual})
