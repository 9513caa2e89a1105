"""dashboard serve: the dashboard in a browser."""

import argparse

from dashboard.commands import arguments
from dashboard.wording import Wording


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument("--host", default="127.0.0.1", help=say("cli.host"))
    parser.add_argument("--port", type=arguments.port(say), default=8501, help=say("cli.port"))
    parser.add_argument("--public-url", help=say("cli.public-url"))
    arguments.add_as_of(parser, say)
    arguments.add_folder(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Serve until stopped."""
    from dashboard.serving import serve  # noqa: PLC0415 - Streamlit takes a second to import

    return serve(
        arguments.folder_of(given, say),
        host=given.host,
        port=given.port,
        public_url=given.public_url,
        as_of=given.as_of,
    )
