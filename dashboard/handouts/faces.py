"""Our own fonts, as a server sends them and inside a file, which so needs no font of a machine."""

import tomllib
from base64 import b64encode
from collections.abc import Callable
from functools import cache
from pathlib import Path

APP = Path(__file__).parent.parent / "app"
"""Where fonts and scripts lie that a browser is given."""


@cache
def faces() -> str:
    """Return the `@font-face` rules of our fonts with the fonts in them, about 400 kB."""
    return _rules(_embedded)


@cache
def linked_faces() -> str:
    """Return the `@font-face` rules of our fonts as the app's server sends them."""
    return _rules(lambda url: f"/{url}")


def _rules(address: Callable[[str], str]) -> str:
    settings = tomllib.loads((APP / ".streamlit" / "config.toml").read_text("utf-8"))
    return "\n".join(
        f'@font-face{{font-family:"{face["family"]}";font-weight:{face["weight"]};'
        f"src:url({address(face['url'])}) format('woff2');font-display:swap;"
        f"unicode-range:{face['unicodeRange']}}}"
        for face in settings["theme"]["fontFaces"]
    )


@cache
def plotly() -> str:
    """Return the script that draws figures: the same bundle that the app sends."""
    [bundle] = (APP / "static").glob("plotly-basic-*.js")
    return bundle.read_text("utf-8")


def _embedded(url: str) -> str:
    data = (APP / url.removeprefix("app/")).read_bytes()
    return f"data:font/woff2;base64,{b64encode(data).decode()}"
