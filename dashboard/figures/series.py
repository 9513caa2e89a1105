"""What charts of figures over time share: markers by sign, connectors, hover texts, axes."""

from collections.abc import Iterable, Sequence
from itertools import pairwise

from dashboard.figures.fitting import width, wrap
from dashboard.figures.marks import Mark, points, ring, safe, stroke
from dashboard.figures.placing import nice_ticks
from dashboard.frames.figures import GAP, Point
from dashboard.model import Unit
from dashboard.sentences.periods import period_words
from dashboard.sentences.provenance import rival_words
from dashboard.theme import Look
from dashboard.values import Relation
from dashboard.wording import Wording

_HOVER = 360
"""px that a line of hover text is broken at."""
_OPEN = {
    Relation.AT_LEAST: ("triangle-up", 12, 2.0),
    Relation.AT_MOST: ("triangle-down", 12, 2.0),
    Relation.ABOUT: ("circle", 10, 2.2),
    Relation.RANGE: ("circle", 10, 2.2),
}


def marker(point: Point, *, look: Look) -> Mark:
    """Return the marker of a figure: solid if known exactly, open if not, thin × if not used."""
    palette = look.palette
    colour = look.area(point.area).mark
    if not point.is_used:
        return ring("x-thin-open", 8, edge=palette.ink3, fill=palette.ink3, width=1.5) | {
            "symbol": "x-thin-open"
        }
    if point.is_part_of_year:
        return ring("diamond-tall", 11, edge=colour, fill=palette.paper, width=1.6)
    open_mark = _OPEN.get(point.amount.relation)
    if open_mark is None and (is_expected(point) or is_derived(point)):
        open_mark = _OPEN[Relation.ABOUT]
    if open_mark is not None:
        symbol, size, edge = open_mark
        return ring(symbol, size, edge=colour, fill=palette.paper, width=edge)
    return ring("circle", 11, edge=palette.paper, fill=colour, width=1.5)


def is_expected(point: Point) -> bool:
    """Return whether a publisher only expected a figure, or gave it as preliminary."""
    return point.status in {"expected", "preliminary"}


def is_derived(point: Point) -> bool:
    """Return whether a figure rests on two published ones, as one per head does."""
    return point.is_derived and point.is_two


def dots(shown: Sequence[Point], hovers: Sequence[str], *, look: Look) -> Mark:
    """Return one trace with the markers of many figures."""
    markers = [marker(point, look=look) for point in shown]
    merged = {
        "symbol": [mark["symbol"] for mark in markers],
        "size": [mark["size"] for mark in markers],
        "color": [mark["color"] for mark in markers],
        "opacity": 1,
        "line": {
            "width": [mark["line"]["width"] for mark in markers],
            "color": [mark["line"]["color"] for mark in markers],
        },
    }
    return points(
        [point.x for point in shown],
        [point.value for point in shown],
        marker=merged,
        hover=hovers,
    )


def connectors(figures: Sequence[Point], *, colour: str, is_thin: bool = False) -> list[Mark]:
    """Return the lines through an area's figures: solid between neighbours, dotted over gaps.

    Over a break of the series nothing is drawn.
    """
    found = []
    for is_solid in (False, True):
        xs: list[float | None] = []
        ys: list[float | None] = []
        for before, after in pairwise(figures):
            if before.era == after.era and is_joined(before, after) == is_solid:
                xs += [before.x, after.x, None]
                ys += [before.value, after.value, None]
        if xs:
            style = {"width": 3, "dash": "solid"} if is_solid else {"width": 1.6, "dash": "dot"}
            if is_thin:
                style["width"] = 1.4
            found.append(stroke(xs, ys, color=colour, **style))
    return found


def is_joined(before: Point, after: Point) -> bool:
    """Return whether a solid line may join two figures: no year between, neither a bound."""
    bounds = {Relation.AT_LEAST, Relation.AT_MOST}
    return (
        after.x - before.x <= GAP and not {before.amount.relation, after.amount.relation} & bounds
    )


def hover(point: Point, unit: Unit, unit_words: str, *, say: Wording) -> str:
    """Return what is said of a figure under the pointer, with full precision."""
    value = f"{say.amount(point.amount, max(unit.decimals, 2))} {unit_words}".strip()
    said = [
        say(
            "compare.hover",
            area=safe(point.name(say.language)),
            period=period_words(point.period, say),
            value=safe(value),
        )
    ]
    if point.is_derived:
        said.append(say("compare.hover.derived"))
    else:
        said.append(say("compare.hover.written", text=safe(point.text)))
    if point.status != "actual":
        said.append(say(f"compare.hover.status.{point.status}"))
    if point.is_part_of_year:
        said.append(say("compare.hover.part-of-year"))
    if not point.is_used:
        said.append(say("compare.hover.not-used"))
    said.append(said_by(point, say))
    if point.rivals and not point.is_derived:
        lines = wrap(rival_words(point.rivals, unit, say), _HOVER, 12, lines=8)
        said += [safe(line) for line in lines]
    return "<br>".join(said)


def said_by(point: Point, say: Wording) -> str:
    """Return who published a figure, when, and its grade, safe for a hover text."""
    words = say(
        "source.item",
        name=point.publisher(say.language),
        day=say.day(point.published),
        grade=say(f"grade.{point.grade}"),
    )
    return safe(words)


def years(first: float, last: float, *, room: float) -> list[int]:
    """Return the years that get a tick: all of them, or as many as have room."""
    low, high = round(first), round(last)
    most = max(2, int(room / 46))
    step = next(step for step in (1, 2, 5, 10, 20, 50, 100) if (high - low) / step < most)
    return [year for year in range(low, high + 1) if (year - high) % step == 0]


def value_range(values: Iterable[float], *, from_zero: bool, head: float) -> tuple[float, float]:
    """Return the range of an axis of values, `head` being the free share above the highest."""
    found = list(values) or [0.0, 1.0]
    low, high = min(found), max(found)
    if from_zero and low >= 0:
        return 0.0, (high or 1.0) * (1 + head)
    span = (high - low) or abs(high) or 1.0
    return low - span * 0.22, high + span * (head + 0.06)


def ticks(low: float, high: float) -> list[float]:
    """Return at most three grid values, the lowest at or near the bottom."""
    return nice_ticks(low, high)


def plot_decimals(values: Iterable[float], unit: Unit) -> int:
    """Return how many decimals labels inside the plot carry: none for thousands."""
    biggest = max((abs(value) for value in values), default=0)
    return 0 if biggest >= 1000 else unit.decimals  # noqa: PLR2004 - a thousand


def end_width(texts: Iterable[str], size: float = 15) -> float:
    """Return the room that bold end labels need."""
    return max((width(text, size, is_bold=True) for text in texts), default=0.0)
