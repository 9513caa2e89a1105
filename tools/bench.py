"""How fast: six figures, each a ratio to a floor measured in the same run.

bench.py [--quick] [a b c d e f]. The rounds are interleaved, so that other work on the machine
slows both sides; the ratio of the least seconds is the one to trust. See docs/performance.md.
"""

import argparse
import os
import platform
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import ExitStack
from importlib.metadata import version
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from typing import NamedTuple

from tools.benching import pages, servers
from tools.generate import generate

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
SAMPLES = ROOT / "tools" / "benching"
PACKAGES = ("streamlit", "plotly", "pandas", "pydantic", "PyYAML", "playwright")
CHANGES = 4

Pair = tuple[float, float]


class Figure(NamedTuple):
    """What is measured, what should come out, and how."""

    what: str
    aim: float
    measure: Callable[[bool], list[Pair]]
    """the seconds of the floor and ours, one pair a round; given whether to be quick"""


def shipped(is_quick: bool) -> list[Pair]:  # noqa: FBT001 - the one option there is
    """Measure (a)."""
    return _samples("reading.py", DATA, 5 if is_quick else 20)


def generated(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (e)."""
    with TemporaryDirectory() as place:
        generate(Path(place))
        return _samples("reading.py", Path(place), 2 if is_quick else 5)


def judging(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (f): every commitment has 30 figures of its own."""
    with TemporaryDirectory() as place:
        generate(Path(place), kinds=("target",))
        return _samples("judging.py", Path(place), 2 if is_quick else 5)


def _samples(script: str, folder: Path, rounds: int) -> list[Pair]:
    for side in ("floor", "ours"):
        _sample(script, side, folder)  # once unmeasured: byte code and the disk's cache
    return [
        (_sample(script, "floor", folder), _sample(script, "ours", folder)) for _ in range(rounds)
    ]


def _sample(script: str, side: str, folder: Path) -> float:
    command = [sys.executable, str(SAMPLES / script), side, str(folder)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def first_chart(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (b)."""
    return _first_charts(3 if is_quick else 9, is_slow=False)


def first_chart_far_away(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (c)."""
    return _first_charts(2 if is_quick else 7, is_slow=True)


def _first_charts(rounds: int, *, is_slow: bool) -> list[Pair]:
    with ExitStack() as stack:
        floor = stack.enter_context(servers.plain("plain_one.py"))
        ours = stack.enter_context(servers.dashboard(DATA))
        browser = stack.enter_context(pages.browser())
        for url in (floor, ours):  # once unmeasured: the servers import and read
            pages.first_chart(browser, url, is_slow=False)
        return [
            (
                pages.first_chart(browser, floor, is_slow=is_slow),
                pages.first_chart(browser, ours, is_slow=is_slow),
            )
            for _ in range(rounds)
        ]


def filter_change(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (d): another indicator; all charts of the plain page follow its choice."""
    return _changes("/compare", pages.next_option, _rounds(is_quick))


def filter_change_strictly(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (d) again: of the plain page's charts, only as many follow as of ours."""
    return _changes("/compare", pages.next_option, _rounds(is_quick), is_strict=True)


def language_change(is_quick: bool) -> list[Pair]:  # noqa: FBT001
    """Measure (d) again: all charts and all words of the page that has most charts."""
    return _changes("/limits", pages.other_language, _rounds(is_quick))


def _rounds(is_quick: bool) -> int:  # noqa: FBT001
    return 2 if is_quick else 6


def _changes(
    path: str, change: pages.Change, rounds: int, *, is_strict: bool = False
) -> list[Pair]:
    """Measure changes of a page against a plain one of as many charts.

    Each round looks at another day, so that no figure of ours was built before.
    """
    pairs: list[Pair] = []
    with ExitStack() as stack:
        floor = stack.enter_context(servers.plain("plain_many.py"))
        ours = stack.enter_context(servers.dashboard(DATA))
        browser = stack.enter_context(pages.browser())
        for number in range(rounds):
            url = f"{ours}{path}?as_of=2026-10-{number + 1:02}"
            mine = pages.round_trips(browser, url, CHANGES, change)
            charts, changed = mine[0].charts, max(trip.changed for trip in mine)
            following = changed if is_strict else charts
            same = f"{floor}/?charts={charts}&changing={following}"
            plain = pages.round_trips(browser, same, CHANGES, pages.next_option)
            pairs += [(one.seconds, two.seconds) for one, two in zip(plain, mine, strict=True)]
    print(f"    {path}: {charts} charts, {changed} change; of the plain page's {following}")
    return pairs


FIGURES: Mapping[str, Figure] = {
    "a": Figure("read, check and judge the shipped data / bare CSafeLoader", 2, shipped),
    "b": Figure("the overview's first chart, cold / a plain page's", 1.2, first_chart),
    "c": Figure("the same over 10 Mbit/s and 40 ms", 0.6, first_chart_far_away),
    "d": Figure("another indicator on the comparison / a plain page", 0.75, filter_change),
    "d1": Figure("the same, as many charts changing there", 0.75, filter_change_strictly),
    "d2": Figure("the language of the page of limits / a plain page", 0.75, language_change),
    "e": Figure("as (a), 10,000 commitments, 300,000 observations", 1.2, generated),
    "f": Figure("judge as many / groupby.apply of a function a commitment", 10, judging),
}


def main() -> None:
    """Print the figures that were asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("figures", nargs="*", help=f"of {' '.join(FIGURES)}; all without")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, more noise")
    given = parser.parse_args()
    if unknown := set(given.figures) - FIGURES.keys():
        parser.error(f"no such figure: {' '.join(sorted(unknown))}")
    print(_machine())
    print(f"{'':40}ratio of least, of medians (aim)   seconds: floor, ours; least/median")
    for key in given.figures or FIGURES:
        figure = FIGURES[key]
        pairs = figure.measure(given.quick)
        print(f"({key}) {figure.what}\n    {_said(figure, pairs)}", flush=True)


def _said(figure: Figure, pairs: list[Pair]) -> str:
    floor, ours = zip(*pairs, strict=True)
    least, middle = min(ours) / min(floor), median(ours) / median(floor)
    return (
        f"{least:.2f}  {middle:.2f}  (at most {figure.aim:g}: {_verdict(least, figure.aim)})"
        f"   {min(floor):.3f}/{median(floor):.3f}  {min(ours):.3f}/{median(ours):.3f} s"
        f"  n={len(pairs)}"
    )


def _verdict(ratio: float, aim: float) -> str:
    return "reached" if ratio <= aim else "not reached"


def _machine() -> str:
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (
        f"{os.cpu_count()} cores{load}, {platform.system()} {platform.machine()},"
        f" Python {platform.python_version()}, {packages}"
    )


if __name__ == "__main__":
    main()
