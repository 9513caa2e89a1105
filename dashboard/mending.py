"""Findings beside the line they are about: what was typed there, and the same line mended."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from dashboard import lines as mend
from dashboard.entries import Entry, Key
from dashboard.guesses import meant, near
from dashboard.links import KINDS
from dashboard.model import Catalog, Text
from dashboard.problems import Code, Facts, Place, Problem, facts

_TITLED = frozenset({"source", "commitment"})
_MOST = 300
"""So many findings of a file get a mended line: nobody mends more by hand."""
_MISSING = frozenset({Code.THEME_WITHOUT_FILE, Code.OTHER_ENDING})
"""Part of the data is elsewhere: what seems unused may be used there."""

_LISTED = 8
_FIGURES = frozenset({Code.NOT_A_VALUE, Code.NOT_A_NUMBER})
_TYPED = {
    Code.NOT_A_DAY: "text",
    Code.NOT_A_PERIOD: "text",
    Code.NOT_A_NUMBER: "text",
    Code.NOT_A_VALUE: "text",
    Code.NOT_AN_ADDRESS: "text",
    Code.NOT_AN_ID: "text",
    Code.NOT_A_STATEMENT: "text",
    Code.NOT_A_CHOICE: "text",
    Code.NOT_YES_OR_NO: "text",
    Code.UNKNOWN_KIND: "text",
    Code.UNKNOWN_ID: "id",
    Code.UNKNOWN_KEY: "key",
    Code.EXPECTED_LIST: "text",
    Code.EXPECTED_MAPPING: "text",
    Code.EXPECTED_TEXT: "text",
    Code.WIDE_QUOTES: "text",
}
"""Where the text that was typed stands among the facts of a finding."""

_OPEN, _CLOSE = "“”‘’「『", "“”‘’」』"


class Known(NamedTuple):
    """What the catalog knows, by the names that planners use."""

    ids: Mapping[str, Mapping[str, str]]
    """By kind the id of each name, in either language."""
    units: Mapping[str, str]
    """The name of the unit in which a field is written, by the id of a unit or an indicator."""


def without_echoes(problems: Sequence[Problem]) -> list[Problem]:
    """Return the problems but for those that another one brought about.

    Nothing is unused as long as part of the data is not there; where something is wrong nothing
    is merely odd; an id that nobody declares is said once, with how often it is named.
    """
    is_whole = not any(one.is_error or one.code in _MISSING for one in problems)
    wrong = {one.place for one in problems if one.is_error}
    named = Counter(one.facts[:2] for one in problems if one.code == Code.UNKNOWN_ID)
    said: set[Facts] = set()
    left: list[Problem] = []
    for one in problems:
        found = one
        if one.code == Code.UNUSED_SOURCE and not is_whole:
            continue
        if not one.is_error and one.place in wrong:
            continue
        if one.code == Code.UNKNOWN_ID and named[one.facts[:2]] > 1:
            if one.facts[:2] in said:
                continue
            said.add(one.facts[:2])
            more = facts(how="more", count=named[one.facts[:2]])
            found = Problem(one.place, one.code, one.facts[:2] + more)
        left.append(found)
    return left


def lines_of(text: str) -> list[str]:
    """Return the lines of a text, as an editor counts them."""
    return text.replace("\r\n", "\n").replace("\r", "\n").split("\n") if text else []


def names_of(entries: Mapping[Key, Entry], catalog: Catalog | None) -> Known:
    """Return the ids behind the names of a catalog, and the units of its figures."""
    ids: dict[str, dict[str, str]] = {}
    for (kind, identity), entry in entries.items():
        named = ids.setdefault(kind, {})
        named[identity] = identity
        words = getattr(entry.item, "title" if kind in _TITLED else "name", None)
        if isinstance(words, Text):
            named |= {words.zh: identity, words.en: identity}
    units: dict[str, str] = {}
    for unit in catalog.frame.units if catalog else ():
        units[unit.id] = " / ".join(dict.fromkeys(unit.name))
    for indicator in catalog.indicators.values() if catalog else ():
        units[indicator.id] = units.get(indicator.unit, "")
    return Known(ids, units)


def mended(problems: Sequence[Problem], rows: Sequence[str], known: Known) -> Iterator[Problem]:
    """Yield the problems of one file with what the line and the catalog tell of each."""
    for number, problem in enumerate(problems):
        if number >= _MOST or not 0 < problem.place.line <= len(rows):
            yield problem
        else:
            yield _Mending(problem, rows[problem.place.line - 1], known).mended()


class _Mending:
    """One finding and its line; lives for one call."""

    def __init__(self, problem: Problem, line: str, known: Known) -> None:
        self.problem = problem
        self.code = problem.code
        self.line = line
        self.known = known
        self.facts = dict(problem.facts)
        self.column = problem.place.column - 1
        self.text = self.facts.get(_TYPED.get(problem.code, ""), "")

    def mended(self) -> Problem:
        found = self.mistyped() if self.text else None
        if found is not None:
            return found
        if self.code in _FIGURES:
            self.figure()
        elif self.code == Code.NOT_AN_ID:
            self.identity()
        elif self.code in {Code.YAML_COLON, Code.YAML_SPACE_AFTER_COLON}:
            return self.colon()
        elif self.code == Code.YAML_INNER_COMMA:
            self.inner_comma()
        elif self.code == Code.MISSING_KEY and self.line[self.column : self.column + 1] == "{":
            self.facts["how"] = "flow"
        if "corrected" not in self.facts and (line := self.corrected()):
            self.facts["corrected"] = line
        return Problem(self.problem.place, self.code, tuple(self.facts.items()))

    def at(self, code: Code, column: int, corrected: str, **given: object) -> Problem:
        """Return the finding as another one, at the sign that is its cause."""
        place = Place(self.problem.place.file, self.problem.place.line, column + 1)
        found: Facts = facts(text=self.line.strip()[:80], **given)
        if corrected and len(corrected) <= mend.LONGEST:
            found += facts(corrected=corrected)
        return Problem(place, code, found)

    def start(self) -> int:
        """Return the column at which the typed text begins, a quote before it left out, or -1."""
        for column in (self.column, self.column + 1):
            if self.line.startswith(self.text, column):
                return column
        return -1

    # --- other signs than were meant ---------------------------------------------------

    def mistyped(self) -> Problem | None:
        """Return a sign of the Chinese keyboard, or an unseen one, as the cause."""
        start, text = self.start(), self.text
        if start < 0 or self.code == Code.EXPECTED_TEXT:
            return None
        end = start + len(text)
        bad = next((n for n, sign in enumerate(text) if sign in mend.UNSEEN), -1)
        if bad >= 0:
            line = self.line[:start] + mend.seen(text).strip() + self.line[end:]
            sign = text[bad]
            given = {"character": f"U+{ord(sign):04X}", "how": mend.UNSEEN[sign]}
            return self.at(Code.BAD_CHARACTER, start + bad, line, **given)
        if text[0] in "｛［【":
            rest = self.line[end:]
            line = self.line[:start] + text.translate(mend.WIDE).replace("，", ", ") + rest
            return self.at(Code.YAML_BRACKET, start, line, how="wide", sign=text[0])
        comma = re.search("[，、]", text)
        is_in_list = self.line[:start].rstrip().endswith(("[", ","))
        if comma and is_in_list and self.code in {Code.NOT_AN_ID, Code.NOT_A_STATEMENT}:
            inner = re.sub(r"\s*[，、]\s*", ", ", text)
            line = self.line[:start] + inner + self.line[end:]
            return self.at(Code.YAML_COMMA, start + comma.start(), line, sign=comma[0], how="list")
        if len(text) > 1 and text[0] in _OPEN and text[-1] in _CLOSE:
            inner = text[1:-1].strip()
            guess = meant(self.code, inner) or inner
            line = self.line[:start] + mend.plain(guess) + self.line[end:]
            return self.at(Code.WIDE_QUOTES, start, line, guess=mend.plain(guess))
        return None

    def colon(self) -> Problem:
        """Return the finding at the colon itself, which was found in a key or a value."""
        if "at" not in self.facts:
            return self.problem
        column = self.column + int(self.facts["at"])
        if self.line[column : column + 1] not in {"：", ":"}:
            return self.problem
        before = self.line[:column].rstrip()
        line = f"{before}: {self.line[column + 1 :].lstrip()}" if before.isascii() else ""
        return self.at(self.code, column, line, sign=self.line[column])

    def inner_comma(self) -> None:
        """Add what to do about a comma inside words or digits."""
        before = self.line[: self.column]
        digits = re.search(r"([0-9]{1,3}(?:,[0-9]{3})*), ?$", before)
        if digits and re.match(r"[0-9]{3}(?![0-9])", self.line[self.column :]):
            tail = re.match(r"[0-9]{3}(?:, ?[0-9]{3})*(?:\.[0-9]+)?", self.line[self.column :])
            whole = digits[1] + (tail[0] if tail else "")
            end = self.column + (tail.end() if tail else 0)
            plain = re.sub("[, ]", "", whole)
            self.facts |= {"how": "thousands", "guess": plain}
            self.facts["corrected"] = self.line[: digits.start()] + plain + self.line[end:]
            return
        start = mend.value_start(self.line, self.column)
        line = mend.in_quotes(self.line, start) if start else ""
        if line:
            self.facts["corrected"] = line

    # --- what the catalog knows --------------------------------------------------------

    def figure(self) -> None:
        """Guess a figure again, now that its unit is known; say what the unit is."""
        asked = self.facts.pop("unit", "") or self.facts.pop("indicator", "")
        self.facts.pop("indicator", None)
        unit = self.known.units.get(asked, "")
        guess = self.facts.get("guess", "")
        for name in unit.split(" / "):
            guess = guess or meant(self.code, self.text, name)
        self.facts["guess"] = guess
        if guess:
            self.facts.pop("how", None)
        elif self.facts.get("how") == "unit":
            self.facts |= {"unit": unit} if unit else {"how": "words"}

    def identity(self) -> None:
        """Look up a name where an id is wanted."""
        kind = KINDS.get(self.facts.get("field", ""), "")
        if not kind:
            return
        ids = self.known.ids.get(kind, {})
        guess = ids.get(self.text, "") or self.facts.get("guess", "")
        if not guess and (name := near(self.text, ids)):
            guess = ids[name]
        known = sorted(set(ids.values()))
        if guess in known:
            self.facts |= {"guess": guess, "how": "named", "name": self.text}
        else:
            more = "…" if len(known) > _LISTED else ""
            how = "source" if kind == "source" else "reference"
            choices = ", ".join(known[:_LISTED]) + more
            self.facts |= {"guess": "", "how": how, "choices": choices}

    # --- the line ----------------------------------------------------------------------

    def corrected(self) -> str:
        """Return the line as it should be, or nothing where that is not known."""
        new = self.facts.get("guess", "")
        if self.code == Code.EXPECTED_LIST and self.start() >= 0:
            new = f"[{self.text}]"
        if self.code == Code.EXPECTED_TEXT and new:
            return self.line.replace(self.text, new, 1) if self.text in self.line else ""
        if not new or not self.text or len(self.line) > mend.LONGEST:
            return ""
        if self.code in {Code.EXPECTED_LIST, Code.EXPECTED_MAPPING}:
            end = self.start() + len(self.text)
            return self.line[: self.start()] + new + self.line[end:] if self.start() >= 0 else ""
        return mend.replaced(self.line, self.column, self.text, new)
