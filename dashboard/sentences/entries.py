"""What one entry of a digest says."""

from datetime import date, timedelta

from dashboard.assessment import Verdict, target_amount
from dashboard.changes import Change
from dashboard.dated import Item
from dashboard.digests import (
    Aim,
    Cause,
    Due,
    Entry,
    GoneStale,
    Made,
    Moved,
    NewFigure,
    Reached,
    Report,
    Revised,
    StatusChange,
    Unsupported,
    Withdrawn,
)
from dashboard.model import Catalog, Observation, ObservationStatus
from dashboard.sentences.commitment import area_name, change_words, name_of
from dashboard.sentences.status import fact_words, reason_key, when_words, with_unit
from dashboard.theme import SIGNS, sign_key
from dashboard.values import Day
from dashboard.wording import Wording


def sign_of(verdict: Verdict) -> str:
    """Return the key of a verdict's sign."""
    return sign_key(verdict.status, is_late=verdict.is_late)


def entry_words(  # noqa: C901, PLR0911 - one a kind
    catalog: Catalog, entry: Entry, say: Wording
) -> str:
    """Return what an entry says after the names of its commitments; who said it is not in it."""
    match entry:
        case StatusChange():
            return _status(catalog, entry, say)
        case NewFigure():
            return _figure(catalog, entry, say)
        case Revised():
            return _revised(catalog, entry, say)
        case Moved():
            return _moved(catalog, entry, say)
        case Reached():
            return _reached(entry, say)
        case Report():
            return _report(entry, say)
        case Due():
            return _due(catalog, entry, say)
        case GoneStale():
            what, when = fact_words(catalog, say, entry.fact), when_words(say, entry.fact.when)
            return say("digest.stale", what=what, when=when, until=entry.last_good)
        case Unsupported():
            missing = entry.missing
            return say("line.lacks", what=missing(say.language)) if missing else say("line.nothing")
        case Made():
            until = entry.now.deadline
            return say("digest.made", day=until.text) if until else say("digest.made.undated")
        case Withdrawn():
            return say("digest.withdrawn", day=entry.on.text)
        case _:
            raise TypeError(entry)


def _status(catalog: Catalog, entry: StatusChange, say: Wording) -> str:
    reason = say(reason_key(entry.after.reason))
    pieces = [
        cause_words(catalog, entry, say),
        say("digest.rule", rule=entry.after.rule, reason=reason),
    ]
    if len(entry.turns) > 1:
        is_back = sign_of(entry.before) == sign_of(entry.after)
        path = say("digest.path.join").join(
            _turn(day, verdict, say) for day, verdict in entry.turns
        )
        key = "digest.turns.back" if is_back else "digest.turns"
        pieces.append(say(key, n=len(entry.turns), path=path))
    return say("digest.join").join(pieces)


def cause_words(catalog: Catalog, entry: StatusChange, say: Wording) -> str:
    """Return what turned a status, with the deadline it ran against and what became of that."""
    cause, deadline = _cause(catalog, entry, say), entry.after.deadline
    is_over = deadline is not None and entry.after.as_of > deadline.last
    if deadline is None or not (entry.moved or (is_over and entry.cause != Cause.DEADLINE)):
        return cause
    shifts = [
        say(
            "digest.shift",
            day=one.day.isoformat(),
            to=_by(one.date_after, say),
            publisher=catalog.sources[one.said.source].publisher(say.language),
        )
        for one in entry.moved
    ]
    dates = say("digest.path.join").join([say("digest.planned", by=deadline.text), *shifts])
    return say("digest.join").join([cause, dates])


def _turn(day: date, verdict: Verdict, say: Wording) -> str:
    key = sign_of(verdict)
    return say("digest.turn", day=day, sign=SIGNS[key].glyph, status=say(f"status.{key}"))


def _cause(catalog: Catalog, entry: StatusChange, say: Wording) -> str:
    match entry.cause:
        case Cause.NEWS:
            said = [_item(catalog, entry, item, say) for item in entry.because]
            return say("digest.cause.news", what=say("digest.join").join(said))
        case Cause.DEADLINE:
            eve = entry.day - timedelta(days=1)
            return say("digest.cause.deadline", day=eve.isoformat())
        case Cause.OUT_OF_DATE:
            when = when_words(say, entry.after.evidence[0].when)
            return say("digest.cause.out-of-date", when=when)
        case _:
            return say("digest.cause.time")


def _item(catalog: Catalog, entry: StatusChange, item: Item, say: Wording) -> str:
    change = Change(entry.day, entry.commitments[0], item.kind, item)
    words = change_words(catalog, change, say)
    return say(f"digest.item.{item.kind}", words=words, when=when_words(say, item.when))


# --- figures ---------------------------------------------------------------------------------


def _figure(catalog: Catalog, entry: NewFigure, say: Wording) -> str:
    figure = entry.figure
    words = _value(catalog, figure, entry.indicator, say)
    pieces = [_of(catalog, entry.indicator, entry.area, figure, words, say)]
    if entry.first.value != figure.value:
        given = _value(catalog, entry.first, entry.indicator, say)
        publisher = catalog.sources[entry.first.source].publisher(say.language)
        first = entry.day.isoformat()
        pieces.append(say("digest.figure.first", value=given, publisher=publisher, day=first))
    if entry.previous is None:
        pieces.append(say("digest.figure.none-before"))
    else:
        value = _value(catalog, entry.previous, entry.indicator, say)
        when = when_words(say, entry.previous.period.text)
        pieces.append(say("digest.figure.previous", value=value, when=when))
    if entry.is_belated:
        pieces.append(say("digest.figure.belated"))
    pieces += [_aim(catalog, aim, entry, say) for aim in entry.aims]
    return say("digest.join").join(pieces)


def _of(  # noqa: PLR0913, PLR0917 - private, two callers
    catalog: Catalog, indicator: str, area: str, item: Observation, value: str, say: Wording
) -> str:
    return say(
        "digest.figure",
        area=area_name(catalog, area, say.language),
        name=catalog.indicators[indicator].name(say.language),
        when=when_words(say, item.period.text),
        value=value,
    )


def _value(catalog: Catalog, item: Observation, indicator: str, say: Wording) -> str:
    """Return a figure with its unit, and what its publisher said of it where it is not actual."""
    words = with_unit(catalog, say, item.value, indicator)
    if item.status == ObservationStatus.ACTUAL:
        return words
    return say("digest.value", value=words, standing=say(f"figures.{item.status}"))


def _aim(catalog: Catalog, aim: Aim, entry: NewFigure, say: Wording) -> str:
    key = {True: "met", False: "not-met", None: "unproved"}[aim.is_met]
    target = with_unit(catalog, say, target_amount(aim.target), entry.indicator)
    named = ""
    if len(entry.aims) > 1:
        named = name_of(catalog.commitments[aim.commitment], say.language)
    by = aim.target.by.text if aim.target.by else say("commitment.no-deadline")
    outcome = say(f"digest.aim.{key}")
    return say("digest.aim", name=named, target=target, by=by, outcome=outcome).strip()


def _revised(catalog: Catalog, entry: Revised, say: Wording) -> str:
    before = _value(catalog, entry.before, entry.indicator, say)
    after = _value(catalog, entry.after, entry.indicator, say)
    words = say("digest.revised", before=before, after=after)
    return _of(catalog, entry.indicator, entry.area, entry.after, words, say)


# --- dates and reports -----------------------------------------------------------------------


def _moved(catalog: Catalog, entry: Moved, say: Wording) -> str:
    amounts = [
        with_unit(catalog, say, amount, entry.indicator) if amount else ""
        for amount in (entry.amount_before, entry.amount_after)
    ]
    blanks = {
        "part": say("past.move.part", name=entry.name(say.language)) if entry.name else "",
        "before": amounts[0],
        "after": amounts[1],
        "by": _by(entry.date_before, say),
        "to": _by(entry.date_after, say),
        "kind": say(f"past.kind.{entry.kind}") if entry.kind else "",
    }
    if entry.kind is None:
        key = "digest.moved.first-target" if entry.amount_after else "digest.moved.first"
    elif entry.amount_before == entry.amount_after:
        key = "past.move.date"
    else:
        same_day = entry.date_before == entry.date_after
        key = "past.move.size" if same_day else "past.move.both"
    publisher = catalog.sources[entry.said.source].publisher(say.language)
    by_whom = say("digest.moved.by", publisher=publisher)
    return say("digest.join").join([say(key, **blanks), by_whom])


def _by(day: Day | None, say: Wording) -> str:
    return day.text if day else say("commitment.no-deadline")


def _reached(entry: Reached, say: Wording) -> str:
    name, on = entry.name(say.language), entry.on.text
    if entry.planned is None:
        return say("digest.reached", name=name, on=on)
    key = "digest.reached.late" if entry.on.first > entry.planned.last else "digest.reached.planned"
    return say(key, name=name, on=on, planned=entry.planned.text)


def _report(entry: Report, say: Wording) -> str:
    what = entry.what(say.language) if entry.what else ""
    shows = say(f"shows.{entry.shows}") if entry.shows else say("change.kind.reported-met")
    key = "digest.report" if what else "digest.report.bare"
    return say(key, on=entry.on.text, shows=shows, what=what)


def _due(catalog: Catalog, entry: Due, say: Wording) -> str:
    title = catalog.commitments[entry.commitments[0]].title(say.language)
    what = entry.what(say.language)
    return say("digest.due") if what == title else say("digest.due.node", what=what)
