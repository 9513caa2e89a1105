"""What a trajectory shows ahead of its latest figure: bands, where the pace leads, one tried."""

from collections.abc import Sequence

from dashboard.figures.fitting import width
from dashboard.figures.marks import Mark, Type, faded, label, points, ring, safe, stroke
from dashboard.figures.placing import Spot
from dashboard.figures.trajectory_labels import Canvas
from dashboard.frames.prospects import Lead, Prospect

_SHARE = 0.13
"""How much each band covers: where the narrow one lies on the wide one it is darker."""
_NEAR = tuple(
    Spot(side, shift, up)
    for up in (-13, 13, -27, 27)
    for side, shift in (("right", 14), ("right", -12), ("center", 0), ("right", -36))
)
_LEVEL = (Spot("right", -12, 0), Spot("left", 10, 0))


def ahead(canvas: Canvas, prospect: Prospect) -> list[Mark]:
    """Return the bands and the lines, to be drawn below the figures."""
    colour = canvas.look.area(canvas.frame.area).mark
    ink = canvas.look.palette.ink
    found = [_band(band.xs, band.lows, band.highs, colour) for band in prospect.bands]
    found.append(_lead(canvas, prospect.lead, colour, 1.8))
    if prospect.tried is not None:
        found.append(_lead(canvas, prospect.tried, ink, 2.2))
        x, y = prospect.tried.end
        dot = ring("circle", 9, edge=ink, fill=canvas.look.palette.paper)
        found.append(points([x], [y], marker=dot))
    return found


def ahead_labels(canvas: Canvas, prospect: Prospect) -> list[Mark]:
    """Return the words at the band and at the lines, where there is room near their ends.

    What finds no room is left to the sentences below the chart.
    """
    say, palette = canvas.say, canvas.look.palette
    colour = canvas.look.area(canvas.frame.area).text
    decimals = canvas.frame.unit.decimals
    ends = []
    if prospect.tried is not None:
        x, y = prospect.tried.end
        said = say("prospects.mark.tried", value=say.number(y, decimals))
        ends.append((said, (x, y), palette.ink))
    if prospect.bands:
        band = prospect.bands[-1]
        said = say(
            f"prospects.mark.band{'-short' if canvas.is_compact else ''}",
            low=say.number(band.lows[-1], decimals),
            high=say.number(band.highs[-1], decimals),
        )
        ends.append((said, (band.xs[-1], _far_end(prospect)), colour))
    if not canvas.is_compact:
        x, y = prospect.lead.end
        said = say("prospects.mark.lead", value=say.number(y, decimals))
        ends.append((said, (x, y), colour))
    found = (_near(canvas, said, at, ink) for said, at, ink in ends)
    return [mark for mark in found if mark]


def _far_end(prospect: Prospect) -> float:
    """Return the end of the narrow band that lies away from the target."""
    band, target = prospect.bands[-1], prospect.uncertainty.way.end_value
    return max(band.lows[-1], band.highs[-1], key=lambda end: abs(end - target))


def _band(xs: Sequence[float], lows: Sequence[float], highs: Sequence[float], colour: str) -> Mark:
    return {
        "type": "scatter",
        "mode": "lines",
        "x": [*xs, *reversed(xs)],
        "y": [*highs, *reversed(lows)],
        "fill": "toself",
        "fillcolor": faded(colour, _SHARE),
        "line": {"width": 0},
        "hoverinfo": "skip",
        "cliponaxis": False,
    }


def _lead(canvas: Canvas, lead: Lead, colour: str, size: float) -> Mark:
    canvas.ground.add_line(canvas.scale(*lead.start), canvas.scale(*lead.end))
    xs, ys = zip(lead.start, lead.end, strict=True)
    return stroke(xs, ys, color=colour, width=size, dash="dot")


def _near(canvas: Canvas, text: str, at: tuple[float, float], colour: str) -> Mark | None:
    size = (width(text, 12) + 4, 15)
    spot = canvas.ground.find(size, canvas.scale(*at), (*_LEVEL, *_NEAR))
    if spot is None:
        return None
    return label(
        safe(text), *at, font=Type(colour, 12), xanchor=spot.xanchor, xshift=spot.xshift,
        yshift=spot.yshift,
    )  # fmt: skip
