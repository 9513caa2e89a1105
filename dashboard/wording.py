"""Phrases by language, and how numbers, days and problems are said."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from dashboard.problems import Code, Problem
from dashboard.values import Amount, Day, Relation

LANGUAGES = ("zh", "en")
LOCALES = Path(__file__).parent / "locales"


@cache
def phrases(language: str) -> dict[str, str]:
    """Return all phrases of a language, by key; the files are read once."""
    found: dict[str, str] = {}
    for file in sorted((LOCALES / language).glob("*.yaml")):
        found |= yaml.load(file.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506 - text only
    return found


SIGNS = {
    Relation.EXACT: "",
    Relation.AT_LEAST: "≥",
    Relation.AT_MOST: "≤",
    Relation.ABOUT: "≈",
}


_OF_WORDS = frozenset({Code.NOT_A_CHOICE, Code.SHOWS_UNFIT, Code.UNKNOWN_KIND})
"""Codes that are about the words a field takes."""


class _Facts(dict[str, str]):
    """The facts of a problem; one that is not known leaves no hole."""

    def __missing__(self, name: str) -> str:
        return "…"


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one language: call it with a key and the facts of its blanks."""

    language: str

    def __call__(self, key: str, /, **blanks: object) -> str:
        """Return a phrase with its blanks filled; KeyError if it does not exist."""
        return phrases(self.language)[key].format(**blanks)

    def has(self, key: str) -> bool:
        """Return whether there is such a phrase."""
        return key in phrases(self.language)

    def number(self, number: float, decimals: int = 2) -> str:
        """Return a number with separators and at most so many decimals."""
        text = f"{number:,.{decimals}f}"
        if "." in text:
            text = text.rstrip("0").rstrip(".")
        return "0" if text == "-0" else text.replace("-", "−")

    def amount(self, amount: Amount, decimals: int = 2) -> str:
        """Return a figure with the sign it was written with, which is never dropped."""
        if amount.relation == Relation.RANGE and amount.low is not None and amount.high is not None:
            return f"{self.number(amount.low, decimals)}–{self.number(amount.high, decimals)}"
        return SIGNS[amount.relation] + self.number(amount.number, decimals)

    def percent(self, share: float, decimals: int = 1) -> str:
        """Return a fraction as a percentage."""
        return f"{share * 100:.{decimals}f}%"

    def day(self, day: Day | date | None) -> str:
        """Return a day as written, or the word for an unknown one."""
        if day is None:
            return self("day.unknown")
        return day.isoformat() if isinstance(day, date) else day.text

    def listed(self, items: Iterable[str]) -> str:
        """Return items in a row, with the language's own comma."""
        return self("list.comma").join(items)

    def problem(self, problem: Problem) -> str:
        """Return what is wrong, in one sentence."""
        return self._said(f"problem.{problem.code}", self._facts(problem))

    def fix(self, problem: Problem) -> str:
        """Return how to mend it, in one sentence: what was meant, where that can be guessed."""
        return self._said(f"fix.{problem.code}", self._facts(problem))

    def _facts(self, problem: Problem) -> "_Facts":
        """Return the facts of a problem, with what words of the format mean in this language."""
        known = _Facts(problem.facts)
        if problem.code in _OF_WORDS:
            for name in ("choices", "guess"):
                words = [word for word in known.get(name, "").split(", ") if word]
                known[name] = self.listed(map(self._glossed, words))
        if problem.code in {Code.UNKNOWN_ID, Code.SHOWS_UNFIT}:
            known["kind"] = self._glossed(known["kind"])
        return known

    def _glossed(self, word: str) -> str:
        gloss = phrases(self.language).get(f"word.{word}", word)
        return word if gloss == word else self("word.glossed", word=word, gloss=gloss)

    def _said(self, key: str, known: "_Facts") -> str:
        """Return a phrase in its variant for what is known: the case, the cause, or a guess."""
        variants = [f"{key}.{known[name]}" for name in ("case", "how") if known.get(name)]
        variants += [f"{key}.guess"] if known.get("guess") else []
        chosen = next(filter(self.has, variants), key)
        return phrases(self.language)[chosen].format_map(known)
