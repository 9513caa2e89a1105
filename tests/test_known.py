"""As of any day: nothing that was published or set later shows through."""

import json
import random
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, timedelta
from pathlib import Path

import pytest
from judged import project, reports, target

from dashboard import registers
from dashboard.assessment import as_known, assess, assess_all, shadows
from dashboard.changes import history, missing, next_nodes, recent
from dashboard.commands import COMMANDS
from dashboard.frames import limits as limit_frames
from dashboard.frames import projects as project_frames
from dashboard.frames.figures import aims_of, indicators_compared, points_of
from dashboard.model import Catalog, Cited, Made, Noun, Source
from dashboard.reading import read
from dashboard.statuses import as_json, as_table
from dashboard.store import load
from dashboard.wording import Wording

DATA = Path(__file__).parent / "data"
FOLDERS = {"shipped": DATA.parent.parent / "data", "tiny": DATA / "tiny", "moved": DATA / "moved"}
FIRST, LAST = date(2017, 1, 1), date(2026, 6, 30)


def days(seed: int, number: int) -> list[date]:
    """Return random days, the same in each run."""
    chosen = random.Random(seed)  # noqa: S311 - no secret
    return [FIRST + timedelta(chosen.randrange((LAST - FIRST).days)) for _ in range(number)]


@pytest.fixture(scope="module", params=FOLDERS, name="catalog")
def _catalog(request: pytest.FixtureRequest) -> Catalog:
    found = read(load(FOLDERS[request.param])).catalog
    assert found is not None
    return found


def named(value: object) -> Iterator[str]:
    """Yield every text inside a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield from named(key)
            yield from named(inner)
    elif isinstance(value, list | tuple | frozenset):
        for inner in value:
            yield from named(inner)
    elif is_dataclass(value):
        for one in fields(value):
            yield from named(getattr(value, one.name))


def is_out(source: Source, day: date) -> bool:
    """Return whether a source may have been published by a day: of a month, from its first one."""
    return source.published is None or source.published.first <= day


def own_days(catalog: Catalog) -> set[str]:
    """Return the sources of which something carries a day of its own, which wins."""
    nouns = [*catalog.indicators.values(), *catalog.commitments.values()]
    return {cited.source for noun in nouns for cited in citing(noun) if cited.published}


def citing(value: object) -> Iterator[Cited | Made]:
    """Yield whatever inside a value names its source and may carry a day."""
    if isinstance(value, Cited | Made):
        yield value
    elif isinstance(value, Noun):
        for name in type(value).model_fields:
            yield from citing(getattr(value, name))
    elif isinstance(value, Mapping):
        for inner in value.values():
            yield from citing(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from citing(inner)


def test_on_random_days_everything_shown_and_exported_cites_only_what_was_out(
    catalog: Catalog,
) -> None:
    free = own_days(catalog)
    say = Wording("en")
    for day in days(5, 40):
        then = as_known(catalog, day)
        late = {
            one.id
            for one in catalog.sources.values()
            if not is_out(one, day) and one.id not in free
        }
        verdicts = assess_all(then, day)
        shown = [
            verdicts,
            shadows(then, verdicts),
            recent(then, verdicts, day),
            next_nodes(then, verdicts),
            missing(then, verdicts),
            [history(then, then.commitments[one], day) for one in verdicts],
            [points_of(then, one, day) for one in indicators_compared(then, day)],
            [aims_of(then, one, day) for one in then.indicators],
            [panel.sources for panel in limit_frames.limit_panels(then, day)],
            [one.source for one in project_frames.measured(then, day)],
            registers.register(then, verdicts, say).to_numpy().tolist(),
            registers.observations(then, "en").to_numpy().tolist(),
            registers.sources(then, "en").to_numpy().tolist(),
            json.loads(as_json(then, verdicts, day.isoformat(), "en")),
        ]
        cited = {word for text in named(shown) for word in text.split()}
        assert not cited & late, day
        assert set(then.sources) & late == set(), day


def test_what_was_known_is_judged_as_the_whole_is(catalog: Catalog) -> None:
    for day in days(8, 40):
        then = as_known(catalog, day)
        assert assess_all(then, day) == assess_all(catalog, day)
        assert as_known(then, day) == then
    before = as_known(catalog, date(1950, 1, 1)).commitments.values()
    assert all(commitment.made.on is None for commitment in before)


def test_a_history_is_the_same_from_what_was_known_at_its_end(catalog: Catalog) -> None:
    for day in days(13, 6):
        then = as_known(catalog, day)
        for identity, commitment in then.commitments.items():
            assert history(then, commitment, day) == history(
                catalog, catalog.commitments[identity], day
            )


def test_what_is_written_today_is_left_out_as_soon_as_anything_is_newer() -> None:
    texts = "note: Written today\nmissing: The total\nask: {office: Statistics, why: It counts}\n"
    given = target(
        "{period: 2021, value: 3, published: 2022-03-01},"
        " {period: 2022, value: 5, published: 2023-03-01}",
        more=texts,
    )
    then = as_known(given.catalog, date(2023, 2, 28)).commitments["promise"]
    assert (then.note, then.missing, then.ask) == (None, None, None)
    now = as_known(given.catalog, date(2023, 3, 1)).commitments["promise"]
    assert now == given.promise


def test_targets_dates_and_reports_published_later_are_not_there_yet() -> None:
    given = project(
        "{to: 2025}, {to: 2027, set_on: 2024-01-01, published: 2024-06-01}",
        more=reports("{on: 2022-05-01, published: 2024-02-01, shows: under-way}")
        + "withdrawn: {on: 2025-01-01, source: plan, published: 2025-02-01}\n",
    )

    def counts(day: str) -> tuple[int, int, bool]:
        one = as_known(given.catalog, date.fromisoformat(day)).commitments["promise"]
        return len(one.nodes[0].planned), len(one.evidence), one.withdrawn is not None

    assert counts("2024-01-31") == (1, 0, False)
    assert counts("2024-02-01") == (1, 1, False)
    assert counts("2024-06-01") == (2, 1, False)
    assert counts("2025-01-31") == (2, 1, False)
    assert counts("2025-02-01") == (2, 1, True)


def test_a_promise_published_after_its_day_counts_from_its_publication() -> None:
    catalog = read(load(FOLDERS["shipped"])).catalog
    assert catalog is not None
    for commitment in catalog.commitments.values():
        made = commitment.made
        out = made.published or catalog.sources[made.source].published
        if out is not None:
            before = out.first - timedelta(1)
            assert commitment.id not in assess_all(catalog, before)
            assert commitment.id not in as_known(catalog, before).commitments


def test_names_that_are_not_promised_yet_are_linked_by_nothing() -> None:
    catalog = read(load(FOLDERS["tiny"])).catalog
    assert catalog is not None
    for day in days(21, 20):
        then = as_known(catalog, day)
        for commitment in then.commitments.values():
            linked = {commitment.supersedes, *commitment.see_also} - {None}
            assert linked <= set(then.commitments)
        schematic = then.frame.schematic
        assert schematic is not None
        for crossing in schematic.crossings:
            assert crossing.commitment in {None, *then.commitments}
            assert crossing.source in {None, *then.sources}


def test_every_command_that_judges_takes_a_day() -> None:
    import argparse  # noqa: PLC0415

    judging = {"check", "status", "serve"}
    for command in COMMANDS:
        if command.name in judging:
            parser = argparse.ArgumentParser()
            command.add(parser, Wording("en"))
            assert parser.parse_args(["--as-of", "2024"]).as_of == date(2024, 12, 31)


def test_the_status_command_says_nothing_that_was_written_later() -> None:
    catalog = read(load(FOLDERS["moved"])).catalog
    assert catalog is not None
    day = date(2024, 6, 30)
    then = as_known(catalog, day)
    words = as_table(then, assess_all(then, day), Wording("en"))
    assert "122" not in words
    assert "130" not in words
    for identity, commitment in then.commitments.items():
        assert assess(then, commitment, day) == assess(catalog, catalog.commitments[identity], day)
