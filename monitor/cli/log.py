"""The service's log: a line that cannot be written is lost, and nothing else is."""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from datetime import datetime
from types import TracebackType

from monitor.model.sanitize import visible_lines

MOST_LINES = 1_000  # that wait for a reader who is slow
STDERR = 2


class Log:
    """Lines on stderr, each with its time, written by a thread of its own; use it as a context manager.

    The reader may have gone, the disk may be full, the terminal may be stopped: none of it may hold up the service. It
    writes past `sys.stderr`, whose buffer would keep what failed, and fail again.
    """

    def __init__(self, now: Callable[[], datetime]) -> None:
        self._now = now
        self._lines: queue.Queue[bytes | None] = queue.Queue(MOST_LINES)
        self._thread = threading.Thread(target=self._write, name="log", daemon=True)

    def say(self, line: str) -> None:
        """Write *line* soon; never wait, never fail."""
        entry = f"{self._now():%Y-%m-%dT%H:%M:%SZ}  {visible_lines(line)}\n"
        self._put(entry.encode("utf-8", "replace"))

    def _put(self, line: bytes | None) -> None:
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            return

    def _write(self) -> None:
        while (line := self._lines.get()) is not None:
            try:
                while line:
                    line = line[os.write(STDERR, line) :]
            except OSError:
                continue

    def __enter__(self) -> Log:
        """Begin to write."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what is left, unless nobody reads it."""
        self._put(None)
        self._thread.join(timeout=1)
