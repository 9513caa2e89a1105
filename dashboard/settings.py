"""The settings of how something is judged or shown: where each is written, and in what."""

import re
from collections.abc import Mapping

from dashboard.guesses import meant
from dashboard.model import Judged
from dashboard.problems import Code, Facts, facts
from dashboard.yamltree import Node, Path

_OF_ALL = frozenset(Judged.model_fields)
_OF_A_TARGET = frozenset({"plan", "hold_periods"})
_WHERE: Mapping[str, str] = {
    "bounds": "indicator",
    "plan": "target",
    "hold_periods": "target",
    "windows": "rules",
    "decimals": "unit",
}
"""Where a setting is written that has one place only."""

SETTINGS = _OF_ALL | _WHERE.keys()
"""Keys that may be left out: where one makes no sense, the item goes on without it."""

JUDGED = frozenset({"indicator", "commitment", "rules"})
"""The shapes that are told how to judge."""

_COUNTED_IN: Mapping[str, str] = {
    "plan": "percent",
    "thresholds": "share",
    "lights": "points",
    "window_years": "years",
    "hold_periods": "periods",
    "windows": "months",
    "decimals": "decimals",
}
_SAID: Mapping[str, tuple[str, ...]] = {
    "percent": ("%",),
    "share": (),
    "points": ("%", "个百分点", "百分点"),
    "years": ("年",),
    "periods": ("期",),
    "months": ("个月", "月"),
    "decimals": ("位",),
}
"""The words behind a number that may be dropped."""

_WHOLE = frozenset({"periods", "months", "decimals"})


def unit_of(path: Path) -> str:
    """Return what a setting is counted in; nothing where that is the unit of its indicator."""
    return _COUNTED_IN.get(str(path[0]), "") if path else ""


def not_in_unit(text: str, unit: str) -> Facts:
    """Return what is known of a text that is no number of a unit: what was meant, or the unit."""
    guess = next(filter(None, (meant(Code.NOT_A_NUMBER, text, word) for word in _SAID[unit])), "")
    if unit == "share" and (percent := meant(Code.NOT_A_NUMBER, text, "%")):
        guess = f"{float(percent) / 100:.6g}"
    if unit in _WHOLE and not re.fullmatch("[0-9]+", guess):
        guess = ""
    return facts(text=text, guess=guess, how="" if guess else unit)


def misplaced(shape: str, raw: Node, path: Path) -> Facts:
    """Return where a setting is written that stands where it has no meaning."""
    key = str(path[-1])
    how = _WHERE.get(key, "judged")
    if len(path) > 1 and _takes(shape, raw, key):
        how = "outside"
    named = str(raw.get("unit" if how == "unit" else "indicator") or "…")
    return facts(key=key, how=how, named=named, inside=path[0])


def _takes(shape: str, raw: Node, key: str) -> bool:
    """Return whether an item of a shape has a setting."""
    if shape == "commitment":
        return raw.get("kind") == "target" and key in _OF_ALL | _OF_A_TARGET
    return key in _OF_ALL or _WHERE.get(key) == shape
