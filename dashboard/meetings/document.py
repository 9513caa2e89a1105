"""The one HTML document of a meeting: the slides as data, and the script that shows them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from html import escape
from pathlib import Path
from typing import Any

from dashboard import markup
from dashboard.wording import LANGUAGES, phrases

HERE = Path(__file__).parent
PARTS = (
    "words",
    "address",
    "keeping",
    "stage",
    "panels",
    "evidence",
    "clock",
    "server",
    "filters",
    "leading",
    "following",
    "lobby",
    "hands",
    "start",
)
"""The parts of the script, in order: they share one scope."""

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
_SAID = "present."


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """What a document is told besides its slides."""

    title: str
    language: str
    """of the first words, until the script has read the address"""
    languages: tuple[str, ...]
    """those that a reader can choose"""
    follow: str = ""
    """the code of the presenter who is followed; empty for none"""
    ignored: tuple[str, ...] = ()
    """the parameters of the address that were not understood"""
    kept: int = 0
    """items that are shown as they last were good, because their files have errors"""
    faces: str = ""
    """the `@font-face` rules, with addresses that the document may ask for"""
    plotly: str = ""
    """the address of the bundle that draws the figures"""


def embedded(found: Any) -> str:  # noqa: ANN401 - anything that JSON can say
    """Return JSON that can stand in a script element: no sign in it ends the element."""
    written = json.dumps(found, ensure_ascii=False, separators=(",", ":"))
    return written.translate(_UNSAFE)


@cache
def script() -> str:
    """Return the script of a meeting: the drawing of figures, then the parts in one scope."""
    draw = (Path(markup.__file__).parent / "draw.js").read_text("utf-8")
    parts = "\n".join((HERE / "script" / f"{part}.js").read_text("utf-8") for part in PARTS)
    return f'{draw}\n(() => {{\n"use strict";\n{parts}\n}})();\n'


def document(slides: str, setting: Setting) -> str:
    """Return the HTML of a meeting; `slides` is a payload that was `embedded`, or `null`."""
    told = {
        "follow": setting.follow,
        "ignored": list(setting.ignored),
        "kept": setting.kept,
        "languages": list(setting.languages),
        "words": {language: _words(language) for language in LANGUAGES},
    }
    page = _page()
    blanks: Mapping[str, str] = {
        "lang": {"zh": "zh-CN"}.get(setting.language, setting.language),
        "title": escape(setting.title),
        "faces": setting.faces,
        "style": _text("present.css"),
        "plotly": f'<script defer src="{escape(setting.plotly)}"></script>',
        "no-script": escape(phrases(setting.language)[f"{_SAID}no-script"]),
        "setting": embedded(told),
        "slides": slides,
        "script": script(),
    }
    return "".join(blanks[piece] if at % 2 else piece for at, piece in enumerate(page))


@cache
def _page() -> tuple[str, ...]:
    """Return the HTML in pieces: as written, and in turn the names of its blanks."""
    return tuple(_text("present.html").replace("]]", "[[").split("[["))


@cache
def _text(name: str) -> str:
    return (HERE / name).read_text("utf-8")


def _words(language: str) -> Mapping[str, str]:
    """Return the phrases of meeting mode, and those of the kinds of slides."""
    known = phrases(language)
    return {key.removeprefix(_SAID): known[key] for key in known if key.startswith(_SAID)}
