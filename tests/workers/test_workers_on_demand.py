"""Workers that begin with the first document, and never after the end: a page may still be under way then."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from monitor.errors import ExtractError
from monitor.model import Capture, Fetched, Limits, Outcome, Page
from monitor.model.examining import Task
from monitor.worker_pool import Workers
from monitor.worker_tasks import Document
from monitor.workers_on_demand import WorkersOnDemand

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = Page(id="uk", url="https://uk.example/")
CAPTURE = Capture(url=PAGE.url, final_url=PAGE.url, status=200, requested_at=NOW, captured_at=NOW)
TASK = Task(page=PAGE, fetched=Fetched(capture=CAPTURE, body=b"<p>5 boats</p>", digest=""))
DOCUMENT = Document(body=b"5 boats", content_type="text/plain", language="en")


@pytest.mark.parametrize("kind", [Workers, WorkersOnDemand])
def test_what_comes_after_the_end_starts_no_process_and_is_said_to_be_stopped(
    kind: type[Workers] | type[WorkersOnDemand],
) -> None:
    before = set(multiprocessing.active_children())
    with kind(Limits(), 1) as workers:
        pass
    late = workers.submit(TASK).result(timeout=0)
    assert (late.outcome, late.reason) == (Outcome.FAILED, "stopped")
    with pytest.raises(ExtractError) as refused:
        workers.read(DOCUMENT)
    assert refused.value.reason == "stopped"
    assert set(multiprocessing.active_children()) == before


def test_threads_that_ask_at_once_share_the_workers() -> None:
    before = set(multiprocessing.active_children())
    with WorkersOnDemand(Limits(), 1) as workers, ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(workers.read, [DOCUMENT] * 8))
        assert len(set(multiprocessing.active_children()) - before) == 1
    assert {one.figures[0].counts for one in readings} == {"boats"}
