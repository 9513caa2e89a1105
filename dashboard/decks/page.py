"""One slide as it is drawn: text, boxes and lines in px, each once and with its own words."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, NamedTuple

from lxml import etree
from pptx.enum.dml import MSO_LINE
from pptx.enum.shapes import MSO_CONNECTOR, MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml import parse_xml

from dashboard.decks.design import LABEL, Paint, px, size
from dashboard.wording import Wording

_MAIN = 'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main"'
_LANGUAGES = {"zh": "zh-CN", "en": "en-GB"}
_ALIGN = {"left": PP_ALIGN.LEFT, "right": PP_ALIGN.RIGHT, "center": PP_ALIGN.CENTER}
_ANCHOR = {"top": MSO_ANCHOR.TOP, "middle": MSO_ANCHOR.MIDDLE, "bottom": MSO_ANCHOR.BOTTOM}


class Run(NamedTuple):
    """A piece of text in one style."""

    text: str
    size: float = LABEL
    colour: str = ""
    """empty for ink"""
    bold: bool = False


class Box(NamedTuple):
    """A place on the slide, in px."""

    left: float
    top: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """Return where it ends."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """Return where it ends below."""
        return self.top + self.height


@dataclass(frozen=True, slots=True)
class Page:
    """A slide of the file, or a group of shapes on it, with the colours and the language."""

    shapes: Any  # of pptx.shapes, which has no types
    paint: Paint
    say: Wording

    def group(self, alt: str) -> "Page":
        """Return a group of shapes with one alternative text, to be drawn in."""
        found = self.shapes.add_group_shape()
        describe(found, alt)
        return replace(self, shapes=found.shapes)

    def text(
        self,
        box: Box,
        runs: Sequence[Run] | Sequence[Sequence[Run]],
        *,
        align: str = "left",
        anchor: str = "top",
    ) -> Any:  # noqa: ANN401 - a shape
        """Draw text: runs of one paragraph, or several paragraphs of runs."""
        shape = self.shapes.add_textbox(*(px(edge) for edge in box))
        frame = shape.text_frame
        frame.word_wrap = True
        frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
        frame.vertical_anchor = _ANCHOR[anchor]
        self.fill(frame, runs, align=align)
        return shape

    def fill(self, frame: Any, runs: Sequence[Any], *, align: str = "left") -> None:  # noqa: ANN401
        """Put text into a frame, in the language of the slides."""
        paragraphs = [runs] if not runs or isinstance(runs[0], Run) else runs
        for number, given in enumerate(paragraphs):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            paragraph.alignment = _ALIGN[align]
            for run in given:
                self.run(paragraph, run)

    def run(self, paragraph: Any, given: Run) -> None:  # noqa: ANN401 - a paragraph
        """Add one piece of text to a paragraph."""
        run = paragraph.add_run()
        run.text = given.text
        run.font.size, run.font.bold = size(given.size), given.bold
        self.paint.put(run.font.color, given.colour or self.paint.look.palette.ink)
        spoken(run._r, self.say)  # noqa: SLF001 - the library has no other way

    def shape(  # noqa: PLR0913 - what a shape looks like
        self,
        kind: MSO_SHAPE,
        box: Box,
        *,
        fill: str = "",
        line: str = "",
        width: float = 2,
        name: str = "",
    ) -> Any:  # noqa: ANN401 - a shape
        """Draw a shape; without a fill or a line it has none."""
        shape = self.shapes.add_shape(kind, *(px(edge) for edge in box))
        shape.shadow.inherit = False
        if fill:
            shape.fill.solid()
            self.paint.put(shape.fill.fore_color, fill)
        else:
            shape.fill.background()
        if line:
            self.paint.put(shape.line.color, line)
            shape.line.width = px(width)
        else:
            shape.line.fill.background()
        if name:
            shape.name = name
        return shape

    def line(  # noqa: PLR0913 - what a line looks like
        self,
        start: tuple[float, float],
        end: tuple[float, float],
        colour: str,
        *,
        width: float = 2,
        dash: MSO_LINE | None = None,
        name: str = "",
    ) -> None:
        """Draw a straight line."""
        edges = (px(edge) for edge in (*start, *end))
        found = self.shapes.add_connector(MSO_CONNECTOR.STRAIGHT, *edges)
        self.paint.put(found.line.color, colour)
        found.line.width = px(width)
        if dash is not None:
            found.line.dash_style = dash
        if name:
            found.name = name


def spoken(element: Any, say: Wording) -> None:  # noqa: ANN401 - an element
    """Say in which language a run is, so that it is broken, read and spelt as such."""
    properties = element.get_or_add_rPr()
    properties.set("lang", _LANGUAGES[say.language])
    properties.set("altLang", "en-GB" if say.language == "zh" else "zh-CN")
    for script, face in (("latin", "+mn-lt"), ("ea", "+mn-ea")):  # the theme's, by name
        properties.append(parse_xml(f'<a:{script} {_MAIN} typeface="{face}"/>'))


def describe(shape: Any, alt: str) -> None:  # noqa: ANN401 - a shape
    """Give a shape its alternative text."""
    [properties] = shape._element.xpath(".//p:cNvPr")[:1]  # noqa: SLF001
    properties.set("descr", alt)


def numbered(slide: Any) -> None:  # noqa: ANN401 - a slide
    """Put the slide's number into its corner: the library leaves that placeholder out."""
    for shape in slide.slide_layout.placeholders:
        if shape.placeholder_format.type is not None and shape.placeholder_format.idx == 12:  # noqa: PLR2004
            found = deepcopy(shape._element)  # noqa: SLF001
            slide.shapes._spTree.append(found)  # noqa: SLF001
            [properties] = found.xpath(".//p:spPr")
            for child in list(properties):
                properties.remove(child)
            [style] = found.xpath(".//a:lstStyle")
            for child in list(style):
                style.remove(child)


def elements(path: str, inside: Any) -> Iterable[etree._Element]:  # noqa: ANN401
    """Return the elements at a path inside another one."""
    found: Iterable[etree._Element] = inside.xpath(path)
    return found
