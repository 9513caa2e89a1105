"""The panels of a commitment's page: the promise, the working, the history, the evidence."""

from collections.abc import Sequence
from typing import TypeVar
from urllib.parse import urlencode

import streamlit as st

from dashboard.app import parts, proofs, session
from dashboard.app.session import View
from dashboard.assessment import Fact, Verdict, known_evidence, known_from, target_amount
from dashboard.model import (
    Cited,
    Commitment,
    Deadline,
    LimitsCommitment,
    PlannedDate,
    ProjectCommitment,
    Shows,
    Target,
    TargetCommitment,
)
from dashboard.sentences.commitment import name_of
from dashboard.sentences.status import fact_words, status_key, step_words, when_words, with_unit

NEWEST = 6

_E = TypeVar("_E", Target, Deadline, PlannedDate)


def why(here: View, verdict: Verdict) -> None:
    """Draw the working: each step, what was found, and who said so."""
    say = here.say
    word = say(status_key(verdict.status, late=verdict.is_late))
    st.subheader(say("commitment.why", status=word), anchor=False)
    rows = []
    for number, step in enumerate(verdict.steps, 1):
        asked, found = step_words(here.catalog, say, step)
        names = [parts.cite(here, here.catalog.sources[item]) for item in step.sources]
        said = f"  \n:small[{say.listed(names)}]" if names else ""
        rows.append(
            {
                say("column.step"): str(number),
                say("column.asked"): parts.unbroken(parts.safe(asked)),
                say("column.found"): parts.safe(found) + said,
            }
        )
    parts.table(rows, say("commitment.why", status=word))
    part_table(here, verdict)


def order(here: View, verdict: Verdict) -> None:
    """Say which rule decided, with a link to all of them."""
    query = urlencode(session.keep(here), doseq=True)
    address = f"sources?{query}" if query else "sources"
    parts.note(here.say("commitment.rules", rule=verdict.rule, address=address))


def part_table(here: View, verdict: Verdict) -> None:
    """Draw how each part stands by itself."""
    if not verdict.part_verdicts:
        return
    say = here.say
    rows = []
    for part in verdict.part_verdicts:
        evidence = "—"
        if part.fact:
            words = fact_words(here.catalog, say, part.fact)
            said = proofs.of_fact(here, part.fact) + proofs.differing_of(here, part.fact)
            evidence = f"{when_words(say, part.fact.when)} {parts.safe(words)} {said}"
        rows.append(
            {
                say("column.part"): f"**{parts.safe(part.name(here.language))}**",
                say("column.stands"): say(f"part.{part.state}"),
                say("column.evidence"): evidence,
            }
        )
    parts.table(rows, say("commitment.parts"))


def promise(here: View, commitment: Commitment) -> None:
    """Draw what was promised, in our words, with report, paragraph and day."""
    say = here.say
    st.subheader(say("commitment.promise"), anchor=False)
    with st.container(border=True):
        st.markdown(parts.safe(commitment.statement(here.language)))
        made = commitment.made
        source = here.catalog.sources[made.source]
        pieces = [parts.cite(here, source, made.published), parts.safe(source.title(here.language))]
        if made.paragraph:
            pieces.append(say("commitment.paragraph", n=made.paragraph))
        pieces.append(say.day(made.on))
        if commitment.covers:
            pieces.append(say("commitment.covers", items=" ".join(commitment.covers)))
        parts.note(say("list.dot").join(pieces))
    if commitment.office:
        name = parts.safe(commitment.office.name(here.language))
        st.caption(say("commitment.office", name=name))
    if commitment.note:
        st.caption(parts.safe(commitment.note(here.language)))


def revisions(here: View, commitment: Commitment) -> None:
    """Draw the ledger: every target or date that was ever set, and by whom."""
    rows = [*ledger(here, commitment)]
    moved = max(len(rows) - steps_of(here, commitment), 0)
    say = here.say
    key = "revised" if moved else "unrevised" if rows else "undated"
    if isinstance(commitment, ProjectCommitment) and rows:
        key = f"{key}-dates"
    heading = say(f"commitment.{key}", n=moved)
    st.subheader(heading, anchor=False)
    parts.table(rows, heading, header=False)


def replanned(here: View, commitment: Commitment, verdict: Verdict) -> None:
    """Draw who moved the final date, when, and the reason that the source gives, if any."""
    if verdict.replanned is None or not isinstance(commitment, ProjectCommitment):
        return
    final = next(node for node in commitment.nodes if node.final)
    plan = known(here, final.planned)[-1]
    source = here.catalog.sources[plan.source]
    reason = plan.note(here.language) if plan.note else here.say("commitment.no-reason")
    parts.note(
        here.say(
            "commitment.moved",
            to=plan.to.text,
            name=parts.source_name(here, source),
            day=here.say.day(plan.published or source.published),
            reason=parts.safe(reason),
        )
    )


def steps_of(here: View, commitment: Commitment) -> int:
    """Return how many entries the ledger would have had nothing ever been moved."""
    match commitment:
        case ProjectCommitment():
            return sum(bool(known(here, node.planned)) for node in commitment.nodes)
        case TargetCommitment() if commitment.parts:
            return sum(bool(known(here, part.targets)) for part in commitment.parts)
        case TargetCommitment() | LimitsCommitment():
            return 1
        case _:
            return min(len(commitment.deadlines), 1)


def ledger(here: View, commitment: Commitment) -> list[dict[str, str]]:
    """Return the entries of the ledger as rows."""
    match commitment:
        case ProjectCommitment():
            return [
                entry(here, plan, plan.to.text, node.name(here.language))
                for node in commitment.nodes
                for plan in known(here, node.planned)
            ]
        case TargetCommitment(indicator=str(indicator)):
            return [
                entry(here, item, *aim(here, item, indicator))
                for item in known(here, commitment.targets)
            ]
        case TargetCommitment():
            return [
                entry(here, item, aim(here, item, part.indicator)[0], part.name(here.language))
                for part in commitment.parts
                for item in known(here, part.targets)
            ]
        case LimitsCommitment():
            chain = superseded(here, commitment)
            return [limits_entry(here, item) for item in reversed(chain)]
        case _:
            return [
                entry(here, item, item.by.text, "") for item in known(here, commitment.deadlines)
            ]


def known(here: View, ledger: Sequence[_E]) -> list[_E]:
    """Return the entries of a ledger that had been published by the day of the view."""
    return [
        item
        for item in ledger
        if known_from(here.catalog, item, item.set_on.last if item.set_on else here.as_of)
        <= here.as_of
    ]


def superseded(here: View, commitment: LimitsCommitment) -> list[LimitsCommitment]:
    """Return the commitment and those that it tightens or replaces, the newest first."""
    chain = [commitment]
    while chain[-1].supersedes:
        before = here.catalog.commitments[chain[-1].supersedes]
        if before in chain or not isinstance(before, LimitsCommitment):
            break
        chain.append(before)
    return chain


def limits_entry(here: View, commitment: LimitsCommitment) -> dict[str, str]:
    """Return the limits that one commitment set as a row."""
    say = here.say
    source = here.catalog.sources[commitment.made.source]
    name = parts.safe(name_of(commitment, here.language))
    words = say.listed(
        f"{limit.name(here.language)} ≤{say.number(limit.at_most)}" for limit in commitment.limits
    )
    said = f":gray[{say.day(commitment.made.on)}] {parts.cite(here, source)}"
    return {say("column.value"): f"**{name}** {parts.safe(words)}  \n:small[{said}]"}


def aim(here: View, target: Target, indicator: str) -> tuple[str, str]:
    """Return a target with its unit, and its deadline, in words."""
    by = target.by.text if target.by else here.say("commitment.no-deadline")
    return with_unit(here.catalog, here.say, target_amount(target), indicator), by


def entry(here: View, item: Cited, value: str, what: str) -> dict[str, str]:
    """Return one entry of a ledger as a row."""
    say = here.say
    source = here.catalog.sources[item.source]
    note = f" {parts.safe(item.note(here.language))}" if item.note else ""
    said = f"{parts.cite(here, source, item.published, item.grade)}{note}"
    return {say("column.value"): f"**{parts.safe(value)}** {parts.safe(what)}  \n:small[{said}]"}


def evidence(here: View, commitment: Commitment, verdict: Verdict) -> None:
    """Draw the evidence, newest first, with publisher and grade; then what is only context."""
    say = here.say
    facts = verdict.evidence
    key = "commitment.evidence-newest" if len(facts) > NEWEST else "commitment.evidence"
    st.subheader(say(key, n=len(facts), shown=NEWEST), anchor=False)
    if not facts:
        st.markdown(say("commitment.no-evidence"))
    rows = [fact_row(here, fact) for fact in facts]
    heading = say("commitment.evidence", n=len(facts))
    parts.table(rows[:NEWEST], heading, header=False)
    parts.rest(here, rows[NEWEST:], heading, header=False)
    if any(here.catalog.sources[fact.source].via for fact in facts):
        st.caption(say("source.mirrors"))
    context = [
        item
        for item in known_evidence(here.catalog, commitment.evidence, here.as_of)
        if item.shows == Shows.CONTEXT
    ]
    if context:
        with st.expander(say("commitment.context", n=len(context))):
            st.caption(say("commitment.context.note"))
            for item in context:
                source = here.catalog.sources[item.source]
                words = parts.safe(item.what(here.language))
                said = parts.cite(here, source, item.published, item.grade)
                st.markdown(f"{item.on.text} {words} :small[{said}]")


def fact_row(here: View, fact: Fact) -> dict[str, str]:
    """Return one piece of evidence as a row."""
    say = here.say
    words = parts.safe(fact_words(here.catalog, say, fact))
    said = proofs.of_fact(here, fact) + proofs.differing_of(here, fact)
    return {say("column.evidence"): f"**{when_words(say, fact.when)}** {words}  \n:small[{said}]"}
