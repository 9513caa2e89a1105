"""Ids made from words: lower-case letters, digits and hyphens, the same for the same words."""

import re
import unicodedata
from hashlib import sha256

_SIGNS = {
    "%": " percent ",
    "‰": " permille ",
    "€": " eur ",
    "$": " dollar ",
    "&": " and ",
    "+": " plus ",
}
LONGEST = 48


def slug(text: str, longest: int = LONGEST) -> str:
    """Return a text as part of an id; what has no letters we know becomes a number made of it."""
    for sign, word in _SIGNS.items():
        text = text.replace(sign, word)
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().casefold()
    known = re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
    lost = sum(
        sign.isalpha() and not sign.isascii() for sign in unicodedata.normalize("NFKD", text)
    )
    if not known or lost > len(known) // 2:
        return f"{known[: longest - 9].strip('-')}-{digest(text)}".strip("-")
    return known if len(known) <= longest else f"{known[: longest - 9].strip('-')}-{digest(text)}"


def digest(text: str) -> str:
    """Return eight signs that stand for a text."""
    return "x" + sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:7]


class Ids:
    """Ids that were given away: of two alike the second gets what its words come to."""

    def __init__(self) -> None:
        self._taken: dict[str, str] = {}

    def of(self, wanted: str, words: str) -> str:
        """Return the id for these words, the one that is wanted if no other words have it."""
        if self._taken.setdefault(wanted, words) == words:
            return wanted
        return self.of(f"{wanted}-{digest(words)}", words)
