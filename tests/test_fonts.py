"""Every character that is written can be shown in our own font."""

import tomllib

import pytest
from fontTools.ttLib import TTFont

from tools.fonts import CONFIG, STATIC, WEIGHTS, points, written


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
