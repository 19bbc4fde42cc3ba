"""How often somebody may try to sign in: guessing takes years, and nobody is kept out for longer than a minute."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable

MOST, WITHIN = 5, 60.0  # tries in so many seconds
_REMEMBERED = 10_000  # of addresses and names; beyond, those that have waited are forgotten


class Tries:
    """Counts tries by what they have in common: an address they come from, a name they are for."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare.

        Args:
            clock: monotonic seconds.
        """
        self._clock, self._lock = clock, threading.Lock()
        self._tries: dict[str, deque[float]] = {}

    def may(self, *keys: str) -> bool:
        """Count one try under each of *keys*, in their order; return False at the first that has had too many."""
        now = self._clock()
        with self._lock:
            if len(self._tries) >= _REMEMBERED:
                self._tries = {key: made for key, made in self._tries.items() if now - made[-1] < WITHIN}
            return all(self._counted(key, now) for key in keys)

    def _counted(self, key: str, now: float) -> bool:
        """Count one try under *key*, unless there were too many: one that is refused keeps nobody waiting longer."""
        made = self._tries.setdefault(key, deque())
        while made and now - made[0] >= WITHIN:
            made.popleft()
        if len(made) >= MOST:
            return False
        made.append(now)
        return True
