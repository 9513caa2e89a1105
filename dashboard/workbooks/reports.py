"""The sheet of dated evidence, and of the nodes of projects."""

from collections.abc import Sequence

from dashboard.assessment import Fact, known_evidence
from dashboard.assessment.projects import KnownNode
from dashboard.assessment.reports import of_report
from dashboard.model import Catalog, Commitment, Shows
from dashboard.sentences.commitment import area_name
from dashboard.workbooks.book import Book, cite, nothing_unless, shown
from dashboard.workbooks.grid import Column, Grid, Row
from dashboard.workbooks.terms import (
    FALSE,
    Term,
    and_,
    at,
    count_of,
    if_,
    largest,
    not_,
    or_,
    or_else,
    place_in,
    smallest,
)

COLUMNS = (
    Column("id", width=26, band="fact"),
    Column("of", "words", 14, "fact"),
    Column("kind", width=11, band="fact"),
    Column("when", width=12, band="fact"),
    Column("first", "date", 12, "fact", put=True),
    Column("last", "date", 12, "fact", put=True),
    Column("shows", width=14, band="fact", choices="shows", put=True),
    Column("what", "words", 46, "fact"),
    Column("counts_on", "date", 12, "says"),
    Column("by", "date", 12, "says"),
    Column("done", "date", 12, "says"),
    Column("lost", "date", 12, "says"),
    Column("against", "whole", 9, "says"),
    Column("slip", "whole", 9, "says"),
    Column("slip_on", "date", 12, "says"),
    Column("adopts", "whole", 9, "says"),
    Column("held", "whole", 9, "says"),
    Column("in_force", "whole", 9, "says"),
    Column("everywhere", "whole", 9, "says"),
    Column("ended", "whole", 9, "says"),
    Column("publisher", "words", 22, "source"),
    Column("title", "words", 44, "source"),
    Column("published", "date", 12, "source", put=True),
    Column("link", "link", 34, "source"),
    Column("source", width=16, band="source"),
)

NODES = (
    Column("id", width=26, band="node"),
    Column("node", width=14, band="node"),
    Column("name", "words", 24, "node"),
    Column("final", width=9, band="node", choices="yes-no", put=True),
    Column("planned_first", "date", 13, "node", put=True),
    Column("planned", "date", 13, "node", put=True),
    Column("now_planned", "date", 13, "node", put=True),
    Column("actual_first", "date", 13, "node", put=True),
    Column("actual", "date", 13, "node", put=True),
    Column("published", "date", 13, "node", put=True),
    Column("moved", "date", 13, "slip"),
    Column("slip", "whole", 10, "slip"),
    Column("begins", "date", 13, "slip"),
    Column("reached_by", "date", 13, "slip"),
)


def grid_of(book: Book) -> Grid:
    """Return the sheet of evidence, added where it is not there yet."""
    return book.grids.get("evidence") or book.grid("evidence", COLUMNS)


def nodes_of(book: Book) -> Grid:
    """Return the sheet of nodes, added where it is not there yet."""
    return book.grids.get("nodes") or book.grid("nodes", NODES)


def report(
    book: Book, register: Row, facts: Sequence[Fact], nodes: dict[str, Row] | None = None
) -> list[Row]:
    """Add dated facts and return their rows; an empty one to fill in where there are none."""
    rows = []
    for fact in facts:
        row = grid_of(book).row()
        row["id"] = register.text("id")
        node = (nodes or {}).get(fact.subject)
        _fact(book, row, fact, node if fact.kind == "node" else None)
        _says(book, row, register)
        _slip(row, node if fact.kind in {"node", "replanned"} else None)
        rows.append(row)
    return rows or [_empty(book, register)]


def _empty(book: Book, register: Row) -> Row:
    row = grid_of(book).row()
    row["id"] = register.text("id")
    row.fill(dict.fromkeys(("of", "when", "first", "last", "shows", "what", "published")))
    row["kind"] = book.word("fact-evidence")
    _says(book, row, register)
    _slip(row, None)
    return row


def _fact(book: Book, row: Row, fact: Fact, reached: Row | None) -> None:
    language = book.say.language
    row.fill(
        {
            "of": _subject(book.catalog, fact, language),
            "kind": book.word(f"fact-{fact.kind}"),
            "when": fact.when,
            "first": shown(reached["actual_first"]) if reached else fact.first,
            "last": shown(reached["actual"]) if reached else fact.last,
            "shows": book.say(f"shows.{fact.shows}") if fact.shows else None,
            "what": _what(book, fact),
            "source": fact.source,
        }
    )
    cite(book, row, book.catalog.sources[fact.source], fact.published)
    row["published"] = fact.published.last if fact.published else None  # formulas reckon with it


def _what(book: Book, fact: Fact) -> str:
    what = fact.what(book.say.language) if fact.what else ""
    return f"{what} → {fact.to}" if fact.to else what


def _subject(catalog: Catalog, fact: Fact, language: str) -> str:
    areas = {area.id for area in catalog.frame.areas}
    return area_name(catalog, fact.subject, language) if fact.subject in areas else fact.subject


def _says(book: Book, row: Row, register: Row) -> None:
    """Put when it counts, and what it says: done, lost, or not done by the deadline."""
    last, shows, published = row["last"], row["shows"], row["published"]
    counts = and_(last.is_given, shows.differs(book.say(f"shows.{Shows.CONTEXT}")))
    row["counts_on"] = nothing_unless(counts, last)
    told = row["counts_on"].is_given
    row["by"] = nothing_unless(told, if_(published.is_given, smallest(last, published), last))
    row["done"] = _if_shown(book, row, "shows-done")
    row["lost"] = _if_shown(book, row, "shows-lost")
    moved = (row["kind"].same(book.word(f"fact-{kind}")) for kind in ("node", "replanned"))
    against = or_(count_of(book.listed("shows-against"), shows) > 0, *moved)
    deadline = register["deadline"]
    after = if_(or_(deadline.same(""), row["by"].same("")), FALSE, row["by"] > deadline)
    row["against"] = if_(and_(against, after), 1, 0)


def _if_shown(book: Book, row: Row, words: str) -> Term:
    is_one = count_of(book.listed(words), row["shows"]) > 0
    return nothing_unless(and_(row["counts_on"].is_given, is_one), row["last"])


def _slip(row: Row, node: Row | None) -> None:
    row["slip"] = node["slip"] if node else None
    row["slip_on"] = nothing_unless(row["slip"].is_given, row["last"])


def course_of_reform(book: Book, register: Row, rows: Sequence[Row]) -> None:
    """Put in how many areas a reform is in force after each report; the newest comes first."""
    grid = rows[0].grid
    for index in reversed(range(len(rows))):
        row, older = rows[index], rows[index + 1 :]
        adopts = count_of(book.listed("shows-adopted"), row["shows"]) > 0
        row["adopts"] = if_(and_(row["counts_on"].is_given, adopts), 1, 0)
        row["held"] = 0
        row["in_force"] = row["adopts"]
        if older:
            before = at(grid.cells("adopts", older), place_in(row["of"], grid.cells("of", older)))
            row["held"] = or_else(before, 0)
            row["in_force"] = older[0]["in_force"] + row["adopts"] - row["held"]
        everywhere = row["in_force"].same(register["areas"])
        row["everywhere"] = nothing_unless(everywhere, index + 1)
    areas = grid.cells("of", rows)
    for index, row in enumerate(rows):
        is_newest = place_in(row["of"], areas).same(index + 1)
        ends = row["shows"].same(book.say(f"shows.{Shows.ENDED}"))
        row["ended"] = or_else(if_(and_(ends, is_newest), 1, 0), 0)


def context(book: Book, register: Row, commitment: Commitment, own: Sequence[Fact]) -> None:
    """Add what is shown but never counted: context, and what other areas did."""
    known = known_evidence(book.catalog, commitment.evidence, book.as_of)
    others = [fact for item in known if (fact := of_report(book.catalog, item)) not in own]
    if others:
        report(book, register, others)


def node_rows(book: Book, register: Row, nodes: Sequence[KnownNode]) -> dict[str, Row]:
    """Add the nodes of a project and return their rows by id."""
    return {known.node.id: _node(book, register, known) for known in nodes}


def _node(book: Book, register: Row, known: KnownNode) -> Row:
    node, planned, actual = known.node, known.planned, known.actual
    row = nodes_of(book).row()
    row.fill(
        {
            "id": register.text("id"),
            "node": node.id,
            "name": node.name(book.say.language),
            "final": book.word("yes" if node.final else "no"),
            "planned_first": planned[0].to.first if planned else None,
            "planned": planned[0].to.last if planned else None,
            "now_planned": planned[-1].to.last if len(planned) > 1 else None,
            "actual_first": actual.on.first if actual else None,
            "actual": actual.on.last if actual else None,
            "published": None,
        }
    )
    if actual:
        published = actual.published or book.catalog.sources[actual.source].published
        row["published"] = published.last if published else None
    _node_slip(row, row["final"].same(book.word("yes")))
    return row


def _node_slip(row: Row, is_final: Term) -> None:
    """Put by how many days a node slipped against its first planned date (judging.md 2)."""
    planned, now, actual = row["planned"], row["now_planned"], row["actual"]
    row["moved"] = if_(actual.is_given, actual, shown(now))
    moved = row["moved"]
    slip = largest(moved - planned, 0)
    row["slip"] = nothing_unless(and_(planned.is_given, moved.is_given), slip)
    first, begun = row["planned_first"], row["actual_first"]
    begins = if_(first.is_given, first, shown(begun))
    row["begins"] = nothing_unless(not_(is_final), begins)
    early = if_(row["published"].is_given, smallest(actual, row["published"]), actual)
    row["reached_by"] = nothing_unless(actual.is_given, early)
