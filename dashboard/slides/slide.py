"""A slide: one message, one figure, its day, its sources, and the working for the speaker."""

from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from dashboard.slides.bodies import Body


class Key(NamedTuple):
    """The number that the message stands on, drawn large: 已晚 | 2 个半月."""

    before: str
    number: str
    after: str
    sign: str
    """whose hue it has: a key of `theme.SIGNS`, or empty for ink"""
    second: str = ""
    """a second message beside it; empty for none"""


class Cited(NamedTuple):
    """A source that a slide rests on."""

    id: str
    words: str
    """publisher, day and grade: what the foot has room for"""
    full: str
    """with its title: what the notes say"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Slide:
    """One slide in one language, for any renderer: screen, PPTX, PDF, HTML.

    What is on it to be read takes about 11 seconds; a table that takes more runs over pages,
    each a slide of its own. Foot and notes are not read aloud and count for nothing.
    """

    id: str
    """what `slide=` and `slides=` name: its kind, then what it is about; a second page ends
    in -2: `troubles-river-tunnel`, `missing-2`"""
    kind: str
    """a word of `model.SLIDE_KINDS`, for a jump list that groups"""
    title: str
    """one message: at most about 20 Chinese characters"""
    body: Body
    key: Key | None = None
    as_of: date
    filters: str = ""
    """what the reader chose to see, in words; empty for everything"""
    sources: tuple[Cited, ...] = ()
    """what the slide rests on, the most important first"""
    notes: tuple[str, ...] = ()
    """what the speaker may need: the working in words, one paragraph each"""
    alt: str
    """the figure in a sentence"""
    link: str
    """the page of the dashboard with the evidence, a path with its query but no host, such as
    `/commitment?id=…&as_of=2026-03-20&lang=en`"""
