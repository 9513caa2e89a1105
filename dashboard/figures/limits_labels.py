"""The words on a staircase: areas, treads, measured values, what is not known."""

from dataclasses import dataclass
from datetime import date

from dashboard.figures.fitting import elide, width
from dashboard.figures.marks import (
    Mark,
    Type,
    bold,
    label,
    safe,
    span,
)
from dashboard.figures.placing import Box, Ground, Scale, Spot
from dashboard.frames.amounts import place
from dashboard.frames.limits import Dot, Panel, Row, Tread
from dashboard.theme import Look
from dashboard.wording import Wording


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the pieces of one row need to know."""

    row: Row
    panel: Panel
    number: str
    look: Look
    say: Wording
    scale: Scale
    ground: Ground
    names_limit: bool

    def put(self, text: str, day: date, value: float, spot: Spot, font: Type) -> Mark:
        """Return a label in this row beside a point."""
        return label(
            text, day.isoformat(), value, font=font,
            xref="x", yref=f"y{self.number}",
            xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift,
        )  # fmt: skip

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Return where a point lies in px."""
        return self.scale(place(day), value)


def level_of(treads: tuple[Tread, ...], unknown: Tread, panel: Panel) -> float:
    """Return the height at which a limit that is not known is drawn: that of the one before."""
    known = [t.at_most for t in treads if t.at_most is not None and t.start <= unknown.start]
    return known[-1] if known else panel.highest


def labels_of(drawn: Drawn) -> list[Mark]:
    """Return all words of one row; each takes its ground before the next looks for room."""
    return [
        _name(drawn),
        *(_tread(drawn, tread) for tread in drawn.row.treads),
        *(mark for dot in drawn.row.dots for mark in _value(drawn, dot)),
        *_nothing(drawn),
    ]


def _name(drawn: Drawn) -> Mark:
    area = drawn.row.area
    text = elide(area.name(drawn.say.language), 160, 15, is_bold=True)
    room, high = drawn.scale.width, drawn.scale.height
    drawn.ground.taken.append(Box(room - width(text, 15, is_bold=True) - 4, high - 18, room, high))
    font = Type(drawn.look.area(area.id).text, 15, bold=True)
    day, value = drawn.panel.as_of, drawn.scale.ys[1]
    return drawn.put(safe(text), day, value, Spot("right", 0, -8), font)


def _tread(drawn: Drawn, tread: Tread) -> Mark:
    """Return the label on a tread: ≤3 as one, with its word where this row explains it."""
    look, say = drawn.look, drawn.say
    if tread.at_most is None:
        level = level_of(drawn.row.treads, tread, drawn.panel)
        text = say("limits.mark.unknown", scheme=tread.scheme(say.language))
        font, size = Type(look.palette.ink2, 12), 12
        shown = safe(text)
    else:
        level = tread.at_most
        bound = f"≤{say.number(level, drawn.panel.unit.decimals)}"
        word = _word(drawn, tread)
        text = f"{bound} {word}".strip()
        font, size = Type(look.area(drawn.row.area.id).text, 15), 15
        shown = f"{bold(safe(bound))} {safe(word)}".strip()
    spots = tuple(Spot("left", 4, up) for up in (12, 28, -13))
    spots += tuple(Spot("left", 4 - back, up) for up in (12, 28, -13) for back in (40, 80, 120))
    spot = drawn.ground.best((width(text, size) + 2, size + 3), drawn.at(tread.start, level), spots)
    return drawn.put(shown, tread.start, level, spot, font)


def _word(drawn: Drawn, tread: Tread) -> str:
    if tread.is_last and tread.commitment:
        return drawn.say("limits.mark.target")
    is_first = tread == drawn.row.treads[0]
    return drawn.say("limits.mark.limit") if is_first and drawn.names_limit else ""


def _value(drawn: Drawn, dot: Dot) -> list[Mark]:
    """Return the value below (or beside) its dot, and whose it is where that must be said."""
    say, palette = drawn.say, drawn.look.palette
    value = say.amount(dot.point.amount, drawn.panel.unit.decimals)
    ink = drawn.look.area(dot.point.area).text
    name = dot.point.name(say.language)
    place_at = drawn.at(dot.on, dot.point.value)
    if dot.role == "part":
        note = say("limits.mark.part", area=name)
        size = (width(value, 14, is_bold=True) + width(note, 12) + 12, 17)
        spots = (
            Spot("left", 10, 0),
            Spot("right", -10, 0),
            Spot("center", 0, -16),
            Spot("left", 10, -14),
        )
        spot = drawn.ground.best(size, place_at, spots)
        text = f"{bold(safe(value))} {span(safe(note), palette.ink2, 12)}"
        return [drawn.put(text, dot.on, dot.point.value, spot, Type(ink, 14))]
    spots = (
        Spot("center", 0, -15),
        Spot("center", 0, 15),
        Spot("left", 10, 0),
        Spot("right", -10, 0),
    )
    spot = drawn.ground.best((width(value, 14, is_bold=True), 17), place_at, spots)
    font = Type(ink if dot.role == "area" else palette.ink, 14, bold=True)
    found = [drawn.put(safe(value), dot.on, dot.point.value, spot, font)]
    if dot.role == "context":
        found.append(_whose(drawn, dot, value, spot))
    return found


def _whose(drawn: Drawn, dot: Dot, value: str, beside: Spot) -> Mark:
    """Return whose value a dot is: right of the value, or else near it, by its name alone at need.

    A dot without a name could be taken for the area's own.
    """
    say, place_at = drawn.say, drawn.at(dot.on, dot.point.value)
    name, font = dot.point.name(say.language), Type(drawn.look.palette.ink2, 12)
    right = tuple(Spot("left", 16 + width(value, 14) / 2, up) for up in (beside.yshift, 0))
    near = tuple(
        Spot(side, shift, up)
        for up in (-31, 31, -46, 46)
        for side, shift in (("center", 0), ("left", -14), ("left", -place_at[0]), ("right", 14))
    )
    said = (
        (say("limits.mark.context", area=name), right),
        (say("limits.mark.context-near", area=name), near),
        (name, near),
    )
    for note, spots in said:
        spot = drawn.ground.find((width(note, 12), 15), place_at, spots)
        if spot is not None:
            return drawn.put(safe(note), dot.on, dot.point.value, spot, font)
    spot = drawn.ground.best((width(name, 12), 15), place_at, near)
    return drawn.put(safe(name), dot.on, dot.point.value, spot, font)


def _nothing(drawn: Drawn) -> list[Mark]:
    """Return what is said where the area itself was never measured, or has no limit."""
    say = drawn.say
    said = [] if drawn.row.is_measured else [say("limits.mark.no-data")]
    if not drawn.row.treads:
        said.insert(0, say("limits.mark.no-limit"))
    found = []
    high = drawn.scale.height
    for text in said:
        text = elide(text, drawn.scale.width - 8, 13)  # noqa: PLW2901 - what is drawn
        size = (width(text, 13) + 6, 16)
        corner = drawn.at(drawn.panel.as_of, 0)
        spots = tuple(
            Spot("right", -back, high * up / 100)
            for up in (44, 34, 54, 26, 62, 70, 18, 10)
            for back in (0, 40, 90)
        )
        spot = drawn.ground.best(size, corner, spots)
        font = Type(drawn.look.palette.ink2, 13)
        found.append(drawn.put(safe(text), drawn.panel.as_of, 0, spot, font))
    return found
