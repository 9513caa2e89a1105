"""The core of every method: what is lacking, what meets a target, and which class a ratio is in."""

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from dashboard.methods.grounds import Grounds
from dashboard.methods.question import Answer, Point, Question, Status

SLACK = 1e-9
"""Comparisons are inclusive on the good side, by so much of what is compared."""

OVER = 2 * SLACK
"""Added to a floor that has to be passed, not only reached."""

NOT_AVAILABLE = "not_available"

_T = TypeVar("_T")


class LackingError(Exception):
    """A method needs what is not there."""

    def __init__(self, grounds: Grounds) -> None:
        super().__init__(grounds)
        self.grounds = grounds


class Grade(NamedTuple):
    """One class of a method: its word, what it is to us, and the lowest ratio that is in it."""

    word: str
    status: Status
    reason: Grounds
    floor: float = -float("inf")


def needed(value: _T | None, reason: Grounds) -> _T:
    """Return a value that a method cannot do without; raise LackingError where it is not there."""
    if value is None:
        raise LackingError(reason)
    return value


def latest(question: Question) -> Point:
    """Return the newest point; raise LackingError where there is none."""
    return needed(question.series[-1] if question.series else None, Grounds.NO_OBSERVATIONS)


def since_baseline(question: Question) -> Sequence[Point]:
    """Return the baseline and the figures after it; raise LackingError without a baseline."""
    base = needed(question.base, Grounds.NO_BASELINE)
    return [base, *(point for point in question.series if point.at > base.at)]


def graded(ratio: float, grades: Sequence[Grade]) -> Grade:
    """Return the first class, best first, whose floor a ratio reaches; the last one has none."""
    reached = (grade for grade in grades if ratio >= grade.floor - SLACK)
    return next(reached, grades[-1])


def regraded(
    grades: Sequence[Grade], reason: Grounds, floors: Sequence[float]
) -> tuple[Grade, ...]:
    """Return the same classes by other floors, which have another reason; the last has none."""
    ranked = zip(grades, floors, strict=False)
    return (*(grade._replace(reason=reason, floor=floor) for grade, floor in ranked), grades[-1])


def answered(grade: Grade, value: float | None = None, /, **numbers: float) -> Answer:
    """Return a class as an answer, with the ratio and the numbers that led to it."""
    return Answer(grade.word, grade.status, value, reason=grade.reason, numbers=numbers)


def is_reached(value: float, target: float, direction: int, tolerance: float = 0.0) -> bool:
    """Return whether a value is at least as good as a target, up to a tolerance."""
    slack = SLACK * max(abs(value), abs(target))
    return direction * (value - target) >= -tolerance - slack


def is_met(question: Question, tolerance: float = 0.0) -> bool:
    """Return whether the newest value meets the target (method.md 4.1: an earlier one does not)."""
    if question.target is None or not question.series:
        return False
    return is_reached(question.series[-1].value, question.target, question.direction, tolerance)


def sign(change: float, scale: float) -> int:
    """Return -1, 0 or +1 for a change; one that is nothing beside the scale is none."""
    return 0 if abs(change) <= SLACK * abs(scale) else (1 if change > 0 else -1)
