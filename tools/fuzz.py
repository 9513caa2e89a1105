"""Spoilt files by the thousand: `make fuzz`. Exits with 1 if anything raised, hung or was unsaid.

Two ways: --count tries so many mutations of data/ and tests/data/tiny, each counted and timed;
--seconds lets atheris look for as long as that for inputs that reach code not reached before.
atheris is no part of the lock: the Makefile puts it into an environment of its own.
"""

import argparse
import os
import random
import subprocess
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]
PLACE = ROOT / ".scratch" / "fuzz"
SLOTS = ("library.yaml", "catalog.yaml", "sources.yaml", "clinic.yaml")
LIMIT = 2.0  # seconds for one input: the promise
HANG = 30
LONGEST = 20_000  # bytes of an input that atheris makes
GUIDED = "--guided-child"


@dataclass(slots=True)
class Found:
    """What was tried, how long the slowest took, and the first input of each way to fail."""

    tried: Counter[str] = field(default_factory=Counter)
    slowest: float = 0.0
    failures: Counter[str] = field(default_factory=Counter)

    def try_(self, kind: str, name: str, data: bytes, judge: Callable[[], object]) -> None:
        """Judge one input; write it down if it fails in a new way."""
        self.tried[kind] += 1
        start = time.perf_counter()
        try:
            judge()
        except Exception as error:  # noqa: BLE001 - whatever is raised is what is looked for
            how = way(error)
            self.failures[how] += 1
            if self.failures[how] == 1:
                file = PLACE / "failures" / f"{len(self.failures):03}-{os.getpid()}-{name}"
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_bytes(data)
                print(f"{how}\n    {error}\n    input: {file}", flush=True)
        self.slowest = max(self.slowest, time.perf_counter() - start)


def way(error: Exception) -> str:
    """Return what a failure has in common with others: what was raised where, or said how."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    if isinstance(error, AssertionError) and isinstance(error.args[0], tuple):
        problem, faults = error.args[0]
        return f"{problem.code}: {'; '.join(fault.partition(': ')[0] for fault in faults)}"
    detail = "too slow" if isinstance(error, AssertionError) else type(error).__name__
    return f"{detail} at {Path(last.filename).name}:{last.lineno}"


def mutated(count: int, seed: int) -> Found:
    """Try so many mutations: cuts, lines moved, odd characters, pieces shaken."""
    import mutating as make  # noqa: PLC0415 - atheris must see the imports first

    from dashboard.reading import read  # noqa: PLC0415

    found, chance = Found(), random.Random(seed)  # noqa: S311 - reproducible, not secret
    with make.strictly():
        all_files = {folder: make.texts(folder) for folder in make.FOLDERS}
        good = {folder: read(files) for folder, files in all_files.items()}

        def some(kind: str, text: bytes) -> Iterator[bytes]:
            start = chance.randrange(len(text))
            if kind == "shaken":
                yield from (make.shaken(text, chance) for _ in range(8))
            elif kind == "cut":
                yield from (text[:start], text[start:])
            elif kind == "lines":
                yield from make.lines_changed(text, 997, start)
            else:
                yield from make.odd_inserted(text, 4999, start)

        while found.tried.total() < count:
            folder = chance.choice(("tiny", "tiny", "tiny", "shipped"))
            files = all_files[folder]
            name, kind = (
                chance.choice(sorted(files)),
                chance.choice(("shaken", "cut", "lines", "odd")),
            )
            for data in some(kind, files[name]):
                before = chance.choice((None, good[folder]))
                now = {**files, name: data}
                found.try_(kind, name, data, lambda now=now, before=before: make.judge(  # type: ignore[misc]
                    now, before, LIMIT
                ))  # fmt: skip
    return found


def guided(seconds: int) -> int:
    """Run atheris in a process of its own, which a crash may end; return its exit code."""
    corpus = PLACE / "corpus"
    corpus.mkdir(parents=True, exist_ok=True)
    for number, (slot, data) in enumerate(seeds()):
        (corpus / f"seed-{number:03}").write_bytes(bytes([slot]) + data)
    (PLACE / "crashes").mkdir(exist_ok=True)
    command = [
        sys.executable, __file__, GUIDED, str(corpus), f"-max_total_time={seconds}",
        f"-max_len={LONGEST}", f"-timeout={HANG}", f"-artifact_prefix={PLACE / 'crashes'}/",
        "-rss_limit_mb=2048", "-print_final_stats=1", "-verbosity=0",
    ]  # fmt: skip
    return subprocess.run(command, check=False, cwd=ROOT, timeout=seconds + 600).returncode


def seeds() -> Iterator[tuple[int, bytes]]:
    """Yield what atheris starts from, each with the place it takes in the tiny catalog."""
    for folder in (ROOT / "data", ROOT / "tests" / "data"):
        for file in sorted(folder.rglob("*.yaml")):
            data = file.read_bytes()
            slot = SLOTS.index(file.name) if file.name in SLOTS else 0
            yield slot, data[: LONGEST - 1]


def guided_child(arguments: list[str]) -> None:
    """Let atheris try inputs until its time is over; it ends the process."""
    import atheris  # noqa: PLC0415 - only here, and only where `make fuzz` put it

    with atheris.instrument_imports(include=["dashboard"]):
        import mutating as make  # noqa: PLC0415

        from dashboard.reading import read  # noqa: PLC0415
    files = make.texts("tiny")
    good = read(files)
    found = Found()

    def one(data: bytes) -> None:
        slot = SLOTS[data[0] % len(SLOTS)] if data else SLOTS[0]
        before = good if data and data[0] >= len(SLOTS) else None
        now = {**files, slot: data[1:]}
        found.try_("guided", slot, data[1:], lambda: make.judge(now, before, LIMIT))

    with make.strictly():
        atheris.Setup([sys.argv[0], *arguments], one)
        atheris.Fuzz()


def main() -> int:
    """Run what was asked for and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=0, help="mutations to try")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--seconds", type=int, default=0, help="how long atheris may look")
    given = parser.parse_args()
    failed = False
    if given.count:
        start = time.monotonic()
        found = mutated(given.count, given.seed)
        kinds = ", ".join(f"{kind} {count}" for kind, count in sorted(found.tried.items()))
        print(f"{found.tried.total()} mutations ({kinds}) in {time.monotonic() - start:.0f} s, "
              f"the slowest {found.slowest:.2f} s, failures {found.failures.total()}")  # fmt: skip
        failed |= bool(found.failures)
    if given.seconds:
        before = _failures()
        code = guided(given.seconds)
        new = _failures() - before
        print(f"atheris: exit code {code}, new failures {len(new)}", *sorted(new), sep="\n  ")
        failed |= code != 0 or bool(new)
    return int(failed)


def _failures() -> set[str]:
    return {str(file) for name in ("failures", "crashes") for file in (PLACE / name).glob("*")}


if __name__ == "__main__":
    if sys.argv[1:2] == [GUIDED]:
        guided_child(sys.argv[2:])
    sys.exit(main())
