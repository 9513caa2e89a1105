"""A method: its name, what it listens to, and how it answers."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from dashboard.methods.grading import NOT_AVAILABLE, LackingError
from dashboard.methods.grounds import Grounds
from dashboard.methods.options import Options
from dashboard.methods.question import Answer, Question, Status

DEFAULTS = Options()


@dataclass(frozen=True, slots=True)
class Method:
    """One way to judge a series; call it with a question and, where they differ, its options."""

    id: str
    judge: Callable[[Question, Options], Answer]
    defaults: Options = DEFAULTS
    heeds: frozenset[str] = frozenset()
    """the names of the options that make a difference"""

    def __call__(self, question: Question, options: Options | None = None) -> Answer:
        """Return the answer; `not_available` with a reason where there is none, never a NaN."""
        if not all(map(math.isfinite, _numbers(question))):
            return _cannot_say(Grounds.NOT_FINITE)
        return answering(lambda: self.judge(question, options or self.defaults))


def answering(judge: Callable[[], Answer]) -> Answer:
    """Return what a rule answers, or `not_available` with what it lacks; never a NaN."""
    try:
        return _finite(judge())
    except LackingError as lacking:
        return _cannot_say(lacking.grounds)
    except (OverflowError, ZeroDivisionError):
        return _cannot_say(Grounds.OUT_OF_RANGE)


def _cannot_say(reason: Grounds) -> Answer:
    return Answer(NOT_AVAILABLE, Status.NO_DATA, reason=reason)


def _numbers(question: Question) -> Iterator[float]:
    """Yield every number of a question."""
    points = (*question.series, *question.plan, *((question.base,) if question.base else ()))
    for point in points:
        yield from point
    yield from question.bounds or ()
    single = (question.target, question.by, question.limit)
    yield from (number for number in single if number is not None)


def _finite(answer: Answer) -> Answer:
    """Return an answer without the numbers that are not finite; without a ratio it says nothing.

    A ratio that falls without end is still the worst class.
    """
    ratio = 0.0 if answer.value is None else answer.value
    if math.isnan(ratio) or (ratio == math.inf and answer.status != Status.ACHIEVED):
        return _cannot_say(Grounds.OUT_OF_RANGE)
    kept = {name: number for name, number in answer.numbers.items() if math.isfinite(number)}
    value = answer.value if answer.value is not None and math.isfinite(answer.value) else None
    score = answer.score if answer.score is not None and math.isfinite(answer.score) else None
    return replace(answer, value=value, score=score, numbers=kept)
