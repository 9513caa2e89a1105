"""What changed between two days, judged by what was known on each."""

from dashboard.digests.cases import CHIEF, Case, Section, chief, sections
from dashboard.digests.digest import AHEAD, Digest, digest, of_commitments
from dashboard.digests.entries import (
    Aim,
    Cause,
    Due,
    Entry,
    GoneStale,
    Group,
    Made,
    Moved,
    NewFigure,
    Reached,
    Report,
    Revised,
    Said,
    StatusChange,
    Tone,
    Unsupported,
    Withdrawn,
)
from dashboard.digests.turning import tone

__all__ = [
    "AHEAD",
    "CHIEF",
    "Aim",
    "Case",
    "Cause",
    "Digest",
    "Due",
    "Entry",
    "GoneStale",
    "Group",
    "Made",
    "Moved",
    "NewFigure",
    "Reached",
    "Report",
    "Revised",
    "Said",
    "Section",
    "StatusChange",
    "Tone",
    "Unsupported",
    "Withdrawn",
    "chief",
    "digest",
    "of_commitments",
    "sections",
    "tone",
]
