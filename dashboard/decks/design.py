"""The measures of a slide in px at 1080 (design tokens), and its colours as the theme has them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.util import Emu, Length, Pt

from dashboard.theme import SIGNS, Look

WIDTH, HEIGHT = 1920, 1080
_EMU = 6350
"""One px: 1920 of them are 13.333 inches."""

LEFT, RIGHT = 84, 1836
TITLE, TITLE_HEIGHT = 44, 92
BODY, BOTTOM = 168, 936
"""Where the figure begins and ends."""
FOOT, FOOT_HEIGHT = 966, 64

TITLE_SIZE, KEY, COUNT, LIMIT, ROW, SECOND, MARK, LABEL, TICK, SOURCE = (
    56, 124, 92, 66, 42, 40, 34, 30, 28, 22,
)  # fmt: skip
"""Sizes of type in px: tokens.json, `slide_px_at_1080`."""

FACE = "Microsoft YaHei"
"""Of the fonts of the design the one that offices have; others take what they have instead."""


def px(length: float) -> Length:
    """Return a length in px as the file has it."""
    return Emu(round(length * _EMU))


def size(pixels: float) -> Length:
    """Return a size of type: 1080 px are 540 points."""
    return Pt(round(pixels) / 2)


@dataclass(frozen=True, slots=True)
class Paint:
    """The colours of a catalog's slides: those of the theme by name, the others as they are."""

    look: Look
    slots: Mapping[str, MSO_THEME_COLOR]
    """the theme's place for a colour"""

    def area(self, identity: str) -> str:
        """Return the colour of an area's marks; of no area, ink."""
        return self.look.area(identity).mark if identity else self.look.palette.ink

    def area_text(self, identity: str) -> str:
        """Return the colour of an area's text; of no area, ink."""
        return self.look.area(identity).text if identity else self.look.palette.ink

    def status(self, sign: str) -> str:
        """Return the colour of a status's marks; of no status, ink."""
        return self.look.status(sign).mark if sign else self.look.palette.ink

    def status_text(self, sign: str) -> str:
        """Return the colour of a status's text; of no status, ink."""
        return self.look.status(sign).text if sign else self.look.palette.ink

    def put(self, colour: Any, value: str) -> None:  # noqa: ANN401 - a colour
        """Give a colour of the file its value, by the theme's name where it has one."""
        slot = self.slots.get(value)
        if slot is None:
            colour.rgb = RGBColor.from_string(value.removeprefix("#"))
        else:
            colour.theme_color = slot


def signed(sign: str, word: str) -> str:
    """Return a status as it is always shown: its glyph and its word."""
    return f"{SIGNS[sign].glyph} {word}"
