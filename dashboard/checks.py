"""Rules over the whole catalog: what each field allows by itself and all together do not."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any
from unicodedata import east_asian_width

from dashboard.choices import CHOICES
from dashboard.flaws import Finding, Flaw
from dashboard.guesses import near
from dashboard.links import links
from dashboard.model import (
    SHOWS_BY_KIND,
    Catalog,
    LimitsCommitment,
    Observation,
    ObservationStatus,
    ReformCommitment,
    Shows,
    TargetCommitment,
)
from dashboard.plausible import PLAUSIBLE, ledgers
from dashboard.problems import Code, Facts, facts
from dashboard.values import Day, Relation
from dashboard.yamltree import Path

SHORT_ZH, SHORT_EN = 10, 20
COLUMNS = 5

_SETTLED = frozenset({ObservationStatus.ACTUAL, ObservationStatus.REVISED})


Rule = Callable[[Catalog], Iterator[Finding]]


def findings(catalog: Catalog) -> Iterator[Finding]:
    """Yield what all rules find."""
    for rule in RULES:
        yield from rule(catalog)


def _commitment(identity: str, path: Path, code: Code, known: Facts = ()) -> Finding:
    return Finding("commitment", identity, Flaw(path, code, known))


# --- figures -------------------------------------------------------------------------------


def published_after_its_period(catalog: Catalog) -> Iterator[Finding]:
    """A plain actual figure is published when its period is over.

    A lower bound may come earlier: what has been passed stays passed.
    """
    by_source = {identity: source.published for identity, source in catalog.sources.items()}
    for indicator in catalog.indicators.values():
        for area, observations in indicator.observations.items():
            for index, figure in enumerate(observations):
                published = figure.published or by_source[figure.source]
                if published is None or published.last >= figure.period.last:
                    continue
                if figure.status in _SETTLED and figure.value.relation != Relation.AT_LEAST:
                    found = facts(period=figure.period.text, published=published.text)
                    path = ("observations", area, index, "period")
                    flaw = Flaw(path, Code.PUBLISHED_TOO_EARLY, found)
                    yield Finding("indicator", indicator.id, flaw)


def figures_once(catalog: Catalog) -> Iterator[Finding]:
    """A source gives one figure for a period; of different figures one is marked as used."""
    for indicator in catalog.indicators.values():
        for area, observations in indicator.observations.items():
            if len({figure.period.text for figure in observations}) < len(observations):
                for flaw in _repeated(area, observations):
                    yield Finding("indicator", indicator.id, flaw)


def _repeated(area: str, observations: Sequence[Observation]) -> Iterator[Flaw]:
    by_period: dict[str, list[int]] = {}
    for index, figure in enumerate(observations):
        by_period.setdefault(figure.period.text, []).append(index)
    for period, indexes in by_period.items():
        seen: set[tuple[str, str]] = set()
        for index in indexes:
            key = (observations[index].source, observations[index].status)
            if key in seen:
                found = facts(period=period, source=key[0])
                yield Flaw(("observations", area, index), Code.DUPLICATE_OBSERVATION, found)
            seen.add(key)
        if _is_undecided([observations[index] for index in indexes]):
            values = ", ".join(observations[index].value.text for index in indexes)
            found = facts(period=period, values=values)
            path = ("observations", area, indexes[-1])
            yield Flaw(path, Code.CONFLICT_UNDECIDED, found)


def _is_undecided(figures: Sequence[Observation]) -> bool:
    """Return whether figures disagree and not exactly one is marked as used.

    A revised figure replaces what was published before it, an actual one what was expected.
    """
    plain = [figure for figure in figures if figure.value.relation == Relation.EXACT]
    used = sum(figure.used is True for figure in figures)
    if used:
        return used > 1 and len({figure.value.number for figure in plain if figure.used}) > 1
    if any(figure.status == ObservationStatus.REVISED for figure in plain):
        return False
    actual = [figure for figure in plain if figure.status == ObservationStatus.ACTUAL]
    return len({figure.value.number for figure in actual}) > 1


def future_observations(
    catalog: Catalog, today: date
) -> Iterator[tuple[tuple[str, str, int], Facts]]:
    """Yield figures, by indicator, area and index, whose period has not ended by a day."""
    for indicator in catalog.indicators.values():
        for area, observations in indicator.observations.items():
            for index, figure in enumerate(observations):
                if figure.period.last > today and figure.status in _SETTLED:
                    found = facts(period=figure.period.text, today=today.isoformat())
                    yield (indicator.id, area, index), found


# --- commitments ---------------------------------------------------------------------------


def target_after_baseline(catalog: Catalog) -> Iterator[Finding]:
    """A target is due after its baseline."""
    for identity, commitment in catalog.commitments.items():
        if not isinstance(commitment, TargetCommitment):
            continue
        ledgers = [((), commitment.baseline, commitment.targets)] + [
            (("parts", index), part.baseline, part.targets)
            for index, part in enumerate(commitment.parts)
        ]
        for path, baseline, targets in ledgers:
            for index, target in enumerate(targets):
                if baseline and target.by and target.by.last <= baseline.period.last:
                    found = facts(by=target.by.text, baseline=baseline.period.text)
                    step = (*path, "targets", index, "by")
                    yield _commitment(identity, step, Code.TARGET_BEFORE_BASELINE, found)


def ledger_in_order(catalog: Catalog) -> Iterator[Finding]:
    """The entries of a ledger stand in the order in which they were set."""
    for identity, commitment in catalog.commitments.items():
        for path, ledger in ledgers(commitment):
            latest: Day | None = None
            for index, entry in enumerate(ledger):
                day = entry.set_on
                if day is not None and latest is not None and day.last < latest.first:
                    found = facts(day=day.text, before=latest.text)
                    step = (*path, index, "set_on")
                    yield _commitment(identity, step, Code.LEDGER_ORDER, found)
                latest = day or latest


def evidence_fits(catalog: Catalog) -> Iterator[Finding]:
    """What evidence shows is a word of its kind; of a reform it says for which area."""
    for identity, commitment in catalog.commitments.items():
        allowed = SHOWS_BY_KIND[commitment.kind]
        for index, evidence in enumerate(commitment.evidence):
            path: Path = ("evidence", index)
            if evidence.shows not in allowed:
                choices = ", ".join(shows for shows in Shows if shows in allowed)
                found = facts(text=evidence.shows, kind=commitment.kind, choices=choices)
                yield _commitment(identity, (*path, "shows"), Code.SHOWS_UNFIT, found)
            elif (
                isinstance(commitment, ReformCommitment)
                and evidence.area is None
                and evidence.shows != Shows.CONTEXT
            ):
                yield _commitment(identity, path, Code.MISSING_KEY, facts(key="area"))


def parts_exist(catalog: Catalog) -> Iterator[Finding]:
    """Evidence and reports name a part that the commitment has."""
    for identity, commitment in catalog.commitments.items():
        if isinstance(commitment, LimitsCommitment):
            parts = [limit.id for limit in commitment.limits]
            reports: Sequence[Any] = commitment.reported_met
        else:
            parts = [part.id for part in getattr(commitment, "parts", ())]
            reports = ()
        named = [("evidence", commitment.evidence), ("reported_met", reports)]
        for name, rows in named:
            for index, row in enumerate(rows):
                if row.part is not None and row.part not in parts:
                    found = facts(id=row.part, kind="part", guess=near(row.part, parts))
                    yield _commitment(identity, (name, index, "part"), Code.UNKNOWN_ID, found)
        yield from _twice(identity, commitment, parts)


def _twice(identity: str, commitment: Any, parts: Sequence[str]) -> Iterator[Finding]:  # noqa: ANN401
    """Yield parts and nodes whose id another one has."""
    nodes = [node.id for node in getattr(commitment, "nodes", ())]
    name = "limits" if isinstance(commitment, LimitsCommitment) else "parts"
    for step, ids in (("nodes", nodes), (name, parts)):
        for index, inner in enumerate(ids):
            if inner in ids[:index]:
                found = facts(id=inner, first=f"{step}[{ids.index(inner) + 1}]")
                yield _commitment(identity, (step, index, "id"), Code.DUPLICATE_ID, found)


def short_enough(catalog: Catalog) -> Iterator[Finding]:
    """A short name fits a cell of the overview."""
    for identity, commitment in catalog.commitments.items():
        if commitment.short is None:
            continue
        for language, most in (("zh", SHORT_ZH), ("en", SHORT_EN)):
            width = _width(commitment.short(language), language)
            if width > most and (language == "zh" or commitment.short.en != commitment.short.zh):
                found = facts(language=language, width=f"{width:g}", limit=most)
                path: Path = ("short", language)
                yield _commitment(identity, path, Code.TOO_LONG, found)


def _width(text: str, language: str) -> float:
    """Return how wide a text is: in Chinese, two letters are as wide as one sign."""
    if language == "en":
        return len(text)
    return sum(1.0 if east_asian_width(sign) in "WF" else 0.5 for sign in text)


# --- the whole -----------------------------------------------------------------------------


def sources_used(catalog: Catalog) -> Iterator[Finding]:
    """Every source is there for something."""
    used = {
        link.id
        for items in (catalog.indicators, catalog.commitments)
        for item in items.values()
        for link in links(item, catalog.sources.keys())
        if link.kind == "source"
    }
    if catalog.frame.schematic is not None:
        used |= {crossing.source or "" for crossing in catalog.frame.schematic.crossings}
    for identity in catalog.sources:
        if identity not in used:
            flaw = Flaw((), Code.UNUSED_SOURCE, facts(id=identity))
            yield Finding("source", identity, flaw)


def columns_fit(catalog: Catalog) -> Iterator[Finding]:
    """The overview has room for five columns."""
    for column in catalog.frame.columns[COLUMNS:]:
        yield Finding("column", column.id, Flaw((), Code.TOO_MANY, facts(limit=COLUMNS)))


RULES: tuple[Rule, ...] = (
    published_after_its_period,
    figures_once,
    target_after_baseline,
    ledger_in_order,
    evidence_fits,
    parts_exist,
    short_enough,
    sources_used,
    columns_fit,
    *PLAUSIBLE,
    *CHOICES,
)
