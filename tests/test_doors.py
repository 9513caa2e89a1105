"""Who may ask a server that is bound here or everywhere, and known by another name."""

import pytest

from dashboard.serving.doors import doors


@pytest.mark.parametrize(
    ("bound", "public", "headers", "open_"),
    [
        ("127.0.0.1", None, {"host": "localhost:8501"}, True),
        ("127.0.0.1", None, {"host": "[::1]:8501"}, True),
        ("127.0.0.1", None, {"host": "LOCALHOST."}, True),
        ("127.0.0.1", None, {}, False),
        ("127.0.0.1", None, {"host": "10.0.0.5:8501"}, False),
        ("127.0.0.1", None, {"host": "example.org"}, False),
        ("127.0.0.1", None, {"host": "localhost@example.org"}, False),
        ("127.0.0.1", None, {"host": "localhost", "origin": "null"}, False),
        ("127.0.0.1", None, {"host": "localhost:8501", "origin": "http://localhost:3000"}, False),
        ("0.0.0.0", None, {"host": "10.0.0.5:8501"}, True),
        ("0.0.0.0", None, {"host": "10.0.0.5", "origin": "http://10.0.0.5"}, True),
        ("0.0.0.0", None, {"host": "example.org"}, False),
        ("10.0.0.5", None, {"host": "10.0.0.5"}, True),
        ("127.0.0.1", "https://board.example/x", {"host": "board.example"}, True),
        (
            "127.0.0.1",
            "https://board.example/x",
            {"host": "127.0.0.1:8501", "origin": "https://board.example"},
            True,
        ),
    ],
)
def test_doors_open_for_own_names_only(
    bound: str, public: str | None, headers: dict[str, str], *, open_: bool
) -> None:
    assert (doors(bound, public).refusal(headers) is None) is open_
