"""What each kind of commitment brings before the rules: the same case for all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from dashboard.assessment.uncertainty import Uncertainty
from dashboard.assessment.verdict import Fact, Flag, Parts, PartVerdict, Reason, Step
from dashboard.methods import Answer, Status
from dashboard.methods.grounds import Grounds
from dashboard.values import Day


@dataclass(frozen=True, slots=True)
class Pace:
    """What rule 8 says, with its numbers."""

    status: Status
    reason: Reason | Grounds
    flags: frozenset[Flag] = frozenset()
    slip_days: int | None = None
    steps: tuple[Step, ...] = ()
    answer: Answer | None = None
    """what the method said, for a figure"""
    uncertainty: Uncertainty | None = None
    """how sure a projected share is"""


@dataclass(frozen=True, slots=True)
class Numbers:
    """The numbers of a figure's journey; each is None where it cannot be worked out."""

    share: float | None = None
    elapsed: float | None = None
    projected: float | None = None
    planned: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """Everything that the rules of judging.md 2 ask about, known on the day."""

    window: int
    """months after which the newest evidence is out of date"""
    withdrawn: Fact | None = None
    proof: Fact | None = None
    """shows it done"""
    proof_reason: Reason = Reason.VALUE_MEETS_TARGET
    done_on: date | None = None
    """the last day of the day or period by which it is known to have been done"""
    lost: Fact | None = None
    """later evidence that it was lost again"""
    denial: Fact | None = None
    """says it was not done, after the deadline or for its period"""
    denial_reason: Reason = Reason.REPORTED_NOT_DONE
    evidence: tuple[Fact, ...] = ()
    """of its own, newest first"""
    part_lacking: bool = False
    """a part has no evidence, and none is shown not met"""
    latest: Fact | None = None
    shown: bool | None = None
    """whether the latest figure is shown to meet the target, shown not to, or neither"""
    deadline: Day | None = None
    replanned: Day | None = None
    changed: frozenset[Flag] = frozenset()
    """revised, tightened, weakened: how the ledger of targets moved"""
    parts: Parts | None = None
    part_verdicts: tuple[PartVerdict, ...] = ()
    numbers: Numbers = Numbers()
    pace: Callable[[], Pace] = lambda: Pace(Status.NO_DATA, Reason.NO_PACE)
    steps: tuple[Step, ...] = ()
