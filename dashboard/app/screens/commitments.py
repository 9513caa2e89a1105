"""承诺: all commitments, to filter, to search, to take along."""

import re
from collections.abc import Mapping

import streamlit as st

from dashboard import dated
from dashboard.app import choosing, listing, parts, session
from dashboard.app.session import View
from dashboard.assessment import Verdict
from dashboard.changes import side_of
from dashboard.model import Commitment
from dashboard.registers import register


def page(here: View) -> None:
    """Draw the filters, the list and the download."""
    if not here.verdicts:
        parts.title(here, here.say("overview.headline.none"))
        return
    offers = choosing.offered(here)
    chosen = dict(choosing.chosen(here, offers)) | {"q": (asked(),)}
    shown = {
        identity: verdict
        for identity, verdict in here.verdicts.items()
        if fits(here, verdict, chosen)
    }
    say = here.say
    key = "commitments.finding" if len(shown) == len(here.verdicts) else "commitments.filtered"
    reading = say("commitments.caption") + say("past.trail.note", day=here.as_of.isoformat())
    parts.title(here, say(key, n=len(shown), of=len(here.verdicts)), reading)
    columns = st.columns([3, *[2] * len(offers)])
    with columns[0]:
        st.session_state["q"] = asked()
        st.text_input(say("filter.q"), key="q", max_chars=80, on_change=session.write("q", drop=""))
    choosing.filters(here, offers, chosen, columns[1:])
    if not shown:
        nothing(here)
        return
    listing.grouped(here, shown, trails=True)
    words = choosing.words(here, offers, chosen)
    with st.container(horizontal=True):
        parts.download(
            here,
            "commitments",
            lambda: register(here.catalog, shown, say, here.shadows),
            say("commitments.download", n=len(shown)),
            words,
        )
        parts.download_workbook(here, shown, words)


def asked() -> str:
    """Return what the address searches for."""
    return st.query_params.get("q", "").strip()


def fits(here: View, verdict: Verdict, chosen: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether a commitment is among the chosen."""
    commitment = here.catalog.commitments[verdict.id]
    found = {
        "area": {side_of(commitment), *commitment.by},
        "theme": {here.catalog.theme_of[verdict.id]},
        "kind": {commitment.kind},
        "status": {str(verdict.status)},
    }
    if any(chosen[key] and not found[key] & set(chosen[key]) for key in found):
        return False
    return matches(searched(here, commitment), chosen["q"][0])


def searched(here: View, commitment: Commitment) -> str:
    """Return everything that is said of a commitment, in both languages."""
    theme = here.catalog.frame.theme(here.catalog.theme_of[commitment.id])
    words = [commitment.title, commitment.statement, commitment.short, theme.name]
    words += [item.what for item in dated.items(here.catalog, commitment)]
    return " ".join([commitment.id, *(f"{word.zh} {word.en}" for word in words if word)]).lower()


def matches(text: str, asked: str) -> bool:
    """Return whether every term stands in a text; Latin ones at the start of a word."""
    return all(
        re.search(rf"\b{re.escape(term)}", text) if term.isascii() else term in text
        for term in asked.lower().split()
    )


def nothing(here: View) -> None:
    """Say that no commitment fits, with a way back to all of them."""
    st.markdown(here.say("commitments.none"))
    st.button(here.say("filter.clear"), on_click=choosing.clear)


page(session.view())
