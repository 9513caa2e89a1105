"""Tables to take along: the register of commitments, what is missing, the figures, the sources."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

import pandas as pd

from dashboard.assessment import Fact, Flag, Shadow, Verdict, known_observations, published, series
from dashboard.assessment.evidence import grade
from dashboard.changes import Missing
from dashboard.citations import cited_by
from dashboard.frames.provenance import observation_of, rivals, rivals_of
from dashboard.model import Catalog, Grade, Indicator, Source
from dashboard.sentences.commitment import by_words, one_line
from dashboard.sentences.overview import NO_SHADOWS
from dashboard.sentences.past import shadow_words
from dashboard.sentences.provenance import rival_words
from dashboard.sentences.status import flag_words, reason_key, status_word
from dashboard.values import Day
from dashboard.wording import Wording

PROOF = ("publisher", "source_title", "published", "inferred", "grade", "address", "mirror")
"""What every figure of a table says of its source."""
REGISTER = (
    "commitment",
    "kind",
    "by",
    "theme",
    "commitment_title",
    "statement",
    "made_on",
    "status",
    "flags",
    "shadow",
    "deadline",
    "replanned",
    "latest",
    "period",
    *PROOF,
    "rival",
    "reason",
    "sources",
    "as_of",
)
MISSING = (
    "commitment",
    "commitment_title",
    "by",
    "status",
    "missing",
    "suggested_office",
    "why",
    "sources",
    "as_of",
)
OBSERVATIONS = (
    "indicator",
    "name",
    "area",
    "period",
    "value",
    "unit",
    "observed",
    "used",
    "rival",
    "source",
    *PROOF,
    "paragraph",
    "note",
)
SOURCES = (
    "source",
    "publisher",
    "source_title",
    "published",
    "inferred",
    "grade",
    "address",
    "mirror",
    "uses",
    "note",
)


def register(
    catalog: Catalog,
    verdicts: Mapping[str, Verdict],
    say: Wording,
    shadows: Mapping[str, Shadow] = NO_SHADOWS,
) -> pd.DataFrame:
    """Return one row a commitment with its status and what it rests on.

    With shadows also how it stands by its original target, where that is another status.
    """
    language = say.language
    rows = []
    for identity, verdict in verdicts.items():
        commitment = catalog.commitments[identity]
        rows.append(
            (
                identity,
                say(f"kind.{commitment.kind}"),
                by_words(catalog, commitment, say),
                catalog.frame.theme(catalog.theme_of[identity]).name(language),
                commitment.title(language),
                commitment.statement(language),
                say.day(commitment.made.on),
                status_word(say, verdict),
                flag_words(say, verdict),
                shadow_words(catalog, say, shadows[identity]) if identity in shadows else "",
                verdict.deadline.text if verdict.deadline else "",
                verdict.replanned.text if verdict.replanned else "",
                one_line(catalog, commitment, verdict, say),
                *_latest(catalog, verdict, say),
                say(reason_key(verdict.reason)),
                " ".join(verdict.sources),
                verdict.as_of.isoformat(),
            )
        )
    return pd.DataFrame(rows, columns=list(REGISTER))


def _latest(catalog: Catalog, verdict: Verdict, say: Wording) -> tuple[str, ...]:
    """Return when the evidence that the list names is from, its source, and its rivals."""
    fact = newest(verdict)
    if fact is None:
        return ("",) * (len(PROOF) + 2)
    source = catalog.sources[fact.source]
    found = observation_of(catalog, fact)
    differing = ""
    if found is not None:
        unit = catalog.frame.unit(found[0].unit)
        differing = rival_words(rivals_of(catalog, fact, verdict.as_of), unit, say)
    return (fact.when, *proof(source, fact.published, fact.grade, say), differing)


def newest(verdict: Verdict) -> Fact | None:
    """Return the fact that `one_line` names: what proves the promise, else the newest evidence."""
    proved = None if Flag.LOST in verdict.flags else verdict.proof
    return proved or next(iter(verdict.evidence), None)


def proof(source: Source, published: Day | None, grade: Grade, say: Wording) -> tuple[str, ...]:
    """Return the columns of PROOF: who said it, when, how far to trust it, where it stands."""
    return (
        source.publisher(say.language),
        source.title(say.language),
        say.day(published),
        _yes(say, holds=source.inferred),
        say(f"grade.{grade}"),
        source.url or "",
        source.via or "",
    )


def _yes(say: Wording, *, holds: bool) -> str:
    """Return yes, or nothing."""
    return say("workbook.word.yes") if holds else ""


def missing_table(catalog: Catalog, lacking: Iterable[Missing], say: Wording) -> pd.DataFrame:
    """Return one row a commitment that cannot be judged: what would settle it, whom to ask.

    Its sources are those of the promise and of what is known.
    """
    language = say.language
    made_by = {identity: one.made.source for identity, one in catalog.commitments.items()}
    rows = [
        (
            item.commitment,
            catalog.commitments[item.commitment].title(language),
            by_words(catalog, catalog.commitments[item.commitment], say),
            status_word(say, item.verdict),
            item.what(language) if item.what else "",
            item.office(language) if item.office else "",
            item.why(language) if item.why else "",
            " ".join(dict.fromkeys((made_by[item.commitment], *item.verdict.sources))),
            item.verdict.as_of.isoformat(),
        )
        for item in lacking
    ]
    return pd.DataFrame(rows, columns=list(MISSING))


def observations(
    catalog: Catalog, language: str, *chosen: str, as_of: date = date.max
) -> pd.DataFrame:
    """Return every figure of the chosen indicators, or of all, with its source and its rivals."""
    found = [one for one in catalog.indicators.values() if not chosen or one.id in chosen]
    rows = [
        (indicator.id, indicator.name(language), area, *row)
        for indicator in found
        for area in indicator.observations
        for row in _figures(catalog, indicator, area, Wording(language), as_of)
    ]
    return pd.DataFrame(rows, columns=list(OBSERVATIONS))


def _figures(
    catalog: Catalog, indicator: Indicator, area: str, say: Wording, as_of: date
) -> Iterator[tuple[object, ...]]:
    """Yield what a row says of each figure of an area that was known on a day."""
    unit = catalog.frame.unit(indicator.unit)
    best = {item.period.text: item for item in series(catalog, indicator, area, as_of)}
    known = known_observations(catalog, indicator, area, as_of)
    for item in known:
        used = best[item.period.text]
        yield (
            item.period.text,
            item.value.text,
            unit.name(say.language),
            say(f"workbook.word.observed-{item.status}"),
            _yes(say, holds=item is used),
            rival_words(rivals(catalog, item, used, known), unit, say),
            item.source,
            *proof(
                catalog.sources[item.source],
                published(catalog, item),
                grade(catalog, item),
                say,
            ),
            item.paragraph or "",
            item.note(say.language) if item.note else "",
        )


def sources(catalog: Catalog, language: str) -> pd.DataFrame:
    """Return every source, one row each, with how often it is cited."""
    uses, say = cited_by(catalog), Wording(language)
    rows = [
        (
            source.id,
            source.publisher(language),
            source.title(language),
            say.day(source.published),
            _yes(say, holds=source.inferred),
            say(f"grade.{source.grade}"),
            source.url or "",
            source.via or "",
            len(uses.get(source.id, ())),
            source.note(language) if source.note else "",
        )
        for source in catalog.sources.values()
    ]
    return pd.DataFrame(rows, columns=list(SOURCES))
