"""What was promised, and where it stands: the cover, the matrix, the counts, the register."""

from collections import Counter
from collections.abc import Iterator, Sequence

from dashboard.frames import overview
from dashboard.model import BriefingSlide
from dashboard.sentences.commitment import by_words, one_line
from dashboard.sentences.overview import GROUPS, alt_matrix, alt_unit_bar, headline
from dashboard.slides.bodies import (
    AreaCount,
    Cell,
    Column,
    Count,
    Counts,
    Cover,
    Matrix,
    MatrixRow,
    Standing,
    Table,
)
from dashboard.slides.meeting import Meeting, sign_of
from dashboard.slides.pages import fitting, paged, seconds
from dashboard.slides.slide import Slide
from dashboard.theme import SIGNS

ROWS = 6
"""Rows of a table on one page."""


def cover(meeting: Meeting, _entry: BriefingSlide, title: str) -> Iterator[Slide]:
    """Yield the first slide: what the meeting is about, as of when, since when."""
    say, frame = meeting.say, meeting.catalog.frame
    lines = (
        frame.scope(meeting.language),
        say("slides.cover.as-of", day=meeting.as_of.isoformat()),
        say("slides.cover.since", day=meeting.since.isoformat()),
        *([say("slides.foot.filters", filters=meeting.scope)] if meeting.scope else []),
    )
    yield Slide(
        id="cover",
        kind="cover",
        title=fitting(meeting.language, title),
        body=Cover(lines),
        as_of=meeting.as_of,
        notes=(where_it_stands(meeting), say("slides.cover.notes")),
        alt=say("list.dot").join((title, *lines)),
        link=meeting.link(""),
    )


def promised(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield the status matrix: every commitment by area and field."""
    say, catalog = meeting.say, meeting.catalog
    frame = overview.statuses(catalog, meeting.verdicts, language=meeting.language)
    if frame.empty:
        return
    cells = overview.matrix_cells(catalog, frame, language=meeting.language)
    columns = list(dict.fromkeys(zip(cells["column"], cells["column_name"], strict=True)))
    rows = []
    for area, here in cells.groupby("area", sort=False):
        found = [
            tuple(
                Standing(row["id"], row["name"], row["sign"], say(f"status.{row['sign']}"))
                for row in here[here["column"] == column].to_dict("records")
                if row["id"]
            )
            for column, _ in columns
        ]
        first = here.iloc[0]
        rows.append(MatrixRow(str(area), first["area_name"], first["side"], tuple(found)))
    made = Counter(meeting.commitment(one).made.source for one in meeting.verdicts)
    key = "slides.promised" if len(columns) > 1 else "slides.promised.plain"
    yield Slide(
        id="promised",
        kind="promised",
        title=meeting.titled(
            say(key, n=len(frame), fields=len(columns)), say("slides.promised.plain", n=len(frame))
        ),
        body=Matrix(tuple(name for _, name in columns), tuple(rows), _words(meeting)),
        as_of=meeting.as_of,
        sources=meeting.cited(source for source, _ in made.most_common()),
        notes=tuple(
            say("slides.promised.note", name=row.name, names=say.listed(names))
            for row in rows
            if (names := [one.name for cell in row.cells for one in cell])
        ),
        alt=alt_matrix(cells, say),
        link=meeting.link("commitments"),
    )


def _words(meeting: Meeting) -> tuple[Count, ...]:
    found = Counter(sign_of(verdict) for verdict in meeting.verdicts.values())
    return tuple(
        Count(sign, meeting.say(f"status.{sign}"), found[sign]) for sign in SIGNS if found[sign]
    )


def standing(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield how many stand where: of all, and by area."""
    say, catalog = meeting.say, meeting.catalog
    frame = overview.statuses(catalog, meeting.verdicts, language=meeting.language)
    counts = _words(meeting)
    areas = []
    for area in overview.rows_of(catalog.frame, frozenset(frame["area"])):
        found = Counter(frame[frame["area"] == area]["sign"])
        own = tuple(count._replace(number=found[count.sign]) for count in counts)
        name = overview.area_name(catalog.frame, area, meeting.language)
        areas.append(AreaCount(area, name, own))
    yield Slide(
        id="standing",
        kind="standing",
        title=_standing_title(meeting),
        body=Counts(counts, tuple(areas)),
        as_of=meeting.as_of,
        notes=(where_it_stands(meeting), *_by_status(meeting, counts)),
        alt=alt_unit_bar(frame, say),
        link=meeting.link(""),
    )


def where_it_stands(meeting: Meeting) -> str:
    """Return the finding of the commitments that are looked at, and whose they are."""
    if meeting.is_unmatched:
        return meeting.say("slides.standing.unmatched")
    return meeting.scoped(headline(meeting.catalog, meeting.verdicts, meeting.say))


def _standing_title(meeting: Meeting) -> str:
    """Return the counts as one message; the groups that matter least are left out first."""
    say = meeting.say
    found = {
        group: sum(one.status in members for one in meeting.verdicts.values())
        for group, members in GROUPS.items()
    }
    parts = {
        group: say(f"slides.standing.{group}", n=count)
        for group, count in found.items()
        if count and group != "withdrawn"
    }
    if not parts:
        return where_it_stands(meeting)
    comma = say("slides.comma")
    said = []
    for dropped in ((), ("on-track",), ("on-track", "open"), ("on-track", "open", "behind")):
        kept = [words for group, words in parts.items() if group not in dropped]
        said += [comma.join(kept)] if kept else []
    return meeting.titled(*said)


def _by_status(meeting: Meeting, counts: Sequence[Count]) -> Iterator[str]:
    """Yield the names of all commitments of each status, for the notes."""
    for count in counts:
        names = [
            meeting.name(identity)
            for identity, verdict in meeting.verdicts.items()
            if sign_of(verdict) == count.sign
        ]
        yield meeting.say(
            "slides.standing.note",
            glyph=SIGNS[count.sign].glyph,
            word=count.word,
            n=count.number,
            names=meeting.say.listed(names),
        )


def register(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield all commitments, worst first, over as many pages as they take."""
    say, catalog = meeting.say, meeting.catalog
    frame = overview.statuses(catalog, meeting.verdicts, language=meeting.language)
    rows = []
    for identity in frame["id"]:
        verdict = meeting.verdicts[identity]
        by = by_words(catalog, meeting.commitment(identity), say)
        name = meeting.name(identity)
        rows.append((Cell(name), Cell(by), Cell(meeting.word(verdict), sign_of(verdict))))
    title = meeting.titled(
        say("slides.register.chosen" if meeting.scope else "slides.register", n=len(rows)),
        say("slides.count", n=len(rows)),
    )
    costs = [seconds(*(cell.text for cell in row)) for row in rows]
    pages = list(paged(rows, costs, ROWS))
    ids = iter(frame["id"])
    for number, page in enumerate(pages, 1):
        told = [next(ids) for _ in page]
        yield Slide(
            id="register" if number == 1 else f"register-{number}",
            kind="register",
            title=title,
            body=Table(_columns(meeting), page, number, len(pages)),
            as_of=meeting.as_of,
            sources=meeting.cited(meeting.commitment(one).made.source for one in told),
            notes=tuple(
                say(
                    "slides.register.note",
                    name=meeting.name(one),
                    line=one_line(catalog, meeting.commitment(one), meeting.verdicts[one], say),
                )
                for one in told
            ),
            alt=say("list.dot").join(" ".join(cell.text for cell in row) for row in page),
            link=meeting.link("commitments"),
        )


def _columns(meeting: Meeting) -> tuple[Column, ...]:
    say = meeting.say
    return (
        Column(say("slides.column.commitment"), 0.56),
        Column(say("slides.column.by"), 0.2),
        Column(say("slides.column.status"), 0.24),
    )
