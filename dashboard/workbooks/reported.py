"""Projects, reforms and ambitions in the register: what dated reports show."""

from collections.abc import Sequence
from operator import attrgetter

from dashboard.assessment import Status, Verdict
from dashboard.assessment.projects import known_nodes
from dashboard.assessment.reports import evidence_facts
from dashboard.model import (
    AmbitionCommitment,
    ProjectCommitment,
    ReformCommitment,
    Shows,
)
from dashboard.workbooks import parts, reports
from dashboard.workbooks.book import Book, nothing_unless, shown
from dashboard.workbooks.figures import Figures
from dashboard.workbooks.grid import Row
from dashboard.workbooks.terms import (
    Range,
    Term,
    and_,
    at,
    count,
    count_of,
    if_,
    largest,
    or_,
    place_in,
    smallest,
    total,
)


def project(book: Book, row: Row, commitment: ProjectCommitment, verdict: Verdict) -> None:
    """Put what is known of a project: its final node, its reports, and the slip of its nodes."""
    known = known_nodes(book.catalog, commitment, book.as_of)
    nodes = reports.node_rows(book, row, known)
    final = next(nodes[item.node.id] for item in known if item.node.final)
    row["deadline"] = shown(final["planned"])
    row["made"] = commitment.made.on.first if commitment.made.on else None
    told = reports.report(book, row, verdict.evidence, nodes)
    grid = told[0].grid
    _evidence(book, row, told, "window-project")
    done, lost, by = (grid.cells(key, told) for key in ("done", "lost", "by"))
    first = nothing_unless(count(done) > 0, at(by, place_in(smallest(done), done)))
    row["done_on"] = if_(final["reached_by"].is_given, final["reached_by"], first)
    since = and_(count(lost) > 0, largest(lost) > largest(done, final["actual"]))
    row["lost"] = book.yes(and_(row["done_on"].is_given, since))
    _planned_days(book, row, final, list(nodes.values()))
    slip_on, slips = grid.cells("slip_on", told), grid.cells("slip", told)
    newest = at(slips, place_in(largest(slip_on), slip_on))
    row["slip"] = nothing_unless(count(slip_on) > 0, newest)
    _project_pace(book, row, grid.cells("counts_on", told), grid.cells("shows", told))
    reports.context(book, row, commitment, verdict.evidence)


def _planned_days(book: Book, row: Row, final: Row, nodes: Sequence[Row]) -> None:
    """Put how long it was to take, and which slip is still at risk (judging.md 2, rule 8)."""
    begins, made = final.grid.cells("begins", nodes), row["made"]
    start = if_(count(begins) > 0, smallest(begins), shown(made))
    known = and_(final["planned"].is_given, or_(count(begins) > 0, made.is_given))
    row["planned_days"] = if_(known, largest(final["planned"] - start, 0), 0)
    tenth = row["planned_days"] * book.named("slip-share")
    row["allowed"] = largest(tenth, book.named("slip-days"))


def _project_pace(book: Book, row: Row, dates: Range, shows: Range) -> None:
    newest = at(shows, place_in(largest(dates), dates))
    not_done = newest.same(book.say(f"shows.{Shows.NOT_DONE}"))
    behind = if_(row["slip"] <= row["allowed"], Status.AT_RISK, Status.OFF_TRACK)
    by_slip = if_(or_(row["slip"].same(""), row["slip"].same(0)), Status.ON_TRACK, behind)
    said = if_(not_done, Status.OFF_TRACK, by_slip)
    row["pace"] = if_(row["evidence"] > 0, said, Status.NO_DATA)


def reform(book: Book, row: Row, commitment: ReformCommitment) -> None:
    """Put what is known of a reform: done once it is in force in every area that promised it."""
    facts = evidence_facts(book.catalog, commitment, book.as_of)
    own = [fact for fact in facts if fact.subject in commitment.by]
    row["areas"] = len(commitment.by)
    told = reports.report(book, row, sorted(own, key=attrgetter("last"))[::-1])
    reports.course_of_reform(book, row, told)
    grid = told[0].grid
    _evidence(book, row, told, "window-reform")
    first = largest(grid.cells("everywhere", told))
    row["done_on"] = nothing_unless(first > 0, at(grid.cells("by", told), first))
    ended = total(grid.cells("ended", told)) > 0
    row["lost"] = book.yes(and_(row["done_on"].is_given, ended))
    reports.context(book, row, commitment, own)


def ambition(book: Book, row: Row, commitment: AmbitionCommitment, figures: Figures) -> None:
    """Put what is known of an ambition: reached as a whole, or in every part."""
    facts = evidence_facts(book.catalog, commitment, book.as_of)
    facts.sort(key=attrgetter("last"), reverse=True)
    names = [part.id for part in commitment.parts]
    whole = reports.report(book, row, [fact for fact in facts if fact.subject not in names])
    told, rows = [*whole], []
    for part in commitment.parts:
        own = reports.report(book, row, [fact for fact in facts if fact.subject == part.id])
        rows.append(parts.of_part(book, commitment, part))
        parts.course_of_part(book, rows[-1], own, whole)
        told += own
    _evidence(book, row, told, "window-ambition")
    _with_figures(row, told, _dates_of(commitment, figures))
    _reached(book, row, whole, rows)
    reports.context(book, row, commitment, facts)


def _dates_of(commitment: AmbitionCommitment, figures: Figures) -> list[Range]:
    """Return the days of the figures that an ambition is shown by."""
    places = ((item, area) for item in commitment.indicators for area in commitment.by)
    blocks = (figures.blocks.get(place) for place in places)
    return [block[0].grid.cells("last", block) for block in blocks if block]


def _with_figures(row: Row, told: Sequence[Row], days: Sequence[Range]) -> None:
    dates = told[0].grid.cells("counts_on", told)
    row["evidence"] = count(dates, *days)
    row["newest"] = nothing_unless(row["evidence"] > 0, largest(dates, *days))


def _reached(book: Book, row: Row, whole: Sequence[Row], rows: Sequence[Row]) -> None:
    grid = whole[0].grid
    done, lost, by = (grid.cells(key, whole) for key in ("done", "lost", "by"))
    at_once = at(by, place_in(smallest(done), done))
    every: Term | str = ""
    proofs, gone = [done], and_(count(lost) > 0, largest(lost) > largest(done))
    if rows:
        proof, when = (rows[0].grid.cells(key, rows) for key in ("proof_on", "done_on"))
        last = at(when, place_in(largest(proof), proof))
        every = nothing_unless(count(proof).same(len(rows)), last)
        proofs.append(proof)
        part_lost = count_of(rows[0].grid.cells("lost", rows), book.word("yes")) > 0
        gone = or_(part_lost, and_(count(lost) > 0, largest(lost) > largest(*proofs)))
    row["done_on"] = if_(count(done) > 0, at_once, every)
    row["lost"] = book.yes(and_(row["done_on"].is_given, gone))


def _evidence(book: Book, row: Row, told: Sequence[Row], window: str) -> None:
    """Put the evidence of its own: how much, how new, and what was said after the deadline."""
    grid = told[0].grid
    dates = grid.cells("counts_on", told)
    row["against"] = total(grid.cells("against", told))
    row["evidence"] = count(dates)
    row["newest"] = nothing_unless(row["evidence"] > 0, largest(dates))
    row["lacking"] = book.word("no")
    row["window"] = book.named(window)
