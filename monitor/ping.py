"""The dead-man's switch: somebody elsewhere is told that the service lives, and raises the alarm when told no more."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta

from monitor.check_setup import Fetching
from monitor.model import FetchFailed, Page
from monitor.model.log_events import Say

EVERY = timedelta(minutes=1)


class Switch:
    """Asks an address once a minute, for as long as it is told that a whole tick ran."""

    def __init__(self, fetcher: Fetching, said: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare; `page` is asked, once there is one.

        Args:
            fetcher: asks as for a page, guarded.
            said: called with events for the log, from another thread.
            clock: monotonic seconds.
        """
        self.page: Page | None = None
        self._fetcher, self._said, self._clock = fetcher, said, clock
        self._next = clock()
        self._asking: threading.Thread | None = None
        self._failure = ""

    def ticked(self) -> None:
        """A whole tick ran: ask if it is time, on a thread of its own, so that a hanging switch delays nothing."""
        page = self.page
        if page is None or self._clock() < self._next or (self._asking and self._asking.is_alive()):
            return
        self._next = self._clock() + EVERY.total_seconds()
        self._asking = threading.Thread(target=self._ask, args=[page], name="ping", daemon=True)
        self._asking.start()

    def wait(self) -> None:
        """Wait until nothing is being asked."""
        if self._asking:
            self._asking.join()

    def _ask(self, page: Page) -> None:
        """Ask once; say so when it begins to fail, and when it is well again. Its address is nobody else's business."""
        got = self._fetcher.fetch(page, None)
        status = got.capture.status if got.capture else 0
        failure = got.reason if isinstance(got, FetchFailed) and not 200 <= status < 300 else ""
        before, self._failure = self._failure, failure
        if failure and not before:
            said = f"The dead-man's switch (`ping`) cannot be told that the service lives: {failure}."
            self._said(said, level="warning", reason=failure)
        elif before and not failure:
            self._said("The dead-man's switch (`ping`) answers well again.")
