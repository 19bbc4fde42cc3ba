"""What tests of worker processes share: documents for them, and what came of one."""

from __future__ import annotations

from concurrent.futures import Future
from datetime import UTC, datetime, timedelta

from monitor.model import Capture, Fetched, Limits, Outcome, Page
from monitor.model.examining import Examined, Task

NOW = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = Page(id="uk", url="https://uk.example/")
PATIENT = Limits(read_wall=timedelta(hours=1))  # on a slow machine nothing may end for the time that it takes
FIRST = (Outcome.FIRST, "")


def task(body: bytes) -> Task:
    """Return the task to read *body*, which arrived as HTML."""
    capture = Capture(
        url=PAGE.url, final_url=PAGE.url, status=200, headers=(("Content-Type", "text/html"),), requested_at=NOW,
        captured_at=NOW,
    )  # fmt: skip
    return Task(page=PAGE, fetched=Fetched(capture=capture, body=body, digest=""))


GOOD = task(b"<html lang=en><title>Camp</title><p>There are 7,000 people in the camp, the ministry says.</p></html>")
HEAVY = task(b"<html lang=en>" + b"<p>There are 7,000 people in 12 camps.</p>" * 400_000)


def outcome(future: Future[Examined]) -> tuple[Outcome, str]:
    """Return what came of a document, and why."""
    examined = future.result(timeout=600)
    return examined.outcome, examined.reason
