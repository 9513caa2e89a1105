"""Every table of the data as CSV: the register, figures, ledgers, changes, gaps and sources."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import NamedTuple

import pandas as pd

from dashboard import listings, registers, statuses
from dashboard.assessment import Verdict, as_known, measures, published, shadows
from dashboard.assessment.evidence import grade
from dashboard.changes import missing
from dashboard.digests import digest
from dashboard.exports import About, csv_of
from dashboard.model import (
    AmbitionCommitment,
    Catalog,
    Cited,
    Commitment,
    Deadline,
    LimitsCommitment,
    Made,
    Node,
    ProjectCommitment,
    ReformCommitment,
    Target,
    TargetCommitment,
)
from dashboard.sentences.commitment import area_name
from dashboard.slides.meeting import Meeting
from dashboard.values import Day
from dashboard.wording import Wording

NUMBERS = ("share", "elapsed", "planned")
"""What the engine worked out for a commitment: fractions, and the value that a plan asks for."""
LEDGER = (
    "commitment",
    "commitment_title",
    "entry",
    "part",
    "indicator",
    "at_least",
    "at_most",
    "unit",
    "date",
    "set_on",
    "in_force",
    *listings.SAID,
    "note",
)
Row = tuple[object, ...]


def tables(meeting: Meeting) -> Mapping[str, pd.DataFrame]:
    """Return every table by name: all rows of what is looked at, as known on the day."""
    known = as_known(meeting.catalog, meeting.as_of)
    found = {
        "register": _register(known, meeting),
        "observations": _observations(known, meeting),
        "ledger": _ledger(known, meeting),
        "evidence": _each(known, meeting, listings.evidence_table, listings.EVIDENCE),
        "working": _each(known, meeting, listings.working_table, listings.WORKING),
        "changes": _changes(known, meeting),
        "missing": _missing(known, meeting),
    }
    found["sources"] = _sources(known, meeting, found.values())
    return found


def csvs(meeting: Meeting) -> Mapping[str, bytes]:
    """Return every table as a CSV file by its file's name, its columns headed in the language.

    Each row says the day, the filters in words, the licence and its sources.
    """
    filters = meeting.choice.words(meeting.catalog, meeting.say)
    about = About(meeting.catalog, meeting.as_of, meeting.say, "", filters)
    return {f"{name}.csv": csv_of(frame, about) for name, frame in tables(meeting).items()}


def _register(catalog: Catalog, meeting: Meeting) -> pd.DataFrame:
    """Return the register with what the engine worked out, and ids beside the words."""
    found = registers.register(
        catalog, meeting.verdicts, meeting.say, shadows(catalog, meeting.verdicts)
    )
    records = [statuses.record(catalog, one, meeting.language) for one in meeting.verdicts.values()]
    worked = pd.DataFrame(
        {
            "status_id": [record["status"] for record in records],
            "reason_id": [record["reason"] for record in records],
            "flag_ids": [" ".join(record["flags"]) for record in records],
            **{key: pd.Series([record[key] for record in records]) for key in NUMBERS},
            "value": [_value(verdict) for verdict in meeting.verdicts.values()],
            "indicator": [
                " ".join(dict.fromkeys(measures(catalog.commitments[identity])))
                for identity in meeting.verdicts
            ],
        }
    )
    return pd.concat([found, worked], axis="columns")


def _value(verdict: Verdict) -> str:
    """Return the figure of the fact that the register names, as it was written."""
    fact = registers.newest(verdict)
    return fact.amount.text if fact and fact.amount else ""


def _observations(catalog: Catalog, meeting: Meeting) -> pd.DataFrame:
    """Return every figure that was known, used or not; with a choice, those it rests on."""
    language, verdicts = meeting.language, meeting.verdicts
    wanted = {one for key in verdicts for one in measures(catalog.commitments[key])}
    found = registers.observations(catalog, language, as_of=meeting.as_of)
    named = found.assign(area=[area_name(catalog, area, language) for area in found["area"]])
    return named if _is_whole(catalog, meeting) else named[found["indicator"].isin(wanted)]


def _each(
    catalog: Catalog,
    meeting: Meeting,
    table: Callable[[Catalog, Verdict, Wording], pd.DataFrame],
    columns: Sequence[str],
) -> pd.DataFrame:
    """Return a table of every commitment that is looked at, one below the other."""
    found = (table(catalog, verdict, meeting.say) for verdict in meeting.verdicts.values())
    rows = [row for one in found for row in one.itertuples(index=False)]
    return pd.DataFrame(rows, columns=list(columns))


def _changes(catalog: Catalog, meeting: Meeting) -> pd.DataFrame:
    """Return what changed since the last meeting, and what is due; with a choice, of that."""
    found = digest(catalog, meeting.since, meeting.as_of)
    told = listings.digest_table(catalog, found, meeting.say)
    told = told.assign(since=meeting.since.isoformat())
    return told if _is_whole(catalog, meeting) else told[told["commitment"].isin(meeting.verdicts)]


def _is_whole(catalog: Catalog, meeting: Meeting) -> bool:
    """Return whether all commitments are looked at."""
    return len(meeting.verdicts) == len(catalog.commitments)


def _missing(catalog: Catalog, meeting: Meeting) -> pd.DataFrame:
    lacking = missing(catalog, meeting.verdicts)
    return registers.missing_table(catalog, lacking, meeting.say)


def _sources(catalog: Catalog, meeting: Meeting, tables: Collection[pd.DataFrame]) -> pd.DataFrame:
    """Return the sources; with a choice, those that the other tables name."""
    found = registers.sources(catalog, meeting.language)
    if _is_whole(catalog, meeting):
        return found
    columns = [table[key] for table in tables for key in ("source", "sources") if key in table]
    named = {one for column in columns for cell in column for one in str(cell).split()}
    return found[found["source"].isin(named)]


# --- what may only be added to ---------------------------------------------------------------


def _ledger(catalog: Catalog, meeting: Meeting) -> pd.DataFrame:
    """Return targets, limits, deadlines and planned dates, the old ones too, and what came."""
    rows = [
        (
            identity,
            catalog.commitments[identity].title(meeting.language),
            *_row(catalog, meeting.say, *entry),
        )
        for identity in meeting.verdicts
        for entry in _entries(catalog.commitments[identity], meeting.language)
    ]
    return pd.DataFrame(rows, columns=list(LEDGER))


class Given(NamedTuple):
    """What an entry of a ledger gives: a value, a date, and since when."""

    about: str
    """of what: the name of a part, a limit or a node; empty for the whole"""
    low: float | None = None
    high: float | None = None
    indicator: str | None = None
    date: Day | None = None
    set_on: Day | None = None
    is_last: bool = True
    """whether nothing newer stands in its ledger"""


Entry = tuple[str, Given, Cited | Made]
"""The kind of an entry, what it gives, and who said so."""


def _entries(commitment: Commitment, language: str) -> Iterator[Entry]:
    """Yield the entries of a commitment."""
    match commitment:
        case TargetCommitment():
            yield from _targets("", commitment.indicator, commitment.targets)
            for part in commitment.parts:
                yield from _targets(part.name(language), part.indicator, part.targets)
        case LimitsCommitment(made=made):
            for limit in commitment.limits:
                name, most = limit.name(language), limit.at_most
                yield "limit", Given(name, None, most, limit.indicator, None, made.on), made
            yield from _deadlines(commitment.deadlines)
        case ReformCommitment(deadlines=deadlines) | AmbitionCommitment(deadlines=deadlines):
            yield from _deadlines(deadlines)
        case ProjectCommitment():
            for node in commitment.nodes:
                yield from _dates(node, language)


def _targets(name: str, indicator: str | None, targets: Sequence[Target]) -> Iterator[Entry]:
    for one in targets:
        low, high = one.between or (one.at_least, one.at_most)
        is_last = one is targets[-1]
        yield "target", Given(name, low, high, indicator, one.by, one.set_on, is_last), one


def _deadlines(deadlines: Sequence[Deadline]) -> Iterator[Entry]:
    for one in deadlines:
        is_last = one is deadlines[-1]
        yield "deadline", Given("", date=one.by, set_on=one.set_on, is_last=is_last), one


def _dates(node: Node, language: str) -> Iterator[Entry]:
    name = node.name(language)
    for plan in node.planned:
        is_last = plan is node.planned[-1]
        yield "planned", Given(name, date=plan.to, set_on=plan.set_on, is_last=is_last), plan
    if node.actual:
        yield "actual", Given(name, date=node.actual.on), node.actual


def _unit(catalog: Catalog, indicator: str | None, language: str) -> str:
    if indicator is None:
        return ""
    return catalog.frame.unit(catalog.indicators[indicator].unit).name(language)


def _row(catalog: Catalog, say: Wording, kind: str, given: Given, said: Cited | Made) -> Row:
    """Return a row of the ledger: what it is about, what was given, and who said so."""
    source = catalog.sources[said.source]
    return (
        say(f"handouts.entry.{kind}"),
        given.about,
        given.indicator or "",
        given.low,
        given.high,
        _unit(catalog, given.indicator, say.language),
        given.date.text if given.date else "",
        given.set_on.text if given.set_on else "",
        say("workbook.word.yes") if given.is_last else "",
        source.id,
        *registers.proof(source, published(catalog, said), grade(catalog, said), say),
        said.note(say.language) if said.note else "",
    )
