"""The finding of one commitment, its one line in a list, and what would change it."""

from datetime import date

from dashboard.assessment import Flag, Reason, Status, Verdict
from dashboard.assessment.choosing import chosen
from dashboard.changes import Change, Outlook
from dashboard.methods import DEFAULT
from dashboard.model import JOINT, Catalog, Commitment, TargetCommitment
from dashboard.sentences.formulas import reason_words
from dashboard.sentences.spans import span
from dashboard.sentences.status import fact_words, reason_key, status_key, when_words, with_unit
from dashboard.wording import Wording


def name_of(commitment: Commitment, language: str) -> str:
    """Return a commitment's short name, or its title where there is none."""
    return (commitment.short or commitment.title)(language)


def area_name(catalog: Catalog, area: str, language: str) -> str:
    """Return the name of an area, or of what is promised together."""
    if area == JOINT and catalog.frame.joint:
        return catalog.frame.joint.name(language)
    return catalog.frame.area(area).name(language)


def by_words(catalog: Catalog, commitment: Commitment, say: Wording) -> str:
    """Return who promised."""
    return say.listed(area_name(catalog, area, say.language) for area in commitment.by)


def late_days(verdict: Verdict, day: date) -> int:
    """Return by how many days a day lies after the original deadline."""
    return (day - verdict.deadline.last).days if verdict.deadline else 0


def finding(commitment: Commitment, verdict: Verdict, say: Wording) -> str:
    """Return the headline of a commitment: its name and how it stands."""
    name = name_of(commitment, say.language)
    when = when_words(say, verdict.evidence[0].when) if verdict.evidence else ""
    deadline = verdict.deadline.text if verdict.deadline else ""
    replanned = verdict.replanned.text if verdict.replanned else ""
    done = when_words(say, verdict.proof.when) if verdict.proof else ""
    key = _finding_key(verdict)
    late = late_days(verdict, verdict.proof.last) if verdict.proof else 0
    parts = verdict.parts
    return say(
        f"finding.{key}",
        name=name,
        when=when,
        deadline=deadline,
        replanned=replanned,
        done=done,
        span=span(late, say),
        met=parts.met if parts else 0,
        of=parts.of if parts else 0,
    )


def _finding_key(verdict: Verdict) -> str:  # noqa: PLR0911 - one line a case
    match verdict.status:
        case Status.ACHIEVED if verdict.is_late:
            return "achieved-late"
        case Status.MISSED if verdict.replanned:
            return "missed-replanned"
        case Status.STALE if verdict.reason == Reason.DEADLINE_PASSED_UNREPORTED:
            return "stale-deadline"
        case Status.NO_DATA if verdict.parts and verdict.parts.of:
            return "no-data-parts"
        case Status.NO_DATA if verdict.evidence:
            return "no-data-pace"
        case Status.ON_TRACK | Status.AT_RISK | Status.OFF_TRACK if Flag.REPLANNED in verdict.flags:
            return f"{verdict.status}-replanned"
        case _:
            return str(verdict.status)


def lateness(verdict: Verdict, say: Wording) -> str:
    """Return how late it is or will be, in words; empty where nothing is known to be late."""
    if verdict.status == Status.ACHIEVED and verdict.is_late and verdict.proof:
        return say("late.done", span=span(late_days(verdict, verdict.proof.last), say))
    if verdict.status != Status.MISSED:
        return ""
    words = say("late.so-far", span=span(late_days(verdict, verdict.as_of), say))
    if verdict.replanned:
        more = span(late_days(verdict, verdict.replanned.last), say)
        words = say("late.and-then", first=words, span=more)
    return words


def one_line(  # noqa: PLR0911 - one line a case
    catalog: Catalog, commitment: Commitment, verdict: Verdict, say: Wording
) -> str:
    """Return the one fact of a commitment that a list has room for."""
    if verdict.status == Status.MISSED and verdict.deadline:
        if verdict.replanned:
            return say("line.replanned", deadline=verdict.deadline.text, to=verdict.replanned.text)
        return say("line.missed", deadline=verdict.deadline.text)
    if verdict.proof is not None and Flag.LOST not in verdict.flags:
        return say(
            "line.proof", when=verdict.proof.when, what=fact_words(catalog, say, verdict.proof)
        )
    if verdict.reason == Reason.DEADLINE_PASSED_UNREPORTED and verdict.deadline:
        return say("line.passed", deadline=verdict.deadline.text)
    if verdict.answer is not None and verdict.status == Status.NO_DATA:
        return say("line.no-pace", why=reason_words(say, verdict.answer))
    if verdict.evidence:
        newest = verdict.evidence[0]
        return say(
            "line.newest", when=when_words(say, newest.when), what=fact_words(catalog, say, newest)
        )
    if commitment.missing:
        return say("line.lacks", what=commitment.missing(say.language))
    return say("line.nothing")


def told_words(catalog: Catalog, commitment: Commitment, say: Wording) -> str:
    """Return by what a target is judged otherwise than all are: its method, its tolerance."""
    if not isinstance(commitment, TargetCommitment):
        return ""
    named = [commitment.indicator, *(part.indicator for part in commitment.parts)]
    words = []
    for identity in filter(None, named):
        indicator = catalog.indicators[identity]
        method, options = chosen(catalog.frame.rules, indicator, commitment)
        if method != DEFAULT:
            words.append(say("line.method", method=say(f"method.{method}")))
        if options.tolerance:
            words.append(
                say("line.tolerance", size=with_unit(catalog, say, options.tolerance, identity))
            )
    found = say("line.told.comma").join(dict.fromkeys(words))
    return say("line.told", words=found) if found else ""


def outlook_lines(outlook: Outlook, verdict: Verdict, say: Wording) -> list[str]:
    """Return the sentences that say what would change a verdict."""
    lines = []
    if outlook.proof_gives:
        key = status_key(outlook.proof_gives, late=outlook.proof_is_late)
        lines.append(say(f"outlook.proof.{_proof_of(verdict)}", status=say(key)))
    if outlook.turns_on and outlook.turns_into:
        lines.append(
            say(
                "outlook.time",
                day=outlook.turns_on.isoformat(),
                status=say(status_key(outlook.turns_into.status)),
            )
        )
    if not lines:
        gone = verdict.status == Status.WITHDRAWN
        lines.append(say("outlook.nothing.withdrawn" if gone else "outlook.nothing"))
    return lines


def _proof_of(verdict: Verdict) -> str:
    return "parts" if verdict.parts else "whole"


def change_words(catalog: Catalog, change: Change, say: Wording) -> str:
    """Return what happened to a commitment, in a few words after its name."""
    item = change.item
    if item is None:
        return say(
            "change.status", reason=say(reason_key(change.after.reason)) if change.after else ""
        )
    what, when = item.what(say.language), when_words(say, item.when)
    if change.kind == "figure" and item.amount is not None:
        figure = with_unit(catalog, say, item.amount, item.indicator)
        return say("change.figure", what=what, when=when, figure=figure)
    if change.kind == "replanned":
        return say("change.replanned", what=what, to=item.when, before=item.before)
    return say("change.node" if change.kind == "node" else "change.report", what=what, when=when)
