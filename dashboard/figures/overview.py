"""The figures of the overview: the bar of all statuses and the matrix of the two banks."""

from dashboard.figures.matrix import matrix
from dashboard.figures.unitbar import FEWEST, unit_bar

__all__ = ["FEWEST", "matrix", "unit_bar"]
