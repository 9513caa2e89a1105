"""The HTML page that every address answers with, and the policy that goes with it."""

import base64
import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType

from dashboard.serving.packing import CODINGS

LANGUAGES = MappingProxyType({"zh": "zh-CN", "en": "en"})
NO_SCRIPT = MappingProxyType(
    {"zh": "本页需要启用 JavaScript。", "en": "This page needs JavaScript to be switched on."}
)
# Else a page below the root first asks for its server below that page, in vain.
ADDRESS = (
    "<script>window.__streamlit={BACKEND_BASE_URL:location.origin,"
    "MAIN_PAGE_BASE_URL:location.origin}</script>"
)
# What every page draws with: else asked for in turn, and only once the page is connected.
PRELOADED = ("BidiComponent", "PageLink", "ImageList", "ButtonGroup", "Table")

POLICY = (
    "default-src 'none'; script-src 'self' blob: {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; "
    "manifest-src 'self'; worker-src 'self' blob:; media-src 'self'; base-uri 'none'; "
    "form-action 'none'; frame-ancestors 'self'; object-src 'none'"
)

_IMPORT = re.compile(r'(?:from|import)"\./([^"]+)"')
_INLINE = re.compile(r"<script>(.*?)</script>", re.DOTALL)
_AGENT_LINK = re.compile(r'<link rel="service-desc"[^>]*>')
_FONT_LINK = re.compile(r'<link\s+rel="preload"[^>]*as="font"[^>]*>')  # of a font we do not use
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """The page in each language, and its content-security policy."""

    documents: Mapping[str, bytes]
    policy: str

    def reply(self, lang: str, coding: str) -> tuple[bytes, Mapping[str, str]]:
        """Return the page's body and headers in a language and a coding (empty: plain)."""
        body, etag = _coded(self.documents[lang], coding)
        told = {
            "content-type": "text/html; charset=utf-8",
            "cache-control": "no-cache",
            "etag": etag,
            "vary": "Accept-Encoding",
        }
        return body, told | ({"content-encoding": coding} if coding else {})


def page(static: Path, app_files: Path) -> Page:
    """Return the page made from the index.html in Streamlit's folder of static files.

    `app_files` is the folder of the app's own: its scripts are asked for early, too.
    """
    document = (static / "index.html").read_text(encoding="utf-8")
    names = [f"static/js/{name}" for name in _drawing(static / "static" / "js")]
    names += [f"app/static/{path.name}" for path in sorted(app_files.glob("*.js"))]
    links = "".join(
        f'<link rel="modulepreload" crossorigin href="./{name}">'
        for name in names
        if name not in document
    )
    for dropped in (_AGENT_LINK, _FONT_LINK):
        document = dropped.sub("", document)
    document = document.replace("</head>", f"{ADDRESS}{links}</head>")
    scripts = " ".join(hashed(script) for script in _INLINE.findall(document))
    return Page(
        MappingProxyType({lang: _in(lang, document) for lang in LANGUAGES}),
        POLICY.format(scripts=scripts),
    )


def hashed(script: str) -> str:
    """Return what a policy names an inline script by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def _drawing(folder: Path) -> list[str]:
    """Return the names of the preloaded scripts and of all that they import."""
    names = [path.name for name in PRELOADED for path in sorted(folder.glob(f"{name}.*.js"))]
    for name in names:  # grows as it goes
        found = _IMPORT.findall((folder / name).read_text(encoding="utf-8"))
        names += [more for more in dict.fromkeys(found) if more not in names]
    return names


def _in(lang: str, document: str) -> bytes:
    said = _NO_SCRIPT.sub(f"<noscript><p>{NO_SCRIPT[lang]}</p></noscript>", document)
    return said.replace('<html lang="en">', f'<html lang="{LANGUAGES[lang]}">').encode()


@lru_cache(maxsize=8)
def _coded(document: bytes, coding: str) -> tuple[bytes, str]:
    body = CODINGS[coding](document) if coding else document
    return body, f'"{hashlib.sha256(body).hexdigest()[:24]}"'
