"""Local copies of sources: which figures stand in the paragraph that is cited."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browsing import ROOT
from test_sources import cites, nouns

from dashboard.citations import citations
from dashboard.cli import main
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.store import load

TINY = ROOT / "tests" / "data" / "tiny"
CATALOG = """\
title: t
scope: s
languages: [zh]
licence: l
contact: c
areas: [{id: north, name: {zh: 北市, en: North}}]
themes: [{id: one, name: 一}]
units:
  - {id: cny-100m, name: {zh: 亿元, en: 100m yuan}, measure: cny, scale: 100000000}
  - {id: working-day, name: {zh: 个工作日, en: working days}}
schematic:
  title: 江上
  water: 大江
  crossings: [{id: old-bridge, name: 老桥, form: bridge, carries: 公路, km: -5, source: report}]
"""
SOURCES = """\
sources:
  - {id: report, publisher: 报, title: 甲, published: 2025-01-08, url: "http://n.cn/1", grade: high}
  - {id: visit, publisher: 报, title: 乙, published: 2024-12, url: "http://n.cn/2", grade: high}
  - {id: unseen, publisher: 报, title: 丙, published: 2024-12, url: "http://n.cn/3", grade: high}
"""
ONE = """\
indicators:
  - id: output
    name: 总产值
    unit: cny-100m
    nature: flow
    better: higher
    frequency: year
    definition: 全市
    observations:
      north:
        - {period: 2024, value: 5126.13, source: report, paragraph: 2}
        - {period: 2023, value: 4960, source: report, paragraph: 3}
        - {period: 2022, value: 4600, source: report}
        - {period: 2021, value: 1404, source: report, paragraph: 2}
        - {period: 2020, value: 4000, source: unseen}
        - {period: 2019, value: 3900, source: report, paragraph: 3}
  - id: days-open
    name: 开办
    unit: working-day
    nature: share
    better: lower
    frequency: year
    definition: 天数
    observations: {}
commitments:
  - id: quick
    kind: limits
    by: [north]
    title: "「12」：两项审批限时1、2个工作日"
    statement: s
    made: {on: 2024-12-07, source: visit, paragraph: 2}
    limits:
      - {id: open, name: 开办, at_most: 1, indicator: days-open}
      - {id: deed, name: 登记, at_most: 3, indicator: days-open}
  - id: tunnel
    kind: project
    by: [north]
    title: 隧道通车
    statement: s
    made: {on: 2024-12-07, source: visit}
    nodes:
      - id: start
        name: 开工
        actual: {on: 2024-12-27, source: report, paragraph: 1}
      - id: opening
        name: 通车
        final: yes
        planned: [{to: 2029-06, set_on: 2024-12-27, source: report, note: 按工期54个月推定}]
    evidence:
      - {on: 2025-01-08, shows: under-way, what: 已掘进1342米，计划2029年通车, source: report}
"""
REPORT = """\
北市隧道12月27日开工，位于老桥上游5公里。

２０２４年总产值５１２６．１３亿元，占11404亿元的近一半。
2023年4960亿元，突破4600亿元大关；再往前近3900亿元。盾构掘进1,342米，2029年建成。
"""
VISIT = """\
12月7日下午考察。
审批限时1、2个工作日。
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of data; copies of two of its three sources lie beside it."""
    data, copies = tmp_path / "data", tmp_path / "copies"
    data.mkdir()
    copies.mkdir()
    for name, text in (("catalog", CATALOG), ("sources", SOURCES), ("one", ONE)):
        (data / f"{name}.yaml").write_text(text, encoding="utf-8")
    (copies / "report.txt").write_text(REPORT, encoding="utf-8-sig")
    (copies / "visit.md").write_bytes(VISIT.encode("gb18030").replace(b"\n", b"\r\n"))
    assert read(load(data)).problems == ()
    return data


def found(folder: Path, capsys: pytest.CaptureFixture[str]) -> tuple[int, list[dict[str, Any]]]:
    """Return the exit code and the findings."""
    copies = str(folder.parent / "copies")
    code = main(["verify-sources", "--documents", copies, "--format", "json", str(folder)])
    return code, json.loads(capsys.readouterr().out)


def told(rows: list[dict[str, Any]], what: str) -> Iterator[tuple[object, ...]]:
    """Yield value, result and paragraph of the findings of a kind."""
    return ((one["value"], one["result"], one["paragraph"]) for one in rows if one["what"] == what)


def test_each_figure_is_found_elsewhere_missing_or_without_a_document(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, rows = found(folder, capsys)
    assert code == 1
    assert [*told(rows, "observation")] == [
        ("5126.13", "found", 2),
        ("4960", "found", 3),
        ("4600", "found", 3),
        ("1404", "not-found", None),
        ("4000", "no-document", None),
        ("3900", "found", 3),
    ]
    assert [*told(rows, "limit")] == [("<=1", "found", 2), ("<=3", "not-found", None)]
    assert [*told(rows, "made")] == [
        ("12", "not-found", None),
        ("1", "found", 2),
        ("2", "found", 2),
        ("", "nothing-to-find", None),
    ]
    assert [*told(rows, "made-on")] == [("2024-12-07", "found", 1)] * 2
    assert [*told(rows, "node")] == [("2024-12-27", "found", 1)]
    assert [*told(rows, "planned")] == [("2029-06", "worked-out", None)]
    assert [*told(rows, "evidence")] == [
        ("1342", "found", 3),
        ("2029", "found", 3),
        ("2025-01-08", "nothing-to-find", None),
    ]
    assert [*told(rows, "crossing")] == [("5", "found", 1)]


def test_what_the_text_only_calls_more_than_or_nearly_is_marked(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _, rows = found(folder, capsys)
    assert [one["value"] for one in rows if one["hedged"]] == ["4600", "3900"]
    bounded = ONE.replace("value: 4600", 'value: ">=4600"').replace("value: 3900", 'value: "~3900"')
    (folder / "one.yaml").write_text(bounded, encoding="utf-8")
    assert not [one for one in found(folder, capsys)[1] if one["hedged"]]


def test_a_figure_in_another_paragraph_is_found_elsewhere_and_no_failure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    moved = ONE.replace(
        "5126.13, source: report, paragraph: 2", "5126.13, source: report, paragraph: 9"
    )
    moved = moved.replace("value: 1404", "value: 11404").replace("at_most: 3", "at_most: 2")
    moved = moved.replace("「12」：", "")
    (folder / "one.yaml").write_text(moved, encoding="utf-8")
    code, rows = found(folder, capsys)
    assert code == 0
    assert next(told(rows, "observation")) == ("5126.13", "elsewhere", 2)
    assert {one["result"] for one in rows} >= {"no-document", "worked-out", "nothing-to-find"}


def test_every_finding_has_the_place_of_its_figure(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = {
        name: (folder / f"{name}.yaml").read_text("utf-8").splitlines()
        for name in ("one", "catalog")
    }
    for one in found(folder, capsys)[1]:
        line = lines[one["file"].removesuffix(".yaml")][one["line"] - 1]
        assert one["source"] in line or one["what"] == "limit"
        number = one["value"].lstrip("<>=~")
        if one["what"] in {"observation", "limit", "crossing", "node", "planned"}:
            assert number in line[one["column"] - 1 :]


def test_the_text_says_where_and_counts(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder.parent / "copies" / "stranger.txt").write_text("x", encoding="utf-8")
    options = ["verify-sources", "--documents", str(folder.parent / "copies")]
    for language, words in (
        (
            "en",
            ["found in paragraph 2, as cited", "not found", "1 of 3", "stranger", "no-document"],
        ),
        ("zh", ["在所引的第 2 段查到", "没有查到", "1 个，共 3 个来源", "stranger", "no-document"]),
    ):
        assert main([*options, "--lang", language, str(folder)]) == 1
        said = capsys.readouterr().out
        assert [word for word in words if word not in said] == ["no-document"]
        assert "one.yaml:11:11: " in said


def test_what_is_wrong_stands_first_and_a_near_id_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    copies = folder.parent / "copies"
    (copies / "vist.txt").write_text("x", encoding="utf-8")
    (copies / "rep.txt").write_text("x", encoding="utf-8")
    (copies / "quite-other.txt").write_text("x", encoding="utf-8")
    main(["verify-sources", "--documents", str(copies), "--lang", "en", str(folder)])
    lines = capsys.readouterr().out.splitlines()
    assert lines[:3] == [
        "'quite-other' is no source's id",
        "'rep' is no source's id; is it report?",
        "'vist' is no source's id; is it visit?",
    ]
    verdicts = [line.split(": ", 1)[1] for line in lines if line.startswith("one.yaml")]
    failed = [index for index, said in enumerate(verdicts) if said.startswith("not found")]
    found = [index for index, said in enumerate(verdicts) if said.startswith("found")]
    assert max(failed) < min(found)


def test_a_document_that_is_no_text_is_named_with_its_place(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder.parent / "copies" / "report.txt").write_bytes("总产值".encode() + b"\xff\xff\x00")
    code = main(["verify-sources", "--documents", str(folder.parent / "copies"), str(folder)])
    assert code == 1
    assert "report.txt:1:4: " in capsys.readouterr().out


def test_without_the_folder_it_is_used_wrongly(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    nowhere = str(folder.parent / "nowhere")
    assert main(["verify-sources", "--documents", nowhere, "--lang", "en", str(folder)]) == 2
    assert nowhere in capsys.readouterr().err


# --- nothing that cites a source is passed over ----------------------------------------------


@pytest.mark.parametrize("folder_of", [ROOT / "data", TINY])
def test_every_use_of_a_source_is_among_the_citations(folder_of: Path) -> None:
    catalog = read(load(folder_of)).catalog
    assert catalog is not None
    assert sorted(used(catalog)) == sorted(
        one.source
        for one in citations(catalog)
        if one.what not in {"made-on", "limit"} and (one.amount or one.what != "baseline")
    )


def used(catalog: Catalog) -> Iterator[str]:
    """Yield the source of each noun that has to have one."""
    whole = (catalog.frame.schematic, catalog.indicators, catalog.commitments)
    return (source for _, noun in nouns(whole) if (source := cites(noun)))
