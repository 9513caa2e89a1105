"""How phones reach this server: as far as it is known, and a code for them to read."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import segno

from dashboard.serving.doors import EVERYWHERE, LOOPBACK

SHORT = "/f/"
"""Where the short address begins; the code follows."""


@dataclass(frozen=True, slots=True)
class Reach:
    """What the server was told of its own address."""

    host: str
    """to which it is bound"""
    public_url: str | None
    """under which readers know it"""

    def base(self, asked: str) -> str | None:
        """Return the address for phones, or None where none is known for certain.

        `asked` is the name by which the presenter opened the page: if that is no name of the
        machine for itself, others may use it, too.
        """
        if self.public_url:
            return self.public_url.rstrip("/")
        name = urlsplit(f"//{asked}").hostname or ""
        return None if self.host in LOOPBACK or name in LOOPBACK else f"http://{asked}"

    def told(self, code: str, asked: str) -> dict[str, Any]:
        """Return what the first slide says of how to follow."""
        base = self.base(asked)
        if base is None:
            return {"url": "", "why": "unknown" if self.host in EVERYWHERE else "alone"}
        short = f"{base}{SHORT}{code}"
        picture = segno.make(short, error="m").svg_data_uri(border=2, light="#fff", scale=4)
        return {"url": f"{base}/present?follow={code}", "short": short, "picture": picture}
