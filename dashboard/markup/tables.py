"""Tables and lists as HTML: real ones, which can be read aloud, copied and folded on a phone."""

from collections.abc import Iterator

from dashboard.markup.element import Html, element
from dashboard.markup.parts import amount, area, body_of, dated, glyph, head, status
from dashboard.slides import Cell, Column, Item, Listing, Table
from dashboard.wording import Wording


def table(body: Table, say: Wording) -> Html:
    """Return one page of a table: the first column is what each row is about."""
    return body_of(
        "rows",
        element(
            "table",
            element(
                "colgroup",
                *(element("col", width=f"{column.weight * 100:g}%") for column in body.columns),
            ),
            head(*(column.name for column in body.columns)),
            element(
                "tbody",
                *(element("tr", *_cells(row, body.columns, say)) for row in body.rows),
            ),
        ),
        data_rows=amount(len(body.rows)),
    )


def _cells(row: tuple[Cell, ...], columns: tuple[Column, ...], say: Wording) -> Iterator[Html]:
    """Yield the cells of a row; the first one is its head."""
    for at, (cell, column) in enumerate(zip(row, columns, strict=True)):
        kind = "figure-cell" if column.is_number else ""
        if at == 0:
            yield element("th", *_named(cell, say), scope="row", class_=kind)
        else:
            yield element("td", _said(cell), data_label=column.name, class_=kind)


def _named(cell: Cell, say: Wording) -> Iterator[str]:
    """Yield what a row is about; its sign is explained to those who cannot see it."""
    if cell.sign:
        word = element("span", say(f"status.{cell.sign}"), " ", class_="spoken")
        yield element("span", glyph(cell.sign), word, class_="status", data_sign=cell.sign)
        yield " "
    yield dated(cell.text)


def _said(cell: Cell) -> Html:
    if cell.sign:
        return status(cell.sign, cell.text)
    return area(cell.area, cell.text) if cell.area else dated(cell.text)


def listing(body: Listing) -> Html:
    """Return a few lines: the day, what it is about, what is said of it."""
    has_days = any(item.day for item in body.items)
    return body_of(
        "listing",
        element("ul", *(_item(item, has_days=has_days) for item in body.items)),
        data_days="shown" if has_days else "",
    )


def _item(item: Item, *, has_days: bool) -> Html:
    said = status(item.sign, item.text) if item.sign else element("span", dated(item.text))
    day = [element("time", item.day)] if has_days else []
    return element("li", *day, element("b", item.head), said)
