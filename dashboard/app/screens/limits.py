"""The page of limits: who set which, step by step, and what was measured, kept apart."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard import listings
from dashboard.app import areas, figures_table, learned, listing, parts, proofs, session
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.citations import Citation, citations
from dashboard.figures.limits import staircase
from dashboard.frames.limits import Panel, Tread, limit_panels
from dashboard.frames.schemes import Scheme, schemes
from dashboard.sentences import limits as sentences

ACROSS = 3
FEW = 3
"""Up to so many areas stand below each other in one panel."""
STEPS = 12


def page(here: View) -> None:
    """Draw a staircase for each measure, the table, and the commitments behind them."""
    say = here.say
    panels = limit_panels(here.catalog, here.as_of)
    if not panels:
        parts.title(here, say("limits.none"))
        return
    parts.title(here, sentences.headline(panels, say), sentences.caption(panels, say))
    if len(panels[0].rows) > FEW:
        areas.choose(here)
        for panel in panels:
            many(here, panel)
    else:
        few(here, panels)
    parts.source_line(here, cited(panels), say("limits.mean"), most=3, name="limits")
    proofs.of_uses(here, "limits", list(limits_of(here, panels)), say("proofs.limits"))
    steps(here, panels)
    apart(here, panels)
    parts.download(
        here,
        "limits",
        lambda: listings.limits_table(here.catalog, panels, say),
        say("take.limits"),
    )
    st.subheader(say("limits.commitments"), anchor=False)
    promised = [
        verdict
        for identity, verdict in here.verdicts.items()
        if here.catalog.commitments[identity].kind == "limits"
    ]
    listing.rows(here, promised[:STEPS], badges=True)
    if rest := promised[STEPS:]:
        more = say("overview.more", n=len(rest))
        parts.folded(more, "promised", lambda: listing.rows(here, rest, badges=True))
    for panel in panels:
        figures_table.expander(here, panel.indicator)


def few(here: View, panels: tuple[Panel, ...]) -> None:
    """Draw the measures of a few areas beside each other."""
    for start in range(0, len(panels), ACROSS):
        shown = panels[start : start + ACROSS]
        for column, panel in zip(st.columns(ACROSS, gap="medium"), shown, strict=False):
            with column:
                stairs(here, panel, first=panel is shown[0])


def many(here: View, panel: Panel) -> None:
    """Draw one measure of many areas: those followed first, the rest folded."""
    say, chosen = here.say, here.look.chosen
    st.markdown(f"**{parts.safe(sentences.name_of(panel, say))}**")
    rows = tuple(sorted(panel.rows, key=lambda row: row.area.id not in chosen))
    shown = ACROSS if here.compact else 2 * ACROSS
    key = f"staircase-{panel.indicator.id}"
    grid(here, replace(panel, rows=rows[:shown], whole=panel), key)
    rest = replace(panel, rows=rows[shown:], whole=panel)
    if rest.rows:
        more = say("limits.more", n=len(rest.rows))
        parts.folded(more, key, lambda: grid(here, rest, f"{key}-rest"))


def grid(here: View, panel: Panel, name: str) -> None:
    """Draw the rows of one measure beside and below each other, read row by row."""
    columns = 1 if here.compact else ACROSS
    for index, (column, part) in enumerate(
        zip(st.columns(columns, gap="medium"), panel.split(columns), strict=False)
    ):
        with column:
            parts.chart(
                here,
                f"{name}-{index}",
                partial(
                    staircase,
                    part,
                    look=here.look,
                    say=here.say,
                    first=index == 0,
                    compact=here.compact,
                ),
                Words(
                    sentences.alt(part, here.say),
                    sentences.name_of(panel, here.say),
                    cited((part,)),
                ),
            )


def stairs(here: View, panel: Panel, *, first: bool) -> None:
    """Draw one measure: its limits from step to step, and its measurements."""
    say = here.say
    name, steps = sentences.name_of(panel, say), sentences.steps(panel, say)
    st.markdown(f"**{parts.safe(name)}** {parts.safe(steps)}")
    parts.chart(
        here,
        f"staircase-{panel.indicator.id}",
        lambda: staircase(panel, look=here.look, say=say, first=first, compact=here.compact),
        Words(sentences.alt(panel, say), f"{name} {steps}", cited((panel,))),
    )


def cited(panels: tuple[Panel, ...]) -> list[str]:
    """Return the sources of all limits and measurements, those of limits first."""
    rows = [row for panel in panels for row in panel.rows]
    limits = [tread.source for row in rows for tread in row.treads]
    return limits + [dot.point.source for row in rows for dot in row.dots]


def limits_of(here: View, panels: tuple[Panel, ...]) -> Iterator[Citation]:
    """Yield where each limit that is drawn was set, and where it was reported as met."""
    treads = [tread for panel in panels for row in panel.rows for tread in row.treads]
    drawn = {panel.indicator.id for panel in panels} | {tread.commitment for tread in treads}
    for use in citations(here.catalog):
        if use.what in {"limit", "outside-limit", "reported-met"} and use.id in drawn:
            yield use


def steps(here: View, panels: tuple[Panel, ...]) -> None:
    """Draw who set each step, when and for whom, and how far the areas lie apart."""
    say = here.say
    heading = say("limits.schemes")
    st.subheader(heading, anchor=False)
    names = say("list.dot").join(sentences.name_of(panel, say) for panel in panels)
    rows = [step_row(here, found, panels, names) for found in schemes(panels)]
    parts.table(rows[:STEPS], heading)
    parts.rest(here, rows[STEPS:], heading)
    words = learned.between(here, {tread.commitment for tread in treads_of(panels)})
    if words:
        parts.note(words)


def step_row(here: View, found: Scheme, panels: tuple[Panel, ...], names: str) -> dict[str, str]:
    """Return one step as a row: its name, for whom, by whom, when, its parts, its proof."""
    say, language = here.say, here.language
    name = parts.safe(sentences.scheme_name(found, say))
    if found.commitment:
        name = parts.commitment_link(here, found.commitment)
    whom, by = parts.safe(found.area.name(language)), parts.safe(found.set_by(language))
    when, levels = sentences.since(found, say), sentences.levels(found, panels, say)
    after = sentences.after(found, say)
    said = say.listed(parts.source_link(here, here.catalog.sources[one]) for one in found.sources)
    if here.compact:
        below = f"{parts.day(when)} · {whom if whom == by else f'{by} → {whom}'}"
        more = f"  \n:gray[{after}]" if after else ""
        return {
            say("limits.schemes.scheme"): f"**{name}**  \n:small[{below}]",
            parts.safe(names): f"{levels}  \n:small[{said}{more}]",
        }
    return {
        say("limits.schemes.scheme"): f"**{name}**",
        say("limits.schemes.for"): whom,
        say("limits.schemes.by"): by,
        say("limits.schemes.when"): parts.day(when),
        parts.safe(names): levels,
        say("limits.schemes.after"): after or "—",
        say("column.said-by"): said,
    }


def treads_of(panels: tuple[Panel, ...]) -> Iterator[Tread]:
    """Yield all steps that are drawn."""
    for panel in panels:
        for row in panel.rows:
            yield from row.treads


def apart(here: View, panels: tuple[Panel, ...]) -> None:
    """Draw the table in which a limit and a measurement never share a column."""
    if here.compact:
        return
    heading = here.say("limits.apart")
    st.subheader(heading, anchor=False)
    is_many = len(panels[0].rows) > FEW
    rows = (sentences.area_rows if is_many else sentences.table_rows)(panels, here.say)
    parts.table(
        [{parts.safe(key): parts.safe(cell) for key, cell in row.items()} for row in rows], heading
    )


page(session.view())
