"""What is presented: a briefing on a day, from data that change no more."""

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from dashboard.assessment import as_known
from dashboard.model import Briefing, Catalog
from dashboard.slides import EVERYTHING, Choice, Slide, chosen, slides_of
from dashboard.wording import Wording


@dataclass(frozen=True, slots=True)
class Presentation:
    """Slides in every language of the catalog, with what they were made from."""

    catalog: Catalog
    """as it was known on the day"""
    data: str
    """the fingerprint of the whole catalog"""
    as_of: date
    briefing: Briefing
    since: date | None
    """the day of the last meeting; None for the briefing's own"""
    choice: Choice
    ids: tuple[str, ...]
    """the slides that were picked; none means all"""
    slides: Mapping[str, tuple[Slide, ...]]
    """by language"""

    @property
    def made(self) -> str:
        """Return a short text that differs for other data, another day or another choice."""
        what = (self.data, self.as_of, self.briefing.id, self.since, self.choice, self.ids)
        return _digest(repr(what))


def presentation_of(  # noqa: PLR0913 - what a meeting is made of, and what is picked of it
    catalog: Catalog,
    as_of: date,
    briefing: Briefing,
    since: date | None = None,
    *,
    choice: Choice = EVERYTHING,
    ids: Collection[str] = (),
) -> Presentation:
    """Return what is presented of a briefing as of a day; a pure function."""
    known = as_known(catalog, as_of)
    return Presentation(
        catalog=known,
        data=fingerprint(catalog),
        as_of=as_of,
        briefing=briefing,
        since=since,
        choice=choice,
        ids=tuple(ids),
        slides={
            language: chosen(
                slides_of(known, as_of, Wording(language), briefing, since, choice=choice), ids
            )
            for language in catalog.frame.languages
        },
    )


def fingerprint(catalog: Catalog) -> str:
    """Return a short text that is the same for the same content, in whatever order it was read.

    It is of what was understood, not of the files: neither a comment nor a file that is broken
    and therefore shown as it was makes a difference.
    """
    nouns = (catalog.sources, catalog.indicators, catalog.commitments, catalog.briefings)
    content = [repr(catalog.frame), repr(sorted(catalog.theme_of.items()))]
    content += [repr(noun) for kind in nouns for _, noun in sorted(kind.items())]
    return _digest("\n".join(content))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:20]
