"""A digest in words: its finding, the title of each group, and one line an entry."""

from collections.abc import Sequence
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.dated import FIRST_DAY
from dashboard.digests import (
    Case,
    Digest,
    Due,
    Entry,
    Group,
    Made,
    NewFigure,
    Said,
    Section,
    StatusChange,
    sections,
)
from dashboard.model import Catalog
from dashboard.sentences.entries import cause_words, entry_words, sign_of
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


class Head(NamedTuple):
    """What stands above the events of a case."""

    id: str
    title: str
    fresh: str
    """that it is new, in the place of the status before; empty where it is not"""
    signs: tuple[str, ...]


def finding(found: Digest, say: Wording) -> str:
    """Return a digest in one sentence."""
    if found.is_empty:
        return say("digest.finding.none", since=found.since, as_of=found.as_of)
    told, figures = sections(found), found.groups[Group.FIGURES]
    belated = sum(isinstance(entry, NewFigure) and entry.is_belated for entry in figures)
    turned = {section: sum(1 for case in told[section] if case.status) for section in Section}
    pieces = [
        say(
            "digest.finding",
            since=found.since,
            as_of=found.as_of,
            worse=turned[Section.WORSE],
            better=turned[Section.BETTER],
            other=turned[Section.OTHER],
        )
    ]
    if turned[Section.SILENT]:
        pieces.append(say("digest.finding.silent", n=turned[Section.SILENT]))
    if told[Section.MADE]:
        pieces.append(say("digest.finding.made", n=len(told[Section.MADE])))
    key = "digest.finding.belated" if belated else "digest.finding.figures"
    pieces.append(say(key, n=len(figures), belated=belated))
    return say("digest.join").join(pieces)


def section_title(section: Section, cases: Sequence[Case], say: Wording) -> str:
    """Return what a section is called, with how many cases it has, or that it has none."""
    name = say(f"digest.section.{section}")
    if not cases:
        return say("digest.section.none", name=name)
    return say("digest.section", name=name, n=len(cases))


def head(catalog: Catalog, case: Case, say: Wording) -> Head | None:
    """Return what stands above the events of a case; none for a figure of no commitment."""
    if not case.commitment:
        return None
    title = catalog.commitments[case.commitment].title(say.language)
    fresh = say("digest.fresh") if case.made else ""
    return Head(case.commitment, title, fresh, _signs(case.events[0]))


def in_short(catalog: Catalog, case: Case, say: Wording) -> str:
    """Return the day and the words of the first event of a case, without the rule behind it."""
    first = case.events[0]
    if isinstance(first, StatusChange):
        words = cause_words(catalog, first, say)
    else:
        words = entry_words(catalog, first, say)
    return say("digest.in-short", day=_day(first, say), words=words)


def beside(catalog: Catalog, case: Case, entry: Entry, say: Wording) -> str:
    """Return which other commitments an event of a case bears on; empty where there is none."""
    others = [one for one in entry.commitments if one != case.commitment]
    if not others:
        return ""
    titles = say("list.comma").join(catalog.commitments[one].title(say.language) for one in others)
    return say("digest.beside", names=titles)


def line(catalog: Catalog, entry: Entry, say: Wording) -> Line:
    """Return one entry in words, with its source."""
    titles = ((one, catalog.commitments[one].title(say.language)) for one in entry.commitments)
    day = _day(entry, say)
    return Line(
        day=say("day.unknown") if entry.day <= FIRST_DAY else day,
        names=tuple(titles),
        signs=_signs(entry),
        words=entry_words(catalog, entry, say),
        proof=proof(catalog, entry.said, say),
    )


def _day(entry: Entry, say: Wording) -> str:
    """Return the day of an entry: of a figure that is now another's, when that one said it."""
    match entry:
        case Due():
            return entry.on.text
        case NewFigure() if entry.figure.source != entry.first.source:
            return say.day(entry.said.published)
        case _:
            return entry.day.isoformat()


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
