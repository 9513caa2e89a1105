"""Commitments as a list: grouped by status, worst first, each a link to its page."""

from collections.abc import Mapping
from typing import Literal

import streamlit as st

from dashboard.app import parts, past, session
from dashboard.app.session import View
from dashboard.assessment import OPEN, Verdict
from dashboard.changes import side_of
from dashboard.model import JOINT
from dashboard.sentences.commitment import area_name, by_words, name_of, one_line
from dashboard.sentences.overview import counted
from dashboard.sentences.status import status_key
from dashboard.theme import SIGNS

TRAIL = 130
"""px that eight signs take."""
BESIDE = 850
"""px that the words have beside the name; wider ones are broken there, not put below it."""
BESIDE_EACH_OTHER = 6
"""Up to so many areas are buttons; more are a list to choose from."""


def groups(verdicts: Mapping[str, Verdict]) -> dict[str, list[Verdict]]:
    """Return the verdicts by sign, in the fixed order: worst first, then good, then open."""
    found: dict[str, list[Verdict]] = {key: [] for key in SIGNS}
    for verdict in verdicts.values():
        key = status_key(verdict.status, late=verdict.is_late).removeprefix("status.")
        found[key].append(verdict)
    return {key: items for key, items in found.items() if items}


def grouped(
    here: View, verdicts: Mapping[str, Verdict], *, switch: bool = False, trails: bool = False
) -> None:
    """Draw the list; on a phone with a switch of areas, the open groups folded."""
    if switch:
        verdicts = by_area(here, verdicts)
    for items in groups(verdicts).values():
        total = counted(here.say, str(len(items)), items, here.shadows)
        header = f"{parts.badge(here, items[0])} {total}"
        if switch and items[0].status in OPEN:
            with st.expander(header):
                rows(here, items, trails=trails)
        else:
            st.markdown(header)
            rows(here, items, trails=trails)


def by_area(here: View, verdicts: Mapping[str, Verdict]) -> Mapping[str, Verdict]:
    """Draw the switch of areas and return the verdicts of the chosen one."""
    frame = here.catalog.frame
    order = [area.id for area in frame.promising]
    if frame.joint:
        order.insert(1 if len(order) == 2 else len(order), JOINT)  # noqa: PLR2004 - two banks
    chosen = session.one("area", order, "", here.ignored)
    st.session_state["area"] = chosen

    def named(area: str) -> str:
        return area_name(here.catalog, area, here.language) if area else here.say("filter.all")

    label, write = here.say("filter.area"), session.write("area", drop="")
    if len(order) > BESIDE_EACH_OTHER:
        st.selectbox(label, ["", *order], key="area", format_func=named, on_change=write)
    else:
        st.segmented_control(
            label,
            ["", *order],
            key="area",
            format_func=named,
            required=True,
            label_visibility="collapsed",
            width="stretch",
            on_change=write,
        )
    if not chosen:
        return verdicts
    return {
        identity: verdict
        for identity, verdict in verdicts.items()
        if side_of(here.catalog.commitments[identity]) == chosen
    }


def rows(
    here: View, verdicts: list[Verdict], *, badges: bool = False, trails: bool = False
) -> None:
    """Draw one line a commitment: its name as a link, who promised, and one fact.

    With trails also the signs of its last eight quarters.
    """
    for verdict in verdicts:
        commitment = here.catalog.commitments[verdict.id]
        by = by_words(here.catalog, commitment, here.say)
        fact = one_line(here.catalog, commitment, verdict, here.say)
        words = f":gray[{parts.safe(by)}] · {parts.safe(fact)}"
        if shadow := past.shadow_line(here, verdict.id):
            words += f" · **{parts.safe(shadow)}**"
        if named := cited(here, verdict):
            words += f" · {named}"
        words = f"{parts.badge(here, verdict)} {words}" if badges else words
        if ("commitment", verdict.id) in here.reading.kept:
            words += f" :gray-badge[{here.say('kept.mark')}]"
        if here.compact:
            trail = f"{past.trail(here, commitment)}  \n" if trails else ""
            with st.container(gap=None):
                link(here, verdict.id)
                st.markdown(f":small[{trail}{words}]")
            continue
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            link(here, verdict.id, width=300)
            if trails:
                signs = f":small[{past.trail(here, commitment)}]"
                st.markdown(signs, width=TRAIL, text_alignment="right")
            st.markdown(f":small[{words}]", width=BESIDE - TRAIL if trails else BESIDE)


def cited(here: View, verdict: Verdict) -> str:
    """Return who said what the line of a commitment says; nothing where nobody did."""
    fact = verdict.proof or next(iter(verdict.evidence), None)
    return parts.source_link(here, here.catalog.sources[fact.source]) if fact else ""


def jump(label: str, key: str, **choice: str) -> None:
    """Draw a link to the page one is on, with another choice, which goes into the address.

    A `page_link` to the same page would not change the address.
    """
    st.button(label, type="tertiary", key=key, on_click=lambda: st.query_params.update(choice))


def link(here: View, identity: str, width: int | Literal["content"] = "content") -> None:
    """Draw a link to a commitment's page that keeps language and day."""
    name = name_of(here.catalog.commitments[identity], here.language)
    st.page_link(
        "screens/commitment.py",
        label=parts.safe(name),
        query_params=session.keep(here, id=identity),
        width=width,
    )
