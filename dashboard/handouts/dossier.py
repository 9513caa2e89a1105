"""One commitment as HTML, in the register of the one file: with all that it rests on."""

from collections.abc import Iterator

from dashboard.assessment import Fact, Verdict
from dashboard.frames.overview import area_of
from dashboard.markup import Html, element, joined, parts
from dashboard.sentences.commitment import by_words, lateness, one_line
from dashboard.sentences.status import (
    fact_words,
    flag_words,
    reason_key,
    step_words,
    when_words,
)
from dashboard.slides.meeting import Meeting, sign_of

NEWEST = 6
"""Pieces of evidence that are shown; how many more there are is said."""


def dossier(meeting: Meeting, verdict: Verdict) -> Html:
    """Return a commitment: how it stands and why, by when, its newest figure, its sources."""
    say, catalog = meeting.say, meeting.catalog
    promise, sign = meeting.commitment(verdict.id), sign_of(verdict)
    theme = catalog.frame.theme(catalog.theme_of[verdict.id]).name(meeting.language)
    area = area_of(catalog.frame, promise)
    return element(
        "article",
        element(
            "header",
            element("p", parts.status(sign, meeting.word(verdict)), class_="badge", data_sign=sign),
            element("h3", promise.title(meeting.language)),
            element(
                "p",
                parts.area(area, by_words(catalog, promise, say)),
                element("span", say("list.dot"), class_="dot"),
                say("list.dot").join((theme, say(f"kind.{promise.kind}"))),
                class_="about",
            ),
        ),
        element("p", parts.dated(_standing(meeting, verdict)), class_="fact"),
        element("dl", *_facts(meeting, verdict)),
        _why(meeting, verdict),
        _evidence(meeting, verdict),
        id=f"{meeting.language}-{verdict.id}",
        class_="dossier",
        data_status=sign,
        data_area=area,
        data_theme=catalog.theme_of[verdict.id],
    )


def _standing(meeting: Meeting, verdict: Verdict) -> str:
    """Return the one line of a list, how late it is, and the flags."""
    say = meeting.say
    line = one_line(meeting.catalog, meeting.commitment(verdict.id), verdict, say)
    pieces = (line, lateness(verdict, say), flag_words(say, verdict))
    return say("list.dot").join(filter(None, pieces))


def _facts(meeting: Meeting, verdict: Verdict) -> Iterator[Html]:
    """Yield what was promised, by when, what is newest, the reason, and what is missing."""
    say, catalog = meeting.say, meeting.catalog
    promise = meeting.commitment(verdict.id)
    made = parts.cite(catalog.sources[promise.made.source], say, promise.made.published)
    yield _row(say("onefile.promised"), promise.statement(meeting.language), element("small", made))
    yield _row(say("onefile.deadline"), parts.dated(_deadline(meeting, verdict)))
    if newest := verdict.proof or verdict.latest or next(iter(verdict.evidence), None):
        yield _row(say("onefile.latest"), *_fact(meeting, newest))
    yield _row(say("onefile.reason"), say(reason_key(verdict.reason)))
    if promise.missing:
        yield _row(say("onefile.missing"), promise.missing(meeting.language))
    if promise.ask:
        yield _row(say("onefile.ask"), promise.ask.office(meeting.language))


def _row(name: str, *said: str) -> Html:
    return element("div", element("dt", name), element("dd", joined(said, " ")))


def _deadline(meeting: Meeting, verdict: Verdict) -> str:
    say = meeting.say
    if verdict.deadline is None:
        return say("commitment.no-deadline")
    if verdict.replanned is None:
        return verdict.deadline.text
    return say("onefile.replanned", deadline=verdict.deadline.text, to=verdict.replanned.text)


def _fact(meeting: Meeting, fact: Fact) -> Iterator[Html]:
    """Yield when, what and who said so."""
    say, catalog = meeting.say, meeting.catalog
    yield element("b", parts.dated(when_words(say, fact.when)))
    yield parts.dated(fact_words(catalog, say, fact))
    source = parts.cite(catalog.sources[fact.source], say, fact.published, fact.grade)
    yield element("small", source)


def _why(meeting: Meeting, verdict: Verdict) -> Html:
    """Return the working, one line a step with who said so, folded."""
    say, catalog = meeting.say, meeting.catalog
    steps = []
    for step in verdict.steps:
        asked, found = step_words(catalog, say, step)
        cited = (parts.cite(catalog.sources[one], say) for one in step.sources)
        said = element("small", joined(cited, say("list.comma")))
        steps.append(
            element("li", element("span", asked), element("span", parts.dated(found), " ", said))
        )
    head = element("summary", say("commitment.why", status=meeting.word(verdict)))
    return element("details", head, element("ol", *steps), class_="why")


def _evidence(meeting: Meeting, verdict: Verdict) -> Html:
    """Return the newest evidence with its sources, folded; nothing without any."""
    say = meeting.say
    if not verdict.evidence:
        return joined(())
    shown = verdict.evidence[:NEWEST]
    rows = [element("li", joined(_fact(meeting, fact), " ")) for fact in shown]
    if more := len(verdict.evidence) - len(shown):
        rows.append(element("li", say("overview.more", n=more), class_="more"))
    head = element("summary", say("commitment.evidence", n=len(verdict.evidence)))
    return element("details", head, element("ul", *rows), class_="evidence")
