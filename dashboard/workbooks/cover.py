"""The first sheet: what this is, as of when, how to read it, and how many stand where."""

from collections.abc import Callable, Sequence

from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.utility import quote_sheetname
from xlsxwriter.worksheet import Worksheet

from dashboard.theme import SIGNS
from dashboard.tokens import LIGHT
from dashboard.workbooks.book import Book
from dashboard.workbooks.grid import TOP

Look = Callable[..., Format]

LINES = ("what", "inputs", "formulas", "day", "order", "empty", "figures", "flags")
WIDTHS = (2, 18, 9, 64, 2)


def write(workbook: Workbook, look: Look, book: Book, order: Sequence[str], filters: str) -> None:
    """Write the sheet."""
    sheet = workbook.add_worksheet(book.say("workbook.sheet.cover"))
    sheet.hide_gridlines(2)
    for number, width in enumerate(WIDTHS):
        sheet.set_column(number, number, width, look())
    row = _title(sheet, look, book, filters)
    row = _counts(sheet, look, book, row + 1)
    row = _reading(sheet, look, book, row + 1)
    _sheets(sheet, look, book, order, row + 1)
    sheet.set_portrait()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 1)


def _title(sheet: Worksheet, look: Look, book: Book, filters: str) -> int:
    say, frame = book.say, book.catalog.frame
    sheet.set_row(1, 34)
    sheet.write_string(1, 1, frame.title(say.language), look(font_size=22, bold=True))
    sheet.write_string(2, 1, say("workbook.title"), look(font_size=13, font_color=LIGHT.ink2))
    facts = [
        ("as-of", book.as_of.isoformat()),
        ("scope", frame.scope(say.language)),
        ("shown", say("workbook.cover.count", n=len(book.verdicts))),
        ("filters", filters or say("slides.unfiltered")),
        ("licence", say("workbook.licence", licence=frame.licence)),
        ("contact", frame.contact(say.language)),
    ]
    for row, (key, text) in enumerate(facts, 4):
        sheet.write_string(
            row, 1, say(f"workbook.cover.{key}"), look(font_color=LIGHT.ink2, valign="top")
        )
        sheet.merge_range(row, 2, row, 3, "", look(text_wrap=True, valign="top"))
        sheet.write_string(row, 2, text, look(text_wrap=True, valign="top"))
        sheet.set_row(row, 18 * _lines(book, text))
    return 4 + len(facts)


def _lines(book: Book, text: str) -> int:
    """Return how many lines a text takes."""
    per_line = 36 if book.say.language == "zh" else 84
    return max(1, -(-len(text) // per_line))


def _heading(sheet: Worksheet, look: Look, row: int, text: str) -> None:
    sheet.set_row(row, 24)
    style = look(
        font_size=12, bold=True, bottom=2, bottom_color=LIGHT.tints["blue"].mark, valign="bottom"
    )
    for column, said in ((1, text), (2, ""), (3, "")):
        sheet.write_string(row, column, said, style)


def _counts(sheet: Worksheet, look: Look, book: Book, row: int) -> int:
    """Write how many commitments have each status: live, like the statuses."""
    _heading(sheet, look, row, book.say("workbook.cover.counts"))
    register = book.grids["register"]
    letter, last = register.letter("status_word"), max(len(register.rows), 1) + TOP
    cells = f"{quote_sheetname(register.name)}!${letter}${TOP + 1}:${letter}${last}"
    for number, (key, sign) in enumerate(SIGNS.items(), row + 1):
        word = f"{sign.glyph} {book.say(f'status.{key}')}"
        found = sum(line["status_word"].value == word for line in register.rows)
        tint = LIGHT.hues[sign.hue]
        ground = look(bg_color=tint.soft, font_color=tint.text, bold=True)
        sheet.write_string(number, 1, word, ground)
        formula = f"=COUNTIF({cells},B{number + 1})"
        sheet.write_formula(
            number, 2, formula, look(bg_color=tint.soft, font_color=tint.text, align="right"), found
        )
        sheet.write_string(
            number, 3, book.say(f"workbook.meaning.{key}"), look(font_color=LIGHT.ink2, indent=1)
        )
    return row + 1 + len(SIGNS)


def _reading(sheet: Worksheet, look: Look, book: Book, row: int) -> int:
    _heading(sheet, look, row, book.say("workbook.cover.reading"))
    for number, key in enumerate(LINES, row + 1):
        text = book.say(f"workbook.reading.{key}")
        grounds = {"inputs": LIGHT.hues["yellow"].soft, "formulas": LIGHT.surface}
        ground = {"bg_color": grounds[key]} if key in grounds else {}
        sheet.write_string(
            number,
            1,
            book.say(f"workbook.reading.{key}.name"),
            look(bold=True, valign="top", **ground),
        )
        sheet.merge_range(number, 2, number, 3, "", look(text_wrap=True, valign="top"))
        sheet.write_string(number, 2, text, look(text_wrap=True, valign="top"))
        sheet.set_row(number, 17 * _lines(book, text))
    return row + 1 + len(LINES)


def _sheets(sheet: Worksheet, look: Look, book: Book, order: Sequence[str], row: int) -> None:
    _heading(sheet, look, row, book.say("workbook.cover.sheets"))
    for number, key in enumerate(order, row + 1):
        grid = book.grids[key]
        link = look(font_color=LIGHT.tints["blue"].text, underline=1)
        target = f"internal:{quote_sheetname(grid.name)}!A{TOP + 1}"
        sheet.write_url(number, 1, target, link, grid.name)
        sheet.write_number(number, 2, len(grid.rows), look(align="right", font_color=LIGHT.ink2))
        sheet.write_string(number, 3, book.say(f"workbook.about.{key}"), look(indent=1))
