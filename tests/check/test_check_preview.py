"""A first look at an address that may be a source: what kept it from being read is told as what it was."""

from __future__ import annotations

from concurrent.futures import Future
from typing import cast

import pytest
from check_fakes import fetched

from monitor.errors import ExtractError
from monitor.examine import examine
from monitor.looking import seen as seen_of
from monitor.model import Page
from monitor.model.examining import Examined, Task
from monitor.worker_pool import Workers
from monitor.worker_tasks import SourceTask

FEED = fetched("<rss><channel><item><link>/a</link></item></channel></rss>", "https://site.example/rss")


class Exhausted:
    """Reads pages, and never gets to the end of a source."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    def submit(self, task: Task) -> Future[Examined]:
        done: Future[Examined] = Future()
        done.set_result(examine(task))
        return done

    def names(self, task: SourceTask) -> None:  # noqa: ARG002
        raise ExtractError(self.reason, "It was stopped.")


TOLD = {"cpu": "cpu", "defect": "defect", "feed_broken": "feed_broken", "not_a_feed": "unsupported_type"}


@pytest.mark.parametrize(("reason", "told"), TOLD.items())
def test_what_stops_the_reading_of_a_feed_is_not_told_as_another_kind_of_document(reason: str, told: str) -> None:
    seen = seen_of(Page(id="rss", url="https://site.example/rss"), FEED, cast("Workers", Exhausted(reason)))
    assert seen.examined is not None
    assert seen.examined.reason == told
