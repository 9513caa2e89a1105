"""The sheet of the parts: each figure to reach, each limit, each part of an ambition."""

from collections.abc import Sequence

from dashboard.assessment.aims import Aim
from dashboard.model import (
    AmbitionCommitment,
    Baseline,
    Limit,
    LimitsCommitment,
    Mode,
    Part,
    Target,
)
from dashboard.sentences.commitment import area_name
from dashboard.workbooks.book import Book, nothing_unless
from dashboard.workbooks.grid import Column, Grid, Row
from dashboard.workbooks.rules import window_key
from dashboard.workbooks.terms import (
    FALSE,
    Term,
    and_,
    at,
    count,
    if_,
    largest,
    months_after,
    place_in,
    smallest,
    total,
)

COLUMNS = (
    Column("title", "words", 26, "what"),
    Column("id", width=26, band="what"),
    Column("part", width=18, band="what"),
    Column("name", "words", 24, "what"),
    Column("area", "words", 14, "what"),
    Column("unit", width=9, band="what"),
    Column("mode", width=10, band="promise", choices="modes", put=True),
    Column("hold", "whole", 8, "promise", put=True),
    Column("needed", "whole", 8, "promise"),
    Column("floor", "general", 10, "promise", put=True),
    Column("ceiling", "general", 10, "promise", put=True),
    Column("tolerance", "general", 8, "promise", put=True),
    Column("deadline", "date", 12, "promise", put=True),
    Column("by", "date", 12, "promise", put=True),
    Column("window", "whole", 8, "promise"),
    Column("evidence", "whole", 8, "stands"),
    Column("newest", "date", 12, "stands"),
    Column("stale_on", "date", 12, "stands"),
    Column("done_on", "date", 12, "stands"),
    Column("proof_on", "date", 12, "stands"),
    Column("above_on", "date", 12, "stands"),
    Column("lost", width=9, band="stands"),
    Column("missed", "whole", 9, "stands"),
    Column("state", width=12, band="stands"),
    Column("base_period", width=12, band="way"),
    Column("base_length", width=9, band="way", choices="lengths", put=True),
    Column("base_on", "date", 12, "way", put=True),
    Column("base_value", "general", 11, "way", put=True),
    Column("restarts", width=9, band="way", choices="yes-no", put=True),
    Column("start_on", "date", 12, "way"),
    Column("start", "general", 11, "way"),
    Column("goal", "general", 11, "way"),
    Column("latest_no", "whole", 8, "way"),
    Column("latest_on", "date", 12, "way"),
    Column("latest", "general", 11, "way"),
    Column("bare", width=9, band="way"),
    Column("years", "decimal", 9, "way"),
    Column("passed", "decimal", 9, "way"),
    Column("after", "whole", 8, "way"),
    Column("began", width=9, band="way"),
    Column("has_way", width=9, band="way"),
    Column("share", "percent", 10, "way"),
    Column("elapsed", "percent", 10, "way"),
    Column("projected", "percent", 10, "way"),
    Column("method", width=20, band="pace"),
    Column("from_on", "date", 12, "pace", put=True),
    Column("from_value", "general", 11, "pace", put=True),
    Column("from_years", "decimal", 9, "pace"),
    Column("change", "decimal", 11, "pace", put=True),
    Column("required", "decimal", 11, "pace"),
    Column("leads_to", "decimal", 11, "pace"),
    Column("ratio", "decimal", 10, "pace", put=True),
    Column("good", "decimal", 10, "pace", put=True),
    Column("fair", "decimal", 10, "pace", put=True),
    Column("graded", "status", 11, band="pace"),
    Column("met", width=8, band="pace"),
    Column("early", width=8, band="pace"),
    Column("pace", "status", 11, band="pace"),
    Column("open_pace", "status", 11, band="pace"),
)


def grid_of(book: Book) -> Grid:
    """Return the sheet, added where it is not there yet."""
    return book.grids.get("parts") or book.grid("parts", COLUMNS)


def of_aim(book: Book, identity: str, part: str, aim: Aim, name: str) -> Row:
    """Add what a figure is to reach, from when to when."""
    language, target = book.say.language, aim.target
    row = grid_of(book).row()
    row.fill(
        {
            "title": _title(book, identity),
            "id": identity,
            "part": part,
            "name": name,
            "area": area_name(book.catalog, aim.area, language),
            "unit": book.catalog.frame.unit(aim.indicator.unit).name(language),
            "mode": book.word(f"mode-{aim.mode}"),
            "tolerance": aim.options.tolerance,
            "window": book.named(window_key(aim.indicator.frequency)),
            "restarts": book.word("yes" if aim.indicator.restarts_yearly else "no"),
        }
    )
    if aim.mode == Mode.REACH_AND_HOLD:  # to be put only where it matters
        row["hold"] = aim.hold_periods
    held = if_(row["hold"].is_given, row["hold"], aim.hold_periods)
    row["needed"] = if_(row["mode"].same(book.word(f"mode-{Mode.REACH_AND_HOLD}")), held, 1)
    first = aim.ledger[0].by if target else None
    row["deadline"] = first.last if first else None
    row["by"] = target.by.last if target and target.by else None
    _bounds(row, target)
    _baseline(book, row, aim.baseline)
    return row


def _title(book: Book, identity: str) -> str:
    title: str = book.catalog.commitments[identity].title(book.say.language)
    return title


def _bounds(row: Row, target: Target | None) -> None:
    between = target.between if target else None
    row["floor"] = between[0] if between else target.at_least if target else None
    row["ceiling"] = between[1] if between else target.at_most if target else None


def _baseline(book: Book, row: Row, baseline: Baseline | None) -> None:
    row["base_period"] = baseline.period.text if baseline else None
    length = book.word(f"length-{baseline.period.frequency}") if baseline else None
    row["base_length"] = length
    row["base_on"] = baseline.period.last if baseline else None
    row["base_value"] = baseline.value if baseline else None


def of_limit(book: Book, commitment: LimitsCommitment, limit: Limit, register: Row) -> Row:
    """Add one limit."""
    language, indicator = book.say.language, book.catalog.indicators[limit.indicator]
    row = grid_of(book).row()
    row.fill(
        {
            "title": _title(book, commitment.id),
            "id": commitment.id,
            "part": limit.id,
            "name": limit.name(language),
            "area": area_name(book.catalog, commitment.by[0], language),
            "unit": book.catalog.frame.unit(indicator.unit).name(language),
            "mode": book.word(f"mode-{Mode.REACH}"),
            "needed": 1,
            "ceiling": limit.at_most,
            "tolerance": 0,
            "deadline": nothing_unless(register["deadline"].is_given, register["deadline"]),
        }
    )
    return row


def of_part(book: Book, commitment: AmbitionCommitment, part: Part) -> Row:
    """Add one part of an ambition."""
    row = grid_of(book).row()
    row.fill(
        {
            "title": _title(book, commitment.id),
            "id": commitment.id,
            "part": part.id,
            "name": part.name(book.say.language),
        }
    )
    return row


def course_of_aim(book: Book, part: Row, rows: Sequence[Row]) -> None:
    """Put what the figures of a target show (judging.md 2, rules 2 to 6)."""
    grid = rows[0].grid
    _evidence(part, rows)
    part["stale_on"] = nothing_unless(
        part["newest"].is_given, months_after(part["newest"], part["window"])
    )
    actual, expected = grid.cells("done_on", rows), grid.cells("expected_on", rows)
    part["done_on"] = if_(
        count(actual) > 0,
        smallest(actual),
        nothing_unless(count(expected) > 0, smallest(expected)),
    )
    part["lost"] = book.yes(rows[-1]["state"].same(book.word("was-lost")))
    part["missed"] = total(grid.cells("missed", rows))
    newest = largest(grid.cells("whole_no", rows))
    fails = if_(newest > 0, _meets_at(rows, newest).same(book.word("no")), FALSE)
    part["state"] = _state(book, part, fails)


def course_of_limit(book: Book, part: Row, figures: Sequence[Row], rows: Sequence[Row]) -> None:
    """Put what measurements and reports show of a limit: `rows` are both, figures first."""
    grid = rows[0].grid
    _evidence(part, rows)
    first, by = grid.cells("reported_first", rows), grid.cells("reported_by", rows)
    earliest = at(by, place_in(smallest(first), first))
    part["proof_on"] = nothing_unless(count(first) > 0, earliest)
    shown = (part["proof_on"], grid.cells("done_on", figures), grid.cells("expected_on", figures))
    part["done_on"] = nothing_unless(count(*shown) > 0, smallest(*shown))
    told = largest(grid.cells("told_no", figures))
    when = at(grid.cells("last", figures), told)
    is_above = if_(told > 0, _meets_at(figures, told).same(book.word("no")), FALSE)
    is_newest = when >= largest(grid.cells("reported_on", rows))
    part["above_on"] = nothing_unless(is_above, nothing_unless(is_newest, when))
    above, deadline = part["above_on"], part["deadline"]
    part["lost"] = book.yes(and_(above.is_given, part["done_on"].is_given))
    missed = and_(above.is_given, deadline.is_given, above >= deadline)
    part["missed"] = if_(missed, 1, 0)
    part["state"] = _state(book, part, above.is_given)


def course_of_part(book: Book, part: Row, rows: Sequence[Row], whole: Sequence[Row]) -> None:
    """Put what the reports on a part of an ambition show; `whole` are those on all of it."""
    grid = rows[0].grid
    done, lost, by = grid.cells("done", rows), grid.cells("lost", rows), grid.cells("by", rows)
    part["evidence"] = count(grid.cells("counts_on", rows))
    part["proof_on"] = nothing_unless(count(done) > 0, smallest(done))
    first = at(by, place_in(smallest(done), done))
    part["done_on"] = nothing_unless(count(done) > 0, first)
    proofs = (done, grid.cells("done", whole))
    since = and_(count(*proofs) > 0, count(lost) > 0, largest(lost) > largest(*proofs))
    part["lost"] = book.yes(since)
    is_lost, is_done = book.is_yes(part["lost"]), part["done_on"].is_given
    reported = if_(part["evidence"] > 0, book.word("reported"), book.word("no-data"))
    part["state"] = if_(
        is_lost, book.word("was-lost"), if_(is_done, book.word("was-done"), reported)
    )


def _meets_at(rows: Sequence[Row], number: Term) -> Term:
    """Return whether the figure of a number meets the target."""
    return at(rows[0].grid.cells("meets", rows), number)


def _evidence(part: Row, rows: Sequence[Row]) -> None:
    dates = rows[0].grid.cells("last", rows)
    part["evidence"] = count(dates)
    part["newest"] = nothing_unless(part["evidence"] > 0, largest(dates))


def _state(book: Book, part: Row, fails: Term) -> Term:
    """Return how a part stands: a figure that proves neither side is unclear."""
    unclear = if_(part["evidence"] > 0, book.word("unclear"), book.word("no-data"))
    open_ = if_(fails, book.word("not-met"), unclear)
    done = if_(part["done_on"].is_given, book.word("was-done"), open_)
    return if_(book.is_yes(part["lost"]), book.word("was-lost"), done)
