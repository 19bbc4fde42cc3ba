"""While the service runs: one thread for each channel, which sends what is owed to it and nothing else."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from monitor.deliver import Attempt, Sending, deliver, masked
from monitor.errors import StoreError
from monitor.model import Channel
from monitor.store import Store

LOOK = 30.0  # seconds after which a channel looks for what is owed, if nothing wakes it
STUCK = 180  # looks of the watchdog, one a second, that find nothing new: a message takes a minute at most


class Couriers:
    """One thread for each channel of a home, which sends what is owed to it while the service runs.

    A channel that hangs holds up nobody but itself: neither checks nor the other channels.
    """

    def __init__(
        self, home: Path, sending: Sending, attempted: Callable[[Channel, Attempt], None], said: Callable[[str], None]
    ) -> None:
        """Start nothing yet.

        Args:
            home: the folder whose outbox is sent.
            sending: what sending needs.
            attempted: called, by the channel's thread, with what came of each attempt.
            said: called with a line for the log when the outbox cannot be used.
        """
        self._home, self.sending, self._attempted, self._said = home, sending, attempted, said
        self._running: dict[str, _Courier] = {}
        self._ending: dict[
            str, _Courier
        ] = {}  #: those that may still be sending: whoever has their name waits for them

    def serve(self, channels: Iterable[Channel]) -> None:
        """Have *channels* served from now on, as they are now, and no others."""
        wanted = {channel.name: channel for channel in channels}
        before, self._running = self._running, {}
        for name, courier in before.items():
            if courier.channel == wanted.get(name):
                self._running[name] = courier
            else:
                courier.end()
                self._ending[name] = courier
        self._ending = {name: courier for name, courier in self._ending.items() if courier.is_alive}
        for name in wanted.keys() - self._running.keys():
            self._running[name] = _Courier(wanted[name], self._round, self._met, after=self._ending.get(name))

    def wake(self) -> None:
        """Have every channel look at once for what is owed."""
        for courier in self._running.values():
            courier.wake()

    def stuck(self) -> str:
        """Look once more whether every channel goes on; return which does not: the service must end, then."""
        for courier in list(self._running.values()):
            if courier.is_stuck():
                return f"Sending to {courier.channel.name} is stuck."
        return ""

    def end(self, timeout: float) -> None:
        """End all within *timeout* seconds; what a channel has not taken by then is sent again next time."""
        for courier in self._running.values():
            courier.end()
        over = time.monotonic() + timeout
        for courier in self._running.values():
            courier.join(max(0.0, over - time.monotonic()))
        self._running = {}

    def _round(self, courier: _Courier) -> None:
        with Store.open(self._home) as store:
            for attempt in deliver(courier.channel, store, self.sending):
                courier.moved()
                self._attempted(courier.channel, attempt)
                if courier.is_over:
                    break
        courier.trouble = ""

    def _met(self, courier: _Courier, error: Exception) -> None:
        """Say what kept a channel from doing its round, once for as long as it lasts."""
        trouble = (
            f"Nothing was sent to {courier.channel.name}: {error if isinstance(error, StoreError) else repr(error)}"
        )
        if trouble != courier.trouble:
            self._said(masked(trouble, self.sending.secrets))
        courier.trouble = trouble


class _Courier:
    """A thread that does its round whenever it is woken, and every half minute."""

    def __init__(
        self,
        channel: Channel,
        round_: Callable[[_Courier], None],
        met: Callable[[_Courier, Exception], None],
        *,
        after: _Courier | None,
    ) -> None:
        self.channel, self._round, self._met, self._after = channel, round_, met, after
        self.trouble = ""  #: what kept it from doing its last round
        self._moves = self._seen = self._missed = 0
        self._woken, self._ended = threading.Event(), threading.Event()
        self._thread = threading.Thread(target=self._run, name=f"send {channel.name}", daemon=True)
        self._thread.start()

    @property
    def is_over(self) -> bool:
        return self._ended.is_set()

    @property
    def is_alive(self) -> bool:
        return self._thread.is_alive()

    def moved(self) -> None:
        self._moves += 1

    def is_stuck(self) -> bool:
        self._missed = 0 if self._moves != self._seen else self._missed + 1
        self._seen = self._moves
        return self._missed >= STUCK

    def wake(self) -> None:
        self._woken.set()

    def end(self) -> None:
        self._ended.set()
        self._woken.set()

    def join(self, timeout: float | None) -> None:
        self._thread.join(timeout)

    def _run(self) -> None:
        if self._after is not None:  # the same channel as it was: what that is sending must not be sent twice
            self._after.join(None)
            self._after = None
        while not self.is_over:
            self._woken.clear()
            try:
                self._round(self)
            except Exception as error:  # noqa: BLE001 (whatever it is, this thread goes on: else all is silent)
                self._met(self, error)
            self.moved()
            if not self.is_over:
                self._woken.wait(LOOK)
            self.moved()
