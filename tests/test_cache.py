"""The last good copy outside the data folder, and what the keeper makes of it at a start."""

import json
import logging
import os
import shutil
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import streamlit as st
from browsing import ROOT
from streamlit.testing.v1 import AppTest

from dashboard import cache, reading
from dashboard.app import keeper
from dashboard.app.keeper import Shared
from dashboard.cache import Good, cache_folder, good_files, keep_copy, kept_copy, renewed
from dashboard.model import Catalog
from dashboard.problems import Code
from dashboard.store import MAX_BYTES, load
from dashboard.wording import LANGUAGES, Wording

TINY = ROOT / "tests" / "data" / "tiny"
EARLY, LATE = (datetime(2026, 3, 20, hour, 30, tzinfo=UTC) for hour in (8, 16))
BROKEN = "commitments：\n"
Start = Callable[[], Shared]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a data folder with a copy of the tiny catalog."""
    return Path(shutil.copytree(TINY, tmp_path / "data"))


@pytest.fixture
def start(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Callable[[], Shared]]:
    """Return what starts the app anew and gives what it reads; everything is looked at."""
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(keeper, "EVERY", -1.0)
    cache.say_once.cache_clear()

    def anew() -> Shared:
        st.cache_resource.clear()
        return keeper.shared()

    yield anew
    st.cache_resource.clear()


def break_file(folder: Path, name: str = "clinic.yaml") -> None:
    file = folder / name
    file.write_text(file.read_text("utf-8").replace("commitments:\n", BROKEN), "utf-8")


def catalog_of(shared: Shared) -> Catalog:
    assert shared.reading.catalog is not None
    return shared.reading.catalog


def copies(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "cache" / "last-good").iterdir())


# --- the copy ------------------------------------------------------------------------------


@pytest.mark.usefixtures("start")
def test_a_copy_comes_back_as_it_was_kept(folder: Path) -> None:
    copy = {"a.yaml": Good("\ufeff江: 1\r\n".encode(), EARLY), "b.yaml": Good(b"", LATE)}
    keep_copy(folder, copy)
    assert kept_copy(folder) == copy
    assert kept_copy(folder.parent) == {}


def test_a_copy_is_for_its_owner_alone_and_nothing_half_written_stays(
    start: Start, tmp_path: Path
) -> None:
    start()
    (file,) = copies(tmp_path)
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    "spoil",
    [
        lambda packed: packed[:-100],
        lambda packed: packed.replace("馆藏".encode(), "馆宝".encode(), 1),
        lambda _: b"",
        lambda _: b"\xff\0" * 50,
        lambda _: resealed(b"[" * 100_000),
        lambda _: resealed(b"[]"),
        lambda _: resealed(b'{"format": 1}'),
        lambda packed: resealed(packed.partition(b"\n")[2].replace(b'"format": 1', b'"format": 0')),
        lambda packed: resealed(
            json.dumps(json.loads(packed.partition(b"\n")[2]) | {"folder": "2f"}).encode()
        ),
    ],
)
def test_a_damaged_copy_is_no_copy(
    start: Start,
    folder: Path,
    tmp_path: Path,
    caplog: pytest.LogCaptureFixture,
    spoil: Callable[[bytes], bytes],
) -> None:
    start()
    (file,) = copies(tmp_path)
    file.write_bytes(spoil(file.read_bytes()))
    assert kept_copy(folder) == {}
    break_file(folder)
    shared = start()
    assert not shared.reading.kept
    assert [record.levelno for record in caplog.records] == [logging.WARNING]


def resealed(body: bytes) -> bytes:
    return f"{cache.digest_of(body)}\n".encode() + body


@pytest.mark.usefixtures("start")
def test_only_so_many_copies_and_bytes_are_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    copy = {"a.yaml": Good(b"x: 1", EARLY)}
    for number in range(cache.MAX_COPIES + 3):
        keep_copy(folder / f"{number}", copy)
        os.utime(max(copies(tmp_path), key=lambda file: file.stat().st_mtime_ns), (number, number))
    assert len(copies(tmp_path)) == cache.MAX_COPIES
    assert kept_copy(folder / f"{number}") == copy
    assert kept_copy(folder / "0") == {}
    monkeypatch.setattr(cache, "MAX_BYTES", 3)
    keep_copy(folder, copy)
    assert kept_copy(folder) == {}


def test_the_cache_folder_can_be_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path))
    assert cache_folder() == tmp_path
    monkeypatch.delenv("DASHBOARD_CACHE_DIR")
    assert cache_folder().is_relative_to(Path.home())


@pytest.mark.parametrize("place", ["data", "data/cache", "file", "file/cache"])
def test_without_a_place_for_a_copy_the_app_goes_on_and_says_so_once(
    start: Start,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    place: str,
) -> None:
    (tmp_path / "file").write_text("not a folder")
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path / place))
    before = sorted((tmp_path / "data").iterdir())
    assert catalog_of(start()).commitments
    (tmp_path / "data" / "clinic.yaml").touch()
    assert keeper.shared().version == 2
    assert len(caplog.records) <= 2  # cannot be read, cannot be written
    start()
    assert len(caplog.records) <= 2
    assert caplog.records
    assert sorted((tmp_path / "data").iterdir()) == before


def test_a_good_file_is_renewed_and_a_bad_one_stays_as_it_was() -> None:
    files = {name: data for name, data in load(TINY).items() if isinstance(data, bytes)}
    good = reading.read(files)
    first = renewed({}, files, good, EARLY)
    assert first == {name: Good(data, EARLY) for name, data in files.items()}
    changed = {
        **files,
        "clinic.yaml": files["clinic.yaml"].replace(b"commitments:", BROKEN.encode()),
        "library.yaml": files["library.yaml"].replace(b"value: 431", b"value: many"),
        "crossing.yaml": files["crossing.yaml"] + b"# more\n",
    }
    found = reading.read(changed, good)
    assert set(good_files(changed, found)) == {"catalog.yaml", "sources.yaml", "crossing.yaml"}
    assert renewed(first, changed, found, LATE) == {
        **first,
        "crossing.yaml": Good(changed["crossing.yaml"], LATE),
    }
    del files["clinic.yaml"]
    assert "clinic.yaml" not in renewed(first, files, reading.read(files), LATE)


# --- a start -------------------------------------------------------------------------------


def test_a_start_with_a_broken_file_shows_its_last_good_version_and_when_it_was_read(
    start: Start, folder: Path
) -> None:
    good = start()
    assert good.kept_since() is None
    keep_copy(folder, {name: Good(one.text, EARLY) for name, one in kept_copy(folder).items()})
    break_file(folder)
    shared = start()
    assert shared.reading.kept_files == {"clinic.yaml"}
    assert catalog_of(shared).commitments == catalog_of(good).commitments
    assert shared.kept_since() == (EARLY, EARLY)
    (folder / "crossing.yaml").touch()
    again = keeper.shared()
    assert (again.version, again.kept_since()) == (2, (EARLY, EARLY))
    assert catalog_of(start()).commitments == catalog_of(good).commitments
    shutil.copy(TINY / "clinic.yaml", folder)
    mended = keeper.shared()
    assert (mended.reading.kept, mended.reading.problems) == (frozenset(), ())


def test_a_start_with_a_bad_item_shows_its_last_good_version_and_all_else_as_it_is(
    start: Start, folder: Path
) -> None:
    good = start()
    first = max(good.read.values())
    file = folder / "library.yaml"
    text = file.read_text("utf-8").replace("value: 431", "value: 很多")
    file.write_text(text.replace("value: 61800", "value: 61900"), "utf-8")
    shared = start()
    assert {identity.partition("/")[0] for _, identity in shared.reading.kept} == {"volumes"}
    assert shared.kept_since() == (first, first)
    now, then = catalog_of(shared).indicators, catalog_of(good).indicators
    assert now["volumes"] == then["volumes"]
    assert now["book-trade"].observations["qingyu"][3].value.text == "61900"


def test_a_copy_of_another_catalog_in_the_same_place_is_ignored(
    start: Start, folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    start()
    break_file(folder)
    for file in folder.iterdir():
        text = file.read_text("utf-8")
        for area in ("qingyu", "baiwei"):
            text = text.replace(area, f"new-{area}")
        file.write_text(text, "utf-8")
    shared = start()
    assert not shared.reading.kept
    assert "wait-fever" not in catalog_of(shared).indicators
    assert "another catalog" in caplog.text


# --- while it runs -------------------------------------------------------------------------


def gone(folder: Path) -> None:
    shutil.rmtree(folder)


def empty(folder: Path) -> None:
    for file in folder.iterdir():
        file.unlink()


def half_copied(folder: Path) -> None:
    (folder / "catalog.yaml").unlink()
    (folder / "clinic.yaml").unlink()


def huge(folder: Path) -> None:
    with (folder / "clinic.yaml").open("wb") as file:
        file.truncate(50_000_000)


def no_file(folder: Path) -> None:
    (folder / "clinic.yaml").unlink()
    (folder / "clinic.yaml").mkdir()


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [(gone, "gone"), (empty, "empty"), (half_copied, None), (huge, None), (no_file, None)],
)
def test_whatever_becomes_of_the_folder_the_screen_stays_also_after_a_restart(
    start: Start, folder: Path, harm: Callable[[Path], None], trouble: str | None
) -> None:
    good = catalog_of(start())
    harm(folder)
    for shared in (keeper.shared(), start(), start()):
        assert catalog_of(shared).commitments == good.commitments
        assert catalog_of(shared).frame == good.frame
        assert shared.trouble == trouble
        assert shared.reading.kept
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(TINY, folder)
    mended = keeper.shared()
    assert (mended.trouble, mended.reading.kept, mended.reading.catalog) == (
        None,
        frozenset(),
        good,
    )


def test_the_size_guard_is_below_what_the_test_calls_huge() -> None:
    assert MAX_BYTES < 50_000_000


def test_a_theme_file_that_is_lost_is_said_and_what_it_held_stays_also_after_a_restart(
    start: Start, folder: Path
) -> None:
    good = catalog_of(start())
    (folder / "clinic.yaml").unlink()
    for shared in (keeper.shared(), start(), start()):
        assert catalog_of(shared) == good
        assert shared.reading.kept_files == {"clinic.yaml"}
        [problem] = shared.reading.problems
        assert (problem.code, problem.is_error) == (Code.MISSING_FILE, True)


def test_a_theme_that_is_struck_out_of_the_catalog_is_gone(start: Start, folder: Path) -> None:
    start()
    (folder / "clinic.yaml").unlink()
    catalog = folder / "catalog.yaml"
    lines = catalog.read_text("utf-8").splitlines(keepends=True)
    catalog.write_text("".join(one for one in lines if "{id: clinic," not in one), "utf-8")
    assert "wait-fever" not in catalog_of(keeper.shared()).indicators
    assert "wait-fever" not in catalog_of(start()).indicators
    assert "clinic.yaml" not in kept_copy(folder)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_right_that_is_given_back_is_noticed(start: Start, folder: Path) -> None:
    start()
    for path in (folder / "clinic.yaml", folder):
        path.chmod(0)
        shared = keeper.shared()
        assert shared.reading.kept or shared.trouble == "closed"
        path.chmod(0o700)
        assert keeper.shared().reading.problems == ()


def test_a_mistake_of_the_program_leaves_the_screen_as_it_was(
    start: Start, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        message = "not foreseen"
        raise RuntimeError(message)

    good = start()
    with monkeypatch.context() as patch:
        patch.setattr(reading, "read", fail)
        (folder / "clinic.yaml").touch()
        shared = keeper.shared()
        assert (shared.reading, shared.trouble, shared.version) == (good.reading, "failed", 2)
        assert start().reading.catalog is None
    (folder / "clinic.yaml").touch()
    assert keeper.shared().reading.problems == ()


# --- what is said --------------------------------------------------------------------------


def page() -> AppTest:
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60)
    at.switch_page("screens/sources.py")
    at.run()
    assert not at.exception
    return at


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_banner_names_the_place_and_the_time_of_what_is_shown(
    start: Start, folder: Path, language: str
) -> None:
    start()
    keep_copy(folder, {name: Good(one.text, EARLY) for name, one in kept_copy(folder).items()})
    break_file(folder)
    start()
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60)
    at.switch_page("screens/sources.py")
    at.query_params["lang"] = language
    label = at.run().expander[0].label
    say = Wording(language)
    assert "clinic.yaml:61:12" in label.replace("\\", "")
    assert say("problems.kept.time", time=f"{EARLY.astimezone():%Y-%m-%d %H:%M}") in label


@pytest.mark.parametrize(("harm", "trouble"), [(gone, "gone"), (empty, "empty")])
def test_the_banner_says_what_became_of_the_folder(
    start: Start, folder: Path, harm: Callable[[Path], None], trouble: str
) -> None:
    start()
    harm(folder)
    at = page()
    say = Wording("zh")
    assert at.expander[0].label.startswith(say(f"folder.{trouble}", folder="data"))
    assert say(f"folder.{trouble}.fix") in [item.value for item in at.markdown]


def test_where_nothing_can_be_read_the_page_names_folder_problems_and_remedies(
    start: Start, folder: Path
) -> None:
    (folder / "catalog.yaml").write_text("title：x\n", "utf-8")
    shared = start()
    assert shared.reading.catalog is None
    words = "\n".join(item.value for item in (*page().markdown, *page().caption))
    (problem,) = [one for one in shared.reading.problems if one.code == Code.YAML_COLON]
    for language in LANGUAGES:
        say = Wording(language)
        for said in (
            say("nothing.folder", folder="data"), say("nothing.wait"), say.problem(problem),
        ):  # fmt: skip
            assert said.replace("`", "") in words.replace("\\", "").replace("`", "")
        assert say.fix(problem).split("：")[0][:9] in words
    assert str(folder) not in words
    shutil.copy(TINY / "catalog.yaml", folder)
    assert page().header
    assert keeper.shared().reading.problems == ()
