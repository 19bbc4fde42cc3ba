"""A browser's process and the one that drives it: started apart from this one, and gone when they are done with."""

from __future__ import annotations

import contextlib
import json
import os
import queue
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from monitor.errors import FetchError
from monitor.fetch.browser import launcher
from monitor.model.sanitize import shortened

_LEAVE = 3.0  # seconds in which it may end by itself
_TRIES = 30
_COMMAND = (sys.executable, "-P", "-m", "monitor.fetch.browser.loader")


class Driver:
    """The process that drives a browser: one JSON object a line goes in and comes out.

    Attributes:
        folder: where it and the browser may write.
    """

    def __init__(self, process: subprocess.Popen[bytes], folder: Path, most: int) -> None:
        """Begin to listen; a line has at most so many bytes."""
        self.folder = folder
        self._process, self._most = process, most
        self._in: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        self._out: queue.SimpleQueue[bytes] = queue.SimpleQueue()
        for work in (self._read, self._write):  # neither may hold up who keeps the time
            threading.Thread(target=work, name="browser", daemon=True).start()

    def tell(self, what: Mapping[str, Any]) -> None:
        """Tell it *what*; if it has died, that is found where its words are read."""
        self._out.put(json.dumps(what).encode("ascii") + b"\n")

    def said(self, seconds: float) -> dict[str, Any] | None:
        """Return what it says next; None: nothing yet.

        Raises:
            FetchError: ``browser_failed``: it has died, or what it says makes no sense.
        """
        try:
            line = self._in.get(timeout=seconds)
        except queue.Empty:
            return None
        try:
            said = json.loads(line)
        except ValueError:
            said = None
        if not isinstance(said, dict):
            raise FetchError("browser_failed", f"The process that drives the browser died ({self._last_words()}).")
        return said

    def _last_words(self) -> str:
        """Return the last line that it wrote for people."""
        lines = (self.folder / "errors").read_text(encoding="utf-8", errors="replace").split("\n")
        return shortened(next((line for line in reversed(lines) if line.strip()), "without a word"), 150)

    def _read(self) -> None:
        assert self._process.stdout is not None  # noqa: S101 (a pipe)
        with contextlib.suppress(OSError), self._process.stdout as out:
            while line := out.readline(self._most):
                self._in.put(line)
        self._in.put(b"")

    def _write(self) -> None:
        assert self._process.stdin is not None  # noqa: S101 (a pipe)
        with contextlib.suppress(OSError), self._process.stdin as into:
            while line := self._out.get():
                into.write(line)
                into.flush()

    def end(self) -> None:
        """Kill the browser, and see to it that this process ends, too."""
        launcher.end_browser(self.folder)
        self._out.put(b"")  # closes its input, by which it knows
        try:
            self._process.wait(_LEAVE)
        except subprocess.TimeoutExpired:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        launcher.end_browser(self.folder)  # it may have been about to start


@contextlib.contextmanager
def driver(program: str, most: int) -> Iterator[Driver]:
    """Start a process that drives the browser *program*, in a folder of its own; all is gone when the context ends.

    Raises:
        FetchError: ``browser_failed``: it cannot be started.
    """
    folder: Path | None = None
    try:
        folder = Path(tempfile.mkdtemp(prefix="monitor-browser-"))
        started = Driver(_started(folder, program), folder, most)
    except OSError as error:
        if folder is not None:
            _remove(folder)
        raise FetchError("browser_failed", f"No browser could be started ({error.strerror}).") from error
    try:
        yield started
    finally:
        started.end()
        _remove(folder)


def _remove(folder: Path) -> None:
    """Remove *folder*; processes that are being killed may go on writing for a moment."""
    for _ in range(_TRIES):
        shutil.rmtree(folder, ignore_errors=True)
        if not folder.exists():
            return
        time.sleep(_LEAVE / _TRIES)


def _started(folder: Path, program: str) -> subprocess.Popen[bytes]:
    words = [sys.executable, "-I", "-S", launcher.__file__, str(folder), program]
    script = folder / "chromium"
    script.write_text("#!/bin/sh\nexec " + " ".join(map(shlex.quote, words)) + ' "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    (folder / "profile").mkdir()
    if os.geteuid() == 0:
        for one in (folder, folder / "profile"):
            os.chown(one, launcher.NOBODY, launcher.NOBODY)
    environ = {  # nothing else of ours: there may be secrets in it
        "PATH": os.environ.get("PATH", os.defpath),
        "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
    }
    with (folder / "errors").open("wb") as errors:
        return subprocess.Popen(
            [*_COMMAND, str(folder)],
            env=environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
            start_new_session=True,
        )
