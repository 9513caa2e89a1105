"""Small catalogs, written by hand, for the tests of frames and figures."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from pydantic import TypeAdapter

from dashboard.model import Catalog, Commitment, Frame, Indicator, Source

AS_OF = date(2026, 3, 20)
_UNITS = [
    {"id": "cny-100m", "name": {"zh": "亿元", "en": "100m yuan"}, "measure": "cny",
     "scale": "100000000"},
    {"id": "cny", "name": {"zh": "元", "en": "yuan"}, "decimals": "0", "measure": "cny"},
    {"id": "person-10k", "name": {"zh": "万人", "en": "10k people"}, "measure": "person",
     "scale": "10000"},
    {"id": "firm", "name": {"zh": "家", "en": "firms"}, "decimals": "0"},
    {"id": "day", "name": {"zh": "天", "en": "days"}},
    {"id": "km", "name": {"zh": "公里", "en": "km"}},
    {"id": "rank", "name": {"zh": "名", "en": "rank"}, "decimals": "0"},
]  # fmt: skip
_SOURCE = {
    "id": "paper", "publisher": {"zh": "某报", "en": "A paper"}, "title": "t",
    "published": "2025-06-01", "grade": "high",
}  # fmt: skip


def areas(count: int) -> list[dict[str, Any]]:
    """Return areas a1, a2, … that promise, a part of the first, and a context."""
    names = [
        {"id": f"a{n}", "name": {"zh": f"甲{n}市", "en": f"Town {n}"}} for n in range(1, count + 1)
    ]
    return [
        *names,
        {"id": "a1-zone", "name": {"zh": "甲1区", "en": "Town 1 zone"}, "part_of": "a1"},
        {"id": "land", "name": {"zh": "全省", "en": "The province"}, "context": "yes"},
    ]


def indicator(
    identity: str, figures: Mapping[str, Mapping[str, Any]], **given: object
) -> dict[str, Any]:
    """Return an indicator with figures by area and period."""
    observations = {
        area: [
            {
                "period": period,
                "source": "paper",
                **(value if isinstance(value, dict) else {"value": str(value)}),
            }
            for period, value in by_period.items()
        ]
        for area, by_period in figures.items()
    }
    return {
        "id": identity, "name": {"zh": identity, "en": identity}, "unit": "cny-100m",
        "nature": "flow", "better": "higher", "frequency": "year", "definition": identity,
        "observations": observations, **given,
    }  # fmt: skip


def catalog(
    *indicators: dict[str, Any], commitments: tuple[dict[str, Any], ...] = (), count: int = 2
) -> Catalog:
    """Return a catalog of so many areas with these indicators and commitments."""
    frame = Frame.model_validate(
        {"title": "t", "scope": "s", "licence": "l", "contact": "c", "areas": areas(count),
         "joint": {"name": {"zh": "共同", "en": "Both"}}, "themes": [{"id": "one", "name": "one"}],
         "units": _UNITS, "population": "people"}
    )  # fmt: skip
    adapter: TypeAdapter[Any] = TypeAdapter(Commitment)
    found = [Indicator.model_validate(item) for item in indicators]
    promised = [
        adapter.validate_python(
            {"title": {"zh": item["id"], "en": item["id"]}, "statement": "s",
             "made": {"on": "2020-05-07", "source": "paper"}, **item}
        )
        for item in commitments
    ]  # fmt: skip
    return Catalog(
        frame=frame,
        sources={"paper": Source.model_validate(_SOURCE)},
        indicators={item.id: item for item in found},
        commitments={item.id: item for item in promised},
        theme_of={item.id: "one" for item in (*found, *promised)},
    )


def target(identity: str, indicator_id: str, **given: object) -> dict[str, Any]:
    """Return a target to reach 200 by 2023, by the first area."""
    return {
        "id": identity, "kind": "target", "by": ["a1"], "indicator": indicator_id,
        "targets": [{"at_least": "200", "by": "2023", "set_on": "2020-05-07", "source": "paper"}],
        **given,
    }  # fmt: skip


def limits(identity: str, at_most: str, on: str, **given: object) -> dict[str, Any]:
    """Return a bundle of one limit on `days`, by the second area."""
    return {
        "id": identity, "kind": "limits", "by": ["a2"],
        "made": {"on": on, "source": "paper", "published": on},
        "limits": [{"id": "open", "name": "open", "at_most": at_most, "indicator": "days"}],
        **given,
    }  # fmt: skip


PEOPLE = indicator(
    "people", {"a1": {"2020": 50, "2021": 50}, "a2": {"2020": "100"}}, unit="person-10k",
    nature="stock",
)  # fmt: skip
"""500,000 people in a1, 1,000,000 in a2"""
