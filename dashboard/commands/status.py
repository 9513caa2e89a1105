"""dashboard status: every commitment with its status."""

import argparse

from dashboard import statuses
from dashboard.assessment import as_known, assess_all
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS
from dashboard.wording import Wording

FORMATS = ("table", "json", "csv")


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    arguments.add_as_of(parser, say)
    arguments.add_format(parser, say, FORMATS)
    arguments.add_language(parser, say)
    arguments.add_folder(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Print the verdicts as of a day; 1 only if nothing could be read."""
    catalog = arguments.catalog_of(arguments.folder_of(given, say), say)
    if catalog is None:
        return PROBLEMS
    as_of = given.as_of or arguments.today()
    catalog = as_known(catalog, as_of)
    verdicts = assess_all(catalog, as_of)
    match given.format:
        case "json":
            print(statuses.as_json(catalog, verdicts, as_of.isoformat(), say.language))
        case "csv":
            print(statuses.as_csv(catalog, verdicts, as_of.isoformat(), say.language), end="")
        case _:
            print(say("cli.as-of-line", day=as_of.isoformat()))
            print(statuses.as_table(catalog, verdicts, say))
    return FINE
