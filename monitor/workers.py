"""Examining under guard: worker processes with limits, each killed at its deadline and replaced.

Nothing of a page is parsed where a hang or a crash would stop the program (docs/reliability.md, P13, P18, A18). What
goes wrong in a worker comes back as a FAILED value with a named reason.
"""

from __future__ import annotations

import multiprocessing
import os
import resource
from concurrent.futures import CancelledError, Future
from concurrent.futures import TimeoutError as Late
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
        self._wall = (limits.read_wall + GRACE).total_seconds()
        self._pool = ProcessPool(
            max_workers=count,
            max_tasks=RECYCLE_AFTER,
            initializer=_confine,
            initargs=[limits.read_memory],
            context=_context(),
        )
        self._cpu = limits.read_cpu.total_seconds()

    def submit(self, task: Task) -> Future[Examined]:
        """Start examining *task*; the future's result is never an exception."""
        settled: Future[Examined] = Future()
        running = self._pool.schedule(_examine, args=[task, self._cpu], timeout=self._wall)
        running.add_done_callback(lambda done: settled.set_result(self._outcome(done)))
        return settled

    def _outcome(self, done: Future[Examined]) -> Examined:
        try:
            return done.result()
        except Late:
            return _failed("hang", f"Reading the page took longer than {self._wall:.0f} s and was stopped.")
        except MemoryError:
            return _failed("memory", "Reading the page took more memory than allowed and was stopped.")
        except ProcessExpired as error:
            return _failed("crash", f"The process that read the page died (exit status {error.exitcode}).")
        except CancelledError:
            return _failed("stopped", "The program was stopped while it read the page.")
        except Exception as error:  # noqa: BLE001 (a defect of ours on one page must not stop the others)
            return _failed("defect", f"Reading the page met a defect of this program: {error!r:.300}")

    def __enter__(self) -> Workers:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Stop the workers at once: what they were reading is read again at the next check."""
        self._pool.stop()
        self._pool.join(timeout=5)


def _context() -> multiprocessing.context.BaseContext:
    """Return a way to start workers that shares no lock with our threads, and imports the readers only once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["monitor.examine"])
    return context


def _confine(memory: int) -> None:
    """Take from this worker what reading a page does not need: memory without bound, files to write, environment."""
    statm = Path("/proc/self/statm")  # Linux; elsewhere the limit counts from nothing
    pages = int(statm.read_text(encoding="ascii").split()[0]) if statm.exists() else 0
    size = pages * resource.getpagesize()
    resource.setrlimit(resource.RLIMIT_AS, (size + memory, size + memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ.clear()


def _examine(task: Task, cpu: float) -> Examined:
    """Examine *task* with at most *cpu* seconds of this worker's processor time: past it the kernel ends the worker."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + cpu) + 1, hard))
    return examine(task)


def _failed(reason: str, detail: str) -> Examined:
    return Examined(outcome=Outcome.FAILED, reason=reason, detail=detail)
