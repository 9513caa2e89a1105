"""With many areas, those that the reader follows: they alone have a hue."""

import streamlit as st

from dashboard.app import session
from dashboard.app.session import View
from dashboard.theme import FEW


def choose(here: View) -> None:
    """Draw the choice of areas to follow, which goes into the address; nothing for few areas."""
    areas = {area.id: area.name(here.language) for area in here.catalog.frame.promising}
    if len(areas) <= FEW:
        return
    chosen = list(session.several("area", areas, here.ignored))
    st.session_state["area"] = chosen
    label = here.say("learned.follow")
    if chosen:
        named = here.say.listed(areas[area] for area in chosen)
        label = here.say("learned.followed", areas=named)
    with st.popover(label):
        st.pills(
            here.say("learned.follow"),
            list(areas),
            selection_mode="multi",
            key="area",
            format_func=areas.__getitem__,
            on_change=session.write("area"),
        )
