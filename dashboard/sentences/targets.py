"""What the charts of one target say: findings, shares, alternative texts."""

from dashboard.frames.amounts import ratio
from dashboard.frames.counts import PartsBar, Waffle
from dashboard.frames.figures import Point
from dashboard.frames.targets import Pace, Trajectory
from dashboard.sentences.periods import period_words
from dashboard.sentences.quantities import quantity
from dashboard.values import Amount, Day, Relation
from dashboard.wording import Wording


def due(by: Day | None, say: Wording) -> str:
    """Return a deadline in words; a year stands for its end."""
    if by is None:
        return say("targets.due.none")
    key = "year" if by.first.year == by.last.year and by.first != by.last else "day"
    if key == "year" and by.first.month == by.last.month:
        key = "day"
    return say(f"targets.due.{key}", day=by.text)


def share_of(frame: Trajectory, point: Point) -> Amount | None:
    """Return a figure as a share of the target in force; None for ranges and upper bounds."""
    target = frame.target
    if target is None or target.amount.relation != Relation.AT_LEAST or point.is_part_of_year:
        return None
    goal = target.amount.number
    return ratio(point.amount, Amount("", goal, Relation.EXACT, goal, goal))


def share_words(frame: Trajectory, point: Point, say: Wording) -> str:
    """Return a figure's share of the target in words; empty where it has none."""
    share = share_of(frame, point)
    if share is None or share.relation == Relation.RANGE:
        return ""
    percent = Amount("", share.number * 100, share.relation, None, None)
    return say("targets.mark.share", share=say.amount(percent, 1))


def trajectory_finding(frame: Trajectory, say: Wording) -> str:
    """Return what the path shows: the newest figure, the target, and nothing more."""
    target = frame.target
    used = frame.used
    name = frame.name(say.language)
    indicator = (frame.indicator.short or frame.indicator.name)(say.language)
    if target is None:
        return say("targets.finding.no-target", name=name, indicator=indicator)
    blanks = {
        "name": name,
        "indicator": indicator,
        "target": quantity(target.amount, frame.unit, say),
        "due": due(target.by, say),
    }
    if not used:
        return say("targets.finding.no-data", **blanks)
    end = used[-1]
    value = quantity(end.amount, frame.unit, say)
    period = period_words(end.period, say)
    key = "one" if len(used) == 1 else "some"
    return say(f"targets.finding.{key}", **blanks, value=value, period=period)


def trajectory_alt(frame: Trajectory, say: Wording) -> str:
    """Return the path in words: first and newest figure, target, plan."""
    used = frame.used
    said = [trajectory_finding(frame, say)]
    if len(used) > 1:
        said.append(
            say(
                "targets.alt.first",
                period=period_words(used[0].period, say),
                value=say.amount(used[0].amount, frame.unit.decimals),
            )
        )
    if frame.planned is not None:
        said.append(say("targets.mark.planned", value=say.number(frame.planned[1], 1)))
    return say("targets.join").join(said)


def percent(share: float, say: Wording) -> str:
    """Return a share as a percentage, one decimal only where it is not zero."""
    return f"{say.number(share * 100, 1)}%"


def pace_finding(frame: Pace, say: Wording) -> str:
    """Return how far done and planned lie apart, in percentage points."""
    done = percent(frame.share, say)
    if frame.is_lost:
        return _worse(frame, say)
    if frame.elapsed is None:
        return say("targets.pace.only-done", share=done)
    gap = (frame.share - frame.elapsed) * 100
    key = "even" if abs(gap) < 0.05 else "ahead" if gap > 0 else "behind"  # noqa: PLR2004 - rounds to 0.0
    said = say(f"targets.pace.{key}", share=done, gap=say.number(abs(gap), 1))
    return say("targets.pace.moved", said=said, by=frame.by) if frame.by else said


def done_words(frame: Pace, say: Wording) -> str:
    """Return the share that is done; of one far behind its start only that it is worse."""
    if frame.is_lost:
        return say("targets.pace.lost")
    return say("targets.pace.done", share=percent(frame.share, say))


def _worse(frame: Pace, say: Wording) -> str:
    """Return the figure at the start and the newest, where a share of −11,000% tells nobody."""
    assert frame.start is not None  # noqa: S101 - is_lost has both
    assert frame.value is not None  # noqa: S101
    when, value = frame.start
    return say(
        "targets.pace.worse",
        start=period_words(when, say),
        before=say.number(value, 2),
        period=period_words(frame.when, say),
        now=say.amount(frame.value, 2),
    )


def waffle_finding(frame: Waffle, say: Wording) -> str:
    """Return what is known of a count, and what is not."""
    unit = frame.unit.name(say.language)
    if frame.total is not None:
        value = say.amount(frame.total.amount, 0)
        period = period_words(frame.total.period, say)
        return say("targets.waffle.known", goal=frame.goal, unit=unit, value=value, period=period)
    return say("targets.waffle.unknown", goal=frame.goal, unit=unit)


def parts_finding(frame: PartsBar, say: Wording) -> str:
    """Return what is known of the parts of a target."""
    known = sum(part.actual is not None for part in frame.parts)
    key = "none" if not known else "all" if known == len(frame.parts) else "some"
    return say(f"targets.parts.finding.{key}", n=len(frame.parts), known=known)


def parts_alt(frame: PartsBar, say: Wording) -> str:
    """Return the parts in words: planned and actual."""
    said = [
        say(
            "targets.parts.alt",
            name=part.name(say.language),
            planned=say.number(part.planned, frame.unit.decimals),
            actual=say.amount(part.actual.amount, frame.unit.decimals)
            if part.actual
            else say("targets.parts.alt-none"),
        )
        for part in frame.parts
    ]
    return say("targets.join").join([parts_finding(frame, say), *said])
