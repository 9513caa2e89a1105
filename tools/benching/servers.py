"""The servers that are measured, each a process on a free port, stopped at the end."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.error import URLError
from urllib.request import Request, urlopen

ROOT = Path(__file__).parent.parent.parent
HERE = Path(__file__).parent
CACHE = ROOT / ".scratch" / "cache"
PATIENCE = 90


@contextmanager
def plain(script: str) -> Iterator[str]:
    """Serve a one-file app as Streamlit comes, and yield its address."""
    port = _free_port()
    options = ("--server.port", str(port), "--server.headless", "true")
    quiet = ("--browser.gatherUsageStats", "false")
    command = [sys.executable, "-m", "streamlit", "run", str(HERE / script), *options, *quiet]
    with _running(command, f"http://localhost:{port}") as url:
        yield url


@contextmanager
def dashboard(folder: Path) -> Iterator[str]:
    """Serve the dashboard, its static files already packed, and yield its address."""
    port = _free_port()
    command = [sys.executable, "-m", "dashboard", "serve", str(folder), "--port", str(port)]
    with _running(command, f"http://localhost:{port}") as url:
        _until(lambda: _is_packed(url))
        yield url


def _is_packed(url: str) -> bool:
    """Return whether the last of the static files is sent compressed."""
    import streamlit as st  # noqa: PLC0415 - slow, and only for its folder

    static = Path(st.__file__).parent / "static"
    files = sorted((static / "static").rglob("*.js"))
    last = max(path for path in files if path.stat().st_size > 600)  # noqa: PLR2004
    asked = Request(  # noqa: S310 - our own address
        f"{url}/{last.relative_to(static).as_posix()}", headers={"Accept-Encoding": "br"}
    )
    with urlopen(asked) as answer:  # noqa: S310
        return str(answer.headers.get("Content-Encoding")) == "br"


@contextmanager
def _running(command: Sequence[str], url: str) -> Iterator[str]:
    environment = {"DASHBOARD_CACHE_DIR": str(CACHE), **os.environ}
    with TemporaryDirectory() as place, (Path(place) / "log").open("w") as log:
        child = subprocess.Popen(command, cwd=place, env=environment, stdout=log, stderr=log)
        try:
            _until(lambda: _is_up(url) or child.poll() is not None)
            if child.poll() is not None:
                sys.exit(f"The server stopped: {Path(log.name).read_text()}")
            yield url
        finally:
            child.terminate()
            child.wait(timeout=PATIENCE)


def _is_up(url: str) -> bool:
    try:
        with urlopen(f"{url}/_stcore/health") as answer:  # noqa: S310
            return bool(answer.status == 200)  # noqa: PLR2004
    except (URLError, OSError):
        return False


def _until(is_so: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not is_so():
        if time.monotonic() > end:
            message = f"not ready within {PATIENCE} s"
            raise TimeoutError(message)
        time.sleep(0.1)


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as listener:
        return int(listener.getsockname()[1])
