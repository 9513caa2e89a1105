"""Tables to take along, one for each that a page shows: rows as data, each with who said so."""

from collections.abc import Iterable, Mapping
from itertools import chain

import pandas as pd

from dashboard.assessment import Opinion, Verdict
from dashboard.changes import Change, NextNode
from dashboard.citations import Citation, citations
from dashboard.digests import Digest, sections
from dashboard.frames.catching_up import Chase
from dashboard.frames.limits import Dot, Panel, Tread
from dashboard.frames.ratios import Ratio
from dashboard.methods import Status
from dashboard.model import Catalog, Grade
from dashboard.registers import PROOF, proof
from dashboard.sentences.commitment import by_words, change_words
from dashboard.sentences.digest import line
from dashboard.sentences.formulas import cuts_words, formula, reason_words, word
from dashboard.sentences.status import fact_words, status_word, step_words
from dashboard.values import Day
from dashboard.wording import Wording

SAID = ("source", *PROOF)
"""Who said what a row says; empty where nobody did."""

_NOBODY = ("",) * len(SAID)


def _said(
    catalog: Catalog, source: str, published: Day | None, grade: Grade, say: Wording
) -> tuple[str, ...]:
    return (source, *proof(catalog.sources[source], published, grade, say))


def _of_source(catalog: Catalog, source: str, say: Wording) -> tuple[str, ...]:
    if source not in catalog.sources:
        return _NOBODY
    found = catalog.sources[source]
    return _said(catalog, source, found.published, found.grade, say)


def _titled(catalog: Catalog, identity: str, say: Wording) -> tuple[str, str]:
    """Return the id and the title of a commitment."""
    return identity, catalog.commitments[identity].title(say.language)


# --- what happened and what comes --------------------------------------------------------------

CHANGES = ("day", "commitment", "commitment_title", "what", "before", "status", *SAID)
NODES = ("day", "commitment", "commitment_title", "what", "by", *SAID)
DIGEST = ("section", "commitment", "commitment_title", "day", "before", "status", "what", *SAID)


def changes_table(catalog: Catalog, found: Iterable[Change], say: Wording) -> pd.DataFrame:
    """Return what became known and what turned, one row each; a turn has no source of its own."""
    rows = []
    for change in found:
        said = _NOBODY
        if (item := change.item) is not None:
            said = _said(catalog, item.source, item.said, catalog.sources[item.source].grade, say)
        before, after = (
            status_word(say, one) if one else "" for one in (change.before, change.after)
        )
        what = change_words(catalog, change, say)
        rows.append(
            (change.day.isoformat(), *_titled(catalog, change.commitment, say), what, before,
             after, *said)
        )  # fmt: skip
    return pd.DataFrame(rows, columns=list(CHANGES))


def nodes_table(catalog: Catalog, nodes: Iterable[NextNode], say: Wording) -> pd.DataFrame:
    """Return the planned dates that lie ahead, one row each."""
    rows = [
        (node.day.text, *_titled(catalog, node.commitment, say), node.what(say.language),
         by_words(catalog, catalog.commitments[node.commitment], say),
         *_said(catalog, node.source, node.published, node.grade, say))
        for node in nodes
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(NODES))


def digest_table(catalog: Catalog, found: Digest, say: Wording) -> pd.DataFrame:
    """Return everything that a digest tells, one row an event."""
    rows = []
    for section, cases in sections(found).items():
        for case in cases:
            named = _titled(catalog, case.commitment, say) if case.commitment else ("", "")
            for entry in case.events:
                told = line(catalog, entry, say)
                signs = [say(f"status.{key}") for key in told.signs]
                said = _said(catalog, entry.said.source, entry.said.published,
                             entry.said.grade, say)  # fmt: skip
                rows.append(
                    (say(f"digest.section.{section}"), *named, told.day,
                     *("", "", *signs)[-2:],
                     told.words, *said)
                )  # fmt: skip
    return pd.DataFrame(rows, columns=list(DIGEST))


# --- limits, comparison, dates -----------------------------------------------------------------

LIMITS = (
    "indicator", "name", "area", "what", "scheme", "by", "period", "value", "unit", *SAID,
)  # fmt: skip
RATIOS = (
    "indicator", "name", "period", "larger", "larger_value", "smaller", "smaller_value", "ratio",
    "unit", "sources",
)  # fmt: skip
GAPS = (
    "indicator", "name", "period", "larger", "larger_value", "smaller", "smaller_value",
    "difference", "unit", "sources",
)  # fmt: skip


def limits_table(catalog: Catalog, panels: Iterable[Panel], say: Wording) -> pd.DataFrame:
    """Return every limit and every measurement, one row each, never in one row together.

    An area whose own measurement was not found has a row without a value.
    """
    rows = [
        (panel.indicator.id, panel.indicator.name(say.language), row.area.name(say.language), *told)
        for panel in panels
        for row in panel.rows
        for told in chain(
            (_limit(catalog, panel, tread, say) for tread in row.treads),
            (_measured(catalog, panel, dot, say) for dot in row.dots),
            () if row.is_measured else (_not_found(panel, say),),
        )
    ]
    return pd.DataFrame(rows, columns=list(LIMITS))


def _limit(catalog: Catalog, panel: Panel, tread: Tread, say: Wording) -> tuple[object, ...]:
    language = say.language
    return (
        say("take.limit"),
        tread.scheme(language),
        tread.set_by(language),
        tread.setting.day if tread.setting else tread.start.isoformat(),
        tread.at_most,
        panel.unit.name(language),
        *_of_source(catalog, tread.source, say),
    )


def _measured(catalog: Catalog, panel: Panel, dot: Dot, say: Wording) -> tuple[object, ...]:
    point = dot.point
    return (
        say(f"take.measured.{dot.role}"),
        "",
        point.name(say.language),
        point.period,
        point.text,
        panel.unit.name(say.language),
        *_of_source(catalog, point.source, say),
    )


def _not_found(panel: Panel, say: Wording) -> tuple[object, ...]:
    unit = panel.unit.name(say.language)
    return (say("take.measured.none"), "", "", "", "", unit, *_NOBODY)


def ratios_table(rows: Iterable[Ratio], say: Wording) -> pd.DataFrame:
    """Return how many times one area's figure is another's, with both figures, one row each."""
    language = say.language
    found = [
        (row.indicator, row.name(language), row.period, row.larger_name(language),
         row.larger_value, row.smaller_name(language), row.smaller_value, row.ratio,
         row.unit(language), " ".join(dict.fromkeys(row.sources)))
        for row in rows
    ]  # fmt: skip
    return pd.DataFrame(found, columns=list(RATIOS))


def gaps_table(chase: Chase, say: Wording) -> pd.DataFrame:
    """Return by how much the leader was ahead of each of the others, one row a common period."""
    language, measure = say.language, chase.lens.indicator
    found = [
        (measure.id, measure.name(language), one.period, pursuit.leader.name(language), one.value,
         pursuit.follower.name(language), other.value, difference,
         chase.lens.unit.name(language),
         " ".join(dict.fromkeys(filter(None, (*one.sources, *other.sources)))))
        for pursuit in chase.pursuits
        for (one, other), difference in zip(pursuit.pairs, pursuit.differences, strict=True)
    ]  # fmt: skip
    return pd.DataFrame(found, columns=list(GAPS))


COVERAGE = ("statement_id", "id", "title")


def coverage_table(catalog: Catalog, covered: Mapping[str, str], say: Wording) -> pd.DataFrame:
    """Return which statements of the report are in the data, each with the item that has it."""
    language, known = say.language, catalog.commitments
    rows = [
        (statement, item, known[item].title(language) if item in known
         else catalog.indicators[item].name(language))
        for statement, item in covered.items()
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(COVERAGE))


USES = ("id", "title", "what", "name", "area", "period", "value", "unit", "words", "paragraph",
        "note", *SAID)  # fmt: skip


def uses_table(catalog: Catalog, uses: Iterable[Citation], say: Wording) -> pd.DataFrame:
    """Return figures, days and words of the data with their sources, one row each."""
    language = say.language

    def words(text: object) -> object:
        return text(language) if callable(text) else ""

    rows = [
        (use.id, _noun(catalog, use, say), say(f"cited.{use.what}"), words(use.name), use.area,
         use.when, use.amount.text if use.amount else "",
         catalog.frame.unit(use.unit).name(language) if use.unit else "", words(use.words),
         use.paragraph or "", words(use.note),
         *_said(catalog, use.source, use.published, use.grade or catalog.sources[use.source].grade,
                say))
        for use in uses
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(USES))


def _noun(catalog: Catalog, use: Citation, say: Wording) -> str:
    """Return the name of what cites a source."""
    if use.noun == "commitment":
        return _titled(catalog, use.id, say)[1]
    if use.noun == "indicator":
        name: str = catalog.indicators[use.id].name(say.language)
        return name
    return use.id


CROSSINGS = ("id", "name", "carries", "km", "due", *SAID)


def crossings_table(catalog: Catalog, frame: pd.DataFrame, say: Wording) -> pd.DataFrame:
    """Return the crossings of `frames.projects.crossings` in their order along the river."""
    rows = [
        (*row, *_of_source(catalog, source, say))
        for *row, source in frame[[*CROSSINGS[:5], "source"]].itertuples(index=False)
    ]
    return pd.DataFrame(rows, columns=list(CROSSINGS))


# --- one commitment ----------------------------------------------------------------------------

WORKING = ("commitment", "step", "asked", "found", "sources")
EVIDENCE = ("commitment", "period", "words", *SAID)
OPINIONS = ("commitment", "part", "method", "words", "working", "status", "sources")


def working_table(catalog: Catalog, verdict: Verdict, say: Wording) -> pd.DataFrame:
    """Return how a verdict came about, one row a step; the last one is the status."""
    rows: list[tuple[object, ...]] = [
        (verdict.id, number, *step_words(catalog, say, step), " ".join(step.sources))
        for number, step in enumerate(verdict.steps, 1)
    ]
    last = (verdict.id, len(rows) + 1, say("column.status"), status_word(say, verdict))
    rows.append((*last, " ".join(verdict.sources)))
    return pd.DataFrame(rows, columns=list(WORKING))


def evidence_table(catalog: Catalog, verdict: Verdict, say: Wording) -> pd.DataFrame:
    """Return what a verdict rests on, the newest first, one row a fact."""
    rows = [
        (verdict.id, fact.when, fact_words(catalog, say, fact),
         *_said(catalog, fact.source, fact.published, fact.grade, say))
        for fact in verdict.evidence
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(EVIDENCE))


def opinions_table(found: Iterable[Opinion], verdict: Verdict, say: Wording) -> pd.DataFrame:
    """Return what each published method says of a target: its word, its formula, ours."""
    rows = [
        (verdict.id, one.part.name(say.language) if one.part else "",
         say(f"method.{one.method}"), word(say, one.answer), _reckoned(one, say),
         say(f"status.{one.answer.status}"), " ".join(verdict.sources))
        for one in found
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(OPINIONS))


def _reckoned(one: Opinion, say: Wording) -> str:
    if one.answer.status == Status.NO_DATA:
        return reason_words(say, one.answer)
    cuts = cuts_words(say, one.method, one.options)
    return formula(say, one.method, one.answer) + cuts


def promised_table(catalog: Catalog, identity: str, say: Wording) -> pd.DataFrame:
    """Return what a commitment promised, planned and reported, one row each."""
    uses = (use for use in citations(catalog) if use.noun == "commitment" and use.id == identity)
    return uses_table(catalog, (use for use in uses if use.what != "made-on"), say)
