"""What a cell of a data file says: a figure in our own form, a period, or why there is neither."""

import re
from enum import Enum
from functools import lru_cache
from typing import NamedTuple

from dashboard.importing.findings import Reason
from dashboard.values import NUMBER, Unfit, parse_amount, parse_period


class Value(NamedTuple):
    """A figure as it will be written; `how` says what had to be read into it."""

    text: str
    how: tuple[Reason, ...] = ()
    mark: str = ""
    is_percent: bool = False


class When(NamedTuple):
    """A period as it will be written; `said` is the range that it stands for."""

    text: str
    how: tuple[Reason, ...] = ()
    mark: str = ""
    said: str = ""


class Comma(Enum):
    """What a comma before exactly three digits means in a file."""

    THOUSANDS = "thousands"
    DECIMAL = "decimal"
    UNKNOWN = "unknown"


MISSING = frozenset(
    {".", "..", "...", "…", "-", "--", "–", "—", ":", "x", "*", "?", "/", "\\", "na", "nan", "n/a"}
    | {"n.a.", "n.a", "n.d.", "nd", "n/d", "null", "none", "missing", "not available", "no data"}
    | {"#n/a", "#value!", "#ref!", "#div/0!", "inf", "-inf"}
)
"""What offices write where there is no figure, in small letters."""

STATUS_OF_MARK = {"p": "preliminary", "r": "revised", "f": "expected"}
"""The letters that statistical offices put behind a figure, and the status each is."""

_PLAIN = re.compile(rf"(?:{NUMBER})\Z")
_SIGNS = {"≥": ">=", "≤": "<=", ">=": ">=", "<=": "<=", "~": "~", "≈": "~"}
_SIGN = re.compile(r"(>=|<=|≥|≤|~|≈)\s*")
_MARKED = re.compile(r"(.*[0-9.,%])\s*[\[(]?([A-Za-z]|\*{1,3}|†|‡)[\])]?\Z")
_SPACED = re.compile(r"([-+]?[0-9]{1,3})((?:[ \u00a0\u2009\u202f'’][0-9]{3})+)([.,][0-9]+)?\Z")
_GROUPS = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(\.[0-9]+)?\Z")
_POINTS = re.compile(
    r"[-+]?[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)\Z|[-+]?[0-9]{1,3}(?:\.[0-9]{3}){2,}\Z"
)
_COMMA = re.compile(r"[-+]?[0-9]+,[0-9]+\Z")
_THREE = re.compile(r"[-+]?[1-9][0-9]{0,2}[.,][0-9]{3}\Z")
_LOOSE = re.compile(r"([-+]?)0*([0-9]+)(?:\.([0-9]*))?((?:[eE][-+]?[0-9]+)?)\Z")
_MINUS = str.maketrans({"−": "-", "﹣": "-", "－": "-"})


def commas_of(cells: list[str], delimiter: str) -> Comma:
    """Return what a comma before three digits means, by what the other figures of a file show."""
    odd = [cell for cell in cells if "," in cell]
    if not odd:
        return Comma.UNKNOWN
    is_decimal = any(_COMMA.match(cell) and not _THREE.match(cell) for cell in odd)
    is_thousands = any(
        (match := _GROUPS.match(cell)) and (match[1] or cell.count(",") > 1) for cell in odd
    )
    is_decimal = is_decimal or any(_POINTS.match(cell) for cell in odd)
    sure = [cell for cell in cells if not _THREE.match(cell)]
    has_points = any("." in cell and _PLAIN.match(cell) for cell in sure)
    if is_decimal and not is_thousands and not has_points:
        return Comma.DECIMAL
    if is_decimal:
        return Comma.UNKNOWN
    return Comma.THOUSANDS if is_thousands or has_points or delimiter == "," else Comma.UNKNOWN


def value_of(cell: str, comma: Comma = Comma.UNKNOWN) -> Value | Reason:
    """Return the figure in a cell that is not blank, or why there is none that could be carried."""
    if _PLAIN.match(cell) and not (comma is Comma.DECIMAL and _THREE.match(cell)):
        return _finite(Value(cell))
    text = cell.strip()
    if text.casefold() in MISSING:
        return Reason.MISSING_MARK
    if text[:1] in {"<", ">"} and text[1:2] != "=":
        return Reason.BOUND
    match = _SIGN.match(text)
    sign = _SIGNS[match[1]] if match else ""
    body = _body(text[match.end() :] if match else text, comma)
    if isinstance(body, Reason):
        return body
    how = (*body.how, *((Reason.SPELLING,) if match and match[0] != sign else ()))
    return _finite(body._replace(text=sign + body.text, how=how))


def _finite(value: Value) -> Value | Reason:
    try:
        parse_amount(value.text)
    except Unfit:
        return Reason.NOT_A_NUMBER
    return value


def _body(text: str, comma: Comma) -> Value | Reason:
    """Return a figure without its sign of relation: its marks, its percent sign, its digits."""
    if ".." in text:
        return Value(text)
    how: list[Reason] = []
    mark, is_percent = "", False
    if match := _MARKED.match(text):
        text, mark = match[1].rstrip(), match[2]
        how.append(Reason.MARK)
    if text.endswith("%"):
        text, is_percent = text[:-1].rstrip(), True
        how.append(Reason.PERCENT_SIGN)
    if (plain := text.translate(_MINUS)) != text:
        text = plain
        how.append(Reason.MINUS)
    digits = _digits(text, comma)
    if isinstance(digits, Reason):
        return digits
    return digits._replace(how=(*how, *digits.how), mark=mark, is_percent=is_percent)


def _digits(text: str, comma: Comma) -> Value | Reason:
    """Return a number without what separates its thousands, a point before its decimals."""
    if _THREE.match(text):
        return _three(text, comma)
    if match := _SPACED.match(text):
        whole = match[1] + re.sub(r"[^0-9]", "", match[2])
        decimals = (match[3] or "").replace(",", ".")
        return Value(whole + decimals, (Reason.THOUSANDS,))
    if _GROUPS.match(text):
        return Value(text.replace(",", ""), (Reason.THOUSANDS,))
    if _POINTS.match(text):
        return Value(text.replace(".", "").replace(",", "."), (Reason.THOUSANDS,))
    if _COMMA.match(text):
        return Value(text.replace(",", "."), (Reason.DECIMAL_COMMA,))
    return _loose(text)


def _three(text: str, comma: Comma) -> Value | Reason:
    """Return a number with one separator before exactly three digits, if the file tells which."""
    if "." in text:
        return Reason.COMMA_UNCLEAR if comma is Comma.DECIMAL else Value(text)
    if comma is Comma.THOUSANDS:
        return Value(text.replace(",", ""), (Reason.THOUSANDS,))
    if comma is Comma.DECIMAL:
        return Value(text.replace(",", "."), (Reason.DECIMAL_COMMA,))
    return Reason.COMMA_UNCLEAR


def _loose(text: str) -> Value | Reason:
    """Return a number that is spelt as no number of ours: 05, 5., 1.e3."""
    if _PLAIN.match(text):
        return Value(text)
    match = _LOOSE.match(text)
    if match is None:
        return Reason.NOT_A_NUMBER
    sign, whole, decimals, power = match.groups()
    point = f".{decimals}" if decimals else ""
    return Value(f"{sign}{whole}{point}{power}", (Reason.SPELLING,))


# --- periods -------------------------------------------------------------------------------

_YEAR_MARKED = re.compile(r"([0-9]{4})\s*[\[(]?([A-Za-z]|\*{1,3})[\])]?\Z")
_FLOAT_YEAR = re.compile(r"([0-9]{4})\.0*\Z")
_SPAN = re.compile(r"([0-9]{4})\s*[-–—/]\s*([0-9]{2}|[0-9]{4})\Z")
_MONTH = re.compile(r"([0-9]{4})(?:-|M|-M)(0[1-9]|1[0-2])\Z")
_QUARTER = re.compile(r"([0-9]{4})\s*-?\s*Q([1-4])\Z|Q([1-4])\s*-?\s*([0-9]{4})\Z", re.IGNORECASE)
_HALF = re.compile(r"([0-9]{4})\s*-?\s*[HS]([12])\Z", re.IGNORECASE)


def has_months(cells: set[str]) -> bool:
    """Return whether a column of periods is of months: one of them cannot be a range of years."""
    spans = [match for cell in cells if (match := _MONTH.match(cell))]
    return any(not _is_next(match[1], match[2]) for match in spans)


def _is_next(year: str, short: str) -> bool:
    return int(short) == (int(year) + 1) % 100


@lru_cache(maxsize=20_000)
def when_of(cell: str, *, months: bool = False) -> When | None:
    """Return the period in a cell, None if there is none; a range stands for its first year."""
    when = _when(cell.strip(), months=months)
    try:
        parse_period(when.text)
    except Unfit:
        return None
    return when


def _when(text: str, *, months: bool) -> When:
    if match := _YEAR_MARKED.match(text):
        return When(match[1], (Reason.MARK,), match[2])
    if match := _FLOAT_YEAR.match(text):
        return When(match[1], (Reason.YEAR_AS_NUMBER,))
    match = _MONTH.match(text)
    if match and (months or not _is_next(match[1], match[2])):
        return When(f"{match[1]}-{match[2]}")
    if match := _SPAN.match(text):
        return _span(match[1], match[2], text)
    return _part_of_year(text)


def _span(first: str, last: str, text: str) -> When:
    """Return the first year of a range that goes forward."""
    whole = int(last) if len(last) == len(first) else int(first[:2] + last)
    if whole > int(first) or (len(last) < len(first) and _is_next(first, last)):
        return When(first, (Reason.RANGE,), said=text)
    return When("")


def _part_of_year(text: str) -> When:
    if match := _QUARTER.match(text):
        return When(f"{match[1] or match[4]}-Q{match[2] or match[3]}")
    match = _HALF.match(text)
    return When(f"{match[1]}-H{match[2]}" if match else text)


# --- what is said about a figure -----------------------------------------------------------

_STATUSES = (
    (("p", "provisional", "provisional value", "preliminary"), "preliminary"),
    (("f", "forecast", "forecast value", "projection", "projected"), "expected"),
    (("r", "revised", "revised value"), "revised"),
    (("", "a", "n", "normal", "normal value", "definitive", "definitive value", "actual"), ""),
)
_STATUS = {word: status for words, status in _STATUSES for word in words}


def status_of(text: str) -> tuple[str, str]:
    """Return our status of what is said about an observation, and what remains for a note."""
    status = _STATUS.get(text.casefold())
    return (status, "") if status is not None else ("", text)
