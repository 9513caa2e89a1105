"""Spoiling files in every way, and what must hold of whatever comes out: also for tools/fuzz.py."""

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from functools import lru_cache
from pathlib import Path

import pytest

from dashboard import statuses
from dashboard.assessment import assess_all
from dashboard.entries import CATALOG_FILE, gather
from dashboard.problems import Problem
from dashboard.reading import Reading, problems_on, read
from dashboard.store import Files, load
from dashboard.wording import LANGUAGES, Wording
from dashboard.yamltree import parse

ROOT = Path(__file__).parent.parent
FOLDERS = {"tiny": ROOT / "tests" / "data" / "tiny", "shipped": ROOT / "data"}
AS_OF = date(2026, 3, 20)
PATIENCE = 20.0
"""Seconds that one reading may take on a busy machine; tools/fuzz.py asks for less."""

ODD = (
    "\ufeff", "\0", "\x07", "\x85", "\u2028", "\u2029", "\ud800", "\udfff", "\uffff", "\u200b",
    "\u00a0", "\u3000", "\t", "\r", "\n", "\n\n", "\\", "\\u2028", "\U0001f600", "江" * 90,
    "：", "，", "“", "”", "｛", "［", "＃", "－", "～", "％", "０", "１２", ":", ": ", ",", '"',
    "'", "[", "]", "{", "}", "#", " #", "&a ", "*a", "!", "!!str ", "!!python/object:os.system ",
    "%", "%YAML 1.1\n---\n", "---\n", "...\n", "@", "`", "|", ">", "|\n", "- ", "? ", "<<: *a", "~",
    "null", "no", "是", "-1", "-0", "0x1F", "1e999", "9" * 400, "9" * 5000, ".inf", ".nan", ">=",
    ">=1e400", "1..2", "2024-13", "0000-00-00", "9999-12-31", "10000-01-01", "[" * 30, "{a: " * 30,
    "]" * 30, "id: ", "id: x\n", "  ", "\n\t", "\n  - ",
)  # fmt: skip


def texts(folder: str) -> dict[str, bytes]:
    """Return the files of one of the folders."""
    return {name: data for name, data in load(FOLDERS[folder]).items() if isinstance(data, bytes)}


# --- ways to spoil a text --------------------------------------------------------------------


def cut(text: bytes, every: int, start: int = 0) -> Iterator[bytes]:
    """Yield a text cut after so many bytes, and so many more, and what was cut off."""
    for end in range(start % every, len(text), every):
        yield text[:end]
        yield text[end:]


def lines_changed(text: bytes, every: int, start: int = 0) -> Iterator[bytes]:
    """Yield a text with a line deleted, doubled, swapped with the next, pushed in or joined."""
    lines = text.splitlines(keepends=True)
    for at in range(start % every, len(lines), every):
        before, line, after = lines[:at], lines[at], lines[at + 1 :]
        yield b"".join(before + after)
        yield b"".join([*before, line, line, *after])
        yield b"".join([*before, *after[:1], line, *after[1:]])
        yield b"".join([*before, b"  ", line, *after])
        yield b"".join([*before, line.rstrip(b"\n"), *after])


def odd_inserted(text: bytes, every: int, start: int = 0) -> Iterator[bytes]:
    """Yield a text with something odd at a place, in turn through all that is odd."""
    whole = text.decode()
    for number, at in enumerate(range(start % every, len(whole), every)):
        odd = ODD[(number + start) % len(ODD)]
        yield f"{whole[:at]}{odd}{whole[at:]}".encode("utf-8", "surrogatepass")


def shaken(text: bytes, chance: random.Random) -> bytes:
    """Return a text with a few pieces overwritten, moved, lost or random."""
    data = bytearray(text)
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(data) + 1)
        end = min(len(data), start + chance.choice((0, 1, 2, 8, 60)))
        pieces = (
            b"",
            chance.choice(ODD).encode("utf-8", "surrogatepass"),
            chance.randbytes(chance.choice((1, 3, 9))),
            bytes(data[end : end + chance.choice((1, 20, 200))]),
            bytes(reversed(data[start:end])),
        )
        data[start:end] = chance.choice(pieces)
    return bytes(data)


# --- what must hold --------------------------------------------------------------------------


def judge(files: Files, before: Reading | None = None, limit: float = PATIENCE) -> Reading:
    """Read files, use everything that was read, and see that all that is wrong can be told."""
    started = time.perf_counter()
    reading = read(files, before)
    problems = problems_on(reading, AS_OF)
    if reading.catalog is not None:
        verdicts = assess_all(reading.catalog, AS_OF)
        for language in LANGUAGES:
            statuses.as_json(reading.catalog, verdicts, AS_OF.isoformat(), language)
        for kind, identity in reading.kept:
            assert reading.places.item(kind, identity)
    took = time.perf_counter() - started
    assert took < limit, f"took {took:.1f} s"
    assert list(problems) == sorted(set(problems))
    for problem in problems:
        assert not faults_of(problem, files), (problem, faults_of(problem, files))
    return reading


def faults_of(problem: Problem, files: Files) -> list[str]:
    """Return what is wrong with a problem itself: its place, or its words."""
    found = [] if _is_inside(problem, files) else ["its place is outside the file"]
    for language in LANGUAGES:
        say = Wording(language)
        for part, tell in (("problem", say.problem), ("fix", say.fix)):
            try:
                said = tell(problem)
            except (KeyError, IndexError, ValueError) as error:
                found.append(f"no {part} in {language}: {error!r}")
            else:
                if not said.strip() or not _is_printable(said):
                    found.append(f"empty or not printable: {part} in {language}")
    return found


def _is_printable(said: str) -> bool:
    try:
        said.encode()
    except UnicodeEncodeError:
        return False
    return "\0" not in said


def _is_inside(problem: Problem, files: Files) -> bool:
    place = problem.place
    data = files.get(place.file)
    if not isinstance(data, bytes):
        return (place.line, place.column) == (1, 1)
    return (
        place.line >= 1
        and place.column >= 1
        and place.line <= len(_lengths(data))
        and place.column <= _lengths(data)[place.line - 1] + 1
    )


@lru_cache(maxsize=32)
def _lengths(data: bytes) -> list[int]:
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    return [len(line) for line in text.split("\n")]


# --- large files -----------------------------------------------------------------------------

FIELDS = (
    "342.5", "2021,", "volumes", "馆藏图书", "S01", "almanac-2024", "value", "unit: volume-10k",
)  # fmt: skip
"""Pieces of tiny/library.yaml that are blown up: values, days, ids, words, keys."""
PIECES = (
    "[", "{", "{a: ", "[[", "]", "- ", "? ", ": ", ":", "a: ", "a:\n", "\n", "\r", "\n ", " ", "\t",
    "#", "# x\n", "'", '"', '"\\', "\\", "&a ", "*a ", "!a ", "!!", "%", "|", ">", "|\n ", "---\n",
    "...\n", "0", "9", "1.", "-", "1-", "1e", ">=", "～", "江", "，", "\u3000", "\u00a0", "\ufeff",
    "\0", "\x85", "\ud800", "\U0001f600", "<<: ", "a", "a b ", "a-", "http://", "http://a/",
    "2024-01-01", "2024..", "{zh: 江, en: x}, ", "[a, ", "- - ", "-\n", "a: b\n", "- id: a\n",
    "x: {}\n",
)  # fmt: skip


def blown_up(size: int) -> Iterator[tuple[str, dict[str, bytes]]]:
    """Yield catalogs in which a file, or a piece of one, is a short text repeated at length."""
    files = texts("tiny")
    library = files["library.yaml"].decode()
    for piece in PIECES:
        much = piece * (size // len(piece.encode("utf-8", "surrogatepass")))
        for name in ("library.yaml", CATALOG_FILE):
            yield f"{piece!r} for {name}", {**files, name: _bytes(much)}
        yield f"{piece!r} after library.yaml", {**files, "library.yaml": _bytes(library + much)}
    for field in FIELDS:
        for piece in PIECES:
            much = piece * (size // 8 // len(piece.encode("utf-8", "surrogatepass")))
            text = library.replace(field, much, 1)
            yield f"{piece!r} for {field!r}", {**files, "library.yaml": _bytes(text)}


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


# --- the same, quicker and stricter -----------------------------------------------------------


@contextmanager
def strictly() -> Iterator[None]:
    """Let a blank without a fact be an error, and parse files that stay the same only once."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("dashboard.trees.parse", lru_cache(maxsize=40)(parse))
        patch.setattr("dashboard.reading.gather", lru_cache(maxsize=40)(gather))
        patch.setattr("dashboard.wording._Facts.__missing__", _missing, raising=False)
        yield


def _missing(_: object, name: str) -> str:
    raise KeyError(name)
