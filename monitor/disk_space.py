"""Fetching pauses before the disk is full, or while snapshots cannot be written, and goes on by itself."""

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
from monitor.store import Archive, FolderArchive, room_of

_STOPPED = frozenset({"disabled", "paused"})  # states of pages that are left alone whatever room there is
_UNTIL = {"full": "there is room", "away": "snapshots can be written there"}
SHORT = frozenset(_UNTIL)  # reasons why nothing is recorded that pass by themselves
_AGAIN = {
    "full": "There is room on the disk again: fetching goes on; {room}.",
    "away": "Snapshots can be written again: fetching goes on.",
}
TRIED_AGAIN = 10.0  # seconds after a write that was refused


class Disk:
    """Whether there is room to fetch and to record; says when there no longer is, and when there is again."""

    def __init__(self, folder: Path, archive: Archive, said: Say, clock: Callable[[], float] = time.monotonic) -> None:
        """Prepare to look.

        Args:
            folder: of the ledger, or of what is kept here beside one that lies elsewhere.
            archive: the snapshots.
            said: called with events for the log.
            clock: seconds, of a clock that nobody sets.
        """
        self._folder, self._archive, self._said, self._clock = folder, archive, said, clock
        self._refused_until: float | None = None  #: when a write that was refused is tried again; None: none was
        self._paused_for = ""  #: the reason that was said last; "": fetching goes on

    def has_room(self, reserve: int | None) -> bool:
        """Return whether fetching may go on, with *reserve* bytes kept free; None: as many as are fit for the disk."""
        if self._is_refused():
            return False
        room = room_of(self._folder, reserve)
        if room.is_short:
            self._pause("full", f"The disk of {self._folder} is nearly full: {room}.")
            return False
        if self._paused_for:
            self._said(_AGAIN[self._paused_for].format(room=room))
            self._paused_for = ""
        return True

    def may_record(self) -> bool:
        """Return whether what has been fetched may be written: also on a disk short of room, if it is not full."""
        return not self._is_refused()

    def refuse(self, error: StoreError) -> None:
        """Pause because of *error*, if it says that the disk is full, or the snapshots are not reached.

        Raises:
            StoreError: it says something else.
        """
        if error.reason not in SHORT:
            raise error
        self._refused_until = self._clock() + TRIED_AGAIN
        self._pause(error.reason, str(error))

    def _is_refused(self) -> bool:
        if self._refused_until is None:
            return False
        if self._clock() >= self._refused_until:
            self._refused_until = self._clock() + TRIED_AGAIN if self._are_refused() else None
        return self._refused_until is not None

    def _are_refused(self) -> bool:
        places = {str(one): one for one in (FolderArchive(self._folder), self._archive)}
        return any(one.refused() is not None for one in places.values())

    def _pause(self, reason: str, why: str) -> None:
        if not self._paused_for:
            self._paused_for = reason
            self._said(f"Fetching is paused. {why} It goes on by itself when {_UNTIL[reason]}.", level="warning")


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
