"""How many times larger: one row an indicator, 1 as the axis, the larger area's hue."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log10

import plotly.graph_objects as go

from dashboard.figures.fitting import elide, width
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    empty,
    figure,
    label,
    line,
    points,
    ring,
    safe,
    span,
    stroke,
)
from dashboard.frames.ratios import Ratio
from dashboard.model import Area
from dashboard.sentences.compare import ratio_name, times
from dashboard.sentences.periods import period_words
from dashboard.theme import Look
from dashboard.wording import Wording

_ROW, _HEAD, _FOOT = 42, 26, 6
_PAIR = 2
ROOM = 340
"""The narrowest column in which labels are sure to fit."""
_SIDE = 74
"""px kept on either side of 1 for the words above the axis"""
_NAMES, _NAMES_MANY = 112, 168
"""px for the names of rows; longer ones are cut, the whole name is in the hover and the table."""


@dataclass(frozen=True, slots=True)
class _Canvas:
    look: Look
    say: Wording
    is_pair: bool
    names: float


def ratio(
    rows: Sequence[Ratio],
    *,
    areas: Sequence[Area],
    look: Look,
    say: Wording,
    compact: bool = False,
) -> go.Figure:
    """Return the chart of ratios: of a pair to both sides of 1, of more areas to the right."""
    if not rows:
        return empty(say("compare.ratio.empty"), look=look, height=120)
    is_pair = len(areas) == _PAIR
    signs = [_sign(row, areas) for row in rows]
    logs = [sign * log10(row.ratio) for row, sign in zip(rows, signs, strict=True)]
    names = (100 if compact else _NAMES) if is_pair else _NAMES_MANY
    wide = [width(_said(row, say), 14, is_bold=True) + 22 for row in rows]
    low, high = _range(logs, wide, ROOM - names, _SIDE if is_pair else 8)
    traces: list[Mark] = []
    labels = _sides(areas, look, say) if is_pair else []
    for index, (row, at) in enumerate(zip(rows, logs, strict=True)):
        y = len(rows) - 1 - index
        traces += _mark(row, at, y, look, say)
        labels += _labels(row, at, y, _Canvas(look, say, is_pair, names))
    axis = line((0, -0.5), (0, len(rows) - 0.5), color=look.palette.axis, width=1, layer="below")
    return figure(
        traces,
        look=look,
        height=_HEAD + _ROW * len(rows) + _FOOT,
        margin={"l": names, "r": 4, "t": _HEAD, "b": _FOOT},
        xaxis={"range": [low, high], "visible": False},
        yaxis={"range": [-0.5, len(rows) - 0.5], "visible": False},
        shapes=[axis],
        annotations=labels,
    )


def _sign(row: Ratio, areas: Sequence[Area]) -> int:
    """Return -1 where the first of a pair is larger: it stands on the left."""
    return -1 if len(areas) == _PAIR and row.larger == areas[0].id else 1


def _range(
    logs: Sequence[float], wide: Sequence[float], room: float, side: float
) -> tuple[float, float]:
    """Return the range of the axis on which every label still fits beside its dot."""

    def sides(scale: float) -> tuple[float, float]:
        pairs = list(zip(logs, wide, strict=True))
        left = max((-at * scale + label_ for at, label_ in pairs if at < 0), default=0.0)
        right = max((at * scale + label_ for at, label_ in pairs if at >= 0), default=0.0)
        return max(left, side), max(right, side)

    low, high = 1.0, 4000.0
    for _ in range(40):
        scale = (low + high) / 2
        low, high = (scale, high) if sum(sides(scale)) <= room else (low, scale)
    left, right = sides(low)
    return -left / low, right / low


def _sides(areas: Sequence[Area], look: Look, say: Wording) -> list[Mark]:
    found = []
    for area, key, anchor, shift in (
        (areas[0], "left", "right", -6),
        (areas[1], "right", "left", 6),
    ):
        text = say(f"compare.ratio.{key}", area=safe(area.name(say.language)))
        font = Type(look.area(area.id).text, 12)
        found.append(
            label(text, 0, 1, font=font, yref="paper", yanchor="bottom", yshift=4,
                  xanchor=anchor, xshift=shift)
        )  # fmt: skip
    return found


def _mark(row: Ratio, at: float, y: int, look: Look, say: Wording) -> list[Mark]:
    tint = look.area(row.larger)
    fill = look.palette.paper if row.is_derived else tint.mark
    said = say(
        "compare.ratio.hover",
        name=safe(ratio_name(row, say)),
        period=period_words(row.period, say),
        large=safe(row.larger_name(say.language)),
        large_value=say.number(row.larger_value, row.decimals),
        small=safe(row.smaller_name(say.language)),
        small_value=say.number(row.smaller_value, row.decimals),
        unit=safe(row.unit(say.language)),
    )
    mark = ring("circle", 13, edge=tint.mark, fill=fill, width=2.2)
    return [
        stroke([0, at], [y, y], color=tint.mark, width=3),
        points([at], [y], marker=mark, hover=[said]),
    ]


def _said(row: Ratio, say: Wording) -> str:
    text = times(row.ratio, say)
    return f"{text} {say('compare.mark.derived')}" if row.is_derived else text


def _labels(row: Ratio, at: float, y: int, canvas: _Canvas) -> list[Mark]:
    """Return the ratio beside its dot and the row's name with its period at the left."""
    palette, say = canvas.look.palette, canvas.say
    note = say("compare.mark.derived") if row.is_derived else ""
    said = _said(row, say).removesuffix(note).strip()
    text = bold(safe(said))
    if note:
        text += f" {span(safe(note), palette.ink2, 12)}"
    side = -1 if at < 0 else 1
    name = elide(ratio_name(row, say), canvas.names - 6, 13)
    period = period_words(row.period, say, is_short=True)
    if not canvas.is_pair:
        large, small = row.larger_name(say.language), row.smaller_name(say.language)
        period = say("compare.ratio.of", period=period, larger=large, smaller=small)
    when = span(safe(elide(period, canvas.names - 6, 12)), palette.ink3, 12)
    tint = Type(canvas.look.area(row.larger).text, 14)
    anchor = "right" if side < 0 else "left"
    head = {"xref": "paper", "xanchor": "left", "xshift": -canvas.names}
    return [
        label(text, at, y, font=tint, xanchor=anchor, xshift=11 * side),
        label(f"{safe(name)}<br>{when}", 0, y, font=Type(palette.ink, 13), **head),
    ]
