"""Formulas that know their own value: written once, for the spreadsheet and for who has none.

A term has a value, as a spreadsheet would work it out, and writes itself as a formula. So the
values kept beside the formulas can never say something else than the formulas do.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum
from math import isfinite
from typing import TypeGuard

from dashboard.values import add_months

_EPOCH = date(1899, 12, 30)


class Fault(Enum):
    """What a spreadsheet shows where something cannot be worked out."""

    VALUE = "#VALUE!"


Value = float | str | bool | Fault | None
"""What a cell may hold; a day is its serial number, None an empty cell."""

_ATOM, _PRODUCT, _SUM, _COMPARISON = 4, 3, 2, 1


@dataclass(frozen=True, slots=True, eq=False)
class Term:
    """A part of a formula: its value, and its text as seen from a sheet."""

    value: Value
    write: Callable[[str], str]
    level: int = _ATOM
    """how strongly it binds; what binds less is put in brackets"""

    def __add__(self, other: "Given") -> "Term":
        """Return the sum."""
        return _arithmetic(self, other, "+", _SUM, lambda a, b: a + b)

    def __sub__(self, other: "Given") -> "Term":
        """Return the difference."""
        return _arithmetic(self, other, "-", _SUM, lambda a, b: a - b)

    def __mul__(self, other: "Given") -> "Term":
        """Return the product."""
        return _arithmetic(self, other, "*", _PRODUCT, lambda a, b: a * b)

    def __truediv__(self, other: "Given") -> "Term":
        """Return the quotient."""
        return _arithmetic(self, other, "/", _PRODUCT, lambda a, b: a / b)

    def __ge__(self, other: "Given") -> "Term":
        """Return whether it is at least so much."""
        return _comparison(self, other, ">=", lambda a, b: a >= b)

    def __le__(self, other: "Given") -> "Term":
        """Return whether it is at most so much."""
        return _comparison(self, other, "<=", lambda a, b: a <= b)

    def __gt__(self, other: "Given") -> "Term":
        """Return whether it is more."""
        return _comparison(self, other, ">", lambda a, b: a > b)

    def __lt__(self, other: "Given") -> "Term":
        """Return whether it is less."""
        return _comparison(self, other, "<", lambda a, b: a < b)

    def same(self, other: "Given") -> "Term":
        """Return whether it is the same; an empty cell is the same as no text."""
        return _comparison(self, other, "=", lambda a, b: a == b)

    def differs(self, other: "Given") -> "Term":
        """Return whether it is not the same."""
        return _comparison(self, other, "<>", lambda a, b: a != b)

    @property
    def is_given(self) -> "Term":
        """Return whether there is anything."""
        return self.differs("")


Given = Term | float | str | bool

_Key = tuple[int, float, str]


@dataclass(frozen=True, slots=True)
class Range:
    """Cells below each other."""

    values: tuple[Value, ...]
    write: Callable[[str], str]

    @property
    def numbers(self) -> list[float]:
        """Return the numbers in it, for a spreadsheet leaves out the rest."""
        return [value for value in self.values if _is_number(value)]


def serial(day: date) -> float:
    """Return the number by which a spreadsheet knows a day."""
    return float((day - _EPOCH).days)


def day_of(number: float) -> date:
    """Return the day that a spreadsheet knows by a number."""
    return _EPOCH + timedelta(days=int(number))


def term(given: Given) -> Term:
    """Return a constant as a term."""
    if isinstance(given, Term):
        return given
    return Term(float(given) if type(given) is int else given, lambda _: _constant(given))


def if_(condition: Term, then: Given, otherwise: Given) -> Term:
    """Return one of two, by a condition."""
    known = _number(condition.value)
    branch = term(then if known else otherwise)
    value = Fault.VALUE if known is None else _shown(branch.value)
    return _call("IF", value, condition, then, otherwise)


def and_(*conditions: Term) -> Term:
    """Return whether all conditions hold."""
    return _call("AND", _logical(conditions, all), *conditions)


def or_(*conditions: Term) -> Term:
    """Return whether one of the conditions holds."""
    return _call("OR", _logical(conditions, any), *conditions)


def not_(condition: Term) -> Term:
    """Return whether a condition does not hold."""
    known = _number(condition.value)
    return _call("NOT", Fault.VALUE if known is None else not known, condition)


def largest(*given: Given | Range) -> Term:
    """Return the largest number, 0 where there is none."""
    return _call("MAX", _over(given, lambda numbers: max(numbers, default=0.0)), *given)


def smallest(*given: Given | Range) -> Term:
    """Return the smallest number, 0 where there is none."""
    return _call("MIN", _over(given, lambda numbers: min(numbers, default=0.0)), *given)


def total(*given: Given | Range) -> Term:
    """Return the sum of the numbers."""
    return _call("SUM", _over(given, lambda numbers: float(sum(numbers))), *given)


def count(*given: Given | Range) -> Term:
    """Return how many numbers there are."""
    return _call("COUNT", _over(given, lambda numbers: float(len(numbers))), *given)


def count_of(cells: Range, wanted: Given) -> Term:
    """Return how many cells hold a word or a number."""
    found = [value for value in cells.values if value is not None and _equal(value, wanted)]
    return _call("COUNTIF", float(len(found)), cells, wanted)


def absolute(given: Term) -> Term:
    """Return the size of a number."""
    number = _number(given.value)
    return _call("ABS", Fault.VALUE if number is None else abs(number), given)


def year(day: Term) -> Term:
    """Return the year of a day."""
    number = _number(day.value)
    value = Fault.VALUE if number is None else float(day_of(number).year)
    return _call("YEAR", value, day)


def day(number: Term, month: int, date_: int) -> Term:
    """Return a day of a year."""
    known = _number(number.value)
    value = serial(date(int(known), month, date_)) if known and known >= 1 else Fault.VALUE
    return _call("DATE", value, number, month, date_)


def months_after(day: Term, months: Term) -> Term:
    """Return the day so many months later, at the month's end where it is shorter."""
    number, more = _number(day.value), _number(months.value)
    value: Value = Fault.VALUE
    if number is not None and more is not None:
        value = serial(add_months(day_of(number), int(more)))
    return _call("EDATE", value, day, months)


def place_in(wanted: Given, cells: Range) -> Term:
    """Return the place of the first cell that holds something, from 1."""
    found = (n for n, value in enumerate(cells.values, 1) if _equal(value, wanted))
    place = next(found, None)
    return _call("MATCH", Fault.VALUE if place is None else float(place), wanted, cells, 0)


def at(cells: Range, place: Term) -> Term:
    """Return what the cell at a place holds."""
    number = _number(place.value)
    value: Value = Fault.VALUE
    if number is not None and 1 <= number <= len(cells.values):
        value = _shown(cells.values[int(number) - 1])
    return _call("INDEX", value, cells, place)


def chosen(number: Term, *choices: Given) -> Term:
    """Return the choice of a number, from 1."""
    place = _number(number.value)
    value: Value = Fault.VALUE
    if place is not None and 1 <= place <= len(choices):
        value = _shown(term(choices[int(place) - 1]).value)
    return _call("CHOOSE", value, number, *choices)


def or_else(given: Term, otherwise: Given) -> Term:
    """Return a term, or something else where it cannot be worked out."""
    value = term(otherwise).value if isinstance(given.value, Fault) else given.value
    return _call("IFERROR", value, given, otherwise)


def power(base: Term, exponent: Given) -> Term:
    """Return a power."""
    a, b = _number(base.value), _number(term(exponent).value)
    value: Value = Fault.VALUE
    if a is not None and b is not None and (a > 0 or (a == 0 and b > 0)):
        value = _finite(lambda: a**b)
    return _call("POWER", value, base, exponent)


def joined(*given: Given) -> Term:
    """Return texts one after the other."""
    text = "".join(str(_shown(term(one).value)) for one in given)
    return Term(
        text, lambda sheet: "&".join(_wrapped(term(one), _SUM, sheet) for one in given), _SUM
    )


TRUE, FALSE = term(True), term(False)  # noqa: FBT003 - what they are


# --- how a spreadsheet reckons ---------------------------------------------------------------


def _constant(given: float | str | bool) -> str:  # noqa: FBT001 - any value
    if isinstance(given, bool):
        return "TRUE" if given else "FALSE"
    if isinstance(given, str):
        doubled = given.replace('"', '""')
        return f'"{doubled}"'
    return f"{given:.15g}"


def _finite(reckon: Callable[[], float]) -> float | Fault:
    """Return a number; a spreadsheet shows none that is too large for it."""
    try:
        number = float(reckon())
    except OverflowError:
        return Fault.VALUE
    return number if isfinite(number) else Fault.VALUE


def _is_number(value: Value) -> TypeGuard[float]:
    return isinstance(value, float) and not isinstance(value, bool)


def _number(value: Value) -> float | None:
    """Return a value as a number to reckon with: an empty cell is 0, a text is none."""
    if value is None:
        return 0.0
    return None if isinstance(value, str | Fault) else float(value)


def _shown(value: Value) -> Value:
    """Return what a formula shows that passes a value on: an empty cell becomes 0."""
    return 0.0 if value is None else value


def _keys(one: Value, other: Value) -> tuple[_Key, _Key]:
    """Return keys in the order of spreadsheets: numbers, then texts, then TRUE and FALSE."""
    return _key(one, other), _key(other, one)


def _key(value: Value, beside: Value) -> _Key:
    if value is None:
        return (1, 0.0, "") if isinstance(beside, str) else (0, 0.0, "")
    if isinstance(value, str):
        return 1, 0.0, value.casefold()
    return (2 if isinstance(value, bool) else 0), _number(value) or 0.0, ""


def _equal(value: Value, wanted: Given) -> bool:
    one, other = _keys(value, term(wanted).value)
    return value is not None and one == other


def _arithmetic(
    one: Term, given: Given, sign: str, level: int, reckon: Callable[[float, float], float]
) -> Term:
    other = term(given)
    a, b = _number(one.value), _number(other.value)
    value: Value = Fault.VALUE
    if a is not None and b is not None and not (sign == "/" and b == 0):
        value = _finite(lambda: reckon(a, b))
    return _infix(value, one, sign, other, level)


def _comparison(one: Term, given: Given, sign: str, holds: Callable[[_Key, _Key], bool]) -> Term:
    other = term(given)
    if isinstance(one.value, Fault) or isinstance(other.value, Fault):
        return _infix(Fault.VALUE, one, sign, other, _COMPARISON)
    return _infix(holds(*_keys(one.value, other.value)), one, sign, other, _COMPARISON)


def _infix(value: Value, one: Term, sign: str, other: Term, level: int) -> Term:
    def write(sheet: str) -> str:
        return f"{_wrapped(one, level, sheet)}{sign}{_wrapped(other, level + 1, sheet)}"

    return Term(value, write, level)


def _wrapped(given: Term, level: int, sheet: str) -> str:
    text = given.write(sheet)
    return text if given.level >= level else f"({text})"


def _call(name: str, value: Value, *given: Given | Range) -> Term:
    def write(sheet: str) -> str:
        parts = (one if isinstance(one, Range) else term(one) for one in given)
        return f"{name}({','.join(part.write(sheet) for part in parts)})"

    return Term(value, write)


def _over(given: Sequence[Given | Range], reckon: Callable[[list[float]], float]) -> Value:
    numbers: list[float] = []
    for one in given:
        values = one.values if isinstance(one, Range) else (term(one).value,)
        if any(isinstance(value, Fault) for value in values):
            return Fault.VALUE
        numbers += [value for value in values if _is_number(value)]
    return reckon(numbers)


def _logical(conditions: Sequence[Term], reckon: Callable[[list[float]], bool]) -> Value:
    known = [_number(condition.value) for condition in conditions]
    return Fault.VALUE if None in known else reckon([number or 0.0 for number in known])
