"""What was probably meant: a near word, or the same figure without full-width signs."""

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches

from dashboard.problems import Code
from dashboard.values import Unfit, parse_amount, parse_day, parse_number, parse_period

_MANY = 5_000
"""Among more words than this no near one is looked for: it would take too long."""

_DAY = re.compile(r"([0-9]{4})[年/.-]?(?:([0-9]{1,2})[月/.-]?(?:([0-9]{1,2})日?)?)?\Z")
_AMOUNT_WORDS = (
    ("大于等于", ">="),
    ("不低于", ">="),
    ("至少", ">="),
    ("超过", ">="),
    ("逾", ">="),
    ("≥", ">="),
    ("不超过", "<="),
    ("至多", "<="),
    ("≤", "<="),
    ("大约", "~"),
    ("约", "~"),
    ("近", "~"),
    ("≈", "~"),
    ("−", "-"),
    ("–", ".."),
    ("—", ".."),
)
_YES = {"是": "yes", "y": "yes", "on": "yes", "1": "yes", "对": "yes"}
_NO = {"否": "no", "n": "no", "off": "no", "0": "no", "不是": "no"}


def near(text: str, words: Collection[str]) -> str:
    """Return the one of the words that was probably meant, or nothing."""
    plain = _narrow(text).lower().replace(" ", "-")
    for candidate in (plain, plain.replace("_", "-"), plain.replace("-", "_")):
        if candidate in words:
            return candidate
    if len(words) > _MANY or len(text) > 80:  # noqa: PLR2004 - longer than any word of ours
        return ""
    return next(iter(get_close_matches(plain, words, 1, 0.7)), "")


def meant(code: Code, text: str) -> str:
    """Return a text that its field would take in place of this one, or nothing."""
    if code not in _MEANT:
        return ""
    guess = _MEANT[code](_narrow(text))
    return "" if guess == text else guess


def _narrow(text: str) -> str:
    """Return a text without full-width forms, odd spaces and marks that cannot be seen."""
    narrow = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in narrow if unicodedata.category(sign) != "Cf").strip()


def _tried(parse: Callable[[str], object], text: str) -> str:
    try:
        parse(text)
    except Unfit:
        return ""
    return text


def _day(text: str) -> str:
    match = _DAY.match(text)
    if match is None:
        return ""
    return _tried(parse_day, "-".join(part.zfill(2) for part in match.groups() if part))


def _period(text: str) -> str:
    year = re.match(r"([0-9]{4})\s*年?\s*(.+)", text)
    if year:
        part = year[2].strip("- ")
        halves = {"上半年": "H1", "下半年": "H2", "h1": "H1", "h2": "H2"}
        quarter = re.fullmatch(r"(?:第?([一二三四1-4])季度|[qQ]([1-4]))", part)
        if part in halves:
            return f"{year[1]}-{halves[part]}"
        if quarter:
            digit = quarter[1] or quarter[2]
            return f"{year[1]}-Q{'一二三四'.find(digit) + 1 or digit}"
    return _tried(parse_period, _day(text))


def _number(text: str) -> str:
    bare = text.replace(",", "").replace("_", "").replace(" ", "").replace("−", "-")
    return _tried(parse_number, bare) or _tried(parse_number, re.sub(r"[^\x00-\x7f]+\Z", "", bare))


def _amount(text: str) -> str:
    bare = text.replace(",", "").replace(" ", "")
    for word, sign in _AMOUNT_WORDS:
        if word in bare[1:-1] and sign == "..":
            bare = bare.replace(word, sign)
        elif bare.startswith(word):
            bare = sign + bare.removeprefix(word)
            break
    bare = re.sub(r"^>(?=[0-9])", ">=", re.sub(r"^<(?=[0-9])", "<=", bare))
    return _tried(parse_amount, bare) or _tried(parse_amount, re.sub(r"[^\x00-\x7f]+\Z", "", bare))


def _identity(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    return slug if re.match(r"[a-z]", slug) else ""


def _statement(text: str) -> str:
    match = re.fullmatch(r"[sS]?([0-9]{1,3})", text)
    return f"S{match[1].zfill(2)}" if match else ""


def _yes_no(text: str) -> str:
    word = text.lower()
    return word if word in {"yes", "no", "true", "false"} else _YES.get(word) or _NO.get(word, "")


def _address(text: str) -> str:
    return f"https://{text}" if re.match(r"[\w-]+(\.[\w-]+)+(/|\Z)", text, re.ASCII) else ""


_MEANT: Mapping[Code, Callable[[str], str]] = {
    Code.NOT_A_DAY: _day,
    Code.NOT_A_PERIOD: _period,
    Code.NOT_A_NUMBER: _number,
    Code.NOT_A_VALUE: _amount,
    Code.NOT_AN_ID: _identity,
    Code.NOT_A_STATEMENT: _statement,
    Code.NOT_YES_OR_NO: _yes_no,
    Code.NOT_AN_ADDRESS: _address,
}
