"""One worker process: what it may touch, how documents reach it, and how it ends.

A document crosses as its length and its pickle, and what comes of it comes back so. Nothing else crosses: to wake
another process costs more than to write. When a worker takes a document up it notes so in a pipe that nobody waits for,
and that is looked at only when no answer comes.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import resource
import signal
import socket
import struct
import sys
import threading
import time
from dataclasses import dataclass
from datetime import timedelta
from io import BytesIO
from multiprocessing.connection import Connection, wait
from multiprocessing.context import ForkServerContext
from pathlib import Path

from monitor.lasting import look_seldom_for_garbage
from monitor.model import Limits
from monitor.worker_tasks import Found, Slim, Work, failed

RECYCLE_AFTER = 500  # documents a worker reads before it is replaced: leaks of parsers stay small
GRACE = timedelta(seconds=5)  # what starting a worker may add to a document's deadline, and what ending one may take
UNSEEN = 255  # multiprocessing's exit status of a process whose end nobody saw
_PIECE = 64 * 2**10  # bytes read at a time: nearly every answer comes in one piece
_LENGTH, _MOMENT = struct.Struct("<Q"), struct.Struct("<d")
_CHILDREN = threading.Lock()  # multiprocessing looks after all children whenever one is started, on whatever thread


@dataclass(frozen=True, slots=True)
class Costs:
    """What reading a document may cost."""

    wall: float  #: seconds from when a worker took it up
    cpu: float  #: seconds
    memory: int  #: bytes beyond what a worker begins with

    @classmethod
    def of(cls, limits: Limits) -> Costs:
        """Return what *limits* allow."""
        return cls((limits.read_wall + GRACE).total_seconds(), limits.read_cpu.total_seconds(), limits.read_memory)


class NoAnswerError(Exception):
    """A worker did not answer: it died, or its time was over."""

    def __init__(self, *, has_begun: bool, status: int | None) -> None:
        super().__init__(f"has_begun={has_begun}, status={status}")
        self.has_begun = has_begun  #: it had taken the document up
        self.status = status  #: that it died with, below 0 a signal's number; None: it lives


class WorkerProcess:
    """A process that examines one document after another, from the side of who hands them over; on one thread.

    Raises:
        OSError, EOFError: no process could be started.
    """

    def __init__(self, costs: Costs) -> None:
        self.costs = costs
        self.documents = 0  #: that it was given
        self._noted = 0.0  #: when it took up the last document of which that is known
        self._has_ended = False
        with contextlib.ExitStack() as on_failure:
            self._pipe, pipe = map(on_failure.enter_context, socket.socketpair())
            self._moments, moments = map(on_failure.enter_context, _CONTEXT.Pipe(duplex=False))
            self._process = _CONTEXT.Process(target=_serve, args=(pipe, moments, costs), daemon=True)
            with _CHILDREN:
                self._process.start()
            on_failure.pop_all()
            pipe.close()
            moments.close()
        assert self._process.pid is not None  # noqa: S101 (it was started)
        self._pid = self._process.pid
        os.set_blocking(self._moments.fileno(), False)

    @property
    def is_worn(self) -> bool:
        """Return whether it has read as much as one process may."""
        return self.documents >= RECYCLE_AFTER

    def answer(self, task: Work) -> memoryview:
        """Return what came of *task*, pickled.

        Raises:
            NoAnswerError: no answer came in time.
            ValueError: it cannot be an answer.
            Exception: *task* cannot be pickled.
        """
        self.documents += 1
        given = time.monotonic()
        try:
            self._pipe.settimeout(self.costs.wall)
            self._pipe.sendall(_framed(task))  # which is not held while the document is read
            return self._received(given)
        except TimeoutError:
            raise NoAnswerError(has_begun=self._begun(given) is not None, status=None) from None
        except (OSError, EOFError):
            raise NoAnswerError(has_begun=self._begun(given) is not None, status=self._status()) from None

    def _received(self, given: float) -> memoryview:
        """Return the answer to what was *given* then (monotonic).

        Raises:
            TimeoutError: the document took longer than it may.
            OSError, EOFError: the process has ended.
            ValueError: the answer is longer than anything that the process can hold.
        """
        limit, came, length = given + self.costs.wall, bytearray(), _LENGTH.size
        while len(came) < length:
            self._pipe.settimeout(max(limit - time.monotonic(), 0))  # 0: what came while this program was frozen counts
            try:
                piece = self._pipe.recv(_PIECE)
            except (TimeoutError, BlockingIOError):
                limit = (self._begun(given) or given) + self.costs.wall
                if limit <= time.monotonic():
                    raise TimeoutError from None
                continue
            if not piece:
                raise EOFError
            came += piece
            if len(came) >= _LENGTH.size:
                length = _LENGTH.size + int(_LENGTH.unpack_from(came)[0])
            if length > _LENGTH.size + self.costs.memory:
                raise ValueError(f"{length} bytes are no answer")
        return memoryview(came)[_LENGTH.size : length]

    def _begun(self, given: float) -> float | None:
        """Return when the document that was *given* then was taken up, if it was (monotonic, as *given*)."""
        with contextlib.suppress(BlockingIOError):  # nothing was noted since the last look
            noted = os.read(self._moments.fileno(), RECYCLE_AFTER * _MOMENT.size)[-_MOMENT.size :]
            if len(noted) == _MOMENT.size:
                (self._noted,) = _MOMENT.unpack(noted)
        return min(self._noted, time.monotonic()) if self._noted >= given else None

    def _status(self) -> int:
        """Return the exit status of the process, which is ending."""
        if not wait([self._process.sentinel], GRACE.total_seconds()):
            return UNSEEN
        self._has_ended = True
        with _CHILDREN:
            return self._process.exitcode or 0

    def kill(self) -> None:
        """Have the process end at once, on any thread: it holds nothing that would be lost."""
        if not self._has_ended:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self._pid, signal.SIGKILL)

    def end(self) -> None:
        """End the process, whatever it is at, and let go of it."""
        self.kill()
        self._pipe.close()
        self._moments.close()
        self._status()
        with _CHILDREN, contextlib.suppress(ValueError):  # of one whose end cannot be seen
            self._process.close()


def _forking() -> ForkServerContext:
    """Return a way to start workers that shares no lock with our threads, and imports the readers only once."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["monitor.preload"])
    return context


_CONTEXT = _forking()


def _framed(value: object) -> memoryview:
    """Return *value* as it crosses: how many bytes its pickle has, and the pickle."""
    frame = BytesIO()
    frame.write(bytes(_LENGTH.size))
    pickle.dump(value, frame, pickle.HIGHEST_PROTOCOL)  # beside its length, and not copied there
    _LENGTH.pack_into(frame.getbuffer(), 0, frame.tell() - _LENGTH.size)
    return frame.getbuffer()


def _serve(pipe: socket.socket, moments: Connection, costs: Costs) -> None:
    """Examine what comes through *pipe*, until its other end is closed: what a worker process does."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: the program ends its workers itself
    confine(costs.memory)
    with contextlib.suppress(EOFError, ConnectionError):
        while True:
            message = _whole(pipe, *_LENGTH.unpack(_whole(pipe, _LENGTH.size)))
            os.write(moments.fileno(), _MOMENT.pack(time.monotonic()))
            pipe.sendall(_answer(message, costs.cpu))


def _whole(pipe: socket.socket, length: int) -> bytearray:
    """Return the next *length* bytes.

    Raises:
        EOFError: no more will come.
    """
    came = bytearray(length)
    rest = memoryview(came)
    while rest:
        count = pipe.recv_into(rest)
        if not count:
            raise EOFError
        rest = rest[count:]
    return came


def _answer(message: bytearray, cpu: float) -> memoryview:
    """Return what comes of a task with at most *cpu* seconds of processor time: past it the kernel ends the worker.

    *message* is empty then: a document is not held twice while it is read, nor while the next one is waited for.
    """
    from monitor.worker_reading import outcome  # noqa: PLC0415 (who hands a document over needs none of the readers)

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime + cpu) + 1, hard))
    found: Found | Slim
    try:
        task = pickle.loads(message)  # noqa: S301 (of the program itself)
        message.clear()
        return _framed(outcome(task))
    except MemoryError:
        found = failed("memory", "Reading the page took more memory than allowed and was stopped.")
    except Exception as error:  # noqa: BLE001 (a defect of ours on one page must not stop the others)
        found = failed("defect", f"Reading the page met a defect of this program: {error!r:.300}")
    return _framed(found)


def confine(memory: int) -> None:
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
