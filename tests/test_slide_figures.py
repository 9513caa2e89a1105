"""The figures of slides: every number is the body's, and all words can be read."""

import json
import re
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import pairwise, product
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import pytest
from browsing import ROOT
from playwright.sync_api import Page

from dashboard.assessment import assess_all
from dashboard.figures.fitting import width
from dashboard.figures.marks import safe
from dashboard.figures.slides import BELOW_KEY, NARROW, WIDE, Size, figure_of, size_of
from dashboard.figures.slides.signs import signs_of, told_of
from dashboard.figures.strip_labels import Room, below
from dashboard.frames.figures import GAP
from dashboard.frames.projects import projects_of
from dashboard.frames.projects import timeline as timeline_of
from dashboard.handouts.faces import faces, plotly
from dashboard.markup import __file__ as markup
from dashboard.model import Briefing, BriefingSlide, Catalog, SlideKind, Text
from dashboard.reading import read
from dashboard.slides import (
    Aim,
    Bar,
    Counts,
    Course,
    Cover,
    Dot,
    Edge,
    Limits,
    Line,
    Listing,
    Matrix,
    Ratios,
    Sample,
    Slide,
    Stair,
    Staircase,
    Table,
    Timeline,
    Tread,
    Trend,
    slides_of,
)
from dashboard.store import load
from dashboard.theme import Mode, look
from dashboard.tokens import MODES
from dashboard.wording import LANGUAGES, Wording

AS_OF = date(2026, 3, 20)
FOLDERS = {
    "shipped": ROOT / "data",
    "tiny": ROOT / "tests" / "data" / "tiny",
    "paced": ROOT / "tests" / "data" / "paced",
}
EVERY = pytest.mark.parametrize(
    ("name", "language"), [(name, language) for name in FOLDERS for language in LANGUAGES]
)
LEAST = {True: (12, 12), False: (30, 28)}
"""px of words and of numbers on an axis, on a phone and on the stage."""


@cache
def catalog_of(name: str) -> Catalog:
    catalog = read(load(FOLDERS[name])).catalog
    assert catalog is not None
    return catalog


@cache
def slides_in(name: str, language: str) -> tuple[Slide, ...]:
    """Return a slide of every kind, and one of every commitment."""
    catalog = catalog_of(name)
    entries = [BriefingSlide(kind=kind) for kind in SlideKind if kind != "commitment"]
    entries += [
        BriefingSlide(kind=SlideKind.COMMITMENT, commitment=one) for one in catalog.commitments
    ]
    briefing = Briefing.model_construct(
        id="all", title=Text("会", "Meeting"), since=None, slides=tuple(entries)
    )
    return slides_of(catalog, AS_OF, Wording(language), briefing)


def figure(
    name: str, slide: Slide, language: str, size: Size, mode: Mode = "light"
) -> go.Figure | None:
    return figure_of(slide.body, look(catalog_of(name).frame, mode), Wording(language), size)


def drawn(name: str, language: str) -> Iterator[tuple[Slide, Size, go.Figure]]:
    """Yield all figures of all slides in all sizes and modes."""
    for slide in slides_in(name, language):
        for size in (size_of(slide), NARROW):
            for mode in MODES:
                found = figure(name, slide, language, size, mode)
                if found is not None:
                    yield slide, size, found


def traces(found: go.Figure, *names: str) -> list[Any]:
    return [trace for trace in found.data if trace.name in names]


def said(found: go.Figure) -> str:
    """Return all words of a figure, without tags, in one line."""
    labels = (re.sub(r"<br>", " ", label.text) for label in found.layout.annotations)
    return " | ".join(re.sub(r"<[^>]*>", "", label) for label in labels)


def plain(text: str) -> str:
    return re.sub(r"\s+", "", text)


# --- numbers ---------------------------------------------------------------------------------


@EVERY
def test_every_number_of_a_figure_is_that_of_its_body(name: str, language: str) -> None:
    kinds = set()
    for slide, size, found in drawn(name, language):
        assert found.layout.width == size.width
        assert found.layout.height == size.height or size.is_narrow
        match slide.body:
            case Trend() as body:
                check_trend(body, found)
            case Ratios() as body:
                check_ratios(body, found)
            case Timeline() as body:
                check_timeline(body, found)
            case Staircase() as body:
                check_staircase(body, found)
        kinds.add(type(slide.body))
    assert Trend in kinds
    assert {Timeline, Staircase, Ratios} <= kinds or name == "paced"


@EVERY
def test_bodies_of_text_have_no_figure(name: str, language: str) -> None:
    text = (Cover, Counts, Matrix, Table, Listing, Limits)
    for slide in slides_in(name, language):
        none = figure(name, slide, language, WIDE) is None
        assert none == isinstance(slide.body, text)
        assert size_of(slide) == (BELOW_KEY if slide.key else WIDE)


def check_trend(body: Trend, found: go.Figure) -> None:
    words = said(found)
    for line in body.lines:
        [dots] = traces(found, line.area)
        assert list(dots.x) == [dot.x for dot in line.dots]
        assert list(dots.y) == [dot.value for dot in line.dots]
        paper = {"light": "#FFFFFF", "dark": "#12171D"}[mode_of(found)]
        assert [colour == paper for colour in dots.marker.color] == [d.is_open for d in line.dots]
        triangles = [symbol == "triangle-up" for symbol in dots.marker.symbol]
        assert triangles == [dot.mark == "at-least" for dot in line.dots]
        for dot, told in zip(line.dots, dots.hovertext, strict=True):
            assert safe(dot.words) in told
            assert dot.period in told
        check_joined(line, found)
        assert f"{safe(line.name)} {safe(line.dots[-1].words)}" in words
    aims = traces(found, "aim")
    assert [list(aim.y) for aim in aims] == [[aim.value] * 2 for aim in body.aims]
    for aim, trace in zip(body.aims, aims, strict=True):
        assert aim.start is None or trace.x[0] == aim.start
        assert aim.end is None or trace.x[1] == aim.end
        assert safe(aim.words) in words
        assert safe(aim.due) in words or len(body.aims) > 1
    paths = traces(found, "path")
    assert [tuple(zip(path.x, path.y, strict=True)) for path in paths] == (
        [body.path] if body.path else []
    )
    for band in traces(found, "band"):
        ends = {(edge.x, end) for edge in body.band for end in (edge.low, edge.high)}
        assert set(zip(band.x, band.y, strict=True)) == ends
    assert len(traces(found, "band")) == bool(body.band)
    assert found.layout.yaxis.range[0] <= 0, "an axis that does not begin at zero"
    check_grid(found)
    assert any(
        all(safe(told) in words for told in told_of(body, Wording(one))) for one in LANGUAGES
    )
    for told in (body.unit, body.band_words, *body.absent):
        assert plain(safe(told)) in plain(words.replace(" | ", ""))


def check_grid(found: go.Figure) -> None:
    """No line of the grid runs through words: they stand on paper there."""
    layout = found.layout
    low, high = layout.yaxis.range
    per_px = (high - low) / (layout.height - layout.margin.t - layout.margin.b)
    for label in layout.annotations:
        if label.xref == "paper":
            continue
        y = label.y + (label.yshift or 0) * per_px
        half = label.font.size * 0.5 * (1 + label.text.count("<br>")) * per_px
        if any(abs(tick - y) < half for tick in layout.yaxis.tickvals):
            assert label.bgcolor in {"#FFFFFF", "#12171D"}, label.text


def check_joined(line: Line, found: go.Figure) -> None:
    """Solid lines join neighbours only, dotted ones the others."""
    pairs = {"near": set(), "gap": set()}
    for before, after in pairwise(line.dots):
        is_gap = before.period.isdecimal() and after.period.isdecimal() and after.x - before.x > GAP
        pairs["gap" if is_gap else "near"].add((before.x, after.x))
    for kind, expected in pairs.items():
        joined = traces(found, f"{kind} {line.area}")
        xs = [x for trace in joined for x in trace.x]
        assert set(zip(xs[::3], xs[1::3], strict=True)) == expected
        assert all(trace.line.dash == ("dot" if kind == "gap" else None) for trace in joined)


def check_ratios(body: Ratios, found: go.Figure) -> None:
    [bars] = found.data
    assert list(bars.x) == [bar.ratio for bar in body.bars]
    assert found.layout.xaxis.range[0] == 0
    words = said(found)
    for bar, fill, edge in zip(body.bars, bars.marker.color, bars.marker.line.color, strict=True):
        assert (fill != edge) == bar.is_derived
        assert f"{safe(bar.area_name)} {safe(bar.words)}" in words
        assert safe(bar.period) in words
        assert plain(safe(bar.name)) in plain(words)


def check_timeline(body: Timeline, found: go.Figure) -> None:
    words = said(found)
    dates = {(one.kind, one.day) for course in body.courses for one in course.dates}
    signs = {"next", "passed", "begun", "planned", "replanned", "done", "moved"}
    shown = {(trace.name, day_of(x)) for trace in traces(found, *signs) for x in trace.x}
    assert shown <= dates
    hidden = {"begun", "to-begin"} if body.is_alone else {"to-begin", "moved"}
    assert {kind for kind, _ in dates - shown} <= hidden
    if body.is_alone:
        for one in body.courses[0].of("planned", "replanned", "done"):
            assert safe(one.text) in words
        return
    for course in body.courses:
        assert course.word in words
        assert plain(safe(course.name))[:6] in plain(words)
        assert plain(safe(course.note))[:6] in plain(words)
    key = "".join(one.text for one in found.layout.annotations if one.name == "key")
    signs = signs_of(body, look(catalog_of("tiny").frame, mode_of(found)), Wording("zh"))
    glyphs = [sign.glyph for sign in signs]
    assert [glyph for glyph in re.sub(r"<[^>]*>", "", key) if glyph in "■┄|○◇●"] == glyphs
    first, last = (date.fromisoformat(end) for end in found.layout.xaxis.range)
    assert first <= body.first < body.last <= last


def check_staircase(body: Staircase, found: go.Figure) -> None:
    words = said(found)
    for number, stair in enumerate(body.stairs):
        own = [t for t in found.data if t.xaxis == f"x{number + 1 if number else ''}"]
        known = [tread for tread in stair.treads if tread.at_most is not None]
        steps = [trace for trace in own if trace.name == "limit"]
        assert [y for trace in steps for y in trace.y] == [t.at_most for t in known for _ in "ab"]
        days = [day for tread in known for day in (tread.start, tread.end)]
        assert [day_of(x) for trace in steps for x in trace.x] == days
        dots = [trace for trace in own if trace.mode == "markers"]
        assert all(trace.mode == "lines" and trace.fill == "tozeroy" for trace in steps)
        shown = {(t.name, day_of(t.x[0]), t.y[0]) for t in dots}
        assert shown == {(sample.role, sample.on, sample.value) for sample in stair.samples}
        told = (stair.measure, stair.unit, *(sample.words for sample in stair.samples))
        assert all(safe(one) in words for one in (*told, *(tread.words for tread in known)))
        assert plain(safe(stair.absent)) in plain(words)
        assert found.layout[f"yaxis{number + 1 if number else ''}"].range[0] == 0


def mode_of(found: go.Figure) -> Mode:
    return "light" if found.layout.template.layout.font.color == "#12161C" else "dark"


def day_of(value: object) -> date:
    """Return a day as a figure has it."""
    return date.fromisoformat(str(value)[:10])


# --- what the data at hand do not have -------------------------------------------------------


def test_words_of_the_data_are_never_read_as_tags() -> None:
    name = "<b>&A</b>"
    line = Line("a", name, (Dot(2024, "2024", 1, "<1"), Dot(2025, "2025", 2, "<2")))
    stair = Stair(
        name, name, "a", name,
        (Tread(date(2024, 1, 1), date(2025, 1, 1), None, "—", name),
         Tread(date(2025, 1, 1), AS_OF, 3, "<3", name)),
        (Sample(date(2025, 5, 1), 2, "<2", name, "part"),), name,
    )  # fmt: skip
    bodies = (
        Trend(name, (line,), (Aim("b", 3, "<3", name, None, None),), absent=(name,)),
        Ratios((Bar(name, "2024", 2, "<2", "a", name, is_derived=True),)),
        Staircase((stair,), AS_OF),
    )
    seen = look(catalog_of("tiny").frame, "light")
    for body in bodies:
        for size in (WIDE, NARROW):
            found = figure_of(body, seen, Wording("en"), size)
            assert found is not None
            words = found.to_json().encode().decode("unicode_escape")
            assert name not in words
            assert "&amp;A" in words


def test_a_target_without_a_deadline_is_a_thin_line_and_never_a_bar_over_a_time() -> None:
    dots = (Dot(2020, "2020", 1, "1"), Dot(2025, "2025", 2, "2"))
    body = Trend("km", (Line("a", "A", dots),), (Aim("a", 3, "3", "no date", None, None),))
    found = figure_of(body, look(catalog_of("tiny").frame, "light"), Wording("en"), WIDE)
    assert found is not None
    [aim] = traces(found, "aim")
    assert (list(aim.x), aim.line.dash) == ([2020, 2025], "dot")
    assert "no date" in said(found)


def test_a_project_without_a_date_says_so_in_words_that_can_be_read() -> None:
    course = Course("p", "P", "a", "no-data", "no data", "nothing found", ())
    body = Timeline((course,), AS_OF, "as of", AS_OF, AS_OF, is_alone=True)
    for size in (WIDE, NARROW):
        found = figure_of(body, look(catalog_of("tiny").frame, "dark"), Wording("en"), size)
        assert found is not None
        [words] = found.layout.annotations
        assert words.font.size >= LEAST[size.is_narrow][0]
        assert found.layout.width == size.width


@EVERY
def test_words_of_a_project_stand_at_their_own_mark(name: str, language: str) -> None:
    """In the first row beneath no other mark; lower at a line from their mark, free of words."""
    catalog = catalog_of(name)
    projects = projects_of(
        timeline_of(catalog, assess_all(catalog, AS_OF), AS_OF, language=language)
    )
    for project, wide, k in product(projects, (1748, 720, 350), (7 / 3, 1)):
        days = [event.day for event in project.events]
        if not days:
            continue
        first, last = min(*days, AS_OF), max(*days, AS_OF)
        room = Room(
            project, Wording(language),
            lambda day, a=first, b=last, w=wide: 20 + (w - 40) * ((day - a) / (b - a)), wide, k,
        )  # fmt: skip
        words = below(room)
        marks = {room.at(one.day) for one in project.of("begun", "to-begin", "passed", "next")}
        spans = {}
        for one in words:
            long = max(width(line, 13) for line in one.lines) * k
            edge = room.at(one.event.day) + one.shift
            left = edge - {"left": 0, "center": long / 2, "right": long}[one.anchor]
            spans[one] = (left, left + long)
            own = room.at(one.event.day)
            assert all(abs(edge - own) <= abs(edge - other) for other in marks) or one.has_line
            if one.tier == 0:
                assert not any(left < x < left + long and x != own for x in marks)
        for one, other in product(words, words):
            x, (left, right) = room.at(one.event.day), spans[other]
            assert not (one.has_line and other.tier < one.tier and left < x < right)


def test_a_project_has_a_line_to_the_words_that_stand_lower() -> None:
    [slide] = [s for s in slides_in("shipped", "zh") if s.id == "commitment-river-tunnel"]
    found = figure("shipped", slide, "zh", size_of(slide))
    assert found is not None
    lines = [shape for shape in found.layout.shapes if shape.name in {"to-words", "as-of"}]
    low = {label.x for label in found.layout.annotations if label.y < -60}
    assert low == {shape.x0 for shape in lines}
    assert len(low) >= 2


def test_a_band_lies_between_its_edges_and_below_the_lines() -> None:
    edges = (Edge(2024, 1, 1), Edge(2025, 0.5, 2))
    dots = (Dot(2022, "2022", 1, "1"), Dot(2024, "2024", 1, "1"))
    body = Trend("km", (Line("a", "A", dots),), band=edges, band_words="80 %")
    found = figure_of(body, look(catalog_of("tiny").frame, "light"), Wording("en"), WIDE)
    assert found is not None
    assert found.data[0].name == "band"
    assert (list(found.data[0].x), list(found.data[0].y)) == (
        [2024, 2025, 2025, 2024],
        [1, 2, 0.5, 1],
    )


# --- sizes of type ---------------------------------------------------------------------------


@EVERY
def test_no_type_is_smaller_than_can_be_read(name: str, language: str) -> None:
    for slide, size, found in drawn(name, language):
        words, numbers = LEAST[size.is_narrow]
        units = {getattr(slide.body, "unit", "")}
        units |= {stair.unit for stair in getattr(slide.body, "stairs", ())}
        for label in found.layout.annotations:
            text = re.sub(r"<[^>]*>", "", label.text)
            is_small = re.fullmatch(r"[\d,.−]+", text) or text in units or label.name == "key"
            least = numbers if is_small else words
            assert label.font.size >= least, text
            for small, inner in re.findall(r"font-size:([\d.]+)px'>([^<]*)<", label.text):
                assert float(small) >= (
                    numbers if inner in units or label.name == "key" else words
                ), label.text
        axes = [found.layout[key] for key in found.layout if key.startswith("xaxis")]
        for axis in axes:
            assert axis.visible is False or axis.tickfont.size >= numbers


# --- in a browser ----------------------------------------------------------------------------

MEET = """() => [...document.querySelectorAll('.figure')].flatMap(figure => {
  const scale = figure.querySelector('.figure-plot').getBoundingClientRect().width
    / figure.querySelector('.figure-plot').dataset.width;
  const edge = figure.getBoundingClientRect();
  const texts = [...figure.querySelectorAll('.main-svg text')].filter(one =>
    one.textContent.trim() && one.checkVisibility({opacityProperty: true}));
  const boxes = texts.map(one => {
    const size = parseFloat(getComputedStyle(one).fontSize) * scale;
    const {left, right, top, bottom} = one.getBoundingClientRect();
    return {text: one.textContent, left, right, top: top + .15 * size, bottom: bottom - .2 * size};
  });
  const id = figure.dataset.figure;
  const out = boxes.filter(box => box.left < edge.left - 1.5 || box.right > edge.right + 1.5
    || box.top < edge.top - 1.5 || box.bottom > edge.bottom + 1.5);
  const met = boxes.flatMap((one, at) => boxes.slice(at + 1).filter(other =>
    Math.min(one.right, other.right) - Math.max(one.left, other.left) > 3
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 2
  ).map(other => `${id}: ${one.text} / ${other.text}`));
  return [...out.map(box => `${id} cuts off: ${box.text}`), ...met];
})"""
"""Words that leave their figure, and words that lie on others."""


def stage(page: Page, ids: list[str], width: float) -> None:
    """Show a page with the places of figures."""
    places = "".join(
        f"<div class='figure' data-figure='{one}'><p class='figure-alt'>words {one}</p></div>"
        for one in ids
    )
    style = f"{faces()} body{{margin:0;width:{width}px}} .figure{{margin-bottom:9px}}"
    page.set_content(f"<!doctype html><style>{style}</style>{places}")
    page.add_script_tag(content=(Path(markup).parent / "draw.js").read_text("utf-8"))


def draw(page: Page, figures: dict[str, Any], mode: Mode = "light", *, narrow: bool) -> None:
    page.evaluate(
        "([figures, given]) => drawFigures(document, figures, given)",
        [figures, {"mode": mode, "narrow": narrow}],
    )


def as_json(name: str, language: str) -> dict[str, Any]:
    """Return the figures of a catalog as the page is given them, by unlike bodies."""
    found: dict[str, Any] = {}
    bodies = set()
    for slide in slides_in(name, language):
        if slide.body in bodies or figure(name, slide, language, WIDE) is None:
            continue
        bodies.add(slide.body)
        found[f"{name}-{language}-{slide.id}"] = {
            kind: {mode: spec(name, slide, language, size, mode) for mode in MODES}
            for kind, size in (("wide", size_of(slide)), ("narrow", NARROW))
        }
    return found


def spec(name: str, slide: Slide, language: str, size: Size, mode: Mode) -> Any:  # noqa: ANN401
    drawn = figure(name, slide, language, size, mode)
    assert drawn is not None
    return json.loads(drawn.to_json())


@pytest.mark.browser
@EVERY
def test_no_words_are_cut_off_or_lie_on_others(page: Page, name: str, language: str) -> None:
    figures = as_json(name, language)
    for narrow, size in ((False, WIDE), (True, NARROW)):
        stage(page, list(figures), size.width)
        page.add_script_tag(content=plotly())
        draw(page, figures, narrow=narrow)
        shown = page.locator(".figure-plot .main-svg").first
        shown.wait_for()
        assert page.evaluate(MEET) == []
        assert page.locator(".figure-alt:visible").count() == 0


@pytest.mark.browser
def test_a_figure_is_drawn_anew_for_the_mode_and_the_phone_and_tells_more_when_pointed_at(
    page: Page,
) -> None:
    figures = dict(list(as_json("tiny", "en").items())[:1])
    [(identity, found)] = figures.items()
    stage(page, list(figures), 876)
    page.add_style_tag(content=".figure{width:1752px;transform:scale(.5);transform-origin:0 0}")
    page.add_script_tag(content=plotly())
    for mode, ink in (("light", "rgb(18, 22, 28)"), ("dark", "rgb(232, 236, 240)")):
        draw(page, figures, mode, narrow=False)
        assert page.locator(".figure-plot").count() == 1
        inks = page.locator(".annotation-text").evaluate_all("all => all.map(e => e.style.fill)")
        assert ink in inks
    points = page.locator(".scatterlayer .points path")
    box = points.last.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    page.locator(".hoverlayer .hovertext").wait_for()

    page.add_style_tag(content=".figure{width:300px;transform:none}")
    draw(page, figures, "dark", narrow=True)
    wide = page.locator(".figure-plot").evaluate("e => e.getBoundingClientRect().width")
    assert wide == pytest.approx(300, abs=1)
    height = found["narrow"]["dark"]["layout"]["height"] * 300 / NARROW.width
    page.wait_for_function("document.querySelector('.figure').clientHeight > 1")
    assert page.locator(".figure").evaluate("e => e.clientHeight") == pytest.approx(height, abs=2)
    assert identity in figures


@pytest.mark.browser
def test_without_plotly_or_with_a_broken_figure_the_words_stay(page: Page) -> None:
    figures = dict(list(as_json("tiny", "zh").items())[:2])
    broken, whole = figures
    stage(page, list(figures), WIDE.width)
    draw(page, figures, narrow=False)
    assert page.locator(".figure-alt:visible").count() == 2
    page.add_script_tag(content=plotly())
    draw(page, {whole: figures[whole], broken: {"wide": {}}}, narrow=False)
    assert page.locator(".figure-alt:visible").all_inner_texts() == [f"words {broken}"]
    assert page.locator(".figure-plot").count() == 1
