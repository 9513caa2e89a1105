"""One commitment, or all of a catalog, judged as of a day."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from dashboard.assessment.case import Case
from dashboard.assessment.evidence import known_from, of_dated, promised_on
from dashboard.assessment.limits import limits_case
from dashboard.assessment.projects import project_case
from dashboard.assessment.reports import ambition_case, reform_case
from dashboard.assessment.rules import verdict
from dashboard.assessment.targets import target_case
from dashboard.assessment.verdict import Verdict
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Commitment,
    LimitsCommitment,
    ProjectCommitment,
    ReformCommitment,
)
from dashboard.pausing import no_collection


def assess(
    catalog: Catalog, commitment: Commitment, as_of: date, *, known: date | None = None
) -> Verdict:
    """Return how a commitment stands on a day, by what had been published by then.

    With `known`, by what had been published by that earlier day: time alone passes.
    """
    known = known or as_of
    case = _case(catalog, commitment, as_of, known)
    gone = commitment.withdrawn
    if gone and known_from(catalog, gone, gone.on.last) <= known:
        case = replace(case, withdrawn=of_dated(catalog, gone, gone.on, "withdrawn"))
    found = verdict(commitment.id, case, as_of)
    said = [case.withdrawn.source] if case.withdrawn else []
    cited = dict.fromkeys((*said, *found.sources, commitment.made.source))
    return replace(found, sources=tuple(cited))


def assess_all(catalog: Catalog, as_of: date) -> Mapping[str, Verdict]:
    """Return the verdicts on all commitments that had been made by a day, by id."""
    with no_collection():
        return {
            identity: assess(catalog, commitment, as_of)
            for identity, commitment in catalog.commitments.items()
            if promised_on(catalog, commitment) <= as_of
        }


def _case(catalog: Catalog, commitment: Commitment, as_of: date, known: date) -> Case:
    match commitment:
        case LimitsCommitment():
            return limits_case(catalog, commitment, known)
        case ProjectCommitment():
            return project_case(catalog, commitment, known)
        case ReformCommitment():
            return reform_case(catalog, commitment, known)
        case AmbitionCommitment():
            return ambition_case(catalog, commitment, known)
        case _:
            return target_case(catalog, commitment, as_of, known)
