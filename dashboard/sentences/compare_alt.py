"""Charts of several areas in words: alternative texts and what the signs mean."""

from collections.abc import Sequence
from itertools import pairwise

from dashboard.frames.compare import Lens
from dashboard.frames.figures import GAP
from dashboard.frames.ratios import Ratio
from dashboard.sentences.compare import ratio_name, times, value_words, when_words
from dashboard.sentences.periods import period_words
from dashboard.values import Relation
from dashboard.wording import Wording


def alt(lens: Lens, say: Wording) -> str:
    """Return the chart in a sentence or two: each area's first and newest figure, and gaps."""
    said = []
    for area in lens.areas:
        used = lens.used(area.id)
        if area.id in lens.apart:
            said.append(say("compare.alt.apart", area=area.name(say.language)))
            continue
        parts = [p for p in lens.points if p.area == area.id and p.is_used and not used]
        if parts:
            said.append(
                say(
                    "compare.alt.parts",
                    area=area.name(say.language),
                    n=len(parts),
                    last=when_words(lens, parts[-1], say),
                    last_value=value_words(lens, parts[-1], say),
                )
            )
            continue
        if not used:
            said.append(say("compare.alt.none", area=area.name(say.language)))
            continue
        key = "compare.alt.line" if len(used) > 1 else "compare.alt.one"
        said.append(
            say(
                key,
                area=area.name(say.language),
                n=len(used),
                first=when_words(lens, used[0], say),
                first_value=value_words(lens, used[0], say),
                last=when_words(lens, used[-1], say),
                last_value=value_words(lens, used[-1], say),
            )
        )
    name = lens.indicator.name(say.language)
    lens_name = say(f"compare.lens.{lens.id}")
    return say("compare.alt", name=name, lens=lens_name, areas=say("compare.chart.and").join(said))


def ratio_heading(rows: Sequence[Ratio], say: Wording) -> str:
    """Return the sentence over the chart of ratios."""
    return say("compare.ratio.heading" if rows else "compare.ratio.empty", n=len(rows))


def ratio_alt(rows: Sequence[Ratio], say: Wording) -> str:
    """Return the chart of ratios in words."""
    said = [
        say(
            "compare.alt.ratio",
            name=ratio_name(row, say),
            period=period_words(row.period, say),
            larger=row.larger_name(say.language),
            smaller=row.smaller_name(say.language),
            ratio=times(row.ratio, say),
        )
        for row in rows
    ]
    return say("compare.chart.and").join(said) or say("compare.ratio.empty")


def signs(lens: Lens, say: Wording) -> tuple[str, ...]:
    """Return what the signs mean that occur in the chart of a lens, in a fixed order."""
    shown = [point for point in lens.points if point.is_used and not point.is_part_of_year]
    relations = {point.amount.relation for point in shown}
    known = {point.area for point in lens.points}
    steps = [pair for area in lens.areas for pair in pairwise(lens.used(area.id))]
    statuses = {point.status for point in shown}
    present = {
        "at-least": Relation.AT_LEAST in relations,
        "at-most": Relation.AT_MOST in relations,
        "about": Relation.ABOUT in relations,
        "range": Relation.RANGE in relations,
        "derived": any(point.is_two for point in shown),
        "expected": "expected" in statuses,
        "preliminary": "preliminary" in statuses,
        "part-of-year": any(p.is_part_of_year and p.is_used for p in lens.points),
        "gap": any(one.era == other.era and other.x - one.x > GAP for one, other in steps),
        "break": any(one.era != other.era for one, other in steps),
        "not-used": any(point.is_conflict for point in lens.points),
        "target": any(aim.by and aim.area not in known for aim in lens.aims),
    }
    return tuple(say(f"compare.sign.{key}") for key, is_there in present.items() if is_there)
