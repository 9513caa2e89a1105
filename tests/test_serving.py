"""The server, asked as a browser, a proxy and a stranger would."""

import gzip
import http.client
import re
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urlsplit

import brotli
import pytest
from browsing import PATIENCE, ROOT, Server, running, settled
from playwright.sync_api import Page

START = """
import sys
from pathlib import Path
from dashboard.serving import server
server.SCRIPT = Path("app/main.py").resolve()
sys.exit(server.serve(Path("."), port=int(sys.argv[1])))
"""
APP = """
import streamlit as st
import plotly.graph_objects as go
pages = [
    st.Page("chart.py", title="Chart", default=True),
    st.Page("files.py", title="Files", url_path="compare"),
]
page = st.navigation(pages, position="hidden")
page.run()
"""
CHART = """
import plotly.graph_objects as go
import streamlit as st
st.title("审批提速")
st.plotly_chart(go.Figure(go.Bar(x=["甲", "乙"], y=[1, 2])), alt="two bars")
"""
FILES = """
import streamlit as st
st.title("Files")
st.download_button("CSV", "\\ufeff甲,乙\\n" * 300, file_name="表.csv", mime="text/csv")
st.download_button("HTML", HTML, file_name="表.html", mime="text/html")
"""
HTML = '<!DOCTYPE html><html lang="en"><head></head><body>' + "甲" * 2000 + "</body></html>"
Headers = Mapping[str, str]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve a small app of the tests' own, under the settings of the real one."""
    place = tmp_path_factory.mktemp("site")
    app = place / "app"
    shutil.copytree(ROOT / "dashboard" / "app" / ".streamlit", app / ".streamlit")
    shutil.copytree(ROOT / "dashboard" / "app" / "static", app / "static")
    for name, text in (("main", APP), ("chart", CHART), ("files", f"HTML = {HTML!r}\n{FILES}")):
        (app / f"{name}.py").write_text(text, encoding="utf-8")
    with running([sys.executable, "-c", START, "0"], place) as server:
        packed(server)
        yield server


def ask(
    site: Server, path: str, headers: Headers | None = None, method: str = "GET"
) -> tuple[int, Headers, bytes]:
    """Return the status, the headers and the body as they come over the line."""
    connection = http.client.HTTPConnection(urlsplit(site.url).netloc, timeout=30)
    connection.request(method, path, headers=dict(headers or {}))
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, body


def script(site: Server) -> str:
    """Return the address of the page's main script."""
    found = re.search(r'src="\.(/static/js/index\.[^"]+)"', ask(site, "/")[2].decode())
    assert found
    return found[1]


def packed(site: Server) -> None:
    """Wait until the first of the files are compressed; until then they go out plain."""
    end = time.monotonic() + PATIENCE
    while "content-encoding" not in ask(site, script(site), {"Accept-Encoding": "gzip"})[1]:
        assert time.monotonic() < end
        time.sleep(0.05)


def shake(site: Server, headers: Headers) -> int:
    """Return the status with which a websocket is answered."""
    upgrade = {
        "Connection": "Upgrade",
        "Upgrade": "websocket",
        "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
        "Sec-WebSocket-Version": "13",
    }
    at = urlsplit(site.url)
    lines = [f"{name}: {value}" for name, value in {**upgrade, **headers}.items()]
    with socket.create_connection((at.hostname or "", at.port or 0), timeout=30) as line:
        line.sendall("\r\n".join(["GET /_stcore/stream HTTP/1.1", *lines, "", ""]).encode())
        return int(line.recv(4096).split()[1])


def test_static_files_come_compressed(site: Server) -> None:
    path = script(site)
    plain = ask(site, path)[2]
    status, headers, body = ask(site, path, {"Accept-Encoding": "gzip"})
    assert (status, headers["content-encoding"]) == (200, "gzip")
    assert gzip.decompress(body) == plain
    assert len(body) < len(plain) / 2
    assert "immutable" in headers["cache-control"]
    assert headers["vary"] == "Accept-Encoding"


def test_a_coding_that_is_refused_is_not_sent(site: Server) -> None:
    headers = ask(site, script(site), {"Accept-Encoding": "br;q=0, gzip"})[1]
    assert headers["content-encoding"] == "gzip"
    assert "content-encoding" not in ask(site, script(site), {"Accept-Encoding": "zstd"})[1]


def test_the_page_comes_in_brotli_too(site: Server) -> None:
    headers, body = ask(site, "/", {"Accept-Encoding": "gzip, br"})[1:]
    assert headers["content-encoding"] == "br"
    assert b"<html" in brotli.decompress(body)


def test_a_file_the_browser_has_is_not_sent_again(site: Server) -> None:
    for path in (script(site), "/", "/compare"):
        takes = {"Accept-Encoding": "gzip"}
        tag = ask(site, path, takes)[1]["etag"]
        status, headers, body = ask(site, path, {**takes, "If-None-Match": tag})
        assert (status, body, headers["etag"]) == (304, b"", tag)


def test_head_is_get_without_a_body(site: Server) -> None:
    for path in (script(site), "/", "/compare"):
        got = ask(site, path, {"Accept-Encoding": "gzip"})
        status, headers, body = ask(site, path, {"Accept-Encoding": "gzip"}, "HEAD")
        assert (status, body) == (200, b"")
        assert headers["content-length"] == str(len(got[2]))


def test_a_part_of_a_file_comes_plain(site: Server) -> None:
    status, headers, body = ask(site, script(site), {"Range": "bytes=0-9"})
    assert (status, len(body)) == (206, 10)
    assert "content-encoding" not in headers


@pytest.mark.parametrize("path", ["/", "/compare", "/commitment?id=x&lang=en"])
def test_every_page_has_the_policy_and_is_compressed_once(site: Server, path: str) -> None:
    status, headers, body = ask(site, path, {"Accept-Encoding": "gzip"})
    assert status == 200
    assert "default-src 'none'" in headers["content-security-policy"]
    assert "'sha256-" in headers["content-security-policy"]
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert gzip.decompress(body).lstrip().startswith(b"<!")


@pytest.mark.parametrize(
    ("path", "lang"),
    [("/", "zh-CN"), ("/compare?lang=en", "en"), ("/?lang=zh", "zh-CN"), ("/?lang=xx", "zh-CN")],
)
def test_the_page_says_its_language(site: Server, path: str, lang: str) -> None:
    assert f'<html lang="{lang}">'.encode() in ask(site, path)[2]


def test_the_chart_script_is_asked_for_at_once(site: Server) -> None:
    for name in (b"static/js/BidiComponent", b"app/static/plotly-basic"):
        assert b'modulepreload" crossorigin href="./' + name in ask(site, "/")[2]


def test_fonts_are_kept_for_ever(site: Server) -> None:
    font = next((ROOT / "dashboard" / "app" / "static").glob("*-400-core.*.woff2"))
    status, headers, body = ask(site, f"/app/static/{font.name}", {"Accept-Encoding": "gzip"})
    assert (status, body) == (200, font.read_bytes())
    assert "immutable" in headers["cache-control"]


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json"])
def test_what_readers_do_not_need_is_closed(site: Server, path: str) -> None:
    assert ask(site, path)[0] == 404


def test_nothing_can_be_sent(site: Server) -> None:
    for method in ("POST", "PUT", "DELETE"):
        assert ask(site, "/_stcore/upload_file/a/b", method=method)[0] == 405


def test_no_other_page_may_steer_this_one(site: Server) -> None:
    assert b'"allowedOrigins":[]' in ask(site, "/_stcore/host-config")[2]


@pytest.mark.parametrize("path", ["/../x", "/%2e%2e/x", "//example.org/x", "/app/static/../x"])
def test_no_way_leads_out(site: Server, path: str) -> None:
    assert ask(site, path)[0] == 400


def test_a_foreign_name_is_refused(site: Server) -> None:
    own = urlsplit(site.url).netloc
    assert shake(site, {"Host": own}) == 101
    assert shake(site, {"Host": own, "Origin": site.url}) == 101
    assert shake(site, {"Host": "example.org"}) == 403
    assert shake(site, {"Host": own, "Origin": "https://example.org"}) == 403
    assert ask(site, "/", {"Host": "example.org"})[0] == 403
    assert ask(site, "/", {"Host": "["})[0] == 403
    assert ask(site, "/_stcore/health", {"Origin": "https://example.org"})[0] == 403


def test_one_port_is_open(site: Server) -> None:
    if not Path("/proc/net/tcp").exists():
        pytest.skip("no /proc: the open ports of the server cannot be listed")
    links = [fd.readlink().name for fd in Path(f"/proc/{site.pid}/fd").iterdir() if fd.is_symlink()]
    rows = [
        row.split()
        for table in ("tcp", "tcp6")
        for row in Path(f"/proc/{site.pid}/net/{table}").read_text().splitlines()[1:]
    ]
    listening = {row[1] for row in rows if row[3] == "0A" and f"socket:[{row[9]}]" in links}
    assert listening == {f"0100007F:{urlsplit(site.url).port:04X}"}


def test_a_port_in_use_is_one_sentence(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        command = [sys.executable, "-c", START, str(port)]
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert str(port) in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_it_prints_its_address_and_that_there_is_no_data_here(site: Server) -> None:
    address, *rest = site.log.read_text(encoding="utf-8").splitlines()
    assert address == site.url
    assert all("dashboard check" in line for line in rest)
    assert len(rest) <= 1


@pytest.mark.browser
def test_a_chart_is_drawn_under_the_policy(site: Server, page: Page) -> None:
    complaints: list[str] = []
    page.on("console", lambda said: said.type == "error" and complaints.append(said.text))
    page.goto(site.url)
    settled(page, ".js-plotly-plot .bars .point")
    assert [said for said in complaints if "WebAssembly" not in said] == []


@pytest.mark.browser
def test_the_fonts_are_ours(site: Server, page: Page) -> None:
    page.goto(site.url)
    settled(page, ".js-plotly-plot")
    loaded = page.evaluate(
        "() => [...document.fonts].filter(f => f.status == 'loaded').map(f => f.family)"
    )
    assert "CJ Sans" in {family.strip('"') for family in loaded}


@pytest.mark.browser
def test_a_deep_link_can_be_loaded_again(site: Server, page: Page) -> None:
    page.goto(f"{site.url}/compare?lang=en")
    settled(page, "text=Files")
    page.reload()
    settled(page, "text=Files")
    assert page.evaluate("document.documentElement.lang") == "en"
    assert page.url.endswith("/compare?lang=en")


@pytest.mark.browser
def test_a_download_is_what_was_given(site: Server, page: Page) -> None:
    page.goto(f"{site.url}/compare")
    settled(page, "[data-testid=stDownloadButton]")
    wanted = {"CSV": ("表.csv", "\ufeff甲,乙\n" * 300), "HTML": ("表.html", HTML)}
    for label, (name, content) in wanted.items():
        with page.expect_download() as started:
            page.get_by_role("button", name=label).click()
        assert started.value.suggested_filename == name
        assert Path(started.value.path()).read_bytes().decode() == content
