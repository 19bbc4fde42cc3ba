"""While the service runs: one thread for each channel, which sends what is owed to it and nothing else."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from pathlib import Path

from monitor.deliver import Attempt, Sending, deliver
from monitor.errors import StoreError
from monitor.home_ledger import open_store
from monitor.model import Channel
from monitor.model.log_events import Say
from monitor.model.sanitize import masked
from monitor.rounds import Rounds

LOOK = 30.0  # seconds after which a channel looks for what is owed, if nothing wakes it
STUCK = 180  # looks of the watchdog, one a second, that find nothing new: a message takes a minute at most


class Couriers:
    """One thread for each channel of a home, which sends what is owed to it while the service runs.

    A channel that hangs holds up nobody but itself: neither checks nor the other channels.
    """

    def __init__(self, home: Path, sending: Sending, attempted: Callable[[Channel, Attempt], None], said: Say) -> None:
        """Start nothing yet.

        Args:
            home: the folder whose outbox is sent.
            sending: what sending needs.
            attempted: called, by the channel's thread, with what came of each attempt.
            said: called with events for the log when the outbox cannot be used.
        """
        self._home, self.sending, self._attempted, self._said = home, sending, attempted, said
        self._running: dict[str, _Courier] = {}
        self._ending: dict[str, _Courier] = {}  #: may still be sending: whoever has their name waits for them

    def serve(self, channels: Iterable[Channel]) -> None:
        """Have *channels* served from now on, as they are now, and no others."""
        wanted = {channel.name: channel for channel in channels}
        before, self._running = self._running, {}
        for name, courier in before.items():
            if courier.channel == wanted.get(name):
                self._running[name] = courier
            else:
                courier.rounds.end()
                self._ending[name] = courier
        self._ending = {name: courier for name, courier in self._ending.items() if courier.rounds.is_alive}
        for name in wanted.keys() - self._running.keys():
            self._running[name] = _Courier(wanted[name], self, after=self._ending.get(name))

    def wake(self) -> None:
        """Have every channel look at once for what is owed."""
        for courier in self._running.values():
            courier.rounds.wake()

    def stuck(self) -> str:
        """Look once more whether every channel goes on; return which does not: the service must end, then."""
        for courier in list(self._running.values()):
            if courier.is_stuck():
                return f"Sending to {courier.channel.name} is stuck."
        return ""

    def end(self, timeout: float) -> None:
        """End all within *timeout* seconds; what a channel has not taken by then is sent again next time."""
        for courier in self._running.values():
            courier.rounds.end()
        over = time.monotonic() + timeout
        for courier in self._running.values():
            courier.rounds.join(max(0.0, over - time.monotonic()))
        self._running = {}

    def send(self, courier: _Courier) -> None:
        """Do a round: send what is owed to a channel."""
        with open_store(self._home) as store:
            for attempt in deliver(courier.channel, store, self.sending):
                courier.rounds.moved()
                self._attempted(courier.channel, attempt)
                if courier.rounds.is_over:
                    break
        courier.trouble = ""

    def met(self, courier: _Courier, error: Exception) -> None:
        """Say what kept a channel from doing its round, once for as long as it lasts."""
        trouble = (
            f"Nothing was sent to {courier.channel.name}: {error if isinstance(error, StoreError) else repr(error)}"
        )
        if trouble != courier.trouble:
            name = courier.channel.name
            self._said(masked(trouble, self.sending.secrets), level="warning", channel=name)
        courier.trouble = trouble


class _Courier:
    """What one channel's thread is at."""

    def __init__(self, channel: Channel, of: Couriers, *, after: _Courier | None) -> None:
        self.channel = channel
        self.trouble = ""  #: what kept it from doing its last round
        self._seen = self._missed = 0
        self.rounds: Rounds = Rounds(
            f"send {channel.name}", LOOK, lambda: of.send(self), lambda error: of.met(self, error),
            after=after.rounds if after else None,
        )  # fmt: skip
        self.rounds.start()

    def is_stuck(self) -> bool:
        """Look once more; return whether nothing new was seen for too long."""
        moves = self.rounds.moves
        self._missed = 0 if moves != self._seen else self._missed + 1
        self._seen = moves
        return self._missed >= STUCK
