"""Fields: from the text a planner wrote to a value, or a coded finding."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Annotated, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, PlainValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

from dashboard.problems import Code
from dashboard.values import (
    FIRST_YEAR,
    LAST_YEAR,
    NUMBER,
    Amount,
    Day,
    Period,
    Unfit,
    parse_amount,
    parse_day,
    parse_number,
    parse_period,
)

_T = TypeVar("_T")

JOINT = "joint"
"""The area id of what is promised together."""


class Text(NamedTuple):
    """Words in both languages; a plain text serves both."""

    zh: str
    en: str

    def __call__(self, language: str) -> str:
        """Return the words in a language."""
        return self.en if language == "en" else self.zh


# --- converters: from text as written to a value, or a coded finding -------------------


def finding(code: Code, **given: object) -> PydanticCustomError:
    """Return what a text lacks in a form that pydantic carries to its place."""
    return PydanticCustomError(code, "{code}", {"code": str(code), **given})


def out_of_range(*, how: str, at: Sequence[str | int] = (), **given: object) -> PydanticCustomError:
    """Return that a setting makes no sense: which one, where inside it, and what was written."""
    found = {
        name: f"{value:.15g}" if isinstance(value, float) else value
        for name, value in given.items()
    }
    return finding(Code.OUT_OF_RANGE, how=how, at=tuple(at), **found)


def within(
    how: str, least: float = -math.inf, most: float = math.inf, *, above: float = -math.inf
) -> AfterValidator:
    """Return what keeps a number within bounds; `how` names the setting in what is said of it."""

    def checked(value: float) -> float:
        if not (least <= value <= most and value > above):
            raise out_of_range(how=how, text=float(value))
        return value

    return AfterValidator(checked)


def _written(value: object) -> str:
    """Return the text of a scalar; raise a finding for a mapping, a list or nothing."""
    if isinstance(value, str):
        return value
    if value is None:
        raise finding(Code.EMPTY_VALUE)
    raise finding(Code.EXPECTED_TEXT)


def _by(parse: Callable[[str], _T]) -> Callable[[object], _T]:
    def convert(value: object) -> _T:
        try:
            return parse(value if type(value) is str else _written(value))
        except Unfit as unfit:
            raise finding(unfit.code, **dict(unfit.facts)) from None

    return convert


def _parse_known_day(text: str) -> Day | None:
    return None if text == "unknown" else parse_day(text)


def _text(value: object) -> Text:
    if isinstance(value, str):
        return Text(value, value)
    if not isinstance(value, dict):
        raise finding(Code.EMPTY_VALUE if value is None else Code.EXPECTED_TEXT)
    zh, en = value.get("zh"), value.get("en")
    if not value.keys() <= {"zh", "en"} or not (zh or en):
        unknown = next(iter(value.keys() - {"zh", "en"}), "")
        raise finding(Code.NOT_A_CHOICE, text=unknown, choices="zh, en")
    if not all(isinstance(words, str | None) for words in (zh, en)):
        raise finding(Code.EXPECTED_TEXT)
    return Text(zh or en or "", en or zh or "")


_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*\Z")
_STATEMENT = re.compile(r"S[0-9]{2,3}\Z")


def _parse_id(text: str) -> str:
    if not _ID.match(text):
        raise Unfit(Code.NOT_AN_ID, text=text)
    return text


def _parse_statement(text: str) -> str:
    if not _STATEMENT.match(text):
        raise Unfit(Code.NOT_A_STATEMENT, text=text)
    return text


def _parse_yes(text: str) -> bool:
    if text not in {"yes", "no", "true", "false"}:
        raise Unfit(Code.NOT_YES_OR_NO, text=text)
    return text in {"yes", "true"}


def _parse_whole(text: str) -> int:
    if not re.fullmatch(r"-?[0-9]{1,15}", text):
        raise Unfit(Code.NOT_A_NUMBER, text=text)
    return int(text)


def _parse_address(text: str) -> str:
    try:
        parts = urlsplit(text)
    except ValueError as error:
        raise Unfit(Code.NOT_AN_ADDRESS, text=text) from error
    if parts.scheme not in {"http", "https"} or not parts.netloc:
        raise Unfit(Code.NOT_AN_ADDRESS, text=text)
    return text


# --- the same for editors: JSON Schema cannot call a converter, so it is told what one takes --
#
# Text first: what YAML takes for a number or for true is a text here too. `$comment` names the
# form; dashboard/schema.py describes each form once and says in words what it takes.

_MONTHS = "(?:0[1-9]|1[0-2])"
_A_DAY = f"[0-9]{{4}}(?:-{_MONTHS}(?:-(?:0[1-9]|[12][0-9]|3[01]))?)?"
_PARTS = rf"H[12]|Q[1-4](?:\.\.Q[1-4])?|{_MONTHS}\.\.{_MONTHS}"


def _taken(
    form: str, *kinds: str, pattern: str, examples: tuple[object, ...] = (), **more: object
) -> WithJsonSchema:
    """Return what an editor is told of a text: kinds of scalar besides text, and a pattern."""
    schema = {"type": ["string", *kinds] if kinds else "string", "pattern": f"^(?:{pattern})$"}
    shown = {"examples": list(examples)} if examples else {}
    return WithJsonSchema({"$comment": form, **schema, **shown, **more})


def _days(form: str, pattern: str, *examples: object) -> WithJsonSchema:
    bounds = {"minimum": FIRST_YEAR, "maximum": LAST_YEAR}
    return _taken(form, "integer", pattern=pattern, examples=examples, **bounds)


_SCALAR = {"type": ["string", "number"]}
_ID_TAKEN = _taken("id", pattern=_ID.pattern.removesuffix(r"\Z"))
_STATEMENT_TAKEN = _taken("statement", pattern=_STATEMENT.pattern.removesuffix(r"\Z"))
_AMOUNT_TAKEN = _taken(
    "value",
    "number",
    pattern=rf"(?:>=|<=|~)? ?{NUMBER}| ?{NUMBER}\.\.{NUMBER}",
    examples=(5126.13, ">=5000", "~1300", "7..10"),
)
_WORDS_TAKEN = WithJsonSchema(
    {
        "$comment": "words",
        "type": ["string", "number", "object"],
        "properties": {"zh": _SCALAR, "en": _SCALAR},
        "additionalProperties": False,
        "minProperties": 1,
    }
)

Words = Annotated[Text, PlainValidator(_text), _WORDS_TAKEN]
Written = Annotated[str, PlainValidator(_written), WithJsonSchema(_SCALAR)]
Id = Annotated[str, PlainValidator(_by(_parse_id)), _ID_TAKEN]
Statement = Annotated[str, PlainValidator(_by(_parse_statement)), _STATEMENT_TAKEN]
DayOf = Annotated[
    Day, PlainValidator(_by(parse_day)), _days("day", _A_DAY, "2025-03-15", "2025-03", 2025)
]
KnownDay = Annotated[
    Day | None,
    PlainValidator(_by(_parse_known_day)),
    _days("known-day", f"unknown|{_A_DAY}", "2025-03-15", "2025-03", 2025, "unknown"),
]
PeriodOf = Annotated[
    Period,
    PlainValidator(_by(parse_period)),
    _days("period", f"{_A_DAY}|[0-9]{{4}}-(?:{_PARTS})", 2024, "2024-H1", "2024-Q1..Q3", "2024-05"),
]
AmountOf = Annotated[Amount, PlainValidator(_by(parse_amount)), _AMOUNT_TAKEN]
Number = Annotated[
    float, PlainValidator(_by(parse_number)), _taken("number", "number", pattern=NUMBER)
]
Whole = Annotated[
    int, PlainValidator(_by(_parse_whole)), _taken("whole", "integer", pattern="-?[0-9]{1,15}")
]
YesNo = Annotated[
    bool,
    PlainValidator(_by(_parse_yes)),
    _taken("yes-no", "boolean", pattern="yes|no|true|false"),
]
Address = Annotated[
    str, PlainValidator(_by(_parse_address)), _taken("address", pattern="https?://[^/].*")
]


class Noun(BaseModel):
    """The manners of all nouns: frozen, and nothing unknown slips in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
