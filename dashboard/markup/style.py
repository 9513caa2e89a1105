"""The colours of a catalog as CSS variables, light and dark, and the style of slides."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dashboard.model import JOINT, Frame
from dashboard.theme import SIGNS, Look, Mode, look
from dashboard.tokens import FONT

_SHEET = Path(__file__).with_name("slides.css")
_PARTS = ("", "-text", "-soft")
"""A hue for marks, for text, and as a soft ground."""
_PLAIN = ("paper", "surface", "river", "line", "grid", "axis", "ink", "ink2", "ink3")


def stylesheet(frame: Frame) -> str:
    """Return the style of slides: the colours of the catalog by name, then how all is laid out.

    Light is what is given and what is printed; `data-mode` on the root element decides, and
    without it the reader's system.
    """
    light, dark = _colours(frame, "light"), _colours(frame, "dark")
    unset = ":root:not([data-mode])"
    return "\n".join((
        f":root{{--font:{FONT};{_banks(frame)}color-scheme:light;{light}}}",
        f"@media screen{{:root[data-mode=dark]{{color-scheme:dark;{dark}}}}}",
        f"@media screen and (prefers-color-scheme:dark){{{unset}{{color-scheme:dark;{dark}}}}}",
        *_hues(frame),
        _rules(),
    ))  # fmt: skip


def _banks(frame: Frame) -> str:
    """Return the colours of the two banks on the cover: those of the two first areas."""
    areas = [f"var(--area-{area.id})" for area in frame.promising][:2]
    names = zip(("bank", "far-bank"), [*areas, "var(--ink2)", "var(--ink2)"], strict=False)
    return "".join(f"--{name}:{colour};" for name, colour in names)


def _hues(frame: Frame) -> Iterator[str]:
    """Yield what gives an element the hue of a status or of an area, by its attribute."""
    names = [("sign", "status", one) for one in SIGNS]
    names += [("area", "area", one) for one in (*(area.id for area in frame.areas), JOINT)]
    for attribute, kind, one in names:
        hues = "".join(f"--hue{part}:var(--{kind}-{one}{part});" for part in _PARTS)
        yield f'[data-{attribute}="{one}"]{{{hues}}}'


@cache
def _rules() -> str:
    return _SHEET.read_text("utf-8")


def _colours(frame: Frame, mode: Mode) -> str:
    return "".join(f"--{name}:{colour};" for name, colour in _named(frame, look(frame, mode)))


def _named(frame: Frame, seen: Look) -> Iterator[tuple[str, str]]:
    """Yield the colours by role: marks as they are, text with -text, soft grounds with -soft."""
    for name in _PLAIN:
        yield name, getattr(seen.palette, name)
    for sign in SIGNS:
        tint = seen.status(sign)
        yield f"status-{sign}", tint.mark
        yield f"status-{sign}-text", tint.text
        yield f"status-{sign}-soft", tint.soft
    for area in (*(area.id for area in frame.areas), JOINT):
        tint = seen.area(area)
        yield f"area-{area}", tint.mark
        yield f"area-{area}-text", tint.text
        yield f"area-{area}-soft", tint.soft
