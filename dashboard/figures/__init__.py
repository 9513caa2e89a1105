"""Figures: a tidy table in, a Plotly figure out."""
