"""Every system call by which a check reaches the disk: in which order they come, and what if one of them fails.

    python tests/proofs/write_points.py            every call, times KILL, EIO and ENOSPC
    python tests/proofs/write_points.py --short    one in ten of the many alike, the faults by turns

A page is checked by the real command line under strace, which kills the process at the n-th call of a kind, or has that
call fail. Then nothing that was acknowledged may be lost, untold by
the channel and not owed to it, or told twice; a failure is told with status 5, and the next check goes on.
strace (Debian and Ubuntu: apt install strace) must be allowed to trace.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import itertools
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "support"))

from load import MONITOR, command, lost, served, untold

from monitor.cli import main as monitor_main

CALLS = "openat,write,pwrite64,fsync,fdatasync,rename,renameat,renameat2,unlink,unlinkat,ftruncate,mkdir,mkdirat"
FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")
TOUCHED = {
    "monitor.db": "ledger", "monitor.db-journal": "journal", "snapshots": "snapshots", ".lock": "lock",
    "told.jsonl": "channel", "tried": "home",
}  # fmt: skip
_LINE = re.compile(r"^(?P<call>\w+)\((?P<given>.*)\)\s+= (?P<result>.*)$")
_HANDLE = re.compile(r"^\d+<(?P<path>[^>]*)>")
_QUOTED = re.compile(r'"(?P<path>[^"]*)"')


@dataclass(frozen=True)
class Call:
    """One system call of the thread that writes."""

    name: str
    number: int  #: the how manieth call of its name
    path: str  #: what it touches; the new name of a rename
    line: str

    @property
    def touches(self) -> str:
        """Return what it touches, in the words of the order that is promised."""
        name = Path(self.path).name
        if ".config-cache" in self.path:
            return "cache"
        kind = "temporary" if name.endswith(".tmp") else "snapshot" if name.endswith(".gz") else "folder"
        return TOUCHED.get(name, kind)


def why_not() -> str:
    """Return why calls cannot be traced here; "" when they can."""
    if shutil.which("strace") is None:
        return "strace is not installed (Debian and Ubuntu: apt install strace)"
    tried = subprocess.run(["strace", "-qq", "-o", "/dev/null", "true"], check=False, capture_output=True, text=True)
    return "" if tried.returncode == 0 else f"strace is not allowed to trace here: {tried.stderr.strip()}"


def traced(home: Path, folder: Path, *more: str) -> tuple[subprocess.CompletedProcess[str], list[Call]]:
    """Check the pages of *home* under strace with *more* options; return how it ended, and its calls below *home*."""
    log = folder / "trace"
    done = subprocess.run(
        ["strace", "-y", "-qq", "-o", str(log), "-e", f"trace={CALLS}", *more, *MONITOR, "--home", str(home), "check"],
        check=False, capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return done, [call for call in calls(log.read_text("utf-8", "replace")) if call.path.startswith(str(home))]


def calls(log: str) -> list[Call]:
    """Return the calls of a log of strace -y, in their order."""
    seen: Counter[str] = Counter()
    found = []
    for line in log.splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        name, given = match["call"], match["given"]
        seen[name] += 1
        handle, quoted = _HANDLE.match(given), _QUOTED.findall(given)
        path = (
            handle["path"] if handle and not name.startswith(("openat", "unlinkat")) else quoted[-1] if quoted else ""
        )
        found.append(Call(name, seen[name], path, line))
    return found


def points(found: Sequence[Call]) -> list[Call]:
    """Return those of the calls *found* by which the disk is written."""
    return [call for call in found if call.name != "openat" or "O_CREAT" in call.line]


def short(found: Sequence[Call]) -> list[tuple[Call, str]]:
    """Return some of the calls *found*, each with one of the faults by turns: one in ten of the many that are alike."""
    alike = [call for call in found if call.name == "pwrite64"]
    chosen = [call for call in found if call not in alike] + alike[::10]
    return list(zip(chosen, itertools.cycle(FAULTS), strict=False))


def acknowledged(stdout: str) -> set[tuple[str, int]]:
    """Return the changes of page-0 that a check has told of."""
    return {("page-0", int(value.replace(",", ""))) for value in re.findall(r"rose from [\d,]+ to ([\d,]+)", stdout)}


def broken(template: Path, folder: Path, call: Call, fault: str) -> list[str]:
    """Check a copy of *template* with *fault* at *call*; return what is wrong afterwards."""
    home = folder / "home"
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(template, home)
    done, seen = traced(home, folder, "-e", f"inject={call.name}:{fault}:when={call.number}")
    told = acknowledged(done.stdout)
    wrong = lost(home, told) if told else []
    wrong += _ended(done, fault) + _synced_again(seen)
    status, said = within(home, "check")
    if status != 0:
        wrong.append(f"the next check ends with {status}: {said}")
    wrong += untold(home, told | acknowledged(said))
    _, said = within(home, "verify", "--json")
    found = json.loads(said.splitlines()[-1])
    wrong += [str(flaw["detail"]) for flaw in found["flaws"]]
    wrong += [f"not adopted: {file}" for file in found["adopted"]]
    wrong += [f"left half written: {path.name}" for path in (home / "snapshots").glob("*/.*.tmp")]
    if found["changes"] < 1:
        wrong.append("nothing is known of the change")
    return [f"{fault} at {call.name} {call.number} ({call.touches}): {what}" for what in wrong]


def within(home: Path, *arguments: str) -> tuple[int, str]:
    """Run the command line on *home* in this process, which is quicker; return its status and what it printed."""
    said = io.StringIO()
    with contextlib.redirect_stdout(said), contextlib.redirect_stderr(io.StringIO()):
        try:
            monitor_main(["--home", str(home), *arguments])
        except SystemExit as ended:
            return int(str(ended.code or 0)), said.getvalue()
    return 0, said.getvalue()


def _ended(done: subprocess.CompletedProcess[str], fault: str) -> list[str]:
    if fault == "signal=KILL":
        return [] if done.returncode == -9 else [f"it was not killed: {done.returncode} {done.stderr}"]
    if "Traceback" in done.stderr:
        return [f"it ended with a traceback: {done.stderr[-300:]}"]
    said = done.returncode == 0 or (done.returncode == 5 and done.stderr.startswith("monitor: "))
    return [] if said else [f"it ended with {done.returncode}: {done.stderr}"]


def _synced_again(seen: Sequence[Call]) -> list[str]:
    """Return the snapshots that were synced once more after that had failed: the second time would say nothing."""
    failed = {call.path: index for index, call in enumerate(seen) if call.name == "fsync" and "INJECTED" in call.line}
    return [
        f"{call.path} was synced again after that had failed"
        for index, call in enumerate(seen)
        if call.name == "fsync" and index > failed.get(call.path, len(seen))
    ]


def prepared(folder: Path) -> tuple[Path, list[Call]]:
    """Return a home whose page has been read once, and the calls of its next check."""
    template, tried = folder / "template", folder / "tried"
    assert command(template, "check").returncode == 0
    shutil.copytree(template, tried)
    done, found = traced(tried, folder)
    assert done.returncode == 0, done.stderr
    return template, points(found)


def main() -> None:
    """Try every point, or one in so many, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--short", action="store_true")
    given = parser.parse_args()
    if reason := why_not():
        sys.exit(reason)
    wrong: list[str] = []
    with tempfile.TemporaryDirectory(prefix="monitor-points-") as name:
        folder = Path(name)
        with served(folder / "template", 1):
            template, found = prepared(folder)
            tried = short(found) if given.short else [(call, fault) for call in found for fault in FAULTS]
            for call, fault in tried:
                wrong += broken(template, folder, call, fault)
    print(f"{len(found)} calls reach the disk; {len(tried)} faults tried; wrong: {len(wrong)}")
    print(", ".join(f"{number} {name}" for name, number in Counter(call.name for call in found).most_common()))
    for line in wrong:
        print(f"  {line}")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
