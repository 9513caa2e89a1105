"""What is said of a commitment on a day, with everything it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from dashboard.assessment.uncertainty import Uncertainty
from dashboard.methods import Answer, Options, Status
from dashboard.methods.grounds import Grounds
from dashboard.model import Grade, Shows, Text
from dashboard.values import Amount, Day

OPEN = frozenset({Status.STALE, Status.NO_DATA, Status.UNDATED, Status.WITHDRAWN})
"""Statuses that say that nothing can be judged yet."""

WANTING = frozenset({Status.STALE, Status.NO_DATA, Status.UNDATED})
"""Statuses that a figure or a date would settle."""


class Flag(StrEnum):
    """What is said beside a status, in the order in which it is said."""

    LATE = "late"
    REPLANNED = "replanned"
    REVISED = "revised"
    TIGHTENED = "tightened"
    WEAKENED = "weakened"
    SLIPPING = "slipping"
    EXPECTED = "expected"
    BORDERLINE = "borderline"
    PART_MET = "part-met"
    LOST = "lost"


class Reason(StrEnum):
    """Which rule decided, in a word; each is explained in docs/method.md."""

    WITHDRAWN = "withdrawn"
    VALUE_MEETS_TARGET = "value-meets-target"
    TARGET_HELD = "target-held"
    LIMITS_MET = "limits-met"
    LIMITS_REPORTED_MET = "limits-reported-met"
    FINAL_NODE_REACHED = "final-node-reached"
    REPORTED_DONE = "reported-done"
    ADOPTED = "adopted"
    REPORTED_REACHED = "reported-reached"
    REPORTED_NOT_DONE = "reported-not-done"
    VALUE_MISSES_TARGET = "value-misses-target"
    DEADLINE_PASSED_UNREPORTED = "deadline-passed-unreported"
    NO_EVIDENCE = "no-evidence"
    PART_WITHOUT_EVIDENCE = "part-without-evidence"
    EVIDENCE_OUT_OF_DATE = "evidence-out-of-date"
    NO_DEADLINE = "no-deadline"
    NO_NODE_LATE = "no-node-late"
    NODE_SLIPPED = "node-slipped"
    REPORTED_NOT_REACHED = "reported-not-reached"
    NO_PACE = "no-pace"


class Fact(NamedTuple):
    """One piece of evidence of its own that was known on the day."""

    kind: str
    """observation, reported-met, node, replanned or evidence"""
    when: str
    """the period or day as written"""
    first: date
    last: date
    published: Day | None
    source: str
    grade: Grade
    what: Text | None = None
    to: str = ""
    """the new date, for what was re-planned"""
    amount: Amount | None = None
    subject: str = ""
    """the id of the indicator, node, part or area it is about"""
    shows: Shows | None = None
    expected: bool = False

    @property
    def happened_by(self) -> date:
        """Return the day by which it had happened: of a year, its publication may be earlier."""
        return min(self.last, self.published.last) if self.published else self.last


StepFact = str | float | Day | Text | Amount | Answer | Options | date
"""What a step of the working may name; `sentences` says each in a language."""


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the working: its phrase is `working.<key>`."""

    key: str
    facts: Mapping[str, StepFact] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PartVerdict:
    """How one part stands: met, reported-met, not-met, or without evidence."""

    id: str
    name: Text
    state: str
    fact: Fact | None = None
    bound: float | None = None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class Parts:
    """How many parts are met (reported counts), how many measured, of how many."""

    met: int
    measured: int
    of: int


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status with the rule, the numbers and the evidence behind it."""

    id: str
    as_of: date
    status: Status
    reason: Reason | Grounds
    """of rule 8 for a figure, the method's own"""
    rule: int
    """the line of judging.md 2 that matched first"""
    flags: tuple[Flag, ...] = ()
    share: float | None = None
    elapsed: float | None = None
    projected: float | None = None
    """F of method.md: the share of the whole way that the present pace reaches"""
    planned: float | None = None
    latest: Fact | None = None
    proof: Fact | None = None
    deadline: Day | None = None
    replanned: Day | None = None
    slip_days: int | None = None
    answer: Answer | None = None
    """what the method said, where rule 8 decided about a figure"""
    uncertainty: Uncertainty | None = None
    """how sure the projected share is; of a target of parts, that of the part that decides"""
    evidence: tuple[Fact, ...] = ()
    """of its own and known, newest first"""
    stale_on: date | None = None
    """the day on which the newest evidence goes out of date"""
    parts: Parts | None = None
    part_verdicts: tuple[PartVerdict, ...] = ()
    steps: tuple[Step, ...] = ()
    sources: tuple[str, ...] = ()

    @property
    def is_late(self) -> bool:
        """Return whether it was achieved after its original deadline."""
        return Flag.LATE in self.flags
