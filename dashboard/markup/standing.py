"""How many stand where, as HTML: a unit for each commitment, a sign in its field."""

from collections.abc import Iterator, Sequence
from itertools import count as counting
from math import ceil

from dashboard.markup.element import Html, element
from dashboard.markup.parts import amount, area, body_of, glyph, head, status
from dashboard.model import JOINT
from dashboard.slides import AreaCount, Counts, Matrix, MatrixRow, Standing
from dashboard.theme import SIGNS
from dashboard.wording import Wording

_SOME = 6
"""Statuses that have room for their words at full size."""
_NAMED = 8
"""So many commitments of a matrix have room for their names."""
_LEAST, _ROOM, _SIGN, _NUMBER = 3, 1506, 50, 106
"""Signs that every column of a matrix has room for; px that all columns have, and how many a
sign takes, and the number before the signs."""
_UNITS = 40
"""Up to so many units of a bar have room for their glyphs."""


def counts(body: Counts, say: Wording) -> Html:
    """Return the number of each status large, and below it a bar of units for each area."""
    areas = [found for found in body.areas if found.total]
    most = max((found.total for found in areas), default=0)
    return body_of(
        "counts",
        element(
            "ul",
            element(
                "li", element("strong", str(body.total)), say("slides.standing.all"), class_="all"
            ),
            *(
                element(
                    "li",
                    element("strong", str(count.number)),
                    status(count.sign, count.word),
                    data_sign=count.sign,
                )
                for count in body.counts
            ),
            class_="totals",
            data_many=len(body.counts) > _SOME,
        ),
        element(
            "ul",
            *(_bar(found, most) for found in areas),
            class_="areas",
            data_rows=amount(len(areas)),
            data_many=most > _UNITS,
        ),
    )


def _bar(found: AreaCount, most: int) -> Html:
    groups = (
        element(
            "li",
            element("span", *(_unit(count.sign) for _ in range(count.number)), class_="units"),
            element("b", str(count.number)),
            element("span", " ", count.word, class_="aside"),
            data_sign=count.sign,
            data_solid=SIGNS[count.sign].is_solid,
            style=f"--n:{count.number}",
        )
        for count in found.counts
        if count.number
    )
    rest = element("li", style=f"--n:{most - found.total}", class_="rest", aria_hidden="true")
    return element(
        "li",
        element("p", area(found.area, found.name), element("b", str(found.total))),
        element("ul", *groups, *([rest] if found.total < most else []), class_="bar"),
    )


def _unit(sign: str) -> Html:
    return element("i", glyph(sign))


# --- the matrix ------------------------------------------------------------------------------


def matrix(body: Matrix) -> Html:
    """Return a sign for every commitment by area and field, and what the signs mean."""
    widths = _shares(
        [max(len(row.cells[at]) for row in body.rows) for at in range(len(body.columns))]
    )
    total = sum(len(cell) for row in body.rows for cell in row.cells)
    return body_of(
        "matrix",
        element(
            "table",
            element(
                "colgroup",
                element("col", width="14%"),
                *(element("col", width=f"{86 * share:.2f}%") for share in widths),
            ),
            head("", *body.columns),
            element("tbody", *(_matrix_row(row, body.columns) for row in body.rows)),
        ),
        element(
            "ul",
            *(element("li", status(count.sign, count.word)) for count in body.words),
            class_="legend",
        ),
        data_names="shown" if total <= _NAMED else "",
        data_rows=amount(len(body.rows)),
    )


def _shares(most: Sequence[int]) -> list[float]:
    """Return the share of each column's width: in as few lines of signs as there is room for."""
    room = _ROOM - _NUMBER * len(most)
    lines = next(
        n
        for n in counting(1)
        if sum(max(_LEAST, ceil(one / n)) for one in most) * _SIGN <= room or n >= max(most)
    )
    widths = [max(_LEAST, ceil(one / lines)) * _SIGN + _NUMBER for one in most]
    return [width / sum(widths) for width in widths]


def _matrix_row(row: MatrixRow, columns: tuple[str, ...]) -> Html:
    side = [element("small", row.side)] if row.side else []
    cells = (
        element("td", *_standings(cell), data_label=name)
        for name, cell in zip(columns, row.cells, strict=True)
    )
    name = element("th", area(row.area, row.name), *side, scope="row")
    return element("tr", name, *cells, data_area=row.area or JOINT)


def _standings(cell: tuple[Standing, ...]) -> Iterator[Html]:
    """Yield how many there are, and the sign of each with its name."""
    if cell:
        yield element("b", str(len(cell)))
        yield element(
            "ul",
            *(
                element(
                    "li",
                    glyph(one.sign),
                    element("span", one.name, class_="aside"),
                    element("span", one.word, class_="aside word"),
                    data_sign=one.sign,
                    title=f"{one.name} {one.word}",
                )
                for one in cell
            ),
            class_="signs",
        )
