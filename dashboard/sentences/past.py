"""What is said of the past: the turns of a status, moved targets, the shadow of the first one."""

from collections.abc import Iterable, Mapping, Sequence

from dashboard.assessment import Move, Shadow, Status, Verdict, target_amount
from dashboard.changes import Turn
from dashboard.dated import FIRST_DAY
from dashboard.model import Catalog, Target
from dashboard.sentences.status import status_word, with_unit
from dashboard.wording import Wording


def turns_alt(turns: Sequence[Turn], say: Wording) -> str:
    """Return the history of a status in one sentence, each turn with its day."""
    said = [
        say("past.turn", day=day_of(turn, say), status=status_word(say, turn.verdict))
        for turn in turns
    ]
    return say("past.alt", turns=say("past.join").join(said))


def day_of(turn: Turn, say: Wording) -> str:
    """Return the day of a turn; the first one of a promise of an unknown day is not known."""
    return say("past.from-the-start") if turn.day == FIRST_DAY else turn.day.isoformat()


def target_words(catalog: Catalog, say: Wording, target: Target, indicator: str) -> str:
    """Return how much a target asks for, with its unit."""
    return with_unit(catalog, say, target_amount(target), indicator)


def shadow_words(catalog: Catalog, say: Wording, shadow: Shadow) -> str:
    """Return how it stands by the original target, empty where that makes no difference."""
    if not shadow.differs:
        return ""
    status = status_word(say, shadow.original)
    if shadow.headline.status == Status.WITHDRAWN:
        return say("past.shadow.withdrawn", status=status)
    unmet = shadow.headline.status == Status.ACHIEVED != shadow.original.status
    key = "unmet" if unmet else "stands"
    if shadow.target is None:
        return say(f"past.shadow.{key}-parts", status=status)
    original = target_words(catalog, say, shadow.target, shadow.moves[0].indicator)
    return say(f"past.shadow.{key}", target=original, status=status)


def previous_words(catalog: Catalog, say: Wording, shadow: Shadow) -> str:
    """Return how it stands by the target before the last move, empty without a difference."""
    if shadow.previous is None or not shadow.previous_differs:
        return ""
    last = shadow.moves[-1]
    return say(
        "past.shadow.previous",
        target=target_words(catalog, say, last.before, last.indicator),
        status=status_word(say, shadow.previous),
    )


def move_words(catalog: Catalog, say: Wording, move: Move) -> str:
    """Return one move in a sentence: what became of the target, and how much easier or harder."""
    pieces = [_change(catalog, say, move)]
    if move.ambition is not None and not _is_same_size(move):
        pieces.append(say("past.move.ambition", share=say.percent(move.ambition, 1)))
    if move.pace is not None:
        key = "past.move.pace" if move.pace > 0 else "past.move.reached"
        pieces.append(say(key, ratio=say.number(move.pace, 2)))
    return say("past.join").join(pieces)


def _change(catalog: Catalog, say: Wording, move: Move) -> str:
    blanks = {
        "part": say("past.move.part", name=move.part(say.language)) if move.part else "",
        "before": target_words(catalog, say, move.before, move.indicator),
        "after": target_words(catalog, say, move.after, move.indicator),
        "by": _by(say, move.before),
        "to": _by(say, move.after),
        "kind": say(f"past.kind.{move.kind}"),
    }
    if _is_same_size(move):
        return say("past.move.date", **blanks)
    same_day = blanks["by"] == blanks["to"]
    return say("past.move.size" if same_day else "past.move.both", **blanks)


def _is_same_size(move: Move) -> bool:
    return target_amount(move.before) == target_amount(move.after)


def _by(say: Wording, target: Target) -> str:
    return target.by.text if target.by else say("commitment.no-deadline")


def eased_words(say: Wording, verdicts: Iterable[Verdict], shadows: Mapping[str, Shadow]) -> str:
    """Return how many of these are as good as they are only by a moved target; empty for none."""
    given = [shadows[one.id] for one in verdicts if one.id in shadows]
    count = sum(shadow.is_eased for shadow in given)
    return say("past.eased", n=count) if count else ""
