"""Fetching pauses before the disk is full, and goes on by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import reduce
from pathlib import Path

from monitor.errors import StoreError
from monitor.model import PageStatus, Tally
from monitor.model.log_events import Say
from monitor.model.tallies import together
from monitor.store import refused, room_of

_STOPPED = frozenset({"disabled", "paused"})  # states of pages that are left alone whatever room there is
TRIED_AGAIN = 10.0  # seconds after a write that was refused


class Disk:
    """Whether there is room to fetch and to record; says when there no longer is, and when there is again."""

    def __init__(self, folder: Path, said: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare to look.

        Args:
            folder: of all snapshots.
            said: called with events for the log.
            clock: seconds, of a clock that nobody sets.
        """
        self._folder, self._said, self._clock = folder, said, clock
        self._refused_until: float | None = None  #: when a write that was refused is tried again; None: none was
        self._is_paused = False

    def has_room(self, reserve: int | None) -> bool:
        """Return whether fetching may go on, with *reserve* bytes kept free; None: as many as are fit for the disk."""
        if self._is_refused():
            return False
        room = room_of(self._folder, reserve)
        if room.is_short:
            self._pause(f"The disk of {self._folder} is nearly full: {room}.")
            return False
        if self._is_paused:
            self._is_paused = False
            self._said(f"There is room on the disk again: fetching goes on; {room}.")
        return True

    def may_record(self) -> bool:
        """Return whether what has been fetched may be written: also on a disk short of room, if it is not full."""
        return not self._is_refused()

    def refuse(self, error: StoreError) -> None:
        """Pause because of *error*, if it says that the disk is full.

        Raises:
            StoreError: it says something else.
        """
        if error.reason != "full":
            raise error
        self._refused_until = self._clock() + TRIED_AGAIN
        self._pause(str(error))

    def _is_refused(self) -> bool:
        if self._refused_until is None:
            return False
        if self._clock() >= self._refused_until:
            self._refused_until = self._clock() + TRIED_AGAIN if refused(self._folder) else None
        return self._refused_until is not None

    def _pause(self, why: str) -> None:
        if not self._is_paused:
            self._is_paused = True
            self._said(f"Fetching is paused. {why} It goes on by itself when there is room.", level="warning")


@dataclass(frozen=True, slots=True)
class Shortage:
    """A disk is short of room, so that nothing is checked."""

    reason: str
    advice: str

    def of_pages(self, found: Iterable[PageStatus]) -> Iterator[PageStatus]:
        """Yield how pages are doing, *found* in the ledger: as paused."""
        return (
            one
            if one.state in _STOPPED
            else replace(one, state="paused", since=None, reason=self.reason, advice=self.advice)
            for one in found
        )

    def of_tallies(self, found: Iterable[Tally]) -> tuple[Tally, ...]:
        """Return how many pages are in which state, by those *found* in the ledger: as paused."""
        every = tuple(found)
        stopped = [one for one in every if one.state in _STOPPED]
        others = [one for one in every if one.state not in _STOPPED]
        if not others:
            return every
        return (*stopped, replace(reduce(together, others), state="paused", is_advised=True, since=None))


def shortage(folder: Path, reserve: int | None) -> Shortage | None:
    """Return what is said of pages while the disk of *folder* is short of room; None: it is not."""
    room = room_of(folder, reserve)
    if not room.is_short:
        return None
    return Shortage(f"disk: {room}", f"Make room on the disk of {folder}; checking goes on by itself.")


def paused(found: Iterable[PageStatus], folder: Path, reserve: int | None) -> Iterable[PageStatus]:
    """Return how pages are doing, *found* in the ledger: as paused while the disk is short of room."""
    short = shortage(folder, reserve)
    return found if short is None else short.of_pages(found)
