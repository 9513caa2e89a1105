"""The files of a meeting: each made when it is asked for, once for the same choice."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import TYPE_CHECKING, NamedTuple

import streamlit as st

from dashboard.app import making, parts
from dashboard.app.agenda import Agenda
from dashboard.app.making import Job, Key, Shelf
from dashboard.app.session import View
from dashboard.handouts import chromium

if TYPE_CHECKING:
    from dashboard.handouts.everything import File, Step

ASK = 0.7
"""Seconds between looks at a file that is being made."""
UNIT = 1024
ZIP = "application/zip"
PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"


class Kind(NamedTuple):
    """One kind of file."""

    name: str
    """what it is called, before the day"""
    end: str
    mime: str
    is_long: bool = False
    """takes so long that it shows how far it is and can be cancelled"""
    takes_browser: bool = False
    is_both: bool = False
    """has all languages in it"""


KINDS: Mapping[str, Kind] = {
    "pptx": Kind("briefing", "pptx", PPTX),
    "pdf": Kind("briefing", "pdf", "application/pdf", is_long=True, takes_browser=True),
    "html": Kind("dashboard", "html", "text/html", is_both=True),
    "xlsx": Kind("register", "xlsx", parts.XLSX),
    "csv": Kind("tables", "zip", ZIP),
    "png": Kind("pictures", "zip", ZIP, is_long=True, takes_browser=True),
    "all": Kind("everything", "zip", ZIP, is_long=True),
}
"""The files in the order of the page."""


def section(here: View, agenda: Agenda) -> None:
    """Draw a row for each kind of file, looked at again while one is being made."""
    is_busy = any(job.is_running for job in _jobs().values())
    st.fragment(_rows, run_every=ASK if is_busy else None)(here, agenda, is_busy=is_busy)


def _jobs() -> dict[str, Job]:
    """Return what is being made for this reader, by kind."""
    jobs: dict[str, Job] = st.session_state.setdefault("making", {})
    return jobs


def _rows(here: View, agenda: Agenda, *, is_busy: bool) -> None:
    """Draw the rows; where what was being made is done, the page is drawn once more."""
    shelf = making.shelf()
    has_browser = chromium.found() is not None
    for name, kind in KINDS.items():
        key = (name, here.version, here.as_of, here.language, *agenda.key)
        button, about = st.columns([2, 5], gap="small", vertical_alignment="center", wrap=False)
        with button:
            if kind.takes_browser and not has_browser:
                st.button(name.upper(), key=f"make-{name}", disabled=True, width="stretch")
            elif kind.is_long:
                _long(here, agenda, name, key, shelf)
            else:
                _quick(here, agenda, name, key, shelf)
        with about:
            parts.note(_about(here, name, shelf.get(key)))
    if not has_browser:
        st.caption(here.say("briefing.no-browser"))
    if is_busy and not any(job.is_running for job in _jobs().values()):
        st.rerun()


def _about(here: View, name: str, made: bytes | None) -> str:
    """Return what a file is for, and how large it is where that is known."""
    words = here.say(f"briefing.file.{name}")
    return words if made is None else here.say("list.dot").join((words, _size(here, len(made))))


def _size(here: View, size: int) -> str:
    kilo = size / UNIT
    return (
        f"{here.say.number(kilo / UNIT, 1)} MB" if kilo > UNIT else f"{here.say.number(kilo, 0)} KB"
    )


def _steps(here: View, agenda: Agenda, name: str) -> making.Steps:
    """Return what makes a file of this agenda; it knows nothing of the page."""
    whole, as_of, say = here.reading.catalog or here.catalog, here.as_of, here.say

    def steps() -> "Iterator[Step]":
        from dashboard.handouts import everything as made  # noqa: PLC0415 - 1 s, for a file alone
        from dashboard.meetings import presentation_of  # noqa: PLC0415

        given = presentation_of(
            whole, as_of, agenda.briefing, agenda.own_since, choice=agenda.choice, ids=agenda.ids
        )
        several = {"csv": made.tables, "png": made.images, "all": made.everything}
        if name in several:
            return several[name](given, say)
        return made.single(f"{KINDS[name].name}.{KINDS[name].end}", given, say)

    return steps


def _packed(name: str) -> making.Packed:
    """Return what makes one file of all that were made."""

    def packed(files: "list[File]") -> bytes:
        from dashboard.handouts.everything import zipped  # noqa: PLC0415

        return zipped(files) if KINDS[name].end == "zip" else files[0].data

    return packed


def _quick(here: View, agenda: Agenda, name: str, key: Key, shelf: Shelf) -> None:
    """Draw a button that makes the file and hands it out."""
    steps = _steps(here, agenda, name)
    made = partial(making.at_once, shelf, key, steps, _packed(name))
    _handing(here, agenda, name, made, name.upper())


def _long(here: View, agenda: Agenda, name: str, key: Key, shelf: Shelf) -> None:
    """Draw a button that starts making the file, or how far it is, or one that hands it out."""
    say, job = here.say, _jobs().get(name)
    label = say("briefing.file.all.button") if name == "all" else name.upper()
    if job and job.key != key:
        job.cancel()  # another choice: nobody waits for it
        job = _jobs().pop(name) and None
    if (made := shelf.get(key)) is not None:
        _handing(here, agenda, name, lambda: made, say("briefing.file.save", kind=label))
        return
    if job and job.is_running and job.is_wanted:
        told = say("briefing.file.making", done=job.done, of=job.of)
        st.progress(min(job.done / max(job.of, 1), 1.0), text=told, width="stretch")
        st.button(
            say("briefing.file.cancel"), key=f"cancel-{name}", on_click=job.cancel, width="stretch"
        )
        return
    if st.button(label, key=f"make-{name}", width="stretch"):
        job = _jobs()[name] = Job(key)
        job.start(shelf, _steps(here, agenda, name), _packed(name))
        st.rerun()
    if job and job.trouble:
        st.markdown(f":small[{say(f'briefing.file.{job.trouble}')}]", width="content")


def _handing(here: View, agenda: Agenda, name: str, made: Callable[[], bytes], label: str) -> None:
    """Draw what hands out a file; its name says so where it does not show everything."""
    kind = KINDS[name]
    is_filtered = bool(agenda.choice.words(here.catalog, here.say))
    filtered = f"-{here.say('handouts.filtered')}" if is_filtered else ""
    language = "" if kind.is_both else f"-{here.language}"
    st.download_button(
        label,
        data=made,
        file_name=f"{kind.name}-{here.as_of.isoformat()}{filtered}{language}.{kind.end}",
        mime=kind.mime,
        on_click="ignore",
        key=f"take-{name}",
        width="stretch",
    )
