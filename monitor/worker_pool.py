"""Examining under guard: worker processes with limits, each killed at its deadline and replaced.

Nothing of a page is parsed where a hang or a crash would stop the program (docs/reliability.md, P13, P18, A18). What
goes wrong in a worker comes back as a FAILED value with a named reason. A thread for each worker hands it one document
after another and waits for what comes of it.
"""

from __future__ import annotations

import signal
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from types import TracebackType
from typing import cast

from monitor.errors import ExtractError
from monitor.model import Limits, Outcome, Reading, SourceReading
from monitor.model.examining import Examined, Task
from monitor.model.sources import Offer
from monitor.worker_process import GRACE, UNSEEN, Costs, NoAnswerError, WorkerProcess
from monitor.worker_tasks import Document, Found, OffersTask, Short, SourceTask, Work, failed, opened

TRIES = 2  # processes that are to take a document up, before it is given up
PAUSE = 0.2  # seconds before another process is started where one could not be
_FROM_OUTSIDE = (-signal.SIGKILL, -signal.SIGTERM, UNSEEN)  # exit statuses that a page has no part in


class Workers:
    """A pool of processes that run `examine`; use it as a context manager."""

    def __init__(self, limits: Limits, count: int, opened: Callable[[memoryview], Found] = opened) -> None:
        """Take what one document may cost, how many processes there are, and what makes values of an answer."""
        self._costs, self._count, self._opened = Costs.of(limits), count, opened
        self._waiting: deque[tuple[Work, Future[Found]]] = deque()
        self._under_way = 0  #: documents that wait or are read
        self._threads: dict[_Worker, threading.Thread] = {}
        self._stopped = threading.Event()
        self._news = threading.Condition()  #: guards all of these, and tells the threads that one of them is another

    def adjust(self, limits: Limits, count: int) -> None:
        """Read in *count* processes, and with other *limits*, from the next document on."""
        with self._news:
            self._costs, self._count = Costs.of(limits), count
            self._news.notify_all()

    def submit(self, task: Task) -> Future[Examined]:
        """Start examining *task*; the future's result is never an exception."""
        return cast(Future[Examined], self._begin(task))

    def read(self, document: Document) -> Reading:
        """Return what is read in *document*.

        Raises:
            ExtractError: it cannot be read, or not within the limits.
        """
        return cast(Reading, self._read(document))

    def names(self, document: SourceTask) -> SourceReading:
        """Return what *document* names.

        Raises:
            ExtractError: as of `read`.
        """
        return cast(SourceReading, self._read(document))

    def offers(self, document: OffersTask) -> tuple[Offer, ...]:
        """Return what *document* offers.

        Raises:
            ExtractError: as of `read`.
        """
        return cast(tuple[Offer, ...], self._read(document))

    def _read(self, document: Short) -> Reading | SourceReading | tuple[Offer, ...]:
        found = self._begin(document).result()
        if isinstance(found, Examined):
            raise ExtractError(found.reason, found.detail)
        return found

    def _begin(self, task: Work) -> Future[Found]:
        settled: Future[Found] = Future()
        with self._news:
            failure = _stopped() if self._stopped.is_set() else self._awaited()  # a thread that fetches may come late
            if failure is None:
                self._waiting.append((task, settled))
                self._news.notify()
        if failure is not None:
            settled.set_result(failure)
        return settled

    def _awaited(self) -> Examined | None:
        """Have a thread that waits for one document more; return the failure if there is none at all."""
        if len(self._threads) < min(self._under_way + 1, self._count):
            worker = _Worker(self._costs, self._stopped, self._opened)
            thread = threading.Thread(target=self._serve, args=[worker], name="worker", daemon=True)
            try:
                thread.start()
            except RuntimeError as error:  # the system allows no more of them
                if not self._threads:
                    return _unstarted(error)
            else:
                self._threads[worker] = thread
        self._under_way += 1
        return None

    def _serve(self, worker: _Worker) -> None:
        """Have *worker* examine one document after another, on a thread of its own, until it is one too many."""
        while self._stays(worker):
            costs = self._costs
            worker.adjust(costs)
            self._examine_next(worker, costs)
        worker.end()

    def _examine_next(self, worker: _Worker, costs: Costs) -> None:
        """Have *worker* examine the next document as soon as there is one; nothing of it is held afterwards."""
        work = self._next(costs)
        if work is not None:
            task, settled = work
            found = worker.found(task)
            with self._news:
                self._under_way -= 1
            settled.set_result(found)

    def _stays(self, worker: _Worker) -> bool:
        with self._news:
            if self._has_room():
                return True
            self._threads.pop(worker, None)
            self._news.notify_all()  # of what this one was told of
            return False

    def _has_room(self) -> bool:
        return not self._stopped.is_set() and len(self._threads) <= self._count

    def _next(self, costs: Costs) -> tuple[Work, Future[Found]] | None:
        """Return the next document as soon as there is one; None: the thread is to look at its *costs* and place."""
        with self._news:
            while not self._waiting and costs is self._costs and self._has_room():
                self._news.wait()
            return self._waiting.popleft() if self._waiting and costs is self._costs else None

    def __enter__(self) -> Workers:
        """Return self: workers begin with the first document."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers at once: what they were reading is read again at the next check."""
        with self._news:
            self._stopped.set()
            waiting, threads = list(self._waiting), dict(self._threads)
            self._waiting.clear()
            self._news.notify_all()
        for worker in threads:
            worker.kill()
        for _, settled in waiting:
            settled.set_result(_stopped())
        last = time.monotonic() + GRACE.total_seconds()
        for thread in threads.values():
            thread.join(max(last - time.monotonic(), 0))


class _Worker:
    """Examines one document after another, by one process after another."""

    def __init__(self, costs: Costs, stopped: threading.Event, opened: Callable[[memoryview], Found]) -> None:
        self._costs, self._stopped, self._opened = costs, stopped, opened
        self._process: WorkerProcess | None = None

    def adjust(self, costs: Costs) -> None:
        """Go by other *costs*, if they are, from the next document on."""
        if costs != self._costs:
            self._costs = costs
            self.end()

    def found(self, task: Work) -> Found:
        """Return what comes of *task*, a failure too."""
        for _ in range(TRIES):
            found, is_last = self._tried(task)
            if self._stopped.is_set() and isinstance(found, Examined) and found.outcome is Outcome.FAILED:
                return _stopped()
            if is_last:
                break
        return found

    def _tried(self, task: Work) -> tuple[Found, bool]:
        """Return what comes of giving *task* to a process, and whether that is all that will."""
        try:
            process = self._there()
        except Exception as error:  # noqa: BLE001 (no memory or descriptors are left, or the fork server was killed)
            self._stopped.wait(PAUSE)
            return _unstarted(error), False
        try:
            return self._opened(process.answer(task)), True
        except NoAnswerError as error:
            self.end()
            return self._given_up(error), error.has_begun
        except Exception as error:  # noqa: BLE001 (what came back, or went, could not cross the pipe)
            self.end()
            return failed("crash", f"The process that read the page gave no answer: {error!r:.300}"), True

    def _there(self) -> WorkerProcess:
        """Return a process that is fit to read a document.

        Raises:
            OSError, EOFError: none could be started.
        """
        if self._process is not None and self._process.is_worn:
            self.end()
        if self._process is None:
            self._process = WorkerProcess(self._costs)
            if self._stopped.is_set():  # before it was there to be killed
                self.kill()
        return self._process

    def _given_up(self, error: NoAnswerError) -> Examined:
        """Return what it says of a page that the process which was given it did not answer."""
        costs, status = self._costs, error.status
        if status is None and error.has_begun:
            return failed("hang", f"Reading the page took longer than {costs.wall:.0f} s and was stopped.")
        if status is None:
            return failed("hang", "No process took the page up to read it.")
        if status == -signal.SIGXCPU:
            return failed("cpu", f"Reading the page took more than {costs.cpu:g} s of processor time and was stopped.")
        if status in _FROM_OUTSIDE:
            return failed(
                "killed", "The process that read the page was killed from outside; the page has no part in it."
            )
        return failed("crash", f"The process that read the page died (exit status {status}).")

    def kill(self) -> None:
        """Have its process end at once; on any thread."""
        process = self._process
        if process is not None:
            process.kill()

    def end(self) -> None:
        """End its process, if there is one."""
        process, self._process = self._process, None
        if process is not None:
            process.end()


def _stopped() -> Examined:
    return failed("stopped", "The program was stopped while it read the page.")


def _unstarted(error: Exception) -> Examined:
    return failed("killed", f"No process could be started to read the page ({error!r:.300}); it has no part in that.")
