"""The published cases of control charts and short series, read from where they are kept.

Every row of the two files is worked out anew by the rules in dashboard/methods, and the rates
are printed. The three rows of Holt's method are left out: we use no such method (method.md).
"""

import csv
import json
import math
import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from browsing import ROOT

from dashboard.methods import spc, trend
from dashboard.methods.question import Point

FOLDER = Path(os.environ.get("REFERENCE_DIR") or ROOT.parent / "shared" / "reference")
WIDE = {"increase": 1, "decrease": -1, "neutral": 0}
Row = Mapping[str, Any]


def rows(name: str) -> list[dict[str, Any]]:
    """Return the rows of a file with their JSON read, or skip and say why."""
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"no reference cases: {path} is absent (REFERENCE_DIR names the folder)")
    with path.open(encoding="utf-8", newline="") as file:
        return [
            {
                key.removesuffix("_json"): json.loads(text) if key.endswith("_json") else text
                for key, text in row.items()
            }
            for row in csv.DictReader(file)
        ]


def close(found: object, expected: object) -> bool:
    """Return whether two results agree: numbers as far as they were printed, the rest exactly."""
    if isinstance(expected, dict):
        assert isinstance(found, dict)
        return all(close(found[key], value) for key, value in expected.items())
    if isinstance(expected, list):
        assert isinstance(found, Sequence)
        same = len(found) == len(expected)
        return same and all(close(one, other) for one, other in zip(found, expected, strict=True))
    if isinstance(expected, float) and isinstance(found, float | int):
        return abs(found - expected) <= max(half_a_digit(expected), 1e-9 * abs(expected))
    return found == expected


def half_a_digit(number: float) -> float:
    """Return half a unit of the last digit that was printed.

    A number of few digits, such as 0.5, stands for itself, and is held to three decimals.
    """
    written = Decimal(repr(number)).as_tuple()
    assert isinstance(written.exponent, int)
    is_long = len(written.digits) > 5
    return 0.501 * 10.0 ** (written.exponent if is_long else min(written.exponent, -3))


def report(
    name: str, rule: str, work: Mapping[str, Callable[[Row], object]], exempt: str = ""
) -> None:
    """Work out every row, print the rates by rule, and fail where a row is not reproduced."""
    right, of, wrong = Counter[str](), Counter[str](), []
    for row in rows(name):
        if exempt and row[rule].startswith(exempt):
            of["(exempt) " + row[rule]] += 1
            continue
        of[row[rule]] += 1
        found = work[row[rule]](row)
        if close(found, row["expected"]):
            right[row[rule]] += 1
        else:
            wrong.append((row["id"], found, row["expected"]))
    for key, number in sorted(of.items()):
        print(f"{name}: {key}: {right[key]} of {number}")  # noqa: T201 - the rates are the result
    assert of
    assert wrong == []


# --- control charts --------------------------------------------------------------------------


def of_limits(row: Row) -> dict[str, object]:
    values = row["inputs"]["y"]
    asked = row["params"]
    found = spc.limits(
        values,
        is_screened=asked.get("screen_outliers", False),
        fixed_after=asked.get("fix_after_n_points"),
    )
    sides = found.sides(values)
    singled = spc.causes(values, found)
    kinds = ["special_cause" if cause else "common_cause" for cause in singled]
    return {
        "mean": found.mean,
        "lpl": found.lower,
        "upl": found.upper,
        "nlpl": found.near_lower,
        "nupl": found.near_upper,
        "outside_limits": found.outside(values),
        "close_to_limits": found.near(values),
        "relative_to_mean": sides,
        "special_cause_flag": [cause is not None for cause in singled],
        **{f"relative_to_mean_first{n}": sides[:n] for n in range(1, len(values) + 1)},
        **{f"last{n}_point_type": kinds[-n:] for n in range(1, len(values) + 1)},
    }


def of_chart(row: Row) -> dict[str, object]:
    asked = row["params"]
    found = spc.chart(
        row["inputs"]["y"],
        better=WIDE[asked["improvement_direction"]],
        target=asked.get("target"),
        is_screened=asked.get("screen_outliers", True),
    )
    latest = found.variations[-1]
    return {
        "variation_type_latest": f"{latest}_cause"
        if latest == "common"
        else f"special_cause_{latest}",
        "assurance_type": found.assurance.replace("-", "_"),
    }


def of_assurance(row: Row) -> str:
    given = row["inputs"]
    better = WIDE[row["params"]["improvement_direction"]]
    return spc.assurance(given["lpl"], given["upl"], given.get("target"), better).replace("-", "_")


CHARTS: Mapping[str, Callable[[Row], object]] = {
    "xmr_limits": of_limits,
    "special_cause": of_limits,
    "seven_point_trend": lambda row: spc.sevens_in_trend(row["inputs"]["y"]),
    "seven_point_one_side_mean": lambda row: spc.sevens_on_side(row["inputs"]["relative_to_mean"]),
    "part_of_seven_trend": lambda row: spc.part_of_seven(row["inputs"]["flags"]),
    "two_in_three": lambda row: spc.in_two_of_three(
        row["inputs"]["close_to_limits"], row["inputs"]["relative_to_mean"]
    ),
    "assurance": of_assurance,
    "full_chart": of_chart,
}


def test_every_published_control_chart_is_reproduced() -> None:
    report("spc_xmr_vectors.csv", "rule", CHARTS)


# --- short series ----------------------------------------------------------------------------


def of_test(row: Row) -> dict[str, object]:
    values = row["inputs"]["y"]
    found = trend.mann_kendall(values)
    return {
        "S": found.s,
        "varS": found.variance,
        "z": found.z,
        "p": found.p,
        "tau": found.tau,
        "tau_b": found.tau,
        "n": len(values),
    }


def of_exact(row: Row) -> dict[str, object]:
    found = trend.mann_kendall(row["inputs"]["y"])
    assert found.is_exact
    return {"S": found.s, "p_one_sided": found.p / 2, "p_two_sided": found.p}


def of_slope(row: Row) -> dict[str, object]:
    given, asked = row["inputs"], row["params"]
    points = [Point(x, y) for x, y in zip(given["x"], given["y"], strict=True)]
    found = trend.theil_sen(points, asked.get("alpha", 0.95), asked.get("method", "separate"))
    return {
        "slope": found.rate,
        "lo": found.low,
        "hi": found.high,
        "intercept": found.intercept,
    }


def of_drift(row: Row) -> dict[str, object]:
    values = row["inputs"]["y"]
    is_normal = row["params"]["quantile"] == "normal"
    walk = trend.drift(
        [Point(float(at), value) for at, value in enumerate(values)],
        df=math.inf if is_normal else None,
    )
    assert walk is not None
    steps = max(len(found) for found in row["expected"].values() if isinstance(found, list))
    ahead = [walk.at(len(values) - 1 + step) for step in range(1, steps + 1)]
    return {
        "mean": [one.mean for one in ahead],
        "sigma": walk.sigma,
        **{
            f"{side}{level}": [getattr(one.interval(level / 100), attribute) for one in ahead]
            for level in (80, 95)
            for side, attribute in (("lo", "low"), ("hi", "high"))
        },
    }


SERIES: Mapping[str, Callable[[Row], object]] = {
    "mann_kendall": of_test,
    "mann_kendall_ties": of_test,
    "kendall_exact_small_n": of_exact,
    "sen_slope": of_slope,
    "drift_interval": of_drift,
}


def test_every_published_short_series_is_reproduced() -> None:
    report("trend_forecast_vectors.csv", "test", SERIES, exempt="holt")
