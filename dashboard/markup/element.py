"""Elements of HTML: the one place where text becomes markup, and there all of it is escaped."""

from collections.abc import Iterable
from html import escape

_VOID = frozenset({"br", "col", "hr", "input", "meta", "link"})


class Html(str):
    """Text that is markup already; whatever is joined to it by hand is plain text again."""

    __slots__ = ()


def element(name: str, /, *children: str, **attributes: str | bool) -> Html:
    """Return an element: children that are plain text are escaped, and so are attributes.

    An attribute is called as in HTML, `class_` for `class` and `data_kind` for `data-kind`; True
    is one without a value, False and an empty text are none.
    """
    given = "".join(_attribute(key, value) for key, value in attributes.items())
    inside = joined(children)
    return Html(f"<{name}{given}>" if name in _VOID else f"<{name}{given}>{inside}</{name}>")


def joined(pieces: Iterable[str], between: str = "") -> Html:
    """Return pieces in a row, plain text among them escaped."""
    return Html(text(between).join(text(piece) for piece in pieces))


def text(piece: str) -> Html:
    """Return text as markup that shows it; markup stays as it is."""
    return piece if isinstance(piece, Html) else Html(escape(piece, quote=True))


def _attribute(key: str, value: str | bool) -> str:  # noqa: FBT001 - an attribute's value
    name = key.rstrip("_").replace("_", "-")
    if isinstance(value, bool):
        return f" {name}" if value else ""
    return f' {name}="{escape(value, quote=True)}"' if value else ""
