"""承诺详情: one commitment, why it stands as it does, and what would change it."""

import streamlit as st

from dashboard import changes, listings
from dashboard.app import listing, opinions, parts, past, session, working
from dashboard.app.drawings import drawing
from dashboard.app.session import View
from dashboard.assessment import WANTING, Verdict, turnings
from dashboard.model import Commitment, TargetCommitment
from dashboard.reading import SETTING
from dashboard.sentences.commitment import (
    by_words,
    finding,
    lateness,
    name_of,
    outlook_lines,
)
from dashboard.sentences.formulas import turning_lines
from dashboard.sentences.status import flag_words, when_words


def page(here: View) -> None:
    """Draw the commitment that the address names, or say that there is none."""
    dropped = [item for item in here.reading.left_out if item.id == st.query_params.get("id")]
    if dropped:
        parts.title(here, here.say("commitment.left-out", place=str(dropped[0].place)))
        return
    whole = here.reading.catalog or here.catalog
    identity = session.one("id", whole.commitments, "", here.ignored)
    if identity not in here.verdicts:
        nothing(here, identity)
        return
    commitment, verdict = here.catalog.commitments[identity], here.verdicts[identity]
    restate = past.is_restating(here)
    parts.title(here, headline(here, commitment, verdict), caption(here, commitment))
    st.markdown(standing(here, verdict))
    working.replanned(here, commitment, verdict)
    if ("commitment", identity) in here.reading.kept:
        st.caption(here.say("commitment.kept"))
    unused_settings(here, commitment)
    left, right = parts.beside(here, [7, 4])
    with left:
        if commitment.kind == "ambition":  # its figures are evidence, not what decides
            working.why(here, verdict)
            working.order(here, verdict)
            drawing(here, commitment, verdict)
        else:
            drawing(here, commitment, verdict)
            working.why(here, verdict)
            working.order(here, verdict)
        opinions.side_by_side(here, commitment)
        outlook(here, commitment, verdict)
        past.history(here, commitment, restate=restate)
        parts.report_wrong(here, "commitment", identity)
        downloads(here, commitment, verdict)
    with right:
        working.promise(here, commitment)
        working.revisions(here, commitment)
        past.moves(here, commitment)
        working.evidence(here, commitment, verdict)
        related(here, commitment)


def downloads(here: View, commitment: Commitment, verdict: Verdict) -> None:
    """Draw the buttons for what the page shows: the working, the evidence, what was promised."""
    say, catalog = here.say, here.catalog
    tables = {
        "working": lambda: listings.working_table(catalog, verdict, say),
        "evidence": lambda: listings.evidence_table(catalog, verdict, say),
        "promised": lambda: listings.promised_table(catalog, commitment.id, say),
    }
    with st.container(horizontal=True):
        for name, table in tables.items():
            label, title = say(f"take.{name}"), commitment.title(here.language)
            parts.download(here, f"{name}-{commitment.id}", table, label, title)


def unused_settings(here: View, commitment: Commitment) -> None:
    """Say which settings of how it is judged make no sense and are not used."""
    if not isinstance(commitment, TargetCommitment):
        return
    indicators = [commitment.indicator, *(part.indicator for part in commitment.parts)]
    items = {commitment.id, "rules", *indicators}
    whole = [(left.kind, left.id) for left in here.reading.left_out] + sorted(here.reading.kept)
    names = [name for kind, name in whole if kind == SETTING and name.rpartition("/")[0] in items]
    if names:
        named = parts.safe(here.say.listed(names))
        st.caption(here.say("commitment.settings-unused", names=named))


def headline(here: View, commitment: Commitment, verdict: Verdict) -> str:
    """Return the finding; what is good only by a moved target says so at once."""
    words = finding(commitment, verdict, here.say)
    if not past.is_eased(here, verdict.id):
        return words
    return here.say("past.join").join((words, past.shadow_line(here, verdict.id)))


def caption(here: View, commitment: Commitment) -> str:
    """Return the full title, who promised, the theme and the kind."""
    theme = here.catalog.frame.theme(here.catalog.theme_of[commitment.id])
    return here.say("list.dot").join(
        parts.safe(words)
        for words in (
            commitment.title(here.language),
            by_words(here.catalog, commitment, here.say),
            theme.name(here.language),
            here.say(f"kind.{commitment.kind}"),
        )
    )


def standing(here: View, verdict: Verdict) -> str:
    """Return the status, how late, the flags, and the age of the newest evidence."""
    late, flags = lateness(verdict, here.say), flag_words(here.say, verdict)
    shadow = "" if past.is_eased(here, verdict.id) else past.shadow_line(here, verdict.id)
    pieces = [f"**{words}**" for words in (late, parts.safe(shadow)) if words]
    pieces += [flags] if flags else []
    if verdict.evidence:
        newest = verdict.evidence[0]
        days = max((here.as_of - newest.last).days, 0)
        when = when_words(here.say, newest.when)
        pieces.append(here.say("commitment.age", when=when, days=here.say.number(days)))
    else:
        pieces.append(here.say("commitment.no-evidence"))
    return f"{parts.badge(here, verdict)} {here.say('list.dot').join(pieces)}"


def outlook(here: View, commitment: Commitment, verdict: Verdict) -> None:
    """Say what would change the verdict."""
    say = here.say
    st.subheader(say("commitment.outlook"), anchor=False)
    lines = outlook_lines(changes.outlook(here.catalog, commitment, verdict), verdict, say)
    if isinstance(commitment, TargetCommitment):
        found = turnings(here.catalog, commitment, verdict)
        lines += turning_lines(here.catalog, say, commitment, found)
    if commitment.missing and verdict.status in WANTING:
        lacks = [say("line.lacks", what=commitment.missing(here.language))]
        if commitment.ask:
            office = commitment.ask.office(here.language)
            lacks.append(
                say("commitment.ask", office=office, why=commitment.ask.why(here.language))
            )
        lines = lacks + lines
    st.markdown("\n".join(f"- {parts.safe(line)}" for line in lines))


def related(here: View, commitment: Commitment) -> None:
    """Link what the commitment tightens or belongs with."""
    found = [commitment.supersedes, *commitment.see_also]
    found += [
        other.id
        for other in here.catalog.commitments.values()
        if commitment.id in {other.supersedes, *other.see_also}
    ]
    known = [item for item in dict.fromkeys(found) if item and item in here.verdicts]
    if not known:
        return
    st.subheader(here.say("commitment.related"), anchor=False)
    with st.container(gap=None):
        for identity in known:
            with st.container(horizontal=True, vertical_alignment="center", gap="small"):
                st.markdown(parts.badge(here, here.verdicts[identity]), width="content")
                name = name_of(here.catalog.commitments[identity], here.language)
                listing.jump(parts.safe(name), f"related-{identity}", id=identity)


def nothing(here: View, identity: str) -> None:
    """Say that no commitment is named, or that it was not yet made on the day."""
    key = "commitment.not-yet" if identity else "commitment.none"
    parts.title(here, here.say(key, day=here.as_of.isoformat()))
    st.page_link(
        "screens/commitments.py",
        label=here.say("commitment.all"),
        query_params=session.keep(here),
    )


page(session.view())
