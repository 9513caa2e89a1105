"""What a briefing is made for: a catalog on a day, in a language, as far as the reader looks."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from dashboard.assessment import Verdict, assess_all
from dashboard.changes import side_of
from dashboard.frames.overview import area_name
from dashboard.model import Catalog, Commitment
from dashboard.sentences.commitment import name_of
from dashboard.sentences.provenance import full_title
from dashboard.slides.pages import fitting, width
from dashboard.slides.slide import Cited
from dashboard.theme import sign_key
from dashboard.wording import Wording

USUAL = timedelta(days=90)
"""Where nobody says when the last meeting was, this long ago."""
_SCOPE = 6.0
"""The width of a choice that a title has room for before its message."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Which commitments a reader looks at, by ids; none of a kind means all."""

    areas: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    statuses: tuple[str, ...] = ()
    """keys of the signs: an achieved one that was late is `achieved-late`"""

    def takes(self, catalog: Catalog, verdict: Verdict) -> bool:
        """Return whether a commitment is among those looked at."""
        commitment = catalog.commitments[verdict.id]
        return (
            (not self.areas or side_of(commitment) in self.areas)
            and (not self.themes or catalog.theme_of[verdict.id] in self.themes)
            and (not self.kinds or commitment.kind in self.kinds)
            and (not self.statuses or sign_of(verdict) in self.statuses)
        )

    def words(self, catalog: Catalog, say: Wording) -> str:
        """Return the choice in words; empty where everything is looked at."""
        frame, language = catalog.frame, say.language
        groups = (
            [area_name(frame, area, language) for area in self.areas],
            [theme.name(language) for theme in frame.themes if theme.id in self.themes],
            [say(f"kind.{kind}") for kind in self.kinds],
            [say(f"status.{status}") for status in self.statuses],
        )
        return say("list.dot").join(say.listed(names) for names in groups if names)


EVERYTHING = Choice()


def sign_of(verdict: Verdict) -> str:
    """Return the key of a verdict among the signs."""
    return sign_key(verdict.status, is_late=verdict.is_late)


@dataclass(frozen=True, slots=True)
class Meeting:
    """What every slide of a briefing is made from."""

    catalog: Catalog
    verdicts: Mapping[str, Verdict]
    """of the commitments that are looked at, in the order of the files"""
    as_of: date
    since: date
    """the day of the last meeting"""
    say: Wording
    choice: Choice = EVERYTHING
    every: Mapping[str, Verdict] = field(default_factory=dict)
    """of all commitments, looked at or not"""

    @property
    def scope(self) -> str:
        """Return the choice in words; empty where everything is looked at."""
        return self.choice.words(self.catalog, self.say)

    @property
    def is_unmatched(self) -> bool:
        """Return whether there is a choice that nothing fits."""
        return self.choice != EVERYTHING and not self.verdicts

    def titled(self, *messages: str) -> str:
        """Return the first message that fits into a title, with whose it is where not all's."""
        if not self.scope:
            return fitting(self.language, *messages)
        short = self.scope if width(self.scope) <= _SCOPE else self.say("slides.scope.some")
        return fitting(self.language, *(self.scoped(one, short) for one in messages))

    def scoped(self, message: str, scope: str = "") -> str:
        """Return a message with whose it is; as it is where everything is looked at."""
        scope = scope or self.scope
        return self.say("slides.scope", scope=scope, message=message) if scope else message

    @property
    def language(self) -> str:
        """Return the language of the words."""
        return self.say.language

    def name(self, identity: str) -> str:
        """Return the short name of a commitment."""
        return name_of(self.commitment(identity), self.language)

    def commitment(self, identity: str) -> Commitment:
        """Return a commitment by its id."""
        found: Commitment = self.catalog.commitments[identity]
        return found

    def word(self, verdict: Verdict) -> str:
        """Return the status of a verdict in words."""
        return self.say(f"status.{sign_of(verdict)}")

    def link(self, path: str, **about: str) -> str:
        """Return an address within the dashboard that keeps the day and the language."""
        kept = {} if self.language == "zh" else {"lang": self.language}
        return f"/{path}?{urlencode({**about, 'as_of': self.as_of.isoformat(), **kept})}"

    def cited(self, sources: Iterable[str]) -> tuple[Cited, ...]:
        """Return sources by id, each once, in order; an id that is none is left out."""
        known = self.catalog.sources
        return tuple(self._cited(one) for one in dict.fromkeys(sources) if one in known)

    def _cited(self, identity: str) -> Cited:
        source = self.catalog.sources[identity]
        words = self.say(
            "source.item",
            name=source.publisher(self.language),
            day=self.say.day(source.published),
            grade=self.say(f"grade.{source.grade}"),
        )
        return Cited(identity, words, full_title(source, self.say))


def meeting_of(
    catalog: Catalog, as_of: date, say: Wording, since: date | None, choice: Choice = EVERYTHING
) -> Meeting:
    """Return a meeting on a day; without the day of the last one, what changed in 90 days."""
    verdicts = assess_all(catalog, as_of)
    taken = {key: one for key, one in verdicts.items() if choice.takes(catalog, one)}
    last = min(since or as_of - USUAL, as_of)
    return Meeting(catalog, taken, as_of, last, say, choice, verdicts)
