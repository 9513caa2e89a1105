"""The body of a slide as HTML: text as lists and tables, a figure as its place."""

from dashboard.markup.element import Html, element
from dashboard.markup.limits import limits
from dashboard.markup.parts import body_of
from dashboard.markup.standing import counts, matrix
from dashboard.markup.tables import listing, table
from dashboard.slides import (
    Counts,
    Cover,
    Limits,
    Listing,
    Matrix,
    Ratios,
    Slide,
    Staircase,
    Table,
    Timeline,
    Trend,
)
from dashboard.wording import Wording

_FACT = 100
"""Characters that a figure in words has room for at the size of a row."""


def body_html(slide: Slide, say: Wording) -> Html:  # noqa: PLR0911 - one line a kind
    """Return the body of a slide; where a figure goes, its place with the figure in words."""
    match slide.body:
        case Cover() as body:
            return body_of("cover", *(element("p", line) for line in body.lines))
        case Counts() as body:
            return counts(body, say)
        case Matrix() as body:
            return matrix(body)
        case Table() as body:
            return table(body, say)
        case Listing() as body:
            return listing(body)
        case Limits() as body:
            return limits(body, say)
        case Trend() | Ratios() | Timeline() | Staircase():
            return _figure(slide)


def _figure(slide: Slide) -> Html:
    """Return the place of a figure, which says in words what it shows."""
    words = element("p", slide.alt, class_="figure-alt")
    place = element(
        "div", words, class_="figure", data_figure=slide.id, role="img", aria_label=slide.alt
    )
    return body_of("drawn", place, data_size="small" if len(slide.alt) > _FACT else "")
