"""Carries documents between the program that records and a Dask cluster: a process apart.

Dask unpickles what reaches it. So its client lives here, where no ledger is open: what comes back goes on as bytes,
which the program that records opens as it opens what its own workers answer. This process ends at the first trouble,
and says what it was; who started it starts another, later.
"""

from __future__ import annotations

import asyncio
import json
import logging
import os
import pickle
import resource
import signal
import socket
import sys
import warnings
from collections.abc import Mapping
from typing import Any

from monitor.cluster import remote_reading
from monitor.cluster.wire import ANSWER, FRAME, READ, STATE, TROUBLE, UNREAD
from monitor.engine import ENGINE

BEAT = 2.0  # seconds from one word on the cluster's state to the next
SILENCE = 10.0  # seconds that a scheduler may take to answer a question that costs it nothing
_VALUES = {
    ("builtins", "bytes"),
    *(("tblib.pickling_support", f"unpickle_{what}") for what in ("exception", "exception_with_attrs", "traceback")),
}  #: besides exceptions, what Dask's client makes of answers, and of errors with where they were raised
CONNECT = 10.0  # seconds until the first scheduler must have answered


def main() -> None:
    """Carry, until the other end of the link is closed: descriptor, address and files come as arguments."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # of the terminal: who started this ends it
    for limit in (resource.RLIMIT_FSIZE, resource.RLIMIT_CORE):
        resource.setrlimit(limit, (0, 0))
    link = socket.socket(fileno=int(sys.argv[1]))
    trouble = ""
    try:
        trouble = asyncio.run(_carry(link, json.loads(sys.argv[2])))
    except BaseException as error:  # noqa: BLE001 (whatever it was, it is told, and the process ends)
        trouble = _said(error)
    link.setblocking(True)  # noqa: FBT003 (its only form)
    try:
        link.sendall(FRAME.pack(TROUBLE, 0, len(trouble.encode())) + trouble.encode())
    finally:
        os._exit(0)  # Dask's threads may be waiting for what never comes


async def _carry(link: socket.socket, address: Mapping[str, str]) -> str:
    """Carry documents until something ends that; return what it was."""
    with socket.create_connection(_place(address["url"]), CONNECT):  # where nobody listens, Dask would ask for long
        pass
    warnings.simplefilter("ignore")
    logging.disable()  # what goes wrong comes as an exception; the rest is Dask's own
    from distributed import Client, Security  # it takes a second, and only this process needs it

    take_values_alone()
    security = Security(
        require_encryption=address["url"].startswith("tls://"),
        tls_ca_file=address["authority"] or None,
        tls_client_cert=address["certificate"] or None,
        tls_client_key=address["key"] or None,
    )
    reader, writer = await asyncio.open_connection(sock=link)
    client = await asyncio.wait_for(
        Client(address["url"], security=security, asynchronous=True, timeout=CONNECT, set_as_default=False), 2 * CONNECT
    )
    carrier = _Carrier(client, writer)
    ends = [asyncio.create_task(carrier.take(reader)), asyncio.create_task(carrier.watch())]
    done, _ = await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    error = next(iter(done)).exception()
    return _said(error) if error is not None else ""


def take_values_alone() -> None:
    """Have this process unpickle nothing but bytes and exceptions from here on: a cluster may send anything.

    Dask unpickles more than these when it is imported, and of its own.
    """
    sys.addaudithook(_refuse_code)


def _refuse_code(event: str, named: tuple[object, ...]) -> None:
    """Stop what is unpickled from naming anything but bytes and exceptions.

    Raises:
        UnpicklingError: it does.
    """
    if event != "pickle.find_class" or named in _VALUES:
        return
    module, name = map(str, named)
    found = vars(sys.modules[module]).get(name) if module in sys.modules else None
    if not (isinstance(found, type) and issubclass(found, BaseException)):
        raise pickle.UnpicklingError(f"{module}.{name} is nothing that a cluster has to send")


class _Carrier:
    """Has documents read by the workers that read as we do."""

    def __init__(self, client: Any, writer: asyncio.StreamWriter) -> None:
        self._client, self._writer = client, writer
        self._threads: dict[str, int] = {}  #: of the workers that are there, by their addresses
        self._able: dict[str, str] = {}  #: why a worker cannot read for us; "": it can
        self._asking: dict[str, asyncio.Task[None]] = {}
        self._under_way: dict[int, asyncio.Task[None]] = {}

    async def take(self, reader: asyncio.StreamReader) -> None:
        """Take documents up as they come, until none can come any more."""
        while True:
            try:
                _, number, length = FRAME.unpack(await reader.readexactly(FRAME.size))
                message = await reader.readexactly(length)
            except asyncio.IncompleteReadError:
                return
            self._under_way[number] = asyncio.create_task(self._read(number, message))

    async def _read(self, number: int, message: bytes) -> None:
        """Have a document read, and tell what came of it."""
        try:
            able = self._readers() or ["none"]  # where there is none by now, it waits until it is called off
            future = self._client.submit(
                remote_reading.read, message, pure=False, workers=able, allow_other_workers=False
            )
            del message
            answer = bytes(await future.result())
        except (Exception, asyncio.CancelledError) as error:  # noqa: BLE001 (the document is read elsewhere)
            self._tell(UNREAD, number, _said(error).encode())
        else:
            is_read = answer[:1] == ANSWER
            self._tell(READ if is_read else UNREAD, number, answer[1:])
        finally:
            self._under_way.pop(number, None)

    async def watch(self) -> None:
        """Tell again and again how many threads read as we do; ends with an exception when the scheduler is silent."""
        while True:
            threads = await asyncio.wait_for(self._client.scheduler.ncores(), SILENCE)
            self._threads = dict(threads)
            for worker in self._threads.keys() - self._able.keys() - self._asking.keys():
                self._asking[worker] = asyncio.create_task(self._ask(worker))
            for gone in self._able.keys() - self._threads.keys():
                del self._able[gone]
            able = self._readers()
            for task in () if able else tuple(self._under_way.values()):
                task.cancel()
            is_known = bool(able) or not self._asking
            if is_known:
                self._tell(STATE, sum(self._threads[worker] for worker in able), self._why_none().encode())
            await asyncio.sleep(BEAT if is_known else BEAT / 10)

    async def _ask(self, worker: str) -> None:
        """Ask a worker that is new with which engine it reads."""
        try:
            found: Any = await asyncio.wait_for(
                self._client.run(remote_reading.about, workers=[worker], on_error="return"), SILENCE
            )
            said = found[worker]
            if isinstance(said, BaseException):
                self._able[worker] = f"it cannot read: {_said(said)}"
            elif said["engine"] != ENGINE:
                self._able[worker] = f"it reads with the engine {said['engine']}, and this program with {ENGINE}"
            else:
                self._able[worker] = str(said["hindrance"])
        except Exception:  # noqa: BLE001 (it is asked again)
            self._able.pop(worker, None)
        finally:
            del self._asking[worker]

    def _readers(self) -> list[str]:
        return [worker for worker in self._threads if self._able.get(worker) == ""]

    def _why_none(self) -> str:
        """Return what is wrong with workers; "": nothing."""
        wrong = [f"{worker}: {why}" for worker, why in self._able.items() if why]
        if wrong:
            return f"{len(wrong)} of {len(self._threads)} workers cannot be used ({wrong[0]})"
        return "" if self._readers() else "no worker has come to it"

    def _tell(self, kind: bytes, number: int, said: bytes) -> None:
        self._writer.write(FRAME.pack(kind, number, len(said)) + said)


def _place(url: str) -> tuple[str, int]:
    """Return host and port of an address."""
    host, _, port = url.partition("://")[2].rpartition(":")
    return host.strip("[]"), int(port)


def _said(error: BaseException) -> str:
    return f"{type(error).__name__}: {error}"[:300] if str(error) else type(error).__name__


if __name__ == "__main__":
    main()
