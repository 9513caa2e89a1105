"""A digest in words: its finding, the title of each group, and one line an entry."""

from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.dated import FIRST_DAY
from dashboard.digests import Digest, Due, Entry, Group, Made, Said, StatusChange, Tone
from dashboard.model import Catalog
from dashboard.sentences.entries import entry_words, sign_of
from dashboard.wording import Wording


class Proof(NamedTuple):
    """The source of a line, in words."""

    id: str
    publisher: str
    title: str
    day: str
    grade: str
    url: str
    """of the publisher; empty where there is none"""
    mirror: str
    """the copy that was read, in words: it is named and never linked"""


class Line(NamedTuple):
    """One entry in words, to be escaped by whoever prints it."""

    day: str
    names: tuple[tuple[str, str], ...]
    """the commitments by id and title"""
    signs: tuple[str, ...]
    """the status before and after, or the one now or again, as keys of the signs"""
    words: str
    proof: Proof


def finding(found: Digest, say: Wording) -> str:
    """Return a digest in one sentence."""
    if found.is_empty:
        return say("digest.finding.none", since=found.since, as_of=found.as_of)
    statuses, figures = Group.STATUSES, found.groups[Group.FIGURES]
    return say(
        "digest.finding",
        since=found.since,
        as_of=found.as_of,
        worse=found.count(statuses, Tone.WORSE),
        better=found.count(statuses, Tone.BETTER),
        other=found.count(statuses, Tone.OTHER),
        figures=len(figures),
    )


def group_title(found: Digest, group: Group, say: Wording) -> str:
    """Return what a group is called, with how many entries it has, or that it has none."""
    name, count = say(f"digest.group.{group}"), len(found.groups[group])
    if not count:
        return say("digest.group.none", name=name)
    return say("digest.group", name=name, n=count)


def by_tone(entries: tuple[Entry, ...]) -> Iterator[tuple[Tone, tuple[Entry, ...]]]:
    """Yield the entries of a group by tone, in order, no tone without any."""
    for tone in Tone:
        if given := tuple(entry for entry in entries if entry.tone == tone):
            yield tone, given


def tone_title(tone: Tone, entries: tuple[Entry, ...], say: Wording) -> str:
    """Return the words above the entries of a tone; empty where a group knows no other."""
    if {entry.tone for entry in entries} == {Tone.OTHER}:
        return ""
    return say(f"digest.tone.{tone}", n=sum(entry.tone == tone for entry in entries))


def line(catalog: Catalog, entry: Entry, say: Wording) -> Line:
    """Return one entry in words, with its source."""
    titles = ((one, catalog.commitments[one].title(say.language)) for one in entry.commitments)
    day = entry.on.text if isinstance(entry, Due) else entry.day.isoformat()
    return Line(
        day=say("day.unknown") if entry.day <= FIRST_DAY else day,
        names=tuple(titles),
        signs=_signs(entry),
        words=entry_words(catalog, entry, say),
        proof=proof(catalog, entry.said, say),
    )


def proof(catalog: Catalog, said: Said, say: Wording) -> Proof:
    """Return a source in words, with the day and the grade that hold for what it said."""
    source = catalog.sources[said.source]
    publisher = source.publisher(say.language)
    return Proof(
        id=source.id,
        publisher=publisher,
        title=source.title(say.language),
        day=say.day(said.published),
        grade=say(f"grade.{said.grade}"),
        url=source.url or "",
        mirror="" if source.url else _mirror(source.via or "", publisher, say),
    )


def _mirror(address: str, publisher: str, say: Wording) -> str:
    """Return the copy that was read, in words; empty where it is the publisher itself."""
    host = (urlsplit(address).hostname or "").removeprefix("www.")
    if host in {"", publisher}:
        return ""
    is_named = bool(host.strip("0123456789."))
    return say("source.mirror", host=host) if is_named else say("source.mirror-ip")


def proof_words(said: Proof, say: Wording) -> str:
    """Return a source in one sentence: publisher, title, day, grade, and the copy that was read."""
    return say(
        "digest.source",
        publisher=said.publisher,
        title=said.title,
        day=said.day,
        grade=said.grade,
        mirror=said.mirror,
    )


def _signs(entry: Entry) -> tuple[str, ...]:
    match entry:
        case StatusChange():
            return tuple(dict.fromkeys((sign_of(entry.before), sign_of(entry.after))))
        case Made():
            return (sign_of(entry.now),)
        case _:
            return ()
