"""Examining under guard: worker processes with limits, each killed at its deadline and replaced.

Nothing of a page is parsed where a hang or a crash would stop the program (docs/reliability.md, P13, P18, A18). What
goes wrong in a worker comes back as a FAILED value with a named reason.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import resource
import signal
import sys
import threading
import time
from concurrent.futures import CancelledError, Future
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from types import TracebackType
from typing import cast

from pebble import ProcessExpired, ProcessPool

from monitor.errors import ExtractError
from monitor.lasting import look_seldom_for_garbage
from monitor.model import Limits, Reading, SourceReading
from monitor.model.examining import Examined, Task
from monitor.model.sources import Offer
from monitor.worker_tasks import Document, Found, OffersTask, Short, Slim, SourceTask, Work, failed

RECYCLE_AFTER = 500  # documents a worker reads before it is replaced: leaks of parsers stay small
GRACE = timedelta(seconds=5)  # what starting a worker may add to the first document's deadline
LOOK = 0.2  # seconds between two looks at what the workers are at


@dataclass(eq=False)
class _Work:
    """A document on its way through a worker."""

    task: Work
    settled: Future[Found]
    tries: int  #: that are left
    running: Future[Found | Slim] = field(init=False)  #: pebble's
    begun: float | None = None  #: monotonic: when a worker was first seen to be at it
    is_late: bool = False


class Workers:
    """A pool of processes that run `examine`; use it as a context manager.

    Deadlines are ours: pebble reckons them by the wall clock, which may be set, and from when a worker says that it has
    begun, which one that is frozen never says.
    """

    def __init__(self, limits: Limits, count: int) -> None:
        self._limit(limits, count)
        self._lock = threading.RLock()
        self._pool = self._new_pool()
        self._leaving: set[ProcessPool] = set()  #: that end when what they read is read
        self._under_way: set[_Work] = set()
        self._moved = time.monotonic()  #: when a document was last begun or settled, or came to idle workers
        self._closed = threading.Event()

    def _limit(self, limits: Limits, count: int) -> None:
        self._costs = limits.read_wall, limits.read_cpu, limits.read_memory, count
        self._wall = (limits.read_wall + GRACE).total_seconds()
        self._cpu = limits.read_cpu.total_seconds()
        self._memory, self._count = limits.read_memory, count

    def adjust(self, limits: Limits, count: int) -> None:
        """Read in *count* processes, and with other *limits*, from the next document on."""
        if (limits.read_wall, limits.read_cpu, limits.read_memory, count) == self._costs:
            return
        with self._lock:
            before = self._pool
            self._limit(limits, count)
            self._pool = self._new_pool()
        before.close()
        self._leave(before)

    def _leave(self, pool: ProcessPool) -> None:
        """Have *pool* end, on a thread of its own: at once, or when its last document is read, where it was closed."""

        def end() -> None:
            pool.join()
            with self._lock:
                self._leaving.discard(pool)

        with self._lock:
            self._leaving.add(pool)
        threading.Thread(target=end, name="leaving", daemon=True).start()

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=self._count,
            max_tasks=RECYCLE_AFTER,
            initializer=_confine,
            initargs=[self._memory],
            context=_context(),
        )

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
        work = _Work(task, Future(), tries=2)
        self._start(work)
        return work.settled

    def _start(self, work: _Work) -> None:
        work.tries -= 1
        with self._lock:
            if self._closed.is_set():  # a thread that fetches may come late
                work.settled.set_result(_stopped())
                return
            if not self._pool.active:  # the last worker was killed while it had nothing to do: pebble gives up then
                self._pool = self._new_pool()
            if not self._under_way:
                self._moved = time.monotonic()
            work.begun, work.running = None, self._pool.schedule(_work, args=[work.task, self._cpu])
            self._under_way.add(work)
        work.running.add_done_callback(lambda done: self._settle(work, done))

    def _settle(self, work: _Work, done: Future[Found | Slim]) -> None:
        with self._lock:
            if work.running is not done or work not in self._under_way:
                return  # of a pool that was given up
            self._under_way.discard(work)
            self._moved = time.monotonic()
        if work.tries and not done.cancelled() and isinstance(done.exception(), BrokenProcessPool):
            self._start(work)
        else:
            work.settled.set_result(self._outcome(work, done))

    def _outcome(self, work: _Work, done: Future[Found | Slim]) -> Found:
        if work.is_late:
            return failed("hang", f"Reading the page took longer than {self._wall:.0f} s and was stopped.")
        try:
            found = done.result()
            return found.whole() if isinstance(found, Slim) else found
        except CancelledError:
            return _stopped()
        except ProcessExpired as error:
            return self._died(int(error.exitcode))
        except Exception as error:  # noqa: BLE001 (what came back, or went, could not cross the pipe)
            return failed("crash", f"The process that read the page gave no answer: {error!r:.300}")

    def _died(self, status: int) -> Examined:
        """Return what the end of a worker by *status*, below 0 a signal's number, says of the page that it read."""
        if status == -signal.SIGXCPU:
            return failed("cpu", f"Reading the page took more than {self._cpu:g} s of processor time and was stopped.")
        if status == -signal.SIGKILL:
            return failed(
                "killed", "The process that read the page was killed from outside; the page has no part in it."
            )
        return failed("crash", f"The process that read the page died (exit status {status}).")

    def _supervise(self) -> None:
        while not self._closed.wait(LOOK):
            now = time.monotonic()
            with self._lock:
                begun = self._begun(now)
                is_frozen = bool(self._under_way) and not begun and now - self._moved > self._wall
            if is_frozen:
                self._replace()
            for work, began in begun:
                if now - began > self._wall:
                    work.is_late = True
                    work.running.cancel()  # pebble kills its worker

    def _begun(self, now: float) -> list[tuple[_Work, float]]:
        """Return what workers are seen to be at *now*, and since when."""
        begun = []
        for work in self._under_way:
            if work.running.running():
                if work.begun is None:
                    work.begun = self._moved = now
                begun.append((work, work.begun))
        return begun

    def _replace(self) -> None:
        """Have other workers read what waits: those that we have take nothing up any more."""
        with self._lock:
            frozen, self._pool = self._pool, self._new_pool()
            waiting, self._under_way = list(self._under_way), set()
        for work in waiting:
            if work.tries:
                self._start(work)
            else:
                work.settled.set_result(failed("hang", "No process took the page up to read it."))
        frozen.stop()
        self._leave(frozen)

    def __enter__(self) -> Workers:
        """Begin to watch over the workers; return self."""
        threading.Thread(target=self._supervise, name="supervisor", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers at once: what they were reading is read again at the next check."""
        with self._lock:
            self._closed.set()
            leaving = list(self._leaving)
        for pool in leaving:
            pool.stop()
        self._pool.stop()
        self._pool.join()


def _stopped() -> Examined:
    return failed("stopped", "The program was stopped while it read the page.")


def _context() -> multiprocessing.context.BaseContext:
    """Return a way to start workers that shares no lock with our threads, and imports the readers only once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["monitor.preload"])
    return context


def _confine(memory: int) -> None:
    """Take from this worker what reading a page does not need: memory without bound, files, sockets, environment."""
    statm = Path("/proc/self/statm")  # Linux; elsewhere the limit counts from nothing
    pages = int(statm.read_text(encoding="ascii").split()[0]) if statm.exists() else 0
    size = pages * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE, resource.RLIMIT_NPROC):
        resource.setrlimit(limit, (0, 0))
    last = max(int(name) for name in os.listdir("/dev/fd"))  # noqa: PTH208 (descriptors are no paths of ours)
    resource.setrlimit(resource.RLIMIT_NOFILE, (last + 1, last + 1))
    with contextlib.suppress(OSError):
        while True:  # numbers below the last that are free
            os.open(os.devnull, os.O_RDONLY)
    os.environ.clear()
    sys.path.clear()  # a driver that feedparser would like, and that nobody has, is not looked for in folders
    look_seldom_for_garbage()


def _work(task: Work, cpu: float) -> Found | Slim:
    """Examine or read *task* with at most *cpu* seconds of processor time: past it the kernel ends the worker."""
    from monitor.worker_reading import outcome  # noqa: PLC0415 (who hands a document over needs none of the readers)

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + cpu) + 1, hard))
    try:
        return outcome(task)
    except MemoryError:
        return failed("memory", "Reading the page took more memory than allowed and was stopped.")
    except Exception as error:  # noqa: BLE001 (a defect of ours on one page must not stop the others)
        return failed("defect", f"Reading the page met a defect of this program: {error!r:.300}")
