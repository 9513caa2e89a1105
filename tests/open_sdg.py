"""Open SDG data repositories of any size, invented: the same number, the same bytes.

python tests/open_sdg.py FOLDER [INDICATORS [FIGURES]] writes one.
"""

import csv
import io
import random
import sys
from collections.abc import Iterator
from itertools import product
from pathlib import Path

YEARS = range(2010, 2025)
BREAKDOWN = {
    "Sex": ("", "Female", "Male"),
    "Age": ("", "0-14", "15-64", "65+"),
    "Region": ("", "North", "South", "East", "West"),
}
PARTS = tuple(product(*BREAKDOWN.values()))
"""Sixty parts, the first of which is the total."""

UNITS = ("Percent", "Per 100,000", "Tonnes")


def write(folder: Path, indicators: int = 300, figures: int = 100_000) -> None:
    """Write a repository of so many indicators with about so many figures."""
    chance = random.Random(figures)  # noqa: S311 - the same repository every time
    for name in ("data", "meta", "indicator-config"):
        (folder / name).mkdir(parents=True, exist_ok=True)
    (folder / "config_data.yml").write_text("languages: [en]\ndocs_branding: Invented land\n")
    for index in range(indicators):
        number = f"{index % 17 + 1}-{index // 17 % 9 + 1}-{index // 153 + 1}"
        share = figures * (index + 1) // indicators - figures * index // indicators
        (folder / "data" / f"indicator_{number}.csv").write_text(_data(share, chance), "utf-8")
        (folder / "meta" / f"{number}.md").write_text(_metadata(index), "utf-8")
        config = folder / "indicator-config" / f"{number}.yml"
        config.write_text(_config(number, index, chance), "utf-8")


def _data(figures: int, chance: random.Random) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["Year", "Units", *BREAKDOWN, "Observation status", "Value"])
    writer.writerows(_rows(figures, chance))
    return text.getvalue()


def _rows(figures: int, chance: random.Random) -> Iterator[list[str]]:
    """Yield rows of several units, the totals first."""
    for _, (part, unit, year) in zip(range(figures), product(PARTS, UNITS, YEARS), strict=False):
        status = "Provisional" if year == YEARS[-1] else ""
        yield [str(year), unit, *part, status, f"{chance.uniform(1, 99):.2f}"]


def _config(number: str, index: int, chance: random.Random) -> str:
    lines = [
        f"indicator_number: {number.replace('-', '.')}",
        f"indicator_name: Invented measure {index + 1}",
        "national_geographical_coverage: Invented land",
        "reporting_status: complete",
    ]
    if index % 3 == 0:
        direction = "positive" if index % 2 else "negative"
        lines += [
            "auto_progress_calculation: true",
            "progress_calculation_options:",
            f"- {{unit: Percent, direction: {direction}, target: {chance.randint(5, 95)}}}",
        ]
    return "\n".join([*lines, ""])


def _metadata(index: int) -> str:
    return (
        "---\n"
        f"indicator_definition: What measure {index + 1} <i>means</i>\n"
        "source_active_1: true\n"
        f"source_organisation_1: Invented office {index % 20 + 1}\n"
        "source_url_text_1: Yearbook\n"
        "source_url_1: https://office.example/yearbook\n"
        "---\nMore words.\n"
    )


if __name__ == "__main__":
    write(Path(sys.argv[1]), *map(int, sys.argv[2:4]))
