"""Is an archive that a Dask cluster reads again the one that is read here, though its workers are killed?

    python tests/proofs/cluster_reading.py [--snapshots 10000] [--folder DIR]

A home with many snapshots is read again twice by `monitor reread`: by this machine alone, and by a scheduler and two
workers on loopback, with certificates on both sides. In the middle of that one worker is killed, and another begins.
Both ledgers must hold the same rows, and the progress must have been shown. Told is the processor time that each part
took for a document; what the cluster adds is what neither the program nor the readers take.
"""

from __future__ import annotations

import argparse
import os
import pty
import re
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path

import psutil

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from archive_home import dump, make_archive
from dask_cluster import Cluster, Program, cluster
from empty_ledger import LEDGER, settled

VERSIONS = 20
SHOWN = re.compile(r"(\d+)/(\d+)")


@dataclass
class Run:
    """One `monitor reread`: what it showed, and what it took."""

    home: Path
    shown: set[int] = field(default_factory=set)  #: numbers of versions that were done, as the bar had them
    seconds: float = 0.0
    own: float = 0.0  #: seconds of processor time of the program itself
    carrier: float = 0.0  #: and of the process at the cluster
    readers: float = 0.0  #: and of its own processes that read

    def __call__(self, meanwhile: Callable[[], None] = lambda: None) -> None:
        """Run the command to its end; it must end well."""
        ours, theirs = pty.openpty()
        began = time.monotonic()
        command = [sys.executable, "-P", "-m", "monitor", "--home", str(self.home), "reread"]
        environ = os.environ | {"TERM": "xterm", "COLUMNS": "120"}
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=theirs, env=environ) as process:
            os.close(theirs)
            looking = threading.Thread(target=self._look, args=[process.pid])
            reading = threading.Thread(target=self._read, args=[ours])
            looking.start()
            reading.start()
            meanwhile()
            if process.wait():
                sys.exit(f"reread ended with {process.returncode}")
            self.seconds = time.monotonic() - began
        looking.join()
        reading.join()
        os.close(ours)

    def _read(self, ours: int) -> None:
        while True:
            try:
                said = os.read(ours, 2**16)
            except OSError:
                return
            if not said:
                return
            self.shown |= {int(done) for done, _ in SHOWN.findall(said.decode("utf-8", "replace"))}

    def _look(self, pid: int) -> None:
        """Note again and again how much processor time the program and its children have taken."""
        program = psutil.Process(pid)
        carriers, readers = dict[int, float](), dict[int, float]()  # by their ids: each is replaced now and then
        while program.is_running() and program.status() != psutil.STATUS_ZOMBIE:
            try:
                self.own = _spent(program)
                for child in program.children(recursive=True):
                    kind = carriers if "monitor.cluster.carrier" in child.cmdline() else readers
                    kind[child.pid] = _spent(child)
            except psutil.Error:
                continue
            self.carrier, self.readers = sum(carriers.values()), sum(readers.values())
            time.sleep(0.2)


def _spent(process: psutil.Process) -> float:
    times = process.cpu_times()
    return float(times.user + times.system)


def _done(home: Path) -> int:
    """Return how many pages of *home* have been read again."""
    with closing(sqlite3.connect(f"file:{home / LEDGER}?mode=ro", uri=True)) as ledger:
        return int(ledger.execute("SELECT count(*) FROM pages WHERE reader <> 'an engine of old'").fetchone()[0])


def _killing(made: Cluster, doomed: Program, home: Path, pages: int) -> None:
    """Kill a worker when a third of the pages is done, and have another begin."""
    while _done(home) < pages // 3:
        time.sleep(0.1)
    doomed.end()
    print(f"a worker was killed when {_done(home)} of {pages} pages were done", flush=True)
    made.start_worker()


def prove(folder: Path, snapshots: int) -> None:
    """Read an archive of so many *snapshots* twice, and compare."""
    pages = max(snapshots // VERSIONS, 4)
    alone, there = Run(folder / "alone"), Run(folder / "there")
    make_archive(alone.home, pages, VERSIONS)
    shutil.copytree(alone.home, there.home)
    alone()
    print(f"alone: {alone.seconds:.1f} s", flush=True)
    with cluster(folder / "cluster", 1) as made:
        settled(there.home, f"workers: {made.address}\n")
        doomed = made.start_worker()
        there(lambda: _killing(made, doomed, there.home, pages))
        programs = {one: psutil.Process(one.process.pid) for one in made.programs if one.process.poll() is None}
        scheduler = _spent(programs.pop(made.scheduler))
        carrying = sum(_spent(one) for one in programs.values())
    print(f"on a cluster of two: {there.seconds:.1f} s")
    if dump(alone.home) != dump(there.home):
        sys.exit("FAILED: the ledgers differ")
    if len(there.shown) < 3:
        sys.exit("FAILED: no progress was shown")
    count = pages * VERSIONS
    print(
        f"{count} snapshots of {pages} pages: the ledgers are equal; progress was shown at {len(there.shown)} numbers"
    )
    for what, seconds in (
        ("the program alone", alone.own), ("its readers", alone.readers), ("the program with a cluster", there.own),
        ("the carrier", there.carrier), ("the scheduler", scheduler), ("Dask workers that were left", carrying),
    ):  # fmt: skip
        print(f"  {what}: {1000 * seconds / count:.2f} ms of processor time a document")


def main() -> None:
    """Prove it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--snapshots", type=int, default=10_000)
    parser.add_argument("--folder", type=Path, help="where the homes are made; by default in the folder for such")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="cluster-reading-", dir=options.folder) as folder:
        prove(Path(folder), options.snapshots)


if __name__ == "__main__":
    main()
