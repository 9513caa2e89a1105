"""The app: page settings, the bar of links, and the tick that swaps data and scheme."""

import streamlit as st

from dashboard.app import faults, keeper, parts, past, session
from dashboard.app.logo import logo
from dashboard.app.session import View
from dashboard.model import Catalog

PAGES = {
    "overview": st.Page("screens/overview.py", title="Overview", default=True),
    "limits": st.Page("screens/limits.py", title="Limits", url_path="limits"),
    "compare": st.Page("screens/compare.py", title="Compare", url_path="compare"),
    "projects": st.Page("screens/projects.py", title="Projects", url_path="projects"),
    "commitments": st.Page("screens/commitments.py", title="Commitments", url_path="commitments"),
    "commitment": st.Page(
        "screens/commitment.py", title="Commitment", url_path="commitment", visibility="hidden"
    ),
    "briefing": st.Page("screens/briefing.py", title="Meetings", url_path="briefing"),
    "sources": st.Page("screens/sources.py", title="Sources", url_path="sources"),
}
BAR = ("overview", "limits", "compare", "projects", "commitments", "briefing", "sources")


def name_of(here: View, page: str) -> str:
    """Return a page's name in the language; that of the limits comes from the data."""
    frame = here.catalog.frame
    if page == "limits" and frame.limits_page:
        return frame.limits_page(here.language)
    is_alone = page == "compare" and len(frame.promising) == 1
    return here.say("nav.figures" if is_alone else f"nav.{page}")


def offered(catalog: Catalog) -> list[str]:
    """Return the pages of the bar: none of limits or projects where the data have none."""
    kinds = {commitment.kind for commitment in catalog.commitments.values()}
    lacking = set() if "project" in kinds else {"projects"}
    if "limits" not in kinds and not any(one.limits for one in catalog.indicators.values()):
        lacking.add("limits")
    return [page for page in BAR if page not in lacking]


def bar(here: View) -> None:
    """Draw the links, each a full address that keeps language and day, and the two choices."""
    if not st.context.is_embedded:
        st.logo(logo(here.catalog.frame, here.look), size="medium")
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="bar"):
        for page in offered(here.catalog):
            st.page_link(PAGES[page], label=name_of(here, page), query_params=session.keep(here))
        if not here.compact:
            st.space("stretch")
        past.choose_day(here)
        parts.choose_language(here)


@st.fragment(run_every=keeper.TICK)
def tick(version: int, mode: str) -> None:
    """Run the page again when the files changed or the reader switched light and dark."""
    if keeper.shared().version != version or session.mode() != mode:
        st.rerun()


def main() -> None:
    """Show the page that the address names."""
    page = st.navigation(list(PAGES.values()), position="hidden")
    shared = keeper.shared()
    if shared.reading.catalog is None:
        st.set_page_config(layout="wide")
        faults.nothing(shared)
        tick(shared.version, session.mode())
        return
    here = session.view()
    title = here.catalog.frame.title(here.language)
    name = next(key for key, item in PAGES.items() if item.title == page.title)
    st.set_page_config(
        page_title=f"{name_of(here, name)} · {title}",
        page_icon=logo(here.catalog.frame, here.look),
        layout="wide",
    )
    bar(here)
    past.say_day(here)
    faults.banner(here, shared)
    page.run()
    parts.foot(here)
    tick(here.version, here.look.mode)


main()
