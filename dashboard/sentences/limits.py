"""What limits and measurements say: the headline, the steps, the table kept apart."""

from collections.abc import Callable, Sequence

from dashboard.assessment import Status
from dashboard.frames.limits import Apart, Panel, Row, Tread, apart_of
from dashboard.frames.schemes import Scheme
from dashboard.model import Text
from dashboard.sentences.learned import days_apart
from dashboard.sentences.periods import period_words
from dashboard.wording import Wording

_TWO = 2


def headline(panels: Sequence[Panel], say: Wording) -> str:
    """Return the page's finding: who set and tightened the limits, and what is measured."""
    if not panels:
        return say("limits.headline.none")
    rows = _rows(panels)
    said = [moved for row in rows if (moved := _moved(panels, row, say))]
    measured = measured_words(panels, say)
    if not said:
        return say("limits.headline.state", state=measured)
    if len(said) > 1 and len(rows) > _TWO:
        fallen = sum(
            bool(_moved(panels, row, say)) and _all_fall(panels, row.area.id) for row in rows
        )
        moved = say("limits.headline.many", n=fallen, of=len(rows))
        return say("limits.headline", moved=moved, state=measured)
    told = next(row for row in rows if _moved(panels, row, say))
    state = say("limits.state.unknown") if _is_open(panels, told) else measured
    return say("limits.headline", moved=said[0], state=state)


def _is_open(panels: Sequence[Panel], row: Row) -> bool:
    """Return whether nothing was found on if the newest limits of an area are kept."""
    last = _own(row)[-1]
    return last.status == Status.NO_DATA and not _done(panels)


def _own(row: Row) -> list[Tread]:
    """Return the known limits that an area set itself."""
    return [tread for tread in row.treads if tread.commitment and tread.at_most is not None]


def _rows(panels: Sequence[Panel]) -> tuple[Row, ...]:
    return panels[0].rows


def _moved(panels: Sequence[Panel], row: Row, say: Wording) -> str:
    """Return how an area's own schemes moved; empty for one that promised none."""
    treads = [tread for tread in row.treads if tread.at_most is not None]
    own = _own(row)
    if not own:
        return ""
    area = row.area.name(say.language)
    first, last = treads[0], own[-1]
    if first is last:
        return say("limits.headline.set", area=area, scheme=scheme(last, say))
    key = "tightened" if _all_fall(panels, row.area.id) else "moved"
    done = "done" if last.status == Status.ACHIEVED else "promised"
    whose = "own" if first.commitment else "of"
    by = first.set_by(say.language)
    old = say(f"limits.headline.{whose}", by=by, scheme=scheme(first, say))
    return say(f"limits.headline.{key}.{done}", area=area, old=old, new=scheme(last, say))


def _all_fall(panels: Sequence[Panel], area: str) -> bool:
    """Return whether the newest limit of an area is below its first in every panel."""
    pairs = []
    for panel in panels:
        row = next((row for row in panel.rows if row.area.id == area), None)
        levels = [t.at_most for t in row.treads if t.at_most is not None] if row else []
        if levels:
            pairs.append((levels[0], levels[-1]))
    return bool(pairs) and all(after < before for before, after in pairs)


def measured_words(panels: Sequence[Panel], say: Wording) -> str:
    """Return for how many of the areas' measures there is a measured value."""
    rows = [row for panel in panels for row in panel.rows]
    done = _done(panels)
    if done == 0:
        areas = len(_rows(panels))
        key = {1: "nothing-one", 2: "nothing-two"}.get(areas, "nothing")
        return say(f"limits.state.{key}", n=areas, area=_rows(panels)[0].area.name(say.language))
    if done == len(rows):
        return say("limits.state.all", n=len(rows))
    return say("limits.state.some", done=done, n=len(rows))


def _done(panels: Sequence[Panel]) -> int:
    return sum(row.is_measured for panel in panels for row in panel.rows)


def scheme(tread: Tread, say: Wording) -> str:
    """Return a scheme's bare name: the code inside quotation marks where there is one."""
    text = tread.scheme(say.language)
    inner = text.partition("「")[2].partition("」")[0]
    if inner:
        return inner
    first = text.split(" ", 1)[0]
    return first if first.isdigit() else text


def steps(panel: Panel, say: Wording) -> str:
    """Return the limits of the area whose limits moved most: 3 → 2 → 1 个工作日."""
    levels: list[float] = []
    for row in panel.rows:
        found = [tread.at_most for tread in row.treads if tread.at_most is not None]
        levels = found if len(found) > len(levels) else levels
    shown = " → ".join(say.number(level, panel.unit.decimals) for level in levels)
    unit = panel.unit.name(say.language)
    return say("limits.steps", steps=shown, unit=unit) if levels else ""


def name_of(panel: Panel, say: Wording) -> str:
    """Return the short name of a panel's measure."""
    return (panel.indicator.short or panel.indicator.name)(say.language)


def caption(panels: Sequence[Panel], say: Wording) -> str:
    """Return the schemes in order and the measures they limit."""
    treads = sorted(
        (tread for panel in panels for row in panel.rows for tread in row.treads if tread.at_most),
        key=lambda tread: tread.start,
    )
    schemes = dict.fromkeys(scheme(tread, say) for tread in treads)
    names = say.listed(name_of(panel, say) for panel in panels)
    if len(_rows(panels)) > _TWO:  # every area may have schemes of its own
        return say("limits.caption.many", names=names, n=len(schemes))
    said = say("limits.caption", schemes=" → ".join(schemes), names=names)
    state = "" if _done(panels) else measured_words(panels, say)
    return say("list.dot").join(filter(None, (said, state)))


def alt(panel: Panel, say: Wording) -> str:
    """Return a staircase in words."""
    said = []
    for row in panel.rows:
        levels = [
            say("limits.mark.unknown", scheme=tread.scheme(say.language))
            if tread.at_most is None
            else f"≤{say.number(tread.at_most, panel.unit.decimals)}"
            for tread in row.treads
        ]
        limits = " → ".join(levels) or say("limits.mark.no-limit").removeprefix("○ ")
        own = [dot.point for dot in row.dots if dot.role == "area"]
        value = (
            say("limits.alt.measured", value=say.amount(own[-1].amount, panel.unit.decimals),
                period=period_words(own[-1].period, say))
            if own else say("limits.mark.no-data").removeprefix("○ ")
        )  # fmt: skip
        said.append(
            say("limits.alt.row", area=row.area.name(say.language), limits=limits, measured=value)
        )
    return say(
        "limits.alt",
        name=panel.indicator.name(say.language),
        unit=panel.unit.name(say.language),
        rows=say("limits.join").join(said),
    )


def levels(found: Scheme, panels: Sequence[Panel], say: Wording) -> str:
    """Return the parts of a step in the order of the panels: ≤ 2 · ≤ 4 · ≤ 40."""
    if all(level is None for level in found.levels):
        return say("limits.table.unknown")
    shown = [
        "—" if level is None else f"≤ {say.number(level, panel.unit.decimals)}"
        for level, panel in zip(found.levels, panels, strict=True)
    ]
    return say("list.dot").join(shown)


def since(found: Scheme, say: Wording) -> str:
    """Return when a step was set; of one only reported, that it stood by then."""
    if found.setting is None:
        return say("limits.since.unknown")
    key = "by" if found.setting.span.already else "on"
    return say(f"limits.since.{key}", day=found.setting.day)


def after(found: Scheme, say: Wording) -> str:
    """Return how long after the step before it was set; empty for the first."""
    return "" if found.after is None else days_apart(found.after, say)


def scheme_name(found: Scheme, say: Wording) -> str:
    """Return a step's bare name: the code inside quotation marks where there is one."""
    return _bare(found.name, say)


def table_rows(panels: Sequence[Panel], say: Wording) -> list[dict[str, str]]:
    """Return the table that keeps targets and measurements apart, one row a measure."""
    lines = [apart_of(panel) for panel in panels]
    heads = dict.fromkeys(head for found in lines for line in found if (head := _head(line, say)))
    ordered = sorted(heads, key=_measured_last(lines, say))
    rows = []
    for panel, found in zip(panels, lines, strict=True):
        cells = dict.fromkeys(ordered, "—")
        for line in found:
            cells[_head(line, say)] = _cell(line, panel, say)
        rows.append({say("limits.table.name"): name_of(panel, say), **cells})
    return rows


def area_rows(panels: Sequence[Panel], say: Wording) -> list[dict[str, str]]:
    """Return the same for many areas: one row an area, the limit in force beside the measured."""
    rows: dict[str, dict[str, str]] = {}
    for panel in panels:
        name = name_of(panel, say)
        limit, measured = (
            say(f"limits.table.many.{kind}", name=name) for kind in ("limit", "measured")
        )
        for row in panel.rows:
            area = row.area.name(say.language)
            found = rows.setdefault(row.area.id, {say("column.area"): area})
            last = row.treads[-1].at_most if row.treads else None
            own = [dot.point for dot in row.dots if dot.role == "area"]
            decimals = panel.unit.decimals
            found[limit] = "—" if last is None else f"≤ {say.number(last, decimals)}"
            found[measured] = (
                f"{say.amount(own[-1].amount, decimals)} ({period_words(own[-1].period, say)})"
                if own
                else say("limits.table.no-data")
            )
    return list(rows.values())


def _measured_last(
    lines: Sequence[Sequence[Apart]], say: Wording
) -> Callable[[str], tuple[int, str]]:
    when: dict[str, tuple[int, str]] = {}
    order = {"context": 1, "part": 2, "area": 3}
    for found in lines:
        for line in found:
            rank = 0 if line.kind == "limit" else order[line.role]
            key = line.when if rank == 0 else ""
            head = _head(line, say)
            when[head] = min(when.get(head, (rank, key)), (rank, key))
    return when.__getitem__


def _head(line: Apart, say: Wording) -> str:
    """Return the column of a line: the scheme and who set it, or whose measurement it is."""
    area = line.area_name(say.language)
    if line.kind == "limit":
        assert line.scheme is not None  # noqa: S101 - limits have one
        return say("limits.table.limit", scheme=_bare(line.scheme, say), area=area)
    key = "measured" if line.role == "area" else line.role
    return say(f"limits.table.{key}", area=area)


def _bare(text: Text, say: Wording) -> str:
    words = text(say.language)
    return words.partition("「")[2].partition("」")[0] or words


def _cell(line: Apart, panel: Panel, say: Wording) -> str:
    if line.value is None:
        key = "unknown" if line.kind == "limit" else "no-data"
        return say(f"limits.table.{key}")
    value = say.number(line.value, panel.unit.decimals)
    return f"≤ {value}" if line.kind == "limit" else value
