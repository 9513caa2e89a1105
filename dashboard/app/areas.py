"""With many areas, those that the reader follows: they alone have a hue."""

import streamlit as st

from dashboard.app import session
from dashboard.app.session import View
from dashboard.theme import FEW

MOST = 4
"""With more, colour would tell none apart again."""


def choose(here: View) -> None:
    """Draw the choice of areas to follow, which goes into the address; nothing for few areas."""
    areas = {area.id: area.name(here.language) for area in here.catalog.frame.promising}
    if len(areas) <= FEW:
        return
    st.session_state["area"] = session.several("area", areas, here.ignored)[:MOST]
    st.multiselect(
        here.say("learned.follow"),
        list(areas),
        key="area",
        format_func=areas.__getitem__,
        max_selections=MOST,
        placeholder=here.say("learned.follow.none"),
        width=340,
        on_change=session.write("area"),
    )
