"""Lines through time as a native chart: figures, the target, the way to it, the band."""

from collections.abc import Iterator, Sequence
from math import ceil, floor
from typing import Any

from pptx.enum.chart import XL_MARKER_STYLE
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml

from dashboard.decks.charts import (
    ABOVE,
    BELOW,
    BESIDE,
    NS,
    Mark,
    Range,
    Series,
    Stroke,
    label,
    plot_at,
    scatter,
    ticks,
)
from dashboard.decks.design import LABEL, MARK, TICK
from dashboard.decks.page import Box, Page, Run
from dashboard.slides import Aim, Dot, Line, Trend

_PLOT = (0.055, 0.06, 0.745, 0.84)
"""Where the chart draws in its frame: room for numbers on the left, for names on the right."""
_YEAR = 1.0
_STEPS, _TICKS = (1, 2, 5, 10, 20, 50), 8
"""How many years may lie between ticks, and how many ticks there may be."""
FREE = 2
"""The first edges of a band are left out: they would cover the newest figure."""
_FEW = 6
"""Up to so many figures, each has its value written at it."""
_MAIN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'


def trend(page: Page, box: Box, body: Trend, alt: str) -> None:
    """Draw the chart, the unit above it and what is not known beside it."""
    ink = page.paint.look.palette
    page.text(Box(box.left, box.top, 900, 44), [Run(body.unit, TICK, ink.ink3)])
    if body.absent:
        runs = [[Run(words, MARK, ink.ink2)] for words in body.absent]
        page.text(Box(box.left + 700, box.top, box.width - 700, 50), runs, align="right")
    inner = Box(box.left, box.top + 48, box.width, box.height - 48)
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
        _labels(page, found[line.name], line, body)
    for number, aim in enumerate(body.aims, 1):
        _aim_label(page, found[_aim_name(page, aim, number)], aim, body)
    if body.band:
        _widen(page, found[page.say("slides.band.short")], body, inner, xs)
        words = Box(box.left + 240, box.top, 1100, 44)
        page.text(words, [Run(body.band_words, TICK, ink.ink3)])


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
    return Range(low, high, step), ticks(min(0.0, *ys, 0.0), max(0.0, *ys, 0.0))


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
        if not runs or _is_gap(runs[-1][-1], dot):
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
        start = aim.start if aim.start is not None else xs.high - 0.5
        end = aim.end if aim.end is not None else xs.high
        colour = page.paint.look.palette.ink if aim.is_in_force else page.paint.look.palette.axis
        points = [(start, aim.value), (end, aim.value)]
        yield Series(_aim_name(page, aim, number), points, Stroke(colour, 8))


def _aim_name(page: Page, aim: Aim, number: int) -> str:
    return f"{page.say('slides.target.aim')} {number}: {aim.words}"


def _aim_label(page: Page, series: Any, aim: Aim, body: Trend) -> None:  # noqa: ANN401
    """Write what is aimed at over the bar, under it where the figures are above by then."""
    ink = page.paint.look.palette
    words = f"{page.say('slides.target.aim')} {aim.words}"
    runs = [Run(words, LABEL, ink.ink if aim.is_in_force else ink.ink3, bold=aim.is_in_force)]
    middle = ((aim.start or 0.0) + (aim.end or 0.0)) / 2
    own = [dot for line in body.lines if line.area == aim.area for dot in line.dots]
    nearest = min(own, key=lambda dot: abs(dot.x - middle), default=None)
    is_passed = aim.end is not None and nearest is not None and nearest.value > aim.value
    is_near = nearest is not None and abs(nearest.x - middle) < _YEAR
    label(page, series.points[0], runs, BELOW if is_passed and is_near else ABOVE)


# --- a line's own marks ----------------------------------------------------------------------


def _unmarked(series: Any, line: Line) -> None:  # noqa: ANN401
    """Take the marks off figures that have an open one: which lies on top, programs disagree."""
    for number, dot in enumerate(line.dots):
        if dot.is_open:
            series.points[number].marker.style = XL_MARKER_STYLE.NONE


def _is_gap(before: Dot, dot: Dot) -> bool:
    both_years = before.period.isdecimal() and dot.period.isdecimal()
    return both_years and dot.x - before.x > 1.5 * _YEAR


def _labels(
    page: Page,
    series: Any,  # noqa: ANN401
    line: Line,
    body: Trend,
) -> None:
    """Write the name and the newest value at the end, and the first value; all if they are few."""
    colour, quiet = page.paint.area_text(line.area), page.paint.look.palette.ink2
    newest = line.dots[-1]
    is_lower = any(other.dots[-1].value > newest.value for other in body.lines if other is not line)
    place = BELOW if is_lower else ABOVE
    is_free = len(line.dots) <= _FEW and not body.aims
    shown = range(len(line.dots) - 1) if is_free else range(min(1, len(line.dots) - 1))
    for number in shown:
        words = line.dots[number].words
        label(page, series.points[number], [Run(words, TICK, quiet)], place)
    runs = [
        Run(f"{line.name} ", MARK, colour, bold=True),
        Run(newest.words, MARK, colour, bold=True),
    ]
    label(page, series.points[len(line.dots) - 1], runs, BESIDE)


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
