"""Files into a folder, or one in its place: all of them when all are made, before that none."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import rmtree
from tempfile import mkdtemp


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


def put(folder: Path, output: Path) -> None:
    """Move the files of a workshop into the folder `output`, each in the place of an older one."""
    for file in sorted(path for path in folder.rglob("*") if path.is_file()):
        target = output / file.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        file.replace(target)
