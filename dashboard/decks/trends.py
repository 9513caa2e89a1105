"""Lines through time as a native chart: figures, the target, the way to it, the band."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor
from typing import Any

from pptx.enum.chart import XL_LABEL_POSITION, XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml

from dashboard.decks.charts import (
    ABOVE,
    BELOW,
    BESIDE,
    LEFT,
    NS,
    Mark,
    Range,
    Series,
    Stroke,
    label,
    mark,
    plot_at,
    scatter,
    ticks,
)
from dashboard.decks.design import LABEL, MARK, TICK
from dashboard.decks.page import Box, Page, Run
from dashboard.figures.fitting import width
from dashboard.figures.placing import Box as Edges
from dashboard.figures.placing import Ground, Scale, Spot
from dashboard.figures.slides.signs import is_gap
from dashboard.figures.slides.size import WIDE
from dashboard.figures.slides.trends import heads_of
from dashboard.slides import Aim, Dot, Line, Trend

_PLOT = (0.055, 0.06, 0.715, 0.84)
"""Where the chart draws in its frame: room for numbers on the left, for names on the right."""
_HEAD = 46
"""px that a line of words above the chart takes."""
_ROOF = 1.15
"""The top of the axis over its highest value: room for words."""
_OFF, _BROAD = 11, 1.12
"""px from a point to the edge of its mark; offices have fonts that are broader than ours."""
_PLACES = {
    ABOVE: ("center", 0.0, 1.0),
    BELOW: ("center", 0.0, -1.0),
    LEFT: ("right", -16.0, 0.0),
    BESIDE: ("left", 16.0, 0.0),
}
"""Where words stand at a point: the side they hang at, px along, and how far up."""
_STEPS, _TICKS = (1, 2, 5, 10, 20, 50), 8
"""How many years may lie between ticks, and how many ticks there may be."""
FREE = 2
"""The first edges of a band are left out: they would cover the newest figure."""
_FEW = 6
"""Up to so many figures, each has its value written at it."""
_MAIN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def trend(page: Page, box: Box, body: Trend, alt: str) -> None:
    """Draw the chart, and above it its unit, what its signs mean and what is not known."""
    heads = tuple(heads_of(body, page.paint.look, page.say, WIDE))
    for row, left, words, font in heads:
        place = Box(box.left + left, box.top + row * _HEAD, box.width - left, 44)
        page.text(place, [Run(words, min(font.size, LABEL), font.colour)])
    high = _HEAD * (1 + max((row for row, *_ in heads), default=0))
    inner = Box(box.left, box.top + high, box.width, box.height - high)
    xs, ys = _ends(body)
    series = [
        *_band(body, page),
        *_path(body, page),
        *_aims(body, page, xs),
        *(one for line in body.lines for one in _lines(line, page)),
        *(one for line in body.lines for one in _open_marks(line, page)),
    ]
    if not series:
        return
    drawn = scatter(page, inner, series, (xs, ys), alt)
    plot_at(drawn.chart, *_PLOT)
    found = drawn.series
    for line in body.lines:
        _unmarked(found[line.name], line)
    writing = _Words(page, body, found, _scale(inner, xs, ys), _ground(body, inner, xs, ys))
    for line in body.lines:
        _bounds(writing, line)
        _end(writing, line)
    for number, aim in enumerate(body.aims, 1):
        _aim_label(writing, found[_aim_name(page, aim, number)], aim)
    for line in body.lines:
        _values(writing, line)
    if body.band:
        _widen(page, found[page.say("slides.band.short")], body, inner, xs)


def _ends(body: Trend) -> tuple[Range, Range]:
    """Return the axes: all that is drawn fits, and amounts begin at zero."""
    xs = [dot.x for line in body.lines for dot in line.dots]
    ys = [dot.value for line in body.lines for dot in line.dots]
    for aim in body.aims:
        xs += [x for x in (aim.start, aim.end) if x is not None]
        ys.append(aim.value)
    for x, y in body.path:
        xs.append(x)
        ys.append(y)
    for edge in body.band:
        xs.append(edge.x)
        ys += [edge.low, edge.high]
    first, last = min(xs, default=0.0), max(xs, default=1.0)
    low = floor(first - 0.5)  # the first figure is off the axis, beside its numbers
    step = next(by for by in _STEPS if (last - low) / by <= _TICKS)
    high = max(low + step * ceil((last - low) / step - 1e-9), low + step)
    return Range(low, high, step), ticks(min(0.0, *ys, 0.0), max(0.0, *ys, 0.0) * _ROOF)


def _lines(line: Line, page: Page) -> Iterator[Series]:
    """Yield a line with all its figures; where years are missing it is dotted, with solid runs."""
    colour = page.paint.area(line.area)
    runs = _runs(line.dots)
    is_whole = len(runs) == 1
    drawn = Stroke(colour, 6) if is_whole else Stroke(colour, 3, MSO_LINE.ROUND_DOT)
    yield Series(line.name, _points(line.dots), drawn, Mark(11, colour))
    for run in () if is_whole else runs:
        if len(run) > 1:
            name = f"{line.name} {run[0].period}–{run[-1].period}"
            yield Series(name, _points(run), Stroke(colour, 6))


def _open_marks(line: Line, page: Page) -> Iterator[Series]:
    """Yield the figures that are not exact, to be drawn over the others with open marks."""
    opened = [dot for dot in line.dots if dot.is_open]
    if opened:
        name = page.say("slides.mark.open", name=line.name)
        mark = Mark(12, page.paint.area(line.area), is_open=True)
        yield Series(name, _points(opened), mark=mark)


def _points(dots: Sequence[Dot]) -> list[tuple[float, float]]:
    return [(dot.x, dot.value) for dot in dots]


def _runs(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Return figures in runs without a year that is missing between them."""
    runs: list[list[Dot]] = []
    for dot in dots:
        if not runs or is_gap(runs[-1][-1], dot):
            runs.append([])
        runs[-1].append(dot)
    return runs


def _path(body: Trend, page: Page) -> Iterator[Series]:
    if body.path:
        dash = Stroke(page.paint.look.palette.ink2, 3, MSO_LINE.DASH)
        yield Series(page.say("slides.target.path"), body.path, dash)


def _aims(body: Trend, page: Page, xs: Range) -> Iterator[Series]:
    """Yield a bar over the window of each deadline; without one at the end of the axis."""
    for number, aim in enumerate(body.aims, 1):
        start, end = _window(aim, xs)
        colour = page.paint.look.palette.ink if aim.is_in_force else page.paint.look.palette.axis
        points = [(x, aim.value) for x in (start, (start + end) / 2, end)]
        yield Series(_aim_name(page, aim, number), points, Stroke(colour, 8))


def _window(aim: Aim, xs: Range) -> tuple[float, float]:
    """Return from when to when a target is drawn."""
    start = aim.start if aim.start is not None else xs.high - 0.5
    return start, aim.end if aim.end is not None else xs.high


def _aim_name(page: Page, aim: Aim, number: int) -> str:
    return f"{page.say('slides.target.aim')} {number}: {aim.words}"


# --- a line's own marks ----------------------------------------------------------------------


def _unmarked(series: Any, line: Line) -> None:  # noqa: ANN401
    """Take the marks off figures that have an open one: which lies on top, programs disagree."""
    for number, dot in enumerate(line.dots):
        if dot.is_open:
            series.points[number].marker.style = XL_MARKER_STYLE.NONE


# --- words -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Words:
    """What words need to find a place at the points of a chart."""

    page: Page
    body: Trend
    found: Mapping[str, Any]
    """the series by name"""
    scale: Scale
    ground: Ground

    def put(
        self,
        at: tuple[float, float],
        runs: list[list[Run]],
        *,
        is_needed: bool = False,
        places: Sequence[XL_LABEL_POSITION] = tuple(_PLACES),
    ) -> XL_LABEL_POSITION | None:
        """Return on which side of a point words have room, and take it; None where on none."""
        wide = max(sum(width(run.text, run.size, is_bold=True) for run in row) for row in runs)
        high = sum(max(run.size for run in row) for row in runs) * 1.25
        spots = {place: _spot(place, high) for place in places}
        at = self.scale(*at)
        room = wide * _BROAD, high
        spot = self.ground.find(room, at, tuple(spots.values()))
        if spot is None and is_needed:
            spot = self.ground.best(room, at, tuple(spots.values()))
        return next((place for place, one in spots.items() if one == spot), None)

    def point(self, line: Line, number: int) -> Any:  # noqa: ANN401 - a point
        """Return the point that has the mark of a figure: of an open one in a series of its own."""
        dot = line.dots[number]
        if not dot.is_open:
            return self.found[line.name].points[number]
        name = self.page.say("slides.mark.open", name=line.name)
        before = sum(one.is_open for one in line.dots[:number])
        return self.found[name].points[before]


def _spot(place: XL_LABEL_POSITION, high: float) -> Spot:
    side, along, up = _PLACES[place]
    return Spot(side, along, up * (high / 2 + _OFF))


def _scale(inner: Box, xs: Range, ys: Range) -> Scale:
    wide, tall = inner.width * _PLOT[2], inner.height * _PLOT[3]
    return Scale((xs.low, xs.high), (ys.low, ys.high), wide, tall)


def _ground(body: Trend, inner: Box, xs: Range, ys: Range) -> Ground:
    """Return the plot with its marks and lines, and the free margin on its right."""
    scale = _scale(inner, xs, ys)
    right = inner.width * (1 - _PLOT[0])
    ground = Ground(Edges(0, 0, right, scale.height + inner.height * _PLOT[1]))
    for line in body.lines:
        for dot in line.dots:
            x, y = scale(dot.x, dot.value)
            ground.taken.append(Edges(x - _OFF, y - _OFF, x + _OFF, y + _OFF))
        for one, other in pairwise(line.dots):
            ground.add_line(scale(one.x, one.value), scale(other.x, other.value))
    for start, end in pairwise(body.path):
        ground.add_line(scale(*start), scale(*end))
    for aim in body.aims:
        ground.add_line(*(scale(x, aim.value) for x in _window(aim, xs)))
    return ground


def _bounds(words: _Words, line: Line) -> None:
    """Give a lower bound the triangle that it has on the pages."""
    colour = words.page.paint.area(line.area)
    for number, dot in enumerate(line.dots):
        if dot.mark == "at-least":
            shape = Mark(13, colour, XL_MARKER_STYLE.TRIANGLE, is_open=True)
            mark(words.page, words.point(line, number).marker, shape)


def _end(words: _Words, line: Line) -> None:
    """Write the name and the newest value at the end."""
    newest, colour = line.dots[-1], words.page.paint.area_text(line.area)
    runs = [[Run(f" {line.name} {newest.words}", MARK, colour, bold=True)]]
    place = words.put((newest.x, newest.value), runs, is_needed=True, places=(BESIDE, ABOVE, BELOW))
    label(
        words.page, words.point(line, len(line.dots) - 1), runs, BESIDE if place is None else place
    )


def _aim_label(words: _Words, series: Any, aim: Aim) -> None:  # noqa: ANN401
    """Write what is aimed at, and by when, over or under the bar where there is room."""
    ink = words.page.paint.look.palette
    said = f"{words.page.say('slides.target.aim')} {aim.words}"
    colour = ink.ink if aim.is_in_force else ink.ink3
    runs = [[Run(said, LABEL, colour, bold=aim.is_in_force)], [Run(aim.due, TICK, colour)]]
    xs = [float(x.text) for x in series._element.xpath("./c:xVal//c:v")]  # noqa: SLF001
    for number, is_needed in ((1, False), (2, False), (0, False), (1, True)):
        at = (xs[number], aim.value)
        place = words.put(at, runs, is_needed=is_needed, places=(ABOVE, BELOW))
        if place is not None:
            label(words.page, series.points[number], runs, place)
            return


def _values(words: _Words, line: Line) -> None:
    """Write the other values where there is room: of a few all, of many the first."""
    quiet = words.page.paint.look.palette.ink2
    shown = len(line.dots) - 1 if len(line.dots) <= _FEW else min(1, len(line.dots) - 1)
    for number, dot in enumerate(line.dots[:shown]):
        runs = [[Run(dot.words, TICK, quiet)]]
        place = words.put((dot.x, dot.value), runs)
        if place is not None:
            label(words.page, words.point(line, number), runs, place)


# --- the band --------------------------------------------------------------------------------


def _band(body: Trend, page: Page) -> Iterator[Series]:
    """Yield the middle of the band; its width is drawn by error bars, which a chart has."""
    if body.band:
        points = [(edge.x, (edge.low + edge.high) / 2) for edge in body.band[FREE:]]
        yield Series(page.say("slides.band.short"), points)


def _widen(
    page: Page,
    series: Any,  # noqa: ANN401
    body: Trend,
    box: Box,
    xs: Range,
) -> None:
    """Draw error bars so broad that they touch: together they are the band."""
    wide = box.width * _PLOT[2] / (xs.high - xs.low)
    step = (body.band[-1].x - body.band[0].x) / max(1, len(body.band) - 1) * wide
    halves = [(edge.high - edge.low) / 2 for edge in body.band[FREE:]]
    rows = "".join(
        f'<c:pt idx="{number}"><c:v>{half!r}</c:v></c:pt>' for number, half in enumerate(halves)
    )
    count = f'<c:ptCount val="{len(halves)}"/>'
    sizes = f"<c:numLit><c:formatCode>General</c:formatCode>{count}{rows}</c:numLit>"
    colour = page.paint.look.palette.grid.removeprefix("#")
    element = parse_xml(
        f'<c:errBars {NS} {_MAIN}><c:errDir val="y"/><c:errBarType val="both"/>'
        f'<c:errValType val="cust"/><c:noEndCap val="1"/><c:plus>{sizes}</c:plus>'
        f'<c:minus>{sizes}</c:minus><c:spPr><a:ln w="{round(step * 6350)}" cap="flat">'
        f'<a:solidFill><a:srgbClr val="{colour}"><a:alpha val="70000"/></a:srgbClr></a:solidFill>'
        "</a:ln></c:spPr></c:errBars>"
    )
    [xs_of] = series._element.xpath("./c:xVal")  # noqa: SLF001
    xs_of.addprevious(element)
