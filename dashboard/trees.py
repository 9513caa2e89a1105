"""The files of a folder as trees: which are the catalog's, and which could not be read."""

from dataclasses import dataclass, field

from dashboard.entries import CATALOG_FILE, SOURCES_FILE, gather
from dashboard.problems import Code, Place, Problem, facts
from dashboard.store import Files, copied, decode
from dashboard.yamltree import Tree, parse


@dataclass(slots=True)
class Trees:
    """What became of each file."""

    files: Files = field(default_factory=dict)
    """The files without the strangers."""
    trees: dict[str, Tree] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    strangers: list[str] = field(default_factory=list)
    """The files that are none of the catalog's: copies, other endings."""
    unreadable: list[str] = field(default_factory=list)
    """The files that are no tree."""
    unread: list[str] = field(default_factory=list)
    """Those of them that were read no further than their first error."""


def trees_of(files: Files) -> Trees:
    """Return the trees of all files, with what was found on the way."""
    found = Trees()
    found.files = {
        name: data for name, data in files.items() if not _is_strange(name, files, found)
    }
    for file in sorted({*found.files, CATALOG_FILE, SOURCES_FILE}):
        tree = _tree(file, found)
        if tree is None:
            found.unreadable.append(file)
        else:
            found.trees[file] = tree
    return found


def _is_strange(file: str, files: Files, found: Trees) -> bool:
    """Return whether a file is a copy of another one or was not to be read, and note it."""
    data, original = files[file], copied(file, files)
    if original:
        known = facts(file=file, guess=original)
        found.problems.append(Problem(Place(file), Code.COPY_OF_FILE, known))
    elif isinstance(data, Problem) and data.code == Code.OTHER_ENDING:
        found.problems.append(data)
    else:
        return False
    found.strangers.append(file)
    return True


def _tree(file: str, found: Trees) -> Tree | None:
    """Return one file as a tree, or None if it is none."""
    data = found.files.get(file, Problem(Place(file), Code.MISSING_FILE, facts(file=file)))
    text = decode(file, data) if isinstance(data, bytes) else data
    if isinstance(text, Problem):
        found.problems.append(text)
        return None
    tree, problems = parse(file, text)
    found.texts[file] = text
    found.problems += problems
    if tree is None and not any(problem.code == Code.EMPTY_FILE for problem in problems):
        found.unread.append(file)
    if tree is not None and not isinstance(tree.root, dict):
        found.problems += gather(tree).problems
        return None
    return tree
