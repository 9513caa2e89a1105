"""Before a commit, what is staged is checked: tried in a repository made here."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from browsing import ROOT

from dashboard.cli import parser
from dashboard.wording import Wording

HOOK = ROOT / "examples" / "hooks" / "pre-commit"
WRONG, RIGHT = "value: 约4580", 'value: "~4580"'
ABOUT = re.compile(r"growth\.yaml:\d+:\d+: 错误: “约4580”")


class Repository:
    """A data repository of a planner, with the hook, and nothing of this machine's settings."""

    def __init__(self, place: Path) -> None:
        self.place = place
        self.tools = place / "bin"
        self.tools.mkdir(parents=True)
        command = self.tools / "dashboard"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m dashboard "$@"\n', "utf-8")
        command.chmod(0o755)
        self.git("init", "--quiet")
        (place / ".git" / "info" / "exclude").write_text("bin/\nhome/\n", "utf-8")
        shutil.copytree(ROOT / "data", place / "data")
        self.growth = place / "data" / "growth.yaml"
        self.right = self.growth.read_text("utf-8").replace("value: 4580.33", RIGHT, 1)
        self.wrong = self.right.replace(RIGHT, WRONG, 1)
        assert self.wrong != self.right
        self.growth.write_text(self.right, "utf-8")
        (place / ".git" / "hooks").mkdir(exist_ok=True)
        shutil.copy(HOOK, place / ".git" / "hooks" / "pre-commit")

    def run(self, *command: str) -> "subprocess.CompletedProcess[str]":
        """Run a command in the repository."""
        settings = {
            "PATH": f"{self.tools}{os.pathsep}{os.environ['PATH']}",
            "HOME": str(self.place / "home"),
            "GIT_CONFIG_NOSYSTEM": "1",
            "PYTHONPATH": str(ROOT),
            "LC_ALL": "C.UTF-8",
            **{f"GIT_{who}_{what}": f"planner@{who.lower()}.example"
               for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")},
        }  # fmt: skip
        return subprocess.run(
            command, cwd=self.place, env=settings, capture_output=True, text=True, check=False
        )

    def git(self, *command: str) -> str:
        """Run git, which has to succeed."""
        done = self.run("git", *command)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def commit(self) -> "subprocess.CompletedProcess[str]":
        """Commit what is staged."""
        return self.run("git", "commit", "--quiet", "--message", "figures")


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    if shutil.which("git") is None:
        pytest.skip("no git")
    return Repository(tmp_path / "planner")


def test_a_broken_file_is_not_committed_and_named_with_its_place(repository: Repository) -> None:
    repository.growth.write_text(repository.wrong, "utf-8")
    repository.git("add", "data")
    refused = repository.commit()
    assert refused.returncode == 1
    said = refused.stdout + refused.stderr
    assert ABOUT.search(said)
    assert "改法" in said
    assert "没有提交" in said
    repository.growth.write_text(repository.right, "utf-8")
    repository.git("add", "data")
    passed = repository.commit()
    assert passed.returncode == 0, passed.stdout + passed.stderr
    assert "figures" in repository.git("log", "--oneline")


def test_what_is_staged_is_checked_and_not_what_lies_in_the_folder(repository: Repository) -> None:
    repository.git("add", "data")
    repository.growth.write_text(repository.wrong, "utf-8")  # not staged: none of its business
    assert repository.commit().returncode == 0
    repository.git("add", "data")
    repository.growth.write_text(repository.right, "utf-8")  # mended, but not staged
    refused = repository.commit()
    assert refused.returncode == 1
    assert ABOUT.search(refused.stdout + refused.stderr)
    assert repository.growth.read_text("utf-8") == repository.right


def test_a_commit_of_everything_is_checked_too(repository: Repository) -> None:
    repository.git("add", "data")
    assert repository.commit().returncode == 0
    repository.growth.write_text(repository.wrong, "utf-8")
    refused = repository.run("git", "commit", "--quiet", "--all", "--message", "all")
    assert refused.returncode == 1
    assert ABOUT.search(refused.stdout + refused.stderr)


def test_other_files_are_committed_without_a_check(repository: Repository) -> None:
    repository.git("config", "dashboard.command", "no-such-command")
    (repository.place / "notes.txt").write_text("notes\n", "utf-8")
    repository.git("add", "notes.txt")
    assert repository.commit().returncode == 0
    repository.git("add", "data")
    refused = repository.commit()
    assert refused.returncode == 1
    assert "no-such-command" in refused.stderr


def test_folder_and_language_can_be_set(repository: Repository) -> None:
    (repository.place / "data").rename(repository.place / "县 数据")
    (repository.place / "县 数据" / "growth.yaml").write_text(repository.wrong, "utf-8")
    repository.git("config", "dashboard.data", "县 数据")
    repository.git("config", "dashboard.lang", "en")
    repository.git("add", ".")
    refused = repository.commit()
    assert refused.returncode == 1
    said = refused.stdout + refused.stderr
    assert re.search(r"growth\.yaml:\d+:\d+: error: “约4580” is not a value", said)


def test_the_workflow_annotates_the_lines_of_the_repository(repository: Repository) -> None:
    flow = yaml.safe_load((ROOT / "examples" / "ci.yaml").read_text("utf-8"))
    step = flow["jobs"]["check"]["steps"][-1]["run"]
    place = repository.place / "dashboard" / ".venv" / "bin"
    place.mkdir(parents=True)
    shutil.copy(repository.tools / "dashboard", place / "dashboard")
    assert repository.run("sh", "-c", step).returncode == 0
    repository.growth.write_text(repository.wrong, "utf-8")
    failed = repository.run("sh", "-c", step)
    assert failed.returncode == 1
    annotation = r"^::error file=data/growth\.yaml,line=\d+,col=\d+"
    assert re.search(annotation, failed.stdout, re.MULTILINE)


def test_the_hook_for_pre_commit_is_a_command_that_exists(repository: Repository) -> None:
    (hook,) = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text("utf-8"))
    program, *words = [*hook["entry"].split(), *hook["args"]]
    assert hook["id"] == "dashboard-check"
    assert parser(Wording("zh")).parse_args(words).command == "check"
    assert re.search(hook["files"], "data/growth.yaml")
    assert repository.run(program, *words).returncode == 0
    repository.growth.write_text(repository.wrong, "utf-8")
    failed = repository.run(program, *words)
    assert failed.returncode == 1
    assert ABOUT.search(failed.stdout)
