"""The process apart: guarded where it connects, killed when it hangs, ended with its parent, silent about secrets."""

from __future__ import annotations

import socket
import subprocess
import sys
from datetime import timedelta
from pathlib import Path

import psutil
import pytest
from notify_world import MESSAGE, Mailbox, Ways, mailing, served

from monitor.errors import NotifyError
from monitor.notify import send
from monitor.notify.confine import Guard
from monitor.notify.sender import _found

HINT = "`allow_private: true` lets a channel's own host have one."
PRIVATE = [
    "127.0.0.1", "10.1.2.3", "192.168.0.9", "169.254.169.254", "100.64.0.1", "0.0.0.0", "::1", "::ffff:127.0.0.1",
    "64:ff9b::7f00:1", "fe80::1%eth0", "fd00::1", "localhost", "",
]  # fmt: skip


def _goes(guard: Guard, event: str, address: object) -> bool:
    try:
        guard(event, (None, address))
    except PermissionError:
        return False
    return True


@pytest.mark.parametrize("event", ["socket.connect", "socket.sendto", "socket.sendmsg"])
@pytest.mark.parametrize("host", PRIVATE)
def test_no_private_address_is_connected_to(event: str, host: str) -> None:
    guard = Guard()
    assert not _goes(guard, event, (host, 443))
    assert guard.stopped == f"The channel leads to {host}, which is not an address of the public network; " + HINT


def test_what_is_public_and_what_is_no_connection_may_go() -> None:
    guard = Guard()
    assert _goes(guard, "socket.connect", ("93.184.215.14", 443))
    assert _goes(guard, "socket.connect", ("2606:2800:21f:cb07:6820:80da:af6b:8b2c", 443, 0, 0))
    assert _goes(guard, "socket.sendmsg", None)
    assert _goes(guard, "socket.bind", ("127.0.0.1", 0))
    assert not _goes(guard, "socket.connect", "/run/docker.sock")


def test_the_channels_own_host_may_be_private_at_its_own_port() -> None:
    guard = Guard()
    guard.allow("localhost", 25)
    assert _goes(guard, "socket.connect", ("127.0.0.1", 25))
    assert not _goes(guard, "socket.connect", ("127.0.0.1", 80))
    assert not _goes(guard, "socket.connect", ("127.0.0.2", 25))
    guard.allow("localhost", None)
    assert _goes(guard, "socket.connect", ("127.0.0.1", 80))
    assert not _goes(guard, "socket.connect", ("10.0.0.1", 80))


def test_what_went_wrong_in_a_library_is_told_without_its_own_words() -> None:
    def fails(task: str, _: Guard) -> dict[str, object]:
        raise ValueError(f"what {task} holds")

    def is_stopped(_: str, guard: Guard) -> dict[str, object]:
        _goes(guard, "socket.connect", ("10.0.0.1", 80))
        return {"detail": "A connection error occurred."}

    told = str(_found(fails, "s3cret", Guard())["detail"])
    assert told.startswith("Sending met a defect (ValueError in test_notify_process.py, line ")
    assert "s3cret" not in told
    assert "10.0.0.1, which is not an address of the public network" in str(_found(is_stopped, "", Guard())["detail"])


def test_a_mail_to_a_server_of_this_machine_needs_leave() -> None:
    box = Mailbox()
    with served(box) as port, pytest.raises(NotifyError, match=r"127\.0\.0\.1, which is not an address of the public"):
        send(mailing(port, allow_private=False), MESSAGE, Ways())
    assert box.got == []


def test_a_server_that_hangs_costs_no_more_than_is_allowed() -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    with listener, pytest.raises(NotifyError, match=r"longer than 0\.5 s and was stopped") as caught:
        send(mailing(listener.getsockname()[1]), MESSAGE, Ways(longest=timedelta(seconds=0.5)))
    assert not caught.value.refused


@pytest.mark.slow
def test_it_ends_with_the_process_that_waits_for_it(tmp_path: Path) -> None:
    """Killed while a message is under way, nothing goes on sending: what is owed is sent by the next service."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        listener.settimeout(30)
        program = f"""
import sys; sys.path[:0] = {sys.path!r}
from notify_world import MESSAGE, Ways, mailing
from monitor.notify import send
send(mailing({listener.getsockname()[1]}), MESSAGE, Ways())
"""
        with subprocess.Popen([sys.executable, "-c", program], cwd=tmp_path) as parent:
            connection, _ = listener.accept()
            children = psutil.Process(parent.pid).children()
            parent.kill()
        with connection:
            assert psutil.wait_procs(children, timeout=20)[1] == []
