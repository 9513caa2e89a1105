"""What is said of projects: the finding, how late in words, the notes beside the bars."""

from collections.abc import Mapping, Sequence
from datetime import date

import pandas as pd

from dashboard.assessment import Status, Verdict
from dashboard.frames.projects import Project, projects_of
from dashboard.model import Catalog, ProjectCommitment
from dashboard.sentences.spans import span
from dashboard.theme import LATE
from dashboard.wording import Wording

GROUPS: Mapping[str, frozenset[Status]] = {
    "missed": frozenset({Status.MISSED}),
    "behind": frozenset({Status.OFF_TRACK, Status.AT_RISK}),
    "achieved": frozenset({Status.ACHIEVED}),
    "on-track": frozenset({Status.ON_TRACK}),
    "unknown": frozenset({Status.STALE, Status.NO_DATA}),
    "undated": frozenset({Status.UNDATED}),
    "withdrawn": frozenset({Status.WITHDRAWN}),
}


def projects_headline(catalog: Catalog, verdicts: Mapping[str, Verdict], say: Wording) -> str:
    """Return the finding on projects; its parts add up to all of them."""
    found = [
        verdict.status
        for name, verdict in verdicts.items()
        if isinstance(catalog.commitments[name], ProjectCommitment)
    ]
    if not found:
        return say("projects.headline.none")
    parts = [
        say(f"projects.part.{group}", n=_numeral(count, say))
        for group, members in GROUPS.items()
        if (count := sum(status in members for status in found))
    ]
    key = "projects.headline.one" if len(found) == 1 else "projects.headline"
    comma = say("projects.part.comma")
    return say(key, n=_numeral(len(found), say), parts=comma.join(parts))


def _numeral(number: int, say: Wording) -> str:
    """Return a small number as it is written inside a sentence."""
    words = say("projects.numerals").split()
    return words[number] if number < len(words) else say("projects.many", n=number)


def lateness(planned: date, then: date, say: Wording) -> str:
    """Return by how much a day is later than the planned one, in words."""
    return span(max((then - planned).days, 0), say)


def note(project: Project, say: Wording) -> str:  # noqa: PLR0911 - one line a case
    """Return the short line beside a project's bar: what its status means in dates."""
    planned, moved, done = project.one("planned"), project.one("replanned"), project.one("done")
    match project.sign:
        case "achieved" | "achieved-late" if done:
            return _of_done(project, say)
        case "missed" if planned:
            late = lateness(planned.day, project.as_of, say)
            if moved is None:
                return say("projects.note.missed", late=late)
            then = lateness(planned.day, moved.day, say)
            return say("projects.note.missed-moved", late=late, then=then)
        case "on-track" | "at-risk" | "off-track" if planned:
            return _of_running(project, say)
        case "stale" if planned and planned.day < project.as_of:
            return say("projects.note.passed", due=planned.text)
        case "stale" if project.latest:
            return say("projects.note.stale", when=project.latest)
        case "undated":
            passed = project.of("begun", "passed")
            if passed:
                return say("projects.note.latest", day=passed[-1].text, what=passed[-1].what)
            return say("projects.note.undated")
        case "withdrawn":
            return say("projects.note.withdrawn")
        case _:
            return say("projects.note.no-data")


def _of_done(project: Project, say: Wording) -> str:
    planned, done = project.one("planned"), project.one("done")
    assert done is not None  # noqa: S101 - asked for what is done only
    told = {"day": done.text, "what": done.what}
    if planned is None:
        return say("projects.note.done-unplanned", **told)
    if project.sign == LATE:
        late = lateness(planned.day, done.day, say)
        return say("projects.note.done-late", **told, late=late)
    return say("projects.note.done-in-time", **told)


def _of_running(project: Project, say: Wording) -> str:
    planned, moved = project.one("planned"), project.one("replanned")
    assert planned is not None  # noqa: S101 - asked for what has a date only
    if moved:
        return say("projects.note.moved", planned=planned.text, due=moved.text)
    if project.slip_days:
        late = span(project.slip_days, say)
        return say("projects.note.slipped", due=planned.text, late=late)
    return say("projects.note.due", due=planned.text, what=planned.what)


def alt_timeline(frame: pd.DataFrame, finding: str, say: Wording) -> str:
    """Return the timeline in words: the finding, then each project with status and note."""
    projects = projects_of(frame)
    if not projects:
        return say("projects.empty")
    parts = [alt_project(project, say) for project in projects]
    return say("projects.alt.timeline", headline=finding, parts=_joined(parts, say))


def alt_project(project: Project, say: Wording) -> str:
    """Return one project in a sentence."""
    status = say(f"status.{project.sign}")
    return say("projects.alt.project", name=project.name, status=status, note=note(project, say))


def about_crossing(row: Mapping[str, object], say: Wording) -> str:
    """Return what stands under a crossing's name: what it carries and where it stands."""
    return say("projects.crossing", carries=row["carries"], state=_state(row, say))


def _state(row: Mapping[str, object], say: Wording) -> str:
    if row["is_open"]:
        return say("projects.crossing.open")
    if row["due"]:
        key = "projects.crossing.moved" if row["replanned"] else "projects.crossing.due"
        return say(key, day=row["due"])
    return say(f"status.{row['sign']}") if row["sign"] else say("projects.crossing.plan")


def crossings_list(frame: pd.DataFrame, say: Wording) -> list[str]:
    """Return the crossings as numbered lines of markdown, for a phone."""
    return [
        say("projects.crossing.item", n=place, name=row["name"], about=about_crossing(row, say))
        for place, row in enumerate(_records(frame), 1)
    ]


def schematic_caption(frame: pd.DataFrame, say: Wording) -> str:
    """Return that the schematic is no map, and whether distances are to scale."""
    is_scaled = bool(frame["is_scaled"].all())
    return say("projects.not-a-map.scaled" if is_scaled else "projects.not-a-map")


def alt_schematic(frame: pd.DataFrame, say: Wording) -> str:
    """Return the schematic in words: each crossing from left to right."""
    rows = _records(frame)
    if not rows:
        return say("projects.empty")
    parts = [f"{row['name']} {about_crossing(row, say)}" for row in rows]
    return say("projects.alt.schematic", water=rows[0]["water"], parts=_joined(parts, say))


def _joined(parts: Sequence[str], say: Wording) -> str:
    return say("projects.alt.comma").join(parts)


def _records(frame: pd.DataFrame) -> list[dict[str, object]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]
