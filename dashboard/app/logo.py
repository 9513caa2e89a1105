"""The mark: two banks and the river between them."""

from functools import cache

from PIL import Image, ImageDraw

from dashboard.model import JOINT, Frame
from dashboard.theme import Look

SIZE = 96


@cache
def _drawn(north: str, water: str, south: str) -> Image.Image:
    image = Image.new("RGBA", (SIZE, SIZE), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    for top, bottom, colour in ((10, 34, north), (45, 51, water), (62, 86, south)):
        draw.rounded_rectangle((8, top, 88, bottom), radius=3, fill=colour)
    return image


def logo(frame: Frame, look: Look) -> Image.Image:
    """Return the mark in the colours of the first two areas."""
    banks = [look.area(area.id).mark for area in frame.promising[:2]]
    north, south = (*banks, look.area(JOINT).mark)[:2]
    return _drawn(north, look.palette.axis, south)
