"""Everything as one HTML file: opened from a USB stick, without a network, in every language."""

import base64
import gzip
import hashlib
import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from dashboard import markup
from dashboard.handouts import faces
from dashboard.handouts.edition import edition
from dashboard.handouts.stage import quoted
from dashboard.markup import TAGS, Html, element, stylesheet
from dashboard.meetings import Presentation, payload, presentation_of
from dashboard.model import Briefing, Catalog
from dashboard.slides import EVERYTHING, Choice
from dashboard.wording import Wording

_NAMES = {"zh": "中文", "en": "EN"}
_HERE = Path(__file__).parent
_LICENCES = "Noto Sans SC: SIL Open Font License 1.1. plotly.js: MIT, its notice is in the script."


def one_file(  # noqa: PLR0913 - what a meeting is made of, a choice, and its language
    catalog: Catalog,
    as_of: date,
    briefing: Briefing,
    since: date | None = None,
    choice: Choice = EVERYTHING,
    *,
    language: str = "",
) -> str:
    """Return the whole dashboard as one HTML document that asks nothing of any server.

    It opens in the language named, without one in the catalog's first. The same data give the
    same text. A script runs only if its digest is in the document's policy, so that no text of
    the data ever does; without scripts all of it can still be read.
    """
    presentation = presentation_of(catalog, as_of, briefing, since, choice=choice)
    return of_presentation(presentation, language)


def of_presentation(presentation: Presentation, language: str = "") -> str:
    """Return the same of what is presented."""
    scripts = [Html(text) for text in (_drawing(), _text("onefile.js"))]
    first = language if language in presentation.slides else next(iter(presentation.slides))
    page = element(
        "html",
        _head(presentation, [*scripts, Html(faces.plotly())], first),
        element(
            "body",
            element(
                "main",
                *_switch(presentation, first),
                *(edition(presentation, Wording(one)) for one in presentation.slides),
            ),
            _packed("figures", _figures(presentation)),
            _packed("plotly", faces.plotly()),
            *(element("script", script) for script in scripts),
        ),
        lang=TAGS[first],
        class_="narrow",
    )
    return f"<!doctype html>\n<!-- {_LICENCES} -->\n{page}\n"


def _head(presentation: Presentation, scripts: Sequence[Html], language: str) -> Html:
    paper = (_paper(presentation, Wording(one)) for one in presentation.slides)
    sheets = (stylesheet(presentation.catalog.frame), _text("onefile.css"), *paper)
    style = "\n".join((faces.faces(), *sheets))
    return element(
        "head",
        element("meta", charset="utf-8"),
        element("meta", http_equiv="Content-Security-Policy", content=_policy(scripts)),
        element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        element("meta", name="color-scheme", content="light dark"),
        element("title", _title(presentation, language)),
        element("style", Html(style)),
    )


def _paper(presentation: Presentation, say: Wording) -> str:
    """Return the style that writes day, filters and licence below each page that is printed."""
    frame = presentation.catalog.frame
    filters = presentation.choice.words(presentation.catalog, say)
    said = (
        say("source.as-of", day=presentation.as_of.isoformat()),
        say("slides.foot.filters", filters=filters) if filters else say("slides.unfiltered"),
        frame.title(say.language),
        say("workbook.licence", licence=frame.licence),
    )
    page = f"paper-{say.language}"
    return (
        f"main:has(#lang-{say.language}:checked){{page:{page}}}"
        f"@page {page}{{@bottom-left{{content:{quoted(say('list.dot').join(said))};"
        "font:8pt sans-serif;width:88%;text-align:left}}"
    )


def _title(presentation: Presentation, language: str) -> str:
    say = Wording(language)
    words = (presentation.catalog.frame.title(language), presentation.as_of.isoformat())
    return say("list.dot").join(words)


def _policy(scripts: Sequence[Html]) -> str:
    """Return what the document may do: these scripts, its own style, and nothing else."""
    digests = (base64.b64encode(hashlib.sha256(one.encode()).digest()).decode() for one in scripts)
    allowed = " ".join(f"'sha256-{digest}'" for digest in digests)
    return (
        f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; font-src data:; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _switch(presentation: Presentation, first: str) -> Iterator[Html]:
    """Yield the switches of language, which need no script, and the bar that holds their labels."""
    languages = list(presentation.slides)
    for language in languages:
        yield element(
            "input",
            type="radio",
            name="language",
            id=f"lang-{language}",
            checked=language == first,
            class_="switch",
            aria_label=_NAMES[language],
            data_title=_title(presentation, language),
        )
    frame = presentation.catalog.frame
    titles = (element("strong", frame.title(one), lang=TAGS[one]) for one in languages)
    labels = (
        element("label", _NAMES[one], for_=f"lang-{one}", lang=TAGS[one]) for one in languages
    )
    said = " / ".join(Wording(one)("onefile.mode") for one in languages)
    mode = element("button", "◐", type="button", id="mode", hidden=True, aria_label=said)
    kept = labels if len(languages) > 1 else ()
    yield element("div", *titles, *kept, mode, class_="masthead")


def _figures(presentation: Presentation) -> str:
    """Return the figures by language, as JSON."""
    known = payload(presentation)["languages"]
    return json.dumps(
        {language: known[language]["figures"] for language in known}, ensure_ascii=False
    )


def _packed(name: str, text: str) -> Html:
    """Return an element that holds a text at a third of its size; the script unpacks it."""
    packed = base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode()
    return element("script", packed, type="text/plain", id=name)


def _drawing() -> str:
    return (Path(markup.__file__).parent / "draw.js").read_text("utf-8")


def _text(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
