"""A plain table, one row a series, judged by a named method: `dashboard assess`.

The columns are those of the tables that publishers and the reference cases have. What somebody
else concluded (published_*, expected*, rule_* and the like) is never read.
"""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from dashboard.methods import METHODS, NOT_AVAILABLE
from dashboard.tables.kinds import KINDS, Kind
from dashboard.tables.rows import Row, TableError, Trouble, UnreadableError, rows
from dashboard.wording import Wording

__all__ = ["COLUMNS", "KINDS", "Judged", "TableError", "as_csv", "judge"]

COLUMNS = ("id", "status", "score", "value", "reason")


class Judged(NamedTuple):
    """One row of a table, judged."""

    id: str
    status: str
    """in the method's own words; empty only where the row cannot be read"""
    score: float | None
    value: float | None
    reason: str
    """the key of a sentence"""
    blanks: Mapping[str, str]
    assumed: tuple[str, ...] = ()
    """the columns that say nothing, for which the method takes something"""


def judge(text: str, method: str) -> list[Judged]:
    """Return every row of a CSV table as a method of `KINDS` judges it, in the table's order.

    Raise TableError where there is no such method, or the table lacks its columns.
    """
    if method not in KINDS and method in METHODS:
        raise TableError(Trouble.OF_A_PLAN, method=method)
    if method not in KINDS:
        raise TableError(Trouble.NO_METHOD, method=method, methods=", ".join(KINDS))
    kind = KINDS[method]
    return [_judged(row, kind) for row in rows(text, kind.columns, kind.either)]


def as_csv(found: Iterable[Judged], say: Wording) -> str:
    """Return judged rows as CSV, each with the sentence of its reason."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in found:
        said = (say(row.reason, **row.blanks), *_assumed(row, say))
        reason = say("assess.join").join(said)
        writer.writerow((row.id, row.status, _plain(row.score), _plain(row.value), reason))
    return out.getvalue()


def _assumed(row: Judged, say: Wording) -> Iterator[str]:
    for column in row.assumed:
        yield say(f"assess.assumed.{column}")


def _judged(row: Row, kind: Kind) -> Judged:
    name = row.cells.get("id", "").strip()
    try:
        answer = kind.judge(row)
    except UnreadableError as error:
        return Judged(name, "", None, None, error.key, error.blanks)
    key = f"method.reason.{answer.reason}"
    is_judged = answer.word != NOT_AVAILABLE
    assumed = tuple(column for column in kind.assumed if is_judged and row.text(column) is None)
    return Judged(name, answer.word, answer.score, answer.value, key, {}, assumed)


def _plain(number: float | None) -> str:
    return "" if number is None else repr(float(number))
