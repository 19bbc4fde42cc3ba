"""The hosts that are ours to ask, and for how long: what the threads that fetch go by, where others may ask, too.

The ledger hands hosts out (`store.turn_rows`), and only the thread that writes asks it. Here lies what it has said, by
a clock that nobody sets and that goes on while the machine sleeps: whoever was frozen, or cut off from the ledger, for
longer than a lease asks nobody any more. A redirect, or a robots.txt, may lead to a host that is not ours: it is leased
on the way, and the thread that wants it waits for that.
"""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import datetime, timedelta
from typing import Protocol

from monitor.errors import StoreError, TurnOverError
from monitor.model import Limits, Turn

LOOK = 0.1  # seconds between two looks whether a host is ours by now
AGAIN = 1.0  # seconds until a host that another has is asked for again
_CLOCK = getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC)


def lasting_clock() -> float:
    """Return the seconds of a clock that nobody sets, and that goes on while the machine sleeps."""
    return time.clock_gettime(_CLOCK)


class TurnLedger(Protocol):
    """What is asked of the ledger, by the thread that writes."""

    @property
    def is_shared(self) -> bool:
        """Return whether others may ask hosts, too."""

    @property
    def until(self) -> Mapping[str, datetime]:
        """Return until when hosts are ours, as was last said."""

    def lease(self, now: datetime, room: int, held: Collection[str], lasting: timedelta) -> list[Turn]:
        """Return the turns that begin now."""

    def reach(self, hosts: Collection[str], now: datetime, lasting: timedelta) -> list[Turn]:
        """Return turns of those of *hosts* that nobody else asks."""


class Leases:
    """Which hosts are ours to ask; any thread may ask that (`fetch.politeness.Leave`)."""

    def __init__(
        self,
        ledger: TurnLedger | None = None,
        limits: Limits | None = None,
        stop: threading.Event | None = None,
        *,
        clock: Callable[[], float] = lasting_clock,
    ) -> None:
        """Have no host yet.

        Args:
            ledger: hands hosts out. Where it is shared, none is asked that is not ours; None: all are ours.
            limits: how long a fetch may take, and a lease lasts.
            stop: ends every wait.
            clock: seconds, see `lasting_clock`.
        """
        self.limits, self._stop, self._clock = limits or Limits(), stop, clock
        self._ledger = ledger
        self.is_shared = ledger is not None and ledger.is_shared  #: others ask hosts, too
        self._until: dict[str, float] = {}
        self._learnt: dict[str, Turn] = {}  #: hosts that are ours, and have not been asked since
        self._wanted: dict[str, float] = {}  #: hosts that a thread waits for, and when the ledger is to be asked
        self._asking: Counter[str] = Counter()  #: hosts that are being asked
        self._asked: dict[str, int] = {}  #: how often hosts were, of which that is not recorded yet
        self._is_over = False
        self._lock = threading.Lock()

    # by the thread that writes

    def lease(self, now: datetime, room: int, busy: Collection[str]) -> list[Turn]:
        """Return the turns that begin now, of *room* hosts at most; those of *busy* hosts go on."""
        if self._ledger is None:
            return []
        with self._lock:
            held = set(busy).union(self._asked, self._wanted)  # a thread is about to ask what it has waited for
            self._until = {host: at for host, at in self._until.items() if host in held}  # the rest is given back now
        began = self._clock()
        turns = self._ledger.lease(now, room - len(busy), held, self.limits.lease)
        self._go_by(self._ledger.until, turns, began, now)
        return turns

    def serve(self, now: datetime) -> None:
        """Ask the ledger for the hosts that threads wait for; while that is held, they wait on."""
        began = self._clock()
        with self._lock:
            wanted = sorted(host for host, at in self._wanted.items() if at <= began)
            self._wanted.update(dict.fromkeys(wanted, began + AGAIN))
        if not wanted or self._ledger is None:
            return
        try:
            turns = self._ledger.reach(wanted, now, self.limits.lease)
        except StoreError:
            return
        self._go_by(self._ledger.until, turns, began, now)

    def _go_by(self, until: Mapping[str, datetime], turns: Iterable[Turn], began: float, now: datetime) -> None:
        """Go by what the ledger said: it was asked at *began* by our clock, *now* by its own."""
        with self._lock:
            self._until = {host: began + min(at - now, self.limits.lease).total_seconds() for host, at in until.items()}
            self._learnt |= {turn.host: turn for turn in turns}

    def to_record(self) -> dict[str, int]:
        """Return which hosts have been asked, how often, of which nothing is recorded yet, and are not asked now."""
        with self._lock:
            return {host: count for host, count in self._asked.items() if not self._asking[host]}

    def recorded(self, asked: Mapping[str, int]) -> None:
        """Note that what was learnt of the hosts *asked* is recorded: they may be another's, if no page needs them."""
        with self._lock:
            for host, count in asked.items():
                if self._asked.get(host) == count and not self._asking[host]:
                    del self._asked[host]

    def close(self) -> frozenset[str]:
        """Have no host asked any more; return those that are being asked."""
        with self._lock:
            self._is_over = True
            return frozenset(host for host, count in self._asking.items() if count)

    # by threads that fetch

    def reach(self, host: str) -> Turn | None:
        """Wait until *host* is ours to ask; return its turn, if it was not asked in it before.

        Raises:
            TurnOverError: it is another's for longer than a fetch may take.
        """
        give_up = self._clock() + self.limits.total.total_seconds()
        while not self._is_reached(host):
            if self._clock() > give_up or (self._stop is not None and self._stop.wait(LOOK)):
                with self._lock:
                    self._wanted.pop(host, None)
                raise TurnOverError(host)
        with self._lock:
            return self._learnt.pop(host, None)

    def _is_reached(self, host: str) -> bool:
        if not self.is_shared:
            return True
        with self._lock:
            if not self._may_ask(host):
                self._wanted.setdefault(host, 0.0)
                return False
            self._wanted.pop(host, None)
            self._asking[host] += 1
            self._asked[host] = self._asked.get(host, 0) + 1
            return True

    def confirm(self, host: str) -> None:
        """Return if *host* may be asked now: as long as a fetch may take, it is nobody else's.

        Raises:
            TurnOverError: it may be another's before the answer has come.
        """
        with self._lock:
            if self._is_over or ((self.is_shared or host in self._until) and not self._may_ask(host)):
                raise TurnOverError(host)

    def left(self, host: str) -> None:
        """Note that *host*, which was reached, has been asked."""
        if self.is_shared:
            with self._lock:
                self._asking[host] -= 1
                if not self._asking[host]:
                    del self._asking[host]

    def _may_ask(self, host: str) -> bool:
        left = self._until.get(host, 0.0) - self._clock()
        return left > self.limits.total.total_seconds()
