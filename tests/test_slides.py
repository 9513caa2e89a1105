"""A briefing as slides: what each says, in what time it is read, what a briefing may hold."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from browsing import ROOT
from judged import FRAME, SOURCES
from small import catalog as small

from dashboard.assessment import assess_all
from dashboard.digests import digest, of_commitments, sections
from dashboard.model import Briefing, BriefingSlide, Catalog, SlideKind, Text
from dashboard.problems import Code
from dashboard.reading import Reading, read
from dashboard.sentences.digest import finding
from dashboard.slides import (
    Choice,
    Counts,
    Cover,
    Limits,
    Listing,
    Matrix,
    Slide,
    Staircase,
    Table,
    Timeline,
    Trend,
    briefing_of,
    chosen,
    default_briefing,
    foot,
    slides_of,
)
from dashboard.slides.deck import MAKERS
from dashboard.slides.lists import CHANGED, COUNTED
from dashboard.slides.meeting import sign_of
from dashboard.slides.pages import SECONDS, TITLE, paged, seconds, width
from dashboard.store import load
from dashboard.wording import LANGUAGES, Wording

AS_OF = date(2026, 3, 20)
FOLDERS = {"shipped": ROOT / "data", "tiny": ROOT / "tests" / "data" / "tiny"}
CATALOGS = {name: read(load(folder)).catalog for name, folder in FOLDERS.items()}


def made(name: str, language: str, briefing: Briefing | None = None) -> tuple[Slide, ...]:
    catalog = CATALOGS[name]
    assert catalog is not None
    return slides_of(catalog, AS_OF, Wording(language), briefing or default_briefing(catalog))


def only(*kinds: SlideKind, **given: str) -> Briefing:
    slides = tuple(BriefingSlide.model_validate({"kind": kind, **given}) for kind in kinds)
    return Briefing.model_construct(id="b", title=Text("会", "Meeting"), since=None, slides=slides)


EVERY = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in FOLDERS for language in LANGUAGES]
)


def words_of(slide: Slide) -> Iterator[str]:
    """Yield what a slide gives to be read, but for its title."""
    match slide.body:
        case Cover(lines):
            yield from lines
        case Listing(items):
            yield from (text for item in items for text in (item.day, item.head, item.text))
        case Table(_, rows):
            yield from (cell.text for row in rows for cell in row)
        case Timeline(courses):
            yield from (text for one in courses for text in (one.name, one.note))
        case _:
            return


@EVERY
def test_each_slide_has_one_short_message_its_day_and_where_it_comes_from(
    name: str, language: str
) -> None:
    say = Wording(language)
    for slide in made(name, language):
        assert width(slide.title) <= TITLE[language], slide.title
        assert slide.as_of == AS_OF
        assert AS_OF.isoformat() in foot(slide, say)
        assert slide.alt
        assert slide.notes or slide.kind == "sources"
        assert f"as_of={AS_OF}" in slide.link
        assert ("lang=en" in slide.link) == (language == "en")


@EVERY
def test_what_is_to_be_read_can_be_read_in_time(name: str, language: str) -> None:
    for slide in made(name, language):
        if slide.kind in {"sources", "missing"}:  # looked up, not read
            continue
        rows = len(getattr(slide.body, "rows", getattr(slide.body, "items", ())))
        assert seconds(*words_of(slide)) <= SECONDS or rows == 1, slide.id


@EVERY
def test_ids_are_unique_and_the_same_in_both_languages(name: str, language: str) -> None:
    slides = made(name, language)
    assert len({slide.id for slide in slides}) == len(slides)
    kinds = list(dict.fromkeys(slide.kind for slide in slides))
    assert kinds == list(dict.fromkeys(slide.kind for slide in made(name, "en")))
    assert chosen(slides, {slides[2].id}) == (slides[2],)
    assert chosen(slides, {"gone"}) == slides


@EVERY
def test_the_counts_are_the_verdicts(name: str, language: str) -> None:
    catalog = CATALOGS[name]
    assert catalog is not None
    verdicts = assess_all(catalog, AS_OF)
    slides = made(name, language, only(SlideKind.STANDING, SlideKind.PROMISED))
    counts, matrix = (slide.body for slide in slides)
    assert isinstance(counts, Counts)
    assert isinstance(matrix, Matrix)
    found = {count.sign: count.number for count in counts.counts}
    signs = [sign_of(verdict) for verdict in verdicts.values()]
    assert found == {sign: signs.count(sign) for sign in set(signs)}
    assert counts.total == len(verdicts) == sum(area.total for area in counts.areas)
    cells = [one for row in matrix.rows for cell in row.cells for one in cell]
    assert {one.id: one.sign for one in cells} == {
        identity: sign_of(verdict) for identity, verdict in verdicts.items()
    }


@EVERY
def test_every_commitment_in_trouble_has_its_slide_with_the_working(
    name: str, language: str
) -> None:
    catalog = CATALOGS[name]
    assert catalog is not None
    verdicts = assess_all(catalog, AS_OF)
    slides = {s.id: s for s in made(name, language, only(SlideKind.TROUBLES))}
    wanted = {
        f"troubles-{one.id}"
        for one in verdicts.values()
        if str(one.status) in {"missed", "off-track", "at-risk"}
    }
    assert slides.keys() == wanted
    for identity, slide in slides.items():
        verdict = verdicts[identity.removeprefix("troubles-")]
        assert len(slide.notes) >= 2 + len(verdict.steps)
        beside = {cited.id for cited in slide.sources} - set(verdict.sources)
        assert not beside or isinstance(slide.body, Limits)
        assert {cited.id for cited in slide.sources} >= set(verdict.sources)


@EVERY
def test_every_kind_can_be_asked_for_by_itself(name: str, language: str) -> None:
    for kind in set(SlideKind) - {SlideKind.COMMITMENT, SlideKind.SOURCES}:
        slides = made(name, language, only(kind))
        assert slides, kind
        assert {slide.kind for slide in slides} == {str(kind)}
    assert MAKERS.keys() == set(SlideKind) - {SlideKind.SOURCES}


@pytest.mark.parametrize("name", FOLDERS)
def test_every_commitment_can_be_a_slide_in_every_language(name: str) -> None:
    catalog = CATALOGS[name]
    assert catalog is not None
    for language in LANGUAGES:
        for identity in assess_all(catalog, AS_OF):
            briefing = only(SlideKind.COMMITMENT, commitment=identity)
            [slide] = made(name, language, briefing)
            assert slide.id == f"commitment-{identity}"
            assert width(slide.title) <= TITLE[language]


def test_limits_and_measurements_are_never_on_one_mark() -> None:
    [slide] = made("shipped", "zh", only(SlideKind.LIMITS))
    assert isinstance(slide.body, Limits)
    for row in slide.body.rows:
        assert len(row.limits) == len(slide.body.schemes)
        assert len(row.measured) == len(slide.body.places)
    first = slide.body.rows[0]
    assert [limit.value for limit in first.limits] == [3, 2, 1]
    assert [one.value for one in first.measured] == [2.13, None, None]
    assert [one.sign for one in first.measured] == ["", "no-data", "no-data"]
    [stairs] = made("shipped", "zh", only(SlideKind.STAIRCASE))
    assert isinstance(stairs.body, Staircase)
    assert [tread.at_most for tread in stairs.body.stairs[0].treads] == [3, 2, 1]


def test_what_a_reader_looks_at_is_said_and_counts() -> None:
    catalog = CATALOGS["shipped"]
    assert catalog is not None
    choice = Choice(areas=("joint",), kinds=("project",))
    slides = slides_of(catalog, AS_OF, Wording("zh"), default_briefing(catalog), choice=choice)
    untouched = {slide.kind for slide in slides if not slide.filters}
    assert untouched == {"compare", "ratios"}
    assert {slide.filters for slide in slides} == {"", "两市共同 · 工程"}
    assert "只看：两市共同 · 工程" in foot(slides[0], Wording("zh"))
    body = next(slide.body for slide in slides if slide.kind == "standing")
    assert isinstance(body, Counts)
    assert body.total == 4


def looked_at(language: str, *kinds: SlideKind, **choice: tuple[str, ...]) -> tuple[Slide, ...]:
    catalog = CATALOGS["shipped"]
    assert catalog is not None
    since = date(2025, 12, 1)
    say = Wording(language)
    return slides_of(catalog, AS_OF, say, only(*kinds), since, choice=Choice(**choice))


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("areas", [(), ("jingjiang",), ("jiangyin",)])
def test_what_changed_is_counted_as_the_digest_counts_it(
    language: str, areas: tuple[str, ...]
) -> None:
    catalog = CATALOGS["shipped"]
    assert catalog is not None
    say = Wording(language)
    found = digest(catalog, date(2025, 12, 1), AS_OF)
    if areas:
        mine = [one.id for one in catalog.commitments.values() if tuple(one.by) == areas]
        found = of_commitments(found, set(mine))
    told = sections(found)
    slides = looked_at(language, SlideKind.CHANGED, areas=areas)
    for slide in slides:
        assert slide.title == slides[0].title
        assert slide.notes[0].endswith(finding(found, say))
        for section in COUNTED:
            words = say(f"slides.changed.{section}", n=len(told[section]))
            assert (words in slide.title) == bool(told[section])
    bodies = [slide.body for slide in slides]
    items = [item for body in bodies if isinstance(body, Listing) for item in body.items]
    total = sum(len(told[section]) for section in CHANGED)
    more = total - len(items)
    if more:  # the last line says how many further ones there are
        assert items[-1].head == say("slides.changed.more", n=more + 1)
    heads = [item.head for item in items if item.head]
    assert len(heads) == len(set(heads))  # what bears on one commitment is one line


def test_to_hear_nothing_is_not_to_get_worse() -> None:
    slides = looked_at("zh", SlideKind.CHANGED, areas=("jiangyin",))
    assert "过期 2" in slides[0].title
    assert "变差" not in slides[0].title


@pytest.mark.parametrize(
    ("language", "title"),
    [("zh", "按这个筛选没有承诺"), ("en", "No commitment fits this choice")],
)
def test_a_choice_that_nothing_fits_says_that_and_nothing_else(language: str, title: str) -> None:
    kinds = (SlideKind.COVER, SlideKind.CHANGED, SlideKind.TROUBLES, SlideKind.COMPARE)
    cover, slide = looked_at(language, *kinds, areas=("jingjiang",), statuses=("missed",))
    assert cover.kind == "cover"
    assert slide.title == title
    for one in (cover, slide):
        assert one.notes[0] == title
        assert one.filters


def test_that_nothing_is_late_says_of_whom_and_who_is_left_out() -> None:
    [slide] = looked_at("zh", SlideKind.TROUBLES, areas=("jingjiang",))
    assert slide.title == "靖江 · 能判定的 3 项没有逾期、滞后"
    assert isinstance(slide.body, Listing)
    assert slide.body.items[-1][:2] == ("两市共同的承诺，不在其内", "11 项，其中 1 项逾期或滞后")
    slides = looked_at("zh", SlideKind.TROUBLES, areas=("jingjiang", "joint"))
    assert [one.id for one in slides] == ["troubles-river-tunnel"]


def test_limits_are_those_of_the_areas_that_are_looked_at() -> None:
    assert looked_at("zh", SlideKind.LIMITS, SlideKind.STAIRCASE, areas=("jingjiang",)) == ()
    [slide] = looked_at("zh", SlideKind.LIMITS, areas=("jiangyin",))
    assert isinstance(slide.body, Limits)
    assert {place.area for place in slide.body.places} == {"", "jiangyin"}
    assert slide.title.startswith("江阴 · ")


@pytest.mark.parametrize(
    ("indicator", "language", "words"),
    [
        ("ship-orders-on-hand", "zh", "江阴没查到"),
        ("ship-orders-on-hand", "en", "Jiangyin not found"),
        ("fixed-investment", "zh", "没有同一年的数，还不能比"),
        ("fixed-investment", "en", "no common year to compare"),
        ("industrial-output", "en", "no common year to compare"),
    ],
)
def test_a_comparison_of_one_area_does_not_claim_to_be_one(
    indicator: str, language: str, words: str
) -> None:
    [slide] = made("shipped", language, only(SlideKind.COMPARE, indicator=indicator))
    assert slide.title.endswith(words)


def test_the_large_number_is_the_one_that_proves_it() -> None:
    kind, identity = SlideKind.COMMITMENT, "jingjiang-provincial-projects-2023"
    [slide] = made("shipped", "zh", only(kind, commitment=identity))
    assert slide.key is not None
    assert (slide.key.before, slide.key.number) == ("2023", "6 个")
    [slide] = made("shipped", "zh", only(kind, commitment="jingjiang-new-contracts-2023"))
    assert isinstance(slide.body, Trend)
    assert slide.body.absent == ("○ 靖江：没有整年的数，2021 年 1—11 月 179 个",)


def test_a_slide_of_limits_names_the_sources_of_all_it_shows() -> None:
    [table] = made("shipped", "zh", only(SlideKind.LIMITS))
    [slide] = made("shipped", "zh", only(SlideKind.COMMITMENT, commitment="jiangyin-1220"))
    assert {one.id for one in slide.sources} >= {one.id for one in table.sources}


@pytest.mark.parametrize("language", LANGUAGES)
def test_titles_say_how_late_and_further_pages_what_they_are_about(language: str) -> None:
    [slide] = made("shipped", language, only(SlideKind.COMMITMENT, commitment="park-sales-800"))
    assert "12" in slide.title
    titles = [slide.title for slide in made("shipped", language, only(SlideKind.NODES))]
    assert len(titles) == len(set(titles)) > 1
    say = Wording(language)
    slides = made("shipped", language, only(SlideKind.COVER))
    assert say("nav.sources") in foot(slides[0], say)
    missing = made("shipped", language, only(SlideKind.MISSING))
    assert [len(slide.body.rows) for slide in missing if isinstance(slide.body, Table)] == [3, 3]


def test_a_target_has_its_path_and_its_figures() -> None:
    [slide] = made("shipped", "zh", only(SlideKind.COMMITMENT, commitment="jiangyin-gdp-5000"))
    assert isinstance(slide.body, Trend)
    [line] = slide.body.lines
    assert (line.dots[-1].period, line.dots[-1].value) == ("2024", 5126.13)
    assert next(dot for dot in line.dots if dot.words.startswith("≥")).is_open
    assert [aim.value for aim in slide.body.aims] == [5000]
    assert slide.body.path[-1][1] == 5000


def test_nothing_to_show_gives_no_slide_and_no_trouble_says_so() -> None:
    catalog = small()
    slides = slides_of(catalog, AS_OF, Wording("zh"), default_briefing(catalog))
    assert [slide.id for slide in slides] == ["cover", "standing", "changed", "troubles"]


def test_rows_are_spread_evenly_and_none_is_lost() -> None:
    rows = list(range(7))
    assert list(paged(rows, [1.0] * 7, 6)) == [(0, 1, 2, 3), (4, 5, 6)]
    assert list(paged(rows[:2], [SECONDS * 2, 1.0], 6)) == [(0,), (1,)]
    assert list(paged([], [], 6)) == []


def test_since_is_the_argument_then_the_briefing_then_ninety_days() -> None:
    catalog = CATALOGS["shipped"]
    assert catalog is not None
    briefing = briefing_of(catalog, "joint-meeting")
    assert briefing is not None
    say = Wording("en")

    def since(given: Briefing, day: date | None = None) -> str:
        body = slides_of(catalog, AS_OF, say, given, day)[0].body
        assert isinstance(body, Cover)
        return body.lines[2]

    assert since(briefing, date(2025, 6, 1)) == "Compared with 2025-06-01"
    assert since(briefing) == "Compared with 2025-12-01"
    assert since(default_briefing(catalog)) == "Compared with 2025-12-20"
    assert briefing_of(catalog, "gone") is None


# --- briefings as they are read ----------------------------------------------------------------

GOOD = """\
id: meeting
title: {zh: 会, en: Meeting}
slides:
  - {kind: cover}
  - {kind: commitment, commitment: promise}
"""
THEME = """\
commitments:
  - id: promise
    kind: ambition
    by: [city]
    title: Promise
    statement: Promise
    made: {on: 2020-01-01, source: plan}
"""


def folder(briefing: str, before: Reading | None = None) -> Reading:
    texts = {
        "catalog.yaml": FRAME.format(rules="{}"),
        "sources.yaml": SOURCES,
        "theme.yaml": THEME,
        "briefings/meeting.yaml": briefing,
    }
    return read({name: text.encode() for name, text in texts.items()}, before)


def briefing_in(reading: Reading) -> Briefing:
    assert reading.catalog is not None
    [found] = reading.catalog.briefings.values()
    return found


def test_a_briefing_is_read_from_its_folder() -> None:
    reading = folder(GOOD)
    assert [problem for problem in reading.problems if problem.is_error] == []
    assert [slide.kind for slide in briefing_in(reading).slides] == ["cover", "commitment"]


@pytest.mark.parametrize(
    ("wrong", "code", "line"),
    [
        (GOOD.replace("kind: cover", "kind: covver"), Code.NOT_A_CHOICE, 4),
        (GOOD.replace("title:", "titel:"), Code.UNKNOWN_KEY, 2),
        (GOOD.replace(", commitment: promise", ""), Code.MISSING_KEY, 5),
        (GOOD.replace("id: meeting", "id: Meeting 1"), Code.NOT_AN_ID, 1),
        (GOOD + "since: soon\n", Code.NOT_A_DAY, 6),
        ("slides: [", Code.YAML_BRACKET, 1),
    ],
)
def test_a_broken_briefing_is_located_and_takes_nothing_else_down(
    wrong: str, code: Code, line: int
) -> None:
    reading = folder(wrong)
    found = {(p.code, p.place.file, p.place.line) for p in reading.problems if p.is_error}
    assert (code, "briefings/meeting.yaml", line) in found
    assert {file for _, file, _ in found} == {"briefings/meeting.yaml"}
    assert reading.catalog is not None
    assert reading.catalog.commitments.keys() == {"promise"}
    assert reading.catalog.briefings == {}
    for problem in reading.problems:
        for language in LANGUAGES:
            assert Wording(language).problem(problem)
            assert Wording(language).fix(problem)
    kept = folder(wrong, folder(GOOD))
    if "id: Meeting 1" not in wrong:  # under another id it is another briefing
        assert briefing_in(kept).id == "meeting"


def test_a_slide_about_nothing_is_reported_and_left_out_alone() -> None:
    reading = folder(GOOD.replace("commitment: promise", "commitment: promisse"))
    [problem] = [p for p in reading.problems if p.is_error]
    assert (problem.code, problem.place.line) == (Code.UNKNOWN_ID, 5)
    assert [slide.kind for slide in briefing_in(reading).slides] == ["cover"]


def test_only_this_folder_is_read_and_nothing_outside_it(tmp_path: Path) -> None:
    data, outside = tmp_path / "data", tmp_path / "outside"
    for path in (data / "other", outside):
        path.mkdir(parents=True)
        (path / "a.yaml").write_bytes(b"x: 1\n")
    assert load(data) == {}
    (data / "briefings").symlink_to(outside)
    [(name, found)] = load(data).items()
    assert name == "briefings/a.yaml"
    assert not isinstance(found, bytes)
    assert found.code == Code.LINK
    (data / "briefings").unlink()
    (data / "briefings").mkdir()
    (data / "briefings" / "a.yaml").write_bytes(b"id: a\n")
    assert load(data) == {"briefings/a.yaml": b"id: a\n"}


def test_the_shipped_briefing_is_read_and_shown() -> None:
    catalog: Catalog | None = CATALOGS["shipped"]
    assert catalog is not None
    briefing = briefing_of(catalog, "joint-meeting")
    assert briefing is not None
    slides = slides_of(catalog, AS_OF, Wording("zh"), briefing)
    kinds = list(dict.fromkeys(slide.kind for slide in slides))
    assert kinds == list(dict.fromkeys(str(slide.kind) for slide in briefing.slides))
