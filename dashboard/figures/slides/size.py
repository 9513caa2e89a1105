"""How large the figure of a slide is, and with it its type, its lines and its marks."""

from collections.abc import Sequence
from dataclasses import dataclass

from dashboard.figures.placing import Spot
from dashboard.slides import Slide


@dataclass(frozen=True, slots=True)
class Size:
    """A place for a figure, in px.

    On the stage the px are those of 1920 by 1080, which is scaled as a whole; on a phone they
    are the phone's own, and the figure is as high as it needs.
    """

    width: float
    height: float
    """0 where it is as high as it needs"""
    k: float
    """how many times as large as on a page of the dashboard everything is"""

    @property
    def is_narrow(self) -> bool:
        """Return whether it is a phone's."""
        return not self.height

    @property
    def tick(self) -> float:
        """Return the size of type on an axis."""
        return round(12 * self.k, 2)

    @property
    def label(self) -> float:
        """Return the size of type of words beside the marks."""
        return round(13 * self.k, 2)

    @property
    def name(self) -> float:
        """Return the size of type of names and of the numbers that matter most."""
        return round(15 * self.k, 2)

    def spots(self, spots: Sequence[Spot]) -> tuple[Spot, ...]:
        """Return places for labels as far from their points as this size needs."""
        return tuple(Spot(side, x * self.k, y * self.k) for side, x, y in spots)


_STAGE = 7 / 3
"""From 12 px on a page to 28 on the stage: the least that is read from five metres."""

WIDE = Size(1752, 768, _STAGE)
"""The body of a slide on the stage."""

BELOW_KEY = Size(1752, 596, _STAGE)
"""The same below the large number of a slide that has one."""

NARROW = Size(358, 0, 1)
"""A phone in the hand."""


def size_of(slide: Slide) -> Size:
    """Return the place that the stage has for a slide's figure."""
    return BELOW_KEY if slide.key else WIDE
