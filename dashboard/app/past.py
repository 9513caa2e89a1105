"""The day that is shown, and the past of a commitment: its lights, its targets that moved."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial

import streamlit as st

from dashboard import changes
from dashboard.app import parts, session
from dashboard.app.captions import Words
from dashboard.app.session import View
from dashboard.assessment import known_from, promised_on
from dashboard.changes import Turn
from dashboard.figures.past import lights
from dashboard.frames.past import QUARTER, Run, Strip, strip
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Commitment,
    ReformCommitment,
    Target,
    TargetCommitment,
)
from dashboard.sentences.past import (
    day_of,
    move_words,
    previous_words,
    shadow_words,
    target_words,
    turns_alt,
)
from dashboard.sentences.status import status_key
from dashboard.theme import SIGNS

YES = "yes"
TRAIL = 8


FROM, TO = date(2000, 1, 1), date(2100, 12, 31)
"""The days that the calendar offers; the address takes any."""


def choose_day(here: View) -> None:
    """Draw the choice of the day that is shown, today unless asked otherwise."""
    say = here.say
    with st.popover(say("as-of.button", day=here.as_of.isoformat()), type="tertiary"):
        st.session_state["as_of"] = here.as_of
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.date_input(
                say("as-of.choose"),
                key="as_of",
                format="YYYY-MM-DD",
                min_value=min(here.as_of, FROM),
                max_value=max(here.as_of, TO),
                on_change=session.write("as_of", drop=here.today),
                width=170,
            )
            st.button(say("past.day.show"), key="show-day")  # a typed day counts when it is left
        st.caption(say("as-of.meaning"))
        st.caption(say("past.day.range", first=FROM.isoformat(), last=TO.isoformat()))
        with st.container(gap=None):
            for key, day in telling(here).items():
                label = say(f"past.day.{key}", day=day.isoformat())
                go = partial(show, here, day)
                st.button(label, key=f"day-{key}", type="tertiary", on_click=go)


def telling(here: View) -> Mapping[str, date]:
    """Return the days worth looking at, by the key of their name, the one shown left out."""
    whole = here.reading.catalog or here.catalog
    one = whole.commitments.get(st.query_params.get("id", ""))
    made = [promised_on(whole, commitment) for commitment in whole.commitments.values()]
    first = min((day for day in made if day > date.min), default=None)
    chosen = promised_on(whole, one) if one else None
    found = {
        "promised": chosen if chosen != date.min else None,
        "first": None if chosen else first,
        "year-end": date(here.today.year - 1, 12, 31),
        "today": here.today,
    }
    return {key: day for key, day in found.items() if day and day != here.as_of}


def show(here: View, day: date) -> None:
    """Put a day into the address; today is left out of it."""
    if day == here.today:
        st.query_params.pop("as_of", None)
    else:
        st.query_params["as_of"] = day.isoformat()


def say_day(here: View) -> None:
    """Say plainly that another day than today is shown, and what that means."""
    if here.is_today:
        return
    key = "past.ahead" if here.as_of > here.today else "as-of.past"
    say = here.say
    names = "" if here.as_of > here.today else say("past.names")
    parts.note(say("past.said", words=say(key, day=here.as_of.isoformat()), names=names).strip())


@st.cache_resource(show_spinner=False, max_entries=24)
def _histories(version: int, as_of: date, _catalog: Catalog) -> Mapping[str, tuple[Turn, ...]]:  # noqa: ARG001
    """Return the turns of all commitments, worked out once for all viewers."""
    return {
        identity: changes.history(_catalog, commitment, as_of)
        for identity, commitment in _catalog.commitments.items()
    }


def turns_of(here: View, commitment: Commitment) -> tuple[Turn, ...]:
    """Return the history of a commitment up to the day of the view."""
    return _histories(here.version, here.as_of, here.catalog)[commitment.id]


def is_restating(here: View) -> bool:
    """Return whether the address asks for the past by what is known today."""
    return bool(session.one("restate", {YES}, "", here.ignored))


def history(here: View, commitment: Commitment, *, restate: bool) -> None:
    """Draw a light a period from the promise to the day, and restated if the address asks."""
    turns = turns_of(here, commitment)
    if not turns:
        return
    say = here.say
    st.subheader(say("commitment.history"), anchor=False)
    as_was = strip(turns, here.as_of)
    if restate:
        again = changes.history(here.catalog, commitment, here.as_of, restate=True)
        rows = [
            (say("past.row.as-was"), as_was),
            (say("past.row.restated"), strip(again, here.as_of, as_was.months)),
        ]
    else:
        again, rows = (), [("", as_was)]
    alt = turns_alt(turns, say)
    parts.chart(
        here,
        f"history-{commitment.id}",
        lambda: lights(rows, look=here.look, say=say, compact=here.compact),
        Words(
            f"{alt}{say('past.row.restated')} {turns_alt(again, say)}" if restate else alt,
            say("list.dot").join((commitment.title(here.language), say("commitment.history"))),
            here.verdicts[commitment.id].sources,
        ),
        of=str(restate),
    )
    st.markdown(f":small[{turn_line(here, turns)}]")
    step = say(f"past.step.{as_was.months}", day=here.as_of.isoformat())
    st.caption(f"{step} {say('past.as-was.note')}")
    if isinstance(commitment, ReformCommitment | AmbitionCommitment):  # mostly the only chart
        parts.source_line(here, here.verdicts[commitment.id].sources)
    st.session_state["restate"] = restate
    st.toggle(say("past.restate"), key="restate", on_change=choose_restating)
    if restate:
        restating(here, commitment, turns, again)


def choose_restating() -> None:
    """Put the choice into the address, or take it out."""
    if st.session_state["restate"]:
        st.query_params["restate"] = YES
    else:
        st.query_params.pop("restate", None)


def restating(
    here: View, commitment: Commitment, turns: Sequence[Turn], again: Sequence[Turn]
) -> None:
    """Say what the restated row rests on, and whether it makes a difference."""
    say = here.say
    if [_said(turn) for turn in again] == [_said(turn) for turn in turns]:
        st.markdown(f":small[{say('past.restate.same')}]")
    else:
        st.markdown(f":small[**{say('past.row.restated')}** {turn_line(here, again)}]")
    words = [say("past.restate.note", day=here.as_of.isoformat())]
    target = in_force(here, commitment)
    if target and isinstance(commitment, TargetCommitment) and commitment.indicator:
        asked = target_words(here.catalog, say, target, commitment.indicator)
        about = target.set_on.last if target.set_on else here.as_of
        known = known_from(here.catalog, target, about).isoformat()
        words.append(say("past.restate.target", target=asked, day=known))
    st.caption(parts.safe(" ".join(words)))


def _said(turn: Turn) -> tuple[date, str, bool]:
    return turn.day, turn.verdict.status, turn.verdict.is_late


def in_force(here: View, commitment: Commitment) -> Target | None:
    """Return the target in force on the day of the view, of a single figure."""
    if not isinstance(commitment, TargetCommitment):
        return None
    known = [
        target
        for target in commitment.targets
        if known_from(here.catalog, target, target.set_on.last if target.set_on else here.as_of)
        <= here.as_of
    ]
    return known[-1] if known else None


def turn_line(here: View, turns: Sequence[Turn]) -> str:
    """Return the days on which the status turned, each with sign and word, as markdown."""
    pieces = []
    for turn in turns:
        key = status_key(turn.verdict.status, late=turn.verdict.is_late)
        mark = SIGNS[key.removeprefix("status.")]
        day = parts.day(day_of(turn, here.say))
        word = parts.unbroken(f"{mark.glyph} {here.say(key)}")
        pieces.append(f"{day} :{mark.hue}[{word}]")
    return " → ".join(pieces)


def shadow_line(here: View, identity: str) -> str:
    """Return how a commitment stands by its original target, where that is another verdict."""
    found = here.shadows.get(identity)
    return shadow_words(here.catalog, here.say, found) if found else ""


def is_eased(here: View, identity: str) -> bool:
    """Return whether a commitment is as good as it is only by a moved target."""
    return identity in here.shadows and here.shadows[identity].is_eased


def moves(here: View, commitment: Commitment) -> None:
    """Draw what each move of the target did, and the verdicts by the targets before."""
    found = here.shadows.get(commitment.id)
    if found is None:
        return
    say = here.say
    words = [move_words(here.catalog, say, move) for move in found.moves]
    lines = [
        f"{move.day.isoformat()} {parts.safe(line)}"
        for move, line in zip(found.moves, words, strict=True)
    ]
    for line in (
        shadow_words(here.catalog, say, found),
        previous_words(here.catalog, say, found),
    ):
        lines += [f"**{parts.safe(line)}**"] if line else []
    if lines:
        st.subheader(say("past.moves" if found.moves else "past.shadow.title"), anchor=False)
        st.markdown("\n".join(f"- {line}" for line in lines))


def trail(here: View, commitment: Commitment) -> str:
    """Return the signs of the last eight quarters as markdown, the newest at the right."""
    turns = turns_of(here, commitment)
    shown = strip(turns, here.as_of, QUARTER).lights[-TRAIL:]
    runs = Strip(shown, QUARTER).runs
    return "".join(_coloured(run) for run in runs)


def _coloured(run: Run) -> str:
    mark = SIGNS[run.sign]
    return f":{mark.hue}[{mark.glyph * run.length}]"
