"""The sheet of the sources: every one that the other sheets name."""

from collections.abc import Iterable

from dashboard.workbooks.book import Book, cite
from dashboard.workbooks.grid import Column

COLUMNS = (
    Column("id", width=18, band="source"),
    Column("publisher", "words", 26, "source"),
    Column("title", "words", 60, "source"),
    Column("published", "date", 12, "source"),
    Column("inferred", width=10, band="source"),
    Column("grade", width=8, band="source"),
    Column("link", "link", 46, "source"),
    Column("note", "words", 46, "source"),
)


def fill(book: Book, named: Iterable[str]) -> None:
    """Fill the sheet, in the order of the data."""
    language, wanted = book.say.language, set(named)
    grid = book.grid("sources", COLUMNS)
    for source in book.catalog.sources.values():
        if not book.is_whole and source.id not in wanted:
            continue
        row = grid.row()
        row["id"] = source.id
        cite(book, row, source, source.published)
        row["inferred"] = book.word("yes") if source.inferred else None
        row["grade"] = book.say(f"grade.{source.grade}")
        row["note"] = source.note(language) if source.note else None
