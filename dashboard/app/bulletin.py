"""What changed since a day of the reader's choice, in short, and the whole of it to take along."""

import os
from datetime import date, timedelta
from functools import partial

import streamlit as st

from dashboard import bulletins
from dashboard.app import parts, session
from dashboard.app.session import View
from dashboard.digests import Digest, Entry, Group, digest
from dashboard.model import Catalog
from dashboard.sentences.digest import finding, group_title, line
from dashboard.theme import SIGNS
from dashboard.values import Unfit, add_months, parse_day

KEY = "since"
SHORT = 5
"""Entries shown of each group; all of them are in the files to take along."""
FROM = date(2000, 1, 1)
"""The first day that the calendar offers; the address takes any."""


def since_when(here: View) -> date:
    """Return the day that the address names, or a year before; a later one is not understood."""
    usual = add_months(here.as_of, -12)
    written = st.query_params.get(KEY)
    if written is None:
        return usual
    try:
        day = parse_day(written).last
    except Unfit:
        day = date.max
    if day <= here.as_of:
        return day
    here.ignored.append(KEY)
    return usual


def panel(here: View, since: date) -> None:
    """Draw the changes since a day, folded unless the address asks for them."""
    label = here.say("digest.panel")
    is_asked = KEY in st.query_params
    with st.expander(label, key="fold-digest", expanded=is_asked, on_change="rerun") as fold:
        if fold.open:
            _draw(here, since)


@st.cache_resource(show_spinner=False, max_entries=24)
def _digest(version: int, since: date, as_of: date, _catalog: Catalog) -> Digest:  # noqa: ARG001
    return digest(_catalog, since, as_of)


def _draw(here: View, since: date) -> None:
    found = _digest(here.version, since, here.as_of, here.catalog)
    _choose(here, since)
    st.markdown(f"**{parts.safe(finding(found, here.say))}**")
    with st.container(horizontal=True):
        _download(here, found, "md", "text/markdown")
        _download(here, found, "html", "text/html")
    st.caption(here.say("digest.note"))
    for group, entries in found.groups.items():
        if entries:
            _group(here, found, group, entries)
    none = [
        group_title(found, group, here.say) for group, given in found.groups.items() if not given
    ]
    if none:
        st.caption(here.say("list.dot").join(none))


def _choose(here: View, since: date) -> None:
    """Draw the choice of the day: a calendar, and the days at which offices look back."""
    say, as_of = here.say, here.as_of
    usual = add_months(as_of, -12)
    quarter = date(as_of.year, (as_of.month - 1) // 3 * 3 + 1, 1) - timedelta(days=1)
    telling = {"year": usual, "year-end": date(as_of.year - 1, 12, 31), "quarter-end": quarter}
    st.session_state[KEY] = since
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.date_input(
            say("digest.since"),
            key=KEY,
            format="YYYY-MM-DD",
            min_value=min(since, FROM),
            max_value=as_of,
            on_change=session.write(KEY),
            width=170,
        )
        for day, key in {day: key for key, day in telling.items()}.items():
            label = say(f"digest.since.{key}", day=day.isoformat())
            st.button(label, key=f"since-{key}", type="tertiary", on_click=partial(_show, day))


def _show(day: date) -> None:
    st.query_params[KEY] = day.isoformat()


def _group(here: View, found: Digest, group: Group, entries: tuple[Entry, ...]) -> None:
    title = group_title(found, group, here.say)
    st.markdown(f"**{parts.safe(title)}**")
    rows = [_row(here, entry) for entry in entries[:SHORT]]
    parts.table(rows, title, header=False)
    if len(entries) > SHORT:
        st.caption(here.say("digest.rest", n=len(entries) - SHORT))


def _row(here: View, entry: Entry) -> dict[str, str]:
    """Return one entry as a row: when, whose, what, who said so."""
    say, said = here.say, line(here.catalog, entry, here.say)
    names = say.listed(parts.commitment_link(here, one) for one, _ in said.names)
    badges = " →\u00a0".join(_badge(here, key) for key in said.signs)
    whose = "  \n".join(filter(None, (names, badges)))
    source = here.catalog.sources[entry.said.source]
    cited = parts.cite(here, source, entry.said.published, entry.said.grade)
    words = parts.safe(said.words)
    if here.compact:
        lines = (f":gray[{said.day}] {whose}", words, f":small[{cited}]")
        return {say("column.what"): "  \n".join(lines)}
    return {
        say("column.day"): f":gray[{parts.day(said.day)}]",
        say("column.commitment"): whose,
        say("column.what"): words,
        say("column.said-by"): f":small[{cited}]",
    }


def _badge(here: View, key: str) -> str:
    sign = SIGNS[key]
    return f":{sign.hue}-badge[{sign.glyph} {here.say(f'status.{key}')}]"


def _download(here: View, found: Digest, kind: str, mime: str) -> None:
    """Draw a button that hands out the whole digest, written only when it is asked for."""
    written = bulletins.as_html if kind == "html" else bulletins.as_markdown
    base = os.environ.get("DASHBOARD_PUBLIC_URL", "")
    st.download_button(
        here.say(f"digest.{kind}"),
        data=lambda: written(here.catalog, found, here.say, base).encode(),
        file_name=f"digest-{found.since}-{found.as_of}.{kind}",
        mime=mime,
        on_click="ignore",
        key=f"digest-{kind}",
    )
