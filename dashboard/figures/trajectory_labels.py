"""The words on a target's path: values, targets, what the plan asked for, what is missing."""

from dataclasses import dataclass

from dashboard.figures import series
from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    label,
    safe,
)
from dashboard.figures.placing import AROUND, BESIDE, Box, Ground, Scale, Spot
from dashboard.frames.targets import Bar, Trajectory
from dashboard.sentences.periods import period_words
from dashboard.sentences.quantities import quantity
from dashboard.sentences.targets import due, share_words
from dashboard.theme import Look
from dashboard.values import Relation
from dashboard.wording import Wording

_OVER = tuple(
    Spot(side, shift, up)
    for up in (24, -24, 40, -40)
    for side, shift in (
        ("center", 0), ("right", 18), ("left", -18), ("right", -12), ("left", 12),
        ("right", -36), ("right", -64), ("right", -96),
    )
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Canvas:
    """Everything that the pieces of one figure need to know."""

    frame: Trajectory
    look: Look
    say: Wording
    is_compact: bool
    scale: Scale
    ground: Ground
    right: float
    grid: tuple[float, ...]
    span: tuple[float, float]


def levels(bar: Bar) -> list[float]:
    """Return the heights at which a target is drawn: two for a range."""
    if bar.amount.relation == Relation.RANGE:
        return [value for value in (bar.amount.low, bar.amount.high) if value is not None]
    return [bar.amount.number]


def end_labels(canvas: Canvas) -> list[Mark]:
    """Return name and value at the newest figure."""
    frame = canvas.frame
    shown = frame.used or tuple(p for p in frame.points if p.is_used)
    if not shown:
        return []
    end = shown[-1]
    name = frame.name(canvas.say.language)
    value = canvas.say.amount(end.amount, frame.unit.decimals)
    small = [] if not end.is_part_of_year else [period_words(end.period, canvas.say, is_short=True)]
    small += [share] if (share := share_words(frame, end, canvas.say)) else []
    note = " · ".join(small)
    size = (max(series.end_width((name, value)), width(note, 12)) + 4, 38 + 16 * bool(note))
    at = canvas.scale(end.x, end.value)
    if at[0] + 12 + size[0] > canvas.ground.edge.right:
        note = ""
        size = (series.end_width((name, value)) + 4, 38)
    spot = canvas.ground.best(size, at, BESIDE)
    text = f"{bold(safe(name))}<br>{bold(safe(value))}"
    text += f"<br><span style='font-size:12px'>{safe(note)}</span>" if note else ""
    return [_at(text, end.x, end.value, spot, Type(canvas.look.area(frame.area).text, 15))]


def bar_labels(canvas: Canvas) -> list[Mark]:
    """Return value and deadline at each entry of the ledger."""
    found = []
    say, palette = canvas.say, canvas.look.palette
    for bar in canvas.frame.bars:
        ends = _labelled(bar)
        if ends is None:
            continue
        is_first = bar is canvas.frame.bars[0]
        key = "targets.mark.target-old" if is_first else "past.mark.between"
        key = "targets.mark.target" if bar.is_in_force else key
        text = say(key, value=say.amount(bar.amount, canvas.frame.unit.decimals))
        when = due(bar.by, say)
        font = Type(palette.ink if bar.is_in_force else palette.ink3, 13)
        size = (max(width(text, 13, is_bold=True), width(when, 13)) + 4, 34)
        middle, value = sum(ends) / 2, max(levels(bar))
        spot = canvas.ground.best(size, canvas.scale(middle, value), _OVER)
        found.append(_at(f"{bold(safe(text))}<br>{safe(when)}", middle, value, spot, font))
    return found


def _labelled(bar: Bar) -> tuple[float, float] | None:
    """Return the stretch that a target's label stands over: an old one's time in force."""
    over = (bar.start, bar.end) if bar.is_in_force else (bar.since, bar.until)
    start, end = over if None not in over else (bar.start, bar.end)
    return None if start is None or end is None else (start, end)


def planned_labels(canvas: Canvas) -> list[Mark]:
    """Return the tick on the path where the newest figure within the plan was due."""
    planned = canvas.frame.planned
    if planned is None:
        return []
    x, value = planned
    text = canvas.say(
        "targets.mark.planned", value=canvas.say.number(value, min(canvas.frame.unit.decimals, 1))
    )
    at = canvas.scale(x, value)
    canvas.ground.taken.append(Box(at[0] - 9, at[1] - 2, at[0] + 9, at[1] + 2))
    spots = (
        Spot("left", 13, -7),
        Spot("left", 13, -14),
        Spot("right", -13, 8),
        Spot("center", 0, -16),
        *(Spot("right", -13, up) for up in (-8, -18, 22)),
        *(Spot("left", 13, up) for up in (8, 18)),
        *(
            Spot(side, shift, up)
            for up in (32, -32, 46, -46)
            for side, shift in (("left", 4), ("right", -4))
        ),
    )
    spot = canvas.ground.best((width(text, 12) + 2, 15), at, spots)
    return [_at(safe(text), x, value, spot, Type(canvas.look.palette.ink2, 12))]


def value_labels(canvas: Canvas) -> list[Mark]:
    """Return the values beside the other figures, the one at the deadline with its share."""
    frame, say, found = canvas.frame, canvas.say, []
    end = (frame.used or tuple(p for p in frame.points if p.is_used))[-1:]
    for point in sorted((p for p in frame.points if p.is_used), key=lambda p: -p.x):
        if point in end or (canvas.is_compact and point is not frame.used[0]):
            continue
        text = say.amount(point.amount, frame.unit.decimals)
        if point.is_part_of_year:
            text += f" ({period_words(point.period, say, is_short=True)})"
        share = share_words(frame, point, say) if _is_due(frame, point) else ""
        size = (max(width(text, 12), width(share, 12)) + 4, 15 + 15 * bool(share))
        spots = (Spot("left", 8, -22), *AROUND) if share else AROUND
        spot = canvas.ground.find(size, canvas.scale(point.x, point.value), spots)
        if spot is not None:
            words = "<br>".join(safe(piece) for piece in (text, share) if piece)
            ink = Type(canvas.look.palette.ink2, 12)
            found.append(_at(words, point.x, point.value, spot, ink))
    return found


def _is_due(frame: Trajectory, point: object) -> bool:
    target = frame.target
    return (
        target is not None
        and target.by is not None
        and (getattr(point, "period", "") == target.by.text)
    )


def notes(canvas: Canvas) -> list[Mark]:
    """Return what is said where there is too little to draw a path, or no date to draw it to."""
    frame, say = canvas.frame, canvas.say
    said = []
    if not frame.points:
        said.append(say("targets.mark.no-data"))
    elif len(frame.used) == 1 and frame.path is None:
        said.append(say("targets.mark.one-point"))
    elif not frame.used:
        said.append(say("targets.mark.no-whole-year"))
    if frame.target is not None and frame.target.by is None:
        value = quantity(frame.target.amount, frame.unit, say)
        said.append(say("targets.mark.undated", value=value))
    return [_free(canvas, text) for text in said]


def _free(canvas: Canvas, text: str) -> Mark:
    parts = wrap(text, canvas.scale.width * 0.62, 13)
    size = (max(width(part, 13) for part in parts) + 6, 18 * len(parts))
    wide, high = canvas.scale.width, canvas.scale.height
    spots = tuple(
        Spot("center", (along - 0.5) * wide, (up - 0.5) * high)
        for up in (0.28, 0.16, 0.4, 0.52, 0.64, 0.8)
        for along in (0.5, 0.64, 0.36, 0.74)
    )
    spot = canvas.ground.best(size, (wide / 2, high / 2), spots)
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    return label(
        "<br>".join(safe(part) for part in parts),
        x0 + (x1 - x0) * (0.5 + spot.xshift / wide),
        y0 + (y1 - y0) * (0.5 + spot.yshift / high),
        font=Type(canvas.look.palette.ink2, 13),
    )


def _at(text: str, x: float, y: float, spot: Spot, font: Type) -> Mark:
    return label(
        text, x, y, font=font, xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift
    )
