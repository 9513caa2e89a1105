"""Files to take along: tables as CSV."""

import pandas as pd

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def _inert(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(_FORMULA):
        try:
            float(value)
        except ValueError:
            return f"'{value}"
    return value


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """Return a table as CSV with a byte order mark, so that Excel reads the Chinese."""
    inert = frame.map(_inert)
    return ("\ufeff" + inert.to_csv(index=False, lineterminator="\r\n")).encode()
