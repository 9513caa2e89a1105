"""dashboard export: a file to take along."""

import argparse
from pathlib import Path

from dashboard import workbooks
from dashboard.assessment import assess_all
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, PROBLEMS, WrongUseError
from dashboard.wording import Wording

NAME = "register.xlsx"


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add what can be exported, each kind with its arguments."""
    kinds = parser.add_subparsers(dest="kind", required=True, metavar="KIND")
    xlsx = kinds.add_parser("xlsx", help=say("cli.export.xlsx"))
    xlsx.add_argument("-o", dest="output", type=Path, metavar="FILE", help=say("cli.export.output"))
    arguments.add_as_of(xlsx, say)
    arguments.add_language(xlsx, say)
    arguments.add_folder(xlsx, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Write the file and print its path; 1 only if nothing could be read."""
    catalog = arguments.catalog_of(arguments.folder_of(given, say), say)
    if catalog is None:
        return PROBLEMS
    as_of = given.as_of or arguments.today()
    data = workbooks.workbook(catalog, assess_all(catalog, as_of), as_of, say)
    output: Path = given.output or Path(NAME)
    try:
        output.write_bytes(data)
    except OSError as error:
        raise WrongUseError(say("cli.not-saved", file=output, reason=error.strerror)) from error
    print(output)
    return FINE
