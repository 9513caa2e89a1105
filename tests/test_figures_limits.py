import plotly.graph_objects as go
import pytest
from small import AS_OF, catalog, indicator, limits
from test_frames_limits import BOTH, DAYS, shipped

from dashboard.figures.limits import staircase
from dashboard.frames.limits import limit_panels, panel_of
from dashboard.theme import look
from dashboard.wording import Wording

ZH, EN = Wording("zh"), Wording("en")


def said(figure: go.Figure) -> str:
    return "\n".join(label.text for label in figure.layout.annotations)


def test_limits_are_filled_steps_and_unknown_ones_dotted_without_fill() -> None:
    (panel,) = limit_panels(BOTH, AS_OF)
    figure = staircase(panel, look=look(BOTH.frame, "light"), say=ZH)
    steps = [trace for trace in figure.data if trace.fill == "tozeroy"]
    assert [trace.line.width for trace in steps] == [4, 4]
    dotted = [trace for trace in figure.data if trace.line.dash == "dot"]
    assert [list(trace.y) for trace in dotted] == [[3, 3]]
    assert not dotted[0].fill
    assert list(steps[0].x)[-1] == dotted[0].x[0]


def test_measurements_are_dots_and_a_zone_is_open() -> None:
    (panel,) = limit_panels(BOTH, AS_OF)
    figure = staircase(panel, look=look(BOTH.frame, "light"), say=ZH)
    dots = [trace for trace in figure.data if trace.mode == "markers"]
    paper = look(BOTH.frame, "light").palette.paper
    assert [dot.marker.color == paper for dot in dots] == [True, True, True]
    assert said(figure).count("全市实测：暂无数据") == 2
    assert "非全市" in said(figure)


def test_words_are_explained_once() -> None:
    (panel,) = limit_panels(BOTH, AS_OF)
    colours = look(BOTH.frame, "dark")
    first = said(staircase(panel, look=colours, say=ZH, first=True))
    middle = said(staircase(panel, look=colours, say=ZH, first=False))
    assert "上限" in first
    assert "上限" not in middle
    for words in (first, middle):
        assert words.count("目标") == 1
        assert words.count("全省实测") == 2  # a dot of somebody else always says whose it is
    assert "≤1" in middle


def test_a_row_without_limits_says_so() -> None:
    made = catalog(indicator("days", {}, unit="day"), commitments=(limits("x", "2", "2019-01-01"),))
    (panel,) = limit_panels(made, AS_OF)
    assert "○ 没查到上限" in said(staircase(panel, look=look(made.frame, "light"), say=ZH))


def test_nothing_known_is_a_line_of_words() -> None:
    made = catalog(indicator("bare", {}, unit="day"))
    figure = staircase(panel_of(made, "bare", AS_OF), look=look(made.frame, "light"), say=EN)
    assert "neither" in said(figure)


@pytest.mark.parametrize("count", [1, 3, 20])
def test_rows_grow_with_the_areas(count: int) -> None:
    outside = [{**DAYS["limits"][0], "areas": [f"a{n}" for n in range(1, count + 1)]}]
    made = catalog(indicator("days", {}, unit="day", limits=outside), count=count)
    (panel,) = limit_panels(made, AS_OF)
    figure = staircase(panel, look=look(made.frame, "light"), say=ZH)
    assert len(panel.rows) == count
    assert figure.layout.height > count * 139


@pytest.mark.parametrize("say", [ZH, EN])
@pytest.mark.parametrize("mode", ["light", "dark"])
def test_the_shipped_panels_are_drawn(say: Wording, mode: str) -> None:
    made = shipped()
    panels = limit_panels(made, AS_OF)
    assert len(panels) == 3
    for panel in panels:
        for compact in (False, True):
            figure = staircase(panel, look=look(made.frame, mode), say=say, compact=compact)  # type: ignore[arg-type]
            assert len(figure.data) >= 4
