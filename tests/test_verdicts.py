"""The verdicts that the shipped data must give by the rules alone (judging.md 5)."""

from datetime import date
from pathlib import Path

import pytest

from dashboard.assessment import Flag, Status, Verdict, assess, assess_all
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load

AS_OF = date(2026, 3, 20)

TABLE = {
    "jiangyin-2440": ("limits", Status.ACHIEVED, ()),
    "jiangyin-1220": ("limits", Status.NO_DATA, ()),
    "land-in-hand-work-begins": ("reform", Status.ACHIEVED, ()),
    "jiangyin-one-plus-five": ("reform", Status.ACHIEVED, ()),
    "jiangyin-six-breakthroughs": ("ambition", Status.STALE, ()),
    "jiangyin-gdp-5000": ("target", Status.ACHIEVED, (Flag.LATE,)),
    "jingjiang-100-specialist-firms": ("target", Status.NO_DATA, ()),
    "jingjiang-shoreline-thirds": ("target", Status.NO_DATA, ()),
    "jingjiang-landmark-industries": ("ambition", Status.UNDATED, ()),
    "jingjiang-river-port": ("ambition", Status.UNDATED, ()),
    "river-tunnel": ("project", Status.MISSED, (Flag.REPLANNED,)),
    "third-crossing": ("project", Status.UNDATED, ()),
    "south-riverside-railway": ("project", Status.ACHIEVED, (Flag.LATE,)),
    "xicheng-s1": ("project", Status.ACHIEVED, ()),
    "yanyi-railway": ("project", Status.ON_TRACK, ()),
    "joint-park": ("ambition", Status.UNDATED, ()),
    "park-sales-800": ("target", Status.ACHIEVED, (Flag.LATE,)),
    "national-integration-zone": ("ambition", Status.UNDATED, ()),
    "liandong-tianyi-battery-base": ("project", Status.STALE, ()),
    "jingjiang-learns-from-jiangyin": ("ambition", Status.UNDATED, ()),
}
JOINT = {
    "river-tunnel",
    "third-crossing",
    "yanyi-railway",
    "joint-park",
    "park-sales-800",
    "national-integration-zone",
}


@pytest.fixture(scope="module")
def catalog(data: Path) -> Catalog:
    read_catalog = read(load(data)).catalog
    assert read_catalog is not None
    return read_catalog


@pytest.fixture(scope="module")
def verdicts(catalog: Catalog) -> dict[str, Verdict]:
    return dict(assess_all(catalog, AS_OF))


@pytest.mark.parametrize("identity", TABLE)
def test_the_rules_give_the_verdict_of_the_table(
    catalog: Catalog, verdicts: dict[str, Verdict], identity: str
) -> None:
    kind, status, flags = TABLE[identity]
    verdict = verdicts[identity]
    assert catalog.commitments[identity].kind == kind
    assert (verdict.status, verdict.flags) == (status, flags)


@pytest.mark.parametrize("identity", TABLE)
def test_who_promised_follows_the_id(catalog: Catalog, identity: str) -> None:
    by = catalog.commitments[identity].by
    if identity in JOINT:
        assert by == ("joint",)
    else:
        assert by == ("jingjiang" if identity.startswith("jingjiang") else "jiangyin",)


def test_no_limit_of_1220_is_measured(verdicts: dict[str, Verdict]) -> None:
    parts = verdicts["jiangyin-1220"].parts
    assert parts is not None
    assert (parts.met, parts.measured, parts.of) == (0, 0, 3)


def test_2440_is_reported_met_and_never_measured(verdicts: dict[str, Verdict]) -> None:
    parts = verdicts["jiangyin-2440"].parts
    assert parts is not None
    assert (parts.met, parts.measured, parts.of) == (3, 0, 3)


def test_the_tunnel_is_missed_with_its_new_date(verdicts: dict[str, Verdict]) -> None:
    tunnel = verdicts["river-tunnel"]
    assert tunnel.deadline is not None
    assert tunnel.replanned is not None
    assert (tunnel.deadline.text, tunnel.replanned.text) == ("2025-12", "2026")


def test_the_tunnel_was_on_track_in_june_2024(catalog: Catalog) -> None:
    verdict = assess(catalog, catalog.commitments["river-tunnel"], date(2024, 6, 30))
    assert (verdict.status, verdict.flags) == (Status.ON_TRACK, ())


def test_the_park_counts_as_reaching_800_by_its_bound(verdicts: dict[str, Verdict]) -> None:
    latest = verdicts["park-sales-800"].latest
    assert latest is not None
    assert latest.amount is not None
    assert (latest.amount.text, latest.when) == (">=800", "2025")


def test_gdp_was_missed_before_it_was_achieved_late(catalog: Catalog) -> None:
    commitment = catalog.commitments["jiangyin-gdp-5000"]
    assert assess(catalog, commitment, date(2024, 3, 31)).status == Status.MISSED
    expected = assess(catalog, commitment, date(2025, 3, 31))
    assert expected.status == Status.ACHIEVED
    assert expected.flags == (Flag.LATE, Flag.EXPECTED)


@pytest.mark.parametrize(
    ("identity", "newest"),
    [
        ("third-crossing", "2025-09-27"),
        ("joint-park", "2025-12"),
        ("jingjiang-learns-from-jiangyin", "2025-02"),
        ("yanyi-railway", "2025-09-27"),
        ("jingjiang-river-port", "2025"),
        ("national-integration-zone", "2026-01"),
    ],
)
def test_the_newest_evidence_is_the_one_named(
    verdicts: dict[str, Verdict], identity: str, newest: str
) -> None:
    assert verdicts[identity].evidence[0].last.isoformat().startswith(newest)


def test_the_special_steel_capacity_is_an_indicator_and_no_commitment(catalog: Catalog) -> None:
    assert "special-steel-capacity" in catalog.indicators
    assert "special-steel-capacity" not in catalog.commitments
