"""The staircase: limits as ceilings, measurements as dots; never mistaken for each other."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import plotly.graph_objects as go

from dashboard.figures.fitting import elide, width
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    empty,
    figure,
    label,
    points,
    ring,
    safe,
    span,
    stroke,
)
from dashboard.figures.placing import Box, Ground, Scale, Spot
from dashboard.frames.amounts import place
from dashboard.frames.limits import Dot, Panel, Row, Tread
from dashboard.sentences.periods import period_words
from dashboard.theme import Look
from dashboard.wording import Wording

_ROW, _GAP, _TOP, _FOOT = 139, 27, 4, 26
_SIDE = 18
ROOM, ROOM_PHONE = 358, 340
"""The narrowest panel in which labels are sure not to meet."""
_HEAD = 1.36
"""The top of a row over its highest limit: room for the limit's label and the area's name."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the pieces of one row need to know."""

    row: Row
    panel: Panel
    number: str
    look: Look
    say: Wording
    scale: Scale
    ground: Ground
    names_limit: bool
    names_target: bool
    names_context: bool

    def put(self, text: str, day: date, value: float, spot: Spot, font: Type) -> Mark:
        """Return a label in this row beside a point."""
        return label(
            text, day.isoformat(), value, font=font,
            xref="x", yref=f"y{self.number}",
            xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift,
        )  # fmt: skip

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Return where a point lies in px."""
        return self.scale(place(day), value)


def staircase(
    panel: Panel,
    *,
    look: Look,
    say: Wording,
    first: bool = True,
    last: bool = True,
    compact: bool = False,
) -> go.Figure:
    """Return the staircase of one measure: a row an area, on one scale of its own.

    The first of several panels explains its words (上限, 全省实测均值), and so does the last
    (目标); on a phone each panel stands alone and explains all.
    """
    if not any(row.treads or row.dots for row in panel.rows):
        return empty(say("limits.empty"), look=look, height=72)
    count = len(panel.rows)
    height = _TOP + count * _ROW + (count - 1) * _GAP + _FOOT
    traces: list[Mark] = []
    labels: list[Mark] = []
    axes: dict[str, Any] = {}
    for index in range(count):
        drawn = _row(panel, index, look, say, (first or compact, last or first or compact, compact))
        axes |= _axes(panel, index, drawn.scale)
        place_in = {"xaxis": "x", "yaxis": f"y{drawn.number}"}
        traces += [{**mark, **place_in} for mark in _traces(drawn)]
        labels += _labels(drawn)
    shapes = [_floor(look, index, count) for index in range(count - 1)]
    return figure(
        traces, look=look, height=height,
        margin={"l": 2, "r": _SIDE, "t": _TOP, "b": _FOOT},
        annotations=labels, shapes=shapes, **axes,
    )  # fmt: skip


def _row(
    panel: Panel, index: int, look: Look, say: Wording, words: tuple[bool, bool, bool]
) -> _Drawn:
    names_limit, names_target, is_compact = words
    start, end = _days(panel)
    room = (ROOM_PHONE if is_compact else ROOM) - _SIDE - 2
    scale = Scale((place(start), place(end)), (0.0, panel.highest * _HEAD or 1.0), room, _ROW)
    return _Drawn(
        panel.rows[index], panel, "" if index == 0 else str(index + 1), look, say, scale,
        Ground(Box(-2, 0, room + _SIDE, _ROW + 4)),
        names_limit and index == 0, names_target, names_limit and index == 0,
    )  # fmt: skip


def _days(panel: Panel) -> tuple[date, date]:
    """Return the first and last day of the axis."""
    first = panel.first_day
    margin = timedelta(days=max(20, (panel.as_of - first).days // 110))
    return first - margin, panel.as_of + margin


def _axes(panel: Panel, index: int, scale: Scale) -> dict[str, Any]:
    count = len(panel.rows)
    number = "" if index == 0 else str(index + 1)
    whole = count * _ROW + (count - 1) * _GAP
    top = 1 - index * (_ROW + _GAP) / whole
    found: dict[str, Any] = {
        f"yaxis{number}": {
            "domain": [max(0.0, top - _ROW / whole), top],
            "range": list(scale.ys),
            "showgrid": False,
        }
    }
    if index == 0:
        start, end = _days(panel)
        years = _tick_years(start, end)
        found["xaxis"] = {
            "type": "date",
            "range": [start.isoformat(), end.isoformat()],
            "tickvals": [f"{year}-01-01" for year in years],
            "ticktext": [str(year) for year in years],
            "anchor": f"y{count if count > 1 else ''}",
        }
    return found


def _tick_years(start: date, end: date) -> list[int]:
    years = [year for year in range(start.year, end.year + 1) if start <= date(year, 1, 1) <= end]
    step = max(1, -(-len(years) // 5))
    return [year for year in years if (years[-1] - year) % step == 0]


def _floor(look: Look, index: int, count: int) -> Mark:
    """Return the base line of a row that is not the last, whose axis draws its own."""
    whole = count * _ROW + (count - 1) * _GAP
    y = 1 - (index * (_ROW + _GAP) + _ROW) / whole
    return {
        "type": "line", "xref": "paper", "yref": "paper", "x0": 0, "x1": 1, "y0": y, "y1": y,
        "line": {"color": look.palette.axis, "width": 1},
    }  # fmt: skip


def _traces(drawn: _Drawn) -> list[Mark]:
    """Return the steps with the ground they allow, the dotted rest, then the dots."""
    tint = drawn.look.area(drawn.row.area.id)
    found: list[Mark] = []
    for steps in _runs(drawn.row.treads):
        xs: list[object] = []
        ys: list[object] = []
        for tread in steps:
            xs += [tread.start.isoformat(), tread.end.isoformat()]
            ys += [tread.at_most, tread.at_most]
            level = tread.at_most or 0.0
            drawn.ground.add_line(drawn.at(tread.start, level), drawn.at(tread.end, level))
        run = stroke(xs, ys, color=tint.mark, width=4)
        found.append({**run, "fill": "tozeroy", "fillcolor": tint.soft})
    for before, tread in zip((None, *drawn.row.treads), drawn.row.treads, strict=False):
        if tread.at_most is None:
            level = _level(drawn.row.treads, tread, drawn.panel)
            del before
            ends = [tread.start.isoformat(), tread.end.isoformat()]
            found.append(stroke(ends, [level, level], color=tint.mark, width=2, dash="dot"))
            drawn.ground.add_line(drawn.at(tread.start, level), drawn.at(tread.end, level))
    return [*found, *(_dot(drawn, dot) for dot in drawn.row.dots)]


def _runs(treads: tuple[Tread, ...]) -> list[list[Tread]]:
    """Return the known treads in unbroken runs; a run stops where a limit is not known."""
    runs: list[list[Tread]] = [[]]
    for tread in treads:
        if tread.at_most is None:
            runs.append([])
        else:
            runs[-1].append(tread)
    return [run for run in runs if run]


def _level(treads: tuple[Tread, ...], unknown: Tread, panel: Panel) -> float:
    """Return the height at which a limit that is not known is drawn: that of the one before."""
    known = [t.at_most for t in treads if t.at_most is not None and t.start <= unknown.start]
    return known[-1] if known else panel.highest


def _dot(drawn: _Drawn, dot: Dot) -> Mark:
    palette = drawn.look.palette
    tint = drawn.look.area(dot.point.area)
    if dot.role == "part":
        mark = ring("circle", 10, edge=tint.mark, fill=palette.paper, width=2.2)
    else:
        mark = ring("circle", 12, edge=palette.paper, fill=tint.mark, width=1.5)
    x, y = drawn.at(dot.on, dot.point.value)
    drawn.ground.taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    say = drawn.say
    unit = drawn.panel.unit
    said = say(
        f"limits.hover.{dot.role}",
        area=safe(dot.point.name(say.language)),
        period=period_words(dot.point.period, say),
        value=safe(say.amount(dot.point.amount, unit.decimals)),
        unit=safe(unit.name(say.language)),
    )
    return points(
        [dot.on.isoformat()], [dot.point.value], marker=mark,
        hover=[f"{said}<br>{safe(dot.point.publisher(say.language))}"],
    )  # fmt: skip


def _labels(drawn: _Drawn) -> list[Mark]:
    return [
        _name(drawn),
        *(_tread(drawn, tread) for tread in drawn.row.treads),
        *(mark for dot in drawn.row.dots for mark in _value(drawn, dot)),
        *_nothing(drawn),
    ]


def _name(drawn: _Drawn) -> Mark:
    area = drawn.row.area
    text = elide(area.name(drawn.say.language), 160, 15, is_bold=True)
    room, high = drawn.scale.width, drawn.scale.height
    drawn.ground.taken.append(Box(room - width(text, 15, is_bold=True) - 4, high - 18, room, high))
    font = Type(drawn.look.area(area.id).text, 15, bold=True)
    day, value = drawn.panel.as_of, drawn.scale.ys[1]
    return drawn.put(safe(text), day, value, Spot("right", 0, -8), font)


def _tread(drawn: _Drawn, tread: Tread) -> Mark:
    """Return the label on a tread: ≤3 as one, with its word where this row explains it."""
    look, say = drawn.look, drawn.say
    if tread.at_most is None:
        level = _level(drawn.row.treads, tread, drawn.panel)
        text = say("limits.mark.unknown", scheme=tread.scheme(say.language))
        font, size = Type(look.palette.ink2, 12), 12
        shown = safe(text)
    else:
        level = tread.at_most
        bound = f"≤{say.number(level, drawn.panel.unit.decimals)}"
        word = _word(drawn, tread)
        text = f"{bound} {word}".strip()
        font, size = Type(look.area(drawn.row.area.id).text, 15), 15
        shown = f"{bold(safe(bound))} {safe(word)}".strip()
    spots = (Spot("left", 4, 12), Spot("left", 4, 28), Spot("left", 4, -13))
    spots += tuple(Spot("left", 4 - back, up) for up in (12, 28, -13) for back in (40, 80, 120))
    spot = drawn.ground.best((width(text, size) + 2, size + 3), drawn.at(tread.start, level), spots)
    return drawn.put(shown, tread.start, level, spot, font)


def _word(drawn: _Drawn, tread: Tread) -> str:
    if tread.is_last and tread.commitment and drawn.names_target:
        return drawn.say("limits.mark.target")
    is_first = tread == drawn.row.treads[0]
    return drawn.say("limits.mark.limit") if is_first and drawn.names_limit else ""


def _value(drawn: _Drawn, dot: Dot) -> list[Mark]:
    """Return the value below (or beside) its dot, and whose it is where that must be said."""
    say, palette = drawn.say, drawn.look.palette
    value = say.amount(dot.point.amount, drawn.panel.unit.decimals)
    ink = drawn.look.area(dot.point.area).text
    name = dot.point.name(say.language)
    place_at = drawn.at(dot.on, dot.point.value)
    if dot.role == "part":
        note = say("limits.mark.part", area=name)
        size = (width(value, 14, is_bold=True) + width(note, 12) + 12, 17)
        spots = (
            Spot("left", 10, 0),
            Spot("right", -10, 0),
            Spot("center", 0, -16),
            Spot("left", 10, -14),
        )
        spot = drawn.ground.best(size, place_at, spots)
        text = f"{bold(safe(value))} {span(safe(note), palette.ink2, 12)}"
        return [drawn.put(text, dot.on, dot.point.value, spot, Type(ink, 14))]
    spots = (
        Spot("center", 0, -15),
        Spot("center", 0, 15),
        Spot("left", 10, 0),
        Spot("right", -10, 0),
    )
    spot = drawn.ground.best((width(value, 14, is_bold=True), 17), place_at, spots)
    font = Type(ink if dot.role == "area" else palette.ink, 14, bold=True)
    found = [drawn.put(safe(value), dot.on, dot.point.value, spot, font)]
    contexts = {d.point.area for d in drawn.row.dots if d.role == "context"}
    if dot.role == "context" and (drawn.names_context or len(contexts) > 1):
        note = say("limits.mark.context", area=name)
        beside = tuple(
            Spot("left", 16 + width(value, 14) / 2, up) for up in (spot.yshift, 0, 14, -28)
        )
        chosen = drawn.ground.find((width(note, 12), 15), place_at, beside)
        if chosen is not None:
            small = Type(palette.ink2, 12)
            found.append(drawn.put(safe(note), dot.on, dot.point.value, chosen, small))
    return found


def _nothing(drawn: _Drawn) -> list[Mark]:
    """Return what is said where the area itself was never measured, or has no limit."""
    say = drawn.say
    said = [] if drawn.row.is_measured else [say("limits.mark.no-data")]
    if not drawn.row.treads:
        said.insert(0, say("limits.mark.no-limit"))
    found = []
    high = drawn.scale.height
    for text in said:
        text = elide(text, drawn.scale.width - 8, 13)  # noqa: PLW2901 - what is drawn
        size = (width(text, 13) + 6, 16)
        corner = drawn.at(drawn.panel.as_of, 0)
        spots = tuple(
            Spot("right", -back, high * up / 100)
            for up in (44, 34, 54, 26, 62, 70, 18, 10)
            for back in (0, 40, 90)
        )
        spot = drawn.ground.best(size, corner, spots)
        font = Type(drawn.look.palette.ink2, 13)
        found.append(drawn.put(safe(text), drawn.panel.as_of, 0, spot, font))
    return found
