"""Pictures: every slide as PNG, and every figure as SVG, each with its title and its foot."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from dashboard.frames.figures import indicators_compared
from dashboard.handouts import chromium
from dashboard.handouts.drawing import svg
from dashboard.handouts.presented import slides_in
from dashboard.handouts.stage import document, figures, sheet
from dashboard.meetings import Presentation
from dashboard.model import Briefing, BriefingSlide, SlideKind
from dashboard.slides import Slide, Trend, slides_of
from dashboard.wording import Wording

_SHOW = """async ({html, figures}) => {
  let last = 1;
  Math.random = () => (last = last * 16807 % 2147483647) / 2147483647;
  document.body.innerHTML = html;
  await drawFigures(document, figures, {mode: "light", narrow: false});
  const drawn = document.querySelector(".figure-plot");
  if (!drawn) return "";
  const address = await Plotly.toImage(drawn, {format: "svg"});
  const text = decodeURIComponent(address.slice(address.indexOf(",") + 1));
  const svg = new DOMParser().parseFromString(text, "image/svg+xml").documentElement;
  if (!svg.getAttribute("style")) svg.removeAttribute("style");
  for (const line of svg.querySelectorAll("tspan[dy$=em]")) {
    const size = parseFloat(line.closest("text").style.fontSize);
    const down = parseFloat(line.getAttribute("dy")) * size;
    line.setAttribute("y", parseFloat(line.getAttribute("y")) + down);
    line.removeAttribute("dy");
  }
  return new XMLSerializer().serializeToString(svg);
}"""
"""Shows a sheet with its figure, and returns that as SVG.

Plotly names parts of a drawing by chance: here by the same chance every time. It sets lines by
the size of type, which offices do not understand: here each has its place.
"""


class Shot(NamedTuple):
    """A slide to take a picture of."""

    file: str
    """what its files are called, without the end"""
    slide: Slide
    number: int
    of: int
    """its place among the slides of the briefing; 0 of 0 for one that is none of them"""


class Picture(NamedTuple):
    """A slide as a picture, and its figure as a drawing."""

    file: str
    """what its files are called, without the end"""
    png: bytes
    """1920 by 1080 px"""
    svg: bytes
    """empty for a slide of text"""


def shots(presentation: Presentation, say: Wording) -> tuple[Shot, ...]:
    """Return what there are pictures of: the briefing, each commitment, each comparison."""
    slides = slides_in(presentation, say)
    shown = [
        Shot(f"{number:02}-{slide.id}", slide, number, len(slides))
        for number, slide in enumerate(slides, 1)
    ]
    singles = _singles(presentation, say)
    return (*shown, *(Shot(slide.id, slide, 0, 0) for slide in singles))


def _singles(presentation: Presentation, say: Wording) -> Sequence[Slide]:
    """Return a slide of each commitment that is looked at, and of what several areas have."""
    catalog, as_of = presentation.catalog, presentation.as_of
    entries = [
        BriefingSlide(kind=SlideKind.COMMITMENT, commitment=one) for one in catalog.commitments
    ] + [
        BriefingSlide(kind=SlideKind.COMPARE, indicator=one)
        for one in indicators_compared(catalog, as_of)
    ]
    everything = Briefing.model_construct(
        id="pictures", title=presentation.briefing.title, since=None, slides=tuple(entries)
    )
    made = slides_of(catalog, as_of, say, everything, choice=presentation.choice)
    return [slide for slide in made if slide.kind != SlideKind.COMPARE or _is_shared(slide)]


def _is_shared(slide: Slide) -> bool:
    """Return whether a comparison has figures of more than one area."""
    return isinstance(slide.body, Trend) and len(slide.body.lines) > 1


def pictures(
    presentation: Presentation, say: Wording, chosen: Sequence[Shot] | None = None
) -> Iterator[Picture]:
    """Yield a picture of each shot, of all without a choice; raise NoBrowserError.

    One page of a browser draws them all, one when the next is asked for; it is closed with the
    generator.
    """
    frame = presentation.catalog.frame
    with chromium.tab() as tab:
        tab.show(document(frame, frame.title(say.language), say))
        for shot in shots(presentation, say) if chosen is None else chosen:
            html = sheet(frame, shot.slide, say, shot.number, shot.of)
            drawn = figures(presentation.catalog, [shot.slide], say)
            figure = tab.run(_SHOW, {"html": html, "figures": drawn})
            drawing = svg(frame, shot.slide, figure, say) if figure else b""
            yield Picture(shot.file, tab.picture(), drawing)
