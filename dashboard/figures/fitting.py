"""How wide a text will be, and how it is made to fit: labels never overlap."""

from functools import lru_cache

WIDTH, WIDTH_PHONE = 1206, 350
"""The narrowest pages that labels are made to fit: on a desktop, and on a phone."""

_WIDE = 0x2E80
"""Han characters, kana and full-width signs begin here: one em each."""
_FULL = frozenset("×●○◎◆◇▲△▼□■→≥≤≈÷“”‘’…—")
_WIDTHS = {
    0.25: "ijl.,:;'|!",
    0.33: 'frtI()[]- /·"',
    0.52: "cksvxyz?",
    0.56: "abdeghnopqu0123456789$¥*+=",
    0.62: "ABCEFJKLPRSTVXYZ&",
    0.70: "DGHNOQU–",
    0.84: "mwMW%@",
}
_BY_CHARACTER = {character: width for width, text in _WIDTHS.items() for character in text}


@lru_cache(maxsize=4096)
def width(text: str, size: float, *, is_bold: bool = False) -> float:
    """Return about how many px a text takes in the font of the screen."""
    ems = sum(
        1.0 if ord(mark) >= _WIDE or mark in _FULL else _BY_CHARACTER.get(mark, 0.6)
        for mark in text
    )
    latin = 1.02 if text.isascii() else 1.0
    return ems * size * latin * (1.05 if is_bold and text.isascii() else 1)


@lru_cache(maxsize=4096)
def elide(text: str, room: float, size: float, *, is_bold: bool = False) -> str:
    """Return a text cut to a width, with an ellipsis where it was cut."""
    if width(text, size, is_bold=is_bold) <= room:
        return text
    while text and width(f"{text}…", size, is_bold=is_bold) > room:
        text = text[:-1]
    return f"{text.rstrip(' ,，、·(（')}…"


def elide_middle(text: str, room: float, size: float) -> str:
    """Return a text cut in its middle to a width, so that its beginning and its end both show."""
    kept = len(text)
    shown = text
    while kept > 1 and width(shown, size) > room:
        kept -= 1
        tail = kept // 2
        shown = f"{text[: kept - tail].rstrip()}…{text[len(text) - tail :].lstrip()}"
    return shown


def wrap(text: str, room: float, size: float, *, lines: int = 2) -> list[str]:
    """Return a text in at most so many lines of a width, the last one elided.

    Latin words stay whole; Han text breaks anywhere.
    """
    found: list[str] = []
    rest = text
    while rest and len(found) < lines - 1 and width(rest, size) > room:
        cut = _break(rest, room, size)
        found.append(rest[:cut].rstrip())
        rest = rest[cut:].lstrip()
    return [*found, elide(rest, room, size)] if rest else found


def _break(text: str, room: float, size: float) -> int:
    """Return where to break a text that is too wide for one line."""
    fits = next(
        end for end in range(len(text), 0, -1) if end == 1 or width(text[:end], size) <= room
    )
    for end in range(fits, 0, -1):
        after, before = text[end : end + 1], text[end - 1]
        if after and after in "，。；：）」、!?,.;:)":
            continue
        if before == " " or after == " " or ord(before) >= _WIDE or (after and ord(after) >= _WIDE):
            return end
    return fits
