"""The pictures: every slide as PNG, every figure as SVG, with title, day, sources and terms."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO
from xml.etree import ElementTree as ET

import pytest
from handing import TINY, Handed, dense, need_browser, presented
from PIL import Image

from dashboard.figures.slides import figure_of, size_of
from dashboard.frames.compare import lens_absolute
from dashboard.frames.figures import indicators_compared
from dashboard.handouts.drawing import svg
from dashboard.handouts.pictures import Shot, pictures, shots
from dashboard.slides import Choice, Ratios, Trend, foot, terms
from dashboard.theme import look
from dashboard.wording import Wording

SVG = "{http://www.w3.org/2000/svg}"


def taken(handed: Handed) -> tuple[Shot, ...]:
    need_browser()
    return shots(handed.presentation, handed.say)


def test_there_is_one_of_every_slide_commitment_and_comparison(handed: Handed) -> None:
    found = taken(handed)
    assert [shot.slide for shot in found if shot.of] == list(handed.slides)
    kinds = [(shot.slide.kind, shot.file) for shot in found if not shot.of]
    assert [name for kind, name in kinds if kind == "commitment"] == [
        f"commitment-{one}" for one in handed.verdicts
    ]
    catalog, as_of = handed.catalog, handed.presentation.as_of
    compared = {name for kind, name in kinds if kind == "compare"}
    lenses = [lens_absolute(catalog, one, as_of) for one in indicators_compared(catalog, as_of)]
    assert compared == {
        f"compare-{lens.indicator.id}"
        for lens in lenses
        if sum(bool(lens.used(area.id)) for area in lens.areas) > 1
    }
    assert len(compared) > 5
    assert len({shot.file for shot in found}) == len(found)


def test_each_png_is_a_whole_slide_with_something_on_it(handed: Handed) -> None:
    for shot in taken(handed):
        with Image.open(handed.folder / "png" / f"{shot.file}.png") as picture:
            assert picture.size == (1920, 1080)
            grey = picture.convert("L")
            places = {"title": (84, 44, 1836, 400), "body": (84, 160, 1836, 936)}
            places |= {"foot": (84, 966, 1836, 1030), "terms": (84, 1036, 1836, 1070)}
            for name, box in places.items():
                darkest, lightest = grey.crop(box).getextrema()
                assert (darkest < 140, lightest > 220) == (True, True), (shot.file, name)


def drawings(handed: Handed) -> Iterator[tuple[Shot, ET.Element]]:
    """Yield each shot that has a figure with its drawing, parsed."""
    seen = look(handed.catalog.frame, "light")
    for shot in taken(handed):
        size = size_of(shot.slide)
        file = handed.folder / "png" / f"{shot.file}.svg"
        drawn = figure_of(shot.slide.body, seen, handed.say, size) is not None
        assert file.exists() == drawn, shot.file
        if drawn:
            yield shot, ET.fromstring(file.read_bytes())  # noqa: S314 - our own file


def test_each_figure_is_a_drawing_of_text_with_title_foot_and_terms(handed: Handed) -> None:
    found = list(drawings(handed))
    assert len(found) > 10
    for shot, root in found:
        slide, say = shot.slide, handed.say
        words = dense("".join(root.itertext()))
        wanted = [slide.title, slide.alt, foot(slide, say), terms(slide, handed.catalog.frame, say)]
        wanted += [cited.full for cited in slide.sources]
        wanted += [slide.key.number, slide.key.second] if slide.key else []
        match slide.body:
            case Trend(lines=lines):
                wanted += [line.dots[-1].words for line in lines]
            case Ratios(bars):
                wanted += [bar.words for bar in bars]
            case _:
                pass
        assert [one for one in wanted if dense(one) not in words] == [], shot.file
        assert root.findtext(f"{SVG}title") == slide.title
        assert len(root.findall(f".//{SVG}path")) > 3, shot.file
        names = {element.tag for element in root.iter()}
        assert not names & {f"{SVG}script", f"{SVG}image", f"{SVG}foreignObject"}
        assert not [one for one in root.iter() if "em" in one.get("dy", "")], "lines by type size"
        width, height = (float(root.get(key, "0")) for key in ("width", "height"))
        for text in root.findall(f"{SVG}text"):
            assert 84 <= float(text.get("x", "0")) <= width - 84
            assert 0 < float(text.get("y", "0")) < height


def test_one_is_made_when_it_is_asked_for_and_says_the_filters() -> None:
    need_browser()
    shown, say = presented(TINY, Choice(areas=("qingyu",))), Wording("zh")
    drawn = [shot for shot in shots(shown, say) if isinstance(shot.slide.body, Trend)]
    wanted = [shot for shot in drawn if shot.slide.kind != "compare"]  # it compares all areas
    assert wanted
    assert {shot.slide.filters for shot in wanted} == {"青屿"}
    found = pictures(shown, say, wanted)
    first = next(found)
    found.close()
    with Image.open(BytesIO(first.png)) as picture:
        assert picture.size == (1920, 1080)
    assert say("slides.foot.filters", filters="青屿") in first.svg.decode()


@pytest.mark.parametrize("language", ["zh", "en"])
def test_words_of_the_data_cannot_break_a_drawing(language: str) -> None:
    shown, say = presented(TINY), Wording(language)
    [slide] = [one.slide for one in shots(shown, say) if isinstance(one.slide.body, Trend)][:1]

    odd = replace(slide, title='</text><script>"&', filters="<b>&amp;", alt="]]>")
    inner = '<svg xmlns="http://www.w3.org/2000/svg"/>'
    root = ET.fromstring(svg(shown.catalog.frame, odd, inner, say))  # noqa: S314 - our own
    assert root.findtext(f"{SVG}title") == odd.title
    assert not list(root.iter(f"{SVG}script"))
