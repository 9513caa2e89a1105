"""README.txt: what each file is, of which day, what it shows, on which terms and sources."""

from collections.abc import Iterator, Sequence
from pathlib import PurePosixPath

from dashboard.handouts.pictures import Shot
from dashboard.handouts.presented import meeting_in
from dashboard.meetings import Presentation
from dashboard.sentences.provenance import full_title
from dashboard.wording import Wording

README = "README.txt"
RULE = "-" * 40
"""What stands below the head of a list."""


def readme(
    presentation: Presentation,
    say: Wording,
    files: Sequence[str],
    wanted: Sequence[Shot] = (),
    *,
    is_lacking: bool = False,
) -> bytes:
    """Return what is what, in one language, as text that any editor on any system shows.

    `wanted` are the shots of the pictures; with `is_lacking` there was no browser to take them.
    """
    lines = _lines(presentation, say, files, wanted, is_lacking=is_lacking)
    return ("\ufeff" + "\r\n".join(lines) + "\r\n").encode()


def _lines(
    presentation: Presentation,
    say: Wording,
    files: Sequence[str],
    wanted: Sequence[Shot],
    *,
    is_lacking: bool,
) -> Iterator[str]:
    meeting = meeting_in(presentation, say)
    frame, language = meeting.catalog.frame, say.language
    filters = meeting.choice.words(meeting.catalog, say)
    yield presentation.briefing.title(language)
    yield frame.scope(language)
    yield ""
    yield say(
        "handouts.readme.days", day=meeting.as_of.isoformat(), since=meeting.since.isoformat()
    )
    yield say("slides.foot.filters", filters=filters) if filters else say("slides.unfiltered")
    if filters and not meeting.verdicts:
        yield say("handouts.unmatched")
    yield say("workbook.licence", licence=frame.licence)
    yield frame.contact(language)
    titles = {shot.file: shot.slide.title for shot in wanted}
    yield from _section(say("handouts.readme.files", n=len(files)))
    for name in files:
        file = PurePosixPath(name)
        yield f"{name}  {titles.get(file.stem) or say(f'handouts.readme.{file.name}')}"
    if is_lacking:
        yield ""
        yield say("handouts.no-browser")
    yield from _section(say("handouts.readme.sources", n=len(meeting.catalog.sources)))
    for source in meeting.catalog.sources.values():
        address = source.url or source.via or ""
        yield f"{source.id}  {full_title(source, say)}  {address}".rstrip()


def _section(title: str) -> Iterator[str]:
    yield from ("", "", title, RULE)
