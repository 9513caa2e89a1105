"""Files of a repository as text: whatever their encoding, without markup, without control signs."""

import html
import re
from pathlib import Path
from typing import NamedTuple

from dashboard.store import REFUSED

MAX_BYTES = 64_000_000
"""A larger file is not read: no office's table of one indicator is that long."""


class FileText(NamedTuple):
    """The text of a file, and the encoding it was read in where that is not UTF-8."""

    text: str
    encoding: str = ""


def text_of(path: Path) -> FileText | str:
    """Return the text of a file, or why there is none."""
    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        return error.strerror or type(error).__name__
    if len(data) > MAX_BYTES:
        return f"> {MAX_BYTES // 1_000_000} MB"
    return decoded(data)


def decoded(data: bytes) -> FileText:
    """Return bytes as text: UTF-8, UTF-16 where a mark says so, else Windows-1252."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return FileText(data.decode("utf-16", "replace"), "UTF-16")
    try:
        return FileText(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return FileText(data.decode("cp1252", "replace"), "Windows-1252")


_TAG = re.compile(r"<!--.*?-->|</?[A-Za-z][^<>]*>", re.DOTALL)
_HIDDEN = re.compile(r"<(script|style)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\]\[]*)\]\(([^()\s]*)[^()]*\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")


def plain(text: str) -> str:
    """Return a text on one line, without HTML, links of Markdown and signs that YAML refuses."""
    text = _TAG.sub(" ", _HIDDEN.sub(" ", text))
    text = html.unescape(text)
    text = _STRONG.sub(r"\2", _LINK.sub(r"\1", text))
    return " ".join(REFUSED.sub(" ", text).split())


def cut(text: str, most: int) -> str:
    """Return a text of at most so many signs, cut after a word, with an ellipsis where it was."""
    if len(text) <= most:
        return text
    return text[: most - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"
