"""What will be written: one data folder of ours, worked out from a repository."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import floor, log10
from typing import NamedTuple

from dashboard.importing.citing import Publisher
from dashboard.importing.days import is_before
from dashboard.importing.describing import COVERAGE, DEFINITIONS, NAMES, NOTES, withheld_by
from dashboard.importing.findings import Finding, Reason, found, in_order
from dashboard.importing.measures import Figure, Measure, measured
from dashboard.importing.metadata import Fields, is_key
from dashboard.importing.naming import Ids, slug
from dashboard.importing.repository import Repository
from dashboard.importing.targets import Aim
from dashboard.importing.words import NONE, Words, ours, same
from dashboard.values import Frequency, parse_period

USED = frozenset(
    {
        *NAMES,
        *DEFINITIONS,
        *NOTES,
        *("indicator_number", "indicator", "computation_units", COVERAGE, "sources"),
        *("reporting_status", "published", "data_non_statistical", "placeholder", "standalone"),
        *("sdg_goal", "auto_progress_calculation", "progress_calculation_options"),
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

SETTINGS = Publisher("", "", is_file=True)
"""Where targets stand: the settings of a repository's indicators."""

_SDG = frozenset(goal for goals in COLUMNS.values() for goal in goals)


class Theme(NamedTuple):
    """A goal, or a part of one that is too long for one file."""

    id: str
    name: Words
    column: str
    measures: tuple["Planned", ...]


class Unit(NamedTuple):
    """A unit as it will be written."""

    id: str
    name: Words
    decimals: int


class Cited(NamedTuple):
    """A source as it will be written."""

    id: str
    publisher: Publisher
    note: Words


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
    measures = _dated(measures, findings)
    units = _units(measures)
    sources = _sources(measures)
    planned = _planned(measures, units, sources)
    return Plan(
        _title(repository),
        slug(name) if slug(name)[:1].isalpha() else "area",
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
    title = next((config.raw(key) for key in ("title", "docs_branding") if config.raw(key)), "")
    return repository.words(title) or repository.name


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


# --- sources and units ---------------------------------------------------------------------


def _dated(measures: Sequence[Measure], findings: list[Finding]) -> list[Measure]:
    """Return measures without days of release that are before the end of what they published."""
    newest: dict[Publisher, Figure] = {}
    for measure in measures:
        if measure.publisher.published:
            last = max(measure.figures, key=lambda figure: parse_period(figure.period).last)
            newest[measure.publisher] = max(
                newest.get(measure.publisher, last),
                last,
                key=lambda one: parse_period(one.period).last,
            )
    early = {
        publisher
        for publisher, figure in newest.items()
        if is_before(publisher.published, parse_period(figure.period).last)
    }
    for publisher in sorted(early):
        figure = newest[publisher]
        findings.append(
            found(
                Reason.RELEASED_BEFORE,
                *figure.where,
                text=publisher.title,
                day=publisher.published,
                period=figure.period,
            )
        )
    return [
        replace(one, publisher=one.publisher._replace(published=""))
        if one.publisher in early
        else one
        for one in measures
    ]


def _sources(measures: Iterable[Measure]) -> Mapping[Publisher, Cited]:
    ids = Ids()
    found_ones: dict[Publisher, Cited] = {}
    if any(measure.aims for measure in measures):
        found_ones[SETTINGS] = Cited(ids.of("repository-settings", ""), SETTINGS, NONE)
    for measure in measures:
        one = measure.publisher
        if one not in found_ones:
            words = " ".join(one[:4])
            name = f"file {measure.number}" if one.is_file else f"{one.organisation} {one.title}"
            wanted = slug(name) if slug(name)[:1].isalpha() else f"source-{slug(name)}"
            key = "source.file" if one.is_file else "source.named"
            found_ones[one] = Cited(ids.of(wanted, words), one, ours(key))
    return found_ones


def _units(measures: Sequence[Measure]) -> Mapping[str, Unit]:
    """Return each unit by its name as it is written; those that differ only in case are one."""
    ids = Ids()
    by_name: dict[str, list[Figure]] = {}
    names: dict[str, str] = {}
    for measure in measures:
        names.setdefault(measure.unit.casefold(), measure.unit)
        by_name.setdefault(measure.unit.casefold(), []).extend(measure.figures)
    return {
        key: Unit(
            ids.of(_unit_id(name), key),
            same(name) if name else ours("no-unit.name"),
            _decimals([figure.value for figure in by_name[key]]),
        )
        for key, name in names.items()
    }


def _unit_id(name: str) -> str:
    text = slug(name) if name else "not-given"
    return text if text[:1].isalpha() else f"unit-{text}"


def _decimals(values: Sequence[str]) -> int:
    """Return how many decimals show three figures of the middle value, two at least where given."""
    numbers = sorted(
        abs(float(value)) for value in values if value[:1] not in "<>~" and ".." not in value
    )
    nonzero = [number for number in numbers if number]
    given = max(
        (len(value.partition(".")[2]) for value in values if "e" not in value.casefold()), default=0
    )
    if not nonzero:
        return min(given, 2)
    needed = 2 - floor(log10(nonzero[len(nonzero) // 2]))
    return max(0, min(given, max(needed, 2), 6))


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
