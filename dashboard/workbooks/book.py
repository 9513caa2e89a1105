"""What all sheets share: the catalog, the day, the words, and the cells that have names."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple
from urllib.parse import urlsplit

from xlsxwriter.utility import quote_sheetname

from dashboard.assessment import Shadow, Verdict
from dashboard.model import Catalog, Source
from dashboard.values import Day
from dashboard.wording import Wording
from dashboard.workbooks.grid import TOP, Column, Grid, Row
from dashboard.workbooks.terms import Given, Range, Term, Value, if_


class Name(NamedTuple):
    """A name that a workbook gives to cells: what they hold, and where they are."""

    name: str
    place: str
    values: tuple[Value, ...]


@dataclass(slots=True)
class Book:
    """One workbook as it is filled."""

    catalog: Catalog
    verdicts: Mapping[str, Verdict]
    """of the commitments that it lists, by id"""
    as_of: date
    say: Wording
    shadows: Mapping[str, Shadow]
    """of what was moved or withdrawn: how it would stand by the original promise"""
    is_whole: bool = True
    """whether it lists all commitments"""
    grids: dict[str, Grid] = field(default_factory=dict)
    names: dict[str, Name] = field(default_factory=dict)

    def grid(self, key: str, columns: Sequence[Column]) -> Grid:
        """Add an empty sheet and return it."""
        self.grids[key] = Grid(key, self.say(f"workbook.sheet.{key}"), columns)
        return self.grids[key]

    def word(self, key: str) -> str:
        """Return a word of the workbook."""
        return self.say(f"workbook.word.{key}")

    def name(self, key: str, grid: Grid, column: str, rows: Sequence[Row]) -> None:
        """Name the cells of a column in rows below each other."""
        letter, first, last = grid.letter(column), rows[0].index, rows[-1].index
        place = f"${letter}${first + TOP + 1}"
        if len(rows) > 1:
            place += f":${letter}${last + TOP + 1}"
        values = grid.cells(column, rows).values
        said = self.say(f"workbook.name.{key}")
        self.names[key] = Name(said, f"={quote_sheetname(grid.name)}!{place}", values)

    def named(self, key: str) -> Term:
        """Return the cell of a name."""
        found = self.names[key]
        return Term(found.values[0], lambda _: found.name)

    def listed(self, key: str) -> Range:
        """Return the cells of a name."""
        found = self.names[key]
        return Range(found.values, lambda _: found.name)

    def yes(self, condition: Term) -> Term:
        """Return yes or no for a condition."""
        return if_(condition, self.word("yes"), self.word("no"))

    def is_yes(self, cell: Term) -> Term:
        """Return whether a cell says yes."""
        return cell.same(self.word("yes"))


def nothing_unless(condition: Term, then: Given) -> Term:
    """Return something where a condition holds, else a cell that looks empty."""
    return if_(condition, then, "")


def shown(cell: Term) -> Term:
    """Return what a cell holds; one that is empty looks empty, and is not 0."""
    return nothing_unless(cell.is_given, cell)


def cite(book: Book, row: Row, source: Source, published: Day | None) -> None:
    """Put who said so, when, and where it can be read; a month or a year as it was written."""
    language = book.say.language
    row["publisher"] = source.publisher(language)
    row["title"] = source.title(language)
    row["published"] = dated(published)
    row.link("link", source.url or site_of(source.via), source.url)


def dated(day: Day | None) -> date | str | None:
    """Return what stands in a cell for a day: a date, or as written where only its month is known.

    No formula may reckon with such a cell.
    """
    if day is None:
        return None
    return day.last if day.last.isoformat() == day.text else day.text


def site_of(mirror: str | None) -> str:
    """Return the site of a mirror, empty for one without a name: it is never to be opened."""
    host = (urlsplit(mirror).hostname or "").removeprefix("www.") if mirror else ""
    return host if host.strip("0123456789.") else ""


def unique(items: Iterable[str]) -> tuple[str, ...]:
    """Return each text once, in order."""
    return tuple(dict.fromkeys(items))
