"""What other published methods say of the same figures."""

import streamlit as st

from dashboard import listings
from dashboard.app import parts
from dashboard.app.session import View
from dashboard.assessment import Opinion, opinions
from dashboard.methods import Status
from dashboard.model import Commitment, TargetCommitment
from dashboard.sentences.formulas import cuts_words, formula, reason_words, word


def side_by_side(here: View, commitment: Commitment) -> None:
    """Draw what each method says, folded; the heading tells whether they differ."""
    if not isinstance(commitment, TargetCommitment):
        return
    found = opinions(here.catalog, commitment, here.as_of)
    able = [one for one in found if one.answer.status != Status.NO_DATA]
    others = {one.method for one in able if not one.is_chosen}
    if not others:
        return
    differ = len({_LEVEL[one.answer.status] for one in able}) > 1
    heading = here.say("opinions.title.differ" if differ else "opinions.title", n=len(others))
    parts.folded(
        heading, f"opinions-{commitment.id}", lambda: table(here, commitment, found, heading)
    )


_LEVEL = {
    Status.ACHIEVED: "good",
    Status.ON_TRACK: "good",
    Status.AT_RISK: "behind",
    Status.OFF_TRACK: "bad",
    Status.MISSED: "bad",
}
"""What methods differ in: that one calls it done and another on track is no dispute."""


def table(here: View, commitment: Commitment, found: tuple[Opinion, ...], heading: str) -> None:
    """Draw one row a method: its own word, the formula with the numbers put in, and ours."""
    parts.table([row(here, one) for one in found], heading)
    st.caption(here.say("opinions.note"))
    parts.download(
        here,
        f"opinions-{commitment.id}",
        lambda: listings.opinions_table(found, here.verdicts[commitment.id], here.say),
        here.say("take.opinions"),
        commitment.title(here.language),
    )


def row(here: View, one: Opinion) -> dict[str, str]:
    """Return what one method says as a row."""
    say = here.say
    name = say(f"method.{one.method}")
    name = say("opinions.chosen", method=name) if one.is_chosen else name
    part = say("opinions.part", part=one.part.name(here.language)) if one.part else ""
    if one.answer.status == Status.NO_DATA:
        working = reason_words(say, one.answer)
    else:
        cuts = cuts_words(say, one.method, one.options)
        working = formula(say, one.method, one.answer) + cuts
    return {
        say("opinions.method"): parts.safe(part) + name,
        say("opinions.says"): parts.safe(word(say, one.answer)),
        say("opinions.working"): parts.safe(working),
        say("opinions.stands"): parts.status_badge(here, one.answer.status),
    }
