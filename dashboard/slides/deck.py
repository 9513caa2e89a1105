"""The slides of a briefing, in its order; and a briefing made from the catalog alone."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from dashboard.model import Briefing, BriefingSlide, Catalog, Frame, SlideKind, Text
from dashboard.slides import commitments, limits, lists, standing, trends
from dashboard.slides.meeting import EVERYTHING, Choice, Meeting, meeting_of
from dashboard.slides.slide import Slide
from dashboard.wording import LANGUAGES, Wording

DEFAULT = "default"
"""The id of the briefing that is made from the catalog."""

_USUAL = (
    SlideKind.COVER,
    SlideKind.PROMISED,
    SlideKind.STANDING,
    SlideKind.CHANGED,
    SlideKind.TROUBLES,
    SlideKind.PROJECTS,
    SlideKind.LIMITS,
    SlideKind.STAIRCASE,
    SlideKind.COMPARE,
    SlideKind.RATIOS,
    SlideKind.NODES,
    SlideKind.MISSING,
    SlideKind.SOURCES,
)

_WHOLE = frozenset({SlideKind.COMPARE, SlideKind.RATIOS})
"""What compares all areas whatever is looked at: a choice of commitments leaves it as it is."""

Maker = Callable[[Meeting, BriefingSlide, str], Iterator[Slide]]
"""Yields the slides of one entry of a briefing, which has a title."""

MAKERS: Mapping[SlideKind, Maker] = {
    SlideKind.COVER: standing.cover,
    SlideKind.PROMISED: standing.promised,
    SlideKind.STANDING: standing.standing,
    SlideKind.CHANGED: lists.changed,
    SlideKind.TROUBLES: commitments.troubles,
    SlideKind.COMMITMENT: commitments.commitment,
    SlideKind.PROJECTS: commitments.projects,
    SlideKind.LIMITS: limits.limits,
    SlideKind.STAIRCASE: limits.staircase,
    SlideKind.COMPARE: trends.compare,
    SlideKind.RATIOS: trends.ratios,
    SlideKind.NODES: lists.nodes,
    SlideKind.MISSING: lists.missing,
    SlideKind.REGISTER: standing.register,
}
"""What makes the slides of each kind but of sources: those are of the slides before."""


def default_briefing(catalog: Catalog) -> Briefing:
    """Return the briefing of a catalog for which nobody wrote one: one of each kind, in order.

    Kinds of which the data have nothing give no slide.
    """
    title = Text(
        *(Wording(one)("slides.default", title=catalog.frame.title(one)) for one in LANGUAGES)
    )
    slides = tuple(BriefingSlide(kind=kind) for kind in _USUAL)
    return Briefing.model_construct(id=DEFAULT, title=title, since=None, slides=slides)


def briefings_of(catalog: Catalog) -> Mapping[str, Briefing]:
    """Return all briefings by id: those of the data in order, then the default one.

    The first of them is the usual one, which is taken where nobody names one.
    """
    return {**catalog.briefings, DEFAULT: default_briefing(catalog)}


def briefing_of(catalog: Catalog, identity: str = "") -> Briefing | None:
    """Return a briefing by its id, without one the usual; None if there is none of this id."""
    offered = briefings_of(catalog)
    return offered.get(identity or next(iter(offered)))


def slides_of(  # noqa: PLR0913 - what a meeting is made of, and a choice
    catalog: Catalog,
    as_of: date,
    say: Wording,
    briefing: Briefing,
    since: date | None = None,
    *,
    choice: Choice = EVERYTHING,
) -> tuple[Slide, ...]:
    """Return the slides of a briefing as of a day, in one language; a pure function.

    `since` is the day of the last meeting: without it the briefing's own, without that 90 days
    ago. `choice` is what the reader looks at; each slide that it bears on says it in `filters`.
    Entries of which the data have nothing give no slide; every id occurs once.
    """
    last = since or (briefing.since.last if briefing.since else None)
    meeting = meeting_of(catalog, as_of, say, last, choice)
    title = briefing.title(say.language)
    made: dict[str, Slide] = {}
    for entry in _told(meeting, briefing):
        if entry.kind == SlideKind.SOURCES:
            found = lists.sources(meeting, tuple(made.values()))
        else:
            found = MAKERS[entry.kind](meeting, entry, title)
        filters = "" if entry.kind in _WHOLE else meeting.scope
        for slide in found:
            made.setdefault(slide.id, replace(slide, filters=filters))
    return tuple(made.values())


def _told(meeting: Meeting, briefing: Briefing) -> Sequence[BriefingSlide]:
    """Return the entries of a briefing; where nothing fits a choice, only that it is so."""
    if not meeting.is_unmatched:
        return briefing.slides
    covers = [entry for entry in briefing.slides if entry.kind == SlideKind.COVER]
    return (*covers, BriefingSlide(kind=SlideKind.STANDING))


def chosen(slides: Sequence[Slide], ids: Collection[str]) -> tuple[Slide, ...]:
    """Return the slides that a reader picked (`slides=`), in their order; all if none is known."""
    return tuple(slide for slide in slides if slide.id in ids) or tuple(slides)


def foot(slide: Slide, say: Wording, most: int = 3) -> str:
    """Return the line at the bottom of a slide: sources, day, filters; further ones are counted."""
    named = [cited.words for cited in slide.sources[:most]]
    if more := len(slide.sources) - len(named):
        named.append(say("source.more", n=more))
    pieces = [
        say("source.line", names=say.listed(named)) if named else say("slides.foot.register"),
        say("source.as-of", day=slide.as_of.isoformat()),
        *([say("slides.foot.filters", filters=slide.filters)] if slide.filters else []),
    ]
    return say("list.dot").join(pieces)


def terms(slide: Slide, frame: Frame, say: Wording) -> str:
    """Return the line below the foot of a slide that is handed out: of what, on which terms.

    Where nothing was filtered it says that; filters stand in the foot.
    """
    licence = say("workbook.licence", licence=frame.licence)
    shown = () if slide.filters else (say("slides.unfiltered"),)
    return say("list.dot").join((*shown, frame.title(say.language), licence))
