"""Whose turn it is: hosts take turns to be asked, each by one thread at a time, so that none waits for another.

And how far asking may be ahead of recording: what was asked and is not recorded when the process is killed, was asked
in vain.
"""

from __future__ import annotations

import queue
import threading
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Generic, Protocol, TypeVar

PATIENCE = (
    2.0  # seconds to wait for a turn before looking whether to stop: 64 threads that look each 0.2 s cost 0.4 % CPU
)


class Waiting(Protocol):
    """A page that waits to be fetched."""

    host: str


T = TypeVar("T", bound=Waiting)


class HostQueue(Generic[T]):
    """What waits to be fetched, by host: hosts take turns, and each is served by one thread at a time."""

    def __init__(self) -> None:
        self._waiting: dict[str, deque[T]] = {}
        self._turns: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._waiting)

    def add(self, page: T) -> None:
        """Queue *page* behind the others of its host."""
        with self._lock:
            line = self._waiting.setdefault(page.host, deque())
            line.append(page)
            if len(line) == 1:
                self._turns.put(page.host)

    def next(self) -> T | None:
        """Return the first page of the host whose turn it is; None when there is none for a while."""
        try:
            host = self._turns.get(timeout=PATIENCE)
        except queue.Empty:
            return None
        with self._lock:
            return self._waiting[host][0]

    def served(self, page: T) -> None:
        """Give the host of *page* its next turn, or forget it when nothing is left to fetch there."""
        with self._lock:
            line = self._waiting[page.host]
            line.popleft()
            if line:
                self._turns.put(page.host)
            else:
                del self._waiting[page.host]


class Room:
    """Pages that are asked for, and not recorded yet: there is room for so many."""

    def __init__(self) -> None:
        self._asked = 0  #: handed out, being fetched, being read
        self._ready = 0  #: to be recorded
        self._waiting = 0  #: threads
        self._lock = threading.Condition()

    @property
    def is_awaited(self) -> bool:
        """Return whether a thread would ask, if more were recorded."""
        return self._waiting > 0

    @contextmanager
    def awaited(self) -> Iterator[None]:
        """Be a thread that waits for room."""
        with self._lock:
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def enter(self, most: int, timeout: float = 0.0) -> bool:
        """Begin with a page as soon as that makes no more than *most*, in *timeout* seconds; return whether it has."""
        with self._lock:
            has_room = self._lock.wait_for(lambda: self._asked + self._ready < most, timeout)
            self._asked += has_room
            return has_room

    def concluded(self, count: int, ready: int) -> None:
        """Note that *count* pages were fetched and read, and that *ready* ones are to be recorded now."""
        with self._lock:
            self._asked -= count
            self._ready = ready
            self._lock.notify_all()
