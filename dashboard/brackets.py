"""What is most likely wrong between brackets, and where brackets should be."""

import re

import yaml

from dashboard import lines as mend
from dashboard.beside import Beside
from dashboard.problems import Code, Problem

_ITEMS = re.compile(r"[A-Za-z_]+: [^,{}]+, ?[A-Za-z_]+:")
_KEYS_BETWEEN_BRACES = frozenset(
    [
        "zh",
        "en",
        "id",
        "name",
        "period",
        "value",
        "source",
        "status",
        "published",
        "by",
        "set_on",
        "at_least",
        "at_most",
        "note",
        "used",
        "shows",
        "what",
        "area",
        "on",
        "to",
        "grade",
    ]
)


def wide_bracket(one: Beside, line: int) -> Problem | None:
    """Return a bracket of the Chinese keyboard."""
    text = one.text(line)
    match = re.search(r"(?:: |- |^\s*)([｛［【])", text)
    if match is None:
        return None
    mended = text.translate(mend.WIDE)
    return one.at(Code.YAML_BRACKET, line, match.start(1), mended, how="wide")


def braces(one: Beside, line: int) -> Problem | None:
    """Return that several items on one line lack the braces around them."""
    text = one.text(line)
    match = re.match(r"(\s*(?:- )?)(?:[A-Za-z_]+: (?=[A-Za-z_]+: ))?", text)
    start = match.end() if match else 0
    body = text[start:].rstrip()
    if not _ITEMS.match(body) or mend.depth(body) > 0 or (match and not match[0].strip()):
        return None
    if body.endswith("}") and mend.depth(body) < 0:
        return one.at(
            Code.YAML_BRACKET, line, start, f"{text[:start]}{{{body}", how="open", bracket="{"
        )
    return one.at(Code.YAML_BRACKET, line, start, f"{text[:start]}{{{body}}}", how="both")


def flow(one: Beside) -> Problem:  # noqa: PLR0911 - one return a kind of slip
    """Return what is wrong between brackets."""
    text = one.text(one.from_line)
    if not text[one.from_column :].strip():
        return never_closed(one)
    found = comment(one, text) or bracket_first(one, text)
    if found is not None:
        return found
    if one.line == one.from_line:
        between = text[one.from_column : one.column]
        at_colon = text[one.column : one.column + 1] == ":"
        comma = max(between.rfind("，"), between.rfind("、"))
        if comma >= 0 and at_colon:
            mended = mend.narrowed(text, one.from_column)
            return one.at(Code.YAML_COMMA, one.line, one.from_column + comma, mended)
        word = re.search(r"\s([a-z_]+)$", between)
        if at_colon and word and word[1] in _KEYS_BETWEEN_BRACES:
            at = one.column - len(word[1])
            mended = f"{text[:at].rstrip()}, {text[at:]}"
            return one.at(Code.YAML_COMMA, one.line, at, mended, how="none", key=word[1])
        if at_colon:
            mended = mend.in_quotes(text, mend.value_start(text, one.column))
            return one.at(Code.YAML_INNER_COLON, one.line, one.column, mended)
        if re.search(r"[\"'][^\"',]*[\"']\s*$", between):
            return one.at(Code.YAML_AFTER_QUOTE, one.line, one.column)
    return one.at(
        Code.YAML_BRACKET,
        one.from_line,
        one.from_column,
        mend.closed(text, one.from_column),
    )


def never_closed(one: Beside) -> Problem:
    """Return the bracket that was still open where the file ended."""
    still_open = [(max(one.from_line - 1, 0), 0)]
    try:
        for token in yaml.scan(one.whole, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.FlowMappingStartToken | yaml.FlowSequenceStartToken):
                still_open.append((token.start_mark.line, token.start_mark.column))
            elif isinstance(token, yaml.FlowMappingEndToken | yaml.FlowSequenceEndToken):
                still_open = still_open[:-1] or still_open
    except yaml.YAMLError:
        pass
    line, column = still_open[-1]
    return one.at(Code.YAML_BRACKET, line, column, mend.closed(one.text(line), column))


def comment(one: Beside, text: str) -> Problem | None:
    """Return a sign inside braces that made a comment of all that follows."""
    match = re.search(r"\s#", text[one.from_column :])
    if match is None or mend.depth(text[: one.from_column + match.start()]) < 1:
        return None
    at = one.from_column + match.end() - 1
    if mend.depth(text) != 0:
        return None
    start = mend.value_start(text, at)
    mended = mend.in_quotes(text, start) if start else ""
    return one.at(Code.YAML_COMMENT, one.from_line, at, mended)


def bracket_first(one: Beside, text: str) -> Problem | None:
    """Return words that begin with a bracket, as a note in brackets does."""
    match = re.search(r"[:,{] ?(\[[^\]]*\])(?=[^\s,}\]])", text[one.from_column :])
    return start(one, one.from_line, one.from_column + match.start(1)) if match else None


def start(one: Beside, line: int, column: int) -> Problem:
    """Return a value that begins with a sign that YAML keeps for itself."""
    text = one.text(line)
    inner = text.find("]", column) + 1 if text[column : column + 1] == "[" else 0
    end = mend.value_end(text, max(inner, column))
    value = text[column:end].strip()
    mended = "" if re.match(r"%[0-9.]+$", value) else mend.in_quotes(text, column, end)
    return one.at(Code.YAML_START, line, column, mended, value=value[:40])
