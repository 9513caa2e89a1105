"""Files that take long are made in a thread of their own, once; what was made is kept a while."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import streamlit as st

from dashboard.handouts.chromium import NoBrowserError

if TYPE_CHECKING:
    from dashboard.handouts.everything import File, Step

MOST = 64 * 2**20
"""Bytes of files that are kept, for all readers together; the newest is kept whatever it takes."""
_LOG = logging.getLogger(__name__)

Key = tuple[object, ...]
"""What a file depends on: its kind, the data, the day, the language, the choice."""
Steps = Callable[[], "Iterator[Step]"]
"""Starts making files, step by step; may raise NoBrowserError."""
Packed = Callable[["list[File]"], bytes]
"""Makes one file of all."""


@dataclass(slots=True)
class Shelf:
    """The files that were made last, for all readers."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    files: OrderedDict[Key, bytes] = field(default_factory=OrderedDict)

    def get(self, key: Key) -> bytes | None:
        """Return a file, if it is still here."""
        with self.lock:
            if key in self.files:
                self.files.move_to_end(key)
            return self.files.get(key)

    def put(self, key: Key, data: bytes) -> bytes:
        """Keep a file, and drop the oldest where there are too many; return it."""
        with self.lock:
            self.files[key] = data
            while len(self.files) > 1 and sum(map(len, self.files.values())) > MOST:
                self.files.popitem(last=False)
        return data


@st.cache_resource(show_spinner=False)
def shelf() -> Shelf:
    """Return the one shelf of this server."""
    return Shelf()


def at_once(shelf: Shelf, key: Key, steps: Steps, packed: Packed) -> bytes:
    """Return a file, made now unless it is on the shelf; may raise NoBrowserError."""
    found = shelf.get(key)
    if found is not None:
        return found
    return shelf.put(key, packed([file for step in steps() for file in step.files]))


@dataclass(slots=True)
class Job:
    """A file that is being made for one reader."""

    key: Key
    done: int = 0
    of: int = 1
    trouble: Literal["", "browser", "failed"] = ""
    is_wanted: bool = True
    thread: threading.Thread | None = None

    @property
    def is_running(self) -> bool:
        """Return whether it is still being made."""
        return self.thread is not None and self.thread.is_alive()

    def start(self, shelf: Shelf, steps: Steps, packed: Packed) -> None:
        """Make the file beside the page, and put it on the shelf."""
        given = (shelf, steps, packed)
        self.thread = threading.Thread(target=self._make, args=given, daemon=True)
        self.thread.start()

    def cancel(self) -> None:
        """Let it be: the step that is being made is the last one, and nothing is kept."""
        self.is_wanted = False

    def _make(self, shelf: Shelf, steps: Steps, packed: Packed) -> None:
        try:
            files = [*self._files(steps)]
            if self.is_wanted:
                shelf.put(self.key, packed(files))
        except NoBrowserError:
            self.trouble = "browser"
        except Exception:  # noqa: BLE001 - whatever it is, the page says so and stays
            _LOG.exception("a file could not be made")
            self.trouble = "failed"

    def _files(self, steps: Steps) -> "Iterator[File]":
        """Yield the files of each step as long as they are wanted."""
        for step in steps():
            self.done, self.of = step.number, step.of
            if not self.is_wanted:
                return
            yield from step.files
