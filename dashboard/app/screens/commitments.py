"""承诺: all commitments, to filter, to search, to take along."""

import re
from collections.abc import Mapping

import streamlit as st

from dashboard import dated
from dashboard.app import listing, parts, session
from dashboard.app.session import View
from dashboard.assessment import Status, Verdict
from dashboard.changes import side_of
from dashboard.model import JOINT, KINDS, Commitment
from dashboard.registers import register
from dashboard.sentences.commitment import area_name


def page(here: View) -> None:
    """Draw the filters, the list and the download."""
    if not here.verdicts:
        parts.title(here, here.say("overview.headline.none"))
        return
    chosen = choices(here)
    shown = {
        identity: verdict
        for identity, verdict in here.verdicts.items()
        if fits(here, verdict, chosen)
    }
    say = here.say
    key = "commitments.finding" if len(shown) == len(here.verdicts) else "commitments.filtered"
    reading = say("commitments.caption") + say("past.trail.note", day=here.as_of.isoformat())
    parts.title(here, say(key, n=len(shown), of=len(here.verdicts)), reading)
    filters(here, chosen)
    if not shown:
        nothing(here)
        return
    listing.grouped(here, shown, trails=True)
    with st.container(horizontal=True):
        parts.download(
            here,
            "commitments",
            lambda: register(here.catalog, shown, say, here.shadows),
            say("commitments.download", n=len(shown)),
        )
        parts.download_workbook(here, shown, chosen_words(here, chosen))


def options(here: View) -> dict[str, dict[str, str]]:
    """Return what each filter offers, by key: ids and their names."""
    frame, say = here.catalog.frame, here.say
    areas = [area.id for area in frame.promising] + ([JOINT] if frame.joint else [])
    return {
        "area": {area: area_name(here.catalog, area, here.language) for area in areas},
        "theme": {theme.id: theme.name(here.language) for theme in frame.themes},
        "kind": {kind: say(f"kind.{kind}") for kind in KINDS},
        "status": {str(status): say(f"status.{status}") for status in Status},
    }


def choices(here: View) -> dict[str, tuple[str, ...]]:
    """Return what the address chooses, by filter."""
    chosen = {key: session.several(key, ids, here.ignored) for key, ids in options(here).items()}
    return chosen | {"q": (st.query_params.get("q", "").strip(),)}


def chosen_words(here: View, chosen: Mapping[str, tuple[str, ...]]) -> str:
    """Return in words what the filters choose, empty if they choose everything."""
    offered, say = options(here), here.say
    said = []
    for key, values in chosen.items():
        names = [offered.get(key, {}).get(value, value) for value in values if value]
        if names:
            said.append(say("workbook.filter", name=say(f"filter.{key}"), words=say.listed(names)))
    return say("list.dot").join(said)


def filters(here: View, chosen: Mapping[str, tuple[str, ...]]) -> None:
    """Draw the filters; each writes itself into the address."""
    offered = options(here)
    columns = st.columns([3, *[2] * len(offered)])
    with columns[0]:
        st.session_state["q"] = chosen["q"][0]
        st.text_input(
            here.say("filter.q"), key="q", max_chars=80, on_change=session.write("q", drop="")
        )
    for column, (key, names) in zip(columns[1:], offered.items(), strict=True):
        with column:
            st.session_state[key] = list(chosen[key])
            st.multiselect(
                here.say(f"filter.{key}"),
                list(names),
                key=key,
                format_func=names.__getitem__,
                placeholder=here.say("filter.all"),
                on_change=session.write(key),
            )


def fits(here: View, verdict: Verdict, chosen: Mapping[str, tuple[str, ...]]) -> bool:
    """Return whether a commitment is among the chosen."""
    commitment = here.catalog.commitments[verdict.id]
    found = {
        "area": {side_of(commitment), *commitment.by},
        "theme": {here.catalog.theme_of[verdict.id]},
        "kind": {commitment.kind},
        "status": {str(verdict.status)},
    }
    if any(chosen[key] and not found[key] & set(chosen[key]) for key in found):
        return False
    return matches(searched(here, commitment), chosen["q"][0])


def searched(here: View, commitment: Commitment) -> str:
    """Return everything that is said of a commitment, in both languages."""
    theme = here.catalog.frame.theme(here.catalog.theme_of[commitment.id])
    words = [commitment.title, commitment.statement, commitment.short, theme.name]
    words += [item.what for item in dated.items(here.catalog, commitment)]
    return " ".join([commitment.id, *(f"{word.zh} {word.en}" for word in words if word)]).lower()


def matches(text: str, asked: str) -> bool:
    """Return whether every term stands in a text; Latin ones at the start of a word."""
    return all(
        re.search(rf"\b{re.escape(term)}", text) if term.isascii() else term in text
        for term in asked.lower().split()
    )


def nothing(here: View) -> None:
    """Say that no commitment fits, with a way back to all of them."""
    st.markdown(here.say("commitments.none"))
    st.button(here.say("filter.clear"), on_click=clear)


def clear() -> None:
    """Take all filters out of the address, at one step."""
    gone = {"area", "theme", "kind", "status", "q"}
    kept = {key: st.query_params.get_all(key) for key in st.query_params if key not in gone}
    st.query_params.from_dict(kept)


page(session.view())
