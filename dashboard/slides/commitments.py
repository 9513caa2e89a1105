"""Commitments one by one: those in trouble, those asked for, and all projects on one axis."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dashboard.assessment import Status, Verdict, shadow
from dashboard.frames.limits import Panel, limit_panels
from dashboard.frames.overview import area_name
from dashboard.frames.projects import Project, projects_of, timeline
from dashboard.model import (
    JOINT,
    BriefingSlide,
    LimitsCommitment,
    ProjectCommitment,
    TargetCommitment,
)
from dashboard.sentences.commitment import by_words, finding, late_days, one_line
from dashboard.sentences.past import shadow_words
from dashboard.sentences.periods import period_words
from dashboard.sentences.projects import GROUPS, alt_project, note
from dashboard.sentences.spans import span
from dashboard.sentences.status import fact_words, flag_words, step_words, when_words
from dashboard.slides.bodies import Body, Course, Dated, Item, Listing, Timeline
from dashboard.slides.limits import limits_body
from dashboard.slides.meeting import Meeting, sign_of
from dashboard.slides.pages import SECONDS, fitting, paged, seconds
from dashboard.slides.slide import Key, Slide
from dashboard.slides.trends import target_body
from dashboard.theme import SIGNS

IN_TROUBLE = (Status.MISSED, Status.OFF_TRACK, Status.AT_RISK)
"""What a meeting is about, the worst first."""
COURSES = 6
"""Projects on one page."""
REPORTS = 4
"""Pieces of evidence on the slide of a commitment that is judged by reports."""


def troubles(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield each commitment in trouble, the worst first; without any, a slide that says so."""
    found = [
        identity
        for status in IN_TROUBLE
        for identity, verdict in meeting.verdicts.items()
        if verdict.status == status
    ]
    for identity in found:
        yield _of_one(meeting, identity, f"troubles-{identity}", "troubles")
    if not found and (meeting.verdicts or not meeting.scope):
        yield _no_trouble(meeting)


def _no_trouble(meeting: Meeting) -> Slide:
    say = meeting.say
    judged = sum(SIGNS[sign_of(one)].is_solid for one in meeting.verdicts.values())
    items = (
        Item(say("slides.troubles.judged"), say("slides.count", n=judged)),
        Item(say("slides.troubles.open"), say("slides.count", n=len(meeting.verdicts) - judged)),
        *_beside(meeting),
    )
    said = (
        [say("slides.troubles.of", n=judged), say("slides.troubles.of.short", n=judged)]
        if judged
        else [say("slides.troubles.unjudged", n=len(meeting.verdicts))]
    )
    return Slide(
        id="troubles",
        kind="troubles",
        title=meeting.titled(*([] if meeting.scope else [say("slides.troubles.none")]), *said),
        body=Listing(items),
        as_of=meeting.as_of,
        notes=(say("slides.troubles.note"),),
        alt=say("list.dot").join(f"{item.head} {item.text}" for item in items),
        link=meeting.link("commitments"),
    )


def _beside(meeting: Meeting) -> Iterator[Item]:
    """Yield how many commitments of several areas are left out where only areas are looked at."""
    choice, say = meeting.choice, meeting.say
    if not choice.areas or JOINT in choice.areas:
        return
    joint = replace(choice, areas=(JOINT,))
    shared = [
        one
        for identity, one in meeting.every.items()
        if joint.takes(meeting.catalog, one)
        and {JOINT, *choice.areas} & set(meeting.commitment(identity).by)
    ]
    if shared:
        late = sum(one.status in IN_TROUBLE for one in shared)
        key = "slides.troubles.joint.late" if late else "slides.troubles.joint.fine"
        name = area_name(meeting.catalog.frame, JOINT, meeting.language)
        yield Item(say("slides.troubles.joint", name=name), say(key, n=len(shared), late=late))


def commitment(meeting: Meeting, entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield the commitment that is asked for, if it was made by then and is looked at."""
    identity = entry.commitment or ""
    if identity in meeting.verdicts:
        yield _of_one(meeting, identity, f"commitment-{identity}", "commitment")


def _of_one(meeting: Meeting, identity: str, slide: str, kind: str) -> Slide:
    verdict, say = meeting.verdicts[identity], meeting.say
    promise, name = meeting.commitment(identity), meeting.name(identity)
    body, key, alt = _figure(meeting, verdict)
    status = say("slides.commitment", name=name, status=meeting.word(verdict))
    return Slide(
        id=slide,
        kind=kind,
        title=fitting(
            meeting.language,
            finding(promise, verdict, say),
            *_moved(meeting, verdict),
            *_done_late(meeting, verdict),
            status,
        ),
        body=body,
        key=key,
        as_of=meeting.as_of,
        sources=meeting.cited([*verdict.sources, *_beneath(meeting, identity)]),
        notes=working(meeting, verdict),
        alt=alt,
        link=meeting.link("commitment", id=identity),
    )


def _moved(meeting: Meeting, verdict: Verdict) -> Iterator[str]:
    if verdict.status == Status.MISSED and verdict.replanned:
        name = meeting.name(verdict.id)
        to = period_words(verdict.replanned.text, meeting.say)
        yield meeting.say("slides.commitment.moved", name=name, to=to)


def _done_late(meeting: Meeting, verdict: Verdict) -> Iterator[str]:
    """Yield how late it was done, in less words."""
    if verdict.status == Status.ACHIEVED and verdict.is_late and verdict.proof:
        late = span(late_days(verdict, verdict.proof.last), meeting.say)
        name = meeting.name(verdict.id)
        yield meeting.say("slides.commitment.late", name=name, span=late)


def _panels(meeting: Meeting, promise: LimitsCommitment) -> tuple[Panel, ...]:
    """Return the measures that a commitment limits, with what all areas have of them."""
    own = {limit.indicator for limit in promise.limits}
    panels = limit_panels(meeting.catalog, meeting.as_of)
    return tuple(panel for panel in panels if panel.indicator.id in own)


def _beneath(meeting: Meeting, identity: str) -> Iterator[str]:
    """Yield the sources of what stands beside a commitment on its slide."""
    promise = meeting.commitment(identity)
    if isinstance(promise, LimitsCommitment):
        for panel in _panels(meeting, promise):
            yield from panel.sources


def working(meeting: Meeting, verdict: Verdict) -> tuple[str, ...]:
    """Return the notes of one commitment: promise, steps of the verdict, whom to ask."""
    say, catalog = meeting.say, meeting.catalog
    promise = meeting.commitment(verdict.id)
    said = [
        say(
            "slides.note.promise",
            by=by_words(catalog, promise, say),
            words=promise.statement(meeting.language),
        ),
        say(
            "slides.note.status",
            glyph=SIGNS[sign_of(verdict)].glyph,
            status=meeting.word(verdict),
            line=one_line(catalog, promise, verdict, say),
        ),
    ]
    if flags := flag_words(say, verdict):
        said.append(say("slides.note.flags", flags=flags))
    for number, step in enumerate(verdict.steps, 1):
        asked, found = step_words(catalog, say, step)
        said.append(say("slides.note.step", n=number, asked=asked, found=found))
    if isinstance(promise, TargetCommitment):
        moved = shadow(catalog, promise, verdict)
        eased = shadow_words(catalog, say, moved) if moved else ""
        said += [eased] if eased else []
    if promise.missing:
        said.append(say("line.lacks", what=promise.missing(meeting.language)))
    if promise.ask:
        said.append(say("slides.note.ask", office=promise.ask.office(meeting.language)))
    return tuple(said)


def _figure(meeting: Meeting, verdict: Verdict) -> tuple[Body, Key | None, str]:
    """Return the body, the key number and the alternative text that fit the kind."""
    promise = meeting.commitment(verdict.id)
    line = one_line(meeting.catalog, promise, verdict, meeting.say)
    match promise:
        case ProjectCommitment():
            [project] = _projects(meeting, [verdict.id])
            body = _timeline(meeting, [project], [project], is_alone=True)
            return body, _late_key(meeting, verdict), alt_project(project, meeting.say)
        case TargetCommitment() if found := target_body(meeting, promise, verdict):
            return found
        case LimitsCommitment():
            return limits_body(meeting, _panels(meeting, promise)), None, line
        case _:
            return _reports(meeting, verdict, line), None, line


def _late_key(meeting: Meeting, verdict: Verdict) -> Key | None:
    """Return how late a project is, drawn large; None where nothing is known to be late."""
    say, sign = meeting.say, sign_of(verdict)
    if verdict.status == Status.MISSED:
        late = span(late_days(verdict, verdict.as_of), say)
        then = ""
        if verdict.replanned:
            more = span(late_days(verdict, verdict.replanned.last), say)
            then = say("slides.late.then", span=more)
        return Key(say("slides.late.so-far"), late, "", sign, then)
    if verdict.is_late and verdict.proof:
        late = span(late_days(verdict, verdict.proof.last), say)
        return Key(say("slides.late.done"), late, "", sign)
    return None


def _reports(meeting: Meeting, verdict: Verdict, line: str) -> Listing:
    """Return the newest evidence, as much as can be read, or the one line that is known."""
    say, catalog = meeting.say, meeting.catalog
    items: list[Item] = []
    spent = 0.0
    for fact in verdict.evidence[:REPORTS]:
        words, when = fact_words(catalog, say, fact), when_words(say, fact.when)
        spent += seconds(words, when)
        if items and spent > SECONDS:
            break
        items.append(Item(when, words))
    if items:
        return Listing(tuple(items))
    ask = meeting.commitment(verdict.id).ask
    asked = [Item(say("slides.column.ask"), ask.office(meeting.language))] if ask else []
    return Listing((Item(meeting.word(verdict), line, sign_of(verdict)), *asked))


# --- projects --------------------------------------------------------------------------------


def projects(meeting: Meeting, _entry: BriefingSlide, _title: str) -> Iterator[Slide]:
    """Yield all projects on one axis of time, a few on each page."""
    say = meeting.say
    found = _projects(meeting, tuple(meeting.verdicts))
    if not found:
        return
    title = meeting.titled(*_states(meeting, found), say("slides.projects", n=len(found)))
    costs = [seconds(project.name, note(project, say)) for project in found]
    pages = list(paged(found, costs, COURSES))
    for number, page in enumerate(pages, 1):
        yield Slide(
            id="projects" if number == 1 else f"projects-{number}",
            kind="projects",
            title=title,
            body=replace(_timeline(meeting, page, found), page=number, pages=len(pages)),
            as_of=meeting.as_of,
            sources=meeting.cited(event.source for one in page for event in one.events[::-1]),
            notes=tuple(alt_project(project, say) for project in page),
            alt=say("slides.space").join(alt_project(project, say) for project in page),
            link=meeting.link("projects"),
        )


def _states(meeting: Meeting, found: Sequence[Project]) -> Iterator[str]:
    """Yield titles: how many stand where, of the shorter ones the rest together."""
    say = meeting.say
    counts = {
        group: count
        for group, members in GROUPS.items()
        if (count := sum(meeting.verdicts[one.id].status in members for one in found))
    }
    parts = [say(f"slides.projects.{group}", n=count) for group, count in counts.items()]
    for kept in range(len(parts), 0, -1):
        rest = sum(list(counts.values())[kept:])
        more = [say("slides.rest", n=rest)] if rest else []
        words = say("slides.comma").join([*parts[:kept], *more])
        yield say("slides.projects.parts", n=len(found), parts=words)


def _projects(meeting: Meeting, ids: Sequence[str]) -> tuple[Project, ...]:
    verdicts = {identity: meeting.verdicts[identity] for identity in ids}
    return projects_of(
        timeline(meeting.catalog, verdicts, meeting.as_of, language=meeting.language)
    )


def _course(meeting: Meeting, project: Project) -> Course:
    dates = sorted(project.events, key=lambda event: _day(event.day))
    return Course(
        id=project.id,
        name=project.name,
        area=project.area,
        sign=project.sign,
        word=meeting.say(f"status.{project.sign}"),
        note=note(project, meeting.say),
        dates=tuple(Dated(one.kind, one.what, _day(one.day), one.text) for one in dates),
    )


def _day(day: date) -> date:
    """Return a day as it is; a table may have made a moment of it."""
    return date(day.year, day.month, day.day)


def _timeline(
    meeting: Meeting, shown: Sequence[Project], every: Sequence[Project], *, is_alone: bool = False
) -> Timeline:
    """Return some projects on the axis that all of them need."""
    days = [_day(event.day) for project in every for event in project.events] + [meeting.as_of]
    return Timeline(
        courses=tuple(_course(meeting, project) for project in shown),
        as_of=meeting.as_of,
        as_of_words=meeting.say("source.as-of", day=meeting.as_of.isoformat()),
        first=min(days),
        last=max(days),
        is_alone=is_alone,
    )
