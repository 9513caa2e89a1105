"""How phones reach this server: as far as it is known, and a code for them to read."""

import ipaddress
import socket
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

import segno

from dashboard.serving.doors import EVERYWHERE, LOOPBACK

SHORT = "/f/"
"""Where the short address begins; the code follows."""
_ELSEWHERE = ("192.0.2.1", 9)
"""An address that is nobody's (RFC 5737)."""


def own_address() -> str | None:
    """Return this machine's own address in its network, or None if it has none.

    It is the one from which it would speak to others. Nothing is sent: a datagram socket that
    is connected has only chosen its way.
    """
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as way:
        try:
            way.connect(_ELSEWHERE)
        except OSError:
            return None
        found = ipaddress.ip_address(way.getsockname()[0])
    is_reached = not (found.is_loopback or found.is_link_local or found.is_unspecified)
    return str(found) if is_reached else None


@dataclass(frozen=True, slots=True)
class Reach:
    """What the server was told of its own address."""

    host: str
    """to which it is bound"""
    public_url: str | None
    """under which readers know it"""
    own: Callable[[], str | None] = own_address
    """finds this machine's own address in its network"""

    def base(self, asked: str) -> str | None:
        """Return the address for phones, or None where none is known for certain.

        `asked` is the name by which the presenter opened the page: if that is no name of the
        machine for itself, others may use it, too. If it is and the server listens to the
        network, it is the machine's own address there.
        """
        if self.public_url:
            return self.public_url.rstrip("/")
        opened = urlsplit(f"//{asked}")
        if self.host in LOOPBACK:
            return None
        if opened.hostname not in LOOPBACK:
            return f"http://{asked}"
        own = self.own() if self.host in EVERYWHERE else None
        return f"http://{own}:{opened.port or 80}" if own else None

    def told(self, code: str, asked: str) -> dict[str, Any]:
        """Return what the first slide says of how to follow."""
        base = self.base(asked)
        if base is None:
            return {"url": "", "why": "unknown" if self.host in EVERYWHERE else "alone"}
        short = f"{base}{SHORT}{code}"
        picture = segno.make(short, error="m").svg_data_uri(border=2, light="#fff", scale=4)
        is_own = not self.public_url and urlsplit(base).netloc != asked
        url = f"{base}/present?follow={code}"
        return {"url": url, "short": short, "picture": picture, "own": is_own}
