"""What a presenter and the followers share: rooms, each with the slide that is on screen.

    publish(code, owner, lead) -> bool
    current(code) -> Lead | None
    changes(code) -> AsyncIterator[Lead | None]

These three, and `followers`, are all that is shared between presenters and followers: `Rooms`
says them, `RoomsHere` keeps them in the memory of one process. For several processes another
class behind the same three goes into `Meetings`, on whatever tells all processes of a word that
one of them heard (LISTEN and NOTIFY of PostgreSQL, publish and subscribe of Redis): `Lead` is a
few ids and can be written as JSON. Nothing has to last: after a restart the presenter's tab
publishes again under the same code, because the code is worked out from its key.
"""

import asyncio
import hashlib
import time
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Protocol

from dashboard.serving.asking import Asked

SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
"""What a code is written with: no sign that looks like another one."""
LENGTH = 6
MOST_ROOMS = 200
MOST_FOLLOWERS = 2000
EXPIRES = 4 * 3600.0
"""Seconds after which a room goes of whose presenter nothing is heard."""
QUIET = 10.0
"""Seconds after which a follower is told the same again, so that no line is thought dead."""


@dataclass(frozen=True, slots=True)
class Lead:
    """What a presenter shows: ids only, never words."""

    slide: str
    language: str
    made: str
    """differs for other data, another day or another choice"""
    slides: Asked


class Rooms(Protocol):
    """What is shared; `code` is a presenter's, `owner` says by whom it may be used."""

    def publish(self, code: str, owner: str, lead: Lead) -> bool:
        """Say what a presenter shows; False if the code is another's."""

    def current(self, code: str) -> Lead | None:
        """Return what a presenter shows, or None if there is none."""

    def changes(self, code: str) -> AsyncGenerator[Lead | None]:
        """Yield what a presenter shows, at once and whenever it changes, until closed.

        Nobody there is None. What did not change comes again after `QUIET` seconds.
        """

    def followers(self, code: str) -> int:
        """Return how many follow."""


@dataclass(slots=True)
class _Room:
    owner: str
    lead: Lead
    heard: float


class RoomsHere:
    """Rooms in the memory of this process; all of it runs in one event loop."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Begin without rooms."""
        self._clock = clock
        self._rooms: dict[str, _Room] = {}
        self._bells: dict[str, set[asyncio.Event]] = {}
        self._closed = False

    def publish(self, code: str, owner: str, lead: Lead) -> bool:
        """Say what a presenter shows; False if the code is another's."""
        self._clear()
        room = self._rooms.pop(code, None)
        if room and room.owner != owner:
            self._rooms[code] = room
            return False
        self._rooms[code] = _Room(owner, lead, self._clock())  # the one heard last is the last
        while len(self._rooms) > MOST_ROOMS:
            del self._rooms[next(iter(self._rooms))]
        if room is None or room.lead != lead:
            self._ring(code)
        return True

    def current(self, code: str) -> Lead | None:
        """Return what a presenter shows, or None if there is none."""
        self._clear()
        room = self._rooms.get(code)
        return room.lead if room else None

    async def changes(self, code: str) -> AsyncGenerator[Lead | None]:
        """Yield what a presenter shows, at once and whenever it changes, until closed."""
        bell = asyncio.Event()
        self._bells.setdefault(code, set()).add(bell)
        try:
            while not self._closed:
                yield self.current(code)
                try:
                    await asyncio.wait_for(bell.wait(), QUIET)
                except TimeoutError:
                    continue
                bell.clear()
        finally:
            self._bells[code].discard(bell)
            if not self._bells[code]:
                del self._bells[code]

    def followers(self, code: str) -> int:
        """Return how many follow."""
        return len(self._bells.get(code, ()))

    def is_full(self) -> bool:
        """Return whether no further follower can be told."""
        return sum(map(len, self._bells.values())) >= MOST_FOLLOWERS

    def close(self) -> None:
        """End all `changes`: the server stops."""
        self._closed = True
        for code in self._bells:
            self._ring(code)

    def _ring(self, code: str) -> None:
        for bell in self._bells.get(code, ()):
            bell.set()

    def _clear(self) -> None:
        oldest = self._clock() - EXPIRES
        for code in [code for code, room in self._rooms.items() if room.heard < oldest]:
            del self._rooms[code]


@lru_cache(maxsize=4 * MOST_ROOMS)
def code_of(key: str) -> str:
    """Return the code of a presenter's key.

    Working it out takes long on purpose (10 ms): a code has few signs, and who knows one must
    not find a key that gives it by trying.
    """
    number = int.from_bytes(
        hashlib.scrypt(key.encode(), salt=b"follow", n=2**12, r=8, p=1, dklen=16)
    )
    signs = []
    for _ in range(LENGTH):
        number, sign = divmod(number, len(SIGNS))
        signs.append(SIGNS[sign])
    return "".join(signs)
