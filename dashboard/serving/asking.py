"""Which slides are asked for: by an address, or by what a presenter says; by ids only."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.model import JOINT, Catalog
from dashboard.slides import EVERYTHING, Choice, briefings_of
from dashboard.theme import SIGNS
from dashboard.values import Unfit, parse_day

LISTED = ("area", "theme", "kind", "status", "slides")
SINGLE = ("data", "as_of", "briefing", "since")
MOST_IDS = 200
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,119}")

Pairs = Iterable[tuple[str, str]]
"""Names and values, as an address has them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Slides by what they are made of, as far as it was said."""

    data: str = ""
    """the fingerprint of the data; empty for those that can be read now"""
    as_of: date | None = None
    briefing: str = ""
    since: date | None = None
    choice: Choice = EVERYTHING
    ids: tuple[str, ...] = ()
    ignored: tuple[str, ...] = ()
    """the names of what was not understood"""


def asked_of(pairs: Pairs) -> Asked:
    """Return what some pairs ask for; what has not the form of an id or a day is ignored."""
    values: dict[str, list[str]] = {}
    for name, value in pairs:
        values.setdefault(name, []).append(value)
    ignored: list[str] = []
    ids = {name: _ids(name, values.get(name, []), ignored) for name in LISTED}
    return Asked(
        data=next(iter(_ids("data", values.get("data", [])[-1:], ignored)), ""),
        as_of=_day("as_of", values, ignored),
        briefing=next(iter(_ids("briefing", values.get("briefing", [])[-1:], ignored)), ""),
        since=_day("since", values, ignored),
        choice=Choice(ids["area"], ids["theme"], ids["kind"], ids["status"]),
        ids=ids["slides"],
        ignored=tuple(ignored),
    )


def pairs_of(said: Mapping[str, Any]) -> Pairs:
    """Return what a presenter says as pairs; anything but texts and lists of texts is left out."""
    for name in (*SINGLE, *LISTED):
        value = said.get(name)
        for one in value if isinstance(value, list) else [value]:
            if isinstance(one, str) and one:
                yield name, one


def known(asked: Asked, catalog: Catalog) -> Asked:
    """Return what is asked for as far as a catalog has it; the rest is noted as ignored."""
    frame, ignored = catalog.frame, list(asked.ignored)

    def kept(name: str, given: tuple[str, ...], allowed: Collection[str]) -> tuple[str, ...]:
        found = tuple(one for one in given if one in allowed)
        if found != given:
            ignored.append(name)
        return found

    choice = asked.choice
    briefing = kept("briefing", (asked.briefing,), {"", *briefings_of(catalog)})
    return Asked(
        data=asked.data,
        as_of=asked.as_of,
        briefing=next(iter(briefing), ""),
        since=asked.since,
        choice=Choice(
            kept("area", choice.areas, {JOINT, *(area.id for area in frame.promising)}),
            kept("theme", choice.themes, {theme.id for theme in frame.themes}),
            kept("kind", choice.kinds, {one.kind for one in catalog.commitments.values()}),
            kept("status", choice.statuses, SIGNS),
        ),
        ids=asked.ids,
        ignored=tuple(dict.fromkeys(ignored)),
    )


def is_id(text: object) -> bool:
    """Return whether something has the form of an id."""
    return isinstance(text, str) and bool(_ID.fullmatch(text))


def _ids(name: str, values: list[str], ignored: list[str]) -> tuple[str, ...]:
    found = tuple(dict.fromkeys(value for value in values[:MOST_IDS] if is_id(value)))
    if len(found) < len(set(values)):
        ignored.append(name)
    return found


def _day(name: str, values: Mapping[str, list[str]], ignored: list[str]) -> date | None:
    written = values.get(name, [])
    if not written:
        return None
    try:
        return parse_day(written[-1]).last
    except Unfit:
        ignored.append(name)
        return None
