"""The sheet of the register: one row a commitment, its status by the rules of judging.md 2."""

from dashboard.assessment import Status, Verdict
from dashboard.model import Commitment, Source
from dashboard.sentences.commitment import by_words
from dashboard.sentences.past import shadow_words
from dashboard.sentences.status import flag_words
from dashboard.theme import LATE
from dashboard.workbooks.book import Book, nothing_unless, shown
from dashboard.workbooks.grid import Column, Grid, Row
from dashboard.workbooks.terms import (
    FALSE,
    and_,
    at,
    chosen,
    if_,
    months_after,
    not_,
    or_,
    place_in,
)

COLUMNS = (
    Column("no", "whole", 5, "promise"),
    Column("title", "words", 30, "promise"),
    Column("kind", width=9, band="promise"),
    Column("by", "words", 11, "promise"),
    Column("theme", "words", 15, "promise"),
    Column("status_word", "status", 14, "result"),
    Column("rule_words", "words", 26, "result"),
    Column("share", "percent", 9, "result"),
    Column("elapsed", "percent", 9, "result"),
    Column("projected", "percent", 9, "result"),
    Column("deadline", "date", 12, "result", put=True),
    Column("replanned", width=11, band="result"),
    Column("newest", "date", 12, "result"),
    Column("flags", "words", 16, "result"),
    Column("shadow", "words", 22, "result"),
    Column("link", "link", 24, "result"),
    Column("withdrawn", "date", 12, "rules", put=True),
    Column("done_on", "date", 12, "rules"),
    Column("lost", width=9, band="rules"),
    Column("passed", width=9, band="rules"),
    Column("against", "whole", 9, "rules"),
    Column("evidence", "whole", 9, "rules"),
    Column("lacking", width=9, band="rules"),
    Column("window", "whole", 9, "rules"),
    Column("stale_on", "date", 12, "rules"),
    Column("made", "date", 12, "project", put=True),
    Column("planned_days", "whole", 9, "project"),
    Column("allowed", "decimal", 9, "project"),
    Column("slip", "whole", 9, "project"),
    Column("areas", "whole", 9, "reform", put=True),
    Column("pace", "status", 11, band="rules8"),
    Column("rule", "whole", 8, "decision"),
    Column("status", "status", 11, band="decision"),
    Column("late", width=8, band="decision"),
    Column("id", width=28, band="decision"),
)


def grid_of(book: Book) -> Grid:
    """Return the sheet, added where it is not there yet."""
    return book.grids.get("register") or book.grid("register", COLUMNS)


def enter(book: Book, commitment: Commitment, verdict: Verdict) -> Row:
    """Add what is known of a commitment before it is judged, and return its row."""
    language, catalog = book.say.language, book.catalog
    row = grid_of(book).row()
    row.fill(
        {
            "no": row.index + 1,
            "id": commitment.id,
            "title": commitment.title(language),
            "kind": book.say(f"kind.{commitment.kind}"),
            "by": by_words(catalog, commitment, book.say),
            "theme": catalog.frame.theme(catalog.theme_of[commitment.id]).name(language),
            "deadline": verdict.deadline.last if verdict.deadline else None,
            "replanned": verdict.replanned.text if verdict.replanned else None,
            "flags": flag_words(book.say, verdict),
            "shadow": _shadow(book, verdict),
            "pace": Status.NO_DATA,
            "withdrawn": None,
        }
    )
    if verdict.status == Status.WITHDRAWN and commitment.withdrawn:
        row["withdrawn"] = commitment.withdrawn.on.last
    source = _main_source(book, verdict)
    row.link("link", source.publisher(language), source.url)
    return row


def _shadow(book: Book, verdict: Verdict) -> str:
    """Return how it stands by its original target, empty where that is no other verdict."""
    found = book.shadows.get(verdict.id)
    return shadow_words(book.catalog, book.say, found) if found else ""


def _main_source(book: Book, verdict: Verdict) -> Source:
    """Return the source of what decided, or else of the newest evidence or the promise."""
    fact = verdict.proof or (verdict.evidence[0] if verdict.evidence else None)
    return book.catalog.sources[fact.source if fact else verdict.sources[-1]]


def decide(book: Book, row: Row) -> None:
    """Put which rule holds first, and the status that it gives (judging.md 2)."""
    as_of, deadline, newest = book.named("as-of"), row["deadline"], row["newest"]
    row["stale_on"] = nothing_unless(newest.is_given, months_after(newest, row["window"]))
    passed = if_(deadline.same(""), FALSE, as_of > deadline)
    row["passed"] = book.yes(passed)
    is_over, is_done = book.is_yes(row["passed"]), row["done_on"].is_given
    is_stale = if_(row["stale_on"].same(""), FALSE, as_of > row["stale_on"])
    later = if_(is_stale, 6, if_(deadline.same(""), 7, 8))
    lacking = or_(row["evidence"].same(0), book.is_yes(row["lacking"]))
    open_ = if_(lacking, 5, later)
    over = if_(row["against"] > 0, 3, 4)
    undone = if_(is_over, over, open_)
    holds = and_(is_done, not_(book.is_yes(row["lost"])))
    row["rule"] = if_(row["withdrawn"].is_given, 1, if_(holds, 2, undone))
    row["status"] = chosen(
        row["rule"],
        Status.WITHDRAWN,
        Status.ACHIEVED,
        Status.MISSED,
        Status.STALE,
        Status.NO_DATA,
        Status.STALE,
        Status.UNDATED,
        row["pace"],
    )
    after = if_(and_(is_done, deadline.is_given), row["done_on"] > deadline, FALSE)
    row["late"] = book.yes(and_(row["rule"].same(2), after))
    word = if_(book.is_yes(row["late"]), LATE, row["status"])
    row["status_word"] = at(book.listed("status-words"), place_in(word, book.listed("statuses")))
    row["rule_words"] = at(book.listed("rules"), row["rule"])


def numbers_of(row: Row, part: Row) -> None:
    """Put the numbers of the only part."""
    for key in ("share", "elapsed", "projected"):
        row[key] = shown(part[key])
