"""The signs that numbers are written with: narrow, full-width and Chinese ones."""

import re

DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_TENS = {"十": 10, "百": 100, "千": 1000}
POWERS = {**_TENS, "万": 10**4, "亿": 10**8}

ARABIC = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
HANZI = r"[零〇一二两三四五六七八九十百千]+(?:点[零〇一二三四五六七八九]+)?"

_WIDE = str.maketrans("０１２３４５６７８９．％／－＋～○−｜µ²³", "0123456789.%/-+~〇-|μ23")
_WIDE_GROUPS = re.compile(r"(?<=[0-9０-９])，(?=[0-9０-９]{3}(?![0-9０-９]))")
_WIDE_NUMBER = re.compile(r"[０-９]{1,3}(?:，[０-９]{3})+(?![０-９])")


def plain(text: str) -> str:
    """Return a text with narrow digits and signs, and with 千米 and 千克 for 公里 and 公斤."""
    grouped = _WIDE_NUMBER.sub(lambda number: _WIDE_GROUPS.sub(",", number[0]), text)
    return grouped.translate(_WIDE).replace("公里", "千米").replace("公斤", "千克")


def number_of(text: str) -> float | None:
    """Return a number without its multiplier; None for signs that make none, as in 十四五."""
    if text[0].isascii():
        return float(text.replace(",", ""))
    whole, _, decimals = text.partition("点")
    number = _whole(whole)
    if number is None or not decimals:
        return number
    return float(f"{number:.0f}.{''.join(str(DIGITS[sign]) for sign in decimals)}")


_IN_A_ROW = 3
"""二〇二四 is read digit by digit; 五六 is five or six, and no number."""


def _whole(text: str) -> float | None:
    """Return the whole number that Chinese signs below 万 make, or None."""
    if len(text) > 1 and all(sign in DIGITS for sign in text):
        is_row = len(text) >= _IN_A_ROW
        return float("".join(str(DIGITS[sign]) for sign in text)) if is_row else None
    total, digit, least = 0, -1, 10**4
    for sign in text:
        if sign in DIGITS:
            if digit > 0:
                return None
            digit = DIGITS[sign]
        elif digit and _TENS[sign] < least:
            least = _TENS[sign]
            total += abs(digit) * least
            digit = -1
        else:
            return None
    return float(total + max(digit, 0))
