"""Judging: pure functions of a catalog and a day (judging.md)."""

from dashboard.assessment.aims import target_amount
from dashboard.assessment.assess import assess, assess_all
from dashboard.assessment.evidence import (
    is_whole,
    known_evidence,
    known_from,
    known_observations,
    promised_on,
    published,
    series,
)
from dashboard.assessment.verdict import (
    OPEN,
    WANTING,
    Fact,
    Flag,
    Parts,
    PartVerdict,
    Reason,
    Step,
    StepFact,
    Verdict,
)
from dashboard.methods import Status

__all__ = [
    "OPEN",
    "WANTING",
    "Fact",
    "Flag",
    "PartVerdict",
    "Parts",
    "Reason",
    "Status",
    "Step",
    "StepFact",
    "Verdict",
    "assess",
    "assess_all",
    "is_whole",
    "known_evidence",
    "known_from",
    "known_observations",
    "promised_on",
    "published",
    "series",
    "target_amount",
]
