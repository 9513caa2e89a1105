"""One sample of (f), in a process of its own: `judging.py floor|ours FOLDER`."""

import gc
import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd

from dashboard.assessment import assess_all
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load

AS_OF = date(2026, 3, 20)
FIRST, TARGET, SPAN = 1000.0, 1100.0, 4.0


def table(catalog: Catalog) -> pd.DataFrame:
    """Return the figures behind the targets, a row each: commitment, period, value."""
    rows = [
        (identity, item.period.year, item.value.number)
        for identity, commitment in catalog.commitments.items()
        if commitment.kind == "target"
        for item in catalog.indicators[commitment.indicator].observations[commitment.by[0]]
    ]
    return pd.DataFrame(rows, columns=["commitment", "at", "value"])


def projected(group: pd.DataFrame) -> float:
    """Return where the average pace leads: the least that judging a commitment can be."""
    ordered = group.sort_values("at")
    first, last = ordered.iloc[0], ordered.iloc[-1]
    pace = (last["value"] - first["value"]) / (last["at"] - first["at"])
    return float((last["value"] + pace * SPAN - FIRST) / (TARGET - FIRST))


def floor(catalog: Catalog) -> Callable[[], object]:
    """Return what is timed: one Python function a commitment, and nothing else."""
    whole = table(catalog)
    return lambda: whole.groupby("commitment").apply(projected)


def ours(catalog: Catalog) -> Callable[[], object]:
    """Return what is timed: the verdicts, with all that they rest on."""
    return lambda: assess_all(catalog, AS_OF)


def main() -> None:
    """Print the seconds of one sample; reading the data is not part of it."""
    side, folder = sys.argv[1], Path(sys.argv[2])
    reading = read(load(folder))
    assert reading.catalog is not None  # noqa: S101 - else there is nothing to measure
    timed = {"floor": floor, "ours": ours}[side](reading.catalog)
    gc.collect()
    gc.freeze()
    start = time.perf_counter()
    kept = timed()
    print(time.perf_counter() - start)
    del kept


if __name__ == "__main__":
    main()
