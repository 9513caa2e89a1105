"""dashboard assess: a plain table, judged by a named method."""

import argparse
import sys
from pathlib import Path

from dashboard import tables
from dashboard.commands import arguments
from dashboard.commands.arguments import FINE, WrongUseError
from dashboard.wording import Wording


def add(parser: argparse.ArgumentParser, say: Wording) -> None:
    """Add the arguments."""
    parser.add_argument("table", type=Path, metavar="TABLE.csv", help=say("cli.assess.table"))
    methods = ", ".join(tables.KINDS)
    parser.add_argument(
        "--method", required=True, metavar="NAME", help=say("cli.assess.method", methods=methods)
    )
    parser.add_argument("-o", type=Path, metavar="OUT.csv", dest="out", help=say("cli.assess.out"))
    arguments.add_language(parser, say)


def run(given: argparse.Namespace, say: Wording) -> int:
    """Write one row a row; WrongUseError where the table or the method is not to be had."""
    try:
        found = tables.judge(_text(given.table), given.method)
    except tables.TableError as error:
        raise WrongUseError(say(error.key, **error.blanks)) from error
    except UnicodeDecodeError as error:
        raise WrongUseError(say("assess.no-text", file=given.table)) from error
    except OSError as error:
        raise WrongUseError(say("assess.no-file", file=given.table)) from error
    text = tables.as_csv(found, say)
    if given.out is None:
        print(text, end="")
    else:
        try:
            given.out.write_text(text, "utf-8", newline="")
        except OSError as error:
            raise WrongUseError(say("assess.not-written", file=given.out)) from error
    unread = sum(not row.status for row in found)
    if unread:
        print(say("assess.unread", n=unread, of=len(found)), file=sys.stderr)
    return FINE


def _text(table: Path) -> str:
    """Return the text of a table in UTF-8, or in GB 18030 as Excel writes CSV in Chinese.

    Raise UnicodeDecodeError where it is neither.
    """
    data = table.read_bytes()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
