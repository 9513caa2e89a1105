"""The reading all viewers share, swapped when the files change."""

import gc
import os
import threading
import time
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

import streamlit as st

from dashboard import reading as reader
from dashboard.reading import Reading
from dashboard.store import load, stamp
from dashboard.values import Unfit, parse_day

SHIPPED = Path(__file__).parent.parent.parent / "data"
EVERY = 1.0
"""Seconds between looks at the folder, for all viewers together."""


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


@dataclass(slots=True)
class _Kept:
    """The one thing that changes: which files were read last, and what was read."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    stamp: tuple[tuple[str, int, int], ...] | None = None
    reading: Reading | None = None
    looked: float = 0.0
    version: int = 0


@st.cache_resource(show_spinner=False)
def _kept() -> _Kept:
    return _Kept()


@dataclass(frozen=True, slots=True)
class Shared:
    """A reading with a number that changes whenever the files do: the key of every cache."""

    reading: Reading
    version: int


def shared() -> Shared:
    """Return what the data folder holds now; read anew only when it changed."""
    kept = _kept()
    with kept.lock:
        now = time.monotonic()
        if kept.reading is None or now - kept.looked > EVERY:
            kept.looked = now
            found = stamp(folder())
            if kept.reading is None or found != kept.stamp:
                kept.reading = reader.read(load(folder()), kept.reading)
                kept.stamp = found
                kept.version += 1
                gc.freeze()  # what is read lives long: the collector need not walk it
        return Shared(kept.reading, kept.version)
