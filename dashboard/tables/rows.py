"""The rows of a plain table, and what their cells say."""

import csv
import io
import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dashboard.methods import Point

EMPTY = frozenset({"", "nan", "na", "n/a", "null", "none"})
"""What other programs write for a value that is not there."""

_YEAR = re.compile(r"\s*(\d{4})(?:\.0+)?(?:\s*[-/–]\s*(?:\d{2}|\d{4}))?\s*")
"""2015, 2015.0, or a range such as 2015-16, which stands for its first year."""


class Trouble(StrEnum):
    """What is wrong with a table or one of its rows; the sentence is `assess.<id>`."""

    NO_METHOD = "no-method"
    NOT_CSV = "not-csv"
    NO_COLUMN = "no-column"
    NO_COLUMNS_OF = "no-columns-of"
    COLUMN_TWICE = "column-twice"
    OF_A_PLAN = "of-a-plan"
    MORE_CELLS = "row.more-cells"
    FEWER_CELLS = "row.fewer-cells"
    WIDE_COMMA = "row.wide-comma"
    BOUNDS = "row.bounds"
    NUMBER = "row.number"
    YEAR = "row.year"
    DIRECTION = "row.direction"
    JSON = "row.json"
    TWO_VALUES = "row.two-values"
    ITEM = "row.item"
    NO_SERIES = "row.no-series"


class UnreadableError(Exception):
    """A row that cannot be read, with what fills the blanks of the sentence about it."""

    def __init__(self, trouble: Trouble, **blanks: str) -> None:
        super().__init__(trouble, blanks)
        self.key, self.blanks = f"assess.{trouble}", blanks


class TableError(UnreadableError):
    """A table of which no row can be read."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row, by the names of its columns; what a cell should not hold is an UnreadableError."""

    cells: Mapping[str, str]
    surplus: int = 0
    """so many more cells than columns, or fewer: none of them can be trusted"""

    def text(self, column: str) -> str | None:
        """Return what a cell says; None where it says nothing or is not there."""
        if self.surplus > 0:
            raise UnreadableError(Trouble.MORE_CELLS)
        if self.surplus < 0:
            wide = next((cell for cell in self.cells.values() if "，" in cell), "")
            trouble = Trouble.WIDE_COMMA if wide else Trouble.FEWER_CELLS
            raise UnreadableError(trouble, n=str(-self.surplus), text=wide)
        said = self.cells.get(column, "").strip()
        return None if said.lower() in EMPTY else said

    def number(self, column: str) -> float | None:
        """Return the number in a cell."""
        said = self.text(column)
        return None if said is None else number(said, column)

    def year(self, column: str) -> float | None:
        """Return the year in a cell, the first of a range."""
        said = self.text(column)
        return None if said is None else _year(said, column)

    def point(self, year: str, value: str) -> Point | None:
        """Return a year and its value from two cells; None where one says nothing."""
        at, amount = self.year(year), self.number(value)
        return None if at is None or amount is None else Point(at, amount)

    def direction(self, *, default: int | None = None) -> int:
        """Return +1 where more is better, -1 where less is."""
        said = self.number("direction")
        if said is None and default is not None:
            return default
        if said not in {1.0, -1.0}:
            raise UnreadableError(Trouble.DIRECTION, text=self.text("direction") or "")
        return int(said)

    def series(self, column: str) -> tuple[Point, ...]:
        """Return the values of a JSON object of years, in order; nulls are left out."""
        loaded = self.json(column)
        if not isinstance(loaded, dict | None):
            raise UnreadableError(Trouble.JSON, column=column)
        found: dict[float, float] = {}
        for label, given in (loaded or {}).items():
            at, value = _year(label, column), _optional(given, column)
            if value is not None and found.setdefault(at, value) != value:
                raise UnreadableError(Trouble.TWO_VALUES, column=column, year=f"{at:.0f}")
        return tuple(Point(at, found[at]) for at in sorted(found))

    def numbers(self, column: str) -> list[float]:
        """Return the numbers of a JSON list; nulls are left out."""
        values = (_optional(given, column) for given in self.items(column))
        return [value for value in values if value is not None]

    def items(self, column: str) -> Sequence[object]:
        """Return a JSON list; an empty cell holds none."""
        loaded = self.json(column)
        if not isinstance(loaded, list | None):
            raise UnreadableError(Trouble.JSON, column=column)
        return loaded or []

    def json(self, column: str) -> object:
        """Return what a cell of JSON says, None where it says nothing."""
        said = self.text(column)
        try:
            return None if said is None else json.loads(said)
        except (ValueError, RecursionError) as error:
            raise UnreadableError(Trouble.JSON, column=column) from error


def rows(text: str, columns: Sequence[str], either: Sequence[Sequence[str]] = ()) -> Iterator[Row]:
    """Yield the rows of a CSV table that are not blank.

    Raise TableError where one of the columns is missing, none of the groups of `either` is
    whole, a column is there twice, or the text is no CSV.
    """
    reader = csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True)
    try:
        lines = [line for line in reader if any(cell.strip() for cell in line)]
    except csv.Error as error:
        raise TableError(Trouble.NOT_CSV, line=str(reader.line_num)) from error
    names = [name.strip() for name in lines[0]] if lines else []
    used = {*columns, *(column for group in either for column in group)}
    twice = [name for name in used if names.count(name) > 1]
    if twice:
        raise TableError(Trouble.COLUMN_TWICE, columns=", ".join(sorted(twice)))
    missing = [column for column in columns if column not in names]
    if missing:
        raise TableError(Trouble.NO_COLUMN, columns=", ".join(missing))
    if either and not any(set(group) <= set(names) for group in either):
        groups = " / ".join(", ".join(group) for group in either)
        raise TableError(Trouble.NO_COLUMNS_OF, groups=groups)
    for line in lines[1:]:
        surplus = len(line) - len(names)
        is_padded = surplus > 0 and not any(line[len(names) :])
        yield Row(dict(zip(names, line, strict=False)), 0 if is_padded else surplus)


def number(given: object, column: str) -> float:
    """Return a finite number, written as such or as text; raise UnreadableError if it is none."""
    try:
        if isinstance(given, bool) or not isinstance(given, int | float | str):
            raise UnreadableError(Trouble.NUMBER, column=column, text=str(given))
        found = float(given)
    except (ValueError, OverflowError) as error:
        raise UnreadableError(Trouble.NUMBER, column=column, text=str(given)) from error
    if not math.isfinite(found):
        raise UnreadableError(Trouble.NUMBER, column=column, text=str(given))
    return found


def _optional(given: object, column: str) -> float | None:
    """Return a number of JSON; None for null and for what other programs write for it."""
    is_empty = given is None or (isinstance(given, float) and math.isnan(given))
    if is_empty or (isinstance(given, str) and given.strip().lower() in EMPTY):
        return None
    return number(given, column)


def _year(said: str, column: str) -> float:
    found = _YEAR.fullmatch(said)
    if found is None:
        raise UnreadableError(Trouble.YEAR, column=column, text=said)
    return float(found[1])
