"""Phrases by language, and how numbers, days and problems are said."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import yaml

from dashboard.problems import Problem
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
        known = dict(problem.facts)
        return self(self._case(f"problem.{problem.code}", known), **known)

    def fix(self, problem: Problem) -> str:
        """Return how to mend it, in one sentence: what was meant, where that can be guessed."""
        known = dict(problem.facts)
        with_guess = f"fix.{problem.code}.guess"
        guessed = known.get("guess") and self.has(with_guess)
        return self(with_guess if guessed else self._case(f"fix.{problem.code}", known), **known)

    def _case(self, key: str, known: Mapping[str, str]) -> str:
        """Return the phrase for the case that the facts name, if it has words of its own."""
        with_case = f"{key}.{known.get('case')}"
        return with_case if self.has(with_case) else key
