"""What a meeting is shown: its briefing, its slides, what is left out; all of it in the address."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

import streamlit as st

from dashboard.app import choosing, session
from dashboard.app.session import View
from dashboard.model import Briefing, Catalog
from dashboard.slides import EVERYTHING, Choice, Slide, briefings_of, slides_of
from dashboard.slides.meeting import USUAL
from dashboard.theme import SIGNS
from dashboard.wording import Wording


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of an agenda: a slide, with the pages that it goes on over."""

    slides: tuple[Slide, ...]
    ids: tuple[str, ...]
    """of its pages in every language: how many there are can differ"""
    is_shown: bool

    @property
    def id(self) -> str:
        """Return the id of its first page."""
        return self.slides[0].id


@dataclass(frozen=True, slots=True)
class Agenda:
    """A briefing as the reader wants it: since when, of what, which slides."""

    briefing: Briefing
    since: date
    """the day from which changes are told"""
    usual: date
    """the day where the address names none"""
    choice: Choice
    entries: tuple[Entry, ...]

    @property
    def slides(self) -> tuple[Slide, ...]:
        """Return the slides that are shown, page by page."""
        return tuple(one for entry in self.entries if entry.is_shown for one in entry.slides)

    @property
    def ids(self) -> tuple[str, ...]:
        """Return the ids of what is shown; none where nothing is left out."""
        shown = [entry for entry in self.entries if entry.is_shown]
        if len(shown) == len(self.entries):
            return ()
        return tuple(identity for entry in shown for identity in entry.ids)

    @property
    def own_since(self) -> date | None:
        """Return the day that the reader chose; None where it is the usual one."""
        return None if self.since == self.usual else self.since

    @property
    def key(self) -> tuple[object, ...]:
        """Return what the slides depend on besides the data, the day and the language."""
        return (self.briefing.id, self.since, self.choice, self.ids)


def agenda_of(here: View) -> Agenda:
    """Return what the address asks for; what is not understood is noted and left out."""
    offered = briefings_of(here.catalog)
    first = next(iter(offered))
    briefing = offered[session.one("briefing", offered, first, here.ignored)]
    usual = min(briefing.since.last if briefing.since else here.as_of - USUAL, here.as_of)
    since = session.day_until("since", here.as_of, usual, here.ignored)
    picked = choosing.chosen(here, choosing.offered(here, tuple(SIGNS)))
    choice = Choice(picked["area"], picked["theme"], picked["kind"], picked["status"])
    languages = dict.fromkeys((here.language, *here.catalog.frame.languages))
    own = {one: _slides(here, one, briefing, since, choice) for one in languages}
    known = {slide.id for slides in own.values() for slide in slides}
    known |= {slide.id for slide in _slides(here, here.language, briefing, since, EVERYTHING)}
    wanted = set(session.several("slides", known, here.ignored))
    return Agenda(briefing, since, usual, choice, tuple(_entries(own, here.language, wanted)))


def _slides(
    here: View, language: str, briefing: Briefing, since: date, choice: Choice
) -> tuple[Slide, ...]:
    asked = (here.as_of, language, briefing.id, since, choice)
    return _made(here.version, asked, here.catalog)


@st.cache_resource(show_spinner=False, max_entries=64)
def _made(
    version: int,  # noqa: ARG001 - it names the catalog
    asked: tuple[date, str, str, date, Choice],
    _catalog: Catalog,
) -> tuple[Slide, ...]:
    as_of, language, briefing, since, choice = asked
    found = briefings_of(_catalog)[briefing]
    return slides_of(_catalog, as_of, Wording(language), found, since, choice=choice)


def _entries(
    own: Mapping[str, Sequence[Slide]], language: str, wanted: set[str]
) -> Iterator[Entry]:
    """Yield the entries in a language; all are shown where none of them is wanted."""
    by_first: dict[str, list[str]] = {}
    for slides in own.values():
        for run in runs(slides):
            by_first.setdefault(run[0].id, []).extend(slide.id for slide in run)
    found = [(run, tuple(dict.fromkeys(by_first[run[0].id]))) for run in runs(own[language])]
    is_any = any(wanted.intersection(ids) for _, ids in found)
    for run, ids in found:
        yield Entry(run, ids, not is_any or bool(wanted.intersection(ids)))


def runs(slides: Sequence[Slide]) -> list[tuple[Slide, ...]]:
    """Return slides in runs: those of one message, which goes on over pages, together."""
    told = groupby(slides, key=lambda slide: (slide.kind, slide.title))
    return [tuple(run) for _, run in told]


def query(here: View, agenda: Agenda, **more: str) -> dict[str, Any]:
    """Return what an address says of an agenda, with language and day; defaults are left out."""
    choice, since = agenda.choice, agenda.own_since
    return session.keep(
        here,
        briefing=agenda.briefing.id,
        since=since.isoformat() if since else None,
        area=choice.areas,
        theme=choice.themes,
        kind=choice.kinds,
        status=choice.statuses,
        slides=agenda.ids,
        **more,
    )
