"""The data folder: the only module that touches it, and what its bytes mean as text."""

import os
import re
import stat
import tempfile
from collections.abc import Collection, Mapping
from contextlib import suppress
from pathlib import Path
from typing import Literal

from dashboard.problems import Code, Place, Problem, facts

MAX_BYTES = 8_000_000
"""A larger file is refused: it cannot be one department's file, and would take seconds to read."""

Files = Mapping[str, bytes | Problem]
"""The bytes of each file by name, or why there are none."""


BRIEFINGS = "briefings/"
"""The one folder inside: what its files say is shown, and proves nothing."""


def is_briefing(name: str) -> bool:
    """Return whether a file is one of the folder of briefings."""
    return name.startswith(BRIEFINGS)


def load(folder: Path) -> Files:
    """Return the bytes of each *.yaml file by name, sorted; a problem for what cannot be read.

    Those of `briefings/` are read too, no other folder is. A *.yml file is not read: a problem
    says so.
    """
    return {name: _bytes_of(folder, name) for name in _names(folder)}


Stamp = tuple[tuple[str, int, int, int], ...]


def stamp(folder: Path) -> Stamp:
    """Return the name, times of change and size of each file: equal as long as nothing changed.

    Of the two times one is of the text, the other also of the right to read it.
    """
    stamps = []
    for name in _names(folder):
        try:
            status = (folder / name).stat()
            stamps.append((name, status.st_mtime_ns, status.st_ctime_ns, status.st_size))
        except OSError:
            stamps.append((name, 0, 0, -1))
    return tuple(stamps)


Absence = Literal["gone", "closed", "empty"]


def absence(folder: Path) -> Absence | None:
    """Return why a folder holds no data at all, or none if it holds some."""
    if not os.path.isdir(folder):  # noqa: PTH112 - a Path raises where it may not look
        return "gone"
    if not os.access(folder, os.R_OK | os.X_OK):
        return "closed"
    return None if _listed(folder) else "empty"


def _names(folder: Path) -> list[str]:
    briefings = [BRIEFINGS + name for name in _listed(folder / BRIEFINGS)]
    return sorted([*_listed(folder), *briefings])


def _listed(folder: Path) -> list[str]:
    """Return the names of the files of a folder that may be data; none where there is no folder."""
    try:
        names = os.listdir(folder)  # noqa: PTH208 - names are all that is wanted
    except OSError:
        return []
    return [
        _shown(name)
        for name in names
        if name.lower().endswith((".yaml", ".yml")) and not name.startswith(".")
    ]


def _shown(name: str) -> str:
    """Return a file name that can be printed and sorted, whatever bytes it is made of."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _bytes_of(folder: Path, name: str) -> bytes | Problem:
    place = Place(name)
    if not name.endswith(".yaml"):
        meant = name[: name.rindex(".")] + ".yaml"
        return Problem(place, Code.OTHER_ENDING, facts(file=name, guess=meant))
    path = folder / name
    try:
        linked = path.is_symlink() or (is_briefing(name) and path.parent.is_symlink())
        if linked and not path.resolve().is_relative_to(folder.resolve()):
            return Problem(place, Code.LINK)
        if not stat.S_ISREG(path.stat().st_mode):
            return Problem(place, Code.UNREADABLE, facts(reason="not a file"))
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except (OSError, RuntimeError) as error:  # RuntimeError: a link that leads to itself
        return Problem(
            place, Code.UNREADABLE, facts(reason=getattr(error, "strerror", None) or "link")
        )
    if len(data) > MAX_BYTES:
        return Problem(place, Code.TOO_BIG, facts(limit=f"{MAX_BYTES // 1_000_000} MB"))
    return data


_COPY = re.compile(
    r"(?:(?:副本|复件|Copy of )\s*[-_]?\s*)?(.*?)"
    r"(?:[\s_-]*(?:副本|复件|拷贝|备份|copy|backup|bak|old|旧|新)\s*(?:\(?[0-9]*\)?)|\s*[（(][0-9]+[)）]|~)*\.yaml",
    re.IGNORECASE,
)


def copied(file: str, files: Collection[str]) -> str:
    """Return the file of which another one seems to be a copy, by its name, or nothing."""
    match = _COPY.fullmatch(file)
    plain = f"{match[1].strip().lower()}.yaml" if match else ""
    return plain if plain != file and plain in files else ""


class ChangedOnDiskError(OSError):
    """A file is no longer what was read of it."""


def save(folder: Path, name: str, data: bytes, *, was: bytes) -> None:
    """Replace the bytes of a file at once, its mode kept, if it still is what was read.

    A link within the folder stays one: what it leads to is replaced.
    """
    path = (folder / name).resolve()
    if not path.is_relative_to(folder.resolve()) or path.read_bytes() != was:
        raise ChangedOnDiskError(name)
    status = path.stat()
    handle, new = tempfile.mkstemp(dir=path.parent, prefix=".", suffix=".new")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        with suppress(PermissionError):  # only its owner, or root, may give a file away
            os.chown(new, status.st_uid, status.st_gid)
        os.chmod(new, stat.S_IMODE(status.st_mode))  # noqa: PTH101 - a name, as mkstemp gives it
        os.replace(new, path)  # noqa: PTH105
    except BaseException:
        Path(new).unlink(missing_ok=True)
        raise


# --- text ----------------------------------------------------------------------------------

# Bytes that may be part of a refused character: a quick look before the slow, exact search.
_CONTROLS = bytes({*range(32), 127} - {9, 10, 13})
_SUSPECTS = (b"\xe2\x80\xa8", b"\xe2\x80\xa9", b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_C1 = re.compile(rb"\xc2[\x80-\x9f]")

# U+0085, U+2028 and U+2029 are line breaks to YAML and not to an editor: line numbers would lie.
REFUSED = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def decode(file: str, data: bytes) -> str | Problem:
    """Return the text of a file, without a byte order mark, or the place of what is no text."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8-sig", "ignore")
        return Problem(
            place_at(file, before, len(before)),
            Code.NOT_UTF8,
            facts(byte=f"{data[error.start]:02X}", guess=_encoding(data)),
        )
    if not _is_suspect(data) or (match := REFUSED.search(text)) is None:
        return text
    if match[0] == "\0" and (guess := _encoding(data)) == "UTF-16":
        return Problem(Place(file), Code.NOT_UTF8, facts(byte="00", guess=guess))
    return Problem(
        place_at(file, text, match.start()),
        Code.BAD_CHARACTER,
        facts(character=f"U+{ord(match[0]):04X}"),
    )


def place_at(file: str, text: str, index: int) -> Place:
    """Return the line and column of a character of a text."""
    before = text[:index].replace("\r\n", "\n").replace("\r", "\n")
    return Place(file, before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


def _is_suspect(data: bytes) -> bool:
    return (
        len(data.translate(None, _CONTROLS)) != len(data)
        or any(suspect in data for suspect in _SUSPECTS)
        or _C1.search(data) is not None
    )


def _encoding(data: bytes) -> str:
    """Return the encoding a file seems to be in, or nothing."""
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"} or data[:400].count(0) > len(data[:400]) // 4:
        return "UTF-16"
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "GB18030"
