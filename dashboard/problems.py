"""What is wrong in the data, and where: values, never exceptions."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Each way in which data can be wrong; the text is the anchor in the docs."""

    ALIAS = "alias"
    BAD_CHARACTER = "bad-character"
    CONFLICT_UNDECIDED = "conflict-undecided"
    COPY_OF_FILE = "copy-of-file"
    CYCLE = "cycle"
    DATED_AFTER_SOURCE = "dated-after-source"
    DEADLINE_BEFORE_SET = "deadline-before-set"
    DEADLINE_MOVED = "deadline-moved"
    DUPLICATE_ID = "duplicate-id"
    DUPLICATE_KEY = "duplicate-key"
    DUPLICATE_OBSERVATION = "duplicate-observation"
    EMPTY_FILE = "empty-file"
    EMPTY_LIST = "empty-list"
    EMPTY_VALUE = "empty-value"
    EXPECTED_LIST = "expected-list"
    EXPECTED_MAPPING = "expected-mapping"
    EXPECTED_TEXT = "expected-text"
    FINAL_NODE = "final-node"
    FUTURE_EVENT = "future-event"
    FUTURE_OBSERVATION = "future-observation"
    HISTORY_NOT_CHECKED = "history-not-checked"
    LEDGER_ORDER = "ledger-order"
    LINK = "link"
    METHOD_UNFIT = "method-unfit"
    MISSING_FILE = "missing-file"
    MISSING_KEY = "missing-key"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_DAY = "not-a-day"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_PERIOD = "not-a-period"
    NOT_A_STATEMENT = "not-a-statement"
    NOT_A_VALUE = "not-a-value"
    NOT_AN_ADDRESS = "not-an-address"
    NOT_AN_ID = "not-an-id"
    NOT_UTF8 = "not-utf8"
    NOT_YES_OR_NO = "not-yes-or-no"
    OTHER_ENDING = "other-ending"
    OUT_OF_LINE = "out-of-line"
    OUT_OF_RANGE = "out-of-range"
    OVERWRITTEN = "overwritten"
    PARTLY_TRANSLATED = "partly-translated"
    PERIODS_OVERLAP = "periods-overlap"
    PLAN_UNFIT = "plan-unfit"
    PUBLISHED_TOO_EARLY = "published-too-early"
    REMOVED = "removed"
    SECOND_DOCUMENT = "second-document"
    SHOWS_UNFIT = "shows-unfit"
    TAG = "tag"
    TARGET_BEFORE_BASELINE = "target-before-baseline"
    TARGET_SHAPE = "target-shape"
    THEME_WITHOUT_FILE = "theme-without-file"
    TOO_BIG = "too-big"
    TOO_DEEP = "too-deep"
    TOO_LONG = "too-long"
    TOO_MANY = "too-many"
    UNIT_UNFIT = "unit-unfit"
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_THEME = "unknown-theme"
    UNREADABLE = "unreadable"
    UNUSED_SOURCE = "unused-source"
    WIDE_QUOTES = "wide-quotes"
    WRONG_SHAPE = "wrong-shape"
    YAML = "yaml"
    YAML_AFTER_QUOTE = "yaml-after-quote"
    YAML_BRACKET = "yaml-bracket"
    YAML_COLON = "yaml-colon"
    YAML_COMMA = "yaml-comma"
    YAML_COMMENT = "yaml-comment"
    YAML_INDENT = "yaml-indent"
    YAML_INNER_COLON = "yaml-inner-colon"
    YAML_INNER_COMMA = "yaml-inner-comma"
    YAML_QUOTE = "yaml-quote"
    YAML_SPACE_AFTER_COLON = "yaml-space-after-colon"
    YAML_SPACE_AFTER_DASH = "yaml-space-after-dash"
    YAML_START = "yaml-start"
    YAML_TAB = "yaml-tab"


WARNINGS = frozenset(
    {
        Code.CONFLICT_UNDECIDED,
        Code.DATED_AFTER_SOURCE,
        Code.DEADLINE_BEFORE_SET,
        Code.DEADLINE_MOVED,
        Code.FUTURE_EVENT,
        Code.FUTURE_OBSERVATION,
        Code.OTHER_ENDING,
        Code.OUT_OF_LINE,
        Code.PARTLY_TRANSLATED,
        Code.PERIODS_OVERLAP,
        Code.PLAN_UNFIT,
        Code.THEME_WITHOUT_FILE,
        Code.TOO_LONG,
        Code.TOO_MANY,
        Code.UNIT_UNFIT,
        Code.UNUSED_SOURCE,
    }
)


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: a file in the data folder, a line and a column from 1."""

    file: str
    line: int = 1
    column: int = 1

    def __str__(self) -> str:
        """Return file:line:column, which terminals make a link."""
        return f"{self.file}:{self.line}:{self.column}"


Facts = tuple[tuple[str, str], ...]


def facts(**given: object) -> Facts:
    """Return named facts in a form that can be compared and hashed."""
    return tuple((name, str(value)) for name, value in given.items())


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing a planner should look at; `wording` turns it into sentences."""

    place: Place
    code: Code
    facts: Facts = ()

    @property
    def is_error(self) -> bool:
        """Return whether the data must not be used as it stands."""
        return self.code not in WARNINGS
