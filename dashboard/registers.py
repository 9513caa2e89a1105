"""Tables to take along: the register of commitments, what is missing, the figures, the sources."""

from collections.abc import Iterable, Mapping

import pandas as pd

from dashboard.assessment import Verdict
from dashboard.changes import Missing
from dashboard.model import Catalog
from dashboard.sentences.commitment import by_words, one_line
from dashboard.sentences.status import flag_words, status_word
from dashboard.wording import Wording

REGISTER = (
    "id",
    "kind",
    "by",
    "theme",
    "title",
    "statement",
    "made_on",
    "status",
    "flags",
    "deadline",
    "replanned",
    "latest",
    "reason",
    "sources",
    "as_of",
)
MISSING = ("id", "commitment", "by", "status", "missing", "suggested_office", "why", "as_of")
OBSERVATIONS = (
    "indicator",
    "name",
    "area",
    "period",
    "value",
    "unit",
    "status",
    "source",
    "publisher",
    "title",
    "published",
    "grade",
    "address",
    "mirror",
    "note",
)
SOURCES = (
    "id",
    "publisher",
    "title",
    "published",
    "inferred",
    "grade",
    "address",
    "mirror",
    "note",
)


def register(catalog: Catalog, verdicts: Mapping[str, Verdict], say: Wording) -> pd.DataFrame:
    """Return one row a commitment with its status and what it rests on."""
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
                verdict.deadline.text if verdict.deadline else "",
                verdict.replanned.text if verdict.replanned else "",
                one_line(catalog, commitment, verdict, say),
                say(f"reason.{verdict.reason}"),
                " ".join(verdict.sources),
                verdict.as_of.isoformat(),
            )
        )
    return pd.DataFrame(rows, columns=list(REGISTER))


def missing_table(catalog: Catalog, lacking: Iterable[Missing], say: Wording) -> pd.DataFrame:
    """Return one row a commitment that cannot be judged: what would settle it, whom to ask."""
    language = say.language
    rows = [
        (
            item.commitment,
            catalog.commitments[item.commitment].title(language),
            by_words(catalog, catalog.commitments[item.commitment], say),
            status_word(say, item.verdict),
            item.what(language) if item.what else "",
            item.office(language) if item.office else "",
            item.why(language) if item.why else "",
            item.verdict.as_of.isoformat(),
        )
        for item in lacking
    ]
    return pd.DataFrame(rows, columns=list(MISSING))


def observations(catalog: Catalog, language: str, *chosen: str) -> pd.DataFrame:
    """Return every figure of the chosen indicators, or of all, with its source."""
    rows = []
    for indicator in catalog.indicators.values():
        if chosen and indicator.id not in chosen:
            continue
        unit = catalog.frame.unit(indicator.unit).name(language)
        for area, figures in indicator.observations.items():
            for item in figures:
                source = catalog.sources[item.source]
                published = item.published or source.published
                rows.append(
                    (
                        indicator.id,
                        indicator.name(language),
                        area,
                        item.period.text,
                        item.value.text,
                        unit,
                        str(item.status),
                        item.source,
                        source.publisher(language),
                        source.title(language),
                        published.text if published else "unknown",
                        str(item.grade or source.grade),
                        source.url or "",
                        source.via or "",
                        item.note(language) if item.note else "",
                    )
                )
    return pd.DataFrame(rows, columns=list(OBSERVATIONS))


def sources(catalog: Catalog, language: str) -> pd.DataFrame:
    """Return every source, one row each."""
    rows = [
        (
            source.id,
            source.publisher(language),
            source.title(language),
            source.published.text if source.published else "unknown",
            "yes" if source.inferred else "",
            str(source.grade),
            source.url or "",
            source.via or "",
            source.note(language) if source.note else "",
        )
        for source in catalog.sources.values()
    ]
    return pd.DataFrame(rows, columns=list(SOURCES))
