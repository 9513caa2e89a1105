"""Who learned what: reforms by area, with the day of adoption, its proof and the lag behind.

An area without a report is a gap, never a refusal: that nothing was found is all that is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import pandas as pd

from dashboard.assessment import known_evidence, promised_on
from dashboard.frames.setting import shown, span_of, when_set
from dashboard.methods.lags import Lag, Span, lag
from dashboard.model import (
    JOINT,
    Area,
    Catalog,
    Commitment,
    Evidence,
    LimitsCommitment,
    ReformCommitment,
    Shows,
    Text,
)

_BOTH = 2
_SHOWN = {Shows.ADOPTED: "adopted", Shows.WIDENED: "widened", Shows.ENDED: "ended"}


class Step(NamedTuple):
    """One dated report of what an area did about a reform."""

    shows: str
    """adopted, widened, renewed (limits set anew) or ended; before they are in order also set"""
    area: str
    span: Span
    written: str
    """the day as the data have it"""
    what: Text
    commitment: str
    source: str

    @property
    def day(self) -> str:
        """Return the day to show."""
        return shown(self.span, self.written)


@dataclass(frozen=True, slots=True)
class Cell:
    """What is known of one reform in one area."""

    area: Area
    steps: tuple[Step, ...] = ()
    """the adoption first, then what followed, in order of time; empty where nothing was found"""
    is_joint: bool = False
    """the areas adopted it together"""
    lag: Lag | None = None
    """behind the first; None for the first, and where nothing was found"""

    @property
    def adopted(self) -> Step | None:
        """Return what shows it adopted, or None where no report was found."""
        return self.steps[0] if self.steps else None

    @property
    def ended(self) -> Step | None:
        """Return what shows it ended, where nothing later shows it in place."""
        return self.steps[-1] if self.steps and self.steps[-1].shows == "ended" else None


@dataclass(frozen=True, slots=True)
class Row:
    """One reform: a cell for every area that promises, in the catalog's order."""

    id: str
    name: Text
    commitments: tuple[str, ...]
    cells: tuple[Cell, ...]

    @property
    def found(self) -> tuple[Cell, ...]:
        """Return the cells with a report, the earliest first."""
        return tuple(sorted((cell for cell in self.cells if cell.steps), key=_when))

    @property
    def is_joint(self) -> bool:
        """Return whether the areas adopted it together."""
        return any(cell.is_joint for cell in self.cells)

    @property
    def leader(self) -> Cell | None:
        """Return the area with the earliest report; None where the dates do not tell it."""
        found = self.found
        if self.is_joint or not found:
            return None
        rest = found[1:]
        return found[0] if all(cell.lag and cell.lag.is_apart for cell in rest) else None

    @property
    def lags(self) -> tuple[Cell, ...]:
        """Return the cells behind the first, the longest wait last."""
        return tuple(cell for cell in self.found if cell.lag is not None)


def matrix(catalog: Catalog, as_of: date) -> tuple[Row, ...]:
    """Return the reforms in the catalog's order, then those that no row was declared for."""
    rows: dict[str, tuple[Text, list[str], list[Step]]] = {
        reform.id: (reform.name, [], []) for reform in catalog.frame.reforms
    }
    for commitment in catalog.commitments.values():
        if isinstance(commitment, LimitsCommitment | ReformCommitment):
            own = _row_of(commitment, rows)
            if own is None:
                continue
            name = commitment.short or commitment.title
            _, commitments, steps = rows.setdefault(own, (name, [], []))
            commitments.append(commitment.id)
            steps += _own_steps(catalog, commitment, as_of)
        for item in known_evidence(catalog, commitment.evidence, as_of):
            if item.adopts in rows:
                rows[item.adopts][2].extend(_adopting(catalog, commitment, item))
    areas = catalog.frame.promising
    return tuple(
        Row(identity, name, tuple(commitments), _cells(areas, steps))
        for identity, (name, commitments, steps) in rows.items()
    )


def _row_of(
    commitment: LimitsCommitment | ReformCommitment, rows: Mapping[str, object]
) -> str | None:
    """Return the row of a commitment: the one it names; a reform without one is its own."""
    if commitment.reform in rows:
        return commitment.reform
    return commitment.id if isinstance(commitment, ReformCommitment) else None


def _own_steps(
    catalog: Catalog, commitment: LimitsCommitment | ReformCommitment, as_of: date
) -> Iterator[Step]:
    """Yield what a commitment shows of its reform: limits are adopted when they are set."""
    if isinstance(commitment, LimitsCommitment):
        if promised_on(catalog, commitment) <= as_of:
            yield from _limits_set(catalog, commitment, as_of)
        return
    for item in known_evidence(catalog, commitment.evidence, as_of):
        if item.shows in _SHOWN:
            for area in [item.area] if item.area else commitment.by:
                yield _step(catalog, commitment, item, _SHOWN[item.shows], area)


def _limits_set(catalog: Catalog, commitment: LimitsCommitment, as_of: date) -> Iterator[Step]:
    setting = when_set(catalog, commitment, as_of)
    if setting is None:
        return
    for area in commitment.by:
        yield Step(
            shows="set",
            area=area,
            span=setting.span,
            written=setting.written,
            what=commitment.short or commitment.title,
            commitment=commitment.id,
            source=setting.source,
        )


def _adopting(catalog: Catalog, commitment: Commitment, item: Evidence) -> Iterator[Step]:
    for area in [item.area] if item.area else commitment.by:
        yield _step(catalog, commitment, item, "adopted", area)


def _step(catalog: Catalog, commitment: Commitment, item: Evidence, shows: str, area: str) -> Step:
    return Step(
        shows=shows,
        area=area,
        span=span_of(catalog, item, item.on, already=item.already),
        written=item.on.text,
        what=item.what,
        commitment=commitment.id,
        source=item.source,
    )


def _cells(areas: Sequence[Area], steps: Sequence[Step]) -> tuple[Cell, ...]:
    together = [step for step in steps if step.area == JOINT]
    cells = []
    for area in areas:
        own = [step for step in steps if step.area == area.id]
        ordered = _ordered([*own, *together])
        is_joint = bool(ordered) and ordered[0].area == JOINT
        cells.append(Cell(area, ordered, is_joint))
    first = min((cell for cell in cells if cell.steps), key=_when, default=None)
    return tuple(
        Cell(cell.area, cell.steps, cell.is_joint, _behind(first, cell))
        if first and cell is not first
        else cell
        for cell in cells
    )


def _behind(first: Cell, cell: Cell) -> Lag | None:
    if first.adopted is None or cell.adopted is None or (first.is_joint and cell.is_joint):
        return None
    return lag(first.adopted.span, cell.adopted.span)


def _ordered(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the adoption, then what followed it; what is told again is left out."""
    found: list[Step] = []
    for step in sorted(steps, key=lambda item: (item.span.last, item.span.first)):
        is_new = not found or found[-1].shows == "ended"
        match step.shows:
            case "adopted" | "set" if is_new:
                found.append(step._replace(shows="adopted"))
            case "widened" if is_new:  # so it was in place before
                span = Span(step.span.last, step.span.last, already=True)
                found.append(step._replace(shows="adopted", span=span))
            case "set":
                found.append(step._replace(shows="renewed"))
            case "widened":
                found.append(step)
            case "ended" if not is_new:
                found.append(step)
    return tuple(found)


def _when(cell: Cell) -> tuple[date, date]:
    step = cell.adopted
    return (step.span.last, step.span.first) if step else (date.max, date.max)


class Summary(NamedTuple):
    """How many reforms there are, who adopted them and who was first."""

    reforms: int
    joint: int
    shared: int
    """adopted by at least two areas, each by itself"""
    alone: tuple[tuple[Area, int], ...]
    """reforms found in one area only, by area"""
    first: tuple[tuple[Area, int], ...]
    """of the shared ones, those that an area was reported with first; the most at the head"""
    unclear: int
    """of the shared ones, those whose dates do not tell which report was first"""
    none: int
    """reforms without any report"""


def summary(rows: Sequence[Row]) -> Summary:
    """Return what the matrix adds up to."""
    joint = [row for row in rows if row.is_joint]
    own = [row for row in rows if not row.is_joint]
    shared = [row for row in own if len(row.found) >= _BOTH]
    single = [row.found[0].area for row in own if len(row.found) == 1]
    leaders = [leader.area for row in shared if (leader := row.leader)]
    return Summary(
        reforms=len(rows),
        joint=len(joint),
        shared=len(shared),
        alone=_counted(single),
        first=_counted(leaders),
        unclear=len(shared) - len(leaders),
        none=sum(not row.found for row in rows),
    )


def _counted(areas: Sequence[Area]) -> tuple[tuple[Area, int], ...]:
    by_id = {area.id: area for area in areas}
    counts = {identity: sum(area.id == identity for area in areas) for identity in by_id}
    ordered = sorted(counts, key=lambda identity: -counts[identity])
    return tuple((by_id[identity], counts[identity]) for identity in ordered)


TABLE = (
    "reform", "reform_name", "area", "area_name", "shows", "already", "day", "no_earlier",
    "no_later", "lag_low", "lag_high", "lag_bound", "what", "commitment", "source",
)  # fmt: skip
"""The columns of `table`, one row a report; `shows` is `not-found` in the one row of a gap."""


def table(rows: Sequence[Row], language: str) -> pd.DataFrame:
    """Return the matrix as a tidy table, one row a report, gaps too."""
    found: list[tuple[object, ...]] = []
    for row in rows:
        for cell in row.cells:
            place = (row.id, row.name(language), cell.area.id, cell.area.name(language))
            for step in cell.steps:
                behind = cell.lag if step is cell.adopted else None
                found.append(
                    (*place, step.shows, "yes" if step.span.already else "no", step.written,
                     step.span.first.isoformat(), step.span.last.isoformat(),
                     "" if behind is None else behind.low,
                     "" if behind is None else behind.high,
                     "" if behind is None else str(behind.bound),
                     step.what(language), step.commitment, step.source)
                )  # fmt: skip
            if not cell.steps:
                found.append((*place, "not-found", *[""] * (len(TABLE) - len(place) - 1)))
    return pd.DataFrame(found, columns=list(TABLE))
