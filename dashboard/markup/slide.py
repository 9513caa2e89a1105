"""One slide as HTML: a section with its title, its key number, its figure and its foot."""

from dashboard.markup import parts
from dashboard.markup.bodies import body_html
from dashboard.markup.element import Html, element, joined
from dashboard.slides import Key, Listing, Slide, Table, Timeline, foot
from dashboard.slides.pages import width
from dashboard.wording import Wording

TAGS = {"zh": "zh-CN", "en": "en-GB"}
"""What a browser is told the words are in."""
_SHORT = 24
"""Characters of a piece of the foot that is kept in one line."""
_WIDE, _WIDER, _LONG = 4, 8, 13
"""Full-width characters that a number has room for at full size, and at the next one; and the
second message."""


def slide_html(slide: Slide, say: Wording, number: int, of: int, *, prefix: str = "slide-") -> Html:
    """Return a slide as a section of the stage: 1920 by 1080 px, or a column on a phone.

    Where a figure goes, its place has the slide's id in `data-figure` and holds the figure in
    words. `prefix` begins the section's id, for a document that has a slide in two languages.
    """
    return element(
        "section",
        _title(slide, say),
        *([_key(slide.key)] if slide.key else []),
        body_html(slide, say),
        element(
            "footer",
            element("p", _foot(foot(slide, say), say("list.dot")), class_="foot"),
            element("p", f"{number} / {of}", class_="number"),
        ),
        class_="slide keyed" if slide.key else "slide",
        id=f"{prefix}{slide.id}",
        lang=TAGS[say.language],
        data_slide=slide.id,
        data_kind=slide.kind,
    )


def _foot(words: str, dot: str) -> Html:
    """Return the foot: its short pieces, the day among them, are not broken."""
    pieces = (
        element("span", piece, class_="day") if len(piece) <= _SHORT else parts.dated(piece)
        for piece in words.split(dot)
    )
    return joined(pieces, dot)


def _title(slide: Slide, say: Wording) -> Html:
    """Return the title, with the page where there are several."""
    body = slide.body
    pages = []
    if isinstance(body, Listing | Table | Timeline) and body.pages > 1:
        words = say("slides.page", page=body.page, pages=body.pages)
        pages = [element("small", words)]
    return element("h1", element("span", slide.title), *pages)


def _key(key: Key) -> Html:
    """Return the large number, in the hue of its status, and the message beside it."""
    room = width(key.number)
    size = "" if room <= _WIDE else "large" if room <= _WIDER else "wide"
    return element(
        "div",
        element(
            "p",
            key.before,
            " ",
            element("strong", key.number, data_sign=key.sign, data_size=size),
            " ",
            key.after,
            class_="key-number",
        ),
        element("p", key.second, data_size="" if width(key.second) <= _LONG else "small"),
        class_="key",
    )
