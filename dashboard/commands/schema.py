"""dashboard schema: what editors complete and check by."""

import argparse

from dashboard import schema
from dashboard.commands.arguments import FINE
from dashboard.wording import Wording


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument("--kind", choices=schema.FILES, default="theme", help=say("cli.kind"))


def run(given: argparse.Namespace, say: Wording) -> int:  # noqa: ARG001 - a schema has both languages
    """Print the JSON Schema of a kind of file."""
    print(schema.as_json(given.kind))
    return FINE
