"""对比: one indicator of all areas, through a lens that says what it shows."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard.app import areas, figures_table, learned, listing, parts, past, session
from dashboard.app.session import View
from dashboard.assessment import Verdict
from dashboard.figures.catching_up import alt as distances_alt
from dashboard.figures.catching_up import distances
from dashboard.figures.compare import lines
from dashboard.figures.ratios import ratio
from dashboard.frames.catching_up import Chase, Pursuit, chase_of
from dashboard.frames.compare import LENSES, Lens, lens_index
from dashboard.frames.figures import indicators_compared
from dashboard.frames.ratios import Ratio, ratios_of
from dashboard.frames.refusals import FIGURES, Refusal, Unlike, instead_of, refusals_of
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
    indicator = session.one("indicator", offered, default, here.ignored)
    lenses = {key: make(here.catalog, indicator, here.as_of) for key, make in LENSES.items()}
    lens = lenses[session.one("lens", LENSES, "absolute", here.ignored)]
    if not lens.is_given:
        lens = lenses["absolute"]
    chase = chase_of(lens if lens.id == "per-head" else lenses["absolute"])
    parts.title(here, catching.headline(chase.lens, chase, here.say), caption(here, lens))
    with st.container(horizontal=True, vertical_alignment="top"):
        choose_indicator(here, offered, default, indicator)
        choose_lens(here, lenses, lens)
        areas.choose(here)
    if session.one("show", (FIGURES,), "", here.ignored):
        st.session_state.setdefault(f"fold-{indicator}", True)
    if ("indicator", indicator) in here.reading.kept:
        st.caption(here.say("commitment.kept"))
    left, right = parts.beside(here, [7, 4])
    with left:
        chart(here, lens, chase)
        refusals(here, lenses, lens, chase)
    with right:
        beside(here, chase)
    learned.section(here)


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
    st.markdown(f"**{parts.safe(sentences.chart_finding(lens, say))}**")
    st.caption(parts.safe(catching.lens_line(lens, say)))
    level = chase.pursuits[0] if lens is chase.lens and len(chase.pursuits) == 1 else None
    parts.chart(
        here,
        "lines",
        lambda: lines(lens, look=here.look, say=say, compact=here.compact, pursuit=level),
        alt(lens, say),
        of=f"{lens.indicator.id}-{lens.id}",
    )
    found = signs(lens, say)
    if found:
        st.caption(parts.safe(say("list.dot").join(found)))
    newest = sorted(lens.points, key=lambda point: point.x, reverse=True)
    drawn = [source for point in newest if point.is_used for source in point.sources]
    drawn += [aim.source for aim in lens.aims]
    parts.source_line(here, drawn, most=2, name="lines")
    if lens.indicator.note:
        st.caption(parts.safe(lens.indicator.note(here.language)))
    figures_table.expander(here, lens.indicator)
    population = here.catalog.frame.population
    if lens.id == "per-head" and population:
        figures_table.expander(here, here.catalog.indicators[population])


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
    with st.expander(heading, expanded=is_answer):
        for index, item in enumerate(kept):
            st.markdown(f"○ {parts.safe(catching.refused(item, say))}")
            offer(here, item, lens.indicator, f"unlike-{index}")
        for refused in missing:
            st.markdown(f"○ {parts.safe(catching.lens_refusal(refused, say))}")
            other = instead_of(lenses, refused.id, lens.id)
            if other:
                name = say("catching.instead.lens", name=say(f"compare.lens.{other}"))
                listing.jump(parts.safe(name), f"instead-{refused.id}", lens=other)


def offer(here: View, item: Refusal, indicator: Indicator, key: str) -> None:
    """Draw what can be shown instead, as a link that keeps the rest of the address."""
    say = here.say
    if item.indicator:
        name = here.catalog.indicators[item.indicator].name(here.language)
        words = parts.safe(say("catching.instead.indicator", name=name))
        listing.jump(words, key, indicator=item.indicator)
    elif item.unlike in {Unlike.PERIOD, Unlike.TERRITORY}:
        words = say("catching.instead.figures")
        st.button(words, type="tertiary", key=key, on_click=partial(unfold, indicator.id))


def unfold(indicator: str) -> None:
    """Open the table of figures, and say so in the address."""
    st.query_params["show"] = FIGURES
    st.session_state[f"fold-{indicator}"] = True


def beside(here: View, chase: Chase) -> None:
    """Draw what is related: who catches up with whom, the targets, all ratios."""
    say, lens = here.say, chase.lens
    catching_up(here, chase)
    promised(here, lens)
    rows = ratios(here.version, here.as_of, here.catalog)
    st.markdown(f"**{parts.safe(ratio_heading(rows, say))}**")
    parts.chart(
        here,
        "ratios",
        lambda: ratio(rows, areas=lens.areas, look=here.look, say=say, compact=here.compact),
        ratio_alt(rows, say),
    )
    parts.source_line(
        here, [source for row in rows for source in row.sources], most=2, name="ratios"
    )
    heading = say("compare.ratio.table")
    table = partial(parts.table, [ratio_row(here, row) for row in rows], heading)
    parts.folded(heading, "ratios", table)


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


def catching_up(here: View, chase: Chase) -> None:
    """Draw the gap over time and the time distance, or why neither can be said."""
    say = here.say
    with st.container(border=True):
        st.markdown(f"**{say('catching.heading')}**")
        if chase.reason:
            st.caption(parts.safe(catching.no_chase(chase, say)))
        elif len(chase.lens.areas) == PAIR:
            pair(here, chase, chase.pursuits[0])
        else:
            many(here, chase)


def pair(here: View, chase: Chase, pursuit: Pursuit) -> None:
    """Draw one leader and one follower: each number with what it rests on."""
    say = here.say
    names = {"ahead": pursuit.leader.name(here.language)}
    names["behind"] = pursuit.follower.name(here.language)
    for words in catching.course_words(chase, pursuit, say):
        st.markdown(parts.safe(words))
    for words in (catching.basis_words(pursuit, say), catching.parity_words(pursuit, say)):
        if words:
            st.caption(parts.safe(words))
    if pursuit.distance:
        st.metric(say("compare.lag", **names), catching.years_words(pursuit, say).strip())
        rests = catching.distance_words(chase, pursuit, say)
        caveat = say("catching.distance.caveat")
        st.caption(parts.safe(say("catching.sentences", one=rests, other=caveat)))
    heading = say("catching.proof")
    if pursuit.pairs:
        rows = [
            {parts.safe(key): parts.safe(value) for key, value in row.items()}
            for row in catching.rows(chase, pursuit, say)
        ]
        parts.folded(heading, "gaps", lambda: proof(here, rows, heading, pursuit.sources))


def many(here: View, chase: Chase) -> None:
    """Draw the leader against each of the others."""
    say = here.say
    leader = chase.pursuits[0].leader.name(here.language)
    if chase.distances:
        st.markdown(parts.safe(say("catching.chart", leader=leader)))
        parts.chart(
            here,
            "distances",
            lambda: distances(chase, look=here.look, say=say),
            distances_alt(chase, say),
            of=f"{chase.lens.indicator.id}-{chase.lens.id}",
        )
        st.caption(say("catching.distance.caveat"))
    heading = say("catching.table")
    rows = [
        {key: parts.safe(value) for key, value in row.items()} for row in catching.table(chase, say)
    ]
    sources = [source for item in chase.pursuits for source in item.sources]
    parts.folded(heading, "gaps", lambda: proof(here, rows, heading, sources))


def proof(here: View, rows: Sequence[dict[str, str]], heading: str, sources: Iterable[str]) -> None:
    """Draw the figures behind what is said of a gap, and who said them."""
    parts.table(rows, heading)
    parts.source_line(here, sources, most=4)


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
