"""The lines that a syntax error is about, and how to say what is wrong with one of them."""

import yaml

from dashboard import lines as mend
from dashboard.problems import Code, Place, Problem, facts


class Beside:
    """One syntax error beside its lines; lives for one call."""

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
        """Return a line, or nothing where there is none."""
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

    def wanted(self, line: int) -> int:
        """Return how far a line is indented that belongs to the same mapping as the one above."""
        before = self.text(self.above(line))
        deeper = 2 if before.rstrip().endswith(":") else 0
        is_key = before.lstrip().startswith("- ") and not self.text(line).strip().startswith("-")
        return mend.indent(before) + deeper + (2 if is_key else 0)
