"""What changed since a day of the reader's choice, in short, and the whole of it to take along."""

import os
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from itertools import accumulate

import streamlit as st

from dashboard import bulletins, listings
from dashboard.app import parts, session
from dashboard.app.session import View
from dashboard.digests import Case, Digest, Entry, Section, chief, digest, sections
from dashboard.model import Catalog
from dashboard.sentences.digest import beside, finding, head, in_short, line, section_title
from dashboard.theme import SIGNS
from dashboard.values import add_months

KEY = "since"
SHORT = 5
"""Lines shown of each section, more for one case that has more; a click unfolds the rest."""
FROM = date(2000, 1, 1)
"""The first day that the calendar offers; the address takes any."""


def since_when(here: View) -> date:
    """Return the day that the address names, or a year before; a later one is not understood."""
    return session.day_until(KEY, here.as_of, add_months(here.as_of, -12), here.ignored)


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
    parts.download(
        here,
        f"digest-{found.since}",
        lambda: listings.digest_table(here.catalog, found, here.say),
        here.say("take.digest"),
        here.say("take.since", day=found.since.isoformat()),
    )
    st.caption(here.say("digest.note"))
    told = sections(found)
    if given := chief(told):
        heading = here.say("digest.chief")
        st.markdown(f"**{heading}**")
        parts.table([_chief(here, case) for case in given], heading, header=False)
    for section, cases in told.items():
        if cases:
            _section(here, section, cases)
    none = [section_title(section, (), here.say) for section in told if not told[section]]
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


def _section(here: View, section: Section, cases: tuple[Case, ...]) -> None:
    """Draw the first cases of a section, whole, and the rest folded; of no commitment, all."""
    title = section_title(section, cases, here.say)
    st.markdown(f"**{parts.safe(title)}**")
    rows = [row for case in cases for row in _rows(here, case)]
    ends = accumulate(len(case.events) for case in cases)
    shown = max(len(cases[0].events), *(end for end in (0, *ends) if end <= SHORT))
    if section == Section.FIGURES:
        shown = 0
    parts.table(rows[:shown], title, header=False)
    parts.rest(here, rows[shown:], title, header=False)


def _rows(here: View, case: Case) -> Iterator[dict[str, str]]:
    """Yield the events of a case as rows, whose it is named in the first: what, who said so."""
    say, whose = here.say, _whose(here, case)
    for entry in case.events:
        said, cited = line(here.catalog, entry, say), _cited(here, entry)
        others = beside(here.catalog, case, entry, say)
        words = parts.safe(say("list.dot").join(filter(None, (said.words, others))))
        if here.compact:
            lines = (whose, f":gray[{said.day}] {words}", f":small[{cited}]")
            yield {say("column.what"): "  \n".join(filter(None, lines))}
        else:
            yield {
                say("column.commitment"): whose,
                say("column.day"): f":gray[{parts.day(said.day)}]",
                say("column.what"): words,
                say("column.said-by"): f":small[{cited}]",
            }
        whose = ""


def _chief(here: View, case: Case) -> dict[str, str]:
    """Return a case in one line."""
    whose, words = _whose(here, case), parts.safe(in_short(here.catalog, case, here.say))
    cited = f":small[{_cited(here, case.events[0])}]"
    if here.compact:
        return {here.say("column.what"): f"{whose}  \n{words}  \n{cited}"}
    return {
        here.say("column.commitment"): whose,
        here.say("column.what"): words,
        here.say("column.said-by"): cited,
    }


def _cited(here: View, entry: Entry) -> str:
    """Return the source of an event as markdown."""
    source = here.catalog.sources[entry.said.source]
    return parts.cite(here, source, entry.said.published, entry.said.grade)


def _whose(here: View, case: Case) -> str:
    """Return the name of a case and its signs; nothing for a figure of no commitment."""
    top = head(here.catalog, case, here.say)
    if top is None:
        return ""
    badges = [f":gray[{top.fresh}]" if top.fresh else "", *(_badge(here, one) for one in top.signs)]
    signs = " →\u00a0".join(filter(None, badges))
    return "  \n".join(filter(None, (parts.commitment_link(here, top.id), signs)))


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
