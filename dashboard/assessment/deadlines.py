"""The ledger of deadlines: the original one decides, the newest is shown beside it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dashboard.assessment.evidence import known_from
from dashboard.model import Catalog, Deadline
from dashboard.values import Day


class Deadlines(NamedTuple):
    """The first deadline known, and the newest where it differs."""

    original: Day | None
    replanned: Day | None


def known_deadlines(catalog: Catalog, ledger: Sequence[Deadline], as_of: date) -> Deadlines:
    """Return the original and the newest deadline that had been published by a day."""
    known = [
        item.by
        for item in ledger
        if known_from(catalog, item, item.set_on.last if item.set_on else as_of) <= as_of
    ]
    if not known:
        return Deadlines(None, None)
    return Deadlines(known[0], known[-1] if known[-1] != known[0] else None)
