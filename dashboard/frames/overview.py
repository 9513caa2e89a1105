"""Tables for the overview: how each commitment stands, and where it lies among the rest."""

from collections.abc import Mapping

import pandas as pd

from dashboard.assessment import Verdict
from dashboard.model import JOINT, Catalog, Commitment, Frame
from dashboard.theme import SIGNS, sign_key

ORDER = {key: place for place, key in enumerate(SIGNS)}
"""The place of a status by the key of its sign: worst first, then good, then open."""

STATUSES = {
    "id": "str",
    "kind": "str",
    "area": "str",
    "area_name": "str",
    "theme": "str",
    "theme_name": "str",
    "column": "str",
    "name": "str",
    "title": "str",
    "status": "str",
    "sign": "str",
    "flags": "str",
    "late": "bool",
    "order": "int64",
}
"""The columns of `statuses`: `area` is an area's id or `joint`, `sign` a key of the signs,
`flags` ids with blanks between them, `order` the place of the sign."""

COUNTS = {"sign": "str", "count": "int64", "order": "int64"}

CELLS = {
    "area": "str",
    "area_name": "str",
    "side": "str",
    "column": "str",
    "column_name": "str",
    "id": "str",
    "name": "str",
    "title": "str",
    "sign": "str",
}
"""The columns of `matrix_cells`; `id` is empty in the one row of an empty cell."""


def table(rows: list[dict[str, object]], columns: Mapping[str, str]) -> pd.DataFrame:
    """Return rows as a table of exactly these columns and types, also when there are none."""
    return pd.DataFrame(rows, columns=list(columns)).astype(dict(columns))


_ITEM = ["id", "name", "title", "sign"]


def area_of(frame: Frame, commitment: Commitment) -> str:
    """Return the id of the area that a commitment is drawn under, `joint` for several."""
    by_id = {area.id: area for area in frame.areas}
    wholes = dict.fromkeys(
        (by_id[identity].part_of or identity) if identity in by_id else identity
        for identity in commitment.by
    )
    return JOINT if len(wholes) > 1 else next(iter(wholes))


def area_name(frame: Frame, identity: str, language: str) -> str:
    """Return what an area or `joint` is called; its id where it is not declared."""
    if identity == JOINT:
        return frame.joint.name(language) if frame.joint else JOINT
    return next((area.name(language) for area in frame.areas if area.id == identity), identity)


def rows_of(frame: Frame, used: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """Return the areas that rows are drawn for, `joint` between two areas or after more.

    `used` adds those that something stands under though they promise nothing by themselves.
    """
    areas = [area.id for area in frame.areas if area.promises or area.id in used]
    if frame.joint is None and JOINT not in used:
        return tuple(areas)
    middle = 1 if len(areas) == 2 else len(areas)  # noqa: PLR2004 - two banks, one river
    return (*areas[:middle], JOINT, *areas[middle:])


def statuses(catalog: Catalog, verdicts: Mapping[str, Verdict], *, language: str) -> pd.DataFrame:
    """Return one row a commitment, worst first, then in the order of areas and of the files."""
    frame = catalog.frame
    themes = {theme.id: theme for theme in frame.themes}
    rows = []
    for identity, verdict in verdicts.items():
        commitment = catalog.commitments[identity]
        theme = themes[catalog.theme_of[identity]]
        area = area_of(frame, commitment)
        sign = sign_key(verdict.status, is_late=verdict.is_late)
        rows.append(
            {
                "id": identity,
                "kind": commitment.kind,
                "area": area,
                "area_name": area_name(frame, area, language),
                "theme": theme.id,
                "theme_name": theme.name(language),
                "column": theme.column or "",
                "name": (commitment.short or commitment.title)(language),
                "title": commitment.title(language),
                "status": str(verdict.status),
                "sign": sign,
                "flags": " ".join(verdict.flags),
                "late": verdict.is_late,
                "order": ORDER[sign],
            }
        )
    places = {area: place for place, area in enumerate(rows_of(frame, _used(rows)))}
    rows.sort(key=lambda row: (row["order"], places[row["area"]]))
    return table(rows, STATUSES)


def _used(rows: list[dict[str, object]]) -> frozenset[str]:
    return frozenset(str(row["area"]) for row in rows)


def counts(frame: pd.DataFrame) -> pd.DataFrame:
    """Return how many commitments of `statuses` have each sign, zero groups left out."""
    found = frame["sign"].value_counts()
    rows: list[dict[str, object]] = [
        {"sign": sign, "count": int(found[sign]), "order": place}
        for sign, place in ORDER.items()
        if sign in found.index
    ]
    return table(rows, COUNTS)


def matrix_cells(catalog: Catalog, frame: pd.DataFrame, *, language: str) -> pd.DataFrame:
    """Return `statuses` by area and column, with a row for each empty cell too.

    What has a theme without a column comes into a last column without a name.
    """
    declared = catalog.frame
    names = {column.id: column.name(language) for column in declared.columns}
    if not names or not frame["column"].isin(list(names)).all():
        names[""] = ""
    found: dict[tuple[str, str], list[dict[str, object]]] = {}
    items = (frame[name] for name in ("area", "column", *_ITEM))
    for area, column, *item in zip(*items, strict=True):
        cell = found.setdefault((area, column if column in names else ""), [])
        cell.append(dict(zip(_ITEM, item, strict=True)))
    rows: list[dict[str, object]] = []
    for area in rows_of(declared, frozenset(frame["area"])):
        for column, name in names.items():
            place: dict[str, object] = {
                "area": area,
                "area_name": area_name(declared, area, language),
                "side": side_of(declared, area, language),
                "column": column,
                "column_name": name,
            }
            here = found.get((area, column)) or [dict.fromkeys(_ITEM, "")]
            rows += [{**place, **item} for item in here]
    return table(rows, CELLS)


def side_of(frame: Frame, identity: str, language: str) -> str:
    """Return on which side an area or `joint` lies; nothing where it is not declared."""
    if identity == JOINT:
        return frame.joint.side(language) if frame.joint and frame.joint.side else ""
    sides = [area.side for area in frame.areas if area.id == identity and area.side]
    return sides[0](language) if sides else ""
