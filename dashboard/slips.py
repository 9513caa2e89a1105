"""What a planner most likely typed, where PyYAML says that a text is no YAML."""

import re

import yaml

from dashboard.problems import Code, Place, Problem, facts
from dashboard.store import place_at

_NO_SPACE = re.compile(r"[\s\-{,]*[A-Za-z][\w-]*(:)(?=[^\s:/])")


def slip(file: str, text: str, error: Exception) -> Problem:
    """Return the likely cause of a syntax error, at the place to mend."""
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        return _Slip(file, lines, error).problem()
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


class _Slip:
    """One syntax error beside the lines it is about; lives for one call."""

    def __init__(self, file: str, lines: list[str], error: yaml.MarkedYAMLError) -> None:
        self.file = file
        self.lines = lines
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

    def at(self, code: Code, line: int, column: int) -> Problem:
        return Problem(
            Place(self.file, line + 1, column + 1),
            code,
            facts(text=self.text(line).strip()[:80], sign=self.text(line)[column : column + 1]),
        )

    def problem(self) -> Problem:  # noqa: PLR0911 - one return a kind of slip
        """Return the likely cause, judged by what PyYAML was doing when it gave up."""
        if "simple key" in self.context:
            return self.no_colon(self.from_line)
        if "quoted scalar" in self.context:
            return self.at(Code.YAML_QUOTE, self.from_line, self.from_column)
        if "mapping values are not allowed" in self.said:
            return self.colon_unexpected()
        if "flow" in self.context:
            return self.flow()
        if any(word in self.context for word in ("block scalar", "an alias", "an anchor", "a tag")):
            return self.at(Code.YAML_START, self.from_line, self.from_column)
        if "directive" in self.context:
            return self.at(Code.YAML_START, self.from_line, self.from_column)
        sign = self.text(self.line)[self.column : self.column + 1]
        if "cannot start any token" in self.said or "tab character" in self.said:
            code = Code.YAML_TAB if sign in {"\t", ""} else Code.YAML_START
            return self.at(code, self.line, self.column)
        return self.block()

    def no_colon(self, line: int) -> Problem:
        """Return what is wrong with a line that should be `key: value` and has no colon."""
        text = self.text(line)
        found = wide_sign(text) or missing_space(text)
        if found:
            return self.at(found[0], line, found[1])
        return self.at(Code.YAML, line, len(text) - len(text.lstrip()))

    def colon_unexpected(self) -> Problem:
        """Return whether this colon is inside a value, or the line before lacks its own."""
        before = self.text(self.line)[: self.column]
        if ": " in before or re.match(r"\s*- [^:]*：", before):
            return self.at(Code.YAML_INNER_COLON, self.line, self.column)
        above = self.line - 1
        while above > 0 and not self.text(above).strip():
            above -= 1
        text = self.text(above)
        found = missing_space(text) or (wide_sign(text) if ": " not in text else None)
        if found:
            return self.at(found[0], above, found[1])
        indent = len(before) - len(before.lstrip())
        if ": " in text and indent > len(text) - len(text.lstrip()):
            return self.at(Code.YAML_INDENT, self.line, indent)
        return self.at(Code.YAML, self.line, self.column)

    def flow(self) -> Problem:
        """Return what is wrong between brackets."""
        if self.line == self.from_line:
            between = self.text(self.line)[self.from_column : self.column]
            comma = between.rfind("，")
            if comma >= 0 and self.text(self.line)[self.column : self.column + 1] == ":":
                return self.at(Code.YAML_COMMA, self.line, self.from_column + comma)
            if self.text(self.line)[self.column : self.column + 1] == ":":
                return self.at(Code.YAML_INNER_COLON, self.line, self.column)
            if re.search(r"[\"'][^\"',]*[\"']\s*$", between):
                return self.at(Code.YAML_AFTER_QUOTE, self.line, self.column)
        return self.at(Code.YAML_BRACKET, self.from_line, self.from_column)

    def block(self) -> Problem:
        """Return what is wrong among lines: words after a closing quote, or the indentation."""
        before = self.text(self.line)[: self.column]
        if before.strip().endswith(('"', "'")):
            return self.at(Code.YAML_AFTER_QUOTE, self.line, self.column)
        if self.text(self.line)[self.column : self.column + 1] in {"]", "}", ","}:
            return self.at(Code.YAML_BRACKET, self.line, self.column)
        if "\t" in before:
            return self.at(Code.YAML_TAB, self.line, before.index("\t"))
        if "block" in self.context or "expected" in self.said:
            return self.at(Code.YAML_INDENT, self.line, self.column)
        return self.at(Code.YAML, self.line, self.column)
