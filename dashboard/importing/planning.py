"""What will be written: one data folder of ours, worked out from a repository."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from dashboard.importing.citing import Publisher
from dashboard.importing.declaring import SETTINGS, Cited, Unit, dated, sources_of, units_of
from dashboard.importing.describing import COVERAGE, DEFINITIONS, NAMES, NOTES, withheld_by
from dashboard.importing.findings import Finding, Reason, found, in_order
from dashboard.importing.measures import Measure, measured
from dashboard.importing.metadata import Fields, is_key
from dashboard.importing.naming import Ids, slug
from dashboard.importing.repository import Repository
from dashboard.importing.sides import Aim
from dashboard.importing.targets import DIRECTIONS
from dashboard.importing.words import Words, ours, same
from dashboard.model import JOINT
from dashboard.values import Frequency, parse_period

USED = frozenset(
    {
        *NAMES,
        *DEFINITIONS,
        *NOTES,
        *("indicator_number", "indicator", "computation_units", COVERAGE, "sources"),
        *("reporting_status", "published", "data_non_statistical", "placeholder", "standalone"),
        *("sdg_goal", "auto_progress_calculation", "progress_calculation_options"),
        *DIRECTIONS,
        *("graph_target_lines", "graph_series_breaks", "graph_annotations", "data_start_values"),
    }
)
"""The fields of metadata that something comes of; the others are counted and named."""

MOST_FIGURES = 25_000
"""So many figures of a theme stand in one file; the rest becomes a second one."""

COLUMNS = {
    "people": ("1", "2", "3", "4", "5"),
    "planet": ("6", "12", "13", "14", "15"),
    "prosperity": ("7", "8", "9", "10", "11"),
    "peace": ("16",),
    "partnership": ("17",),
}
"""The five headings of the 2030 Agenda's preamble, and the goals commonly put under each."""

_NO_TITLES = frozenset({"Build docs", "SDG data build documentation"})
"""What a repository is called by Open SDG until somebody gives it a name."""

_SDG = frozenset(goal for goals in COLUMNS.values() for goal in goals)


class Theme(NamedTuple):
    """A goal, or a part of one that is too long for one file."""

    id: str
    name: Words
    column: str
    measures: tuple["Planned", ...]


class Goal(NamedTuple):
    """A target commitment as it will be written."""

    id: str
    aim: Aim


class Planned(NamedTuple):
    """An indicator with its ids."""

    id: str
    measure: Measure
    unit: str
    source: str
    frequency: str
    goals: tuple[Goal, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """A data folder before it is written, and all that was found on the way."""

    title: str
    area: str
    area_name: str
    licence: str
    themes: tuple[Theme, ...]
    units: tuple[Unit, ...]
    sources: tuple[Cited, ...]
    findings: tuple[Finding, ...]
    figures: int
    """cells of figures that were met, read or not"""
    indicators: int
    """indicators of the repository"""

    @property
    def measures(self) -> tuple[Planned, ...]:
        """Return the indicators, in order."""
        return tuple(one for theme in self.themes for one in theme.measures)

    def less(self, themes: tuple[Theme, ...], findings: tuple[Finding, ...]) -> "Plan":
        """Return the plan with fewer indicators or targets, and without what only they named."""
        measures = [one for theme in themes for one in theme.measures]
        units = {one.unit for one in measures}
        sources = {one.source for one in measures}
        has_goals = any(one.goals for one in measures)
        return replace(
            self,
            themes=themes,
            findings=findings,
            units=tuple(unit for unit in self.units if unit.id in units),
            sources=tuple(
                source
                for source in self.sources
                if source.id in sources or (has_goals and source.publisher == SETTINGS)
            ),
        )


def plan(repository: Repository, *, area: str = "", is_broken_down: bool = False) -> Plan:
    """Return what will be written of a repository; `area` is its name where it is given."""
    findings = list(repository.findings)
    name = area or _area(repository, findings)
    measures: list[Measure] = []
    figures = 0
    for source in repository.indicators:
        got = measured(source, repository, name, is_broken_down=is_broken_down)
        measures += got.measures
        findings += got.findings
        figures += got.figures
    findings += _fields_left(repository)
    if not repository.licence:
        findings.append(found(Reason.NO_LICENCE, "LICENSE"))
    measures = dated(measures, findings)
    units = units_of(measures)
    sources = sources_of(measures)
    planned = _planned(measures, units, sources)
    return Plan(
        _title(repository),
        _area_id(name),
        name,
        repository.licence,
        tuple(_themes(planned, repository)),
        tuple(sorted(units.values(), key=lambda unit: unit.id)),
        tuple(sorted(sources.values(), key=lambda source: source.id)),
        in_order(findings),
        figures,
        len(repository.indicators),
    )


def _title(repository: Repository) -> str:
    config = repository.config
    titles = [config.raw(key) for key in ("title", "docs_branding")]
    title = next((one for one in titles if one and one not in _NO_TITLES), "")
    return repository.words(title) or repository.name


def _area_id(name: str) -> str:
    """Return the id of an area; what is promised together has one that is no area's."""
    identity = slug(name)
    return identity if identity[:1].isalpha() and identity != JOINT else "area"


def _area(repository: Repository, findings: list[Finding]) -> str:
    """Return the area that most indicators are about, or the country of the settings."""
    words = repository.words
    covered = [
        words(said)
        for source in repository.indicators
        if (said := source.fields.raw(COVERAGE)) and (words.has(said) or not is_key(said))
        if source.read is not None and not withheld_by(source.fields)
    ]
    if covered:
        return max(Counter(covered).items(), key=lambda pair: pair[1])[0]
    country = repository.config.values.get("country")
    name = country.get("name") if isinstance(country, dict) else country
    if isinstance(name, str) and name.strip():
        return words(name)
    findings.append(found(Reason.NO_AREA, "config_data.yml"))
    return "area"


def _fields_left(repository: Repository) -> Iterator[Finding]:
    """Yield each field of metadata that nothing comes of, with how many indicators have it."""
    counts: Counter[str] = Counter()
    first: dict[str, Fields] = {}
    for source in repository.indicators:
        for name, value in source.fields.values.items():
            is_source = name.startswith("source_") and name[-1:].isdecimal()
            if name not in USED and not is_source and value not in (None, "", [], {}):
                counts[name] += 1
                first.setdefault(name, source.fields)
    for name, count in counts.items():
        yield found(Reason.FIELD, *first[name].where(name), count=count, text=name)


# --- indicators, themes and targets --------------------------------------------------------


def _planned(
    measures: Sequence[Measure], units: Mapping[str, Unit], sources: Mapping[Publisher, Cited]
) -> list[Planned]:
    ids, goal_ids = Ids(), Ids()
    planned = []
    for measure in measures:
        words = " | ".join((measure.number, *measure.suffix))
        parts = [slug(measure.number), *(slug(part, 30) for part in measure.suffix if part)]
        identity = ids.of("-".join(["i", *parts]), words)
        goals = tuple(
            Goal(
                goal_ids.of(
                    f"t{identity[1:]}-{aim.judged.by or 'undated'}",
                    f"{words} {aim.judged.by} {aim.value}",
                ),
                aim,
            )
            for aim in measure.aims
        )
        unit, source = units[measure.unit.casefold()].id, sources[measure.publisher].id
        planned.append(Planned(identity, measure, unit, source, _frequency(measure), goals))
    return planned


def _goal_id(indicator: str, aim: Aim) -> tuple[str, str]:
    """Return the id of a target: its indicator's with the year, and what tells it from others."""
    return f"t{indicator[1:]}-{aim.judged.by or 'undated'}", f"{indicator} {aim.value}"


def _frequency(measure: Measure) -> str:
    """Return how long most periods of an indicator are."""
    lengths = Counter(parse_period(figure.period).frequency for figure in measure.figures)
    most = max(lengths.items(), key=lambda pair: pair[1])[0]
    usual = {Frequency.YEAR, Frequency.HALF_YEAR, Frequency.QUARTER, Frequency.MONTH}
    return str(most if most in usual else Frequency.YEAR)


def _themes(planned: Sequence[Planned], repository: Repository) -> Iterator[Theme]:
    """Yield a theme a goal, in the order of the goals; a long one in several parts."""
    by_goal: dict[str, list[Planned]] = {}
    for one in planned:
        by_goal.setdefault(one.measure.goal, []).append(one)
    is_sdg = by_goal.keys() <= _SDG | {""}
    ids = Ids()
    for goal, ones in sorted(by_goal.items(), key=lambda pair: _goal_order(pair[0])):
        identity = ids.of(f"goal-{slug(goal)}" if goal else "standalone", goal)
        column = _column(goal) if is_sdg else ""
        for index, part in enumerate(_parts(ones)):
            name = _theme_name(goal, repository, is_sdg=is_sdg)
            if index:
                number = f" ({index + 1})"
                name = Words(name.zh + number, name.en + number)
            yield Theme(f"{identity}-{index + 1}" if index else identity, name, column, part)


def _goal_order(goal: str) -> tuple[int, int, str]:
    if not goal:
        return 2, 0, ""
    return (0, int(goal), "") if goal.isdecimal() else (1, 0, goal)


def _column(goal: str) -> str:
    return next((column for column, goals in COLUMNS.items() if goal in goals), "")


def _theme_name(goal: str, repository: Repository, *, is_sdg: bool) -> Words:
    if not goal:
        return ours("standalone")
    for key in (f"global_goals.{goal}-short", f"global_goals.{goal}-title"):
        if repository.words.has(key):
            return same(f"{goal} {repository.words(key)}")
    return ours(f"goal.{goal}") if is_sdg else ours("goal", number=goal.upper())


def _parts(ones: Sequence[Planned]) -> Iterator[tuple[Planned, ...]]:
    """Yield indicators in groups whose figures fit one file."""
    group: list[Planned] = []
    size = 0
    for one in ones:
        weight = len(one.measure.figures) + 20
        if group and size + weight > MOST_FIGURES:
            yield tuple(group)
            group, size = [], 0
        group.append(one)
        size += weight
    yield tuple(group)
