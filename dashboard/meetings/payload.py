"""Everything a screen needs to show a presentation, as JSON: words, figures, what can be chosen."""

import json
from collections.abc import Iterator
from typing import Any

from dashboard.assessment import assess_all
from dashboard.figures.slides import NARROW, figure_of, size_of
from dashboard.frames.overview import area_name
from dashboard.markup import notes_html, slide_html, stylesheet
from dashboard.meetings.presentation import Presentation
from dashboard.model import Catalog
from dashboard.slides import Listing, Slide, Table, Timeline, briefings_of
from dashboard.slides.meeting import sign_of
from dashboard.theme import SIGNS, look
from dashboard.tokens import MODES
from dashboard.wording import Wording

FORMAT = 1
"""Of what the script reads: a tab that kept something of another format asks anew."""
KINDS = ("project", "target", "limits", "reform", "ambition")

Json = dict[str, Any]


def payload(presentation: Presentation) -> Json:
    """Return a presentation as JSON: the words in each language, the figures in light and dark."""
    catalog = presentation.catalog
    return {
        "format": FORMAT,
        "data": presentation.data,
        "made": presentation.made,
        "as_of": presentation.as_of.isoformat(),
        "since": presentation.since.isoformat() if presentation.since else "",
        "briefing": presentation.briefing.id,
        "chosen": _chosen(presentation),
        "style": stylesheet(catalog.frame),
        "languages": {
            language: {
                "title": presentation.briefing.title(language),
                "slides": list(_slides(presentation, Wording(language))),
                "figures": _figures(presentation, Wording(language)),
                "choices": _choices(presentation, Wording(language)),
            }
            for language in presentation.slides
        },
    }


def _chosen(presentation: Presentation) -> Json:
    """Return what was picked, by the names of the address."""
    choice = presentation.choice
    return {
        "area": list(choice.areas),
        "theme": list(choice.themes),
        "kind": list(choice.kinds),
        "status": list(choice.statuses),
        "slides": list(presentation.ids),
    }


def _slides(presentation: Presentation, say: Wording) -> Iterator[Json]:
    slides = presentation.slides[say.language]
    for number, slide in enumerate(slides, 1):
        yield {
            "id": slide.id,
            "kind": slide.kind,
            "title": slide.title,
            "page": _page(slide, say),
            "html": slide_html(slide, say, number, len(slides)),
            "notes": notes_html(slide, presentation.catalog, say),
            "link": slide.link,
            "alt": slide.alt,
        }


def _page(slide: Slide, say: Wording) -> str:
    """Return which page of several a slide is; empty for one alone."""
    body = slide.body
    if not isinstance(body, Listing | Table | Timeline) or body.pages == 1:
        return ""
    return say("slides.page", page=body.page, pages=body.pages)


def _figures(presentation: Presentation, say: Wording) -> Json:
    """Return the figures by slide, then by width and mode."""
    drawn = {
        slide.id: _drawn(presentation.catalog, slide, say)
        for slide in presentation.slides[say.language]
    }
    return {identity: figures for identity, figures in drawn.items() if figures}


def _drawn(catalog: Catalog, slide: Slide, say: Wording) -> Json:
    found: Json = {}
    for name, size in (("wide", size_of(slide)), ("narrow", NARROW)):
        for mode in MODES:
            figure = figure_of(slide.body, look(catalog.frame, mode), say, size)
            if figure is None:
                return {}
            found.setdefault(name, {})[mode] = json.loads(figure.to_json())
    return found


def _choices(presentation: Presentation, say: Wording) -> Json:
    """Return what can be chosen, as pairs of an id and a name, by the names of the address."""
    catalog, language = presentation.catalog, say.language
    frame = catalog.frame
    kinds = {commitment.kind for commitment in catalog.commitments.values()}
    signs = {sign_of(verdict) for verdict in assess_all(catalog, presentation.as_of).values()}
    signs |= set(presentation.choice.statuses)
    briefings = briefings_of(catalog).values()
    return {
        "briefing": [[one.id, one.title(language)] for one in briefings],
        "area": [[one, area_name(frame, one, language)] for one in frame.sides],
        "theme": [[theme.id, theme.name(language)] for theme in frame.themes],
        "kind": [[one, say(f"kind.{one}")] for one in KINDS if one in kinds],
        "status": [
            [one, f"{sign.glyph} {say(f'status.{one}')}"]
            for one, sign in SIGNS.items()
            if one in signs
        ],
    }
