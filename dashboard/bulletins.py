"""A digest as a document to print or to mail: Markdown, or one self-contained page of HTML."""

from collections.abc import Iterator
from html import escape
from urllib.parse import urlencode

from dashboard.digests import Digest, Entry
from dashboard.model import Catalog
from dashboard.sentences.digest import (
    Line,
    by_tone,
    finding,
    group_title,
    line,
    proof_words,
    tone_title,
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
    for group, entries in found.groups.items():
        yield f"## {_plain(group_title(found, group, say))}\n"
        for tone, given in by_tone(entries):
            if heading := tone_title(tone, entries, say):
                yield f"### {_plain(heading)}\n"
            for entry in given:
                said = line(catalog, entry, say)
                yield f"- {_item(catalog, found, said, say, base)}"
            yield ""


def _item(catalog: Catalog, found: Digest, said: Line, say: Wording, base: str) -> str:
    names = []
    for identity, title in said.names:
        if base:
            address = _address(catalog, found, identity, base, say.language)
            names.append(f"[{_plain(title)}]({_url(address)})")
        else:
            names.append(f"**{_plain(title)}** \\[{_plain(identity)}\\]")
    signs = " → ".join(_sign_words(key, say) for key in said.signs)
    pieces = [say("list.comma").join(names), signs, _plain(said.words)]
    return f"{said.day} {say('list.dot').join(filter(None, pieces))}  \n  {_proof(said, say)}"


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
    for group, entries in found.groups.items():
        empty = "" if entries else " class=none"
        yield f"<section id={group}><h2{empty}>{escape(group_title(found, group, say))}</h2>"
        for tone, given in by_tone(entries):
            if heading := tone_title(tone, entries, say):
                yield f"<h3 class={tone}>{escape(heading)}</h3>"
            yield "<ul>"
            yield from (_row(catalog, found, entry, say, base) for entry in given)
            yield "</ul>"
        yield "</section>"


def _row(catalog: Catalog, found: Digest, entry: Entry, say: Wording, base: str) -> str:
    said = line(catalog, entry, say)
    names = []
    for identity, title in said.names:
        name = escape(title)
        if base:
            address = escape(_address(catalog, found, identity, base, say.language))
            names.append(f'<a href="{address}">{name}</a>')
        else:
            names.append(f"<b>{name}</b> <code>[{escape(identity)}]</code>")
    heads = [say("list.comma").join(names)] if names else []
    if said.signs:
        badges = " → ".join(_badge(key, say) for key in said.signs)
        heads.append(f"<span class=signs>{badges}</span>")
    head = f"<p class=head>{' '.join(heads)}</p>" if heads else ""
    words = f"<p>{escape(said.words)}</p>"
    return (
        f"<li><time>{escape(said.day)}</time><div>{head}{words}"
        f"<p class=source>{_cited(said, say)}</p></div></li>"
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
        "border-top:1px solid var(--line)}h2.none{font-weight:400;color:var(--ink3)}"
        "h3{font-size:.9375rem;margin:1rem 0 .25rem;color:var(--ink2)}"
        "h3.worse{color:var(--red)}h3.better{color:var(--green)}"
        ".finding{font-size:1.0625rem;font-weight:600;margin:0 0 .25rem}"
        ".note{color:var(--ink2);margin:0}ul{list-style:none;margin:0;padding:0}"
        "li{display:grid;grid-template-columns:6.5rem 1fr;gap:0 1rem;padding:.5rem 0;"
        "border-top:1px solid var(--grid);break-inside:avoid}ul li:first-child{border-top:0}"
        "li p{margin:0;overflow-wrap:anywhere}time{color:var(--ink2);"
        "font-variant-numeric:tabular-nums}.source,code{color:var(--ink3);font-size:.8125rem}"
        "code{font-family:inherit;overflow-wrap:anywhere}.signs{display:inline-block}"
        ".sign{white-space:nowrap;font-weight:600}"
        + "".join(f".sign.{hue}{{color:var(--{hue})}}" for hue in LIGHT.hues)
        + "a{color:var(--link)}"
        "@media(max-width:40rem){li{grid-template-columns:1fr}main{padding:1rem}}"
        "@media print{main{max-width:none;padding:0}h2,h3{break-after:avoid}a{color:inherit}}"
    )


def _colours(palette: Palette) -> str:
    named = {name: getattr(palette, name) for name in _ROLES}
    named |= {hue: tint.text for hue, tint in palette.hues.items()}
    named["link"] = palette.tints["blue"].text
    return "".join(f"--{name}:{colour};" for name, colour in named.items())


_ROLES = ("paper", "line", "grid", "ink", "ink2", "ink3")
