"""Rows of the ledger that are read as one goes through them: a list of a million takes as little room as one of ten.

Which rows they are is settled at one moment, in eight bytes each; what they say is read a stretch at a time, and
nothing is held in between: whoever reads slowly keeps nobody from writing.
"""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar, overload

from monitor.store.databases import Database

AT_ONCE = 500  # rows in memory: of figures, about a megabyte
T = TypeVar("T")


class Stretched(Sequence[T]):
    """What rows say, in their order."""

    def __init__(
        self,
        db: Database,
        sql: str,
        values: Sequence[object] | Mapping[str, object],
        read: Callable[[Database, Sequence[int]], list[T]],
    ) -> None:
        """Settle which rows they are.

        Args:
            db: the ledger.
            sql: gives their numbers.
            values: of its placeholders.
            read: returns what rows say, by their numbers.
        """
        self._db, self._read = db, read
        given = dict(values) if isinstance(values, Mapping) else list(values)
        self._numbers = array("q", (row[0] for row in db.execute(sql, given)))

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self._numbers)

    def __iter__(self) -> Iterator[T]:
        """Yield what each says."""
        for start in range(0, len(self), AT_ONCE):
            yield from self[start : start + AT_ONCE]

    @overload
    def __getitem__(self, place: int) -> T: ...
    @overload
    def __getitem__(self, place: slice) -> list[T]: ...
    def __getitem__(self, place: int | slice) -> T | list[T]:
        """Return what one says, or what some say."""
        if isinstance(place, slice):
            return self._read(self._db, self._numbers[place].tolist())
        return self._read(self._db, [self._numbers[place]])[0]
