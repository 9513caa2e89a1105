"""Lines of two or three areas on one axis; more of them as small multiples."""

from collections.abc import Sequence
from dataclasses import dataclass

import plotly.graph_objects as go

from dashboard.figures import series
from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    at_left,
    bold,
    empty,
    figure,
    grid_labels,
    label,
    points,
    ring,
    safe,
    stroke,
)
from dashboard.figures.multiples import multiples
from dashboard.figures.placing import AROUND, BESIDE, Box, Ground, Scale, Spot
from dashboard.figures.ratios import ratio
from dashboard.frames.compare import Lens
from dashboard.frames.figures import Aim, Point
from dashboard.model import Nature
from dashboard.sentences.compare import lens_unit
from dashboard.sentences.periods import period_words
from dashboard.theme import Look
from dashboard.wording import Wording

__all__ = ["lines", "ratio"]

HEIGHT = 370
ROOM, ROOM_PHONE = 690, 334
"""The narrowest plots, margins included, in which labels are sure not to meet."""
_TOP, _BOTTOM, _LEFT = 20, 28, 8
_MANY = 3


@dataclass(frozen=True, slots=True)
class _Canvas:
    """Everything that the pieces of one figure need to know."""

    lens: Lens
    look: Look
    say: Wording
    is_compact: bool
    scale: Scale
    right: float
    ground: Ground
    decimals: int
    unit: str
    span: tuple[float, float]

    def words(self, point: Point, decimals: int | None = None) -> str:
        """Return a figure as it is written beside its mark."""
        places = self.decimals if decimals is None else decimals
        return self.say.amount(point.amount, places)


def lines(lens: Lens, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return the chart of one lens: a line an area, gaps dotted, bounds open, absence said."""
    if not lens.points:
        return empty(say("compare.empty"), look=look, height=160)
    if len(lens.areas) > _MANY:
        return multiples(lens, look=look, say=say, compact=compact)
    canvas = _canvas(lens, look, say, is_compact=compact)
    traces = [*_lines(canvas), *_targets(canvas), _dots(canvas)]
    labels = [*_grid(canvas), *_ends(canvas), *_goals(canvas), *_values(canvas), *_absent(canvas)]
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    tick_years = series.years(*canvas.span, room=canvas.scale.width)
    return figure(
        traces,
        look=look,
        height=HEIGHT,
        margin={"l": _LEFT, "r": canvas.right, "t": _TOP, "b": _BOTTOM},
        xaxis={
            "range": [x0, x1],
            "tickvals": tick_years,
            "ticktext": [str(year) for year in tick_years],
        },
        yaxis={"range": [y0, y1], "tickvals": _ticks(canvas)},
        annotations=labels,
    )


def _canvas(lens: Lens, look: Look, say: Wording, *, is_compact: bool) -> _Canvas:
    goals = _open_goals(lens)
    xs = [point.x for point in lens.points] + [aim.end for aim in goals if aim.end]
    right = _right_margin(lens, say)
    room = (ROOM_PHONE if is_compact else ROOM) - right - _LEFT
    values = [point.value for point in lens.points] + [aim.amount.number for aim in goals]
    is_rank = lens.indicator.nature == Nature.RANK
    from_zero = lens.id == "absolute" or is_rank
    low, high = series.value_range(values, from_zero=from_zero, head=0.14)
    height = HEIGHT - _TOP - _BOTTOM
    named = [say.number(tick, lens.unit.decimals) for tick in series.ticks(low, high)]
    scale = Scale(
        _span(xs, room, max(width(text, 12) for text in (*named, "0"))),
        (high, low) if is_rank else (low, high),
        room,
        height,
    )
    ground = Ground(Box(-_LEFT, 0, room + right - 2, height + _TOP))
    for point in lens.points:
        x, y = scale(point.x, point.value)
        ground.taken.append(Box(x - 6, y - 6, x + 6, y + 6))
    return _Canvas(
        lens, look, say, is_compact, scale, right, ground,
        series.plot_decimals(values, lens.unit), lens_unit(lens, say), (min(xs), max(xs)),
    )  # fmt: skip


def _span(xs: Sequence[float], room: float, named: float) -> tuple[float, float]:
    """Return the range of years that leaves the grid's labels their px at the left."""
    low, high = min(xs), max(xs)
    if high - low < 1:
        return low - 1.1, high + 1.1
    left, right = max(28.0, named + 14), 16.0
    per_px = (high - low) / (room - left - right)
    return low - left * per_px, high + right * per_px


def _right_margin(lens: Lens, say: Wording) -> float:
    """Return the room that the names and values at the right end need."""
    last = max(point.x for point in lens.points)
    wide = [0.0]
    for area in lens.areas:
        end = _end(lens, area.id)
        if end is not None and end.x > last - 1.5:  # noqa: PLR2004 - years that reach the edge
            texts = [area.name(say.language), say.amount(end.amount, lens.unit.decimals)]
            wide += [series.end_width(texts), width(_small(lens, end, say), 12)]
    return max(24.0, max(wide) + 16)


def _end(lens: Lens, area: str) -> Point | None:
    """Return the figure that carries the area's name: the newest whole one, or else the newest."""
    used = lens.used(area) or tuple(p for p in lens.points if p.area == area and p.is_used)
    return used[-1] if used else None


def _small(lens: Lens, end: Point, say: Wording) -> str:
    """Return the small line below the newest value: its period where that is not plain, a word."""
    newest = max(point.x for point in lens.points)
    said = []
    if end.is_part_of_year or end.x <= newest - 1:
        said.append(period_words(end.period, say, is_short=True))
    if series.is_derived(end):
        said.append(say("compare.mark.derived"))
    if series.is_expected(end):
        said.append(say("compare.mark.expected"))
    return " · ".join(said)


def _open_goals(lens: Lens) -> list[Aim]:
    """Return the targets that are drawn: all as shares, else only where there is no figure."""
    known = {point.area for point in lens.points}
    return [aim for aim in lens.aims if lens.id == "own-target" or aim.area not in known]


def _ticks(canvas: _Canvas) -> list[float]:
    low, high = sorted(canvas.scale.ys)
    return series.ticks(low, high)


def _grid(canvas: _Canvas) -> list[Mark]:
    """Return the labels of the grid; the unit stands on the top one, or above where it is tight."""
    say, unit, values = canvas.say, canvas.lens.unit, _ticks(canvas)
    sign = "%" if unit.id == "share" else ""
    named = [(value, f"{say.number(value, unit.decimals)}{sign}") for value in values]
    left = canvas.scale.xs[0]
    above: list[Mark] = []
    if named and unit.id not in {"share", "index"}:
        value, text = named[-1]
        full = say("compare.grid.top", value=text, unit=canvas.unit)
        at = canvas.scale(left, value)
        if canvas.ground.find((width(full, 12) + 4, 17), at, (Spot("left", 0, 9),)):
            named[-1] = (value, full)
        else:
            font = Type(canvas.look.palette.ink3, 12)
            above = [at_left(safe(canvas.unit), 1, font=font, yref="paper", yanchor="bottom")]
    for value, text in named:
        x, y = canvas.scale(left, value)
        canvas.ground.taken.append(Box(x, y, x + width(text, 12) + 4, y + 17))
    return [*grid_labels(named, look=canvas.look), *above]


def _lines(canvas: _Canvas) -> list[Mark]:
    found = []
    for area in canvas.lens.areas:
        used = canvas.lens.used(area.id)
        found += series.connectors(used, colour=canvas.look.area(area.id).mark)
        for before, after in zip(used, used[1:], strict=False):
            canvas.ground.add_line(
                canvas.scale(before.x, before.value), canvas.scale(after.x, after.value)
            )
    return found


def _dots(canvas: _Canvas) -> Mark:
    shown = [point for point in canvas.lens.points if point.is_used or point.is_conflict]
    said = [series.hover(point, canvas.lens.unit, canvas.unit, say=canvas.say) for point in shown]
    return series.dots(shown, said, look=canvas.look)


def _ends(canvas: _Canvas) -> list[Mark]:
    """Return name and newest value at the right end of each line."""
    found = []
    for area in canvas.lens.areas:
        end = _end(canvas.lens, area.id)
        if end is None:
            continue
        name = area.name(canvas.say.language)
        value = canvas.words(end, canvas.lens.unit.decimals)
        note = _small(canvas.lens, end, canvas.say)
        size = (
            max(series.end_width((name, value)), width(note, 12)) + 4,
            38 + 16 * bool(note),
        )
        spot = canvas.ground.best(size, canvas.scale(end.x, end.value), BESIDE)
        text = f"{bold(safe(name))}<br>{bold(safe(value))}"
        text += f"<br><span style='font-size:12px'>{safe(note)}</span>" if note else ""
        font = Type(canvas.look.area(area.id).text, 15)
        found.append(_at(text, end.x, end.value, spot, font))
    return found


def _values(canvas: _Canvas) -> list[Mark]:
    """Return the values beside the other marks, the newest first where room is short."""
    ink = canvas.look.palette.ink2
    found = []
    ended = {_end(canvas.lens, area.id) for area in canvas.lens.areas}
    rest = [point for point in canvas.lens.points if point.is_used and point not in ended]
    for point in sorted(rest, key=lambda item: (item.is_part_of_year, -item.x, item.value)):
        if point.period == canvas.lens.base and point.area != _lowest_base(canvas):
            continue
        if canvas.is_compact and not point.is_part_of_year and point is not _first(canvas, point):
            continue
        text = _value_text(canvas, point)
        place = canvas.scale(point.x, point.value)
        spot = canvas.ground.find((width(text, 12) + 4, 15), place, AROUND)
        if spot is not None:
            found.append(_at(safe(text), point.x, point.value, spot, Type(ink, 12)))
    return [*found, *_unused(canvas)]


def _lowest_base(canvas: _Canvas) -> str:
    """Return the area at whose mark the base of an index is named, once for all."""
    marked = [point.area for point in canvas.lens.points if point.period == canvas.lens.base]
    return marked[0] if marked else ""


def _value_text(canvas: _Canvas, point: Point) -> str:
    if canvas.lens.id == "index" and point.period == canvas.lens.base:
        period = period_words(point.period, canvas.say)
        return canvas.say("compare.mark.base", period=period)
    text = canvas.words(point)
    if point.is_part_of_year:
        return f"{text} ({period_words(point.period, canvas.say, is_short=True)})"
    return text


def _first(canvas: _Canvas, point: Point) -> Point | None:
    used = canvas.lens.used(point.area)
    return used[0] if used else None


def _unused(canvas: _Canvas) -> list[Mark]:
    """Return one label for all figures that were not used and differ."""
    rest = [point for point in canvas.lens.points if point.is_conflict]
    if not rest or canvas.is_compact:
        return []
    text = canvas.say("compare.mark.not-used", values=" / ".join(canvas.words(p) for p in rest))
    newest = max(rest, key=lambda point: point.x)
    place = canvas.scale(newest.x, newest.value)
    spots = (Spot("right", -8, 10), Spot("right", -8, -10), Spot("center", 0, 24))
    spot = canvas.ground.best((width(text, 12), 15), place, spots)
    font = Type(canvas.look.palette.ink3, 12)
    return [_at(safe(text), newest.x, newest.value, spot, font)]


def _targets(canvas: _Canvas) -> list[Mark]:
    found = []
    for aim in _open_goals(canvas.lens):
        if aim.start is None or aim.end is None:
            continue
        tint, palette = canvas.look.area(aim.area), canvas.look.palette
        middle = (aim.start + aim.end) / 2
        value = aim.amount.number
        if canvas.lens.id == "own-target":
            found.append(stroke([aim.start, aim.end], [value, value], color=palette.ink, width=4))
            canvas.ground.add_line(canvas.scale(aim.start, value), canvas.scale(aim.end, value))
            continue
        mark = ring("diamond", 13, edge=tint.mark, fill=palette.paper, width=2.4)
        said = canvas.say(
            "compare.hover.target",
            area=safe(_name(canvas, aim)),
            name=safe(aim.name(canvas.say.language)),
            value=safe(canvas.say.amount(aim.amount, canvas.lens.unit.decimals)),
            by=canvas.say.day(aim.by),
        )
        found.append(points([middle], [value], marker=mark, hover=[said]))
        x, y = canvas.scale(middle, value)
        canvas.ground.taken.append(Box(x - 8, y - 8, x + 8, y + 8))
    return found


def _name(canvas: _Canvas, aim: Aim) -> str:
    return next(a.name(canvas.say.language) for a in canvas.lens.areas if a.id == aim.area)


def _goals(canvas: _Canvas) -> list[Mark]:
    """Return the words beside the targets."""
    found = []
    for aim in _open_goals(canvas.lens):
        if aim.start is None or aim.end is None:
            continue
        middle, value = (aim.start + aim.end) / 2, aim.amount.number
        by = canvas.say.day(aim.by)
        if canvas.lens.id == "own-target":
            text = canvas.say("compare.mark.own-target", name=aim.name(canvas.say.language))
            font = Type(canvas.look.palette.ink, 13)
        else:
            amount = canvas.say.amount(aim.amount, canvas.lens.unit.decimals)
            text = canvas.say("compare.mark.target", area=_name(canvas, aim), value=amount)
            font = Type(canvas.look.area(aim.area).text, 13)
        wide = width(text, 13, is_bold=True)
        spots = tuple(
            Spot(side, shift, up)
            for up in (26, -26)
            for side, shift in (("center", 0), ("right", 12), ("left", -12))
        )
        spot = canvas.ground.best((wide, 34), canvas.scale(middle, value), spots)
        found.append(_at(f"{bold(safe(text))}<br>{safe(by)}", middle, value, spot, font))
    return found


def _absent(canvas: _Canvas) -> list[Mark]:
    """Return what is said of areas that have no figure, and of targets without a date."""
    known = {point.area for point in canvas.lens.points}
    key = {"absolute": "", "own-target": ".own-target"}.get(canvas.lens.id, ".share")
    said = [
        canvas.say(f"compare.mark.no-data{key}", area=area.name(canvas.say.language))
        for area in canvas.lens.areas
        if area.id not in known
    ]
    said += [
        canvas.say(
            "compare.mark.target-undated",
            area=_name(canvas, aim),
            value=canvas.say.amount(aim.amount, canvas.lens.unit.decimals),
        )
        for aim in _open_goals(canvas.lens)
        if aim.start is None and canvas.lens.id == "absolute"
    ]
    return [_free(canvas, text) for text in said]


def _free(canvas: _Canvas, text: str) -> Mark:
    """Return a label on free ground inside the plot, in two lines where it is wide."""
    parts = wrap(text, canvas.scale.width * 0.62, 14)
    size = (max(width(part, 14) for part in parts) + 6, 19 * len(parts))
    wide, high = canvas.scale.width, canvas.scale.height
    spots = tuple(
        Spot("center", (along - 0.5) * wide, (up - 0.5) * high)
        for up in (0.28, 0.16, 0.42, 0.56, 0.7, 0.84, 0.08)
        for along in (0.5, 0.64, 0.36, 0.74)
    )
    spot = canvas.ground.best(size, (wide / 2, high / 2), spots)
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    x = x0 + (x1 - x0) * (0.5 + spot.xshift / wide)
    y = y0 + (y1 - y0) * (0.5 + spot.yshift / high)
    return label(
        "<br>".join(safe(part) for part in parts), x, y, font=Type(canvas.look.palette.ink2, 14)
    )


def _at(text: str, x: float, y: float, spot: Spot, font: Type) -> Mark:
    return label(
        text, x, y, font=font, xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift
    )
