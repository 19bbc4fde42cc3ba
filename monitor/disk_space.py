"""Fetching pauses before the disk is full, and goes on by itself."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

from monitor.errors import StoreError
from monitor.model import PageStatus
from monitor.model.log_events import Say
from monitor.store import refusal, room_of

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
            self._refused_until = self._clock() + TRIED_AGAIN if refusal(self._folder) else None
        return self._refused_until is not None

    def _pause(self, why: str) -> None:
        if not self._is_paused:
            self._is_paused = True
            self._said(f"Fetching is paused. {why} It goes on by itself when there is room.", level="warning")


def paused(found: Sequence[PageStatus], folder: Path, reserve: int | None) -> list[PageStatus]:
    """Return how pages are doing, *found* in the ledger: as paused while the disk is short of room."""
    room = room_of(folder, reserve)
    if not room.is_short:
        return list(found)
    advice = f"Make room on the disk of {folder}; checking goes on by itself."
    return [
        one
        if one.state in ("disabled", "paused")
        else replace(one, state="paused", since=None, reason=f"disk: {room}", advice=advice)
        for one in found
    ]
