"""The staircase of limits as a table: who set each step, when, for whom, with which parts."""

from datetime import date
from typing import NamedTuple

from dashboard.frames.limits import Panel, Row, Tread
from dashboard.frames.setting import Setting
from dashboard.methods.lags import Lag, lag
from dashboard.model import Area, Text


class Scheme(NamedTuple):
    """One step of the staircase as a whole: who set it, when, for whom, with which parts."""

    name: Text
    area: Area
    """for whom"""
    set_by: Text
    commitment: str
    """empty for a scheme set by somebody else"""
    setting: Setting | None
    after: Lag | None
    """behind the area's step before; None for its first"""
    levels: tuple[float | None, ...]
    """a limit for each panel; None where it is not known, or has none"""
    sources: tuple[str, ...]


def schemes(panels: tuple[Panel, ...]) -> tuple[Scheme, ...]:
    """Return the steps by area, in the order in which they were set."""
    rows: dict[str, list[Row]] = {}
    for panel in panels:
        for row in panel.rows:
            rows.setdefault(row.area.id, []).append(row)
    found: list[Scheme] = []
    for area, own in rows.items():
        steps = {_key(tread): tread for row in own for tread in row.treads}
        before: Setting | None = None
        for key, tread in sorted(steps.items(), key=lambda item: item[1].start):
            here = tread.setting
            lagging = lag(before.span, here.span) if before and here else None
            treads = [_same(panel, area, key) for panel in panels]
            found.append(
                Scheme(
                    name=tread.scheme,
                    area=own[0].area,
                    set_by=tread.set_by,
                    commitment=tread.commitment,
                    setting=here,
                    after=lagging,
                    levels=tuple(one.at_most if one else None for one in treads),
                    sources=tuple(dict.fromkeys(one.source for one in treads if one)),
                )
            )
            before = here or before
    return tuple(found)


def _key(tread: Tread) -> tuple[Text, str, date]:
    return tread.scheme, tread.commitment, tread.start


def _same(panel: Panel, area: str, key: tuple[Text, str, date]) -> Tread | None:
    """Return the step of a panel that is the same scheme."""
    treads = [tread for row in panel.rows if row.area.id == area for tread in row.treads]
    return next((tread for tread in treads if _key(tread) == key), None)
