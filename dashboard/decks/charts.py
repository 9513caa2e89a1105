"""What native charts share: quiet axes, marks, labels on them, a fixed place to draw in."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
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

from dashboard.decks.design import TICK, px, size
from dashboard.decks.page import Box, Page, Run, describe

NS = 'xmlns:c="http://schemas.openxmlformats.org/drawingml/2006/chart"'
ABOVE, BELOW, BESIDE = XL_LABEL_POSITION.ABOVE, XL_LABEL_POSITION.BELOW, XL_LABEL_POSITION.RIGHT
LEFT = XL_LABEL_POSITION.LEFT


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
    """How a point is drawn; without a size it is not. An open one is pale, with an edge."""

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


@dataclass(frozen=True, slots=True)
class Scatter:
    """A scatter chart, and its series by name."""

    chart: Any  # of pptx.chart, which has no types
    series: Mapping[str, Any]


def scatter(
    page: Page, box: Box, series: Sequence[Series], ends: tuple[Range, Range], alt: str
) -> Scatter:
    """Draw a scatter chart whose lines join the points in order.

    The longest series comes first: LibreOffice loses those that are shorter than a later one.
    """
    series = sorted(series, key=lambda one: -len(one.points))
    data = XyChartData()
    for one in series:
        rows = data.add_series(one.name)
        for x, y in one.points:
            rows.add_data_point(round(x, 4), y)
    frame = page.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER_LINES, *(px(edge) for edge in box), data)
    describe(frame, alt)
    chart = frame.chart
    quiet(chart, page)
    axis(page, chart.category_axis, ends[0], "0")
    axis(page, chart.value_axis, ends[1], "#,##0.##")
    grid = chart.value_axis.major_gridlines.format.line
    chart.value_axis.has_major_gridlines = True
    stroke(page, grid, Stroke(page.paint.look.palette.grid, 1.5))
    chart.value_axis.format.line.fill.background()
    found = {}
    for given, drawn in zip(series, chart.plots[0].series, strict=True):
        drawn.smooth = False
        stroke(page, drawn.format.line, given.stroke)
        mark(page, drawn.marker, given.mark)
        found[given.name] = drawn
    return Scatter(chart, found)


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
    page.paint.put(fill.fore_color, pale(given.colour) if given.is_open else given.colour)
    edge = Stroke(given.colour, 4) if given.is_open else Stroke(palette.paper, 2)
    stroke(page, marker.format.line, edge)


def pale(colour: str) -> str:
    """Return a colour halfway to white: LibreOffice draws no edge around the mark of a point."""
    parts = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
    return "#" + "".join(f"{(part + 255) // 2:02X}" for part in parts)


def label(
    page: Page,
    point: Any,  # noqa: ANN401
    runs: Sequence[Run] | Sequence[Sequence[Run]],
    place: XL_LABEL_POSITION,
) -> None:
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
