"""The finding of the overview, and what its figures say to those who do not see them."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import pandas as pd

from dashboard.assessment import WANTING, Shadow, Status, Verdict
from dashboard.model import Catalog
from dashboard.sentences.past import eased_words
from dashboard.theme import SIGNS
from dashboard.wording import Wording

NO_SHADOWS: Mapping[str, Shadow] = MappingProxyType({})
"""Where nothing was moved, or it does not matter."""

GROUPS: Mapping[str, frozenset[Status]] = {
    "delivered": frozenset({Status.ACHIEVED}),
    "missed": frozenset({Status.MISSED}),
    "behind": frozenset({Status.OFF_TRACK, Status.AT_RISK}),
    "on-track": frozenset({Status.ON_TRACK}),
    "open": WANTING,
    "withdrawn": frozenset({Status.WITHDRAWN}),
}
"""What the finding counts together: every status is in one group, so the parts add up."""


def headline(
    catalog: Catalog,
    verdicts: Mapping[str, Verdict],
    say: Wording,
    shadows: Mapping[str, Shadow] = NO_SHADOWS,
) -> str:
    """Return the finding: how many commitments, how many of each group that is not empty.

    With shadows, a group says how many of it are so only by a moved target.
    """
    found = [verdict for name, verdict in verdicts.items() if name in catalog.commitments]
    if not found:
        return say("overview.headline.none")
    grouped = {
        group: [verdict for verdict in found if verdict.status in members]
        for group, members in GROUPS.items()
    }
    parts = [
        counted(say, say(f"overview.part.{group}", n=len(given)), given, shadows)
        for group, given in grouped.items()
        if given
    ]
    key = "overview.headline.one" if len(found) == 1 else "overview.headline"
    return say(key, n=len(found), parts=say("overview.part.comma").join(parts))


def counted(
    say: Wording, words: str, verdicts: Sequence[Verdict], shadows: Mapping[str, Shadow]
) -> str:
    """Return a count in words, with how many of it are so only by a moved target."""
    eased = eased_words(say, verdicts, shadows)
    return say("past.count", words=words, eased=eased) if eased else words


def alt_unit_bar(frame: pd.DataFrame, say: Wording) -> str:
    """Return the status bar in a sentence: how many commitments have each status."""
    counted = frame["sign"].value_counts()
    parts = [
        say("overview.alt.part", name=say(f"status.{key}"), n=counted[key])
        for key in SIGNS
        if key in counted.index
    ]
    return _alt("overview.alt.bar", len(frame), parts, say, comma="overview.alt.comma")


def alt_matrix(cells: pd.DataFrame, say: Wording) -> str:
    """Return the matrix in a sentence: by area, how many commitments and how many are open."""
    items = cells[cells["id"] != ""]
    parts = [
        say(
            "overview.alt.area",
            name=name,
            n=len(here),
            open=sum(not SIGNS[sign].is_solid for sign in here["sign"]),
        )
        for name, here in items.groupby("area_name", sort=False)
    ]
    return _alt("overview.alt.matrix", len(items), parts, say, comma="overview.alt.semicolon")


def _alt(key: str, count: int, parts: Sequence[str], say: Wording, *, comma: str) -> str:
    if not count:
        return say("overview.empty")
    return say(key, n=count, parts=say(comma).join(parts))
