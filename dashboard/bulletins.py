"""A digest as a document to print or to mail: Markdown, or one self-contained page of HTML."""

from collections.abc import Iterator, Mapping, Sequence
from html import escape
from urllib.parse import urlencode

from dashboard.digests import Case, Digest, Entry, Section, chief, sections
from dashboard.model import Catalog
from dashboard.sentences.digest import (
    Line,
    beside,
    finding,
    head,
    in_short,
    line,
    proof_words,
    section_title,
)
from dashboard.theme import SIGNS
from dashboard.tokens import DARK, FONT, LIGHT, Palette
from dashboard.wording import Wording

TAGS = {"zh": "zh-CN", "en": "en"}
_JOINER = "\u2060"
"""Zero wide: keeps Markdown from making a link of an address that is only text."""
_SPECIAL = str.maketrans({char: f"\\{char}" for char in "\\`*_~[]!<>$#|{}&"})


def _address(catalog: Catalog, found: Digest, identity: str, base: str, language: str) -> str:
    """Return where a commitment is shown as of the digest's day."""
    query = {"id": identity, "as_of": found.as_of.isoformat()}
    if language != catalog.frame.languages[0]:
        query["lang"] = language
    return f"{base.rstrip('/')}/commitment?{urlencode(query)}"


def _sign_words(key: str, say: Wording) -> str:
    return f"{SIGNS[key].glyph} {say(f'status.{key}')}"


# --- Markdown --------------------------------------------------------------------------------


def as_markdown(catalog: Catalog, found: Digest, say: Wording, base: str = "") -> str:
    """Return a digest as Markdown, its commitments linked below `base`, or by id without one."""
    return "\n".join(_markdown(catalog, found, say, base)) + "\n"


def _markdown(catalog: Catalog, found: Digest, say: Wording, base: str) -> Iterator[str]:
    title = say("digest.title", catalog=catalog.frame.title(say.language))
    yield f"# {_plain(title)}\n"
    yield f"**{_plain(finding(found, say))}**\n"
    yield f"{_plain(say('digest.note'))}\n"
    told = sections(found)
    if given := chief(told):
        yield f"## {_plain(say('digest.chief'))}\n"
        for case in given:
            top = _headed(catalog, found, case, say, base)
            short = _plain(in_short(catalog, case, say))
            said = _proof(line(catalog, case.events[0], say), say)
            yield f"- {say('list.dot').join((top, short, said))}"
        yield ""
    for section, cases in told.items():
        if cases:
            yield f"## {_plain(section_title(section, cases, say))}\n"
            for case in cases:
                yield from _case(catalog, found, case, say, base)
            yield ""
    yield f"{_plain(_nothing(told, say))}\n"
    yield _plain(_foot(catalog, found, say))


def _foot(catalog: Catalog, found: Digest, say: Wording) -> str:
    """Return the last line: the days, that nothing is filtered, the licence, whom to ask."""
    frame = catalog.frame
    return say(
        "take.foot",
        since=found.since,
        as_of=found.as_of,
        filters=say("filter.all"),
        licence=frame.licence,
        contact=frame.contact(say.language),
    )


def _nothing(told: Mapping[Section, Sequence[Case]], say: Wording) -> str:
    """Return the sections that have nothing, in one line."""
    empty = [section_title(section, (), say) for section in told if not told[section]]
    return say("list.dot").join(empty)


def _case(catalog: Catalog, found: Digest, case: Case, say: Wording, base: str) -> Iterator[str]:
    """Yield a case as an item, its events below; with one event in one line."""
    top = _headed(catalog, found, case, say, base)
    events = [_event(catalog, case, entry, say) for entry in case.events]
    if len(events) == 1:
        yield f"- {say('list.dot').join(filter(None, (top, *events)))}"
        return
    yield f"- {top}"
    yield from (f"  - {event}" for event in events)


def _headed(catalog: Catalog, found: Digest, case: Case, say: Wording, base: str) -> str:
    top = head(catalog, case, say)
    if top is None:
        return ""
    name = f"**{_plain(top.title)}** \\[{_plain(top.id)}\\]"
    if base:
        address = _address(catalog, found, top.id, base, say.language)
        name = f"[{_plain(top.title)}]({_url(address)})"
    signs = [_plain(top.fresh), *(_sign_words(key, say) for key in top.signs)]
    return say("list.dot").join(filter(None, (name, " → ".join(filter(None, signs)))))


def _event(catalog: Catalog, case: Case, entry: Entry, say: Wording) -> str:
    said = line(catalog, entry, say)
    pieces = [
        _plain(said.words),
        _plain(beside(catalog, case, entry, say)),
        _proof(said, say),
    ]
    return f"{said.day} {say('list.dot').join(filter(None, pieces))}"


def _proof(said: Line, say: Wording) -> str:
    words = _plain(proof_words(said.proof, say))
    if not said.proof.url:
        return words
    return f"{words} [{_plain(say('digest.source.link'))}]({_url(said.proof.url)})"


def _plain(text: str) -> str:
    """Return text of the data so that Markdown prints it as it is, in one line."""
    one = " ".join(text.split()).replace("://", f":{_JOINER}//").replace("www.", f"www{_JOINER}.")
    return one.translate(_SPECIAL)


def _url(address: str) -> str:
    for char, code in {"(": "%28", ")": "%29", " ": "%20", "<": "%3C", ">": "%3E"}.items():
        address = address.replace(char, code)
    return address


# --- HTML ------------------------------------------------------------------------------------


def as_html(catalog: Catalog, found: Digest, say: Wording, base: str = "") -> str:
    """Return a digest as one page that asks for nothing else: no script, no font, no picture."""
    title = say("digest.title", catalog=catalog.frame.title(say.language))
    body = "\n".join(_sections(catalog, found, say, base))
    return (
        f'<!doctype html>\n<html lang="{TAGS[say.language]}">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        '<meta name="color-scheme" content="light dark">\n'
        f"<title>{escape(title)}</title>\n<style>{_css()}</style>\n</head>\n<body>\n<main>\n"
        f"<h1>{escape(title)}</h1>\n<p class=finding>{escape(finding(found, say))}</p>\n"
        f"<p class=note>{escape(say('digest.note'))}</p>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _sections(catalog: Catalog, found: Digest, say: Wording, base: str) -> Iterator[str]:
    told = sections(found)
    if given := chief(told):
        yield f"<section id=chief><h2>{escape(say('digest.chief'))}</h2><ul>"
        for case in given:
            top = _top(catalog, found, case, say, base)
            short = escape(in_short(catalog, case, say))
            said = _cited(line(catalog, case.events[0], say), say)
            yield f"<li>{top}<p>{short}</p><p class=source>{said}</p></li>"
        yield "</ul></section>"
    for section, cases in told.items():
        if cases:
            title = escape(section_title(section, cases, say))
            rows = "".join(_row(catalog, found, case, say, base) for case in cases)
            rows = f"<ul>{rows}</ul>"
            if section == Section.FIGURES:
                more = escape(say("overview.more", n=len(cases)))
                rows = f"<details><summary>{more}</summary>{rows}</details>"
            yield f"<section id={section} class={section}><h2>{title}</h2>{rows}</section>"
    yield f"<p class=note>{escape(_nothing(told, say))}</p>"
    yield f"<p class=note>{escape(_foot(catalog, found, say))}</p>"


def _row(catalog: Catalog, found: Digest, case: Case, say: Wording, base: str) -> str:
    events = "".join(_told(catalog, case, entry, say) for entry in case.events)
    return f"<li>{_top(catalog, found, case, say, base)}{events}</li>"


def _top(catalog: Catalog, found: Digest, case: Case, say: Wording, base: str) -> str:
    """Return the name and the signs of a case."""
    top = head(catalog, case, say)
    if top is None:
        return ""
    name = f"<b>{escape(top.title)}</b> <code>[{escape(top.id)}]</code>"
    if base:
        address = escape(_address(catalog, found, top.id, base, say.language))
        name = f'<a href="{address}">{escape(top.title)}</a>'
    badges = [escape(top.fresh), *(_badge(key, say) for key in top.signs)]
    signs = " → ".join(filter(None, badges))
    return f"<p class=head>{name} <span class=signs>{signs}</span></p>"


def _told(catalog: Catalog, case: Case, entry: Entry, say: Wording) -> str:
    """Return one event of a case: its day, its words, its source."""
    said = line(catalog, entry, say)
    others = beside(catalog, case, entry, say)
    words = escape(say("list.dot").join(filter(None, (said.words, others))))
    return (
        f"<div class=event><time>{escape(said.day)}</time><div><p>{words}</p>"
        f"<p class=source>{_cited(said, say)}</p></div></div>"
    )


def _badge(key: str, say: Wording) -> str:
    return f'<span class="sign {SIGNS[key].hue}">{escape(_sign_words(key, say))}</span>'


def _cited(said: Line, say: Wording) -> str:
    words = escape(proof_words(said.proof, say))
    if not said.proof.url:
        return words
    link = escape(say("digest.source.link"))
    return f'{words} <a href="{escape(said.proof.url)}" rel="noreferrer">{link}</a>'


def _css() -> str:
    """Return the page's style: the colours of the dashboard, light on paper, dark on demand."""
    return (
        f":root{{{_colours(LIGHT)}}}"
        f"@media screen and (prefers-color-scheme:dark){{:root{{{_colours(DARK)}}}}}"
        f"body{{margin:0;background:var(--paper);color:var(--ink);font:15px/1.6 {FONT}}}"
        "main{max-width:56rem;margin:0 auto;padding:1.5rem 1rem 3rem}"
        "h1{font-size:1.5rem;line-height:1.3;margin:0 0 .5rem}"
        "h2{font-size:1.125rem;margin:2rem 0 .25rem;padding-top:.75rem;"
        "border-top:1px solid var(--line)}"
        ".worse h2{color:var(--red)}.better h2{color:var(--green)}"
        "summary{cursor:pointer;color:var(--link)}"
        ".finding{font-size:1.0625rem;font-weight:600;margin:0 0 .25rem}"
        ".note{color:var(--ink2);margin:0}ul{list-style:none;margin:0;padding:0}"
        "li{padding:.5rem 0;border-top:1px solid var(--grid);break-inside:avoid}"
        "ul li:first-child{border-top:0}"
        ".event{display:grid;grid-template-columns:6.5rem 1fr;gap:0 1rem;padding:.125rem 0}"
        "li p{margin:0;overflow-wrap:anywhere}time{color:var(--ink2);"
        "font-variant-numeric:tabular-nums}.source,code{color:var(--ink3);font-size:.8125rem}"
        "code{font-family:inherit;overflow-wrap:anywhere}.signs{display:inline-block}"
        ".sign{white-space:nowrap;font-weight:600}"
        + "".join(f".sign.{hue}{{color:var(--{hue})}}" for hue in LIGHT.hues)
        + "a{color:var(--link)}"
        "@media(max-width:40rem){.event{grid-template-columns:1fr}main{padding:1rem}}"
        "@media print{details::details-content{content-visibility:visible;block-size:auto}"
        "main{max-width:none;padding:0}h2,h3{break-after:avoid}a{color:inherit}}"
    )


def _colours(palette: Palette) -> str:
    named = {name: getattr(palette, name) for name in _ROLES}
    named |= {hue: tint.text for hue, tint in palette.hues.items()}
    named["link"] = palette.tints["blue"].text
    return "".join(f"--{name}:{colour};" for name, colour in named.items())


_ROLES = ("paper", "line", "grid", "ink", "ink2", "ink3")
