"""An invented catalog of many areas, to see that no page depends on there being two."""

import argparse
from collections.abc import Iterator
from pathlib import Path

YEARS = range(2015, 2026)
REFORMS = ("one-desk", "land-first", "night-bus", "open-books", "river-wardens", "shared-park")
_FIRST = "青白赤玄苍墨翠丹金银铜玉石松竹梅兰菊荷桂"
_LAST = ("屿", "苇", "湾", "渡", "桥")
_SOUNDS = (
    "Qing", "Bai", "Chi", "Xuan", "Cang", "Mo", "Cui", "Dan", "Jin", "Yin",
    "Tong", "Yu", "Shi", "Song", "Zhu", "Mei", "Lan", "Ju", "He", "Gui",
)  # fmt: skip
_ENDS = ("yu", "wei", "wan", "du", "qiao")


def write(folder: Path, count: int = 20) -> None:
    """Write a valid folder of so many areas, 20 at most; the same figures every time."""
    folder.mkdir(parents=True, exist_ok=True)
    areas = [f"town-{number}" for number in range(1, min(count, len(_FIRST)) + 1)]
    files = {
        "catalog.yaml": _catalog(len(areas)),
        "sources.yaml": _sources(),
        "growth.yaml": _growth(areas),
        "reform.yaml": _reform(areas),
        "works.yaml": _works(areas),
    }
    for name, lines in files.items():
        (folder / name).write_text("\n".join(lines) + "\n", "utf-8")


def _noise(*seeds: int) -> int:
    """Return a number from 0 to 999 that looks drawn by lot and never changes."""
    found = 7
    for seed in seeds:
        found = (found * 131 + seed * 37 + 11) % 7919
    return found * 97 % 1000


def _catalog(count: int) -> Iterator[str]:
    yield "title: {zh: 群城看板, en: Dashboard of many towns}"
    yield "scope: {zh: 全部是编造的, en: all of it invented}"
    yield "licence: CC0"
    yield "contact: {zh: 无, en: none}"
    yield "areas:"
    for number in range(count):
        last = number * 3 % len(_LAST)
        name, sound = _FIRST[number] + _LAST[last], _SOUNDS[number] + _ENDS[last]
        yield f"  - {{id: town-{number + 1}, name: {{zh: {name}, en: {sound}}}}}"
    yield "  - {id: land, name: {zh: 七河省, en: Seven Rivers}, context: yes}"
    yield "joint: {name: {zh: 各城共同, en: All together}}"
    yield "columns:"
    for identity, zh, en in (
        ("rules", "治理", "Government"), ("money", "经济", "Economy"), ("ways", "道路", "Ways")
    ):  # fmt: skip
        yield f"  - {{id: {identity}, name: {{zh: {zh}, en: {en}}}}}"
    yield "themes:"
    yield "  - {id: growth, name: {zh: 经济, en: Growth}, column: money}"
    yield "  - {id: reform, name: {zh: 改革, en: Reform}, column: rules}"
    yield "  - {id: works, name: {zh: 工程, en: Works}, column: ways}"
    yield "units:"
    yield "  - {id: coin, name: {zh: 万贝, en: 10k shells}, measure: shell, scale: 10000}"
    yield "  - {id: soul, name: {zh: 万口, en: 10k souls}, measure: person, scale: 10000}"
    yield "  - {id: minute, name: {zh: 分钟, en: minutes}, decimals: 0}"
    yield "population: souls"
    yield "reforms:"
    names = ("一窗受理", "拿地开工", "夜间公交", "账目公开", "河长", "共建园区")
    for identity, zh in zip(REFORMS, names, strict=True):
        en = identity.replace("-", " ").capitalize()
        yield f"  - {{id: {identity}, name: {{zh: {zh}, en: {en}}}}}"


def _sources() -> Iterator[str]:
    yield "sources:"
    yield "  - {id: yearbook, publisher: {zh: 七河年鉴, en: Seven Rivers yearbook}, title: 年鉴,"
    yield "     published: unknown, grade: high}"
    for year in range(2017, 2027):
        yield f"  - {{id: gazette-{year}, publisher: {{zh: 群城公报, en: Towns gazette}},"
        yield f"     title: {year}年公报, published: {year}-02-01, grade: medium}}"


def _growth(areas: list[str]) -> Iterator[str]:
    yield "indicators:"
    for identity, zh, en, unit, nature, size in (
        ("output", "产值", "Output", "coin", "flow", 900),
        ("souls", "人口", "Residents", "soul", "stock", 60),
    ):
        yield f"  - id: {identity}"
        yield f"    name: {{zh: {zh}, en: {en}}}"
        yield f"    unit: {unit}"
        yield f"    nature: {nature}"
        yield "    better: higher"
        yield "    frequency: year"
        yield "    definition: {zh: 全城, en: the whole town}"
        yield "    observations:"
        for number, area in enumerate(areas, start=1):
            if number % 9 == 0 and identity == "output":  # a town without any figure
                continue
            yield f"      {area}:"
            start = size * (200 + _noise(number, size)) / 1000
            pace = 1 + (_noise(number, 3) - 200) / 12000
            for year in YEARS:
                if _noise(number, year) < 120:  # noqa: PLR2004 - about one year in eight lacks
                    continue
                value = start * pace ** (year - YEARS[0])
                yield f"        - {{period: {year}, value: {value:.1f}, source: yearbook}}"
    yield "commitments:"
    for number, area in enumerate(areas, start=1):
        target = 900 * (400 + _noise(number, 5)) // 1000
        yield f"  - id: {area}-output"
        yield "    kind: target"
        yield f"    by: [{area}]"
        yield f"    title: {{zh: 产值到{target}, en: Output of {target}}}"
        yield "    statement: {zh: 做大产值, en: More output}"
        yield "    made: {on: 2020-01-10, source: gazette-2020}"
        yield "    indicator: output"
        yield "    baseline: {period: 2019, value: 300, source: yearbook}"
        yield "    targets:"
        due = 2024 + number % 4
        yield (
            f"      - {{at_least: {target}, by: {due}, set_on: 2020-01-10, source: gazette-2020}}"
        )


def _reform(areas: list[str]) -> Iterator[str]:
    yield "indicators:"
    yield "  - id: wait"
    yield "    name: {zh: 候诊, en: Waiting time}"
    yield "    unit: minute"
    yield "    nature: share"
    yield "    better: lower"
    yield "    frequency: year"
    yield "    definition: {zh: 从挂号到看上大夫, en: from the desk to the doctor}"
    yield "    observations:"
    for number, area in enumerate(areas, start=1):
        if number % 2:
            value = 10 + _noise(number, 9) // 20
            yield f"      {area}: [{{period: 2024, value: {value}, source: yearbook}}]"
    yield "commitments:"
    for number, area in enumerate(areas, start=1):
        for step, year in enumerate((2017 + number % 3, 2021 + number % 4)):
            at_most = 60 - 15 * step - number % 5
            yield f"  - id: {area}-wait-{step + 1}"
            yield "    kind: limits"
            yield f"    by: [{area}]"
            yield f"    title: {{zh: 候诊「{at_most}」, en: Waits {at_most}}}"
            yield "    statement: {zh: 候诊更快, en: Shorter waits}"
            yield f"    made: {{on: {year}-03-01, source: gazette-{year + 1}}}"
            yield f"    limits: [{{id: all, name: 候诊, at_most: {at_most}, indicator: wait}}]"
            if step:
                yield f"    supersedes: {area}-wait-1"
    for place, reform in enumerate(REFORMS):
        yield f"  - id: {reform}"
        yield "    kind: reform"
        owner = "joint" if reform == REFORMS[-1] else areas[place % len(areas)]
        yield f"    by: [{owner}]"
        yield f"    title: {{zh: 推行改革{place + 1}, en: Reform {place + 1}}}"
        yield "    statement: {zh: 推行这项改革, en: To carry it out}"
        yield "    made: {on: 2018-01-15, source: gazette-2018}"
        yield f"    reform: {reform}"
        yield "    evidence:"
        yield from _adopted(areas, place, owner)


def _adopted(areas: list[str], place: int, owner: str) -> Iterator[str]:
    if owner == "joint":
        said = "what: 同日, source: gazette-2022"
        yield f"      - {{on: 2021-06-30, area: joint, shows: adopted, {said}}}"
        return
    for number, area in enumerate(areas, start=1):
        draw = _noise(number, place, 4)
        if area != owner and draw < 350:  # noqa: PLR2004 - no report of about a third
            continue
        year, month = 2019 + draw % 6, 1 + draw % 12
        on = str(year) if draw % 7 == 0 else f"{year}-{month:02}"
        already = ", already: yes" if draw % 5 == 0 else ""
        said = f"source: gazette-{year + 1}"
        what = f"what: {{zh: {area[5:]}号城推行, en: begun in town {area[5:]}}}"
        yield f"      - {{on: {on}, area: {area}, shows: adopted{already}, {what}, {said}}}"
        if draw % 4 == 0:
            said = "what: 停办, source: gazette-2026"
            yield f"      - {{on: 2025-04, area: {area}, shows: ended, {said}}}"


def _works(areas: list[str]) -> Iterator[str]:
    yield "commitments:"
    for number, area in enumerate([*areas, "joint"], start=1):
        yield f"  - id: {area}-road"
        yield "    kind: project"
        yield f"    by: [{area}]"
        yield f"    title: {{zh: 第{number}号路, en: Road {number}}}"
        yield "    statement: {zh: 修路, en: To build a road}"
        yield "    made: {on: 2021-02-01, source: gazette-2021}"
        yield "    nodes:"
        yield "      - id: begun"
        yield "        name: {zh: 开工, en: begun}"
        yield "        actual: {on: 2021-06-01, source: gazette-2022}"
        yield "      - id: open"
        yield "        name: {zh: 通车, en: open}"
        yield "        final: yes"
        due = 2023 + number % 6
        yield f"        planned: [{{to: {due}-12, set_on: 2021-02-01, source: gazette-2021}}]"
        if number % 3 == 0 and due < 2025:  # noqa: PLR2004 - known by the last gazette
            yield f"        actual: {{on: {due + 1}-03-01, source: gazette-{due + 2}}}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--areas", type=int, default=20)
    given = parser.parse_args()
    write(given.folder, given.areas)
