"""Sheets before they are written: rows of cells, each an input or a formula with its value."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from xlsxwriter.utility import quote_sheetname, xl_col_to_name

from dashboard.workbooks.terms import Given, Range, Term, Value, serial, term

TOP = 3
"""Rows above the first one of data: the bands, the hints, the headers."""


class Column(NamedTuple):
    """One column: its key among the phrases, how it is shown, and what may be put in."""

    key: str
    form: str = "text"
    """text, words (of several lines), date, number, whole or percent"""
    width: float = 12
    band: str = ""
    """the key of the heading above it and its neighbours"""
    choices: str = ""
    """the key of the list that an input is chosen from"""
    put: bool = False
    """whether its cells are inputs, where they are no formulas"""


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell; a formula without its sign of equality, else none."""

    value: Value
    formula: str | None = None
    link: str | None = None
    form: str = ""
    """how it is shown, where otherwise than its column"""


@dataclass(slots=True)
class Grid:
    """One sheet as it is filled, from the top row by row."""

    key: str
    name: str
    columns: Sequence[Column]
    rows: list[dict[str, Cell]] = field(default_factory=list)

    def row(self) -> "Row":
        """Add an empty row below the others and return it."""
        self.rows.append({})
        return Row(self, len(self.rows) - 1)

    def first(self, number: int) -> list["Row"]:
        """Return the first rows, adding those that are not there yet."""
        while len(self.rows) < number:
            self.row()
        return [Row(self, index) for index in range(number)]

    def cells(self, key: str, rows: Sequence["Row"]) -> Range:
        """Return the cells of a column in rows below each other."""
        first, last = rows[0].index, rows[-1].index
        letter = self.letter(key)

        def write(sheet: str) -> str:
            return f"{self.prefix(sheet)}{letter}{first + TOP + 1}:{letter}{last + TOP + 1}"

        found = (self.rows[index].get(key) for index in range(first, last + 1))
        return Range(tuple(cell.value if cell else None for cell in found), write)

    def letter(self, key: str) -> str:
        """Return the letter of a column."""
        keys = [column.key for column in self.columns]
        name: str = xl_col_to_name(keys.index(key))
        return name

    def prefix(self, sheet: str) -> str:
        """Return what stands before a cell that is named on another sheet."""
        return "" if sheet == self.name else f"{quote_sheetname(self.name)}!"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a sheet: what is put into it can be named in formulas."""

    grid: Grid
    index: int

    def __setitem__(self, key: str, given: Given | date | None) -> None:
        """Put an input, or a formula where a term is given."""
        self.grid.rows[self.index][key] = _cell(given, self.grid.name)

    def __getitem__(self, key: str) -> Term:
        """Return a cell as part of a formula; an empty one if nothing was put there."""
        cell = self.grid.rows[self.index].get(key)
        place = f"{self.grid.letter(key)}{self.index + TOP + 1}"
        return Term(cell.value if cell else None, lambda sheet: f"{self.grid.prefix(sheet)}{place}")

    def text(self, key: str) -> str:
        """Return the text that was put."""
        return str(self.grid.rows[self.index][key].value or "")

    def fill(self, values: Mapping[str, Given | date | None]) -> None:
        """Put several."""
        for key, value in values.items():
            self[key] = value

    def link(self, key: str, text: str, address: str | None) -> None:
        """Put a text that opens an address."""
        self.grid.rows[self.index][key] = Cell(text, link=address)


def _cell(given: Given | date | None, sheet: str) -> Cell:
    match given:
        case Term():
            value = 0.0 if given.value is None else given.value
            return Cell(value, given.write(sheet))
        case date():
            return Cell(serial(given), form="date")
        case None | "":
            return Cell(None)
        case _:
            return Cell(term(given).value)
