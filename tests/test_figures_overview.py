from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.assessment import Verdict, assess_all
from dashboard.figures.fitting import elide, elide_middle, width, wrap
from dashboard.figures.overview import matrix, unit_bar
from dashboard.frames.overview import CELLS, STATUSES, counts, matrix_cells, statuses, table
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.sentences.overview import alt_matrix, alt_unit_bar, headline
from dashboard.store import load
from dashboard.theme import SIGNS, Look, look
from dashboard.wording import Wording

AS_OF = date(2026, 3, 20)
ZH, EN = Wording("zh"), Wording("en")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read(load(Path(__file__).parents[1] / "data")).catalog


@pytest.fixture(scope="module")
def verdicts(catalog: Catalog) -> Mapping[str, Verdict]:
    return assess_all(catalog, AS_OF)


@pytest.fixture(scope="module")
def frame(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    return statuses(catalog, verdicts, language="zh")


@pytest.fixture(scope="module")
def light(catalog: Catalog) -> Look:
    return look(catalog.frame, "light")


def said(figure: go.Figure) -> list[str]:
    return [label.text for label in figure.layout.annotations]


def test_statuses_are_worst_first_then_in_the_order_of_areas(frame: pd.DataFrame) -> None:
    assert list(frame.columns) == list(STATUSES)
    assert frame["order"].is_monotonic_increasing
    assert frame["id"].is_unique
    areas = ["jingjiang", "joint", "jiangyin"]
    for _, group in frame.groupby("sign"):
        places = [areas.index(area) for area in group["area"]]
        assert places == sorted(places)


def test_counts_leave_out_what_nothing_has(frame: pd.DataFrame) -> None:
    counted = counts(frame)
    assert counted["count"].sum() == len(frame)
    assert (counted["count"] > 0).all()


def test_the_bar_has_a_cell_and_a_target_for_each_commitment(
    frame: pd.DataFrame, light: Look
) -> None:
    figure = unit_bar(frame, look=light, say=ZH)
    cells = [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert len(cells) == len(frame) == len(figure.data[0].x)
    assert [row[0] for row in figure.data[0].customdata] == list(frame["id"])
    for sign, cell in zip(frame["sign"], cells, strict=True):
        assert (cell.fillcolor == "rgba(0,0,0,0)") == (not SIGNS[sign].is_solid)


def test_each_group_of_the_bar_has_its_glyph_word_and_count(
    frame: pd.DataFrame, light: Look
) -> None:
    labels = said(unit_bar(frame, look=light, say=ZH))
    shown = counts(frame)
    assert len(labels) == len(shown)
    for text, sign, count in zip(labels, shown["sign"], shown["count"], strict=True):
        assert SIGNS[sign].glyph in text
        assert ZH(f"status.{sign}") in text
        assert f"<b>{count}</b>" in text


def test_labels_of_the_bar_never_meet(light: Look) -> None:
    rows = [
        {**dict.fromkeys(STATUSES, ""), "id": sign, "sign": sign, "order": 0, "late": False}
        for sign in SIGNS
    ]
    figure = unit_bar(table(rows, STATUSES), look=light, say=EN)
    edge = -1.0
    for label, sign in zip(figure.layout.annotations, SIGNS, strict=True):
        left = label.x / len(rows) * 1206
        assert left >= edge
        edge = left + width(f"{SIGNS[sign].glyph} {EN(f'status.{sign}')}", 13)
    assert edge <= 1206


def test_a_phone_gets_the_bar_without_labels(frame: pd.DataFrame, light: Look) -> None:
    figure = unit_bar(frame, look=light, say=ZH, compact=True)
    assert not figure.layout.annotations
    assert figure.layout.height == 32


def test_the_matrix_shows_two_banks_and_a_river(
    catalog: Catalog, frame: pd.DataFrame, light: Look
) -> None:
    figure = matrix(matrix_cells(catalog, frame, language="zh"), look=light, say=ZH)
    edges = [shape.line.color for shape in figure.layout.shapes if shape.line.width == 2]
    assert edges == [light.area("jingjiang").mark, light.area("jiangyin").mark]
    river = next(shape for shape in figure.layout.shapes if shape.type == "rect")
    assert river.fillcolor == light.palette.river
    north, south = (said(figure).index(f"<b>{name}</b>") for name in ("靖江", "江阴"))
    assert figure.layout.annotations[north].y < river.y0 < figure.layout.annotations[south].y


def test_a_click_in_the_matrix_gives_the_commitment(
    catalog: Catalog, frame: pd.DataFrame, light: Look
) -> None:
    figure = matrix(matrix_cells(catalog, frame, language="en"), look=light, say=EN)
    clicked = {row[0] for row in figure.data[0].customdata}
    assert clicked <= set(frame["id"])
    assert "river-tunnel" in clicked
    assert figure.layout.xaxis.fixedrange is not False


def test_a_full_cell_says_how_many_are_left_out(light: Look) -> None:
    one = {"area": "a", "area_name": "甲", "side": "", "column": "c", "column_name": "栏"}
    rows = [
        {**one, "id": f"i{n}", "name": f"项{n}", "title": "t", "sign": "stale"} for n in range(9)
    ]
    figure = matrix(table(rows, CELLS), look=light, say=ZH)
    assert len(figure.data[0].x) == 5
    assert "… 另 4 项" in said(figure)


def test_twenty_areas_are_a_plain_matrix(light: Look) -> None:
    rows = [
        {
            "area": f"a{area}",
            "area_name": f"Area {area}",
            "side": "",
            "column": f"c{column}",
            "column_name": f"Column {column}",
            "id": f"i{area}-{column}" if area % 3 else "",
            "name": "a name that is much too long for the cell it is in" if area % 3 else "",
            "title": "t",
            "sign": "no-data" if area % 3 else "",
        }
        for area in range(20)
        for column in range(5)
    ]
    figure = matrix(table(rows, CELLS), look=light, say=EN)
    assert not [shape for shape in figure.layout.shapes if shape.type == "rect"]
    assert sum(text.startswith("<b>Area") for text in said(figure)) == 20
    names = [text.split("  <span")[0] for text in said(figure) if "much" in text]
    assert names
    assert all(name.endswith("…") and width(name, 13) < 150 for name in names)


def test_nothing_is_said_to_be_nothing(catalog: Catalog, light: Look) -> None:
    nothing = statuses(catalog, {}, language="zh")
    assert list(nothing.columns) == list(STATUSES)
    assert "没有符合的承诺" in said(unit_bar(nothing, look=light, say=ZH))[0]
    cells = matrix_cells(catalog, nothing, language="zh")
    assert len(matrix(cells, look=light, say=ZH).data[0].x) == 0
    assert "没有符合的承诺" in said(matrix(table([], CELLS), look=light, say=ZH))[0]
    assert headline(catalog, {}, ZH) == "到这一天还没有承诺"
    assert alt_unit_bar(nothing, ZH) == alt_matrix(cells, ZH) == "没有符合的承诺"


def test_data_text_is_never_read_as_a_tag(light: Look) -> None:
    row = {**dict.fromkeys(CELLS, "x"), "sign": "missed", "name": "a<b>&", "title": "<i>%{x}"}
    figure = matrix(table([row], CELLS), look=light, say=EN)
    assert any(text.startswith("a&lt;b&gt;&amp;  ") for text in said(figure))
    assert "&lt;i&gt;%{x}" in figure.data[0].hovertext[0]
    assert figure.data[0].hovertemplate is None


@pytest.mark.parametrize("say", [ZH, EN])
def test_the_parts_of_the_finding_add_up(
    catalog: Catalog, verdicts: Mapping[str, Verdict], say: Wording
) -> None:
    numbers = [int(word) for word in headline(catalog, verdicts, say).split() if word.isdigit()]
    if say is ZH:
        numbers = [int("".join(filter(str.isdigit, word))) for word in
                   headline(catalog, verdicts, say).replace("：", "，").split("，")]  # fmt: skip
    assert numbers[0] == len(verdicts) == sum(numbers[1:])
    assert 0 not in numbers


def test_one_commitment_is_said_in_the_singular(
    catalog: Catalog, verdicts: Mapping[str, Verdict]
) -> None:
    one = {"river-tunnel": verdicts["river-tunnel"]}
    assert headline(catalog, one, EN) == "1 commitment: 1 overdue"
    assert headline(catalog, one, ZH) == "1 项承诺：逾期 1 项"


def test_texts_are_cut_at_a_width() -> None:
    assert elide("江阴", 100, 14) == "江阴"
    assert elide("江阴靖江长江隧道", 60, 14) == "江阴靖…"
    assert (
        wrap("one two three four", 60, 13) == ["one two", "three f…"]
        or len(wrap("one two three four", 60, 13)) == 2
    )


def test_names_that_would_look_alike_are_cut_in_the_middle(light: Look) -> None:
    names = [f"1.1.1 A long name of a measure: at most {n}0%" for n in (2, 3)]
    rows = [
        {**dict.fromkeys(CELLS, ""), "area": "a", "area_name": "A", "column": str(column),
         "column_name": str(column), "id": f"c{n}", "name": name, "title": name,
         "sign": "on-track"}
        for column in range(5)
        for n, name in enumerate(names)
    ]  # fmt: skip
    texts = said(matrix(table(rows, CELLS), look=light, say=EN))
    assert sum("20%" in text for text in texts) == 5
    assert sum("30%" in text for text in texts) == 5
    for room in (40, 80, 160):
        assert width(elide_middle(names[0], room, 13), 13) <= room
    assert elide_middle("short", 160, 13) == "short"
