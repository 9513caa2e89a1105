"""YAML of a repository: what can be read of it, with the line of every key."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.texts import FileText, plain
from dashboard.problems import Code
from dashboard.store import REFUSED
from dashboard.yamltree import DUPLICATE, Node, Tree, parse, place, place_of

MOST_MENDED = 5
"""So many lines of a file may be left out for the rest to be read."""


NULL = frozenset({"null", "Null", "NULL", "~"})
"""How YAML writes that there is nothing; our own reader takes it for text."""


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of an indicator or a setting: text, lists and mappings, and where each stands."""

    values: Mapping[str, Node] = field(default_factory=dict)
    places: Mapping[str, Where] = field(default_factory=dict)
    inner: Mapping[int, Where] = field(default_factory=dict)
    """where each mapping in a list stands, by its identity"""

    def text(self, *names: str) -> str:
        """Return the first of some fields that says anything, as plain text."""
        return next((said for name in names if (said := plain(self.raw(name)))), "")

    def raw(self, name: str) -> str:
        """Return a field as it is written, empty if it is none or no text."""
        value = self.values.get(name)
        return value.strip() if isinstance(value, str) and value.strip() not in NULL else ""

    def items(self, name: str) -> tuple[Mapping[str, Node], ...]:
        """Return the mappings in a list; those of a `group` inside it are taken out of it."""
        return tuple(_flat(self.values.get(name)))

    def is_yes(self, name: str) -> bool:
        """Return whether a field says true."""
        return self.raw(name).casefold() in {"true", "yes", "on", "1"}

    def is_no(self, name: str) -> bool:
        """Return whether a field says false."""
        return self.raw(name).casefold() in {"false", "no", "off", "0"}

    def where(self, name: str, item: Mapping[str, Node] | None = None) -> Where:
        """Return where a field stands, or one mapping of its list."""
        return self.inner.get(id(item), self.places.get(name, Where("")))

    def over(self, other: "Fields") -> "Fields":
        """Return these fields over others: an empty one hides nothing."""
        said = {name: value for name, value in self.values.items() if not _is_empty(value)}
        places = {name: where for name, where in self.places.items() if name in said}
        inner = {**other.inner, **self.inner}
        return Fields({**other.values, **said}, {**other.places, **places}, inner)


def _flat(value: Node) -> Iterator[Mapping[str, Node]]:
    for item in value if isinstance(value, list) else [value]:
        if isinstance(item, dict) and isinstance(item.get("group"), list):
            yield from _flat(item["group"])
        elif isinstance(item, dict):
            yield item


def _is_empty(value: Node) -> bool:
    is_blank = isinstance(value, str) and value.strip() in {"", *NULL}
    return value is None or value in ([], {}) or is_blank


def said(item: Mapping[str, Node], name: str) -> str:
    """Return a text of a mapping, empty if there is none."""
    value = item.get(name)
    return value.strip() if isinstance(value, str) and value.strip() not in NULL else ""


def fields_of(file: str, read: FileText) -> tuple[Fields, tuple[Finding, ...]]:
    """Return the fields of a YAML file, or of the head of a Markdown file, and what was left out.

    A line that is no YAML is left out by itself. What follows the head is the field page_content.
    """
    head, body = _head(read.text)
    findings = [found(Reason.ENCODING, file, encoding=read.encoding)] if read.encoding else []
    tree = _mended(file, REFUSED.sub(" ", head), findings)
    values: dict[str, Node] = {}
    places: dict[str, Where] = {}
    inner: dict[int, Where] = {}
    if tree is not None and isinstance(tree.root, dict):
        for key, value in tree.root.items():
            name = key.split(DUPLICATE)[-1].strip()
            if key.startswith(DUPLICATE):
                findings.append(found(Reason.YAML_LINE, file, _line(tree, key), text=name))
            else:
                values[name] = value
                places[name] = Where(file, _line(tree, key))
                for item in _flat(value):
                    inner[id(item)] = Where(file, place_of(tree, item).line)
    if body.strip():
        values.setdefault("page_content", body)
        places.setdefault("page_content", Where(file, head.count("\n") + 2))
    return Fields(values, places, inner), tuple(findings)


def _line(tree: Tree, key: str) -> int:
    return place(tree, (key,), of="key").line


def _head(text: str) -> tuple[str, str]:
    """Return the YAML of a file, its lines where they were, and what follows it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    marks = [index for index, line in enumerate(lines) if line.rstrip() == "---"]
    begins = bool(marks) and not any(line.strip() for line in lines[: marks[0]])
    ends = marks[1:] if begins else marks
    if begins:
        lines[marks[0]] = ""
    if not ends:
        return "\n".join(lines), ""
    return "\n".join(lines[: ends[0]]), "\n".join(lines[ends[0] + 1 :])


def _mended(file: str, text: str, findings: list[Finding]) -> Tree | None:
    """Return the tree of a text, less the lines that are no YAML."""
    lines = text.split("\n")
    left: list[Finding] = []
    for _ in range(MOST_MENDED + 1):
        tree, problems = parse(file, "\n".join(lines))
        faults = [one for one in problems if one.code != Code.DUPLICATE_KEY]
        if tree is not None or not faults or faults[0].code == Code.EMPTY_FILE:
            findings += left
            return tree
        at = _last_said(lines, faults[0].place.line - 1)
        if at < 0:
            break
        left.append(found(Reason.YAML_LINE, file, at + 1, text=lines[at].strip()[:80]))
        lines[at] = ""
    findings.append(found(Reason.YAML_FILE, file, faults[0].place.line))
    return None


def _last_said(lines: list[str], at: int) -> int:
    """Return the line at an index, or the last one before it that says anything; -1 for none."""
    at = min(at, len(lines) - 1)
    while at >= 0 and not lines[at].strip():
        at -= 1
    return at


# --- translations --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Translations:
    """The words of a repository by key, `group.name`, in the language that was asked for."""

    words: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, text: str, *groups: str) -> str:
        """Return the words that a text stands for, in a group or by itself; else the text."""
        for key in (*(f"{group}.{text}" for group in groups), text):
            if key in self.words:
                return plain(self.words[key])
        return plain(text)

    def has(self, text: str) -> bool:
        """Return whether a text is the key of words."""
        return text in self.words


def flattened(group: str, value: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401 - a node
    """Yield the texts of a file of translations by their keys, a group in front."""
    if isinstance(value, str) and value.strip():
        yield group, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from flattened(f"{group}.{key.split(DUPLICATE)[-1]}", inner)


def is_key(text: str) -> bool:
    """Return whether a text looks like the key of a translation: no blanks, a point inside."""
    first, point, rest = text.partition(".")
    is_word = not any(sign.isspace() for sign in text) and "/" not in text and "<" not in text
    return bool(point and first and rest) and is_word and not text[0].isdigit() and rest[-1] != "."
