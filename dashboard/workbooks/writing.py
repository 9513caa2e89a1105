"""A filled book as a file: formats, widths, choices, colours, names."""

import io
from collections.abc import Mapping, Sequence
from datetime import datetime

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from dashboard.theme import SIGNS
from dashboard.tokens import LIGHT
from dashboard.workbooks import cover
from dashboard.workbooks.book import Book
from dashboard.workbooks.grid import TOP, Cell, Column, Grid
from dashboard.workbooks.terms import Fault

FONT = "Microsoft YaHei"
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
LONGEST_LINK, LONGEST_TEXT, LONGEST_FOOT = 2000, 32_767, 220
FORMS = {
    "date": "yyyy-mm-dd",
    "percent": "0.0%",
    "whole": "0",
    "decimal": "0.0000",
    "general": "General",
}
WRAPPED = {"words"}
FROZEN = {"register": 2, "parts": 3, "comparison": 2, "evidence": 1, "figures": 2}
PRINTED = {"register": "link"}
"""The last column that is printed, where not all are."""
A3, A4 = 8, 9
WIDE = 480
"""A sheet that is wider than so many signs goes over several pages side by side."""
LINE = 14
MOST_LINES = 9


def written(book: Book, order: Sequence[str], filters: str) -> bytes:
    """Return a book as the bytes of an XLSX file, the same for the same book."""
    file = io.BytesIO()
    frame, language = book.catalog.frame, book.say.language
    workbook = Workbook(file, SAFE)
    workbook.set_properties(
        {
            "title": frame.title(language),
            "subject": book.say("workbook.title"),
            "author": frame.title(language),
            "comments": book.say("workbook.licence", licence=frame.licence),
            "created": datetime.combine(book.as_of, datetime.min.time()),
        }
    )
    workbook.set_calc_mode("auto")
    look = _Looks(workbook)
    cover.write(workbook, look, book, order, filters)
    for key in order:
        _sheet(workbook, look, book, book.grids[key], _foot(book, filters))
    for name in book.names.values():
        workbook.define_name(name.name, name.place)
    workbook.close()
    return file.getvalue()


class _Looks:
    """The formats of one workbook, each made once."""

    def __init__(self, workbook: Workbook) -> None:
        self._workbook = workbook
        self._made: dict[tuple[tuple[str, object], ...], Format] = {}

    def __call__(self, **given: object) -> Format:
        """Return a format."""
        shown = {"font_name": FONT, "font_size": 10, "font_color": LIGHT.ink, **given}
        key = tuple(sorted(shown.items()))
        if key not in self._made:
            self._made[key] = self._workbook.add_format(dict(key))
        return self._made[key]

    def tint(self, style: Mapping[str, object]) -> Format:
        """Return a format that only colours."""
        return self._workbook.add_format(dict(style))

    def cell(self, column: Column, cell: Cell | None) -> Format:
        """Return how a cell looks: what may be changed has a ground of its own."""
        look: dict[str, object] = {
            "valign": "vcenter",
            "bottom": 1,
            "bottom_color": LIGHT.line,
            "text_wrap": column.form in WRAPPED,
            **_aligned(column),
        }
        form = cell.form if cell and cell.form else column.form
        if form in FORMS:
            look |= {"num_format": FORMS[form]}
        if cell and cell.formula is not None:
            look |= {"bg_color": LIGHT.surface}
        elif column.put and cell:
            look |= {"bg_color": LIGHT.hues["yellow"].soft, "font_color": LIGHT.tints["blue"].text}
        if cell and cell.link:
            look |= {"font_color": LIGHT.tints["blue"].text, "underline": 1}
        return self(**look)


def _aligned(column: Column) -> dict[str, object]:
    """Return how a column and its header are aligned: numbers to the right."""
    return {"align": "right"} if column.form in FORMS else {"align": "left", "indent": 1}


def _foot(book: Book, filters: str) -> str:
    """Return what is printed below every sheet: the catalog, the day, the filters, the licence."""
    say, frame = book.say, book.catalog.frame
    said = (
        frame.title(say.language),
        say("source.as-of", day=book.as_of.isoformat()),
        filters or say("slides.unfiltered"),
        frame.licence,
    )
    text = _printable(say("list.dot").join(said)[:LONGEST_FOOT])
    return f"&L&8{text}&R&8&P / &N"


def _sheet(workbook: Workbook, look: _Looks, book: Book, grid: Grid, foot: str) -> None:
    sheet = workbook.add_worksheet(grid.name)
    _head(sheet, look, book, grid)
    for number, cells in enumerate(grid.rows, TOP):
        sheet.set_row(number, LINE * _lines(grid, cells) + 5)
        for place, column in enumerate(grid.columns):
            cell = cells.get(column.key)
            _cell(sheet, (number, place), cell, look.cell(column, cell))
    last = max(len(grid.rows), 1) + TOP - 1
    for place, column in enumerate(grid.columns):
        if column.choices:
            _choices(sheet, book, column, (TOP, place, last, place))
        if column.form == "status":
            _colours(sheet, look, book, (TOP, place, last, place))
    sheet.freeze_panes(TOP, FROZEN.get(grid.key, 1))
    if grid.key != "rules":
        sheet.autofilter(TOP - 1, 0, last, len(grid.columns) - 1)
    sheet.hide_gridlines(2)
    sheet.set_landscape()
    sheet.set_paper(A4 if grid.key in PRINTED else A3)
    if sum(column.width for column in grid.columns) < WIDE or grid.key in PRINTED:
        sheet.fit_to_pages(1, 0)
    else:
        sheet.repeat_columns(0, FROZEN.get(grid.key, 1) - 1)
    sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
    sheet.repeat_rows(0, TOP - 1)
    sheet.set_footer(foot)
    if grid.key in PRINTED:
        sheet.print_area(0, 0, last, _until(grid, PRINTED[grid.key]))


def _lines(grid: Grid, cells: Mapping[str, Cell]) -> int:
    """Return how many lines the longest words of a row take; Chinese signs are twice as wide."""
    lines = 1
    for column in grid.columns:
        cell = cells.get(column.key)
        if column.form in WRAPPED and cell and isinstance(cell.value, str):
            width = sum(2 if sign > "\u1100" else 1 for sign in cell.value)
            lines = max(lines, -(-width // int(column.width * 1.1)))
    return min(lines, MOST_LINES)


def _printable(text: str) -> str:
    """Return text in which the footer sees no code of its own."""
    return text.replace("&", "&&")


def _until(grid: Grid, key: str) -> int:
    return [column.key for column in grid.columns].index(key)


def _head(sheet: Worksheet, look: _Looks, book: Book, grid: Grid) -> None:
    """Write three rows: what belongs together, how each column is worked out, what it is."""
    say = book.say
    band = {"bold": True, "font_color": LIGHT.tints["blue"].text, "bottom": 1}
    hint = {"font_size": 8, "font_color": LIGHT.ink3, "text_wrap": True, "valign": "bottom"}
    blue = LIGHT.tints["blue"].mark
    name = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": LIGHT.river}
    before, widest = "", 1
    for place, column in enumerate(grid.columns):
        said = say(f"workbook.band.{column.band}") if column.band != before else ""
        sheet.write_string(0, place, said, look(**band, bottom_color=blue))
        key = f"workbook.hint.{grid.key}.{column.key}"
        words = say(key) if say.has(key) else ""
        sheet.write_string(1, place, words, look(**hint, **_aligned(column)))
        head = look(**name, **_aligned(column), bottom=2, bottom_color=blue)
        sheet.write_string(2, place, _header(book, grid, column), head)
        sheet.set_column(place, place, column.width, look())
        room = column.width * (0.62 if say.language == "zh" else 1.15)
        widest = max(widest, -(-len(words) // max(int(room), 1)))
        before = column.band
    sheet.set_row(0, 20)
    sheet.set_row(1, 12 * min(widest, MOST_LINES) + 4)
    sheet.set_row(2, 34)


def _header(book: Book, grid: Grid, column: Column) -> str:
    """Return what a column is called; the lists of the rules by the names that formulas use."""
    if column.band == "lists":
        return book.say(f"workbook.name.{column.key}")
    return book.say(f"workbook.column.{grid.key}.{column.key}")


def _cell(sheet: Worksheet, place: tuple[int, int], cell: Cell | None, look: Format) -> None:
    if cell is None or (cell.value is None and cell.formula is None):
        sheet.write_blank(*place, None, look)
    elif cell.formula is not None:
        value = cell.value.value if isinstance(cell.value, Fault) else cell.value
        sheet.write_formula(*place, f"={cell.formula}", look, value)
    elif cell.link and len(cell.link) <= LONGEST_LINK:
        sheet.write_url(*place, cell.link, look, str(cell.value)[:LONGEST_TEXT])
    elif isinstance(cell.value, float):
        sheet.write_number(*place, cell.value, look)
    else:
        sheet.write_string(*place, str(cell.value)[:LONGEST_TEXT], look)


def _choices(sheet: Worksheet, book: Book, column: Column, area: tuple[int, int, int, int]) -> None:
    source = f"={book.names[column.choices].name}"
    sheet.data_validation(*area, {"validate": "list", "source": source, "error_type": "warning"})


def _colours(sheet: Worksheet, look: _Looks, book: Book, area: tuple[int, int, int, int]) -> None:
    """Give each status its colour, by its word and by its id."""
    for key, sign in SIGNS.items():
        tint = LIGHT.hues[sign.hue]
        style = {"bg_color": tint.soft, "font_color": tint.text}
        for word in (f"{sign.glyph} {book.say(f'status.{key}')}", key):
            rule = {
                "type": "cell",
                "criteria": "==",
                "value": f'"{word}"',
                "format": look.tint(style),
            }
            sheet.conditional_format(*area, rule)
