"""The reading all viewers share, swapped when the files change; what was good once stays."""

import gc
import logging
import os
import threading
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Literal

import streamlit as st

from dashboard import reading as reader
from dashboard.cache import Copy, keep_copy, kept_copy, renewed
from dashboard.entries import CATALOG_FILE, FRAME, Key, Places
from dashboard.model import Catalog
from dashboard.problems import Code, Place, Problem
from dashboard.reading import FIGURE, SETTING, Reading
from dashboard.store import Absence, Files, Stamp, absence, load, stamp
from dashboard.values import Unfit, parse_day

SHIPPED = Path(__file__).parent.parent.parent / "data"
EVERY = 0.4
"""Seconds between looks at the folder, for all viewers together."""
TICK = 1.2
"""Seconds after which a page asks whether it is still up to date."""

_NOTHING = Reading(None, (), Places({}, {}), frozenset(), frozenset(), ())
_LOG = logging.getLogger(__name__)


def folder() -> Path:
    """Return the data folder that is served."""
    return Path(os.environ.get("DASHBOARD_DATA") or SHIPPED)


def served_as_of() -> date | None:
    """Return the day that the server was told to show, or none."""
    try:
        day = parse_day(os.environ.get("DASHBOARD_AS_OF", ""))
    except Unfit:
        return None
    return day.last


def today() -> date:
    """Return the day that is shown unless another is asked for."""
    return served_as_of() or date.today()  # noqa: DTZ011 - the office's own day


Trouble = Absence | Literal["failed"]
"""Why nothing in the folder could be looked at: what it lacks, or a mistake of the program."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A reading with a number that changes whenever the files do: the key of every cache."""

    reading: Reading
    version: int
    trouble: Trouble | None = None
    read: Mapping[Key, datetime] = field(default_factory=dict)
    """When each item was last read; of a kept one, when it still was good."""

    def kept_since(self) -> tuple[datetime, datetime] | None:
        """Return when the items that are shown as they last were had been read: first, last."""
        times = [self.read[key] for key in self.reading.kept if key in self.read]
        return (min(times), max(times)) if times else None


@dataclass(slots=True)
class _Kept:
    """The one thing that changes: which files were read last, and what was read."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    looked: float = 0.0
    seen: tuple[Path, Stamp, Absence | None] | None = None
    shared: Shared | None = None
    copy: Copy | None = None

    def look(self) -> Shared:
        """Return what the folder holds, read anew if anything in it changed."""
        data = folder()
        found = stamp(data)
        seen = (data, found, None if found else absence(data))
        if self.shared is not None and seen == self.seen:
            return self.shared
        self.seen = seen
        try:
            return self.read(data, seen[2])
        except Exception:  # noqa: BLE001 - whatever it is, the screen keeps what was good
            _LOG.exception("the data cannot be read: a mistake of the program")
            before = self.shared or Shared(_NOTHING, 0)
            return Shared(before.reading, before.version + 1, "failed", before.read)

    def read(self, data: Path, absent: Absence | None) -> Shared:
        """Read the folder, with what was good before in place of what is not."""
        files, now = load(data), datetime.now(UTC)
        if self.copy is None:
            self.copy = kept_copy(data)
        before = self.shared or Shared(_NOTHING, 0)
        times = before.read
        whole, reading = _read(files, before.reading)
        if self.shared is None and self.copy and _is_wrong(reading, self.copy):
            old = reader.read({name: good.text for name, good in self.copy.items()})
            if _is_same(old, reading):
                times = {
                    key: self.copy[place.file].read
                    for key, place in old.places.items.items()
                    if place.file in self.copy
                }
                whole, reading = _read(files, old)
            else:
                _LOG.warning("the last good copy is of another catalog and is ignored")
                self.copy = {}
        copy = renewed(self.copy, whole, reading, now)
        if copy != self.copy:
            self.copy = copy
            keep_copy(data, copy)
        gc.freeze()  # what is read lives long: the collector need not walk it
        read = dict.fromkeys(reading.places.items, now)
        read |= {
            key: next(filter(None, map(times.get, _read_as(key))), now) for key in reading.kept
        }
        return Shared(reading, before.version + 1, absent, read)


@st.cache_resource(show_spinner=False)
def _kept() -> _Kept:
    return _Kept()


def shared() -> Shared:
    """Return what the data folder holds now; read anew only when it changed."""
    kept = _kept()
    with kept.lock:
        now = time.monotonic()
        if kept.shared is None or now - kept.looked > EVERY:
            kept.looked = now
            kept.shared = kept.look()
        return kept.shared


def _read(files: Files, before: Reading) -> tuple[Files, Reading]:
    """Return what the files say, and the files with those that were lost as missing, not as gone.

    Whoever removes a theme on purpose strikes it out of the catalog. Its file alone is lost, and
    so is everything of a folder without its catalog: half copied, moved or not mounted.
    """
    known = {place.file for place in before.places.items.values()}
    whole = files if CATALOG_FILE in files else _missing(known) | dict(files)
    reading = reader.read(whole, before)
    lost = known & _without_file(reading)
    if lost:
        whole = _missing(lost) | dict(whole)
        reading = reader.read(whole, before)
    return whole, reading


def _missing(names: Collection[str]) -> dict[str, bytes | Problem]:
    return {name: Problem(Place(name), Code.MISSING_FILE) for name in names}


def _without_file(reading: Reading) -> set[str]:
    """Return the files that the themes of the catalog should have and have not."""
    return {
        f"{dict(problem.facts)['theme']}.yaml"
        for problem in reading.problems
        if problem.code == Code.THEME_WITHOUT_FILE
    }


def _is_wrong(reading: Reading, copy: Copy) -> bool:
    """Return whether something cannot be used or is lost, so that the copy is needed."""
    is_lost = bool(copy.keys() & _without_file(reading))
    return is_lost or any(problem.is_error for problem in reading.problems)


def _read_as(key: Key) -> Iterator[Key]:
    """Yield what something may have been read as: by itself, or as a part of its item."""
    kind, identity = key
    yield key
    if kind in {FIGURE, SETTING}:
        item = identity.partition("/")[0]
        yield from ((of, item) for of in ("indicator", "commitment", FRAME))


def _is_same(old: Reading, new: Reading) -> bool:
    """Return whether two readings can be of one catalog: an area that promises is in both.

    Where the new one says nothing of its areas, they can.
    """
    if old.catalog is None or new.catalog is None:
        return old.catalog is not None
    return not _promising(old.catalog).isdisjoint(_promising(new.catalog))


def _promising(catalog: Catalog) -> set[str]:
    return {area.id for area in catalog.frame.areas if area.promises}
