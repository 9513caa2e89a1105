"""Who may ask: the names this server answers to, and the pages that may talk to it."""

import ipaddress
import socket
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 (recognised, not bound)


@dataclass(frozen=True, slots=True)
class Doors:
    """The names that a request may ask for, and whether any plain number will do."""

    names: frozenset[str]
    numbers: bool
    public: str | None

    def refusal(self, headers: Mapping[str, str]) -> str | None:
        """Return why a request is refused, or None.

        A foreign name in Host is a page elsewhere that made its name point here (DNS
        rebinding). A foreign Origin is a page elsewhere reading along. Streamlit checks the
        origin too, but asks a server on the internet for its own address to do so.
        """
        host = headers.get("host", "")
        if not self._answers_to(_name(f"//{host}")):
            return "This server does not answer to that name."
        origin = headers.get("origin")
        if origin in {None, self.public, f"http://{host}", f"https://{host}"}:
            return None
        return "This server does not answer to pages of other sites."

    def _answers_to(self, name: str) -> bool:
        return name in self.names or (self.numbers and _is_number(name))


def doors(host: str, public_url: str | None) -> Doors:
    """Return the doors of a server bound to `host` and known to readers as `public_url`."""
    everywhere = host in EVERYWHERE
    own = {socket.gethostname().lower()} if everywhere else {host.lower()}
    named = {_name(public_url)} if public_url else set()
    public = urlsplit(public_url) if public_url else None
    return Doors(
        names=LOOPBACK | own | named,
        numbers=everywhere,
        public=f"{public.scheme}://{public.netloc}" if public else None,
    )


def _name(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""


def _is_number(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True
