"""The case of a project: dated nodes, planned, re-planned and actual."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dashboard.assessment.case import Case, Pace
from dashboard.assessment.evidence import known_from, newest_first, of_dated
from dashboard.assessment.reports import after, evidence_facts, lost_since
from dashboard.assessment.verdict import Fact, Reason, Step
from dashboard.methods import Status
from dashboard.model import Catalog, Dated, Node, PlannedDate, ProjectCommitment, Shows
from dashboard.values import Day

_SAYS_NOT_DONE = frozenset(
    {
        Shows.NOT_DONE,
        Shows.BEGUN,
        Shows.UNDER_WAY,
        Shows.ON_SCHEDULE,
        Shows.ONLY_PLANNED,
    }
)
SLIP_DAYS = 30
"""A slip of up to 30 days, or a tenth of the planned duration, is at-risk (judging.md 2)."""


class KnownNode(NamedTuple):
    """A node as it was known on a day."""

    node: Node
    planned: tuple[PlannedDate, ...]
    actual: Dated | None

    @property
    def reached_or_replanned(self) -> Day | None:
        """Return the newest date that can be held against the first planned one."""
        if self.actual:
            return self.actual.on
        return self.planned[-1].to if len(self.planned) > 1 else None

    @property
    def slip(self) -> int | None:
        """Return by how many days the node slipped against its first planned date."""
        moved = self.reached_or_replanned
        if moved is None or not self.planned:
            return None
        return max((moved.last - self.planned[0].to.last).days, 0)


def known_nodes(catalog: Catalog, commitment: ProjectCommitment, as_of: date) -> list[KnownNode]:
    """Return the nodes with what had been published of them by a day."""
    return [
        KnownNode(
            node,
            tuple(
                item
                for item in node.planned
                if known_from(catalog, item, item.set_on.last if item.set_on else as_of) <= as_of
            ),
            node.actual
            if node.actual and known_from(catalog, node.actual, node.actual.on.last) <= as_of
            else None,
        )
        for node in commitment.nodes
    ]


def project_case(catalog: Catalog, commitment: ProjectCommitment, as_of: date) -> Case:
    """Return the case of a project, judged by its final node."""
    nodes = known_nodes(catalog, commitment, as_of)
    final = next(item for item in nodes if item.node.final)
    reports = evidence_facts(catalog, commitment, as_of)
    actuals = [
        of_dated(
            catalog, item.actual, item.actual.on, "node", what=item.node.name, subject=item.node.id
        )
        for item in nodes
        if item.actual
    ]
    moves = [_of_move(catalog, item.node, plan) for item in nodes for plan in item.planned[1:]]
    deadline = final.planned[0].to if final.planned else None
    moved = final.planned[-1].to if final.planned else None
    reached = next((fact for fact in actuals if fact.subject == final.node.id), None)
    done = [fact for fact in reports if fact.shows == Shows.DONE]
    proof = reached or min(done, key=lambda fact: fact.last, default=None)
    undone = [fact for fact in reports if fact.shows == Shows.NOT_DONE]
    own = newest_first([*reports, *actuals, *moves])
    return Case(
        window=catalog.frame.rules.windows.project,
        proof=proof,
        proof_reason=Reason.FINAL_NODE_REACHED if reached else Reason.REPORTED_DONE,
        done_on=proof.happened_by if proof else None,
        lost=lost_since([*done, *([reached] if reached else [])], undone),
        denial=_denial(reports, actuals, moves, deadline),
        evidence=own,
        latest=own[0] if own else None,
        deadline=deadline,
        replanned=moved if moved and deadline and moved.last != deadline.last else None,
        pace=lambda: _pace(nodes, own, commitment.made.on),
        steps=_plan_steps(final),
    )


def _of_move(catalog: Catalog, node: Node, plan: PlannedDate) -> Fact:
    published = plan.published or catalog.sources[plan.source].published
    said = plan.set_on or published or plan.to
    return of_dated(
        catalog, plan, said, "replanned", what=node.name, to=plan.to.text, subject=node.id
    )


def _denial(
    reports: Sequence[Fact], actuals: Sequence[Fact], moves: Sequence[Fact], deadline: Day | None
) -> Fact | None:
    """Return the plainest report from after the deadline that it was not done by then."""
    if deadline is None:
        return None
    plain = after(reports, {Shows.NOT_DONE}, deadline.last)
    if plain:
        return plain
    later = [fact for fact in (*actuals, *moves) if fact.happened_by > deadline.last]
    said = after(reports, _SAYS_NOT_DONE, deadline.last)
    return max([*later, *([said] if said else [])], key=lambda fact: fact.last, default=None)


def _pace(nodes: Sequence[KnownNode], own: Sequence[Fact], made_on: Day | None) -> Pace:
    """Return what the newest node reached or re-planned says of the whole (judging.md 2)."""
    if own[0].shows == Shows.NOT_DONE:
        return Pace(Status.OFF_TRACK, Reason.REPORTED_NOT_REACHED)
    by_id = {item.node.id: item for item in nodes}
    told = [by_id[fact.subject] for fact in own if fact.kind in {"node", "replanned"}]
    item = next((item for item in told if item.slip is not None), None)
    if item is None:
        return Pace(Status.ON_TRACK, Reason.NO_NODE_LATE)
    slip = item.slip or 0
    if slip == 0:
        return Pace(Status.ON_TRACK, Reason.NO_NODE_LATE, slip_days=0)
    allowed = max(planned_duration(nodes, made_on) / 10, SLIP_DAYS)
    status = Status.AT_RISK if slip <= allowed else Status.OFF_TRACK
    step = Step(
        "slip", {"node": item.node.name, "days": float(slip), "allowed": float(int(allowed))}
    )
    return Pace(status, Reason.NODE_SLIPPED, slip_days=slip, steps=(step,))


def planned_duration(nodes: Sequence[KnownNode], made_on: Day | None) -> int:
    """Return the planned days from the first node to the final one, 0 if unknown."""
    final = next(item for item in nodes if item.node.final)
    begins = [_begins(item) for item in nodes if not item.node.final]
    start = min((day for day in begins if day), default=made_on.first if made_on else None)
    if start is None or not final.planned:
        return 0
    return max((final.planned[0].to.last - start).days, 0)


def _begins(item: KnownNode) -> date | None:
    if item.planned:
        return item.planned[0].to.first
    return item.actual.on.first if item.actual else None


def _plan_steps(final: KnownNode) -> tuple[Step, ...]:
    if not final.planned:
        return (Step("no-planned-date", {"node": final.node.name}),)
    steps = []
    for index, plan in enumerate(final.planned):
        key = "planned" if index == 0 else "replanned-node"
        steps.append(Step(key, {"node": final.node.name, "by": plan.to}, (plan.source,)))
    return tuple(steps)
