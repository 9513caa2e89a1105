"""What holds (judging.md 1, 2, 3 and 6), as tables: what is known, the day, the verdict.

Unless a row says otherwise: a stock, counted every year, is to rise to 200 by 2025; limits of 10
and 20 must both hold; a project is to open by the end of 2025.
"""

from typing import NamedTuple

import pytest
from judged import (
    Judged,
    ambition,
    indicator,
    limits,
    node,
    parts,
    project,
    promise,
    reform,
    reports,
    target,
)

from dashboard.assessment import Flag, Reason, Status
from dashboard.methods.grounds import Grounds

MISSED, STALE, ACHIEVED = Status.MISSED, Status.STALE, Status.ACHIEVED
ON_TRACK, AT_RISK, OFF_TRACK = Status.ON_TRACK, Status.AT_RISK, Status.OFF_TRACK
NO_DATA, UNDATED, WITHDRAWN = Status.NO_DATA, Status.UNDATED, Status.WITHDRAWN
LATE, REPLANNED, REVISED, TIGHTENED = Flag.LATE, Flag.REPLANNED, Flag.REVISED, Flag.TIGHTENED
WEAKENED, SLIPPING, EXPECTED = Flag.WEAKENED, Flag.SLIPPING, Flag.EXPECTED
PART_MET, LOST = Flag.PART_MET, Flag.LOST
R, G = Reason, Grounds
OF_THE_DEFAULT = {
    G.PROJECTED_SHARE, G.HOLDING, G.STALLED, G.MOVING_AWAY, G.TARGET_LOST, G.BREACH_IMPROVING,
    G.BREACH_WORSENING, G.NO_OBSERVATIONS, G.NO_BASELINE, G.TOO_EARLY,
}  # fmt: skip
"""What the default method may say in rule 8; the others are held by tests/test_methods.py."""


class Row(NamedTuple):
    says: str
    given: Judged
    day: str
    rule: int
    status: Status
    reason: Reason
    flags: tuple[Flag, ...] = ()


GONE = "withdrawn: {on: 2022-06-01, published: 2022-06-02, source: paper}"
BEFORE = "2020: 100, 2024: 180"
"""F = 0.8 / 0.8 = 1 up to the deadline"""
MOVED = (
    "{at_least: 200, by: 2025},"
    " {at_least: 200, by: 2028, set_on: 2024-03-01, published: 2024-03-01}"
)
BY_2030 = "{at_least: 200, by: 2030}"
NO_BY = "{at_least: 200}"


def revised(bound: str) -> str:
    return f"{BY_2030}, {{{bound}, by: 2030, set_on: 2024-03-01, published: 2024-03-01}}"


def row(  # noqa: PLR0913, PLR0917 - the columns of a table
    says: str, given: Judged, day: str, rule: int, status: Status, reason: Reason, *flags: Flag
) -> Row:
    return Row(says, given, day, rule, status, reason, flags)


# fmt: off
TARGETS = [
    row("withdrawn wins over done", target("2021: 250", more=GONE), "2022-06-02",
        1, WITHDRAWN, R.WITHDRAWN),
    row("not yet withdrawn on the day before it was published",
        target("2021: 250", more=GONE), "2022-06-01", 2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("withdrawn from its date where it was announced before",
        target("2021: 250", more=GONE.replace("2022-06-02", "2022-05")), "2022-05-31",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("the figure for the deadline meets it", target("2020: 100, 2025: 200"), "2025-12-31",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("met a year after the deadline", target("2025: 190, 2026: 200"), "2026-12-31",
        2, ACHIEVED, R.VALUE_MEETS_TARGET, LATE),
    row("met the day after the deadline", target("2026-01-01: 200"), "2026-01-01",
        2, ACHIEVED, R.VALUE_MEETS_TARGET, LATE),
    row("met in time and published late",
        target("{period: 2025, value: 200, published: 2027}"), "2027",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("no longer met in the year of the deadline", target("2024: 200, 2025: 199"), "2026",
        3, MISSED, R.VALUE_MISSES_TARGET, LOST),
    row("the figure for the deadline misses it", target("2020: 100, 2025: 199"), "2026-01-01",
        3, MISSED, R.VALUE_MISSES_TARGET),
    row("on the deadline's last day nothing is missed yet",
        target("2020: 100, 2025: 199"), "2025-12-31", 8, ON_TRACK, G.PROJECTED_SHARE),
    row("a later figure misses it, that of the deadline is unknown",
        target("2020: 100, 2026: 199"), "2026", 3, MISSED, R.VALUE_MISSES_TARGET),
    row("a part of a year after the deadline says nothing",
        target("2020: 100, 2026-Q1: 50", nature="flow"), "2026", 4, STALE,
        R.DEADLINE_PASSED_UNREPORTED),
    row("missed, and by then moved", target("2020: 100, 2025: 150", MOVED), "2026-01-01",
        3, MISSED, R.VALUE_MISSES_TARGET, REPLANNED, REVISED),
    row("the deadline passed, no figure since", target(BEFORE), "2026-01-01",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("the day before", target(BEFORE), "2025-12-31", 8, ON_TRACK, G.PROJECTED_SHARE),
    row("moved in good time, the first deadline still counts", target(BEFORE, MOVED), "2026-01-01",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED, REPLANNED, REVISED),
    row("moved, and the first deadline ahead", target(BEFORE, MOVED), "2025-12-31",
        8, ON_TRACK, G.PROJECTED_SHARE, REPLANNED, REVISED),
    row("the deadline passed, no figure ever", target(""), "2026-01-01",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("no figure, the deadline ahead", target(""), "2025-12-31", 5, NO_DATA, R.NO_EVIDENCE),
    row("no figure, no deadline", target("", NO_BY), "2030", 5, NO_DATA, R.NO_EVIDENCE),
    row("within its window on the last day", target("2020: 100, 2021: 120", BY_2030),
        "2023-12-31", 8, ON_TRACK, G.PROJECTED_SHARE),
    row("out of date on the day after", target("2020: 100, 2021: 120", BY_2030), "2024-01-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("out of date wins over undated", target("2021: 120", NO_BY), "2024-01-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("no deadline", target("2021: 120", NO_BY), "2023-12-31", 7, UNDATED, R.NO_DEADLINE),
    row("done without a deadline is never late", target("2030: 200", NO_BY), "2031",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("every month: four months", target("2020: 100, 2021-08: 120", BY_2030, frequency="month"),
        "2021-12-31", 8, NO_DATA, G.TOO_EARLY),
    row("every month: over", target("2020: 100, 2021-08: 120", BY_2030, frequency="month"),
        "2022-01-01", 6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("every quarter: nine", target("2020: 100, 2021-Q1: 120", BY_2030, frequency="quarter"),
        "2021-12-31", 8, NO_DATA, G.TOO_EARLY),
    row("every quarter: over", target("2020: 100, 2021-Q1: 120", BY_2030, frequency="quarter"),
        "2022-01-01", 6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("every half-year: fifteen",
        target("2020: 100, 2021-H2: 120", BY_2030, frequency="half-year"), "2023-03-31",
        8, NO_DATA, G.TOO_EARLY),
    row("every half-year: over",
        target("2020: 100, 2021-H2: 120", BY_2030, frequency="half-year"), "2023-04-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("a window of its own",
        target("2020: 100, 2021: 120", BY_2030, rules="{windows: {year: 12}}"), "2023-01-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("F = 0.95", target("2020: 100, 2025: 147.5", BY_2030), "2026",
        8, ON_TRACK, G.PROJECTED_SHARE),
    row("F = 0.949", target("2020: 100, 2025: 147.45", BY_2030), "2026",
        8, AT_RISK, G.PROJECTED_SHARE),
    row("F = 0.60", target("2020: 100, 2025: 130", BY_2030), "2026", 8, AT_RISK, G.PROJECTED_SHARE),
    row("F = 0.599", target("2020: 100, 2025: 129.95", BY_2030), "2026",
        8, OFF_TRACK, G.PROJECTED_SHARE),
    row("F = 0", target("2020: 100, 2025: 100", BY_2030), "2026", 8, OFF_TRACK, G.STALLED),
    row("F < 0", target("2020: 100, 2025: 99", BY_2030), "2026",
        8, OFF_TRACK, G.MOVING_AWAY, SLIPPING),
    row("thresholds of its own", target("2020: 100, 2025: 147.5", BY_2030,
        rules="{thresholds: {on_track: 0.97, at_risk: 0.96}}"), "2026",
        8, OFF_TRACK, G.PROJECTED_SHARE),
    row("on track, the last step backward", target("2020: 100, 2024: 160, 2025: 155", BY_2030),
        "2026", 8, ON_TRACK, G.PROJECTED_SHARE, SLIPPING),
    row("only the baseline", target("2020: 100", BY_2030), "2021", 8, NO_DATA, G.TOO_EARLY),
    row("a tenth of the time is enough", target("2020: 100, 2021: 110", BY_2030), "2021",
        8, ON_TRACK, G.PROJECTED_SHARE),
    row("less than a tenth is not", target("2020: 100, 2021: 110", "{at_least: 200, by: 2031}"),
        "2021", 8, NO_DATA, G.TOO_EARLY),
    row("unless there are three figures",
        target("2020: 100, 2021: 110, 2022: 120", "{at_least: 200, by: 2041}"), "2022",
        8, ON_TRACK, G.PROJECTED_SHARE),
    row("a baseline without a figure", target("2021: 120", BY_2030), "2021",
        8, NO_DATA, G.NO_BASELINE),
    row("a baseline that is only about so much", target("2020: ~100, 2021: 120", BY_2030), "2021",
        8, NO_DATA, G.NO_BASELINE),
    row("no baseline", target("2021: 120", BY_2030, baseline=""), "2021",
        8, NO_DATA, G.NO_BASELINE),
    row("tightened, and met before", target("2020: 100, 2023: 200", revised("at_least: 300")),
        "2024", 8, ON_TRACK, G.PROJECTED_SHARE, REVISED, TIGHTENED),
    row("tightened, the day before it was known",
        target("2020: 100, 2023: 200", revised("at_least: 300")), "2024-02-29",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("weakened", target("2020: 100, 2023: 130", revised("at_least: 150")), "2024",
        8, ON_TRACK, G.PROJECTED_SHARE, REVISED, WEAKENED),
    row("weakened, and met as such", target("2020: 100, 2023: 150", revised("at_least: 150")),
        "2024", 2, ACHIEVED, R.VALUE_MEETS_TARGET, REVISED),
    row("less is better, tightened",
        target("2020: 100, 2023: 85", "{at_most: 50, by: 2030}, {at_most: 40, by: 2030,"
        " set_on: 2024-03-01, published: 2024-03-01}", better="lower"), "2024",
        8, AT_RISK, G.PROJECTED_SHARE, REVISED, TIGHTENED),
    row("the same day in other words is no move",
        target(BEFORE, "{at_least: 200, by: 2025}, {at_least: 200, by: 2025-12,"
        " set_on: 2024-03-01, published: 2024-03-01}"), "2026-01-01",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED, REVISED),
]
HOLD = "mode: reach-and-hold\nhold_periods: 2"
MAINTAIN = "mode: maintain"
MODES = [
    row("hold: met once", target("2021: 200", more=HOLD), "2021", 8, ON_TRACK, G.HOLDING),
    row("hold: met twice in a row", target("2021: 200, 2022: 210", more=HOLD), "2022",
        2, ACHIEVED, R.TARGET_HELD),
    row("hold: not in a row", target("2021: 200, 2022: 190, 2023: 200", more=HOLD), "2023",
        8, ON_TRACK, G.HOLDING),
    row("hold: held, then lost", target("2020: 100, 2021: 200, 2022: 210, 2023: 190", more=HOLD),
        "2023", 8, ON_TRACK, G.PROJECTED_SHARE, SLIPPING, LOST),
    row("hold: lost, and met only once since",
        target("2021: 200, 2022: 210, 2023: 190, 2024: 200", more=HOLD), "2024",
        8, ON_TRACK, G.HOLDING, LOST),
    row("hold: regained", target("2021: 200, 2022: 200, 2023: 1, 2024: 200, 2025: 200", more=HOLD),
        "2025", 2, ACHIEVED, R.TARGET_HELD),
    row("hold: what proves neither side changes nothing",
        target("2021: 200, 2022: 210, 2023: ~200", more=HOLD), "2023", 2, ACHIEVED, R.TARGET_HELD),
    row("hold: part of a year is no period",
        target("2021: 200, 2022: 210, 2023-Q1: 40", more=HOLD, nature="flow"), "2023",
        2, ACHIEVED, R.TARGET_HELD),
    row("maintain: held so far", target("2021: 200", more=MAINTAIN), "2022",
        8, ON_TRACK, G.HOLDING),
    row("maintain: not yet there, and nearer", target("2020: 150, 2021: 190", more=MAINTAIN),
        "2022", 8, OFF_TRACK, G.BREACH_IMPROVING),
    row("maintain: not yet there, and further off", target("2020: 190, 2021: 150", more=MAINTAIN),
        "2022", 8, OFF_TRACK, G.BREACH_WORSENING, SLIPPING),
    row("maintain: broken", target("2020: 250, 2021: 190", more=MAINTAIN), "2022",
        8, OFF_TRACK, G.TARGET_LOST, SLIPPING),
    row("maintain: the deadline's last day", target("2025: 200", more=MAINTAIN), "2025-12-31",
        8, ON_TRACK, G.HOLDING),
    row("maintain: the day after", target("2025: 200", more=MAINTAIN), "2026-01-01",
        2, ACHIEVED, R.TARGET_HELD),
    row("maintain: not at the deadline, only later", target("2025: 190, 2026: 200", more=MAINTAIN),
        "2026", 3, MISSED, R.VALUE_MISSES_TARGET),
    row("maintain: held to the end, lost after", target("2025: 200, 2026: 190", more=MAINTAIN),
        "2026", 3, MISSED, R.VALUE_MISSES_TARGET, LOST),
]
WHAT_FIGURES_PROVE = [
    row(">=200 proves 200", target("2024: >=200"), "2024", 2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row(">=200 proves no more", target("2020: 100, 2025: >=200", "{at_least: 250, by: 2025}"),
        "2026", 4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("<=199 proves less than 200", target("2025: <=199"), "2026",
        3, MISSED, R.VALUE_MISSES_TARGET),
    row("<=300 proves no 200", target("2025: <=300"), "2026",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("<=190 is not 190 when the pace is worked out", target("2020: 100, 2024: <=190"), "2024",
        8, NO_DATA, G.TOO_EARLY),
    row("~200 proves no 200", target("2025: ~200"), "2026", 4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("~100 proves no less than 200 either", target("2025: ~100"), "2026",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("~200 gives no pace", target("2020: 100, 2023: ~200"), "2024", 8, NO_DATA, G.TOO_EARLY),
    row("200..210 proves 200", target("2024: 200..210"), "2024", 2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("190..210 proves neither", target("2025: 190..210"), "2026",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("190..199 proves less", target("2025: 190..199"), "2026", 3, MISSED, R.VALUE_MISSES_TARGET),
    row("a target between two bounds", target("2024: 2", "{between: [1, 3], by: 2025}"), "2024",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("above the upper one", target("2025: 4", "{between: [1, 3], by: 2025}"), "2026",
        3, MISSED, R.VALUE_MISSES_TARGET),
    row("at most: <=20", target("2024: <=20", "{at_most: 20, by: 2025}", better="lower"), "2024",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("at most: >=21", target("2025: >=21", "{at_most: 20, by: 2025}", better="lower"), "2026",
        3, MISSED, R.VALUE_MISSES_TARGET),
    row("three quarters of a flow prove at least that much",
        target("2025-Q1..Q3: 200", nature="flow"), "2025", 2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("and are no year", target("2025-Q1..Q3: 199", nature="flow"), "2026",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("part of a year shows no cap kept",
        target("2025-Q1..Q3: 10", "{at_most: 20, by: 2025}", nature="flow", better="lower"), "2026",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("a share of part of a year proves nothing", target("2025-Q1..Q3: 300", nature="share"),
        "2026", 4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("a year is no month: it proves nothing for one",
        target("2024: 1200", nature="flow", frequency="month"), "2024",
        8, NO_DATA, G.NO_OBSERVATIONS),
    row("what proves neither does not undo a loss", target("2022: 200, 2023: 190, 2024: ~200"),
        "2026", 4, STALE, R.DEADLINE_PASSED_UNREPORTED, LOST),
    row("part of a year can show it done again",
        target("2022: 200, 2023: 190, 2024-Q1..Q3: 210", nature="flow"), "2024",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("an expected figure", target("{period: 2025, value: 200, status: expected,"
        " published: 2025-03-01}"), "2025-03-01", 2, ACHIEVED, R.VALUE_MEETS_TARGET, EXPECTED),
    row("a preliminary one", target("{period: 2025, value: 200, status: preliminary}"), "2026",
        2, ACHIEVED, R.VALUE_MEETS_TARGET, EXPECTED),
    row("a revised one", target("{period: 2025, value: 200, status: revised}"), "2026",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("expected, then counted", target("{period: 2025, value: 200, status: expected},"
        " {period: 2025, value: 201, source: paper}"), "2026", 2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("expected, then counted as less", target("{period: 2025, value: 200, status: expected},"
        " {period: 2025, value: 199, source: paper}"), "2026", 3, MISSED, R.VALUE_MISSES_TARGET),
    row("a figure of a zone", target("2025: 300", area="zone"), "2025",
        5, NO_DATA, R.NO_EVIDENCE),
    row("a figure of the province", target("2025: 300", area="province"), "2025",
        5, NO_DATA, R.NO_EVIDENCE),
    row("a figure of another city", target("2025: 300", area="town"), "2025",
        5, NO_DATA, R.NO_EVIDENCE),
    row("evidence that is context", target("", more=reports(
        "{on: 2025, shows: context, what: the yearly additions}")), "2025",
        5, NO_DATA, R.NO_EVIDENCE),
    row("yearly additions are another indicator", Judged(
        f"{indicator('', identity='total')}, {indicator('2025: 300', identity='added')}",
        promise("target", "indicator: total\ntargets: [{at_least: 200, by: 2025, source: plan,"
        " set_on: 2020-01-01}]")), "2025", 5, NO_DATA, R.NO_EVIDENCE),
]
LASTING = [
    row("once done stays done, however old", target("2021: 200"), "2040",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("lost after", target("2020: 100, 2021: 200, 2023: 190", BY_2030), "2024",
        8, ON_TRACK, G.PROJECTED_SHARE, SLIPPING, LOST),
    row("lost and regained", target("2021: 200, 2023: 190, 2024: 200", BY_2030), "2024",
        2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("better at the start than promised, then worse",
        target("2020: 250, 2021: 190", BY_2030), "2022",
        8, OFF_TRACK, G.TARGET_LOST, SLIPPING, LOST),
    row("lost, and that is old", target("2021: 200, 2022: 190", BY_2030), "2025",
        6, STALE, R.EVIDENCE_OUT_OF_DATE, LOST),
    row("missed never turns stale", target("2025: 190"), "2040", 3, MISSED, R.VALUE_MISSES_TARGET),
]
PARTS = [
    row("both met", parts("2024: 200", "2025: 200"), "2025", 2, ACHIEVED, R.VALUE_MEETS_TARGET),
    row("both met, one late", parts("2024: 200", "2026: 200"), "2026",
        2, ACHIEVED, R.VALUE_MEETS_TARGET, LATE),
    row("both met, one by an expected figure",
        parts("{period: 2023, value: 200, status: expected}", "2024: 200"), "2024",
        2, ACHIEVED, R.VALUE_MEETS_TARGET, EXPECTED),
    row("one shown not done is enough", parts("2025: 200", "2025: 190"), "2026",
        3, MISSED, R.VALUE_MISSES_TARGET, PART_MET),
    row("one met, of the other nothing", parts("2025: 200", ""), "2026",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED, PART_MET),
    row("the same before the deadline", parts("2024: 200", ""), "2025",
        5, NO_DATA, R.PART_WITHOUT_EVIDENCE, PART_MET),
    row("one proves neither side, of the other nothing", parts("2024: ~200", ""), "2025",
        5, NO_DATA, R.PART_WITHOUT_EVIDENCE),
    row("one shown not met yet", parts("2020: 100, 2024: 180", ""), "2025-06",
        8, NO_DATA, G.NO_OBSERVATIONS),
    row("neither", parts("", ""), "2025", 5, NO_DATA, R.NO_EVIDENCE),
    row("both out of date", parts("2020: 100, 2021: 120", "2020: 100, 2021: 120"), "2024",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("one out of date is never on track", parts("2020: 100, 2021: 150", "2020: 100, 2024: 180"),
        "2024", 8, NO_DATA, R.EVIDENCE_OUT_OF_DATE),
    row("no deadline", parts("2024: 180", "2024: 180", NO_BY), "2025", 7, UNDATED, R.NO_DEADLINE),
    row("the worse one decides", parts("2020: 100, 2024: 180", "2020: 100, 2024: 150"), "2024",
        8, AT_RISK, G.PROJECTED_SHARE),
    row("both met, one lost since", parts("2023: 200, 2024: 190", "2023: 200"), "2024",
        8, NO_DATA, G.NO_BASELINE, PART_MET, LOST),
    row("moved in all parts", parts("2025: 190", "2025: 190", MOVED), "2026",
        3, MISSED, R.VALUE_MISSES_TARGET, REPLANNED, REVISED),
]
BY_2022 = "{by: 2022}"
LATER = f"{BY_2022}, {{by: 2024, set_on: 2021-06-01, published: 2021-06-01}}"
LIMITS = [
    row("withdrawn", limits(more=GONE), "2022-06-02", 1, WITHDRAWN, R.WITHDRAWN),
    row("both measured and met", limits("2021: 10", "2021: <=20"), "2021",
        2, ACHIEVED, R.LIMITS_MET),
    row("both reported met", limits(met="{on: 2021-02}"), "2021", 2, ACHIEVED,
        R.LIMITS_REPORTED_MET),
    row("one measured, one reported", limits("2021: 10", met="{on: 2021-02, part: twenty}"), "2021",
        2, ACHIEVED, R.LIMITS_REPORTED_MET),
    row("met within the deadline and measured again after it",
        limits("2021: 10, 2024: 10", "2022: 20, 2024: 19", deadlines=BY_2022), "2024",
        2, ACHIEVED, R.LIMITS_MET),
    row("reported in time, measured after",
        limits("2024: 10", "2024: 20", met="{on: 2021-02}", deadlines=BY_2022), "2024",
        2, ACHIEVED, R.LIMITS_MET),
    row("met after the deadline", limits("2021: 10", "2023: 20", deadlines=BY_2022), "2023",
        2, ACHIEVED, R.LIMITS_MET, LATE),
    row("once met stays met", limits("2021: 10", "2021: 20"), "2040", 2, ACHIEVED, R.LIMITS_MET),
    row("about the limit afterwards says nothing", limits("2021: 10, 2022: ~10", "2021: 20"),
        "2023", 2, ACHIEVED, R.LIMITS_MET),
    row("met, then one above", limits("2021: 10, 2022: 11", "2021: 20"), "2023",
        7, UNDATED, R.NO_DEADLINE, PART_MET, LOST),
    row("and about the limit since", limits("2021: 10, 2022: 11, 2023: ~10", "2021: 20"), "2023",
        7, UNDATED, R.NO_DEADLINE, PART_MET, LOST),
    row("and reported met since",
        limits("2021: 10, 2022: 11", "2021: 20", met="{on: 2023, part: ten}"), "2023",
        2, ACHIEVED, R.LIMITS_MET),
    row("one above at the deadline", limits("2022: 11", "2022: 20", deadlines=BY_2022),
        "2023-01-01", 3, MISSED, R.VALUE_MISSES_TARGET, PART_MET),
    row("on the deadline's last day", limits("2022: 11", "2022: 20", deadlines=BY_2022),
        "2022-12-31", 8, NO_DATA, R.NO_PACE, PART_MET),
    row("one above, of the other nothing", limits("2022: 11", deadlines=BY_2022), "2023",
        3, MISSED, R.VALUE_MISSES_TARGET),
    row("missed, and moved in good time", limits("2022: 11", deadlines=LATER), "2023",
        3, MISSED, R.VALUE_MISSES_TARGET, REPLANNED),
    row("above before the deadline only", limits("2021: 11", "2021: 20", deadlines=BY_2022), "2023",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED, PART_MET),
    row("the deadline passed, nothing known", limits(deadlines=BY_2022), "2023",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("nothing", limits(), "2021", 5, NO_DATA, R.NO_EVIDENCE),
    row("one met, of the other nothing", limits("2021: 10"), "2021",
        5, NO_DATA, R.PART_WITHOUT_EVIDENCE, PART_MET),
    row("one not met, of the other nothing", limits("2021: 11"), "2021",
        7, UNDATED, R.NO_DEADLINE),
    row("its window", limits("2021: 11", "2021: 20"), "2023-12-31",
        7, UNDATED, R.NO_DEADLINE, PART_MET),
    row("the day after", limits("2021: 11", "2021: 20"), "2024-01-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE, PART_MET),
    row("context", limits(more=reports("{on: 2021, shows: context}")), "2021",
        5, NO_DATA, R.NO_EVIDENCE),
    row("a report dated ahead is known from its date",
        limits(met="{on: 2021-05-01, published: 2021-03-01}"), "2021-04-30",
        5, NO_DATA, R.NO_EVIDENCE),
]
REPLAN = "{to: 2025-12}, {to: 2026, set_on: 2025-06-01, published: 2025-06-01}"
LONG = node("start", "{to: 2020-01}")
"""a planned duration of 2191 days: 219 allowed"""


def drilled(actual: str, after: str = "") -> Judged:
    """Return a project whose tunnel was to be drilled by 2024-01-01."""
    return project(nodes=f"{LONG}, {node('drill', '{to: 2024-01-01}', f'{{on: {actual}}}')}",
                   more=reports(after))


PROJECTS = [
    row("withdrawn", project(more=GONE), "2022-06-02", 1, WITHDRAWN, R.WITHDRAWN),
    row("open in time", project(actual="{on: 2025-12-31}"), "2026", 2, ACHIEVED,
        R.FINAL_NODE_REACHED),
    row("open in the month of the deadline", project(actual="{on: 2025-12}"), "2026", 2, ACHIEVED,
        R.FINAL_NODE_REACHED),
    row("open the day after", project(actual="{on: 2026-01-01}"), "2026", 2, ACHIEVED,
        R.FINAL_NODE_REACHED, LATE),
    row("open by the new date only", project(REPLAN, actual="{on: 2026-06}"), "2026",
        2, ACHIEVED, R.FINAL_NODE_REACHED, LATE),
    row("reported done", project(more=reports("{on: 2025-11, shows: done}")), "2025",
        2, ACHIEVED, R.REPORTED_DONE),
    row("the first report of several tells when",
        project(more=reports("{on: 2026-11, shows: done}, {on: 2025-11, shows: done}")), "2027",
        2, ACHIEVED, R.REPORTED_DONE),
    row("open, without any planned date", project("", actual="{on: 2030}"), "2031",
        2, ACHIEVED, R.FINAL_NODE_REACHED),
    row("an opening announced is none", project(actual="{on: 2025-12-01, published: 2025-11-01}"),
        "2025-11-30", 5, NO_DATA, R.NO_EVIDENCE),
    row("it is one from its date", project(actual="{on: 2025-12-01, published: 2025-11-01}"),
        "2025-12-01", 2, ACHIEVED, R.FINAL_NODE_REACHED),
    row("closed again", project(actual="{on: 2025-06}",
        more=reports("{on: 2025-09, shows: not-done}")), "2025-10",
        8, OFF_TRACK, R.REPORTED_NOT_REACHED, LOST),
    row("closed, and open again", project(actual="{on: 2025-06}", more=reports(
        "{on: 2025-09, shows: not-done}, {on: 2025-11, shows: done}")), "2026",
        2, ACHIEVED, R.FINAL_NODE_REACHED),
    row("reported not open after the deadline",
        project(more=reports("{on: 2026-01-12, shows: not-done}")), "2026-01-12",
        3, MISSED, R.REPORTED_NOT_DONE),
    row("the same report on the deadline's last day",
        project(more=reports("{on: 2025-12-31, shows: not-done}")), "2026-01-12",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("still under way after the deadline",
        project(more=reports("{on: 2026-01-12, shows: under-way}")), "2026-02",
        3, MISSED, R.REPORTED_NOT_DONE),
    row("said of the year of the deadline, published before it",
        project("{to: 2025-06}",
        more=reports("{on: 2025, shows: under-way, published: 2025-03-01}")), "2025-07",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("re-planned after the deadline",
        project(REPLAN.replace("2025-06-01", "2026-03-01")), "2026-03-01",
        3, MISSED, R.REPORTED_NOT_DONE, REPLANNED),
    row("a step of the work after the deadline",
        project(nodes=node("drill", actual="{on: 2026-02-01}")), "2026-02-01",
        3, MISSED, R.REPORTED_NOT_DONE),
    row("missed is not cleared by a date moved in good time",
        project(REPLAN, more=reports("{on: 2026-01-12, shows: not-done}")), "2026-02",
        3, MISSED, R.REPORTED_NOT_DONE, REPLANNED),
    row("moved in good time, nothing since", project(REPLAN), "2026-01-01",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED, REPLANNED),
    row("a deadline of 2026 ends with the year", project("{to: 2026}",
        more=reports("{on: 2026-06, shows: under-way}")), "2026-12-31",
        8, ON_TRACK, R.NO_NODE_LATE),
    row("and not a day later", project("{to: 2026}",
        more=reports("{on: 2026-06, shows: under-way}")), "2027-01-01",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("a deadline of 2025-12 ends with the month", project(
        more=reports("{on: 2025-06, shows: under-way}")), "2025-12-31",
        8, ON_TRACK, R.NO_NODE_LATE),
    row("missed stays, however old", project(more=reports("{on: 2026-01-12, shows: not-done}")),
        "2040", 3, MISSED, R.REPORTED_NOT_DONE),
    row("nothing but the plan", project(), "2025", 5, NO_DATA, R.NO_EVIDENCE),
    row("context", project(more=reports("{on: 2025, shows: context}")), "2025",
        5, NO_DATA, R.NO_EVIDENCE),
    row("its window", project(more=reports("{on: 2021-03-31, shows: begun}")), "2022-03-31",
        8, ON_TRACK, R.NO_NODE_LATE),
    row("the day after", project(more=reports("{on: 2021-03-31, shows: begun}")), "2022-04-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("no deadline", project("", more=reports("{on: 2021-03-31, shows: begun}")), "2022-03-31",
        7, UNDATED, R.NO_DEADLINE),
    row("out of date wins over undated", project("", more=reports("{on: 2021, shows: begun}")),
        "2023", 6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("a node reached early", drilled("2023-06-01"), "2024-05", 8, ON_TRACK, R.NO_NODE_LATE),
    row("reached on the day", drilled("2024-01-01"), "2024", 8, ON_TRACK, R.NO_NODE_LATE),
    row("a day late", drilled("2024-01-02"), "2024", 8, AT_RISK, R.NODE_SLIPPED),
    row("a tenth of the planned duration late", drilled("2024-08-07"), "2024",
        8, AT_RISK, R.NODE_SLIPPED),
    row("a day more", drilled("2024-08-08"), "2024", 8, OFF_TRACK, R.NODE_SLIPPED),
    row("thirty days where the duration is short", project("{to: 2020-06-30},"
        " {to: 2020-07-30, set_on: 2020-05-01, published: 2020-05-01}"), "2020-05-01",
        8, AT_RISK, R.NODE_SLIPPED, REPLANNED),
    row("thirty-one", project("{to: 2020-06-30},"
        " {to: 2020-07-31, set_on: 2020-05-01, published: 2020-05-01}"), "2020-05-01",
        8, OFF_TRACK, R.NODE_SLIPPED, REPLANNED),
    row("re-planned far off", project(REPLAN), "2025-06-01", 8, OFF_TRACK, R.NODE_SLIPPED,
        REPLANNED),
    row("reported not reached", drilled("2024-01-01", "{on: 2024-03, shows: not-done}"), "2024",
        8, OFF_TRACK, R.REPORTED_NOT_REACHED),
    row("reported not reached, then reached", drilled("2024-01-01",
        "{on: 2023-12, shows: not-done}"), "2024", 8, ON_TRACK, R.NO_NODE_LATE),
    row("an intermediate date that passed unreported is no slip",
        project(nodes=f"{node('start', '{to: 2020-01}', '{on: 2020-01}')},"
                      f" {node('drill', '{to: 2020-06}')}"), "2020-12",
        8, ON_TRACK, R.NO_NODE_LATE),
    row("the newest node tells, even where its new date lies ahead", project(nodes=", ".join([
        LONG, node("drill", "{to: 2023-01}, {to: 2024-06, set_on: unknown, published: 2022-01}"),
        node("line", "{to: 2024-01}", "{on: 2024-01}")])), "2024",
        8, ON_TRACK, R.NO_NODE_LATE),
]
REFORMS = [
    row("withdrawn", reform("{on: 2021, area: city, shows: adopted}", more=GONE), "2022-06-02",
        1, WITHDRAWN, R.WITHDRAWN),
    row("adopted", reform("{on: 2021-11, area: city, shows: adopted}"), "2021-11-30",
        2, ACHIEVED, R.ADOPTED),
    row("adopted on the deadline's last day",
        reform("{on: 2022-12-31, area: city, shows: adopted}", deadlines=BY_2022), "2023",
        2, ACHIEVED, R.ADOPTED),
    row("the day after",
        reform("{on: 2023-01-01, area: city, shows: adopted}", deadlines=BY_2022), "2023",
        2, ACHIEVED, R.ADOPTED, LATE),
    row("said of the year of the deadline, published before it",
        reform("{on: 2022, area: city, shows: adopted, published: 2022-03-01}",
               deadlines="{by: 2022-06}"), "2022", 2, ACHIEVED, R.ADOPTED),
    row("stays adopted", reform("{on: 2021, area: city, shows: adopted}"), "2040",
        2, ACHIEVED, R.ADOPTED),
    row("by another city only", reform("{on: 2021, area: town, shows: adopted}"), "2021",
        5, NO_DATA, R.NO_EVIDENCE),
    row("by one of two", reform("{on: 2021, area: town, shows: adopted}", by="city, town"), "2021",
        7, UNDATED, R.NO_DEADLINE),
    row("by both", reform("{on: 2021, area: town, shows: adopted},"
        " {on: 2022, area: city, shows: widened}", by="city, town"), "2022",
        2, ACHIEVED, R.ADOPTED),
    row("by both, never at once", reform("{on: 2020, area: town, shows: adopted},"
        " {on: 2021, area: town, shows: ended}, {on: 2022, area: city, shows: adopted}",
        by="city, town"), "2022", 7, UNDATED, R.NO_DEADLINE),
    row("ended", reform("{on: 2021, area: city, shows: adopted}, {on: 2022, area: city,"
        " shows: ended}"), "2023", 7, UNDATED, R.NO_DEADLINE, LOST),
    row("ended and taken up again", reform("{on: 2020, area: city, shows: adopted}, {on: 2021,"
        " area: city, shows: ended}, {on: 2022, area: city, shows: adopted}"), "2023",
        2, ACHIEVED, R.ADOPTED),
    row("ended after the deadline", reform("{on: 2021, area: city, shows: adopted}, {on: 2023,"
        " area: city, shows: ended}", deadlines=BY_2022), "2023",
        3, MISSED, R.REPORTED_NOT_DONE, LOST),
    row("the deadline passed unreported", reform(deadlines=LATER), "2023",
        4, STALE, R.DEADLINE_PASSED_UNREPORTED, REPLANNED),
    row("nothing", reform(deadlines=BY_2022), "2022", 5, NO_DATA, R.NO_EVIDENCE),
    row("context", reform("{on: 2021, shows: context}"), "2021", 5, NO_DATA, R.NO_EVIDENCE),
    row("out of date", reform("{on: 2021, area: city, shows: adopted}", by="city, town"),
        "2024-01-01", 6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("its window", reform("{on: 2021, area: city, shows: adopted}", by="city, town"),
        "2023-12-31", 7, UNDATED, R.NO_DEADLINE),
    row("no pace", reform("{on: 2021, area: city, shows: adopted}", by="city, town",
        deadlines=BY_2022), "2022", 8, NO_DATA, R.NO_PACE),
]
AMBITIONS = [
    row("withdrawn", ambition("{on: 2021, shows: reached}", more=GONE), "2022-06-02",
        1, WITHDRAWN, R.WITHDRAWN),
    row("reported as reached", ambition("{on: 2021, shows: reached}"), "2040",
        2, ACHIEVED, R.REPORTED_REACHED),
    row("reached late", ambition("{on: 2023, shows: reached}", deadlines=BY_2022), "2023",
        2, ACHIEVED, R.REPORTED_REACHED, LATE),
    row("the first report tells when", ambition("{on: 2023, shows: reached}, {on: 2021, area: city,"
        " shows: reached}", deadlines=BY_2022), "2023", 2, ACHIEVED, R.REPORTED_REACHED),
    row("one part reached", ambition("{on: 2021, part: a, shows: reached}", of="a b"), "2021",
        7, UNDATED, R.NO_DEADLINE, PART_MET),
    row("all parts reached", ambition("{on: 2021, part: a, shows: reached}, {on: 2022, part: b,"
        " shows: reached}", of="a b"), "2022", 2, ACHIEVED, R.REPORTED_REACHED),
    row("one part lost since", ambition("{on: 2021, part: a, shows: reached}, {on: 2021, part: b,"
        " shows: reached}, {on: 2022, part: a, shows: lost}", of="a b"), "2022",
        7, UNDATED, R.NO_DEADLINE, PART_MET, LOST),
    row("lost", ambition("{on: 2021, shows: reached}, {on: 2022, shows: lost}"), "2022",
        7, UNDATED, R.NO_DEADLINE, LOST),
    row("lost and reached again", ambition("{on: 2020, shows: reached}, {on: 2021, shows: lost},"
        " {on: 2022, shows: reached}"), "2022", 2, ACHIEVED, R.REPORTED_REACHED),
    row("not reached by the deadline", ambition("{on: 2023-01, shows: not-reached}",
        deadlines=BY_2022), "2023-01-31", 3, MISSED, R.REPORTED_NOT_DONE),
    row("still an aim after the deadline", ambition("{on: 2023-01, shows: aimed-at}",
        deadlines=LATER), "2023-01-31", 3, MISSED, R.REPORTED_NOT_DONE, REPLANNED),
    row("evidence for it after the deadline does not say", ambition("{on: 2023, shows: supports}",
        deadlines=BY_2022), "2023", 4, STALE, R.DEADLINE_PASSED_UNREPORTED),
    row("nothing", ambition(), "2021", 5, NO_DATA, R.NO_EVIDENCE),
    row("an aim announced proves nothing done", ambition("{on: 2021, shows: aimed-at}"), "2021",
        7, UNDATED, R.NO_DEADLINE),
    row("a figure is evidence, never a share", ambition(figures="2021: 200"), "2021",
        7, UNDATED, R.NO_DEADLINE),
    row("its window", ambition(figures="2021: 200"), "2023-12-31", 7, UNDATED, R.NO_DEADLINE),
    row("out of date", ambition(figures="2021: 200"), "2024-01-01",
        6, STALE, R.EVIDENCE_OUT_OF_DATE),
    row("no pace", ambition("{on: 2021, shows: supports}", deadlines=BY_2022), "2022-12-31",
        8, NO_DATA, R.NO_PACE),
    row("context", ambition("{on: 2021, shows: context}"), "2021", 5, NO_DATA, R.NO_EVIDENCE),
]
# fmt: on
TABLES = {
    "target": TARGETS,
    "mode": MODES,
    "figure": WHAT_FIGURES_PROVE,
    "lasting": LASTING,
    "parts": PARTS,
    "limits": LIMITS,
    "project": PROJECTS,
    "reform": REFORMS,
    "ambition": AMBITIONS,
}
ROWS = {
    f"{name}: {case.says} ({case.day})": case for name, table in TABLES.items() for case in table
}
NOT_YET = {Flag.BORDERLINE}
"""Rests on the intervals of a pace, which are not worked out yet (docs/method.md, its end)."""


def test_every_row_has_its_own_name() -> None:
    assert len(ROWS) == sum(len(table) for table in TABLES.values())


@pytest.mark.parametrize("says", ROWS)
def test_the_first_rule_that_holds_decides(says: str) -> None:
    case = ROWS[says]
    verdict = case.given.on(case.day)
    found = (verdict.rule, verdict.status, verdict.reason, verdict.flags)
    assert found == (case.rule, case.status, case.reason, case.flags)


def test_every_reason_flag_and_status_is_given_by_a_row() -> None:
    assert {case.reason for case in ROWS.values()} == {*Reason, *OF_THE_DEFAULT}
    assert {flag for case in ROWS.values() for flag in case.flags} == set(Flag) - NOT_YET
    assert {case.status for case in ROWS.values()} == set(Status)


@pytest.mark.parametrize(
    ("kind", "rules"),
    [
        ("target", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("limits", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("project", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("reform", {1, 2, 3, 4, 5, 6, 7, 8}),
        ("ambition", {1, 2, 3, 4, 5, 6, 7, 8}),
    ],
)
def test_every_rule_decides_for_every_kind(kind: str, rules: set[int]) -> None:
    assert {case.rule for case in TABLES[kind]} == rules


# --- what a verdict says besides ------------------------------------------------------------


def test_a_missed_target_says_the_new_date_and_the_pace_toward_it() -> None:
    verdict = target("2020: 100, 2025: 150", MOVED).on("2026")
    assert verdict.deadline is not None
    assert verdict.replanned is not None
    assert (verdict.deadline.text, verdict.replanned.text) == ("2025", "2028")
    assert (verdict.share, verdict.elapsed) == (0.5, 5 / 8)
    assert verdict.projected == pytest.approx(0.8)


def test_a_missed_one_says_how_old_its_newest_evidence_is() -> None:
    verdict = target("2025: 190").on("2040")
    newest = next(step for step in verdict.steps if step.key == "newest-evidence")
    assert (newest.facts["when"], newest.facts["days"]) == ("2025", 5479.0)


def test_what_was_once_shown_done_says_when() -> None:
    verdict = target("2021: 200, 2023: 250").on("2040")
    assert verdict.proof is not None
    assert verdict.proof.when == "2021"


def test_an_undated_one_says_its_latest_evidence() -> None:
    verdict = ambition("{on: 2021, shows: supports}, {on: 2022-03, shows: aimed-at}").on("2022")
    assert verdict.latest is not None
    assert verdict.latest.when == "2022-03"
    assert verdict.share is None


@pytest.mark.parametrize(
    ("given", "day", "met", "measured", "of", "states"),
    [
        (limits(), "2021", 0, 0, 2, ["no-data", "no-data"]),
        (limits("2021: 10"), "2021", 1, 1, 2, ["met", "no-data"]),
        (limits("2021: 11", "2021: ~20"), "2021", 0, 2, 2, ["not-met", "unproved"]),
        (limits("2021: 10, 2022: 11", "2021: 20"), "2022", 1, 2, 2, ["lost", "met"]),
        (limits(met="{on: 2021}"), "2021", 2, 0, 2, ["reported-met", "reported-met"]),
        (limits("2021: 9", met="{on: 2021, part: twenty}"), "2021", 2, 1, 2,
         ["met", "reported-met"]),
        (parts("2024: 200", ""), "2024", 1, 1, 2, ["met", "no-data"]),
        (parts("2024: 199", "2024: ~199"), "2024", 0, 2, 2, ["not-met", "unproved"]),
        (parts("2023: 200, 2024: 199", "2024: 200"), "2024", 1, 2, 2, ["lost", "met"]),
        (ambition("{on: 2021, part: a, shows: reached}", of="a b"), "2021", 1, 0, 2,
         ["met", "no-data"]),
        (ambition("{on: 2020, part: a, shows: reached}, {on: 2021, part: a, shows: lost},"
                  " {on: 2021, part: b, shows: supports}", of="a b"), "2021", 0, 0, 2,
         ["lost", "reported"]),
    ],
)  # fmt: skip
def test_each_part_is_judged_by_itself(  # noqa: PLR0913, PLR0917 - the columns of a table
    given: Judged, day: str, met: int, measured: int, of: int, states: list[str]
) -> None:
    verdict = given.on(day)
    assert verdict.parts == (found := verdict.parts)
    assert found is not None
    assert (found.met, found.measured, found.of) == (met, measured, of)
    assert [part.state for part in verdict.part_verdicts] == states


# --- days (judging.md 3) --------------------------------------------------------------------


def figure(published: str) -> Judged:
    return target(f"{{period: 2021, value: 200, published: {published}}}")


def dated(published: str) -> Judged:
    return project(more=reports(f"{{on: 2021, shows: done, published: {published}}}"))


@pytest.mark.parametrize(
    ("given", "known_from"),
    [
        (figure("2022-03-15"), "2022-03-15"),
        (figure("2022-03"), "2022-03-31"),
        (figure("2022"), "2022-12-31"),
        (figure("unknown"), "2021-12-31"),
        (target("{period: 2021, value: 200, source: atlas}"), "2023-07-01"),
        (target("{period: 2021, value: 200, source: atlas, published: 2022-03}"), "2022-03-31"),
        (dated("2022-03-15"), "2022-03-15"),
        (dated("2022-03"), "2022-03-31"),
        (dated("2022"), "2022-12-31"),
        (dated("unknown"), "2021-12-31"),
        (project(actual="{on: 2021-06, published: 2022-03}"), "2022-03-31"),
        (reform("{on: 2021-06, area: city, shows: adopted, published: 2022-03}"), "2022-03-31"),
        (ambition("{on: 2021-06, shows: reached, published: 2022-03}"), "2022-03-31"),
        (limits(met="{on: 2021-06, published: 2022-03}"), "2022-03-31"),
        (limits(met="{on: 2021-06}"), "2021-06-30"),
    ],
)
def test_what_is_known_counts_from_the_last_day_that_its_publication_may_mean(
    given: Judged, known_from: str
) -> None:
    year, month, day = (int(part) for part in known_from.split("-"))
    before = f"{year}-{month:02}-{day - 1:02}" if day > 1 else f"{year}-{month - 1:02}-28"
    assert given.on(before).status != ACHIEVED
    assert given.on(before).proof is None
    assert given.on(known_from).status == ACHIEVED


AGED = [
    ("{on: 2021-03-15, shows: begun}", "2022-03-15"),
    ("{on: 2021-03, shows: begun}", "2022-03-31"),
    ("{on: 2021, shows: begun}", "2022-12-31"),
    ("{on: 2021, shows: begun, published: 2021-03-01}", "2022-12-31"),
]


@pytest.mark.parametrize(("evidence", "last"), AGED)
def test_the_age_of_evidence_counts_from_the_end_of_its_date(evidence: str, last: str) -> None:
    verdict = project(more=reports(evidence)).on("2021")
    assert verdict.stale_on is not None
    assert verdict.stale_on.isoformat() == last


def test_a_day_shows_the_targets_and_dates_that_were_known_on_it() -> None:
    moved = target(BEFORE, MOVED)
    assert moved.on("2024-02-29").replanned is None
    assert moved.on("2024-03-01").replanned is not None
    road = project(REPLAN)
    assert road.on("2025-05-31").replanned is None
    assert road.on("2025-06-01").replanned is not None
    later = limits(deadlines=LATER)
    assert later.on("2021-05-31").flags == ()
    assert later.on("2021-06-01").flags == (REPLANNED,)


def test_a_written_baseline_counts_from_the_publication_of_its_source() -> None:
    given = target("2022: 140", baseline="{period: 2020, value: 100, source: atlas}")
    assert given.on("2023-06-30").reason == G.NO_BASELINE
    assert given.on("2023-07-01").status == ON_TRACK


def test_a_withdrawal_names_its_source_first() -> None:
    assert target("", more=GONE).on("2022-06-02").sources == ("paper", "plan")
    assert target("", more=GONE).on("2022-06-01").sources == ("plan",)


def test_no_source_is_cited_before_it_is_known() -> None:
    given = ambition(
        "{on: 2021, shows: supports}, {on: 2023, shows: supports, source: atlas}",
        deadlines="{by: 2030}, {by: 2031, set_on: 2021, published: 2021},"
        " {by: 2032, set_on: 2023, source: atlas}",
    )
    assert "atlas" not in given.on("2023-06-30").sources
    assert "atlas" in given.on("2023-07-01").sources


# --- conflicts (judging.md 6) ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "used"),
    [
        ("value: 1, source: paper, used: yes", "value: 2", "1"),
        ("value: 1, used: no", "value: 2, source: paper", "2"),
        ("value: 1, used: no", "", "1"),
        ("value: 1", "value: 2, source: paper", "1"),
        ("value: 1, grade: medium", "value: 2, source: paper, grade: high", "2"),
        ("value: 1, published: 2022-02", "value: 2, source: atlas, published: 2022-01", "1"),
        ("value: 1, published: 2022-01", "value: 2, source: atlas, published: 2022-02", "2"),
        ("value: 1, published: 2022-01", "value: 2, source: paper, published: 2022-02", "1"),
        ("value: 1, status: expected", "value: 2, source: paper", "2"),
        ("value: 1, status: preliminary", "value: 2, status: expected", "1"),
        ("value: 1, status: revised, source: paper", "value: 2", "1"),
    ],
)
def test_between_conflicting_figures_one_is_used(one: str, other: str, used: str) -> None:
    figures = ", ".join(f"{{period: 2021, {text}}}" for text in (one, other) if text)
    latest = target(figures).on("2022").latest
    assert latest is not None
    assert latest.amount is not None
    assert latest.amount.text == used


def test_the_mark_counts_once_it_is_published_and_both_figures_stay() -> None:
    given = target(
        "{period: 2021, value: 199}, {period: 2021, value: 200, used: yes, source: atlas}"
    )
    assert given.on("2023-06-30").status != ACHIEVED
    assert given.on("2023-07-01").status == ACHIEVED
    assert len(given.catalog.indicators["stock"].observations["city"]) == 2


def test_part_of_a_year_never_shows_a_part_not_met() -> None:
    verdict = parts("2025-Q1: 60", "2025-Q1: 210", nature="flow").on("2025-06-30")
    assert [part.state for part in verdict.part_verdicts] == ["unproved", "met"]
