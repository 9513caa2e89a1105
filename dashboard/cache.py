"""What is kept outside the data folder: the cache folder, and the last good text of each file."""

import hashlib
import json
import logging
import os
import tempfile
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

from dashboard.reading import Reading
from dashboard.store import Files

MAX_BYTES = 100_000_000
"""A catalog with more text than this is not kept: it is no catalog of one office."""
MAX_COPIES = 16
"""Catalogs of which a copy is kept; the one written longest ago goes first."""

_FORMAT = 1
_SUFFIX = ".json"
_LOG = logging.getLogger(__name__)


@cache
def say_once(message: str) -> None:
    """Log what makes a difference only after a restart: once, not at every change of a file."""
    _LOG.warning(message)


def digest_of(content: bytes) -> str:
    """Return the checksum of some bytes."""
    return hashlib.sha256(content).hexdigest()


def cache_folder() -> Path:
    """Return the folder for what can be made again; nobody has to keep it."""
    named = os.environ.get("DASHBOARD_CACHE_DIR")
    return Path(named) if named else Path("~/.cache/chengjing-dashboard").expanduser()


@dataclass(frozen=True, slots=True)
class Good:
    """The last good text of a file, and when it was read."""

    text: bytes
    read: datetime


Copy = Mapping[str, Good]
"""What is kept of a data folder: the last good text of each file, by its name."""


def good_files(files: Files, reading: Reading) -> dict[str, bytes]:
    """Return the files that are free of errors and whose items can all be used."""
    bad = {problem.place.file for problem in reading.problems if problem.is_error}
    bad |= {left.place.file for left in reading.left_out}
    bad |= {place.file for key, place in reading.places.items.items() if key in reading.kept}
    bad |= reading.kept_files
    return {
        name: data for name, data in files.items() if isinstance(data, bytes) and name not in bad
    }


def renewed(copy: Copy, files: Files, reading: Reading, now: datetime) -> Copy:
    """Return a copy brought up to date: the good files as they are now, the others as before."""
    good = good_files(files, reading)
    return {name: copy[name] for name in files if name in copy and name not in good} | {
        name: copy[name] if name in copy and copy[name].text == text else Good(text, now)
        for name, text in good.items()
    }


def kept_copy(data: Path) -> Copy:
    """Return what is kept of a data folder; nothing where there is none that can be trusted."""
    file = _place(data)
    try:
        if file is None or not file.is_file() or file.stat().st_size > 2 * MAX_BYTES:
            return {}
        return _copy(file.read_bytes(), data)
    except OSError as error:
        say_once(f"the last good copy cannot be read: {error}")
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        say_once(f"the last good copy {file} is damaged and is ignored: {error!r}")
    return {}


def keep_copy(data: Path, copy: Copy) -> None:
    """Write what is kept of a data folder, whole or not at all; without a place for it, nothing."""
    file = _place(data)
    if file is None:
        return
    if sum(len(good.text) for good in copy.values()) > MAX_BYTES:
        say_once(f"no last good copy is kept: the files are larger than {MAX_BYTES} bytes")
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.parent.chmod(0o700)
        _write(file, _packed(data, copy))
        _clear(file.parent)
    except OSError as error:
        say_once(f"no last good copy is kept: {error}")


def _place(data: Path) -> Path | None:
    """Return the file for a data folder's copy, or none where that would lie in the data folder."""
    try:
        folder, whole = cache_folder().resolve(), data.resolve()
    except (OSError, RuntimeError) as error:  # RuntimeError: no home, or a link to itself
        say_once(f"no last good copy is kept: {error}")
        return None
    if folder.is_relative_to(whole):
        say_once(f"no last good copy is kept: the cache folder {folder} lies in the data folder")
        return None
    return folder / "last-good" / f"{digest_of(os.fsencode(whole))[:32]}{_SUFFIX}"


def _packed(data: Path, copy: Copy) -> bytes:
    """Return a copy as bytes: one line with a checksum, then the texts."""
    content = {
        "format": _FORMAT,
        "folder": os.fsencode(data.resolve()).hex(),
        "files": {
            name: {"text": good.text.decode("utf-8"), "read": good.read.isoformat()}
            for name, good in sorted(copy.items())
        },
    }
    body = json.dumps(content, ensure_ascii=False).encode()
    return f"{digest_of(body)}\n".encode() + body


def _copy(packed: bytes, data: Path) -> Copy:
    """Return the copy in some bytes; ValueError and its like if it is none of this folder."""
    digest, _, body = packed.partition(b"\n")
    if digest.decode() != digest_of(body):
        message = "its checksum does not fit"
        raise ValueError(message)
    content: dict[str, Any] = json.loads(body)
    if content["format"] != _FORMAT or content["folder"] != os.fsencode(data.resolve()).hex():
        message = "it is of another version or folder"
        raise ValueError(message)
    return {
        name: Good(kept["text"].encode(), datetime.fromisoformat(kept["read"]).astimezone(UTC))
        for name, kept in content["files"].items()
    }


def _write(file: Path, content: bytes) -> None:
    """Write a file that only its owner may read, so that it is there whole or not at all."""
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f"{file.stem}.", suffix=".part")
    try:
        with os.fdopen(handle, "wb") as part:
            part.write(content)
            part.flush()
            os.fsync(part.fileno())
        Path(name).replace(file)
    except OSError:
        with suppress(OSError):
            Path(name).unlink()
        raise


def _clear(folder: Path) -> None:
    """Remove all but the copies written last, with what a power cut left half written."""
    files = [(file.stat().st_mtime, file) for file in folder.iterdir()]
    for _, file in sorted(files, reverse=True)[MAX_COPIES:]:
        file.unlink(missing_ok=True)
