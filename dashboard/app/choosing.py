"""Which commitments are looked at: filters that are in the address, as ids, and said in words."""

from collections.abc import Mapping, Sequence

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard.app import session
from dashboard.app.session import View
from dashboard.assessment import Status
from dashboard.model import KINDS
from dashboard.sentences.commitment import area_name

Offered = Mapping[str, Mapping[str, str]]
"""What each filter offers, by key: ids and their names."""
Chosen = Mapping[str, tuple[str, ...]]
"""The ids that are chosen, by filter; none means all."""


def offered(here: View, statuses: Sequence[str] = tuple(map(str, Status))) -> Offered:
    """Return what can be chosen of this catalog."""
    frame, say = here.catalog.frame, here.say
    return {
        "area": {area: area_name(here.catalog, area, here.language) for area in frame.sides},
        "theme": {theme.id: theme.name(here.language) for theme in frame.themes},
        "kind": {kind: say(f"kind.{kind}") for kind in KINDS},
        "status": {status: say(f"status.{status}") for status in statuses},
    }


def chosen(here: View, offers: Offered) -> Chosen:
    """Return what the address chooses, by filter."""
    return {key: session.several(key, ids, here.ignored) for key, ids in offers.items()}


def words(here: View, offers: Offered, choice: Chosen) -> str:
    """Return in words what is chosen, empty if it is everything; what is typed stands as it is."""
    say, said = here.say, []
    for key, values in choice.items():
        names = [offers.get(key, {}).get(value, value) for value in values if value]
        if names:
            said.append(say("workbook.filter", name=say(f"filter.{key}"), words=say.listed(names)))
    return say("list.dot").join(said)


def filters(here: View, offers: Offered, choice: Chosen, columns: Sequence[DeltaGenerator]) -> None:
    """Draw a filter in each column; each writes itself into the address."""
    for column, (key, names) in zip(columns, offers.items(), strict=True):
        with column:
            st.session_state[key] = list(choice[key])
            st.multiselect(
                here.say(f"filter.{key}"),
                list(names),
                key=key,
                format_func=names.__getitem__,
                placeholder=here.say("filter.all"),
                on_change=session.write(key),
            )


def clear() -> None:
    """Take all filters out of the address, at one step."""
    gone = {"area", "theme", "kind", "status", "q"}
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key not in gone}
    st.query_params.from_dict(kept)
