"""The ledger of deadlines: the original one decides, the newest is shown beside it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from dashboard.assessment.evidence import known_from
from dashboard.model import Catalog, Deadline
from dashboard.values import Day


class Deadlines(NamedTuple):
    """The first deadline known, and the newest where it differs."""

    original: Day | None = None
    replanned: Day | None = None
    sources: tuple[str, ...] = ()
    """of the deadlines known, the first one's first"""


def known_deadlines(catalog: Catalog, ledger: Sequence[Deadline], as_of: date) -> Deadlines:
    """Return the original and the newest deadline that had been published by a day."""
    known = [
        item
        for item in ledger
        if known_from(catalog, item, item.set_on.last if item.set_on else as_of) <= as_of
    ]
    if not known:
        return Deadlines()
    first, last = known[0].by, known[-1].by
    sources = tuple(item.source for item in known)
    return Deadlines(first, last if last.last != first.last else None, sources)
