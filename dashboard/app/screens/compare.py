"""对比: one indicator of all areas, through a lens that says what it shows."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard import listings
from dashboard.app import areas, catching_up, figures_table, learned, listing, parts, past, session
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.assessment import Verdict
from dashboard.figures.compare import lines
from dashboard.figures.ratios import ratio
from dashboard.frames.catching_up import Chase, chase_of
from dashboard.frames.compare import LENSES, Lens, lens_index
from dashboard.frames.figures import indicators_compared
from dashboard.frames.ratios import Ratio, ratios_of
from dashboard.frames.refusals import FIGURES, Refusal, Unlike, instead_of, refusals_of
from dashboard.links import links
from dashboard.model import Catalog, Indicator
from dashboard.sentences import catching_up as catching
from dashboard.sentences import compare as sentences
from dashboard.sentences.commitment import one_line
from dashboard.sentences.compare import ratio_name, times
from dashboard.sentences.compare_alt import (
    alt,
    ratio_alt,
    ratio_heading,
    signs,
)
from dashboard.sentences.periods import period_words

PAIR = 2
PROMISES = 4


def page(here: View) -> None:
    """Draw the indicator and the lens that the address names."""
    offered = indicators_compared(here.catalog, here.as_of)
    if not offered:
        parts.title(here, here.say("compare.none"))
        return
    default = first(here, offered)
    indicator = session.one("indicator", here.catalog.indicators, default, here.ignored)
    one_sided = "" if indicator in offered else indicator
    if one_sided:
        indicator = default
    lenses = {key: make(here.catalog, indicator, here.as_of) for key, make in LENSES.items()}
    lens = lenses[session.one("lens", LENSES, "absolute", here.ignored)]
    if not lens.is_given:
        lens = lenses["absolute"]
    if session.one("show", (FIGURES,), "", here.ignored):
        st.session_state.setdefault(f"fold-{indicator}", True)
    chase = chase_of(lens if lens.id == "per-head" else lenses["absolute"])
    if one_sided:
        elsewhere(here, one_sided)
    parts.title(here, catching.lens_headline(lens, chase, here.say), caption(here, lens))
    with st.container(horizontal=True, vertical_alignment="top"):
        choose_indicator(here, offered, default, indicator)
        choose_lens(here, lenses, lens)
        areas.choose(here)
    if ("indicator", indicator) in here.reading.kept:
        st.caption(here.say("commitment.kept"))
    left, right = parts.beside(here, [7, 4])
    with left:
        chart(here, lens, chase)
        if len(lens.areas) >= PAIR:
            refusals(here, lenses, lens, chase)
    with right:
        beside(here, chase)
    learned.section(here)


def elsewhere(here: View, indicator: str) -> None:
    """Say that no city has figures of its own of an indicator that exists, and where to read on."""
    measure = here.catalog.indicators[indicator]
    st.caption(parts.safe(here.say("compare.one-sided", name=measure.name(here.language))))
    figures_table.expander(here, measure)
    for commitment in here.catalog.commitments.values():
        if any(
            link.kind == "indicator" and link.id == indicator
            for link in links(commitment, frozenset())
        ):
            listing.link(here, commitment.id)


def first(here: View, offered: tuple[str, ...]) -> str:
    """Return the indicator shown first: the first that all areas have whole figures for."""
    for identity in offered:
        if lens_index(here.catalog, identity, here.as_of).is_given:
            return identity
    return offered[0]


def caption(here: View, lens: Lens) -> str:
    """Return the indicator's name and definition."""
    words = [lens.indicator.name(here.language), lens.indicator.definition(here.language)]
    return here.say("list.dot").join(parts.safe(item) for item in words)


def choose_indicator(here: View, offered: tuple[str, ...], default: str, indicator: str) -> None:
    """Draw the choice of indicator; it writes itself into the address."""
    st.session_state["indicator"] = indicator
    st.selectbox(
        here.say("compare.indicator"),
        list(offered),
        key="indicator",
        format_func=lambda item: here.catalog.indicators[item].name(here.language),
        width=340,
        on_change=session.write("indicator", drop=default),
    )


def choose_lens(here: View, lenses: Mapping[str, Lens], lens: Lens) -> None:
    """Draw the choice among the lenses that can be had."""
    given = [key for key, item in lenses.items() if item.is_given]
    st.session_state["lens"] = lens.id
    st.segmented_control(
        here.say("compare.lens"),
        given or [lens.id],
        key="lens",
        format_func=lambda key: here.say(f"compare.lens.{key}"),
        required=True,
        on_change=session.write("lens", drop="absolute"),
    )


def chart(here: View, lens: Lens, chase: Chase) -> None:
    """Draw the finding of the lens, the chart, its signs, its sources and its table."""
    say = here.say
    found = sentences.chart_finding(lens, say)
    newest = sorted(lens.points, key=lambda point: point.x, reverse=True)
    drawn = [source for point in newest if point.is_used for source in point.sources]
    drawn += [aim.source for aim in lens.aims]
    if lens.id == chase.lens.id:
        st.markdown(f"**{parts.safe(found)}**")
    if len(lens.areas) >= PAIR:
        st.caption(parts.safe(catching.lens_line(lens, say)))
    level = chase.pursuits[0] if lens is chase.lens and len(chase.pursuits) == 1 else None
    parts.chart(
        here,
        "lines",
        lambda: lines(lens, look=here.look, say=say, compact=here.compact, pursuit=level),
        Words(alt(lens, say), found, drawn),
        of=f"{lens.indicator.id}-{lens.id}",
    )
    if shown := signs(lens, say):
        st.caption(parts.safe(say("list.dot").join(shown)))
    parts.source_line(here, drawn, most=2, name="lines")
    counterparts(here, lens)
    if lens.indicator.note:
        st.caption(parts.safe(lens.indicator.note(here.language)))
    figures_table.expander(here, lens.indicator)
    population = here.catalog.frame.population
    if lens.id == "per-head" and population:
        figures_table.expander(here, here.catalog.indicators[population])


def counterparts(here: View, lens: Lens) -> None:
    """Name the figures per head that were published beside those worked out, and the other way."""
    for identity in lens.indicator.compare_with:
        other = here.catalog.indicators[identity]
        if lens.id == "per-head" and other.unit == lens.unit.id:
            key, choice = "published", "absolute"
        elif lens.id == "absolute" and _is_per_head(here, identity, lens):
            key, choice = "derived", "per-head"
        else:
            continue
        words = here.say(f"compare.counterpart.{key}", name=other.name(here.language))
        listing.jump(parts.safe(words), f"counterpart-{identity}", indicator=identity, lens=choice)


def _is_per_head(here: View, identity: str, lens: Lens) -> bool:
    derived = LENSES["per-head"](here.catalog, identity, here.as_of)
    return derived.is_given and derived.unit.id == lens.unit.id


def refusals(here: View, lenses: Mapping[str, Lens], lens: Lens, chase: Chase) -> None:
    """Say what shares no axis and which lenses cannot be had, why, and what can be shown.

    Unfolded where nothing could be compared, for then it is the answer.
    """
    say = here.say
    kept = refusals_of(here.catalog, lens.indicator.id, here.as_of)
    missing = [item for item in lenses.values() if not item.is_given]
    if not kept and not missing:
        return
    is_answer = bool(kept) and not any(item.pairs for item in chase.pursuits)
    heading = say("catching.unlike.heading", n=len(kept) + len(missing))
    said = [catching.refused(item, say) for item in kept]
    said += [catching.lens_refusal(item, say) for item in missing]
    with st.expander(heading, expanded=is_answer):
        st.markdown("  \n".join(f":small[○ {parts.safe(words)}]" for words in said))
        with st.container(horizontal=True):
            offers(here, kept, lens.indicator)
            found = (instead_of(lenses, item.id, lens.id) for item in missing)
            for key in dict.fromkeys(filter(None, found)):
                name = say("catching.instead.lens", name=say(f"compare.lens.{key}"))
                listing.jump(parts.safe(name), f"instead-{key}", lens=key)


def offers(here: View, kept: Sequence[Refusal], indicator: Indicator) -> None:
    """Draw what can be shown instead, once each, as links that keep the rest of the address."""
    say = here.say
    for identity in dict.fromkeys(item.indicator for item in kept if item.indicator):
        name = here.catalog.indicators[identity].name(here.language)
        words = parts.safe(say("catching.instead.indicator", name=name))
        listing.jump(words, f"instead-{identity}", indicator=identity)
    if any(item.periods or item.unlike in {Unlike.TERRITORY, Unlike.KIND} for item in kept):
        words = say("catching.instead.figures")
        st.button(
            words, type="tertiary", key="instead-figures", on_click=partial(unfold, indicator.id)
        )


def unfold(indicator: str) -> None:
    """Open the table of figures, and say so in the address."""
    st.query_params["show"] = FIGURES
    st.session_state[f"fold-{indicator}"] = True


def beside(here: View, chase: Chase) -> None:
    """Draw what is related: who catches up with whom, the targets, all ratios.

    One area alone catches up with nobody, and has no ratios.
    """
    say, lens = here.say, chase.lens
    if len(lens.areas) < PAIR:
        promised(here, lens)
        return
    catching_up.panel(here, chase)
    promised(here, lens)
    rows = ratios(here.version, here.as_of, here.catalog)
    told = ratio_heading(rows, say)
    sources = [source for row in rows for source in row.sources]
    st.markdown(f"**{parts.safe(told)}**")
    parts.chart(
        here,
        "ratios",
        lambda: ratio(rows, areas=lens.areas, look=here.look, say=say, compact=here.compact),
        Words(ratio_alt(rows, say), told, sources),
    )
    parts.source_line(here, sources, most=2, name="ratios")
    heading = say("compare.ratio.table")
    table = partial(parts.table, [ratio_row(here, row) for row in rows], heading)
    parts.folded(heading, "ratios", table)
    parts.download(here, "ratios", lambda: listings.ratios_table(rows, say), say("take.ratios"))


@st.cache_resource(show_spinner=False, max_entries=24)
def ratios(version: int, as_of: date, _catalog: Catalog) -> tuple[Ratio, ...]:  # noqa: ARG001
    """Return all ratios, worked out once for all viewers: they are the same beside each figure."""
    return ratios_of(_catalog, as_of)


def promised(here: View, lens: Lens) -> None:
    """Draw the targets that were set for this measure or one beside it."""
    measures = {lens.indicator.id, *lens.indicator.compare_with}
    found = [
        verdict
        for identity, verdict in here.verdicts.items()
        if getattr(here.catalog.commitments[identity], "indicator", None) in measures
    ]
    if found:
        with st.container(border=True):
            st.markdown(f"**{here.say('compare.promised')}**")
            promises(here, found[:PROMISES])
            if rest := found[PROMISES:]:
                more = here.say("overview.more", n=len(rest))
                parts.folded(more, "promised", lambda: promises(here, rest))


def promises(here: View, verdicts: Sequence[Verdict]) -> None:
    """Draw targets with where they stand."""
    for verdict in verdicts:
        listing.link(here, verdict.id)
        line = one_line(here.catalog, here.catalog.commitments[verdict.id], verdict, here.say)
        if shadow := past.shadow_line(here, verdict.id):
            line = here.say("past.join").join((line, shadow))
        st.markdown(f"{parts.badge(here, verdict)} :small[{parts.safe(line)}]")


def ratio_row(here: View, row: Ratio) -> dict[str, str]:
    """Return one ratio with the two figures behind it."""
    say, language = here.say, here.language
    return {
        say("column.indicator"): parts.safe(ratio_name(row, say)),
        say("column.period"): parts.safe(period_words(row.period, say)),
        say("column.figures"): parts.safe(
            say.listed(
                f"{name(language)} {say.number(value, row.decimals)}"
                for name, value in (
                    (row.larger_name, row.larger_value),
                    (row.smaller_name, row.smaller_value),
                )
            )
        ),
        say("column.ratio"): times(row.ratio, say),
        say("column.said-by"): say.listed(
            parts.cite(here, here.catalog.sources[source]) for source in dict.fromkeys(row.sources)
        ),
    }


page(session.view())
