"""Content codings (RFC 9110 section 8.4) undone piece by piece, with proof that the coded stream ended.

No piece that comes out is longer than PIECE, so whoever adds them up can stop a bomb at any size.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Iterable, Iterator
from typing import Protocol

import brotli

from monitor.errors import FetchError
from monitor.fetch.spool import SMALL, Spool

PIECE = 256 * 1024
HELD = SMALL  # decoded bytes held before it is known that the rest fits: a bomb costs no more memory
MOST_MEMBERS = 1_000  # of one gzip: each costs time, even where it holds nothing
_GZIP_MAGIC = b"\x1f\x8b"


class _Decoder(Protocol):
    ended: bool  #: the coded stream has come to its own end, checksum included

    def feed(self, data: bytes) -> Iterator[bytes]: ...


def _is_framed(data: bytes) -> bool:
    """Return whether a deflate stream that begins so has its zlib frame (RFC 1950, section 2.2)."""
    return data[0] & 0x0F == 8 and (data[0] * 256 + data[1]) % 31 == 0


class _Zlib:
    """gzip, also in several members (RFC 1952), and deflate, which some servers send without its zlib frame."""

    def __init__(self, wbits: int | None) -> None:
        self.ended = False
        self._wbits = wbits
        self._members = 1
        self._start = b""
        self._stream = zlib.decompressobj(wbits) if wbits is not None else None

    def feed(self, data: bytes) -> Iterator[bytes]:
        if self._stream is None:
            data = self._start + data
            if len(data) < 2:
                self._start = data
                return
            self._stream = zlib.decompressobj(zlib.MAX_WBITS if _is_framed(data) else -zlib.MAX_WBITS)
        while data or not self.ended:
            if self.ended and not self._next_member(data):
                return
            out = self._stream.decompress(data, PIECE)
            if out:
                yield out
            data = self._stream.unconsumed_tail
            if self._stream.eof:
                self.ended, data = True, self._stream.unused_data
            elif not data and len(out) < PIECE:
                return

    def _next_member(self, data: bytes) -> bool:
        if not data.strip(b"\0"):
            return False  # padding
        if self._wbits is None or not data.startswith(_GZIP_MAGIC[: len(data)]):
            raise zlib.error("there is more after the end")
        self._members += 1
        if self._members > MOST_MEMBERS:
            raise zlib.error("there is a member after every member")
        self._stream = zlib.decompressobj(self._wbits)
        self.ended = False
        return True


class _Brotli:
    def __init__(self) -> None:
        self.ended = False
        self._stream = brotli.Decompressor()

    def feed(self, data: bytes) -> Iterator[bytes]:
        out = self._stream.process(data, output_buffer_limit=PIECE)
        while True:
            if out:
                yield out
            self.ended = self._stream.is_finished()
            if self.ended or (not out and self._stream.can_accept_more_data()):
                return
            out = self._stream.process(b"", output_buffer_limit=PIECE)


CODINGS: dict[str, Callable[[], _Decoder]] = {
    "gzip": lambda: _Zlib(16 + zlib.MAX_WBITS),
    "deflate": lambda: _Zlib(None),
    "br": _Brotli,
}
_ERRORS: tuple[type[Exception], ...] = (zlib.error, brotli.error)
ACCEPTED = ", ".join(CODINGS)


def named(header: str | None) -> str:
    """Return the one coding that a Content-Encoding header names; "" for none.

    Raises:
        FetchError: ``bad_encoding`` for several codings, or one that was never offered.
    """
    names = [name.strip().lower().removeprefix("x-") for name in (header or "").split(",")]
    names = [name for name in names if name not in ("", "identity")]
    if not names:
        return ""
    if len(names) > 1 or names[0] not in CODINGS:
        what = "several codings at once" if len(names) > 1 else "a coding that was not offered"
        raise FetchError("bad_encoding", f"The answer is packed in {what}.")
    return names[0]


def decoded(pieces: Iterable[bytes], coding: str) -> Iterator[bytes]:
    """Yield what *pieces* hold, in pieces of at most PIECE bytes.

    Raises:
        FetchError: ``bad_encoding``, or ``truncated_encoding`` when the stream stops before its own end.
    """
    decoder = CODINGS[coding]()
    anything = False
    try:
        for piece in pieces:
            anything = True
            yield from decoder.feed(piece)
    except _ERRORS as error:
        raise FetchError("bad_encoding", f"The answer says that it is packed with {coding}, but is not.") from error
    if anything and not decoder.ended:
        raise FetchError("truncated_encoding", f"The answer, packed with {coding}, stops before its end.")


def undo(pieces: Iterable[bytes], coding: str, cap: int, *, wire_cap: int) -> bytes:
    """Return all that *pieces* hold.

    Args:
        pieces: the coded bytes, at most *wire_cap* of them.
        coding: names the coding.
        cap: bytes that may come out.
        wire_cap: bytes that may go in.

    Raises:
        FetchError: ``too_large`` above *cap* bytes, ``bad_encoding``, ``truncated_encoding``.
    """
    with Spool(wire_cap) as wire:
        kept: list[bytes] = []
        size = 0
        for piece in decoded(_remembered(pieces, wire), coding):
            size += len(piece)
            if size > cap:
                raise FetchError("too_large", f"The answer unpacks to more than {cap:,} bytes.", retryable=False)
            kept.append(piece)
            if size > HELD:
                kept.clear()
        if size <= HELD:
            return b"".join(kept)
        with Spool(size) as whole:
            for piece in decoded(wire.pieces(), coding):
                whole.add(piece)
            return whole.whole()


def _remembered(pieces: Iterable[bytes], memory: Spool) -> Iterator[bytes]:
    for piece in pieces:
        memory.add(piece)
        yield piece
