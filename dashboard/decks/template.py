"""The template, made here and nowhere else: theme, master and layouts with placeholders."""

from collections.abc import Mapping
from xml.sax.saxutils import escape

from lxml import etree
from pptx import Presentation
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.opc.constants import RELATIONSHIP_TYPE as RT
from pptx.opc.package import Part, XmlPart
from pptx.oxml import parse_xml
from pptx.presentation import Presentation as Deck

from dashboard.decks.design import (
    BODY,
    BOTTOM,
    FACE,
    FOOT,
    FOOT_HEIGHT,
    HEIGHT,
    KEY,
    LEFT,
    RIGHT,
    ROW,
    SECOND,
    SOURCE,
    TITLE,
    TITLE_HEIGHT,
    TITLE_SIZE,
    WIDTH,
    Paint,
    px,
)
from dashboard.model import Frame
from dashboard.theme import look

COVER, FIGURE, NUMBER = 0, 1, 2
"""The layouts: the first slide, a figure, a figure below a large number."""
LINES, FOOT_AT, KEY_AT, SECOND_AT = 1, 13, 14, 15
"""The placeholders beside the title, by index."""

_NS = (
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main"'
)
_ACCENTS = (
    MSO_THEME_COLOR.ACCENT_1,
    MSO_THEME_COLOR.ACCENT_2,
    MSO_THEME_COLOR.ACCENT_3,
    MSO_THEME_COLOR.ACCENT_4,
    MSO_THEME_COLOR.ACCENT_5,
    MSO_THEME_COLOR.ACCENT_6,
)
_TERMS, _TERMS_AT = 18, (1034, RIGHT - LEFT, 30)
"""The size of the line at the bottom, and where it stands: top, width, height."""
_KEPT = 3
"""So many of the library's layouts are made over; the others are dropped."""


def blank(frame: Frame, title: str, terms: str) -> tuple[Deck, Paint]:
    """Return an empty presentation in a catalog's colours, and what paints on it.

    The two first areas are accents 1 and 2, the hues of statuses 3 to 6. Its terms stand at the
    bottom of every slide.
    """
    seen = look(frame, "light")
    palette = seen.palette
    areas = [seen.area(area.id).mark for area in frame.promising][:2]
    areas += [palette.tints[name].mark for name in ("blue", "teal")][len(areas) :]
    hues = [palette.hues[name].mark for name in ("red", "orange", "yellow", "green")]
    accents = [*areas, *hues]
    slots = {
        palette.ink: MSO_THEME_COLOR.TEXT_1,
        palette.paper: MSO_THEME_COLOR.BACKGROUND_1,
        palette.ink2: MSO_THEME_COLOR.TEXT_2,
        palette.surface: MSO_THEME_COLOR.BACKGROUND_2,
        **dict(zip(accents, _ACCENTS, strict=True)),
    }
    deck = Presentation()
    deck.slide_width, deck.slide_height = px(WIDTH), px(HEIGHT)
    _without_extras(deck)
    names = {
        "dk1": palette.ink,
        "lt1": palette.paper,
        "dk2": palette.ink2,
        "lt2": palette.surface,
        **{f"accent{number}": colour for number, colour in enumerate(accents, 1)},
        "hlink": palette.tints["blue"].text,
        "folHlink": palette.ink2,
    }
    theme = _theme(title, names)
    for master in (deck.slide_master, deck.notes_master):
        _put_theme(master.part, theme)
    _master(deck, terms)
    river = _river(areas)
    _layout(deck, COVER, "cover", _COVER, river)
    _layout(deck, FIGURE, "figure", _FOOT)
    _layout(deck, NUMBER, "number", _NUMBER + _FOOT)
    return deck, Paint(seen, slots)


def _put_theme(master: Part, theme: bytes) -> None:
    """Put a theme in the place of a master's; the library keeps some as text, some as a tree."""
    part = master.part_related_by(RT.THEME)
    if isinstance(part, XmlPart):
        part._element = parse_xml(theme)  # noqa: SLF001 - the library has no other way
    else:
        part._blob = theme  # noqa: SLF001


def _without_extras(deck: Deck) -> None:
    """Drop what the library's own template brings: layouts, a thumbnail, a printer's settings."""
    layouts = deck.slide_layouts
    for layout in list(layouts)[_KEPT:]:
        layouts.remove(layout)
    package = deck.part.package
    for relations in (package._rels, deck.part.rels):  # noqa: SLF001 - the library has no other way
        for name, relation in list(relations.items()):
            if relation.reltype in {RT.THUMBNAIL, RT.PRINTER_SETTINGS}:
                relations.pop(name)


# --- the theme -------------------------------------------------------------------------------


def _theme(title: str, colours: Mapping[str, str]) -> bytes:
    """Return the theme: colours by name, one font for Latin and for Chinese, plain lines."""
    main = "http://schemas.openxmlformats.org/drawingml/2006/main"
    theme = etree.Element(f"{{{main}}}theme", nsmap={"a": main}, attrib={"name": title})
    elements = etree.SubElement(theme, f"{{{main}}}themeElements")
    scheme = etree.SubElement(elements, f"{{{main}}}clrScheme", name=title)
    for name, colour in colours.items():
        slot = etree.SubElement(scheme, f"{{{main}}}{name}")
        etree.SubElement(slot, f"{{{main}}}srgbClr", val=colour.removeprefix("#"))
    fonts = etree.SubElement(elements, f"{{{main}}}fontScheme", name=title)
    for kind in ("majorFont", "minorFont"):
        font = etree.SubElement(fonts, f"{{{main}}}{kind}")
        for script, face in (("latin", FACE), ("ea", FACE), ("cs", "")):
            etree.SubElement(font, f"{{{main}}}{script}", typeface=face)
        etree.SubElement(font, f"{{{main}}}font", script="Hans", typeface=FACE)
    elements.append(etree.fromstring(_FORMATS))
    made: bytes = etree.tostring(theme, xml_declaration=True, encoding="UTF-8", standalone=True)
    return made


_FILL = '<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>'
_LINE = f'<a:ln w="9525" cap="flat" cmpd="sng" algn="ctr">{_FILL}<a:prstDash val="solid"/></a:ln>'
_EFFECT = "<a:effectStyle><a:effectLst/></a:effectStyle>"
_FORMATS = (
    f'<a:fmtScheme {_NS} name="plain"><a:fillStyleLst>{_FILL * 3}</a:fillStyleLst>'
    f"<a:lnStyleLst>{_LINE * 3}</a:lnStyleLst>"
    f"<a:effectStyleLst>{_EFFECT * 3}</a:effectStyleLst>"
    f"<a:bgFillStyleLst>{_FILL * 3}</a:bgFillStyleLst></a:fmtScheme>"
)

# --- master and layouts ----------------------------------------------------------------------


def _box(left: float, top: float, width: float, height: float) -> str:
    return (
        f'<a:xfrm><a:off x="{px(left)}" y="{px(top)}"/>'
        f'<a:ext cx="{px(width)}" cy="{px(height)}"/></a:xfrm>'
    )


_TIGHT = (
    '<a:bodyPr lIns="0" tIns="0" rIns="0" bIns="0" anchor="{anchor}"><a:normAutofit/></a:bodyPr>'
)


def _placeholder(  # noqa: PLR0913 - what a placeholder is
    number: int, name: str, kind: str, box: str, *, style: str = "", anchor: str = "t"
) -> str:
    body = _TIGHT.format(anchor=anchor)
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{number}" name="{name}"/>'
        f'<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph {kind}/></p:nvPr></p:nvSpPr>'
        f'<p:spPr>{box}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
        f"<p:txBody>{body}<a:lstStyle>{style}</a:lstStyle><a:p><a:r><a:rPr/><a:t>{name}</a:t></a:r></a:p>"
        "</p:txBody></p:sp>"
    )


def _style(
    pixels: float, colour: str, *, bold: bool = False, align: str = "l", spacing: int = 100
) -> str:
    return (
        f'<a:lvl1pPr marL="0" indent="0" algn="{align}">'
        f'<a:lnSpc><a:spcPct val="{spacing}000"/></a:lnSpc>'
        f'<a:spcBef><a:spcPts val="0"/></a:spcBef><a:buNone/>'
        f'<a:defRPr sz="{round(pixels * 50)}" b="{int(bold)}"><a:solidFill>'
        f'<a:schemeClr val="{colour}"/></a:solidFill></a:defRPr></a:lvl1pPr>'
    )


_TITLE = _placeholder(
    2, "title", 'type="title"', _box(LEFT, TITLE, RIGHT - LEFT, TITLE_HEIGHT), anchor="ctr"
)
_BODY = _placeholder(
    3, "body", 'type="body" idx="1"', _box(LEFT, BODY, RIGHT - LEFT, BOTTOM - BODY)
)
_NUMBER_AT = _box(RIGHT - 160, FOOT + FOOT_HEIGHT - 34, 160, 34)
_SLIDE_NUMBER = (
    f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="9" name="number"/><p:cNvSpPr><a:spLocks noGrp="1"/>'
    f'</p:cNvSpPr><p:nvPr><p:ph type="sldNum" sz="quarter" idx="12"/></p:nvPr></p:nvSpPr>'
    f'<p:spPr>{_NUMBER_AT}<a:prstGeom prst="rect"><a:avLst/></a:prstGeom></p:spPr>'
    f"<p:txBody>{_TIGHT.format(anchor='b')}"
    f"<a:lstStyle>{_style(SOURCE, 'tx2', align='r')}</a:lstStyle>"
    '<a:p><a:fld id="{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}" type="slidenum"><a:rPr/>'
    "<a:t>‹#›</a:t></a:fld></a:p></p:txBody></p:sp>"
)
_FOOT = (
    _placeholder(
        8,
        "foot",
        f'type="body" sz="quarter" idx="{FOOT_AT}"',
        _box(LEFT, FOOT, RIGHT - LEFT - 180, FOOT_HEIGHT),
        style=_style(SOURCE, "tx2"),
        anchor="b",
    )
    + _SLIDE_NUMBER
)
_NUMBER = _placeholder(
    4,
    "key",
    f'type="body" sz="quarter" idx="{KEY_AT}"',
    _box(LEFT, 150, 1120, 170),
    style=_style(KEY, "tx1", bold=True),
    anchor="ctr",
) + _placeholder(
    5,
    "second",
    f'type="body" sz="quarter" idx="{SECOND_AT}"',
    _box(LEFT + 1140, 150, RIGHT - LEFT - 1140, 170),
    style=_style(SECOND, "tx1", align="r"),
    anchor="ctr",
)
_COVER = _placeholder(
    3,
    "lines",
    f'type="body" idx="{LINES}"',
    _box(LEFT, 560, RIGHT - LEFT, 300),
    style=_style(ROW, "tx2", spacing=130),
) + _placeholder(
    8,
    "foot",
    f'type="body" sz="quarter" idx="{FOOT_AT}"',
    _box(LEFT, FOOT, RIGHT - LEFT, FOOT_HEIGHT),
    style=_style(SOURCE, "tx2"),
    anchor="b",
)
_COVER_TITLE = _placeholder(
    2,
    "title",
    'type="title"',
    _box(LEFT, 360, RIGHT - LEFT, 170),
    style=_style(92, "tx1", bold=True),
    anchor="b",
)


def _river(areas: list[str]) -> str:
    """Return two banks and the river between them, above the title of the cover."""
    bars = ((210, 22, areas[0]), (246, 5, "8A939E"), (265, 22, areas[1]))
    return "".join(
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="{20 + number}" name="bank {number}"/><p:cNvSpPr/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_box(LEFT, top, 180, height)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom>'
        f'<a:solidFill><a:srgbClr val="{colour.removeprefix("#")}"/></a:solidFill>'
        "<a:ln><a:noFill/></a:ln></p:spPr></p:sp>"
        for number, (top, height, colour) in enumerate(bars, 1)
    )


def _terms(terms: str) -> str:
    """Return the line at the bottom of the master, and so of every slide."""
    size = f'<a:rPr sz="{_TERMS * 50}"><a:solidFill><a:schemeClr val="tx2"/></a:solidFill></a:rPr>'
    return (
        f'<p:sp {_NS}><p:nvSpPr><p:cNvPr id="10" name="terms"/><p:cNvSpPr txBox="1"/>'
        f'<p:nvPr userDrawn="1"/></p:nvSpPr><p:spPr>{_box(LEFT, *_TERMS_AT)}'
        '<a:prstGeom prst="rect"><a:avLst/></a:prstGeom><a:noFill/></p:spPr>'
        f"<p:txBody>{_TIGHT.format(anchor='b')}<a:lstStyle/>"
        f"<a:p><a:r>{size}<a:t>{escape(terms)}</a:t></a:r></a:p></p:txBody></p:sp>"
    )


def _master(deck: Deck, terms: str) -> None:
    master = deck.slide_master._element  # noqa: SLF001 - the library has no other way
    _fill(master, _TITLE + _BODY + _SLIDE_NUMBER + _terms(terms))
    styles = master.find(f"{{{master.nsmap['p']}}}txStyles")
    levels = "".join(
        _style(ROW, "tx1").replace("lvl1pPr", f"lvl{level}pPr") for level in range(1, 6)
    )
    new = parse_xml(
        f"<p:txStyles {_NS}><p:titleStyle>{_style(TITLE_SIZE, 'tx1', bold=True)}</p:titleStyle>"
        f"<p:bodyStyle>{levels}</p:bodyStyle><p:otherStyle/></p:txStyles>"
    )
    master.replace(styles, new)


def _layout(deck: Deck, at: int, name: str, placeholders: str, before: str = "") -> None:
    layout = deck.slide_layouts[at]
    layout.name = name
    element = layout._element  # noqa: SLF001 - the library has no other way
    for key in ("type", "preserve"):
        element.attrib.pop(key, None)
    element.set("preserve", "1")
    _fill(element, before + (_COVER_TITLE if at == COVER else _TITLE) + placeholders)


def _fill(element: etree._Element, shapes: str) -> None:
    """Put shapes in the place of those that a master or a layout has."""
    tree = element.cSld.spTree
    for shape in list(tree)[2:]:
        tree.remove(shape)
    for shape in parse_xml(f"<p:spTree {_NS}>{shapes}</p:spTree>"):
        tree.append(shape)
