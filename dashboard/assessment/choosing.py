"""Which method judges a figure, and what it is told: the nearest word counts (method.md 4.2)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
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
    told = []
    for name in _CHOICES:
        is_everywhere = method.id == DEFAULT or name != "thresholds"
        places = (commitment, indicator, rules) if is_everywhere else (commitment, indicator)
        told.append(next(_said(name, places), None))
    return _options(method.id, indicator.restarts_yearly, *told)


_CHOICES = tuple(name for name in Judged.model_fields if name != "method")


@lru_cache(maxsize=1000)
def _options(method: str, is_yearly: bool, *told: Any) -> Options:  # noqa: ANN401, FBT001
    """Return the options of a method: the same for the thousands that choose nothing."""
    found: dict[str, Any] = {"is_yearly": is_yearly} | {
        name: _OWN_TYPE[name](value) if name in _OWN_TYPE else value
        for name, value in zip(_CHOICES, told, strict=True)
        if value is not None and name in METHODS[method].heeds
    }
    return replace(METHODS[method].defaults, **found)


def _said(name: str, places: tuple[Judged, ...]) -> Iterator[Any]:
    """Yield what is said under a name, the nearest first."""
    return (value for place in places if (value := getattr(place, name)) is not None)
