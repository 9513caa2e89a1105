"""Everything handed out by the command line, for the tests that read it with other programs."""

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import pytest
from browsing import ROOT

from dashboard.assessment import Verdict
from dashboard.handouts.presented import meeting_in, slides_in
from dashboard.meetings import Presentation, presentation_of
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.slides import EVERYTHING, Choice, Slide, briefing_of
from dashboard.store import load
from dashboard.wording import Wording
from tools.browser import HOW, chromium

DAY = "2026-03-20"
AS_OF = date.fromisoformat(DAY)
SHIPPED = ROOT / "data"
TINY = ROOT / "tests" / "data" / "tiny"
PATIENCE = 300
"""Seconds that a run may take on a busy machine."""
NO_FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}</cachedir></fontconfig>"""


@dataclass(frozen=True)
class Handed:
    """What a run of `export all` left, and what it is made from."""

    language: str
    folder: Path
    code: int
    out: str
    said: str
    """on standard error"""

    @property
    def say(self) -> Wording:
        return Wording(self.language)

    @property
    def presentation(self) -> Presentation:
        return presented(SHIPPED)

    @property
    def catalog(self) -> Catalog:
        return self.presentation.catalog

    @property
    def slides(self) -> tuple[Slide, ...]:
        return slides_in(self.presentation, self.say)

    @property
    def verdicts(self) -> Mapping[str, Verdict]:
        return meeting_in(self.presentation, self.say).verdicts


@cache
def presented(folder: Path, choice: Choice = EVERYTHING) -> Presentation:
    """Return the usual briefing of a folder on the day of the tests."""
    catalog = read(load(folder)).catalog
    assert catalog is not None
    briefing = briefing_of(catalog)
    assert briefing is not None
    return presentation_of(catalog, AS_OF, briefing, choice=choice)


def handed_out(language: str, place: Path) -> Handed:
    """Run `export all` on the shipped data; in Chinese with no font on the machine but ours."""
    environment = dict(os.environ)
    if language == "zh":
        fonts = place / "fonts.conf"
        fonts.write_text(NO_FONTS.format(folder=place / "nowhere"), encoding="utf-8")
        environment["FONTCONFIG_FILE"] = str(fonts)
    folder = place / "out"
    done = dashboard(
        "export", "all", "--lang", language, "-o", str(folder), env=environment, cwd=place
    )
    return Handed(language, folder, done.returncode, done.stdout, done.stderr)


def dashboard(
    *arguments: str, env: Mapping[str, str] | None = None, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Run the command line as of the day of the tests."""
    command = [sys.executable, "-m", "dashboard", *arguments, "--as-of", DAY]
    return subprocess.run(
        command, env=env, cwd=cwd, capture_output=True, text=True, check=False, timeout=PATIENCE
    )


def need_browser() -> None:
    """Skip where there is no Chromium, and say how to get one."""
    if chromium() is None:
        pytest.skip(f"no Chromium: {HOW}")


def needed(program: str) -> str:
    """Return the path of a program of poppler, or skip."""
    path = shutil.which(program)
    if path is None:
        pytest.skip(f"no {program}: install poppler-utils")
    return path


def dense(text: str) -> str:
    """Return a text without what a line break in a PDF may add or take: spaces and hyphens."""
    return "".join(text.split()).replace("-", "")
