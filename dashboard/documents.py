"""Local copies of sources, and which of the figures that cite them are found there.

A paragraph is a line that is not blank, counted from 1. Nothing here touches a disk.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from itertools import zip_longest
from typing import NamedTuple

from dashboard.citations import Citation, citations
from dashboard.entries import Places
from dashboard.mentions import Figure, Mention, days_in, figures_in, plain
from dashboard.mentions.matching import Measure, agrees, is_figure, is_same, measure_of
from dashboard.model import Catalog
from dashboard.problems import Code, Place, Problem
from dashboard.store import Files, decode
from dashboard.trees import trees_of
from dashboard.values import Amount, Day, Relation, Unfit, parse_day
from dashboard.yamltree import Node, Tree, place, place_of

_DISTANCE = Measure(1000.0, ("米", "km"))
"""What the distance of a crossing is in: 公里 is read as 千米."""


class Result(StrEnum):
    """What became of one figure."""

    FOUND = "found"
    """in the cited paragraph, or anywhere where no paragraph is cited"""
    ELSEWHERE = "elsewhere"
    NOT_FOUND = "not-found"
    WORKED_OUT = "worked-out"
    """a planned date that is not there as such; the note beside it says how it was reached"""
    NOTHING = "nothing-to-find"
    """nothing but words, or the day of publication, which texts need not name"""
    NO_DOCUMENT = "no-document"


class Finding(NamedTuple):
    """One figure, where it stands in the data, and where in its source."""

    place: Place
    citation: Citation
    value: str
    result: Result
    paragraph: int | None = None
    is_hedged: bool = False
    """the source says 突破, 近 or 左右 where the data are exact"""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph, with the figures and days that it mentions."""

    text: str
    published: Day | None

    @cached_property
    def days(self) -> tuple[Mention, ...]:
        """Return the days."""
        return days_in(self.text, self.published)

    @cached_property
    def figures(self) -> tuple[Figure, ...]:
        """Return the figures."""
        return figures_in(self.text, self.days)


def paragraphs(text: str, published: Day | None) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a document: its lines without the blank ones."""
    return tuple(Paragraph(plain(line), published) for line in text.splitlines() if line.strip())


def decoded(file: str, data: bytes) -> str | Problem:
    """Return the text of a document in UTF-8 or GB18030, or the place of what is neither.

    The page breaks that programs leave behind end a line.
    """
    text = decode(file, data.replace(b"\f", b"\n"))
    if not isinstance(text, Problem):
        return text
    if text.code == Code.NOT_UTF8 and dict(text.facts).get("guess") == "GB18030":
        return data.replace(b"\f", b"\n").decode("gb18030")
    return text


# --- one figure ----------------------------------------------------------------------------


class _Sought(NamedTuple):
    """One thing to look for: a number in its unit, a figure of our own words, or a day."""

    value: str
    amount: Amount | None = None
    measure: Measure | None = None
    figure: Figure | None = None
    day: Day | None = None

    def hedge_in(self, paragraph: Paragraph) -> Relation | None:
        """Return how the figure is hedged in a paragraph, none where it does not stand there."""
        if self.day is not None:
            is_there = any(mention.means(self.day) for mention in paragraph.days)
            return Relation.EXACT if is_there else None
        found = [figure.hedge for figure in paragraph.figures if self._is(figure)]
        return min(found, key=lambda hedge: hedge != Relation.EXACT, default=None)

    def _is(self, figure: Figure) -> bool:
        if self.figure is not None:
            return is_same(figure, self.figure)
        assert self.amount is not None  # noqa: S101 - one of the three is given
        assert self.measure is not None  # noqa: S101 - an amount has its unit
        is_about = self.amount.relation == Relation.ABOUT
        decimals = len(self.amount.text.partition(".")[2]) if is_about else -1
        return is_figure(figure, self.amount.number, self.measure, decimals=decimals)


def _sought(catalog: Catalog, citation: Citation) -> Iterator[_Sought]:
    """Yield what a source has to say for a citation."""
    amount = citation.amount
    if amount is not None:
        known = measure_of(catalog.frame.unit(citation.unit)) if citation.unit else _DISTANCE
        ends = [amount.low, amount.high] if amount.relation == Relation.RANGE else [amount.number]
        for number in ends:
            if number is not None:
                one = amount._replace(number=number)
                yield _Sought(amount.text, amount=one, measure=known)
    if citation.words is not None:
        words = plain(citation.words.zh)
        days = days_in(words, None)
        for figure in figures_in(words, days):
            if any(sign.isascii() and sign.isdigit() for sign in figure.text):
                yield _Sought(figure.text, figure=figure)
        yield from (_Sought(day.text, day=day) for day in _days_of(days))
    if citation.day is not None:
        yield _Sought(citation.day.text, day=citation.day)


def _days_of(mentions: Sequence[Mention]) -> Iterator[Day]:
    """Yield the days that our own words name with their year, 2025年12月 once."""
    for mention, later in zip_longest(mentions, mentions[1:]):
        is_part = later is not None and later.start - mention.end <= 1
        if is_part or len(mention.years) != 1:
            continue
        said = (*mention.years, *mention.months, *mention.days)
        with suppress(Unfit):
            yield parse_day("-".join(f"{number:02d}" for number in said))


# --- all of them ---------------------------------------------------------------------------

Documents = Mapping[str, str | Problem]
"""The text of each document by the id of its source, or why there is none."""


def verify(
    catalog: Catalog, places: Mapping[Citation, Place], documents: Documents
) -> list[Finding]:
    """Return what became of every figure that cites a source, in the order of the files."""
    read: dict[tuple[str, Day | None], tuple[Paragraph, ...]] = {}
    found: list[Finding] = []
    for citation in citations(catalog):
        where, text = places[citation], documents.get(citation.source)
        if not isinstance(text, str):
            found += _unseen(catalog, citation, where)
            continue
        key = (citation.source, citation.published)
        if key not in read:
            read[key] = paragraphs(text, citation.published)
        found += _seen(catalog, citation, where, read[key])
    return found


def _unseen(catalog: Catalog, citation: Citation, where: Place) -> Iterator[Finding]:
    values = [one.value for one in _sought(catalog, citation)] or [""]
    for value in values:
        result = Result.NO_DOCUMENT if value else Result.NOTHING
        yield Finding(where, citation, value, result)


def _seen(
    catalog: Catalog, citation: Citation, where: Place, document: Sequence[Paragraph]
) -> Iterator[Finding]:
    wanted = list(_sought(catalog, citation))
    if not wanted:
        yield Finding(where, citation, "", Result.NOTHING)
    for one in wanted:
        hits = {
            number: hedge
            for number, paragraph in enumerate(document, 1)
            if (hedge := one.hedge_in(paragraph)) is not None
        }
        if not hits:
            yield Finding(where, citation, one.value, _without(one, citation))
            continue
        cited = citation.paragraph
        number = cited if cited in hits else min(hits, key=lambda n: (hits[n] != Relation.EXACT, n))
        is_found = cited is None or cited in hits
        yield Finding(
            where,
            citation,
            one.value,
            Result.FOUND if is_found else Result.ELSEWHERE,
            number,
            one.amount is not None and not agrees(hits[number], one.amount),
        )


def _without(one: _Sought, citation: Citation) -> Result:
    """Return what it means that something stands nowhere in its document."""
    if one.day is not None and one.day == citation.published:
        return Result.NOTHING
    is_worked_out = citation.note is not None and citation.what in {"planned", "deadline"}
    return Result.WORKED_OUT if is_worked_out else Result.NOT_FOUND


def places_of(catalog: Catalog, places: Places, files: Files) -> dict[Citation, Place]:
    """Return where each use of a source stands, as far as the files can be read again."""
    trees = trees_of(files).trees
    nouns = {
        (kind, str(raw.get("id")), place_of(tree, raw)): (tree, raw)
        for tree in trees.values()
        for kind, raw in _nouns(tree)
    }
    found = {}
    for citation in citations(catalog):
        where = places.item(citation.noun, citation.id)
        if citation.what == "observation":
            _, area, index = citation.path
            where = places.observation(citation.id, str(area), int(index))
        elif (known := nouns.get((citation.noun, citation.id, where))) is not None:
            tree, raw = known
            where = place(tree, citation.path, within=raw)
        found[citation] = where
    return found


def _nouns(tree: Tree) -> Iterator[tuple[str, Node]]:
    """Yield what a file declares, with its kind."""
    root = tree.root if isinstance(tree.root, dict) else {}
    plan = root.get("schematic")
    lists = {"indicator": root.get("indicators"), "commitment": root.get("commitments")}
    lists["crossing"] = plan.get("crossings") if isinstance(plan, dict) else None
    for kind, rows in lists.items():
        for raw in rows if isinstance(rows, list) else ():
            if isinstance(raw, dict):
                yield kind, raw
