"""The panel of a target with a pace: where it leads, how sure that is, and a pace to try."""

import streamlit as st

from dashboard.app import parts
from dashboard.app.captions import Words, caption_of
from dashboard.app.plot import drawing, plot
from dashboard.app.session import View
from dashboard.assessment import Verdict
from dashboard.assessment.uncertainty import Scenario, Uncertainty, scenario
from dashboard.figures.trajectory import trajectory
from dashboard.frames.prospects import Paces, paces_of, prospect_of
from dashboard.frames.targets import Trajectory
from dashboard.sentences import prospects as words
from dashboard.sentences import targets as targets_words


@st.fragment
def panel(here: View, way: Trajectory, verdict: Verdict) -> None:
    """Draw the trajectory with what lies ahead, the sentences, and the pace that may be tried.

    A fragment of its own: moving the slider draws nothing else anew.
    """
    found = verdict.uncertainty
    assert found is not None  # noqa: S101 - the caller has looked
    say = here.say
    st.markdown(f"**{parts.safe(targets_words.trajectory_finding(way, say))}**")
    chart = st.container()
    st.markdown(f"**{parts.safe(words.pace_line(found, way.unit, say))}**")
    said = [
        words.likely_line(found, way.unit, say),
        words.classes_line(found, say),
        words.trend_line(found, way.unit, say),
    ]
    st.markdown("\n".join(f"- {parts.safe(line)}" for line in said if line))
    st.caption(say("prospects.note"))
    tried = slider(here, way, found, verdict)
    led = words.scenario_line(found, tried or scenario(found, found.way.pace), way.unit, say)
    st.markdown(f"**{parts.safe(led)}**")
    if tried is None:
        st.caption(say("prospects.slider.start"))
    with chart:
        draw(here, way, verdict, tried)


def slider(here: View, way: Trajectory, found: Uncertainty, verdict: Verdict) -> Scenario | None:
    """Draw the slider; return where the chosen pace leads, None while it is where it was."""
    say, unit = here.say, way.unit
    paces: Paces = paces_of(found, unit.decimals)
    direction = "rise" if paces.toward > 0 else "fall"
    chosen = st.select_slider(
        say(f"prospects.slider.{direction}", unit=words.unit_words(unit, say)),
        paces.stops,
        paces.now,
        format_func=lambda pace: words.stop_words(pace, paces, say),
        key=f"pace-{verdict.id}-{here.as_of.isoformat()}",
        help=say("prospects.slider.help"),
    )
    return None if chosen == paces.now else scenario(found, paces.toward * chosen)


def draw(here: View, way: Trajectory, verdict: Verdict, tried: Scenario | None) -> None:
    """Draw the chart; one with a pace that is tried is for this reader alone, and not kept."""
    found = verdict.uncertainty
    assert found is not None  # noqa: S101 - the caller has looked
    say, ahead = here.say, prospect_of(way, found, tried)
    finding = targets_words.trajectory_finding(way, say)
    alt = say("prospects.join").join(
        (targets_words.trajectory_alt(way, say), words.likely_line(found, way.unit, say))
    )
    name = f"trajectory-{verdict.id}"
    if tried is None:
        parts.chart(
            here,
            name,
            lambda: trajectory(way, look=here.look, say=say, compact=here.compact, prospect=ahead),
            Words(alt, finding, verdict.sources),
        )
        return
    built = trajectory(way, look=here.look, say=say, compact=here.compact, prospect=ahead)
    alt = say("prospects.join").join((alt, words.scenario_line(found, tried, way.unit, say)))
    words_of = Words(alt, finding, verdict.sources)
    plot(drawing(built), caption_of(here, name, words_of), key=f"chart-{name}")
