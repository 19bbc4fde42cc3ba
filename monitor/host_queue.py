"""Whose turn it is: hosts take turns to be asked, each by one thread at a time, so that none waits for another."""

from __future__ import annotations

import queue
import threading
from collections import deque
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
