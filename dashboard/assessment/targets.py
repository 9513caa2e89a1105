"""The case of a target: figures against the target in force (judging.md 1 and 2)."""

from collections.abc import Iterable, Sequence
from datetime import date

from dashboard.assessment.aims import (
    Aim,
    bound,
    journey,
    known_baseline,
    known_ledger,
    numbers,
    pace,
    question,
)
from dashboard.assessment.case import Case, Pace
from dashboard.assessment.choosing import chosen
from dashboard.assessment.evidence import (
    UNSETTLED,
    counted,
    direction,
    is_whole,
    meets,
    newest_first,
    of_observation,
    series,
    window_of,
)
from dashboard.assessment.rules import goes_stale_on
from dashboard.assessment.steps import journey_steps, ledger_steps
from dashboard.assessment.verdict import (
    Fact,
    Flag,
    Parts,
    PartVerdict,
    Reason,
    Step,
)
from dashboard.methods import Status
from dashboard.model import (
    Catalog,
    Mode,
    Observation,
    Target,
    TargetCommitment,
    TargetPart,
)
from dashboard.values import Amount, Day


def target_case(catalog: Catalog, commitment: TargetCommitment, as_of: date, known: date) -> Case:
    """Return the case of a target with one figure or with parts, by what was known on a day."""
    if not commitment.parts:
        return _single(catalog, aim_of(catalog, commitment, known), as_of, known)
    parts = []
    for part in commitment.parts:
        aim = aim_of(catalog, commitment, known, part)
        case = _single(catalog, aim, as_of, known)
        stands = PartVerdict(
            part.id,
            part.name,
            _state(case),
            case.latest,
            bound(aim.target),
            aim.indicator.unit,
        )
        parts.append((case, stands))
    return _of_parts([case for case, _ in parts], tuple(stands for _, stands in parts), as_of)


def aim_of(
    catalog: Catalog, commitment: TargetCommitment, known: date, part: TargetPart | None = None
) -> Aim:
    """Return what a target commitment, or one of its parts, is to reach, as known on a day."""
    whole = part or commitment
    assert whole.indicator is not None  # noqa: S101 - the model sees to it
    indicator = catalog.indicators[whole.indicator]
    method, options = chosen(catalog.frame.rules, indicator, commitment)
    return Aim(
        indicator,
        commitment.area or commitment.by[0],
        known_ledger(catalog, whole.targets, known),
        known_baseline(catalog, whole.baseline, known),
        commitment.mode,
        commitment.hold_periods,
        method,
        options,
        commitment.plan,
    )


def _state(case: Case) -> str:
    """Return how a part stands: a figure that proves neither side is `unproved`."""
    if case.lost:
        return "lost"
    if case.proof:
        return "met"
    if not case.evidence:
        return "no-data"
    return "not-met" if case.shown is False else "unproved"


def _of_parts(cases: list[Case], verdicts: tuple[PartVerdict, ...], as_of: date) -> Case:
    is_proved = all(case.proof for case in cases)
    undone = [case for case in cases if not case.proof or case.lost]
    met = len(cases) - len(undone)
    last = max(cases, key=lambda case: case.done_on or date.min)
    lost = next((case.lost for case in cases if case.lost), None)
    is_lacking = any(not case.evidence for case in cases)
    is_missed = any(stands.state in {"not-met", "lost"} for stands in verdicts)
    return Case(
        window=max(case.window for case in cases),
        proof=_weakest(cases, last) if is_proved else None,
        proof_reason=last.proof_reason,
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
        pace=lambda: _worst([_pace(case, as_of) for case in undone]),
        steps=(
            *(step for case in cases for step in case.steps),
            Step("parts", {"met": float(met), "of": float(len(cases))}),
        ),
    )


def _latest(days: Iterable[Day | None]) -> Day | None:
    return max((day for day in days if day), key=lambda day: day.last, default=None)


def _weakest(cases: list[Case], last: Case) -> Fact | None:
    """Return the last proof of all parts; it is expected where one of them is."""
    expected = any(case.proof.expected for case in cases if case.proof)
    return last.proof._replace(expected=expected) if last.proof else None


def _pace(case: Case, as_of: date) -> Pace:
    """Return the pace of one part: data out of date give none."""
    stale_on = goes_stale_on(case)
    if stale_on is not None and as_of > stale_on:
        return Pace(Status.NO_DATA, Reason.EVIDENCE_OUT_OF_DATE)
    return case.pace()


def _worst(paces: list[Pace]) -> Pace:
    order = (Status.OFF_TRACK, Status.AT_RISK, Status.NO_DATA, Status.ON_TRACK)
    return min(paces, key=lambda pace: order.index(pace.status))


def _single(catalog: Catalog, aim: Aim, as_of: date, known: date) -> Case:
    figures = series(catalog, aim.indicator, aim.area, known)
    fact = {item.period.text: of_observation(catalog, aim.indicator, item) for item in figures}
    facts = newest_first(fact.values())
    window = window_of(catalog, aim.indicator.frequency)
    target = aim.target
    if target is None:
        return Case(window=window, evidence=facts, latest=facts[0] if facts else None)
    whole = [item for item in figures if is_whole(aim.indicator, item)]
    first_target = aim.ledger[0]
    proof, lost = _course(aim, figures, whole, as_of)
    denial = _denial(aim, whole)
    asked = question(aim, paced(aim, figures, whole, target), target)
    way = journey(asked)
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
        shown=_shown(aim, latest) if latest else None,
        deadline=first_target.by,
        replanned=_moved(first_target.by, target.by),
        changed=moves,
        numbers=numbers(way),
        pace=lambda: pace(aim, whole, asked),
        steps=(*ledger_steps(aim), *journey_steps(aim, way, whole)),
    )


def paced(
    aim: Aim, figures: Sequence[Observation], whole: Sequence[Observation], target: Target
) -> Sequence[Observation]:
    """Return the figures that a pace is worked out from.

    Whole ones; of what counts from 1 January those that begin there in the deadline's year.
    """
    if not aim.indicator.restarts_yearly or target.by is None:
        return whole
    start = date(target.by.first.year, 1, 1)
    return [item for item in figures if item.period.first == start]


def _course(
    aim: Aim, figures: Sequence[Observation], whole: Sequence[Observation], as_of: date
) -> tuple[Observation | None, Observation | None]:
    """Return the figure that first shows the target done, and the one that shows it lost since.

    An actual figure goes before an expected one. What proves neither side changes nothing.
    """
    candidates = figures if aim.mode == Mode.REACH else whole
    if aim.mode == Mode.MAINTAIN:
        candidates = _from_deadline(aim, whole, as_of)
    needed = aim.hold_periods if aim.mode == Mode.REACH_AND_HOLD else 1
    run, proof, lost = 0, None, None
    whole_ones = {id(item) for item in whole}
    for item in candidates:
        is_one = id(item) in whole_ones
        shown = _meets(aim, item.value) if is_one else _shown(aim, item)
        run = run + 1 if shown else 0
        if shown and run >= needed:
            better = proof is None or (_is_expected(proof) and not _is_expected(item))
            proof, lost = item if better else proof, None
        elif shown is False and proof and is_one:
            lost = item
    return proof, lost


def _from_deadline(aim: Aim, whole: Sequence[Observation], as_of: date) -> Sequence[Observation]:
    """Return the figures from the deadline on, none unless it is over and its own one holds."""
    by = aim.ledger[0].by
    if by is None or as_of <= by.last:
        return ()
    found = [item for item in whole if item.period.last >= by.last]
    return found if found and _shown(aim, found[0]) else ()


def _shown(aim: Aim, item: Observation) -> bool | None:
    return _meets(aim, counted(aim.indicator, item))


def _meets(aim: Aim, amount: Amount) -> bool | None:
    assert aim.target is not None  # noqa: S101 - a case without a target never gets here
    return meets(amount, aim.target, aim.options.tolerance)


def _is_expected(item: Observation) -> bool:
    return item.status in UNSETTLED


def _moved(first: Day | None, now: Day | None) -> Day | None:
    """Return the deadline in force where it is another day than the first."""
    return now if first and now and now.last != first.last else None


def _denial(aim: Aim, whole: Sequence[Observation]) -> Observation | None:
    first = aim.ledger[0].by
    if first is None:
        return None
    for item in reversed(whole):
        if item.period.last < first.last:
            return None
        if _meets(aim, item.value) is False:
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
