"""The shell around Streamlit's app: refuses strangers, adds headers, sends packed files."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from urllib.parse import parse_qs

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from dashboard.serving.doors import Doors
from dashboard.serving.meetings import LEAD, PRESENT
from dashboard.serving.packing import Pack, accepted, lasting
from dashboard.serving.page import Page

SAFE = MappingProxyType(
    {
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "cross-origin-opener-policy": "same-origin",
        "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    }
)
READING = ("GET", "HEAD", "OPTIONS")
CLOSED = ("/_stcore/metrics", "/_stcore/agent")  # counts of sessions; an interface for robots
PAGE = re.compile(r"/[A-Za-z0-9_-]*")
APP_FILES = "/app/static/"
OURS = frozenset({PRESENT})
"""Addresses like those of pages that are none of Streamlit's."""
TOLD = frozenset({LEAD})
"""Addresses that are told something, by the server's own pages only."""


class Shell:
    """ASGI middleware around the whole app."""

    def __init__(self, app: ASGIApp, doors: Doors, page: Page, pack: Pack) -> None:
        """Keep what is asked on every request."""
        self._app, self._doors, self._page, self._pack = app, doors, page, pack

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or hand on what Streamlit answers."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = self._doors.refusal(headers)
        if scope["type"] == "websocket":
            if refusal:  # closed before it was accepted: the answer is 403
                await send({"type": "websocket.close", "code": 1008})
            else:
                await self._app(_without_origin(scope), receive, send)
            return
        own = Response(refusal, 403) if refusal else self._own(scope, headers)
        if own:
            await own(scope, receive, self._safely(send, scope["path"]))
        else:
            await self._app(_without_origin(scope), receive, self._safely(send, scope["path"]))

    def _own(self, scope: Scope, headers: Headers) -> Response | None:
        """Return the answer to what Streamlit need not be asked, or None."""
        path = scope["path"]
        if scope["method"] not in READING:
            return _told(path, scope["method"], headers)
        if path.startswith(CLOSED):
            return Response(status_code=404)
        if scope["method"] == "OPTIONS" or "range" in headers:
            return None
        codings = accepted(headers.get("accept-encoding", ""))
        packed = next((file for c in codings if (file := self._pack.get((c, path)))), None)
        if packed:
            return _reply(packed.body, packed.headers, headers)
        if PAGE.fullmatch(path) and path not in OURS:
            body, told = self._page.reply(_lang(scope), codings[0] if codings else "")
            return _reply(body, told, headers)
        return None

    def _safely(self, send: Send, path: str) -> Send:
        """Return a `send` that adds the safety headers to whatever is answered."""

        async def sending(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.update(SAFE)
                headers.setdefault("content-security-policy", self._page.policy)
                if path.startswith(APP_FILES) and "cache-control" not in headers:
                    headers["cache-control"] = lasting(path)
            await send(message)

        return sending


def _reply(body: bytes, told: Mapping[str, str], asked: Headers) -> Response:
    """Return a body, or only word that the one the browser has is still right."""
    if told["etag"] in asked.get("if-none-match", ""):
        unchanged = {name: told[name] for name in ("etag", "cache-control", "vary")}
        return Response(status_code=304, headers=unchanged)
    return Response(body, headers=dict(told))


def _told(path: str, method: str, headers: Headers) -> Response | None:
    """Return why the server is told nothing, or None where it is: a page of its own tells it."""
    if path not in TOLD or method != "POST":
        return Response(status_code=405, headers={"allow": ", ".join(READING)})
    return None if "origin" in headers else Response("This is for pages of this server.", 403)


def _lang(scope: Scope) -> str:
    asked = parse_qs(scope["query_string"].decode("latin-1")).get("lang", [""])
    return "en" if asked[-1] == "en" else "zh"


def _without_origin(scope: Scope) -> Scope:
    """Return the request without the origin, which `Doors` has checked better."""
    kept = [(name, value) for name, value in scope["headers"] if name != b"origin"]
    return {**scope, "headers": kept}
