"""A presentation in one language: its slides, and the meeting that they are made for."""

from dashboard.meetings import Presentation
from dashboard.slides import Slide, chosen, slides_of
from dashboard.slides.meeting import Meeting, meeting_of
from dashboard.wording import Wording


def slides_in(presentation: Presentation, say: Wording) -> tuple[Slide, ...]:
    """Return the slides in a language, also in one that the catalog does not offer to readers."""
    found = presentation.slides.get(say.language)
    if found is not None:
        return found
    given = presentation
    made = slides_of(
        given.catalog, given.as_of, say, given.briefing, given.since, choice=given.choice
    )
    return chosen(made, given.ids)


def meeting_in(presentation: Presentation, say: Wording) -> Meeting:
    """Return what the slides are made from: what is looked at, with the day of the last meeting."""
    briefing = presentation.briefing
    since = presentation.since or (briefing.since.last if briefing.since else None)
    return meeting_of(presentation.catalog, presentation.as_of, say, since, presentation.choice)
