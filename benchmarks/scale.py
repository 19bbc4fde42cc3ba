"""What a service costs by the number of its pages: a tick, a batch, a start, a reload, the first screen of `status`.

    python benchmarks/scale.py [--sizes 10000,100000,1000000] [--hosts 50000] [--rows 1000000] [--home DIR]
        [--postgresql]

The ledgers are written by SQL (scale_home.py), the work is the program's own. Figures are CPU time, the median of
several rounds: what a tick hands out, what a batch of 64 checks without news writes, at each size; with 100,000 pages
also the command line as it is. With --home the homes are kept there, and made once.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "tests" / "support"))

from postgresql_server import Server, programs, serving
from scale_home import configure, opened
from scale_ledger import PAGE, history, pages
from scale_turns import MIB, never

from monitor.cli.in_force import InForce
from monitor.config import Parts, load
from monitor.model.ledger_address import parse
from monitor.service import Hooks, Service
from monitor.store import Store, opening
from monitor.watchdog import Watchdog

MONITOR = [sys.executable, "-m", "monitor"]
OF_THE_COMMANDS = 100_000  # pages of the home that the command line is tried on


def made(home: Path, count: int, hosts: int) -> Path:
    """Return a home whose ledger has so many pages, and whose hosts have all been asked today."""
    if (home / "snapshots" / "monitor.db").exists():
        return home
    home.mkdir(parents=True, exist_ok=True)
    configure(home, count if count == OF_THE_COMMANDS else 1, hosts)
    db = opened(home)
    pages(db, count, hosts, datetime.now(UTC))
    day = datetime.now(UTC).date().isoformat()
    with db:
        names = (f"host-{n:05}.example" for n in range(min(count, hosts)))
        db.executemany("INSERT INTO hosts VALUES (?, ?, ?, ?, NULL)", ((name, None, day, 4_096) for name in names))
    db.close()
    return home


def of_reload(home: Path) -> float:
    """Return the seconds of CPU until a service goes by one page that was edited, in a file of a thousand."""
    parts = Parts(home)
    said: list[str] = []

    def say(words: str, /, *, level: str = "info", **_fields: object) -> None:  # noqa: ARG001
        said.append(words)

    with Store.open(home, writer=True) as store, never(store) as setup:
        in_force = InForce(parts, home, setup.now, say, lambda _: None)
        config = load(home, os.environ, None, parts)
        hooks = Hooks(
            recorded=lambda _: None, ticked=lambda: None, said=say, adopted=in_force.adopted, refused=in_force.refused
        )
        watchdog = Watchdog(setup.stop, say, {})
        service = Service(config, in_force.read, store, setup, hooks, watchdog, threading.Event())
        reload = service._reload  # noqa: SLF001 (a tick does more: it begins checks)
        reload()
        file = sorted((home / "config" / "pages").glob("*.yaml"))[7]
        text = file.read_text("utf-8")
        try:
            file.write_text(text.replace("tags: [camp]", "tags: [camp, port]", 1), "utf-8")
            reload()  # it has changed
            began = time.process_time()
            reload()  # and lies still
            took = time.process_time() - began
        finally:
            file.write_text(text, "utf-8")
            reload()
            reload()
        if not any("read again" in line for line in said):
            raise SystemExit(f"it was not read again: {said}")
    return took


def of_history(home: Path, rows: int) -> None:
    """Print what `history` of a page takes that has stated so many figures."""
    db = opened(home)
    if db.execute("SELECT count(*) FROM figure_rows").fetchone()[0] < rows:
        history(db, PAGE.format(1), rows)
    db.close()
    for words in (("history", PAGE.format(1), "--all"), ("export", "history", "--format", "jsonl")):
        ran = Ran(home, *words)
        assert ran.process.stdout is not None
        count = sum(1 for _ in ran.process.stdout)
        ran.seconds = time.monotonic() - ran.began
        ran.end(None)
        print(f"monitor {' '.join(words)}, {count:,} lines: {ran.cpu:.1f} s CPU {ran.mib:.0f} MiB", flush=True)


class Ran:
    """A command, from its start until something was seen; what it and its children took."""

    def __init__(self, home: Path, *words: str) -> None:
        self.process = subprocess.Popen(
            [*MONITOR, "--home", str(home), *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        self.words, self.began = " ".join(words), time.monotonic()
        self.seconds = self.cpu = self.mib = 0.0

    def until(self, lines: Iterator[str], is_it: Callable[[str, int], bool]) -> str:
        """Read *lines* until one *is_it*; note when that was."""
        for number, line in enumerate(lines, 1):
            if is_it(line, number):
                self.seconds = time.monotonic() - self.began
                return line
        raise SystemExit(f"{self.words} ended before it said what was waited for")

    def end(self, how: signal.Signals | None = signal.SIGTERM) -> None:
        """End it, or wait until it has ended (None), and note what it took."""
        if how is not None:
            self.process.send_signal(how)
        for stream in (self.process.stdout, self.process.stderr):
            if stream is not None:
                stream.close()
        _, _, used = os.wait4(self.process.pid, 0)
        self.process.returncode = 0
        self.cpu, self.mib = used.ru_utime + used.ru_stime, used.ru_maxrss * 1_024 / MIB


def start(home: Path) -> Ran:
    """Run the service until its first tick was whole."""
    ran = Ran(home, "run")
    assert ran.process.stderr is not None
    ran.until(ran.process.stderr, lambda line, _: " pages: " in line or " page: " in line)
    ran.end()
    return ran


def first_screen(home: Path, *words: str, lines: int = 24) -> Ran:
    """Run a command until it has printed a screen."""
    ran = Ran(home, *words)
    assert ran.process.stdout is not None
    ran.until(ran.process.stdout, lambda _, number: number == lines)
    ran.end(signal.SIGKILL)
    return ran


def of_commands(home: Path) -> None:
    """Print what the command line takes on a home of 100,000 pages."""
    shutil.rmtree(home / "snapshots" / ".config-cache", ignore_errors=True)
    for name in ("the first time", "when nothing changed"):
        ran = start(home)
        print(f"monitor run, {name:<22}{ran.seconds:7.2f} s {ran.cpu:7.2f} s CPU {ran.mib:6.0f} MiB")
    ran = first_screen(home, "status")
    print(f"monitor status, its first screen     {ran.seconds:7.2f} s {ran.cpu:7.2f} s CPU {ran.mib:6.0f} MiB")


def of_turns(home: Path) -> str:
    """Return what turns and records cost on a home, and the memory of the process that hands them out."""
    command = [sys.executable, str(Path(__file__).with_name("scale_turns.py")), str(home)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def moved(home: Path, to: Path, server: Server) -> Path:
    """Return a copy of *home* whose ledger lies on *server*."""
    shutil.copytree(home / "config", to / "config", ignore=shutil.ignore_patterns("pages"))
    (to / "snapshots").mkdir()
    shutil.copy(home / "snapshots" / "monitor.db", to / "snapshots")
    with (to / "config" / "monitor.yaml").open("a", encoding="utf-8") as settings:
        settings.write(f"ledger: {server.url}\n")
    opening.fill(to / "snapshots", parse(server.url))
    return to


def main(words: Sequence[str] | None = None) -> None:
    """Measure, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="10000,100000,1000000")
    parser.add_argument("--hosts", type=int, default=50_000)
    parser.add_argument("--home", type=Path)
    parser.add_argument("--rows", type=int, default=1_000_000, help="figures that one page has stated; 0: no history")
    parser.add_argument(
        "--postgresql", action="store_true", help="on a server of PostgreSQL, too, where one is installed"
    )
    asked = parser.parse_args(words)
    with tempfile.TemporaryDirectory(prefix="scale-") as folder:
        for size in map(int, asked.sizes.split(",")):
            home = made((asked.home or Path(folder)) / str(size), size, asked.hosts)
            if size == OF_THE_COMMANDS:  # first: a child begins with what this process has taken at most
                of_commands(home)
                if asked.rows:
                    of_history(home, asked.rows)
                print(f"a reload of one page in a file of a thousand: {of_reload(home):.2f} s CPU")
            print(f"{size:>9,} pages, SQLite: {of_turns(home)}", flush=True)
            found = programs() if asked.postgresql else None
            if found is not None:
                with serving(found) as server, tempfile.TemporaryDirectory(prefix="scale-") as copy:
                    print(f"{size:>9,} pages, PostgreSQL: {of_turns(moved(home, Path(copy), server))}", flush=True)


if __name__ == "__main__":
    main()
