"""A briefing: which slides a meeting is shown, and in what order."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from dashboard.model.fields import DayOf, Id, Noun, Words, finding
from dashboard.problems import Code


class SlideKind(StrEnum):
    """What a slide, or a run of slides, tells."""

    COVER = "cover"
    PROMISED = "promised"
    STANDING = "standing"
    CHANGED = "changed"
    TROUBLES = "troubles"
    COMMITMENT = "commitment"
    PROJECTS = "projects"
    LIMITS = "limits"
    STAIRCASE = "staircase"
    COMPARE = "compare"
    RATIOS = "ratios"
    NODES = "nodes"
    MISSING = "missing"
    REGISTER = "register"
    SOURCES = "sources"


class BriefingSlide(Noun):
    """One entry of a briefing: a kind of slide, and what it is about."""

    kind: SlideKind
    commitment: Id | None = None
    indicator: Id | None = None
    lens: Literal["absolute", "index", "per-head", "own-target", "own-limit"] | None = None
    status: Literal["no-data", "stale", "undated"] | None = None

    @model_validator(mode="after")
    def _about_something(self) -> "BriefingSlide":
        if self.kind == SlideKind.COMMITMENT and self.commitment is None:
            raise finding(Code.MISSING_KEY, key="commitment")
        return self


class Briefing(Noun):
    """Slides in order; its file is one of `briefings/`."""

    id: Id
    title: Words
    since: DayOf | None = None
    slides: Annotated[tuple[BriefingSlide, ...], Field(min_length=1)]
