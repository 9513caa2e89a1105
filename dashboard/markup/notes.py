"""What the speaker may need, as HTML: the working in words, and the sources in full."""

from dashboard.markup import parts
from dashboard.markup.element import Html, element, joined
from dashboard.model import Catalog
from dashboard.slides import Slide
from dashboard.wording import Wording


def notes_html(slide: Slide, catalog: Catalog, say: Wording) -> Html:
    """Return the notes of a slide: one paragraph each, then its sources, linked.

    What the grades of sources mean stands with them.
    """
    known = [catalog.sources[one.id] for one in slide.sources if one.id in catalog.sources]
    said = [element("p", note) for note in slide.notes]
    if known:
        said.append(element("p", say("slides.note.sources"), class_="notes-sources"))
    if known or slide.kind == "sources":
        said.append(element("p", say("source.grades"), class_="notes-grades"))
    if known:
        said.append(element("ul", *(element("li", parts.source(one, say)) for one in known)))
    return joined(said)
