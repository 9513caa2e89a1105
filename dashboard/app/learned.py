"""Who learned what: the matrix of reforms by area, one click from every date to its proof."""

from collections.abc import Collection, Iterator, Sequence
from urllib.parse import urlencode

import streamlit as st

from dashboard.app import parts, session
from dashboard.app.session import View
from dashboard.frames import learned as frames
from dashboard.frames.learned import Cell, Row, Step
from dashboard.model import JOINT
from dashboard.sentences import learned as sentences
from dashboard.sentences.commitment import area_name, name_of

ANCHOR = "learned"
"""Where the section stands in the page: `/compare#learned`."""
FEW = 4
"""Up to so many areas have a column each; with more they are rows."""
ACROSS = 5
"""Reforms side by side where areas are rows."""
HUES = {"adopted": "green", "widened": "green", "renewed": "green", "ended": "gray"}


def section(here: View) -> None:
    """Draw the matrix, its finding above, and the table to take along; nothing without reforms."""
    rows = frames.matrix(here.catalog, here.as_of)
    if not rows or len(rows[0].cells) < 2:  # noqa: PLR2004 - nobody to learn from
        return
    say = here.say
    st.subheader(say("learned.title"), anchor=ANCHOR)
    st.markdown(f"**{parts.safe(sentences.headline(rows, say))}**")
    st.caption(parts.safe(sentences.caption(rows, say)))
    if here.compact:
        cards(here, rows)
    elif len(rows[0].cells) <= FEW:
        parts.table([row_of(here, row) for row in rows], sentences.alt(rows, say))
    else:
        by_area(here, rows)
    parts.download(
        here, "learned", lambda: frames.table(rows, here.language), say("learned.download")
    )


def between(here: View, commitments: Collection[str]) -> str:
    """Return how far areas lie apart in the reforms that commitments are versions of."""
    said = [
        f"{parts.safe(row.name(here.language))}{here.say('learned.colon')}"
        f"{parts.safe(sentences.verdict(row, here.say))}"
        for row in frames.matrix(here.catalog, here.as_of)
        if set(row.commitments) & set(commitments)
    ]
    return here.say("list.dot").join([*said, link(here)]) if said else ""


def link(here: View) -> str:
    """Return a link to the matrix in markdown, which opens beside this page."""
    query = urlencode(session.keep(here), doseq=True)
    address = f"compare?{query}" if query else "compare"
    return f"[{here.say('learned.matrix')}]({address}#{ANCHOR})"


def row_of(here: View, row: Row) -> dict[str, str]:
    """Return a reform as a row: a column an area, and the lag."""
    say = here.say
    found = {say("learned.column.reform"): name(here, row)}
    for cell in row.cells:
        found[parts.safe(cell.area.name(here.language))] = "  \n".join(lines(here, cell))
    found[say("learned.column.lag")] = parts.safe(sentences.verdict(row, say))
    return found


def name(here: View, row: Row) -> str:
    """Return a reform's name, and below it the commitments that are versions of it."""
    own = row.name(here.language)
    links = [parts.commitment_link(here, one) for one in row.commitments]
    if [name_of(here.catalog.commitments[one], here.language) for one in row.commitments] == [own]:
        return f"**{links[0]}**"
    below = f"  \n:small[{here.say.listed(links)}]" if links else ""
    return f"**{parts.safe(own)}**{below}"


def lines(here: View, cell: Cell) -> Iterator[str]:
    """Yield what an area did, a line a report; of a gap, that nothing was found."""
    if not cell.steps:
        yield f":gray-badge[{here.say('learned.mark.none')}]"
        area = parts.safe(cell.area.name(here.language))
        yield f":small[:gray[{here.say('learned.none-in', area=area)}]]"
    for step in cell.steps:
        yield line(here, cell, step)


def line(here: View, cell: Cell, step: Step) -> str:
    """Return one report: its sign, its day, what it says, who said so."""
    what = f"{parts.safe(step.what(here.language))} · {proof(here, step)}"
    if step is not cell.adopted:
        return f":small[{badge(here, step)} {parts.day(step.day)} {what}]"
    who = parts.safe(area_name(here.catalog, JOINT, here.language)) if cell.is_joint else ""
    return f"{badge(here, step)} **{parts.day(step.day)}** {who}  \n:small[{what}]"


def badge(here: View, step: Step) -> str:
    """Return what a report shows as markdown: sign, word and colour together."""
    return f":{HUES[step.shows]}-badge[{sentences.mark(step, here.say)}]"


def proof(here: View, step: Step) -> str:
    """Return who said so as a link."""
    return parts.source_link(here, here.catalog.sources[step.source])


def cards(here: View, rows: Sequence[Row]) -> None:
    """Draw a card for each reform, as a phone has room for; many areas fold."""
    for row in rows:
        with st.container(border=True, gap="small"):
            st.markdown(name(here, row))
            if row.is_joint:
                st.markdown("  \n".join(lines(here, row.found[0])))
            elif len(row.cells) <= FEW:
                for cell in row.cells:
                    area = parts.safe(cell.area.name(here.language))
                    st.markdown("  \n".join((f"**{area}**", *lines(here, cell))))
                st.markdown(parts.safe(sentences.verdict(row, here.say)))
            else:
                many(here, row)


def many(here: View, row: Row) -> None:
    """Draw the areas of a reform in order of time, and those without a report in one line."""
    say = here.say
    found = row.found
    for cell in found[:1]:
        st.markdown(short(here, cell, named=True))
    if found[1:]:
        with st.expander(say("overview.more", n=len(found) - 1)):
            st.markdown("  \n".join(short(here, cell, named=True) for cell in found[1:]))
    rest = [cell.area.name(here.language) for cell in row.cells if not cell.steps]
    if rest:
        st.caption(parts.safe(say("learned.none-in.many", areas=say.listed(rest))))


def by_area(here: View, rows: Sequence[Row]) -> None:
    """Draw a row for each area and a column for each reform, so many side by side."""
    say = here.say
    pages = range(0, len(rows), ACROSS)
    for number, start in enumerate(pages, start=1):
        shown = rows[start : start + ACROSS]
        heading = say("learned.title")
        if len(pages) > 1:
            heading = say("learned.part", title=heading, part=f"{number}/{len(pages)}")
        table = [
            {
                say("column.area"): f"**{parts.safe(cells[0].area.name(here.language))}**",
                **{
                    parts.safe(row.name(here.language)): short(here, cell)
                    for row, cell in zip(shown, cells, strict=True)
                },
            }
            for cells in zip(*(row.cells for row in shown), strict=True)
        ]
        parts.table(table, heading)


def short(here: View, cell: Cell, *, named: bool = False) -> str:
    """Return a cell in two lines: sign, day and proof, then the lag."""
    say = here.say
    step = cell.adopted
    area = f"**{parts.safe(cell.area.name(here.language))}** " if named else ""
    if step is None:
        return f"{area}:gray-badge[{say('learned.mark.none')}]"
    lag = sentences.short_lag(cell, say)
    if cell.ended:
        lag = f"{lag} {badge(here, cell.ended)} {parts.day(cell.ended.day)}".strip()
    day = f"{parts.day(step.day)} {proof(here, step)}"
    return f"{area}{badge(here, step)} {day}" + (f"  \n:small[{lag}]" if lag else "")
