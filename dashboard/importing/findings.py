"""What an import found: what it left out, what it read in a certain way, each with its place."""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from dashboard.problems import Facts, facts


class Reason(StrEnum):
    """Why something is not there, or not as it was written; the phrase is `importing.<id>`."""

    # figures that were left out
    BLANK = "blank"
    MISSING_MARK = "missing-mark"
    NOT_A_NUMBER = "not-a-number"
    BOUND = "bound"
    COMMA_UNCLEAR = "comma-unclear"
    PERCENT_UNCLEAR = "percent-unclear"
    PERIOD = "period"
    ROW_LENGTH = "row-length"
    REPEATED = "repeated"
    CONFLICT = "conflict"
    RANGE_BESIDE_YEAR = "range-beside-year"
    DISAGGREGATED = "disaggregated"
    NO_TOTAL = "no-total"
    UNPUBLISHED = "unpublished"
    NOT_STATISTICAL = "not-statistical"
    REFUSED = "refused"
    # files and indicators that were left out
    FILE_UNREADABLE = "file-unreadable"
    FILE_EMPTY = "file-empty"
    FILE_BROKEN = "file-broken"
    NO_COLUMNS = "no-columns"
    COLUMN_TWICE = "column-twice"
    SECOND_FILE = "second-file"
    OTHER_FILE = "other-file"
    NO_FIGURES = "no-figures"
    YAML_LINE = "yaml-line"
    YAML_FILE = "yaml-file"
    # targets and settings that were left out
    TARGET_NO_MATCH = "target-no-match"
    TARGET_MANY_UNITS = "target-many-units"
    TARGET_NO_NUMBER = "target-no-number"
    TARGET_NO_SIDE = "target-no-side"
    TARGET_TRANSFORMED = "target-transformed"
    TARGET_REFUSED = "target-refused"
    ANNOTATION = "annotation"
    SERIES_BREAK = "series-break"
    SETTING = "setting"
    FIELD = "field"
    ADDRESS = "address"
    # what was carried over, and how it was read
    THOUSANDS = "thousands"
    DECIMAL_COMMA = "decimal-comma"
    MINUS = "minus"
    PERCENT_SIGN = "percent-sign"
    MARK = "mark"
    SPELLING = "spelling"
    RANGE = "range"
    YEAR_AS_NUMBER = "year-as-number"
    ENCODING = "encoding"
    DELIMITER = "delimiter"
    COLUMN_NAME = "column-name"
    COLUMN_REPEATED = "column-repeated"
    TOTAL_BY_WORD = "total-by-word"
    TOTAL_BY_CHOICE = "total-by-choice"
    ONLY_SERIES = "only-series"
    PROGRESS_SERIES = "progress-series"
    IN_PROGRESS = "in-progress"
    NO_METADATA = "no-metadata"
    NO_NAME = "no-name"
    NO_WORDS = "no-words"
    NO_UNIT = "no-unit"
    NO_DEFINITION = "no-definition"
    NO_SOURCE = "no-source"
    MORE_SOURCES = "more-sources"
    NO_AREA = "no-area"
    OTHER_COVERAGE = "other-coverage"
    NO_LICENCE = "no-licence"
    TEXT_CUT = "text-cut"
    DATE_UNCLEAR = "date-unclear"
    RELEASED_BEFORE = "released-before"
    DIRECTION_DEFAULT = "direction-default"
    SIDE_INFERRED = "side-inferred"
    NO_DEADLINE = "no-deadline"
    BASE_MOVED = "base-moved"


_FIRST_READ = list(Reason).index(Reason.THOUSANDS)
LEFT_OUT = frozenset(list(Reason)[:_FIRST_READ])
"""The reasons for which something is not there; the others say how it was read."""


OF_FIGURES = frozenset(list(Reason)[: list(Reason).index(Reason.FILE_UNREADABLE)]) - {Reason.BLANK}
"""The reasons for which a figure is not there: their counts and what is written add up."""


class Where(NamedTuple):
    """A file of the repository, and a line from 1 where there is one."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        """Return file:line, which terminals make a link."""
        return f"{self.file}:{self.line}" if self.line else self.file


class Finding(NamedTuple):
    """One thing that was left out or read in a certain way; `times` says how many it stands for."""

    reason: Reason
    where: Where
    facts: Facts = ()
    times: int = 1

    @property
    def is_left_out(self) -> bool:
        """Return whether something is missing from what was written."""
        return self.reason in LEFT_OUT


def found(reason: Reason, file: str, line: int = 0, /, count: int = 1, **given: object) -> Finding:
    """Return a finding at a file and a line."""
    return Finding(reason, Where(file, line), facts(**given), count)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Return findings by reason, in the order of the reasons, then by place."""
    order = {reason: index for index, reason in enumerate(Reason)}
    return tuple(sorted(findings, key=lambda one: (order[one.reason], one.where, one.facts)))
