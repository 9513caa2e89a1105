"""What several bodies are made of: a status, an area's name, a source."""

import re
from urllib.parse import urlsplit

from dashboard.markup.element import Html, element, joined
from dashboard.model import Grade, Source
from dashboard.sentences.provenance import full_title
from dashboard.theme import SIGNS
from dashboard.values import Day
from dashboard.wording import Wording

_JOINER = "\u00a0"
"""Keeps a glyph and its word together."""
_DAY = re.compile(r"([0-9]{4}-[0-9]{2}(?:-[0-9]{2})?)")


_ROWS = {"few": 3, "some": 6, "many": 12}
"""How many rows at most are set large, are read, are looked up; more are "most"."""


def body_of(kind: str, *children: str, **attributes: str | bool) -> Html:
    """Return the body of a slide, of a kind that the style knows."""
    return element("div", *children, class_=f"body {kind}", **attributes)


def head(*names: str) -> Html:
    """Return the head of a table."""
    cells = (element("th", name, scope="col") if name else element("td") for name in names)
    return element("thead", element("tr", *cells))


def amount(rows: int) -> str:
    """Return how many rows there are, as the style knows it."""
    return next((name for name, most in _ROWS.items() if rows <= most), "most")


def glyph(sign: str) -> Html:
    """Return the glyph of a status: never without its word beside it or read aloud."""
    return element("span", SIGNS[sign].glyph, class_="glyph", aria_hidden="true")


def status(sign: str, word: str) -> Html:
    """Return a status as it is always shown: glyph and word in its hue."""
    return element("span", glyph(sign), _JOINER, word, class_="status", data_sign=sign)


def area(identity: str, name: str) -> Html:
    """Return the name of an area in its colour; of no area, in ink."""
    return element("span", name, class_="area", data_area=identity)


def dated(words: str) -> Html:
    """Return text in which no day is broken at its hyphens."""
    found = _DAY.split(words)
    return joined(
        element("span", piece, class_="day") if number % 2 else piece
        for number, piece in enumerate(found)
    )


def source(found: Source, say: Wording) -> Html:
    """Return a source in full, linked to its publisher's own address.

    A mirror is named and never linked; nor is anything that is not an address of the web.
    """
    return joined((_linked(found, full_title(found, say)), _mirror(found, say)))


def cite(
    found: Source, say: Wording, published: Day | None = None, grade: Grade | None = None
) -> Html:
    """Return a source with day and grade, linked alike; a figure's own day and grade win."""
    words = say(
        "source.item",
        name=found.publisher(say.language),
        day=say.day(published or found.published),
        grade=say(f"grade.{grade or found.grade}"),
    )
    return joined((_linked(found, words, full_title(found, say)), _mirror(found, say)))


def _linked(found: Source, words: str, title: str = "") -> Html:
    if not found.url or urlsplit(found.url).scheme not in {"http", "https"}:
        return element("span", dated(words), title=title)
    return element(
        "a", dated(words), href=found.url, title=title, rel="noreferrer", target="_blank"
    )


def _mirror(found: Source, say: Wording) -> str:
    """Return the copy that was read, in words; empty where there is a better address."""
    if found.url:
        return ""
    host = (urlsplit(found.via or "").hostname or "").removeprefix("www.")
    if not host or host == found.publisher(say.language):
        return ""
    is_number = not host.strip("0123456789.")
    return say("source.mirror-ip") if is_number else say("source.mirror", host=host)
