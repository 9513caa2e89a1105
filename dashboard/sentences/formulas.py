"""What a method worked out, as a sentence with the numbers put in."""

from collections.abc import Mapping, Sequence

from dashboard.assessment import Turning
from dashboard.methods import DEFAULT, Answer, Options, Status
from dashboard.model import Catalog, TargetCommitment
from dashboard.sentences.quantities import quantity
from dashboard.values import exactly
from dashboard.wording import Wording, phrases

_RATES = frozenset({"cagr_actual", "cagr_required", "g"})
_SHARES = frozenset({"F", "P", "Q", "tau", "PV", "EV", "planned_share"})
_TIMES = frozenset({"t0", "tL", "T", "ES", "finish"})
_INDICES = frozenset({"R", "SPI", "SPI_t"})
RATE_DECIMALS, SHARE_DECIMALS, INDEX_DECIMALS = 2, 1, 3


def _variant(method: str, found: Mapping[str, float]) -> str:
    """Return which of several formulas of a method was used, empty for the only one."""
    if method == "shixu":
        return ".ahead" if found.get("lag", 0.0) <= 0 else ".behind"
    return ".geometric" if method == DEFAULT and "g" in found else ""


def formula(say: Wording, method: str, answer: Answer) -> str:
    """Return the formula of a method with its numbers, or why none was needed."""
    if answer.status == Status.ACHIEVED:
        return reason_words(say, answer)
    key = f"formula.{method}{_variant(method, answer.numbers)}"
    try:
        words = phrases(say.language)[key].format(**_worded(say, answer))
    except KeyError:  # one of its numbers was not needed to decide
        return reason_words(say, answer)
    return words


def reason_words(say: Wording, answer: Answer) -> str:
    """Return why a method says what it says, or cannot say anything."""
    return say(f"method.reason.{answer.reason}")


def word(say: Wording, answer: Answer) -> str:
    """Return a method's own word in a language."""
    return say(f"method.word.{answer.word}")


def _worded(say: Wording, answer: Answer) -> dict[str, str]:
    """Return the numbers of an answer in words: rates and shares in percent, times as years."""
    found = {name: _number(say, name, number) for name, number in answer.numbers.items()}
    found["score"] = "" if answer.score is None else say.number(round(answer.score, 1))
    if "lag" in answer.numbers:
        found["lag"] = say.number(round(abs(answer.numbers["lag"]), 1))
    return found


def _number(say: Wording, name: str, number: float) -> str:
    if name in _RATES:
        return say.percent(number, RATE_DECIMALS)
    if name in _SHARES:
        return say.percent(number, SHARE_DECIMALS)
    if name in _TIMES:
        return f"{number:.0f}" if number == int(number) else f"{number:.2f}"
    return say.number(number, INDEX_DECIMALS if name in _INDICES else 2)


def cuts_words(say: Wording, method: str, options: Options) -> str:
    """Return where the classes of a method begin, in brackets."""
    return say(
        f"formula.cuts.{method}",
        on_track=say.percent(options.thresholds.on_track, 0),
        at_risk=say.percent(options.thresholds.at_risk, 0),
        yellow=say.number(options.lights.yellow),
        red=say.number(options.lights.red),
    )


def turning_lines(
    catalog: Catalog, say: Wording, commitment: TargetCommitment, found: Sequence[Turning]
) -> list[str]:
    """Return from which value of the newest figure's time on another status would be given."""
    if commitment.indicator is None:
        return []
    unit = catalog.frame.unit(catalog.indicators[commitment.indicator].unit)
    return [
        say(
            f"outlook.turning.{_SIDES[one.better, one.direction]}",
            value=quantity(exactly(round(one.value, unit.decimals)), unit, say),
            status=say(f"status.{one.into}"),
        )
        for one in found
    ]


_SIDES = {(True, 1): "at-least", (True, -1): "at-most", (False, 1): "below", (False, -1): "above"}
