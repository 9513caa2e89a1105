"""Tables for projects: what was planned, what happened, where the crossings lie."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import pandas as pd

from dashboard.assessment import Fact, Verdict
from dashboard.assessment.projects import KnownNode, known_nodes
from dashboard.frames.overview import area_name, area_of, rows_of, side_of, table
from dashboard.model import JOINT, Catalog, Cited, Crossing, ProjectCommitment
from dashboard.theme import sign_key
from dashboard.values import Day

START = "start"
"""The id of the node that a project's bar begins at (docs/data-format.md)."""

TIMELINE = {
    "id": "str",
    "area": "str",
    "area_name": "str",
    "side": "str",
    "name": "str",
    "sign": "str",
    "as_of": "object",
    "latest": "str",
    "slip_days": "int64",
    "event": "str",
    "what": "str",
    "day": "object",
    "text": "str",
    "source": "str",
    "said": "str",
}
"""The columns of `timeline`, one row an event. `event` is begun, to-begin, passed (a node
reached), next (a node ahead), planned, moved (a new date that was moved on in its turn),
replanned, done, or none for a project without any;
`day` is the last day that `text` may mean, the first one of a start; `latest` is when its
newest evidence is from; `source` is the id of the event's source and `said` its publisher and
day."""

CROSSINGS = {
    "id": "str",
    "commitment": "str",
    "name": "str",
    "form": "str",
    "carries": "str",
    "note": "str",
    "is_open": "bool",
    "sign": "str",
    "due": "str",
    "replanned": "bool",
    "km": "float64",
    "at": "float64",
    "is_scaled": "bool",
    "source": "str",
    "water": "str",
    "flow": "str",
    "above": "str",
    "above_name": "str",
    "above_side": "str",
    "below": "str",
    "below_name": "str",
    "below_side": "str",
}
"""The columns of `crossings`: `at` is where it is drawn, in km where all have one, otherwise
its place in the row; `above` and `below` are the two banks, empty unless there are two."""


@dataclass(frozen=True, slots=True)
class Event:
    """One dated thing of a project."""

    kind: str
    what: str
    day: date
    text: str
    source: str = ""
    said: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """The rows of one project, together again."""

    id: str
    area: str
    area_name: str
    side: str
    name: str
    sign: str
    as_of: date
    latest: str
    slip_days: int
    events: tuple[Event, ...]

    def of(self, *kinds: str) -> tuple[Event, ...]:
        """Return the events of some kinds, earliest first."""
        return tuple(sorted((e for e in self.events if e.kind in kinds), key=lambda e: e.day))

    def one(self, kind: str) -> Event | None:
        """Return the last event of a kind."""
        return next(iter(self.of(kind)[::-1]), None)

    @property
    def is_joint(self) -> bool:
        """Return whether all areas promised it together."""
        return self.area == JOINT


def projects_of(frame: pd.DataFrame) -> tuple[Project, ...]:
    """Return the projects of a `timeline`, in its order."""
    return tuple(_project(group) for _, group in frame.groupby("id", sort=False))


def _project(group: pd.DataFrame) -> Project:
    rows = group.to_dict("records")
    head = rows[0]
    events = tuple(
        Event(*(row[name] for name in ("event", "what", "day", "text", "source", "said")))
        for row in rows
        if row["event"] != "none"
    )
    return Project(
        id=head["id"],
        area=head["area"],
        area_name=head["area_name"],
        side=head["side"],
        name=head["name"],
        sign=head["sign"],
        as_of=head["as_of"],
        latest=head["latest"],
        slip_days=int(head["slip_days"]),
        events=events,
    )


def timeline(
    catalog: Catalog, verdicts: Mapping[str, Verdict], as_of: date, *, language: str
) -> pd.DataFrame:
    """Return the dated events of all projects, in the order of areas and of the files."""
    frame = catalog.frame
    rows: list[dict[str, object]] = []
    for identity, verdict in verdicts.items():
        commitment = catalog.commitments[identity]
        if not isinstance(commitment, ProjectCommitment):
            continue
        area = area_of(frame, commitment)
        head: dict[str, object] = {
            "id": identity,
            "area": area,
            "area_name": area_name(frame, area, language),
            "side": side_of(frame, area, language),
            "name": (commitment.short or commitment.title)(language),
            "sign": sign_key(verdict.status, is_late=verdict.is_late),
            "as_of": as_of,
            "latest": verdict.evidence[0].when if verdict.evidence else "",
            "slip_days": verdict.slip_days or 0,
        }
        events = [
            {**event, "said": _said(catalog, event, language)}
            for event in _events(known_nodes(catalog, commitment, as_of), verdict, language)
        ]
        rows += [{**head, **event} for event in events or [_NOTHING]]
    places = rows_of(frame, frozenset(str(row["area"]) for row in rows))
    rows.sort(key=lambda row: places.index(str(row["area"])))
    return table(rows, TIMELINE)


_NOTHING: dict[str, object] = {
    "event": "none", "what": "", "day": None, "text": "", "source": "", "said": "",
}  # fmt: skip


def _said(catalog: Catalog, event: Mapping[str, object], language: str) -> str:
    source = catalog.sources[str(event["source"])]
    day = source.published.text if source.published else ""
    return f"{source.publisher(language)} {day}".strip()


def _events(
    nodes: Sequence[KnownNode], verdict: Verdict, language: str
) -> Iterator[dict[str, object]]:
    for item in nodes:
        what = item.node.name(language)
        if item.node.final:
            yield from _of_final(item, verdict, what)
        elif item.actual:
            yield _event(
                "begun" if item.node.id == START else "passed", what, item.actual.on, item.actual
            )
        elif item.planned:
            kind = "to-begin" if item.node.id == START else "next"
            yield _event(kind, what, item.planned[-1].to, item.planned[-1])


def _of_final(item: KnownNode, verdict: Verdict, what: str) -> Iterator[dict[str, object]]:
    if item.planned:
        yield _event("planned", what, item.planned[0].to, item.planned[0])
        for plan in item.planned[1:-1]:
            yield _event("moved", what, plan.to, plan)
        if item.planned[-1].to != item.planned[0].to:
            yield _event("replanned", what, item.planned[-1].to, item.planned[-1])
    if item.actual:
        yield _event("done", what, item.actual.on, item.actual)
    elif verdict.proof and verdict.status == "achieved":
        proof = verdict.proof
        yield _event("done", what, Day(proof.when, proof.first, proof.last), proof)


def _event(kind: str, what: str, day: Day, by: Cited | Fact) -> dict[str, object]:
    shown = day.first if kind in {"begun", "to-begin"} else day.last
    return {"event": kind, "what": what, "day": shown, "text": day.text, "source": by.source}


def measured(catalog: Catalog, as_of: date) -> tuple[Crossing, ...]:
    """Return the crossings, without a distance that was published only after the day."""
    schematic = catalog.frame.schematic
    return tuple(
        crossing
        if _is_published(catalog, crossing, as_of)
        else crossing.model_copy(update={"km": None, "source": None})
        for crossing in (schematic.crossings if schematic else ())
    )


def crossings(
    catalog: Catalog, verdicts: Mapping[str, Verdict], as_of: date, *, language: str
) -> pd.DataFrame:
    """Return the crossings of the schematic in their order; no rows without a schematic."""
    frame, schematic = catalog.frame, catalog.frame.schematic
    if schematic is None:
        return table([], CROSSINGS)
    drawn = measured(catalog, as_of)
    is_scaled = all(crossing.km is not None for crossing in drawn)
    above, below = _banks(catalog)
    common: dict[str, object] = {
        "is_scaled": is_scaled,
        "water": schematic.water(language),
        "flow": schematic.flow(language) if schematic.flow else "",
        "above": above,
        "above_name": area_name(frame, above, language),
        "above_side": side_of(frame, above, language),
        "below": below,
        "below_name": area_name(frame, below, language),
        "below_side": side_of(frame, below, language),
    }
    rows = [
        {
            **common,
            **_crossing(catalog, verdicts, crossing, language),
            "at": float(crossing.km if is_scaled and crossing.km is not None else place),
        }
        for place, crossing in enumerate(drawn)
    ]
    return table(rows, CROSSINGS)


def _is_published(catalog: Catalog, crossing: Crossing, as_of: date) -> bool:
    day = catalog.sources[crossing.source].published if crossing.source else None
    return day is None or day.last <= as_of


def _crossing(
    catalog: Catalog, verdicts: Mapping[str, Verdict], crossing: Crossing, language: str
) -> dict[str, object]:
    verdict = verdicts.get(crossing.commitment or "")
    commitment = catalog.commitments.get(crossing.commitment or "")
    name = crossing.name or (commitment and (commitment.short or commitment.title))
    due = verdict and (verdict.replanned or verdict.deadline)
    return {
        "id": crossing.id,
        "commitment": verdict.id if verdict else "",
        "name": name(language) if name else crossing.id,
        "form": crossing.form,
        "carries": crossing.carries(language),
        "note": crossing.note(language) if crossing.note else "",
        "is_open": crossing.open or (verdict is not None and verdict.status == "achieved"),
        "sign": sign_key(verdict.status, is_late=verdict.is_late) if verdict else "",
        "due": due.text if due else "",
        "replanned": bool(verdict and verdict.replanned),
        "km": float("nan") if crossing.km is None else crossing.km,
        "source": crossing.source or "",
    }


def _banks(catalog: Catalog) -> tuple[str, str]:
    """Return the two banks, the first one above; nothing unless there are exactly two."""
    match [area.id for area in catalog.frame.areas if area.promises]:
        case [above, below]:
            return above, below
        case _:
            return "", ""
