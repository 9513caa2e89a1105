"""The cases of reforms and ambitions: dated reports, never a percentage."""

from collections.abc import Collection, Sequence
from datetime import date

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
        subject=item.area or item.part or "",
        shows=item.shows,
    )


def after(facts: Sequence[Fact], shows: Collection[Shows], day: date | None) -> Fact | None:
    """Return the newest report of some kind that is dated after a day."""
    if day is None:
        return None
    found = [fact for fact in facts if fact.shows in shows and fact.last > day]
    return max(found, key=lambda fact: fact.last, default=None)


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
    first = [_first_adoption(own, area) for area in commitment.by]
    adopted = [fact for fact in first if fact]
    proof = max(adopted, key=lambda fact: fact.last) if len(adopted) == len(first) else None
    ended = after(own, {Shows.ENDED}, proof.last if proof else None)
    deadlines = known_deadlines(catalog, commitment.deadlines, as_of)
    return Case(
        window=catalog.frame.rules.windows.reform,
        proof=proof,
        proof_reason=Reason.ADOPTED,
        done_on=proof.last if proof else None,
        lost=ended,
        denial=after(own, {Shows.ENDED}, deadlines.original.last if deadlines.original else None),
        evidence=newest_first(own),
        latest=newest_first(own)[0] if own else None,
        deadline=deadlines.original,
        replanned=deadlines.replanned,
        steps=(
            *deadline_steps(deadlines),
            Step("adopted-by", {"met": float(len(adopted)), "of": float(len(first))}),
        ),
    )


def _first_adoption(facts: Sequence[Fact], area: str) -> Fact | None:
    found = [fact for fact in facts if fact.subject == area and fact.shows in _ADOPTED]
    return min(found, key=lambda fact: fact.last, default=None)


def ambition_case(catalog: Catalog, commitment: AmbitionCommitment, as_of: date) -> Case:
    """Return the case of an ambition: only dated evidence, for or against."""
    facts = evidence_facts(catalog, commitment, as_of)
    figures = [
        of_observation(catalog, catalog.indicators[identity], item)
        for identity in commitment.indicators
        for area in commitment.by
        for item in known_observations(catalog, catalog.indicators[identity], area, as_of)
    ]
    whole = [fact for fact in facts if fact.shows == Shows.REACHED and not fact.subject]
    verdicts = tuple(
        _part(part.id, part.name, [fact for fact in facts if fact.subject == part.id])
        for part in commitment.parts
    )
    reached = [v.fact for v in verdicts if v.state == "met" and v.fact]
    every = bool(verdicts) and len(reached) == len(verdicts)
    proof = whole[0] if whole else max(reached, key=lambda f: f.last) if every else None
    deadlines = known_deadlines(catalog, commitment.deadlines, as_of)
    own = newest_first([*facts, *figures])
    return Case(
        window=catalog.frame.rules.windows.ambition,
        proof=proof,
        proof_reason=Reason.REPORTED_REACHED,
        done_on=proof.last if proof else None,
        lost=after(facts, {Shows.LOST}, proof.last if proof else None),
        denial=after(facts, _NOT_REACHED, deadlines.original.last if deadlines.original else None),
        evidence=own,
        latest=own[0] if own else None,
        deadline=deadlines.original,
        replanned=deadlines.replanned,
        parts=_parts(verdicts),
        part_verdicts=verdicts,
        steps=deadline_steps(deadlines),
    )


def _part(identity: str, name: object, facts: list[Fact]) -> PartVerdict:
    newest = newest_first(facts)
    reached = [fact for fact in newest if fact.shows == Shows.REACHED]
    state = "met" if reached else "reported" if newest else "no-data"
    fact = reached[0] if reached else newest[0] if newest else None
    return PartVerdict(identity, name, state, fact)  # type: ignore[arg-type]


def _parts(verdicts: Sequence[PartVerdict]) -> Parts | None:
    if not verdicts:
        return None
    met = sum(item.state == "met" for item in verdicts)
    return Parts(met, 0, len(verdicts))  # what is reported is not measured
