"""The watchdog: a service that has stopped working ends, to be started again, rather than look alive.

A thread looks, once a tick, whether what must go on has gone on. Looks are counted and not seconds, so that a machine
that was frozen or asleep for an hour ends nothing. systemd is told what the service itself knows (sd_notify(3)).
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import socket
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from types import TracebackType

from monitor.model.log_events import Say

TICK = timedelta(seconds=1)
MISSED_TICKS = 10  # of a scheduler that lives: the machine may be busy
SLOWEST_TURN = timedelta(seconds=20)  # twice what the store waits for a lock
MISSED_TURNS = 3
STOP_WITHIN = timedelta(seconds=8)  # after which what is still under way is abandoned
STALLED = 7  # exit status, docs/operations.md


@dataclass
class Pulse:
    """Something that must happen again and again while the service lives."""

    lost: str  #: what is said when it no longer does
    allowed: int  #: looks in a row that may find nothing new
    beats: int = 0
    missed: int = 0
    _seen: int = 0

    def beat(self) -> None:
        """Say that it has happened."""
        self.beats += 1

    def is_lost(self) -> bool:
        """Look once more; return whether it has not happened for too long."""
        self.missed = 0 if self.beats != self._seen else self.missed + 1
        self._seen = self.beats
        return self.missed >= self.allowed


class Watchdog:
    """Ends the process when it has stalled, or does not stop when told to; use it as a context manager."""

    def __init__(
        self,
        stop: threading.Event,
        said: Say,
        environ: Mapping[str, str],
        *,
        tick: timedelta = TICK,
        slowest_turn: timedelta = SLOWEST_TURN,
        stop_within: timedelta = STOP_WITHIN,
    ) -> None:
        """Prepare to watch.

        Args:
            stop: when set, the service ends.
            said: called with events for the log; it must not wait.
            environ: names systemd's socket, NOTIFY_SOCKET, if there is one.
            tick: how often to look: as often as the service ticks.
            slowest_turn: what one turn of the service may take; three of them, and it is stuck.
            stop_within: how long the service may take to end.
        """
        self.tick = tick
        self.guard: Callable[[], str] = str  #: called at every look; says why the service must end, if it must
        self.outbox: Callable[[], str] = str  #: likewise, of what is sent
        self.clock = Pulse(f"No tick came for {MISSED_TICKS * tick}: the scheduler is stuck.", MISSED_TICKS)
        stuck = MISSED_TURNS * slowest_turn
        self.turns = Pulse(f"No work was done for {stuck}: the service is stuck.", max(1, round(stuck / tick)))
        self._stop, self._said, self._within = stop, said, stop_within
        self._systemd = environ.get("NOTIFY_SOCKET", "")
        self._ended = threading.Event()
        self._is_running = False

    @property
    def is_ready(self) -> bool:
        """Return whether a first tick was whole."""
        return self._is_running

    def signs(self) -> dict[str, bool]:
        """Return what must happen again and again, and whether it does; after as long again, the service ends."""
        pulses = {"ticks": self.clock, "turns": self.turns}
        return {name: 2 * pulse.missed < pulse.allowed for name, pulse in pulses.items()}

    def ticked(self) -> None:
        """Say that a whole tick ran, its results recorded; the first says that the service is ready."""
        self.tell_systemd("WATCHDOG=1" if self._is_running else "READY=1\nWATCHDOG=1")
        self._is_running = True

    def tell_systemd(self, state: str) -> None:
        """Tell systemd the *state* of the service, if it listens: lines of sd_notify(3)."""
        if not self._systemd:
            return
        address = "\0" + self._systemd[1:] if self._systemd.startswith("@") else self._systemd
        with contextlib.suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as bus:
            bus.settimeout(0)
            bus.sendto(state.encode(), address)

    def __enter__(self) -> Watchdog:
        """Begin to watch."""
        threading.Thread(target=self._watch, name="watchdog", daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Watch no longer: the service has ended."""
        self._ended.set()

    def _watch(self) -> None:
        while not self._stop.wait(self.tick.total_seconds()):
            if self._ended.is_set():
                return
            why = (
                self.guard()
                or self.outbox()
                or next((one.lost for one in (self.clock, self.turns) if one.is_lost()), "")
            )
            if why and self._is_running:
                self._end(f"{why} The service ends, to be started again.", STALLED)
        self.tell_systemd("STOPPING=1")
        if not self._ended.wait(self._within.total_seconds()):
            self._end("What was still under way is abandoned, and checked again next time.", 0)

    def _end(self, why: str, status: int) -> None:
        self._said(why, level="error" if status else "warning", status=status)
        self._ended.wait(0.5)  # for the log
        for child in multiprocessing.active_children():
            child.kill()
        os._exit(status)
