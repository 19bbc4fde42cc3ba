"""What an object store may answer that a real one seldom does: a server of our own gives it."""

from __future__ import annotations

import gzip
import os
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from monitor.errors import StoreError
from monitor.model.archive_address import parse
from monitor.store import BucketArchive
from monitor.store.archives.bucket_archive import _came

FILE = "uk/00000001-20260301T120000Z-225553e5991c.html.gz"
PACKED = gzip.compress(b"6,000")
Answer = tuple[int, bytes]


@contextmanager
def answering(answer: Callable[[str, str, str], Answer]) -> Iterator[str]:
    """Run a server that gives what *answer* returns for a method, a path and the key that signs; yield its address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def _answer(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            key = self.headers.get("Authorization", "").partition("Credential=")[2].partition("/")[0]
            status, body = answer(self.command, self.path, key)
            self.send_response(status)
            self.send_header("ETag", '"1"')
            self.send_header("Last-Modified", "Sun, 01 Mar 2026 12:00:00 GMT")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(body)

        do_GET = do_PUT = do_HEAD = _answer  # noqa: N815 (as the library has them)

        def log_message(self, *_: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()


@pytest.fixture(autouse=True)
def key(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "one")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "secret")


def _archive(endpoint: str, more: str = "") -> BucketArchive:
    return BucketArchive(parse(f"s3://observatory/uk?endpoint={endpoint}{more}"))


@pytest.mark.parametrize(
    ("there", "reason"),
    [
        (None, "away"),  # another put of the same is under way: S3 says so with a 409, and it passes
        (gzip.compress(b"7,500"), "exists"),
        (PACKED, ""),
    ],
    ids=["nothing", "another", "the same"],
)
def test_what_is_just_being_put_under_that_name_is_no_other(there: bytes | None, reason: str) -> None:
    def answer(method: str, _path: str, _key: str) -> Answer:
        if method == "PUT":
            return 409, b"<Error><Code>ConditionalRequestConflict</Code></Error>"
        return (404, b"<Error><Code>NoSuchKey</Code></Error>") if there is None else (200, there)

    found = ""
    with answering(answer) as endpoint:
        try:
            _archive(endpoint).put(FILE, PACKED)
        except StoreError as error:
            found = error.reason
    assert found == reason


def test_a_key_that_is_replaced_in_its_file_is_used_without_a_new_start(tmp_path: Path) -> None:
    file = tmp_path / "key"

    def write(name: str) -> None:
        file.write_text(f"[default]\naws_access_key_id = {name}\naws_secret_access_key = x\n")
        file.chmod(0o600)

    def answer(_method: str, _path: str, key: str) -> Answer:
        return (200, b"") if key == "new" else (403, b"<Error><Code>InvalidAccessKeyId</Code></Error>")

    write("old")
    with answering(answer) as endpoint:
        archive = _archive(endpoint, f"&credentials={file}")
        for asked in (archive.refused, archive.mark):
            with pytest.raises(StoreError, match="does not know this key"):
                _raised(asked())
        write("new")
        os.utime(file, (1, 1))
        assert archive.refused() is None
        assert archive.mark() == ""


def _raised(found: object) -> None:
    if isinstance(found, StoreError):
        raise found


class _EndsAsItIsGivenUp(Future[int]):
    """Work that ends between the moment when waiting for it is given up and the one when it is looked at."""

    def result(self, timeout: float | None = None) -> int:
        if self.done():
            return super().result(timeout)
        self.set_result(7)
        raise TimeoutError


def test_what_ends_while_it_is_given_up_is_no_time_out() -> None:
    assert _came(_EndsAsItIsGivenUp(), lambda: None) == 7


def test_a_time_out_of_the_work_itself_is_told() -> None:
    failed: Future[int] = Future()
    failed.set_exception(TimeoutError("of the work"))
    with pytest.raises(TimeoutError, match="of the work"):
        _came(failed, lambda: None)
