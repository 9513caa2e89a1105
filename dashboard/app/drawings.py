"""The chart of one commitment, by its kind."""

from dataclasses import replace
from functools import partial

import streamlit as st

from dashboard.app import figures_table, learned, parts, prospects, xmr
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.assessment import Verdict
from dashboard.figures.compare import lines
from dashboard.figures.limits import staircase
from dashboard.figures.parts import parts_bar
from dashboard.figures.strip import one_project
from dashboard.figures.targets import pace_bar, waffle
from dashboard.figures.trajectory import trajectory
from dashboard.frames import counts, projects, targets
from dashboard.frames.compare import lens_absolute
from dashboard.frames.limits import panel_of
from dashboard.model import (
    JOINT,
    AmbitionCommitment,
    Commitment,
    LimitsCommitment,
    ProjectCommitment,
    ReformCommitment,
    TargetCommitment,
)
from dashboard.sentences import compare as compare_words
from dashboard.sentences import compare_alt
from dashboard.sentences import limits as limits_words
from dashboard.sentences import projects as projects_words
from dashboard.sentences import targets as targets_words


def drawing(here: View, commitment: Commitment, verdict: Verdict) -> None:
    """Draw the chart that fits the commitment's kind; a reform has its row of the matrix."""
    match commitment:
        case ProjectCommitment():
            of_project(here, commitment, verdict)
        case LimitsCommitment():
            of_limits(here, commitment)
        case TargetCommitment():
            of_target(here, commitment, verdict)
        case AmbitionCommitment():
            of_ambition(here, commitment)
        case ReformCommitment():
            if words := learned.between(here, {commitment.id}):
                parts.note(words)


def finding(words: str) -> None:
    """Draw the finding of a chart above it."""
    st.markdown(f"**{parts.safe(words)}**")


def of_project(here: View, commitment: ProjectCommitment, verdict: Verdict) -> None:
    """Draw the project's dates as one strip."""
    frame = projects.timeline(
        here.catalog, {commitment.id: verdict}, here.as_of, language=here.language
    )
    shown = projects.projects_of(frame)
    if not shown:
        return
    parts.chart(
        here,
        f"project-{commitment.id}",
        lambda: one_project(frame, look=here.look, say=here.say, compact=here.compact),
        Words(projects_words.alt_project(shown[0], here.say), sources=verdict.sources),
    )
    parts.source_line(here, verdict.sources, most=3, name="drawing")


def of_limits(here: View, commitment: LimitsCommitment) -> None:
    """Draw a staircase for each limit."""
    sources = [commitment.made.source]
    for limit in commitment.limits:
        whole = panel_of(here.catalog, limit.indicator, here.as_of)
        own = tuple(row for row in whole.rows if row.area.id in commitment.by)
        panel = replace(whole, rows=own)
        steps = limits_words.steps(panel, here.say)
        name = limit.name(here.language)
        name = name[:1].upper() + name[1:]
        st.markdown(f"**{parts.safe(name)}** {parts.safe(steps)}")
        parts.chart(
            here,
            f"limit-{commitment.id}-{limit.id}",
            partial(staircase, panel, look=here.look, say=here.say, compact=here.compact),
            Words(limits_words.alt(panel, here.say), f"{name} {steps}", panel.sources),
        )
        sources += panel.sources
        for area in commitment.by:
            xmr.panel(here, limit.indicator, area)
    parts.source_line(here, sources, most=3, name="drawing")


def of_target(here: View, commitment: TargetCommitment, verdict: Verdict) -> None:
    """Draw the parts, the count, or the way to the target, and the pace below it."""
    bar = counts.parts_of(here.catalog, commitment, here.as_of) if commitment.parts else None
    cells = counts.waffle_of(here.catalog, commitment, here.as_of)
    way = targets.trajectory_of(here.catalog, commitment, here.as_of)
    say, look, compact = here.say, here.look, here.compact
    area = commitment.area or commitment.by[0]
    counted = cells.sources if cells else ()
    said = [*(verdict.sources or [commitment.made.source]), *counted]
    if bar:
        found = targets_words.parts_finding(bar, say)
        finding(found)
        parts.chart(
            here,
            f"parts-{commitment.id}",
            lambda: parts_bar(bar, look=look, say=say, compact=compact),
            Words(targets_words.parts_alt(bar, say), found, said),
        )
    elif cells and not (way and way.is_moved):
        found = targets_words.waffle_finding(cells, say)
        finding(found)
        parts.chart(
            here,
            f"waffle-{commitment.id}",
            lambda: waffle(cells, look=look, say=say, compact=compact),
            Words(found, sources=said),
        )
    elif way and not verdict.uncertainty:
        found = targets_words.trajectory_finding(way, say)
        finding(found)
        parts.chart(
            here,
            f"trajectory-{commitment.id}",
            lambda: trajectory(way, look=look, say=say, compact=compact),
            Words(targets_words.trajectory_alt(way, say), found, said),
        )
    if way and verdict.uncertainty:
        prospects.panel(here, way, verdict)
    pace(here, verdict)
    parts.source_line(here, said, most=4, name="drawing")
    if commitment.indicator:
        figures_table.expander(here, here.catalog.indicators[commitment.indicator])
        xmr.panel(here, commitment.indicator, area, commitment)
    for part in commitment.parts:
        xmr.panel(here, part.indicator, area)


def pace(here: View, verdict: Verdict) -> None:
    """Draw how far against how much of the time, before the deadline has passed."""
    shown = targets.pace_of(verdict)
    if shown is None or shown.elapsed is None or shown.elapsed >= 1:
        return
    found = targets_words.pace_finding(shown, here.say)
    finding(found)
    parts.chart(
        here,
        f"pace-{verdict.id}",
        lambda: pace_bar(shown, look=here.look, say=here.say, compact=here.compact),
        Words(found, sources=verdict.sources),
    )


def of_ambition(here: View, commitment: AmbitionCommitment) -> None:
    """Draw the figures that are its dated evidence, never as a share.

    Only of those who promised it; one figure alone is said and not drawn.
    """
    own = here.catalog.frame.promising
    areas = tuple(area for area in own if area.id in commitment.by or JOINT in commitment.by)
    for identity in commitment.indicators:
        whole = lens_absolute(here.catalog, identity, here.as_of)
        shown = tuple(point for point in whole.points if point.area in commitment.by)
        if not shown:
            continue
        lens = replace(whole, areas=areas, points=shown)
        found = compare_words.chart_finding(lens, here.say)
        sources = [point.source for point in reversed(shown)]
        finding(found)
        if len(shown) > 1:
            parts.chart(
                here,
                f"figures-{commitment.id}-{identity}",
                partial(lines, lens, look=here.look, say=here.say, compact=here.compact),
                Words(compare_alt.alt(lens, here.say), found, sources),
            )
        parts.source_line(here, sources, most=3, name=identity)
        figures_table.expander(here, lens.indicator)
        for area in commitment.by:
            xmr.panel(here, identity, area)
