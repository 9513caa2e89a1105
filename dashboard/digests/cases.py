"""A digest by commitment: all that happened to one stands together, under how its status turned."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from itertools import chain, islice

from dashboard.digests.digest import Digest
from dashboard.digests.entries import (
    Due,
    Entry,
    GoneStale,
    Made,
    NewFigure,
    Reached,
    Report,
    StatusChange,
    Tone,
    Unsupported,
)

CHIEF = 5
"""So many cases are named at the top."""
_TONES = tuple(Tone)
_KINDS: Mapping[type[Entry], set[str]] = {Report: {"report", "reported-met"}, Reached: {"node"}}


class Section(StrEnum):
    """How a digest is told, in this order."""

    WORSE = "worse"
    BETTER = "better"
    OTHER = "other"
    SILENT = "silent"
    """only out of date, for want of any news"""
    STALE = "stale"
    """its evidence went out of date, its status is what it was"""
    MADE = "made"
    NEWS = "news"
    """the status is what it was, and there is news"""
    DUE = "due"
    UNSUPPORTED = "unsupported"
    FIGURES = "figures"
    """what no commitment rests on"""


_CHIEF = (Section.WORSE, Section.BETTER, Section.OTHER, Section.MADE, Section.NEWS, Section.SILENT)
"""What came by news goes before what only went out of date."""
_OF_TONE = {
    Tone.WORSE: Section.WORSE,
    Tone.BETTER: Section.BETTER,
    Tone.OTHER: Section.OTHER,
}


@dataclass(frozen=True, slots=True)
class Case:
    """One commitment and all that happened to it, its status first and then the newest."""

    commitment: str
    """empty for a figure that no commitment rests on"""
    events: tuple[Entry, ...]

    @property
    def status(self) -> StatusChange | None:
        """Return how its status turned, if it did."""
        return next((one for one in self.events if isinstance(one, StatusChange)), None)

    @property
    def made(self) -> Made | None:
        """Return that it was promised, if it was between the two days."""
        return next((one for one in self.events if isinstance(one, Made)), None)

    @property
    def day(self) -> date:
        """Return the day of the first of its events."""
        return self.events[0].day


def sections(found: Digest) -> Mapping[Section, tuple[Case, ...]]:
    """Return the cases of a digest by section; every section is there, also if empty."""
    told: dict[Section, list[Case]] = {section: [] for section in Section}
    for case in _cases(found):
        told[_section(case)].append(case)
    return {section: tuple(sorted(cases, key=_rank)) for section, cases in told.items()}


def chief(told: Mapping[Section, tuple[Case, ...]]) -> tuple[Case, ...]:
    """Return the cases to name first: what turned for the worse, for the better, and so on."""
    return tuple(islice(chain.from_iterable(told[section] for section in _CHIEF), CHIEF))


def _cases(found: Digest) -> Iterator[Case]:
    events: dict[str, list[Entry]] = {}
    for entry in chain.from_iterable(found.groups.values()):
        home = _home(entry)
        if isinstance(entry, Due | Unsupported) or not home:
            yield Case(home, (entry,))
        else:
            events.setdefault(home, []).append(entry)
    for identity, given in events.items():
        heads = [one for one in given if isinstance(one, StatusChange | Made)]
        turned = next((one for one in heads if isinstance(one, StatusChange)), None)
        rest = [one for one in given if one not in heads and not _is_told(one, turned)]
        rest.sort(key=lambda one: (-one.day.toordinal(), _TONES.index(one.tone)))
        yield Case(identity, (*heads, *rest))


def _home(entry: Entry) -> str:
    """Return under which commitment an entry is told: of several, the one whose target it meets."""
    aims = entry.aims if isinstance(entry, NewFigure) else ()
    return next((aim.commitment for aim in aims), next(iter(entry.commitments), ""))


def _is_told(entry: Entry, turned: StatusChange | None) -> bool:
    """Return whether the turn of the status says it already."""
    if turned is None:
        return False
    if isinstance(entry, GoneStale):
        return turned.is_silent and entry.day == turned.day
    if not isinstance(entry, Report | Reached):
        return False
    return any(
        (item.source, item.when) == (entry.said.source, entry.on.text)
        and item.kind in _KINDS[type(entry)]
        for item in turned.because
    )


def _section(case: Case) -> Section:
    match case.events[0]:
        case StatusChange() as turned:
            return Section.SILENT if turned.is_silent else _OF_TONE[turned.tone]
        case Made():
            return Section.MADE
        case Due():
            return Section.DUE
        case Unsupported():
            return Section.UNSUPPORTED
        case GoneStale() if len(case.events) == 1:
            return Section.STALE
        case _:
            return Section.NEWS if case.commitment else Section.FIGURES


def _rank(case: Case) -> tuple[int, int, int, str]:
    """Return the order within a section: the worse, the heavier, the newer; ahead the nearest."""
    first = case.events[0]
    if isinstance(first, Due):
        return 0, 0, first.day.toordinal(), case.commitment
    worst = min(_TONES.index(one.tone) for one in case.events)
    return worst, -first.weight, -first.day.toordinal(), case.commitment
