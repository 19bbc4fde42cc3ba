"""What the tests of fetching share: the guard stays on, and nothing leaves loopback."""

from __future__ import annotations

import socket
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))  # loopback.py

_attempts: list[str] = []


def _watch(event: str, arguments: tuple[object, ...]) -> None:
    """Record every attempt to connect, and stop those that would leave this machine."""
    if event != "socket.connect" or not isinstance(arguments[1], tuple):
        return
    sock, address = arguments[0], str(arguments[1][0])
    assert isinstance(sock, socket.socket)
    _attempts.append(address)
    if not address.startswith("127.") and address != "::1":
        raise ConnectionRefusedError("tests stay on loopback")


sys.addaudithook(_watch)


@pytest.fixture
def attempts() -> Iterator[list[str]]:
    """Return the addresses that were connected to since the test began."""
    _attempts.clear()
    yield _attempts
    _attempts.clear()
