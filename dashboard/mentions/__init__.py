"""Figures and days in running text, as news and reports write them (docs/data-format.md)."""

from dashboard.mentions.days import Mention, days_in
from dashboard.mentions.figures import Figure, figures_in
from dashboard.mentions.signs import plain

__all__ = ["Figure", "Mention", "days_in", "figures_in", "plain"]
