"""Everything at once: the files of a briefing and of the data it rests on, and what is what."""

import io
from collections.abc import Callable, Generator, Iterable, Mapping
from typing import NamedTuple
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from dashboard import decks, workbooks
from dashboard.handouts.chromium import NoBrowserError
from dashboard.handouts.csvs import csvs
from dashboard.handouts.onefile import of_presentation
from dashboard.handouts.pdf import pdf
from dashboard.handouts.pictures import Shot, pictures, shots
from dashboard.handouts.presented import meeting_in, slides_in
from dashboard.handouts.readme import README, readme
from dashboard.meetings import Presentation
from dashboard.wording import Wording

CSV, PNG = "csv", "png"
"""The folders of tables and of pictures."""


class File(NamedTuple):
    """A file to hand out."""

    name: str
    """below the folder, with `/`"""
    data: bytes


class Step(NamedTuple):
    """One step of all that there are, done."""

    number: int
    of: int
    what: str
    """the file or the folder that was made"""
    files: tuple[File, ...]
    """none where it takes a browser and there is none"""


Steps = Generator[Step, None, None]


def deck(presentation: Presentation, say: Wording) -> bytes:
    """Return the briefing as PPTX."""
    return decks.deck(presentation.catalog, slides_in(presentation, say), say)


def workbook(presentation: Presentation, say: Wording) -> bytes:
    """Return the register of what is looked at as XLSX."""
    meeting = meeting_in(presentation, say)
    filters = meeting.choice.words(meeting.catalog, say)
    return workbooks.workbook(
        meeting.catalog, meeting.verdicts, meeting.as_of, say, filters=filters
    )


def page(presentation: Presentation, say: Wording) -> bytes:
    """Return the briefing as one page of HTML in all languages, of which one is shown first."""
    return of_presentation(presentation, say.language).encode()


Maker = Callable[[Presentation, Wording], bytes]
"""Returns a file in one language; may raise NoBrowserError."""

SINGLE: Mapping[str, Maker] = {
    "briefing.pptx": deck,
    "briefing.pdf": pdf,
    "dashboard.html": page,
    "register.xlsx": workbook,
}
"""What is one file, by its name."""


def single(name: str, presentation: Presentation, say: Wording) -> Steps:
    """Yield the one step that makes a file; raise NoBrowserError."""
    yield Step(1, 1, name, (File(name, SINGLE[name](presentation, say)),))


def tables(presentation: Presentation, say: Wording) -> Steps:
    """Yield the one step that makes every table as CSV, and README.txt."""
    found = _tables(presentation, say)
    text = readme(presentation, say, [file.name for file in found])
    yield Step(1, 1, CSV, (*found, File(README, text)))


def _tables(presentation: Presentation, say: Wording) -> tuple[File, ...]:
    found = csvs(meeting_in(presentation, say))
    return tuple(File(name, data) for name, data in found.items())


def images(presentation: Presentation, say: Wording) -> Steps:
    """Yield a step for each picture, and last README.txt; raise NoBrowserError."""
    wanted = shots(presentation, say)
    of = len(wanted) + 1
    made: list[str] = []
    for step in _images(presentation, say, wanted):
        made += [file.name for file in step.files]
        yield step._replace(of=of)
    yield Step(of, of, README, (File(README, readme(presentation, say, made, wanted)),))


def _images(presentation: Presentation, say: Wording, wanted: tuple[Shot, ...]) -> Steps:
    for number, found in enumerate(pictures(presentation, say, wanted), 1):
        drawing = [File(f"{found.file}.svg", found.svg)] if found.svg else []
        files = (File(f"{found.file}.png", found.png), *drawing)
        yield Step(number, len(wanted), PNG, files)


def everything(presentation: Presentation, say: Wording) -> Steps:
    """Yield every file step by step, and last README.txt, which says what is what.

    Without a browser the steps of the PDF and of the pictures have no files.
    """
    wanted = shots(presentation, say)
    of = len(SINGLE) + len(wanted) + 2
    made: list[str] = []
    is_lacking = False
    for step in _parts(presentation, say, wanted):
        made += [file.name for file in step.files]
        is_lacking = is_lacking or not step.files
        yield step._replace(of=of)
    text = readme(presentation, say, made, wanted, is_lacking=is_lacking)
    yield Step(of, of, README, (File(README, text),))


def _parts(presentation: Presentation, say: Wording, wanted: tuple[Shot, ...]) -> Steps:
    for number, name in enumerate(SINGLE, 1):
        try:
            yield from (step._replace(number=number) for step in single(name, presentation, say))
        except NoBrowserError:
            yield Step(number, 0, name, ())
    before = len(SINGLE) + 1
    yield Step(before, 0, CSV, _below(CSV, _tables(presentation, say)))
    try:
        for step in _images(presentation, say, wanted):
            files = _below(PNG, step.files)
            yield Step(before + step.number, 0, PNG, files)
    except NoBrowserError:
        yield Step(before + len(wanted), 0, PNG, ())


def _below(folder: str, files: Iterable[File]) -> tuple[File, ...]:
    return tuple(File(f"{folder}/{file.name}", file.data) for file in files)


def zipped(files: Iterable[File]) -> bytes:
    """Return files as one zip: the same files, the same bytes."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for file in files:
            entry = ZipInfo(file.name)
            entry.compress_type = ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, file.data)
    return out.getvalue()
