"""What every method says of the same figures, beside the one that is used."""

from datetime import date
from typing import NamedTuple

from dashboard.assessment.aims import question
from dashboard.assessment.choosing import options_of
from dashboard.assessment.evidence import is_whole, series
from dashboard.assessment.targets import aim_of, paced
from dashboard.assessment.verdict import Verdict
from dashboard.methods import DEFAULT, METHODS, Answer, Growth, Options, Pace, Status
from dashboard.model import Catalog, TargetCommitment, TargetPart


class Opinion(NamedTuple):
    """What one method says of a target, or of one of its parts."""

    part: TargetPart | None
    method: str
    answer: Answer
    options: Options
    is_chosen: bool


def opinions(catalog: Catalog, commitment: TargetCommitment, as_of: date) -> tuple[Opinion, ...]:
    """Return what all methods say of the figures known on a day, the chosen one first.

    They speak of figures only: a deadline that has passed, and evidence out of date, are the
    business of the rules.
    """
    found = []
    for part in commitment.parts or (None,):
        aim = aim_of(catalog, commitment, as_of, part)
        if aim.target is None:  # none was set yet
            continue
        figures = series(catalog, aim.indicator, aim.area, as_of)
        whole = [item for item in figures if is_whole(aim.indicator, item)]
        asked = question(aim, paced(aim, figures, whole, aim.target), aim.target)
        ordered = sorted(METHODS.values(), key=lambda method: method.id != aim.method)
        for method in ordered:
            options = options_of(method, commitment, aim.indicator, catalog.frame.rules)
            is_chosen = method.id == aim.method
            found.append(Opinion(part, method.id, method(asked, options), options, is_chosen))
    return tuple(found)


class Turning(NamedTuple):
    """From which value of the newest figure's time on another status would be given."""

    value: float
    into: Status
    better: bool
    """whether the value has to be as good as this, or worse"""
    direction: int


def turnings(
    catalog: Catalog, commitment: TargetCommitment, verdict: Verdict
) -> tuple[Turning, ...]:
    """Return the values at which the status would have been another.

    Of the default method with the average pace, whose F is the share over the time: none for
    any other, for parts, and where the pace did not decide.
    """
    answer = verdict.answer
    if commitment.parts or answer is None or "F" not in answer.numbers:
        return ()
    aim = aim_of(catalog, commitment, verdict.as_of)
    if aim.method != DEFAULT or (aim.options.pace, aim.options.growth) != _AVERAGE:
        return ()
    found, cut = answer.numbers, aim.options.thresholds
    way = found["tau"] * (found["yT"] - found["y0"])
    toward = 1 if way > 0 else -1
    good, fair = found["y0"] + cut.on_track * way, found["y0"] + cut.at_risk * way
    steps = {
        Status.ON_TRACK: ((good, Status.AT_RISK, False), (fair, Status.OFF_TRACK, False)),
        Status.AT_RISK: ((good, Status.ON_TRACK, True), (fair, Status.OFF_TRACK, False)),
        Status.OFF_TRACK: ((good, Status.ON_TRACK, True), (fair, Status.AT_RISK, True)),
    }
    return tuple(Turning(*step, toward) for step in steps.get(verdict.status, ()))


_AVERAGE = (Pace.BASELINE_AVERAGE, Growth.LINEAR)
