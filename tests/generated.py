"""Commitments of all kinds at random, the same ones every time, written as YAML text.

They are invented to be judged twice, by the engine and by a spreadsheet: no part of them is data.
"""

from collections.abc import Callable, Sequence
from random import Random

KINDS = ("target", "target", "target", "limits", "project", "reform", "ambition")
AREAS = ("city", "town", "port")
FRAME = """\
title: Generated
scope: invented
licence: CC0
contact: nobody
areas:
  - {id: city, name: City}
  - {id: town, name: Town}
  - {id: port, name: Port}
  - {id: county, name: County, context: yes}
joint: {name: Together}
themes: [{id: theme, name: Theme}]
units: [{id: piece, name: pieces}]
"""
SOURCES = """\
sources:
  - {id: plan, publisher: Plan, title: Plan, published: 2019-12-01, grade: high}
  - {id: book, publisher: Yearbook, title: Yearbook, published: unknown, grade: high}
  - {id: paper, publisher: "=Paper", title: "+Paper", published: unknown, grade: medium}
  - {id: atlas, publisher: Atlas, title: Atlas, published: 2025-03-01, grade: medium}
"""
METHODS = ("eurostat", "statcan", "un-progress-chart", "destatis", "sdsn", "shixu", "earned-value")
PACES = ("baseline-average", "recent", "theil-sen", "ols", "weighted")
ENDS = ("06-30", "12-31")


def files(count: int, seed: int) -> dict[str, bytes]:
    """Return the files of a catalog of so many commitments."""
    random = Random(seed)  # noqa: S311 - not for secrets
    indicators: list[str] = []
    commitments = []
    for number in range(count):
        kind = KINDS[number % len(KINDS)]
        commitments.append(_KINDS[kind](random, f"{kind}-{number}", indicators))
    theme = "\n".join(["indicators:", *indicators, "commitments:", *commitments, ""])
    texts = {"catalog.yaml": FRAME, "sources.yaml": SOURCES, "theme.yaml": theme}
    return {name: text.encode() for name, text in texts.items()}


def _often(random: Random, share: float) -> bool:
    return random.random() < share


def _head(random: Random, identity: str, kind: str, by: Sequence[str]) -> list[str]:
    lines = [
        f"  - id: {identity}",
        f"    kind: {kind}",
        f"    by: [{', '.join(by)}]",
        f"    title: {{zh: 第 {identity} 项, en: Item {identity}}}",
        '    statement: "=1+1"',
        "    made: {on: 2020-01-01, source: plan}",
    ]
    if _often(random, 0.03):
        lines.append("    withdrawn: {on: 2023-05, source: book}")
    return lines


# --- figures ---------------------------------------------------------------------------------


def _value(random: Random, number: float) -> str:
    text = f"{number:.2f}".rstrip("0").rstrip(".")
    form = random.random()
    if form < 0.07:
        return f'">={text}"'
    if form < 0.12:
        return f'"<={text}"'
    if form < 0.16:
        return f'"~{text}"'
    return f'"{text}..{number * 1.04 + 0.01:.2f}"' if form < 0.22 and number > 0 else text


def _periods(random: Random, frequency: str) -> list[str]:
    first, last = random.choice((2018, 2019, 2020)), random.choice((2021, 2023, 2024, 2024))
    years = range(first, last + 1)
    match frequency:
        case "year":
            found = [str(year) for year in years]
        case "half-year":
            found = [f"{year}-H{half}" for year in years for half in (1, 2)]
        case "quarter":
            found = [f"{year}-Q{quarter}" for year in years for quarter in range(1, 5)]
        case _:
            found = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    kept = [period for period in found if _often(random, 0.8)]
    if frequency == "year" and _often(random, 0.25):
        kept.append(random.choice(["2024-Q1..Q3", "2024-H1", "2024-05", "2023-01..11"]))
    return kept


def _observations(random: Random, frequency: str, start: float, step: float) -> str:
    rows, number = [], start
    step /= {"year": 1, "half-year": 2, "quarter": 4}.get(frequency, 12)
    for period in _periods(random, frequency):
        number += step * random.choice((1, 1, 1, 0.4, 0, -0.7))
        row = f"period: {period}, value: {_value(random, number)}"
        status = random.choice(("", "", "", ", status: expected", ", status: preliminary"))
        rows.append(f"{{{row}, source: {random.choice(('book', 'book', 'atlas'))}{status}}}")
        if _often(random, 0.12):
            used = random.choice(("", ", used: no"))
            rows.append(f"{{period: {period}, value: {number + 1:.1f}, source: paper{used}}}")
    return ", ".join(rows)


def _indicator(random: Random, identity: str, area: str, start: float, step: float) -> str:
    frequency = random.choice((*["year"] * 8, "half-year", "half-year", "quarter", "month"))
    nature = random.choice(("stock", "stock", "flow", "share"))
    up = "optimum: 300, lower: 0, green: 220, red: 90"
    bounds = up if step > 0 else "optimum: 0, lower: 300, green: 90, red: 220"
    return (
        f"  - {{id: {identity}, name: {identity}, unit: piece, nature: {nature},"
        f" better: {'higher' if step > 0 else 'lower'}, frequency: {frequency},"
        f" definition: counted, bounds: {{{bounds}}},"
        f" observations: {{{area}: [{_observations(random, frequency, start, step)}]}}}}"
    )


# --- targets and limits ----------------------------------------------------------------------


def _goal(random: Random, start: float, step: float, growth: str) -> str:
    goal = start + step * random.choice((2, 4, 5, 6, 8))
    if growth == "linear" and _often(random, 0.15):
        return f"between: [{min(goal, goal + step):.1f}, {max(goal, goal + step):.1f}]"
    return f"{'at_least' if step > 0 else 'at_most'}: {goal:.1f}"


def _ledger(random: Random, start: float, step: float, growth: str) -> str:
    by = random.choice(("2022", "2024", "2025", "2026-06", "2028", "2030", "2030", ""))
    first, later = (f", by: {by}", ", by: 2031") if by else ("", "")
    goals = [_goal(random, start, step, growth) for _ in range(2)]
    rows = [f"{{{goals[0]}{first}, set_on: 2020-01-01, source: plan}}"]
    if _often(random, 0.25):
        rows.append(f"{{{goals[1]}{later}, set_on: 2022-03, source: book}}")
    return f"[{', '.join(rows)}]"


def _baseline(random: Random, start: float) -> str:
    period = random.choice(("2018", "2019", "2020", "2020", "2020-H1"))
    value = f", value: {start:.1f}" if _often(random, 0.6) else ""
    return f"{{period: {period}{value}}}"


def _aim(random: Random, identity: str, area: str, indicators: list[str], growth: str) -> list[str]:
    start, step = random.choice(((20, 1.5), (80, 3), (100, 10), (250, 25), (90, -4), (250, -9)))
    indicators.append(_indicator(random, identity, area, start, step))
    lines = [f"indicator: {identity}", f"targets: {_ledger(random, start, step, growth)}"]
    if _often(random, 0.85):
        lines.append(f"baseline: {_baseline(random, start)}")
    return lines


def _target(random: Random, identity: str, indicators: list[str]) -> str:
    area = random.choice(AREAS[:2])
    lines = _head(random, identity, "target", [area])
    mode = random.choice(("reach", "reach", "reach", "reach-and-hold", "maintain"))
    lines += [f"    mode: {mode}", f"    hold_periods: {random.choice((2, 3))}"]
    growth = random.choice(("linear", "linear", "geometric"))
    if _often(random, 0.4):
        method = random.choice(METHODS)
        growth = "geometric" if method in METHODS[:3] else growth
        lines.append(f"    method: {method}")
    elif _often(random, 0.5):
        lines.append(f"    pace: {random.choice(PACES)}")
        lines.append(f"    growth: {growth}")
    if _often(random, 0.15):
        lines.append("    tolerance: 2")
    if _often(random, 0.1):
        lines.append("    thresholds: {on_track: 0.9, at_risk: 0.5}")
    if _often(random, 0.2):
        lines.append("    parts:")
        for number in range(random.choice((2, 3))):
            aim = _aim(random, f"{identity}-{number}", area, indicators, growth)
            lines.append(f"      - {{id: part-{number}, name: Part {number}, {', '.join(aim)}}}")
    else:
        lines += [
            f"    {line}" for line in _aim(random, f"{identity}-figure", area, indicators, growth)
        ]
    return "\n".join(lines)


def _limits(random: Random, identity: str, indicators: list[str]) -> str:
    lines = [*_head(random, identity, "limits", ["city"]), "    limits:"]
    names = []
    for number in range(random.choice((1, 2, 3))):
        measured = f"{identity}-{number}"
        indicators.append(_indicator(random, measured, "city", 60, -random.choice((2.0, 9.0))))
        names.append(f"limit-{number}")
        at_most = random.choice((70, 50, 40, 20))
        lines.append(
            f"      - {{id: limit-{number}, name: L{number}, at_most: {at_most},"
            f" indicator: {measured}}}"
        )
    met = []
    for _ in range(random.choice((0, 0, 1, 2))):
        part = f", part: {random.choice(names)}" if _often(random, 0.5) else ""
        met.append(f"{{on: {_day(random)}{part}, source: {random.choice(('book', 'atlas'))}}}")
    return "\n".join([*lines, f"    reported_met: [{', '.join(met)}]", *_deadlines(random)])


def _day(random: Random) -> str:
    year = random.choice((2020, 2021, 2022, 2023, 2024))
    form = random.choice(("{0}", "{0}-{1:02}", "{0}-{1:02}-{2:02}", "{0}-{1:02}-{2:02}"))
    return form.format(year, random.randint(1, 12), random.randint(1, 28))


def _deadlines(random: Random) -> list[str]:
    rows = []
    if _often(random, 0.6):
        by = random.choice(("2021", "2023-06", "2024", "2027"))
        rows.append(f"{{by: {by}, set_on: 2020-01-01, source: plan}}")
        if _often(random, 0.3):
            rows.append("{by: 2029, set_on: 2022-05, source: book}")
    return [f"    deadlines: [{', '.join(rows)}]"]


# --- projects, reforms, ambitions ------------------------------------------------------------


def _planned(random: Random, year: int) -> str:
    rows = []
    for number in range(random.choice((0, 1, 1, 2, 3))):
        to = random.choice((f"{year}", f"{year}-{random.randint(1, 12):02}", f"{year}-03-15"))
        set_on = ("2020-01-01", "2021-06", "2023-02")[number]
        source = "plan" if number == 0 else "book"
        rows.append(f"{{to: {to}, set_on: {set_on}, source: {source}}}")
        year += random.choice((0, 1, 1, 2))
    return f"[{', '.join(rows)}]"


def _project(random: Random, identity: str, indicators: list[str]) -> str:  # noqa: ARG001
    lines = [*_head(random, identity, "project", ["city"]), "    nodes:"]
    count = random.choice((1, 2, 3))
    for number in range(count):
        planned = _planned(random, 2020 + 2 * number + random.choice((0, 1, 4)))
        final = ", final: yes" if number == count - 1 else ""
        reached = 0.25 if final else 0.5
        actual = (
            f", actual: {{on: {_day(random)}, source: book}}" if _often(random, reached) else ""
        )
        lines.append(
            f"      - {{id: node-{number}, name: Node {number}{final}, planned: {planned}{actual}}}"
        )
    shows = ("begun", "under-way", "on-schedule", "only-planned", "done", "not-done", "context")
    return "\n".join([*lines, *_evidence(random, lambda: random.choice(shows))])


def _reform(random: Random, identity: str, indicators: list[str]) -> str:  # noqa: ARG001
    by = AREAS[: random.choice((1, 1, 2, 3))]
    lines = _head(random, identity, "reform", by)

    def said() -> str:
        shows = random.choice(("adopted", "adopted", "widened", "ended", "context"))
        return f"{shows}, area: {random.choice(AREAS)}"

    return "\n".join([*lines, *_deadlines(random), *_evidence(random, said, most=7)])


def _ambition(random: Random, identity: str, indicators: list[str]) -> str:
    lines = _head(random, identity, "ambition", ["city"])
    parts = [f"part-{number}" for number in range(random.choice((0, 0, 1, 2)))]
    shows = ("supports", "against", "aimed-at", "reached", "not-reached", "lost", "context")

    def said() -> str:
        part = f", part: {random.choice(parts)}" if parts and _often(random, 0.6) else ""
        return random.choice(shows) + part

    named = ", ".join(f"{{id: {part}, name: {part}}}" for part in parts)
    lines.append(f"    parts: [{named}]")
    if _often(random, 0.4):
        indicators.append(_indicator(random, f"{identity}-figure", "city", 20, 3))
        lines.append(f"    indicators: [{identity}-figure]")
    return "\n".join([*lines, *_deadlines(random), *_evidence(random, said)])


def _evidence(random: Random, said: Callable[[], str], most: int = 5) -> list[str]:
    rows = [
        f"{{on: {_day(random)}, what: said {number}, source: {random.choice(('book', 'atlas'))},"
        f" shows: {said()}}}"
        for number in range(random.randint(0, most))
    ]
    return [f"    evidence: [{', '.join(rows)}]"]


_KINDS: dict[str, Callable[[Random, str, list[str]], str]] = {
    "target": _target,
    "limits": _limits,
    "project": _project,
    "reform": _reform,
    "ambition": _ambition,
}
