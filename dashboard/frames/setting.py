"""When limits were set, or something began: as exactly as its sources allow."""

from datetime import date
from typing import NamedTuple

from dashboard.assessment import known_from, published
from dashboard.methods.lags import Span
from dashboard.model import Catalog, Cited, LimitsCommitment, Made, OutsideLimit, ReportedMet
from dashboard.values import Day, parse_day


class Setting(NamedTuple):
    """When a bundle of limits was set, by which source."""

    span: Span
    written: str
    """the day as the data have it"""
    source: str

    @property
    def day(self) -> str:
        """Return the day to show."""
        return shown(self.span, self.written)


def when_set(catalog: Catalog, commitment: LimitsCommitment, as_of: date) -> Setting | None:
    """Return when limits were set; where nobody says, they stood when they were first reported.

    None where not even a day of publication is known.
    """
    made = commitment.made
    reported = [
        item for item in commitment.reported_met if known_from(catalog, item, item.on.last) <= as_of
    ]
    cited: Made | ReportedMet = made
    if made.on is None and reported:
        cited = min(reported, key=lambda item: item.on.last)
    on = cited.on or published(catalog, made)
    if on is None:
        return None
    span = span_of(catalog, cited, on, already=made.on is None)
    return Setting(span, on.text, cited.source)


def outside_set(catalog: Catalog, limit: OutsideLimit) -> Setting:
    """Return when a limit was set by somebody else."""
    span = span_of(catalog, limit, limit.set_on, already=limit.already)
    return Setting(span, limit.set_on.text, limit.source)


def span_of(catalog: Catalog, cited: Cited | Made, on: Day, *, already: bool) -> Span:
    """Return when something began: of a year no later than the report of it came out."""
    said = published(catalog, cited)
    last = min(on.last, said.last) if said and said.last >= on.first else on.last
    return Span(last if already else on.first, last, already)


def shown(span: Span, written: str) -> str:
    """Return the day to show: as written; of what was in place already, that of its report.

    A lag counts from the report, which may be earlier than the end of the month that it names.
    """
    is_sooner = span.already and span.last < parse_day(written).last
    return span.last.isoformat() if is_sooner else written
