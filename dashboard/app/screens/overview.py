"""总览: how many promises are kept, late, unknown; what changed; what comes; what is missing."""

import pandas as pd
import streamlit as st

from dashboard import changes, listings
from dashboard.app import bulletin, listing, parts, proofs, session
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.assessment import Reason
from dashboard.digests import Tone, tone
from dashboard.figures.matrix import matrix as matrix_figure
from dashboard.figures.unitbar import unit_bar
from dashboard.frames import overview as frames
from dashboard.registers import missing_table, register
from dashboard.sentences import overview as sentences
from dashboard.sentences.commitment import by_words, change_words
from dashboard.sentences.status import status_key
from dashboard.theme import SIGNS

RECENT, NEXT, LACKING = 6, 6, 5
HUES = {Tone.WORSE: "red", Tone.BETTER: "green", Tone.OTHER: "gray"}


def page(here: View) -> None:
    """Draw the overview."""
    frame = frames.statuses(here.catalog, here.verdicts, language=here.language)
    since = bulletin.since_when(here)
    headline = sentences.headline(here.catalog, here.verdicts, here.say, here.shadows)
    parts.title(here, headline, caption(here))
    opened = parts.chosen_id(
        here,
        "unit-bar",
        lambda: unit_bar(frame, look=here.look, say=here.say, compact=here.compact),
        Words(sentences.alt_unit_bar(frame, here.say), headline),
    )
    if here.compact:
        listing.grouped(here, here.verdicts, switch=True)
    else:
        opened = matrix(here, frame, headline) or opened
    if opened:
        st.switch_page("screens/commitment.py", query_params=session.keep(here, id=opened))
    st.caption(source_note(here))
    proofs.of_verdicts(here, here.verdicts.values())
    left, right = parts.beside(here, [1, 1])
    with left:
        recent(here)
    with right:
        ahead(here)
    bulletin.panel(here, since)
    lacking(here)
    if not here.compact:
        with st.expander(here.say("overview.all", n=len(here.verdicts))):
            listing.grouped(here, here.verdicts)
    parts.download(
        here,
        "register",
        lambda: register(here.catalog, here.verdicts, here.say, here.shadows),
        here.say("take.register"),
    )


def caption(here: View) -> str:
    """Return the scope, the day of the newest evidence and its age, and how to read the signs."""
    facts = [verdict.evidence[0] for verdict in here.verdicts.values() if verdict.evidence]
    newest = max((fact.last for fact in facts if fact.last <= here.as_of), default=None)
    pieces = [parts.safe(here.catalog.frame.scope(here.language))]
    if newest:
        days = (here.as_of - newest).days
        age = here.say.number(days)
        pieces.append(here.say("overview.evidence", day=newest.isoformat(), days=age))
    pieces.append(here.say("overview.reading-aid"))
    return here.say("list.dot").join(pieces)


def matrix(here: View, frame: pd.DataFrame, headline: str) -> str | None:
    """Draw the two banks; return the id of the commitment whose sign was clicked."""
    cells = frames.matrix_cells(here.catalog, frame, language=here.language)
    return parts.chosen_id(
        here,
        "matrix",
        lambda: matrix_figure(cells, look=here.look, say=here.say),
        Words(sentences.alt_matrix(cells, here.say), headline),
    )


def source_note(here: View) -> str:
    """Return where the figures come from, and how many results are not known."""
    passed = sum(
        verdict.reason == Reason.DEADLINE_PASSED_UNREPORTED for verdict in here.verdicts.values()
    )
    pieces = [
        here.say("overview.passed", n=passed) if passed else "",
        here.say("overview.sources"),
        here.say("source.as-of", day=here.as_of.isoformat()),
    ]
    return here.say("list.dot").join(piece for piece in pieces if piece)


def recent(here: View) -> None:
    """List what became known and what turned, the newest first."""
    say = here.say
    st.subheader(say("overview.recent"), anchor=False)
    found = changes.recent(here.catalog, here.verdicts, here.as_of)
    rows = [change_row(here, change) for change in found[: RECENT * 4]]
    if not rows:
        st.caption(say("overview.recent.none"))
    parts.table(rows[:RECENT], say("overview.recent"), header=False)
    parts.rest(here, rows[RECENT:], say("overview.recent"), header=False)
    parts.download(
        here,
        "changes",
        lambda: listings.changes_table(here.catalog, found, say),
        say("take.changes"),
    )


def change_row(here: View, change: changes.Change) -> dict[str, str]:
    """Return one change as a row: when, what, and a badge."""
    say = here.say
    said = change.item.said.text if change.item and change.item.said else change.day.isoformat()
    link = parts.commitment_link(here, change.commitment)
    words = f"{link} {parts.safe(change_words(here.catalog, change, say))}"
    if change.item:
        source = here.catalog.sources[change.item.source]
        words += f" :small[{parts.source_link(here, source)}]"
    badge = change_badge(here, change)
    if here.compact:
        return {say("column.what"): f"{words}  \n:small[:gray[{said}] {badge}]"}
    return {
        say("column.day"): f":gray[{parts.day(said)}]",
        say("column.what"): words,
        say("column.change"): badge,
    }


def change_badge(here: View, change: changes.Change) -> str:
    """Return the badge of a change: of a turn the two signs, red if for the worse."""
    if change.kind == "status" and change.before and change.after:
        keys = [
            status_key(item.status, late=item.is_late).removeprefix("status.")
            for item in (change.before, change.after)
        ]
        hue = HUES[tone(change.before, change.after)]
        return f":{hue}-badge[{SIGNS[keys[0]].glyph} → {SIGNS[keys[1]].glyph}]"
    hue = "red" if change.kind == "replanned" else "gray"
    return f":{hue}-badge[{here.say(f'change.kind.{change.kind}')}]"


def ahead(here: View) -> None:
    """List the planned dates that lie ahead, the nearest first."""
    say = here.say
    st.subheader(say("overview.next"), anchor=False)
    nodes = changes.next_nodes(here.catalog, here.verdicts)
    if not nodes:
        st.caption(say("overview.next.none"))
    rows = [node_row(here, node) for node in nodes[:NEXT]]
    parts.table(rows, say("overview.next"), header=False)
    parts.download(
        here, "nodes", lambda: listings.nodes_table(here.catalog, nodes, say), say("take.nodes")
    )


def node_row(here: View, node: changes.NextNode) -> dict[str, str]:
    """Return one planned date as a row: when, how soon, what, who promised it."""
    say = here.say
    commitment = here.catalog.commitments[node.commitment]
    link, what = parts.commitment_link(here, node.commitment), node.what(here.language)
    if what == commitment.title(here.language):
        words = say("overview.node-due", name=link)
    else:
        words = say("overview.node", name=link, what=parts.safe(what))
    exact = node.day.first == node.day.last
    key = "overview.in-days" if exact else "overview.within-days"
    soon = parts.unbroken(say(key, n=(node.day.last - here.as_of).days))
    by = parts.unbroken(by_words(here.catalog, commitment, say))
    words += f" :small[{parts.source_link(here, here.catalog.sources[node.source])}]"
    if here.compact:
        words = f"**{node.day.text}** {words}"
        return {say("column.what"): f"{words}  \n:small[:gray[{soon} · {parts.safe(by)}]]"}
    return {
        say("column.day"): f"**{parts.day(node.day.text)}**",
        say("column.in"): f":gray[{soon}]",
        say("column.what"): words,
        say("column.by"): f":gray[{parts.safe(by)}]",
    }


def lacking(here: View) -> None:
    """List what would settle the commitments that cannot be judged, and whom to ask."""
    say = here.say
    found = changes.missing(here.catalog, here.verdicts)
    if not found:
        return
    heading = say("overview.missing", n=len(found))
    with st.container(horizontal=True, vertical_alignment="center"):
        st.subheader(heading, anchor=False, width="stretch")
        parts.download(
            here,
            "missing",
            lambda: missing_table(here.catalog, found, say),
            say("overview.missing.download"),
        )
    st.caption(say("overview.missing.note"))
    rows = [lacking_row(here, item) for item in found]
    parts.table(rows[:LACKING], heading)
    parts.rest(here, rows[LACKING:], heading)


def lacking_row(here: View, item: changes.Missing) -> dict[str, str]:
    """Return one commitment that cannot be judged as a row."""
    say, language = here.say, here.language
    name = parts.commitment_link(here, item.commitment)
    what = parts.safe(item.what(language) if item.what else say("overview.missing.unnamed"))
    office = parts.safe(item.office(language) if item.office else say("overview.missing.no-office"))
    badge = parts.badge(here, item.verdict)
    if here.compact:
        return {say("column.missing"): f"{badge} **{name}**  \n{what}  \n:gray[{office}]"}
    return {
        say("column.commitment"): f"{badge} {name}",
        say("column.missing"): what,
        say("column.ask"): office,
    }


page(session.view())
