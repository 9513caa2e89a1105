"""A big, valid catalog of invented figures, to measure with: no part of it is data."""

import argparse
from collections.abc import Iterator, Sequence
from pathlib import Path

AREAS = ("north", "south")
THEMES = 40
SOURCES = 500
KINDS = ("target", "limits", "project", "reform", "ambition")


def generate(
    folder: Path,
    commitments: int = 10_000,
    observations: int = 300_000,
    kinds: Sequence[str] = KINDS,
) -> None:
    """Write a catalog of so many commitments and observations, in files below the size guard.

    Of targets only, each has figures of its own.
    """
    folder.mkdir(parents=True, exist_ok=True)
    areas = (*AREAS, "region") if len(kinds) > 1 else AREAS[:1]
    indicators = max(THEMES, commitments // 4) if len(kinds) > 1 else commitments
    (folder / "catalog.yaml").write_text(_catalog(), "utf-8")
    (folder / "sources.yaml").write_text(_sources(), "utf-8")
    for theme in range(THEMES):
        mine = range(theme, indicators, THEMES)
        lines = ["indicators:"]
        for number in mine:
            figures = (
                observations * (number + 1) // indicators - observations * number // indicators
            )
            lines += _indicator(number, figures, areas)
        lines.append("commitments:")
        for number in range(theme, commitments, THEMES):
            lines += _commitment(number, number % indicators, kinds[number % len(kinds)], areas)
        (folder / f"theme-{theme}.yaml").write_text("\n".join(lines) + "\n", "utf-8")


def _catalog() -> str:
    themes = [
        f"  - {{id: theme-{number}, name: {{zh: 主题{number}, en: Theme {number}}},"
        f" column: column-{number % 5}}}"
        for number in range(THEMES)
    ]
    columns = [f"  - {{id: column-{n}, name: {{zh: 栏{n}, en: Column {n}}}}}" for n in range(5)]
    return "\n".join(
        [
            "title: {zh: 大目录, en: A big catalog}",
            "scope: {zh: 用来测速度, en: to measure with}",
            "licence: CC BY 4.0",
            "contact: {zh: 无, en: none}",
            "areas:",
            "  - {id: north, name: {zh: 北市, en: North}, colour: teal}",
            "  - {id: south, name: {zh: 南市, en: South}, colour: blue}",
            "  - {id: region, name: {zh: 全区, en: Region}, context: yes}",
            "units:",
            "  - {id: piece, name: {zh: 个, en: pieces}, decimals: 1}",
            "columns:",
            *columns,
            "themes:",
            *themes,
            "",
        ]
    )


def _sources() -> str:
    lines = ["sources:"]
    for number in range(SOURCES):
        lines += [
            f"  - id: source-{number}",
            f"    publisher: {{zh: 发布者{number}, en: Publisher {number}}}",
            f"    title: 第{number}号公报",
            "    published: 2026-01-05",
            f"    url: https://example.org/{number}",
            "    grade: high",
        ]
    return "\n".join(lines) + "\n"


def _indicator(number: int, figures: int, areas: Sequence[str]) -> Iterator[str]:
    yield f"  - id: indicator-{number}"
    yield f"    name: {{zh: 指标{number}, en: Indicator {number}}}"
    yield "    unit: piece"
    yield "    nature: flow"
    yield "    better: higher"
    yield "    frequency: month"
    yield "    definition: {zh: 按月汇总, en: summed by month}"
    yield "    observations:"
    for index, area in enumerate(areas):
        share = figures * (index + 1) // len(areas) - figures * index // len(areas)
        yield f"      {area}:"
        for month in range(share):
            period = f"{2025 - month // 12}-{month % 12 + 1:02}"
            value = 1000 + (number * 7 + month * 13) % 997 / 10
            source = f"source-{(number + month) % SOURCES}"
            yield f"        - {{period: {period}, value: {value}, source: {source}}}"


def _commitment(number: int, indicator: int, kind: str, areas: Sequence[str]) -> Iterator[str]:
    source = f"source-{number % SOURCES}"
    area = areas[number % min(len(areas), len(AREAS))]
    yield f"  - id: commitment-{number}"
    yield f"    kind: {kind}"
    yield f"    by: [{area}]"
    yield f"    title: {{zh: 第{number}项承诺, en: Commitment {number}}}"
    yield "    statement: {zh: 到期办成这件事, en: to get this done in time}"
    yield f"    made: {{on: 2020-04-26, source: {source}}}"
    if kind == "target":
        yield f"    indicator: indicator-{indicator}"
        yield "    baseline: {period: 2023-01}"
        yield "    targets:"
        yield f"      - {{at_least: 1100, by: 2026, set_on: 2020-04-26, source: {source}}}"
    elif kind == "limits":
        yield "    limits:"
        for part in range(3):
            yield f"      - id: step-{part}"
            yield f"        name: {{zh: 第{part}步, en: step {part}}}"
            yield f"        at_most: {1050 + part}"
            yield f"        indicator: indicator-{indicator}"
    elif kind == "project":
        yield "    nodes:"
        yield "      - id: start"
        yield "        name: {zh: 开工, en: start}"
        yield f"        actual: {{on: 2021-04-28, source: {source}}}"
        yield "      - id: opening"
        yield "        name: {zh: 通车, en: opening}"
        yield "        final: yes"
        yield "        planned:"
        yield f"          - {{to: 2025-12, set_on: 2020-04-26, source: {source}}}"
        yield f"          - {{to: 2027, set_on: 2024-03, source: {source}}}"
    else:
        shows = "adopted" if kind == "reform" else "supports"
        yield "    evidence:"
        yield f"      - {{on: 2024-05, area: {area}, shows: {shows},"
        yield f"         what: {{zh: 有了进展, en: progress}}, source: {source}}}"


def main() -> None:
    """Write the catalog into the folder that is named."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--commitments", type=int, default=10_000)
    parser.add_argument("--observations", type=int, default=300_000)
    given = parser.parse_args()
    generate(given.folder, given.commitments, given.observations)


if __name__ == "__main__":
    main()
