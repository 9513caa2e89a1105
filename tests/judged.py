"""Catalogs of one commitment, written as YAML and read like any other, to be judged on a day.

Everything was promised on 2020-01-01. Whatever names no source is from `book`, whose day of
publication is unknown: a figure is then known from the end of its period, a report from its day.
"""

import re
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from dashboard.assessment import Verdict, assess
from dashboard.model import Catalog, Commitment
from dashboard.reading import read
from dashboard.values import parse_day

FRAME = """\
title: Small
scope: invented
licence: CC0
contact: nobody
areas:
  - {{id: city, name: City}}
  - {{id: town, name: Town}}
  - {{id: zone, name: Zone, part_of: city}}
  - {{id: province, name: Province, context: yes}}
joint: {{name: Both}}
themes: [{{id: theme, name: Theme}}]
units: [{{id: piece, name: pieces}}]
rules: {rules}
"""
SOURCES = """\
sources:
  - {id: plan, publisher: Plan, title: Plan, published: 2020-01-01, grade: high}
  - {id: book, publisher: Yearbook, title: Yearbook, published: unknown, grade: high}
  - {id: paper, publisher: Paper, title: Paper, published: unknown, grade: medium}
  - {id: atlas, publisher: Atlas, title: Atlas, published: 2023-07-01, grade: high}
"""


@dataclass(frozen=True)
class Judged:
    """One commitment and all that is known of it."""

    indicators: str
    commitment: str
    rules: str = "{}"

    @cached_property
    def catalog(self) -> Catalog:
        """Return the catalog that was read; its text has no errors."""
        theme = f"indicators: [{self.indicators}]\ncommitments:\n{self.commitment}"
        texts = {
            "catalog.yaml": FRAME.format(rules=self.rules),
            "sources.yaml": SOURCES,
            "theme.yaml": theme,
        }
        reading = read({name: text.encode() for name, text in texts.items()})
        assert not [problem for problem in reading.problems if problem.is_error]
        assert reading.catalog is not None
        return reading.catalog

    @property
    def promise(self) -> Commitment:
        """Return the commitment."""
        found: Commitment = next(iter(self.catalog.commitments.values()))
        return found

    def on(self, day: str) -> Verdict:
        """Return how it stands at the end of a day, a month or a year."""
        return assess(self.catalog, self.promise, day_of(day))


def day_of(text: str) -> date:
    """Return the last day of what was written."""
    return parse_day(text).last


def cited(rows: str, also: str = "") -> str:
    """Return rows of YAML, each with a source and whatever else all of them carry."""

    def complete(match: re.Match[str]) -> str:
        inner = match[1]
        if "source:" not in inner:
            inner += ", source: book"
        key = also.partition(":")[0]
        return f"{{{inner}{f', {also}' if also and key not in inner else ''}}}"

    return re.sub(r"\{([^{}]*)\}", complete, rows)


def indicator(  # noqa: PLR0913 - every field of an indicator, by name
    figures: str,
    *,
    identity: str = "stock",
    nature: str = "stock",
    better: str = "higher",
    frequency: str = "year",
    area: str = "city",
) -> str:
    """Return an indicator with figures of one area, as YAML."""
    return (
        f"{{id: {identity}, name: {identity}, unit: piece, nature: {nature}, better: {better},"
        f" frequency: {frequency}, definition: counted,"
        f" observations: {{{area}: [{cited(observations(figures))}]}}}}"
    )


def observations(figures: str) -> str:
    """Return figures as YAML: `2020: 100, 2024: >=180` is short for rows in braces."""
    rows = re.findall(r"\{[^}]*\}|[^,{}]+:[^,{}]+", figures)
    found = (row.strip() for row in rows)
    return ", ".join(row if row[0] == "{" else _observation(row) for row in found)


def _observation(row: str) -> str:
    period, value = row.split(": ")
    return f'{{period: {period}, value: "{value}"}}'


def promise(kind: str, more: str, by: str = "city") -> str:
    """Return a commitment made on 2020-01-01, as YAML; `more` has one field a line."""
    lines = "".join(f"    {line.strip()}\n" for line in more.strip().splitlines())
    return (
        f"  - id: promise\n    kind: {kind}\n    by: [{by}]\n    title: Promise\n"
        f"    statement: Promise\n    made: {{on: 2020-01-01, source: plan}}\n{lines}"
    )


def target(  # noqa: PLR0913 - every field of a target, by name
    figures: str,
    ledger: str = "{at_least: 200, by: 2025}",
    *,
    baseline: str = "{period: 2020}",
    more: str = "",
    nature: str = "stock",
    better: str = "higher",
    frequency: str = "year",
    area: str = "city",
    rules: str = "{}",
) -> Judged:
    """Return a target on a stock: at least 200 by 2025 unless the ledger says otherwise."""
    fields = f"indicator: stock\ntargets: [{_ledger(ledger)}]\n"
    fields += f"baseline: {baseline}\n" if baseline else ""
    measured = indicator(figures, nature=nature, better=better, frequency=frequency, area=area)
    return Judged(measured, promise("target", fields + more), rules)


def parts(
    first: str, second: str, ledger: str = "{at_least: 200, by: 2025}", *, nature: str = "stock"
) -> Judged:
    """Return a target of two parts, each at least 200 by 2025."""
    one, two = (
        indicator(first, identity="one", nature=nature),
        indicator(second, identity="two", nature=nature),
    )
    measured = f"{one}, {two}"
    rows = ", ".join(
        f"{{id: {name}, name: {name}, indicator: {name}, baseline: {{period: 2020}},"
        f" targets: [{_ledger(ledger)}]}}"
        for name in ("one", "two")
    )
    return Judged(measured, promise("target", f"parts: [{rows}]"))


def limits(
    first: str = "", second: str = "", *, met: str = "", deadlines: str = "", more: str = ""
) -> Judged:
    """Return two limits, at most 10 and at most 20."""
    measured = (
        f"{indicator(first, identity='ten', better='lower')},"
        f" {indicator(second, identity='twenty', better='lower')}"
    )
    fields = (
        "limits: [{id: ten, name: Ten, at_most: 10, indicator: ten},"
        " {id: twenty, name: Twenty, at_most: 20, indicator: twenty}]\n"
        f"reported_met: [{cited(met)}]\ndeadlines: [{_ledger(deadlines)}]\n"
    )
    return Judged(measured, promise("limits", fields + more))


def project(
    planned: str = "{to: 2025-12}", *, actual: str = "", nodes: str = "", more: str = ""
) -> Judged:
    """Return a project to open by the end of 2025; `nodes` are whole ones, before the last."""
    final = f"{{id: opening, name: Opening, final: yes, planned: [{_ledger(planned)}]"
    final += f", actual: {cited(actual)}}}" if actual else "}"
    return Judged(
        "", promise("project", f"nodes: [{nodes + ', ' if nodes else ''}{final}]\n{more}")
    )


def node(identity: str, planned: str = "", actual: str = "") -> str:
    """Return a node that is not the final one, as YAML."""
    done = f", actual: {cited(actual)}" if actual else ""
    return f"{{id: {identity}, name: {identity}, planned: [{_ledger(planned)}]{done}}}"


def reports(rows: str) -> str:
    """Return the field of evidence, each piece with words."""
    return f"evidence: [{cited(rows, 'what: said')}]\n"


def reform(evidence: str = "", *, deadlines: str = "", by: str = "city", more: str = "") -> Judged:
    """Return a reform."""
    fields = f"deadlines: [{_ledger(deadlines)}]\n{reports(evidence)}{more}"
    return Judged("", promise("reform", fields, by))


def ambition(
    evidence: str = "", *, deadlines: str = "", figures: str = "", of: str = "", more: str = ""
) -> Judged:
    """Return an ambition, with figures of an indicator, or of parts with these ids."""
    named = ", ".join(f"{{id: {name}, name: {name}}}" for name in of.split())
    fields = (
        f"deadlines: [{_ledger(deadlines)}]\nparts: [{named}]\nindicators: [stock]\n"
        f"{reports(evidence)}{more}"
    )
    return Judged(indicator(figures), promise("ambition", fields))


def _ledger(rows: str) -> str:
    return cited(cited(rows, "set_on: 2020-01-01").replace("source: book", "source: plan"))
