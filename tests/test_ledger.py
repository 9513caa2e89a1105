"""What counts as lost between two versions of the ledgers, and what does not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard.ledger import Standing, entries
from dashboard.losses import Change, Commit, History, lost, problems_of
from dashboard.problems import Code
from dashboard.yamltree import Tree, parse

GDP = """\
indicators:
  - id: gdp
    limits: [{scheme: "3550", at_most: 3, source: b}]
    observations:
      north:
        - {period: 2023, value: 4950, source: a}
        - {period: 2024, value: ">=5000", status: expected, source: b}
        - {period: 2024, value: 5120.5, source: a}
commitments:
  - id: gdp-5000
    targets:
      - {at_least: 5000, by: 2023, set_on: 2020-04-26, source: a}
      - {between: [30, 40], set_on: 2022-01, source: b}
    parts:
      - id: green
        targets: [{at_most: 40, by: 2030, set_on: 2019, source: a}]
    deadlines: [{by: 2022, set_on: 2020-05, source: a}]
  - id: tunnel
    limits: [{id: open-firm, at_most: 2, indicator: days}]
    nodes:
      - id: opening
        planned:
          - {to: 2025-12, set_on: 2019-04-05, source: a}
"""


def tree(text: str, file: str = "growth.yaml") -> Tree:
    found, _ = parse(file, text)
    assert found is not None
    return found


def told(before: str, *after: str) -> list[tuple[str, int, int, str, str, str]]:
    """Return what an uncommitted change is told to have lost."""
    standing = Standing()
    for number, text in enumerate(after):
        standing.add(tree(text, f"{number}.yaml"))
    found = sorted(problems_of(History((), {}, (), entries(tree(before))), standing))
    return [
        (p.place.file, p.place.line, p.place.column, p.code, known["old"], known["new"])
        for p in found
        for known in [dict(p.facts)]
    ]


def changed(old: str, new: str, text: str = GDP) -> str:
    assert text.count(old) == 1
    return text.replace(old, new)


def test_nothing_is_lost_where_nothing_changed() -> None:
    assert told(GDP, GDP) == []


@pytest.mark.parametrize(
    ("old", "new", "line", "column"),
    [
        ("value: 4950", "value: 4960", 6, 33),
        ("period: 2023", "period: 2022", 6, 20),
        ("value: 5120.5", "value: 5121", 8, 33),
        (", status: expected", "", 7, 11),
        ("at_least: 5000", "at_least: 4800", 12, 20),
        ("by: 2023", "by: 2025", 12, 30),
        ("at_least: 5000", "at_most: 5000", 12, 19),
        ("between: [30, 40]", "between: [30, 45]", 13, 19),
        ("at_most: 40", "at_most: 45", 16, 29),
        ("by: 2022", "by: 2024", 17, 22),
        ("at_most: 2", "at_most: 5", 19, 39),
        ("to: 2025-12", "to: 2026", 23, 18),
        ("at_most: 3", "at_most: 4", 3, 40),
    ],
)
def test_what_is_overwritten_is_found_where_the_new_text_stands(
    old: str, new: str, line: int, column: int
) -> None:
    [found] = told(GDP, changed(old, new))
    assert found[:4] == ("0.yaml", line, column, Code.OVERWRITTEN)
    assert old.removeprefix(", ") in found[4]
    assert new in found[5]


@pytest.mark.parametrize(
    ("gone", "line", "column", "old"),
    [
        ("        - {period: 2023, value: 4950, source: a}\n", 6, 9, "period: 2023, value: 4950"),
        ("      - {between: [30, 40], set_on: 2022-01, source: b}\n", 12, 7, "between: [30, 40]"),
        ("          - {to: 2025-12, set_on: 2019-04-05, source: a}\n", 21, 9, "to: 2025-12"),
        ("    deadlines: [{by: 2022, set_on: 2020-05, source: a}]\n", 10, 5, "by: 2022"),
        ('    limits: [{scheme: "3550", at_most: 3, source: b}]\n', 2, 5, "scheme: 3550"),
    ],
)  # fmt: skip
def test_what_is_removed_is_found_at_what_held_it(
    gone: str, line: int, column: int, old: str
) -> None:
    [found] = told(GDP, changed(gone, ""))
    assert found[:4] == ("0.yaml", line, column, Code.REMOVED)
    assert (found[4].startswith(old), found[5]) == (True, "")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("value: 4950", 'value: "4950.0"'),
        ("4950, source: a}", "4950, source: c}"),
        ("value: 4950,", "value: 4950, used: yes, note: checked, grade: high,"),
        ("value: 4950,", "value: 4950, status: actual,"),
        ("      - {at_least", "      - {at_least: 5500, set_on: 2024}\n      - {at_least"),
        ("- {period: 2023", "- {period: 2023, value: 4960, source: b}\n        - {period: 2023"),
    ],
)  # fmt: skip
def test_what_is_added_reworded_or_cited_anew_is_not_lost(old: str, new: str) -> None:
    assert told(GDP, changed(old, new)) == []


def test_what_is_reordered_or_moved_to_another_file_is_not_lost() -> None:
    top, bottom = GDP.split("commitments:")
    assert told(GDP, top, "commitments:" + bottom) == []
    rows = [line for line in GDP.splitlines(keepends=True) if "period:" in line]
    assert told(GDP, GDP.replace("".join(rows), "".join(reversed(rows)))) == []


def test_an_old_figure_beside_which_the_new_one_stood_already_is_removed_not_overwritten() -> None:
    text = GDP.replace("value: 5120.5, source: a}", "value: 5121, source: c}")
    row = "        - {period: 2024, value: 5120.5, source: a}\n"
    both = changed(row, row.replace("5120.5, source: a", "5121, source: c") + row)
    [found] = told(both, text)
    assert found[3:5] == (Code.REMOVED, "period: 2024, value: 5120.5")


def test_of_two_sources_for_one_figure_none_may_go_but_a_repeated_entry_may() -> None:
    row = "        - {period: 2023, value: 4950, source: a}\n"
    other = changed(row, row + row.replace("source: a", "source: b"))
    [found] = told(other, GDP)
    assert found[3] == Code.REMOVED
    assert told(changed(row, row + row), GDP) == []


def test_what_could_never_be_read_is_not_missed() -> None:
    assert told(changed("value: 4950", "value: 约4950"), GDP) == []
    assert told(changed("by: 2023", "by: soon"), GDP) == []
    assert told(changed("between: [30, 40]", "between: {a: b}"), GDP) == []
    for odd in ("indicators: x\n", "- a\n", "indicators: [x, {id: [1]}]\ncommitments: {a: b}\n"):
        assert told(odd, GDP) == []


def test_an_item_that_is_gone_is_one_problem_at_its_list() -> None:
    top, bottom = GDP.split("commitments:")
    found = told(GDP, top)
    assert [(line, code) for _, line, _, code, _, _ in found] == [(1, Code.REMOVED)] * 2
    old = [row[4] for row in found]
    assert "at_most: 2; to: 2025-12" in old
    assert any(text.endswith("; … (4)") for text in old)
    renamed = "indicators:" + changed("id: gdp\n", "id: gdp-new\n").split("indicators:")[1]
    [found_one] = told(GDP, renamed)
    assert found_one[1:4] == (1, 1, Code.REMOVED)
    assert bottom


def commit(
    name: str, before: str, after: str, corrected: str = "", *, merge: bool = False
) -> Commit:
    changes = (Change("growth.yaml", before, after),)
    return Commit(name, "2026-01-01", merge, frozenset(corrected.split()), changes)


def committed(log: list[Commit], now: str, **versions: str) -> list[tuple[str, str]]:
    known = {name: entries(tree(text)) for name, text in versions.items()}
    standing = Standing()
    standing.add(tree(now))
    found = problems_of(History(log, known, known["a"], entries(tree(now))), standing)
    return [(p.code, dict(p.facts)["commit"]) for p in sorted(found)]


def test_the_commit_that_overwrote_is_named_and_what_is_back_is_not_lost() -> None:
    other, third = changed("4950", "4951"), changed("4950", "4952")
    log = [commit("c1", "a", "b"), commit("c2", "b", "c")]
    found = committed(log, third, a=GDP, b=other, c=third)
    assert found == [(Code.OVERWRITTEN, "c1"), (Code.OVERWRITTEN, "c2")]
    assert committed([*log, commit("c3", "c", "a")], GDP, a=GDP, b=other, c=third) == []
    log = [commit("c1", "a", "b"), commit("c2", "b", "a")]
    assert committed([*log, commit("c3", "a", "b")], other, a=GDP, b=other) == [
        (Code.OVERWRITTEN, "c3")
    ]


def test_a_correction_covers_its_own_commit_and_those_before_it() -> None:
    other, third = changed("4950", "4951"), changed("4950", "4952")
    log = [commit("c1", "a", "b"), commit("c2", "b", "c", "gdp other")]
    assert committed(log, third, a=GDP, b=other, c=third) == []
    log = [commit("c1", "a", "b", "gdp"), commit("c2", "b", "c", "other")]
    assert committed(log, third, a=GDP, b=other, c=third) == [(Code.OVERWRITTEN, "c2")]


def test_a_merge_is_named_only_for_what_none_of_its_commits_did() -> None:
    other = changed("4950", "4951")
    branch, merge = commit("c1", "a", "b"), commit("m", "a", "b", merge=True)
    assert committed([branch, merge], other, a=GDP, b=other) == [(Code.OVERWRITTEN, "c1")]
    assert committed([merge], other, a=GDP, b=other) == [(Code.OVERWRITTEN, "m")]


@given(st.permutations(range(3)), st.sets(st.integers(0, 2)))
def test_exactly_what_is_taken_away_is_lost(order: list[int], gone: set[int]) -> None:
    lines = GDP.splitlines(keepends=True)
    rows = [line for line in lines if "period:" in line]
    kept = "".join(rows[i] for i in order if i not in gone) or "        []\n"
    found = list(lost(entries(tree(GDP)), entries(tree(GDP.replace("".join(rows), kept)))))
    assert {loss.entry.text for loss in found} == {
        entry.text for i, entry in enumerate(e for e in entries(tree(GDP)) if "obs" in e.ledger[2])
        if i in gone
    }  # fmt: skip
