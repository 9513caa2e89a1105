"""The verdicts as a table for other programs: the contract of `dashboard status`."""

import csv
import io
import json
from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.assessment import Fact, Verdict, shadows
from dashboard.model import Catalog
from dashboard.sentences.commitment import one_line, told_words
from dashboard.sentences.overview import headline
from dashboard.sentences.past import shadow_words
from dashboard.sentences.status import status_word
from dashboard.wording import Wording


def record(catalog: Catalog, verdict: Verdict, language: str) -> dict[str, Any]:
    """Return one verdict in the shape that architecture.md 6 promises."""
    commitment = catalog.commitments[verdict.id]
    parts = verdict.parts
    return {
        "id": verdict.id,
        "kind": commitment.kind,
        "by": list(commitment.by),
        "theme": catalog.theme_of[verdict.id],
        "title": commitment.title(language),
        "status": str(verdict.status),
        "reason": str(verdict.reason),
        "flags": [str(flag) for flag in verdict.flags],
        "share": verdict.share,
        "elapsed": verdict.elapsed,
        "latest": _latest(verdict.latest),
        "planned": verdict.planned,
        "deadline": verdict.deadline.text if verdict.deadline else None,
        "replanned": verdict.replanned.text if verdict.replanned else None,
        "parts": {"met": parts.met, "measured": parts.measured, "of": parts.of} if parts else None,
        "sources": list(verdict.sources),
    }


def _latest(fact: Fact | None) -> dict[str, Any] | None:
    if fact is None:
        return None
    return {
        "value": fact.amount.text if fact.amount else None,
        "period": fact.when,
        "published": fact.published.text if fact.published else None,
        "source": fact.source,
    }


def as_json(catalog: Catalog, verdicts: Mapping[str, Verdict], as_of: str, language: str) -> str:
    """Return all verdicts as JSON."""
    commitments = [record(catalog, verdict, language) for verdict in verdicts.values()]
    return json.dumps({"as_of": as_of, "commitments": commitments}, ensure_ascii=False, indent=2)


def as_csv(catalog: Catalog, verdicts: Mapping[str, Verdict], as_of: str, language: str) -> str:
    """Return all verdicts as CSV, lists joined by spaces, one row a commitment."""
    rows = [_flat(record(catalog, verdict, language), as_of) for verdict in verdicts.values()]
    out = io.StringIO()
    columns = list(rows[0]) if rows else ["as_of", "id", "status"]
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


def _flat(given: Mapping[str, Any], as_of: str) -> dict[str, Any]:
    latest, parts = given["latest"] or {}, given["parts"] or {}
    nested = {"latest", "parts"}
    flat = {
        key: " ".join(value) if isinstance(value, list) else value
        for key, value in given.items()
        if key not in nested
    }
    flat |= {f"latest_{key}": latest.get(key) for key in ("value", "period", "published", "source")}
    flat |= {f"parts_{key}": parts.get(key) for key in ("met", "measured", "of")}
    return {"as_of": as_of, **flat}


def as_table(catalog: Catalog, verdicts: Mapping[str, Verdict], say: Wording) -> str:
    """Return all verdicts as lines for a terminal: id, status, and the one fact behind it.

    What is judged with a tolerance or by another method than the default says so.

    What stands otherwise by its original target says so; where a target was moved so that it
    looks better, a last line counts how many. Before the first promise one line says that.
    """
    moved = shadows(catalog, verdicts)
    rows = []
    for identity, verdict in verdicts.items():
        commitment = catalog.commitments[identity]
        told = told_words(catalog, commitment, say)
        said = [one_line(catalog, commitment, verdict, say) + told]
        if identity in moved:
            said.append(shadow_words(catalog, say, moved[identity]))
        words = say("past.join").join(filter(None, said))
        rows.append((identity, status_word(say, verdict), words))
    lines = _aligned(rows)
    if not lines or any(shadow.is_eased for shadow in moved.values()):
        lines.append(headline(catalog, verdicts, say, moved))
    return "\n".join(lines)


def _aligned(rows: Sequence[tuple[str, str, str]]) -> list[str]:
    first = max((_width(row[0]) for row in rows), default=0)
    second = max((_width(row[1]) for row in rows), default=0)
    return [f"{_pad(a, first)}  {_pad(b, second)}  {c}" for a, b, c in rows]


def _width(text: str) -> int:
    return sum(2 if ord(char) >= 0x1100 else 1 for char in text)  # noqa: PLR2004 - wide from Hangul on


def _pad(text: str, width: int) -> str:
    return text + " " * (width - _width(text))
