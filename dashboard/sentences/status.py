"""How a status, a piece of evidence and a line of the working are said."""

from collections.abc import Mapping

from dashboard.assessment import Fact, Flag, Reason, Status, Step, StepFact, Verdict
from dashboard.methods import Answer, Options
from dashboard.model import Catalog, Text
from dashboard.sentences.formulas import cuts_words, formula, reason_words, word
from dashboard.sentences.periods import is_span, period_words
from dashboard.sentences.quantities import quantity
from dashboard.values import Amount, Day, exactly
from dashboard.wording import Wording


def status_key(status: Status, *, late: bool = False) -> str:
    """Return the phrase key of a status: achieved late has words of its own."""
    return "status.achieved-late" if late and status == Status.ACHIEVED else f"status.{status}"


def reason_key(reason: str) -> str:
    """Return the phrase key of a reason: of rule 8 for a figure it is the method's."""
    key = f"method.reason.{reason}"
    return f"reason.{reason}" if reason in _RULES else key


_RULES = frozenset(map(str, Reason))


def status_word(say: Wording, verdict: Verdict) -> str:
    """Return a verdict's status in words."""
    return say(status_key(verdict.status, late=verdict.is_late))


def flag_words(say: Wording, verdict: Verdict) -> str:
    """Return the flags beside a status in words, those the status does not say itself."""
    shown = [flag for flag in verdict.flags if flag != Flag.LATE]
    return say.listed(say(f"flag.{flag}") for flag in shown)


def with_unit(catalog: Catalog, say: Wording, amount: Amount | float, indicator: str) -> str:
    """Return a figure with its indicator's unit."""
    unit = catalog.frame.unit(catalog.indicators[indicator].unit)
    figure = amount if isinstance(amount, Amount) else exactly(amount)
    return quantity(figure, unit, say)


def when_words(say: Wording, when: str) -> str:
    """Return the day or period that a fact is about: 2025 年前三季度, 2026-01-12."""
    return period_words(when, say) if is_span(when) else when


def fact_words(catalog: Catalog, say: Wording, fact: Fact) -> str:
    """Return what a piece of evidence says."""
    if fact.amount is not None:
        name = catalog.indicators[fact.subject].name(say.language)
        figure = with_unit(catalog, say, fact.amount, fact.subject)
        return say("fact.figure", name=name, figure=figure)
    what = fact.what(say.language) if fact.what else ""
    if fact.kind == "evidence" and what:
        return what
    return say(f"fact.{fact.kind}", what=what, to=fact.to).strip()


def step_words(catalog: Catalog, say: Wording, step: Step) -> tuple[str, str]:
    """Return a line of the working: what is asked, and what is found."""
    words = {
        name: _said(catalog, say, name, value, step.facts) for name, value in step.facts.items()
    }
    return say(f"working.{step.key}", **words), say(f"working.{step.key}.value", **words)


_FRACTIONS = frozenset({"share", "elapsed", "on_track", "at_risk"})
_MEASURED = frozenset({"value", "limit"})


def _said(  # noqa: PLR0911 - one line a type
    catalog: Catalog, say: Wording, name: str, value: StepFact, facts: Mapping[str, StepFact]
) -> str:
    indicator = str(facts.get("indicator", ""))
    match value:
        case Text():
            return value(say.language)
        case Day():
            return value.text
        case Amount():
            return with_unit(catalog, say, value, indicator)
        case Options():
            return ""
        case Answer():
            return _answered(say, facts, value)
        case str():
            return _named(catalog, say, name, value)
        case float():
            return _counted(catalog, say, name, value, indicator)
        case _:
            return value.isoformat()


def _answered(say: Wording, facts: Mapping[str, StepFact], answer: Answer) -> str:
    if answer.status == Status.NO_DATA:
        return reason_words(say, answer)
    method, options = str(facts["method"]), facts["options"]
    cuts = cuts_words(say, method, options) if isinstance(options, Options) else ""
    said = formula(say, method, answer)
    return say("working.answer", said=said, word=word(say, answer), cuts=cuts)


def _named(  # noqa: PLR0911 - one line a name
    catalog: Catalog, say: Wording, name: str, value: str
) -> str:
    match name:
        case "indicator":
            return catalog.indicators[value].name(say.language)
        case "method":
            return say(f"method.{value}")
        case "reason":
            return say(reason_key(value))
        case "status":
            return say(f"status.{value}")
        case "when":
            return when_words(say, value)
        case "what":
            return say(value, what="", to="").strip()
        case _:
            return value


def _counted(catalog: Catalog, say: Wording, name: str, value: float, indicator: str) -> str:
    if name in _FRACTIONS:
        return say.percent(value)
    if name in _MEASURED and indicator:
        return with_unit(catalog, say, value, indicator)
    return say.number(value)
