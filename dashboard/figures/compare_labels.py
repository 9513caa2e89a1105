"""The words on a chart of several areas: names, values, targets, what is absent."""

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
from dashboard.figures.placing import AROUND, BESIDE, Ground, Scale, Spot
from dashboard.frames.compare import Lens
from dashboard.frames.figures import Aim, Point
from dashboard.sentences.compare import when_words
from dashboard.sentences.periods import period_words
from dashboard.theme import Look
from dashboard.wording import Wording

SHARES = frozenset({"own-target", "own-limit"})
"""Lenses in which 100 is a line of its own, drawn across, and never a mark."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Everything that the pieces of one figure need to know."""

    lens: Lens
    look: Look
    say: Wording
    is_compact: bool
    scale: Scale
    right: float
    ground: Ground
    decimals: int
    unit: str
    span: tuple[float, float]

    def words(self, point: Point, decimals: int | None = None) -> str:
        """Return a figure as it is written beside its mark."""
        places = self.decimals if decimals is None else decimals
        return self.say.amount(point.amount, places)


def end_of(lens: Lens, area: str) -> Point | None:
    """Return the figure that carries the area's name: the newest whole one, or else the newest."""
    used = lens.used(area) or tuple(p for p in lens.points if p.area == area and p.is_used)
    return used[-1] if used else None


def small_words(lens: Lens, end: Point, say: Wording) -> str:
    """Return the small line below the newest value: its period where that is not plain, a word."""
    newest = max(point.x for point in lens.points)
    said = []
    if end.is_part_of_year or end.x <= newest - 1 or lens.indicator.undated:
        said.append(when_words(lens, end, say, is_short=True))
    if series.is_derived(end):
        said.append(say("compare.mark.derived"))
    if series.is_expected(end):
        said.append(say(f"compare.mark.{end.status}"))
    return " · ".join(said)


def open_goals(lens: Lens) -> list[Aim]:
    """Return the targets that are drawn: all as shares, else only where there is no figure."""
    known = {point.area for point in lens.points}
    if lens.id == "own-limit":
        return list(lens.aims[:1])
    return [aim for aim in lens.aims if lens.id == "own-target" or aim.area not in known]


def end_labels(canvas: Canvas) -> list[Mark]:
    """Return name and newest value at the right end of each line."""
    found = []
    for area in canvas.lens.areas:
        end = end_of(canvas.lens, area.id)
        if end is None:
            continue
        name = area.name(canvas.say.language)
        value = canvas.words(end, canvas.lens.unit.decimals)
        note = small_words(canvas.lens, end, canvas.say)
        size = (
            max(series.end_width((name, value)), width(note, 12)) + 4,
            38 + 16 * bool(note),
        )
        spot = canvas.ground.best(size, canvas.scale(end.x, end.value), BESIDE)
        text = f"{bold(safe(name))}<br>{bold(safe(value))}"
        text += f"<br><span style='font-size:12px'>{safe(note)}</span>" if note else ""
        font = Type(canvas.look.area(area.id).text, 15)
        found.append(_at(text, end.x, end.value, spot, font))
    return found


def value_labels(canvas: Canvas) -> list[Mark]:
    """Return the values beside the other marks, the newest first where room is short."""
    ink = canvas.look.palette.ink2
    found = []
    ended = {end_of(canvas.lens, area.id) for area in canvas.lens.areas}
    rest = [point for point in canvas.lens.points if point.is_used and point not in ended]
    for point in sorted(rest, key=lambda item: (item.is_part_of_year, -item.x, item.value)):
        if point.period == canvas.lens.base and point.area != _lowest_base(canvas):
            continue
        if canvas.is_compact and not point.is_part_of_year and point is not _first(canvas, point):
            continue
        text = _value_text(canvas, point)
        place = canvas.scale(point.x, point.value)
        spot = canvas.ground.find((width(text, 12) + 4, 15), place, AROUND)
        if spot is not None:
            found.append(_at(safe(text), point.x, point.value, spot, Type(ink, 12)))
    return [*found, *_unused(canvas)]


def _lowest_base(canvas: Canvas) -> str:
    """Return the area at whose mark the base of an index is named, once for all."""
    marked = [point.area for point in canvas.lens.points if point.period == canvas.lens.base]
    return marked[0] if marked else ""


def _value_text(canvas: Canvas, point: Point) -> str:
    if canvas.lens.id == "index" and point.period == canvas.lens.base:
        period = period_words(point.period, canvas.say)
        return canvas.say("compare.mark.base", period=period)
    text = canvas.words(point)
    if point.is_part_of_year:
        return f"{text} ({period_words(point.period, canvas.say, is_short=True)})"
    return text


def _first(canvas: Canvas, point: Point) -> Point | None:
    used = canvas.lens.used(point.area)
    return used[0] if used else None


def _unused(canvas: Canvas) -> list[Mark]:
    """Return one label for all figures that were not used and differ."""
    rest = [point for point in canvas.lens.points if point.is_conflict]
    if not rest or canvas.is_compact:
        return []
    text = canvas.say("compare.mark.not-used", values=" / ".join(canvas.words(p) for p in rest))
    newest = max(rest, key=lambda point: point.x)
    place = canvas.scale(newest.x, newest.value)
    spots = (Spot("right", -8, 10), Spot("right", -8, -10), Spot("center", 0, 24))
    spot = canvas.ground.best((width(text, 12), 15), place, spots)
    font = Type(canvas.look.palette.ink3, 12)
    return [_at(safe(text), newest.x, newest.value, spot, font)]


def name_of(canvas: Canvas, aim: Aim) -> str:
    """Return the name of the area whose target it is."""
    return next(a.name(canvas.say.language) for a in canvas.lens.areas if a.id == aim.area)


def goal_labels(canvas: Canvas) -> list[Mark]:
    """Return the words beside the targets."""
    found = []
    for aim in open_goals(canvas.lens):
        if aim.start is None or aim.end is None:
            continue
        middle, value = (aim.start + aim.end) / 2, aim.amount.number
        by = canvas.say.day(aim.by)
        if canvas.lens.id == "own-target":
            text = canvas.say("compare.mark.own-target", name=aim.name(canvas.say.language))
            font = Type(canvas.look.palette.ink, 13)
        elif canvas.lens.id == "own-limit":
            found.append(_limit_label(canvas, middle, value))
            continue
        else:
            amount = canvas.say.amount(aim.amount, canvas.lens.unit.decimals)
            text = canvas.say("compare.mark.target", area=name_of(canvas, aim), value=amount)
            font = Type(canvas.look.area(aim.area).text, 13)
        wide = width(text, 13, is_bold=True)
        spots = tuple(
            Spot(side, shift, up)
            for up in (26, -26)
            for side, shift in (("center", 0), ("right", 12), ("left", -12))
        )
        spot = canvas.ground.best((wide, 34), canvas.scale(middle, value), spots)
        found.append(_at(f"{bold(safe(text))}<br>{safe(by)}", middle, value, spot, font))
    return found


def _limit_label(canvas: Canvas, x: float, value: float) -> Mark:
    """Return the word on the line at 100: it is each area's own limit."""
    text = canvas.say("compare.mark.own-limit")
    size = (width(text, 13, is_bold=True) + 4, 16)
    spots = tuple(Spot("center", along, up) for up in (12, -12) for along in (0, 90, -90))
    spot = canvas.ground.best(size, canvas.scale(x, value), spots)
    return _at(bold(safe(text)), x, value, spot, Type(canvas.look.palette.ink, 13))


def absence_labels(canvas: Canvas) -> list[Mark]:
    """Return what is said of areas that have no figure, and of targets without a date."""
    known = {point.area for point in canvas.lens.points}
    own = {key: f".{key}" for key in SHARES}
    key = ({"absolute": ""} | own).get(canvas.lens.id, ".share")
    apart = canvas.lens.apart
    said = [
        canvas.say(
            "compare.mark.apart" if area.id in apart else f"compare.mark.no-data{key}",
            area=area.name(canvas.say.language),
        )
        for area in canvas.lens.areas
        if area.id not in known
    ]
    said += [
        canvas.say(
            "compare.mark.target-undated",
            area=name_of(canvas, aim),
            value=canvas.say.amount(aim.amount, canvas.lens.unit.decimals),
        )
        for aim in open_goals(canvas.lens)
        if aim.start is None and canvas.lens.id == "absolute"
    ]
    return [_free(canvas, text) for text in said]


def _free(canvas: Canvas, text: str) -> Mark:
    """Return a label on free ground inside the plot, in two lines where it is wide."""
    parts = wrap(text, canvas.scale.width * 0.62, 14)
    size = (max(width(part, 14) for part in parts) + 6, 19 * len(parts))
    wide, high = canvas.scale.width, canvas.scale.height
    spots = tuple(
        Spot("center", (along - 0.5) * wide, (up - 0.5) * high)
        for up in (0.28, 0.16, 0.42, 0.56, 0.7, 0.84, 0.08)
        for along in (0.5, 0.64, 0.36, 0.74)
    )
    spot = canvas.ground.best(size, (wide / 2, high / 2), spots)
    (x0, x1), (y0, y1) = canvas.scale.xs, canvas.scale.ys
    x = x0 + (x1 - x0) * (0.5 + spot.xshift / wide)
    y = y0 + (y1 - y0) * (0.5 + spot.yshift / high)
    return label(
        "<br>".join(safe(part) for part in parts), x, y, font=Type(canvas.look.palette.ink2, 14)
    )


def _at(text: str, x: float, y: float, spot: Spot, font: Type) -> Mark:
    return label(
        text, x, y, font=font, xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift
    )
