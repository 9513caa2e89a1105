"""追赶: who leads whom, whether the gap closes, and by how many years; each with its proof."""

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard import listings
from dashboard.app import parts
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.figures.catching_up import alt, distances
from dashboard.frames.catching_up import Chase, Pursuit
from dashboard.sentences import catching_up as catching

PAIR = 2


def panel(here: View, chase: Chase) -> None:
    """Draw the gap over time and the time distance, or why neither can be said."""
    say = here.say
    with st.container(border=True):
        st.markdown(f"**{say('catching.heading')}**")
        if chase.reason:
            st.caption(parts.safe(catching.no_chase(chase, say)))
        elif len(chase.lens.areas) == PAIR:
            pair(here, chase, chase.pursuits[0])
        else:
            many(here, chase)
        for words in catching.break_words(chase.lens, say):
            st.caption(parts.safe(words))
        if any(one.pairs for one in chase.pursuits):
            shown = say.listed((chase.lens.indicator.name(here.language), lens_name(here, chase)))
            parts.download(
                here, "gaps", lambda: listings.gaps_table(chase, say), say("take.gaps"), shown
            )


def lens_name(here: View, chase: Chase) -> str:
    """Return what the lens is called through which the figures are seen."""
    return here.say(f"compare.lens.{chase.lens.id}")


def pair(here: View, chase: Chase, pursuit: Pursuit) -> None:
    """Draw one leader and one follower: each number with what it rests on."""
    say = here.say
    names = {"ahead": pursuit.leader.name(here.language)}
    names["behind"] = pursuit.follower.name(here.language)
    for words in catching.course_words(chase, pursuit, say):
        st.markdown(parts.safe(words))
    for words in (catching.basis_words(pursuit, say), catching.parity_words(pursuit, say)):
        if words:
            st.caption(parts.safe(words))
    if pursuit.distance:
        st.metric(say("compare.lag", **names), catching.years_words(pursuit, say).strip())
        rests = catching.distance_words(chase, pursuit, say)
        caveat = say("catching.distance.caveat")
        st.caption(parts.safe(say("catching.sentences", one=rests, other=caveat)))
    heading = say("catching.proof")
    if pursuit.pairs:
        rows = [
            {parts.safe(key): parts.safe(value) for key, value in row.items()}
            for row in catching.rows(chase, pursuit, say)
        ]
        parts.folded(heading, "gaps", lambda: proof(here, rows, heading, pursuit.sources))


def many(here: View, chase: Chase) -> None:
    """Draw the leader against each of the others."""
    say = here.say
    leader = chase.pursuits[0].leader.name(here.language)
    sources = [source for item in chase.pursuits for source in item.sources]
    if chase.distances:
        told = say("catching.chart", leader=leader)
        st.markdown(parts.safe(told))
        parts.chart(
            here,
            "distances",
            lambda: distances(chase, look=here.look, say=say),
            Words(alt(chase, say), told, sources),
            of=f"{chase.lens.indicator.id}-{chase.lens.id}",
        )
        st.caption(say("catching.distance.caveat"))
    heading = say("catching.table")
    rows = [
        {key: parts.safe(value) for key, value in row.items()} for row in catching.table(chase, say)
    ]
    parts.folded(heading, "gaps", lambda: proof(here, rows, heading, sources))


def proof(here: View, rows: Sequence[dict[str, str]], heading: str, sources: Iterable[str]) -> None:
    """Draw the figures behind what is said of a gap, and who said them."""
    parts.table(rows, heading)
    parts.source_line(here, sources, most=4)
