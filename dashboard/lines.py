"""One line of YAML that a planner typed: what stands in it, and the same line mended."""

import re

UNSEEN = {
    "\u3000": "wide-space",
    "\u00a0": "no-break-space",
    "\u2007": "no-break-space",
    "\u202f": "no-break-space",
    "\u200b": "zero-width",
    "\u200c": "zero-width",
    "\u200d": "zero-width",
    "\u2060": "zero-width",
    "\ufeff": "zero-width",
    "\u00ad": "zero-width",
}
"""Signs that look like a space or like nothing, with what a message calls them."""

WIDE = str.maketrans("｛｝［］【】", "{}[][]")
QUOTES = str.maketrans("“”„‟＂", '"""""')
LONGEST = 400
"""A longer line is not printed as a whole once more."""

_UNSEEN = f"[{''.join(UNSEEN)}]"
_STRUCTURAL = re.compile(
    rf"^\s*?(?:- )?\s*?(?P<indent>{_UNSEEN})"  # where a line is indented
    rf"|[A-Za-z_]{_UNSEEN}*?:(?P<after>{_UNSEEN})"  # right after the colon of a key
    rf"|[A-Za-z_](?P<before>{_UNSEEN})+:"  # right before it
    rf"|^\s*-(?P<dash>{_UNSEEN})"  # right after a dash
    rf"|[,{{\[] ?(?P<inside>{_UNSEEN})"  # between the items of a list
)
_NEXT_KEY = re.compile(r",\s*[A-Za-z_][\w-]*: |[}\]]")


def unseen_at(line: str) -> int:
    """Return the index of a sign that cannot be seen and is no part of words, or -1."""
    match = _STRUCTURAL.search(line)
    return -1 if match is None else match.start(str(match.lastgroup))


def seen(text: str) -> str:
    """Return a text with plain spaces for the odd ones, and without what has no width."""
    return "".join(
        sign if sign not in UNSEEN else "" if UNSEEN[sign] == "zero-width" else " " for sign in text
    )


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def is_inside(line: str, column: int) -> bool:
    """Return whether a column lies between brackets that open on the line."""
    return depth(line[:column]) > 0


def depth(text: str) -> int:
    """Return how many brackets are open at the end of a text, those in quotes not counted."""
    bare = re.sub(r"\"[^\"]*\"|'[^']*'", "", text)
    return sum(bare.count(sign) for sign in "{[") - sum(bare.count(sign) for sign in "}]")


def value_end(line: str, start: int) -> int:
    """Return where a plain value that starts at a column ends, its commas and colons included."""
    end = len(line.rstrip())
    if is_inside(line, start):
        match = _NEXT_KEY.search(line, start)
        end = match.start() if match else end
    elif (comment := line.find(" #", start)) >= 0:
        end = len(line[:comment].rstrip())
    return end


def value_start(line: str, column: int) -> int:
    """Return where the value begins in which a column lies: after the last key before it."""
    floor = 0
    keys = list(re.finditer(r"(?:^\s*(?:- )?|[{,]\s*)[A-Za-z_][\w-]*: +", line[:column]))
    if keys:
        floor = keys[-1].end()
    return floor


def in_quotes(line: str, start: int, end: int | None = None) -> str:
    """Return the line with the value at a column in quotes, or nothing if it has quotes."""
    stop = value_end(line, start) if end is None else end
    value = line[start:stop].rstrip()
    for quote in ('"', "'"):
        if value and quote not in value and (quote == "'" or "\\" not in value):
            return f"{line[:start]}{quote}{value}{quote}{line[start + len(value) :]}"
    return ""


def with_quote_closed(line: str, start: int) -> str:
    """Return the line with the quote that opens at a column closed where its value ends.

    A lone Chinese quote at that end was meant for the closing one.
    """
    end = value_end(line, start)
    if is_inside(line, start) and end == len(line.rstrip()):
        return ""
    words = line[:end]
    is_wide = words.endswith(("”", "“")) and words.count("“") != words.count("”")
    return f"{words[:-1] if is_wide else words}{line[start]}{line[end:]}"


def closed(line: str, column: int) -> str:
    """Return the line with the bracket at a column closed at its end, or nothing if it is."""
    comment = re.search(r"\s+#.*$", line)
    end = comment.start() if comment else len(line.rstrip())
    partner = {"{": "}", "[": "]"}.get(line[column : column + 1], "")
    wrong = {"}": "]", "]": "}"}.get(partner, "?")
    body = line[:end]
    if not partner or body.endswith(","):
        return ""
    open_by = body.count(line[column]) - body.count(partner)
    if (
        open_by == 1
        and body.endswith(wrong)
        and body.count(wrong) > body.count("[" if wrong == "]" else "{")
    ):
        return body[:-1] + partner + line[end:]
    return body + partner + line[end:] if open_by == 1 else ""


def narrowed(line: str, start: int) -> str:
    """Return the line with plain commas and colons around its keys, from a column on.

    What stands in quotes or in the middle of words stays as it is.
    """
    pieces = re.split(r"(\"[^\"]*\"|'[^']*')", line[start:])
    for index in range(0, len(pieces), 2):
        commas = re.sub(r"\s*[，、]\s*(?=[A-Za-z_][\w-]*\s*[:：])", ", ", pieces[index])
        pieces[index] = re.sub(r"([{,]\s*[A-Za-z_][\w-]*)\s*：\s*", r"\1: ", commas)
    return line[:start] + "".join(pieces)


def replaced(line: str, start: int, old: str, new: str) -> str:
    """Return the line with other words at a column, or nothing if those are not there.

    Quotes around the old words go, and come back where the new ones need them.
    """
    if line[start : start + len(old)] == old:
        end = start + len(old)
    elif line[start + 1 : start + 1 + len(old)] == old and line[start] in "\"'":
        end = start + len(old) + 2
    else:
        return ""
    return line[:start] + plain(new) + line[end:]


def plain(text: str) -> str:
    """Return words as they are written: in quotes where they would be read as something else."""
    if text[:1] in set("<>=~%@&*!|`#?-") and not re.match(r"-[0-9]", text):
        return f'"{text}"'
    return f'"{text}"' if ".." in text and text.count("-") == 0 else text
