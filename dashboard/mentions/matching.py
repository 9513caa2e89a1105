"""Whether a figure in a text is the figure that was recorded, in its own unit and scale."""

import re
from math import isclose, prod
from typing import NamedTuple

from dashboard.mentions.figures import Figure
from dashboard.mentions.signs import POWERS, plain
from dashboard.model import Unit
from dashboard.values import Amount, Relation

_COUNTED = "个家户项件名位条座处强"
"""Words that things are counted with; reports use one for another."""
_ALIKE = {"工作日": ("天", "日")}
_RANKED = ("第", "前", "列", "居")
_OF_TIME = "年月日号时点分秒"
_SURE = 3
"""A figure of so many digits is taken for itself whatever follows; a shorter one needs its unit."""
_WORD = re.compile(r"\s*[A-Za-z%\u4e00-\u9fff]")


class Measure(NamedTuple):
    """A unit as texts write it."""

    scale: float
    words: tuple[str, ...]
    is_percent: bool = False


def measure_of(unit: Unit) -> Measure:
    """Return a unit as texts write it: 亿元 is 元, a hundred million at a time."""
    said = plain(unit.name.zh).removeprefix("个") or plain(unit.name.zh)
    powers = re.match(r"[十百千万亿]*", said)
    head = powers[0] if powers and said != powers[0] and not said.startswith("百分") else ""
    word = said[len(head) :]
    scale = unit.scale if unit.scale != 1 else float(prod(POWERS[sign] for sign in head))
    english = re.sub(r"^[0-9]+[a-z]*\s+", "", plain(unit.name.en))
    words = (word, *_ALIKE.get(word, ()), english)
    return Measure(scale, words, word.startswith(("%", "百分点")))


def is_figure(figure: Figure, number: float, measure: Measure, *, decimals: int = -1) -> bool:
    """Return whether a figure in a text is a number in its unit.

    With `decimals` it may be rounded to so many: the number was recorded as about that.
    """
    if figure.falls != (number < 0):
        return False
    wanted = abs(number)
    if measure.is_percent or figure.is_percent:
        is_percent = figure.is_percent or figure.after.lstrip("个").startswith("百分点")
        is_table = figure.digits >= _SURE and not _WORD.match(figure.after)
        return measure.is_percent and (is_percent or is_table) and _is(figure.bare, wanted)
    if _is_of_time(figure, measure):
        return False
    is_sure = figure.is_multiplied or figure.digits >= _SURE or _is_cell(figure)
    if any(_is(total, wanted * measure.scale) for total in figure.totals):
        return is_sure or _has_unit(figure, measure)
    if decimals >= 0 and any(
        _is(round(total / measure.scale, decimals), wanted) for total in figure.totals
    ):
        return figure.is_multiplied or _has_unit(figure, measure)
    is_bare = is_sure and not figure.is_multiplied
    return is_bare and _is(figure.bare, wanted) and not _WORD.match(figure.after)


def is_same(figure: Figure, wanted: Figure) -> bool:
    """Return whether a figure in a text is the one in words of our own."""
    if figure.is_percent != wanted.is_percent:
        return False
    if not any(_is(one, other) for one in figure.totals for other in wanted.totals):
        return False
    is_sure = figure.is_multiplied or figure.digits >= _SURE
    return is_sure or _word_after(figure) == _word_after(wanted)


def agrees(hedge: Relation, amount: Amount) -> bool:
    """Return whether an amount claims no more than its text: 突破5000 is no exact 5000."""
    return hedge in {Relation.EXACT, amount.relation} or amount.relation == Relation.ABOUT


def _is_cell(figure: Figure) -> bool:
    """Return whether a figure has a cell of a table for itself."""
    return (
        re.search(r"[|\t]\s*$", figure.before) is not None
        and re.match(r"\s*(?:[|\t]|$)", figure.after) is not None
    )


def _word_after(figure: Figure) -> str:
    """Return the first sign of the word that follows; nothing before a quote or a full stop."""
    found = _WORD.match(figure.after)
    return found[0].strip() if found else ""


def _is(one: float, other: float) -> bool:
    return isclose(one, other, rel_tol=1e-9, abs_tol=1e-12)


def _is_of_time(figure: Figure, measure: Measure) -> bool:
    """Return whether what follows makes a year, a day or an hour of a figure."""
    after = figure.after.strip()
    is_own = any(after.startswith(word) for word in measure.words)
    return after[:1] != "" and after[0] in _OF_TIME and not is_own and not figure.is_multiplied


def _has_unit(figure: Figure, measure: Measure) -> bool:
    after = figure.after.lstrip("多余约（( ")
    for said in (after, after.removeprefix("个")):
        if any(said.lower().startswith(word.lower()) for word in measure.words):
            return True
    if measure.words[0][:1] in _COUNTED:
        return after[:1] in _COUNTED or figure.before.endswith(_RANKED)
    return False
