"""What is wrong in the data, and where: values, never exceptions."""

from dataclasses import dataclass
from enum import StrEnum


class Code(StrEnum):
    """Each way in which data can be wrong; the text is the anchor in the docs."""

    ALIAS = "alias"
    BAD_CHARACTER = "bad-character"
    CONFLICT_UNDECIDED = "conflict-undecided"
    CYCLE = "cycle"
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
    FUTURE_OBSERVATION = "future-observation"
    LEDGER_ORDER = "ledger-order"
    LINK = "link"
    MISSING_FILE = "missing-file"
    MISSING_KEY = "missing-key"
    NOT_A_CHOICE = "not-a-choice"
    NOT_A_DAY = "not-a-day"
    NOT_A_NUMBER = "not-a-number"
    NOT_A_PERIOD = "not-a-period"
    NOT_A_VALUE = "not-a-value"
    NOT_AN_ADDRESS = "not-an-address"
    NOT_AN_ID = "not-an-id"
    NOT_A_STATEMENT = "not-a-statement"
    NOT_YES_OR_NO = "not-yes-or-no"
    NOT_UTF8 = "not-utf8"
    PARTLY_TRANSLATED = "partly-translated"
    PUBLISHED_TOO_EARLY = "published-too-early"
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
    UNKNOWN_ID = "unknown-id"
    UNKNOWN_KEY = "unknown-key"
    UNKNOWN_KIND = "unknown-kind"
    UNKNOWN_THEME = "unknown-theme"
    UNREADABLE = "unreadable"
    UNUSED_SOURCE = "unused-source"
    WRONG_SHAPE = "wrong-shape"
    YAML = "yaml"
    YAML_AFTER_QUOTE = "yaml-after-quote"
    YAML_BRACKET = "yaml-bracket"
    YAML_COLON = "yaml-colon"
    YAML_COMMA = "yaml-comma"
    YAML_INDENT = "yaml-indent"
    YAML_INNER_COLON = "yaml-inner-colon"
    YAML_INNER_COMMA = "yaml-inner-comma"
    YAML_QUOTE = "yaml-quote"
    YAML_SPACE_AFTER_COLON = "yaml-space-after-colon"
    YAML_START = "yaml-start"
    YAML_TAB = "yaml-tab"


WARNINGS = frozenset(
    {
        Code.CONFLICT_UNDECIDED,
        Code.FUTURE_OBSERVATION,
        Code.PARTLY_TRANSLATED,
        Code.THEME_WITHOUT_FILE,
        Code.TOO_LONG,
        Code.TOO_MANY,
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
