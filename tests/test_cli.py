"""The command line keeps its contract (architecture.md 6): exit codes, formats, languages, days."""

import csv
import io
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dashboard.assessment import Flag, Reason, Status
from dashboard.cli import main
from dashboard.methods.grounds import Grounds
from dashboard.model import KINDS
from dashboard.reading import read
from dashboard.store import load

TINY = Path(__file__).parent / "data" / "tiny"
AS_OF = "2026-03-20"
WARNING = "theme-without-file"

Output = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a copy of the tiny data, to be spoilt."""
    return shutil.copytree(TINY, tmp_path / "data")


def spoil(file: Path, old: str, new: str) -> None:
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), "utf-8")


def with_error(folder: Path) -> None:
    spoil(folder / "clinic.yaml", "at_most: 60, indicator", "at_most: sixty, indicator")


def with_warning(folder: Path) -> None:
    theme = "  - {id: garden, name: {zh: 园林, en: Gardens}}\n"
    spoil(folder / "catalog.yaml", "limits_page:", f"{theme}limits_page:")


def without_yaml(folder: Path) -> None:
    (folder / "clinic.yaml").write_text("commitments: [", "utf-8")


def without_catalog(folder: Path) -> None:
    (folder / "catalog.yaml").unlink()


def untouched(folder: Path) -> None:
    """Leave the data as they are."""
    assert folder.is_dir()


# --- exit codes -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("spoilt", "check", "strict", "status"),
    [
        (untouched, 0, 0, 0),
        (with_warning, 0, 1, 0),
        (with_error, 1, 1, 0),
        (without_yaml, 1, 1, 0),
        (without_catalog, 1, 1, 1),
    ],
)
def test_exit_codes(
    folder: Path, spoilt: Callable[[Path], None], check: int, strict: int, status: int
) -> None:
    spoilt(folder)
    assert main(["check", str(folder)]) == check
    assert main(["check", "--strict", str(folder)]) == strict
    assert main(["status", str(folder)]) == status


@pytest.mark.parametrize("command", ["check", "status", "serve"])
def test_a_folder_that_does_not_exist_is_wrong_use(
    command: str, tmp_path: Path, capsys: Output
) -> None:
    missing = tmp_path / "nowhere"
    assert main([command, str(missing)]) == 2
    out, err = capsys.readouterr()
    assert (out, str(missing) in err) == ("", True)


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["paint"],
        ["check", "--format", "csv"],
        ["check", "--as-of", "2024-13"],
        ["status", "--format", "text"],
        ["status", "--as-of", "2024-02-30"],
        ["status", "--as-of", "yesterday"],
        ["status", "--lang", "fr"],
        ["status", "one", "two"],
        ["serve", "--port", "65536"],
        ["serve", "--port", "-1"],
        ["serve", "--as-of", "soon"],
    ],
)
def test_wrong_use(words: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(words)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert (out, bool(err)) == ("", True)


@pytest.mark.parametrize("command", [[], ["check"], ["status"], ["serve"]])
def test_help_is_fine(command: list[str], capsys: Output) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([*command, "--help"])
    assert stopped.value.code == 0
    assert "dashboard" in capsys.readouterr().out


def test_the_shipped_data_are_the_default(capsys: Output) -> None:
    assert main(["status", "--format", "json", "--as-of", AS_OF]) == 0
    ids = {one["id"] for one in json.loads(capsys.readouterr().out)["commitments"]}
    assert "river-tunnel" in ids


# --- check ----------------------------------------------------------------------------------


def test_check_says_each_problem_in_json(folder: Path, capsys: Output) -> None:
    with_error(folder)
    with_warning(folder)
    assert main(["check", "--format", "json", "--lang", "en", str(folder)]) == 1
    found = json.loads(capsys.readouterr().out)
    keys = ["file", "line", "column", "code", "severity", "message", "fix"]
    assert [list(problem) for problem in found] == [keys] * len(found)
    for problem in found:
        assert problem["severity"] in {"error", "warning"}
        assert all(isinstance(problem[key], int) and problem[key] >= 1 for key in keys[1:3])
        assert all(isinstance(problem[key], str) and problem[key] for key in (*keys[3:], "file"))
    by_code = {problem["code"]: problem for problem in found}
    spoilt = by_code["not-a-number"]
    line = (folder / "clinic.yaml").read_text("utf-8").splitlines()[spoilt["line"] - 1]
    assert (spoilt["file"], spoilt["severity"]) == ("clinic.yaml", "error")
    assert line[spoilt["column"] - 1 :].startswith("sixty")
    assert (by_code[WARNING]["file"], by_code[WARNING]["severity"]) == ("catalog.yaml", "warning")


def test_check_of_good_data_is_an_empty_list(capsys: Output) -> None:
    assert main(["check", "--format", "json", str(TINY)]) == 0
    assert json.loads(capsys.readouterr().out) == []


def test_check_says_where_and_how_to_mend_it(folder: Path, capsys: Output) -> None:
    with_error(folder)
    main(["check", "--lang", "en", str(folder)])
    out, err = capsys.readouterr()
    first = out.splitlines()[0]
    assert first.startswith("clinic.yaml:")
    assert first.endswith("[not-a-number]")
    assert err == ""


def test_check_annotates_for_a_code_host(folder: Path, capsys: Output) -> None:
    with_error(folder)
    main(["check", "--format", "github", str(folder)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith(f"::error file={folder.as_posix()}/clinic.yaml,line=")


# --- status: the contract -------------------------------------------------------------------

NUMBER, OPTIONAL = (int, float), type(None)
CONTRACT: dict[str, tuple[type, ...]] = {
    "id": (str,),
    "kind": (str,),
    "by": (list,),
    "theme": (str,),
    "title": (str,),
    "status": (str,),
    "reason": (str,),
    "flags": (list,),
    "share": (*NUMBER, OPTIONAL),
    "elapsed": (*NUMBER, OPTIONAL),
    "latest": (dict, OPTIONAL),
    "planned": (*NUMBER, OPTIONAL),
    "deadline": (str, OPTIONAL),
    "replanned": (str, OPTIONAL),
    "parts": (dict, OPTIONAL),
    "sources": (list,),
}
LATEST: dict[str, tuple[type, ...]] = {
    "value": (str, OPTIONAL),
    "period": (str,),
    "published": (str, OPTIONAL),
    "source": (str,),
}
PARTS: dict[str, tuple[type, ...]] = {"met": (int,), "measured": (int,), "of": (int,)}
NESTED = {"latest": LATEST, "parts": PARTS}
COLUMNS = [
    "as_of",
    *(key for key in CONTRACT if key not in NESTED),
    *(f"{name}_{key}" for name, inner in NESTED.items() for key in inner),
]


def status_of(capsys: Output, *words: str) -> dict[str, Any]:
    assert main(["status", "--format", "json", *words]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def fits(record: dict[str, Any], contract: dict[str, tuple[type, ...]]) -> bool:
    typed = all(type(record[key]) in types for key, types in contract.items() if key in record)
    return list(record) == list(contract) and typed


@pytest.mark.parametrize("data", [[], [str(TINY)]])
@pytest.mark.parametrize("day", ["2000", "2021-06-30", "2024", AS_OF, "2100"])
def test_status_in_json_keeps_the_contract(data: list[str], day: str, capsys: Output) -> None:
    found = status_of(capsys, "--as-of", day, *data)
    assert list(found) == ["as_of", "commitments"]
    order = [str(flag) for flag in Flag]
    for record in found["commitments"]:
        assert fits(record, CONTRACT)
        assert record["latest"] is None or fits(record["latest"], LATEST)
        assert record["parts"] is None or fits(record["parts"], PARTS)
        assert record["kind"] in KINDS
        assert record["status"] in set(Status)
        assert record["reason"] in {*Reason, *Grounds}
        assert record["flags"] == sorted(record["flags"], key=order.index)
        names = [*record["by"], *record["flags"], *record["sources"]]
        assert all(isinstance(name, str) for name in names)
        assert len(record["sources"]) == len(set(record["sources"])) > 0


def test_status_names_only_what_the_data_declare(capsys: Output) -> None:
    catalog = read(load(TINY)).catalog
    assert catalog is not None
    found = status_of(capsys, "--as-of", AS_OF, str(TINY))["commitments"]
    assert [record["id"] for record in found] == list(catalog.commitments)
    areas = {area.id for area in catalog.frame.areas} | {"joint"}
    assert {name for record in found for name in record["by"]} <= areas
    assert {name for record in found for name in record["sources"]} <= set(catalog.sources)
    assert {record["theme"] for record in found} == {theme.id for theme in catalog.frame.themes}


def test_status_says_the_worked_example_in_full(capsys: Output) -> None:
    found = status_of(capsys, "--as-of", "2024-03-31", "--lang", "en")["commitments"]
    record = next(one for one in found if one["id"] == "jiangyin-gdp-5000")
    assert {key: record[key] for key in ("by", "status", "reason", "flags", "deadline")} == {
        "by": ["jiangyin"],
        "status": "missed",
        "reason": "value-misses-target",
        "flags": [],
        "deadline": "2023",
    }
    assert record["share"] == pytest.approx((4960 - 4113.75) / 886.25)
    assert (record["elapsed"], record["planned"], record["replanned"]) == (1, 5000, None)
    assert (record["latest"]["value"], record["latest"]["period"]) == ("4960", "2023")


@pytest.mark.parametrize(
    ("asked", "said"), [("2024-06-30", "2024-06-30"), ("2024-06", "2024-06-30"),
                        ("2024", "2024-12-31")]
)  # fmt: skip
def test_a_partial_day_means_its_last_one(asked: str, said: str, capsys: Output) -> None:
    assert status_of(capsys, "--as-of", asked, str(TINY))["as_of"] == said


def test_what_was_promised_later_is_not_there_yet(capsys: Output) -> None:
    assert status_of(capsys, "--as-of", "2000")["commitments"] == []
    early = status_of(capsys, "--as-of", "2020-04")["commitments"]
    late = status_of(capsys, "--as-of", AS_OF)["commitments"]
    assert 0 < len(early) < len(late)


@pytest.mark.parametrize(
    ("words", "title"), [([], "月桥2025年秋通行"), (["--lang", "zh"], "月桥2025年秋通行")]
)
def test_chinese_is_the_default(words: list[str], title: str, capsys: Output) -> None:
    found = status_of(capsys, *words, "--as-of", AS_OF, str(TINY))["commitments"]
    assert title in {record["title"] for record in found}


@pytest.mark.parametrize("words", [["--lang", "en"], ["--lang=en"]])
def test_the_title_is_in_the_language_asked_for(words: list[str], capsys: Output) -> None:
    found = status_of(capsys, *words, "--as-of", AS_OF, str(TINY))["commitments"]
    assert all(record["title"].isascii() for record in found)


def test_status_in_csv_says_the_same_as_in_json(capsys: Output) -> None:
    records = status_of(capsys, "--as-of", AS_OF, str(TINY))["commitments"]
    assert main(["status", "--format", "csv", "--as-of", AS_OF, str(TINY)]) == 0
    reader = csv.DictReader(io.StringIO(capsys.readouterr().out))
    rows = list(reader)
    assert reader.fieldnames == COLUMNS
    assert [(row["id"], row["status"], row["as_of"]) for row in rows] == [
        (record["id"], record["status"], AS_OF) for record in records
    ]
    for row, record in zip(rows, records, strict=True):
        assert row["flags"].split() == record["flags"]
        assert row["sources"].split() == record["sources"]
        latest, parts = record["latest"] or {}, record["parts"] or {}
        assert row["latest_value"] == (latest.get("value") or "")
        assert row["parts_of"] == str(parts.get("of", ""))


def test_status_as_a_table_has_one_line_a_commitment(capsys: Output) -> None:
    assert main(["status", "--as-of", AS_OF, "--lang", "en", str(TINY)]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"As of {AS_OF}"
    catalog = read(load(TINY)).catalog
    assert catalog is not None
    assert [line.split()[0] for line in lines] == list(catalog.commitments)


# --- broken data ----------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["table", "json", "csv"])
def test_status_uses_what_can_be_read_and_names_the_rest(
    form: str, folder: Path, capsys: Output
) -> None:
    with_error(folder)
    words = ["status", "--format", form, "--as-of", AS_OF, "--lang", "en", str(folder)]
    assert main(words) == 0
    out, err = capsys.readouterr()
    assert "qingyu-60-40" not in out
    assert "qingyu-30-20-10" in out
    assert "clinic.yaml:" in err
    assert "[not-a-number]" in err
    assert any(line.startswith("Left out: qingyu-60-40 (") for line in err.splitlines())
    if form == "json":
        assert json.loads(out)["as_of"] == AS_OF


def test_status_goes_on_without_a_file_that_is_no_yaml(folder: Path, capsys: Output) -> None:
    without_yaml(folder)
    ids = {one["id"] for one in status_of(capsys, "--as-of", AS_OF, str(folder))["commitments"]}
    assert "moon-bridge" in ids
    assert "qingyu-60-40" not in ids


def test_status_says_why_nothing_could_be_read(folder: Path, capsys: Output) -> None:
    without_catalog(folder)
    assert main(["status", "--format", "json", str(folder)]) == 1
    out, err = capsys.readouterr()
    assert (out, "catalog.yaml" in err) == ("", True)


# --- as a process ---------------------------------------------------------------------------


def run(*words: str, stdout: int = subprocess.PIPE) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "dashboard", *words]
    return subprocess.run(command, stdout=stdout, stderr=subprocess.PIPE, check=False)


def test_it_runs_as_a_module() -> None:
    done = run("check", "--format", "json", str(TINY))
    assert (done.returncode, json.loads(done.stdout), done.stderr) == (0, [], b"")
    assert run("status", "nowhere").returncode == 2


@pytest.mark.parametrize("words", [["check"], ["status"], ["status", "--format", "json"]])
@pytest.mark.parametrize("data", [[], [str(TINY)]])
def test_a_reader_who_has_gone_is_no_failure(words: list[str], data: list[str]) -> None:
    read_end, write_end = os.pipe()
    os.close(read_end)
    try:
        done = run(*words, *data, stdout=write_end)
    finally:
        os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"")
