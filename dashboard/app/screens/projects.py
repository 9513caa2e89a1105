"""项目: planned, re-planned and actual dates, and the crossings along the river."""

import streamlit as st

from dashboard import listings, registers
from dashboard.app import listing, parts, proofs, session
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.citations import citations
from dashboard.figures.crossings import schematic
from dashboard.figures.timeline import timeline
from dashboard.frames import projects as frames
from dashboard.sentences import projects as sentences


def page(here: View) -> None:
    """Draw the timeline of all projects, the schematic and the list of links."""
    say = here.say
    finding = sentences.projects_headline(here.catalog, here.verdicts, say)
    frame = frames.timeline(here.catalog, here.verdicts, here.as_of, language=here.language)
    if frame.empty:
        parts.title(here, finding)
        return
    parts.title(here, finding, say("projects.caption"))
    if not here.compact:
        st.markdown(f":small[{say('projects.signs')}]")
    shown = {
        identity: verdict
        for identity, verdict in here.verdicts.items()
        if here.catalog.commitments[identity].kind == "project"
    }
    sources = [verdict.evidence[0].source for verdict in shown.values() if verdict.evidence]
    parts.chart(
        here,
        "timeline",
        lambda: timeline(frame, look=here.look, say=say, compact=here.compact),
        Words(sentences.alt_timeline(frame, finding, say), finding, sources),
    )
    parts.source_line(here, sources, say("projects.sources"), most=3, name="projects")
    dates = [
        use
        for use in citations(here.catalog)
        if use.id in shown and use.what in {"planned", "node", "evidence"}
    ]
    proofs.of_uses(here, "dates", dates, say("proofs.dates"))
    parts.download(
        here,
        "dates",
        lambda: listings.uses_table(here.catalog, dates, say),
        say("take.dates"),
        say("kind.project"),
    )
    river(here)
    with st.expander(say("projects.list", n=len(shown)), expanded=here.compact):
        listing.grouped(here, shown)
    parts.download(
        here,
        "projects",
        lambda: registers.register(here.catalog, shown, say, here.shadows),
        say("take.register"),
        say("kind.project"),
    )


def river(here: View) -> None:
    """Draw the crossings in order; it is a schematic and no map."""
    plan = here.catalog.frame.schematic
    frame = frames.crossings(here.catalog, here.verdicts, here.as_of, language=here.language)
    if plan is None or frame.empty:
        return
    say = here.say
    st.subheader(parts.safe(plan.title(here.language)), anchor=False)
    measured = frames.measured(here.catalog, here.as_of)
    sources = [crossing.source for crossing in measured if crossing.source]
    about = sentences.schematic_caption(frame, say)
    title = say("list.dot").join((plan.title(here.language), about))
    parts.chart(
        here,
        "schematic",
        lambda: schematic(frame, look=here.look, say=say, compact=here.compact),
        Words(sentences.alt_schematic(frame, say), title, sources),
    )
    if here.compact:
        st.markdown("\n".join(sentences.crossings_list(frame, say)))
    else:
        with st.expander(say("projects.crossings")):
            st.markdown("\n".join(sentences.crossings_list(frame, say)))
    parts.source_line(here, sources, about, name="crossings")
    parts.download(
        here,
        "crossings",
        lambda: listings.crossings_table(here.catalog, frame, say),
        say("take.crossings"),
    )


page(session.view())
