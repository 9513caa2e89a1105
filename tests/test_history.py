"""What `check --since` finds in real repositories, made here; needs the git program."""

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from test_docs import example

from dashboard.cli import main
from dashboard.history import UnknownRevisionError, problems_since
from dashboard.problems import Code, Problem
from dashboard.store import load

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="no git: apt-get install git")

WHO = {
    "GIT_AUTHOR_NAME": "A Planner", "GIT_AUTHOR_EMAIL": "a@example",
    "GIT_COMMITTER_NAME": "A Planner", "GIT_COMMITTER_EMAIL": "a@example",
    "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1",
}  # fmt: skip
FIGURE = "value: 4950, source: yearbook-2025"
PLANNED = "to: 2025-12, set_on"


class Repository:
    """A scratch repository with the examples of the docs in its folder `data`."""

    def __init__(self, root: Path) -> None:
        self.root, self.data, self.days = root, root / "data", 0
        self.data.mkdir(parents=True)
        for name, text in example("docs/data-format.md").items():
            (self.data / name).parent.mkdir(exist_ok=True)
            (self.data / name).write_bytes(text)
        self.git("init", "--quiet", "--initial-branch=main")
        self.start = self.commit("start")

    def git(self, *arguments: str) -> str:
        day = f"2026-01-{self.days or 1:02d}T12:00:00+08:00"
        about = WHO | {"GIT_AUTHOR_DATE": day, "GIT_COMMITTER_DATE": day}
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | about
        done = subprocess.run(
            ["git", "-C", str(self.root), *arguments],  # noqa: S607
            env=environment, capture_output=True, check=True, text=True,
        )  # fmt: skip
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.days += 1
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")

    def change(self, old: str, new: str, file: str = "growth.yaml") -> None:
        text = (self.data / file).read_text("utf-8")
        assert text.count(old) == 1
        (self.data / file).write_text(text.replace(old, new), "utf-8")

    def found(self, since: str = "") -> tuple[Problem, ...]:
        return problems_since(self.data, since or self.start, load(self.data))

    def codes(self, since: str = "") -> list[tuple[str, str]]:
        return [(p.code, dict(p.facts).get("commit", "")) for p in self.found(since)]


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path / "repository")


def cases(problems: tuple[Problem, ...]) -> list[tuple[str, str]]:
    return [(p.code, dict(p.facts)["case"]) for p in problems]


def test_an_unchanged_folder_has_lost_nothing(repository: Repository) -> None:
    repository.commit("nothing")
    assert repository.found() == ()
    assert repository.found("HEAD") == ()


def test_an_overwritten_figure_is_named_with_its_commit_and_day(repository: Repository) -> None:
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    oid = repository.commit("a better figure")
    repository.commit("later")
    [problem] = repository.found()
    lines = (repository.data / "growth.yaml").read_text("utf-8").splitlines()
    line = next(number for number, text in enumerate(lines, 1) if "4960" in text)
    column = lines[line - 1].index("4960") + 1
    assert str(problem.place) == f"growth.yaml:{line}:{column}"
    assert (problem.code, dict(problem.facts)) == (
        Code.OVERWRITTEN,
        {
            "id": "gdp", "what": "observations.qingyu", "old": "period: 2023, value: 4950",
            "new": "period: 2023, value: 4960", "commit": oid[:7], "day": "2026-01-02", "case": "",
        },
    )  # fmt: skip
    assert repository.found(oid) == ()


def test_a_change_not_yet_committed_is_reported_too(repository: Repository) -> None:
    repository.change(PLANNED, "to: 2027, set_on", "transport.yaml")
    assert cases(repository.found("HEAD")) == [(Code.OVERWRITTEN, "uncommitted")]
    repository.git("add", "--all")
    assert cases(repository.found("HEAD")) == [(Code.OVERWRITTEN, "uncommitted")]
    (repository.data / "transport.yaml").unlink()
    problems = repository.found("HEAD")
    assert {p.place.file for p in problems} == {"transport.yaml"}
    assert set(cases(problems)) == {(Code.REMOVED, "uncommitted")}


def test_what_is_put_back_is_fine(repository: Repository) -> None:
    repository.change(PLANNED, "to: 2027, set_on", "transport.yaml")
    repository.commit("wrong")
    repository.change("to: 2027, set_on", PLANNED, "transport.yaml")
    assert repository.found() == ()
    repository.commit("right again")
    assert repository.found() == ()


def test_what_moves_to_another_file_is_fine(repository: Repository) -> None:
    text = (repository.data / "governance.yaml").read_text("utf-8")
    (repository.data / "governance.yaml").write_text("commitments: []\n", "utf-8")
    entries = text.partition("commitments:\n")[2]
    with (repository.data / "transport.yaml").open("a", encoding="utf-8") as file:
        file.write(entries)
    assert repository.found() == ()
    repository.commit("moved")
    assert repository.found() == ()


@pytest.mark.parametrize(
    "line", ["Data-correction: gdp", "data-correction：sales、gdp", "Data-correction: sales, gdp"]
)
def test_a_correction_is_allowed_by_a_line_of_the_commit(repository: Repository, line: str) -> None:
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    oid = repository.commit("typing mistake")
    assert repository.codes() == [(Code.OVERWRITTEN, oid[:7])]
    repository.commit(f"录错了\n\n{line}\n")
    assert repository.found() == ()
    repository.change(FIGURE.replace("4950", "4960"), FIGURE.replace("4950", "4970"))
    assert cases(repository.found()) == [(Code.OVERWRITTEN, "uncommitted")]


def test_a_correction_of_something_else_allows_nothing(repository: Repository) -> None:
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    repository.commit("mistake\n\nData-correction: sales\nNo data-correction: gdp")
    assert len(repository.found()) == 1


def test_versions_that_cannot_be_read_hide_nothing(repository: Repository) -> None:
    text = (repository.data / "growth.yaml").read_bytes()
    (repository.data / "growth.yaml").write_bytes(b"indicators: [" + text)
    repository.commit("broken")
    assert repository.found() == ()
    (repository.data / "growth.yaml").write_bytes(text.replace(b"value: 4950", b"value: 4960"))
    oid = repository.commit("mended, with another figure")
    assert repository.codes() == [(Code.OVERWRITTEN, oid[:7])]
    (repository.data / "growth.yaml").write_bytes(b"indicators: [" + text)
    [problem] = repository.found()
    assert (problem.code, str(problem.place)) == (Code.OVERWRITTEN, "growth.yaml:1:1")


def test_a_branch_counts_and_its_merge_is_not_blamed(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "branch")
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    oid = repository.commit("on the branch")
    repository.git("checkout", "--quiet", "main")
    repository.change("value: 178.2", "value: 178.3")
    other = repository.commit("on main")
    repository.git("merge", "--quiet", "--no-ff", "-m", "merge", "branch")
    assert sorted(commit for _, commit in repository.codes()) == sorted([oid[:7], other[:7]])
    assert repository.codes("branch") == [(Code.OVERWRITTEN, other[:7])]
    assert repository.codes(other) == [(Code.OVERWRITTEN, oid[:7])]


def test_what_a_merge_itself_drops_is_its_own(repository: Repository) -> None:
    repository.git("checkout", "--quiet", "-b", "branch")
    row = "        - {period: 2022, value: 4700, source: yearbook-2025}\n"
    repository.change(
        "      qingyu:\n        - {period: 2020", f"      qingyu:\n{row}        - {{period: 2020"
    )
    repository.commit("one more figure")
    repository.git("checkout", "--quiet", "main")
    repository.commit("on main")
    repository.git("merge", "--quiet", "-s", "ours", "-m", "merge", "branch")
    merge = repository.git("rev-parse", "HEAD")
    assert repository.codes() == [(Code.REMOVED, merge[:7])]


def test_file_names_of_any_kind_are_read(repository: Repository) -> None:
    odd = repository.data / "统计 局.yaml"
    (repository.data / "growth.yaml").rename(odd)
    repository.commit("renamed")
    assert repository.found() == ()
    repository.change(FIGURE, FIGURE.replace("4950", "4960"), odd.name)
    assert [p.place.file for p in repository.found()] == [odd.name]


def test_the_folder_may_be_the_repository_itself_or_a_link_to_it(
    repository: Repository, tmp_path: Path
) -> None:
    for path in repository.data.iterdir():
        path.rename(repository.root / path.name)
    repository.data.rmdir()
    start = repository.commit("moved up")
    growth = repository.root / "growth.yaml"
    growth.write_bytes(growth.read_bytes().replace(b"value: 4950", b"value: 4960"))
    (tmp_path / "link").symlink_to(repository.root)
    for folder in (repository.root, tmp_path / "link"):
        found = problems_since(folder, start, load(folder))
        assert cases(found) == [(Code.OVERWRITTEN, "uncommitted")]


# --- where the history cannot be read ------------------------------------------------------


def test_an_unknown_revision_is_wrong_use(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    for revision in ("nope", "", "--all", "HEAD~9"):
        with pytest.raises(UnknownRevisionError):
            repository.found(revision or " ")
    assert main(["check", "--since", "nope", str(repository.data)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err == "没有这个版本：nope\n"


def test_without_a_repository_nothing_is_called_fine(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.rmtree(repository.root / ".git")
    assert cases(repository.found("HEAD")) == [(Code.HISTORY_NOT_CHECKED, "no-repository")]
    assert main(["check", "--lang", "en", "--since", "HEAD", str(repository.data)]) == 1
    said = capsys.readouterr().out.splitlines()
    assert said[0].startswith("catalog.yaml:1:1: error: the history was not checked: this folder")
    assert main(["check", str(repository.data)]) == 0


def test_without_git_nothing_is_called_fine(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert cases(repository.found("HEAD")) == [(Code.HISTORY_NOT_CHECKED, "no-git")]


def test_a_shallow_clone_is_said_to_be_one(repository: Repository, tmp_path: Path) -> None:
    repository.commit("two")
    clone = tmp_path / "clone"
    repository.git("clone", "--quiet", "--depth=1", repository.root.as_uri(), str(clone))
    found = problems_since(clone / "data", "HEAD", load(clone / "data"))
    assert cases(found) == [(Code.HISTORY_NOT_CHECKED, "shallow")]


def test_a_folder_that_was_never_committed_is_said_to_be_one(repository: Repository) -> None:
    other = repository.root / "other"
    shutil.copytree(repository.data, other)
    found = problems_since(other, "HEAD", load(other))
    assert cases(found) == [(Code.HISTORY_NOT_CHECKED, "not-tracked")]
    repository.commit("other too")
    found = problems_since(other, repository.start, load(other))
    assert cases(found) == [(Code.HISTORY_NOT_CHECKED, "later")]
    assert problems_since(other, "HEAD", load(other)) == ()


def test_a_repository_without_its_old_files_is_said_to_be_one(repository: Repository) -> None:
    oid = repository.git("rev-parse", "HEAD:data/growth.yaml")
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    repository.commit("two")
    lost = repository.root / ".git" / "objects" / oid[:2] / oid[2:]
    lost.chmod(0o600)
    lost.unlink()
    assert cases(repository.found()) == [(Code.HISTORY_NOT_CHECKED, "incomplete")]


def test_a_repository_of_somebody_else_is_not_called_fine(
    repository: Repository, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    [problem] = repository.found("HEAD")
    assert problem.code == Code.HISTORY_NOT_CHECKED
    assert "dubious ownership" in dict(problem.facts)["reason"]


def test_the_settings_of_a_hook_or_a_user_lead_nowhere_else(
    repository: Repository, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    repository.commit("two")
    monkeypatch.setenv("GIT_DIR", str(tmp_path))
    monkeypatch.setenv("GIT_INDEX_FILE", "elsewhere")
    repository.git("config", "log.showSignature", "true")
    repository.git("config", "log.follow", "true")
    repository.git("config", "core.quotePath", "true")
    assert [code for code, _ in repository.codes()] == [Code.OVERWRITTEN]


# --- as the command prints it --------------------------------------------------------------


def test_every_format_shows_what_was_overwritten(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.change(FIGURE, FIGURE.replace("4950", "4960"))
    oid = repository.commit("two")[:7]
    where = ["--since", repository.start, str(repository.data)]
    assert main(["check", *where]) == 1
    text = capsys.readouterr().out
    assert "“gdp”的 observations.qingyu 原来记着“period: 2023, value: 4950”" in text
    assert f"2026-01-02 的提交 {oid}" in text
    assert "[overwritten]" in text
    assert "Data-correction: gdp" in text
    assert "A Planner" not in text
    assert main(["check", "--format", "json", "--lang", "en", *where]) == 1
    [row] = json.loads(capsys.readouterr().out)
    assert (row["file"], row["code"], row["severity"]) == ("growth.yaml", "overwritten", "error")
    assert f"commit {oid} of 2026-01-02 overwrote it" in row["message"]
    assert main(["check", "--format", "github", *where]) == 1
    assert "title=overwritten" in capsys.readouterr().out
    repository.change("unit: people-10k", "unit: people-10q")
    assert main(["check", "--format", "json", *where]) == 1
    rows = json.loads(capsys.readouterr().out)
    assert [row["line"] for row in rows] == sorted(row["line"] for row in rows)
    assert len({row["code"] for row in rows}) == 2
