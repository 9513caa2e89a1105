"""A corpus of slips: each is found where it was made, as what it is, and nothing else is said.

`expectations.tsv` names for each file of `tests/data/broken` the file of `good` that it takes
the place of (or stands beside), and what has to be found. What would be large, needs rights, or
holds odd bytes is made here.
"""

import csv
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest

from dashboard import checks
from dashboard.problems import Code, Problem
from dashboard.reading import Reading, problems_on, read
from dashboard.store import MAX_BYTES, load
from dashboard.wording import LANGUAGES, Wording

BROKEN = Path(__file__).parent / "data" / "broken"
TODAY = date(2026, 3, 20)


@dataclass(frozen=True)
class Slip:
    name: str
    file: str
    place: str
    code: str
    severity: str
    says: str

    def put_into(self, folder: Path) -> None:
        how, _, name = self.file.rpartition(":")
        if how == "without":
            (folder / name).unlink()
        else:
            (folder / name).write_bytes((BROKEN / f"{self.name}.yaml").read_bytes())


def slips() -> list[Slip]:
    with (BROKEN / "expectations.tsv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [Slip(*row) for row in rows[1:]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for path in (BROKEN / "good").glob("*.yaml"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


def problems(folder: Path) -> tuple[Problem, ...]:
    return problems_on(read(load(folder)), TODAY)


def mended(files: Mapping[str, bytes | Problem], problem: Problem) -> dict[str, bytes | Problem]:
    """Return the files with the line of a problem replaced by the one it offers."""
    data = files[problem.place.file]
    assert isinstance(data, bytes)
    lines = data.decode().split("\n")
    lines[problem.place.line - 1] = dict(problem.facts)["corrected"]
    return {**files, problem.place.file: "\n".join(lines).encode()}


def test_the_good_folder_has_no_problem(folder: Path) -> None:
    assert problems(folder) == ()


def test_every_file_of_the_corpus_is_expected_to_be_something() -> None:
    expected = slips()
    assert len(expected) >= 80
    named = {slip.name for slip in expected if not slip.file.startswith("without:")}
    assert named == {path.stem for path in BROKEN.glob("*.yaml")}


@pytest.mark.parametrize("slip", slips(), ids=lambda slip: slip.name)
def test_a_slip_is_found_and_nothing_else(folder: Path, slip: Slip) -> None:
    slip.put_into(folder)
    files = load(folder)
    found = problems_on(read(files), TODAY)
    assert [
        (str(one.place), str(one.code), "error" if one.is_error else "warning") for one in found
    ] == [(slip.place, slip.code, slip.severity)]
    problem = found[0]
    for language in LANGUAGES:
        say = Wording(language)
        assert slip.says in say.problem(problem)
        assert len(say.fix(problem)) >= 4
        assert "“…”" not in say.problem(problem)
    if "corrected" in dict(problem.facts):
        assert problems_on(read(mended(files, problem)), TODAY) == ()


def test_most_slips_that_one_line_can_mend_come_with_that_line(folder: Path) -> None:
    with_line = 0
    for slip in slips():
        if slip.file.startswith(("without:", "beside:")):
            continue
        good = (folder / slip.file).read_bytes()
        slip.put_into(folder)
        with_line += sum("corrected" in dict(one.facts) for one in problems(folder))
        (folder / slip.file).write_bytes(good)
    assert with_line >= 80


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.__name__)
def test_a_rule_that_is_removed_is_missed(
    monkeypatch: pytest.MonkeyPatch, rule: checks.Rule
) -> None:
    """The corpus, or the table of tests/test_checks.py, has a slip for each rule."""
    monkeypatch.setattr(checks, "RULES", tuple(one for one in checks.RULES if one is not rule))
    good = {name: data for name, data in load(BROKEN / "good").items() if isinstance(data, bytes)}
    missed = []
    for slip in slips():
        if ":" in slip.file or slip.code.startswith(("yaml", "not-")):
            continue
        files = {**good, slip.file: (BROKEN / f"{slip.name}.yaml").read_bytes()}
        if slip.code not in {str(one.code) for one in problems_on(read(files), TODAY)}:
            missed.append(slip.name)
    assert missed or rule is checks.columns_fit


# --- what is made here ---------------------------------------------------------------------


def only(folder: Path) -> Problem:
    """Return the one problem that there is."""
    found = problems(folder)
    assert len(found) == 1, [(str(one.place), one.code) for one in found]
    return found[0]


@pytest.mark.parametrize(
    ("encoding", "guess"),
    [("gb18030", "GB18030"), ("gbk", "GB18030"), ("utf-16", "UTF-16"), ("utf-16-be", "UTF-16")],
)
def test_another_encoding_is_named(folder: Path, encoding: str, guess: str) -> None:
    file = folder / "works.yaml"
    file.write_bytes(file.read_text("utf-8").encode(encoding))
    problem = only(folder)
    assert (problem.place.file, problem.code) == ("works.yaml", Code.NOT_UTF8)
    assert guess in Wording("zh").fix(problem)


def test_a_byte_order_mark_and_windows_line_ends_are_no_problem(folder: Path) -> None:
    for path in folder.glob("*.yaml"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert problems(folder) == ()


@pytest.mark.parametrize("sign", ["\x00", "\x07", "\x1b", "\x85", "\u2028", "\ufffe"])
def test_a_control_character_is_named_where_it_stands(folder: Path, sign: str) -> None:
    file = folder / "works.yaml"
    text = file.read_text("utf-8").replace("一窗受理", f"一窗{sign}受理")
    file.write_bytes(text.encode())
    problem = only(folder)
    assert (str(problem.place), problem.code) == ("works.yaml:23:19", Code.BAD_CHARACTER)
    assert f"U+{ord(sign):04X}" in Wording("zh").problem(problem)


def test_a_file_of_50_megabytes_is_refused_unread(folder: Path) -> None:
    with (folder / "works.yaml").open("ab") as file:
        file.truncate(50_000_000)
    problem = only(folder)
    assert (str(problem.place), problem.code) == ("works.yaml:1:1", Code.TOO_BIG)
    assert MAX_BYTES < 50_000_000


def test_a_bomb_of_aliases_and_a_tower_of_brackets_are_refused(folder: Path) -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    (folder / "works.yaml").write_text("\n".join(lines), "utf-8")
    assert (str(only(folder).place), only(folder).code) == ("works.yaml:1:5", Code.ALIAS)
    (folder / "works.yaml").write_text("commitments: " + "[" * 100_000, "utf-8")
    assert only(folder).code == Code.TOO_DEEP


def test_a_link_that_leads_out_is_not_followed(folder: Path) -> None:
    (folder / "works.yaml").unlink()
    (folder / "works.yaml").symlink_to(BROKEN / "good" / "works.yaml")
    assert (str(only(folder).place), only(folder).code) == ("works.yaml:1:1", Code.LINK)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_without_the_right_to_read_it_is_named(folder: Path) -> None:
    (folder / "works.yaml").chmod(0)
    assert (str(only(folder).place), only(folder).code) == ("works.yaml:1:1", Code.UNREADABLE)


def test_a_folder_without_files_lacks_the_two_that_must_be_there(tmp_path: Path) -> None:
    assert [(str(one.place), one.code) for one in problems(tmp_path)] == [
        ("catalog.yaml:1:1", Code.MISSING_FILE),
        ("sources.yaml:1:1", Code.MISSING_FILE),
    ]


# --- only what is wrong is lost ------------------------------------------------------------


FIGURE = "{period: 2024, value: 5126.13, source: yearbook-2025}"


def reading(folder: Path, before: Reading | None = None) -> Reading:
    return read(load(folder), before)


def figures(found: Reading, area: str = "liuxi") -> list[str]:
    assert found.catalog is not None
    return [one.value.text for one in found.catalog.indicators["gdp"].observations[area]]


def changed(folder: Path, old: str, new: str) -> None:
    text = (folder / "growth.yaml").read_text("utf-8")
    assert text.count(old) == 1, old
    (folder / "growth.yaml").write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize(
    "wrong",
    [
        FIGURE.replace("5126.13", "约很多"),
        FIGURE.replace("2024", "去年"),
        FIGURE.replace("yearbook-2025", "yearbook-1925"),
        FIGURE.replace("}", ", status: sure}"),
        FIGURE.replace("}", ", value: 1}"),
        FIGURE.replace("}", ", colour: red}"),
        "很多",
    ],
)
def test_a_bad_figure_is_the_only_one_that_is_as_it_last_was(folder: Path, wrong: str) -> None:
    good = reading(folder)
    changed(folder, FIGURE, wrong)
    changed(folder, "value: 4960", "value: 4961")
    changed(folder, "en: Gross domestic product", "en: GDP")
    alone = reading(folder)
    assert figures(alone) == ["4961"]
    assert [left.kind for left in alone.left_out] == ["observation"]
    assert alone.left_out[0].id.startswith("gdp/liuxi/")
    after = reading(folder, good)
    assert figures(after) == ["4961", "5126.13"]
    assert after.left_out == ()
    assert [kind for kind, _ in after.kept] == ["observation"]
    key = next(iter(after.kept))
    assert after.places.item(*key).line == 13
    assert after.catalog is not None
    assert after.catalog.indicators["gdp"].name.en == "GDP"
    assert after.places.observation("gdp", "liuxi", 1).line == 13
    again = reading(folder, after)
    assert (again.kept, figures(again)) == (after.kept, figures(after))
    changed(folder, wrong, FIGURE)
    mended_again = reading(folder, again)
    assert mended_again.kept == frozenset()
    assert figures(mended_again) == ["4961", "5126.13"]


@pytest.mark.parametrize(
    ("setting", "good", "wrong"),
    [
        ("lights", "{yellow: 5, red: 20}", "{yellow: 30, red: 10}"),
        ("thresholds", "{on_track: 0.9, at_risk: 0.5}", "{on_track: 95, at_risk: 60}"),
        ("tolerance", "20", "-5"),
        ("window_years", "3", "零"),
        ("hold_periods", "2", "0"),
        ("method", "destatis", "weather"),
        ("plan", "[{period: 2025, percent: 100}]", "[{period: 2025, percent: 60%}]"),
    ],
)
def test_a_setting_that_makes_no_sense_is_as_it_last_was_or_as_not_written(
    folder: Path, setting: str, good: str, wrong: str
) -> None:
    def chosen(found: Reading) -> object:
        assert found.catalog is not None
        return getattr(found.catalog.commitments["liuxi-gdp-5000"], setting)

    name = f"liuxi-gdp-5000/{setting}"
    unset = chosen(reading(folder))
    changed(folder, "    indicator: gdp\n", f"    indicator: gdp\n    {setting}: {good}\n")
    before = reading(folder)
    assert chosen(before) != unset
    changed(folder, f"{setting}: {good}", f"{setting}: {wrong}")
    changed(folder, "en: 500bn yuan by 2023", "en: 500bn by 2023")
    alone = reading(folder)
    assert chosen(alone) == unset
    assert [(left.kind, left.id, left.place.line) for left in alone.left_out] == [
        ("setting", name, 35)
    ]
    after = reading(folder, before)
    assert chosen(after) == chosen(before)
    assert (after.kept, after.left_out) == ({("setting", name)}, ())
    assert after.catalog is not None
    assert after.catalog.commitments["liuxi-gdp-5000"].title.en == "500bn by 2023"
    again = reading(folder, after)
    assert (chosen(again), again.kept) == (chosen(before), after.kept)


def test_bounds_out_of_order_and_a_bad_figure_are_lost_and_nothing_else(folder: Path) -> None:
    bounds = "    bounds: {lower: 0, red: 900, green: 500, optimum: 1000}\n"
    changed(folder, "    covers: [S43]\n", bounds + "    covers: [S43]\n")
    changed(folder, FIGURE, FIGURE.replace("5126.13", "约很多"))
    found = reading(folder)
    assert figures(found) == ["4960"]
    assert {(left.kind, left.id) for left in found.left_out} == {
        ("setting", "gdp/bounds"),
        ("observation", "gdp/liuxi/2024"),
    }


def test_a_setting_does_not_hide_what_else_is_wrong_with_its_item(folder: Path) -> None:
    changed(folder, "    indicator: gdp\n", "    indicator: gdp\n    tolerance: -5\n")
    changed(folder, "{at_least: 5200, by: 2025,", "{by: 2025,")
    found = reading(folder)
    codes = {problem.code for problem in found.problems}
    assert codes >= {Code.OUT_OF_RANGE, Code.TARGET_SHAPE}
    assert ("commitment", "liuxi-gdp-5000") in {(left.kind, left.id) for left in found.left_out}


def test_an_area_under_a_wrong_name_keeps_its_figures(folder: Path) -> None:
    good = reading(folder)
    changed(folder, "      tangkou:\n", "      塘口:\n")
    assert [left.id for left in reading(folder).left_out] == ["gdp/塘口"]
    after = reading(folder, good)
    assert figures(after, "tangkou") == ["~1300", "1404"]
    assert after.kept == {("observation", "gdp/tangkou")}
    assert after.left_out == ()


def test_a_source_that_is_gone_takes_its_figures_and_no_others(folder: Path) -> None:
    changed(folder, FIGURE, FIGURE.replace("yearbook-2025", "leaflet"))
    text = (folder / "sources.yaml").read_text("utf-8")
    (folder / "sources.yaml").write_text(text.replace("published: unknown", "published: soon"))
    found = reading(folder)
    assert figures(found) == ["4960"]
    assert ("observation", "gdp/liuxi/2024") in {(one.kind, one.id) for one in found.left_out}


def test_a_file_with_a_syntax_error_is_read_no_further_and_said_so(folder: Path) -> None:
    changed(folder, "    nature: flow", "    nature：flow")
    found = reading(folder)
    assert found.unread == ("growth.yaml",)
    assert ("file", "growth.yaml") in {(one.kind, one.id) for one in found.left_out}
