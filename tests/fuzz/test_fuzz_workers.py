"""Whatever a worker is given, and although it may open no file: it does not die, and meets no defect of ours."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from fuzz_driver import fuzz
from fuzz_pages import MARKUP, TYPES, mutated
from hypothesis import strategies as st

from monitor.model import Capture, Fetched, Limits, Page
from monitor.model.examining import Task
from monitor.worker_pool import Workers

pytestmark = pytest.mark.slow
NOON = datetime(2026, 3, 18, 12, tzinfo=UTC)
LANGUAGES = st.sampled_from([None, "en", "fr", "de", "es", "it", "pl", "ru", "ar", "zh", "ja", "hi", "tlh", "xx"])
CODECS = st.sampled_from(["cp1251", "koi8-r", "shift_jis", "gb18030", "utf-16", "iso-8859-2", "euc-kr", "big5"])
OURS = ("defect", "crash", "cpu", "hang", "killed", "memory", "stopped")


@pytest.fixture(scope="module")
def pool() -> Iterator[Workers]:
    with Workers(Limits(read_wall=timedelta(hours=1)), 1) as workers:  # what hangs at work still meets read_cpu
        yield workers


def test_a_worker_reads_anything_without_a_file(pool: Workers) -> None:
    def check(body: bytes, content_type: str | None, language: str | None) -> None:
        headers = (("Content-Type", content_type),) if content_type is not None else ()
        page = Page(id="p", url="https://news.example/page", language=language)
        capture = Capture(
            url=page.url, final_url=page.url, status=200, headers=headers, requested_at=NOON, captured_at=NOON
        )
        task = Task(page=page, fetched=Fetched(capture=capture, body=body, digest=""), accepted=True)
        examined = pool.submit(task).result()
        assert examined.reason not in OURS, examined.detail

    types = TYPES | CODECS.map(lambda name: f"text/html; charset={name}")
    markup = MARKUP.map(lambda text: ("<html>" + text)[:100_000].encode("utf-8", "surrogatepass"))
    fuzz(check, body=mutated() | markup, content_type=types, language=LANGUAGES)
