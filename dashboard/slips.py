"""What a planner most likely typed, where PyYAML says that a text is no YAML."""

import re

import yaml

from dashboard import lines as mend
from dashboard.problems import Code, Place, Problem, facts
from dashboard.store import place_at

_NO_SPACE = re.compile(r"[\s\-{,]*[A-Za-z][\w-]*(:)(?=[^\s:/])")
_NO_DASH_SPACE = re.compile(r"\s*-(?=[{\[\"A-Za-z])")
_ITEMS = re.compile(r"[A-Za-z_]+: [^,{}]+, ?[A-Za-z_]+:")
_A_KEY = re.compile(r"\n\s*(?:- )?(?:\{\s*)?[A-Za-z_][\w-]*:")
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


def slip(file: str, text: str, error: Exception) -> Problem:
    """Return the likely cause of a syntax error, at the place to mend."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        rows = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return _Slip(file, text, rows, error).problem()
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


class _Slip:
    """One syntax error beside the lines it is about; lives for one call."""

    def __init__(self, file: str, whole: str, rows: list[str], error: yaml.MarkedYAMLError) -> None:
        self.file = file
        self.whole = whole
        self.lines = rows
        self.context = error.context or ""
        self.said = error.problem or ""
        mark = error.problem_mark
        self.line, self.column = (mark.line, mark.column) if mark else (0, 0)
        opener = error.context_mark
        self.from_line, self.from_column = (
            (opener.line, opener.column) if opener else (self.line, self.column)
        )

    def text(self, line: int) -> str:
        return self.lines[line] if 0 <= line < len(self.lines) else ""

    def above(self, line: int) -> int:
        """Return the line before one, comments and empty lines left out; -1 without one."""
        line -= 1
        while line >= 0 and (not self.text(line).strip() or self.text(line).lstrip()[0] == "#"):
            line -= 1
        return line

    def at(self, code: Code, line: int, column: int, mended: str = "", **more: object) -> Problem:
        """Return a problem, with the line as it should be where that is known."""
        text = self.text(line)
        known = facts(text=text.strip()[:80], sign=text[column : column + 1], **more)
        if mended and mended != text and len(mended) <= mend.LONGEST:
            known += facts(corrected=mended)
        return Problem(Place(self.file, line + 1, column + 1), code, known)

    def problem(self) -> Problem:
        """Return the likely cause, judged by what PyYAML was doing when it gave up."""
        found = self.unseen() or self.runaway_quote()
        if found is not None:
            return found
        if "simple key" in self.context:
            return self.no_colon(self.from_line)
        if "quoted scalar" in self.context:
            return self.quote(self.from_line, self.from_column)
        if "mapping values are not allowed" in self.said:
            return self.colon_unexpected()
        if "flow" in self.context:
            return self.flow()
        signs = ("block scalar", "an alias", "an anchor", "a tag", "directive")
        if any(word in self.context for word in signs):
            return self.start(self.from_line, self.from_column)
        sign = self.text(self.line)[self.column : self.column + 1]
        if "cannot start any token" in self.said or "tab character" in self.said:
            if sign in {"\t", ""}:
                return self.tab(self.line, self.column)
            return self.start(self.line, self.column)
        return self.block()

    # --- one sign ----------------------------------------------------------------------

    def unseen(self) -> Problem | None:
        """Return a space that is none, in the lines the error is about."""
        for line in range(max(0, min(self.line, self.from_line) - 1), self.line + 1):
            text = self.text(line)
            at = mend.unseen_at(text)
            if at >= 0:
                sign = text[at]
                mended = mend.seen(text)
                if not text[:at].strip(" -"):
                    mended = " " * self.wanted(line) + mended.lstrip()
                known = {"character": f"U+{ord(sign):04X}", "how": mend.UNSEEN[sign]}
                return self.at(Code.BAD_CHARACTER, line, at, mended, **known)
        return None

    def wanted(self, line: int) -> int:
        """Return how far a line is indented that belongs to the same mapping as the one above."""
        before = self.text(self.above(line))
        deeper = 2 if before.rstrip().endswith(":") else 0
        is_key = before.lstrip().startswith("- ") and not self.text(line).strip().startswith("-")
        return mend.indent(before) + deeper + (2 if is_key else 0)

    def runaway_quote(self) -> Problem | None:
        """Return a quote that was closed only by the next one, lines further down."""
        last = None
        try:
            for token in yaml.scan(self.whole, Loader=yaml.CSafeLoader):
                if isinstance(token, yaml.ScalarToken) and token.style in {'"', "'"}:
                    last = token
        except yaml.YAMLError:
            pass
        if last is None or last.start_mark.line == last.end_mark.line:
            return None
        start, end = last.start_mark, last.end_mark
        between = "\n".join(self.lines[start.line : end.line + 1])
        is_near = end.line <= self.line <= end.line + 1
        return self.quote(start.line, start.column) if is_near and _A_KEY.search(between) else None

    def quote(self, line: int, column: int) -> Problem:
        mended = mend.with_quote_closed(self.text(line), column)
        return self.at(Code.YAML_QUOTE, line, column, mended)

    def start(self, line: int, column: int) -> Problem:
        """Return a value that begins with a sign that YAML keeps for itself."""
        text = self.text(line)
        inner = text.find("]", column) + 1 if text[column : column + 1] == "[" else 0
        end = mend.value_end(text, max(inner, column))
        value = text[column:end].strip()
        mended = "" if re.match(r"%[0-9.]+$", value) else mend.in_quotes(text, column, end)
        return self.at(Code.YAML_START, line, column, mended, value=value[:40])

    def tab(self, line: int, column: int) -> Problem:
        text, mended = self.text(line), ""
        if not text[:column].strip() and "\t" in text:
            mended = " " * self.wanted(line) + text.lstrip()
        return self.at(Code.YAML_TAB, line, column, mended)

    # --- a line without its colon, or with one too many --------------------------------

    def no_colon(self, line: int) -> Problem:
        """Return what is wrong with a line that should be `key: value` and has no colon."""
        text = self.text(line)
        found = self.dash(line) or self.wide_bracket(line)
        if found is not None:
            return found
        colon = wide_sign(text) or missing_space(text)
        if colon:
            return self.at(colon[0], line, colon[1], with_colon(text, colon[1]))
        words = re.match(r"(\s*(?:- )?[a-z_]+)\s+(?=\S)", text)
        mended = f"{words[1]}: {text[words.end() :]}" if words else ""
        return self.at(Code.YAML, line, len(text) - len(text.lstrip()), mended)

    def dash(self, line: int) -> Problem | None:
        match = _NO_DASH_SPACE.match(self.text(line))
        if match is None:
            return None
        text, at = self.text(line), match.end()
        return self.at(Code.YAML_SPACE_AFTER_DASH, line, at - 1, f"{text[:at]} {text[at:]}")

    def wide_bracket(self, line: int) -> Problem | None:
        text = self.text(line)
        match = re.search(r"(?:: |- |^\s*)([｛［【])", text)
        if match is None:
            return None
        mended = text.translate(mend.WIDE)
        return self.at(Code.YAML_BRACKET, line, match.start(1), mended, how="wide")

    def colon_unexpected(self) -> Problem:
        """Return whether this colon is inside a value, or the line before lacks its own."""
        text = self.text(self.line)
        before = text[: self.column]
        found = self.dash(self.line) or self.wide_bracket(self.line) or self.braces(self.line)
        if found is not None:
            return found
        if ": " in before or re.match(r"\s*- [^:]*：", before):
            start = mend.value_start(text, self.column)
            straight = text.translate(mend.QUOTES)
            mended = straight if straight[start : start + 1] == '"' else ""
            return self.at(
                Code.YAML_INNER_COLON,
                self.line,
                self.column,
                mended or (mend.in_quotes(text, start) if start else ""),
            )
        return self.line_above(self.above(self.line), mend.indent(before))

    def line_above(self, above: int, indent: int) -> Problem:
        text = self.text(above)
        found = self.dash(above) if above >= 0 else None
        if found is not None:
            return found
        colon = missing_space(text) or (wide_sign(text) if ": " not in text else None)
        if colon:
            return self.at(colon[0], above, colon[1], with_colon(text, colon[1]))
        if ": " in text and indent > mend.indent(text):
            return self.indentation(self.line, indent)
        return self.at(Code.YAML, self.line, self.column)

    def braces(self, line: int) -> Problem | None:
        """Return that several items on one line lack the braces around them."""
        text = self.text(line)
        match = re.match(r"(\s*(?:- )?)(?:[A-Za-z_]+: (?=[A-Za-z_]+: ))?", text)
        start = match.end() if match else 0
        body = text[start:].rstrip()
        if not _ITEMS.match(body) or mend.depth(body) > 0 or (match and not match[0].strip()):
            return None
        if body.endswith("}") and mend.depth(body) < 0:
            return self.at(
                Code.YAML_BRACKET, line, start, f"{text[:start]}{{{body}", how="open", bracket="{"
            )
        return self.at(Code.YAML_BRACKET, line, start, f"{text[:start]}{{{body}}}", how="both")

    # --- between brackets --------------------------------------------------------------

    def flow(self) -> Problem:
        """Return what is wrong between brackets."""
        text = self.text(self.from_line)
        found = self.comment(text) or self.bracket_first(text)
        if found is not None:
            return found
        if self.line == self.from_line:
            between = text[self.from_column : self.column]
            at_colon = text[self.column : self.column + 1] == ":"
            comma = max(between.rfind("，"), between.rfind("、"))
            if comma >= 0 and at_colon:
                at = self.from_column + comma
                return self.at(
                    Code.YAML_COMMA, self.line, at, f"{text[:at]}, {text[at + 1 :].lstrip()}"
                )
            word = re.search(r"\s([a-z_]+)$", between)
            if at_colon and word and word[1] in _KEYS_BETWEEN_BRACES:
                at = self.column - len(word[1])
                mended = f"{text[:at].rstrip()}, {text[at:]}"
                return self.at(Code.YAML_COMMA, self.line, at, mended, how="none", key=word[1])
            if at_colon:
                mended = mend.in_quotes(text, mend.value_start(text, self.column))
                return self.at(Code.YAML_INNER_COLON, self.line, self.column, mended)
            if re.search(r"[\"'][^\"',]*[\"']\s*$", between):
                return self.at(Code.YAML_AFTER_QUOTE, self.line, self.column)
        return self.at(
            Code.YAML_BRACKET,
            self.from_line,
            self.from_column,
            mend.closed(text, self.from_column),
        )

    def comment(self, text: str) -> Problem | None:
        """Return a sign inside braces that made a comment of all that follows."""
        match = re.search(r"\s#", text[self.from_column :])
        if match is None or mend.depth(text[: self.from_column + match.start()]) < 1:
            return None
        at = self.from_column + match.end() - 1
        if mend.depth(text) != 0:
            return None
        start = mend.value_start(text, at)
        mended = mend.in_quotes(text, start) if start else ""
        return self.at(Code.YAML_COMMENT, self.from_line, at, mended)

    def bracket_first(self, text: str) -> Problem | None:
        """Return words that begin with a bracket, as a note in brackets does."""
        match = re.search(r"[:,{] ?(\[[^\]]*\])(?=[^\s,}\]])", text[self.from_column :])
        return self.start(self.from_line, self.from_column + match.start(1)) if match else None

    # --- among lines -------------------------------------------------------------------

    def block(self) -> Problem:
        """Return what is wrong among lines: words after a closing quote, or the indentation."""
        text = self.text(self.line)
        before = text[: self.column]
        found = self.dash(self.line)
        if found is not None:
            return found
        if before.strip().endswith(('"', "'")):
            return self.at(Code.YAML_AFTER_QUOTE, self.line, self.column)
        if text[self.column : self.column + 1] in {"]", "}", ","}:
            mended = before + text[self.column + 1 :]
            return self.at(Code.YAML_BRACKET, self.line, self.column, mended)
        if "\t" in before:
            return self.tab(self.line, before.index("\t"))
        if re.match(r"\s*- *\[[^\]]*\]|[^#]*: \[[^\]]*\]", before):
            start = before.index("[")
            return self.start(self.line, start)
        if "block" in self.context or "expected" in self.said:
            return self.indentation(self.line, self.column)
        return self.at(Code.YAML, self.line, self.column)

    def indentation(self, line: int, column: int) -> Problem:
        """Return a line that is not aligned: this one, or the first of a list above it."""
        text, above = self.text(line), self.above(line)
        before = self.text(above)
        if text.lstrip().startswith("- ") and before.lstrip().startswith("- "):
            head = self.text(self.above(above))
            first, wanted = mend.indent(before), mend.indent(text)
            if first < wanted and head.rstrip().endswith(":") and mend.indent(head) == first:
                mended = " " * wanted + before.lstrip()
                return self.at(Code.YAML_INDENT, above, first, mended)
        wanted = mend.indent(before)
        if before.lstrip().startswith("- ") and not text.lstrip().startswith("- "):
            wanted += 2
        is_whole = bool(re.search(r":\s+\S", before)) and abs(wanted - mend.indent(text)) < 4  # noqa: PLR2004
        mended = " " * wanted + text.lstrip() if is_whole else ""
        return self.at(Code.YAML_INDENT, line, column, mended)
