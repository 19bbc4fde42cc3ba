"""A network between a program and a server that can be cut, or held up: in the middle, or right behind a COMMIT.

It listens on loopback and hands on what comes, byte by byte. Connections that it cuts end on both sides at once; one
that it holds is open to both, until one of them has gone.
"""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

AT_ONCE = 65_536
BEGIN = b"BEGIN"  # of a transaction, which forgets what was said before


@dataclass
class Cut:
    """Where a connection is to be cut: at a statement, or behind so many answers of the server."""

    words: tuple[bytes, ...] = ()  #: all of which the statement has in it
    behind_words: bytes = b""  #: that were said before, in the same transaction
    is_answered: bool = False  #: the server gets it and answers, which gets lost; else it gets nothing of it
    is_held: bool = False  #: it stays open: nobody is told
    behind: int = 0  #: answers from then on that come through
    for_good: bool = False  #: nobody is let through any more
    is_made: threading.Event = field(default_factory=threading.Event)


class Proxy:
    """Hands on while the context lasts."""

    def __init__(self, goal: Path | int) -> None:
        """Lead to *goal*: a socket that is a file, or a port of loopback."""
        self._goal = goal
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        self.cut: Cut | None = None  #: the next
        self._is_shut = False
        self.speaking = threading.Event()
        self.speaking.set()
        self._open: set[socket.socket] = set()
        self._lock = threading.Lock()

    def __enter__(self) -> Proxy:
        """Begin."""
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Cut everything, for good."""
        self._listener.close()
        self.speaking.set()
        self._end_all()

    def lose(self, words: bytes = b"COMMIT") -> Cut:
        """Have the answer lost to the next statement with *words*, and its connection."""
        self.cut = Cut((words,), is_answered=True)
        return self.cut

    def stop(self, words: bytes) -> Cut:
        """Have the next statement with *words* not reach the server, and its connection lost."""
        self.cut = Cut((words,))
        return self.cut

    def hold(self, *words: bytes, behind: bytes = b"", is_answered: bool = False) -> Cut:
        """Have the next statement with *words*, *behind* others, not reach the server, or its answer not reach us."""
        self.cut = Cut(words, behind, is_answered=is_answered, is_held=True)
        return self.cut

    def stop_at_answer(self, number: int) -> Cut:
        """Have the connection lost of which the first *number* answers came through, from the next statement on."""
        self.cut = Cut(is_answered=True, behind=number)
        return self.cut

    @contextlib.contextmanager
    def shut(self) -> Iterator[None]:
        """Let nobody through: what is open is cut, what begins is cut at once."""
        self.close()
        try:
            yield
        finally:
            self.open()

    @contextlib.contextmanager
    def silent(self) -> Iterator[None]:
        """Let nothing through, and cut nothing: what is said meanwhile arrives late."""
        self.speaking.clear()
        try:
            yield
        finally:
            self.speaking.set()

    def close(self) -> None:
        """Let nobody through from now on."""
        self._is_shut = True
        self._end_all()

    def open(self) -> None:
        """Let everybody through again."""
        self._is_shut = False

    def _end_all(self) -> None:
        with self._lock:
            for one in self._open:
                with contextlib.suppress(OSError):
                    one.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while True:
            try:
                ours, _ = self._listener.accept()
            except OSError:
                return
            if self._is_shut:
                ours.close()
                continue
            try:
                theirs = self._reached()
            except OSError:
                ours.close()
                continue
            with self._lock:
                self._open |= {ours, theirs}
            pair = _Pair(ours, theirs, self)
            for act in (pair.ask, pair.answer):
                threading.Thread(target=act, daemon=True).start()

    def _reached(self) -> socket.socket:
        if isinstance(self._goal, int):
            return socket.create_connection(("127.0.0.1", self._goal))
        theirs = socket.socket(socket.AF_UNIX)
        try:
            theirs.connect(str(self._goal))
        except OSError:
            theirs.close()
            raise
        return theirs

    def forget(self, *ended: socket.socket) -> None:
        """Close sockets."""
        with self._lock:
            self._open.difference_update(ended)
        for one in ended:
            one.close()


class _Pair:
    """One connection: what a client asks, and what the server answers."""

    def __init__(self, ours: socket.socket, theirs: socket.socket, proxy: Proxy) -> None:
        self._ours, self._theirs, self._proxy = ours, theirs, proxy
        self._cut: Cut | None = None  #: from the statement on that was waited for
        self._came = 0
        self._before = b""  #: what was said of late, in the transaction
        self._left = 2
        self._lock = threading.Lock()

    def ask(self) -> None:
        """Hand on what the client says."""
        with contextlib.suppress(OSError):
            while said := self._ours.recv(AT_ONCE):
                cut = self._proxy.cut
                if cut is not None and self._is_meant(cut, said):
                    self._proxy.cut, self._cut = None, cut
                    if not cut.is_answered:
                        cut.is_made.set()
                        while cut.is_held and self._ours.recv(AT_ONCE):
                            pass
                        break
                self._proxy.speaking.wait()
                self._theirs.sendall(said)
        self._over()

    def _is_meant(self, cut: Cut, said: bytes) -> bool:
        is_meant = all(words in said for words in cut.words) and cut.behind_words in self._before
        self._before = said if BEGIN in said else self._before + said if cut.behind_words else b""
        return is_meant

    def answer(self) -> None:
        """Hand on what the server says."""
        with contextlib.suppress(OSError):
            while said := self._theirs.recv(AT_ONCE):
                cut = self._cut
                if cut is not None:
                    self._came += 1
                    if self._came > cut.behind:
                        if cut.for_good:
                            self._proxy.close()
                        cut.is_made.set()
                        while cut.is_held and self._theirs.recv(AT_ONCE):
                            pass
                        break
                self._proxy.speaking.wait()
                self._ours.sendall(said)
        self._over()

    def _over(self) -> None:
        for one in (self._ours, self._theirs):
            with contextlib.suppress(OSError):
                one.shutdown(socket.SHUT_RDWR)
        with self._lock:
            self._left -= 1
            if not self._left:
                self._proxy.forget(self._ours, self._theirs)
