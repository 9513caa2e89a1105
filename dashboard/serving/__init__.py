"""Serving the pages: Streamlit's own ASGI app inside a shell that is small, safe and quick."""

from dashboard.serving.server import serve

__all__ = ["serve"]
