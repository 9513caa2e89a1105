"""How a source and the figures that differ from one are said."""

from collections.abc import Iterable

from dashboard.frames.provenance import Rival
from dashboard.model import Source, Unit
from dashboard.sentences.quantities import quantity
from dashboard.wording import Wording


def rival_words(rivals: Iterable[Rival], unit: Unit, say: Wording) -> str:
    """Return what other sources give for the period, and why one of them is used."""
    by_value: dict[tuple[str, str, str], list[Rival]] = {}
    for rival in rivals:
        kind = "used" if rival.is_used else "rounding" if rival.is_rounding else "other"
        by_value.setdefault((kind, rival.amount.text, rival.because), []).append(rival)
    return say("list.dot").join(
        say(
            f"rival.{kind}",
            value=quantity(alike[0].amount, unit, say),
            said=say.listed(_said(rival, say) for rival in alike),
            why=say(f"preference.{because}"),
        )
        for (kind, _, because), alike in by_value.items()
    )


def _said(rival: Rival, say: Wording) -> str:
    return say(
        "source.item",
        name=rival.publisher(say.language),
        day=say.day(rival.published),
        grade=say(f"grade.{rival.grade}"),
    )


def full_title(source: Source, say: Wording) -> str:
    """Return publisher, title, day and grade of a source in one line, without its address."""
    day = say.day(source.published) + (say("sources.inferred") if source.inferred else "")
    return say(
        "source.full",
        publisher=source.publisher(say.language),
        title=source.title(say.language),
        day=day,
        grade=say(f"grade.{source.grade}"),
    )
