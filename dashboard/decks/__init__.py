"""A briefing as PPTX: native charts, tables and text that an office can go on editing."""

from dashboard.decks.deck import deck

__all__ = ["deck"]
