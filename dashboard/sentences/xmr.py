"""What a chart of months says: how many are no noise, which, and what that means for a target."""

from dashboard.frames.xmr import Months, Xmr
from dashboard.methods.spc import Assurance
from dashboard.sentences.quantities import quantity
from dashboard.values import exactly
from dashboard.wording import Wording


def finding(frame: Xmr, say: Wording) -> str:
    """Return how many months are more than ordinary variation."""
    name = (frame.indicator.short or frame.indicator.name)(say.language)
    special = sum(cause is not None for cause in frame.chart.causes)
    key = "some" if special else "none"
    return say(f"xmr.finding.{key}", name=name, n=len(frame.points), k=special)


def lines(frame: Xmr, say: Wording) -> tuple[str, ...]:
    """Return the limits, the runs with what they mean, the target, and what is to be doubted."""
    within = frame.chart.current.limits
    decimals = frame.unit.decimals + 1
    said = [
        say(
            "xmr.limits",
            mean=say.number(within.mean, decimals),
            lower=say.number(within.lower, decimals),
            upper=quantity(
                exactly(within.upper), frame.unit.model_copy(update={"decimals": decimals}), say
            ),
        )
    ]
    if frame.chart.has_moved:
        said.append(say("xmr.moved"))
    if frame.chart.current.is_trial:
        said.append(say("xmr.trial", n=len(frame.points)))
    said += [run_words(run, say) for run in frame.runs]
    if not frame.chart.has_moved:
        said += _assurance(frame, say)
    if frame.missing:
        said.append(say("xmr.gaps", n=frame.missing))
    return tuple(said)


def _assurance(frame: Xmr, say: Wording) -> tuple[str, ...]:
    """Return whether noise alone decides about the target; nothing where there is none."""
    if frame.target is None or frame.chart.assurance == Assurance.NONE:
        return ()
    target = quantity(exactly(frame.target), frame.unit, say)
    return (say(f"xmr.assurance.{frame.chart.assurance}", target=target),)


def run_words(run: Months, say: Wording) -> str:
    """Return which months are singled out, by which rule, and whether that is good."""
    when = run.first
    if run.first != run.last:
        when = say("xmr.when", first=run.first, last=run.last)
    said = say(f"xmr.run.{run.cause}.{run.side}", when=when, n=run.length)
    if not run.meaning:
        return said
    return say("xmr.run.better" if run.meaning > 0 else "xmr.run.worse", run=said)


def alt(frame: Xmr, say: Wording) -> str:
    """Return the chart in words."""
    return say("targets.join").join((finding(frame, say), *lines(frame, say)))
