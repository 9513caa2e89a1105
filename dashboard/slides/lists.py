"""What changed, what is due next, what is missing and whom to ask, what it all rests on."""

from collections.abc import Iterator, Mapping, Sequence

from dashboard.changes import NextNode, next_nodes
from dashboard.changes import missing as missing_of
from dashboard.digests import (
    Case,
    Entry,
    GoneStale,
    Made,
    Moved,
    NewFigure,
    Reached,
    Report,
    Revised,
    Section,
    StatusChange,
    Withdrawn,
    digest,
    of_commitments,
    sections,
)
from dashboard.model import BriefingSlide
from dashboard.sentences.commitment import area_name, by_words
from dashboard.sentences.digest import finding, line, proof_words
from dashboard.sentences.status import when_words, with_unit
from dashboard.slides.bodies import Cell, Column, Item, Listing, Table
from dashboard.slides.meeting import Meeting, sign_of
from dashboard.slides.pages import SECONDS, filled, paged, seconds
from dashboard.slides.slide import Slide

ROWS = 6
SOURCES = 9
"""Rows of the table of sources on one page: it is looked up, not read."""
ASKED = 3
"""Rows of what is missing on one page: each is looked up by whoever is to be asked."""
COUNTED = (Section.WORSE, Section.BETTER, Section.OTHER, Section.SILENT, Section.MADE)
"""What the title counts, each by itself: to go out of date is not to get worse."""
CHANGED = (*COUNTED, Section.NEWS, Section.STALE, Section.FIGURES)
"""What is a change, the weightiest first: what lies ahead and what is lacking is none."""
_FEW = 2
"""Numbers that follow each other and are still written one by one."""
PAGES = 2
"""Pages of changes that are shown; the rest stands in the notes."""


def paged_id(kind: str, number: int) -> str:
    """Return the id of a page: the first one has none."""
    return kind if number == 1 else f"{kind}-{number}"


# --- what changed ----------------------------------------------------------------------------


def changed(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield what changed since the last meeting, by commitment, in the order of a digest.

    The classes and their counts are those of the digest of the commitments that are looked at.
    What two pages do not hold is counted at their end, and is in the notes of the first.
    """
    say = meeting.say
    found = digest(meeting.catalog, meeting.since, meeting.as_of)
    if meeting.scope:
        found = of_commitments(found, meeting.verdicts.keys())
    told = sections(found)
    cases = [(section, case) for section in CHANGED for case in told[section]]
    items = [_item(meeting, section, case) for section, case in cases]
    title = meeting.titled(*_changed_titles(meeting, told, len(cases)))
    pages = _changed_pages(meeting, items)
    nothing = Item(say("slides.changed.none.head"), say("slides.changed.none.text"))
    first = 0
    for number, page in enumerate(pages, 1):
        shown = [case for _, case in cases[first : first + sum(one in items for one in page)]]
        first += len(shown)
        noted = [case for _, case in cases] if number == 1 else shown
        yield Slide(
            id=paged_id("changed", number),
            kind="changed",
            title=title,
            body=Listing(page or (nothing,), number, len(pages)),
            as_of=meeting.as_of,
            sources=meeting.cited(entry.said.source for case in shown for entry in case.events),
            notes=(
                meeting.scoped(finding(found, say)),
                *(_noted(meeting, entry) for case in noted for entry in case.events),
            ),
            alt=say("list.dot").join(f"{item.head} {item.text}" for item in page or (nothing,)),
            link=meeting.link("", since=meeting.since.isoformat()),
        )


def _changed_pages(meeting: Meeting, items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """Return the first pages; where there are more, a line at their end counts the rest."""
    costs = [_cost(item) for item in items]
    pages = filled(items, costs, ROWS)
    if len(pages) <= PAGES:
        return list(paged(items, costs, ROWS)) or [()]
    kept, last = pages[: PAGES - 1], list(pages[PAGES - 1])
    while True:
        shown = sum(map(len, kept)) + len(last)
        more = Item(
            meeting.say("slides.changed.more", n=len(items) - shown),
            meeting.say("slides.changed.more.where", page=meeting.say("digest.panel")),
        )
        if len(last) < ROWS and sum(map(_cost, (*last, more))) <= SECONDS:
            return [*kept, (*last, more)]
        last.pop()


def _cost(item: Item) -> float:
    return seconds(item.head, item.text, item.day)


def _changed_titles(
    meeting: Meeting, told: Mapping[Section, Sequence[Case]], total: int
) -> Iterator[str]:
    """Yield how many changed for the worse, the better and so on; shorter ones name fewer."""
    say, day = meeting.say, meeting.since.isoformat()
    if not total:
        yield say("slides.changed.none", day=day)
        return
    counts = {section: len(told[section]) for section in COUNTED if told[section]}
    parts = [say(f"slides.changed.{section}", n=count) for section, count in counts.items()]
    for kept in range(len(parts), 0, -1):
        words = say("slides.comma").join(parts[:kept])
        if rest := total - sum(list(counts.values())[:kept]):
            yield say("slides.comma").join((words, say("slides.rest", n=rest)))
        yield words
    if not parts:
        yield say("slides.changed.news", n=total, day=day)
        yield say("slides.changed.in-all", n=total)


def _item(meeting: Meeting, section: Section, case: Case) -> Item:
    """Return a case in one line: its first event, and where its deadline was moved to."""
    say, first = meeting.say, case.events[0]
    name = meeting.name(case.commitment) if case.commitment else ""
    if not name and isinstance(first, NewFigure | Revised):
        name = area_name(meeting.catalog, first.area, meeting.language)
    words = _short(meeting, first)
    moved = next((one for one in case.events[1:] if isinstance(one, Moved)), None)
    if moved:
        words = say("slides.changed.and", one=words, two=_short(meeting, moved))
    if section == Section.SILENT:
        words = say("slides.changed.silently")
    day = line(meeting.catalog, first, say).day
    return Item(name, words, _sign(first), day)


def _sign(entry: Entry) -> str:
    """Return the sign of the status that an entry ends with, if it has one."""
    match entry:
        case StatusChange():
            return sign_of(entry.after)
        case Made():
            return sign_of(entry.now)
        case _:
            return ""


def _short(meeting: Meeting, entry: Entry) -> str:  # noqa: C901, PLR0911 - one line a kind
    """Return a change in a few words."""
    say, catalog = meeting.say, meeting.catalog
    match entry:
        case StatusChange():
            return say(
                "slides.changed.status",
                before=say(f"status.{sign_of(entry.before)}"),
                after=say(f"status.{sign_of(entry.after)}"),
            )
        case Made():
            return say("slides.changed.made.now", status=say(f"status.{sign_of(entry.now)}"))
        case GoneStale():
            return say("slides.changed.stale", when=when_words(say, entry.fact.when))
        case Moved() if entry.date_before != entry.date_after:
            return say(
                "slides.changed.moved",
                what=entry.name(meeting.language) if entry.name else say("slides.changed.due"),
                before=entry.date_before.text if entry.date_before else say("slides.none"),
                after=entry.date_after.text if entry.date_after else say("slides.none"),
            )
        case Moved() if entry.amount_before and entry.amount_after:
            return say(
                "slides.changed.moved",
                what=entry.name(meeting.language) if entry.name else say("slides.target.aim"),
                before=with_unit(catalog, say, entry.amount_before, entry.indicator),
                after=with_unit(catalog, say, entry.amount_after, entry.indicator),
            )
        case Reached():
            return say("slides.changed.reached", what=entry.name(meeting.language))
        case Revised():
            indicator = catalog.indicators[entry.indicator]
            return say(
                "slides.changed.moved",
                what=(indicator.short or indicator.name)(meeting.language),
                before=with_unit(catalog, say, entry.before.value, entry.indicator),
                after=with_unit(catalog, say, entry.after.value, entry.indicator),
            )
        case NewFigure():
            indicator = catalog.indicators[entry.indicator]
            return say(
                "slides.changed.figure",
                name=(indicator.short or indicator.name)(meeting.language),
                when=when_words(say, entry.figure.period.text),
                value=with_unit(catalog, say, entry.figure.value, entry.indicator),
            )
        case Report() if entry.what:
            return entry.what(meeting.language)
        case Withdrawn():
            return say("status.withdrawn")
        case _:
            return line(catalog, entry, say).words


def _noted(meeting: Meeting, entry: Entry) -> str:
    say = meeting.say
    said = line(meeting.catalog, entry, say)
    names = say.listed(name for _, name in said.names)
    if not names and isinstance(entry, NewFigure):
        names = area_name(meeting.catalog, entry.area, meeting.language)
    return say(
        "slides.changed.note",
        day=said.day,
        name=names,
        words=said.words,
        proof=proof_words(said.proof, say),
    )


# --- what is due -----------------------------------------------------------------------------


def nodes(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield the planned dates ahead, the nearest first."""
    say, catalog = meeting.say, meeting.catalog
    ahead = next_nodes(catalog, meeting.verdicts)
    rows, costs = [], []
    for node in ahead:
        row = (
            Cell(node.day.text),
            Cell(meeting.name(node.commitment)),
            Cell(_what(meeting, node.commitment, node.what(meeting.language))),
        )
        rows.append(row)
        costs.append(seconds(*(cell.text for cell in row)))
    if not ahead:
        return
    columns = (
        Column(say("slides.column.day"), 0.16),
        Column(say("slides.column.commitment"), 0.42),
        Column(say("slides.column.node"), 0.42),
    )
    pages = list(paged(rows, costs, ROWS))
    done = 0
    for number, page in enumerate(pages, 1):
        told = ahead[done : done + len(page)]
        done += len(page)
        yield Slide(
            id=paged_id("nodes", number),
            kind="nodes",
            title=meeting.titled(*_nodes_titles(meeting, told, len(ahead), number)),
            body=Table(columns, page, number, len(pages)),
            as_of=meeting.as_of,
            sources=meeting.cited(node.source for node in told),
            notes=tuple(
                say(
                    "slides.nodes.note",
                    day=node.day.text,
                    name=meeting.name(node.commitment),
                    by=by_words(catalog, meeting.commitment(node.commitment), say),
                    status=meeting.word(meeting.verdicts[node.commitment]),
                )
                for node in told
            ),
            alt=say("list.dot").join(" ".join(cell.text for cell in row) for row in page),
            link=meeting.link(""),
        )


def _nodes_titles(
    meeting: Meeting, told: Sequence[NextNode], total: int, number: int
) -> Iterator[str]:
    """Yield the nearest date as a title; of a further page the days that it is about."""
    say, first, last = meeting.say, told[0], told[-1]
    if number == 1:
        name = meeting.name(first.commitment)
        yield say("slides.nodes", day=first.day.text, name=name)
        yield say("slides.nodes.plain", n=total, day=first.day.text)
        yield say("slides.nodes.short", day=first.day.text)
    elif first.day == last.day:
        yield say("slides.nodes.day", day=first.day.text)
    else:
        yield say("slides.nodes.days", start=first.day.text, end=last.day.text)


def _what(meeting: Meeting, identity: str, what: str) -> str:
    """Return what is due, or that it is the commitment itself."""
    same = what in {meeting.name(identity), meeting.commitment(identity).title(meeting.language)}
    return meeting.say("slides.nodes.deadline") if same else what


# --- what is missing -------------------------------------------------------------------------


def missing(meeting: Meeting, entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield what data would settle what cannot be judged, and whom to ask.

    Of one status: without another one those that have no data at all.
    """
    say = meeting.say
    wanted = entry.status or "no-data"
    found = [
        one
        for one in missing_of(meeting.catalog, meeting.verdicts)
        if sign_of(one.verdict) == wanted
    ]
    if not found:
        return
    rows = [
        (
            Cell(meeting.name(one.commitment), wanted),
            Cell(one.what(meeting.language) if one.what else say("line.nothing")),
            Cell(one.office(meeting.language) if one.office else say("slides.missing.nobody")),
        )
        for one in found
    ]
    offices = {one.office for one in found if one.office}
    title = meeting.titled(
        say(f"slides.missing.{wanted}", n=len(found), offices=len(offices)),
        say(f"slides.missing.{wanted}.short", n=len(found)),
    )
    pages = list(paged(rows, [0.0] * len(rows), ASKED))
    columns = (
        Column(say("slides.column.commitment"), 0.26),
        Column(say("slides.column.missing"), 0.46),
        Column(say("slides.column.ask"), 0.28),
    )
    done = 0
    for number, page in enumerate(pages, 1):
        told = found[done : done + len(page)]
        done += len(page)
        yield Slide(
            id=paged_id("missing" if wanted == "no-data" else f"missing-{wanted}", number),
            kind="missing",
            title=title,
            body=Table(columns, page, number, len(pages)),
            as_of=meeting.as_of,
            sources=meeting.cited(meeting.commitment(one.commitment).made.source for one in told),
            notes=(
                say("slides.missing.note"),
                *(
                    say(
                        "slides.missing.why",
                        name=meeting.name(one.commitment),
                        why=one.why(meeting.language),
                    )
                    for one in told
                    if one.why
                ),
            ),
            alt=say("list.dot").join(" ".join(cell.text for cell in row) for row in page),
            link=meeting.link("commitments", status=wanted),
        )


# --- sources ---------------------------------------------------------------------------------


def sources(meeting: Meeting, before: Sequence[Slide]) -> Iterator[Slide]:
    """Yield the sources of the slides before, each with the slides that rest on it."""
    say = meeting.say
    places: dict[str, list[int]] = {}
    words = {}
    for number, slide in enumerate(before, 1):
        for cited in slide.sources:
            places.setdefault(cited.id, []).append(number)
            words[cited.id] = cited
    rows = [
        (
            Cell(words[one].full),
            Cell(say.listed(_ranges(list(dict.fromkeys(numbers))))),
        )
        for one, numbers in places.items()
    ]
    if not rows:
        return
    title = say("slides.sources", n=len(rows))
    columns = (
        Column(say("slides.column.source"), 0.84),
        Column(say("slides.column.slides"), 0.16),
    )
    pages = [rows[at : at + SOURCES] for at in range(0, len(rows), SOURCES)]
    ids = list(places)
    for number, page in enumerate(pages, 1):
        told = ids[(number - 1) * SOURCES : number * SOURCES]
        yield Slide(
            id=paged_id("sources", number),
            kind="sources",
            title=title,
            body=Table(columns, tuple(page), number, len(pages)),
            as_of=meeting.as_of,
            sources=(),
            notes=tuple(
                say("slides.sources.note", name=words[one].full, url=address)
                for one in told
                if (address := meeting.catalog.sources[one].url)
            ),
            alt=say("list.dot").join(row[0].text for row in page),
            link=meeting.link("sources"),
        )


def _ranges(numbers: Sequence[int]) -> Iterator[str]:
    """Yield numbers in their order, three and more that follow each other as a range."""
    start = 0
    for at, number in enumerate(numbers):
        if at + 1 < len(numbers) and numbers[at + 1] == number + 1:
            continue
        run = numbers[start : at + 1]
        yield from [f"{run[0]}–{run[-1]}"] if len(run) > _FEW else map(str, run)
        start = at + 1
