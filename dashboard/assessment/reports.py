"""The cases of reforms and ambitions: dated reports, never a percentage."""

from collections.abc import Collection, Sequence
from datetime import date
from typing import NamedTuple

from dashboard.assessment.case import Case
from dashboard.assessment.deadlines import Deadlines, known_deadlines
from dashboard.assessment.evidence import (
    known_evidence,
    known_observations,
    newest_first,
    of_dated,
    of_observation,
)
from dashboard.assessment.verdict import Fact, Parts, PartVerdict, Reason, Step
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Commitment,
    Evidence,
    ReformCommitment,
    Shows,
)

_ADOPTED = frozenset({Shows.ADOPTED, Shows.WIDENED})
_NOT_REACHED = frozenset({Shows.NOT_REACHED, Shows.AIMED_AT, Shows.AGAINST, Shows.LOST})


def evidence_facts(catalog: Catalog, commitment: Commitment, as_of: date) -> list[Fact]:
    """Return the known reports of its own as facts: context is shown, never counted."""
    return [
        of_report(catalog, item)
        for item in known_evidence(catalog, commitment.evidence, as_of)
        if item.shows != Shows.CONTEXT
    ]


def of_report(catalog: Catalog, item: Evidence) -> Fact:
    """Return a report as a fact."""
    return of_dated(
        catalog,
        item,
        item.on,
        "evidence",
        what=item.what,
        subject=item.part or item.area or "",
        shows=item.shows,
    )


def after(facts: Sequence[Fact], shows: Collection[Shows], day: date | None) -> Fact | None:
    """Return the newest report of some kind that is dated after a day."""
    if day is None:
        return None
    found = [fact for fact in facts if fact.shows in shows and fact.happened_by > day]
    return max(found, key=lambda fact: fact.last, default=None)


def lost_since(proofs: Sequence[Fact], losses: Sequence[Fact]) -> Fact | None:
    """Return the newest report that what was done was lost, unless it was done again since."""
    done = max((fact.last for fact in proofs), default=None)
    newest = max(losses, key=_last, default=None)
    return newest if newest and done and newest.last > done else None


def _last(fact: Fact) -> date:
    return fact.last


def deadline_steps(deadlines: Deadlines) -> tuple[Step, ...]:
    """Return the lines of the working that name the deadlines."""
    if deadlines.original is None:
        return (Step("no-deadline"),)
    steps = [Step("deadline", {"by": deadlines.original}, deadlines.sources[:1])]
    if deadlines.replanned:
        steps.append(Step("replanned", {"by": deadlines.replanned}, deadlines.sources[-1:]))
    return tuple(steps)


def reform_case(catalog: Catalog, commitment: ReformCommitment, as_of: date) -> Case:
    """Return the case of a reform: adopted by every area that promised it."""
    facts = evidence_facts(catalog, commitment, as_of)
    own = [fact for fact in facts if fact.subject in commitment.by]
    proof, ended = _in_place(own, commitment.by)
    adopted = {fact.subject for fact in own if fact.shows in _ADOPTED}
    deadlines = known_deadlines(catalog, commitment.deadlines, as_of)
    return Case(
        window=catalog.frame.rules.windows.reform,
        proof=proof,
        proof_reason=Reason.ADOPTED,
        done_on=proof.happened_by if proof else None,
        lost=ended,
        denial=after(own, {Shows.ENDED}, deadlines.original.last if deadlines.original else None),
        evidence=newest_first(own),
        latest=newest_first(own)[0] if own else None,
        deadline=deadlines.original,
        replanned=deadlines.replanned,
        steps=(
            *deadline_steps(deadlines),
            Step("adopted-by", {"met": float(len(adopted)), "of": float(len(commitment.by))}),
        ),
    )


def _in_place(facts: Sequence[Fact], areas: Sequence[str]) -> tuple[Fact | None, Fact | None]:
    """Return what first had all areas adopt it at once, and what ended it since."""
    standing: dict[str, Fact] = {}
    proof = None
    for fact in sorted(facts, key=_last):
        standing[fact.subject] = fact
        held = [area for area in areas if area in standing and standing[area].shows in _ADOPTED]
        if proof is None and len(held) == len(areas):
            proof = fact
    ended = [fact for fact in standing.values() if fact.shows == Shows.ENDED]
    return proof, max(ended, key=_last, default=None) if proof else None


def ambition_case(catalog: Catalog, commitment: AmbitionCommitment, as_of: date) -> Case:
    """Return the case of an ambition: only dated evidence, for or against."""
    facts = evidence_facts(catalog, commitment, as_of)
    figures = [
        of_observation(catalog, catalog.indicators[identity], item)
        for identity in commitment.indicators
        for area in commitment.by
        for item in known_observations(catalog, catalog.indicators[identity], area, as_of)
    ]
    names = {part.id for part in commitment.parts}
    on_all = [fact for fact in facts if fact.subject not in names]
    whole = [fact for fact in on_all if fact.shows == Shows.REACHED]
    courses = [_part_course(part.id, facts, whole) for part in commitment.parts]
    firsts = [course.proof for course in courses if course.proof]
    every = bool(courses) and len(firsts) == len(courses)
    proof = min(whole, key=_last) if whole else max(firsts, key=_last) if every else None
    proofs = [*whole, *firsts] if proof else []
    gone = [course.lost for course in courses if course.lost]
    lost = lost_since(proofs, [fact for fact in on_all if fact.shows == Shows.LOST])
    verdicts = tuple(
        PartVerdict(part.id, part.name, course.state, course.shown)
        for part, course in zip(commitment.parts, courses, strict=True)
    )
    deadlines = known_deadlines(catalog, commitment.deadlines, as_of)
    own = newest_first([*facts, *figures])
    return Case(
        window=catalog.frame.rules.windows.ambition,
        proof=proof,
        proof_reason=Reason.REPORTED_REACHED,
        done_on=proof.happened_by if proof else None,
        lost=(lost or max(gone, key=_last, default=None)) if proof else None,
        denial=after(facts, _NOT_REACHED, deadlines.original.last if deadlines.original else None),
        evidence=own,
        latest=own[0] if own else None,
        deadline=deadlines.original,
        replanned=deadlines.replanned,
        parts=_parts(verdicts),
        part_verdicts=verdicts,
        steps=deadline_steps(deadlines),
    )


class _Course(NamedTuple):
    """What is known of one part of an ambition."""

    newest: Fact | None
    proof: Fact | None
    lost: Fact | None

    @property
    def state(self) -> str:
        if self.lost:
            return "lost"
        if self.proof:
            return "met"
        return "reported" if self.newest else "no-data"

    @property
    def shown(self) -> Fact | None:
        return self.lost or self.proof or self.newest


def _part_course(part: str, facts: Sequence[Fact], whole: Sequence[Fact]) -> _Course:
    own = [fact for fact in facts if fact.subject == part]
    reached = [fact for fact in own if fact.shows == Shows.REACHED]
    lost = lost_since([*whole, *reached], [fact for fact in own if fact.shows == Shows.LOST])
    proof = min(reached, key=_last, default=None)
    return _Course(max(own, key=_last, default=None), proof, lost)


def _parts(verdicts: Sequence[PartVerdict]) -> Parts | None:
    if not verdicts:
        return None
    met = sum(item.state == "met" for item in verdicts)
    return Parts(met, 0, len(verdicts))  # what is reported is not measured
