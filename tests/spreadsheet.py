"""Workbooks in the tests: their cells by the keys of their columns, changed, and recalculated."""

import io
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from dashboard.wording import Wording
from dashboard.workbooks import comparison, figures, parts, register, reports
from dashboard.workbooks.grid import TOP, Column

COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "register": register.COLUMNS,
    "parts": parts.COLUMNS,
    "comparison": comparison.COLUMNS,
    "evidence": reports.COLUMNS,
    "nodes": reports.NODES,
    "figures": figures.COLUMNS,
}
PATIENCE = 180  # seconds; how long LibreOffice may take on a busy machine
ALWAYS = """\
<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Office.Calc/Formula/Load">
<prop oor:name="OOXMLRecalcMode" oor:op="fuse"><value>0</value></prop>
</item></oor:items>
"""
Held = str | float | date | None


@dataclass(frozen=True)
class Sheets:
    """An open workbook in a language."""

    book: Workbook
    say: Wording

    def sheet(self, key: str) -> Worksheet:
        """Return a sheet by its key."""
        found: Worksheet = self.book[self.say(f"workbook.sheet.{key}")]
        return found

    def rows(self, key: str) -> list[dict[str, Held]]:
        """Return what the rows of a sheet hold, by the keys of its columns."""
        names = [column.key for column in COLUMNS[key]]
        lines = self.sheet(key).iter_rows(min_row=TOP + 1, values_only=True)
        return [dict(zip(names, line, strict=False)) for line in lines]

    def put(self, key: str, row: Mapping[str, Held], given: Mapping[str, Held]) -> None:
        """Put values into the one row that holds something."""
        rows = self.rows(key)
        [found] = [
            number
            for number, line in enumerate(rows, TOP + 1)
            if all(line[name] == value for name, value in row.items())
        ]
        names = [column.key for column in COLUMNS[key]]
        for name, value in given.items():
            self.sheet(key).cell(found, names.index(name) + 1).value = value

    def put_named(self, key: str, value: Held) -> None:
        """Put a value into the cell of a name."""
        place = self.book.defined_names[self.say(f"workbook.name.{key}")].attr_text
        sheet, cell = place.replace("$", "").replace("'", "").split("!")
        self.book[sheet][cell].value = value


@cache
def kept(data: bytes, say: Wording) -> Sheets:
    """Return the values of a workbook, to be read only."""
    return opened(data, say, values=True)


def opened(data: bytes, say: Wording, *, values: bool = False) -> Sheets:
    """Return a workbook with its formulas, or with the values beside them."""
    return Sheets(openpyxl.load_workbook(io.BytesIO(data), data_only=values), say)


def recalculated(soffice: str, folder: Path) -> dict[str, bytes]:
    """Return the workbooks of a folder as LibreOffice works them out, by name, in one run."""
    profile, made = folder / "profile", folder / "made"
    (profile / "user").mkdir(parents=True)
    (profile / "user" / "registrymodifications.xcu").write_text(ALWAYS, "utf-8")
    command = [soffice, f"-env:UserInstallation={profile.as_uri()}", "--headless"]
    command += ["--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", str(made)]
    given = sorted(map(str, folder.glob("*.xlsx")))
    subprocess.run([*command, *given], check=True, capture_output=True, timeout=PATIENCE)
    return {path.stem: path.read_bytes() for path in made.glob("*.xlsx")}
