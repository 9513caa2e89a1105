"""Who leads, whether the gap closes and how many years it is: no more than the figures carry."""

from dashboard.frames.catching_up import Chase, Pursuit
from dashboard.frames.compare import Lens
from dashboard.frames.refusals import Refusal, Unlike
from dashboard.methods.gaps import FEWEST, Course, NoParity, Parity
from dashboard.sentences.compare import (
    chart_finding,
    finding,
    lens_unit,
    name_of,
    refusal,
    times,
    value_words,
)
from dashboard.sentences.periods import period_words
from dashboard.sentences.quantities import quantity
from dashboard.values import exactly
from dashboard.wording import Wording

_PAIR = 2
NAMED = 4
"""Up to so many areas without the newest figure are named in the headline."""


def headline(lens: Lens, chase: Chase, say: Wording) -> str:
    """Return the page's one sentence: who leads, by how much, whether it closes, by how long."""
    if chase.reason or not chase.pursuits:
        return finding(lens, say)
    if len(lens.areas) > _PAIR:
        return _many(chase, say)
    (one,) = chase.pursuits
    if not one.pairs:
        return say("catching.no-common", name=name_of(lens, say), more=_ahead(one, say))
    more = say("catching.join").join(filter(None, (gap_words(one, say), _ahead(one, say))))
    return say("catching.headline", finding=finding(lens, say), more=more)


def lens_headline(lens: Lens, chase: Chase, say: Wording) -> str:
    """Return the page's one sentence through a lens: of a share or an index its own finding."""
    if lens.id == chase.lens.id or not lens.is_given:
        return headline(chase.lens, chase, say)
    lens_name = say(f"compare.lens.{lens.id}")
    found = chart_finding(lens, say)
    return say("catching.headline.lens", name=name_of(lens, say), lens=lens_name, finding=found)


def break_words(lens: Lens, say: Wording) -> tuple[str, ...]:
    """Return in the data's words why figures before and after a day are not set side by side."""
    return tuple(
        say(
            "catching.break",
            day=period_words(broken.before.text, say),
            why=broken.why(say.language),
        )
        for broken in lens.indicator.breaks
    )


def gap_words(pursuit: Pursuit, say: Wording) -> str:
    """Return whether the gap closes, as a ratio and as an amount where the two disagree."""
    ratio, difference = pursuit.ratio_course, pursuit.difference_course
    if difference is None:
        return say("catching.gap.one-year") if pursuit.pairs else ""
    if ratio is None or ratio == difference:
        return say(f"catching.gap.{difference}")
    return say(
        "catching.gap.both",
        ratio=say(f"catching.ratio.{ratio}"),
        difference=say(f"catching.difference.{difference}"),
    )


def _ahead(pursuit: Pursuit, say: Wording) -> str:
    if pursuit.distance is None:
        return ""
    blanks = {"leader": pursuit.leader.name(say.language), "years": years_words(pursuit, say)}
    is_subject = pursuit.pairs and pursuit.has_ratio and pursuit.direction > 0
    return say("catching.ahead" if is_subject else "catching.ahead.named", **blanks)


def _many(chase: Chase, say: Wording) -> str:
    """Return who leads all, and how many of the others come nearer, fall back, or neither."""
    found = [
        item.closes if item.pairs and item.pairs[-1][0].period == chase.period else None
        for item in chase.pursuits
    ]
    leader = chase.pursuits[0].leader
    others = len(chase.lens.areas) - 1
    counts = {"closing": found.count(True), "opening": found.count(False)}
    counts["unclear"] = others - sum(counts.values())
    said = [say(f"catching.many.{key}", n=n) for key, n in counts.items() if n]
    if chase.missing:
        names = [area.name(say.language) for area in chase.missing]
        whole = period_words(chase.period, say)
        key = f"catching.many.missing.{'named' if len(names) <= NAMED else 'counted'}"
        said.append(say(key, n=len(names), names=say.listed(names), period=whole))
    return say(
        "catching.many",
        name=name_of(chase.lens, say),
        leader=leader.name(say.language),
        period=period_words(chase.period, say, is_short=True),
        counts=say("catching.join").join(said),
    )


def years_words(pursuit: Pursuit, say: Wording) -> str:
    """Return the time distance: a number between neighbouring years, a range over missing ones."""
    distance = pursuit.distance
    if distance is None:
        return say("catching.years.none")
    if distance.high is None:
        return say("catching.years.more", low=_years(distance.low, say))
    if distance.years is not None and distance.is_near:
        return say("catching.years.about", years=say.number(distance.years, 1))
    if distance.low < 0.05:  # noqa: PLR2004 - none, as it would be printed
        return say("catching.years.most", high=_years(distance.high, say))
    return say(
        "catching.years.range", low=_years(distance.low, say), high=_years(distance.high, say)
    )


def _years(number: float, say: Wording) -> str:
    return say.number(number, 0 if abs(number - round(number)) < 0.05 else 1)  # noqa: PLR2004 - a whole number as it would be printed


def course_words(chase: Chase, pursuit: Pursuit, say: Wording) -> tuple[str, ...]:
    """Return the gap over time: the ratio, the difference, and how much that says."""
    if not pursuit.pairs:
        return (say("catching.course.none"),)
    if len(pursuit.pairs) < _PAIR:
        (pair,) = pursuit.pairs
        return (say("catching.course.one", period=period_words(pair[0].period, say)),)
    said = []
    first, last = pursuit.pairs[0][0].period, pursuit.pairs[-1][0].period
    blanks = {"first": period_words(first, say), "last": period_words(last, say)}
    if pursuit.ratio_course:
        ends = [times(pursuit.ratios[index], say) for index in (0, -1)]
        how = say(f"catching.how.{pursuit.ratio_course}")
        said.append(say("catching.course.ratio", before=ends[0], after=ends[1], how=how, **blanks))
    if pursuit.difference_course:
        unit = chase.lens.unit
        sizes = [quantity(exactly(pursuit.differences[index]), unit, say) for index in (0, -1)]
        how = say(f"catching.how.{pursuit.difference_course}")
        key = "catching.course.difference"
        said.append(say(key, before=sizes[0], after=sizes[1], how=how, **blanks))
    if _disagrees(pursuit):
        said.append(say("catching.course.disagree"))
    if pursuit.changed_lead:
        said.append(say("catching.course.changed", follower=pursuit.follower.name(say.language)))
    return tuple(said)


def basis_words(pursuit: Pursuit, say: Wording) -> str:
    """Return from how many years this is, and what so few do not allow; empty for none or one."""
    n = len(pursuit.pairs)
    if n < _PAIR:
        return ""
    return say("catching.basis.few" if n < FEWEST else "catching.basis.tested", n=n, fewest=FEWEST)


def _disagrees(pursuit: Pursuit) -> bool:
    return {pursuit.ratio_course, pursuit.difference_course} == {Course.CLOSING, Course.OPENING}


def distance_words(chase: Chase, pursuit: Pursuit, say: Wording) -> str:
    """Return what the time distance rests on, and how its range was found."""
    distance, level, after = pursuit.distance, pursuit.level, pursuit.after
    if distance is None or level is None or after is None:
        return say("catching.distance.none", leader=pursuit.leader.name(say.language))
    blanks = {
        "leader": pursuit.leader.name(say.language),
        "follower": pursuit.follower.name(say.language),
        "period": period_words(level.period, say),
        "value": value_words(chase.lens, level, say),
        "then": period_words(after.period, say),
        "other": value_words(chase.lens, after, say),
    }
    if pursuit.before is None:
        key = "bound" if pursuit.direction > 0 else "bound.lower"
        return say(f"catching.distance.{key}", **blanks)
    between = say(
        "catching.distance.between",
        before=period_words(pursuit.before.period, say),
        under=value_words(chase.lens, pursuit.before, say),
        low=_years(distance.low, say),
        high=_years(distance.high or distance.low, say),
        **blanks,
    )
    if distance.years is None:
        line = say("catching.distance.no-line")
    else:
        line = say("catching.distance.line", years=say.number(distance.years, 1))
    return say("catching.sentences", one=between, other=line)


def parity_words(pursuit: Pursuit, say: Wording) -> str:
    """Return the years to parity with their caveat, or why they are not said.

    Empty where `basis_words` has said that the years are too few, or there is nothing to close.
    """
    found = pursuit.parity
    if found == NoParity.FEW:
        return ""
    if isinstance(found, NoParity):
        return say(f"catching.parity.{found}")
    return say(
        "catching.parity.said",
        means=_means(found, say),
        low=_years(found.low, say),
        high=_years(found.high, say),
        period=period_words(pursuit.pairs[-1][0].period, say),
    )


def _means(found: Parity, say: Wording) -> str:
    amount = say.number(found.by_amount, 1)
    if found.by_rate is None:
        return say("catching.parity.by-amount", amount=amount)
    return say("catching.parity.by-both", amount=amount, rate=say.number(found.by_rate, 1))


def rows(chase: Chase, pursuit: Pursuit, say: Wording) -> list[dict[str, str]]:
    """Return the gap of every common period, newest first: the proof of what is said."""
    found = []
    for index, (one, other) in enumerate(pursuit.pairs):
        difference = quantity(exactly(pursuit.differences[index]), chase.lens.unit, say)
        row = {
            say("column.period"): period_words(one.period, say),
            pursuit.leader.name(say.language): value_words(chase.lens, one, say),
            pursuit.follower.name(say.language): value_words(chase.lens, other, say),
        }
        if pursuit.has_ratio:
            row[say("catching.column.ratio")] = times(pursuit.ratios[index], say)
        found.append(row | {say("catching.column.difference"): difference})
    return found[::-1]


def table(chase: Chase, say: Wording) -> list[dict[str, str]]:
    """Return the leader against each of the others, one row each."""
    return [
        {
            say("column.area"): item.follower.name(say.language),
            say("catching.column.gap"): gap_words(item, say) or say("catching.years.none"),
            say("catching.column.years"): years_words(item, say),
        }
        for item in chase.pursuits
    ]


def no_chase(chase: Chase, say: Wording) -> str:
    """Return why nobody is said to lead; empty where somebody is."""
    return say(f"catching.refused.{chase.reason}") if chase.reason else ""


def lens_line(lens: Lens, say: Wording) -> str:
    """Return in a line what a lens shows and what it hides."""
    unit = lens_unit(lens, say)
    said = say(f"catching.lens.{lens.id}", unit=unit, base=lens.base)
    if lens.id != "index":
        return said
    basis = say("catching.lens.basis", definition=lens.indicator.definition(say.language))
    return say("catching.sentences", one=said, other=basis)


def lens_refusal(lens: Lens, say: Wording) -> str:
    """Return which lens cannot be had, and why."""
    return say("compare.refusal", name=say(f"compare.lens.{lens.id}"), why=refusal(lens, say))


def refused(item: Refusal, say: Wording) -> str:
    """Return why something shares no axis with the figures that are drawn."""
    name = item.name(say.language)
    if item.why is not None:
        return say("catching.unlike.kind", name=name, why=item.why(say.language))
    if item.unlike == Unlike.UNIT and item.units:
        one, other = (unit(say.language) for unit in item.units)
        return say("catching.unlike.unit", name=name, unit=one, other=other)
    if item.periods:
        periods = say.listed(period_words(period, say) for period in item.periods)
        return say("catching.unlike.part-years", name=name, periods=periods)
    if item.unlike == Unlike.TERRITORY:
        if item.whole is None:
            return say("catching.unlike.context", name=name)
        return say("catching.unlike.territory", name=name, whole=item.whole(say.language))
    return say(f"catching.unlike.{item.unlike}", name=name)
