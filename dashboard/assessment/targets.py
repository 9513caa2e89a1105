"""The case of a target: figures against the target in force (judging.md 1 and 2)."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.assessment.aims import (
    Aim,
    bound,
    journey,
    known_ledger,
    numbers,
    pace,
    target_amount,
)
from dashboard.assessment.case import Case, Pace
from dashboard.assessment.evidence import (
    counted,
    direction,
    is_whole,
    meets,
    newest_first,
    of_observation,
    series,
    window_of,
)
from dashboard.assessment.pace import Journey
from dashboard.assessment.verdict import (
    Flag,
    Parts,
    PartVerdict,
    Reason,
    Status,
    Step,
    StepFact,
)
from dashboard.model import (
    Catalog,
    Mode,
    Observation,
    Target,
    TargetCommitment,
)
from dashboard.values import Day


def target_case(catalog: Catalog, commitment: TargetCommitment, as_of: date) -> Case:
    """Return the case of a target with one figure or with parts."""
    area = commitment.area or commitment.by[0]
    if not commitment.parts:
        assert commitment.indicator is not None  # noqa: S101 - the model sees to it
        aim = Aim(
            catalog.indicators[commitment.indicator],
            area,
            known_ledger(catalog, commitment.targets, as_of),
            commitment.baseline,
            commitment.mode,
            commitment.hold_periods,
        )
        return _single(catalog, aim, as_of)
    parts = []
    for part in commitment.parts:
        aim = Aim(
            catalog.indicators[part.indicator],
            area,
            known_ledger(catalog, part.targets, as_of),
            part.baseline,
            commitment.mode,
            commitment.hold_periods,
        )
        case = _single(catalog, aim, as_of)
        stands = PartVerdict(
            part.id,
            part.name,
            _state(aim, case),
            case.latest,
            bound(aim.target),
            aim.indicator.unit,
        )
        parts.append((case, stands))
    return _of_parts([case for case, _ in parts], tuple(stands for _, stands in parts))


def _state(aim: Aim, case: Case) -> str:
    """Return how a part stands: a figure that proves neither side is `unproved`."""
    if case.lost:
        return "lost"
    if case.proof:
        return "met"
    if not case.evidence:
        return "no-data"
    amount = case.latest.amount if case.latest else None
    shown = meets(amount, aim.target) if amount and aim.target else None
    return "not-met" if shown is False else "unproved"


def _of_parts(cases: list[Case], verdicts: tuple[PartVerdict, ...]) -> Case:
    is_proved = all(case.proof for case in cases)
    undone = [case for case in cases if not case.proof or case.lost]
    met = len(cases) - len(undone)
    last = max(cases, key=lambda case: case.done_on or date.min)
    lost = next((case.lost for case in cases if case.lost), None)
    is_lacking = any(not case.evidence for case in cases)
    is_missed = any(stands.state in {"not-met", "lost"} for stands in verdicts)
    return Case(
        window=max(case.window for case in cases),
        proof=last.proof if is_proved else None,
        done_on=last.done_on if is_proved else None,
        lost=lost if is_proved else None,
        denial=next((case.denial for case in cases if case.denial), None),
        denial_reason=Reason.VALUE_MISSES_TARGET,
        evidence=newest_first(fact for case in cases for fact in case.evidence),
        part_lacking=is_lacking and not is_missed,
        deadline=_latest(case.deadline for case in cases),
        replanned=_latest(case.replanned for case in cases),
        changed=frozenset[Flag]().union(*(case.changed for case in cases)),
        parts=Parts(met, sum(bool(case.evidence) for case in cases), len(cases)),
        part_verdicts=verdicts,
        pace=lambda: _worst([case.pace() for case in undone]),
        steps=(
            *(step for case in cases for step in case.steps),
            Step("parts", {"met": float(met), "of": float(len(cases))}),
        ),
    )


def _latest(days: Iterable[Day | None]) -> Day | None:
    return max((day for day in days if day), key=lambda day: day.last, default=None)


def _worst(paces: list[Pace]) -> Pace:
    order = list(Status)
    return min(paces, key=lambda pace: order.index(pace.status))


def _single(catalog: Catalog, aim: Aim, as_of: date) -> Case:
    figures = series(catalog, aim.indicator, aim.area, as_of)
    facts = newest_first(of_observation(catalog, aim.indicator, item) for item in figures)
    window = window_of(catalog, aim.indicator.frequency)
    target = aim.target
    if target is None:
        return Case(window=window, evidence=facts, latest=facts[0] if facts else None)
    whole = [item for item in figures if is_whole(aim.indicator, item)]
    first_target = aim.ledger[0]
    proof = _proof(aim, figures, target, first_target, as_of)
    lost = _lost(aim, whole, proof, target)
    denial = _denial(whole, target, first_target)
    way = journey(aim, whole, target)
    fact = {item.period.text: of_observation(catalog, aim.indicator, item) for item in figures}
    moves = _moves(aim)
    latest = whole[-1] if whole else figures[-1] if figures else None
    return Case(
        window=window,
        proof=fact[proof.period.text] if proof else None,
        proof_reason=Reason.VALUE_MEETS_TARGET if aim.mode == Mode.REACH else Reason.TARGET_HELD,
        done_on=proof.period.last if proof else None,
        lost=fact[lost.period.text] if lost else None,
        denial=fact[denial.period.text] if denial else None,
        denial_reason=Reason.VALUE_MISSES_TARGET,
        evidence=facts,
        latest=fact[latest.period.text] if latest else None,
        deadline=first_target.by,
        replanned=target.by if target.by != first_target.by else None,
        changed=moves,
        numbers=numbers(way),
        pace=lambda: pace(catalog, aim, whole, way),
        steps=(*_ledger_steps(aim), *_journey_steps(aim, way)),
    )


def _proof(
    aim: Aim, figures: Sequence[Observation], target: Target, first: Target, as_of: date
) -> Observation | None:
    """Return the first figure that shows the target met, an actual one before an expected."""
    met = [item for item in figures if meets(counted(aim.indicator, item), target)]
    if not met:
        return None
    if aim.mode == Mode.REACH_AND_HOLD:
        tail = list(figures)[-aim.hold_periods :]
        held = len(tail) == aim.hold_periods and all(item in met for item in tail)
        return tail[-1] if held else None
    if aim.mode == Mode.MAINTAIN:
        over = first.by is not None and as_of > first.by.last
        at_end = [item for item in met if first.by and item.period.last >= first.by.last]
        return at_end[0] if over and at_end and figures[-1] in met else None
    return min(met, key=lambda item: (item.status in {"expected", "preliminary"}, item.period.last))


def _lost(
    aim: Aim, whole: Sequence[Observation], proof: Observation | None, target: Target
) -> Observation | None:
    if proof is None or not whole or whole[-1].period.last <= proof.period.last:
        return None
    newest = whole[-1]
    return newest if meets(counted(aim.indicator, newest), target) is False else None


def _denial(whole: Sequence[Observation], target: Target, first: Target) -> Observation | None:
    if first.by is None:
        return None
    for item in reversed(whole):
        if item.period.last < first.by.last:
            return None
        if meets(item.value, target) is False:
            return item
    return None


def _moves(aim: Aim) -> frozenset[Flag]:
    if len(aim.ledger) < 2:  # noqa: PLR2004 - a move needs two
        return frozenset()
    flags = {Flag.REVISED}
    old, new = bound(aim.ledger[0]), bound(aim.ledger[-1])
    if old is not None and new is not None and old != new:
        harder = (new - old) * direction(aim.indicator, aim.ledger[-1]) > 0
        flags.add(Flag.TIGHTENED if harder else Flag.WEAKENED)
    return frozenset(flags)


# --- the working ---------------------------------------------------------------------------


def _ledger_steps(aim: Aim) -> tuple[Step, ...]:
    steps = []
    for index, target in enumerate(aim.ledger):
        key = "target" if index == 0 else "target-revised"
        facts: dict[str, StepFact] = {
            "target": target_amount(target),
            "indicator": aim.indicator.id,
        }
        if target.by:
            steps.append(Step(key, {**facts, "by": target.by}, (target.source,)))
        else:
            steps.append(Step(f"{key}-undated", facts, (target.source,)))
    return tuple(steps)


def _journey_steps(aim: Aim, way: Journey | None) -> tuple[Step, ...]:
    if way is None or aim.baseline is None:
        return ()
    source = (aim.baseline.source,) if aim.baseline.source else ()
    return (
        Step(
            "baseline",
            {
                "when": aim.baseline.period.text,
                "value": way.start_value,
                "indicator": aim.indicator.id,
            },
            source,
        ),
        Step("share", {"share": way.share, "elapsed": way.elapsed}),
    )
