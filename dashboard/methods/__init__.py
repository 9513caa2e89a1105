"""How published methods judge one series: numbers in, words out, nothing of the catalog."""

from dashboard.methods.question import Answer, Bounds, Point, Question, Status

__all__ = ["Answer", "Bounds", "Point", "Question", "Status"]
