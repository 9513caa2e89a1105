"""Meeting mode without a browser: what is in the document, who may say what, what is frozen."""

import asyncio
import http.client
import ipaddress
import json
import re
import shutil
import time
from collections.abc import AsyncGenerator, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import brotli
import pytest
from browsing import PATIENCE, Server, free_port, serving

from dashboard.meetings import (
    Presentation,
    Setting,
    document,
    embedded,
    fingerprint,
    payload,
    presentation_of,
    script,
)
from dashboard.model import Catalog
from dashboard.reading import read
from dashboard.serving import following
from dashboard.serving.archive import CATALOGS, Archive, GoneError
from dashboard.serving.asking import MOST_IDS, Asked, asked_of, known, pairs_of
from dashboard.serving.following import Lead, RoomsHere, code_of
from dashboard.serving.page import hashed
from dashboard.serving.reaching import Reach, own_address
from dashboard.slides import Choice, briefing_of
from dashboard.store import load
from dashboard.wording import LANGUAGES, phrases

TINY = Path(__file__).parent / "data" / "tiny"
AS_OF = date(2026, 3, 20)
KEY, OTHER = "0123456789abcdef" * 2, "fedcba9876543210" * 2
EVIL = "</script><script>alert(1)</script><!--"


@pytest.fixture(scope="module")
def tiny() -> Catalog:
    return catalog_of(load(TINY))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the tiny catalog, which the last test changes."""
    return Path(shutil.copytree(TINY, tmp_path_factory.mktemp("meeting") / "data"))


@pytest.fixture(scope="module")
def live(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """Serve that copy under a name that phones can reach."""
    place = tmp_path_factory.mktemp("server")
    port = str(free_port())
    options = (
        "--as-of",
        AS_OF.isoformat(),
        "--port",
        port,
        "--public-url",
        f"http://localhost:{port}",
    )
    with serving(folder, place, *options) as running:
        yield running


def catalog_of(files: Mapping[str, Any]) -> Catalog:
    found = read(files).catalog
    assert found is not None
    return found


def presented(catalog: Catalog, **how: Any) -> Presentation:  # noqa: ANN401
    briefing = briefing_of(catalog)
    assert briefing is not None
    return presentation_of(catalog, AS_OF, briefing, **how)


def ask(
    live: Server, path: str, said: object = None, **headers: str
) -> tuple[int, Mapping[str, str], bytes]:
    """Return status, headers and body; something said is posted, by a page of the server."""
    at = urlsplit(live.url).netloc
    connection = http.client.HTTPConnection(at, timeout=30)
    if said is None:
        connection.request("GET", path, headers=headers)
    else:
        body = said if isinstance(said, bytes) else json.dumps(said).encode()
        connection.request("POST", path, body, {"Origin": live.url} | headers)
    answer = connection.getresponse()
    found = answer.read()
    connection.close()
    return answer.status, {name.lower(): value for name, value in answer.getheaders()}, found


def slides_in(page: bytes) -> Any:  # noqa: ANN401 - JSON
    found = re.search(r'id="slides">(.*?)</script>', page.decode(), re.DOTALL)
    assert found
    return json.loads(found[1])


# --- the document --------------------------------------------------------------------------


def test_a_payload_holds_every_slide_in_every_language_and_figures_in_both_modes(
    tiny: Catalog,
) -> None:
    made = presented(tiny)
    told = payload(made)
    assert json.loads(embedded(told)) == told
    for language in LANGUAGES:
        found = told["languages"][language]
        assert [one["id"] for one in found["slides"]] == [one.id for one in made.slides[language]]
        assert found["figures"]
        for figures in found["figures"].values():
            assert {(width, mode) for width in figures for mode in figures[width]} == {
                (width, mode) for width in ("wide", "narrow") for mode in ("light", "dark")
            }
        for one in found["slides"]:
            assert f'id="slide-{one["id"]}"' in one["html"]
            assert f"present.kind.{one['kind']}" in phrases(language)
            if "notes-sources" in one["notes"]:
                assert escape(phrases(language)["source.grades"]) in one["notes"]
        assert any("notes-sources" in one["notes"] for one in found["slides"])


def test_no_text_of_the_data_can_end_the_script_that_holds_it() -> None:
    files = {
        name: text.replace("青屿".encode(), EVIL.encode())
        for name, text in load(TINY).items()
        if isinstance(text, bytes)
    }
    told = payload(presented(catalog_of(files)))
    text = embedded(told)
    assert not set("<>&\u2028\u2029") & set(text)
    assert EVIL in json.loads(text)["languages"]["zh"]["choices"]["area"][0][1]
    assert json.loads(embedded("\u2028&")) == "\u2028&"
    page = document(text, Setting(title=EVIL, language="zh", languages=LANGUAGES))
    assert page.count("<script") == document(
        "null", Setting(title="", language="zh", languages=LANGUAGES)
    ).count("<script")
    assert "alert(1)</script>" not in page


def test_a_fingerprint_is_of_what_was_understood_not_of_files(tiny: Catalog) -> None:
    files = dict(load(TINY))
    clinic = files["clinic.yaml"]
    assert isinstance(clinic, bytes)
    before = read(files)
    commented = read(files | {"clinic.yaml": clinic + b"\n# a remark\n"})
    broken = read(files | {"clinic.yaml": b"\0"}, before)
    lowered = read(files | {"clinic.yaml": clinic.replace(b"at_most: 60", b"at_most: 55")})
    same = fingerprint(tiny)
    for found in (commented, broken):
        assert found.catalog is not None
        assert fingerprint(found.catalog) == same
    assert lowered.catalog is not None
    assert fingerprint(lowered.catalog) != same


def test_what_is_made_differs_by_what_is_chosen(tiny: Catalog) -> None:
    whole = presented(tiny)
    part = presented(tiny, choice=Choice(areas=("qingyu",)))
    assert whole.made == presented(tiny).made
    assert len({whole.made, part.made, presented(tiny, ids=("standing",)).made}) == 3
    assert [one.id for one in presented(tiny, ids=("standing",)).slides["en"]] == ["standing"]
    for one in part.slides["zh"]:  # what compares all areas is not filtered, and says nothing
        assert bool(one.filters) == (one.kind not in {"compare", "ratios"})


# --- what is asked for -----------------------------------------------------------------------


def test_what_is_asked_for_is_ids_and_days_and_all_else_is_named(tiny: Catalog) -> None:
    pairs = [("area", "qingyu"), ("area", "<b>"), ("as_of", "soon"), ("since", "2025-12")]
    found = asked_of([*pairs, ("status", "missed"), ("status", "none"), ("slide", "x")])
    assert found.choice == Choice(areas=("qingyu",), statuses=("missed", "none"))
    assert found.since == date(2025, 12, 31)
    assert known(found, tiny).choice == Choice(areas=("qingyu",), statuses=("missed",))
    assert known(found, tiny).ignored == ("area", "as_of", "status")


def test_a_presenter_can_say_no_more_than_ids() -> None:
    said = {"area": ["qingyu", 5, {"a": 1}, "<b>"], "briefing": ["x"], "data": 3, "html": "<p>"}
    assert asked_of(pairs_of(said)).choice == Choice(areas=("qingyu",))
    many = {"slides": [f"missing-{n}" for n in range(5 * MOST_IDS)]}
    assert len(asked_of(pairs_of(many)).ids) == MOST_IDS


def test_an_archive_keeps_the_last_few_catalogs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setattr("dashboard.app.keeper.EVERY", 0.0)
    archive, seen = Archive(), []
    clinic = (folder / "clinic.yaml").read_bytes()
    for limit in range(40, 41 + CATALOGS):
        text = clinic.replace(b"at_most: 60", f"at_most: {limit}".encode())
        (folder / "clinic.yaml").write_bytes(text)
        seen.append(archive.newest())
    assert len(set(seen)) == CATALOGS + 1
    frozen = archive.slides(Asked(data=seen[1], as_of=AS_OF))
    assert json.loads(frozen)["data"] == seen[1]
    assert archive.slides(Asked(data=seen[1], as_of=AS_OF)) is frozen
    with pytest.raises(GoneError):
        archive.catalog(seen[0])


def test_a_file_that_is_lost_is_no_news_and_a_theme_that_is_struck_out_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = Path(shutil.copytree(TINY, tmp_path / "data"))
    monkeypatch.setenv("DASHBOARD_DATA", str(folder))
    monkeypatch.setattr("dashboard.app.keeper.EVERY", 0.0)
    archive = Archive()
    whole = archive.newest()
    assert archive.kept() == 0
    (folder / "library.yaml").unlink()
    assert archive.newest() == whole
    assert archive.kept() > 0
    assert json.loads(archive.slides(Asked(as_of=AS_OF)))["data"] == whole
    folder.rename(tmp_path / "gone")
    assert archive.newest() == whole
    (tmp_path / "gone").rename(folder)
    catalog = folder / "catalog.yaml"
    lines = catalog.read_text("utf-8").splitlines(keepends=True)
    catalog.write_text("".join(one for one in lines if "{id: library," not in one), "utf-8")
    assert archive.newest() != whole
    before, now = (archive.catalog(data).commitments.keys() for data in (whole, archive.newest()))
    moved = archive.moved((whole, AS_OF), (archive.newest(), AS_OF))
    assert moved == len(before - now) > 0
    assert archive.moved((whole, AS_OF), (whole, AS_OF)) == 0
    assert archive.moved(("0" * 20, AS_OF), (whole, AS_OF)) == 0


# --- rooms ---------------------------------------------------------------------------------


def lead(slide: str) -> Lead:
    return Lead(slide=slide, language="zh", made="x", slides=Asked())


def test_a_code_comes_from_its_key_and_has_no_look_alikes() -> None:
    assert code_of(KEY) == code_of(KEY) != code_of(OTHER)
    assert len(code_of(KEY)) == following.LENGTH
    assert set(code_of(KEY)) <= set(following.SIGNS)
    assert not set("01ILO") & set(following.SIGNS)


def test_followers_hear_every_change_once_and_see_who_is_there(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(following, "QUIET", 0.05)

    async def meeting() -> list[str | None]:
        rooms, heard = RoomsHere(), []
        changes: AsyncGenerator[Lead | None] = rooms.changes("CODE")
        heard.append(await anext(changes))
        assert rooms.followers("CODE") == 1
        for slide in ("cover", "standing"):
            assert rooms.publish("CODE", "me", lead(slide))
            heard.append(await anext(changes))
        heard.append(await anext(changes))  # nothing new: a sign of life
        assert not rooms.publish("CODE", "somebody else", lead("limits"))
        assert rooms.current("CODE") == lead("standing")
        await changes.aclose()
        assert rooms.followers("CODE") == 0
        closing = rooms.changes("CODE")
        await anext(closing)
        rooms.close()
        assert [one async for one in closing] == []
        return [one and one.slide for one in heard]

    with ThreadPoolExecutor(1) as beside:  # Playwright has a loop of its own in this thread
        heard = beside.submit(asyncio.run, meeting()).result()
    assert heard == [None, "cover", "standing", "standing"]


def test_rooms_go_when_nobody_speaks_and_never_become_too_many() -> None:
    now = [0.0]
    rooms = RoomsHere(lambda: now[0])
    assert rooms.publish("FIRST", "me", lead("cover"))
    now[0] = following.EXPIRES + 1
    assert rooms.current("FIRST") is None
    assert rooms.publish("FIRST", "somebody else", lead("cover"))
    for number in range(following.MOST_ROOMS):
        assert rooms.publish(f"ROOM{number}", "me", lead("cover"))
    assert rooms.current("FIRST") is None
    assert rooms.current("ROOM0") is not None


@pytest.mark.parametrize(
    ("host", "public", "own", "asked", "base"),
    [
        ("127.0.0.1", None, "192.168.1.5", "localhost:8501", None),
        ("127.0.0.1", "https://kb.example/", None, "127.0.0.1:8501", "https://kb.example"),
        ("0.0.0.0", "https://kb.example", "192.168.1.5", "localhost", "https://kb.example"),
        ("0.0.0.0", None, None, "localhost:8501", None),
        ("0.0.0.0", None, "192.168.1.5", "localhost:8501", "http://192.168.1.5:8501"),
        ("::", None, "192.168.1.5", "[::1]:8501", "http://192.168.1.5:8501"),
        ("0.0.0.0", None, "10.0.0.7", "192.168.1.5:8501", "http://192.168.1.5:8501"),
        ("192.168.1.5", None, None, "192.168.1.5:8501", "http://192.168.1.5:8501"),
    ],
)
def test_phones_are_told_an_address_only_where_one_is_known(
    host: str, public: str | None, own: str | None, asked: str, base: str | None
) -> None:
    reach = Reach(host, public, lambda: own)
    told = reach.told("ABCDEF", asked)
    assert reach.base(asked) == base
    if base:
        assert told["own"] == (base == f"http://{own}:8501")
        assert told["short"] == f"{base}/f/ABCDEF"
        assert told["picture"].startswith("data:image/svg+xml")
    else:
        assert f"present.invite.{told['why']}.how" in phrases("zh")


def test_the_own_address_of_this_machine_is_one_that_others_can_use() -> None:
    found = own_address()
    assert found is None or not ipaddress.ip_address(found).is_loopback


# --- over the line ----------------------------------------------------------------------------


def test_the_document_comes_with_a_policy_of_its_own(live: Server) -> None:
    status, headers, body = ask(live, "/present", **{"Accept-Encoding": "br"})
    assert status == 200
    policy = headers["content-security-policy"]
    assert hashed(script()) in policy
    assert "'unsafe-eval'" not in policy
    assert "frame-src 'self'" in policy
    page = brotli.decompress(body)
    assert script() in page.decode()
    assert slides_in(page)["as_of"] == AS_OF.isoformat()
    assert b"http" not in re.sub(rb'<script type="application/json".*', b"", page, flags=re.DOTALL)


def test_unknown_values_of_the_address_are_named_not_repeated(live: Server) -> None:
    page = ask(live, "/present?area=%3Cscript%3Ex&kind=project&status=zzz")[2].decode()
    assert '"ignored":["area","status"]' in page
    assert "zzz" not in page
    assert slides_in(page.encode())["chosen"]["kind"] == ["project"]


def test_a_presenter_leads_under_the_code_of_the_key(live: Server) -> None:
    status, _, body = ask(live, "/present/lead", {"key": KEY, "slide": "standing", "lang": "en"})
    told = json.loads(body)
    code = told["code"]
    assert (status, code, told["followers"]) == (200, code_of(KEY), 0)
    assert told["short"] == f"{live.url}/f/{code}"
    status, headers, _ = ask(live, f"/f/{code.lower()}")
    assert (status, headers["location"]) == (307, f"/present?follow={code}")
    page = ask(live, f"/present?follow={code}")[2]
    assert slides_in(page)["as_of"] == AS_OF.isoformat()
    assert ask(live, f"/present/slides?follow={code}")[0] == 200
    connection = http.client.HTTPConnection(urlsplit(live.url).netloc, timeout=30)
    connection.request("GET", f"/present/following?code={code}")
    answer = connection.getresponse()
    assert answer.getheader("content-type", "").startswith("text/event-stream")
    assert answer.getheader("content-encoding") is None
    assert json.loads(_event(answer)) == {"slide": "standing", "lang": "en", "made": ""}
    ask(live, "/present/lead", {"key": KEY, "slide": "cover", "lang": "<b>"})
    assert json.loads(_event(answer)) == {"slide": "cover", "lang": "", "made": ""}
    connection.close()


def _event(answer: http.client.HTTPResponse) -> str:
    while not (line := answer.readline().decode()).startswith("data: "):
        assert line
    return line.removeprefix("data: ")


def test_nobody_else_can_lead(live: Server) -> None:
    mine = {"key": KEY, "slide": "standing"}
    code = json.loads(ask(live, "/present/lead", mine)[2])["code"]
    assert ask(live, "/present/lead", {**mine, "key": OTHER, "code": code})[0] == 403
    for wrong in ({}, [], {**mine, "key": "x"}, {**mine, "slide": "<b>"}, b"no json", b"[" * 9000):
        assert ask(live, "/present/lead", wrong)[0] == 400
    assert ask(live, "/present/lead", {**mine, "more": "x" * 20_000})[0] == 413
    assert ask(live, "/present/lead", mine, Origin="http://evil.example")[0] == 403
    connection = http.client.HTTPConnection(urlsplit(live.url).netloc, timeout=30)
    connection.request("POST", "/present/lead", json.dumps(mine))  # no page says that
    assert connection.getresponse().status == 403
    connection.close()
    assert ask(live, "/present", mine)[0] == 405


def test_who_follows_nobody_is_told_so(live: Server) -> None:
    assert ask(live, "/present/slides?follow=ABCDEF")[0] == 404
    status, headers, _ = ask(live, "/f/%3Cb%3E%22%0Axx")
    assert (status, headers["location"]) == (307, "/present?follow=%3CB%3E%22%0AX")
    assert slides_in(ask(live, "/present?follow=ABCDEF")[2]) is None


def test_filters_are_of_the_frozen_data_and_news_of_real_changes(
    live: Server, folder: Path
) -> None:
    frozen = slides_in(ask(live, "/present")[2])["data"]
    query = f"data={frozen}&day={AS_OF}"
    clinic = folder / "clinic.yaml"
    assert not json.loads(ask(live, f"/present/news?{query}")[2])["news"]
    assert json.loads(ask(live, f"/present/news?data={frozen}&day=2026-03-19")[2])["news"]
    clinic.write_bytes(clinic.read_bytes().replace(b"at_most: 60", b"at_most: 55"))
    end = time.monotonic() + PATIENCE
    while not json.loads(ask(live, f"/present/news?{query}")[2])["news"]:
        assert time.monotonic() < end
        time.sleep(0.05)
    part = json.loads(ask(live, f"/present/slides?data={frozen}&as_of={AS_OF}&area=qingyu")[2])
    assert part["data"] == frozen
    assert part["chosen"]["area"] == ["qingyu"]
    assert json.loads(ask(live, "/present/slides")[2])["data"] != frozen
    assert ask(live, "/present/slides?data=0123456789abcdef0123")[0] == 410
