"""From every figure to its source: on screen, in the frames behind it, and in what is exported."""

from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pytest
from small import PEOPLE, indicator
from small import catalog as small_catalog
from test_app import (
    AS_OF,
    SHIPPED,
    TINY,
    Shown,
    catalog_of,
    serve,  # noqa: F401 - a fixture
    served,  # noqa: F401 - a fixture
    visit,
)
from test_sources import is_sound

from dashboard import registers
from dashboard.assessment import Preference, as_known, assess_all, preference, series
from dashboard.citations import cited_by
from dashboard.frames.compare import lens_absolute, lens_index, lens_own_target, lens_per_head
from dashboard.frames.counts import waffle_of
from dashboard.frames.figures import Point, indicators_compared, points_of
from dashboard.frames.limits import limit_panels
from dashboard.frames.projects import crossings, timeline
from dashboard.frames.provenance import rivals_of
from dashboard.frames.ratios import ratios_of
from dashboard.frames.targets import trajectory_of
from dashboard.model import Catalog, ProjectCommitment, TargetCommitment
from dashboard.sentences.provenance import rival_words
from dashboard.sentences.quantities import quantity
from dashboard.wording import LANGUAGES, Wording

LENSES = (lens_absolute, lens_index, lens_per_head, lens_own_target)
FOLDERS = pytest.mark.parametrize("folder", [SHIPPED, TINY], ids=["shipped", "tiny"])
DAYS = pytest.mark.parametrize("as_of", [AS_OF, date(2021, 6, 30)])


class Drawn(NamedTuple):
    """Something with a number or a day that a chart shows."""

    where: str
    source: str
    period: str
    point: Point | None = None


def drawn(catalog: Catalog, as_of: date) -> Iterator[Drawn]:
    """Yield everything that the charts of all pages are drawn from."""
    for identity in indicators_compared(catalog, as_of):
        for lens in LENSES:
            shown = lens(catalog, identity, as_of)
            for point in shown.points:
                yield Drawn(f"{shown.id} {identity}", point.source, point.period, point)
            for aim in shown.aims:
                yield Drawn(
                    f"{shown.id} {identity} aim", aim.source, aim.by.text if aim.by else "-"
                )
    for row in ratios_of(catalog, as_of):
        for source in row.sources:
            yield Drawn(f"ratio {row.indicator}", source, row.period)
    yield from of_limits(catalog, as_of)
    yield from of_projects(catalog, as_of)
    yield from of_targets(catalog, as_of)
    for verdict in assess_all(catalog, as_of).values():
        for fact in verdict.evidence:
            yield Drawn(f"evidence {verdict.id}", fact.source, fact.when)


def of_limits(catalog: Catalog, as_of: date) -> Iterator[Drawn]:
    for panel in limit_panels(catalog, as_of):
        for limited in panel.rows:
            for tread in limited.treads:
                yield Drawn("tread", tread.source, tread.start.isoformat())
            for dot in limited.dots:
                yield Drawn("dot", dot.point.source, dot.point.period, dot.point)


def of_projects(catalog: Catalog, as_of: date) -> Iterator[Drawn]:
    verdicts = assess_all(catalog, as_of)
    events = timeline(catalog, verdicts, as_of, language="en")
    for event in events[events["event"] != "none"].itertuples():
        yield Drawn(f"event {event.id}", str(event.source), str(event.text))
    water = crossings(catalog, verdicts, as_of, language="en")
    for crossing in water[water["km"].notna()].itertuples():
        yield Drawn(f"crossing {crossing.id}", str(crossing.source), str(crossing.km))


def of_targets(catalog: Catalog, as_of: date) -> Iterator[Drawn]:
    for commitment in catalog.commitments.values():
        if not isinstance(commitment, TargetCommitment):
            continue
        for part in ("", *(one.id for one in commitment.parts)):
            way = trajectory_of(catalog, commitment, as_of, part=part)
            for point in way.points if way else ():
                yield Drawn(f"way {commitment.id}", point.source, point.period, point)
            for bar in way.bars if way else ():
                yield Drawn(f"bar {commitment.id}", bar.source, bar.by.text if bar.by else "-")
        cells = waffle_of(catalog, commitment, as_of)
        for addition in cells.additions if cells else ():
            yield Drawn("added", addition.point.source, addition.point.period, addition.point)


def unproved(catalog: Catalog, as_of: date, shown: Iterable[Drawn]) -> list[str]:
    """Return what does not resolve to a source, a period, or the figure that differs from it."""
    found = []
    for one in shown:
        if not is_sound(catalog.sources.get(one.source)) or not one.period:
            found.append(one.where)
        elif one.point and not one.point.is_derived and not has_rivals(catalog, as_of, one.point):
            found.append(f"{one.where} {one.period} stands alone")
    return found


def has_rivals(catalog: Catalog, as_of: date, point: Point) -> bool:
    """Return whether a figure names each other value that was known for its period."""
    others = {
        other.amount[1:]
        for other in points_of(catalog, point.indicator, as_of)
        if (other.area, other.period) == (point.area, point.period)
        and other.amount[1:] != point.amount[1:]
        and (point.is_used or other.is_used)
    }
    named = {rival.amount[1:] for rival in point.rivals}
    return others == named and all(rival.is_used != point.is_used for rival in point.rivals)


# --- the frames -------------------------------------------------------------------------------


@FOLDERS
@DAYS
def test_everything_drawn_resolves_to_a_source_and_names_its_rivals(
    folder: Path, as_of: date
) -> None:
    catalog = catalog_of(folder)
    shown = [*drawn(catalog, as_of)]
    assert len(shown) > 10
    assert unproved(catalog, as_of, shown) == []


def test_a_figure_whose_source_or_rival_is_lost_is_found() -> None:
    catalog = catalog_of(SHIPPED)
    shown = [*drawn(catalog, AS_OF)]
    cited = next(one for one in shown if one.point and one.point.rivals)
    assert cited.point is not None
    alone = cited._replace(point=cited.point._replace(rivals=()))
    nowhere = cited._replace(source="nobody")
    undated = cited._replace(period="")
    assert len(unproved(catalog, AS_OF, [alone, nowhere, undated])) == 3
    worse = catalog.sources[cited.source].model_copy(update={"grade": "low"})
    doubtful = catalog._replace(sources={**catalog.sources, cited.source: worse})
    assert unproved(doubtful, AS_OF, shown)


def test_a_figure_per_head_names_the_source_of_the_people_too() -> None:
    shown = small_catalog(PEOPLE, indicator("output", {"a1": {"2020": 500}, "a2": {"2020": 100}}))
    extra = shown.sources["paper"].model_copy(update={"id": "census"})
    people = PEOPLE | {
        "observations": {
            area: [row | {"source": "census"} for row in rows]
            for area, rows in PEOPLE["observations"].items()
        }
    }
    catalog = small_catalog(
        people, indicator("output", {"a1": {"2020": 500}, "a2": {"2020": 100}})
    )._replace(sources={**shown.sources, "census": extra})
    (row,) = [row for row in ratios_of(catalog, AS_OF) if row.is_derived]
    assert set(row.sources) == {"paper", "census"}


# --- why one figure and not the other ---------------------------------------------------------


@pytest.mark.parametrize(
    ("ours", "theirs", "because"),
    [
        ({"used": "yes"}, {"grade": "high"}, Preference.MARKED),
        ({}, {"used": "no", "grade": "high"}, Preference.SET_ASIDE),
        ({"status": "revised"}, {"status": "actual"}, Preference.FIRMER),
        ({}, {"status": "expected", "grade": "high"}, Preference.FIRMER),
        ({"grade": "high"}, {"grade": "medium", "published": "2025-06-02"}, Preference.GRADE),
        ({"published": "2025-06-02"}, {"published": "2025-06-01"}, Preference.LATER),
        ({}, {}, Preference.LAST),
    ],
)
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_rule_that_decided_is_named(
    ours: dict[str, str], theirs: dict[str, str], because: Preference, language: str
) -> None:
    one, other = {"value": "110", **ours}, {"value": "100", **theirs}
    if because != Preference.LAST:
        one, other = other, one
    one, other = ({"source": "paper", "period": "2020", **row} for row in (one, other))
    given = indicator("output", {}) | {"observations": {"a1": [one, other]}}
    catalog = small_catalog(given)
    output = catalog.indicators["output"]
    (used,) = series(catalog, output, "a1", AS_OF)
    left = next(item for item in output.observations["a1"] if item is not used)
    assert preference(catalog, used, left) == because
    say = Wording(language)
    for point in points_of(catalog, "output", AS_OF):
        (rival,) = point.rivals
        assert rival.because == because
        words = rival_words(point.rivals, catalog.frame.units[0], say)
        assert say(f"preference.{because}") in words
        assert quantity(rival.amount, catalog.frame.units[0], say) in words
        assert rival.is_used != point.is_used


def test_two_sources_with_one_value_are_no_rivals() -> None:
    rows = [{"source": "paper", "period": "2020", "value": "100"}] * 2
    catalog = small_catalog(indicator("output", {}) | {"observations": {"a1": rows}})
    assert [point.rivals for point in points_of(catalog, "output", AS_OF)] == [(), ()]


# --- what is exported -------------------------------------------------------------------------

FULL = ["publisher", "source_title", "published", "grade"]


def incomplete(table: pd.DataFrame, catalog: Catalog) -> list[object]:
    """Return the rows with a value that does not say all of its source."""
    linked = {
        (language, source.publisher(language), source.title(language))
        for source in catalog.sources.values()
        for language in LANGUAGES
        if source.url or source.via
    }
    bad = []
    for row in table.to_dict("records"):
        said = [row[name] for name in (*FULL, "period")]
        named = {(language, row["publisher"], row["source_title"]) for language in LANGUAGES}
        is_linked = bool(row["address"] or row["mirror"]) or not named & linked
        if ("value" in row or any(said)) and not (all(said) and is_linked):
            bad.append(row.get("id", row.get("indicator")))
    return bad


@FOLDERS
@DAYS
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_exported_figure_says_all_of_its_source(
    folder: Path, as_of: date, language: str
) -> None:
    catalog = as_known(catalog_of(folder), as_of)
    verdicts = assess_all(catalog, as_of)
    register = registers.register(catalog, verdicts, Wording(language))
    given = [bool(verdict.evidence) for verdict in verdicts.values()]
    assert [bool(period) for period in register["period"]] == given
    figures = registers.observations(catalog, language)
    assert incomplete(register, catalog) == []
    assert incomplete(figures, catalog) == []
    for identity in catalog.indicators:
        of_one = registers.observations(catalog, language, identity)
        named = [bool(point.rivals) for point in points_of(catalog, identity, as_of)]
        assert sum(map(bool, of_one["rival"])) == sum(named)


@pytest.mark.parametrize("column", [*FULL, "period"])
def test_an_exported_figure_that_lacks_a_piece_is_found(column: str) -> None:
    catalog = catalog_of(SHIPPED)
    for table in (
        registers.observations(catalog, "en"),
        registers.register(catalog, assess_all(catalog, AS_OF), Wording("en")),
    ):
        broken = table.copy()
        is_given = broken["publisher"] != ""
        broken.loc[broken[is_given].index[0], column] = ""
        assert len(incomplete(broken, catalog)) == 1


# --- what is on the screen --------------------------------------------------------------------


def unnamed(shown: Shown, catalog: Catalog, wanted: Iterable[Drawn]) -> list[str]:
    """Return the sources of what is drawn whose title no link and no row of the page names."""
    words = shown.words.replace("&quot;", '"')
    ids = dict.fromkeys(one.source for one in wanted)
    return [name for name in ids if catalog.sources[name].title.zh not in words]


def of_page(catalog: Catalog, page: str, **query: str) -> list[Drawn]:
    """Return what the charts of a page are drawn from."""
    shown = [*drawn(catalog, AS_OF)]
    match page:
        case "limits":
            return [one for one in shown if one.where in {"tread", "dot"}]
        case "projects":
            return [one for one in shown if one.where.split()[0] in {"event", "crossing"}]
        case "overview":
            newest: dict[str, Drawn] = {}
            for one in shown:
                if one.where.startswith("evidence "):
                    newest.setdefault(one.where, one)
            proofs = assess_all(catalog, AS_OF)
            return [
                one._replace(
                    source=proof.source if (proof := proofs[where.split()[1]].proof) else one.source
                )
                for where, one in newest.items()
            ]
        case "compare":
            prefix = f"{query['lens']} {query['indicator']}"
            return [one for one in shown if one.where in {prefix, f"{prefix} aim"}]
        case _:
            suffix = f" {query['id']}"
            return [one for one in shown if one.where.endswith(suffix)]


@pytest.mark.usefixtures("serve")
@pytest.mark.parametrize("page", ["overview", "limits", "projects"])
def test_every_drawn_value_has_its_source_named_on_the_page(page: str) -> None:
    catalog = catalog_of(SHIPPED)
    wanted = of_page(catalog, page)
    assert len(wanted) > 3
    assert unnamed(visit(page), catalog, wanted) == []
    assert unnamed(visit("compare"), catalog, wanted) != []


@pytest.mark.usefixtures("serve")
def test_every_figure_of_every_lens_has_its_source_named_on_the_page() -> None:
    catalog = catalog_of(SHIPPED)
    tried = 0
    for identity in indicators_compared(catalog, AS_OF):
        for lens in LENSES:
            if not lens(catalog, identity, AS_OF).is_given:
                continue
            query = {"indicator": identity, "lens": lens(catalog, identity, AS_OF).id}
            if query["lens"] == "absolute" and tried % 3:
                tried += 1
                continue
            tried += 1
            wanted = of_page(catalog, "compare", **query)
            assert unnamed(visit("compare", **query), catalog, wanted) == [], query
    assert tried > 10


@pytest.mark.usefixtures("serve")
def test_every_drawn_value_of_a_commitment_has_its_source_and_its_rival_on_its_page() -> None:
    catalog = catalog_of(SHIPPED)
    verdicts = assess_all(catalog, AS_OF)
    rivalled = 0
    for identity, commitment in catalog.commitments.items():
        disputed = [fact for fact in verdicts[identity].evidence if rivals_of(catalog, fact, AS_OF)]
        if not disputed and not isinstance(commitment, ProjectCommitment | TargetCommitment):
            continue
        shown = visit("commitment", id=identity)
        assert unnamed(shown, catalog, of_page(catalog, "commitment", id=identity)) == [], identity
        for fact in disputed:
            rivalled += 1
            for rival in rivals_of(catalog, fact, AS_OF):
                assert Wording("zh")(f"preference.{rival.because}") in shown.words
                assert rival.publisher.zh in shown.words
    assert rivalled > 2


@pytest.mark.usefixtures("serve")
def test_the_entry_of_a_source_names_everything_that_it_is_cited_for() -> None:
    catalog = catalog_of(SHIPPED)
    for identity, uses in list(cited_by(catalog).items())[::12]:
        shown = visit("sources", id=identity)
        say = Wording("zh")
        count = sum(use.what != "made-on" for use in uses)
        assert say("proofs.uses", n=count) in shown.words
        assert catalog.sources[identity].title.zh in shown.words
        for use in uses:
            if use.amount is not None:
                assert say.number(use.amount.number, 4).split(".")[0] in shown.words
    assert say("proofs.uses", n=1).split("1")[0] not in visit("sources").words
