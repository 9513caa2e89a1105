"""Upper limits and what was measured: side by side, and how the limits came down."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboard.frames.limits import Dot, Panel, Row, limit_panels
from dashboard.frames.schemes import Scheme as Step
from dashboard.frames.schemes import schemes
from dashboard.model import BriefingSlide
from dashboard.sentences.limits import alt, headline, levels, name_of, scheme_name, since
from dashboard.sentences.periods import period_words
from dashboard.slides.bodies import (
    Limit,
    LimitRow,
    Limits,
    Measured,
    Place,
    Sample,
    Scheme,
    Stair,
    Staircase,
    Tread,
)
from dashboard.slides.meeting import Meeting
from dashboard.slides.pages import fitting
from dashboard.slides.slide import Slide

ROWS, STAIRS = 4, 3
"""Measures of a table, and staircases, on one page."""
_COLUMNS = 4
"""Schemes that a table has room for: the newest ones."""


def limits(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield the table of limits and measurements, kept apart."""
    yield from of_panels(meeting, _looked_at(meeting), "limits")


def _looked_at(meeting: Meeting) -> tuple[Panel, ...]:
    """Return all measures; of a choice only the areas whose limits are among those chosen."""
    panels = limit_panels(meeting.catalog, meeting.as_of)
    if not meeting.scope:
        return panels
    own = (
        replace(panel, rows=tuple(row for row in panel.rows if _is_chosen(meeting, row)))
        for panel in panels
    )
    return tuple(panel for panel in own if panel.rows)


def _is_chosen(meeting: Meeting, row: Row) -> bool:
    return any(tread.commitment in meeting.verdicts for tread in row.treads)


def of_panels(meeting: Meeting, panels: Sequence[Panel], identity: str) -> Iterator[Slide]:
    """Yield the table of some measures; none without any."""
    say = meeting.say
    pages = [panels[at : at + ROWS] for at in range(0, len(panels), ROWS)]
    for number, page in enumerate(pages, 1):
        body = limits_body(meeting, page)
        is_measured = any(row.is_measured for panel in page for row in panel.rows)
        yield Slide(
            id=identity if number == 1 else f"{identity}-{number}",
            kind="limits",
            title=meeting.titled(
                headline(panels, say), *_shorter(meeting, body, is_measured=is_measured)
            ),
            body=body,
            as_of=meeting.as_of,
            sources=meeting.cited(source for panel in page for source in panel.sources),
            notes=(*_steps(meeting, page), say("slides.limits.mean")),
            alt=say("slides.space").join(alt(panel, say) for panel in page),
            link=meeting.link("limits"),
        )


def _shorter(meeting: Meeting, body: Limits, *, is_measured: bool) -> Iterator[str]:
    """Yield shorter titles: the newest limits, and whether they are measured."""
    say = meeting.say
    own = [scheme for scheme in body.schemes if scheme.area]
    key = "slides.limits.some" if is_measured else "slides.limits.none"
    if own:
        yield say(f"{key}.scheme", scheme=own[-1].name)
    yield say(key, n=len(body.rows))


def limits_body(meeting: Meeting, panels: Sequence[Panel]) -> Limits:
    """Return limits by scheme and measurements by place, one row a measure."""
    steps = _columns(schemes(tuple(panels)))
    dots = _places(panels)
    return Limits(
        schemes=tuple(_scheme(meeting, step) for step in steps),
        places=tuple(_place(meeting, row, dot) for row, dot in dots.values()),
        rows=tuple(
            _row(meeting, panel, number, steps, dots) for number, panel in enumerate(panels)
        ),
    )


def _columns(steps: Sequence[Step]) -> tuple[Step, ...]:
    """Return the steps by day, one set by somebody else for several areas only once."""
    seen: dict[tuple[str, str], Step] = {}
    for step in steps:
        seen.setdefault((step.name.zh, step.commitment), step)
    known = [step for step in seen.values() if any(level is not None for level in step.levels)]
    kept = known or list(seen.values())
    kept.sort(key=lambda step: step.setting.span.first if step.setting else _EARLY)
    return tuple(kept[-_COLUMNS:])


_EARLY = date.min


def _scheme(meeting: Meeting, step: Step) -> Scheme:
    promised = bool(step.commitment)
    who = step.area.name if promised else step.set_by
    when = step.setting.day if step.setting else meeting.say("day.unknown")
    return Scheme(
        name=scheme_name(step, meeting.say),
        area=step.area.id if promised else "",
        about=f"{who(meeting.language)} {when}",
    )


PlaceKey = tuple[str, str]
"""An area and a period; of an area without a measurement no period."""


def _places(panels: Sequence[Panel]) -> dict[PlaceKey, tuple[Row, Dot | None]]:
    """Return where anything was measured, wider areas first, then each area that promises."""
    wide: dict[PlaceKey, tuple[Row, Dot | None]] = {}
    own: dict[PlaceKey, tuple[Row, Dot | None]] = {}
    for panel in panels:
        for row in panel.rows:
            for dot in row.dots:
                if dot.role == "context":
                    wide[dot.point.area, ""] = (row, dot)
            measured = [dot for dot in row.dots if dot.role == "area"]
            own.setdefault((row.area.id, ""), (row, measured[-1] if measured else None))
    return wide | own


def _place(meeting: Meeting, row: Row, dot: Dot | None) -> Place:
    say = meeting.say
    if dot is None:
        return Place(row.area.name(meeting.language), row.area.id, say("slides.limits.whole"))
    about = period_words(dot.point.period, say)
    area = "" if dot.role == "context" else dot.point.area
    return Place(dot.point.name(meeting.language), area, about)


def _row(
    meeting: Meeting,
    panel: Panel,
    number: int,
    steps: Sequence[Step],
    places: Collection[PlaceKey],
) -> LimitRow:
    say, decimals = meeting.say, panel.unit.decimals
    return LimitRow(
        name=name_of(panel, say),
        unit=panel.unit.name(meeting.language),
        limits=tuple(_limit(meeting, step.levels[number], decimals) for step in steps),
        measured=tuple(_measured(meeting, panel, area) for area, _ in places),
    )


def _limit(meeting: Meeting, level: float | None, decimals: int) -> Limit:
    if level is None:
        return Limit(None, "—")
    return Limit(level, f"≤{meeting.say.number(level, decimals)}")


def _measured(meeting: Meeting, panel: Panel, area: str) -> Measured:
    say = meeting.say
    dots = [
        dot
        for row in panel.rows
        for dot in row.dots
        if dot.point.area == area and dot.role in {"area", "context"}
    ]
    if not dots:
        return Measured(None, say("status.no-data"), "no-data")
    point = dots[-1].point
    return Measured(point.value, say.amount(point.amount, panel.unit.decimals))


def _steps(meeting: Meeting, panels: Sequence[Panel]) -> Iterator[str]:
    """Yield who set which limits when, for the notes."""
    say = meeting.say
    for step in schemes(tuple(panels)):
        yield say(
            "slides.limits.note",
            area=step.area.name(meeting.language),
            scheme=step.name(meeting.language),
            by=step.set_by(meeting.language),
            since=since(step, say),
            levels=levels(step, panels, say),
        )


# --- the staircase ---------------------------------------------------------------------------


def staircase(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield how the limits of those who promised them came down, and what was measured."""
    yield from of_stairs(meeting, _looked_at(meeting), "staircase")


def of_stairs(meeting: Meeting, panels: Sequence[Panel], identity: str) -> Iterator[Slide]:
    """Yield the staircases of some measures, one area after the other."""
    say = meeting.say
    found = [
        (panel, row)
        for area in dict.fromkeys(row.area.id for panel in panels for row in panel.rows)
        for panel in panels
        for row in panel.rows
        if row.area.id == area and any(t.commitment and t.at_most is not None for t in row.treads)
    ]
    by_area: dict[str, list[tuple[Panel, Row]]] = {}
    for panel, row in found:
        by_area.setdefault(row.area.id, []).append((panel, row))
    pages = [
        rows[at : at + STAIRS] for rows in by_area.values() for at in range(0, len(rows), STAIRS)
    ]
    for number, page in enumerate(pages, 1):
        stairs = tuple(_stair(meeting, panel, row) for panel, row in page)
        area = page[0][1].area.name(meeting.language)
        steps = max(len(stair.treads) for stair in stairs)
        yield Slide(
            id=identity if number == 1 else f"{identity}-{number}",
            kind="staircase",
            title=fitting(
                meeting.language, say("slides.staircase", area=area, n=len(stairs), steps=steps)
            ),
            body=Staircase(stairs, meeting.as_of),
            as_of=meeting.as_of,
            sources=meeting.cited(source for panel, _ in page for source in panel.sources),
            notes=(
                *_steps(meeting, [panel for panel, _ in page]),
                say("slides.limits.mean"),
            ),
            alt=say("slides.space").join(alt(panel, say) for panel, _ in page),
            link=meeting.link("limits"),
        )


def _stair(meeting: Meeting, panel: Panel, row: Row) -> Stair:
    say, decimals = meeting.say, panel.unit.decimals
    return Stair(
        measure=name_of(panel, say),
        unit=panel.unit.name(meeting.language),
        area=row.area.id,
        name=row.area.name(meeting.language),
        treads=tuple(
            Tread(
                start=tread.start,
                end=tread.end,
                at_most=tread.at_most,
                words=_limit(meeting, tread.at_most, decimals).words,
                scheme=tread.scheme(meeting.language),
            )
            for tread in row.treads
        ),
        samples=tuple(
            Sample(
                on=dot.on,
                value=dot.point.value,
                words=say.amount(dot.point.amount, decimals),
                name=dot.point.name(meeting.language),
                role=dot.role,
            )
            for dot in row.dots
        ),
        absent="" if row.is_measured else say("limits.mark.no-data"),
    )
