"""A workbook put together, sheet by sheet."""

from collections.abc import Mapping
from datetime import date

from dashboard.assessment import Verdict, shadows
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Commitment,
    LimitsCommitment,
    ProjectCommitment,
    ReformCommitment,
)
from dashboard.wording import Wording
from dashboard.workbooks import (
    comparison,
    figures,
    measured,
    parts,
    register,
    reported,
    reports,
    rules,
    sources,
    writing,
)
from dashboard.workbooks.book import Book
from dashboard.workbooks.figures import Figures

ORDER = ("register", "parts", "comparison", "evidence", "nodes", "figures", "sources", "rules")
"""The sheets after the cover."""


def workbook(
    catalog: Catalog,
    verdicts: Mapping[str, Verdict],
    as_of: date,
    say: Wording,
    *,
    filters: str = "",
) -> bytes:
    """Return the register as an XLSX file in which share, elapsed, F and status are live.

    `filters` says in words by what the verdicts were chosen, if they are not all.
    """
    return writing.written(book_of(catalog, verdicts, as_of, say, filters=filters), ORDER, filters)


def book_of(
    catalog: Catalog,
    verdicts: Mapping[str, Verdict],
    as_of: date,
    say: Wording,
    *,
    filters: str = "",
) -> Book:
    """Return the cells of all sheets: inputs, and formulas with their values."""
    moved = shadows(catalog, verdicts)
    book = Book(catalog, verdicts, as_of, say, moved, is_whole=not filters)
    rules.fill(book)
    known = figures.fill(book)
    for fill in (register, parts, comparison):
        fill.grid_of(book)
    reports.grid_of(book)
    reports.nodes_of(book)
    for identity, verdict in verdicts.items():
        _enter(book, known, catalog.commitments[identity], verdict)
    sources.fill(book, _named(book))
    return book


def _enter(book: Book, known: Figures, commitment: Commitment, verdict: Verdict) -> None:
    """Add a commitment with everything it rests on, and judge it."""
    row = register.enter(book, commitment, verdict)
    match commitment:
        case LimitsCommitment():
            measured.limits(book, row, commitment, known)
        case ProjectCommitment():
            reported.project(book, row, commitment, verdict)
        case ReformCommitment():
            reported.reform(book, row, commitment)
        case AmbitionCommitment():
            reported.ambition(book, row, commitment, known)
        case _:
            measured.target(book, row, commitment, known)
    register.decide(book, row)


def _named(book: Book) -> set[str]:
    """Return the ids of the sources that the filled sheets and the verdicts name."""
    cells = (row.get("source") for key in ("figures", "evidence") for row in book.grids[key].rows)
    said = {str(cell.value) for cell in cells if cell}
    return said.union(*(verdict.sources for verdict in book.verdicts.values()))
