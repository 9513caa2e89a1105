import pytest

from dashboard.assessment import Status
from dashboard.model import JOINT, Area, Frame, Text, Theme
from dashboard.theme import CONFIG, FEW, LATE, SIGNS, look, sign_key
from dashboard.tokens import MODES, PALETTES, Mode, Tint


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def all_tints(mode: Mode) -> dict[str, Tint]:
    return {**PALETTES[mode].hues, **PALETTES[mode].tints}


@pytest.mark.parametrize("mode", MODES)
def test_marks_stand_out_and_words_can_be_read(mode: Mode) -> None:
    palette = PALETTES[mode]
    for name, tint in all_tints(mode).items():
        for ground in (palette.paper, palette.river):
            assert contrast(tint.mark, ground) >= 3, name
            assert contrast(tint.text, ground) >= 4.5, name
        assert contrast(tint.text, tint.soft) >= 4.5, name
        assert contrast(palette.ink, tint.soft) >= 4.5, name


@pytest.mark.parametrize("mode", MODES)
def test_every_ink_can_be_read_on_every_ground(mode: Mode) -> None:
    palette = PALETTES[mode]
    for ink in (palette.ink, palette.ink2, palette.ink3):
        for ground in (palette.paper, palette.river, palette.surface):
            assert contrast(ink, ground) >= 4.5, (ink, ground)
    assert contrast(palette.axis, palette.paper) >= 3


@pytest.mark.parametrize("mode", MODES)
def test_no_two_hues_are_the_same(mode: Mode) -> None:
    marks = [tint.mark for tint in all_tints(mode).values()]
    assert len(set(marks)) == len(marks)


def test_every_status_has_a_sign_of_its_own_that_every_chinese_font_has() -> None:
    keys = {str(status) for status in Status} | {LATE}
    assert set(SIGNS) == keys
    glyphs = [sign.glyph for sign in SIGNS.values()]
    assert len(set(glyphs)) == len(glyphs)
    assert "".join(glyphs).encode("gbk")
    assert len({sign.symbol for sign in SIGNS.values()}) == len(SIGNS)


def test_only_what_can_be_judged_is_solid_and_only_that_has_a_colour() -> None:
    for key, sign in SIGNS.items():
        assert sign.is_solid == (sign.hue != "gray"), key
        assert sign.is_solid or sign.symbol.endswith("-open"), key


def test_achieved_late_has_a_key_of_its_own() -> None:
    assert sign_key(Status.ACHIEVED, is_late=True) == LATE
    assert sign_key(Status.ACHIEVED, is_late=False) == "achieved"
    assert sign_key(Status.MISSED, is_late=True) == "missed"


def an_area(identity: str, **given: object) -> Area:
    return Area.model_validate({"id": identity, "name": identity, **given})


def a_frame(*areas: Area) -> Frame:
    words = Text("a", "a")
    return Frame.model_construct(
        title=words, areas=areas, themes=(Theme.model_construct(id="t", name=words),), joint=None
    )


def test_areas_have_the_colours_that_the_catalog_names() -> None:
    frame = a_frame(
        an_area("north", colour="plum"),
        an_area("south"),
        an_area("zone", part_of="north"),
        an_area("country", context="yes"),
    )
    seen = look(frame, "light")
    palette = PALETTES["light"]
    assert seen.area("north") == palette.tints["plum"] == seen.area("zone")
    assert seen.area("south") != seen.area("north")
    assert seen.area("country").mark == palette.ink
    assert seen.area(JOINT).mark == palette.ink2
    assert seen.area("unheard-of").mark == palette.ink2


def test_a_few_areas_without_colours_all_get_one_and_twenty_none() -> None:
    palette = PALETTES["dark"]
    few = look(a_frame(*(an_area(f"a{place}") for place in range(FEW))), "dark")
    assert all(few.area(f"a{place}") in palette.tints.values() for place in range(FEW))
    assert len({few.area(f"a{place}").mark for place in range(FEW)}) == FEW
    many = look(a_frame(*(an_area(f"a{place}") for place in range(20))), "dark")
    assert {many.area(f"a{place}").mark for place in range(20)} == {palette.ink2}


def test_a_part_of_itself_does_not_hang() -> None:
    frame = a_frame(an_area("a", part_of="b"), an_area("b", part_of="a"))
    assert look(frame, "light").area("a").mark


def test_a_figure_offers_no_tool_bar_and_sends_nothing_away() -> None:
    assert CONFIG["displayModeBar"] is False
    assert CONFIG["showSendToCloud"] is False
    assert not CONFIG["plotlyServerURL"]
