"""How many times one area's figure is another's: a bar each, in the hue of the larger one."""

import plotly.graph_objects as go

from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import Mark, Type, at_left, bold, figure, label, line, safe, span
from dashboard.figures.slides.size import Size
from dashboard.slides import Bar, Ratios
from dashboard.theme import Look
from dashboard.wording import Wording

_ROW, _NARROW = 64, 58
"""px that a row is high at most on the stage, and on a phone, before they are enlarged"""
_BROAD = 26
"""px that a bar is broad at most"""
_NAMES = 210
"""px for the names on the stage; on a phone they stand above their bars"""


def ratios(body: Ratios, look: Look, say: Wording, size: Size) -> go.Figure:
    """Return a bar a ratio, from zero, with whose it is and how many times at its end."""
    k, count = size.k, len(body.bars)
    row = _NARROW if size.is_narrow else min(_ROW * k, size.height / count)
    left = 0.0 if size.is_narrow else _NAMES * k
    room = size.width - left
    broad = min(_BROAD * k, row * 0.5) if not size.is_narrow else 16
    words = [_words(bar, say) for bar in body.bars]
    wide = [_width(text, size) + 20 * k for text in words]
    high = max(bar.ratio * room / (room - end) for bar, end in zip(body.bars, wide, strict=True))
    down = 0.22 if size.is_narrow else 0.0  # below its name
    ys = [number + down for number in range(count)]
    labels = [
        mark
        for number, (bar, y) in enumerate(zip(body.bars, ys, strict=True))
        for mark in (_name(bar, number, look, size), _end(bar, y, look, say, size))
    ]
    axis = line((0, -0.5), (0, count - 0.5), color=look.palette.axis, width=size.k, layer="below")
    high_of_all = size.height or row * count
    over = (high_of_all - row * count) / row / 2
    return figure(
        [_bars(body, ys, broad / row, look, say)],
        look=look, width=size.width, height=high_of_all,
        margin={"l": left, "r": 0, "t": 0, "b": 0},
        xaxis={"range": [0, high], "visible": False},
        yaxis={"range": [count - 0.5 + over, -0.5 - over], "visible": False},
        bargap=0, shapes=[axis], annotations=labels,
    )  # fmt: skip


def _width(text: str, size: Size) -> float:
    """Return the room that the words at a bar need."""
    return width(text, size.name, is_bold=True)


def _words(bar: Bar, say: Wording) -> str:
    """Return what stands at the end of a bar: who, how many times, and whether worked out."""
    derived = f" {say('compare.mark.derived')}" if bar.is_derived else ""
    return f"{bar.area_name} {bar.words}{derived}"


def _bars(body: Ratios, ys: list[float], broad: float, look: Look, say: Wording) -> Mark:
    """Return the bars, open where the ratio is worked out from published figures."""
    colours = [look.area(bar.area).mark for bar in body.bars]
    fills = [
        look.palette.paper if bar.is_derived else colour
        for bar, colour in zip(body.bars, colours, strict=True)
    ]
    return {
        "type": "bar",
        "orientation": "h",
        "x": [bar.ratio for bar in body.bars],
        "y": ys,
        "width": broad,
        "marker": {"color": fills, "line": {"color": colours, "width": 3}},
        "hovertext": [
            f"{bold(safe(bar.name))} {safe(bar.period)}<br>{safe(_words(bar, say))}"
            for bar in body.bars
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }


def _name(bar: Bar, number: int, look: Look, size: Size) -> Mark:
    """Return what is compared, and when: left of its bar, on a phone above it."""
    ink, k = look.palette, size.k
    when = span(safe(bar.period), ink.ink3, size.label)
    if size.is_narrow:
        text = f"{bold(safe(bar.name))} {when}"
        return at_left(text, number - 0.2, font=Type(ink.ink, size.name), shift=1)
    lines = wrap(bar.name, (_NAMES - 14) * k, size.name)
    text = "<br>".join((*(bold(safe(part)) for part in lines), when))
    return at_left(text, number, font=Type(ink.ink, size.name), shift=1 - _NAMES * k)


def _end(bar: Bar, y: float, look: Look, say: Wording, size: Size) -> Mark:
    derived = say("compare.mark.derived") if bar.is_derived else ""
    text = bold(safe(_words(bar, say).removesuffix(derived).strip()))
    text += f" {span(safe(derived), look.palette.ink2, size.label)}" if derived else ""
    font = Type(look.area(bar.area).text, size.name)
    return label(text, bar.ratio, y, font=font, xanchor="left", xshift=8 * size.k)
