"""The case of a bundle of limits: met only if every limit is (judging.md 1 and 2)."""

from datetime import date
from typing import NamedTuple

from dashboard.assessment.case import Case
from dashboard.assessment.deadlines import known_deadlines
from dashboard.assessment.evidence import (
    SLACK,
    known_from,
    newest_first,
    of_dated,
    of_observation,
    series,
)
from dashboard.assessment.verdict import Fact, Parts, PartVerdict, Reason, Step
from dashboard.model import Catalog, Limit, LimitsCommitment


def limits_case(catalog: Catalog, commitment: LimitsCommitment, as_of: date) -> Case:
    """Return the case of limits: each measured, reported met, or without evidence."""
    reports = [
        (item, of_dated(catalog, item, item.on, "reported-met", what=item.note))
        for item in commitment.reported_met
        if known_from(catalog, item, item.on.last) <= as_of
    ]
    stands = []
    for limit in commitment.limits:
        reported = [fact for item, fact in reports if item.part in {None, limit.id}]
        stands.append(_stand(catalog, limit, commitment.by[0], reported, as_of))
    above = [stand.above for stand in stands if stand.above]
    proofs = [stand.proof for stand in stands if stand.proof]
    is_proved = len(proofs) == len(stands)
    expected = any(fact.expected for fact in proofs)
    proof = max(proofs, key=_first_day)._replace(expected=expected) if is_proved else None
    latest = newest_first(stand.latest for stand in stands if stand.latest)
    facts = [fact for stand in stands for fact in stand.figures] + [fact for _, fact in reports]
    deadlines = known_deadlines(catalog, commitment.deadlines, as_of)
    parts = Parts(
        sum(stand.state in {"met", "reported-met"} for stand in stands), len(latest), len(stands)
    )
    return Case(
        window=catalog.frame.rules.windows.limits,
        proof=proof,
        proof_reason=_reason(stands),
        done_on=max(stand.met_on for stand in stands) if is_proved else None,
        lost=above[0] if above and is_proved else None,
        denial=_after(above, deadlines.original.last) if deadlines.original else None,
        denial_reason=Reason.VALUE_MISSES_TARGET,
        evidence=newest_first(facts),
        part_lacking=any(stand.state == "no-data" for stand in stands) and not above,
        latest=latest[0] if latest else None,
        deadline=deadlines.original,
        replanned=deadlines.replanned,
        parts=parts,
        part_verdicts=tuple(stand.verdict for stand in stands),
        steps=(
            *(_limit_step(commitment, limit) for limit in commitment.limits),
            Step(
                "limit-parts",
                {
                    "met": float(parts.met),
                    "measured": float(parts.measured),
                    "of": float(parts.of),
                },
            ),
        ),
    )


class _Stand(NamedTuple):
    """How one limit stands: what was measured, what proves it met, whether it is above now."""

    limit: Limit
    unit: str
    figures: tuple[Fact, ...]
    measured_met: Fact | None
    """the first measurement within the limit"""
    reported_met: Fact | None
    """the first report that it is met"""
    above: Fact | None
    """the newest measurement that tells, where it is above the limit and no report is newer"""

    @property
    def latest(self) -> Fact | None:
        return self.figures[-1] if self.figures else None

    @property
    def proof(self) -> Fact | None:
        return self.measured_met or self.reported_met

    @property
    def met_on(self) -> date:
        measured = self.measured_met.last if self.measured_met else date.max
        return min(measured, self.reported_met.happened_by if self.reported_met else date.max)

    @property
    def state(self) -> str:
        if self.above:
            return "lost" if self.proof else "not-met"
        if self.proof:
            return "met" if self.measured_met else "reported-met"
        return "unproved" if self.figures else "no-data"

    @property
    def verdict(self) -> PartVerdict:
        fact = self.above or self.proof or self.latest
        return PartVerdict(
            self.limit.id, self.limit.name, self.state, fact, self.limit.at_most, self.unit
        )


def _stand(catalog: Catalog, limit: Limit, area: str, reported: list[Fact], as_of: date) -> _Stand:
    indicator = catalog.indicators[limit.indicator]
    items = series(catalog, indicator, area, as_of)
    figures = tuple(of_observation(catalog, indicator, item) for item in items)
    telling = [fact for fact in figures if _is_within(fact, limit) is not None]
    within = next((fact for fact in telling if _is_within(fact, limit)), None)
    newest = telling[-1] if telling and not _is_within(telling[-1], limit) else None
    above = newest if newest and all(fact.last <= newest.last for fact in reported) else None
    first = min(reported, key=_first_day, default=None)
    return _Stand(limit, indicator.unit, figures, within, first, above)


def _is_within(fact: Fact, limit: Limit) -> bool | None:
    """Return whether a figure is shown to be within a limit, shown not to, or neither."""
    low, high = (fact.amount.low, fact.amount.high) if fact.amount else (None, None)
    if high is not None and high <= limit.at_most + SLACK:
        return True
    return False if low is not None and low > limit.at_most + SLACK else None


def _limit_step(commitment: LimitsCommitment, limit: Limit) -> Step:
    return Step(
        "limit",
        {"part": limit.name, "limit": limit.at_most, "indicator": limit.indicator},
        (commitment.made.source,),
    )


def _reason(stands: list[_Stand]) -> Reason:
    all_measured = all(stand.measured_met for stand in stands)
    return Reason.LIMITS_MET if all_measured else Reason.LIMITS_REPORTED_MET


def _first_day(fact: Fact) -> date:
    return fact.first


def _after(facts: list[Fact], day: date) -> Fact | None:
    return next((fact for fact in facts if fact.last >= day), None)
