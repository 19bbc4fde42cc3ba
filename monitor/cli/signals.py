"""Signals of the service: a handler that runs between any two instructions may do nothing; a thread does the rest."""

from __future__ import annotations

import signal
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

ENDING = (signal.SIGTERM, signal.SIGINT)


@contextmanager
def heeded(stop: threading.Event, reread: threading.Event) -> Iterator[None]:
    """Set *stop* at SIGTERM and SIGINT, *reread* at SIGHUP, however close together they come.

    Python itself writes a byte for each signal (`signal.set_wakeup_fd`). An event that a handler set could be one that
    the handler had interrupted, whose lock nobody would ever give back.
    """
    reader, writer = socket.socketpair()
    writer.settimeout(0)
    wakeup = signal.set_wakeup_fd(writer.fileno(), warn_on_full_buffer=False)
    hangup, *_ = [signal.signal(name, _nothing) for name in (signal.SIGHUP, *ENDING)]
    thread = threading.Thread(target=_listen, args=(reader, stop, reread), name="signals", daemon=True)
    thread.start()
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        writer.close()
        thread.join()
        reader.close()
        signal.signal(signal.SIGHUP, hangup)
        for name in ENDING:  # the program is ending; one more may not cut that short
            signal.signal(name, signal.SIG_IGN)


def _nothing(_signal: int, _frame: FrameType | None) -> None:
    """Be there, so that the signal does not do what it does by itself."""


def _listen(reader: socket.socket, stop: threading.Event, reread: threading.Event) -> None:
    while numbers := reader.recv(64):
        if signal.SIGHUP in numbers:
            reread.set()
        if any(name in numbers for name in ENDING):
            stop.set()
