from pathlib import Path

import plotly.graph_objects as go
import pytest
from small import AS_OF, catalog, indicator, target

from dashboard.assessment import assess
from dashboard.figures.targets import pace_bar, parts_bar, trajectory, waffle
from dashboard.frames.counts import PartsBar, Waffle, parts_of, waffle_of
from dashboard.frames.targets import Pace, Trajectory, pace_of, trajectory_of
from dashboard.model import Catalog, TargetCommitment
from dashboard.reading import read
from dashboard.sentences.targets import (
    pace_finding,
    parts_alt,
    parts_finding,
    share_words,
    trajectory_alt,
    trajectory_finding,
    waffle_finding,
)
from dashboard.store import load
from dashboard.theme import look
from dashboard.values import parse_amount
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")
FIGURES = {"a1": {"2019": 100, "2020": 110, "2022": 160, "2023": 190, "2024": 210}}
BASE = {"baseline": {"period": "2020"}}


def path(made: Catalog, identity: str = "p") -> Trajectory:
    found = trajectory_of(made, made.commitments[identity], AS_OF)
    assert found is not None
    return found


def drawn(made: Catalog, say: Wording = ZH, *, compact: bool = False) -> go.Figure:
    return trajectory(path(made), look=look(made.frame, "light"), say=say, compact=compact)


def said(figure: go.Figure) -> str:
    return "\n".join(label.text for label in figure.layout.annotations)


def test_the_path_runs_through_the_rows_of_a_plan() -> None:
    plan = [{"period": "2021", "percent": "50"}, {"period": "2023", "percent": "100"}]
    made = catalog(
        indicator("it", FIGURES),
        commitments=(target("p", "it", **BASE, method="earned-value", plan=plan),),
    )
    frame = path(made)
    assert frame.path is not None
    assert frame.path.corners == ((2020.0, 110.0), (2021.0, 155.0), (2023.0, 200.0))
    # half of the 90 by 2021, half of the rest a year later
    assert frame.planned == (2022.0, pytest.approx(177.5))


def test_the_path_runs_from_the_baseline_to_the_deadline() -> None:
    made = catalog(indicator("it", FIGURES), commitments=(target("p", "it", **BASE),))
    frame = path(made)
    assert frame.path is not None
    assert frame.path.corners == ((2020.0, 110.0), (2023.0, 200.0))
    # two of three years gone: 110 + 90 x 2/3
    assert frame.planned == (2022.0, pytest.approx(170.0))
    words = said(drawn(made))
    assert "序时应达 170" in words
    assert "190<br>目标的 95%" in words
    assert "目标 ≥200" in words


def test_the_target_is_a_bar_over_the_window_of_its_deadline() -> None:
    made = catalog(indicator("it", FIGURES), commitments=(target("p", "it"),))
    bar = next(trace for trace in drawn(made).data if trace.line.width == 4)
    assert list(bar.x) == pytest.approx([2022.5, 2023.5])
    assert not any(trace.line.dash == "dash" for trace in drawn(made).data)


def test_a_revised_target_keeps_the_old_bar_pale() -> None:
    ledger = [
        {
            "at_least": "200",
            "by": "2023",
            "set_on": "2020-05-07",
            "source": "paper",
            "published": "2020",
        },
        {
            "at_least": "240",
            "by": "2026",
            "set_on": "2022-05-07",
            "source": "paper",
            "published": "2022",
        },
    ]
    made = catalog(indicator("it", FIGURES), commitments=(target("p", "it", targets=ledger),))
    bars = [trace for trace in drawn(made).data if trace.line.width == 4]
    palette = look(made.frame, "light").palette
    assert [bar.line.color for bar in bars] == [palette.axis, palette.ink]
    assert "原目标 ≥200" in said(drawn(made))
    assert "截至 2026-03-20" in said(drawn(made))


@pytest.mark.parametrize(
    ("figures", "words"),
    [
        ({}, "○ 实绩：暂无数据"),
        ({"a1": {"2022": 5}}, "○ 只有一个数"),
        ({"a1": {"2022-H1": 5}}, "○ 没查到整年的数"),
    ],
)
def test_too_little_is_said_and_no_path_is_drawn(
    figures: dict[str, dict[str, object]], words: str
) -> None:
    made = catalog(indicator("it", figures), commitments=(target("p", "it"),))
    assert words in said(drawn(made))
    assert trajectory_alt(path(made), EN)


def test_without_a_date_there_is_no_bar() -> None:
    undated = [{"at_least": "200", "set_on": "2020", "source": "paper"}]
    made = catalog(indicator("it", FIGURES), commitments=(target("p", "it", targets=undated),))
    assert "未定期限" in said(drawn(made))
    assert not any(trace.line.width == 4 for trace in drawn(made).data)
    bare = catalog(indicator("it", {}), commitments=(target("p", "it", targets=undated),))
    assert "不画路径" in said(drawn(bare))


def test_a_range_has_two_bars_and_no_share() -> None:
    between = [{"between": ["150", "200"], "by": "2023", "set_on": "2020", "source": "paper"}]
    made = catalog(indicator("it", FIGURES), commitments=(target("p", "it", targets=between),))
    assert sum(trace.line.width == 4 for trace in drawn(made).data) == 2
    frame = path(made)
    assert share_words(frame, frame.used[-1], ZH) == ""


def test_what_is_promised_together_is_drawn_too() -> None:
    made = catalog(
        indicator("it", {"joint": {"2024": 210, "2022": 180}}),
        commitments=(target("p", "it", by=["joint"], area="joint"),),
    )
    assert "共同" in said(drawn(made))
    assert trajectory_finding(path(made), ZH) == "2024 年 210 亿元；目标≥200 亿元（2023 年底前）"


def test_pace_is_said_in_points_and_drawn_as_a_line() -> None:
    made = catalog(indicator("it", FIGURES), commitments=(target("p", "it", **BASE),))
    pace = pace_of(assess(made, made.commitments["p"], AS_OF))
    assert pace is not None
    assert pace.share == pytest.approx(100 / 90)
    assert pace.elapsed == 1.0
    assert pace_finding(Pace(0.174, 0.25, "2025-Q1"), ZH) == "完成 17.4%，慢于序时 7.6 个百分点"
    assert pace_finding(Pace(0.25, 0.25, ""), EN) == "25% done, on the planned pace"
    lost = Pace(-110.0, 0.6, "2024", start=("2015", 99.0), value=parse_amount("99.5"))
    assert pace_finding(lost, ZH) == "比起点更差：起点（2015 年）99，2024 年 99.5"
    colours = look(made.frame, "light")
    drawn_lost = said(pace_bar(lost, look=colours, say=ZH))
    assert "比起点更差" in drawn_lost
    assert "11,000" not in drawn_lost
    figure = pace_bar(Pace(0.174, 0.25, "2025-Q1"), look=colours, say=ZH)
    assert "序时 25%（2025 年第 1 季度）" in said(figure)
    assert "不算序时" in said(pace_bar(Pace(0.5, None, ""), look=colours, say=ZH, compact=True))
    assert pace_bar(Pace(6.0, 1.0, ""), look=colours, say=ZH).layout.xaxis.range[1] == 600
    made = catalog(indicator("it", {}), commitments=(target("p", "it"),))
    assert pace_of(assess(made, made.commitments["p"], AS_OF)) is None


def count(figures: dict[str, object], **added: object) -> tuple[Catalog, Waffle]:
    goal = [{"at_least": "100", "set_on": "2020", "source": "paper"}]
    total = indicator("total", {"a1": figures}, unit="firm", nature="stock", compare_with=["new"])
    new = indicator("new", {"a1": dict(added)}, unit="firm")
    made = catalog(total, new, commitments=(target("p", "total", targets=goal),))
    found = waffle_of(made, made.commitments["p"], AS_OF)
    assert found is not None
    return made, found


def test_cells_are_filled_by_the_total_or_else_by_what_was_added() -> None:
    made, frame = count({"2024": 37})
    assert frame.filled == 37
    figure = waffle(frame, look=look(made.frame, "light"), say=ZH)
    assert [len(trace.x) for trace in figure.data] == [63, 37]
    assert "还差 63 格" in said(figure)
    made, frame = count({}, **{"2025": 11})
    assert frame.filled == 11
    figure = waffle(frame, look=look(made.frame, "light"), say=ZH, compact=True)
    assert "不是累计" in said(figure)
    assert "其余 89 格" in said(figure).replace("<br>", "")
    assert waffle_finding(frame, ZH) == "100 家的目标：累计数没查到"


def test_an_expected_addition_fills_nothing() -> None:
    made, frame = count({}, **{"2025": {"value": "57", "status": "expected"}})
    assert frame.filled == 0
    words = said(waffle(frame, look=look(made.frame, "light"), say=ZH)).replace("<br>", "")
    assert "预计 57 家" in words
    assert "不填格" in words
    assert "100 格都空" in words


def test_a_preliminary_addition_is_called_so_and_fills_nothing() -> None:
    made, frame = count({}, **{"2025": {"value": "11", "status": "preliminary"}})
    assert (frame.filled, frame.sources) == (0, ("paper",))
    words = said(waffle(frame, look=look(made.frame, "light"), say=ZH))
    assert "初步 11" in words
    assert "预计" not in words


@pytest.mark.parametrize(
    ("goal", "given"),
    [("20", {"unit": "firm", "nature": "stock"}), ("500", {"unit": "firm", "nature": "stock"}),
     ("100", {"unit": "firm"}), ("100", {})],
)  # fmt: skip
def test_only_counts_of_fifty_to_two_hundred_are_cells(goal: str, given: dict[str, str]) -> None:
    ledger = [{"at_least": goal, "set_on": "2020", "source": "paper"}]
    made = catalog(indicator("it", {}, **given), commitments=(target("p", "it", targets=ledger),))
    assert waffle_of(made, made.commitments["p"], AS_OF) is None


def parts(first: dict[str, object]) -> tuple[Catalog, PartsBar]:
    ledger = [{"at_least": "10", "set_on": "2020", "source": "paper"}]
    made = catalog(
        indicator("x", {"a1": first}, unit="km", nature="stock", compare_with=["beside"]),
        indicator("y", {}, unit="km", nature="stock"),
        indicator("beside", {"a1": {"2024": 7}}, unit="km", nature="stock"),
        commitments=(
            {"id": "p", "kind": "target", "by": ["a1"], "parts": [
                {"id": "one", "name": "one", "indicator": "x", "targets": ledger},
                {"id": "two", "name": "two", "indicator": "y", "targets": ledger},
            ]},
        ),
    )  # fmt: skip
    found = parts_of(made, made.commitments["p"], AS_OF)
    assert found is not None
    return made, found


def test_parts_stand_side_by_side_and_the_unknown_is_dotted() -> None:
    made, frame = parts({})
    assert frame.whole == 20
    figure = parts_bar(frame, look=look(made.frame, "light"), say=ZH)
    assert [shape.line.dash for shape in figure.layout.shapes].count("dot") == 1
    assert "○ 2 部分的实际数：暂无数据" in said(figure)
    assert "<b>7</b> (2024)" in said(figure)
    assert parts_finding(frame, ZH) == "规划分成 2 部分，实际数都没查到"
    made, frame = parts({"2024": 4})
    figure = parts_bar(frame, look=look(made.frame, "dark"), say=EN, compact=True)
    assert "○ no data" in said(figure)
    assert "one planned 10, actual 4" in parts_alt(frame, EN)


def test_parts_of_unlike_units_make_no_bar() -> None:
    made = catalog(indicator("it", {}), commitments=(target("p", "it"),))
    assert parts_of(made, made.commitments["p"], AS_OF) is None


@pytest.mark.parametrize("say", [ZH, EN])
@pytest.mark.parametrize("compact", [False, True])
def test_every_shipped_target_is_drawn(say: Wording, *, compact: bool) -> None:
    made = read(load(Path(__file__).parents[1] / "data")).catalog
    colours = look(made.frame, "dark")
    for item in made.commitments.values():
        if not isinstance(item, TargetCommitment):
            continue
        frame = trajectory_of(made, item, AS_OF)
        if frame is not None:
            assert trajectory(frame, look=colours, say=say, compact=compact).layout.annotations
        cells, bars = waffle_of(made, item, AS_OF), parts_of(made, item, AS_OF)
        if cells is not None:
            assert waffle(cells, look=colours, say=say, compact=compact).data
        if bars is not None:
            assert parts_bar(bars, look=colours, say=say, compact=compact).layout.shapes
        for part in item.parts:
            assert trajectory_of(made, item, AS_OF, part=part.id) is not None
