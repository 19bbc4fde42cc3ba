"""The review page on a real socket: by `monitor web`, beside the service, and asked by those who mean no good."""

from __future__ import annotations

import queue
import re
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from web_asked import SOON, ask, free_port
from web_world import empty_home, site_of

from monitor.config import WebTable
from monitor.store import FOLDER, OWNERS
from monitor.web.admitted import Book, People
from monitor.web.kept import LIMITS
from monitor.web.listening import Listening
from monitor.web.requested import Site
from monitor.web.serving import Serving, listened, serve

FORM = "application/x-www-form-urlencoded"


def raw(port: int, request: bytes) -> bytes:
    """Send *request* as it is, and return all that comes back."""
    with socket.create_connection(("127.0.0.1", port), SOON) as sock:
        came = b""
        with suppress(OSError):  # it reads no more, and what it said may be lost by that
            sock.sendall(request)
            sock.shutdown(socket.SHUT_WR)
            while piece := sock.recv(65_536):
                came += piece
        return came


def _word(page: str) -> str:
    found = re.search(r'name="csrf" value="([^"]+)"', page)
    assert found
    return found[1]


# -- `monitor web` ----------------------------------------------------------------------------------------------------


@contextmanager
def monitor_web(home: Path, *words: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "monitor", "--home", str(home), "web", *words]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_it_is_served_until_it_is_told_to_stop(tmp_path: Path) -> None:
    port = free_port()
    with monitor_web(empty_home(tmp_path), "--listen", f"127.0.0.1:{port}") as process:
        assert process.stdout
        assert process.stderr
        link = process.stdout.readline().strip()
        path = link.removeprefix(f"http://127.0.0.1:{port}")
        assert path.startswith("/sign-in/link/")
        assert ask(port, "GET", "/")[0] == 302
        _, page, headers = ask(port, "GET", path)
        cookie = headers["Set-Cookie"].split(";")[0]
        word = f"csrf={_word(page)}"
        status, _, headers = ask(port, "POST", path, word, Cookie=cookie, Content_Type=FORM)
        assert (status, headers["Location"]) == (303, "/")
        signed_in = headers["Set-Cookie"].split(";")[0]
        assert ask(port, "GET", "/", Cookie=signed_in)[0] == 200
        assert ask(port, "POST", path, word, Cookie=cookie, Content_Type=FORM)[0] == 410  # it was used up
        process.send_signal(signal.SIGTERM)
        assert process.wait(SOON) == 0
        assert process.stderr.read().endswith("Stopped.\n")


# -- beside the service -----------------------------------------------------------------------------------------------


class Beside:
    """The review page of a home as the service serves it, and what it says."""

    def __init__(self, site: Site) -> None:
        self._said: queue.Queue[str] = queue.Queue()
        self.serving = Serving(site, self._say, again=timedelta(seconds=0.02))

    def _say(self, event: str, /, **_fields: object) -> None:
        self._said.put(event)

    def hears(self, words: str) -> None:
        """Wait until *words* are said; nothing else may be."""
        assert words in self._said.get(timeout=SOON)

    def is_silent(self) -> bool:
        return self._said.empty()


@pytest.fixture
def beside(tmp_path: Path) -> Iterator[Beside]:
    (tmp_path / FOLDER).mkdir()  # signing in asks for no ledger
    made = Beside(site_of(tmp_path))
    yield made
    made.serving.close()


def _at(port: int) -> WebTable:
    return WebTable.model_validate({"listen": f"127.0.0.1:{port}"})


def test_it_is_served_where_the_configuration_says_and_nowhere_else(beside: Beside) -> None:
    beside.serving.adopt(WebTable())
    assert beside.is_silent()
    one, two = free_port(), free_port()
    for port in (one, two):
        beside.serving.adopt(_at(port))
        beside.hears(f"The review page is at http://127.0.0.1:{port}; a link to sign in is made by: monitor web link")
        assert ask(port, "GET", "/sign-in")[0] == 200
    with pytest.raises(ConnectionRefusedError):
        ask(one, "GET", "/sign-in")
    beside.serving.adopt(_at(two))  # as it was
    assert ask(two, "GET", "/sign-in")[0] == 200
    beside.serving.adopt(WebTable())
    with pytest.raises(ConnectionRefusedError):
        ask(two, "GET", "/sign-in")
    assert beside.is_silent()


def test_a_port_that_is_taken_is_told_once_and_tried_until_it_is_free(beside: Beside) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = int(taken.getsockname()[1])
        beside.serving.adopt(_at(port))
        beside.hears("The review page is not served: `web: listen`")
    beside.hears("The review page is at")
    assert ask(port, "GET", "/sign-in")[0] == 200
    assert beside.is_silent()


def test_others_reach_it_only_once_somebody_has_a_password(beside: Beside, tmp_path: Path) -> None:
    beside.serving.adopt(WebTable.model_validate({"listen": "192.0.2.7:8417"}))
    beside.hears("nobody has a password yet: monitor web password NAME")
    People(tmp_path / FOLDER).set_password("Anna", "four words made up")
    beside.hears("192.0.2.7:8417 cannot be listened at")  # for it is no address of this machine


@pytest.mark.parametrize(("is_proxied", "at"), [(False, "127.0.0.1"), (True, "203.0.113.9")])
def test_a_proxy_is_believed_who_asks_where_there_is_one(beside: Beside, is_proxied: bool, at: str) -> None:
    port = free_port()
    public = f"http://localhost:{port}" if is_proxied else None
    beside.serving.adopt(WebTable.model_validate({"listen": f"127.0.0.1:{port}", "base_url": public}))
    beside.hears("The review page is at")
    _, page, headers = ask(port, "GET", "/sign-in")
    status, *_ = ask(
        port, "POST", "/sign-in", f"csrf={_word(page)}&name=Anna&password=guess", Content_Type=FORM,
        Cookie=headers["Set-Cookie"].split(";")[0], X_Forwarded_For="192.0.2.66, 203.0.113.9",
        X_Forwarded_Host="x.example",
    )  # fmt: skip
    assert status == 403
    beside.hears(f"Somebody at {at} gave a wrong name or password of the review page.")


def test_a_damaged_file_of_people_is_told_and_removing_it_is_enough(beside: Beside, tmp_path: Path) -> None:
    (tmp_path / FOLDER / OWNERS).write_text("{")
    port = free_port()
    beside.serving.adopt(_at(port))
    beside.hears("The review page is at")
    beside.hears("is damaged. Remove it")
    (tmp_path / FOLDER / OWNERS).unlink()
    beside.hears("The review page is at")
    assert ask(port, "GET", "/sign-in")[0] == 200


class _Stumbling(People):
    """Fails in a way that nobody foresaw, the first time."""

    def book(self) -> Book:
        if not self._seen and not hasattr(self, "stumbled"):
            self.stumbled = True
            raise ZeroDivisionError("a defect of ours")
        return super().book()


class _Defective(Site):
    def __post_init__(self) -> None:
        object.__setattr__(self, "people", _Stumbling(self.home / FOLDER))


def test_a_defect_is_told_and_it_is_begun_again(tmp_path: Path) -> None:
    (tmp_path / FOLDER).mkdir()
    site = site_of(tmp_path)
    beside = Beside(_Defective(home=site.home, load=site.load, now=site.now))
    try:
        port = free_port()
        beside.serving.adopt(_at(port))
        beside.hears("The review page is at")
        beside.hears("The review page failed, and is begun again: ZeroDivisionError('a defect of ours')")
        beside.hears("The review page is at")
        assert ask(port, "GET", "/sign-in")[0] == 200
    finally:
        beside.serving.close()


# -- those who mean no good -------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Return the port of a review page that is served, as it is to anybody, while the tests of this module run."""
    number, stop = free_port(), threading.Event()
    site = site_of(empty_home(tmp_path_factory.mktemp("served")))
    site = replace(site, listening=Listening.by(_at(number)), now=lambda: datetime.now(UTC))
    with listened(site) as listener:
        thread = threading.Thread(target=serve, args=(site, listener, stop))
        thread.start()
        try:
            yield number
        finally:
            stop.set()
            thread.join()


GET = b"GET /sign-in HTTP/1.1\r\n"
STRANGE = [
    GET + b"\r\n", b"GET /sign-in HTTP/1.0\r\n\r\n", GET + b"Host:\r\n\r\n", GET + b"Host: evil.example\r\n\r\n",
    GET + b"Host: localhost\r\nHost: evil.example\r\n\r\n", GET + b"Host: evil.example\r\nHost: localhost\r\n\r\n",
    GET + b"Host: localhost,evil.example\r\n\r\n", GET + b"Host: localhost\r\n evil.example\r\n\r\n",
    GET + b"Host: localhost\x00.evil.example\r\n\r\n", GET + b"Host: localhost\xff\r\n\r\n",
    GET + b"Host : localhost\r\n\r\n", GET + b"Host: " + b"a" * 5_000 + b"\r\n\r\n",
    GET + b"Host: evil.example\r\nX-Forwarded-Host: localhost\r\nForwarded: host=localhost\r\n\r\n",
    b"GET http://localhost/sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"NONSENSE\r\n\r\n",
    b"GET //evil.example/sign-in HTTP/1.1\r\nHost: evil.example\r\n\r\n", b"\x16\x03\x01\x02\x00\x01",
    b"GET /sign-in HTTP/9.9\r\nHost: evil.example\r\n\r\n",
]  # fmt: skip


@pytest.mark.parametrize("request_", STRANGE, ids=str)
def test_who_names_another_host_is_told_nothing(port: int, request_: bytes) -> None:
    answer = raw(port, request_)
    assert answer == b"" or answer.split(b" ", 2)[1] == b"400", answer
    assert b"<form" not in answer
    assert b"evil" not in answer


HOST = b"Host: localhost\r\n"
BOUNDS = [  # what is sent, and the status
    (GET + HOST + b"X: " + b"a" * LIMITS["max_request_header_size"] + b"\r\n\r\n", b"431"),
    (b"GET /" + b"a" * LIMITS["max_request_header_size"] + b" HTTP/1.1\r\n" + HOST + b"\r\n", b"431"),
    (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: 99999999999\r\n\r\nx", b"413"),
    (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: -1\r\n\r\n", b"400"),
    (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: 1\r\nContent-Length: 5\r\n\r\nhello", b"400"),
    (
        b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\nContent-Length: 4\r\n\r\n0\r\n\r\n",
        b"403",
    ),
    (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", b"501"),
    (b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n\r\n", b"400"),
    (b"OPTIONS * HTTP/1.1\r\n" + HOST + b"\r\n", b"405"),
    (b"TRACE / HTTP/1.1\r\n" + HOST + b"\r\n", b"405"),
    (b"HEAD /sign-in HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", b"200"),
    (b"GET /%00%0d%0aSet-Cookie:%20a=b HTTP/1.1\r\n" + HOST + b"Connection: close\r\n\r\n", b"302"),
    (b"GET /\xff\xfe HTTP/1.1\r\n" + HOST + b"\r\n", b"400"),
]


@pytest.mark.parametrize(("request_", "status"), BOUNDS, ids=range(len(BOUNDS)))
def test_what_is_too_much_or_malformed_is_refused(port: int, request_: bytes, status: bytes) -> None:
    answer = raw(port, request_)
    head, _, body = answer.partition(b"\r\n\r\n")
    assert head[9:12] == status or (not head and status == b"431"), answer
    assert b"Traceback" not in answer
    assert b"\na=b" not in head
    if request_.startswith(b"HEAD"):
        assert body == b""
    assert ask(port, "GET", "/sign-in")[0] == 200


def test_requests_that_never_end_keep_nobody_waiting(port: int) -> None:
    slow = [socket.create_connection(("127.0.0.1", port), SOON) for _ in range(3 * LIMITS["threads"])]
    try:
        for number, sock in enumerate(slow):
            sock.sendall(GET if number % 2 else b"POST /sign-in HTTP/1.1\r\n" + HOST + b"Content-Length: 9\r\n\r\nx")
        assert ask(port, "GET", "/sign-in")[0] == 200
    finally:
        for sock in slow:
            sock.close()
