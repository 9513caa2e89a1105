"""Cut Noto Sans CJK SC to the characters of data/ and locales/: `make fonts`.

Two slices a weight: `latin` is fixed, `core` is every other character that is written there.
Their names carry a hash, so browsers may keep them; .streamlit/config.toml names them.
The outlines become TrueType: Chromium embeds those as they are in a PDF, where the cubic ones
of the original would become Type 3; and they are smaller (docs/decisions/0006).
"""

import hashlib
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from itertools import pairwise
from pathlib import Path

from fontTools import subset
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont, newTable

ROOT = Path(__file__).parent.parent
STATIC = ROOT / "dashboard" / "app" / "static"
CONFIG = ROOT / "dashboard" / "app" / ".streamlit" / "config.toml"
LAST = ROOT / "dashboard" / "handouts" / "fonts" / "CJSansLast.ttf"
"""What a browser has when its system has no font at all: without any it prints nothing."""
FAMILY, SOURCE = "CJ Sans", "Noto Sans CJK SC"
WEIGHTS = {"400": "regular", "700": "bold"}
LATIN = (
    "U+20-7E, U+A0-FF, U+2013-2014, U+2018-2019, U+201C-201D, U+2022, U+2026, U+2030, "
    "U+2032-2033, U+2190-2193, U+2212, U+221A, U+221E, U+2248, U+2260, U+2264-2265, "
    "U+25A0-25A1, U+25B2-25B3, U+25BC-25BD, U+25C6-25C7, U+25CB, U+25CE-25CF"
)
ALWAYS = "U+3001-3002, U+3008-3011, U+FF01, U+FF05, U+FF08-FF09, U+FF0C, U+FF1A-FF1B, U+FF1F"
UNUSED = ["BASE", "GPOS", "GSUB", "VORG", "vhea", "vmtx"]
"""Nothing is kerned, replaced or set downwards."""
OFF = 1.0
"""Thousandths of the size of type: nothing that can be seen."""
MAXP = (
    "maxTwilightPoints",
    "maxStorage",
    "maxFunctionDefs",
    "maxInstructionDefs",
    "maxStackElements",
    "maxSizeOfInstructions",
    "maxComponentElements",
)
"""What only hints and composed glyphs need."""
BEGIN, END = "# fonts: written by tools/fonts.py\n", "# fonts: end\n"
FACE = """[[theme.fontFaces]]
family = "{family}"
url = "app/static/{file}"
weight = "{weight}"
style = "normal"
unicodeRange = "{ranges}"

"""


def written() -> frozenset[int]:
    """Return every character that the data and the locales hold."""
    files = (*(ROOT / "data").rglob("*.yaml"), *(ROOT / "dashboard" / "locales").rglob("*.yaml"))
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    return frozenset(ord(character) for character in text if character.isprintable())


def points(ranges: str) -> Iterator[int]:
    """Yield the characters of a unicode-range."""
    for first, last in re.findall(r"U\+([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        yield from range(int(first, 16), int(last or first, 16) + 1)


def ranges(characters: Iterable[int]) -> str:
    """Return the unicode-range of some characters."""
    ordered = sorted(characters)
    breaks = [i for i, (a, b) in enumerate(pairwise(ordered), 1) if b != a + 1]
    runs = (ordered[i:j] for i, j in pairwise([0, *breaks, len(ordered)]))
    return ", ".join(f"U+{r[0]:X}" + (f"-{r[-1]:X}" if len(r) > 1 else "") for r in runs)


def cut(font: TTFont, characters: Iterable[int], flavor: str | None = "woff2") -> bytes:
    """Return a font with only these characters, with quadratic outlines and without hints."""
    options = subset.Options(flavor=flavor, hinting=False, layout_features=[], notdef_outline=True)
    options.drop_tables += UNUSED
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=characters)
    cutter.subset(font)
    quadratic(font)
    out = BytesIO()
    subset.save_font(font, out, options)
    return out.getvalue()


def quadratic(font: TTFont) -> None:
    """Turn the cubic outlines of a font into quadratic ones, at most `OFF` units away."""
    drawn, order = font.getGlyphSet(), font.getGlyphOrder()
    outlines = {}
    for name in order:
        pen = TTGlyphPen(None)
        drawn[name].draw(Cu2QuPen(pen, OFF, reverse_direction=True))
        outlines[name] = pen.glyph()
    del font["CFF "]
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, outlines
    for name, outline in outlines.items():
        outline.recalcBounds(font["glyf"])
        font["hmtx"][name] = (font["hmtx"][name][0], getattr(outline, "xMin", 0))
    font["maxp"].tableVersion = 0x00010000
    for limit in MAXP:
        setattr(font["maxp"], limit, 0)
    font["maxp"].maxZones = 1
    font["gasp"] = newTable("gasp")  # smooth in all sizes: without it Windows draws edges hard
    font["gasp"].version, font["gasp"].gaspRange = 1, {0xFFFF: 0x000F}
    font.sfntVersion = "\x00\x01\x00\x00"


def renamed(font: TTFont) -> TTFont:
    """Return a font with a name of its own, so that it never stands in for a whole one."""
    for record in font["name"].names:
        said = record.toUnicode().replace(SOURCE, LAST.stem).replace("NotoSansCJKsc", LAST.stem)
        record.string = said
    return font


def main() -> int:
    """Write the slices and name them in the settings."""
    core = (written() | set(points(ALWAYS))) - set(points(LATIN))
    sources = {weight: _source(style) for weight, style in WEIGHTS.items()}
    missing = core - _opened(sources["400"]).getBestCmap().keys()
    if missing:
        print(f"{SOURCE} has no {' '.join(f'{chr(c)} (U+{c:X})' for c in sorted(missing))}")
        return 1
    for old in STATIC.glob("NotoSansSC-*.woff2"):
        old.unlink()
    faces = ""
    for name, wanted in (("core", ranges(core)), ("latin", LATIN)):
        for weight, source in sources.items():
            woff2 = cut(_opened(source), points(wanted))
            digest = hashlib.sha256(woff2).hexdigest()[:8]
            file = f"NotoSansSC-{weight}-{name}.{digest}.woff2"
            (STATIC / file).write_bytes(woff2)
            faces += FACE.format(family=FAMILY, file=file, weight=weight, ranges=wanted)
            print(f"{file}: {len(woff2) / 1000:.0f} kB")
    last = cut(renamed(_opened(sources["400"])), points(LATIN), None)
    LAST.write_bytes(last)
    print(f"{LAST.name}: {len(last) / 1000:.0f} kB")
    settings = CONFIG.read_text(encoding="utf-8")
    before, after = settings.split(BEGIN)[0], settings.split(END)[1]
    CONFIG.write_text(before + BEGIN + faces + END + after, encoding="utf-8")
    return 0


def _source(style: str) -> Path:
    """Return the file of the whole font, which fontconfig knows."""
    finder = shutil.which("fc-match")
    if not finder:
        sys.exit("fc-match is needed: Debian's packages fontconfig and fonts-noto-cjk")
    asked = [finder, "-f", "%{file}", f"{SOURCE}:style={style}"]
    path = subprocess.run(asked, capture_output=True, text=True, check=True).stdout
    if "NotoSansCJK" not in path:
        sys.exit(f"{SOURCE} was not found: Debian's package fonts-noto-cjk")
    return Path(path)


def _opened(path: Path) -> TTFont:
    fonts = TTCollection(path, lazy=True).fonts
    font = next(font for font in fonts if font["name"].getBestFamilyName() == SOURCE)
    font.recalcTimestamp = False  # the same characters give the same file
    return font


if __name__ == "__main__":
    sys.exit(main())
