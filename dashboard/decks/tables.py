"""Native tables: lists, the status matrix, limits beside measurements."""

from collections.abc import Sequence
from typing import Any

from lxml import etree
from pptx.enum.text import MSO_ANCHOR
from pptx.oxml import parse_xml

from dashboard.decks.design import LABEL, LIMIT, MARK, TICK, px, signed
from dashboard.decks.page import Box, Page, Run, describe
from dashboard.slides import Cell, Limits, Listing, Matrix, Table
from dashboard.theme import SIGNS

_MAIN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_FEW, _MANY = 3, 6
"""Up to so many rows are set larger; more than so many smaller: they are looked up, not read."""


def grid(  # noqa: PLR0913, PLR0917 - what a table is
    page: Page, box: Box, rows: int, widths: Sequence[float], heights: Sequence[float], alt: str
) -> Any:  # noqa: ANN401 - a table
    """Draw an empty table without a style: widths are shares, heights px."""
    frame = page.shapes.add_table(rows, len(widths), *(px(edge) for edge in box))
    describe(frame, alt)
    table = frame.table
    properties = table._tbl.tblPr  # noqa: SLF001 - the library has no other way
    for name in list(properties.attrib):
        del properties.attrib[name]
    for child in list(properties):
        properties.remove(child)
    etree.SubElement(
        properties, f"{{{properties.nsmap['a']}}}tableStyleId"
    ).text = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # "no style, no grid"
    for column, share in zip(table.columns, widths, strict=True):
        column.width = px(box.width * share)
    for row, height in zip(table.rows, heights, strict=True):
        row.height = px(height)
    return table


def put(  # noqa: PLR0913 - what a cell is
    page: Page,
    cell: Any,  # noqa: ANN401
    runs: Sequence[Any],
    *,
    align: str = "left",
    fill: str = "",
    below: str = "",
) -> None:
    """Fill a cell; `below` is the colour of the line under it."""
    frame = cell.text_frame
    frame.word_wrap = True
    cell.margin_left, cell.margin_right = px(0 if align == "left" else 8), px(16)
    cell.margin_top = cell.margin_bottom = px(4)
    cell.vertical_anchor = MSO_ANCHOR.MIDDLE
    page.fill(frame, runs, align=align)
    if fill:
        cell.fill.solid()
        page.paint.put(cell.fill.fore_color, fill)
    else:
        cell.fill.background()
    properties = cell._tc.get_or_add_tcPr()  # noqa: SLF001 - the library has no other way
    if below:
        colour = below.removeprefix("#")
        fill_of = f'<a:solidFill><a:srgbClr val="{colour}"/></a:solidFill>'
        properties.insert(0, parse_xml(f'<a:lnB {_MAIN} w="{px(2)}">{fill_of}</a:lnB>'))


def table(page: Page, box: Box, body: Table, alt: str) -> None:
    """Draw one page of a table: a quiet head, then the rows, a line under each."""
    ink = page.paint.look.palette
    is_long = len(body.rows) > _MANY
    text = 26 if is_long else 40 if len(body.rows) <= _FEW else 36
    head = 56.0
    room = (box.height - head) / max(1, len(body.rows))
    height = min(room, 84.0 if is_long else 240.0)
    heights = [head] + [height] * len(body.rows)
    widths = [column.weight for column in body.columns]
    whole = Box(box.left, box.top, box.width, sum(heights))
    found = grid(page, whole, len(heights), widths, heights, alt)
    found.first_row = True
    for at, column in enumerate(body.columns):
        put(page, found.cell(0, at), [Run(column.name, TICK, ink.ink3)], below=ink.axis)
    for number, row in enumerate(body.rows, 1):
        for at, cell in enumerate(row):
            runs = _cell(page, cell, text, is_first=at == 0 and not is_long)
            put(page, found.cell(number, at), runs, below=ink.line)


def _cell(page: Page, cell: Cell, text: float, *, is_first: bool) -> list[Run]:
    if cell.sign:
        colour = page.paint.status_text(cell.sign)
        return [
            Run(f"{SIGNS[cell.sign].glyph} ", text, colour, bold=True),
            Run(cell.text, text, "" if is_first else colour, bold=is_first),
        ]
    return [Run(cell.text, text, page.paint.area_text(cell.area), bold=is_first)]


def listing(page: Page, box: Box, body: Listing, alt: str) -> None:
    """Draw a few lines: the day, what it is about, what is said of it."""
    ink = page.paint.look.palette
    has_days = any(item.day for item in body.items)
    widths = [0.14, 0.34, 0.52] if has_days else [0.3, 0.7]
    height = min(box.height / max(1, len(body.items)), 180.0)
    heights = [height] * len(body.items)
    whole = Box(box.left, box.top, box.width, sum(heights))
    found = grid(page, whole, len(heights), widths, heights, alt)
    for number, item in enumerate(body.items):
        at = 0
        if has_days:
            put(page, found.cell(number, 0), [Run(item.day, LABEL, ink.ink2)], below=ink.line)
            at = 1
        put(page, found.cell(number, at), [Run(item.head, 38, bold=True)], below=ink.line)
        colour = page.paint.status_text(item.sign)
        glyph = f"{SIGNS[item.sign].glyph} " if item.sign else ""
        runs = [Run(f"{glyph}{item.text}", 38, colour)]
        put(page, found.cell(number, at + 1), runs, below=ink.line)


def matrix(page: Page, box: Box, body: Matrix, alt: str) -> None:
    """Draw a sign for every commitment, by area and field, and what the signs mean."""
    ink = page.paint.look.palette
    columns = list(body.columns)
    most = [max([3, *(len(row.cells[at]) for row in body.rows)]) for at in range(len(columns))]
    widths = [0.14, *(0.86 * (2 + count) / (sum(most) + 2 * len(most)) for count in most)]
    head, legend = 64.0, 130.0
    room = (box.height - head - legend) / max(1, len(body.rows))
    heights = [head] + [min(room, 240.0)] * len(body.rows)
    whole = Box(box.left, box.top, box.width, sum(heights))
    found = grid(page, whole, len(heights), widths, heights, alt)
    put(page, found.cell(0, 0), [Run("", TICK)], below=ink.axis)
    for at, name in enumerate(columns, 1):
        put(page, found.cell(0, at), [Run(name, LABEL, ink.ink2)], below=ink.axis)
    for number, row in enumerate(body.rows, 1):
        fill = ink.river if not row.area or row.area == "joint" else ""
        head_of = [[Run(row.name, MARK, page.paint.area_text(row.area), bold=True)]]
        head_of += [[Run(row.side, TICK, ink.ink3)]] if row.side else []
        put(page, found.cell(number, 0), head_of, fill=fill, below=ink.line)
        for at, cell in enumerate(row.cells, 1):
            runs: list[Run] = []
            if cell:
                runs.append(Run(f"{len(cell)}  ", MARK, ink.ink, bold=True))
            runs += [
                Run(SIGNS[one.sign].glyph, MARK, page.paint.status_text(one.sign), bold=True)
                for one in cell
            ]
            put(page, found.cell(number, at), runs, fill=fill, below=ink.line)
    words = [
        Run(f"{signed(count.sign, count.word)}   ", LABEL, page.paint.status_text(count.sign))
        for count in body.words
    ]
    page.text(Box(box.left, whole.bottom + 26, box.width, legend - 30), words)


def limits(page: Page, box: Box, body: Limits, alt: str) -> None:
    """Draw limits on a grey field and measurements on white: never on one mark."""
    ink = page.paint.look.palette
    count = len(body.schemes) + len(body.places)
    first = 0.19
    widths = [first] + [(1 - first) / max(1, count)] * count
    head, names = 50.0, 128.0
    room = (box.height - head - names) / max(1, len(body.rows))
    heights = [head, names] + [min(room, 180.0)] * len(body.rows)
    whole = Box(box.left, box.top, box.width, sum(heights))
    found = grid(page, whole, len(heights), widths, heights, alt)
    limited = range(1, len(body.schemes) + 1)
    for at in range(count + 1):
        fill = ink.surface if at in limited else ""
        put(page, found.cell(0, at), [Run("", TICK)], fill=fill)
    _group(page, found, 1, len(body.schemes), "slides.limits.head", ink.surface)
    _group(page, found, len(body.schemes) + 1, count, "slides.limits.measured", "")
    put(page, found.cell(1, 0), [Run("", TICK)], below=ink.axis)
    for at, scheme in enumerate(body.schemes, 1):
        runs = [
            [Run(scheme.name, MARK, page.paint.area_text(scheme.area), bold=True)],
            *([Run(line, 24, ink.ink2)] for line in scheme.about.rsplit(" ", 1)),
        ]
        put(page, found.cell(1, at), runs, align="center", fill=ink.surface, below=ink.axis)
    for at, place in enumerate(body.places, len(body.schemes) + 1):
        runs = [
            [Run(place.name, MARK, page.paint.area_text(place.area), bold=True)],
            [Run(place.about, 24, ink.ink2)],
        ]
        put(page, found.cell(1, at), runs, align="center", below=ink.axis)
    for number, row in enumerate(body.rows, 2):
        name = [[Run(row.name, 40, bold=True)], [Run(row.unit, 24, ink.ink3)]]
        put(page, found.cell(number, 0), name, below=ink.line)
        for at, (limit, scheme) in enumerate(zip(row.limits, body.schemes, strict=True), 1):
            runs_of = [Run(limit.words, LIMIT, page.paint.area_text(scheme.area), bold=True)]
            cell = found.cell(number, at)
            put(page, cell, runs_of, align="center", fill=ink.surface, below=ink.line)
        for at, measured in enumerate(row.measured, len(body.schemes) + 1):
            if measured.sign:
                words = signed(measured.sign, measured.words)
                runs_of = [Run(words, LABEL, page.paint.status_text(measured.sign))]
            else:
                runs_of = [Run(measured.words, LIMIT, bold=True)]
            put(page, found.cell(number, at), runs_of, align="center", below=ink.line)


def _group(page: Page, found: Any, first: int, last: int, key: str, fill: str) -> None:  # noqa: ANN401, PLR0913, PLR0917
    """Write one head over several columns."""
    if first > last:
        return
    cell = found.cell(0, first)
    if last > first:
        cell.merge(found.cell(0, last))
    cell.text_frame.clear()
    page.fill(
        cell.text_frame, [Run(page.say(key), TICK, page.paint.look.palette.ink2)], align="center"
    )
    if fill:
        cell.fill.solid()
        page.paint.put(cell.fill.fore_color, fill)
