"""Bringing data from an Open SDG repository: read, plan, write, and compare.

The format is the one that open-sdg.org documents: figures in data/indicator_1-1-1.csv, metadata
in meta/ and indicator-config/, words in translations/. Nothing in a repository stops the way
through it: what cannot be carried over is left out, counted and named.
"""

from dashboard.importing.comparing import Agreement, Sound, agreement, sound
from dashboard.importing.planning import Plan, plan
from dashboard.importing.report import RECORD, REPORT, Result, as_json, as_markdown, summary
from dashboard.importing.repository import is_repository, read

__all__ = [
    "RECORD",
    "REPORT",
    "Agreement",
    "Plan",
    "Result",
    "Sound",
    "agreement",
    "as_json",
    "as_markdown",
    "is_repository",
    "plan",
    "read",
    "sound",
    "summary",
]
