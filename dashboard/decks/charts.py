"""What native charts share: quiet axes, marks, labels on them, a fixed place to draw in."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from pptx.chart.data import XyChartData
from pptx.dml.line import LineFormat
from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml import parse_xml

from dashboard.decks.design import LABEL, TICK, px, size
from dashboard.decks.page import Box, Page, Run, describe

NS = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
ABOVE, BELOW, BESIDE = XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW, XL_LABEL_POSITION.RIGHT


class Range(NamedTuple):
    """The ends of an axis, and how far apart its ticks are."""

    low: float
    high: float
    step: float


class Stroke(NamedTuple):
    """How a line is drawn; without a colour it is not."""

    colour: str = ""
    width: float = 3
    dash: MSO_LINE | None = None


class Mark(NamedTuple):
    """How a point is drawn; without a size it is not. An open one is filled with paper."""

    size: float = 0
    colour: str = ""
    kind: XL_MARKER_STYLE = XL_MARKER_STYLE.CIRCLE
    is_open: bool = False


class Series(NamedTuple):
    """One series of a scatter chart."""

    name: str
    points: Sequence[tuple[float, float]]
    stroke: Stroke = Stroke()
    mark: Mark = Mark()


def scatter(  # noqa: PLR0913 - what a scatter chart is
    page: Page, box: Box, series: Sequence[Series], xs: Range, ys: Range, alt: str
) -> Any:  # noqa: ANN401 - a chart
    """Draw a scatter chart whose lines join the points in order; return the chart."""
    data = XyChartData()
    for one in series:
        rows = data.add_series(one.name)
        for x, y in one.points:
            rows.add_data_point(round(x, 4), y)
    frame = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *(px(edge) for edge in box), data)
    describe(frame, alt)
    chart = frame.chart
    quiet(chart, page)
    axis(page, chart.category_axis, xs, "0")
    axis(page, chart.value_axis, ys, "#,##0.##")
    grid = chart.value_axis.major_gridlines.format.line
    chart.value_axis.has_major_gridlines = True
    stroke(page, grid, Stroke(page.paint.look.palette.grid, 1.5))
    chart.value_axis.format.line.fill.background()
    for given, found in zip(series, chart.plots[0].series, strict=True):
        found.smooth = False
        stroke(page, found.format.line, given.stroke)
        mark(page, found.marker, given.mark)
    return chart


def quiet(chart: Any, page: Page) -> None:  # noqa: ANN401 - a chart
    """Leave out what says nothing: title, legend, frame; type as on the slide."""
    chart.has_title = False
    chart.has_legend = False
    chart.font.size = size(TICK)
    page.paint.put(chart.font.color, page.paint.look.palette.ink3)


def axis(page: Page, found: Any, ends: Range, form: str) -> None:  # noqa: ANN401 - an axis
    """Give an axis its ends, its ticks and the form of its numbers."""
    found.minimum_scale, found.maximum_scale, found.major_unit = ends
    found.has_major_gridlines = False
    found.major_tick_mark = found.minor_tick_mark = XL_TICK_MARK.NONE
    found.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    labels = found.tick_labels
    labels.number_format, labels.number_format_is_linked = form, False
    labels.font.size = size(TICK)
    page.paint.put(labels.font.color, page.paint.look.palette.ink3)
    stroke(page, found.format.line, Stroke(page.paint.look.palette.axis, 1.5))


def stroke(page: Page, line: LineFormat, given: Stroke) -> None:
    """Draw a line so, or not at all."""
    if not given.colour:
        line.fill.background()
        return
    line.fill.solid()
    page.paint.put(line.fill.fore_color, given.colour)
    line.width = px(given.width)
    if given.dash is not None:
        line.dash_style = given.dash


def mark(page: Page, marker: Any, given: Mark) -> None:  # noqa: ANN401 - a marker
    """Draw a point so, or not at all."""
    if not given.size:
        marker.style = XL_MARKER_STYLE.NONE
        return
    marker.style, marker.size = given.kind, round(given.size)
    palette = page.paint.look.palette
    fill = marker.format.fill
    fill.solid()
    page.paint.put(fill.fore_color, palette.paper if given.is_open else given.colour)
    edge = Stroke(given.colour, 4) if given.is_open else Stroke(palette.paper, 2)
    stroke(page, marker.format.line, edge)


def label(page: Page, point: Any, runs: Sequence[Run], place: XL_LABEL_POSITION) -> None:  # noqa: ANN401
    """Write words at a point."""
    found = point.data_label
    frame = found.text_frame
    page.fill(frame, runs)
    frame.word_wrap = False
    found.position = place


def plot_at(chart: Any, left: float, top: float, width: float, height: float) -> None:  # noqa: ANN401
    """Fix where a chart draws inside its frame, in shares of it, whatever its labels need."""
    [area] = chart._chartSpace.xpath(".//c:plotArea")  # noqa: SLF001 - the library has no other way
    for old in area.xpath("./c:layout"):
        area.remove(old)
    values = {"x": left, "y": top, "w": width, "h": height}
    inner = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in values.items())
    area.insert(
        0,
        parse_xml(
            f'<c:layout {NS}><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/>'
            f'<c:yMode val="edge"/>{inner}</c:manualLayout></c:layout>'
        ),
    )


def ticks(low: float, high: float, most: int = 4) -> Range:
    """Return round ends around two values with at most so many steps between them."""
    span = (high - low) or abs(high) or 1.0
    power = 1.0
    while power * 10 <= span / most:
        power *= 10
    while power > span / most:
        power /= 10
    step = next(power * by for by in (1, 2, 2.5, 5, 10) if power * by * most >= span * (1 - 1e-9))
    first = step * (low // step)
    last = step * -(-high // step)
    return Range(first, last, step)


def years(low: float, high: float, most: int = 9) -> Range:
    """Return the ends of an axis of years with whole years as ticks."""
    first, last = int(low // 1), int(-(-high // 1))
    step = next(by for by in (1, 2, 5, 10, 20, 50) if (last - first) / by <= most)
    return Range(first - 0.5 if first > low - 0.5 else first, last + 0.5, step)


LABEL_SIZE = LABEL
