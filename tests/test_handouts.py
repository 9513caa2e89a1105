"""Everything handed out at once: complete, explained, refused in a sentence, and all or nothing."""

import io
import os
import signal
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest
from handing import DAY, PATIENCE, TINY, Handed, need_browser, presented

from dashboard.cli import main
from dashboard.handouts import chromium, everything
from dashboard.handouts.everything import File, zipped
from dashboard.handouts.pictures import shots
from dashboard.handouts.readme import readme
from dashboard.wording import LANGUAGES, Wording

SINGLE = ["briefing.pdf", "briefing.pptx", "dashboard.html", "register.xlsx"]
TABLES = [
    "changes",
    "evidence",
    "ledger",
    "missing",
    "observations",
    "register",
    "sources",
    "working",
]


def files(folder: Path) -> list[str]:
    """Return what lies in a folder, by its path below it."""
    found = (path for path in folder.rglob("*") if path.is_file())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def test_everything_is_there_and_nothing_else(handed: Handed) -> None:
    need_browser()
    assert (handed.code, handed.out) == (0, f"{handed.folder}\n")
    found = files(handed.folder)
    assert [name for name in found if "/" not in name] == ["README.txt", *SINGLE]
    assert [name for name in found if name.startswith("csv/")] == [
        f"csv/{name}.csv" for name in TABLES
    ]
    taken = [shot.file for shot in shots(handed.presentation, handed.say)]
    png = [name for name in found if name.endswith(".png")]
    assert png == sorted(f"png/{name}.png" for name in taken)
    assert not [path for path in handed.folder.parent.iterdir() if path.name.startswith(".")]


def test_the_readme_names_every_file_and_source_the_day_the_filters_and_the_licence(
    handed: Handed,
) -> None:
    raw = (handed.folder / "README.txt").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    lines = raw.decode("utf-8-sig").split("\r\n")
    assert "\n" not in "".join(lines)
    named = [line.split("  ")[0] for line in lines]
    assert [name for name in files(handed.folder) if name not in named] == ["README.txt"]
    assert [one for one in handed.catalog.sources if one not in named] == []
    say, text = handed.say, "\n".join(lines)
    since = handed.presentation.briefing.since
    assert since is not None
    assert say("handouts.readme.days", day=DAY, since=since.text) in text
    assert say("slides.unfiltered") in text
    assert handed.catalog.frame.licence in text
    assert all(
        source.url in text for source in handed.catalog.sources.values() if source.url is not None
    )


def test_progress_is_told_on_standard_error(handed: Handed) -> None:
    need_browser()
    of = len(shots(handed.presentation, handed.say)) + 6
    assert handed.said.splitlines() == [
        f"{number}/{of} {what}"
        for number, what in [
            *enumerate(["briefing.pptx", "briefing.pdf", "dashboard.html", "register.xlsx"], 1),
            (5, "csv"),
            (6, "png"),
            (of, "README.txt"),
        ]
    ]


# --- without a browser -----------------------------------------------------------------------


@pytest.fixture
def alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Hide every browser."""
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("DASHBOARD_CHROMIUM", "/nonexistent")


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("language", LANGUAGES)
def test_without_a_browser_the_rest_is_there_and_the_remedy_is_said(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    told = ["export", "all", str(TINY), "--as-of", DAY, "--lang", language, "-o", str(folder)]
    assert main(told) == 3
    say, told = Wording(language), capsys.readouterr().err.splitlines()
    remedy = say("handouts.no-browser")
    assert told[-1] == remedy
    not_made = {say("handouts.cli.step.none", number="", of="", what=one).removeprefix("/")
                for one in ("briefing.pdf", "png")}  # fmt: skip
    assert {line.partition(" ")[2] for line in told} >= {one.strip() for one in not_made}
    assert not [line for line in told if line.endswith((" briefing.pdf", " png"))]
    left = [name for name in SINGLE if name != "briefing.pdf"]
    expected = ["README.txt", *left, *(f"csv/{name}.csv" for name in TABLES)]
    assert files(folder) == sorted(expected)
    said = (folder / "README.txt").read_text("utf-8-sig")
    assert remedy in said
    assert "briefing.pdf  " not in said


@pytest.mark.usefixtures("alone")
@pytest.mark.parametrize("kind", ["pdf", "png"])
def test_what_needs_a_browser_is_refused_in_a_sentence(
    kind: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "out"
    assert main(["export", kind, str(TINY), "--as-of", DAY, "-o", str(output)]) == 3
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", f"{Wording('zh')('handouts.no-browser')}\n")
    assert list(tmp_path.iterdir()) == []


def test_without_playwright_it_is_the_same(tmp_path: Path) -> None:
    need_browser()
    program = (
        "import sys; sys.modules['playwright'] = None; sys.modules['playwright.sync_api'] = None; "
        "from dashboard.cli import main; sys.exit(main(sys.argv[1:]))"
    )
    output = tmp_path / "out.pdf"
    command = [sys.executable, "-c", program, "export", "pdf", str(TINY), "-o", str(output)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=PATIENCE)
    assert (done.returncode, done.stderr) == (3, f"{Wording('zh')('handouts.no-browser')}\n")
    assert list(tmp_path.iterdir()) == []


def test_a_browser_that_does_not_start_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = tmp_path / "chromium"
    broken.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setenv("DASHBOARD_CHROMIUM", str(broken))
    assert chromium.found() == str(broken)
    with pytest.raises(chromium.NoBrowserError), chromium.tab():
        pass


def test_a_browser_that_goes_away_is_none_but_an_error_of_ours_is_one() -> None:
    need_browser()
    with chromium.tab() as tab:
        assert tab.run("given => given + 1", 1) == 2
        with pytest.raises(Exception, match="oursIsMissing"):
            tab.run("oursIsMissing()")
        with pytest.raises(chromium.NoBrowserError):
            tab._do(lambda page: [page.context.browser.close(), page.title()])  # noqa: SLF001
        with pytest.raises(chromium.NoBrowserError):
            tab.picture()


def test_a_page_reaches_no_network() -> None:
    need_browser()
    with chromium.tab() as tab:
        tab.show("<title>alone</title>")
        said = tab.run("() => fetch('http://127.0.0.1:9/').then(() => 'there', () => 'nobody')")
        assert (said, tab.run("navigator.onLine")) == ("nobody", False)


# --- stopped in the middle -------------------------------------------------------------------


@pytest.mark.skipif(sys.platform == "win32", reason="no SIGINT to another process")
def test_stopped_in_the_middle_it_leaves_nothing(tmp_path: Path) -> None:
    need_browser()
    output = tmp_path / "out"
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    begin = f"{heeding}; from dashboard.cli import main; raise SystemExit(main())"
    command = [sys.executable, "-c", begin, "export", "all", "--as-of", DAY]
    with subprocess.Popen(  # tests that run in the background hand on that SIGINT is ignored
        [*command, "--area", "joint", "-o", str(output)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    ) as child:
        assert child.stderr is not None
        told = [child.stderr.readline()]
        while told[-1] and not told[-1].endswith(" png\n"):
            told.append(child.stderr.readline())
        assert list(tmp_path.iterdir()) != [], "nothing was being made"
        assert not output.exists()
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does: the browser hears it too
        out, rest = child.communicate(timeout=PATIENCE)
    assert (child.returncode, out) == (130, "")
    assert rest.splitlines()[-1] == Wording("zh")("handouts.cli.stopped")
    assert "Traceback" not in rest
    assert list(tmp_path.iterdir()) == []


# --- asked for wrongly -----------------------------------------------------------------------


@pytest.mark.parametrize("option", ["area", "theme", "kind", "status"])
def test_an_id_that_is_none_is_refused_with_those_that_are(
    option: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    told = ["export", "csv", str(TINY), f"--{option}", "nowhere", "-o", str(tmp_path / "out")]
    assert main([*told, "--lang", "en"]) == 2
    said = capsys.readouterr().err
    assert f"--{option} has no “nowhere”; there are: " in said
    assert {"area": "qingyu", "theme": "library", "kind": "limits", "status": "missed"}[
        option
    ] in said
    assert list(tmp_path.iterdir()) == []


def test_where_it_cannot_be_written_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "file"
    file.write_text("kept", encoding="utf-8")
    wrong = [("csv", tmp_path / "nowhere" / "out", "ENOENT"), ("xlsx", tmp_path, "EISDIR")]
    wrong += [("all", file, "ENOTDIR"), ("pptx", file / "out", "ENOTDIR")]
    for language in LANGUAGES:
        say = Wording(language)
        for kind, output, reason in wrong:
            told = ["export", kind, str(TINY), "--lang", language, "-o", str(output)]
            assert main(told) == 2
            because = say(f"cli.trouble.{reason}")
            expected = say("cli.not-saved", file=output, reason=because)
            assert capsys.readouterr().err == f"{expected}\n", "nothing was made before"
    assert file.read_text("utf-8") == "kept"
    assert list(tmp_path.iterdir()) == [file]


# --- once more, and of nothing ---------------------------------------------------------------


@pytest.mark.usefixtures("alone")
def test_what_an_earlier_export_left_goes_and_nothing_else(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "out"
    left = ["csv/register.csv", "png/01-cover.png", "png/01-cover.svg", "register.xlsx"]
    mine = ["png/mine.png", "note.txt", "csv/mine.csv"]
    for name in (*left, *mine):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("old", encoding="utf-8")
    shown, say = presented(TINY), Wording("en")
    text = readme(shown, say, left, shots(shown, say))
    (folder / "README.txt").write_bytes(text)
    assert main(["export", "all", str(TINY), "--as-of", DAY, "-o", str(folder)]) == 3
    found = files(folder)
    assert not set(found) & {"png/01-cover.png", "png/01-cover.svg"}
    assert set(found) >= {*mine, "csv/register.csv", "register.xlsx", "README.txt"}
    assert {(folder / name).read_text("utf-8") for name in mine} == {"old"}
    assert b"old" not in (folder / "csv" / "register.csv").read_bytes()[:9]
    told = Wording("zh")("handouts.cli.put", replaced=3, removed=2)
    assert told in capsys.readouterr().err.splitlines()


def test_a_readme_of_somebody_else_or_of_another_kind_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say, file = Wording("zh"), tmp_path / "README.txt"
    named = readme(presented(TINY), say, ["briefing.pptx", "csv/register.csv"])
    (tmp_path / "briefing.pptx").write_text("old", encoding="utf-8")
    for words in (b"mine\r\n", named, named + b"\r\n", named.replace("（2".encode(), b"(9")):
        file.write_bytes(words)
        assert main(["export", "csv", str(TINY), "--as-of", DAY, "-o", str(tmp_path)]) == 2
        assert capsys.readouterr().err == f"{say('handouts.cli.foreign', file=file)}\n"
        assert file.read_bytes() == words
        assert files(tmp_path) == ["README.txt", "briefing.pptx"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_choice_that_nothing_meets_is_said_and_the_tables_still_say_what_they_are(
    language: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    say, folder = Wording(language), tmp_path / "out"
    told = ["export", "csv", str(TINY), "--as-of", DAY, "--lang", language, "-o", str(folder)]
    assert main([*told, "--area", "baiwei", "--status", "withdrawn"]) == 0
    assert capsys.readouterr().err == f"{say('handouts.unmatched')}\n"
    assert files(folder) == ["README.txt", *(f"{name}.csv" for name in TABLES)]
    said = (folder / "README.txt").read_text("utf-8-sig")
    assert say("handouts.unmatched") in said
    assert DAY in said
    assert presented(TINY).catalog.frame.licence in said
    assert all(f"{name}.csv  " in said for name in TABLES)
    assert main(told) == 0
    counts = say("handouts.cli.put", replaced=len(TABLES) + 1, removed=0)
    assert capsys.readouterr().err == f"{counts}\n"
    assert say("handouts.unmatched") not in (folder / "README.txt").read_text("utf-8-sig")


def test_without_o_it_is_called_what_everything_calls_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for kind, name in (("xlsx", "register.xlsx"), ("csv", "csv"), ("html", "dashboard.html")):
        assert main(["export", kind, str(TINY), "--as-of", DAY]) == 0
        assert capsys.readouterr().out == f"{name}\n"
        assert (tmp_path / name).exists()


# --- for the buttons of the app --------------------------------------------------------------


def test_the_same_files_are_the_same_zip() -> None:
    given = [File("csv/register.csv", b"a"), File("说明.txt", "说明".encode())]
    archive = zipped(given)
    assert archive == zipped(given)
    with ZipFile(io.BytesIO(archive)) as opened:
        assert opened.testzip() is None
        assert {name: opened.read(name) for name in opened.namelist()} == dict(given)


@pytest.mark.usefixtures("alone")
def test_the_steps_count_up_to_the_last() -> None:
    shown = presented(TINY)
    steps = list(everything.everything(shown, Wording("en")))
    numbers = [step.number for step in steps]
    assert numbers == sorted(numbers)
    assert {step.of for step in steps} == {numbers[-1]}
    assert [step.what for step in steps if not step.files] == ["briefing.pdf", "png"]
