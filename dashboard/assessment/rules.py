"""The order of decision: the first line of judging.md 2 that matches."""

from datetime import date
from typing import NamedTuple

from dashboard.assessment.case import Case, Pace
from dashboard.assessment.verdict import Fact, Flag, Parts, Reason, Step, StepFact, Verdict
from dashboard.methods import Status
from dashboard.methods.grounds import Grounds
from dashboard.values import add_months


class Decision(NamedTuple):
    """Which rule matched and what it gives."""

    rule: int
    status: Status
    reason: Reason | Grounds
    flags: frozenset[Flag] = frozenset()
    pace: Pace | None = None


def decide(case: Case, as_of: date) -> Decision:  # noqa: PLR0911 - one line a rule
    """Return the first rule of judging.md 2 that holds on a day."""
    passed = case.deadline is not None and as_of > case.deadline.last
    if case.withdrawn:
        return Decision(1, Status.WITHDRAWN, Reason.WITHDRAWN)
    if case.proof and not case.lost:
        return Decision(2, Status.ACHIEVED, case.proof_reason, _of_achievement(case))
    lost = frozenset({Flag.LOST}) if case.lost else frozenset[Flag]()
    flags = lost | _part_met(case.parts) | case.changed
    if case.replanned:
        flags |= {Flag.REPLANNED}
    if passed and case.denial:
        return Decision(3, Status.MISSED, case.denial_reason, flags)
    if passed:
        return Decision(4, Status.STALE, Reason.DEADLINE_PASSED_UNREPORTED, flags)
    if not case.evidence:
        return Decision(5, Status.NO_DATA, Reason.NO_EVIDENCE, flags)
    if case.part_lacking:
        return Decision(5, Status.NO_DATA, Reason.PART_WITHOUT_EVIDENCE, flags)
    stale_on = goes_stale_on(case)
    if stale_on is not None and as_of > stale_on:
        return Decision(6, Status.STALE, Reason.EVIDENCE_OUT_OF_DATE, flags)
    if case.deadline is None:
        return Decision(7, Status.UNDATED, Reason.NO_DEADLINE, flags)
    pace = case.pace()
    return Decision(8, pace.status, pace.reason, flags | pace.flags, pace)


def _of_achievement(case: Case) -> frozenset[Flag]:
    flags = set[Flag]()
    if case.deadline and case.done_on and case.done_on > case.deadline.last:
        flags.add(Flag.LATE)
    if case.proof and case.proof.expected:
        flags.add(Flag.EXPECTED)
    if Flag.REVISED in case.changed:
        flags.add(Flag.REVISED)
    return frozenset(flags)


def _part_met(parts: Parts | None) -> frozenset[Flag]:
    partly = parts is not None and 0 < parts.met < parts.of
    return frozenset({Flag.PART_MET}) if partly else frozenset()


def newest(case: Case) -> Fact | None:
    """Return the newest evidence of its own."""
    return case.evidence[0] if case.evidence else None


def goes_stale_on(case: Case) -> date | None:
    """Return the last day on which the newest evidence is within its window."""
    fact = newest(case)
    return add_months(fact.last, case.window) if fact else None


def verdict(identity: str, case: Case, as_of: date) -> Verdict:
    """Return the verdict on a case, with its working from the promise to the rule."""
    decision = decide(case, as_of)
    pace_steps = decision.pace.steps if decision.pace else ()
    steps = (*case.steps, *_evidence_steps(case, as_of), *pace_steps, _rule_step(decision))
    cited = [fact.source for fact in case.evidence]
    cited += [source for step in steps for source in step.sources]
    return Verdict(
        id=identity,
        as_of=as_of,
        status=decision.status,
        reason=decision.reason,
        rule=decision.rule,
        flags=tuple(flag for flag in Flag if flag in decision.flags),
        share=case.numbers.share,
        elapsed=case.numbers.elapsed,
        projected=case.numbers.projected,
        planned=case.numbers.planned,
        latest=case.latest,
        proof=case.proof,
        deadline=case.deadline,
        replanned=case.replanned,
        slip_days=decision.pace.slip_days if decision.pace else None,
        answer=decision.pace.answer if decision.pace else None,
        uncertainty=decision.pace.uncertainty if decision.pace else None,
        evidence=case.evidence,
        stale_on=goes_stale_on(case),
        parts=case.parts,
        part_verdicts=case.part_verdicts,
        steps=steps,
        sources=tuple(dict.fromkeys(cited)),
    )


def _evidence_steps(case: Case, as_of: date) -> tuple[Step, ...]:
    steps = []
    if case.denial:
        steps.append(_fact_step("denial", case.denial))
    if case.proof:
        steps.append(_fact_step("proof", case.proof))
    if case.lost:
        steps.append(_fact_step("lost", case.lost))
    fact = newest(case)
    if fact is None:
        return (*steps, Step("no-evidence"))
    days = (as_of - fact.last).days
    stale_on = goes_stale_on(case)
    assert stale_on is not None  # noqa: S101 - there is evidence
    steps.append(
        Step(
            "newest-evidence",
            {"when": fact.when, "days": float(max(days, 0)), "until": stale_on},
            (fact.source,),
        )
    )
    return tuple(steps)


def _fact_step(key: str, fact: Fact) -> Step:
    facts: dict[str, StepFact] = {"when": fact.when}
    if fact.amount is not None:
        facts |= {"amount": fact.amount, "indicator": fact.subject}
        return Step(f"{key}-figure", facts, (fact.source,))
    if fact.what is not None:
        facts["what"] = fact.what
    else:
        facts["what"] = f"fact.{fact.kind}"
    return Step(f"{key}-report", facts, (fact.source,))


def _rule_step(decision: Decision) -> Step:
    return Step(
        "rule",
        {
            "rule": float(decision.rule),
            "reason": str(decision.reason),
            "status": "achieved-late" if Flag.LATE in decision.flags else str(decision.status),
        },
    )
