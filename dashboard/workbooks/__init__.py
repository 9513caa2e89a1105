"""Workbooks with live formulas: a spreadsheet reckons what the engine reckons."""

from dashboard.workbooks.assembly import workbook

__all__ = ["workbook"]
