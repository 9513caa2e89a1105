"""Static files, compressed once and kept: Streamlit sends its 7.6 MB as they are."""

import gzip
import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

import brotli

KINDS = MappingProxyType({".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml"})
FOREVER = "public, immutable, max-age=31536000"
HASHED = re.compile(r"\.[0-9A-Za-z_-]{8}\.\w+$")
SMALLEST = 600  # bytes; below this a coding gains nothing

Code = Callable[[bytes], bytes]
CODINGS: Mapping[str, Code] = MappingProxyType(
    {  # the quick one first: all files have it within a second of the first start
        "gzip": lambda plain: gzip.compress(plain, 9, mtime=0),
        "br": lambda plain: brotli.compress(plain, quality=11),
    }
)
SMALL_FIRST = ("br", "gzip")


@dataclass(frozen=True, slots=True)
class Packed:
    """One file in one coding, as it goes over the line."""

    body: bytes
    headers: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A folder of files and the address under which it is served."""

    folder: Path
    address: str


Pack = dict[tuple[str, str], Packed]


def fill(pack: Pack, shelves: Iterable[Shelf], keep: Path, *, first: str = "") -> None:
    """Compress every file of the shelves into `pack`, those that the text `first` names first.

    What was compressed is kept in the folder `keep` under a hash of the plain content, so it
    is never out of date. A file not yet packed goes out plain.
    """
    files = sorted(_files(shelves), key=lambda file: file[0].name not in first)
    for coding in CODINGS:
        for path, address in files:
            plain = path.read_bytes()
            if len(plain) >= SMALLEST:
                body, etag = _coded(plain, coding, keep)
                pack[coding, address] = Packed(body, headers(address, coding, etag))


def accepted(accept_encoding: str) -> tuple[str, ...]:
    """Return the codings that a browser takes, the smallest first."""
    asked = [part.replace(" ", "").lower() for part in accept_encoding.split(",")]
    names = {part.partition(";")[0] for part in asked if not re.search(r";q=0(\.0*)?$", part)}
    return tuple(coding for coding in SMALL_FIRST if coding in names)


def headers(address: str, coding: str, etag: str) -> Mapping[str, str]:
    """Return the headers of a static file in a coding."""
    return MappingProxyType(
        {
            "content-type": f"{KINDS[Path(address).suffix]}; charset=utf-8",
            "content-encoding": coding,
            "cache-control": lasting(address),
            "etag": etag,
            "vary": "Accept-Encoding",
        }
    )


def lasting(address: str) -> str:
    """Return how long a browser may keep a file: for ever if its name holds a hash."""
    return FOREVER if HASHED.search(address) else "no-cache"


def _files(shelves: Iterable[Shelf]) -> Iterator[tuple[Path, str]]:
    for shelf in shelves:
        for path in sorted(shelf.folder.rglob("*")):
            if path.suffix in KINDS and path.is_file():
                yield path, f"{shelf.address}/{path.relative_to(shelf.folder).as_posix()}"


def _coded(plain: bytes, coding: str, keep: Path) -> tuple[bytes, str]:
    digest = hashlib.sha256(plain).hexdigest()[:24]
    kept, etag = keep / f"{digest}.{coding}", f'"{digest}-{coding}"'
    if kept.exists():
        return kept.read_bytes(), etag
    body = CODINGS[coding](plain)
    try:
        keep.mkdir(parents=True, exist_ok=True)
        partial = keep / f"{digest}.{os.getpid()}"
        partial.write_bytes(body)
        partial.replace(kept)
    except OSError:  # nowhere to keep it: it is compressed again at the next start
        return body, etag
    return body, etag
