"""What changed, what is due next, what is missing and whom to ask, what it all rests on."""

from collections.abc import Iterator, Sequence

from dashboard.changes import missing as missing_of
from dashboard.changes import next_nodes
from dashboard.digests import (
    Digest,
    Entry,
    Group,
    Moved,
    NewFigure,
    Reached,
    Report,
    StatusChange,
    Tone,
    Withdrawn,
    digest,
)
from dashboard.model import BriefingSlide
from dashboard.sentences.commitment import area_name, by_words
from dashboard.sentences.digest import finding, line, proof_words
from dashboard.sentences.status import when_words, with_unit
from dashboard.slides.bodies import Cell, Column, Item, Listing, Table
from dashboard.slides.meeting import Meeting, sign_of
from dashboard.slides.pages import fitting, paged, seconds
from dashboard.slides.slide import Slide

ROWS = 6
SOURCES = 9
"""Rows of the table of sources on one page: it is looked up, not read."""
CHANGED = (Group.STATUSES, Group.MOVED, Group.NODES, Group.WITHDRAWN, Group.FIGURES, Group.REPORTS)
"""What is a change, the weightiest first."""
_FEW = 2
"""Numbers that follow each other and are still written one by one."""
PAGES = 2
"""Pages of changes that are shown; the rest stands in the notes."""


def paged_id(kind: str, number: int) -> str:
    """Return the id of a page: the first one has none."""
    return kind if number == 1 else f"{kind}-{number}"


# --- what changed ----------------------------------------------------------------------------


def changed(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield what changed since the last meeting, the worst first."""
    say = meeting.say
    found = digest(meeting.catalog, meeting.since, meeting.as_of)
    entries = [
        entry
        for group in CHANGED
        for entry in found.groups[group]
        if set(entry.commitments) & meeting.verdicts.keys()
    ]
    items = [_item(meeting, entry) for entry in entries]
    title = _changed_title(meeting, found, entries)
    costs = [seconds(item.head, item.text, item.day) for item in items]
    pages = list(paged(items, costs, ROWS))[:PAGES] or [()]
    notes = (finding(found, say), *(_noted(meeting, entry) for entry in entries))
    for number, page in enumerate(pages, 1):
        shown = page or (Item(say("slides.changed.none.head"), say("slides.changed.none.text")),)
        first = sum(len(one) for one in pages[: number - 1])
        told = entries[first : first + len(page)]
        yield Slide(
            id=paged_id("changed", number),
            kind="changed",
            title=title,
            body=Listing(shown, number, len(pages)),
            as_of=meeting.as_of,
            sources=meeting.cited(entry.said.source for entry in told),
            notes=notes if number == 1 else notes[:1] + notes[1 + first : 1 + first + len(page)],
            alt=say("list.dot").join(f"{item.head} {item.text}" for item in shown),
            link=meeting.link("", since=meeting.since.isoformat()),
        )


def _changed_title(meeting: Meeting, found: Digest, entries: Sequence[Entry]) -> str:
    say = meeting.say
    if not entries:
        return fitting(meeting.language, say("slides.changed.none", day=meeting.since.isoformat()))
    turned = [entry for entry in entries if isinstance(entry, StatusChange)]
    worse = sum(entry.tone == Tone.WORSE for entry in turned)
    better = sum(entry.tone == Tone.BETTER for entry in turned)
    parts = [
        *([say("slides.changed.worse", n=worse)] if worse else []),
        *([say("slides.changed.better", n=better)] if better else []),
    ]
    count = say("slides.changed.news", n=len(entries), day=found.since.isoformat())
    if not parts:
        return fitting(meeting.language, count)
    comma = say("slides.comma")
    more = say("slides.changed.in-all", n=len(entries))
    return fitting(meeting.language, comma.join([*parts, more]), comma.join(parts))


def _item(meeting: Meeting, entry: Entry) -> Item:
    names = [meeting.name(one) for one in entry.commitments if one in meeting.verdicts]
    sign = sign_of(entry.after) if isinstance(entry, StatusChange) else ""
    said = line(meeting.catalog, entry, meeting.say)
    return Item(names[0], _short(meeting, entry), sign, said.day)


def _short(meeting: Meeting, entry: Entry) -> str:  # noqa: PLR0911 - one line a kind
    """Return a change in a few words."""
    say, catalog = meeting.say, meeting.catalog
    match entry:
        case StatusChange():
            return say(
                "slides.changed.status",
                before=say(f"status.{sign_of(entry.before)}"),
                after=say(f"status.{sign_of(entry.after)}"),
            )
        case Moved() if entry.date_before != entry.date_after:
            return say(
                "slides.changed.moved",
                before=entry.date_before.text if entry.date_before else say("slides.none"),
                after=entry.date_after.text if entry.date_after else say("slides.none"),
            )
        case Moved() if entry.amount_before and entry.amount_after:
            return say(
                "slides.changed.moved",
                before=with_unit(catalog, say, entry.amount_before, entry.indicator),
                after=with_unit(catalog, say, entry.amount_after, entry.indicator),
            )
        case Reached():
            return say("slides.changed.reached", what=entry.name(meeting.language))
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
    first = ahead[0]
    title = fitting(
        meeting.language,
        say("slides.nodes", n=len(ahead), day=first.day.text, name=meeting.name(first.commitment)),
        say("slides.nodes.plain", n=len(ahead), day=first.day.text),
    )
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
            title=title,
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
    title = fitting(
        meeting.language, say(f"slides.missing.{wanted}", n=len(found), offices=len(offices))
    )
    costs = [seconds(*(cell.text for cell in row)) for row in rows]
    pages = list(paged(rows, costs, ROWS))
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
