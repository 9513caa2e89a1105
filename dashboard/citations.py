"""Every place in the data that cites a source, with the figure or the day that it is cited for."""

from collections.abc import Iterator
from typing import NamedTuple

from dashboard.assessment import target_amount
from dashboard.model import (
    Catalog,
    Cited,
    Commitment,
    Grade,
    Indicator,
    LimitsCommitment,
    Node,
    ProjectCommitment,
    Target,
    TargetCommitment,
    TargetPart,
    Text,
)
from dashboard.values import Amount, Day, at_most, exactly
from dashboard.yamltree import Path


class Citation(NamedTuple):
    """One use of a source."""

    what: str
    """observation, target, limit, node, planned, deadline, baseline, made, made-on, evidence,
    reported-met, outside-limit, withdrawn, office or crossing"""
    noun: str
    """indicator, commitment or crossing"""
    id: str
    path: Path
    """where it stands below its noun"""
    source: str
    published: Day | None = None
    """its own date of publication, or that of its source"""
    grade: Grade | None = None
    """its own grade, or that of its source"""
    paragraph: int | None = None
    name: Text | None = None
    """of the node, the limit or the part, where it has one"""
    area: str = ""
    when: str = ""
    """the period or day that it is about, as written"""
    amount: Amount | None = None
    unit: str = ""
    """the id of the amount's unit; the kilometres of a crossing have none"""
    day: Day | None = None
    words: Text | None = None
    """words of our own, whose figures the source has to have"""
    note: Text | None = None


def citations(catalog: Catalog) -> Iterator[Citation]:
    """Yield every use of a source, in the order of the files."""
    for found in _all(catalog):
        source = catalog.sources[found.source]
        yield found._replace(
            published=found.published or source.published, grade=found.grade or source.grade
        )


def cited_by(catalog: Catalog) -> dict[str, tuple[Citation, ...]]:
    """Return what each source is cited for, by its id."""
    found: dict[str, list[Citation]] = {}
    for citation in citations(catalog):
        found.setdefault(citation.source, []).append(citation)
    return {source: tuple(uses) for source, uses in found.items()}


def _all(catalog: Catalog) -> Iterator[Citation]:
    plan = catalog.frame.schematic
    for crossing in plan.crossings if plan else ():
        if crossing.source is not None:
            amount = exactly(abs(crossing.km)) if crossing.km else None  # 0 is where it begins
            start = Citation("crossing", "crossing", crossing.id, (), crossing.source)
            yield start._replace(amount=amount)
    for indicator in catalog.indicators.values():
        yield from _of_indicator(indicator)
    for commitment in catalog.commitments.values():
        yield from _of_commitment(catalog, commitment)


def _use(what: str, noun: str, identity: str, path: Path, cited: Cited) -> Citation:
    use = Citation(what, noun, identity, path, cited.source, cited.published, cited.grade)
    return use._replace(paragraph=cited.paragraph, note=cited.note)


def _of_indicator(indicator: Indicator) -> Iterator[Citation]:
    for index, limit in enumerate(indicator.limits):
        use = _use("outside-limit", "indicator", indicator.id, ("limits", index), limit)
        amount = None if limit.at_most is None else at_most(limit.at_most)
        name = Text(limit.scheme, limit.scheme) if amount is None else None
        yield use._replace(
            area=" ".join(limit.areas), when=limit.set_on.text, amount=amount,
            unit=indicator.unit, words=name,
        )  # fmt: skip
    for area, figures in indicator.observations.items():
        for index, item in enumerate(figures):
            path = ("observations", area, index)
            use = _use("observation", "indicator", indicator.id, path, item)
            yield use._replace(
                area=area, when=item.period.text, amount=item.value, unit=indicator.unit
            )


def _of_commitment(catalog: Catalog, commitment: Commitment) -> Iterator[Citation]:
    made, identity = commitment.made, commitment.id
    start = Citation("made", "commitment", identity, ("made",), made.source, made.published)
    when = made.on.text if made.on else ""
    yield start._replace(paragraph=made.paragraph, when=when, words=commitment.title)
    if made.on:
        yield start._replace(what="made-on", when=when, day=made.on)
    match commitment:
        case LimitsCommitment():
            yield from _of_limits(catalog, commitment, start)
        case TargetCommitment():
            yield from _of_target(catalog, commitment)
        case ProjectCommitment():
            for index, node in enumerate(commitment.nodes):
                yield from _of_node(identity, ("nodes", index), node)
    for index, deadline in enumerate(getattr(commitment, "deadlines", ())):
        use = _use("deadline", "commitment", identity, ("deadlines", index), deadline)
        yield use._replace(when=deadline.by.text, day=deadline.by)
    for index, item in enumerate(commitment.evidence):
        use = _use("evidence", "commitment", identity, ("evidence", index), item)
        yield use._replace(when=item.on.text, words=item.what, day=item.on)
    if (gone := commitment.withdrawn) is not None:
        use = _use("withdrawn", "commitment", identity, ("withdrawn",), gone)
        yield use._replace(when=gone.on.text, day=gone.on)
    if (office := commitment.office) is not None:
        yield Citation("office", "commitment", identity, ("office",), office.source)


def _of_limits(
    catalog: Catalog, commitment: LimitsCommitment, made: Citation
) -> Iterator[Citation]:
    for index, limit in enumerate(commitment.limits):
        yield made._replace(
            what="limit",
            path=("limits", index),
            paragraph=commitment.made.paragraph,
            name=limit.name,
            amount=at_most(limit.at_most),
            unit=catalog.indicators[limit.indicator].unit,
        )
    for index, met in enumerate(commitment.reported_met):
        use = _use("reported-met", "commitment", commitment.id, ("reported_met", index), met)
        yield use._replace(when=met.on.text, day=met.on)


def _of_target(catalog: Catalog, commitment: TargetCommitment) -> Iterator[Citation]:
    ledgers: list[tuple[TargetCommitment | TargetPart, Path]] = [(commitment, ())]
    ledgers += [(part, ("parts", index)) for index, part in enumerate(commitment.parts)]
    for noun, path in ledgers:
        if noun.indicator is None:
            continue
        unit = catalog.indicators[noun.indicator].unit
        yield from _targets(commitment.id, (*path, "targets"), noun.targets, unit)
        base = noun.baseline
        if base is not None and base.source is not None:
            start = Citation(
                "baseline", "commitment", commitment.id, (*path, "baseline"), base.source
            )
            amount = None if base.value is None else exactly(base.value)
            yield start._replace(when=base.period.text, amount=amount, unit=unit)


def _targets(
    identity: str, path: Path, targets: tuple[Target, ...], unit: str
) -> Iterator[Citation]:
    for index, target in enumerate(targets):
        use = _use("target", "commitment", identity, (*path, index), target)
        yield use._replace(
            when=target.by.text if target.by else "", amount=target_amount(target), unit=unit
        )


def _of_node(identity: str, path: Path, node: Node) -> Iterator[Citation]:
    for index, plan in enumerate(node.planned):
        use = _use("planned", "commitment", identity, (*path, "planned", index), plan)
        yield use._replace(name=node.name, when=plan.to.text, day=plan.to)
    if node.actual is not None:
        use = _use("node", "commitment", identity, (*path, "actual"), node.actual)
        yield use._replace(name=node.name, when=node.actual.on.text, day=node.actual.on)
