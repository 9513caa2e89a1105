"""dashboard digest: what changed between two days, to read, print or mail."""

import argparse
from pathlib import Path
from urllib.parse import urlsplit

from dashboard import bulletins
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS, WrongUseError
from dashboard.digests import digest
from dashboard.wording import Wording

FORMATS = ("md", "html")


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument(
        "--since",
        type=arguments.day(say),
        required=True,
        metavar="DATE",
        help=say("digest.cli.since"),
    )
    arguments.add_as_of(parser, say)
    arguments.add_format(parser, say, FORMATS)
    parser.add_argument("--public-url", metavar="URL", help=say("digest.cli.public-url"))
    arguments.add_language(parser, say)
    parser.add_argument(
        "-o", dest="output", type=Path, metavar="FILE", help=say("digest.cli.output")
    )
    arguments.add_folder(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Print or write the digest; 1 only if nothing could be read."""
    folder, as_of = arguments.folder_of(given, say), given.as_of or arguments.today()
    if given.since > as_of:
        raise WrongUseError(say("digest.cli.backwards", since=given.since, as_of=as_of))
    base = _base(given.public_url or "", say)
    catalog = arguments.catalog_of(folder, say)
    if catalog is None:
        return PROBLEMS
    found = digest(catalog, given.since, as_of)
    written = bulletins.as_html if given.format == "html" else bulletins.as_markdown
    text = written(catalog, found, say, base)
    if given.output is None:
        print(text, end="")
        return FINE
    output: Path = given.output
    try:
        output.write_text(text, "utf-8", newline="")
    except OSError as error:
        reason = arguments.trouble(error, say)
        raise WrongUseError(say("cli.not-saved", file=output, reason=reason)) from error
    print(output)
    return FINE


def _base(address: str, say: Wording) -> str:
    """Return where the dashboard is; WrongUseError for what no browser opens."""
    parts = urlsplit(address)
    if address and (parts.scheme not in {"http", "https"} or not parts.netloc):
        raise WrongUseError(say("digest.cli.not-an-address", address=address))
    return address
