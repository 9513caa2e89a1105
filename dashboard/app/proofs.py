"""From a figure to its proof: what a source is cited for, and the sources behind a page."""

from collections.abc import Iterable, Sequence
from functools import partial

import streamlit as st

from dashboard import listings
from dashboard.app import parts, session
from dashboard.app.session import View
from dashboard.assessment import Fact, Verdict
from dashboard.citations import Citation, cited_by
from dashboard.frames.provenance import Rival, observation_of, rivals_of, rivals_on
from dashboard.model import Source, Unit
from dashboard.sentences.commitment import area_name, name_of
from dashboard.sentences.provenance import rival_words
from dashboard.sentences.quantities import quantity
from dashboard.sentences.status import fact_words, when_words


def differing(here: View, rivals: Iterable[Rival], unit: Unit) -> str:
    """Return the figures that differ as a small grey line of markdown, or nothing."""
    words = rival_words(rivals, unit, here.say)
    return f"  \n:gray[{parts.safe(words)}]" if words else ""


def differing_of(here: View, fact: Fact) -> str:
    """Return the same for a piece of evidence that is a figure."""
    found = observation_of(here.catalog, fact)
    if found is None:
        return ""
    unit = here.catalog.frame.unit(found[0].unit)
    return differing(here, rivals_of(here.catalog, fact, here.as_of), unit)


def of_fact(here: View, fact: Fact) -> str:
    """Return who said a piece of evidence, with day and grade, as markdown."""
    return parts.cite(here, here.catalog.sources[fact.source], fact.published, fact.grade)


def of_verdicts(here: View, verdicts: Iterable[Verdict]) -> None:
    """Draw what each status rests on, folded: the newest evidence or the proof, and its source."""
    say = here.say
    heading = say("proofs.verdicts")
    rows = [verdict_row(here, verdict) for verdict in verdicts]
    parts.folded(heading, "proofs-verdicts", partial(parts.table, rows, heading))


def verdict_row(here: View, verdict: Verdict) -> dict[str, str]:
    """Return one status as a row: whose, what it rests on, who said so."""
    say = here.say
    fact = verdict.proof or next(iter(verdict.evidence), None)
    made = here.catalog.commitments[verdict.id].made
    if fact is None:
        words = say("commitment.no-evidence")
        said = parts.cite(here, here.catalog.sources[made.source], made.published)
        said = say("proofs.promised", said=said)
    else:
        when = when_words(say, fact.when)
        words = f"**{when}** {parts.safe(fact_words(here.catalog, say, fact))}"
        said = of_fact(here, fact) + differing_of(here, fact)
    name = f"{parts.badge(here, verdict)} {parts.commitment_link(here, verdict.id)}"
    if here.compact:
        return {say("column.evidence"): f"{name}  \n{words}  \n:small[{said}]"}
    return {
        say("column.commitment"): name,
        say("column.evidence"): words,
        say("column.said-by"): said,
    }


def of_uses(here: View, key: str, uses: Sequence[Citation], heading: str) -> None:
    """Draw figures and days with their sources, folded, one row each."""
    rows = [use_row(here, use, is_said=True) for use in uses]
    if rows:
        parts.folded(heading, f"proofs-{key}", partial(parts.table, rows, heading))


def entry(here: View) -> None:
    """Draw the source that the address names, with all that it is cited for."""
    identity = session.one("id", here.catalog.sources, "", here.ignored)
    if not identity:
        return
    say, source = here.say, here.catalog.sources[identity]
    uses = [use for use in cited_by(here.catalog).get(identity, ()) if use.what != "made-on"]
    with st.container(border=True):
        st.markdown(f"**{parts.safe(source.title(here.language))}**")
        parts.note(described(here, source))
        heading = say("proofs.uses", n=len(uses))
        st.markdown(heading)
        parts.table([use_row(here, use, is_said=False) for use in uses], heading)
        parts.download(
            here,
            f"uses-{identity}",
            lambda: listings.uses_table(here.catalog, uses, here.say),
            here.say("take.uses"),
            source.title(here.language),
        )
        parts.report_wrong(here, "source", identity)


def described(here: View, source: Source) -> str:
    """Return publisher, day, grade, address and note of a source as markdown."""
    say = here.say
    day = say.day(source.published) + (say("sources.inferred") if source.inferred else "")
    address = parts.safe(source.url or source.via or "")
    key = "proofs.address" if source.url else "proofs.mirror"
    pieces = [
        parts.source_name(here, source),
        day,
        say("proofs.grade", grade=say(f"grade.{source.grade}")),
        *([say(key, address=address)] if address else []),
        *([parts.safe(source.note(here.language))] if source.note else []),
    ]
    return say("list.dot").join(pieces)


def use_row(here: View, use: Citation, *, is_said: bool) -> dict[str, str]:
    """Return one use of a source as a row: of what, which figure or day, what differs."""
    say = here.say
    words = f"**{parts.safe(said)}**" if (said := value(here, use)) else ""
    where = f" {say('commitment.paragraph', n=use.paragraph)}" if use.paragraph else ""
    row = {say("column.entry"): subject(here, use)}
    if is_said:
        source = here.catalog.sources[use.source]
        row[say("column.value")] = words + rivals(here, use)
        row[say("column.said-by")] = parts.cite(here, source, use.published, use.grade) + where
    else:
        row[say("column.value")] = words + where + rivals(here, use)
    if here.compact:
        return {say("column.entry"): "  \n".join(filter(None, row.values()))}
    return row


def subject(here: View, use: Citation) -> str:
    """Return what a source is cited for: the commitment as a link, or the indicator's name."""
    say = here.say
    what = f":gray[{say(f'cited.{use.what}')}]"
    match use.noun:
        case "commitment":
            return f"{parts.commitment_link(here, use.id)} {what}"
        case "indicator":
            names = [area_name(here.catalog, area, here.language) for area in use.area.split()]
            name = here.catalog.indicators[use.id].name(here.language)
            return f"{parts.safe(say('list.dot').join([name, *names]))} {what}"
        case _:
            return f"{parts.safe(crossing_name(here, use.id))} {what}"


def crossing_name(here: View, identity: str) -> str:
    """Return what a crossing is called, or the commitment that it belongs to."""
    plan = here.catalog.frame.schematic
    found = next(one for one in plan.crossings if one.id == identity) if plan else None
    if found is None:
        return identity
    if found.name is None and found.commitment:
        return name_of(here.catalog.commitments[found.commitment], here.language)
    return found.name(here.language) if found.name else identity


def value(here: View, use: Citation) -> str:
    """Return the figure, the day or the words that a source is cited for."""
    say, when = here.say, when_words(here.say, use.when)
    if use.name is not None:
        when = f"{when} {use.name(here.language)}".strip()
    if use.amount is not None:
        unit = here.catalog.frame.unit(use.unit) if use.unit else None
        figure = quantity(use.amount, unit, say) if unit else say.amount(use.amount)
        return " ".join(piece for piece in (when, figure) if piece)
    words = use.words(here.language) if use.words and use.what != "made" else ""
    return " ".join(piece for piece in (when, words) if piece)


def rivals(here: View, use: Citation) -> str:
    """Return what differs from a figure."""
    if use.what != "observation":
        return ""
    indicator = here.catalog.indicators[use.id]
    item = indicator.observations[use.area][int(use.path[-1])]
    found = rivals_on(here.catalog, indicator, use.area, item, here.as_of)
    return differing(here, found, here.catalog.frame.unit(indicator.unit))
