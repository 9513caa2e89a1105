"""The panel of a monthly series: which months are a change, and which are only noise."""

from functools import partial

import streamlit as st

from dashboard.app import parts
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.figures.xmr import xmr
from dashboard.frames.xmr import xmr_of
from dashboard.model import TargetCommitment
from dashboard.sentences import xmr as words


def panel(
    here: View, indicator: str, area: str, commitment: TargetCommitment | None = None
) -> None:
    """Draw the XmR chart of a monthly indicator; nothing for any other, or with few months."""
    frame = xmr_of(here.catalog, indicator, area, here.as_of, commitment)
    if frame is None:
        return
    say = here.say
    st.subheader(say("xmr.title"), anchor=False)
    found = words.finding(frame, say)
    sources = [point.source for point in reversed(frame.points)]
    st.markdown(f"**{parts.safe(found)}**")
    st.caption(say("xmr.legend"))
    parts.chart(
        here,
        f"xmr-{indicator}-{area}-{commitment.id if commitment else ''}",
        partial(xmr, frame, look=here.look, say=say, compact=here.compact),
        Words(words.alt(frame, say), found, sources),
    )
    st.markdown("\n".join(f"- {parts.safe(line)}" for line in words.lines(frame, say)))
    parts.source_line(here, sources, most=2, name=f"xmr-{indicator}-{area}")
