"""Meeting mode's addresses: the document, its slides, whether there are new data, who follows."""

import hashlib
import json
import re
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from typing import Any
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route

from dashboard.app import keeper
from dashboard.meetings import Setting, document, script
from dashboard.serving.archive import Archive, GoneError, packed
from dashboard.serving.asking import Asked, asked_of, is_id, known, pairs_of
from dashboard.serving.following import LENGTH, Lead, RoomsHere, code_of
from dashboard.serving.packing import accepted
from dashboard.serving.page import hashed
from dashboard.serving.reaching import SHORT, Reach
from dashboard.wording import LANGUAGES, Wording

PRESENT = "/present"
LEAD = f"{PRESENT}/lead"
"""The one address that is told something; all others are only read."""
LARGEST = 16 * 2**10
"""Bytes of what a presenter says."""
POLICY = (
    "default-src 'none'; script-src 'self' {script}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; frame-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; object-src 'none'"
)
UNKEPT = {"cache-control": "no-store"}
_KEY = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True, slots=True)
class Meetings:
    """Everything that meetings share, and the answers."""

    archive: Archive
    rooms: RoomsHere
    reach: Reach
    faces: str
    """the `@font-face` rules"""
    plotly: str
    """the address of the bundle that draws figures"""

    def routes(self) -> list[Route]:
        """Return the addresses."""
        return [
            Route(PRESENT, self.present),
            Route(f"{PRESENT}/slides", self.slides),
            Route(f"{PRESENT}/news", self.news),
            Route(LEAD, self.lead, methods=["POST"]),
            Route(f"{PRESENT}/following", self.following),
            Route(SHORT + "{code}", self.short),
        ]

    async def present(self, request: Request) -> Response:
        """Answer with the document, slides and all."""
        asked = asked_of(request.query_params.multi_items())
        follow = _code(request.query_params.get("follow"))
        room = self.rooms.current(follow) if follow else None
        wanted = room.slides if room else asked
        try:
            slides = await run_in_threadpool(self._slides, wanted, again=bool(room))
        except GoneError:
            slides = "null"
        setting = await run_in_threadpool(self._setting, request, asked, follow)
        body = document("null" if follow and not room else slides, setting)
        return await _packed(request, body, "text/html", _policy())

    async def slides(self, request: Request) -> Response:
        """Answer with slides alone: those that are asked for, or those that a presenter shows."""
        follow = _code(request.query_params.get("follow"))
        room = self.rooms.current(follow) if follow else None
        if follow and not room:
            return Response(status_code=404, headers=UNKEPT)
        wanted = room.slides if room else asked_of(request.query_params.multi_items())
        try:
            body = await run_in_threadpool(self._slides, wanted, again=bool(room))
        except GoneError:
            if wanted.data:
                return Response(status_code=410, headers=UNKEPT)
            body = "null"  # nothing can be read just now
        return await _packed(request, body, "application/json")

    async def news(self, request: Request) -> Response:
        """Answer whether what can be read differs from what is shown; it never does if nothing can.

        `day` is the day that is shown, `as_of` the one that the address asks for, if it does.
        Told besides are how many commitments have another status, and how many items are read as
        they last were good.
        """
        return _json(await run_in_threadpool(self._news, request.query_params))

    async def lead(self, request: Request) -> Response:
        """Hear which slide a presenter shows, and answer with the code and who follows."""
        said = await _said(request)
        if said is None:
            return Response(status_code=413, headers=UNKEPT)
        key, slide = said.get("key"), said.get("slide")
        if not (isinstance(key, str) and _KEY.fullmatch(key) and is_id(slide)):
            return Response(status_code=400, headers=UNKEPT)
        code = await run_in_threadpool(code_of, key)
        language = said.get("lang")
        lead = Lead(
            slide=str(slide),
            language=language if language in LANGUAGES else "",
            made=str(said.get("made")) if is_id(said.get("made")) else "",
            slides=asked_of(pairs_of(said)),
        )
        owner = hashlib.sha256(key.encode()).hexdigest()
        if said.get("code") not in {"", None, code} or not self.rooms.publish(code, owner, lead):
            return Response(status_code=403, headers=UNKEPT)
        told = self.reach.told(code, request.headers.get("host", ""))
        return _json({"code": code, "followers": self.rooms.followers(code), **told})

    async def following(self, request: Request) -> Response:
        """Answer with what a presenter shows, for as long as somebody listens."""
        code = _code(request.query_params.get("code"))
        if self.rooms.is_full():
            return Response(status_code=503, headers=UNKEPT)
        if request.method == "HEAD":
            return Response(media_type="text/event-stream", headers=UNKEPT)
        headers = {**UNKEPT, "x-accel-buffering": "no"}
        return StreamingResponse(
            self._events(code), media_type="text/event-stream", headers=headers
        )

    async def short(self, request: Request) -> Response:
        """Send a phone from the short address to the slides."""
        query = urlencode({"follow": _code(request.path_params["code"])})
        return RedirectResponse(f"{PRESENT}?{query}", headers=UNKEPT)

    async def _events(self, code: str) -> AsyncIterator[str]:
        """Yield server-sent events: a change as data, no change as a comment."""
        before = None
        changes = self.rooms.changes(code)
        try:
            yield "retry: 2000\n\n"
            async for lead in changes:
                told = _told(lead)
                yield f"data: {told}\n\n" if told != before else ":\n\n"
                before = told
        finally:
            await changes.aclose()

    def _slides(self, asked: Asked, *, again: bool) -> str:
        """Return a payload; with `again` of the data that can be read, if its own are gone."""
        try:
            return self.archive.slides(asked)
        except GoneError:
            if not (again and asked.data):
                raise
            return self.archive.slides(replace(asked, data=""))

    def _news(self, asked: Mapping[str, str]) -> Mapping[str, Any]:
        newest, data = self.archive.newest(), asked.get("data", "")
        day, shown = (asked_of([("as_of", asked.get(name, ""))]).as_of for name in ("as_of", "day"))
        now = day or keeper.today()
        news = bool(newest) and (data != newest or ("as_of" not in asked and shown != now))
        moved = self.archive.moved((data, shown), (newest, now)) if news and shown else 0
        return {"news": news, "moved": moved, "kept": self.archive.kept()}

    def _setting(self, request: Request, asked: Asked, follow: str) -> Setting:
        lang = request.query_params.get("lang", "")
        try:
            catalog = self.archive.catalog()
        except GoneError:
            catalog = None
        languages = catalog.frame.languages if catalog else LANGUAGES
        language = lang if lang in languages else languages[0]
        named = catalog.frame.title(language) if catalog else Wording(language)("present.title")
        return Setting(
            title=named,
            language=language,
            languages=languages,
            follow=follow,
            ignored=known(asked, catalog).ignored if catalog and not follow else (),
            faces=self.faces,
            plotly=self.plotly,
            kept=self.archive.kept(),
        )


def _code(text: str | None) -> str:
    """Return a code as it is kept, from whatever somebody typed."""
    return (text or "").upper()[:LENGTH]


def _told(lead: Lead | None) -> str:
    """Return what followers are told, as JSON."""
    if lead is None:
        return json.dumps({"slide": None})
    return json.dumps({"slide": lead.slide, "lang": lead.language, "made": lead.made})


async def _said(request: Request) -> dict[str, Any] | None:
    """Return what was sent, an empty one if it is no JSON object; None if it is too much."""
    body = b""
    try:
        async for piece in request.stream():
            body += piece
            if len(body) > LARGEST:
                return None
        found = json.loads(body)
    except (ClientDisconnect, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


async def _packed(
    request: Request, body: str, media: str, headers: Mapping[str, str] = UNKEPT
) -> Response:
    """Return a text as small as the browser takes it."""
    coding = next(iter(accepted(request.headers.get("accept-encoding", ""))), "")
    told = {**UNKEPT, **headers, "vary": "Accept-Encoding"}
    if coding:
        told["content-encoding"] = coding
    return Response(await run_in_threadpool(packed, body, coding), media_type=media, headers=told)


def _json(found: Mapping[str, Any]) -> Response:
    return Response(json.dumps(found), media_type="application/json", headers=UNKEPT)


@cache
def _policy() -> Mapping[str, str]:
    return {
        "cache-control": "no-cache",
        "content-security-policy": POLICY.format(script=hashed(script())),
    }
