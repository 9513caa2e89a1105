"""The lines of the working that a target adds: the ledger, and the way with its numbers."""

from collections.abc import Sequence

from dashboard.assessment.aims import (
    Aim,
    target_amount,
)
from dashboard.assessment.verdict import (
    Step,
    StepFact,
)
from dashboard.methods.journey import Journey
from dashboard.model import (
    Observation,
)


def ledger_steps(aim: Aim) -> tuple[Step, ...]:
    """Return the targets that were set, the first one and each that changed it."""
    steps = []
    for index, target in enumerate(aim.ledger):
        key = "target" if index == 0 else "target-revised"
        facts: dict[str, StepFact] = {
            "target": target_amount(target),
            "indicator": aim.indicator.id,
        }
        if target.by:
            steps.append(Step(key, {**facts, "by": target.by}, (target.source,)))
        else:
            steps.append(Step(f"{key}-undated", facts, (target.source,)))
    return tuple(steps)


def journey_steps(aim: Aim, way: Journey | None, whole: Sequence[Observation]) -> tuple[Step, ...]:
    """Return the way with its numbers: where it began, the newest figure, how much of what."""
    if way is None or not whole:
        return ()
    gap = "-gap" if aim.target and aim.target.between else ""
    unit = {"indicator": aim.indicator.id}
    steps = []
    if aim.baseline:
        when, said = aim.baseline.period.text, aim.baseline.source
        given = [said] if said else [item.source for item in whole if item.period.text == when]
        began: dict[str, StepFact] = {"when": when, "value": way.start_value}
        steps.append(Step(f"baseline{gap}", began | unit, tuple(given)))
    latest = whole[-1]
    newest: dict[str, StepFact] = {"when": latest.period.text, "amount": latest.value}
    steps.append(Step("latest", newest | unit, (latest.source,)))
    done, all_of_it = way.latest_value - way.start_value, way.end_value - way.start_value
    steps.append(
        Step(f"share{gap}", {"done": done, "whole": all_of_it, "share": way.share, **_ends(way)})
    )
    years, span = way.latest - way.start, way.end - way.start
    if aim.target and aim.target.by:
        time: dict[str, StepFact] = {"years": years, "span": span, "by": aim.target.by}
        steps.append(Step("elapsed", {**time, "elapsed": way.elapsed}))
    return tuple(steps)


def _ends(way: Journey) -> dict[str, StepFact]:
    return {"start": way.start_value, "now": way.latest_value, "end": way.end_value}
