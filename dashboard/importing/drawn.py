"""What is drawn on the charts of an indicator: target lines, annotations, breaks of series."""

import re
from collections.abc import Iterator, Mapping

from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.metadata import Fields, Translations, said
from dashboard.importing.sides import (
    BASE_YEAR,
    NUMERIC,
    TARGET_YEAR,
    Aim,
    Judged,
    Subject,
    Ways,
    base_of,
    matching,
    side_of,
    sided,
)

_YEAR = re.compile(r"(?<![0-9])(20[0-9]{2})(?![0-9])")


def of_target_lines(subject: Subject, ways: Ways, findings: list[Finding]) -> Iterator[Aim]:
    """Yield the targets that are drawn as lines; one of no unit is of all if all have the same."""
    fields, lines, words = subject.fields, subject.lines, subject.words
    for item, where in _drawn(fields):
        value = said(item, "value")
        if not NUMERIC.match(value):
            findings.append(found(Reason.TARGET_NO_NUMBER, *where, text=value))
            continue
        about = [line for line in matching(item, lines) if line.is_whole]
        if not about or len({line.unit for line in about}) > 1:
            reason = Reason.TARGET_MANY_UNITS if about else Reason.TARGET_NO_MATCH
            findings.append(found(reason, *where, text=value))
            continue
        by = _deadline(item, words)
        if not by:
            findings.append(found(Reason.NO_DEADLINE, *where, text=value))
        for line in about:
            side = side_of(line, value, ways)
            findings += sided(line, side, value, where)
            if side is not None:
                start = base_of(line, BASE_YEAR, int(by)) if by else ""
                how = Judged(by, start, is_progress=False)
                yield Aim(line, value, *side, how, where)


def _drawn(fields: Fields) -> Iterator[tuple[Mapping[str, object], Where]]:
    """Yield the target lines of a chart, and annotations that are target lines."""
    for item in fields.items("graph_target_lines"):
        yield item, fields.where("graph_target_lines", item)
    for item in fields.items("graph_annotations"):
        if said(item, "preset") == "target_line":
            yield item, fields.where("graph_annotations", item)


def _deadline(item: Mapping[str, object], words: Translations) -> str:
    """Return the year in the label of a line; without a label it is the target of 2030."""
    label_said = said(item, "label_content")
    inner = item.get("label")
    if not label_said and isinstance(inner, dict):
        label_said = said(inner, "content")
    if not label_said:
        return str(TARGET_YEAR)
    match = _YEAR.search(words(label_said)) or _YEAR.search(label_said)
    return match[1] if match else ""


def not_carried(fields: Fields) -> Iterator[Finding]:
    """Yield what is drawn on a chart and has no place with us."""
    breaks = fields.items("graph_series_breaks")
    if breaks:
        yield found(Reason.SERIES_BREAK, *fields.where("graph_series_breaks"), count=len(breaks))
    other = [
        item for item in fields.items("graph_annotations") if said(item, "preset") != "target_line"
    ]
    if other:
        yield found(Reason.ANNOTATION, *fields.where("graph_annotations"), count=len(other))
