"""Figures in running text: 5,126.13, 1.2万亿, 五千亿, 百分之六, 4960、5126.13亿元.

A figure is read whole, so that 1404 is never seen in 11404 or in 1404.5.
"""

import re
from collections.abc import Iterable
from math import isclose, prod
from typing import NamedTuple

from dashboard.mentions.days import Mention
from dashboard.mentions.signs import ARABIC, HANZI, POWERS, number_of
from dashboard.values import Relation

_WORDS = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12}
_NUMBER = rf"(?:{ARABIC}|{HANZI})"
_POWER = r"(?:[十百千]?(?:万亿|万|亿)|[十百千])"
_NO_CODE = r"(?<!(?<![A-Za-z])[A-Za-z])(?<!(?<![A-Za-z])[A-Za-z]{2})"
"""S1 and PM2.5 are names; GDP1404亿元 has a figure."""
_TOKEN = re.compile(
    rf"{_NO_CODE}(?<![0-9])(?<![0-9][.,])(?:"
    rf"(?P<of>{_NUMBER})分之(?P<part>{_NUMBER})"
    r"|(?<!/)(?P<over>[0-9]{1,2})/(?P<under>[0-9]{1,2})(?![0-9/])"
    rf"|(?P<sum>(?:{_NUMBER}[多余几]?\s?{_POWER})*{_NUMBER}[多余几]?(?:\s?{_POWER})?"
    rf"|(?:{_NUMBER}[多余几]?\s?{_POWER})+))"
    rf"(?:\s?(?P<word>{'|'.join(_WORDS)})\b)?"
)
_PIECE = re.compile(rf"(?P<number>{_NUMBER})(?P<more>[多余几]?)\s?(?P<power>{_POWER}?)")
_LINK = re.compile(r"\s*(?:[、,，/~—–-]{1,2}|和|与|及|以及|或|至|到|and|to|or)\s*")
_PERCENT = re.compile(r"\s*(?:%|per ?cent)")
_FALL = re.compile(r"(?:下降|减少|降低|回落|下滑|负|(?<![0-9%年月日])-)[^0-9，。；、]{0,3}$")
_HEDGES = {
    Relation.AT_LEAST: (
        r"(?:突破|(?<!不)超过?|逾|不[低少]于|至少|跨[过越]|[迈站]上|over|more than|at least)\s*$",
        r"(?:多|余|以上|大关|or more)",
    ),
    Relation.ABOUT: (r"(?:近|约|大约|接近|nearly|about|around|almost)\s*$", r"(?:左右|上下)"),
    Relation.AT_MOST: (r"(?:不超过|不高于|至多|最多|under|at most)\s*$", r"(?:以内|以下|or less)"),
}
_HEDGE = {
    sign: (re.compile(ahead), re.compile(rf"[^0-9，。；、,;]{{0,5}}?{behind}"))
    for sign, (ahead, behind) in _HEDGES.items()
}
_ROOM = 12
"""So many characters around a figure are looked at."""


class Figure(NamedTuple):
    """A figure in a text."""

    text: str
    """as written, with its multiplier"""
    start: int
    bare: float
    """the number without a multiplier"""
    totals: tuple[float, ...]
    """what it may amount to: 4960 in 「4960、5126.13亿元」 may be so many 亿"""
    is_multiplied: bool
    digits: int
    """how many digits are written; the fewer, the more of the words around it has to fit"""
    before: str
    after: str
    """what follows it, behind the rest of a list: 个工作日 for each in 「2、4、40个工作日」"""
    is_percent: bool
    falls: bool
    """said to be negative or a fall"""
    hedge: Relation
    """突破5000亿 is at least 5000亿, 近1300 about 1300; exact where nothing of that is said"""

    def amounts_to(self, number: float) -> bool:
        """Return whether a number, its multiplier included, is what this may amount to."""
        return any(isclose(total, number, rel_tol=1e-9, abs_tol=1e-12) for total in self.totals)


class _Amount(NamedTuple):
    bare: float
    power: float = 1.0
    has_more: bool = False


def figures_in(text: str, days: Iterable[Mention] = ()) -> tuple[Figure, ...]:
    """Return all figures of a text that `plain` returned, in order; those of its days are none."""
    taken = bytearray(len(text))
    for day in days:
        taken[day.start : day.end] = b"\1" * (day.end - day.start)
    found: list[Figure] = []
    for token in reversed(list(_TOKEN.finditer(text))):
        amount = None if taken[token.start()] else _amount(token)
        if amount is not None:
            found.append(_figure(text, token, amount, found[-1] if found else None))
    return tuple(reversed(found))


def _figure(text: str, token: "re.Match[str]", amount: _Amount, later: Figure | None) -> Figure:
    before = text[max(token.start() - _ROOM, 0) : token.start()]
    after = text[token.end() : token.end() + _ROOM]
    totals = [amount.bare * amount.power]
    is_percent = token["of"] in {"百", "100"} or _PERCENT.match(after) is not None
    if later is not None and _LINK.fullmatch(text[token.end() : later.start]):
        after, is_percent = later.after, is_percent or later.is_percent
        if amount.power == 1 and later.is_multiplied and later.bare:
            totals += [amount.bare * total / later.bare for total in later.totals]
    return Figure(
        text=token[0].strip(),
        start=token.start(),
        bare=amount.bare,
        totals=tuple(totals),
        is_multiplied=amount.power != 1 or len(totals) > 1,
        digits=sum(sign.isdigit() for sign in token[0].lstrip("0.")),
        before=before,
        after=after,
        is_percent=is_percent,
        falls=_FALL.search(before) is not None,
        hedge=Relation.AT_LEAST if amount.has_more else _hedge(before, after),
    )


def _amount(token: "re.Match[str]") -> _Amount | None:
    """Return the number, its multiplier, and whether 多 or 余 is said; None for no number."""
    if token["of"]:
        of, part = number_of(token["of"]), number_of(token["part"])
        if not of or part is None:
            return None
        return _Amount(part if token["of"] in {"百", "100"} else part / of)
    if token["over"]:
        part, of = float(token["over"]), float(token["under"])
        return _Amount(part / of) if of > part else None
    return _sum(token["sum"].strip(), _WORDS.get(token["word"] or "", 1))


def _sum(text: str, word: float) -> _Amount | None:
    """Return what 1亿2000万 amounts to; None where the pieces do not fall, as in 十四五."""
    pieces = list(_PIECE.finditer(text))
    numbers = [number_of(piece["number"]) for piece in pieces]
    powers = [float(prod(POWERS[sign] for sign in piece["power"])) * word for piece in pieces]
    parts = [
        number * power for number, power in zip(numbers, powers, strict=True) if number is not None
    ]
    if len(parts) < len(pieces) or any(
        part >= power for part, power in zip(parts[1:], powers, strict=False)
    ):
        return None
    return _Amount(sum(parts) / powers[0], powers[0], any(piece["more"] for piece in pieces))


def _hedge(before: str, after: str) -> Relation:
    for sign, (ahead, behind) in _HEDGE.items():
        if ahead.search(before) or behind.match(after):
            return sign
    return Relation.EXACT
