"""Where labels go so that none lies on a mark or on another label.

All in px from the plot's lower left corner. The plot's width is not known when a figure is
built; callers pass the narrowest they promise to fit, and wider screens only add room.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle that is taken."""

    left: float
    bottom: float
    right: float
    top: float

    def meets(self, other: "Box") -> bool:
        """Return whether two rectangles share any ground."""
        return (
            self.left < other.right
            and other.left < self.right
            and self.bottom < other.top
            and other.bottom < self.top
        )


class Spot(NamedTuple):
    """A place for a label: which of its edges lies at which distance from its point."""

    xanchor: str
    xshift: float
    yshift: float


AROUND = (
    Spot("center", 0, 15),
    Spot("center", 0, -15),
    Spot("right", -9, 9),
    Spot("left", 9, -11),
    Spot("left", 9, 9),
    Spot("right", -9, -11),
    Spot("center", 0, 27),
    Spot("center", 0, -27),
)
"""Above, below, then the corners: the order in which a value's label looks for room."""

BESIDE = (
    *(Spot("left", 12, shift) for shift in (0, 10, -10, 20, -20, 30, -30)),
    *(Spot(side, shift, up) for up in (38, -38) for side, shift in (("center", 0), ("left", 4))),
    *(Spot("left", 12, shift) for shift in (42, -42, 56, -56)),
    *(Spot("right", -12, shift) for shift in (0, 20, -20)),
)
"""To the right of the last point, moved up or down where two ends are close; else around it."""


def box(width: float, height: float, at: tuple[float, float], spot: Spot) -> Box:
    """Return the ground that a label takes at a spot beside a point."""
    x, y = at[0] + spot.xshift, at[1] + spot.yshift
    left = {"left": x, "center": x - width / 2, "right": x - width}[spot.xanchor]
    return Box(left, y - height / 2, left + width, y + height / 2)


@dataclass(slots=True)
class Ground:
    """What is taken so far; the one mutable thing, alive while one figure is built."""

    edge: Box
    taken: list[Box] = field(default_factory=list)
    lines: list[Box] = field(default_factory=list)
    """small boxes along lines: better not covered, but no bar"""

    def add_line(self, start: tuple[float, float], end: tuple[float, float]) -> None:
        """Take the ground along a line."""
        (x0, y0), (x1, y1) = start, end
        steps = max(1, int(max(abs(x1 - x0), abs(y1 - y0)) / 5))
        for index in range(steps + 1):
            x, y = x0 + (x1 - x0) * index / steps, y0 + (y1 - y0) * index / steps
            self.lines.append(Box(x - 2, y - 2, x + 2, y + 2))

    def find(
        self, size: tuple[float, float], at: tuple[float, float], spots: Sequence[Spot]
    ) -> Spot | None:
        """Return the first spot that is free of lines too, or of marks alone, and take it."""
        free = [(spot, taken) for spot in spots if self._is_free(taken := box(*size, at, spot))]
        for spot, taken in free:
            if not any(taken.meets(line) for line in self.lines):
                self.taken.append(taken)
                return spot
        return None

    def best(
        self, size: tuple[float, float], at: tuple[float, float], spots: Sequence[Spot]
    ) -> Spot:
        """Return a free spot; where there is none, the one that covers least, and take it."""
        found = self.find(size, at, spots)
        if found is None:
            found = min(spots, key=lambda spot: self._covered(box(*size, at, spot)))
            self.taken.append(box(*size, at, found))
        return found

    def _is_free(self, wanted: Box) -> bool:
        return (
            wanted.left >= self.edge.left
            and wanted.right <= self.edge.right
            and wanted.bottom >= self.edge.bottom
            and wanted.top <= self.edge.top
            and not any(wanted.meets(other) for other in self.taken)
        )

    def _covered(self, wanted: Box) -> float:
        outside = (
            max(0, self.edge.left - wanted.left)
            + max(0, wanted.right - self.edge.right)
            + max(0, self.edge.bottom - wanted.bottom)
            + max(0, wanted.top - self.edge.top)
        )
        over = sum(wanted.meets(other) for other in self.taken)
        return outside * 10 + over * 100 + sum(wanted.meets(line) for line in self.lines)


@dataclass(frozen=True, slots=True)
class Scale:
    """From values to px: two ranges and the size of the plot."""

    xs: tuple[float, float]
    ys: tuple[float, float]
    width: float
    height: float

    def __call__(self, x: float, y: float) -> tuple[float, float]:
        """Return where a point lies in px from the lower left corner."""
        (x0, x1), (y0, y1) = self.xs, self.ys
        return (x - x0) / (x1 - x0) * self.width, (y - y0) / (y1 - y0) * self.height


def nice_ticks(low: float, high: float, most: int = 3) -> list[float]:
    """Return at most so many round numbers from low to high, low's floor included."""
    span = high - low or abs(high) or 1.0
    power = 10.0**-12
    while power * 10 <= span:
        power *= 10
    for step in _steps(power / 10):
        first = step * -(-low // step)
        ticks = [first + step * index for index in range(int((high - first) / step + 1e-9) + 1)]
        if len(ticks) <= most:
            return [round(tick, 12) for tick in ticks]
    return [low]


def _steps(power: float) -> Iterable[float]:
    return (factor * scale for scale in (power, power * 10, power * 100) for factor in (1, 2, 5))


Measure = Callable[[str], float]
