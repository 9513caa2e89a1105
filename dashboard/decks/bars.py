"""Bars as native charts: how many stand where, and how many times one is the other."""

from typing import Any

from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE, XL_LABEL_POSITION, XL_TICK_LABEL_POSITION, XL_TICK_MARK

from dashboard.decks.charts import Stroke, quiet, stroke
from dashboard.decks.design import COUNT, LABEL, MARK, px, signed, size
from dashboard.decks.page import Box, Page, Run, describe
from dashboard.figures.fitting import width as width_of
from dashboard.slides import Counts, Ratios
from dashboard.theme import SIGNS

_BROAD = 110
"""px that a bar is broad at most."""
_BROADER = 1.12
"""How much broader than ours the fonts of an office may be."""


def counts(page: Page, box: Box, body: Counts, alt: str) -> None:
    """Draw the number of each status large, and below a bar for each area."""
    _numbers(page, box, body)
    areas = [area for area in body.areas if area.total]
    if not areas:
        return
    data = CategoryChartData(number_format="0")
    data.categories = [area.name for area in areas]
    for number, count in enumerate(body.counts):
        data.add_series(
            signed(count.sign, count.word),
            [area.counts[number].number or None for area in areas],
        )
    top = box.top + 250
    frame = page.shapes.add_chart(
        XL_CHART_TYPE.BAR_STACKED,
        *(px(edge) for edge in (box.left, top, box.width, box.bottom - top)),
        data,
    )
    describe(frame, alt)
    chart = frame.chart
    _plain(page, chart, (box.bottom - top) / max(1, len(areas)))
    chart.value_axis.maximum_scale = max(area.total for area in areas)
    plot = chart.plots[0]
    plot.overlap = 100
    for count, series in zip(body.counts, plot.series, strict=True):
        _status_bar(page, series, count.sign)


def _status_bar(page: Page, series: Any, sign: str) -> None:  # noqa: ANN401 - a series
    """Draw what can be judged solid, what cannot open; each with its number."""
    colour, paper = page.paint.status(sign), page.paint.look.palette.paper
    is_solid = SIGNS[sign].is_solid
    series.format.fill.solid()
    page.paint.put(series.format.fill.fore_color, colour if is_solid else paper)
    stroke(page, series.format.line, Stroke(paper if is_solid else colour, 3))
    labels = series.data_labels
    labels.show_value = True
    labels.number_format, labels.number_format_is_linked = "0", False
    labels.position = XL_LABEL_POSITION.CENTER
    labels.font.size, labels.font.bold = size(LABEL), True
    page.paint.put(labels.font.color, paper if is_solid else page.paint.status_text(sign))


def _numbers(page: Page, box: Box, body: Counts) -> None:
    """Write how many have each status, and last how many there are."""
    ink = page.paint.look.palette.ink
    said = [
        (count.number, signed(count.sign, count.word), page.paint.status_text(count.sign))
        for count in body.counts
    ]
    said.append((body.total, page.say("slides.standing.all"), ink))
    width = box.width / len(said)
    widest = max(width_of(words, MARK) for _, words, _ in said)
    large = MARK if widest * _BROADER <= width - 8 else LABEL
    for number, (many, words, colour) in enumerate(said):
        left = box.left + number * width
        page.text(
            Box(left, box.top, width, 110),
            [Run(str(many), COUNT, colour, bold=True)],
            anchor="bottom",
        )
        page.text(Box(left, box.top + 118, width - 8, 88), [Run(words, large, colour)])


def _plain(page: Page, chart: Any, row: float) -> None:  # noqa: ANN401 - a chart
    """Show names and bars only, from the top, without a scale: each bar has its number."""
    quiet(chart, page)
    chart.plots[0].gap_width = min(500, round((row / min(row * 0.65, _BROAD) - 1) * 100))
    names = chart.category_axis
    names.reverse_order = True
    names.major_tick_mark = XL_TICK_MARK.NONE
    names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    names.tick_labels.font.size = size(MARK)
    page.paint.put(names.tick_labels.font.color, page.paint.look.palette.ink)
    stroke(page, names.format.line, Stroke(page.paint.look.palette.axis, 1.5))
    values = chart.value_axis
    values.visible = False
    values.has_major_gridlines = False
    values.minimum_scale = 0


def ratios(page: Page, box: Box, body: Ratios, alt: str) -> None:
    """Draw a bar for each ratio, in the colour of the larger area."""
    ink = page.paint.look.palette
    _legend(page, box, body)
    data = CategoryChartData(number_format="0.##")
    data.categories = [f"{bar.name} {bar.period}" for bar in body.bars]
    data.add_series(page.say("slides.ratios.series"), [round(bar.ratio, 4) for bar in body.bars])
    top = box.top + 70
    frame = page.shapes.add_chart(
        XL_CHART_TYPE.BAR_CLUSTERED,
        *(px(edge) for edge in (box.left, top, box.width, box.bottom - top)),
        data,
    )
    describe(frame, alt)
    chart = frame.chart
    _plain(page, chart, (box.bottom - top) / len(body.bars))
    chart.value_axis.maximum_scale = max(bar.ratio for bar in body.bars) * 1.25
    series = chart.plots[0].series[0]
    for number, bar in enumerate(body.bars):
        point = series.points[number]
        colour = page.paint.area(bar.area)
        point.format.fill.solid()
        page.paint.put(point.format.fill.fore_color, ink.paper if bar.is_derived else colour)
        stroke(page, point.format.line, Stroke(colour, 4))
        found = point.data_label
        page.fill(
            found.text_frame,
            [Run(bar.words, MARK, page.paint.area_text(bar.area), bold=True)],
        )
        found.position = XL_LABEL_POSITION.OUTSIDE_END


def _legend(page: Page, box: Box, body: Ratios) -> None:
    """Say whose colour is whose, and what an open bar is."""
    areas = dict.fromkeys((bar.area, bar.area_name) for bar in body.bars)
    runs: list[Run] = []
    for area, name in areas:
        words = page.say("slides.ratios.larger", area=name)
        runs.append(Run(f"■ {words}   ", LABEL, page.paint.area_text(area)))
    if any(bar.is_derived for bar in body.bars):
        runs.append(Run(f"□ {page.say('slides.ratios.derived')}", LABEL))
    page.text(Box(box.left, box.top, box.width, 48), runs)
