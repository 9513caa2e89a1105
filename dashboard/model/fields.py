"""Fields: from the text a planner wrote to a value, or a coded finding."""

import re
from collections.abc import Callable
from typing import Annotated, NamedTuple, TypeVar
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, PlainValidator
from pydantic_core import PydanticCustomError

from dashboard.problems import Code
from dashboard.values import (
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


Words = Annotated[Text, PlainValidator(_text)]
Written = Annotated[str, PlainValidator(_written)]
Id = Annotated[str, PlainValidator(_by(_parse_id))]
Statement = Annotated[str, PlainValidator(_by(_parse_statement))]
DayOf = Annotated[Day, PlainValidator(_by(parse_day))]
KnownDay = Annotated[Day | None, PlainValidator(_by(_parse_known_day))]
PeriodOf = Annotated[Period, PlainValidator(_by(parse_period))]
AmountOf = Annotated[Amount, PlainValidator(_by(parse_amount))]
Number = Annotated[float, PlainValidator(_by(parse_number))]
Whole = Annotated[int, PlainValidator(_by(_parse_whole))]
YesNo = Annotated[bool, PlainValidator(_by(_parse_yes))]
Address = Annotated[str, PlainValidator(_by(_parse_address))]


class Noun(BaseModel):
    """The manners of all nouns: frozen, and nothing unknown slips in."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
