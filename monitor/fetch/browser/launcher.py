"""Become Chromium, confined: what playwright starts in its place, with nothing of ours loaded.

Usage: launcher.py FOLDER CHROMIUM ARGUMENT... Its own sandbox is always on. It refuses to work for root, so for root
the browser becomes nobody. Its process group is written down: however it hangs, it can be ended from outside.
"""

from __future__ import annotations

import contextlib
import os
import resource
import signal
import sys
from pathlib import Path

NOBODY = 65_534
_PID = "pid"
MEMORY = 2 * 1024**3  # bytes of data for each of its processes; the addresses that it reserves are far more
FILE = 256 * 1024**2  # bytes of one file that it writes


def main(folder: str, chromium: str, *arguments: str) -> None:
    """Take leave of what a browser needs not, and become it."""
    with contextlib.suppress(OSError):  # already the first of its group
        os.setsid()
    (Path(folder) / _PID).write_text(str(os.getpid()), encoding="ascii")
    with contextlib.suppress(OSError):  # Linux: when memory runs out, it goes before the service does
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    for kind, most in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, FILE), (resource.RLIMIT_DATA, MEMORY)):
        with contextlib.suppress(OSError, ValueError):  # less is allowed already
            resource.setrlimit(kind, (most, most))
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    os.execv(chromium, [chromium, *arguments])  # noqa: S606 (its path is what was found, its arguments are ours)


def end_browser(folder: Path) -> None:
    """Kill the browser that was started in *folder*, with all of its group."""
    with contextlib.suppress(OSError, ValueError):  # never started, or over
        os.killpg(int((folder / _PID).read_text(encoding="ascii")), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
