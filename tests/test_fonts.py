"""Every character that is written can be shown in our own font."""

import tomllib

import pytest
from fontTools.ttLib import TTFont

from tools.fonts import CONFIG, LAST, LATIN, SOURCE, STATIC, WEIGHTS, points, written


@pytest.mark.parametrize("weight", WEIGHTS)
def test_every_character_written_has_a_glyph(weight: str) -> None:
    have: set[int] = set()
    for file in STATIC.glob(f"NotoSansSC-{weight}-*.woff2"):
        with TTFont(file) as font:
            have |= font.getBestCmap().keys()
    missing = "".join(map(chr, sorted(written() - have)))
    assert not missing, f"not in the fonts: {missing}; run `make fonts`"


def test_the_settings_name_the_fonts_and_their_characters() -> None:
    faces = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"]["fontFaces"]
    assert {f"app/static/{file.name}" for file in STATIC.glob("*.woff2")} == {
        face["url"] for face in faces
    }
    for face in faces:
        with TTFont(STATIC / face["url"].rpartition("/")[2]) as font:
            asked = set(points(face["unicodeRange"]))
            assert font.getBestCmap().keys() <= asked


def test_a_pdf_can_take_them_as_they_are() -> None:
    files = [*STATIC.glob("*.woff2"), LAST]
    assert len(files) == 2 * len(WEIGHTS) + 1
    for file in files:
        with TTFont(file) as font:
            assert "glyf" in font, f"{file.name} has cubic outlines: a PDF would hold Type 3"
            assert font["OS/2"].fsType == 0
        assert (file.parent / "OFL.txt").read_text("utf-8").count("SIL OPEN FONT LICENSE")


def test_the_font_of_last_resort_stands_in_for_no_other() -> None:
    with TTFont(LAST) as font:
        assert set(points(LATIN)) <= font.getBestCmap().keys()
        names = {record.toUnicode() for record in font["name"].names}
    assert not any(SOURCE in name or "NotoSans" in name for name in names)
