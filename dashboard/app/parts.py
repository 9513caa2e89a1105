"""What several pages share: the title row, charts, tables, sources, downloads."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from urllib.parse import urlencode, urlsplit

import pandas as pd
import plotly.graph_objects as go
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from dashboard import exports
from dashboard.app import session
from dashboard.app.plot import Drawing, chosen, drawing, plot
from dashboard.app.session import View
from dashboard.assessment import Status, Verdict
from dashboard.model import Source
from dashboard.problems import Problem
from dashboard.sentences.commitment import name_of
from dashboard.sentences.status import status_key
from dashboard.theme import SIGNS
from dashboard.wording import Wording

MOST = 50
"""Problems shown on a page; all of them are in `dashboard check`."""

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


def choose_day(here: View) -> None:
    """Draw the choice of the day that is shown, today unless asked otherwise."""
    say = here.say
    with st.popover(say("as-of.button", day=here.as_of.isoformat()), type="tertiary"):
        st.session_state["as_of"] = here.as_of
        st.date_input(
            say("as-of.choose"),
            key="as_of",
            format="YYYY-MM-DD",
            min_value=min(here.as_of, date(2000, 1, 1)),
            max_value=max(here.as_of, date(2100, 12, 31)),
            on_change=session.write("as_of"),
        )
        st.caption(say("as-of.meaning"))
        if not here.is_today:
            st.button(say("as-of.reset"), on_click=today)


def today() -> None:
    """Take the day out of the address."""
    st.query_params.pop("as_of", None)


@st.cache_resource(show_spinner=False, max_entries=256)
def _drawing(key: tuple[object, ...], _build: Callable[[], go.Figure]) -> Drawing:  # noqa: ARG001
    return drawing(_build())


def chart(here: View, name: str, build: Callable[[], go.Figure], alt: str, *, of: str = "") -> None:
    """Draw a chart, built once for all viewers of the same view: the one way to draw.

    `of` is what the reader chose: under the same name the chart is changed, not replaced.
    """
    plot(_drawing((*here.key, name, of), build), alt=alt, key=f"chart-{name}")


def chosen_id(here: View, name: str, build: Callable[[], go.Figure], alt: str) -> str | None:
    """Draw a chart whose marks can be clicked; return the id of the mark just clicked."""
    return chosen(_drawing((*here.key, name), build), alt=alt, key=f"chart-{name}")


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
    """Return a source as markdown: linked only where the address is the publisher's own."""
    name = safe(source.publisher(here.language))
    if source.url:
        address = source.url.replace("(", "%28").replace(")", "%29").replace(" ", "%20")
        return f"[{name}]({address})"
    if source.via:
        host = (urlsplit(source.via).hostname or "").removeprefix("www.")
        if host == source.publisher(here.language):
            return name
        if not host.strip("0123456789."):
            return name + here.say("source.mirror-ip")
        return f"{name}{here.say('source.mirror', host=safe(host))}"
    return name


def source_line(here: View, ids: Iterable[str], extra: str = "", most: int = 4) -> None:
    """Draw who said so, with day and grade, and the day of the view."""
    say = here.say
    known = [here.catalog.sources[item] for item in dict.fromkeys(ids)]
    names = [
        say(
            "source.item",
            name=source_name(here, source),
            day=day(say.day(source.published)),
            grade=say(f"grade.{source.grade}"),
        )
        for source in known[:most]
    ]
    if len(known) > most:
        names.append(say("source.more", n=len(known) - most))
    pieces = [say("source.line", names=say("list.dot").join(names))] if names else []
    pieces += [extra] if extra else []
    pieces.append(say("source.as-of", day=day(here.as_of.isoformat())))
    note(say("list.dot").join(pieces))


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


def download(here: View, name: str, frame: Callable[[], pd.DataFrame], label: str) -> None:
    """Draw a button that hands out a table as CSV that Excel opens rightly."""
    st.download_button(
        label,
        data=lambda: exports.csv_bytes(headed(here, frame())),
        file_name=f"{name}-{here.as_of.isoformat()}.csv",
        mime="text/csv",
        on_click="ignore",
        key=f"csv-{name}",
    )


def headed(here: View, frame: pd.DataFrame) -> pd.DataFrame:
    """Return a table with its column names in the reader's language."""
    return frame.rename(columns={column: here.say(f"csv.{column}") for column in frame.columns})


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
