"""Bytes that come piece by piece and may turn out to be far too many.

The heap keeps what it was once given for a long time, so a flood of bytes would be felt for days. Beyond SMALL they lie
in a mapping of their own, which goes back to the system the moment it is closed.
"""

from __future__ import annotations

import mmap
from collections.abc import Iterator
from types import TracebackType

SMALL = 1024 * 1024
_SLICE = 64 * 1024


class Spool:
    """What has come so far; use it as a context manager."""

    def __init__(self, cap: int) -> None:
        """Hold nothing yet.

        Args:
            cap: bytes that will never be exceeded; memory is taken only as they come.
        """
        self.size = 0
        self._cap = cap
        self._pieces: list[bytes] = []
        self._mapping: mmap.mmap | None = None

    def add(self, piece: bytes) -> None:
        """Add *piece* at the end."""
        self.size += len(piece)
        if self._mapping is None and self.size > SMALL:
            self._mapping = mmap.mmap(-1, self._cap)
            self._mapping.write(b"".join(self._pieces))
            self._pieces.clear()
        if self._mapping is None:
            self._pieces.append(piece)
        else:
            self._mapping.write(piece)

    def pieces(self) -> Iterator[bytes]:
        """Yield what has come, in pieces."""
        if self._mapping is None:
            yield from self._pieces
            return
        for start in range(0, self.size, _SLICE):
            yield self._mapping[start : min(start + _SLICE, self.size)]

    def whole(self) -> bytes:
        """Return what has come."""
        return b"".join(self._pieces) if self._mapping is None else self._mapping[: self.size]

    def __enter__(self) -> Spool:
        """Return self."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give everything back."""
        self._pieces.clear()
        if self._mapping is not None:
            self._mapping.close()
