"""What git says of a data folder: what stood there before, and which commit took it away."""

import os
import re
import subprocess
from collections.abc import Iterator, Mapping
from enum import StrEnum
from hashlib import new as new_hash
from pathlib import Path
from tempfile import TemporaryFile

from dashboard.ledger import Entry, Standing, entries
from dashboard.losses import Change, Commit, History, carry, problems_of
from dashboard.problems import Code, Place, Problem, facts
from dashboard.store import Files, decode
from dashboard.yamltree import Tree, parse

CORRECTION = "Data-correction"
"""A line of a commit message that begins so names items whose entries were mistyped."""

_SECONDS = 120
_CONFIG = ("log.follow=false", "log.diffMerges=separate", "log.showSignature=false")
_OF_ANOTHER = ("GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_PREFIX")
"""What git sets for its hooks: there it would lead away from the folder that was asked for."""
_COMMIT = re.compile(rb"\x01([0-9a-f]{40,64}) ([0-9a-f ]*)\x00([0-9-]*)\x00([^\x00]*)\x00")
_CHANGE = re.compile(rb":([0-7]+) ([0-7]+) ([0-9a-f]+) ([0-9a-f]+) [A-Z]\d*\x00([^\x00]+)\x00")
_CORRECTED = re.compile(rf"^\s*{CORRECTION}\s*[:：](.*)$", re.MULTILINE | re.IGNORECASE)


class UnknownRevisionError(ValueError):
    """The revision to begin with does not exist."""


class _Gap(StrEnum):
    """Why a history cannot be read, or not all of it; each has its own words in locales."""

    NO_GIT = "no-git"
    NO_REPOSITORY = "no-repository"
    SHALLOW = "shallow"
    NOT_TRACKED = "not-tracked"
    INCOMPLETE = "incomplete"
    LATER = "later"
    FAILED = ""


class _NotCheckedError(Exception):
    """The history cannot be read, or not all of it."""

    def __init__(self, case: _Gap, reason: str = "") -> None:
        super().__init__(case)
        self.case, self.reason = case, reason

    def problem(self) -> Problem:
        return Problem(
            Place("catalog.yaml"),
            Code.HISTORY_NOT_CHECKED,
            facts(case=self.case, reason=self.reason),
        )


def problems_since(folder: Path, since: str, files: Files) -> tuple[Problem, ...]:
    """Return what was overwritten or removed since a revision, up to the files as they are now.

    Raise UnknownRevisionError if there is no such revision.
    """
    try:
        return _problems(_Git(folder.resolve()), since, files)
    except _NotCheckedError as error:
        return (error.problem(),)


def _problems(git: "_Git", since: str, files: Files) -> tuple[Problem, ...]:
    first = git.first(since)
    log, head, at_first = git.log(first), git.files("HEAD"), git.files(first)
    if not head and not any(commit.changes for commit in log):
        raise _NotCheckedError(_Gap.NOT_TRACKED)
    trees = dict(_trees(files))
    names = {oid: name for name, oid in at_first.items()}
    for commit in log:
        for change in commit.changes:
            names |= {change.before: change.file, change.after: change.file}
    changed = {n: oid for n, oid in head.items() if n not in trees or not _is_same(files[n], oid)}
    names |= {oid: name for name, oid in changed.items()}
    known = git.entries({oid: name for oid, name in names.items() if oid})
    carry(log, known)
    standing = Standing()
    for tree in trees.values():
        standing.add(tree)
    last: list[Entry] = []
    for name, oid in head.items():
        found = known[oid] or () if name in changed else entries(trees[name])
        last += found
        if name in files and name not in trees:  # as it stands it cannot be read: as it was
            standing.entries += found
            standing.scopes |= {entry.item: Place(name) for entry in found}
    stood = [entry for oid in at_first.values() for entry in known[oid] or ()]
    problems = set(problems_of(History(log, known, stood, last), standing))
    if not at_first and head:
        problems.add(_NotCheckedError(_Gap.LATER).problem())
    return tuple(sorted(problems))


def _trees(files: Files) -> Iterator[tuple[str, Tree]]:
    """Yield the files that can be read."""
    for name, data in files.items():
        text = decode(name, data) if isinstance(data, bytes) else data
        tree = None if isinstance(text, Problem) else parse(name, text)[0]
        if tree is not None:
            yield name, tree


def _is_same(data: bytes | Problem, oid: str) -> bool:
    """Return whether a file is readable and byte for byte what git keeps under an id."""
    if not isinstance(data, bytes):
        return False
    kind = "sha1" if len(oid) == 40 else "sha256"  # noqa: PLR2004 - digits of a SHA-1
    digest = new_hash(kind, b"blob %d\0" % len(data), usedforsecurity=False)
    digest.update(data)
    return digest.hexdigest() == oid


# --- git -----------------------------------------------------------------------------------


class _Git:
    """The git program, in a folder."""

    def __init__(self, folder: Path) -> None:
        """Find the repository; raise _NotCheckedError if there is none, or not all of it."""
        self.folder = folder
        options = [part for pair in _CONFIG for part in ("-c", pair)]
        self.command = ["git", "-C", str(folder), *options]
        hidden = {name: value for name, value in os.environ.items() if name not in _OF_ANOTHER}
        self.environment = hidden | {"LC_ALL": "C", "GIT_NO_LAZY_FETCH": "1"}
        done = self.run("rev-parse", "--is-inside-work-tree", "--is-shallow-repository")
        said = done.stdout.split()
        if done.returncode and b"not a git repository" not in done.stderr:
            raise _NotCheckedError(_Gap.FAILED, _first_line(done.stderr))  # as of another owner
        if done.returncode or said[:1] != [b"true"]:
            raise _NotCheckedError(_Gap.NO_REPOSITORY)
        if said[1:] != [b"false"]:
            raise _NotCheckedError(_Gap.SHALLOW)

    def run(self, *arguments: str) -> "subprocess.CompletedProcess[bytes]":
        try:
            return subprocess.run(  # noqa: S603 - our own arguments, and a revision that was verified
                [*self.command, *arguments],
                capture_output=True,
                check=False,
                env=self.environment,
                timeout=_SECONDS,
                stdin=subprocess.DEVNULL,
            )
        except FileNotFoundError:
            raise _NotCheckedError(_Gap.NO_GIT) from None
        except (OSError, subprocess.SubprocessError) as error:
            raise _NotCheckedError(_Gap.FAILED, str(error)) from None

    def said(self, *arguments: str) -> bytes:
        done = self.run(*arguments)
        if done.returncode:
            raise _NotCheckedError(_Gap.FAILED, _first_line(done.stderr))
        return done.stdout

    def first(self, revision: str) -> str:
        """Return the id of the commit to begin with."""
        if not revision or revision.startswith("-") or "\0" in revision:
            raise UnknownRevisionError(revision)
        done = self.run("rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}")
        found = done.stdout.decode("ascii", "replace").strip()
        if done.returncode or not re.fullmatch("[0-9a-f]{40,64}", found):
            raise UnknownRevisionError(revision)
        return found

    def files(self, commit: str) -> dict[str, str]:
        """Return the ids of the files of the folder in a commit; none if it was not there."""
        rows = self.run("ls-tree", "-z", commit, ".").stdout.split(b"\0")
        found = {}
        for row in rows:
            about, _, name = row.partition(b"\t")
            mode, _, oid = about.partition(b" blob ")
            if mode.startswith(b"100") and _is_data(_name(name)):
                found[_name(name)] = oid.decode()
        return found

    def log(self, first: str) -> tuple[Commit, ...]:
        """Return the commits since one, the oldest first, each beside each of its parents."""
        said = self.said(
            "log", "-z", "--raw", "-m", "--no-abbrev", "--no-renames", "--full-history",
            "--sparse", "--topo-order", "--reverse", "--relative", "--date=short",
            "--encoding=UTF-8", "--format=tformat:%x01%H %P%x00%cd%x00%B%x00",
            f"{first}..HEAD", "--", ".",
        )  # fmt: skip
        parts = _COMMIT.split(said)
        return tuple(
            Commit(
                parts[at].decode(),
                parts[at + 2].decode(),
                b" " in parts[at + 1].strip(),
                frozenset(_corrected(parts[at + 3].decode("utf-8", "replace"))),
                tuple(_changes(parts[at + 4])),
            )
            for at in range(1, len(parts), 5)
        )

    def entries(self, names: Mapping[str, str]) -> dict[str, tuple[Entry, ...] | None]:
        """Return what the ledgers say in each of many versions of files; None: not readable."""
        found: dict[str, tuple[Entry, ...] | None] = {}
        with TemporaryFile() as asked:
            asked.write("".join(f"{oid}\n" for oid in names).encode())
            asked.seek(0)
            with subprocess.Popen(  # noqa: S603 - our own arguments
                [*self.command, "cat-file", "--batch"],
                stdin=asked,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=self.environment,
            ) as process:
                assert process.stdout is not None  # noqa: S101 - a pipe was asked for
                for oid, name in names.items():
                    said = process.stdout.readline().split()
                    if said[1:2] != [b"blob"]:
                        raise _NotCheckedError(_Gap.INCOMPLETE, oid)
                    data = process.stdout.read(int(said[2]))
                    process.stdout.readline()
                    found[oid] = next((entries(tree) for _, tree in _trees({name: data})), None)
        return found


def _changes(said: bytes) -> Iterator[Change]:
    for mode, after_mode, before, after, name in _CHANGE.findall(said):
        if _is_data(_name(name)):
            yield Change(_name(name), _oid(mode, before), _oid(after_mode, after))


def _oid(mode: bytes, oid: bytes) -> str:
    """Return the id of a file's bytes; of a link, or of nothing, nothing."""
    return oid.decode() if mode.startswith(b"100") else ""


def _corrected(message: str) -> Iterator[str]:
    """Yield the ids that a commit message names as corrections."""
    for said in _CORRECTED.findall(message):
        yield from re.findall(r"[a-z0-9]+(?:-[a-z0-9]+)*", said)


def _is_data(name: str) -> bool:
    return name.endswith(".yaml") and not name.startswith(".") and "/" not in name


def _name(name: bytes) -> str:
    return name.decode("utf-8", "replace")


def _first_line(said: bytes) -> str:
    return next(iter(said.decode("utf-8", "replace").splitlines()), "")
