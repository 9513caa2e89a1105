"""The reader's choices: they live in the address, as ids, and nowhere else."""

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

import streamlit as st

from dashboard.app import keeper
from dashboard.assessment import Shadow, Verdict, as_known, assess_all
from dashboard.assessment import shadows as all_shadows
from dashboard.model import Catalog
from dashboard.reading import Reading
from dashboard.theme import Look, Mode, look
from dashboard.values import Unfit, parse_day
from dashboard.wording import LANGUAGES, Wording


@dataclass(frozen=True, slots=True)
class View:
    """Everything a page draws from: the data, the day, the language and the look."""

    reading: Reading
    """everything in the files, whatever the day"""
    catalog: Catalog
    """what was known on the day: what was published later is not in it"""
    version: int
    as_of: date
    today: date
    """the day that is shown unless another is asked for"""
    language: str
    say: Wording
    look: Look
    verdicts: Mapping[str, Verdict]
    shadows: Mapping[str, Shadow]
    """of what was moved or withdrawn: how it would stand by the original promise"""
    compact: bool
    ignored: list[str] = field(default_factory=list)
    """the parameters of the address that were not understood, by key"""

    @property
    def is_today(self) -> bool:
        """Return whether the day is the one that is shown unless another is asked for."""
        return self.as_of == self.today

    @property
    def key(self) -> tuple[object, ...]:
        """Return what every cached figure of this view depends on."""
        seen = (self.look.mode, self.look.chosen, self.compact)
        return (self.version, self.as_of, self.language, *seen)


@st.cache_resource(show_spinner=False, max_entries=24)
def _known(version: int, as_of: date, _catalog: Catalog) -> Catalog:  # noqa: ARG001
    return as_known(_catalog, as_of)


@st.cache_resource(show_spinner=False, max_entries=24)
def _verdicts(version: int, as_of: date, _catalog: Catalog) -> Mapping[str, Verdict]:  # noqa: ARG001
    return assess_all(_catalog, as_of)


@st.cache_resource(show_spinner=False, max_entries=24)
def _shadows(
    version: int,  # noqa: ARG001 - it names the catalog
    as_of: date,  # noqa: ARG001 - it names the verdicts
    _catalog: Catalog,
    _verdicts: Mapping[str, Verdict],
) -> Mapping[str, Shadow]:
    return all_shadows(_catalog, _verdicts)


def view() -> View:
    """Return the view that the address asks for."""
    shared = keeper.shared()
    whole = shared.reading.catalog
    assert whole is not None  # noqa: S101 - main stops before, when nothing can be read
    ignored: list[str] = []
    today = keeper.today()
    as_of = _day(today, ignored)
    catalog = _known(shared.version, as_of, whole)
    language = one("lang", LANGUAGES, catalog.frame.languages[0], ignored)
    verdicts = _verdicts(shared.version, as_of, catalog)
    return View(
        reading=shared.reading,
        catalog=catalog,
        version=shared.version,
        as_of=as_of,
        today=today,
        language=language,
        say=Wording(language),
        look=look(catalog.frame, mode(), _chosen(catalog)),
        verdicts=verdicts,
        shadows=_shadows(shared.version, as_of, catalog, verdicts),
        compact="Mobile" in (st.context.headers.get("User-Agent") or ""),
        ignored=ignored,
    )


def _chosen(catalog: Catalog) -> tuple[str, ...]:
    """Return the areas that the address names; each page says itself which are not allowed."""
    return several("area", [area.id for area in catalog.frame.promising], [])


def mode() -> Mode:
    """Return the scheme that the reader's browser shows."""
    return "dark" if st.context.theme.type == "dark" else "light"


def _day(today: date, ignored: list[str]) -> date:
    written = st.query_params.get("as_of")
    if written is None:
        return today
    try:
        return parse_day(written).last
    except Unfit:
        ignored.append("as_of")
        return today


def one(key: str, allowed: Collection[str], default: str, ignored: list[str]) -> str:
    """Return one id from the address, or the default, and note what is not allowed."""
    written = st.query_params.get(key)
    if written is None:
        return default
    if written not in allowed:
        ignored.append(key)
        return default
    return written


def several(key: str, allowed: Collection[str], ignored: list[str]) -> tuple[str, ...]:
    """Return the ids that the address repeats for a key, and note those not allowed."""
    written = st.query_params.get_all(key)
    if any(item not in allowed for item in written):
        ignored.append(key)
    return tuple(dict.fromkeys(item for item in written if item in allowed))


def day_until(key: str, last: date, default: date, ignored: list[str]) -> date:
    """Return a day from the address, or the default; one that is after the last is not allowed."""
    written = st.query_params.get(key)
    if written is None:
        return default
    try:
        day = parse_day(written).last
    except Unfit:
        day = date.max
    if day <= last:
        return day
    ignored.append(key)
    return default


def keep(here: View, **more: str | Sequence[str] | None) -> dict[str, str | Sequence[str]]:
    """Return the query that every link carries: language and day, defaults left out."""
    query: dict[str, str | Sequence[str]] = {}
    if here.language != here.catalog.frame.languages[0]:
        query["lang"] = here.language
    if not here.is_today:
        query["as_of"] = here.as_of.isoformat()
    return query | {key: value for key, value in more.items() if value}


def write(key: str, *, drop: object = None) -> Callable[[], None]:
    """Return a callback that puts a widget's value into the address.

    The default is left out of the address: `drop` says which value that is.
    """

    def put() -> None:
        value = st.session_state[key]
        if not value or value == drop:
            st.query_params.pop(key, None)
        else:
            st.query_params[key] = value if isinstance(value, str | list) else str(value)

    return put
