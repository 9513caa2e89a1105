"""The band, the pace that is tried and the chart of months: what is drawn and said, and where."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from pathlib import Path

import plotly.graph_objects as go
import pytest
import streamlit as st
from browsing import ROOT
from streamlit.testing.v1 import AppTest

from dashboard.app import keeper
from dashboard.assessment import Verdict, assess_all
from dashboard.assessment.uncertainty import Uncertainty, scenario
from dashboard.figures.trajectory import trajectory
from dashboard.figures.xmr import xmr
from dashboard.frames.prospects import Prospect, paces_of, prospect_of
from dashboard.frames.targets import Trajectory, trajectory_of
from dashboard.frames.xmr import Xmr, xmr_of
from dashboard.methods.spc import Assurance
from dashboard.model import Catalog, TargetCommitment
from dashboard.reading import read
from dashboard.sentences import prospects as words
from dashboard.sentences import xmr as xmr_words
from dashboard.store import load
from dashboard.theme import look
from dashboard.wording import LANGUAGES, Wording

PACED = ROOT / "tests" / "data" / "paced"
AS_OF = date(2026, 3, 20)
ZH, EN = Wording("zh"), Wording("en")
SIX, ELEVEN, FEW, MONTHS, TRIAL = (
    "three-hundred-yards", "fewer-leaks", "isle-yards", "permit-in-ten-days", "hundred-letters",
)  # fmt: skip


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    reading = read(load(PACED))
    assert reading.problems == ()
    assert reading.catalog is not None
    return reading.catalog


@pytest.fixture(scope="module")
def verdicts(catalog: Catalog) -> dict[str, Verdict]:
    return dict(assess_all(catalog, AS_OF))


def sure(verdicts: dict[str, Verdict], identity: str) -> Uncertainty:
    found = verdicts[identity].uncertainty
    assert found is not None
    return found


def path(catalog: Catalog, identity: str) -> Trajectory:
    commitment = catalog.commitments[identity]
    assert isinstance(commitment, TargetCommitment)
    found = trajectory_of(catalog, commitment, AS_OF)
    assert found is not None
    return found


def ahead(catalog: Catalog, found: Uncertainty, identity: str, pace: float | None) -> Prospect:
    tried = None if pace is None else scenario(found, pace)
    made = prospect_of(path(catalog, identity), found, tried)
    assert made is not None
    return made


def drawn(catalog: Catalog, made: Prospect, identity: str, *, compact: bool = False) -> go.Figure:
    return trajectory(
        path(catalog, identity), look=look(catalog.frame, "light"), say=ZH, compact=compact,
        prospect=made,
    )  # fmt: skip


def fills(figure: go.Figure) -> list[go.Scatter]:
    return [trace for trace in figure.data if trace.fill == "toself"]


def test_the_band_runs_from_the_latest_figure_to_the_deadline(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    found = sure(verdicts, SIX)
    made = ahead(catalog, found, SIX, None)
    (band,) = made.bands
    assert (band.xs[0], band.xs[-1]) == (2025, 2030)
    assert band.lows[0] == band.highs[0] == 271
    assert (band.lows[-1], band.highs[-1]) == pytest.approx(found.values(2030))
    assert made.lead.end == pytest.approx((2030, 271 + 5 * 59 / 6))
    assert made.tried is None
    assert len(fills(drawn(catalog, made, SIX))) == 1


def test_ten_figures_have_two_bands_the_wider_below(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    made = ahead(catalog, sure(verdicts, ELEVEN), ELEVEN, None)
    assert [band.level for band in made.bands] == [0.95, 0.8]
    wide, narrow = fills(drawn(catalog, made, ELEVEN))
    assert min(wide.y) < min(narrow.y) < max(narrow.y) <= max(wide.y)


def test_few_figures_have_no_band(catalog: Catalog, verdicts: dict[str, Verdict]) -> None:
    made = ahead(catalog, sure(verdicts, FEW), FEW, None)
    assert made.bands == ()
    assert fills(drawn(catalog, made, FEW)) == []


def test_the_band_of_months_reaches_the_deadline_day(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    made = ahead(catalog, sure(verdicts, MONTHS), MONTHS, None)
    assert made.lead.end[0] == pytest.approx(2026.5)  # a year is centred on its number


def test_a_pace_that_is_tried_is_drawn_on_the_same_chart(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    found = sure(verdicts, SIX)
    made = ahead(catalog, found, SIX, 20.0)
    assert made.tried is not None
    assert made.tried.end == (2030, 371)
    for compact in (False, True):
        figure = drawn(catalog, made, SIX, compact=compact)
        ends = [(trace.x[-1], trace.y[-1]) for trace in figure.data if trace.mode == "lines"]
        assert (2030, 371) in ends
        assert figure.layout.yaxis.range[1] > 371
        assert "试算 371" in [label.text for label in figure.layout.annotations]


@pytest.mark.parametrize("identity", [SIX, ELEVEN, FEW, MONTHS, TRIAL])
def test_the_slider_spans_a_standstill_and_twice_what_is_needed(
    catalog: Catalog, verdicts: dict[str, Verdict], identity: str
) -> None:
    found = sure(verdicts, identity)
    paces = paces_of(found, path(catalog, identity).unit.decimals)
    stops = paces.stops
    assert stops[0] <= 0 <= stops[-1]
    assert stops[-1] >= paces.toward * found.required * 2
    assert 10 <= len(stops) <= 45
    assert paces.now == paces.toward * found.way.pace  # where it starts, not a step beside it
    assert paces.now in stops
    assert all(paces.step / 2 <= after - before + 1e-9 for before, after in pairwise(stops))
    said = [words.stop_words(stop, paces, ZH) for stop in stops]
    assert len(set(said)) == len(stops)
    assert [text for text in said if text.startswith("现在 ")] == [said[stops.index(paces.now)]]


def test_the_pace_needed_is_said_with_the_one_of_late(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    def line(identity: str, say: Wording) -> str:
        return words.pace_line(sure(verdicts, identity), path(catalog, identity).unit, say)

    # (320 - 271) / 5 a year; (271 - 255) / 2
    assert line(SIX, ZH) == "每年需增加 9.8 家，过去两年平均 8 家"
    assert line(SIX, EN) == (
        "Needed from now on: 9.8 yards more a year; over the last two years: 8 yards on average"
    )
    # 7.2 points left for five years, and 2.6 in the last two
    assert line(ELEVEN, ZH) == "每年需减少 1.4 个百分点，过去两年平均 1.3 个百分点"
    assert "percentage points less" in line(ELEVEN, EN)
    # 17 months of figures, and 8 of them
    assert "过去 17 个月折合每年 2.2 天" in line(MONTHS, ZH)
    assert "over the last 17 months: 2.2 days as a yearly pace" in line(MONTHS, EN)
    assert line(TRIAL, ZH).endswith("过去 8 个月没有变化")


def test_how_sure_it_is_is_said_by_the_number_of_figures(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    def line(identity: str, say: Wording) -> str:
        return words.likely_line(sure(verdicts, identity), path(catalog, identity).unit, say)

    low, high = sure(verdicts, SIX).values(2030) or (0, 0)
    assert f"在 {low:.0f} 至 {high:.0f} 家之间的可能性为八成" in line(SIX, ZH)
    assert "达到目标的可能性：大约一半（约 51%）" in line(SIX, ZH)
    assert "95% interval" in line(ELEVEN, EN)
    assert "95% interval" not in line(SIX, EN)
    # 108 + 5 x 4 and 108 + 5 x 6
    assert "起点（2022）以来只有 4 个数" in line(FEW, ZH)
    assert "128 至 138 家之间" in line(FEW, ZH)
    assert "起点（2023）以来只有两个数，推算只供参考" in line("isle-leaks", ZH)
    assert "18 figures since the baseline (2024-08)" in line(MONTHS, EN)


def test_class_and_trend_are_said_from_five_figures_on(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    six, few = sure(verdicts, SIX), sure(verdicts, FEW)
    assert words.classes_line(six, ZH) == "这个八成区间从「按序时」到「滞后」，判定接近分界"
    wide = sure(verdicts, TRIAL)
    assert words.classes_line(wide, ZH) == (
        "把握不大：这个八成区间从「按序时」到「严重滞后」，跨了三种状态"
    )
    unit = path(catalog, SIX).unit
    assert "确有上升的走势（偶然排成这样的可能性不到 0.1%）" in words.trend_line(six, unit, ZH)
    assert words.classes_line(few, ZH) == words.trend_line(few, unit, ZH) == ""
    eleven = words.trend_line(sure(verdicts, ELEVEN), path(catalog, ELEVEN).unit, EN)
    assert "do fall" in eleven
    assert "outliers do not move" in eleven


def test_a_pace_that_is_tried_is_said_with_its_year_or_its_status(
    catalog: Catalog, verdicts: dict[str, Verdict]
) -> None:
    found, unit = sure(verdicts, SIX), path(catalog, SIX).unit

    def line(pace: float, say: Wording = ZH) -> str:
        return words.scenario_line(found, scenario(found, pace), unit, say)

    # 49 / 20 = 2.45 years; (371 - 212) / 108 = 147.2 %
    assert line(20) == (
        "每年增加 20 家，2028 年达到目标，到期限为 371 家，走完全程的 147.2%，相当于「按序时」"
    )
    # 271 + 25 = 296; (296 - 212) / 108 = 77.8 %
    assert line(5) == "每年增加 5 家，到期限为 296 家，走完全程的 77.8%，相当于「滞后」"
    # 59 / 6 = 9.83 a year: that of the status itself
    assert line(found.way.pace) == (
        "照起点以来的平均速度，每年增加 9.8 家，2030 年达到目标，到期限为 320 家，"
        "走完全程的 100.2%，相当于「按序时」"
    )
    assert line(0).startswith("不再变化，")
    still = sure(verdicts, TRIAL)  # 71 as at the beginning: its own pace is none
    said = words.scenario_line(still, scenario(still, 0), path(catalog, TRIAL).unit, ZH)
    assert said == "不再变化，到期限为 71 封，走完全程的 0%，相当于「严重滞后」"
    assert line(-4).startswith("每年减少 4 家，")
    assert "reached in 2028" in line(20, EN)


# --- months ----------------------------------------------------------------------------------


def months(catalog: Catalog, identity: str) -> Xmr | None:
    commitment = catalog.commitments[identity]
    assert isinstance(commitment, TargetCommitment)
    assert commitment.indicator
    return xmr_of(catalog, commitment.indicator, commitment.by[0], AS_OF, commitment)


def test_months_are_told_apart_from_noise(catalog: Catalog) -> None:
    frame = months(catalog, MONTHS)
    assert frame is not None
    assert not frame.chart.current.is_trial
    said = "\n".join(xmr_words.lines(frame, ZH))
    assert "2025-06 高出上限（向差）" in said
    # June rose: 14.7, 19.6; the seven falls are those from July on
    assert "2025-07 至 2026-01 连续 7 个月下降（向好）" in said
    assert "试用" not in said


def test_of_a_process_that_moved_nothing_is_said_by_its_mean(catalog: Catalog) -> None:
    moved, still = months(catalog, MONTHS), months(catalog, TRIAL)
    assert moved is not None
    assert still is not None
    assert moved.chart.assurance == still.chart.assurance == Assurance.FAIL
    for say in (ZH, EN):
        failing = say("xmr.assurance.consistent-fail", target="{}").partition("{}")[2]
        said = "\n".join(xmr_words.lines(moved, say))
        assert say("xmr.moved") in said
        assert failing not in said
        said = "\n".join(xmr_words.lines(still, say))
        assert say("xmr.moved") not in said
        assert failing in said


def test_under_twelve_months_the_limits_are_on_trial(catalog: Catalog) -> None:
    frame = months(catalog, TRIAL)
    assert frame is not None
    said = "\n".join(xmr_words.lines(frame, ZH))
    assert "只有 9 个月，不到 12 个月，界限是试用的" in said
    assert xmr_words.finding(frame, ZH) == "答复来信：9 个月都在正常波动之内"


def test_what_is_not_monthly_or_too_short_has_no_chart(catalog: Catalog) -> None:
    assert months(catalog, SIX) is None
    commitment = catalog.commitments[TRIAL]
    assert isinstance(commitment, TargetCommitment)
    assert commitment.indicator
    assert xmr_of(catalog, commitment.indicator, "mist-harbour", AS_OF) is None
    assert xmr_of(catalog, commitment.indicator, "lamp-isle", date(2025, 9, 1)) is None


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("compact", [False, True])
@pytest.mark.parametrize("say", [ZH, EN], ids=LANGUAGES)
def test_the_chart_of_months_has_its_limits_and_marks_what_is_special(
    catalog: Catalog, mode: str, *, compact: bool, say: Wording
) -> None:
    frame = months(catalog, MONTHS)
    assert frame is not None
    looks = look(catalog.frame, "light" if mode == "light" else "dark")
    figure = xmr(frame, look=looks, say=say, compact=compact)
    within = frame.chart.current.limits
    heights = [shape.y0 for shape in figure.layout.shapes if shape.type == "line"]
    assert heights == pytest.approx([within.lower, within.upper, within.mean, 10])
    edges = figure.data[1].marker.line.width
    assert [edge > 0 for edge in edges] == [cause is not None for cause in frame.chart.causes]
    texts = [label.text for label in figure.layout.annotations]
    assert say("xmr.mark.target", value="10") in texts
    assert xmr_words.alt(frame, say)


# --- on the page -----------------------------------------------------------------------------


@pytest.fixture
def _served(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[None]:
    st.cache_resource.clear()
    monkeypatch.setenv("DASHBOARD_CACHE_DIR", str(tmp_path))
    monkeypatch.setattr(keeper, "EVERY", -1.0)
    monkeypatch.setenv("DASHBOARD_AS_OF", AS_OF.isoformat())
    monkeypatch.setenv("DASHBOARD_DATA", str(PACED))
    yield
    st.cache_resource.clear()


def visit(identity: str, **query: str) -> AppTest:
    at = AppTest.from_file(ROOT / "dashboard" / "app" / "main.py", default_timeout=60)
    at.switch_page("screens/commitment.py")
    for key, value in {"id": identity, **query}.items():
        at.query_params[key] = value
    at.run()
    assert [item.message for item in at.exception] == []
    return at


def told(at: AppTest) -> str:
    return "\n".join(item.value for kind in (at.markdown, at.caption) for item in kind)


@pytest.mark.usefixtures("_served")
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_slider_says_where_another_pace_leads_and_stores_nothing(language: str) -> None:
    say = Wording(language)
    at = visit(SIX, lang=language)
    (slider,) = at.select_slider
    assert slider.value == pytest.approx(59 / 6)
    assert "100.2%" in told(at)
    assert say("prospects.slider.start") in told(at)
    assert say("prospects.note") in told(at)
    before = dict(at.query_params)
    slider.set_value(20.0).run()
    assert [item.message for item in at.exception] == []
    assert say("prospects.slider.start") not in told(at)
    assert "2028" in told(at)
    assert "147.2%" in told(at)
    assert dict(at.query_params) == before


@pytest.mark.usefixtures("_served")
def test_months_are_shown_on_the_page_of_their_commitment() -> None:
    at = visit(TRIAL)
    assert "试用" in told(at)
    assert ZH("xmr.title") in [item.value for item in at.subheader]


@pytest.mark.usefixtures("_served")
@pytest.mark.parametrize(
    ("identity", "day"), [("yards-two-forty", "2026-03-20"), (SIX, "2031-06-30")]
)
def test_what_is_decided_or_over_has_no_band_and_no_slider(identity: str, day: str) -> None:
    at = visit(identity, as_of=day)
    assert len(at.select_slider) == 0
    assert ZH("prospects.note") not in told(at)
