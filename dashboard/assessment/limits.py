"""The case of a bundle of limits: met only if every limit is (judging.md 1 and 2)."""

from datetime import date

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
    verdicts = []
    for limit in commitment.limits:
        reported = [fact for item, fact in reports if item.part in {None, limit.id}]
        verdicts.append(_judge(catalog, limit, commitment.by[0], reported, as_of))
    met = [item for item in verdicts if item.state in {"met", "reported-met"}]
    measured = [item for item in verdicts if item.state in {"met", "not-met"}]
    failed = [item.fact for item in verdicts if item.state == "not-met" and item.fact]
    facts = [item.fact for item in measured if item.fact] + [fact for _, fact in reports]
    deadlines = known_deadlines(catalog, commitment.deadlines, as_of)
    all_met = len(met) == len(verdicts)
    proof = max((v.fact for v in met if v.fact), key=_first_day, default=None)
    return Case(
        window=catalog.frame.rules.windows.limits,
        proof=proof if all_met else None,
        proof_reason=_reason(verdicts),
        done_on=proof.last if proof and all_met else None,
        denial=_after(failed, deadlines.original.last) if deadlines.original else None,
        denial_reason=Reason.VALUE_MISSES_TARGET,
        evidence=newest_first(facts),
        part_lacking=any(v.state == "no-data" for v in verdicts) and not failed,
        latest=newest_first(v.fact for v in measured if v.fact)[0] if measured else None,
        deadline=deadlines.original,
        replanned=deadlines.replanned,
        parts=Parts(len(met), len(measured), len(verdicts)),
        part_verdicts=tuple(verdicts),
        steps=(
            *(
                Step(
                    "limit",
                    {"part": limit.name, "limit": limit.at_most, "indicator": limit.indicator},
                    (commitment.made.source,),
                )
                for limit in commitment.limits
            ),
            Step(
                "limit-parts",
                {
                    "met": float(len(met)),
                    "measured": float(len(measured)),
                    "of": float(len(verdicts)),
                },
            ),
        ),
    )


def _reason(verdicts: list[PartVerdict]) -> Reason:
    all_measured = all(item.state == "met" for item in verdicts)
    return Reason.LIMITS_MET if all_measured else Reason.LIMITS_REPORTED_MET


def _first_day(fact: Fact) -> date:
    return fact.first


def _after(facts: list[Fact], day: date) -> Fact | None:
    return next((fact for fact in facts if fact.last >= day), None)


def _judge(
    catalog: Catalog, limit: Limit, area: str, reported: list[Fact], as_of: date
) -> PartVerdict:
    indicator = catalog.indicators[limit.indicator]
    figures = series(catalog, indicator, area, as_of)
    state, fact = "no-data", None
    if figures:
        amount = figures[-1].value
        fact = of_observation(catalog, indicator, figures[-1])
        if amount.high is not None and amount.high <= limit.at_most + SLACK:
            state = "met"
        elif amount.low is not None and amount.low > limit.at_most + SLACK:
            state = "not-met"
    newer = [item for item in reported if fact is None or item.last > fact.last]
    if state != "met" and newer:
        state, fact = "reported-met", min(newer, key=_first_day)
    return PartVerdict(limit.id, limit.name, state, fact, limit.at_most, indicator.unit)
