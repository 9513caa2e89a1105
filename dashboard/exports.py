"""Files to take along: tables as CSV and as XLSX, each with its day, filters, sources, licence."""

import io
import math
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import pandas as pd
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.model import Catalog, Source
from dashboard.tokens import LIGHT
from dashboard.wording import Wording

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_WRITTEN = frozenset({"value"})
"""Columns of figures as they were written: a plain one is a number to a spreadsheet."""
_NUMBER = re.compile(r"-?[0-9]{1,15}(?:\.[0-9]{1,10})?")
_CALM = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_PLAIN: dict[str, object] = {
    "font_name": "Microsoft YaHei",
    "font_size": 10,
    "font_color": LIGHT.ink,
    "valign": "top",
}
_BLUE = LIGHT.tints["blue"]
_LOOKS: Mapping[str, dict[str, object]] = {
    "text": {"text_wrap": True, "align": "left"},
    "number": {"align": "right"},
    "head": {"bold": True, "text_wrap": True, "bg_color": LIGHT.river,
             "bottom": 2, "bottom_color": _BLUE.mark},
    "title": {"bold": True, "font_size": 14},
    "bold": {"bold": True},
    "name": {"font_color": LIGHT.ink2},
    "link": {"font_color": _BLUE.text, "underline": 1},
}  # fmt: skip
_LONGEST, _LONGEST_LINK, _MOST_LINKS = 32_767, 2_000, 65_000
_NARROW, _WIDE = 8, 60
"""The width of a column in signs, at least and at most."""
_SOURCE = ("source", "publisher", "source_title", "published", "grade", "address", "mirror")


@dataclass(frozen=True, slots=True)
class About:
    """What a table to take along says of itself."""

    catalog: Catalog
    as_of: date
    say: Wording
    title: str
    """what is in the table, in a few words"""
    filters: str = ""
    """what the reader chose to see, in words; empty for everything"""

    @property
    def shown(self) -> str:
        """Return the filters in words, also where there are none."""
        return self.filters or self.say("filter.all")


# --- CSV -------------------------------------------------------------------------------------


def csv_of(table: pd.DataFrame, about: About) -> bytes:
    """Return a table as CSV in the language of `about`; every row says day, filters, licence.

    A row that names its sources by id alone has who they are and where in a column more.
    """
    return csv_bytes(headed(signed(table, about), about.say))


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV with a byte order mark, so that Excel reads the Chinese."""
    inert = frame.astype(object).map(_inert)
    return ("\ufeff" + inert.to_csv(index=False, lineterminator="\r\n")).encode()


def _inert(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; a number as a workbook shows it."""
    if isinstance(value, float):
        return f"{value:.15g}" if math.isfinite(value) else ""
    if isinstance(value, str) and value.startswith(_FORMULA):
        try:
            float(value)
        except ValueError:
            return f"'{value}"
    return value


def signed(table: pd.DataFrame, about: About) -> pd.DataFrame:
    """Return a table with the day, the filters, the sources and the licence in every row."""
    more: dict[str, str | list[str]] = {}
    named = "sources" if "sources" in table else "" if "publisher" in table else "source"
    if named in table:
        more["cited"] = [_cited(cell, about) for cell in table[named]]
    if "as_of" not in table.columns:
        more["as_of"] = about.as_of.isoformat()
    more |= {"filters": about.shown, "licence": about.catalog.frame.licence}
    return table.assign(**more)


def headed(table: pd.DataFrame, say: Wording) -> pd.DataFrame:
    """Return a table with its column names in a language."""
    return table.rename(columns={column: say(f"csv.{column}") for column in table.columns})


def sources_of(table: pd.DataFrame, catalog: Catalog) -> Iterator[Source]:
    """Yield the sources that a table names by id, each once, in its order."""
    cells = [cell for name in ("source", "sources") if name in table for cell in table[name]]
    ids = dict.fromkeys(one for cell in cells for one in str(cell).split())
    yield from (catalog.sources[one] for one in ids if one in catalog.sources)


def _cited(cell: object, about: About) -> str:
    known = about.catalog.sources
    return " | ".join(
        " ".join(filter(None, (one, known[one].publisher(about.say.language),
                               known[one].url or known[one].via)))
        for one in str(cell).split()
        if one in known
    )  # fmt: skip


# --- XLSX ------------------------------------------------------------------------------------


def workbook_of(table: pd.DataFrame, about: About) -> bytes:
    """Return a table as XLSX, and in a second sheet what it is and its sources in full.

    Numbers are numbers, texts are texts whatever they begin with; the same table, the same bytes.
    """
    file = io.BytesIO()
    book = Workbook(file, _CALM)
    frame, say = about.catalog.frame, about.say
    book.set_properties(
        {
            "title": about.title,
            "subject": frame.title(say.language),
            "author": frame.title(say.language),
            "comments": say("workbook.licence", licence=frame.licence),
            "created": datetime.combine(about.as_of, datetime.min.time()),
        }
    )
    looks = {name: book.add_format(_PLAIN | more) for name, more in _LOOKS.items()}
    first = book.add_worksheet(say("take.sheet.table"))
    _grid(first, looks, 0, table, say)
    first.freeze_panes(1, 1)
    first.autofilter(0, 0, max(len(table), 1), len(table.columns) - 1)
    _facts(book.add_worksheet(say("take.sheet.about")), looks, table, about)
    book.close()
    return file.getvalue()


def _facts(
    sheet: Worksheet, looks: Mapping[str, Format], table: pd.DataFrame, about: About
) -> None:
    """Write what the table is: its day, its filters, its licence, and who said so."""
    frame, say = about.catalog.frame, about.say
    facts: dict[str, str | float] = {
        "catalog": frame.title(say.language),
        "as-of": about.as_of.isoformat(),
        "filters": about.shown,
        "rows": len(table),
        "licence": frame.licence,
        "contact": frame.contact(say.language),
        "note": say("take.note"),
    }
    sheet.write_string(0, 0, about.title, looks["title"])
    for row, (key, fact) in enumerate(facts.items(), 2):
        sheet.write_string(row, 0, say(f"take.about.{key}"), looks["name"])
        _put(sheet, (row, 1), fact, looks)
    named = _named(table, about)
    start = len(facts) + 3
    sheet.write_string(start, 0, say("take.about.sources", n=len(named)), looks["bold"])
    _grid(sheet, looks, start + 1, named, say)


def _named(table: pd.DataFrame, about: About) -> pd.DataFrame:
    """Return the sources that a table names, one row each."""
    say = about.say
    rows = [
        (one.id, one.publisher(say.language), one.title(say.language), say.day(one.published),
         say(f"grade.{one.grade}"), one.url or "", one.via or "")
        for one in sources_of(table, about.catalog)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(_SOURCE))


def _grid(
    sheet: Worksheet, looks: Mapping[str, Format], top: int, table: pd.DataFrame, say: Wording
) -> None:
    """Write a header row and the rows below it, each column as wide as its words."""
    for place, column in enumerate(table.columns):
        head, cells = say(f"csv.{column}"), [_shown(cell, column) for cell in table[column]]
        sheet.write_string(top, place, head, looks["head"])
        widest = max(_width(str(cell)) for cell in (head, *cells))
        sheet.set_column(place, place, min(max(widest + 2, _NARROW), _WIDE))
        for row, cell in enumerate(cells, top + 1):
            if column == "address" and isinstance(cell, str) and _is_link(cell, len(table)):
                sheet.write_url(row, place, cell, looks["link"], cell)
            else:
                _put(sheet, (row, place), cell, looks)


def _is_link(text: str, rows: int) -> bool:
    """Return whether a spreadsheet takes an address as a link: it must not be long, nor many."""
    return (
        text.startswith(("http://", "https://"))
        and len(text) <= _LONGEST_LINK
        and rows <= _MOST_LINKS
    )


def _put(
    sheet: Worksheet, place: tuple[int, int], cell: str | float | None, looks: Mapping[str, Format]
) -> None:
    """Write a cell as what it is."""
    if cell is None:
        sheet.write_blank(*place, None, looks["text"])
    elif isinstance(cell, str):
        sheet.write_string(*place, cell[:_LONGEST], looks["text"])
    else:
        sheet.write_number(*place, cell, looks["number"])


def _shown(cell: object, column: str) -> str | float | None:
    """Return a cell as text or number; what is not known is empty."""
    if cell is None or cell == "":
        return None
    if isinstance(cell, int | float | np.number):
        return float(cell) if math.isfinite(cell) else None
    text = str(cell)
    return float(text) if column in _WRITTEN and _NUMBER.fullmatch(text) else text


def _width(text: str) -> int:
    """Return how wide a text is in signs; Chinese ones are twice as wide."""
    line = max(text.splitlines(), key=len, default="")
    return sum(2 if sign > "\u1100" else 1 for sign in line)
