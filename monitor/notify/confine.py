"""What the process apart may do: connect to public addresses, and to no other but the channel's own host if allowed.

An audit hook judges every address at the moment of connecting, whatever library connects, and cannot be taken away
again; what is judged is what is connected to, so a name that resolves otherwise a moment later gains nothing.
"""

from __future__ import annotations

import contextlib
import os
import resource
import socket
import sys

import certifi

from monitor.model.address_policy import is_public

MEMORY = 1 << 30  # bytes of address space: an answer without end stops at that
_SENDING = frozenset({"socket.connect", "socket.sendto", "socket.sendmsg"})


class Guard:
    """Judges where this process connects to.

    Attributes:
        stopped: one sentence about the last address that was refused; empty: none was.
    """

    def __init__(self) -> None:
        self._own: tuple[str, int | None] | None = None
        self.stopped = ""

    def allow(self, host: str, port: int | None) -> None:
        """Let *host*, the channel's own, have a private address, at *port*, or any where that is None."""
        self._own = host, port

    def __call__(self, event: str, arguments: tuple[object, ...]) -> None:
        """Refuse, as an audit hook, to connect to what is not allowed.

        Raises:
            PermissionError: it is not; libraries take it for a failure to connect.
        """
        if event in _SENDING and not self._may(arguments[1]):
            raise PermissionError(self.stopped)

    def _may(self, address: object) -> bool:
        if address is None:  # of a socket that is connected already
            return True
        if not isinstance(address, tuple):
            self.stopped = "The channel leads to a socket of this machine, which is not allowed."
            return False
        host, port = str(address[0]), int(address[1])
        if is_public(host) or self._is_own(host, port):
            return True
        hint = "" if self._own else "; `allow_private: true` lets a channel's own host have one"
        self.stopped = f"The channel leads to {host}, which is not an address of the public network{hint}."
        return False

    def _is_own(self, address: str, port: int) -> bool:
        if self._own is None or self._own[1] not in {None, port}:
            return False
        with contextlib.suppress(OSError, UnicodeError):
            return address in {found[4][0] for found in socket.getaddrinfo(self._own[0], port)}
        return False


def confine(ca_file: str | None) -> Guard:
    """Take from this process what sending does not need, for good; return what judges its connections.

    Neither proxies nor passwords of the environment or of the user's files are heeded: a proxy would hide from the
    guard where a message goes.

    Args:
        ca_file: certificates that alone vouch for the other side; None: the known authorities do.
    """
    os.environ.clear()
    authorities = ca_file or certifi.where()
    os.environ.update(NETRC=os.devnull, REQUESTS_CA_BUNDLE=authorities, SSL_CERT_FILE=authorities)
    with contextlib.suppress(OSError, ValueError):  # some systems know no such limit
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    guard = Guard()
    sys.addaudithook(guard)
    return guard
