"""The service as deploy/monitor.service starts it, within what its directives allow, on the demo's pages.

    python tests/proofs/deployed.py --minutes 10

No systemd is needed: bubblewrap (root, Linux) makes of the directives what systemd makes of them, as far as that can be
had without control groups: the file systems, the user, the capabilities, and the filter of system calls, which is
compiled by libseccomp from systemd's own lists. Not so IPAddressDeny, MemoryMax, WatchdogSec and ProtectProc.
Exit status 1 when something is wrong.
"""

from __future__ import annotations

import argparse
import configparser
import ctypes
import itertools
import json
import os
import platform
import re
import shlex
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any

import psutil

from monitor.cli.demo.run import write_home
from monitor.cli.demo.site import Site
from monitor.cli.demo.site_visits import VISITS

ROOT = Path(__file__).parents[2]
UNIT = ROOT / "deploy" / "monitor.service"
PROGRAM = "/opt/monitor/bin/monitor"
USER = 61_500  # stands for the user monitor: nobody's on any machine
PREFIX = Path(sys.prefix)  # the environment that stands for /opt/monitor
NEEDED = (Path(sys.base_prefix).resolve(), Path(sys.executable).resolve().parent.parent, ROOT)
TOOLS = ("bwrap", "setpriv", "prlimit", "systemd-analyze")
ALLOW, EPERM, ENOSYS = 0x7FFF0000, 0x00050000 | 1, 0x00050000 | 38  # SCMP_ACT_ALLOW, SCMP_ACT_ERRNO
EQUAL, MASKED = 4, 7  # SCMP_CMP_EQ, SCMP_CMP_MASKED_EQ
NAMESPACES = 0x7E020080  # CLONE_NEW*: cgroup, ipc, net, mount, pid, time, user, uts
WRITE, EXEC, SHM_EXEC = 2, 4, 0o100000


def missing() -> str:
    """Return what this machine lacks for the proof; "" when it has all."""
    if os.geteuid() != 0 or not sys.platform.startswith("linux"):
        return "it takes root on Linux"
    gone = [tool for tool in TOOLS if shutil.which(tool) is None]
    if gone:
        return f"there is no {', '.join(gone)} (apt-get install bubblewrap systemd)"
    tried = ["bwrap", "--ro-bind", "/", "/", "true"]
    return "" if subprocess.run(tried, check=False, capture_output=True).returncode == 0 else "bwrap may not mount here"


class Unit:
    """The unit, as it is written."""

    def __init__(self, path: Path = UNIT) -> None:
        parser = configparser.ConfigParser(strict=False, interpolation=None, delimiters=("=",))
        parser.optionxform = str  # type: ignore[assignment,method-assign]
        parser.read(path, "utf-8")
        self.service = dict(parser["Service"])

    @property
    def command(self) -> list[str]:
        """Return what it starts."""
        return shlex.split(self.service["ExecStart"])

    def sandboxed(self, state: Path, command: list[str], filtered: int, passed: dict[str, str]) -> list[str]:
        """Return *command* within what the unit allows; *filtered* is a file descriptor of the filter of system calls.

        Args:
            state: the folder that stands for /var/lib/monitor.
            command: what is run.
            filtered: holds the program that `filter_of` has made.
            passed: variables of its environment.
        """
        asked = self.service
        words = ["bwrap", "--die-with-parent", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--clearenv"]
        words += ["--ro-bind", "/", "/"] if asked["ProtectSystem"] == "strict" else ["--bind", "/", "/"]
        words += ["--proc", "/proc"]
        if asked["PrivateDevices"] == "yes":
            words += ["--dev", "/dev", "--perms", "1777", "--tmpfs", "/dev/shm"]
        for folder in ("/home", "/root") if asked["ProtectHome"] == "yes" else ():
            words += ["--tmpfs", folder] if Path(folder).is_dir() else []
        for folder in ("/tmp", "/var/tmp") if asked["PrivateTmp"] == "yes" else ():
            words += ["--tmpfs", folder, "--chmod", "1777", folder]
        words += ["--tmpfs", "/opt", "--ro-bind", str(PREFIX), "/opt/monitor"]
        for needed in NEEDED:  # it may lie below what has just been hidden
            for above in reversed(needed.parents):
                words += ["--perms", "0755", "--dir", str(above)]
            words += ["--ro-bind", str(needed), str(needed)]
        words += ["--tmpfs", "/var/lib", "--bind", str(state), f"/var/lib/{asked['StateDirectory']}"]
        words += ["--remount-ro", "/var/lib", "--remount-ro", "/opt", "--chdir", "/", "--seccomp", str(filtered)]
        for name, value in {"PATH": "/usr/bin:/bin", "LANG": "C.UTF-8", **passed}.items():
            words += ["--setenv", name, value]
        limits = ["prlimit", f"--nproc={asked['TasksMax']}", "--"]
        user = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--clear-groups", "--inh-caps=-all"]
        user += ["--bounding-set=-all"] if asked["CapabilityBoundingSet"] == "" else []
        user += ["--no-new-privs"] if asked["NoNewPrivileges"] == "yes" else []
        return [*words, *user, *limits, "sh", "-c", f'umask {asked["UMask"]}; exec "$@"', "sh", *command]


# -- the filter of system calls ---------------------------------------------------------------------------------------


class Compare(ctypes.Structure):
    """A condition on an argument of a system call: libseccomp's struct scmp_arg_cmp."""

    _fields_ = (("arg", ctypes.c_uint), ("op", ctypes.c_int), ("a", ctypes.c_uint64), ("b", ctypes.c_uint64))


@cache
def sets() -> dict[str, list[str]]:
    """Return systemd's own sets of system calls, by their names."""
    said = subprocess.run(["systemd-analyze", "syscall-filter"], check=True, capture_output=True, text=True).stdout
    found: dict[str, list[str]] = {}
    name = ""
    for line in said.splitlines():
        if line.startswith("@"):
            name = line.strip()
            found[name] = []
        elif line.startswith("    ") and not line.strip().startswith("#"):
            found[name].append(line.strip())
    return found


def expanded(name: str) -> set[str]:
    """Return the system calls that *name* stands for: itself, or all of a set."""
    return set().union(*map(expanded, sets()[name])) if name.startswith("@") else {name}


def filter_of(unit: Unit) -> int:
    """Compile the unit's filter of system calls; return a file descriptor that holds it."""
    library = ctypes.CDLL("libseccomp.so.2")
    library.seccomp_init.restype = ctypes.c_void_p
    made = ctypes.c_void_p(library.seccomp_init(EPERM))
    conditions = _conditions(unit)
    for name in sorted(set().union(*map(expanded, unit.service["SystemCallFilter"].split()))):
        number = library.seccomp_syscall_resolve_name(name.encode())
        if number < 0 or name in _forbidden(unit):
            continue
        for condition in conditions.get(name, [()]):
            compared = (Compare * len(condition))(*condition)
            assert library.seccomp_rule_add_array(made, ALLOW, number, len(condition), compared) == 0, name
    library.seccomp_rule_add_array(made, ENOSYS, library.seccomp_syscall_resolve_name(b"clone3"), 0, None)
    with tempfile.TemporaryFile() as file:
        assert library.seccomp_export_bpf(made, file.fileno()) == 0
        handle = os.dup(file.fileno())
    os.lseek(handle, 0, os.SEEK_SET)
    return handle


def _forbidden(unit: Unit) -> set[str]:
    """Return what is allowed by no condition: clone3, whose flags no filter sees, is answered as unknown."""
    return {"clone3", "setns", "unshare"} if unit.service["RestrictNamespaces"] == "yes" else set()


def _conditions(unit: Unit) -> dict[str, list[tuple[Compare, ...]]]:
    """Return, for the calls that only some arguments are allowed for, one tuple of conditions for each way."""
    asked = unit.service
    families = [getattr(socket, name) for name in asked["RestrictAddressFamilies"].split()]
    found: dict[str, list[tuple[Compare, ...]]] = {}
    found["socket"] = [(Compare(0, EQUAL, int(family), 0),) for family in families]
    if asked["RestrictNamespaces"] == "yes":
        found["clone"] = [(Compare(0, MASKED, NAMESPACES, 0),)]
    if asked["MemoryDenyWriteExecute"] == "yes":
        found["mmap"] = [(Compare(2, MASKED, WRITE, 0),), (Compare(2, MASKED, EXEC, 0),)]
        found |= {name: [(Compare(2, MASKED, EXEC, 0),)] for name in ("mprotect", "pkey_mprotect")}
        found["shmat"] = [(Compare(2, MASKED, SHM_EXEC, 0),)]
    return found


# -- the proof --------------------------------------------------------------------------------------------------------


@dataclass
class Outcome:
    """What came of it."""

    seconds: float = 0
    ready_after: float | None = None  #: seconds until the service told systemd that it was ready
    pulses: int = 0  #: times that it told systemd that it lives
    longest_gap: float = 0  #: seconds between two of these
    checks: int = 0
    told: int = 0  #: checks of which the log tells changes
    ended_after: float = 0  #: seconds from SIGTERM
    wrong: list[str] = field(default_factory=list)


@contextmanager
def listening() -> Iterator[tuple[str, socket.socket]]:
    """Yield the name of a socket as systemd's, as NOTIFY_SOCKET names it, and the socket."""
    name = f"monitor-deployed-{os.getpid()}"
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as heard:
        heard.bind(f"\0{name}")
        heard.settimeout(0.2)
        yield f"@{name}", heard


def within(state: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run *command* in the unit's sandbox, in the place of the service."""
    unit = Unit()
    handle = filter_of(unit)
    try:
        words = unit.sandboxed(state, list(command), handle, {})
        return subprocess.run(words, check=False, capture_output=True, text=True, pass_fds=[handle])
    finally:
        os.close(handle)


def there_and_back() -> Iterator[int]:
    """Yield the visits of the demo's site, from the first to the last and back, for ever."""
    return itertools.cycle([*range(len(VISITS)), *range(len(VISITS) - 2, 0, -1)])


def deployed(folder: Path, seconds: float, step: float) -> Outcome:
    """Run the service of the unit for *seconds* on the demo's site, which moves on every *step* seconds."""
    outcome, unit, home = Outcome(), Unit(), folder / "state"
    with Site(datetime.now(UTC).date()) as site, listening() as (name, heard), (folder / "log").open("w+") as log:
        write_home(home, site.address, None)
        for path in (home, *home.rglob("*")):
            os.chown(path, USER, USER)
        home.chmod(int(unit.service["StateDirectoryMode"], 8))
        within(home, PROGRAM, "init", "/var/lib/monitor")
        handle = filter_of(unit)
        words = unit.sandboxed(home, unit.command, handle, {"NOTIFY_SOCKET": name, "PYTHONDONTWRITEBYTECODE": "1"})
        with subprocess.Popen(words, stderr=log, pass_fds=[handle], start_new_session=True) as process:
            try:
                os.close(handle)
                _watched(process, site, heard, outcome, seconds, step)
                _end(process, outcome)
            finally:
                process.kill()  # bwrap's own children die with it
        log.seek(0)
        _judge(home, log.read(), outcome)
    return outcome


def _watched(
    process: subprocess.Popen[bytes], site: Site, heard: socket.socket, outcome: Outcome, seconds: float, step: float
) -> None:
    """Hear what the service tells systemd, and move the site on, there and back."""
    began = last = moved = time.monotonic()
    visits = there_and_back()
    while (now := time.monotonic()) - began < seconds and process.poll() is None:
        if now - moved > step:
            site.visit, moved = next(visits), now
        try:
            said = heard.recv(4096).decode()
        except TimeoutError:
            continue
        now = time.monotonic()
        if "READY=1" in said:
            outcome.ready_after = now - began
        elif "WATCHDOG=1" in said:
            outcome.pulses += 1
            outcome.longest_gap = max(outcome.longest_gap, now - last)
        last = now
    outcome.seconds = time.monotonic() - began


def _end(process: subprocess.Popen[bytes], outcome: Outcome) -> None:
    """End the service as systemd does: SIGTERM to its main process, below bwrap and its reaper."""
    began = time.monotonic()
    if process.poll() is None:
        (reaper,) = psutil.Process(process.pid).children()
        (main,) = reaper.children()
        main.send_signal(signal.SIGTERM)
    status = process.wait(timeout=60)
    outcome.ended_after = time.monotonic() - began
    if status != 0:
        outcome.wrong.append(f"the service ended with {status}")


def _judge(home: Path, log: str, outcome: Outcome) -> None:
    """Look what it has left behind."""
    outcome.told = len(re.findall(r"^\S+Z  \S+: \d+ changes?$", log, flags=re.M))
    if "Traceback" in log or "Permission" in log or "not permitted" in log:
        outcome.wrong.append(f"the log tells of something forbidden: {log[-2000:]}")
    if outcome.ready_after is None or outcome.longest_gap > 10 or outcome.ended_after > 10:
        outcome.wrong.append(f"it was not ready, did not say that it lives, or did not end in time: {outcome}")
    (verified,) = _asked(home, "verify")
    outcome.wrong += [str(flaw) for flaw in verified["flaws"]]
    looked = [
        one for one in _asked(home, "doctor") if one["about"] not in {"disk", "pages"}
    ]  # the site is down at times
    outcome.wrong += [str(one) for one in looked if one["level"] == "wrong"]
    listed = _asked(home, "status")
    outcome.wrong += [f"{one['id']} was not checked" for one in listed if one["last_ok_at"] is None]
    with closing(sqlite3.connect(home / "snapshots" / "monitor.db")) as ledger:
        outcome.checks = ledger.execute("SELECT sum(count) FROM checks").fetchone()[0]
    loose = [str(path) for path in home.rglob("*") if path.stat().st_mode & 0o077 and "config" not in path.parts]
    outcome.wrong += [f"others may read {path}" for path in loose]


def _asked(state: Path, verb: str) -> list[dict[str, Any]]:
    """Return what a command prints as JSON within the sandbox, object by object."""
    done = within(state, PROGRAM, "--home", "/var/lib/monitor", verb, "--json")
    return [json.loads(line) for line in done.stdout.splitlines()]


def main() -> None:
    """Run it and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    given = parser.parse_args()
    if lacking := missing():
        print(f"The unit cannot be tried here: {lacking}.")
        sys.exit(1)
    with tempfile.TemporaryDirectory(prefix="monitor-deployed-") as folder:
        outcome = deployed(Path(folder), given.minutes * 60, 5)
    print(f"{outcome.seconds:.0f} s under the unit's sandbox ({platform.release()}): {outcome}")
    sys.exit(bool(outcome.wrong))


if __name__ == "__main__":
    main()
