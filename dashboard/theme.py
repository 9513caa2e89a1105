"""How things look: the signs of statuses, the colours of areas, the Plotly templates."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import cycle
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

from dashboard.assessment import Status
from dashboard.model import JOINT, Area, Frame
from dashboard.tokens import FONT, MODES, PALETTES, Mode, Palette, Tint

__all__ = [
    "CONFIG",
    "LATE",
    "SIGNS",
    "TINT_SLOTS",
    "Look",
    "Mode",
    "Sign",
    "look",
    "sign_key",
]

LATE = "achieved-late"
"""The key of what was achieved after its deadline: a status with the flag `late`."""

CONFIG: Mapping[str, object] = {
    "displayModeBar": False,
    "displaylogo": False,
    "showSendToCloud": False,
    "plotlyServerURL": "",
    "scrollZoom": False,
    "doubleClick": False,
    "showTips": False,
}
"""What `st.plotly_chart` is given: no tool bar, nothing that sends a chart away."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How a status is shown: a glyph in text, a symbol in figures, a hue, solid or open."""

    glyph: str
    symbol: str
    hue: str
    """the palette's hue, and Streamlit's colour slot in `:red[…]` and `:red-badge[…]`"""
    is_solid: bool
    """whether it can be judged"""


SIGNS: Mapping[str, Sign] = {
    "missed": Sign("×", "x-thin-open", "red", is_solid=True),
    "off-track": Sign("◆", "diamond", "orange", is_solid=True),
    "at-risk": Sign("▼", "triangle-down", "yellow", is_solid=True),
    "on-track": Sign("▲", "triangle-up", "green", is_solid=True),
    LATE: Sign("◎", "circle-open-dot", "green", is_solid=True),
    "achieved": Sign("●", "circle", "green", is_solid=True),
    "stale": Sign("△", "triangle-up-open", "gray", is_solid=False),
    "no-data": Sign("○", "circle-open", "gray", is_solid=False),
    "undated": Sign("□", "square-open", "gray", is_solid=False),
    "withdrawn": Sign("◇", "diamond-open", "gray", is_solid=False),
}
"""The signs by key, worst first, then good, then open: the order of all rows."""

TINT_SLOTS: Mapping[str, str] = {"blue": "blue", "teal": "violet"}
"""Streamlit's colour slots that carry the colours of areas; the others have none."""


def sign_key(status: Status, *, is_late: bool) -> str:
    """Return the key of a status among the signs and the phrases."""
    return LATE if status == Status.ACHIEVED and is_late else str(status)


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of one mode with the areas of one catalog."""

    mode: Mode
    palette: Palette
    areas: Mapping[str, Tint]
    chosen: tuple[str, ...] = ()
    """of many areas those that the reader follows: the only ones with a hue"""

    def area(self, identity: str) -> Tint:
        """Return the colours of an area; unknown ones are neutral."""
        return self.areas.get(identity, self.areas[JOINT])

    def status(self, key: str) -> Tint:
        """Return the colours of a status."""
        return self.palette.hues[SIGNS[key].hue]

    def marker(self, key: str, size: float = 12) -> dict[str, Any]:
        """Return the Plotly marker of a status, solid if judged, open if not."""
        sign, colour = SIGNS[key], self.status(key).mark
        width = _LINES.get(sign.symbol, 2 if sign.symbol.endswith(("open", "dot")) else 0)
        return {
            "symbol": sign.symbol,
            "size": size * _SIZES.get(sign.symbol, 1),
            "color": colour,
            "opacity": 1,
            "line": {"width": width, "color": colour},
        }


_SIZES = {
    "x-thin-open": 0.95,
    "triangle-up": 1.05,
    "triangle-down": 1.05,
    "triangle-up-open": 1.05,
    "square-open": 0.92,
    "diamond": 1.08,
    "diamond-open": 1.05,
}
_LINES = {"x-thin-open": 3}


FEW = 3
"""Up to so many areas are told apart by hue; of more only those the reader chose have one."""


def look(frame: Frame, mode: Mode, chosen: Sequence[str] = ()) -> Look:
    """Return the look of a catalog in a mode: each area in its colour, parts like the whole."""
    palette = PALETTES[mode]
    by_id = {area.id: area for area in frame.areas}
    given = [area for area in frame.areas if area.promises]
    names = _names(given, palette)
    areas = {JOINT: _plain(palette, palette.ink2)}
    for area in frame.areas:
        whole = _whole(area, by_id)
        context = whole.context or area.context
        areas[area.id] = _plain(palette, palette.ink) if context else palette.tints[names[whole.id]]
        if len(given) > FEW and not context and not whole.colour:
            followed = whole.id in chosen
            areas[area.id] = palette.tints["blue"] if followed else _plain(palette, palette.ink2)
    return Look(mode, palette, areas, tuple(chosen))


def _plain(palette: Palette, ink: str) -> Tint:
    return Tint(ink, ink, palette.surface)


def _whole(area: Area, by_id: Mapping[str, Area]) -> Area:
    """Return what an area is a part of, in the end; a circle or a gap ends the search."""
    seen = {area.id}
    while (whole := by_id.get(area.part_of or "")) and whole.id not in seen:
        area = whole
        seen.add(area.id)
    return area


def _names(given: Sequence[Area], palette: Palette) -> Mapping[str, str]:
    """Return the colours' names by area: those declared, then those not yet taken, in turn."""
    taken = {area.colour for area in given}
    turns = cycle([name for name in palette.tints if name not in taken] or list(palette.tints))
    return defaultdict(lambda: "slate", {area.id: area.colour or next(turns) for area in given})


def _template(palette: Palette) -> Any:  # noqa: ANN401 - plotly has no types
    small = {"size": 12, "color": palette.ink3}
    blue, teal = palette.tints["blue"].mark, palette.tints["teal"].mark
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 14, "color": palette.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "margin": {"l": 8, "r": 8, "t": 8, "b": 28, "pad": 0},
            "showlegend": False,
            "hovermode": "closest",
            "dragmode": False,
            "hoverlabel": {
                "bgcolor": palette.paper,
                "bordercolor": palette.line,
                "font": {"family": FONT, "size": 14, "color": palette.ink},
                "align": "left",
            },
            "colorway": [blue, teal, palette.ink2],
            "xaxis": {
                "showgrid": False,
                "zeroline": False,
                "showline": True,
                "linecolor": palette.axis,
                "linewidth": 1,
                "ticks": "outside",
                "ticklen": 4,
                "tickcolor": palette.axis,
                "tickfont": small,
                "fixedrange": True,
                "automargin": False,
            },
            "yaxis": {
                "showgrid": True,
                "gridcolor": palette.grid,
                "gridwidth": 1,
                "zeroline": False,
                "showline": False,
                "showticklabels": False,
                "ticks": "",
                "tickfont": small,
                "fixedrange": True,
                "automargin": False,
            },
            "annotationdefaults": {
                "showarrow": False,
                "font": {"family": FONT, "size": 13, "color": palette.ink2},
            },
        }
    )


for _mode in MODES:
    pio.templates[_mode] = _template(PALETTES[_mode])
