"""The parts of a target on one axis: planned, known, and related measures beside them."""

import plotly.graph_objects as go

from dashboard.figures.fitting import elide, width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    figure,
    label,
    rect,
    safe,
)
from dashboard.frames.counts import PartsBar
from dashboard.sentences.periods import period_words
from dashboard.theme import Look
from dashboard.wording import Wording

_CLEAR = "rgba(0,0,0,0)"


def parts_bar(frame: PartsBar, *, look: Look, say: Wording, compact: bool = False) -> go.Figure:
    """Return the parts of a target on one axis: planned above, known below, unknown dotted."""
    palette, tint = look.palette, look.area(frame.area)
    heads = [say("targets.parts.planned"), say("targets.parts.actual")]
    heads += [addition.name(say.language) for addition in frame.related]
    left = 8 if compact else min(150.0, max(width(head, 13) for head in heads) + 16)
    shapes: list[Mark] = []
    labels: list[Mark] = []
    room = (330 if compact else 560) - left
    for (start, end), part, shade in zip(
        _spans(frame), frame.parts, _shades(look, len(frame.parts)), strict=True
    ):
        shapes.append(
            rect((start, -0.35), (end, 0.35), fillcolor=shade,
                 line={"color": palette.paper, "width": 2})
        )  # fmt: skip
        words = part.name(say.language), say.number(part.planned, frame.unit.decimals)
        wide = (end - start) / frame.whole * room - 12
        labels.append(_part_label(words, (start + end) / 2, wide, look))
    found, said = _actual(frame, look, say)
    shapes += found
    labels += said
    for row, addition in enumerate(frame.related, start=2):
        value = addition.point.value
        shapes.append(rect((0, row - 0.3), (value, row + 0.3), fillcolor=tint.mark))
        amount = say.amount(addition.point.amount, frame.unit.decimals)
        period = period_words(addition.point.period, say, is_short=True)
        text = f"{bold(safe(amount))} ({safe(period)})"
        labels.append(
            label(text, value, row, font=Type(palette.ink2, 13), xanchor="left", xshift=6)
        )
    for row, head in enumerate(heads):
        labels.append(_head(head, row, left, look, is_compact=compact))
    return figure(
        (), look=look, height=30 + len(heads) * (74 if compact else 48),
        shapes=shapes, annotations=labels,
        margin={"l": left, "r": 44, "t": 4, "b": 26},
        xaxis=_parts_axis(frame, say),
        yaxis={"range": [len(heads) - 0.5, -0.5 - 0.3 * compact], "visible": False},
    )  # fmt: skip


def _spans(frame: PartsBar) -> list[tuple[float, float]]:
    found, start = [], 0.0
    for part in frame.parts:
        found.append((start, start + part.planned))
        start += part.planned
    return found


def _shades(look: Look, count: int) -> list[str]:
    ramp = look.palette.sequential
    return [ramp[max(1, min(count, 4) - index % 4)] for index in range(count)]


def _part_label(text: tuple[str, str], at: float, wide: float, look: Look) -> Mark:
    """Return a part's name and planned value inside its piece, broken where it is narrow."""
    name, value = text
    ink = look.palette.ink
    if width(f"{name} {value}", 13) <= wide:
        return label(safe(f"{name} {value}"), at, 0, font=Type(ink, 13))
    lines = wrap(name, wide, 11)
    body = "<br>".join(safe(piece) for piece in (*lines, value))
    return label(body, at, 0, font=Type(ink, 11))


def _actual(frame: PartsBar, look: Look, say: Wording) -> tuple[list[Mark], list[Mark]]:
    palette, tint = look.palette, look.area(frame.area)
    dotted = {"color": palette.axis, "width": 1.2, "dash": "dot"}
    if not any(part.actual for part in frame.parts):
        box = rect((0, 0.65), (frame.whole, 1.35), fillcolor=_CLEAR, line=dotted)
        said = say("targets.parts.no-data", n=len(frame.parts))
        return [box], [label(safe(said), frame.whole / 2, 1, font=Type(palette.ink2, 13))]
    shapes, labels = [], []
    for (start, end), part in zip(_spans(frame), frame.parts, strict=True):
        shapes.append(rect((start, 0.65), (end, 1.35), fillcolor=_CLEAR, line=dotted))
        if part.actual is None:
            said = say("targets.parts.no-data-one")
            labels.append(label(safe(said), (start + end) / 2, 1, font=Type(palette.ink2, 12)))
            continue
        known = start + min(part.actual.value, part.planned)
        shapes.append(
            rect(
                (start, 0.65),
                (known, 1.35),
                fillcolor=tint.soft,
                line={"color": tint.mark, "width": 1.4},
            )
        )
        text = say.amount(part.actual.amount, frame.unit.decimals)
        labels.append(label(bold(safe(text)), (start + end) / 2, 1, font=Type(tint.text, 13)))
    return shapes, labels


def _head(text: str, row: int, left: float, look: Look, *, is_compact: bool) -> Mark:
    font = Type(look.palette.ink, 13)
    if is_compact:
        return label(safe(text), 0, row - 0.4, font=Type(look.palette.ink2, 12), xref="paper",
                     xanchor="left", yanchor="bottom")  # fmt: skip
    name = elide(text, left - 8, 13)
    return label(safe(name), 0, row, font=font, xref="paper", xanchor="left", xshift=-left + 2)


def _parts_axis(frame: PartsBar, say: Wording) -> dict[str, object]:
    ends = [0.0, *(end for _, end in _spans(frame))]
    unit = frame.unit.name(say.language)
    texts = [say.number(end, frame.unit.decimals) for end in ends]
    texts[-1] = f"{texts[-1]} {unit}"
    return {"range": [0, frame.whole], "tickvals": ends, "ticktext": [safe(t) for t in texts]}
