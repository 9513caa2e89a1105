"""Files into a folder, or one in its place: all of them when all are made, before that none."""

import errno
import os
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp
from typing import NamedTuple


class Put(NamedTuple):
    """What became of the files that were there before."""

    replaced: int
    removed: int


def check(output: Path, *, is_folder: bool) -> None:
    """Raise OSError where a file, or a folder of files, cannot be written: before it is made."""
    if not output.parent.exists():
        raise _error(errno.ENOENT, output.parent)
    if not output.parent.is_dir() or (is_folder and output.exists() and not output.is_dir()):
        raise _error(errno.ENOTDIR, output)
    if output.is_dir() and not is_folder:
        raise _error(errno.EISDIR, output)
    for place in (output.parent, *([output] if output.is_dir() else [])):
        if not os.access(place, os.W_OK | os.X_OK):
            raise _error(errno.EACCES, place)


def _error(number: int, path: Path) -> OSError:
    return OSError(number, os.strerror(number), str(path))


@contextmanager
def workshop(output: Path) -> Iterator[Path]:
    """Give an empty folder beside a path, on the same disk; it is gone in the end, whatever comes.

    What was made in it is moved by `put` as the last step.
    """
    folder = Path(mkdtemp(prefix=f".{output.name}-", dir=output.parent))
    try:
        yield folder
    finally:
        rmtree(folder, ignore_errors=True)


def put(folder: Path, output: Path, earlier: AbstractSet[str] = frozenset()) -> Put:
    """Move the files of a workshop into the folder `output`, each in the place of an older one.

    Those of `earlier`, by their paths below it, that are not made again are removed, and a folder
    that this leaves empty; nothing else is touched. Raises OSError before the first move where a
    folder stands in the place of a file, or a file in that of a folder.
    """
    made = {
        path.relative_to(folder).as_posix(): path
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
    for name in made:
        if (output / name).parent.exists():
            check(output / name, is_folder=False)
    replaced = sum((output / name).exists() for name in made)
    for name, file in made.items():
        target = output / name
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
    stale = [output / name for name in sorted(earlier - made.keys()) if (output / name).is_file()]
    for file in stale:
        file.unlink()
        if file.parent != output:
            with suppress(OSError):
                file.parent.rmdir()
    return Put(replaced, len(stale))
