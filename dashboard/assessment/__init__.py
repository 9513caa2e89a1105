"""Judging: pure functions of a catalog and a day (judging.md)."""

from dashboard.assessment.aims import target_amount
from dashboard.assessment.assess import assess, assess_all
from dashboard.assessment.evidence import (
    Preference,
    is_whole,
    known_evidence,
    known_from,
    known_observations,
    preference,
    promised_on,
    published,
    series,
)
from dashboard.assessment.known import as_known
from dashboard.assessment.opinions import Opinion, Turning, opinions, turnings
from dashboard.assessment.restate import happened, measures, restated
from dashboard.assessment.shadow import Move, Shadow, shadow, shadows
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
    "Move",
    "Opinion",
    "PartVerdict",
    "Parts",
    "Preference",
    "Reason",
    "Shadow",
    "Status",
    "Step",
    "StepFact",
    "Turning",
    "Verdict",
    "as_known",
    "assess",
    "assess_all",
    "happened",
    "is_whole",
    "known_evidence",
    "known_from",
    "known_observations",
    "measures",
    "opinions",
    "preference",
    "promised_on",
    "published",
    "restated",
    "series",
    "shadow",
    "shadows",
    "target_amount",
    "turnings",
]
