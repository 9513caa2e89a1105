"""Which method judges a figure, and what it is told: the nearest word counts (method.md 4.2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from dashboard.methods import DEFAULT, METHODS, Lights, Method, Options, Thresholds
from dashboard.model import Indicator, Judged, Rules, TargetCommitment

_OWN_TYPE: Mapping[str, Callable[[Any], object]] = {
    "thresholds": lambda cut: Thresholds(cut.on_track, cut.at_risk),
    "lights": lambda lights: Lights(lights.yellow, lights.red),
}


def chosen(rules: Rules, indicator: Indicator, commitment: TargetCommitment) -> tuple[str, Options]:
    """Return the id of the method and its options.

    The commitment's own word goes before its indicator's, and that before the catalog's.
    """
    method = METHODS[next(_said("method", (commitment, indicator, rules)), DEFAULT)]
    return method.id, options_of(method, commitment, indicator, rules)


def options_of(
    method: Method, commitment: TargetCommitment, indicator: Indicator, rules: Rules
) -> Options:
    """Return what a method is told: of what it listens to, the nearest word, else its default.

    The catalog's thresholds are those of the default method.
    """
    told: dict[str, Any] = {"is_yearly": indicator.restarts_yearly}
    for name in method.heeds - told.keys():
        is_everywhere = method.id == DEFAULT or name != "thresholds"
        places = (commitment, indicator, rules) if is_everywhere else (commitment, indicator)
        for value in _said(name, places):
            told[name] = _OWN_TYPE[name](value) if name in _OWN_TYPE else value
            break
    return replace(method.defaults, **told)


def _said(name: str, places: tuple[Judged, ...]) -> Iterator[Any]:
    """Yield what is said under a name, the nearest first."""
    return (value for place in places if (value := getattr(place, name)) is not None)
