"""Files spoilt in every way: nothing raises, hangs, or is said without a place and words.

As it stands this takes half a minute. FUZZ_EVERY=1 tries every character; `make fuzz` goes on
from there.
"""

import faulthandler
import os
import random
import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutating import (
    FOLDERS,
    ODD,
    ROOT,
    cut,
    faults_of,
    judge,
    lines_changed,
    odd_inserted,
    shaken,
    strictly,
    texts,
)

from dashboard.problems import Code, Place, Problem
from dashboard.reading import Reading, read
from dashboard.wording import LANGUAGES

FILES = [(folder, name) for folder in FOLDERS for name in texts(folder)]
EVERY = {"tiny": 83, "shipped": 4001}
LINES = {"tiny": 17, "shipped": 331}
Mutation = Callable[[bytes, int, int], Iterator[bytes]]
BIG = """
import sys, time
sys.path[:0] = ["tests", "."]
from itertools import islice
from mutating import blown_up, judge, strictly
size, every = map(int, sys.argv[1:])
with strictly():
    for name, files in islice(blown_up(size), size % every, None, every):
        print(name, flush=True)
        judge(files)
"""


@pytest.fixture(scope="module", autouse=True)
def _watched() -> Iterator[None]:
    """End a hang with the place of it: libyaml cannot be interrupted in another way."""
    assert sys.__stderr__ is not None
    faulthandler.dump_traceback_later(20 * 60, exit=True, file=sys.__stderr__)
    with strictly():
        yield
    faulthandler.cancel_dump_traceback_later()


@pytest.fixture(scope="module")
def good() -> dict[str, Reading]:
    return {folder: read(texts(folder)) for folder in FOLDERS}


def steps(table: dict[str, int], folder: str) -> int:
    return int(os.environ.get("FUZZ_EVERY") or table[folder])


@pytest.mark.parametrize(("folder", "name"), FILES)
@pytest.mark.parametrize(
    ("spoil", "table"),
    [(cut, EVERY), (odd_inserted, EVERY), (lines_changed, LINES)],
    ids=["cut", "odd", "lines"],
)
def test_a_file_spoilt_anywhere_is_read_and_what_is_wrong_can_be_told(
    good: dict[str, Reading], folder: str, name: str, spoil: Mutation, table: dict[str, int]
) -> None:
    files = texts(folder)
    befores = (None, good[folder])
    tried = spoil(files[name], steps(table, folder), len(files[name]) // 7)
    for number, data in enumerate(tried):
        judge({**files, name: data}, befores[number // 2 % 2])


@pytest.mark.parametrize("seed", range(4))
def test_files_shaken_at_random_are_read(good: dict[str, Reading], seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    files = texts("tiny")
    for _ in range(150):
        spoilt = {name: shaken(files[name], chance) for name in chance.sample(sorted(files), 2)}
        judge({**files, **spoilt}, chance.choice((None, good["tiny"])))


TOKENS = st.sampled_from(
    [
        *ODD,
        *"abcdefgh:-,[]{} \n",
        "\n  ",
        "\n- ",
        "id",
        "江",
        "indicators:",
        "commitments:",
        "kind: ",
    ]
)


@given(st.sampled_from(sorted(texts("tiny"))), st.one_of(st.binary(), st.lists(TOKENS)))
@settings(deadline=None, max_examples=200, suppress_health_check=list(HealthCheck))
def test_any_bytes_are_read(name: str, pieces: bytes | list[str]) -> None:
    files = texts("tiny")
    whole = (
        pieces if isinstance(pieces, bytes) else "".join(pieces).encode("utf-8", "surrogatepass")
    )
    judge({**files, name: whole})
    judge({**files, name: files[name] + whole})


def test_what_is_large_or_deep_ends_in_time() -> None:
    """Run apart, so that a crash of libyaml or a hang is this test's failure, not the run's end."""
    size = os.environ.get("FUZZ_BYTES")
    command = [sys.executable, "-c", BIG, size or "40000", "1" if size else "7"]
    done = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=20 * 60
    )
    assert done.returncode == 0, done.stdout.splitlines()[-1:] + done.stderr.splitlines()[-3:]


def test_a_problem_that_cannot_be_told_would_be_found() -> None:
    files = {"f.yaml": "江: 1\r\nb\r".encode()}
    name = (("file", "f.yaml"),)
    fine = Problem(Place("f.yaml", 2, 2), Code.EMPTY_FILE, name)
    assert faults_of(fine, files) == []
    for place in (Place("f.yaml", 4), Place("f.yaml", 2, 3), Place("f.yaml", 0), Place("x", 2)):
        assert faults_of(Problem(place, Code.EMPTY_FILE, name), files)
    assert len(faults_of(Problem(Place("f.yaml"), Code.TOO_BIG), files)) >= len(LANGUAGES)
    said = (("limit", "\ud800"),)
    assert faults_of(Problem(Place("f.yaml"), Code.TOO_BIG, said), files)
