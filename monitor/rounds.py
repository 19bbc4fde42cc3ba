"""A thread beside the checks that does its round whenever it is woken, and every so often."""

from __future__ import annotations

import threading
from collections.abc import Callable


class Rounds:
    """Does one thing again and again, on a thread of its own, until it is ended."""

    def __init__(
        self,
        name: str,
        every: float,
        once: Callable[[], None],
        met: Callable[[Exception], None],
        *,
        after: Rounds | None = None,
    ) -> None:
        """Prepare.

        Args:
            name: of the thread.
            every: seconds after which a round is done, if nothing wakes it.
            once: does a round.
            met: called with what kept a round from being done; the next is done all the same.
            after: does its last round first: what it is at must not be done twice.
        """
        self._every, self._once, self._met, self._after = every, once, met, after
        self._moves = 0
        self._woken, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    @property
    def moves(self) -> int:
        """Return how often it was seen to go on; who finds the same again knows that it is still at one thing."""
        return self._moves

    @property
    def is_over(self) -> bool:
        """Return whether it is to end: a round that is under way stops when it can."""
        return self._ended.is_set()

    @property
    def is_alive(self) -> bool:
        """Return whether it may still be at a round."""
        return self._thread.is_alive()

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def wake(self) -> None:
        """Have a round done at once."""
        self._woken.set()

    def moved(self) -> None:
        """Go on, within a round."""
        self._moves += 1

    def rest(self, seconds: float) -> None:
        """Wait, within a round, unless it is to end."""
        self._ended.wait(seconds)

    def end(self) -> None:
        """Do no further round."""
        self._ended.set()
        self._woken.set()

    def join(self, timeout: float | None) -> None:
        """Wait until the last round is done, *timeout* seconds at most."""
        self._thread.join(timeout)

    def _run(self) -> None:
        if self._after is not None:
            self._after.join(None)
            self._after = None
        while not self.is_over:
            self._woken.clear()
            try:
                self._once()
            except Exception as error:  # noqa: BLE001 (whatever it is, this thread goes on: else all is silent)
                self._met(error)
            self.moved()
            if not self.is_over:
                self._woken.wait(self._every)
            self.moved()
