"""What a planner most likely typed, where PyYAML says that a text is no YAML."""

import re

import yaml

from dashboard import lines as mend
from dashboard.beside import Beside
from dashboard.brackets import braces, flow, start, wide_bracket
from dashboard.problems import Code, Place, Problem, facts
from dashboard.store import place_at

_NO_SPACE = re.compile(r"[\s\-{,]*[A-Za-z][\w-]*(:)(?=[^\s:/])")
_NO_DASH_SPACE = re.compile(r"\s*-(?=[{\[\"A-Za-z])")
_A_KEY = re.compile(r"\n\s*(?:- )?(?:\{\s*)?[A-Za-z_][\w-]*:")


def slip(file: str, text: str, error: Exception) -> Problem:
    """Return the likely cause of a syntax error, at the place to mend."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return problem(Beside(file, text, rows, error))
    if isinstance(error, yaml.reader.ReaderError):
        position = int(error.position)  # of a byte, also where the input was text
        before = text.encode("utf-8", "ignore")[:position].decode("utf-8", "ignore")
        return Problem(
            place_at(file, before, len(before)),
            Code.BAD_CHARACTER,
            facts(character=f"U+{int(error.character):04X}"),
        )
    return Problem(Place(file), Code.BAD_CHARACTER, facts(character="?"))


def wide_sign(text: str) -> tuple[Code, int] | None:
    """Return the code and the index of a full-width colon typed for a colon, if there is one."""
    at = text.find("：")
    return (Code.YAML_COLON, at) if at > 0 else None


def missing_space(text: str) -> tuple[Code, int] | None:
    """Return the code and the index of a colon without a space after it, if there is one."""
    match = _NO_SPACE.match(text)
    return (Code.YAML_SPACE_AFTER_COLON, match.start(1)) if match else None


def with_colon(line: str, column: int) -> str:
    """Return a line with a colon and a space for the one at a column."""
    return f"{line[:column].rstrip()}: {line[column + 1 :].lstrip()}"


def problem(one: Beside) -> Problem:  # noqa: PLR0911 - one return a kind of slip
    """Return the likely cause, judged by what PyYAML was doing when it gave up."""
    found = unseen(one) or runaway_quote(one)
    if found is not None:
        return found
    if "simple key" in one.context:
        return no_colon(one, one.from_line)
    if "quoted scalar" in one.context:
        return quote(one, one.from_line, one.from_column)
    if "mapping values are not allowed" in one.said:
        return colon_unexpected(one)
    if "flow" in one.context:
        return flow(one)
    signs = ("block scalar", "an alias", "an anchor", "a tag", "directive")
    if any(word in one.context for word in signs):
        return start(one, one.from_line, one.from_column)
    sign = one.text(one.line)[one.column : one.column + 1]
    if "cannot start any token" in one.said or "tab character" in one.said:
        if sign in {"\t", ""}:
            return tab(one, one.line, one.column)
        return start(one, one.line, one.column)
    return block(one)


def unseen(one: Beside) -> Problem | None:
    """Return a space that is none, in the lines the error is about."""
    for line in range(max(0, min(one.line, one.from_line) - 1), one.line + 1):
        text = one.text(line)
        at = mend.unseen_at(text)
        if at >= 0:
            sign = text[at]
            mended = mend.seen(text)
            if not text[:at].strip(" -"):
                mended = " " * one.wanted(line) + mended.lstrip()
            known = {"character": f"U+{ord(sign):04X}", "how": mend.UNSEEN[sign]}
            return one.at(Code.BAD_CHARACTER, line, at, mended, **known)
    return None


def runaway_quote(one: Beside) -> Problem | None:
    """Return a quote that was closed only by the next one, lines further down."""
    last = None
    try:
        for token in yaml.scan(one.whole, Loader=yaml.CSafeLoader):
            if isinstance(token, yaml.ScalarToken) and token.style in {'"', "'"}:
                last = token
    except yaml.YAMLError:
        pass
    if last is None or last.start_mark.line == last.end_mark.line:
        return None
    start, end = last.start_mark, last.end_mark
    between = "\n".join(one.lines[start.line : end.line + 1])
    is_near = end.line <= one.line <= end.line + 1
    return quote(one, start.line, start.column) if is_near and _A_KEY.search(between) else None


def quote(one: Beside, line: int, column: int) -> Problem:
    """Return a quote that is not closed where its words end."""
    mended = mend.with_quote_closed(one.text(line), column)
    return one.at(Code.YAML_QUOTE, line, column, mended)


def tab(one: Beside, line: int, column: int) -> Problem:
    """Return a tab where there should be spaces."""
    text, mended = one.text(line), ""
    if not text[:column].strip() and "\t" in text:
        mended = " " * one.wanted(line) + text.lstrip()
    return one.at(Code.YAML_TAB, line, column, mended)


def no_colon(one: Beside, line: int) -> Problem:
    """Return what is wrong with a line that should be `key: value` and has no colon."""
    text = one.text(line)
    found = dash(one, line) or wide_bracket(one, line)
    if found is not None:
        return found
    colon = wide_sign(text) or missing_space(text)
    if colon:
        return one.at(colon[0], line, colon[1], with_colon(text, colon[1]))
    words = re.match(r"(\s*(?:- )?[a-z_]+)\s+(?=\S)", text)
    mended = f"{words[1]}: {text[words.end() :]}" if words else ""
    return one.at(Code.YAML, line, len(text) - len(text.lstrip()), mended)


def dash(one: Beside, line: int) -> Problem | None:
    """Return a dash without its space."""
    match = _NO_DASH_SPACE.match(one.text(line))
    if match is None:
        return None
    text, at = one.text(line), match.end()
    return one.at(Code.YAML_SPACE_AFTER_DASH, line, at - 1, f"{text[:at]} {text[at:]}")


def colon_unexpected(one: Beside) -> Problem:
    """Return whether this colon is inside a value, or the line before lacks its own."""
    text = one.text(one.line)
    before = text[: one.column]
    found = dash(one, one.line) or wide_bracket(one, one.line) or braces(one, one.line)
    if found is not None:
        return found
    if ": " in before or re.match(r"\s*- [^:]*：", before):
        start = mend.value_start(text, one.column)
        straight = text.translate(mend.QUOTES)
        mended = straight if straight[start : start + 1] == '"' else ""
        return one.at(
            Code.YAML_INNER_COLON,
            one.line,
            one.column,
            mended or (mend.in_quotes(text, start) if start else ""),
        )
    return line_above(one, one.above(one.line), mend.indent(before))


def line_above(one: Beside, above: int, indent: int) -> Problem:
    """Return what the line before an unexpected colon lacks."""
    text = one.text(above)
    found = dash(one, above) if above >= 0 else None
    if found is not None:
        return found
    colon = missing_space(text) or (wide_sign(text) if ": " not in text else None)
    if colon:
        return one.at(colon[0], above, colon[1], with_colon(text, colon[1]))
    if ": " in text and indent > mend.indent(text):
        return indentation(one, one.line, indent)
    return one.at(Code.YAML, one.line, one.column)


def block(one: Beside) -> Problem:  # noqa: PLR0911 - one return a kind of slip
    """Return what is wrong among lines: words after a closing quote, or the indentation."""
    text = one.text(one.line)
    before = text[: one.column]
    found = dash(one, one.line)
    if found is not None:
        return found
    if before.strip().endswith(('"', "'")):
        return one.at(Code.YAML_AFTER_QUOTE, one.line, one.column)
    if text[one.column : one.column + 1] in {"]", "}", ","}:
        mended = before + text[one.column + 1 :]
        return one.at(Code.YAML_BRACKET, one.line, one.column, mended)
    if "\t" in before:
        return tab(one, one.line, before.index("\t"))
    if re.match(r"\s*- *\[[^\]]*\]|[^#]*: \[[^\]]*\]", before):
        return start(one, one.line, before.index("["))
    if "block" in one.context or "expected" in one.said:
        return indentation(one, one.line, one.column)
    return one.at(Code.YAML, one.line, one.column)


def indentation(one: Beside, line: int, column: int) -> Problem:
    """Return a line that is not aligned: this one, or the first of a list above it."""
    text, above = one.text(line), one.above(line)
    before = one.text(above)
    if text.lstrip().startswith("- ") and before.lstrip().startswith("- "):
        head = one.text(one.above(above))
        first, wanted = mend.indent(before), mend.indent(text)
        if first < wanted and head.rstrip().endswith(":") and mend.indent(head) == first:
            mended = " " * wanted + before.lstrip()
            return one.at(Code.YAML_INDENT, above, first, mended)
    wanted = mend.indent(before)
    if before.lstrip().startswith("- ") and not text.lstrip().startswith("- "):
        wanted += 2
    is_whole = bool(re.search(r":\s+\S", before)) and abs(wanted - mend.indent(text)) < 4  # noqa: PLR2004
    mended = " " * wanted + text.lstrip() if is_whole else ""
    return one.at(Code.YAML_INDENT, line, column, mended)
