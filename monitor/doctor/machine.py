"""What the machine gives: room on the disk, memory, and how many files and tasks a process may have."""

from __future__ import annotations

import os
import resource
import shlex
from collections.abc import Iterator
from pathlib import Path

from monitor.config import Config
from monitor.doctor.observation import Observation, Place, note, well, wrong
from monitor.errors import StoreError
from monitor.store import FOLDER, amount, room_of

NETWORKED = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "afs", "ceph", "fuse.sshfs", "fuse.glusterfs"})
"""File systems of other machines, as Linux names them: locks do not hold there as SQLite needs them to
(https://www.sqlite.org/faq.html, question 5)."""
FEW_FILES, NO_FILES = 10_000, 200  # that the disk has room for: a snapshot is one
SERVICE, READER = 80 * 2**20, 120 * 2**20  # bytes of memory (docs/operations.md)
SPARE = 128  # files besides two for each that fetches: the ledger, snapshots, pipes to processes, the review page
MOUNTS, MEMORY, CGROUP = Path("/proc/self/mountinfo"), Path("/proc/meminfo"), Path("/sys/fs/cgroup")


def disk(place: Place, config: Config) -> Iterator[Observation]:
    """Yield how the disk of the archive is."""
    folder = next(path for path in (place.home / FOLDER, place.home, *place.home.parents) if path.exists())
    found = os.statvfs(folder)
    if found.f_flag & os.ST_RDONLY:
        said = f"The disk of {folder} may only be read."
        yield wrong("disk", said, "A disk that fails is made so; see what the system's log says of it:", "dmesg")
    elif kind := networked(_text(MOUNTS), folder):
        said = f"{folder} lies on a file system of another machine ({kind}), where locks may not hold."
        advice = "The ledger may be damaged there. Move the home to a disk of this machine:"
        yield wrong("disk", said, advice, place.command("backup /var/backups/monitor"))
    yield from _room(folder, config)
    yield from _files(folder, found)


def _room(folder: Path, config: Config) -> Iterator[Observation]:
    look = f"du -h --max-depth=1 {shlex.quote(str(folder))}"
    try:
        room = room_of(folder, config.disk_reserve)
    except StoreError as error:
        yield wrong("disk", str(error))
        return
    if room.is_short:
        yield wrong("disk", f"Fetching is paused: {room}.", "Make room, or lower `disk_reserve`. What takes it:", look)
    elif room.free < 2 * room.reserve:
        yield note("disk", f"It will soon be full: {room}.", "Make room in time. What takes it:", look)
    else:
        yield well("disk", f"{room}.")


def _files(folder: Path, found: os.statvfs_result) -> Iterator[Observation]:
    """Yield whether the disk has room for more files; some file systems know no such limit."""
    if not found.f_files or found.f_favail >= FEW_FILES:
        return
    said, look = f"The disk takes {found.f_favail:,} more files.", f"df -i {shlex.quote(str(folder))}"
    level = wrong if found.f_favail < NO_FILES else note
    yield level("disk", said, "Each snapshot is one: remove files, or move the home to another disk.", look)


def networked(mounts: str, folder: Path) -> str:
    """Return the kind of the file system that *folder* lies on, if that is another machine's; "" if not.

    Args:
        mounts: the text of ``/proc/self/mountinfo`` (proc(5)).
        folder: an absolute path.
    """
    found = [
        (fields[4], fields[fields.index("-") + 1]) for line in mounts.splitlines() if "-" in (fields := line.split())
    ]
    above = [(point, kind) for point, kind in found if folder.is_relative_to(point.replace("\\040", " "))]
    kind = max(above, key=lambda one: len(one[0]), default=("", ""))[1]
    return kind if kind in NETWORKED else ""


def limits(config: Config) -> Iterator[Observation]:
    """Yield whether a process may have as many files and tasks as the service needs, and there is memory for it."""
    needed = 2 * config.fetch_threads + SPARE
    files = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    if files != resource.RLIM_INFINITY and files < needed:
        said = f"A process may open {files:,} files here, and the service may need {needed:,}."
        yield wrong(
            "limits", said, "In the shell that starts it, or as LimitNOFILE= of its unit:", f"ulimit -n {2 * needed}"
        )
    tasks = _number(CGROUP / "pids.max")
    if tasks is not None and tasks < config.fetch_threads + SPARE:
        said = f"This container may have {tasks:,} tasks, and the service may need {config.fetch_threads + SPARE:,}."
        yield wrong(
            "limits",
            said,
            "Allow more (Docker, podman: --pids-limit), or lower `fetch_threads`:",
            "monitor edit monitor",
        )
    yield from _memory(config)


def _memory(config: Config) -> Iterator[Observation]:
    needed = SERVICE + (config.workers or min(4, os.cpu_count() or 1)) * READER
    allowed, free = _number(CGROUP / "memory.max"), available(_text(MEMORY))
    least = min((size for size in (allowed, free) if size is not None), default=None)
    if least is None:
        return
    if least < needed:
        said = f"{amount(least)} of memory can be had, and the service may need {amount(needed)}."
        yield note("memory", said, "Lower `workers` in monitor.yaml, or give it more. What takes it:", "free -h")
    else:
        yield well("memory", f"{amount(least)} can be had; the service needs some {amount(needed)}.")


def available(said: str) -> int | None:
    """Return how many bytes ``/proc/meminfo``, whose text is *said*, calls available; None when it says nothing."""
    kilobytes = next((line.split()[1] for line in said.splitlines() if line.startswith("MemAvailable:")), "")
    return int(kilobytes) * 1024 if kilobytes.isdigit() else None


def _number(path: Path) -> int | None:
    """Return the number that stands in the file *path*; None when there is none: no limit, or no such file."""
    said = _text(path).strip()
    return int(said) if said.isdigit() else None


def _text(path: Path) -> str:
    try:
        return path.read_text("utf-8", errors="replace")
    except OSError:
        return ""
