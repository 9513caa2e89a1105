"""Figures through time and against each other: the comparison, the ratios, one target's path."""

from collections.abc import Iterator, Sequence

from dashboard.assessment import Verdict
from dashboard.assessment.uncertainty import LEVEL
from dashboard.frames.amounts import is_exact
from dashboard.frames.compare import LENSES, Lens
from dashboard.frames.figures import Point
from dashboard.frames.prospects import prospect_of
from dashboard.frames.ratios import Ratio, history, ratios_of
from dashboard.frames.targets import Bar as TargetBar
from dashboard.frames.targets import Trajectory, trajectory_of
from dashboard.model import Area, BriefingSlide, TargetCommitment, Unit
from dashboard.sentences.compare import (
    chart_finding,
    finding,
    has_common,
    lens_unit,
    ratio_name,
    times,
)
from dashboard.sentences.compare import name_of as lens_name
from dashboard.sentences.periods import period_words
from dashboard.sentences.quantities import quantity
from dashboard.sentences.targets import due, share_words, trajectory_alt
from dashboard.slides.bodies import Aim, Bar, Dot, Edge, Line, Ratios, Trend
from dashboard.slides.meeting import Meeting, sign_of
from dashboard.slides.pages import TITLE, fitting, paged, seconds, width
from dashboard.slides.slide import Key, Slide
from dashboard.wording import Wording

BARS = 7
"""Ratios on one page."""
_UNSURE = frozenset({"expected", "preliminary"})


def dots_of(points: Sequence[Point], unit: Unit, say: Wording) -> tuple[Dot, ...]:
    """Return figures as the dots of a line."""
    return tuple(
        Dot(
            x=point.x,
            period=point.period,
            value=point.value,
            words=say.amount(point.amount, unit.decimals),
            mark=_mark(point),
        )
        for point in points
    )


def _mark(point: Point) -> str:
    """Return why a figure is not exact; empty for one that is."""
    if not is_exact(point.amount):
        return point.amount.relation.name.lower().replace("_", "-")
    if point.status in _UNSURE:
        return point.status
    return "derived" if point.is_derived and point.is_two else ""


# --- the comparison --------------------------------------------------------------------------


def compare(meeting: Meeting, entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield one indicator of all areas; of none that is named, the one that can be compared best.

    A lens that cannot be worked out gives no slide.
    """
    indicator = entry.indicator or _best(meeting)
    if indicator is None:
        return
    say = meeting.say
    lens = LENSES[entry.lens or "absolute"](meeting.catalog, indicator, meeting.as_of)
    if not lens.is_given:
        return
    used = {area.id: lens.used(area.id) for area in lens.areas}
    body = Trend(
        unit=lens_unit(lens, say),
        lines=tuple(
            Line(area.id, area.name(meeting.language), dots_of(used[area.id], lens.unit, say))
            for area in lens.areas
            if used[area.id]
        ),
        aims=tuple(
            Aim(
                area=aim.area,
                value=aim.amount.number,
                words=quantity(aim.amount, lens.unit, say),
                due=due(aim.by, say),
                start=aim.start,
                end=aim.end,
            )
            for aim in lens.aims
        ),
        absent=tuple(
            _absent(area.name(meeting.language), _of(lens, area), lens.unit, say)
            for area in lens.areas
            if not used[area.id]
        ),
    )
    if not body.lines:
        return
    ratio = next(iter(history(lens)[::-1]), None)
    known = [point for points in used.values() for point in points]
    yield Slide(
        id=f"compare-{indicator}" + (f"-{entry.lens}" if entry.lens else ""),
        kind="compare",
        title=_compare_title(lens, ratio, say),
        body=body,
        key=_ratio_key(ratio, say) if ratio else None,
        as_of=meeting.as_of,
        sources=meeting.cited(source for point in known[::-1] for source in point.sources),
        notes=_lens_notes(meeting, lens),
        alt=say("slides.joined", one=chart_finding(lens, say), two=finding(lens, say)),
        link=meeting.link("compare", indicator=indicator, lens=lens.id),
    )


def _best(meeting: Meeting) -> str | None:
    """Return the indicator with the most figures among those that have a ratio."""
    found = [row.indicator for row in ratios_of(meeting.catalog, meeting.as_of)]
    lengths = {
        one: len(history(LENSES["absolute"](meeting.catalog, one, meeting.as_of)))
        for one in dict.fromkeys(found)
    }
    return max(lengths, key=lambda one: lengths[one], default=None)


def _absent(area: str, points: Sequence[Point], unit: Unit, say: Wording) -> str:
    """Return that an area has no figure, or the newest that is not of a whole year."""
    if not points:
        return say("slides.compare.absent", area=area)
    newest = points[-1]
    return say(
        "slides.compare.part",
        area=area,
        period=period_words(newest.period, say),
        value=quantity(newest.amount, unit, say),
    )


def _of(lens: Lens, area: Area) -> tuple[Point, ...]:
    return tuple(point for point in lens.points if point.area == area.id and point.is_used)


def _compare_title(lens: Lens, ratio: Ratio | None, say: Wording) -> str:
    """Return the finding, or shorter what can be compared; the name is cut before the message."""
    name, room = lens_name(lens, say), TITLE[say.language]
    said = [
        finding(lens, say),
        *(message(lens, ratio, name, say) for message in (_compared, _in_short)),
    ]
    fits = next((one for one in said if width(one) <= room), "")
    while not fits and name:
        name = name[:-1]
        words = _in_short(lens, ratio, f"{name.rstrip()}…", say)
        fits = words if width(words) <= room else ""
    return fits or fitting(say.language, *said)


def _compared(lens: Lens, ratio: Ratio | None, name: str, say: Wording) -> str:
    """Return the ratio with its period, or what stands against one."""
    if ratio is None:
        return _in_short(lens, ratio, name, say)
    dated = say("slides.compare.dated", name=name, period=period_words(ratio.period, say))
    return _in_short(lens, ratio, dated, say)


def _in_short(lens: Lens, ratio: Ratio | None, name: str, say: Wording) -> str:
    """Return how many times the larger is the smaller, or why that cannot be said."""
    if ratio:
        return say(
            "slides.compare.ratio",
            name=name,
            larger=ratio.larger_name(say.language),
            smaller=ratio.smaller_name(say.language),
            ratio=times(ratio.ratio, say),
        )
    lacking = [area for area in lens.areas if not lens.used(area.id)]
    if not lacking:
        key = "slides.compare" if has_common(lens) else "slides.compare.no-common"
        return say(key, name=name, n=len(lens.areas))
    is_apart = any(area.id in lens.apart for area in lacking)
    if not is_apart and any(_of(lens, area) for area in lacking):
        return say("slides.compare.no-common", name=name)
    return say(
        "slides.compare.apart" if is_apart else "slides.compare.lacking",
        name=name,
        areas=say.listed(area.name(say.language) for area in lacking),
    )


def _ratio_key(ratio: Ratio, say: Wording) -> Key:
    return Key(
        before=say("slides.compare.key", larger=ratio.larger_name(say.language)),
        number=times(ratio.ratio, say),
        after=period_words(ratio.period, say, is_short=True),
        sign="",
        second=say("slides.compare.of", smaller=ratio.smaller_name(say.language)),
    )


def _lens_notes(meeting: Meeting, lens: Lens) -> tuple[str, ...]:
    say = meeting.say
    said = [
        chart_finding(lens, say),
        lens.indicator.definition(meeting.language),
        *(
            say(
                "slides.compare.note",
                area=area.name(meeting.language),
                values=say.listed(
                    f"{period_words(point.period, say)} {quantity(point.amount, lens.unit, say)}"
                    for point in lens.used(area.id)
                ),
            )
            for area in lens.areas
            if lens.used(area.id)
        ),
    ]
    if lens.indicator.note:
        said.append(lens.indicator.note(meeting.language))
    return tuple(said)


def ratios(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield how many times one area's figure is another's, for all that can be compared."""
    say = meeting.say
    found = sorted(ratios_of(meeting.catalog, meeting.as_of), key=lambda row: -row.ratio)
    bars = [
        Bar(
            name=ratio_name(row, say),
            period=period_words(row.period, say, is_short=True),
            ratio=row.ratio,
            words=times(row.ratio, say),
            area=row.larger,
            area_name=row.larger_name(meeting.language),
            is_derived=row.is_derived,
        )
        for row in found
    ]
    if not bars:
        return
    title = fitting(meeting.language, say("slides.ratios", n=len(bars)))
    costs = [seconds(bar.name, bar.words) for bar in bars]
    pages = list(paged(bars, costs, BARS))
    done = 0
    for number, page in enumerate(pages, 1):
        told = found[done : done + len(page)]
        done += len(page)
        yield Slide(
            id="ratios" if number == 1 else f"ratios-{number}",
            kind="ratios",
            title=title,
            body=Ratios(page),
            as_of=meeting.as_of,
            sources=meeting.cited(source for row in told for source in row.sources),
            notes=tuple(
                say(
                    "slides.ratios.note",
                    name=ratio_name(row, say),
                    period=period_words(row.period, say),
                    larger=row.larger_name(meeting.language),
                    smaller=row.smaller_name(meeting.language),
                    value=say.number(row.larger_value, row.decimals),
                    other=say.number(row.smaller_value, row.decimals),
                    unit=row.unit(meeting.language),
                    ratio=times(row.ratio, say),
                )
                for row in told
            ),
            alt=say("list.dot").join(f"{bar.name} {bar.area_name} {bar.words}" for bar in page),
            link=meeting.link("compare"),
        )


# --- one target ------------------------------------------------------------------------------


def target_body(
    meeting: Meeting, commitment: TargetCommitment, verdict: Verdict
) -> tuple[Trend, Key | None, str] | None:
    """Return the path of a target, its key number and the path in words.

    None for parts, and where there is neither a figure nor a deadline to draw.
    """
    frame = trajectory_of(meeting.catalog, commitment, meeting.as_of)
    if frame is None or not (frame.used or any(bar.end is not None for bar in frame.bars)):
        return None
    say = meeting.say
    prospect = prospect_of(frame, verdict.uncertainty) if verdict.uncertainty else None
    bands = prospect.bands if prospect else ()
    narrow = next((band for band in bands if band.level == LEVEL), None)
    path = frame.path
    area = frame.name(meeting.language)
    body = Trend(
        unit=frame.unit.name(meeting.language),
        lines=(Line(frame.area, area, dots_of(frame.used, frame.unit, say)),) if frame.used else (),
        aims=tuple(_aim(frame, bar, say) for bar in frame.bars),
        path=((path.start, path.start_value), (path.end, path.end_value)) if path else (),
        band=tuple(map(Edge, narrow.xs, narrow.lows, narrow.highs)) if narrow else (),
        band_words=say("slides.band", level=say.percent(LEVEL, 0)) if narrow else "",
        absent=() if frame.used else (_absent(area, _partial(frame), frame.unit, say),),
    )
    return body, _share_key(frame, verdict, say), trajectory_alt(frame, say)


def _partial(frame: Trajectory) -> tuple[Point, ...]:
    return tuple(point for point in frame.points if point.is_used)


def _aim(frame: Trajectory, bar: TargetBar, say: Wording) -> Aim:
    return Aim(
        area=frame.area,
        value=bar.amount.number,
        words=quantity(bar.amount, frame.unit, say),
        due=due(bar.by, say),
        start=bar.start,
        end=bar.end,
        is_in_force=bar.is_in_force,
    )


def _share_key(frame: Trajectory, verdict: Verdict, say: Wording) -> Key | None:
    """Return how much of the target a figure is: the one that proves it, else the newest."""
    if not frame.used or frame.target is None:
        return None
    proving = [
        point for point in frame.used if verdict.proof and point.period == verdict.proof.when
    ]
    newest = (proving or frame.used)[-1]
    target = quantity(frame.target.amount, frame.unit, say)
    return Key(
        before=period_words(newest.period, say, is_short=True),
        number=quantity(newest.amount, frame.unit, say),
        after=share_words(frame, newest, say),
        sign=sign_of(verdict),
        second=say("slides.target.second", target=target, due=due(frame.target.by, say)),
    )
