"""The process at the cluster, from the side of who gives it documents."""

from __future__ import annotations

import contextlib
import json
import os
import select
import socket
import subprocess
import sys
import time
from dataclasses import asdict
from types import TracebackType

from monitor.cluster.wire import DOCUMENT, FRAME, STATE, TROUBLE
from monitor.model.cluster_address import ClusterAddress

FIRST = 25.0  # seconds that the first word may take: Dask is imported, and the scheduler asked
_PIECE = 256 * 2**10  # bytes that are read at a time


class Carrier:
    """A process that carries documents to a cluster, and what comes of them back; use it as a context manager."""

    def __init__(self, address: ClusterAddress) -> None:
        """Start it.

        Raises:
            OSError: it could not be started.
        """
        self._link, theirs = socket.socketpair()
        with theirs, contextlib.ExitStack() as on_failure:
            on_failure.push(self._link)
            command = [sys.executable, "-P", "-m", "monitor.cluster.carrier", str(theirs.fileno())]
            self._process = subprocess.Popen(
                [*command, json.dumps(asdict(address))], pass_fds=[theirs.fileno()], start_new_session=True,
                env=_environ(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
            on_failure.pop_all()
        self._came = bytearray()

    def send(self, number: int, message: bytes) -> None:
        """Send a document.

        Raises:
            OSError: the process has ended.
        """
        self._link.sendall(FRAME.pack(DOCUMENT, number, len(message)) + message)

    def heard(self, longest: float) -> tuple[bytes, int, bytes] | None:
        """Return the next word of the process; None: nothing came for *longest* seconds."""
        limit = time.monotonic() + longest
        while True:
            if len(self._came) >= FRAME.size:
                kind, number, length = FRAME.unpack_from(self._came)
                end = FRAME.size + length
                if len(self._came) >= end:
                    said = bytes(memoryview(self._came)[FRAME.size : end])
                    del self._came[:end]
                    return kind, number, said
            left = limit - time.monotonic()
            if left <= 0 or not _is_readable(self._link, left):
                return None
            try:
                piece = self._link.recv(_PIECE)
            except OSError:
                piece = b""
            if not piece:
                return TROUBLE, 0, b""
            self._came += piece

    def kill(self) -> None:
        """End the process at once; on any thread."""
        self._process.kill()

    def __enter__(self) -> Carrier:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process."""
        self.kill()
        with contextlib.suppress(OSError):
            self._link.shutdown(socket.SHUT_RDWR)  # who sends to it is not kept
        self._process.wait()
        self._link.close()


def asked(address: ClusterAddress) -> tuple[int, str]:
    """Return how many threads would read at a cluster, and what is wrong with it; "": nothing."""
    try:
        with Carrier(address) as carrier:
            kind, threads, said = carrier.heard(FIRST) or (TROUBLE, 0, b"it does not answer")
    except OSError as error:
        return 0, f"no process could be started to ask it ({error.strerror})"
    trouble = said.decode("utf-8", "replace")
    return (threads, trouble) if kind == STATE else (0, trouble or "the process that was to ask it has ended")


def _is_readable(link: socket.socket, seconds: float) -> bool:
    poll = select.poll()
    poll.register(link, select.POLLIN)
    return bool(poll.poll(1000 * seconds))


def _environ() -> dict[str, str]:
    """Return the environment of the process: nothing of Dask's own configuration is there."""
    return {
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),  # it finds what this one does
        "DASK_CONFIG": os.devnull,
        "DASK_ROOT_CONFIG": os.devnull,
        "HOME": os.devnull,
        "LC_ALL": "C.UTF-8",
    }
