"""How much a slide holds: words take time to read, and what takes too long runs over pages."""

import re
from collections.abc import Iterator, Sequence
from typing import TypeVar

SECONDS = 12.0
"""What a slide takes to be read at most, besides its title and its foot: about eleven."""
_SIGNS_A_SECOND = 8.0
"""Chinese characters that are read in a second, in short lines that are known to matter."""
_WORDS_A_SECOND = 4.5
_WORD = re.compile(r"[0-9A-Za-z][0-9A-Za-z.,%'-]*")
_WIDE = re.compile("[\u2e80-\ua4cf\uf900-\ufaff\uff00-\uff60]")

_T = TypeVar("_T")


def seconds(*texts: str) -> float:
    """Return how long texts take to be read: by characters in Chinese, else by words."""
    return sum(
        len(_WIDE.findall(text)) / _SIGNS_A_SECOND + len(_WORD.findall(text)) / _WORDS_A_SECOND
        for text in texts
    )


def width(text: str) -> float:
    """Return the width of a text in full-width characters; half-width ones count half."""
    return sum(1.0 if _WIDE.match(char) else 0.5 for char in text)


def paged(rows: Sequence[_T], costs: Sequence[float], most: int) -> Iterator[tuple[_T, ...]]:
    """Yield rows page by page: as many as can be read in time, at most `most`, evenly.

    A row that takes too long by itself has a page of its own.
    """
    pages = filled(rows, costs, most)
    fewest = len(pages)
    while most > 1 and len(tighter := filled(rows, costs, most - 1)) == fewest:
        pages, most = tighter, most - 1
    yield from pages


def filled(rows: Sequence[_T], costs: Sequence[float], most: int) -> list[tuple[_T, ...]]:
    """Return rows page by page, each as full as it can be; the last has what is left."""
    pages: list[list[_T]] = []
    spent = 0.0
    for row, cost in zip(rows, costs, strict=True):
        if not pages or spent + cost > SECONDS or len(pages[-1]) == most:
            pages.append([])
            spent = 0.0
        pages[-1].append(row)
        spent += cost
    return [tuple(page) for page in pages]


TITLE = {"zh": 20.0, "en": 26.0}
"""The width of a title in full-width characters: one line."""


def fitting(language: str, *candidates: str) -> str:
    """Return the first title that fits into one line, else the shortest, cut where it must be."""
    room = TITLE[language]
    found = next((one for one in candidates if width(one) <= room), "")
    if found:
        return found
    shortest = min(candidates, key=width)
    while width(shortest) > room - 1:
        shortest = shortest[:-1]
    return f"{shortest.rstrip()}…"
