"""A Dask cluster on loopback, as an administrator would start it: a scheduler, workers, certificates on both sides."""

from __future__ import annotations

import contextlib
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import trustme

DASK = [str(Path(sys.executable).parent / "dask")]
LONGEST = 120  # seconds that a program may take to say that it has begun, on a machine that is busy
SETTINGS = {
    "DASK_CONFIG": os.devnull, "DASK_ROOT_CONFIG": os.devnull, "PYTHONUNBUFFERED": "1",
    "DASK_DISTRIBUTED__DASHBOARD__ENABLED": "False", "DASK_DISTRIBUTED__WORKER__HTTP__ROUTES": "[]",
    "DASK_DISTRIBUTED__SCHEDULER__HTTP__ROUTES": "[]",
}  # fmt: skip


class Program:
    """A scheduler or a worker: a process that has begun, whose words are kept."""

    def __init__(self, command: list[str], said: str, environ: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            [*DASK, *command], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            env=os.environ | SETTINGS | environ, start_new_session=True,
        )  # fmt: skip
        self.lines: list[str] = []
        self._begun = threading.Event()
        self._heard = threading.Thread(target=self._hear, args=[said], daemon=True)
        self._heard.start()
        if not self._begun.wait(LONGEST) or self.process.poll() is not None:
            self.end()
            raise RuntimeError("".join(self.lines))

    def _hear(self, said: str) -> None:
        assert self.process.stderr is not None
        with self.process.stderr as lines:
            for line in lines:
                self.lines.append(line)
                if said in line:
                    self._begun.set()
        self._begun.set()

    def end(self) -> None:
        """Kill it and what it has started, whatever it is at."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._heard.join()


class Cluster:
    """A scheduler with workers; each can be killed, and begun again."""

    def __init__(self, folder: Path, on_exit: ExitStack, *, is_open: bool = False) -> None:
        folder.mkdir(exist_ok=True)
        self.folder, self._on_exit = folder, on_exit
        self.port = _free_port()
        authority = trustme.CA()
        authority.cert_pem.write_to_path(str(folder / "ca.pem"))
        authority.issue_cert("127.0.0.1").private_key_and_cert_chain_pem.write_to_path(str(folder / "own.pem"))
        files = [f"--tls-{what}={folder / name}" for what, name in (("ca-file", "ca.pem"), ("cert", "own.pem"))]
        self._files = [] if is_open else files
        self.url = f"{'tcp' if is_open else 'tls'}://127.0.0.1:{self.port}"
        self.address = self.url if is_open else f"{self.url}?ca={folder}/ca.pem&certificate={folder}/own.pem"
        self.programs: list[Program] = []
        self.scheduler = self.start_scheduler()

    def start_scheduler(self) -> Program:
        """Start the scheduler, at the address that it had before."""
        command = ["scheduler", "--no-dashboard", "--no-jupyter", f"--port={self.port}", "--host=127.0.0.1"]
        if not self._files:
            command.append("--protocol=tcp")
        return self._kept(Program([*command, *self._files], "Scheduler at", {}))

    def start_worker(self, *, threads: int = 1, environ: dict[str, str] | None = None, nanny: bool = False) -> Program:
        """Start a worker, as docs/cluster.md says."""
        command = ["worker", self.url, f"--nthreads={threads}", "--no-dashboard", "--host=127.0.0.1"]
        command += [f"--local-directory={self.folder}", *self._files, *([] if nanny else ["--no-nanny"])]
        return self._kept(Program(command, "Registered to", environ or {}))

    def _kept(self, program: Program) -> Program:
        self._on_exit.callback(program.end)
        self.programs.append(program)
        return program


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def cluster(folder: Path, workers: int = 2, *, is_open: bool = False) -> Iterator[Cluster]:
    """Yield a cluster with *workers* of one thread each."""
    with ExitStack() as on_exit:
        made = Cluster(folder, on_exit, is_open=is_open)
        for _ in range(workers):
            made.start_worker()
        yield made
