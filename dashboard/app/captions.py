"""What is said around a chart in a file: its finding, its day, its filters, who says so."""

from collections.abc import Iterable
from typing import NamedTuple

from dashboard.app.plot import Caption
from dashboard.app.session import View
from dashboard.model import Source
from dashboard.theme import FEW

_FORMATS = ("png", "svg")
_MOST = 8
"""Sources that are named; of more it is said how many."""


class Words(NamedTuple):
    """What a page knows to say of a chart."""

    alt: str
    """to those who cannot see it"""
    finding: str = ""
    """what it shows; empty where `alt` says it"""
    sources: Iterable[str] = ()
    """ids, the most important first"""


def caption_of(here: View, name: str, words: Words) -> Caption:
    """Return what a chart is told, to be drawn and to be saved."""
    say, palette = here.say, here.look.palette
    return Caption(
        alt=words.alt,
        title=words.finding or words.alt,
        foot=_foot(here, words.sources),
        file=f"{name}-{here.as_of.isoformat()}",
        formats={one: say(f"save.{one}") for one in _FORMATS},
        asked=say("save.asked"),
        paper=palette.paper,
        ink=palette.ink,
        faint=palette.ink3,
    )


def _foot(here: View, ids: Iterable[str]) -> tuple[str, ...]:
    say, frame = here.say, here.catalog.frame
    known = [here.catalog.sources[one] for one in dict.fromkeys(ids) if one in here.catalog.sources]
    names = [_cited(here, source) for source in known[:_MOST]]
    if len(known) > _MOST:
        names.append(say("source.more", n=len(known) - _MOST))
    told = say("source.line", names=say("list.dot").join(names)) if names else say("save.register")
    day = say("source.as-of", day=here.as_of.isoformat())
    filters = say("save.filters", filters=_followed(here) or say("filter.all"))
    licence = say("save.licence", licence=frame.licence)
    return (
        say("list.dot").join((day, filters)),
        told,
        say("list.dot").join((frame.title(here.language), licence)),
    )


def _followed(here: View) -> str:
    """Return the areas that the reader follows, of many; few are always all shown alike."""
    areas = here.catalog.frame.promising
    if len(areas) <= FEW:
        return ""
    return here.say.listed(
        area.name(here.language) for area in areas if area.id in here.look.chosen
    )


def _cited(here: View, source: Source) -> str:
    return here.say(
        "source.item",
        name=source.publisher(here.language),
        day=here.say.day(source.published),
        grade=here.say(f"grade.{source.grade}"),
    )
