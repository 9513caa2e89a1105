"""One language of the one file: where it stands, the slides, the register, changes, sources."""

from collections.abc import Iterator, Sequence
from datetime import date

from dashboard.digests import Case, Section, digest, sections
from dashboard.frames.overview import ORDER, area_name
from dashboard.handouts.dossier import dossier
from dashboard.handouts.presented import meeting_in
from dashboard.markup import TAGS, Html, element, joined, notes_html, parts, slide_html
from dashboard.meetings import Presentation
from dashboard.model import BriefingSlide, SlideKind
from dashboard.sentences.digest import finding as news
from dashboard.sentences.digest import head, line, section_title
from dashboard.slides import Counts, Matrix, MatrixRow, Slide, Standing
from dashboard.slides.meeting import Meeting, sign_of
from dashboard.slides.standing import promised, standing, where_it_stands
from dashboard.theme import SIGNS
from dashboard.wording import Wording

PARTS = ("standing", "briefing", "register", "changes", "sources")
"""The sections, in order."""
LOOKED_UP = "sources"
"""The kind of slide that is only shown on the stage: the same stands in a section of its own."""


def edition(presentation: Presentation, say: Wording) -> Html:
    """Return everything in one language, each section with an id that begins with the language."""
    meeting = meeting_in(presentation, say)
    made = {
        "standing": _standing(meeting),
        "briefing": _briefing(presentation, say),
        "register": _register(meeting),
        "changes": _changes(meeting),
        "sources": _sources(meeting),
    }
    return element(
        "article",
        _lead(presentation, meeting),
        element("nav", *(_jump(say, part) for part in PARTS), aria_label=say("onefile.contents")),
        *(
            element("section", element("h2", say(f"onefile.{part}")), *made[part],
                    id=f"{say.language}-{part}", class_=part)
            for part in PARTS
        ),
        element("footer", *(element("p", words) for words in _terms(meeting))),
        class_="edition",
        id=say.language,
        lang=TAGS[say.language],
    )  # fmt: skip


def _jump(say: Wording, part: str) -> Html:
    return element("a", say(f"onefile.{part}"), href=f"#{say.language}-{part}")


def _lead(presentation: Presentation, meeting: Meeting) -> Html:
    """Return the finding, and below it of what, as of when, as far as the reader looks."""
    say, frame = meeting.say, meeting.catalog.frame
    filters = presentation.choice.words(meeting.catalog, say)
    said = (
        frame.scope(say.language),
        say("source.as-of", day=meeting.as_of.isoformat()),
        *([say("slides.foot.filters", filters=filters)] if filters else []),
        say("overview.reading"),
    )
    finding = where_it_stands(meeting)
    caption = parts.dated(say("list.dot").join(said))
    return element("header", element("h1", finding), element("p", caption, class_="about"))


def _terms(meeting: Meeting) -> Iterator[str]:
    say, frame = meeting.say, meeting.catalog.frame
    yield say("onefile.made", title=frame.title(say.language), day=meeting.as_of.isoformat())
    yield say("workbook.licence", licence=frame.licence)
    yield say("onefile.parts")


# --- where it stands -------------------------------------------------------------------------


def _standing(meeting: Meeting) -> Iterator[Html]:
    """Yield the counts, and every commitment by area and field, each a link to its entry."""
    for made in (standing, promised):
        for slide in made(meeting, BriefingSlide(kind=SlideKind.STANDING), ""):
            match slide.body:
                case Counts() as body:
                    yield _tally(body)
                case Matrix() as body:
                    yield _matrix(body, meeting.language)


def _tally(body: Counts) -> Html:
    rows = (
        element("li", element("b", str(count.number)), parts.status(count.sign, count.word),
                data_sign=count.sign)
        for count in body.counts
    )  # fmt: skip
    return element("ul", *rows, class_="tally")


def _matrix(body: Matrix, language: str) -> Html:
    names = (element("th", name, scope="col") for name in body.columns)
    rows = (_matrix_row(row, body.columns, language) for row in body.rows)
    return element(
        "table",
        element("thead", element("tr", element("td"), *names)),
        element("tbody", *rows),
        class_="fields",
    )


def _matrix_row(row: MatrixRow, columns: Sequence[str], language: str) -> Html:
    side = element("small", row.side) if row.side else ""
    cells = []
    for name, cell in zip(columns, row.cells, strict=True):
        items = (_place(one, language) for one in cell)
        cells.append(element("td", element("ul", *items) if cell else "", data_label=name))
    head_of = element("th", parts.area(row.area, row.name), side, scope="row")
    return element("tr", head_of, *cells, data_area=row.area)


def _place(one: Standing, language: str) -> Html:
    """Return one commitment in its field, linked to its entry."""
    return element(
        "li",
        parts.glyph(one.sign),
        element("a", one.name, href=f"#{language}-{one.id}"),
        " ",
        element("small", one.word),
        data_sign=one.sign,
    )


# --- the slides ------------------------------------------------------------------------------


def _briefing(presentation: Presentation, say: Wording) -> Iterator[Html]:
    """Yield what presents the slides, and the slides as cards with their notes folded."""
    slides = presentation.slides[say.language]
    title = presentation.briefing.title(say.language)
    extra = sum(slide.kind == LOOKED_UP for slide in slides)
    counted = "onefile.briefing.about.extra" if extra else "onefile.briefing.about"
    words = say(counted, title=title, n=len(slides), extra=extra)
    begin = element("button", say("onefile.present"), type="button", class_="present", hidden=True)
    yield element("p", words, " ", begin, class_="about")
    cards = (
        _card(presentation, slide, say, number, len(slides))
        for number, slide in enumerate(slides, 1)
    )
    yield element("div", *cards, class_="cards")
    yield _controls(say)


def _card(presentation: Presentation, slide: Slide, say: Wording, number: int, of: int) -> Html:
    stage = element(
        "div", slide_html(slide, say, number, of, prefix=f"{say.language}-slide-"), class_="stage"
    )
    notes = notes_html(slide, presentation.catalog, say)
    folded = element("details", element("summary", say("onefile.notes")), notes) if notes else ""
    is_extra = slide.kind == LOOKED_UP
    return element("div", stage, folded, class_="card extra" if is_extra else "card")


def _controls(say: Wording) -> Html:
    """Return what is clicked while presenting, which a script shows."""
    signs = {"back": "←", "on": "→", "end": "✕"}
    back, on, end = (
        element("button", sign, type="button", name=name, aria_label=say(f"onefile.{name}"))
        for name, sign in signs.items()
    )
    return element("div", back, element("output"), on, end, class_="controls", hidden=True)


# --- the register ----------------------------------------------------------------------------


def _register(meeting: Meeting) -> Iterator[Html]:
    """Yield what searches and filters, then every commitment, the worst first."""
    verdicts = sorted(meeting.verdicts.values(), key=lambda one: ORDER[sign_of(one)])
    yield _search(meeting)
    yield element("div", *(dossier(meeting, one) for one in verdicts), class_="dossiers")


def _search(meeting: Meeting) -> Html:
    """Return the search box and the filters, which a script shows: without it all is visible."""
    say, frame = meeting.say, meeting.catalog.frame
    found = {sign_of(one) for one in meeting.verdicts.values()}
    signs = [one for one in SIGNS if one in found]
    choices = {
        "status": [(one, f"{SIGNS[one].glyph} {say(f'status.{one}')}") for one in signs],
        "area": [(one, area_name(frame, one, say.language)) for one in frame.sides],
        "theme": [(theme.id, theme.name(say.language)) for theme in frame.themes],
    }  # fmt: skip
    every = {name: (("", say(f"onefile.every.{name}")), *pairs) for name, pairs in choices.items()}
    selects = (
        element(
            "select",
            *(element("option", words, value=one or True) for one, words in pairs),
            name=name,
            aria_label=say(f"onefile.by.{name}"),
        )
        for name, pairs in every.items()
    )
    return element(
        "form",
        element("input", type="search", name="words", placeholder=say("onefile.search"),
                aria_label=say("onefile.search"), autocomplete="off"),
        *selects,
        element("output", data_said=say("onefile.shown", n="{n}", of="{of}")),
        class_="filters",
        hidden=True,
    )  # fmt: skip


# --- changes and sources ---------------------------------------------------------------------


def _changes(meeting: Meeting) -> Iterator[Html]:
    """Yield what became known since the last meeting, by how the status turned."""
    say = meeting.say
    found = digest(meeting.catalog, meeting.since, meeting.as_of)
    yield element("p", parts.dated(news(found, say)), class_="about")
    for section, cases in sections(found).items():
        own = [one for one in cases if not one.commitment or one.commitment in meeting.verdicts]
        if own and section not in _STANDING:
            yield element("h3", section_title(section, own, say))
            yield element("ul", *(_case(meeting, one) for one in own), class_="cases")


_STANDING = frozenset({Section.UNSUPPORTED})
"""What is no change but holds on the day."""


def _case(meeting: Meeting, case: Case) -> Html:
    say, catalog = meeting.say, meeting.catalog
    top = head(catalog, case, say)
    heading = []
    if top is not None:
        name = element("a", top.title, href=f"#{meeting.language}-{top.id}")
        turned = (parts.status(sign, say(f"status.{sign}")) for sign in top.signs)
        heading = [element("p", element("b", name), " ", joined(turned, " → "))]
    events = []
    for entry in case.events:
        said, source = line(catalog, entry, say), catalog.sources[entry.said.source]
        cited = parts.cite(source, say, entry.said.published, entry.said.grade)
        events.append(
            element("p", element("time", said.day), " ", parts.dated(said.words), " ",
                    element("small", cited))
        )  # fmt: skip
    return element("li", *heading, *events)


def _sources(meeting: Meeting) -> Iterator[Html]:
    """Yield every source, the newest first."""
    say = meeting.say
    found = sorted(
        meeting.catalog.sources.values(),
        key=lambda one: one.published.last if one.published else date.min,
        reverse=True,
    )
    yield element("p", say("source.mirrors"), class_="about")
    rows = (element("li", parts.source(one, say), *_note(one.note, say)) for one in found)
    yield element("ol", *rows)


def _note(note: object, say: Wording) -> Iterator[Html]:
    if callable(note):
        yield element("small", " ", note(say.language))
