"""Limits coming down as native charts: a limit is a line, a measurement is a dot."""

from collections.abc import Iterator, Sequence
from datetime import date
from math import ceil, floor

from dashboard.decks.charts import (
    ABOVE,
    BELOW,
    BESIDE,
    Mark,
    Range,
    Series,
    Stroke,
    label,
    plot_at,
    scatter,
    ticks,
)
from dashboard.decks.design import LABEL, MARK, ROW, TICK
from dashboard.decks.page import Box, Page, Run
from dashboard.frames.amounts import place
from dashboard.slides import Stair, Staircase

_GAP = 60
_TICKS = 5
_LOW = 0.25
"""Below this share of the height, words under a mark would cover the axis."""


def staircase(page: Page, box: Box, body: Staircase, _alt_of_all: str) -> None:
    """Draw the staircases side by side on one axis of time, each with its own scale from zero."""
    width = (box.width - _GAP * (len(body.stairs) - 1)) / len(body.stairs)
    days = [day for stair in body.stairs for day in _days(stair)]
    low, last = floor(_x(min(days))), _x(body.as_of)
    step = next(by for by in (1, 2, 5, 10, 20, 50) if (last - low) / by <= _TICKS)
    xs = Range(low, low + step * ceil((last - low) / step), step)
    for number, stair in enumerate(body.stairs):
        _stair(page, Box(box.left + number * (width + _GAP), box.top, width, box.height), stair, xs)


def _x(day: date) -> float:
    """Return where a day stands on an axis whose ticks are the first days of years."""
    return place(day) + 0.5


def _days(stair: Stair) -> Iterator[date]:
    yield from (tread.start for tread in stair.treads)
    yield from (sample.on for sample in stair.samples)


def _stair(page: Page, box: Box, stair: Stair, xs: Range) -> None:
    ink = page.paint.look.palette
    colour = page.paint.area(stair.area)
    page.text(
        Box(box.left, box.top, box.width, 60),
        [Run(stair.measure, ROW, bold=True), Run(f"  {stair.unit}", TICK, ink.ink3)],
    )
    known = [tread for tread in stair.treads if tread.at_most is not None]
    steps: list[tuple[float, float]] = []
    for tread in known:
        ends = (_x(tread.start), _x(tread.end))
        steps += [(x, tread.at_most or 0.0) for x in (ends[0], sum(ends) / 2, ends[1])]
    name = f"{page.say('slides.limits.limit')} {stair.name}"
    series = [Series(name, steps, Stroke(colour, 8))]
    series += [
        Series(
            f"{page.say('slides.limits.measured')} {sample.name} {number}",
            [(_x(sample.on), sample.value)],
            mark=Mark(13, page.paint.area(stair.area if sample.role != "context" else ""),
                      is_open=sample.role == "part"),
        )
        for number, sample in enumerate(stair.samples, 1)
    ]  # fmt: skip
    highest = max([value for _, value in steps] + [sample.value for sample in stair.samples])
    drawn = scatter(
        page,
        Box(box.left, box.top + 64, box.width, box.height - 64 - 60),
        series,
        (xs, ticks(0.0, highest * 1.15)),
        _alt(page, stair),
    )
    plot_at(drawn.chart, 0.1, 0.06, 0.88, 0.84)
    for number, tread in enumerate(known):
        runs = [Run(tread.words, MARK, page.paint.area_text(stair.area), bold=True)]
        label(page, drawn.series[name].points[3 * number + 1], runs, ABOVE)
    for given, sample in zip(series[1:], stair.samples, strict=True):
        name_of, value = Run(sample.name, TICK), Run(sample.words, TICK, bold=True)
        is_low = sample.value < highest * _LOW
        lines = [[name_of, Run(" ", TICK), value]] if is_low else [[name_of], [value]]
        point = drawn.series[given.name].points[0]
        label(page, point, lines, BESIDE if is_low else BELOW)
    if stair.absent:
        page.text(
            Box(box.left, box.bottom - 50, box.width, 50), [Run(stair.absent, LABEL, ink.ink2)]
        )


def _alt(page: Page, stair: Stair) -> str:
    """Return one staircase in words."""
    levels: Sequence[str] = [tread.words for tread in stair.treads]
    parts = [f"{stair.measure}: {' → '.join(levels)} {stair.unit}"]
    parts += [f"{sample.name} {sample.words}" for sample in stair.samples]
    return page.say("list.dot").join([*parts, *([stair.absent] if stair.absent else [])])
