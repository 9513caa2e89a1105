"""The matrix of areas and columns, drawn as two banks and a river where there are two."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pandas as pd
import plotly.graph_objects as go

from dashboard.figures.fitting import WIDTH, elide, elide_middle, width
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    commitment_hover,
    empty,
    figure,
    label,
    line,
    points,
    rect,
    safe,
    span,
)
from dashboard.model import JOINT
from dashboard.theme import Look
from dashboard.wording import Wording

ROW, HEAD, PAD = 27, 26, 8
LEAST = 52
"""The least height of a row: an area's name and what stands below it."""
MOST = 6
"""A cell of more shows one less, and a line that says how many are left out."""
_FIGURES = str.maketrans("", "", "0123456789.")


_COLUMNS = ("area", "column", "id", "name", "title", "sign")
_Told = tuple[str, str, str, str]
"""the id, the name, the title and the sign of a commitment"""


@dataclass(frozen=True, slots=True)
class _Row:
    """One area: its place on the page and its cells by column."""

    area: str
    name: str
    side: str
    top: float
    bottom: float
    cells: tuple[tuple[_Told, ...], ...]

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2

    @property
    def count(self) -> int:
        return sum(len(cell) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class _Grid:
    """The measures of the whole, in px."""

    rows: tuple[_Row, ...]
    columns: tuple[str, ...]
    left: float

    @property
    def column(self) -> float:
        return (WIDTH - self.left) / len(self.columns)

    @property
    def bottom(self) -> float:
        return self.rows[-1].bottom

    @property
    def has_river(self) -> bool:
        """Return whether there are two banks, each with its side, and something between."""
        areas = [row.area for row in self.rows]
        return len(areas) == 3 and areas[1] == JOINT and all(row.side for row in self.rows)  # noqa: PLR2004 - two banks, one river

    def at(self, column: int, px: float) -> float:
        """Return a place so many px into a column, on the axis that counts columns."""
        return column + px / self.column


def matrix(frame: pd.DataFrame, *, look: Look, say: Wording) -> go.Figure:
    """Return every commitment by area and column, worst first inside a cell.

    Takes `frames.overview.matrix_cells`. A click on a marker gives the commitment's id.
    """
    if frame.empty:
        return empty(say("overview.empty"), look=look)
    grid = _grid(frame, say)
    shown = list(_placed(grid))
    labels = [*_heads(grid, look, say), *_names(grid, look, say), *_rests(grid, look, say)]
    names = _names_of(shown, grid, say)
    labels += [_item(item, name, look, say) for item, name in zip(shown, names, strict=True)]
    trace = {
        **points(
            [item.x for item in shown],
            [item.y for item in shown],
            marker=_merged([look.marker(item.sign) for item in shown]),
            hover=[commitment_hover(item.title, item.sign, item.area, say) for item in shown],
        ),
        "customdata": [[item.id] for item in shown],
        "name": "commitments",
        "unselected": {"marker": {"opacity": 1}},
    }
    return figure(
        [trace],
        look=look,
        height=grid.bottom + 2,
        margin={"l": grid.left, "r": 0, "t": 0, "b": 2},
        xaxis={"visible": False, "range": [0, len(grid.columns)]},
        yaxis={"visible": False, "range": [grid.bottom, 0]},
        shapes=list(_ground(grid, look)),
        annotations=labels,
        hoverdistance=80,
        clickmode="event+select",
    )


def _merged(markers: Sequence[Mark]) -> Mark:
    """Return the markers of many points as one, a list for each property."""
    return {
        "symbol": [marker["symbol"] for marker in markers],
        "size": [marker["size"] for marker in markers],
        "color": [marker["color"] for marker in markers],
        "opacity": 1,
        "line": {
            "width": [marker["line"]["width"] for marker in markers],
            "color": [marker["line"]["color"] for marker in markers],
        },
    }


def _grid(frame: pd.DataFrame, say: Wording) -> _Grid:
    columns = dict(zip(frame["column"], frame["column_name"], strict=True))
    areas = dict(
        zip(frame["area"], zip(frame["area_name"], frame["side"], strict=True), strict=True)
    )
    found: dict[tuple[str, str], list[_Told]] = {}
    for area, column, *told in zip(*(frame[name] for name in _COLUMNS), strict=True):
        if told[0]:
            found.setdefault((area, column), []).append((told[0], told[1], told[2], told[3]))
    rows, top = [], float(HEAD)
    for area, (name, side) in areas.items():
        cells = tuple(tuple(found.get((area, column), ())) for column in columns)
        lines = max(1, *(min(len(cell), MOST) for cell in cells), 0)
        bottom = top + max(2 * PAD + lines * ROW, LEAST)
        rows.append(_Row(area, name, side, top, bottom, cells))
        top = bottom
    size = _name_size(say)
    widest = max(
        max(width(row.name, size, is_bold=True), width(_below(row, say), 12)) for row in rows
    )
    return _Grid(tuple(rows), tuple(columns.values()), min(max(104.0, widest + 26), 190.0))


def _name_size(say: Wording) -> int:
    return 17 if say.language == "zh" else 15


def _below(row: _Row, say: Wording) -> str:
    """Return what stands under an area's name: its side, if any, and how many items."""
    if row.side:
        return say("overview.side", side=row.side, n=row.count)
    return say("overview.count", n=row.count)


@dataclass(frozen=True, slots=True)
class _Item:
    """A commitment where it is drawn."""

    id: str
    name: str
    title: str
    sign: str
    area: str
    x: float
    y: float


def _placed(grid: _Grid) -> Iterator[_Item]:
    for row in grid.rows:
        for column, cell in enumerate(row.cells):
            shown = cell if len(cell) <= MOST else cell[: MOST - 1]
            for place, item in enumerate(shown):
                y = row.top + PAD + ROW * (place + 0.5)
                yield _Item(*item, area=row.name, x=grid.at(column, 9), y=y)


def _rests(grid: _Grid, look: Look, say: Wording) -> Iterator[Mark]:
    for row in grid.rows:
        for column, cell in enumerate(row.cells):
            if len(cell) > MOST:
                yield label(
                    say("overview.rest", n=len(cell) - MOST + 1),
                    grid.at(column, 20),
                    row.top + PAD + ROW * (MOST - 0.5),
                    font=Type(look.palette.ink3),
                    xanchor="left",
                )


def _heads(grid: _Grid, look: Look, say: Wording) -> Iterator[Mark]:
    only_one = grid.columns == ("",)
    for place, name in enumerate(grid.columns):
        text = name or ("" if only_one else say("overview.other-column"))
        yield label(
            safe(elide(text, grid.column - 12, 13)),
            grid.at(place, 2),
            HEAD / 2,
            font=Type(look.palette.ink3),
            xanchor="left",
        )


def _names(grid: _Grid, look: Look, say: Wording) -> Iterator[Mark]:
    size, room, shift = _name_size(say), grid.left - 18, 10 - grid.left
    for row in grid.rows:
        font = Type(look.area(row.area).text, size, bold=True)
        name = elide(row.name, room, size, is_bold=True)
        yield at_left(safe(name), row.middle, font=font, shift=shift, yshift=9)
        below = elide(_below(row, say), room, 12)
        small = Type(look.palette.ink3, 12)
        yield at_left(safe(below), row.middle, font=small, shift=shift, yshift=-11)


def _names_of(shown: Sequence[_Item], grid: _Grid, say: Wording) -> list[str]:
    """Return names cut to their room; in the middle where two look alike, but for figures."""
    size = _item_size(say)
    rooms = [grid.column - 9 - 12 - 11 - width(say(f"status.{item.sign}"), 12) for item in shown]
    whole = [item.name for item in shown]
    cut = [elide(name, room, size) for name, room in zip(whole, rooms, strict=True)]
    meant: dict[str, set[str]] = {}
    for name, seen in zip(whole, cut, strict=True):
        meant.setdefault(seen.translate(_FIGURES), set()).add(name)
    return [
        elide_middle(name, room, size)
        if len(meant[seen.translate(_FIGURES)]) > 1 and seen != name
        else seen
        for name, seen, room in zip(whole, cut, rooms, strict=True)
    ]


def _item_size(say: Wording) -> int:
    return 14 if say.language == "zh" else 13


def _item(item: _Item, name: str, look: Look, say: Wording) -> Mark:
    status = say(f"status.{item.sign}")
    text = f"{safe(name)}  {span(status, look.status(item.sign).text, 12)}"
    font = Type(look.palette.ink, _item_size(say))
    return label(text, item.x, item.y, font=font, xanchor="left", xshift=12)


def _ground(grid: _Grid, look: Look) -> Iterator[Mark]:
    """Return the line under the heads, and the river or the lines between rows."""
    palette, left = look.palette, -1  # beyond the edge, at any width of the page

    def across(y: float, colour: str, wide: float) -> Mark:
        return line((left, y), (1, y), color=colour, width=wide, xref="paper")

    yield across(HEAD, palette.line, 1)
    if grid.has_river:
        north, river, south = grid.rows
        yield rect((left, river.top), (1, river.bottom), fillcolor=palette.river, xref="paper")
        yield across(river.top, look.area(north.area).mark, 2)
        yield across(river.bottom, look.area(south.area).mark, 2)
        return
    for row in grid.rows[:-1]:
        yield across(row.bottom, palette.line, 1)
