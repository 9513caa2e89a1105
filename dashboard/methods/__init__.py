"""How published methods judge one series: numbers in, words out, nothing of the catalog."""

from dashboard.methods.grading import NOT_AVAILABLE
from dashboard.methods.method import Method
from dashboard.methods.options import Curve, Growth, Lights, Options, Pace, Thresholds
from dashboard.methods.presets import DEFAULT, METHODS
from dashboard.methods.question import Answer, Bounds, Point, Question, Status

__all__ = [
    "DEFAULT",
    "METHODS",
    "NOT_AVAILABLE",
    "Answer",
    "Bounds",
    "Curve",
    "Growth",
    "Lights",
    "Method",
    "Options",
    "Pace",
    "Point",
    "Question",
    "Status",
    "Thresholds",
]
