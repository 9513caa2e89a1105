"""The words on lines through time: names and newest values, targets, the other values."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dashboard.figures import series
from dashboard.figures.fitting import width
from dashboard.figures.marks import Mark, Type, bold, label, safe
from dashboard.figures.placing import AROUND, BESIDE, Ground, Scale, Spot
from dashboard.figures.slides.size import Size
from dashboard.slides import Aim, Dot, Line, Trend
from dashboard.theme import Look
from dashboard.wording import Wording

_LEVELS = (26, -26, 44, -44, 66, -66, 88, -88)
_ALONG = (
    ("center", 0), ("right", 18), ("left", -18), ("right", -12), ("left", 12), ("right", -48),
    ("right", -96), ("right", 64),
)  # fmt: skip
"""Over or under a target: how far from it, and how it lies along it."""
_FEW = 6
"""Up to so many figures of a line each have their value, as it finds room."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """Everything that the pieces of one figure need to know."""

    body: Trend
    look: Look
    say: Wording
    size: Size
    scale: Scale
    ground: Ground
    right: float
    top: float
    grid: tuple[float, ...]
    span: tuple[float, float]
    heads: tuple[tuple[int, float, str, Type], ...]
    """what stands above the plot: row, px from the left, words, type"""

    def put(self, text: str, at: tuple[float, float], spot: Spot, font: Type) -> Mark:
        """Return a label beside a point, on paper where a line of the grid would cross it."""
        y = self.scale(*at)[1] + spot.yshift
        high = font.size * 0.7 * (1 + text.count("<br>"))
        is_crossed = any(abs(self.scale(at[0], value)[1] - y) < high for value in self.grid)
        return label(
            text, *at, font=font, xanchor=spot.xanchor, xshift=spot.xshift, yshift=spot.yshift,
            bgcolor=self.look.palette.paper if is_crossed else None,
        )  # fmt: skip


def labels_of(canvas: Canvas) -> list[Mark]:
    """Return all words in the plot; each takes its ground before the next looks for room."""
    return [*_ends(canvas), *_aims(canvas), *_values(canvas)]


def told(line: Line) -> tuple[str, str]:
    """Return what stands at the end of a line: whose it is, and its newest value."""
    return line.name, line.dots[-1].words


def name_of(body: Trend, area: str) -> str:
    """Return the name of an area that has a line; empty for one without."""
    return next((line.name for line in body.lines if line.area == area), "")


def _ends(canvas: Canvas) -> Iterator[Mark]:
    k = canvas.size.k
    for line in canvas.body.lines:
        end, texts = line.dots[-1], told(line)
        room = (series.end_width(texts, canvas.size.name) + 4 * k, 39 * k)
        spots = canvas.size.spots(BESIDE)
        spot = canvas.ground.best(room, canvas.scale(end.x, end.value), spots)
        font = Type(canvas.look.area(line.area).text, canvas.size.name)
        text = "<br>".join(bold(safe(text)) for text in texts)
        yield canvas.put(text, (end.x, end.value), spot, font)


def _aims(canvas: Canvas) -> Iterator[Mark]:
    """Yield value and deadline at each target; whose it is where there are several areas."""
    palette, aims = canvas.look.palette, canvas.body.aims
    drawn = {line.area for line in canvas.body.lines}
    is_one = len(drawn.union(aim.area for aim in aims)) == 1
    for aim in sorted(aims, key=lambda one: not one.is_in_force):
        ink = palette.ink if is_one else canvas.look.area(aim.area).text
        font = Type(ink if aim.is_in_force else palette.ink3, canvas.size.label)
        start = canvas.span[0] if aim.start is None else aim.start
        middle = (start + (canvas.span[1] if aim.end is None else aim.end)) / 2
        yield _aim(canvas, aim, (middle, aim.value), font, is_one=is_one)


def _aim(canvas: Canvas, aim: Aim, at: tuple[float, float], font: Type, *, is_one: bool) -> Mark:
    """Return the words at a target: shorter where there is no room for all of them."""
    text, k, px = _aim_words(canvas, aim, is_one=is_one), canvas.size.k, canvas.scale(*at)
    for lines in ((text, aim.due), (text,), (aim.words, aim.due), (aim.words,)):
        room = _wide(lines, font.size) + 4 * k, 17 * k * len(lines)
        spots = _over(canvas, px[0], room[0])
        spot = canvas.ground.find(room, px, spots)
        if spot is not None:
            break
    else:
        spot = canvas.ground.best(room, px, spots)
    words = "<br>".join((bold(safe(lines[0])), *(safe(line) for line in lines[1:])))
    return canvas.put(words, at, spot, font)


def _wide(lines: Sequence[str], size: float) -> float:
    return max(width(line, size, is_bold=True) for line in lines)


def _over(canvas: Canvas, x: float, wide: float) -> tuple[Spot, ...]:
    """Return where the words at a target may stand: at the edge too, where it is so near."""
    k, free = canvas.size.k, canvas.ground.edge.right - x
    along = [(side, shift * k) for side, shift in _ALONG]
    along[1:1] = [("right", free)] if free < wide else []
    return tuple(Spot(side, shift, up * k) for up in _LEVELS for side, shift in along)


def _aim_words(canvas: Canvas, aim: Aim, *, is_one: bool) -> str:
    area = "" if is_one else name_of(canvas.body, aim.area)
    if area and aim.is_in_force:
        return canvas.say("compare.mark.target", area=area, value=aim.words)
    key = "targets.mark.target" if aim.is_in_force else "targets.mark.target-old"
    return canvas.say(key, value=aim.words)


def _values(canvas: Canvas) -> Iterator[Mark]:
    """Yield the values of the other figures where there is room: the first, or of a few all."""
    ink, size = canvas.look.palette.ink2, canvas.size
    for line in canvas.body.lines:
        for dot in _shown(line, size):
            room = (width(dot.words, size.label) + 4 * size.k, 16 * size.k)
            at = canvas.scale(dot.x, dot.value)
            spot = canvas.ground.find(room, at, size.spots(AROUND))
            if spot is not None:
                font = Type(ink, size.label)
                yield canvas.put(safe(dot.words), (dot.x, dot.value), spot, font)


def _shown(line: Line, size: Size) -> tuple[Dot, ...]:
    is_every = len(line.dots) <= _FEW and not size.is_narrow
    return line.dots[:-1] if is_every else line.dots[:1] if len(line.dots) > 1 else ()
