"""What an earlier export left in a folder: files of ours, told by the README.txt beside them."""

import re
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from dashboard.handouts.readme import README, RULE
from dashboard.wording import LANGUAGES, Wording

_TABLE, _PICTURE = r"[\w-]+\.csv", r"[\w.-]+\.(?:png|svg)"
_SINGLE = r"briefing\.(?:pptx|pdf)|dashboard\.html|register\.xlsx"
NAMES: Mapping[str, re.Pattern[str]] = {
    "csv": re.compile(_TABLE),
    "png": re.compile(_PICTURE),
    "all": re.compile(rf"{_SINGLE}|csv/{_TABLE}|png/{_PICTURE}"),
}
"""What the files of each kind of folder are called: nothing else is ever ours."""


class ForeignError(Exception):
    """A folder holds a README.txt that no export of this kind wrote."""

    def __init__(self, file: Path) -> None:
        super().__init__(str(file))
        self.file = file


def earlier(folder: Path, kind: str) -> frozenset[str]:
    """Return the files that earlier exports of a kind left in a folder, by their paths below it.

    Raises ForeignError where a person or another kind of export wrote the README.txt there.
    """
    found = _left(folder, kind)
    for below in ("csv", "png") if kind == "all" else ():
        with suppress(ForeignError):
            found |= {f"{below}/{name}" for name in _left(folder / below, below)}
    return found


def _left(folder: Path, kind: str) -> frozenset[str]:
    file = folder / README
    if not file.is_file():
        return frozenset()
    names = listed(file.read_text("utf-8-sig", errors="replace"))
    if not names or not all(NAMES[kind].fullmatch(name) for name in names):
        raise ForeignError(file)
    return frozenset((*names, README))


def listed(text: str) -> tuple[str, ...]:
    """Return the files that a README.txt of ours lists, in any language; none of another text."""
    lines = text.splitlines()
    for at, rule in enumerate(lines):
        below = lines[at + 1 :]
        names = below[: below.index("")] if "" in below else below
        heads = {Wording(one)("handouts.readme.files", n=len(names)) for one in LANGUAGES}
        if rule == RULE and at and lines[at - 1] in heads:
            return tuple(name.split("  ")[0] for name in names)
    return ()
