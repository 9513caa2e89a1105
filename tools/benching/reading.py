"""One sample of (a) and (e), in a process of its own: `reading.py floor|ours FOLDER`."""

import gc
import sys
import time
from datetime import date
from pathlib import Path

import yaml

from dashboard.assessment import assess_all
from dashboard.reading import read
from dashboard.store import load


def floor(folder: Path) -> object:
    """Return what PyYAML makes of the same files, without positions, rules or verdicts."""
    gc.disable()
    return [
        yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
        for path in sorted(folder.glob("*.yaml"))
    ]


def ours(folder: Path) -> object:
    """Return what the dashboard needs before it can draw: the catalog, checked and judged."""
    reading = read(load(folder))
    assert reading.catalog is not None  # noqa: S101 - else there is nothing to measure
    return reading, assess_all(reading.catalog, date.today())  # noqa: DTZ011


def main() -> None:
    """Print the seconds of one sample."""
    side, folder = sys.argv[1], Path(sys.argv[2])
    start = time.perf_counter()
    kept = {"floor": floor, "ours": ours}[side](folder)
    print(time.perf_counter() - start)
    del kept


if __name__ == "__main__":
    main()
