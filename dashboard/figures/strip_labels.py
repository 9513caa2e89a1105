"""Where the words of one project stand: above its bar where it was to end, below it the rest.

Each stands at its own mark and beneath no other's; what finds no room there goes a row lower,
at the end of a thin line from its mark, which no other words cross.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import product

from dashboard.figures.fitting import elide, width
from dashboard.frames.projects import Event, Project
from dashboard.wording import Wording

WORDS = 150
"""px that the words of a node take at most, before they are enlarged"""
_TIERS = 3
_APART = 8
_CLEAR = 3
"""px that words of one row keep apart, and keep off the line to a lower one"""
_SHIFTS = {"left": 0, "right": 8, "center": 0}
_SHIFTS_LOW = {"left": 5, "right": -5, "center": 0}
"""px from the mark to the edge of its words; at a line they keep off it"""
_BELOW = ("begun", "to-begin", "passed", "next")


@dataclass(frozen=True, slots=True)
class Room:
    """What is said of a project, and how much room there is for it."""

    project: Project
    say: Wording
    at: Callable[[date], float]
    """where a day lies, in px from the left"""
    wide: float
    k: float = 1
    """how many times as large as on a page of the dashboard the words are"""
    words: float = WORDS


@dataclass(frozen=True, slots=True)
class Words:
    """Words with their place: the event, the lines, the row, the side they hang at."""

    event: Event
    lines: tuple[str, str]
    tier: int
    anchor: str
    shift: float
    """px from the mark to the edge that `anchor` names"""

    @property
    def has_line(self) -> bool:
        """Return whether a line leads to them from their mark."""
        return self.tier > 0 or self.event.kind == "as-of"


@dataclass(slots=True)
class _Rows:
    """The rows on one side of the bar, as far as they are taken."""

    room: Room
    marks: Sequence[float] = ()
    """where the marks are whose words stand on this side; none: no lines are drawn to them"""
    taken: list[tuple[int, float, float, float]] = field(default_factory=list)
    """row, left and right edge, and the mark, in px"""

    def put(self, event: Event, lines: tuple[str, str], size: float) -> Words | None:
        """Return the words in the first row that has room for them; None where none has."""
        wide, k = max(width(text, size) for text in lines) * self.room.k, self.room.k
        px, is_now = self.room.at(event.day), event.kind == "as-of"
        order = ("left", "right") if is_now else ("center", "left", "right")
        for tier, anchor in product(range(_TIERS + is_now), order):
            is_low = bool(self.marks) and (tier > 0 or is_now)
            shift = (_SHIFTS_LOW if is_low else _SHIFTS)[anchor] * k
            left = px + shift - {"left": 0.0, "center": wide / 2, "right": wide}[anchor]
            if self._is_free(tier, left, left + wide, px):
                self.taken.append((tier, left, left + wide, px))
                return Words(event, lines, tier, anchor, shift)
        return None

    def _is_free(self, tier: int, left: float, right: float, px: float) -> bool:
        apart, clear = _APART * self.room.k, _CLEAR * self.room.k
        if left < 0 or right > self.room.wide + 1:
            return False
        if any(
            tier == row and left < end + apart and right > start - apart
            for row, start, end, _ in self.taken
        ):
            return False
        if not self.marks:
            return True
        is_crossing = any(
            row < tier and start - clear < px < end + clear for row, start, end, _ in self.taken
        )
        is_crossed = any(
            row > tier and left - clear < mark < right + clear for row, _, _, mark in self.taken
        )
        is_under_another = tier == 0 and any(
            left < mark < right and mark != px for mark in self.marks
        )
        return not (is_crossing or is_crossed or is_under_another)


def above(room: Room) -> list[Words]:
    """Return what is said above the bar: re-planned, planned, done, then what was moved on."""
    project, rows = room.project, _Rows(room)
    ends = [project.one(kind) for kind in ("replanned", "planned", "done")]
    found = [
        rows.put(event, (_said_above(event, room), ""), 14)
        or Words(event, (_said_above(event, room), ""), _TIERS, "center", 0)
        for event in ends
        if event is not None
    ]
    moved = [rows.put(one, (_said_above(one, room), ""), 14) for one in project.of("moved")]
    return [*found, *(words for words in moved if words)]


def _said_above(event: Event, room: Room) -> str:
    if event.kind == "done":
        return room.say("projects.done", day=event.text, what=elide(event.what, room.words, 14))
    key = "past.mark.moved" if event.kind == "moved" else f"projects.{event.kind}"
    return room.say(key, day=event.text)


def below(room: Room) -> list[Words]:
    """Return what is said below: the start, the day of the evidence, the nodes as they fit."""
    project = room.project
    now = Event("as-of", "", project.as_of, project.as_of.isoformat())
    starts, passed = project.of("begun", "to-begin"), project.of("passed")
    ahead = project.of("next")
    first = [*starts, *passed[-1:], *ahead[:1]]
    rest = [event for event in (*passed[::-1], *ahead) if event not in first]
    rows = _Rows(room, [room.at(event.day) for event in (now, *project.of(*_BELOW))])
    found = [
        rows.put(event, _said_below(event, room), 13) for event in (*first[:1], now, *first[1:])
    ]
    found += [rows.put(event, _said_below(event, room), 13) for event in rest]
    return [words for words in found if words]


def _said_below(event: Event, room: Room) -> tuple[str, str]:
    project, say = room.project, room.say
    if event.kind == "as-of":
        final = project.one("planned") or project.one("replanned")
        missing = say("projects.not-seen", what=final.what) if final else ""
        is_open = project.sign == "missed" and bool(missing)
        said = elide(missing, room.words, 13) if is_open else ""
        return say("figure.as-of", day=event.text), said
    text = event.text
    if event.kind in {"to-begin", "next"}:
        text = say("projects.planned-start", day=event.text)
    return text, elide(event.what, room.words, 13)
