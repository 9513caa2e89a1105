"""What the metadata of an indicator says in words: its name, definition, notes and sources."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dashboard.importing.citing import Publisher, cited
from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.metadata import Fields, Translations, is_key
from dashboard.importing.repository import Source
from dashboard.importing.texts import cut, plain
from dashboard.importing.words import NONE, Words, ours, same, sentences

NAMES = ("indicator_name", "indicator_available", "graph_title", "title", "SDG_INDICATOR")
DEFINITIONS = ("national_indicator_description", "indicator_definition", "STAT_CONC_DEF")
NOTES = ("data_notice_text", "data_footnote")
COVERAGE = "national_geographical_coverage"

LONGEST = 400
"""A definition is cut after so many signs."""

_UNPUBLISHED = frozenset({"notstarted", "notapplicable"})
_PREFIX = re.compile(r"Indicator\s+[0-9A-Za-z.]+\s*:\s*")


class Described(NamedTuple):
    """What all indicators that come of one share, and what was found in its metadata."""

    name: Words
    definition: Words
    note: Words
    publisher: Publisher
    goal: str
    """the goal it belongs to; empty for a standalone indicator"""
    findings: tuple[Finding, ...]


def described(source: Source, words: Translations, area: str) -> Described:
    """Return what is said of an indicator of which there are figures."""
    fields = source.fields
    sources = cited(fields, words)
    publisher, *others = sources.publishers or (Publisher("", source.data, is_file=True),)
    findings = [*sources.findings, *_lacking(source, publisher)]
    if others:
        findings.append(found(Reason.MORE_SOURCES, source.data, text=_listed(others)))
    name = _name(source, words, findings)
    definition = _definition(source, words, area, findings)
    note = _note(fields, words, others)
    return Described(name, definition, note, publisher, goal_of(source), tuple(findings))


def withheld_by(fields: Fields) -> str:
    """Return the field by which the repository withholds an indicator, empty if it does not."""
    if fields.is_no("published"):
        return "published"
    if fields.raw("reporting_status").casefold() in _UNPUBLISHED:
        return "reporting_status"
    return "placeholder" if fields.raw("placeholder") else ""


def _lacking(source: Source, publisher: Publisher) -> list[Finding]:
    """Return what metadata there is not, and that it says the indicator is not ready."""
    reasons = [] if source.has_metadata else [found(Reason.NO_METADATA, source.data)]
    if publisher.is_file:
        reasons.append(found(Reason.NO_SOURCE, source.data))
    if _is_open(source.fields):
        reasons.append(found(Reason.IN_PROGRESS, *source.fields.where("reporting_status")))
    return reasons


def _is_open(fields: Fields) -> bool:
    return fields.raw("reporting_status").casefold() == "inprogress"


def _note(fields: Fields, words: Translations, others: Sequence[Publisher]) -> Words:
    said = [name for name in NOTES if _is_said(fields, words, name)]
    return sentences(
        *(same(cut(words(fields.raw(name)), LONGEST)) for name in said),
        ours("note.in-progress") if _is_open(fields) else NONE,
        ours("note.more-sources", text=_listed(others)) if others else NONE,
    )


def _listed(publishers: Sequence[Publisher]) -> str:
    return "; ".join(f"{one.organisation}, {one.title}" for one in publishers)


def goal_of(source: Source) -> str:
    """Return the goal of an indicator: the first part of its number; empty if it stands alone."""
    if source.fields.is_yes("standalone"):
        return ""
    first = source.id.split("-")[0].casefold()
    return first if first.isdecimal() else source.fields.raw("sdg_goal").casefold() or first


def _is_said(fields: Fields, words: Translations, name: str) -> bool:
    """Return whether a field says something, and is not the key of words that are not here."""
    raw = fields.raw(name)
    return bool(raw) and bool(plain(raw)) and (words.has(raw) or not is_key(raw))


def _name(source: Source, words: Translations, findings: list[Finding]) -> Words:
    """Return the name of an indicator, its number in front."""
    fields = source.fields
    number = fields.text("indicator_number", "indicator")
    if not number or " " in number or is_key(number):
        number = source.id.replace("-", ".")
    for field in NAMES:
        if _is_said(fields, words, field):
            name = _PREFIX.sub("", words(fields.raw(field)))
            return same(name if name.startswith(number) else f"{number} {name}")
    if source.has_metadata:
        where = fields.where(NAMES[0])
        findings.append(found(Reason.NO_NAME, *(where if where.file else Where(source.data))))
    return ours("indicator", number=number)


def _definition(source: Source, words: Translations, area: str, findings: list[Finding]) -> Words:
    fields = source.fields
    available = (
        words(fields.raw("indicator_available"))
        if _is_said(fields, words, "indicator_available")
        else ""
    )
    field = next((name for name in DEFINITIONS if _is_said(fields, words, name)), "")
    whole = ". ".join(
        part for part in (available.rstrip("."), words(fields.raw(field)) if field else "") if part
    )
    text = cut(whole, LONGEST)
    if text != whole:
        findings.append(found(Reason.TEXT_CUT, *fields.where(field), n=len(whole)))
    if not text:
        findings.append(found(Reason.NO_DEFINITION, source.data))
    parts = [same(text) if text else ours("no-definition.text")]
    coverage = words(fields.raw(COVERAGE)) if _is_said(fields, words, COVERAGE) else ""
    if coverage and coverage.casefold() != area.casefold():
        findings.append(found(Reason.OTHER_COVERAGE, *fields.where(COVERAGE), text=coverage))
        parts.append(ours("coverage", text=coverage))
    return sentences(*parts)
