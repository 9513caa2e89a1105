"""Who published the figures of an indicator, as its metadata says: each source once."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from dashboard.importing.days import release_of
from dashboard.importing.findings import Finding, Reason, Where, found
from dashboard.importing.metadata import Fields, Translations, is_key
from dashboard.importing.texts import plain

MOST = 40
"""Open SDG numbers sources from 1; more are not looked for."""

_NO = frozenset({"false", "no", "off", "0"})


class Publisher(NamedTuple):
    """A source as we write it; equal ones are one source."""

    organisation: str
    title: str
    url: str = ""
    published: str = ""
    """a day, a month or a year; empty if it is not known"""
    is_file: bool = False
    """the repository's own file, because no source is named"""


class Cited(NamedTuple):
    """The sources of an indicator, the first the one that its figures cite."""

    publishers: tuple[Publisher, ...]
    findings: tuple[Finding, ...]


def cited(fields: Fields, words: Translations) -> Cited:
    """Return the active sources in the metadata of an indicator, in the order of their numbers."""
    findings: list[Finding] = []
    publishers = [
        _publisher(said, where, words, findings)
        for said, where in (*_numbered(fields), *_listed(fields))
    ]
    known = dict.fromkeys(one for one in publishers if one.organisation or one.title)
    return Cited(tuple(known), tuple(findings))


def _numbered(fields: Fields) -> Iterator[tuple[Mapping[str, str], Where]]:
    """Yield the sources in the fields source_…_1, source_…_2, and so on."""
    names = ("organisation", "url_text", "url", "release_date", "active")
    for number in range(1, MOST + 1):
        said = {name: fields.raw(f"source_{name}_{number}") for name in names}
        if said["active"].casefold() not in _NO and any(said[name] for name in names[:3]):
            key = next(name for name in names if said[name])
            yield said, fields.where(f"source_{key}_{number}")


def _listed(fields: Fields) -> Iterator[tuple[Mapping[str, str], Where]]:
    """Yield the sources in the list `sources`."""
    for item in fields.items("sources"):
        texts = {name: value for name, value in item.items() if isinstance(value, str)}
        yield texts, fields.where("sources", item)


def _publisher(
    said: Mapping[str, str], where: Where, words: Translations, findings: list[Finding]
) -> Publisher:
    def text(name: str) -> str:
        written = said.get(name, "").strip()
        if is_key(written) and not words.has(written) and not _is_address(written):
            findings.append(found(Reason.NO_WORDS, *where, text=written[:80]))
        return words(written)

    address = words(said.get("url", "").strip())
    if address and not _is_address(address):
        findings.append(found(Reason.ADDRESS, *where, text=address[:80]))
        address = ""
    day = release_of(said.get("release_date", ""))
    if day.is_unclear:
        findings.append(found(Reason.DATE_UNCLEAR, *where, text=plain(said["release_date"])))
    organisation, title = text("organisation"), text("url_text")
    host = urlsplit(address).netloc if address else ""
    return Publisher(
        organisation or host or title, title or organisation or host, address, day.text
    )


def _is_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and " " not in text
