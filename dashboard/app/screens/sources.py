"""数据与方法: the sources, the method, what is covered, and everything to take along."""

from datetime import date

import streamlit as st

from dashboard import dated, listings
from dashboard import registers as register
from dashboard.app import parts, proofs, session
from dashboard.app.session import View
from dashboard.assessment import Status
from dashboard.model import Source

SHOWN = 20
MORE = ("methods", "band", "restated", "shadow", "workbook")
"""What docs/method tells more about, a line each."""


def page(here: View) -> None:
    """Draw the counts, the downloads, the method, the coverage and the sources, as of the day."""
    say, catalog = here.say, here.catalog
    figures = sum(len(f) for i in catalog.indicators.values() for f in i.observations.values())
    facts = sum(
        1
        for commitment in catalog.commitments.values()
        for item in dated.items(catalog, commitment)
        if item.kind != "figure"
    )
    finding = say("sources.finding", sources=len(catalog.sources), figures=figures, facts=facts)
    parts.title(here, finding, say("sources.caption"))
    proofs.entry(here)
    downloads(here)
    method(here)
    coverage(here)
    if here.is_today:  # they are about the files as they are now
        problems(here)
    listed(here)


def downloads(here: View) -> None:
    """Draw a button for each table: all rows, not only the visible ones."""
    say, catalog, language = here.say, here.catalog, here.language
    tables = {
        "register": lambda: register.register(catalog, here.verdicts, say, here.shadows),
        "observations": lambda: register.observations(catalog, language),
        "sources": lambda: register.sources(catalog, language),
    }
    with st.container(horizontal=True):
        for name, table in tables.items():
            parts.download(here, name, table, say(f"sources.download.{name}"))
    st.caption(say("sources.download.note"))


def method(here: View) -> None:
    """Draw how a status is decided: the order, and what each status asks one to do."""
    say = here.say
    st.subheader(say("method.title"), anchor=False)
    rules = [
        {
            say("column.rule"): str(number),
            say("column.holds"): say(f"method.rule.{number}"),
            say("column.gives"): say(f"method.gives.{number}"),
        }
        for number in range(1, 9)
    ]
    parts.table(rules, say("method.title"))
    windows = here.catalog.frame.rules.windows
    cut = here.catalog.frame.rules.thresholds
    st.caption(
        say(
            "method.windows",
            month=windows.month,
            quarter=windows.quarter,
            half=windows.half_year,
            year=windows.year,
            project=windows.project,
            reform=windows.reform,
            on_track=say.percent(cut.on_track, 0),
            at_risk=say.percent(cut.at_risk, 0),
        )
    )
    with st.expander(say("method.more")):
        st.markdown("\n".join(f"- {say(f'method.more.{part}')}" for part in MORE))
    with st.expander(say("method.statuses")):
        rows = [
            {
                say("column.status"): parts.status_badge(here, status),
                say("column.act"): say(f"act.{status}"),
            }
            for status in Status
        ]
        parts.table(rows, say("method.statuses"))


def coverage(here: View) -> None:
    """Draw which statements of the report are in the data, by their numbers."""
    say = here.say
    measured = [one for one in here.catalog.indicators.values() if any(one.observations.values())]
    nouns = [*measured, *here.catalog.commitments.values()]
    covered = {item: noun.id for noun in nouns for item in noun.covers}
    if not covered:
        return
    heading = say("coverage.title", n=len(covered))
    with st.expander(heading):
        rows = [
            {
                say("column.statement"): item,
                say("column.entry"): parts.safe(title_of(here, covered[item])),
            }
            for item in sorted(covered, key=lambda item: int(item.removeprefix("S")))
        ]
        parts.table(rows, heading)
        st.caption(say("coverage.note"))
        parts.download(
            here,
            "coverage",
            lambda: listings.coverage_table(here.catalog, covered, say),
            say("take.coverage"),
        )


def title_of(here: View, identity: str) -> str:
    """Return the name of a commitment or an indicator."""
    if identity in here.catalog.commitments:
        return str(here.catalog.commitments[identity].title(here.language))
    return here.catalog.indicators[identity].name(here.language)


def problems(here: View) -> None:
    """Draw everything that is wrong in the data, with file, line and remedy."""
    say = here.say
    found = here.reading.problems
    with st.expander(say("sources.problems", n=len(found))):
        if not found:
            st.markdown(say("sources.problems.none"))
        parts.problem_list(say, found)


def listed(here: View) -> None:
    """Draw every source with publisher, title, day, grade and where it was read."""
    say = here.say
    found = list(here.catalog.sources.values())
    heading = say("sources.list", n=len(found))
    st.subheader(heading, anchor=False)
    newest_first = sorted(
        found,
        key=lambda source: source.published.last if source.published else date.min,
        reverse=True,
    )
    rows = [source_row(here, source) for source in newest_first]
    parts.table(rows[:SHOWN], heading)
    parts.rest(here, rows[SHOWN:], heading)


def source_row(here: View, source: Source) -> dict[str, str]:
    """Return one source as a row."""
    say = here.say
    day = say.day(source.published) + (say("sources.inferred") if source.inferred else "")
    name, title = parts.source_name(here, source), parts.safe(source.title(here.language))
    grade = say(f"grade.{source.grade}")
    if here.compact:
        return {say("column.said-by"): f"{name} · {title}  \n:gray[{day} · {grade}]"}
    note = f"  \n:gray[{parts.safe(source.note(here.language))}]" if source.note else ""
    return {
        say("column.day"): f":gray[{day}]",
        say("column.said-by"): name,
        say("column.title"): title + note,
        say("column.grade"): grade,
        "id": f":small[{parts.source_entry(here, source)}]",
    }


page(session.view())
