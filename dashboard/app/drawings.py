"""The chart of one commitment, by its kind."""

from dashboard.app.session import View
from dashboard.assessment import Verdict
from dashboard.model import Commitment


def drawing(here: View, commitment: Commitment, verdict: Verdict) -> None:
    """Draw the chart that fits the commitment's kind."""
