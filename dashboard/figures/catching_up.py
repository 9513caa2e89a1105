"""How many years behind the leader: one row an area, a range as a bar, a lower bound open."""

import plotly.graph_objects as go

from dashboard.figures.fitting import elide, width
from dashboard.figures.marks import Mark, Type, bold, empty, figure, label, line, points, ring, safe
from dashboard.figures.marks import stroke as through
from dashboard.frames.catching_up import Chase, Pursuit
from dashboard.sentences.catching_up import years_words
from dashboard.theme import Look
from dashboard.wording import Wording

_ROW, _HEAD, _FOOT = 30, 4, 6
_NAMES, _SAID = 96, 92
_FEW = 3
"""Up to so many areas have hues of their own."""


def distances(chase: Chase, *, look: Look, say: Wording) -> go.Figure:
    """Return the leader's lead in years over each of the others, the nearest first."""
    found = chase.distances
    if not found:
        return empty(say("catching.years.none"), look=look, height=80)
    last = max(_end(item) for item in found)
    traces: list[Mark] = []
    labels: list[Mark] = []
    for index, item in enumerate(found):
        y = len(found) - 1 - index
        colour = look.palette.ink2
        text = look.palette.ink
        if len(chase.lens.areas) <= _FEW:
            colour, text = look.area(item.follower.id).mark, look.area(item.follower.id).text
        traces += _bar(item, y, colour, look, say)
        labels += _words(item, y, text, look, say)
    axis = line((0, -0.5), (0, len(found) - 0.5), color=look.palette.axis, width=1, layer="below")
    said = max(width(years_words(item, say), 13, is_bold=True) for item in found)
    return figure(
        traces,
        look=look,
        height=_HEAD + _ROW * len(found) + _FOOT,
        margin={"l": _NAMES, "r": max(_SAID, said + 20), "t": _HEAD, "b": _FOOT},
        xaxis={"range": [0, last or 1], "visible": False},
        yaxis={"range": [-0.5, len(found) - 0.5], "visible": False},
        shapes=[axis],
        annotations=labels,
    )


def alt(chase: Chase, say: Wording) -> str:
    """Return the chart in words."""
    said = [
        say(
            "catching.chart.alt",
            follower=item.follower.name(say.language),
            years=years_words(item, say),
        )
        for item in chase.distances
    ]
    return say("compare.chart.and").join(said) or say("catching.years.none")


def _end(item: Pursuit) -> float:
    assert item.distance is not None  # noqa: S101 - only those with a distance are drawn
    return item.distance.low if item.distance.high is None else item.distance.high


def _bar(item: Pursuit, y: int, colour: str, look: Look, say: Wording) -> list[Mark]:
    distance = item.distance
    assert distance is not None  # noqa: S101 - only those with a distance are drawn
    said = say(
        "catching.chart.hover",
        leader=safe(item.leader.name(say.language)),
        follower=safe(item.follower.name(say.language)),
        years=safe(years_words(item, say)),
    )
    if distance.high is None:
        mark = ring("triangle-right", 12, edge=colour, fill=look.palette.paper)
        return [
            through([0, distance.low], [y, y], color=colour, width=1.6, dash="dot"),
            points([distance.low], [y], marker=mark, hover=[said]),
        ]
    at = distance.years
    middle = (distance.low + distance.high) / 2 if at is None else at
    fill = colour if distance.is_near else look.palette.paper
    mark = ring("circle", 11, edge=colour, fill=fill)
    return [
        through([distance.low, distance.high], [y, y], color=colour, width=5),
        points([middle], [y], marker=mark, hover=[said]),
    ]


def _words(item: Pursuit, y: int, colour: str, look: Look, say: Wording) -> list[Mark]:
    name = safe(elide(item.follower.name(say.language), _NAMES - 8, 13))
    head = {"xref": "paper", "xanchor": "left", "xshift": -_NAMES}
    years = bold(safe(years_words(item, say).strip()))
    return [
        label(name, 0, y, font=Type(look.palette.ink, 13), **head),
        label(years, _end(item), y, font=Type(colour, 13), xanchor="left", xshift=14),
    ]
