"""Worker processes that begin when the first document comes: most checks find nothing that has to be read."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from types import TracebackType
from typing import TYPE_CHECKING

from monitor.model import Limits, Reading, SourceReading
from monitor.model.examining import Examined, Task
from monitor.worker_tasks import Document, SourceTask

if TYPE_CHECKING:
    from monitor.worker_pool import Workers


class WorkersOnDemand:
    """`Workers`, of which nothing is there before they are needed; use it as a context manager."""

    def __init__(self, limits: Limits, count: int) -> None:
        """Take what `Workers` take."""
        self._limits, self._count = limits, count
        self._workers: Workers | None = None
        self._is_over = False
        self._lock = threading.Lock()  # documents of sources come from the threads that fetch them

    @property
    def width(self) -> int:
        """Return how many documents are read at once."""
        return self._count

    def adjust(self, limits: Limits, count: int) -> None:
        """Read in *count* processes, and with other *limits*, from the next document on."""
        with self._lock:
            self._limits, self._count = limits, count
            if self._workers is not None:
                self._workers.adjust(limits, count)

    def submit(self, task: Task) -> Future[Examined]:
        """Start examining *task*; the future's result is never an exception."""
        return self._there().submit(task)

    def read(self, document: Document) -> Reading:
        """Return what is read in *document*.

        Raises:
            ExtractError: it cannot be read, or not within the limits.
        """
        return self._there().read(document)

    def names(self, document: SourceTask) -> SourceReading:
        """Return what *document* names.

        Raises:
            ExtractError: as of `read`.
        """
        return self._there().names(document)

    def _there(self) -> Workers:
        from monitor.worker_pool import Workers  # noqa: PLC0415 (a check without news imports nothing that starts processes)

        with self._lock:
            if self._workers is None:
                self._workers = Workers(self._limits, self._count)
                if self._is_over:  # a thread that fetches may come late: they answer that they are stopped
                    self._workers.__exit__(None, None, None)
                else:
                    self._workers.__enter__()
            return self._workers

    def __enter__(self) -> WorkersOnDemand:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers, if there are any, at once."""
        with self._lock:
            self._is_over = True
            if self._workers is not None:
                self._workers.__exit__(kind, error, trace)
