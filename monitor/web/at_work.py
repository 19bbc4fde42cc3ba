"""What a view may not do for long: reading documents under guard, and looking at pages of others, each bounded.

A server has few threads. So at most `AT_ONCE` requests do such work at a time, others are told to try again, and all of
it ends by itself: a reading by the limits of a check, a look within `LONGEST`.
"""

from __future__ import annotations

import atexit
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import cast

from flask import abort, current_app

from monitor.config import Config
from monitor.engine import reader_of
from monitor.errors import ExtractError
from monitor.looking import Seen, look
from monitor.model import Limits, Page, Reading
from monitor.store import Ledger, Snapshot
from monitor.worker_pool import Workers
from monitor.worker_tasks import Document

AT_ONCE = 2
LONGEST = timedelta(seconds=20)  # after which a look asks nobody any more
OF_A_LOOK = timedelta(seconds=10)  # the whole of one fetch, and reading one document
KEPT = 6  # readings, for who pages through a document or steps from version to version
BUSY = "Others are having pages read at this moment. Try again in some seconds."
NAME = "monitor.at_work"  # of the application's extension


class AtWork:
    """What one application is busy with; its worker process begins with `prepare`, or the first document."""

    def __init__(self, longest: timedelta = LONGEST) -> None:
        """Begin nothing yet; a look asks nobody any more when it has lasted for *longest*."""
        self._longest = longest
        self._places = threading.BoundedSemaphore(AT_ONCE)
        self._lock = threading.Lock()
        self._workers: Workers | None = None
        self._is_over = False
        self._readings: OrderedDict[tuple[str, str, str | None, str], Reading] = OrderedDict()

    def prepare(self, limits: Limits) -> None:
        """Have a process begin, on a thread of its own: who asks for the first document need not wait for it."""

        def begin() -> None:
            with suppress(ExtractError):  # stopped already
                self._reading(limits).read(Document(body=b"nothing", content_type="text/plain"))

        threading.Thread(target=begin, name="prepare", daemon=True).start()

    def read(self, store: Ledger, snapshot: Snapshot, page: Page, limits: Limits) -> Reading:
        """Return what is read in *snapshot* with the options of *page* as they are now.

        Raises:
            ExtractError: it cannot be read, or not within *limits*.
            StoreError: its bytes are missing, altered or removed.
        """
        media, url = snapshot.capture.header("content-type"), snapshot.capture.final_url
        key = snapshot.digest, reader_of(page), media, url  # the same bytes are other words in another charset
        with self._lock:
            if key in self._readings:
                self._readings.move_to_end(key)
                return self._readings[key]
        body = store.body(snapshot)
        with self._place():
            reading = self._reading(limits).read(Document(body=body, content_type=media, url=url, page=page))
        with self._lock:
            self._readings[key] = reading
            while len(self._readings) > KEPT:
                self._readings.popitem(last=False)
        return reading

    def looks(self, pages: Sequence[Page], config: Config, now: Callable[[], datetime]) -> list[Seen]:
        """Return what a first look at each of *pages* gives, with what else they offer."""
        limits = config.limits
        bounded = replace(limits, total=min(limits.total, OF_A_LOOK), read_wall=min(limits.read_wall, OF_A_LOOK))
        over = threading.Event()
        end = threading.Timer(self._longest.total_seconds(), over.set)
        end.daemon = True
        with self._place():
            end.start()
            try:
                return list(look(pages, bounded, config.user_agent, now=now, stop=over, with_offers=True))
            finally:
                end.cancel()

    def close(self) -> None:
        """End the worker processes, if there are any."""
        with self._lock:
            workers, self._workers, self._is_over = self._workers, None, True
        if workers is not None:
            workers.__exit__(None, None, None)
            atexit.unregister(self.close)

    @contextmanager
    def _place(self) -> Iterator[None]:
        if not self._places.acquire(blocking=False):
            abort(503, BUSY)
        try:
            yield
        finally:
            self._places.release()

    def _reading(self, limits: Limits) -> Workers:
        with self._lock:
            if self._is_over:
                raise ExtractError("stopped", "The review page was stopped before it read the document.")
            if self._workers is None:
                self._workers = Workers(limits, 1).__enter__()
                atexit.register(self.close)
            self._workers.adjust(limits, 1)
            return self._workers


def at_work() -> AtWork:
    """Return what the application of this request is busy with."""
    return cast(AtWork, current_app.extensions[NAME])
