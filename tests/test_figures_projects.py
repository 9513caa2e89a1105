from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import pytest

from dashboard.assessment import Verdict, assess_all
from dashboard.figures.projects import one_project, schematic, timeline
from dashboard.figures.timeline import stretch_of
from dashboard.frames import projects as tables
from dashboard.frames.overview import table
from dashboard.frames.projects import CROSSINGS, TIMELINE, Project, projects_of
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.sentences.projects import (
    alt_schematic,
    alt_timeline,
    crossings_list,
    note,
    projects_headline,
    schematic_caption,
    span,
)
from dashboard.store import load
from dashboard.theme import Look, look
from dashboard.wording import Wording

AS_OF = date(2026, 3, 15)
ZH, EN = Wording("zh"), Wording("en")


@pytest.fixture(scope="module")
def catalog() -> Catalog:
    return read(load(Path(__file__).parents[1] / "data")).catalog


@pytest.fixture(scope="module")
def verdicts(catalog: Catalog) -> Mapping[str, Verdict]:
    return assess_all(catalog, AS_OF)


@pytest.fixture(scope="module")
def frame(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> pd.DataFrame:
    return tables.timeline(catalog, verdicts, AS_OF, language="zh")


@pytest.fixture(scope="module")
def light(catalog: Catalog) -> Look:
    return look(catalog.frame, "light")


@pytest.fixture(scope="module")
def projects(frame: pd.DataFrame) -> Mapping[str, Project]:
    return {project.id: project for project in projects_of(frame)}


def said(figure: go.Figure) -> str:
    return "\n".join(label.text for label in figure.layout.annotations)


def of(frame: pd.DataFrame, identity: str) -> pd.DataFrame:
    return frame[frame["id"] == identity]


def event(kind: str, day: str, **more: str) -> dict[str, object]:
    head: dict[str, object] = {**dict.fromkeys(TIMELINE, "x"), "sign": "missed", "slip_days": 0}
    return {**head, "as_of": AS_OF, "event": kind, "day": date.fromisoformat(day), **more}


def test_the_north_comes_first_and_the_river_between(frame: pd.DataFrame) -> None:
    assert list(frame.columns) == list(TIMELINE)
    assert list(frame["area"].unique()) == ["jingjiang", "joint", "jiangyin"]


def test_a_slip_is_red_from_the_planned_end_and_dotted_to_the_new_one(
    frame: pd.DataFrame, light: Look
) -> None:
    figure = timeline(of(frame, "river-tunnel"), look=light, say=ZH)
    red = light.palette.hues["red"].mark
    slips = [line for line in figure.data if line.mode == "lines" and line.line.color == red]
    assert [(line.line.dash, line.x[0], line.x[1]) for line in slips] == [
        (None, date(2025, 12, 31), AS_OF),
        ("dot", AS_OF, date(2026, 12, 31)),
    ]


def test_a_late_delivery_keeps_its_red_piece(projects: Mapping[str, Project]) -> None:
    bar = stretch_of(projects["south-riverside-railway"])
    assert bar.slip == (date(2022, 10, 31), date(2023, 9, 28))
    assert bar.ahead is None


def test_what_cannot_be_judged_is_never_drawn_as_late(projects: Mapping[str, Project]) -> None:
    for project in projects.values():
        if project.sign in {"stale", "no-data", "undated"}:
            assert stretch_of(project).slip is None


def test_nothing_right_of_the_day_of_the_evidence_is_solid(
    frame: pd.DataFrame, light: Look
) -> None:
    pale = light.palette.line
    for line in timeline(frame, look=light, say=ZH).data:
        if line.mode == "lines" and line.line.color != pale and line.line.dash != "dot":
            assert max(line.x) <= AS_OF


def test_signs_are_named_by_what_they_mark(frame: pd.DataFrame, light: Look) -> None:
    figure = timeline(of(frame, "river-tunnel"), look=light, say=ZH)
    found = {trace.name: trace for trace in figure.data if trace.mode == "markers"}
    assert found["planned"].marker.color == light.palette.paper
    assert list(found["replanned"].x) == [date(2026, 12, 31)]
    assert "done" not in found


def test_the_river_lies_behind_joint_rows_only(frame: pd.DataFrame, light: Look) -> None:
    figure = timeline(frame, look=light, say=ZH)
    bands = [shape for shape in figure.layout.shapes if shape.fillcolor == light.palette.river]
    joint = [project for project in projects_of(frame) if project.is_joint]
    assert len(bands) == len(joint)


def test_a_phone_has_the_words_above_and_below_the_bar(frame: pd.DataFrame, light: Look) -> None:
    figure = timeline(frame, look=light, say=ZH, compact=True)
    assert figure.layout.margin.l <= 8
    count = len(projects_of(frame))
    assert figure.layout.height == count * 84 + 48
    ticks = [shape for shape in figure.layout.shapes if shape.type == "line"]
    assert len(ticks) == count


@pytest.mark.parametrize(
    ("days", "zh", "en"),
    [
        (0, "0 天", "0 days"),
        (1, "1 天", "1 day"),
        (7, "7 天", "7 days"),
        (15, "半个月", "half a month"),
        (30, "1 个月", "1 month"),
        (45, "1 个半月", "1½ months"),
        (74, "2 个半月", "2½ months"),
        (365, "12 个月", "12 months"),
    ],
)
def test_lateness_is_rounded_to_half_months(days: int, zh: str, en: str) -> None:
    assert span(days, ZH) == zh
    assert span(days, EN) == en


def test_notes_say_how_late_in_dates(projects: Mapping[str, Project]) -> None:
    assert note(projects["river-tunnel"], ZH) == "已晚 2 个半月，改期后将晚 12 个月"
    assert note(projects["south-riverside-railway"], ZH) == "2023-09-28 开通，晚 11 个月"
    assert note(projects["xicheng-s1"], ZH) == "2024-01-31 开通；原计划没查到"
    assert note(projects["yanyi-railway"], ZH) == "计划 2030 通车"


@pytest.mark.parametrize("say", [ZH, EN])
def test_every_status_has_a_note(say: Wording, projects: Mapping[str, Project]) -> None:
    for project in projects.values():
        assert note(project, say)


@pytest.mark.parametrize(
    ("sign", "events", "wanted"),
    [
        ("missed", [event("planned", "2025-12-31")], "已晚 2 个半月，未见改期"),
        ("on-track", [event("planned", "2030-12-31", text="2029"),
                      event("replanned", "2030-12-31", text="2030")], "原定 2029，改到 2030"),
        ("undated", [event("none", "2020-01-01")], "没查到期限"),
        ("withdrawn", [event("none", "2020-01-01")], "不再跟踪"),
        ("no-data", [event("none", "2020-01-01")], "没查到进展"),
        ("achieved", [event("planned", "2025-12-31"),
                      event("done", "2025-12-01", text="2025-12", what="通车")],
         "2025-12 通车，如期"),
    ],
)  # fmt: skip
def test_notes_of_the_other_statuses(
    sign: str, events: list[dict[str, object]], wanted: str
) -> None:
    rows = [{**row, "sign": sign} for row in events]
    assert note(projects_of(table(rows, TIMELINE))[0], ZH) == wanted


def test_a_slipped_node_is_said_in_time() -> None:
    row = event("planned", "2030-12-31", text="2030", sign="at-risk")
    project = projects_of(table([{**row, "slip_days": 60}], TIMELINE))[0]
    assert note(project, ZH) == "计划 2030，节点晚 2 个月"


def test_the_finding_counts_all_projects(catalog: Catalog, verdicts: Mapping[str, Verdict]) -> None:
    few = {name: verdicts[name] for name in ("river-tunnel", "xicheng-s1")}
    assert projects_headline(catalog, few, ZH) == "两项工程：一项逾期，一项已建成"
    assert projects_headline(catalog, few, EN) == "2 projects: 1 overdue, 1 completed"
    assert projects_headline(catalog, {}, EN) == "No projects up to this day"
    one = {"river-tunnel": verdicts["river-tunnel"]}
    assert projects_headline(catalog, one, EN) == "1 project: 1 overdue"


def test_one_project_says_when_and_what_is_not_seen(frame: pd.DataFrame, light: Look) -> None:
    text = said(one_project(of(frame, "river-tunnel"), look=light, say=ZH))
    for words in ("原定 2025-12", "改到 2026", "截至 2026-03-15", "未见通车", "双线贯通", "开工"):
        assert words in text
    phone = one_project(of(frame, "river-tunnel"), look=light, say=ZH, compact=True)
    assert "改到 2026" in said(phone)


def test_the_schematic_keeps_to_the_scale(
    catalog: Catalog, verdicts: Mapping[str, Verdict], light: Look
) -> None:
    crossings = tables.crossings(catalog, verdicts, AS_OF, language="zh")
    figure = schematic(crossings, look=light, say=ZH)
    drawn = {trace.name: trace for trace in figure.data}
    assert drawn["river-tunnel"].x[0] == -5
    assert drawn["river-tunnel"].marker.color == light.palette.paper
    assert drawn["jiangyin-bridge"].marker.color == light.palette.ink
    assert "上游 5 公里" in figure.layout.xaxis.ticktext
    assert "北岸 靖江" in said(figure)
    assert "不是地图" in schematic_caption(crossings, ZH)


def test_a_distance_published_later_is_not_drawn_earlier(
    catalog: Catalog, verdicts: Mapping[str, Verdict]
) -> None:
    before = tables.crossings(catalog, verdicts, date(2022, 6, 30), language="zh")
    assert not before["is_scaled"].any()
    assert "not the distance" in schematic_caption(before, EN)
    assert len(tables.measured(catalog, date(2022, 6, 30))) == len(before)


def test_without_all_distances_only_the_order_is_drawn(light: Look) -> None:
    blank = {**dict.fromkeys(CROSSINGS, ""), "is_scaled": False, "replanned": False}
    rows = [
        {**blank, "id": f"c{n}", "name": "A crossing with a long name", "form": "bridge",
         "carries": "road", "is_open": n == 0, "km": float("nan"), "at": float(n)}
        for n in range(8)
    ]  # fmt: skip
    frame = table(rows, CROSSINGS)
    figure = schematic(frame, look=light, say=EN)
    assert [trace.x[0] for trace in figure.data] == list(range(8))
    assert not figure.layout.xaxis.ticktext
    assert "not the distance" in schematic_caption(frame, EN)
    assert len(crossings_list(frame, EN)) == 8
    assert said(schematic(frame, look=light, say=EN, compact=True)).count("<b>") == 8


def test_nothing_is_said_to_be_nothing(light: Look) -> None:
    nothing = table([], TIMELINE)
    assert "No projects" in said(timeline(nothing, look=light, say=EN))
    assert "没查到日期" in said(one_project(nothing, look=light, say=ZH))
    assert said(schematic(table([], CROSSINGS), look=light, say=EN))
    assert alt_timeline(nothing, "", EN) == alt_schematic(table([], CROSSINGS), EN)


def test_a_project_without_any_date_still_has_its_row(light: Look) -> None:
    rows = [{**event("none", "2020-01-01"), "day": None, "sign": "no-data"}]
    assert "没查到日期" in said(timeline(table(rows, TIMELINE), look=light, say=ZH))


def test_the_figures_are_told_to_those_who_do_not_see_them(
    catalog: Catalog, verdicts: Mapping[str, Verdict], frame: pd.DataFrame
) -> None:
    told = alt_timeline(frame, projects_headline(catalog, verdicts, ZH), ZH)
    assert "江阴靖江长江隧道：逾期未达，已晚 2 个半月" in told
    crossings = tables.crossings(catalog, verdicts, AS_OF, language="en")
    assert "Yangtze" in alt_schematic(crossings, EN)
