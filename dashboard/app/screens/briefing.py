"""会议: which briefing, which of its slides, since when; to be shown, linked and taken along."""

import os
from collections.abc import Sequence
from functools import partial
from typing import Literal
from urllib.parse import urlencode, urlsplit

import streamlit as st

from dashboard.app import bulletin, choosing, files, parts, session
from dashboard.app.agenda import Agenda, Entry, agenda_of, query
from dashboard.app.session import View
from dashboard.slides import Slide, briefings_of
from dashboard.theme import SIGNS

LOBBY = 20
"""Seconds that a slide stays on a screen that nobody steers."""
NEAR = frozenset({"localhost", "127.0.0.1", "::1"})
"""Names under which only this machine knows itself."""
SECONDS = 40
"""What a slide takes to be told, about."""
TOLD = 6
"""How much wider a message is than what opens its notes."""


def page(here: View) -> None:
    """Draw what a presenter chooses, the agenda, the way to the screen, and the files."""
    say = here.say
    found = agenda_of(here)
    title = found.briefing.title(here.language)
    minutes = max(round(len(found.slides) * SECONDS / 60), 1)
    finding = say("briefing.finding", title=title, n=len(found.slides), minutes=minutes)
    parts.title(here, finding, caption(here, found))
    settings(here, found)
    start(here, found)
    left, right = parts.beside(here, [7, 4])
    with left:
        agenda(here, found)
    with right:
        st.subheader(say("briefing.files"), anchor=False)
        files.section(here, found)
        links(here, found)


def caption(here: View, found: Agenda) -> str:
    """Return since when changes are told, what is looked at, and that the address holds it all."""
    say = here.say
    filters = found.choice.words(here.catalog, say)
    pieces = [
        say("source.as-of", day=here.as_of.isoformat()),
        say("briefing.since", day=found.since.isoformat()),
        say("slides.foot.filters", filters=filters) if filters else say("briefing.everything"),
    ]
    return parts.safe(say("list.dot").join(pieces))


def settings(here: View, found: Agenda) -> None:
    """Draw the choice of the briefing, of the day, and the filters; a phone folds these."""
    say = here.say
    offered = briefings_of(here.catalog)
    offers = choosing.offered(here, tuple(SIGNS))
    picked = choosing.chosen(here, offers)
    columns = st.columns([4, 2, *([] if here.compact else [2] * len(offers))])
    with columns[0]:
        st.session_state["briefing"] = found.briefing.id
        st.selectbox(
            say("briefing.which"),
            list(offered),
            key="briefing",
            format_func=lambda one: offered[one].title(here.language),
            on_change=session.write("briefing", drop=next(iter(offered))),
        )
    with columns[1]:
        st.session_state["since"] = found.since
        st.date_input(
            say("briefing.last"),
            key="since",
            format="YYYY-MM-DD",
            min_value=min(found.since, bulletin.FROM),
            max_value=here.as_of,
            on_change=session.write("since", drop=found.usual),
        )
    if not here.compact:
        choosing.filters(here, offers, picked, columns[2:])
        return
    with st.expander(say("briefing.filters"), expanded=any(picked.values())):
        choosing.filters(here, offers, picked, st.columns(len(offers)))


def start(here: View, found: Agenda) -> None:
    """Draw the links that open the meeting and the screen of a lobby."""
    say = here.say
    with st.container(horizontal=True, vertical_alignment="center", key="start"):
        look: Literal["primary", "secondary"] = (
            "primary"
            if here.look.mode == "light"
            else "secondary"  # in the dark it is white on pale
        )
        st.link_button(f"**{say('briefing.start')}**", shown_at(here, found), type=look)
        st.link_button(say("briefing.lobby"), shown_at(here, found, auto=str(LOBBY)))
        if not here.compact:
            st.caption(say("briefing.start.note"))


def shown_at(here: View, found: Agenda, base: str = "", **more: str) -> str:
    """Return where exactly this choice is shown on a screen."""
    asked = urlencode(query(here, found, **more), doseq=True)
    return f"{base}present?{asked}"


def agenda(here: View, found: Agenda) -> None:
    """Draw the slides in order, each to be left out, with what its speaker may need."""
    say = here.say
    st.subheader(say("briefing.agenda"), anchor=False)
    if found.ids:
        st.caption(say("briefing.picked"))
        st.button(say("briefing.whole"), type="tertiary", on_click=whole)
    number = 1
    with st.container(gap="xsmall", key="agenda"):
        for entry in found.entries:
            row(here, found, entry, number)
            number += len(entry.slides) if entry.is_shown else 0


def row(here: View, found: Agenda, entry: Entry, number: int) -> None:
    """Draw one entry: whether it is shown, its number and message, its notes folded."""
    say, key = here.say, f"show-{entry.id}"
    is_last = entry.is_shown and len([one for one in found.entries if one.is_shown]) == 1
    st.session_state[key] = entry.is_shown
    tick, told = st.columns([TOLD, 1], gap="small", vertical_alignment="top", wrap=False)
    with tick:
        st.checkbox(
            heading(here, entry, number),
            key=key,
            disabled=is_last,
            wrap=True,
            on_change=partial(choose, found.entries),
        )
    with told:
        label = say("briefing.notes", pages=pages_of(entry, number))
        asked = st.popover(label, type="tertiary", key=f"notes-{entry.id}", on_change="rerun")
        with asked:
            if asked.open:
                notes(here, entry)


def heading(here: View, entry: Entry, number: int) -> str:
    """Return an entry as markdown: its numbers, its message, its kind; paler if it is left out."""
    first = entry.slides[0]
    title = parts.safe(first.title)
    kind = parts.safe(here.say(f"schema.word.slide-kind.{first.kind}"))
    words = f"**{pages_of(entry, number)}**\u2003{title}" if entry.is_shown else f":gray[{title}]"
    return words if here.compact else f"{words}\u2003:small[:gray[{kind}]]"


def pages_of(entry: Entry, number: int) -> str:
    """Return the numbers of an entry's pages; nothing where it is left out."""
    if not entry.is_shown:
        return ""
    last = number + len(entry.slides) - 1
    return f"{number}" if last == number else f"{number}–{last}"


def choose(entries: Sequence[Entry]) -> None:
    """Put what is shown into the address; everything is left out of it, nothing is not taken."""
    shown = [entry for entry in entries if st.session_state[f"show-{entry.id}"]]
    if len(shown) == len(entries):
        whole()
    elif shown:
        st.query_params["slides"] = [one for entry in shown for one in entry.ids]


def whole() -> None:
    """Take the choice of slides out of the address: all are shown."""
    st.query_params.pop("slides", None)


def notes(here: View, entry: Entry) -> None:
    """Draw what the speaker may need: the working, the sources in full, the evidence."""
    for slide in entry.slides:
        words = [*slide.notes]
        if words:
            st.markdown("\n".join(f"- {parts.safe(line)}" for line in words))
        sources(here, slide)
    st.markdown(f"[{here.say('briefing.evidence')}]({evidence(entry.slides[0])})")


def sources(here: View, slide: Slide) -> None:
    """Draw who said what a slide says, each with its title."""
    known = [here.catalog.sources[one.id] for one in slide.sources]
    if known:
        st.markdown(f":gray[{here.say('slides.note.sources')}]")
        said = (
            f"- {parts.cite(here, one)} {parts.safe(one.title(here.language))}" for one in known
        )
        st.markdown("\n".join(said))


def evidence(slide: Slide) -> str:
    """Return the page of a slide's evidence, from this page."""
    return slide.link.removeprefix("/") or "."


def links(here: View, found: Agenda) -> None:
    """Draw the whole addresses of the meeting and of this page, to be copied and kept."""
    say = here.say
    base = os.environ.get("DASHBOARD_PUBLIC_URL", "").rstrip("/") + "/"
    st.subheader(say("briefing.links"), anchor=False)
    st.caption(say("briefing.link.present"))
    st.code(shown_at(here, found, base), language=None, wrap_lines=True)
    st.caption(say("briefing.link.page"))
    own = query(here, found)
    if found.briefing.id == next(iter(briefings_of(here.catalog))):
        del own["briefing"]
    asked = urlencode(own, doseq=True)
    st.code(f"{base}briefing?{asked}".rstrip("?"), language=None, wrap_lines=True)
    if (urlsplit(base).hostname or "localhost") in NEAR:
        st.caption(say("briefing.link.near"))


page(session.view())
