"""Limits on a grey field and measurements on white, as HTML: never on one mark."""

from collections.abc import Iterable, Sequence

from dashboard.markup.element import Html, element
from dashboard.markup.parts import amount, area, body_of, dated, head, status
from dashboard.slides import LimitRow, Limits, Measured
from dashboard.wording import Wording

_SOME, _MANY = 6, 8
"""Columns that have room for large numbers, and for numbers at all."""

_Row = tuple[str, str, str, list[Html]]
"""A name, whose it is, what is said of it, and a cell for each measure."""


def limits(body: Limits, say: Wording) -> Html:
    """Return limits on a grey field and measurements on white: never on one mark."""
    schemes, places = len(body.schemes), len(body.places)
    if schemes + places > _MANY:
        return _turned(body, say)
    groups = (
        (schemes, say("slides.limits.head"), "limit"),
        (places, say("slides.limits.measured"), ""),
    )
    named = (
        *((one.name, one.area, one.about, "limit") for one in body.schemes),
        *((one.name, one.area, one.about, "") for one in body.places),
    )
    return body_of(
        "limits",
        element(
            "table",
            element("colgroup", element("col", width="19%")),
            element(
                "thead",
                element(
                    "tr",
                    element("td"),
                    *(
                        element("th", name, colspan=str(count), scope="colgroup", class_=kind)
                        for count, name, kind in groups
                        if count
                    ),
                ),
                element(
                    "tr",
                    element("td"),
                    *(
                        element(
                            "th",
                            area(whose, name),
                            element("small", dated(about)),
                            scope="col",
                            class_=kind,
                        )
                        for name, whose, about, kind in named
                    ),
                ),
            ),
            element("tbody", *(_limit_row(row, body, say) for row in body.rows)),
        ),
        data_rows=amount(len(body.rows)),
        data_many="columns" if schemes + places > _SOME else "",
    )


def _limit_row(row: LimitRow, body: Limits, say: Wording) -> Html:
    allowed = (
        element(
            "td",
            area(scheme.area, limit.words),
            class_="limit",
            data_label=say("markup.limit", scheme=scheme.name, about=scheme.about),
        )
        for limit, scheme in zip(row.limits, body.schemes, strict=True)
    )
    measured = (
        element(
            "td",
            _measured(one),
            data_label=say("markup.measured", place=place.name, about=place.about),
        )
        for one, place in zip(row.measured, body.places, strict=True)
    )
    name = element("th", row.name, element("small", row.unit), scope="row")
    return element("tr", name, *allowed, *measured)


def _measured(one: Measured) -> Html:
    return status(one.sign, one.words) if one.sign else element("span", one.words)


def _turned(body: Limits, say: Wording) -> Html:
    """Return the same of many areas: one row a scheme and a place, the measures as columns."""
    allowed = (
        (one.name, one.area, one.about, [area(one.area, row.limits[at].words) for row in body.rows])
        for at, one in enumerate(body.schemes)
    )
    measured = (
        (one.name, one.area, one.about, [_measured(row.measured[at]) for row in body.rows])
        for at, one in enumerate(body.places)
    )
    names = [f"{row.name} {row.unit}" for row in body.rows]
    return body_of(
        "limits",
        _side(say("slides.limits.head"), names, allowed, "limit"),
        _side(say("slides.limits.measured"), names, measured, ""),
        data_turned=True,
        data_rows=amount(max(len(body.schemes), len(body.places))),
    )


def _side(name: str, measures: Sequence[str], rows: Iterable[_Row], kind: str) -> Html:
    """Return the limits alone, or the measurements alone, as a table."""
    lines = (
        element(
            "tr",
            element("th", area(whose, who), " ", element("span", dated(about)), scope="row"),
            *(
                element("td", said, data_label=measure)
                for said, measure in zip(values, measures, strict=True)
            ),
        )
        for who, whose, about, values in rows
    )
    return element("table", head(name, *measures), element("tbody", *lines), class_=kind)
