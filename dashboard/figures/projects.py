"""The figures of projects: the timeline with slips, one project close up, the crossings."""

from dashboard.figures.crossings import schematic
from dashboard.figures.strip import one_project
from dashboard.figures.timeline import timeline

__all__ = ["one_project", "schematic", "timeline"]
