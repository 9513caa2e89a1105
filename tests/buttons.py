"""What the buttons of a page hand out, without a browser."""

from collections.abc import Callable
from typing import Any

import pytest
from streamlit.runtime.media_file_manager import MediaFileManager

Clickable = dict[str, Callable[[], bytes]]
"""What makes each file, by its name."""


@pytest.fixture
def clickable(monkeypatch: pytest.MonkeyPatch) -> Clickable:
    """Keep what Streamlit is given to be made on a click."""
    found: Clickable = {}
    known = MediaFileManager.add_deferred

    def add(
        self: MediaFileManager,
        made: Callable[[], bytes],
        *given: Any,  # noqa: ANN401 - Streamlit's own
        **more: Any,  # noqa: ANN401
    ) -> str:
        found[more["file_name"]] = made
        return known(self, made, *given, **more)

    monkeypatch.setattr(MediaFileManager, "add_deferred", add)
    return found
