"""What meetings are made from: the last few catalogs that were shown, each frozen, and slides."""

import gzip
import logging
import threading
from collections import OrderedDict
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import TypeVar

import brotli

from dashboard.app import keeper
from dashboard.assessment import as_known, assess_all
from dashboard.meetings import embedded, fingerprint, payload, presentation_of
from dashboard.model import Catalog
from dashboard.serving.asking import Asked, known
from dashboard.slides import briefings_of
from dashboard.slides.meeting import sign_of

CATALOGS = 8
"""Catalogs that are kept: a meeting goes on with its own while others are read."""
PAYLOADS = 24
_QUALITY = 5
"""Of brotli: a document is packed once for all who open it, but while somebody waits."""

_LOG = logging.getLogger(__name__)
Shown = tuple[str, date]
"""Data by fingerprint, and the day as of which they are shown."""
_K = TypeVar("_K")
_V = TypeVar("_V")


class GoneError(LookupError):
    """The data that were asked for are kept no more."""


class Archive:
    """Catalogs by fingerprint and slides by what was asked; bounded, for all threads."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self._lock, self._making = threading.Lock(), threading.Lock()
        self._version = -1
        self._newest = ""
        self._catalogs: OrderedDict[str, Catalog] = OrderedDict()
        self._payloads: OrderedDict[Asked, str] = OrderedDict()

    def newest(self) -> str:
        """Return the fingerprint of what can be read now, empty where nothing can.

        What is lost or broken is read as it last was: it is no news.
        """
        shared = keeper.shared()
        catalog = shared.reading.catalog
        if catalog is None:
            return ""
        with self._lock:
            if shared.version != self._version:
                self._version, self._newest = shared.version, fingerprint(catalog)
                _put(self._catalogs, self._newest, catalog, CATALOGS)
            return self._newest

    def catalog(self, data: str = "") -> Catalog:
        """Return a catalog by its fingerprint, the newest without one; else GoneError."""
        newest = self.newest()
        with self._lock:
            found = self._catalogs.get(data or newest)
        if found is None:
            raise GoneError
        return found

    def kept(self) -> int:
        """Return how many items are read as they last were good, because their files are not."""
        return len(keeper.shared().reading.kept)

    def moved(self, before: Shown, now: Shown) -> int:
        """Return how many commitments have another status than they had, or are new, or gone.

        Of data that are kept no more nothing is known: 0.
        """
        try:
            return _moved(self, before, now)
        except GoneError:
            return 0

    def signs(self, shown: Shown) -> Mapping[str, str]:
        """Return the status of every commitment by id; GoneError if the data are gone."""
        data, day = shown
        verdicts = assess_all(as_known(self.catalog(data), day), day)
        return {identity: sign_of(verdict) for identity, verdict in verdicts.items()}

    def slides(self, asked: Asked) -> str:
        """Return the payload of slides as it is embedded; GoneError if the data are gone."""
        catalog = self.catalog(asked.data)
        asked = settled(asked, catalog, self.newest())
        with self._making:  # once for all who ask at the same time
            if asked not in self._payloads:
                _put(self._payloads, asked, _made(asked, catalog), PAYLOADS)
            self._payloads.move_to_end(asked)
            return self._payloads[asked]


@lru_cache(maxsize=16)
def _moved(archive: Archive, before: Shown, now: Shown) -> int:
    old, new = archive.signs(before), archive.signs(now)
    return sum(old.get(one) != new.get(one) for one in old.keys() | new.keys())


def settled(asked: Asked, catalog: Catalog, newest: str) -> Asked:
    """Return what is asked for with nothing left open: the data, the day and the briefing."""
    found = known(asked, catalog)
    return Asked(
        data=asked.data or newest,
        as_of=found.as_of or keeper.today(),
        briefing=found.briefing or next(iter(briefings_of(catalog))),
        since=found.since,
        choice=found.choice,
        ids=found.ids,
    )


def _made(asked: Asked, catalog: Catalog) -> str:
    briefing, day = briefings_of(catalog)[asked.briefing], asked.as_of or keeper.today()
    try:
        made = presentation_of(
            catalog, day, briefing, asked.since, choice=asked.choice, ids=asked.ids
        )
        return embedded(payload(made))
    except Exception as error:
        _LOG.exception("the slides cannot be made: a mistake of the program")
        raise GoneError from error  # whatever it is, what is on a screen stays there


@lru_cache(maxsize=16)
def packed(text: str, coding: str) -> bytes:
    """Return a text in a coding, or plain; the last few are kept."""
    match coding:
        case "br":
            small: bytes = brotli.compress(text.encode(), quality=_QUALITY)
            return small
        case "gzip":
            return gzip.compress(text.encode(), 6, mtime=0)
        case _:
            return text.encode()


def _put(kept: OrderedDict[_K, _V], key: _K, value: _V, most: int) -> None:
    kept[key] = value
    kept.move_to_end(key)
    while len(kept) > most:
        kept.popitem(last=False)
