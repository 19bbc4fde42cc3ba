"""Examining under guard: worker processes with limits, each killed at its deadline and replaced.

Nothing of a page is parsed where a hang or a crash would stop the program (docs/reliability.md, P13, P18, A18). What
goes wrong in a worker comes back as a FAILED value with a named reason.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import os
import resource
import signal
import threading
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as Late
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from types import TracebackType

from pebble import ProcessExpired, ProcessPool

from monitor.examine import Examined, Task, examine
from monitor.model import Limits, Outcome

RECYCLE_AFTER = 500  # documents a worker reads before it is replaced: leaks of parsers stay small
GRACE = timedelta(seconds=5)  # what starting a worker may add to the first document's deadline


class Workers:
    """A pool of processes that run `examine`; use it as a context manager."""

    def __init__(self, limits: Limits, count: int) -> None:
        self._lock = threading.Lock()
        self._leaving: list[ProcessPool] = []  # pools that end when what they read is read
        self._limit(limits, count)
        self._pool = self._new_pool()

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
            self._leaving.append(before)
        before.close()
        threading.Thread(target=self._leave, args=[before], name="leaving", daemon=True).start()

    def _leave(self, pool: ProcessPool) -> None:
        """End *pool* when its last document is read: each has its deadline, so that comes."""
        pool.join()
        with self._lock:
            self._leaving.remove(pool)

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
        settled: Future[Examined] = Future()
        self._start(task, settled, tries=2)
        return settled

    def _start(self, task: Task, settled: Future[Examined], *, tries: int) -> None:
        with self._lock:
            if not self._pool.active:  # the last worker was killed while it had nothing to do: pebble gives up then
                self._pool = self._new_pool()
            running = self._pool.schedule(_examine, args=[task, self._cpu], timeout=self._wall)
        running.add_done_callback(lambda done: self._settle(task, settled, done, tries=tries - 1))

    def _settle(self, task: Task, settled: Future[Examined], done: Future[Examined], *, tries: int) -> None:
        if tries and not done.cancelled() and isinstance(done.exception(), BrokenProcessPool):
            self._start(task, settled, tries=tries)
        else:
            settled.set_result(self._outcome(done))

    def _outcome(self, done: Future[Examined]) -> Examined:
        try:
            return done.result()
        except Late:
            return _failed("hang", f"Reading the page took longer than {self._wall:.0f} s and was stopped.")
        except CancelledError:
            return _failed("stopped", "The program was stopped while it read the page.")
        except ProcessExpired as error:
            return self._died(int(error.exitcode))
        except Exception as error:  # noqa: BLE001 (what came back, or went, could not cross the pipe)
            return _failed("crash", f"The process that read the page gave no answer: {error!r:.300}")

    def _died(self, status: int) -> Examined:
        """Return what the end of a worker by *status*, below 0 a signal's number, says of the page that it read."""
        if status == -signal.SIGXCPU:
            return _failed("cpu", f"Reading the page took more than {self._cpu:g} s of processor time and was stopped.")
        if status == -signal.SIGKILL:
            return _failed(
                "killed", "The process that read the page was killed from outside; the page has no part in it."
            )
        return _failed("crash", f"The process that read the page died (exit status {status}).")

    def __enter__(self) -> Workers:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers at once: what they were reading is read again at the next check."""
        with self._lock:
            leaving = list(self._leaving)
        for pool in leaving:
            pool.stop()
        self._pool.stop()
        self._pool.join(timeout=5)


def _context() -> multiprocessing.context.BaseContext:
    """Return a way to start workers that shares no lock with our threads, and imports the readers only once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["monitor.warm"])
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
    gc.set_threshold(50_000)  # a document makes many values and no cycles to speak of


def _examine(task: Task, cpu: float) -> Examined:
    """Examine *task* with at most *cpu* seconds of this worker's processor time: past it the kernel ends the worker."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + cpu) + 1, hard))
    try:
        return _slim(examine(task))
    except MemoryError:
        return _failed("memory", "Reading the page took more memory than allowed and was stopped.")
    except Exception as error:  # noqa: BLE001 (a defect of ours on one page must not stop the others)
        return _failed("defect", f"Reading the page met a defect of this program: {error!r:.300}")


def _slim(examined: Examined) -> Examined:
    """Return *examined* without the text itself, which nobody needs who records it: pickling it costs a millisecond."""
    if examined.reading is None:
        return examined
    text = replace(examined.reading.text, content="", blocks=())
    return replace(examined, reading=replace(examined.reading, text=text, dropped=()))


def _failed(reason: str, detail: str) -> Examined:
    return Examined(outcome=Outcome.FAILED, reason=reason, detail=detail)
