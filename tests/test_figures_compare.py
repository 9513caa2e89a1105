from datetime import date
from pathlib import Path

import plotly.graph_objects as go
import pytest
from small import AS_OF, PEOPLE, catalog, indicator, target

from dashboard.figures.compare import lines, ratio
from dashboard.figures.placing import Box, Ground, Spot, nice_ticks
from dashboard.frames.compare import LENSES, indicators_compared, lens_absolute, lens_own_target
from dashboard.frames.figures import promising
from dashboard.frames.ratios import ratios_of
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.sentences.compare import finding
from dashboard.store import load
from dashboard.theme import look
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")


@pytest.fixture(scope="module")
def shipped() -> Catalog:
    return read(load(Path(__file__).parents[1] / "data")).catalog


def drawn(made: Catalog, identity: str, *, compact: bool = False, say: Wording = ZH) -> go.Figure:
    lens = lens_absolute(made, identity, AS_OF)
    return lines(lens, look=look(made.frame, "light"), say=say, compact=compact)


def said(figure: go.Figure) -> str:
    return "\n".join(label.text for label in figure.layout.annotations)


def test_neighbouring_years_are_joined_and_gaps_are_dotted() -> None:
    made = catalog(indicator("it", {"a1": {"2019": 1, "2020": 2, "2023": 3}}))
    dashes = {trace.line.dash for trace in drawn(made, "it").data if trace.mode == "lines"}
    assert dashes == {"solid", "dot"}


def test_part_years_stand_alone_with_their_period() -> None:
    made = catalog(indicator("it", {"a1": {"2022": 5, "2023": 6, "2023-H1": 3}, "a2": {"2023": 1}}))
    figure = drawn(made, "it")
    assert "3 (2023 上半年)" in said(figure)
    joined = [y for trace in figure.data if trace.mode == "lines" for y in trace.y if y]
    assert 3 not in joined
    assert "diamond-tall" in figure.data[-1].marker.symbol


def test_bounds_and_conflicts_have_marks_of_their_own() -> None:
    figures = {"a1": {"2020": ">=5", "2021": "~6", "2022": {"value": "7", "status": "expected"}}}
    conflict = indicator("it", figures)
    conflict["observations"]["a2"] = [
        {"period": "2022", "value": "9", "source": "paper", "used": "yes"},
        {"period": "2022", "value": "12", "source": "paper"},
        {"period": "2022", "value": "9.0", "source": "paper"},
    ]
    figure = drawn(catalog(conflict), "it")
    symbols = sorted(figure.data[-1].marker.symbol)
    assert symbols == ["circle", "circle", "circle", "triangle-up", "x-thin-open"]
    assert "× 未采用：12" in said(figure)


def test_an_area_without_figures_is_said_and_its_target_drawn_open() -> None:
    figures = {"a2": {"2020": 650, "2024": 1002}}
    made = catalog(
        indicator("it", figures, unit="firm", nature="stock"), commitments=(target("p", "it"),)
    )
    figure = drawn(made, "it")
    assert "○ 甲1市：暂无数据" in said(figure)
    assert "甲1市目标 ≥200" in said(figure)
    assert any(trace.marker.symbol == "diamond" for trace in figure.data)
    undated = target("p", "it", targets=[{"at_least": "200", "set_on": "2020", "source": "paper"}])
    made = catalog(indicator("it", figures, unit="firm", nature="stock"), commitments=(undated,))
    assert "未定期限" in said(drawn(made, "it"))


def test_the_own_target_is_a_bar_at_a_hundred_over_its_window() -> None:
    made = catalog(
        indicator("it", {"a1": {"2022": 100, "2023": 190}}), commitments=(target("p", "it"),)
    )
    lens = lens_own_target(made, "it", AS_OF)
    figure = lines(lens, look=look(made.frame, "light"), say=ZH)
    bar = next(trace for trace in figure.data if trace.line.width == 4)
    assert list(bar.y) == [100, 100]
    assert list(bar.x) == pytest.approx([2022.5, 2023.5])
    assert "没查到目标" in said(figure)


@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("count", [1, 2, 3, 4, 20])
def test_any_number_of_areas_can_be_drawn(count: int, *, compact: bool) -> None:
    figures = {f"a{n}": {"2020": n, "2021": n + 1} for n in range(1, count)}
    made = catalog(indicator("it", figures or {"a1": {"2020": 1}}), count=count)
    figure = drawn(made, "it", compact=compact)
    assert figure.data
    assert not figure.layout.showlegend
    if count > 3:
        panels = [name for name in figure.to_plotly_json()["layout"] if name.startswith("xaxis")]
        assert len(panels) == count
        assert "暂无数据" in said(figure)


def test_nothing_known_is_one_line_of_words() -> None:
    made = catalog(indicator("it", {}))
    assert "没查到" in said(drawn(made, "it"))
    assert "没有一项" in said(
        ratio((), areas=promising(made), look=look(made.frame, "light"), say=ZH)
    )


def test_text_of_the_data_is_never_read_as_a_tag() -> None:
    made = catalog(indicator("it", {"a1": {"2020": 1}}, unit="firm"))
    area = made.frame.areas[0].model_copy(
        update={"name": made.frame.areas[0].name._replace(zh="<b>x</b>")}
    )
    made = made._replace(
        frame=made.frame.model_copy(update={"areas": (area, *made.frame.areas[1:])})
    )
    assert "<b>x</b>" not in said(drawn(made, "it"))
    assert "&lt;b&gt;x" in said(drawn(made, "it"))


def test_a_pair_has_two_sides_and_more_areas_have_one() -> None:
    two = catalog(indicator("it", {"a1": {"2020": 3}, "a2": {"2020": 1}}), PEOPLE)
    figure = ratio(
        ratios_of(two, AS_OF), areas=promising(two), look=look(two.frame, "light"), say=ZH
    )
    ends = [trace.x[-1] for trace in figure.data if trace.mode == "lines"]
    assert ends[0] < 0 < ends[1]
    assert "← 甲1市大" in said(figure)
    many = catalog(indicator("it", {"a1": {"2020": 3}, "a2": {"2020": 1}}), count=5)
    figure = ratio(
        ratios_of(many, AS_OF), areas=promising(many), look=look(many.frame, "dark"), say=EN
    )
    assert figure.data[0].x[-1] > 0
    assert "Town 1 ÷ Town 2" in said(figure)


def test_labels_take_free_ground_first() -> None:
    ground = Ground(Box(0, 0, 100, 100), taken=[Box(40, 52, 60, 70)])
    above, below = Spot("center", 0, 12), Spot("center", 0, -12)
    assert ground.find((20, 10), (50, 50), (above, below)) == below
    assert ground.find((20, 10), (50, 50), (above, below)) is None
    assert ground.best((20, 10), (50, 50), (above, below)) in {above, below}


@pytest.mark.parametrize(
    ("low", "high", "ticks"),
    [(0, 5844, [0, 2000, 4000]), (0, 1, [0, 0.5, 1]), (92, 165, [100, 150]), (0, 0.9, [0, 0.5])],
)
def test_ticks_are_round_and_few(low: float, high: float, ticks: list[float]) -> None:
    assert nice_ticks(low, high) == ticks


@pytest.mark.parametrize("say", [ZH, EN])
@pytest.mark.parametrize("compact", [False, True])
def test_every_shipped_indicator_can_be_seen_through_every_lens_it_has(
    shipped: Catalog, say: Wording, *, compact: bool
) -> None:
    day = date(2026, 3, 20)
    for identity in indicators_compared(shipped, day):
        for build in LENSES.values():
            lens = build(shipped, identity, day)
            figure = lines(lens, look=look(shipped.frame, "dark"), say=say, compact=compact)
            assert figure.layout.template.layout.paper_bgcolor == "rgba(0,0,0,0)"


def test_page_findings_fit_one_line(shipped: Catalog) -> None:
    day = date(2026, 3, 20)
    for identity in indicators_compared(shipped, day):
        text = finding(lens_absolute(shipped, identity, day), ZH)
        assert sum(1 if ord(mark) > 0x2E80 else 0.5 for mark in text) <= 30, text
