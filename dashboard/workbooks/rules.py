"""The sheet of the rules: thresholds, windows and lists of words, by the names formulas use."""

from collections.abc import Iterable, Mapping
from datetime import date

from dashboard.assessment.evidence import SLACK
from dashboard.assessment.projects import SLIP_DAYS
from dashboard.methods.projected import FEW, TOO_EARLY
from dashboard.model import SHOWS_BY_KIND, Frame, Mode, ObservationStatus, Shows
from dashboard.theme import SIGNS
from dashboard.values import Frequency
from dashboard.workbooks.book import Book, unique
from dashboard.workbooks.grid import Column, Grid

RULES = 8

CERTAINTIES = ("exactly", "at-least", "at-most", "about", "between")
SCOPES = ("whole", "part", "other")

DONE = (Shows.DONE, Shows.REACHED)
LOST = (Shows.NOT_DONE, Shows.LOST)
ADOPTED = (Shows.ADOPTED, Shows.WIDENED)
AGAINST = (
    Shows.NOT_DONE,
    Shows.BEGUN,
    Shows.UNDER_WAY,
    Shows.ON_SCHEDULE,
    Shows.ONLY_PLANNED,
    Shows.ENDED,
    Shows.NOT_REACHED,
    Shows.AIMED_AT,
    Shows.AGAINST,
    Shows.LOST,
)
"""What a report from after the deadline must show to prove that it was not done by then."""


def settings(frame: Frame) -> Mapping[str, float]:
    """Return the numbers that the formulas use, by the keys of their names."""
    rules = frame.rules
    return {
        "on-track": rules.thresholds.on_track,
        "at-risk": rules.thresholds.at_risk,
        "slack": SLACK,
        "too-early": TOO_EARLY,
        "few": FEW,
        "slip-share": 0.1,
        "slip-days": SLIP_DAYS,
        "window-month": rules.windows.month,
        "window-quarter": rules.windows.quarter,
        "window-half-year": rules.windows.half_year,
        "window-year": rules.windows.year,
        "window-project": rules.windows.project,
        "window-limits": rules.windows.limits,
        "window-reform": rules.windows.reform,
        "window-ambition": rules.windows.ambition,
    }


def window_key(frequency: Frequency) -> str:
    """Return the key of the window of figures of a frequency (judging.md 4)."""
    short = {Frequency.MONTH, Frequency.QUARTER, Frequency.HALF_YEAR}
    return f"window-{frequency if frequency in short else Frequency.YEAR}"


def lists(book: Book) -> Mapping[str, tuple[str, ...]]:
    """Return the lists of words, by the keys of their names."""
    say = book.say
    shown = unique(word for words in SHOWS_BY_KIND.values() for word in sorted(words))
    return {
        "statuses": tuple(SIGNS),
        "status-words": tuple(
            f"{sign.glyph} {say(f'status.{key}')}" for key, sign in SIGNS.items()
        ),
        "rules": tuple(say(f"workbook.rule.{number}") for number in range(1, RULES + 1)),
        "yes-no": (book.word("yes"), book.word("no")),
        "shows": tuple(say(f"shows.{word}") for word in shown),
        "shows-done": tuple(say(f"shows.{word}") for word in DONE),
        "shows-lost": tuple(say(f"shows.{word}") for word in LOST),
        "shows-adopted": tuple(say(f"shows.{word}") for word in ADOPTED),
        "shows-against": tuple(say(f"shows.{word}") for word in AGAINST),
        "certainties": _words(book, CERTAINTIES),
        "scopes": _words(book, SCOPES),
        "lengths": _words(book, (f"length-{length}" for length in Frequency)),
        "modes": _words(book, (f"mode-{mode}" for mode in Mode)),
        "observed": _words(book, (f"observed-{status}" for status in ObservationStatus)),
    }


def _words(book: Book, keys: Iterable[str]) -> tuple[str, ...]:
    return tuple(book.word(key) for key in keys)


def fill(book: Book) -> None:
    """Fill the sheet and name its cells."""
    words = lists(book)
    columns = (
        Column("label", "words", 34, "settings"),
        Column("value", "general", 12, "settings", put=True),
        Column("meaning", "words", 52, "settings"),
        *(Column(key, "text", 22, "lists") for key in words),
    )
    grid = book.grid("rules", columns)
    _setting(book, grid, "as-of", book.as_of)
    for key, value in settings(book.catalog.frame).items():
        _setting(book, grid, key, value)
    for key, listed in words.items():
        _list(book, grid, key, listed)


def _setting(book: Book, grid: Grid, key: str, value: float | date) -> None:
    row = grid.row()
    row["label"] = book.say(f"workbook.name.{key}")
    row["value"] = value
    row["meaning"] = book.say(f"workbook.setting.{key}")
    book.name(key, grid, "value", [row])


def _list(book: Book, grid: Grid, key: str, words: tuple[str, ...]) -> None:
    rows = grid.first(len(words))
    for row, word in zip(rows, words, strict=True):
        row[key] = word
    book.name(key, grid, key, rows)
