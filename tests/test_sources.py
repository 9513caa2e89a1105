"""No source, no figure: everything with a number or a date leads to a graded, dated source."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest

from dashboard.model import (
    Baseline,
    Catalog,
    Cited,
    Crossing,
    Grade,
    LimitsCommitment,
    Made,
    Noun,
    Office,
    Source,
)
from dashboard.reading import Reading, read
from dashboard.store import load
from dashboard.values import Day

NAMED_PERSONS = ("署名", "作者", "记者", "通讯员")
Found = Iterator[tuple[str, Noun]]


def nouns(value: object, path: str = "") -> Found:
    """Yield every noun inside a value, with the way to it."""
    if isinstance(value, Noun):
        yield path, value
        for name in type(value).model_fields:
            yield from nouns(getattr(value, name), f"{path}.{name}")
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from nouns(inner, f"{path}.{key}")
    elif type(value) is tuple:
        for index, inner in enumerate(value):
            yield from nouns(inner, f"{path}[{index}]")


def cites(noun: Noun) -> str | None:
    """Return the source that a noun has to name: "" where it names none, None if it need not."""
    if isinstance(noun, Cited | Made | Office):
        return noun.source or ""
    if isinstance(noun, Baseline) and noun.value is not None:
        return noun.source or ""
    if isinstance(noun, Crossing) and noun.km is not None:
        return noun.source or ""
    return None


def is_sound(source: Source | None) -> bool:
    """Return whether a source exists, is graded, and says when it was published, or unknown."""
    return (
        source is not None
        and source.grade in {Grade.HIGH, Grade.MEDIUM}
        and "published" in source.model_fields_set
        and (source.published is None or isinstance(source.published, Day))
    )


def without_source(catalog: Catalog) -> list[str]:
    """Return the ways to everything that has to lead to a source and does not."""
    whole = (catalog.frame.schematic, catalog.indicators, catalog.commitments)
    return [
        path
        for path, noun in nouns(whole)
        if (named := cites(noun)) is not None and not is_sound(catalog.sources.get(named))
    ]


def mirrors(sources: Mapping[str, Source]) -> list[str]:
    """Return the sources whose own address is at a host that elsewhere is only a mirror."""
    copied = {_host(source.via) for source in sources.values() if source.via}
    return [name for name, source in sources.items() if source.url and _host(source.url) in copied]


def _host(address: str) -> str:
    return (urlsplit(address).hostname or "").removeprefix("www.")


@pytest.fixture(scope="module")
def reading(data: Path) -> Reading:
    return read(load(data))


@pytest.fixture(scope="module")
def catalog(reading: Reading) -> Catalog:
    assert reading.catalog is not None
    return reading.catalog


def test_the_shipped_data_is_used_whole(reading: Reading) -> None:
    assert reading.problems == ()
    assert reading.left_out == ()


def test_everything_leads_to_a_source(catalog: Catalog) -> None:
    assert without_source(catalog) == []


def test_every_limit_is_measured_by_an_indicator_and_was_promised_in_a_source(
    catalog: Catalog,
) -> None:
    for commitment in catalog.commitments.values():
        if isinstance(commitment, LimitsCommitment):
            assert is_sound(catalog.sources.get(commitment.made.source))
            assert all(limit.indicator in catalog.indicators for limit in commitment.limits)


def test_no_mirror_is_an_address_of_its_own(catalog: Catalog) -> None:
    assert mirrors(catalog.sources) == []


def test_no_publisher_names_a_person(catalog: Catalog) -> None:
    for source in catalog.sources.values():
        assert not any(word in source.publisher.zh for word in NAMED_PERSONS), source.id


def test_an_inferred_date_says_how(catalog: Catalog) -> None:
    silent = [s.id for s in catalog.sources.values() if s.inferred and s.note is None]
    assert silent == []


# --- the checks above find what they guard ---------------------------------------------------


def broken(catalog: Catalog, **update: Any) -> Catalog:  # noqa: ANN401 - any field
    """Return the catalog with one observation changed."""
    indicator = next(
        item for item in catalog.indicators.values() if any(item.observations.values())
    )
    area = next(area for area, figures in indicator.observations.items() if figures)
    first, *others = indicator.observations[area]
    figures = (first.model_copy(update=update), *others)
    changed = indicator.model_copy(
        update={"observations": {**indicator.observations, area: figures}}
    )
    return catalog._replace(indicators={**catalog.indicators, indicator.id: changed})


@pytest.mark.parametrize("source", ["", "nobody"])
def test_a_figure_without_a_source_is_found(catalog: Catalog, source: str) -> None:
    assert len(without_source(broken(catalog, source=source))) == 1


def test_a_source_without_a_grade_or_a_date_is_found(catalog: Catalog) -> None:
    first = next(iter(catalog.sources.values()))
    for worse in (
        first.model_copy(update={"grade": "low"}),
        first.model_construct(**{k: v for k, v in first if k != "published"}),
    ):
        changed = catalog._replace(sources={**catalog.sources, first.id: worse})
        assert without_source(changed)


def test_a_mirror_given_as_an_address_is_found(catalog: Catalog) -> None:
    copied = next(source for source in catalog.sources.values() if source.via)
    changed = copied.model_copy(update={"url": copied.via})
    assert mirrors({**catalog.sources, copied.id: changed}) == [copied.id]


def test_the_reader_lets_no_figure_in_without_a_source(data: Path) -> None:
    files = dict(load(data))
    theme = files["growth.yaml"]
    assert isinstance(theme, bytes)
    files["growth.yaml"] = theme.replace(b", source: wuxi-daily-2022-12-17}", b"}", 1)
    assert files["growth.yaml"] != theme
    reading = read(files)
    assert [str(problem.code) for problem in reading.problems] == ["missing-key"]
    assert {item.kind for item in reading.left_out} == {"observation"}
    assert all(item.id.startswith("gdp/") for item in reading.left_out)
