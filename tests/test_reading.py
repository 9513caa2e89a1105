"""From text to a catalog: places, last good versions, and any text at all."""

import gc
import random
from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from dashboard.assessment import assess_all
from dashboard.model import Catalog
from dashboard.problems import Code, Place, Problem
from dashboard.reading import Reading, problems_on, read
from dashboard.store import load

TINY = Path(__file__).parent / "data" / "tiny"
AS_OF = date(2026, 3, 20)


@pytest.fixture(scope="module")
def tiny() -> Mapping[str, bytes]:
    return {name: data for name, data in load(TINY).items() if isinstance(data, bytes)}


@pytest.fixture(scope="module")
def good(tiny: Mapping[str, bytes]) -> Reading:
    return read(tiny)


def changed(files: Mapping[str, bytes], file: str, old: str, new: str) -> dict[str, bytes]:
    """Return the files with one change of one text that stands there exactly once."""
    assert files[file].decode().count(old) == 1, old
    return {**files, file: files[file].replace(old.encode(), new.encode())}


def found(reading: Reading) -> list[tuple[str, Code]]:
    return [(str(problem.place), problem.code) for problem in reading.problems]


def catalog_of(reading: Reading) -> Catalog:
    assert reading.catalog is not None
    return reading.catalog


def test_the_tiny_catalog_has_no_problem(good: Reading) -> None:
    catalog = catalog_of(good)
    assert problems_on(good, AS_OF) == ()
    assert {commitment.kind for commitment in catalog.commitments.values()} == {
        "limits",
        "target",
        "project",
        "reform",
        "ambition",
    }
    assert good.left_out == ()
    assert good.kept == frozenset()
    assert next(iter(catalog.theme_of.values())) == "library"


def test_reading_twice_gives_the_same(tiny: Mapping[str, bytes], good: Reading) -> None:
    again = read(tiny)
    assert again == good
    assert read(tiny, good).catalog == good.catalog


def test_items_and_figures_know_where_they_stand(good: Reading) -> None:
    assert good.places.item("source", "book-fair-2020") == Place("sources.yaml", 2, 5)
    assert good.places.item("area", "baiwei").file == "catalog.yaml"
    assert good.places.observation("volumes", "baiwei", 2) == Place("library.yaml", 20, 11)


def test_the_garbage_collector_is_as_it_was(tiny: Mapping[str, bytes]) -> None:
    read(tiny)
    assert gc.isenabled()


SLIPS = [
    ("library.yaml", "unit: volume-10k", "unit: volumes-10k", 5, 11, Code.UNKNOWN_ID),
    ("library.yaml", "value: 342.5", "value: 约342", 14, 33, Code.NOT_A_VALUE),
    ("library.yaml", "period: 2021, value: 342.5",
     "period: 2021年, value: 342.5", 14, 20, Code.NOT_A_PERIOD),
    ("library.yaml", "    covers: [S01]", "    covers: S01", 10, 13, Code.EXPECTED_LIST),
    ("library.yaml", "    covers: [S01]", "    covers: [1]", 10, 14, Code.NOT_A_STATEMENT),
    ("library.yaml", "    covers: [S01]", "    cover: [S01]", 10, 5, Code.UNKNOWN_KEY),
    ("library.yaml", "short: {zh: 馆藏, en: Volumes}",
     "short: {zh: 馆藏, cn: Volumes}", 4, 21, Code.UNKNOWN_KEY),
    ("library.yaml", "short: {zh: 馆藏, en: Volumes}",
     "short: {zh: 馆藏, en: Volumes, held}", 4, 34, Code.YAML_INNER_COMMA),
    ("library.yaml", "short: {zh: 馆藏, en: Volumes}",
     "short: {zh：馆藏, en: Volumes}", 4, 15, Code.YAML_COLON),
    ("library.yaml", "short: {zh: 馆藏, en: Volumes}", "short: [馆藏]", 4, 12, Code.EXPECTED_TEXT),
    ("library.yaml", "name: {zh: 馆藏图书, en: Volumes held}",
     "nam: {zh: 馆藏图书, en: V}", 3, 5, Code.UNKNOWN_KEY),
    ("library.yaml", "definition: {zh: 书店和印坊的收入, en: income of bookshops and printers}",
     "definition:", 45, 16, Code.EMPTY_VALUE),
    ("library.yaml", "used: yes", "used: 是", 20, 66, Code.NOT_YES_OR_NO),
    ("library.yaml", "    by: [joint]", "    by: []", 122, 9, Code.EMPTY_LIST),
    ("library.yaml", "    kind: reform", "    kind: reforms", 110, 11, Code.UNKNOWN_KIND),
    ("library.yaml", "    kind: reform", "    note: 没有种类", 109, 5, Code.MISSING_KEY),
    ("library.yaml", "shows: widened", "shows: widend", 119, 44, Code.NOT_A_CHOICE),
    ("library.yaml", "at_least: 350, ", "", 85, 9, Code.TARGET_SHAPE),
    ("sources.yaml", "published: 2025-02-10", "published: 2025-02-30", 11, 16, Code.NOT_A_DAY),
    ("sources.yaml", "url: https://example.org/almanac",
     "url: example", 12, 10, Code.NOT_AN_ADDRESS),
    ("sources.yaml", "  - id: old-charter", "  - id: Old_Charter", 41, 9, Code.NOT_AN_ID),
    ("catalog.yaml", "decimals: 1, measure: person",
     "decimals: 1.5, measure: person", 25, 61, Code.NOT_A_NUMBER),
    ("catalog.yaml", "at_risk: 0.60", "at_risk: 六成", 31, 41, Code.NOT_A_NUMBER),
    ("catalog.yaml", "column: care", "column: caring", 19, 64, Code.UNKNOWN_ID),
    ("catalog.yaml", "population: souls", "population: soul", 29, 13, Code.UNKNOWN_ID),
    ("catalog.yaml", "form: tunnel", "form: tube", 40, 54, Code.NOT_A_CHOICE),
    ("catalog.yaml", "commitment: moon-bridge", "commitment: sun-bridge", 39, 37, Code.UNKNOWN_ID),
    ("crossing.yaml", "    by: [baiwei]\n    title: {zh: 白鹭渡新码头",
     "    by: [baiwai]\n    title: {zh: 白", 45, 10, Code.UNKNOWN_ID),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "code"), SLIPS)
def test_a_slip_is_found_where_it_stands(  # noqa: PLR0913, PLR0917 - the columns of a table
    tiny: Mapping[str, bytes], file: str, old: str, new: str, line: int, column: int, code: Code
) -> None:
    reading = read(changed(tiny, file, old, new))
    errors = [problem for problem in reading.problems if problem.is_error]
    assert [(str(p.place), p.code) for p in errors] == [(f"{file}:{line}:{column}", code)]


def test_a_file_that_is_no_yaml_keeps_its_last_good_version(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    broken = changed(tiny, "clinic.yaml", "commitments:", "commitments：")
    broken = changed(broken, "library.yaml", "value: 431", "value: 432")
    reading = read(broken, good)
    assert found(reading) == [("clinic.yaml:61:12", Code.YAML_COLON)]
    assert reading.kept_files == {"clinic.yaml"}
    assert ("commitment", "qingyu-30-20-10") in reading.kept
    assert ("commitment", "moon-bridge") not in reading.kept
    assert reading.left_out == ()
    catalog = catalog_of(reading)
    assert catalog.commitments == catalog_of(good).commitments
    assert catalog.indicators["volumes"].observations["qingyu"][-1].value.text == "432"
    assert reading.places.observation("wait-fever", "qingyu", 1) == good.places.observation(
        "wait-fever", "qingyu", 1
    )


def test_a_file_that_never_was_yaml_leaves_the_others_alone(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    reading = read(changed(tiny, "clinic.yaml", "commitments:", "commitments："))
    assert found(reading) == [("clinic.yaml:61:12", Code.YAML_COLON)]
    assert reading.kept_files == frozenset()
    catalog = catalog_of(reading)
    assert "wait-fever" not in catalog.indicators
    assert catalog.commitments["moon-bridge"] == catalog_of(good).commitments["moon-bridge"]


def test_only_the_bad_item_keeps_its_last_good_version(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    broken = changed(tiny, "library.yaml", "value: 431", "value: 很多")
    broken = changed(broken, "library.yaml", "value: 61800", "value: 61900")
    reading = read(broken, good)
    assert reading.kept == {("observation", "volumes/qingyu/2025")}
    assert reading.kept_files == frozenset()
    catalog = catalog_of(reading)
    assert catalog.indicators["volumes"] == catalog_of(good).indicators["volumes"]
    assert catalog.indicators["book-trade"].observations["qingyu"][3].value.text == "61900"
    mended = read(tiny, reading)
    assert mended == good


def test_a_kept_item_is_kept_for_as_long_as_its_text_is_bad(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    broken = changed(tiny, "library.yaml", "value: 431", "value: 很多")
    once = read(broken, good)
    assert read(broken, once) == once


def test_without_a_last_good_version_a_bad_item_is_left_out_with_what_needs_it(
    tiny: Mapping[str, bytes],
) -> None:
    text = "nature: stock\n    better: higher\n    frequency: year\n    definition: {zh: 年末在架"
    reading = read(changed(tiny, "library.yaml", text, text.replace("stock", "库存")))
    assert found(reading) == [("library.yaml:6:13", Code.NOT_A_CHOICE)]
    assert {(left.kind, left.id) for left in reading.left_out} == {
        ("indicator", "volumes"),
        ("commitment", "qingyu-four-million"),
        ("commitment", "baiwei-three-fifty"),
    }
    assert catalog_of(reading).indicators["book-trade"].compare_with == ()


def test_a_bad_line_of_the_catalog_falls_back_to_its_last_good_version(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    broken = changed(
        tiny, "catalog.yaml", "title: {zh: 月河看板, en: Moon River dashboard}", "title:"
    )
    assert catalog_of(read(broken, good)).frame == catalog_of(good).frame
    assert catalog_of(read(broken)).frame.title.zh == "—"


def test_without_a_catalog_nothing_can_be_used_unless_it_was_read_before(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    rest = {name: data for name, data in tiny.items() if name != "catalog.yaml"}
    alone = read(rest)
    assert alone.catalog is None
    assert found(alone) == [("catalog.yaml:1:1", Code.MISSING_FILE)]
    assert read(rest, good).catalog == good.catalog
    nothing = read({})
    assert nothing.catalog is None
    assert read(tiny, nothing).catalog == good.catalog


def test_a_file_that_could_not_be_read_is_a_problem_of_its_own(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    problem = Problem(Place("sources.yaml"), Code.UNREADABLE, (("reason", "x"),))
    reading = read({**tiny, "sources.yaml": problem}, good)
    assert reading.problems == (problem,)
    assert reading.catalog == good.catalog


def test_an_id_used_twice_names_the_first_place_and_the_first_one_stays(
    tiny: Mapping[str, bytes],
) -> None:
    reading = read(changed(tiny, "crossing.yaml", "  - id: reed-tram", "  - id: city-of-books"))
    twice = [problem for problem in reading.problems if problem.code == Code.DUPLICATE_ID]
    assert [(str(problem.place), dict(problem.facts)["first"]) for problem in twice] == [
        ("crossing.yaml:56:9", "library.yaml:120")
    ]
    assert catalog_of(reading).commitments["city-of-books"].kind == "ambition"


def test_a_second_list_of_the_same_name_is_said_and_still_read(tiny: Mapping[str, bytes]) -> None:
    text = (
        tiny["library.yaml"]
        .decode()
        .replace("  - id: city-of-books", "commitments:\n  - id: city-of-books")
    )
    reading = read({**tiny, "library.yaml": text.encode()})
    assert found(reading) == [("library.yaml:120:1", Code.DUPLICATE_KEY)]
    assert "city-of-books" in catalog_of(reading).commitments


def test_a_cycle_is_said_and_cut(tiny: Mapping[str, bytes]) -> None:
    text = "by: [qingyu]\n    title: {zh: 候诊「60、40」"
    reading = read(changed(tiny, "clinic.yaml", text, f"supersedes: qingyu-30-20-10\n    {text}"))
    assert [code for _, code in found(reading)] == [Code.CYCLE]
    assert catalog_of(reading).commitments["qingyu-60-40"].supersedes is None


def test_a_file_without_a_theme_and_a_theme_without_a_file_are_said(
    tiny: Mapping[str, bytes],
) -> None:
    files = {("clinics.yaml" if n == "clinic.yaml" else n): data for n, data in tiny.items()}
    reading = read(files)
    assert found(reading) == [("clinics.yaml:1:1", Code.UNKNOWN_THEME)]
    assert "wait-fever" not in catalog_of(reading).indicators


def sound(reading: Reading) -> None:
    """See that whatever was read can be judged without a further question."""
    if reading.catalog is not None:
        assess_all(reading.catalog, AS_OF)
        for kind, identity in reading.kept:
            assert reading.places.item(kind, identity)
    for problem in problems_on(reading, AS_OF):
        assert problem.place.line >= 1
        assert problem.place.column >= 1


def test_a_file_cut_anywhere_never_stops_the_reading(
    tiny: Mapping[str, bytes], good: Reading
) -> None:
    whole = tiny["crossing.yaml"]
    for end in range(0, len(whole), 9):
        sound(read({**tiny, "crossing.yaml": whole[:end]}))
    for end in range(0, len(tiny["catalog.yaml"]), 23):
        sound(read({**tiny, "catalog.yaml": tiny["catalog.yaml"][:end]}, good))


ODD = ["", " ", "\n", "\t", ":", "：", "，", '"', "'", "[", "]", "{", "}", "#", "&a", "*a",
       "!", "%", "@", "`", "|", ">", "- ", "? ", "---\n", "\0", "\x85", "\u2028", "\ufeff",
       "０", "no", "\\", "<<: ", "~", "null", "-1", "9" * 400, "id: ", "江" * 90]  # fmt: skip


@pytest.mark.parametrize("seed", range(4))
def test_odd_signs_anywhere_never_stop_the_reading(
    tiny: Mapping[str, bytes], good: Reading, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for _ in range(150):
        name = chance.choice(sorted(tiny))
        text = tiny[name].decode()
        start = chance.randrange(len(text))
        end = start + chance.choice((0, 0, 1, 3, 30))
        text = text[:start] + chance.choice(ODD) + text[end:]
        data = text.encode("utf-8", "surrogatepass")
        sound(read({**tiny, name: data}, chance.choice((good, None))))


def test_several_themes_without_a_file_are_each_said(tiny: Mapping[str, bytes]) -> None:
    reading = read({name: tiny[name] for name in ("catalog.yaml", "sources.yaml")})
    lacking = [one for one in reading.problems if one.code == Code.THEME_WITHOUT_FILE]
    assert len(lacking) == len(tiny) - 2
