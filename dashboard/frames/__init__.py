"""Tidy tables from a catalog and its verdicts."""
