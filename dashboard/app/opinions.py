"""What other published methods say of the same figures."""

import streamlit as st

from dashboard.app import parts
from dashboard.app.session import View
from dashboard.assessment import Opinion, opinions
from dashboard.methods import Status
from dashboard.model import Commitment, TargetCommitment
from dashboard.sentences.formulas import formula, reason_words, word


def side_by_side(here: View, commitment: Commitment) -> None:
    """Draw what each method says, folded; the heading tells whether they differ."""
    if not isinstance(commitment, TargetCommitment):
        return
    found = opinions(here.catalog, commitment, here.as_of)
    said = {one.answer.status for one in found} - {Status.NO_DATA}
    if not said:
        return
    methods = len({one.method for one in found if one.answer.status != Status.NO_DATA})
    heading = here.say("opinions.title.differ" if len(said) > 1 else "opinions.title", n=methods)
    parts.folded(heading, f"opinions-{commitment.id}", lambda: table(here, found, heading))


def table(here: View, found: tuple[Opinion, ...], heading: str) -> None:
    """Draw one row a method: its own word, the formula with the numbers put in, and ours."""
    parts.table([row(here, one) for one in found], heading)
    st.caption(here.say("opinions.note"))


def row(here: View, one: Opinion) -> dict[str, str]:
    """Return what one method says as a row."""
    say = here.say
    name = say(f"method.{one.method}")
    name = say("opinions.chosen", method=name) if one.is_chosen else name
    part = say("opinions.part", part=one.part.name(here.language)) if one.part else ""
    if one.answer.status == Status.NO_DATA:
        working = reason_words(say, one.answer)
    else:
        working = formula(say, one.method, one.answer)
    return {
        say("opinions.method"): parts.safe(part) + name,
        say("opinions.says"): parts.safe(word(say, one.answer)),
        say("opinions.working"): parts.safe(working),
        say("opinions.stands"): parts.status_badge(here, one.answer.status),
    }
