"""Figures with their units, as a sentence says them."""

import re

from dashboard.frames.amounts import scaled
from dashboard.model import Unit
from dashboard.values import Amount
from dashboard.wording import Wording

_COUNTED = re.compile(r"([0-9]+)(k|m|bn) (.+)\Z")
_SIZES = {"k": 1e3, "m": 1e6, "bn": 1e9}
_SHORT = ((1e9, "bn"), (1e6, "m"))


def quantity(amount: Amount, unit: Unit, say: Wording) -> str:
    """Return a figure with its sign and unit: 5,126.13 亿元, 512.61bn yuan, 99.2%.

    A unit that counts in hundreds of millions is turned into the language's own way to count.
    """
    words = unit.name(say.language)
    counted = _COUNTED.match(words)
    if counted is None:
        number = say.amount(amount, unit.decimals)
        return number + words if words == "%" or not words else f"{number} {words}"
    whole = scaled(amount, float(counted[1]) * _SIZES[counted[2]])
    size, short = next(
        ((size, short) for size, short in _SHORT if abs(whole.number) >= size), (1.0, "")
    )
    return f"{say.amount(scaled(whole, 1 / size), 2 if short else 0)}{short} {counted[3]}"
