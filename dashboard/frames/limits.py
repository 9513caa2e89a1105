"""Upper limits and what was measured, kept apart: one panel a measure, one row an area."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

import pandas as pd

from dashboard.assessment import Status, assess, known_from, promised_on
from dashboard.frames.figures import Point, points_of, promising
from dashboard.frames.setting import Setting, outside_set, when_set
from dashboard.model import JOINT, Area, Catalog, Indicator, LimitsCommitment, Text, Unit

_ALL_ROWS = 3
"""Up to so many areas, those without a limit keep their row, which says so."""


class Tread(NamedTuple):
    """One limit in force from a day until the next; `at_most` is None where it is not known."""

    area: str
    start: date
    end: date
    at_most: float | None
    scheme: Text
    commitment: str
    """the commitment that set it; empty for a limit set by somebody else"""
    set_by: Text
    source: str
    is_last: bool
    setting: Setting | None = None
    """when it was set, as exactly as its source says; None where no day is known"""
    status: Status | None = None
    """how its commitment stands; None for a limit set by somebody else"""


class Dot(NamedTuple):
    """A measured value, shown in a row."""

    point: Point
    role: str
    """`area`, `part` or `context`: only the first says how the area itself stands"""
    on: date


@dataclass(frozen=True, slots=True)
class Row:
    """One area: its limits and its measurements."""

    area: Area
    treads: tuple[Tread, ...]
    dots: tuple[Dot, ...]

    @property
    def is_measured(self) -> bool:
        """Return whether there is a measured value for the whole area."""
        return any(dot.role == "area" for dot in self.dots)


@dataclass(frozen=True, slots=True)
class Panel:
    """All limits and measurements of one measure."""

    indicator: Indicator
    unit: Unit
    rows: tuple[Row, ...]
    as_of: date
    whole: "Panel | None" = None
    """where these are only some of the rows: the panel that gives both scales"""

    @property
    def highest(self) -> float:
        """Return the highest limit or value, which sets the scale of all rows."""
        if self.whole:
            return self.whole.highest
        limits = [t.at_most for row in self.rows for t in row.treads if t.at_most is not None]
        values = [dot.point.value for row in self.rows for dot in row.dots]
        return max([*limits, *values], default=0.0)

    @property
    def first_day(self) -> date:
        """Return the first day on which there is anything to show."""
        if self.whole:
            return self.whole.first_day
        days = [tread.start for row in self.rows for tread in row.treads]
        days += [dot.on for row in self.rows for dot in row.dots]
        return min(days, default=self.as_of)

    def split(self, columns: int) -> "tuple[Panel, ...]":
        """Return the rows dealt out to so many columns in turn, all on the scales of the whole."""
        dealt = [self.rows[start::columns] for start in range(columns)]
        return tuple(replace(self, rows=rows, whole=self.whole or self) for rows in dealt if rows)

    @property
    def sources(self) -> tuple[str, ...]:
        """Return the ids of the sources of everything shown."""
        found = [tread.source for row in self.rows for tread in row.treads]
        found += [dot.point.source for row in self.rows for dot in row.dots]
        return tuple(dict.fromkeys(found))


def limit_panels(catalog: Catalog, as_of: date) -> tuple[Panel, ...]:
    """Return one panel for every measure with a limit known on a day, in the catalog's order."""
    limited = {
        limit.indicator
        for commitment in _limit_commitments(catalog, as_of)
        for limit in commitment.limits
    }
    found = []
    for indicator in catalog.indicators.values():
        if indicator.limits or indicator.id in limited:
            panel = _panel(catalog, indicator, as_of)
            if any(row.treads for row in panel.rows):
                found.append(panel)
    return tuple(found)


def panel_of(catalog: Catalog, indicator_id: str, as_of: date) -> Panel:
    """Return the panel of one measure, for the detail page of one commitment."""
    return _panel(catalog, catalog.indicators[indicator_id], as_of)


def _panel(catalog: Catalog, indicator: Indicator, as_of: date) -> Panel:
    points = [point for point in points_of(catalog, indicator.id, as_of) if point.is_used]
    areas = promising(catalog)
    rows = [
        Row(area, _treads(catalog, indicator, area, as_of), _dots(area, points)) for area in areas
    ]
    if len(rows) > _ALL_ROWS:
        own = [row for row in rows if row.treads or any(d.role != "context" for d in row.dots)]
        rows = own or rows[:1]
    unit = next(unit for unit in catalog.frame.units if unit.id == indicator.unit)
    return Panel(indicator, unit, tuple(rows), as_of)


def _dots(area: Area, points: list[Point]) -> tuple[Dot, ...]:
    found = []
    for point in points:
        if point.area == area.id:
            role = "area"
        elif point.territory == "part" and point.whole == area.id:
            role = "part"
        elif point.territory == "context":
            role = "context"
        else:
            continue
        found.append(Dot(point, role, _day_of(point)))
    return tuple(found)


def _day_of(point: Point) -> date:
    """Return the day on which a mark stands: the middle of its period."""
    year = int(point.x + 0.5)
    share = point.x + 0.5 - year
    return date.fromordinal(date(year, 1, 1).toordinal() + int(share * 365))


def _treads(catalog: Catalog, indicator: Indicator, area: Area, as_of: date) -> tuple[Tread, ...]:
    steps = sorted(
        (*_outside(catalog, indicator, area, as_of), *_promised(catalog, indicator, area, as_of)),
        key=lambda tread: tread.start,
    )
    if not steps:
        return ()
    ends = [*(step.start for step in steps[1:]), as_of]
    return tuple(
        step._replace(end=end, is_last=index == len(steps) - 1)
        for index, (step, end) in enumerate(zip(steps, ends, strict=True))
    )


def _since(catalog: Catalog, commitment: LimitsCommitment, as_of: date) -> date:
    """Return from when a limit is drawn: its promise, or else the first report of it."""
    promised = promised_on(catalog, commitment)
    if promised != date.min:
        return promised
    return min((item.on.first for item in commitment.reported_met), default=as_of)


def _outside(catalog: Catalog, indicator: Indicator, area: Area, as_of: date) -> Iterator[Tread]:
    for limit in indicator.limits:
        is_known = known_from(catalog, limit, limit.set_on.last) <= as_of
        if area.id in limit.areas and is_known and limit.set_on.last <= as_of:
            yield Tread(
                area=area.id,
                start=limit.set_on.last,
                end=as_of,
                at_most=limit.at_most,
                scheme=Text(limit.scheme, limit.scheme),
                commitment="",
                set_by=limit.set_by,
                source=limit.source,
                is_last=False,
                setting=outside_set(catalog, limit),
            )


def _promised(catalog: Catalog, indicator: Indicator, area: Area, as_of: date) -> Iterator[Tread]:
    for commitment in _limit_commitments(catalog, as_of):
        if not {area.id, JOINT} & set(commitment.by):
            continue
        for limit in commitment.limits:
            if limit.indicator == indicator.id:
                yield Tread(
                    area=area.id,
                    start=_since(catalog, commitment, as_of),
                    end=as_of,
                    at_most=limit.at_most,
                    scheme=commitment.short or commitment.title,
                    commitment=commitment.id,
                    set_by=area.name,
                    source=commitment.made.source,
                    is_last=False,
                    setting=when_set(catalog, commitment, as_of),
                    status=assess(catalog, commitment, as_of).status,
                )
                break


def _limit_commitments(catalog: Catalog, as_of: date) -> list[LimitsCommitment]:
    """Return the bundles of limits in force on a day, in order of time."""
    found = [
        commitment
        for commitment in catalog.commitments.values()
        if isinstance(commitment, LimitsCommitment)
        and promised_on(catalog, commitment) <= as_of
        and not (
            commitment.withdrawn
            and known_from(catalog, commitment.withdrawn, commitment.withdrawn.on.last) <= as_of
        )
    ]
    return sorted(found, key=lambda commitment: promised_on(catalog, commitment))


class Apart(NamedTuple):
    """One line of the table that keeps targets and measurements apart."""

    indicator: str
    name: Text
    kind: str
    """`limit` or `measured`"""
    area: str
    area_name: Text
    role: str
    """for a limit `outside` or `promised`; for a measurement `area`, `part` or `context`"""
    scheme: Text | None
    when: str
    value: float | None
    """None: not known"""
    unit: Text
    source: str


def apart(panels: tuple[Panel, ...]) -> pd.DataFrame:
    """Return the table of limits and measurements, columns as in Apart.

    Every promising area has a line for its own measurement, without a value where none was found.
    """
    rows = [row._asdict() for panel in panels for row in apart_of(panel)]
    return pd.DataFrame(rows, columns=list(Apart._fields))


def apart_of(panel: Panel) -> tuple[Apart, ...]:
    """Return the lines of one measure: limits in order of time, then measurements."""
    name = panel.indicator.short or panel.indicator.name
    unit = panel.unit.name
    limits = [
        Apart(panel.indicator.id, name, "limit", row.area.id, row.area.name,
              "promised" if tread.commitment else "outside", tread.scheme,
              tread.start.isoformat(), tread.at_most, unit, tread.source)
        for row in panel.rows
        for tread in row.treads
    ]  # fmt: skip
    seen: dict[tuple[str, str], Apart] = {}
    for row in panel.rows:
        for dot in row.dots:
            point = dot.point
            seen[point.area, point.period] = Apart(
                panel.indicator.id, name, "measured", point.area, point.name, dot.role, None,
                point.period, point.value, unit, point.source,
            )  # fmt: skip
        if not row.is_measured:
            seen[row.area.id, ""] = Apart(
                panel.indicator.id, name, "measured", row.area.id, row.area.name, "area", None,
                "", None, unit, "",
            )  # fmt: skip
    order = {"context": 0, "part": 1, "area": 2}
    measured = sorted(seen.values(), key=lambda line: order[line.role])
    return (*sorted(limits, key=lambda line: line.when), *measured)
