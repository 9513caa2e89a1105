"""The words on a staircase of a slide: what it is about, the limits, what was measured where."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dashboard.figures.fitting import elide, width, wrap
from dashboard.figures.marks import Mark, Type, bold, label, safe, span
from dashboard.figures.placing import Ground, Scale, Spot
from dashboard.figures.slides.size import Size
from dashboard.frames.amounts import place
from dashboard.slides import Sample, Stair, Tread
from dashboard.theme import Look
from dashboard.wording import Wording

_NOTE, _NAME = 108, 60
"""px that whose measurement it is takes in a line, and its name alone, before they are enlarged"""
_TREAD = tuple(Spot("left", 4 - back, up) for up in (12, 28, -13) for back in (0, 40, 80, 120))
_VALUE = (
    Spot("left", 11, 0),
    Spot("center", 0, -17),
    Spot("center", 0, 17),
    Spot("right", -11, 0),
    *(Spot("left", x, up) for up in (-17, 17, -34, 34, -50, 50) for x in (11, -8, -20, -40, -80)),
)


@dataclass(frozen=True, slots=True)
class Panel:
    """Where one staircase is drawn."""

    stair: Stair
    number: int
    left: float
    """shares of the whole plot"""
    right: float
    low: float
    high: float
    look: Look
    say: Wording
    size: Size
    scale: Scale
    ground: Ground

    @property
    def axis(self) -> str:
        """Return what the names of its axes end in."""
        return str(self.number + 1) if self.number else ""

    def at(self, day: date, value: float) -> tuple[float, float]:
        """Return where a point lies in px."""
        return self.scale(place(day), value)

    def put(self, text: str, at: tuple[date, float], spot: Spot, font: Type) -> Mark:
        """Return a label in this panel beside a point."""
        return label(
            text, at[0].isoformat(), at[1], font=font, xref=f"x{self.axis}", yref=f"y{self.axis}",
            xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift,
        )  # fmt: skip


def labels_of(panel: Panel) -> list[Mark]:
    """Return all words of a panel; each in it takes its ground before the next looks for room."""
    return [*_frame(panel), *_words(panel)]


def highest_of(stair: Stair) -> float:
    """Return the highest limit or measurement that is known; 0 without any."""
    known = [tread.at_most for tread in stair.treads if tread.at_most is not None]
    return max([*known, *(sample.value for sample in stair.samples)], default=0.0)


def level_of(stair: Stair, unknown: Tread) -> float:
    """Return the height at which a limit that is not known is drawn: that of the one before."""
    known = [t.at_most for t in stair.treads if t.at_most is not None and t.start <= unknown.start]
    return known[-1] if known else highest_of(stair)


def _frame(panel: Panel) -> Iterator[Mark]:
    """Yield what a panel is about above it, and below what was not measured."""
    size, stair, ink, k = panel.size, panel.stair, panel.look.palette, panel.size.k
    room = panel.scale.width
    on = {"xref": "paper", "yref": "paper", "xanchor": "left", "xshift": 1}
    name = elide(stair.measure, room, size.name, is_bold=True)
    unit = span(safe(elide(stair.unit, room, size.tick)), ink.ink3, size.tick)
    yield label(
        f"{bold(safe(name))}<br>{unit}", panel.left, panel.high, font=Type(ink.ink, size.name),
        **on, yanchor="bottom", yshift=4 * k,
    )  # fmt: skip
    if stair.absent:
        lines = wrap(stair.absent, room, size.label)
        yield label(
            "<br>".join(safe(part) for part in lines), panel.left, panel.low,
            font=Type(ink.ink2, size.label), **on, yanchor="top", yshift=-28 * k,
        )  # fmt: skip


def _words(panel: Panel) -> Iterator[Mark]:
    """Yield the words in a panel; each takes its ground before the next looks for room."""
    treads = panel.stair.treads
    for before, tread in zip((None, *treads), treads, strict=False):
        if before is None or before.words != tread.words:
            yield _tread(panel, tread)
    for sample in sorted(panel.stair.samples, key=lambda one: -one.value):
        yield _value(panel, sample)


def _tread(panel: Panel, tread: Tread) -> Mark:
    """Return the limit on its step, its sign part of it; the first one says that it is one."""
    look, say, size = panel.look, panel.say, panel.size
    level = tread.at_most
    if level is None:
        level = level_of(panel.stair, tread)
        text = say("limits.mark.unknown", scheme=tread.scheme)
        font, shown = Type(look.palette.ink2, size.label), safe(text)
    else:
        is_first = tread == panel.stair.treads[0] and (panel.number == 0 or size.is_narrow)
        word = f" {say('limits.mark.limit')}" if is_first else ""
        text = f"{tread.words}{word}"
        font = Type(look.area(panel.stair.area).text, size.name)
        shown = bold(safe(tread.words)) + safe(word)
    room = (width(text, font.size, is_bold=True) + 2, font.size + 3 * size.k)
    spot = panel.ground.best(room, panel.at(tread.start, level), size.spots(_TREAD))
    return panel.put(shown, (tread.start, level), spot, font)


def _value(panel: Panel, sample: Sample) -> Mark:
    """Return what was measured and where, in as few lines as lie on no step."""
    size, ink = panel.size, panel.look.palette
    at, spots = panel.at(sample.on, sample.value), size.spots(_VALUE)
    is_own = sample.role != "context"
    font = Type(panel.look.area(panel.stair.area).text if is_own else ink.ink, size.name)
    layouts = list(_layouts(panel, sample))
    rooms = [_room(sample, notes, size) for notes in layouts]
    found = (
        (notes, spot)
        for notes, room in zip(layouts, rooms, strict=True)
        if (spot := panel.ground.find(room, at, spots))
    )
    notes, spot = next(found, (layouts[-1], None))
    if spot is None:
        spot = panel.ground.best(rooms[-1], at, spots)
    said = "<br>".join(span(safe(part), ink.ink2, size.label) if part else "" for part in notes)
    return panel.put(f"{bold(safe(sample.words))} {said}", (sample.on, sample.value), spot, font)


def _layouts(panel: Panel, sample: Sample) -> Iterator[tuple[str, ...]]:
    """Yield the words at a value in lines, the first one that of the value; shorter and shorter."""
    note = _note(panel, sample)
    yield (note,)
    yield "", note
    yield "", *wrap(note, _NOTE * panel.size.k, panel.size.label)
    yield (sample.name,)
    yield "", sample.name
    yield "", *wrap(sample.name, _NAME * panel.size.k, panel.size.label)


def _room(sample: Sample, notes: Sequence[str], size: Size) -> tuple[float, float]:
    """Return the ground in px that a value takes with the words at it."""
    wide = [width(note, size.label) for note in notes]
    wide[0] += width(sample.words, size.name, is_bold=True) + 6 * size.k
    return max(wide) + 4 * size.k, (18 * len(notes) + 1) * size.k


def _note(panel: Panel, sample: Sample) -> str:
    """Return whose measurement it is."""
    match sample.role:
        case "part":
            return panel.say("limits.mark.part", area=sample.name)
        case "context":
            return panel.say("limits.mark.context-near", area=sample.name)
        case _:
            return sample.name
