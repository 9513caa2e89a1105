"""The server: one port, Streamlit's app behind the shell, until it is stopped."""

import errno
import os
import shlex
import socket
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import date
from pathlib import Path
from types import FrameType

import streamlit as st
import uvicorn
from starlette.middleware import Middleware
from streamlit.web import bootstrap

from dashboard.app import keeper
from dashboard.app.plot import BUNDLE
from dashboard.app.trouble import sorry
from dashboard.cache import cache_folder
from dashboard.handouts.faces import linked_faces
from dashboard.serving.archive import Archive
from dashboard.serving.doors import EVERYWHERE, LOOPBACK, Doors, doors
from dashboard.serving.following import RoomsHere
from dashboard.serving.meetings import Meetings
from dashboard.serving.packing import Pack, Shelf, fill
from dashboard.serving.page import page
from dashboard.serving.reaching import Reach
from dashboard.serving.shell import Shell
from dashboard.wording import LANGUAGES, Wording

SCRIPT = Path(__file__).parent.parent / "app" / "main.py"
STREAMLIT = Path(st.__file__).parent / "static"
LARGEST_MESSAGE = 4 * 2**20  # bytes from a browser; what it sends are choices
STOPPED, WRONG_USE, MISSING = 0, 2, 3
TAKEN = (errno.EADDRINUSE, errno.EACCES)


def serve(
    folder: Path,
    *,
    host: str = "127.0.0.1",
    port: int = 8501,
    public_url: str | None = None,
    as_of: date | None = None,
) -> int:
    """Serve the catalog in a folder until stopped, and return the exit code."""
    try:
        listener = _listener(host, port)
    except OSError as error:
        return _not_listening(error, host, port)
    with listener:
        port = listener.getsockname()[1]
        shown = public_url or _address(host, port)
        _tell_the_app(folder, shown, as_of)
        rooms = RoomsHere()
        meetings = _meetings(rooms, Reach(host, public_url))
        app = application(doors(host, public_url), shown, meetings)
        bootstrap.load_config_options({"server_address": host, "server_port": port})
        server = _Server(
            uvicorn.Config(
                app,
                log_level="warning",
                access_log=False,
                server_header=False,
                timeout_keep_alive=30,
                timeout_graceful_shutdown=2,
                ws="websockets-sansio",
                ws_max_size=LARGEST_MESSAGE,
                ws_per_message_deflate=True,
            ),
            rooms,
        )
        try:
            server.run(sockets=[listener])
        except KeyboardInterrupt:
            return STOPPED
    return STOPPED if server.started else MISSING


def application(doors: Doors, shown: str, meetings: Meetings) -> st.App:
    """Return the ASGI app; it prints the address to be shown when it is ready."""
    pack: Pack = {}
    document = page(STREAMLIT, SCRIPT.parent / "static")
    shelves = (
        Shelf(STREAMLIT / "static", "/static"),
        Shelf(SCRIPT.parent / "static", "/app/static"),
    )

    @asynccontextmanager
    async def ready(_app: st.App) -> AsyncIterator[None]:
        first = document.documents["en"].decode()
        packing = threading.Thread(
            target=fill,
            args=(pack, shelves, cache_folder() / "static"),
            kwargs={"first": first},
            daemon=True,
        )
        packing.start()
        print(shown, flush=True)  # noqa: T201 (the one line a user waits for)
        threading.Thread(target=_read_first, daemon=True).start()
        yield

    shell = Middleware(Shell, doors=doors, page=document, pack=pack)
    return st.App(
        SCRIPT,
        routes=meetings.routes(),
        middleware=[shell],
        lifespan=ready,
        on_script_error=sorry,
    )


class _Server(uvicorn.Server):
    """A server that lets those go who listen to a presenter, when it is told to stop."""

    def __init__(self, config: uvicorn.Config, rooms: RoomsHere) -> None:
        super().__init__(config)
        self._rooms = rooms

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        super().handle_exit(sig, frame)
        self._rooms.close()


def _meetings(rooms: RoomsHere, reach: Reach) -> Meetings:
    """Return what meetings share: one process keeps all of it."""
    return Meetings(
        archive=Archive(),
        rooms=rooms,
        reach=reach,
        faces=linked_faces(),
        plotly=f"/app/static/{BUNDLE.name}",
    )


def _listener(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    return socket.create_server(
        (host, port), family=family, backlog=2048, dualstack_ipv6=host == "::"
    )


def _not_listening(error: OSError, host: str, port: int) -> int:
    if error.errno in TAKEN:
        sentence, code = f"端口 {port} 不可用 port {port} is taken: --port {port + 1}", MISSING
    else:
        sentence, code = f"本机没有此地址 no such address here: --host {host}", WRONG_USE
    print(sentence, file=sys.stderr)  # noqa: T201
    return code


def _address(host: str, port: int) -> str:
    near = "localhost" if host in LOOPBACK | EVERYWHERE else host
    return f"http://[{near}]:{port}" if ":" in near else f"http://{near}:{port}"


def _read_first() -> None:
    """Read the data before the first reader comes, and say on the terminal if it has errors."""
    found, folder = keeper.shared(), keeper.folder()
    errors = [problem for problem in found.reading.problems if problem.is_error]
    if not errors and found.reading.catalog is not None:
        return
    key = "cli.serve.nothing" if found.reading.catalog is None else "cli.serve.errors"
    place = errors[0].place if errors else ""
    command = "dashboard check"
    if folder != keeper.SHIPPED:
        command += f" {shlex.quote(str(folder))}"
    said = [Wording(one)(key, n=len(errors), place=place, command=command) for one in LANGUAGES]
    print("  ".join(said), file=sys.stderr, flush=True)  # noqa: T201


def _tell_the_app(folder: Path, shown: str, as_of: date | None) -> None:
    """Put what the app must know where dashboard/app/session.py reads it."""
    for name in [name for name in os.environ if name.startswith("STREAMLIT_")]:
        del os.environ[name]  # the settings file decides, whatever the machine has set
    os.environ["DASHBOARD_DATA"] = str(folder.resolve())
    os.environ["DASHBOARD_PUBLIC_URL"] = shown
    os.environ.pop("DASHBOARD_AS_OF", None)
    if as_of:
        os.environ["DASHBOARD_AS_OF"] = as_of.isoformat()
