"""`monitor run` as people start it, in a process of its own, against loopback; and ways to break its world."""

from __future__ import annotations

import atexit
import functools
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import pytest
from loopback import Asked, Step, page
from services import run_of, started

MONITOR = [sys.executable, "-m", "monitor"]
ENDED = 60  # seconds that nothing here comes near; a machine may be busy

SHIM = r"""
/* What the machine does to a process: its clock is set, its disk hangs; as the file $SHIM says: "SECONDS [hang]". */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static double told(int *hang) {
    double shift = 0;
    char word[8] = "";
    FILE *file = getenv("SHIM") ? fopen(getenv("SHIM"), "r") : NULL;
    if (file) { if (fscanf(file, "%lf %7s", &shift, word) < 1) shift = 0; fclose(file); }
    if (hang) *hang = !strcmp(word, "hang");
    return shift;
}
int clock_gettime(clockid_t which, struct timespec *at) {
    static int (*real)(clockid_t, struct timespec *);
    if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
    int done = real(which, at);
    if (which == CLOCK_REALTIME) at->tv_sec += (time_t) told(NULL);
    return done;
}
time_t time(time_t *at) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    if (at) *at = now.tv_sec;
    return now.tv_sec;
}
int gettimeofday(struct timeval *at, void *zone) {
    struct timespec now;
    clock_gettime(CLOCK_REALTIME, &now);
    at->tv_sec = now.tv_sec;
    at->tv_usec = now.tv_nsec / 1000;
    return 0;
}
static void disk(void) { int hang; told(&hang); if (hang) for (;;) pause(); }
int fsync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fsync");
    disk();
    return real(fd);
}
int fdatasync(int fd) {
    static int (*real)(int);
    if (!real) real = dlsym(RTLD_NEXT, "fdatasync");
    disk();
    return real(fd);
}
"""


@functools.cache
def shim() -> str:
    """Return the shim as a library that LD_PRELOAD takes; skip the test where there is no compiler for it."""
    if sys.platform != "linux" or shutil.which("gcc") is None:
        pytest.skip("needs Linux and gcc")
    folder = Path(tempfile.mkdtemp(prefix="shim"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    (folder / "shim.c").write_text(SHIM)
    subprocess.run(["gcc", "-O1", "-shared", "-fPIC", "-o", "shim.so", "shim.c", "-ldl"], cwd=folder, check=True)
    return str(folder / "shim.so")


def set_shim(file: Path, words: str) -> None:
    """Have the shim do as *words* say, from one moment to the next."""
    fresh = file.with_suffix(".new")
    fresh.write_text(words)
    fresh.replace(file)


class Changing:
    """A page that says another number each time it is asked."""

    def __init__(self) -> None:
        self.number = 4_000
        self._news = threading.Condition()

    def __call__(self, _asked: Asked) -> list[Step]:
        with self._news:
            self.number += 1
            self._news.notify_all()
        body = f"<html lang=en><title>Camp</title><main><p>There are {self.number:,} people in the camp.</p></main>"
        return page(f"{body}</html>".encode())

    def wait_asked(self, times: int) -> None:
        """Wait until it has been asked so often, from now on."""
        with self._news:
            enough = self.number + times
            assert self._news.wait_for(lambda: self.number >= enough, ENDED), f"asked {self.number - 4_000} times"


def make_home(folder: Path, urls: Mapping[str, str], every: str = "1s", more: str = "") -> Path:
    """Write the home of a service that checks *urls*, by id, every so often."""
    (folder / "config").mkdir()
    entries = "".join(
        f"  - {{id: {name}, url: '{url}', every: {every}, allow_private: true, ignore_robots: true}}\n"
        for name, url in urls.items()
    )
    (folder / "config" / "pages.yaml").write_text(f"pages:\n{entries}")
    (folder / "config" / "monitor.yaml").write_text(
        f"contact: me@example.org\nworkers: 1\nlimits: {{host_gap: 0s}}\n{more}"
    )
    subprocess.run([*MONITOR, "--home", str(folder), "init", str(folder)], check=True, capture_output=True)
    return folder


class Running:
    """A service under way, and what it has said so far."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process = process
        self.said: list[str] = []
        self._news = threading.Condition()
        self._over = False
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stderr is not None
        for line in self.process.stderr:
            with self._news:
                self.said.append(line.rstrip())
                self._news.notify_all()
        with self._news:
            self._over = True
            self._news.notify_all()

    def wait_for(self, words: str, *, times: int = 1, within: float = ENDED, since: int | None = None) -> None:
        """Wait until *words* have been said so often, from now on, or after *since* lines."""
        with self._news:
            before = len(self.said) if since is None else since
            heard = self._news.wait_for(
                lambda: self._over or sum(words in line for line in self.said[before:]) >= times, within
            )
            assert heard, f"never said {words!r}: {self.said[before:]}"
            assert not self._over, f"it ended: {self.said}"

    def hear_out(self) -> None:
        """Listen until it has said its last."""
        self._listener.join()

    def end(self) -> int:
        """Have it end, and return its status."""
        return ended(self.process, signal.SIGTERM)


def ended(process: subprocess.Popen[str], *signals: int) -> int:
    """Send *signals* to *process*, and again, as fast as it goes, and return the status that it ends with."""
    for number in signals * (1 if len(signals) == 1 else 5_000):
        process.send_signal(number)
    return process.wait(ENDED)


@contextmanager
def service(home: Path, **environ: str) -> Iterator[Running]:
    """Run the service of *home* while the context lasts."""
    with started(run_of(home), environ=environ) as process:
        service = Running(process)
        try:
            yield service
        finally:
            process.kill()
            service.hear_out()


def statuses(home: Path, **environ: str) -> dict[str, dict[str, object]]:
    """Return what `monitor status --json` says, by page."""
    told = subprocess.run(
        [*MONITOR, "--home", str(home), "status", "--json"],
        check=False, capture_output=True, text=True, env={**os.environ, **environ},
    )  # fmt: skip
    return {one["id"]: one for one in map(json.loads, told.stdout.splitlines())}
