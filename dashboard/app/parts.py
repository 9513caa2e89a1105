"""What several pages share: the title row, charts, tables, sources, downloads."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from urllib.parse import urlencode, urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import exports
from dashboard.app import session
from dashboard.app.captions import Words, caption_of
from dashboard.app.plot import Drawing, chosen, drawing, plot
from dashboard.app.session import View
from dashboard.assessment import Status, Verdict
from dashboard.model import Grade, Source
from dashboard.problems import Problem
from dashboard.sentences.commitment import name_of
from dashboard.sentences.provenance import full_title
from dashboard.sentences.status import status_key
from dashboard.theme import SIGNS
from dashboard.values import Day
from dashboard.wording import Wording

MOST = 50
"""Problems shown on a page; all of them are in `dashboard check`."""

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_~[]!<>$:#|{}"})


_JOINER = "\u2060"
"""Zero wide: keeps markdown from making a link of an address that is only text."""


def safe(text: str) -> str:
    """Return text of the data so that markdown prints it as it is."""
    plain = text.replace("://", f":{_JOINER}//").replace("www.", f"www{_JOINER}.")
    return plain.translate(_SPECIAL)


def title(here: View, finding: str, caption: str = "") -> None:
    """Draw the finding and the line below it, and name what the address got wrong."""
    say = here.say
    st.header(safe(finding), anchor=False)
    if caption:
        st.caption(caption)
    if here.ignored:
        st.caption(say("address.ignored", keys=say.listed(dict.fromkeys(here.ignored))))


def choose_language(here: View) -> None:
    """Draw the switch of languages, where there is more than one."""
    languages = here.catalog.frame.languages
    if len(languages) == 1:
        return
    st.session_state["lang"] = here.language
    st.segmented_control(
        here.say("nav.language"),
        list(languages),
        key="lang",
        format_func={"zh": "中文", "en": "EN"}.__getitem__,
        required=True,
        label_visibility="collapsed",
        on_change=session.write("lang", drop=languages[0]),
    )


@st.cache_resource(show_spinner=False, max_entries=256)
def _drawing(key: tuple[object, ...], _build: Callable[[], go.Figure]) -> Drawing:  # noqa: ARG001
    return drawing(_build())


def chart(
    here: View, name: str, build: Callable[[], go.Figure], words: Words, *, of: str = ""
) -> None:
    """Draw a chart, built once for all viewers of the same view: the one way to draw.

    `of` is what the reader chose: under the same name the chart is changed, not replaced.
    """
    plot(_drawing((*here.key, name, of), build), caption_of(here, name, words), key=f"chart-{name}")


def chosen_id(here: View, name: str, build: Callable[[], go.Figure], words: Words) -> str | None:
    """Draw a chart whose marks can be clicked; return the id of the mark just clicked."""
    drawn = _drawing((*here.key, name), build)
    return chosen(drawn, caption_of(here, name, words), key=f"chart-{name}")


def table(rows: Sequence[dict[str, str]], alt: str, *, header: bool = True) -> None:
    """Draw words as a real table, which can be read aloud, printed and copied."""
    if rows:
        st.table(
            pd.DataFrame(rows),
            border="horizontal",
            hide_index=True,
            hide_header=not header,
            alt=alt,
        )


def folded(label: str, key: str, draw: Callable[[], None]) -> None:
    """Draw what a click unfolds, only once it is asked for: a reader does not wait for it."""
    with st.expander(label, key=f"fold-{key}", on_change="rerun") as fold:
        if fold.open:
            draw()


def rest(here: View, rows: Sequence[dict[str, str]], alt: str, *, header: bool = True) -> None:
    """Draw the rows that a page has no room for, folded."""
    if rows:
        with st.expander(here.say("overview.more", n=len(rows))):
            table(rows, alt, header=header)


def status_badge(here: View, status: Status) -> str:
    """Return a status by itself as markdown: sign, word and colour together."""
    mark = SIGNS[str(status)]
    return f":{mark.hue}-badge[{mark.glyph} {here.say(status_key(status))}]"


def badge(here: View, verdict: Verdict) -> str:
    """Return a status as markdown: sign, word and colour together."""
    key = status_key(verdict.status, late=verdict.is_late)
    mark = SIGNS[key.removeprefix("status.")]
    return f":{mark.hue}-badge[{mark.glyph} {here.say(key)}]"


def source_name(here: View, source: Source) -> str:
    """Return a source as markdown, its title at the pointer.

    The link leads to the publisher's own address, or else to the source's entry here: a mirror
    is named and never linked.
    """
    linked = source_link(here, source)
    if source.url or source.via is None:
        return linked
    host = (urlsplit(source.via).hostname or "").removeprefix("www.")
    if host == source.publisher(here.language):
        return linked
    if not host.strip("0123456789."):
        return linked + here.say("source.mirror-ip")
    return f"{linked}{here.say('source.mirror', host=safe(host))}"


def source_link(here: View, source: Source) -> str:
    """Return a source's publisher as the link alone, for rows that have no room for more."""
    name, title = safe(source.publisher(here.language)), _quoted(full_title(source, here.say))
    address = _entry(here, source)
    if source.url:
        address = source.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
    return f'[{name}]({address} "{title}")'


def source_entry(here: View, source: Source) -> str:
    """Return a source's id as a link to all that it is cited for."""
    return f"[{source.id}]({_entry(here, source)})"


def _entry(here: View, source: Source) -> str:
    query = urlencode({"id": source.id, **session.keep(here)}, doseq=True)
    return f"sources?{query}"


def _quoted(text: str) -> str:
    """Return text that may stand in the title of a link in markdown."""
    return safe(text).replace('"', "&quot;")


def cite(
    here: View, source: Source, published: Day | None = None, grade: Grade | None = None
) -> str:
    """Return a source with day and grade as markdown; a figure's own day and grade win."""
    return here.say(
        "source.item",
        name=source_name(here, source),
        day=day(here.say.day(published or source.published)),
        grade=here.say(f"grade.{grade or source.grade}"),
    )


def source_line(
    here: View, ids: Iterable[str], extra: str = "", most: int = 4, *, name: str = ""
) -> None:
    """Draw who said so, with day and grade, and the day of the view.

    What the line has no room for is folded below it under the name, one row a source.
    """
    say = here.say
    known = [here.catalog.sources[item] for item in dict.fromkeys(ids)]
    names = [cite(here, source) for source in known[:most]]
    if len(known) > most and not name:
        names.append(say("source.more", n=len(known) - most))
    pieces = [say("source.line", names=say("list.dot").join(names))] if names else []
    pieces += [extra] if extra else []
    pieces.append(say("source.as-of", day=day(here.as_of.isoformat())))
    note(say("list.dot").join(pieces))
    if name and known[most:]:
        heading = say("proofs.rest", n=len(known) - most)
        rows = [source_row(here, source) for source in known[most:]]
        folded(heading, f"sources-{name}", lambda: table(rows, heading))


def source_row(here: View, source: Source) -> dict[str, str]:
    """Return one source as a row: who, what, and how far to trust it."""
    say, title = here.say, safe(source.title(here.language))
    if here.compact:
        return {say("column.said-by"): f"{cite(here, source)}  \n{title}"}
    return {say("column.said-by"): cite(here, source), say("column.title"): title}


def beside(here: View, widths: Sequence[int]) -> Sequence[DeltaGenerator]:
    """Return columns far apart, or near where a phone puts them below each other."""
    return st.columns(widths, gap="small" if here.compact else "large")


def note(words: str) -> None:
    """Draw a small grey line that may hold links: a caption would pale them too much."""
    st.markdown(f":small[:gray[{words}]]")


def day(text: str) -> str:
    """Return a day or period so that a narrow column does not break it at its hyphens."""
    return text.replace("-", f"{_JOINER}-{_JOINER}")


def unbroken(text: str) -> str:
    """Return a few words so that a narrow column does not break them."""
    return text.replace(" ", "\u00a0")


def commitment_link(here: View, identity: str) -> str:
    """Return a commitment's short name as a link in markdown, which opens beside this page."""
    name = safe(name_of(here.catalog.commitments[identity], here.language))
    query = urlencode({"id": identity, **session.keep(here)}, doseq=True)
    return f"[{name}](commitment?{query})"


def report_wrong(here: View, kind: str, identity: str) -> None:
    """Draw how to report a wrong figure: the file, the line and the id to name."""
    place = here.reading.places.item(kind, identity)
    st.caption(here.say("wrong.where", file=safe(place.file), line=place.line, id=safe(identity)))


def download(
    here: View, name: str, table: Callable[[], pd.DataFrame], label: str, filters: str = ""
) -> None:
    """Draw two buttons that hand out a table, all its rows, made only when it is asked for.

    One as a workbook, one as CSV that Excel opens rightly; both say day, filters, sources, licence.
    """
    title = label[:1].upper() + label[1:]
    about = exports.About(here.catalog, here.as_of, here.say, title, filters)
    kinds = {"xlsx": (exports.workbook_of, XLSX), "csv": (exports.csv_of, "text/csv")}
    with st.container(horizontal=True, gap="small", width="content", key=f"take-{name}"):
        for kind, (made, mime) in kinds.items():
            st.download_button(
                here.say("take.table", label=label, kind=kind.upper()),
                data=partial(_handed, made, table, about),
                file_name=f"{name}-{here.as_of.isoformat()}.{kind}",
                mime=mime,
                type="tertiary",
                on_click="ignore",
                key=f"{kind}-{name}",
            )


def _handed(
    made: Callable[[pd.DataFrame, exports.About], bytes],
    table: Callable[[], pd.DataFrame],
    about: exports.About,
) -> bytes:
    return made(table(), about)


def download_workbook(here: View, verdicts: Mapping[str, Verdict], filters: str) -> None:
    """Draw a button that hands out the register as a workbook, made only when it is asked for."""

    def made() -> bytes:
        from dashboard.workbooks import workbook  # noqa: PLC0415 - only who asks waits for it

        return workbook(here.catalog, verdicts, here.as_of, here.say, filters=filters)

    st.download_button(
        here.say("workbook.download"),
        data=made,
        file_name=f"register-{here.as_of.isoformat()}.xlsx",
        mime=XLSX,
        on_click="ignore",
        key="xlsx-register",
    )


def problem_list(say: Wording, problems: Sequence[Problem]) -> None:
    """Draw problems with file, line and column, what is wrong and how to mend it."""
    for problem in problems[:MOST]:
        st.markdown(
            f"`{problem.place}` {safe(say.problem(problem))}  \n:gray[{safe(say.fix(problem))}]"
        )


def foot(here: View) -> None:
    """Draw the foot of every page: how to report, the licence."""
    frame = here.catalog.frame
    st.space("small")
    st.caption(
        here.say(
            "foot.line",
            contact=safe(frame.contact(here.language)),
            licence=safe(frame.licence),
        )
    )
