"""The tables that can be judged, by method: their columns, and what a row of each asks."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import NamedTuple

from dashboard.methods import DEFAULT, METHODS, NOT_AVAILABLE, Answer, Bounds, Point, Question
from dashboard.methods.grading import LackingError
from dashboard.methods.grounds import Grounds
from dashboard.methods.growths import statcan_aggregate
from dashboard.methods.method import answering
from dashboard.methods.sdsn import goal_colour, trend
from dashboard.tables.rows import Row, Trouble, UnreadableError, number

TARGET_YEAR = 2030.0
"""By when, where a table of the Sustainable Development Goals does not say."""

_ASKED = ("id", "target", "target_year", "direction")
_SERIES = ("series_json",)
_ENDS = ("base_year", "base_value", "latest_year", "latest_value")
_CANADIAN_ENDS = ("base_year", "base_value", "current_year", "current_value")
_GERMAN = ("id", "target_value", "target_year", "direction", "series_to_eval_json")
_BOUNDS = ("optimum", "lower_bound", "green_threshold")
_ITEM = 6
"""Cells of an indicator of a goal: its code, value, optimum, lower bound, green and red."""


class Kind(NamedTuple):
    """One kind of table: how a row is judged, and the columns that have to be there."""

    judge: Callable[[Row], Answer]
    columns: tuple[str, ...]
    either: tuple[tuple[str, ...], ...] = ()
    """groups of columns of which one has to be there too"""
    assumed: tuple[str, ...] = ()
    """columns for which something is taken where a cell says nothing"""


def _question(row: Row, *, by: float | None = None, direction: int | None = None) -> Question:
    """Return what a row asks: of its two ends where it names them, otherwise of its series."""
    base = row.point("base_year", "base_value")
    last = row.point("latest_year", "latest_value") or row.point("current_year", "current_value")
    series = row.series("series_json")
    if last is not None:
        series = (base, last) if base is not None and base.at < last.at else (last,)
    return Question(
        series,
        row.direction(default=direction),
        base,
        row.number("target"),
        row.year("target_year") or by,
        row.number("limit"),
    )


def _projected_share(row: Row) -> Answer:
    asked = _question(row)
    first = asked.series[0] if asked.series else None
    return METHODS[DEFAULT](replace(asked, base=asked.base or first))


def _eurostat(row: Row) -> Answer:
    """Return the verdict in the words of the report's text: on track, or not."""
    answer = METHODS["eurostat"](_question(row))
    if answer.word == NOT_AVAILABLE:
        return answer
    is_on_track = answer.word == "significant_progress"
    return replace(answer, word="on_track" if is_on_track else "not_on_track")


def _statcan(row: Row) -> Answer:
    return METHODS["statcan"](_question(row, by=TARGET_YEAR, direction=-1))


def _statcan_aggregate(row: Row) -> Answer:
    scores = row.numbers("series_scores_json")
    statuses = {said for said in row.items("series_status_json") if said is not None}
    if not scores and not statuses:
        raise UnreadableError(Trouble.NO_SERIES)
    is_all = statuses - {NOT_AVAILABLE} == {"target_achieved"}
    return answering(lambda: statcan_aggregate(scores, all_achieved=is_all))


def _un_progress_chart(row: Row) -> Answer:
    return METHODS["un-progress-chart"](_question(row, by=TARGET_YEAR))


def _destatis(row: Row) -> Answer:
    until = row.year("evaluation_year")
    series = row.series("series_to_eval_json")
    target, by = row.number("target_value"), row.year("target_year")
    asked = Question(
        tuple(point for point in series if until is None or point.at <= until),
        row.direction(),
        target=target,
        by=by,
        is_kept=by is None or row.text("target_kind") == "maintain_each_year",
    )
    return METHODS["destatis"](asked)


def _bounds(row: Row, red: str) -> Bounds:
    """Return the bounds of a row; raise LackingError where one is empty."""
    found = [row.number(column) for column in (*_BOUNDS, red)]
    numbers = [bound for bound in found if bound is not None]
    if len(numbers) < len(found):
        raise LackingError(Grounds.NO_BOUNDS)
    return _in_order(Bounds(*numbers))


def _in_order(bounds: Bounds) -> Bounds:
    """Return bounds whose green is no worse than their red; raise UnreadableError otherwise."""
    if (bounds.green - bounds.red) * (bounds.optimum - bounds.lower) < 0:
        raise UnreadableError(Trouble.BOUNDS, green=f"{bounds.green:g}", red=f"{bounds.red:g}")
    return bounds


def _sdsn(row: Row) -> Answer:
    value = row.number("value")
    series = () if value is None else (Point(0.0, value),)
    return answering(
        lambda: METHODS["sdsn"](Question(series, bounds=_bounds(row, "red_threshold")))
    )


def _sdsn_goal(row: Row) -> Answer:
    items = [_indicator(item) for item in row.items("items_json")]
    return answering(lambda: goal_colour([item for item in items if item is not None]))


def _indicator(item: object) -> tuple[float, Bounds] | None:
    """Return the value and bounds of a goal's indicator, None where one is null."""
    if not isinstance(item, list) or len(item) < _ITEM:
        raise UnreadableError(Trouble.ITEM, text=str(item))
    cells = item[1:_ITEM]
    if None in cells:
        return None
    value, *bounds = (number(cell, "items_json") for cell in cells)
    return value, _in_order(Bounds(*bounds))


def _sdsn_trend(row: Row) -> Answer:
    start, end = row.year("window_start"), row.year("window_end")
    points = [
        point
        for point in row.series("series_json")
        if (start is None or point.at >= start) and (end is None or point.at <= end)
    ]
    return answering(lambda: trend(points, _bounds(row, "green_threshold")))


KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        DEFAULT: Kind(_projected_share, _ASKED, (_SERIES, _ENDS, _CANADIAN_ENDS)),
        "eurostat": Kind(_eurostat, _ASKED, (_ENDS, _CANADIAN_ENDS, _SERIES)),
        "statcan": Kind(
            _statcan,
            (*_ASKED, "limit"),
            (_CANADIAN_ENDS, _SERIES, _ENDS),
            ("direction", "target_year"),
        ),
        "statcan-aggregate": Kind(
            _statcan_aggregate, ("id", "series_scores_json", "series_status_json")
        ),
        "un-progress-chart": Kind(
            _un_progress_chart, _ASKED, (_ENDS, _SERIES, _CANADIAN_ENDS), ("target_year",)
        ),
        "destatis": Kind(_destatis, _GERMAN),
        "sdsn": Kind(_sdsn, ("id", "value", *_BOUNDS, "red_threshold")),
        "sdsn-goal": Kind(_sdsn_goal, ("id", "items_json")),
        "sdsn-trend": Kind(
            _sdsn_trend, ("id", "window_start", "window_end", "series_json", *_BOUNDS)
        ),
    }
)
"""Every kind of table by the name of its method."""
