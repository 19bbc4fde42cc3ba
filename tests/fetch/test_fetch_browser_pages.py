"""Pages that only scripts fill, in a real Chromium: what is read of them, where they cannot go, and how they end."""

from __future__ import annotations

import os
import ssl
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import psutil
import pytest
import trustme
from browsers import needs_browser, serving, written
from fetch_world import AGES, Got, failure, fetch, fetched, fetcher, page_at
from loopback import HANG, Asked, Site, Step, page

from monitor.fetch.browser.rendering import RESERVE
from monitor.fetch.trust import trusting
from monitor.model import Outcome, Validators

pytestmark = [needs_browser, pytest.mark.slow]
ROOM = {"limits": {"wire_bytes": 10**7, "decoded_bytes": 10**7}}


def loaded(site: Site, path: str = "/page", **options: Any) -> Got:
    return fetch(site, path, **{"render": "browser", **ROOM, **options})


@pytest.fixture(autouse=True)
def left_behind(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """See to it that no process and no file of a browser outlives a test."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)  # root's browser is nobody
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield
        assert list(Path(folder).iterdir()) == []
    assert [one for one in psutil.Process().children(recursive=True) if "chrom" in one.name()] == []


def test_what_scripts_write_is_read_once_it_stands() -> None:
    script = """customElements.define('x-sum', class extends HTMLElement { connectedCallback() {
      this.attachShadow({mode: 'open'}).innerHTML = '<p><slot></slot> in all: 77</p>'; } });
    setTimeout(async () => show((await (await fetch('/data')).json()).visits + ' visits, 3 €'), 600);"""
    body = "<div id=root>Loading 1 of 2</div><x-sum>Tents</x-sum>"
    with Site(serving(page=written(script, body), data=page(b'{"visits": 1160}'))) as site:
        got = fetched(loaded(site, validators=Validators(etag='"a"')))
        assert site.paths == ["/page", "/data"]
        assert "if-none-match" not in site.asked[1].headers
    text = got.body.decode("utf-8-sig")
    assert "<p>1160 visits, 3 €</p>" in text
    assert "<p>Tents in all: 77</p>" in text
    assert "are needed" not in text
    capture = got.capture
    assert (capture.is_rendered, capture.status, capture.validators) == (True, 200, Validators())
    assert capture.framing.startswith("browser (Chromium ")
    assert capture.framing.endswith(", still)")


def test_a_page_that_shows_nothing_without_what_was_refused_says_so() -> None:
    with Site(lambda _: page(b'{"visits": 1160}')) as other:
        script = f"fetch('http://127.0.0.1:{other.port}/').then(got => got.json()).then(data => show(data.visits))"
        with Site(serving(page=written(script))) as site:
            got = failure(loaded(site))
        assert other.opened == 0
    assert (got.outcome, got.reason) == (Outcome.BLOCKED, "address")


def test_headers_of_a_page_go_to_its_own_host_and_are_not_for_its_scripts() -> None:
    secret = (("Authorization", "Bearer secret"), ("Cookie", "consent=1"))
    script = """Promise.all([fetch('/own', {headers: {'X-Key': 'k'}}), fetch('/away'),
                              fetch('OTHER/data', {mode: 'no-cors'})])
      .catch(() => 0).finally(() => show('cookies: 1 ' + document.cookie))"""
    with Site(serving(data=b"{}")) as other:
        there = other.url.replace("127.0.0.1", "localhost")
        away = page(b"", "302 Found", f"Location: {there}/data")
        body = page(written(script.replace("OTHER", there)), "200 OK", "Set-Cookie: session=2; Path=/")
        with Site(serving(page=body, own=b"{}", away=away)) as site:
            got = fetched(loaded(site, headers=secret))
            asked = {one.path: one.headers for one in site.asked}
        assert other.opened == 0
    assert (asked["/page"]["authorization"], asked["/page"]["cookie"]) == ("Bearer secret", "consent=1")
    assert asked["/own"]["authorization"] == "Bearer secret"
    assert asked["/own"]["cookie"] == "consent=1; session=2"
    assert asked["/own"]["x-key"] == "k"
    assert "cookies: 1 session=2" in got.body.decode()


def test_what_a_page_pins_vouches_for_what_its_scripts_get_from_its_host(tmp_path: Path) -> None:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "pinned.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("127.0.0.1").configure_cert(context)
    script = "fetch('/data').then(got => got.text()).then(show, () => show('0 answers'))"
    with Site(serving(page=written(script), data=b"1,160"), context=context) as site:
        assert b"<p>1,160</p>" in fetched(loaded(site, ca_file=str(tmp_path / "pinned.pem"))).body
        known = fetcher(limits=ROOM["limits"], context=trusting(str(tmp_path / "pinned.pem")))  # not to Chromium
        assert b"<p>0 answers</p>" in fetched(known.fetch(page_at(site, render="browser"), None)).body


def test_a_page_may_lead_on_and_robots_txt_is_asked_for_leave() -> None:
    hop = page(b"", "302 Found", "Location: /last")
    first = written("location.href = '/second'")
    with Site(serving(page=first, second=hop, last=written("show('1,160 visits')"))) as site:
        got = fetched(loaded(site))
        assert (got.capture.url, got.capture.final_url) == (f"{site.url}/page", f"{site.url}/last")
        assert "1,160 visits" in got.body.decode()
        assert site.paths == ["/page", "/second", "/last"]
    forbidding = page(b"User-agent: *\nDisallow: /second\n", kind="text/plain")
    with Site(serving(page=first), robots=forbidding) as site:
        assert failure(loaded(site)).reason == "robots"
        assert site.paths == ["/page"]


STAYS = [
    "document.forms[0].submit()",  # a POST is not made
    "window.open('/window'); document.links[0].click()",
    "location.href = 'file:///etc/passwd'",
    "location.href = 'mailto:somebody@a.example'",
    "history.pushState(1, '', '/pushed'); alert('1'); print(); confirm('2')",
]


@pytest.mark.parametrize("script", STAYS)
def test_a_page_stays_what_it_is_whatever_it_tries_to_open(script: str) -> None:
    body = "<div id=root></div><form method=post action=/form></form><a target=_blank href=/blank>blank</a>"
    with Site(serving(page=written(f"show('1,160 visits'); setTimeout(() => {{ {script} }}, 300)", body))) as site:
        got = fetched(loaded(site))
        assert site.paths == ["/page"]
    assert "<p>1,160 visits</p>" in got.body.decode()


def test_a_page_that_leads_on_and_on_is_given_up() -> None:
    with Site(lambda _: page(written("location.href = '/' + Math.random()"))) as site:
        assert failure(loaded(site)).reason == "redirect_loop"


COUNTER = "let n = 1; setInterval(() => show('1,160 visits; visitor ' + n++), 50);"


ENDS: list[tuple[str, str]] = [
    ("show('1 visit'); setTimeout(() => { while (true) {} }, 100);", "timeout_total"),  # a hang
    ("let text = '1'; setInterval(() => show(text += ' more'), 50);", "browser_moving"),
]


@pytest.mark.parametrize(("script", "reason"), ENDS)
def test_a_page_that_never_ends_is_ended(script: str, reason: str) -> None:
    limits = {**ROOM["limits"], "total": timedelta(seconds=RESERVE + 10)}
    with Site(serving(page=written(script))) as site:
        got = failure(loaded(site, limits=limits))
    assert (got.outcome, got.reason) == (Outcome.FAILED, reason)


def test_a_page_that_wants_memory_without_end_is_ended() -> None:
    with Site(serving(page=written("const all = []; while (true) all.push({text: 'x' + all.length});"))) as site:
        assert failure(loaded(site)).reason == "browser_failed"


def test_a_counter_is_taken_as_it_counts() -> None:
    with Site(serving(page=written(COUNTER))) as site:
        got = fetched(loaded(site))
    assert got.capture.framing.endswith(", counting)")


def test_what_is_no_page_for_browsers_is_taken_as_it_came() -> None:
    with Site(lambda _: page(b"1,160 visits", kind="text/plain")) as site:
        got = fetched(loaded(site))
        assert (got.body, got.capture.framing) == (b"1,160 visits", "length")
    attached = page(written("show('1,160')"), "200 OK", "Content-Disposition: attachment")
    with Site(lambda _: attached) as site:
        assert b"<p>1,160</p>" in fetched(loaded(site)).body
    with Site(lambda _: page(b"", "404 Not Found")) as site:
        assert failure(loaded(site)).reason == "http_404"


def test_a_page_that_loads_or_grows_too_much_is_given_up() -> None:
    limits = {"wire_bytes": 300_000, "decoded_bytes": 200_000}
    with Site(serving(page=written("show('1'); fetch('/much')"), much=b"x" * 400_000)) as site:
        assert failure(loaded(site, limits=limits)).reason == "too_large"
    with Site(serving(page=written("show('1 ' + 'x'.repeat(300000))"))) as site:
        assert failure(loaded(site, limits=limits)).reason == "too_large"


def test_a_stop_ends_what_a_browser_does() -> None:
    stop = threading.Event()
    with Site(serving(page=written(COUNTER), data=b"")) as site:
        one = fetcher(limits=ROOM["limits"], stop=stop)
        threading.Timer(2, stop.set).start()
        assert failure(one.fetch(page_at(site, render="browser"), None)).reason == "stopped"


def test_secrets_of_the_environment_are_not_for_a_browser(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MONITOR_SECRET", "mellon")
    found: list[bool] = []

    def answer(asked: Asked) -> list[Step]:
        for one in psutil.Process().children(recursive=True):
            found.append("mellon" in Path(f"/proc/{one.pid}/environ").read_text("utf-8", "replace"))
        return page(b"{}")

    with Site(
        lambda asked: answer(asked) if asked.path == "/data" else page(written("fetch('/data'); show('1')"))
    ) as site:
        fetched(loaded(site))
    assert len(found) > 3
    assert not any(found)


KILLED = """
import sys
sys.path[:0] = sys.argv[2:]
from fetch_world import *
from test_fetch_browser_pages import ROOM
fetcher(**ROOM).fetch(Page(id="p", url=sys.argv[1], allow_private=True, render="browser"), None)
"""


def test_when_the_program_is_killed_its_browser_and_its_files_go_too() -> None:
    under_way = threading.Event()

    def answer(asked: Asked) -> list[Step]:
        if asked.path == "/data":
            under_way.set()
            return [HANG]
        return page(written("show('1'); fetch('/data')"))

    with Site(answer) as site:
        command = [sys.executable, "-c", KILLED, f"{site.url}/page", *filter(None, sys.path)]
        with subprocess.Popen(command, env={**os.environ, "TMPDIR": tempfile.gettempdir()}) as program:
            assert under_way.wait(AGES)
            left = psutil.Process(program.pid).children(recursive=True)
            program.kill()
        assert len(left) > 3
        assert psutil.wait_procs(left, timeout=AGES)[1] == []
