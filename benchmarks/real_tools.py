"""The programs that real.py measures, each with the same pages: how it is set up, and one cycle of it.

What a cycle costs is the CPU time of all processes that it began, those that outlive their parent included (Linux), and
the peak of what they held. Other programs are looked for in environments of their own, `DIR/NAME/bin`.
"""

from __future__ import annotations

import ctypes
import json
import os
import resource
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

import psutil
import requests
from cycle import cpu, memory

MONITOR = str(Path(sys.executable).with_name("monitor"))
LOOK = 0.1  # seconds between two looks at the memory
RESTS = 0.1  # CPU seconds in a second, at most, of a service that has nothing to do
STARTED, CHECKED = 60, 1_800  # seconds that a service may take to answer, and for one cycle
_SUBREAPER = 36  # prctl(2): orphans below come to this process, which waits for them and so learns what they cost
_NOBODY = -1  # no process id
_WELL = (0, 1)  # exit statuses; 1: a page is doubted


@dataclass(frozen=True)
class Spent:
    """What a cycle cost."""

    cpu: float  #: seconds
    peak: int  #: resident bytes of all its processes, the most that was seen at once
    told: bytes = b""  #: what it printed


class Tool(Protocol):
    """A program under measurement."""

    name: str
    slow: bool  #: measured over few pages: a cycle over a thousand takes many minutes

    def begin(self, folder: Path, urls: Sequence[str]) -> None:
        """Set it up in the empty *folder*, to follow the pages at *urls*; not counted."""

    def cycle(self) -> Spent:
        """Have every page checked once."""

    def end(self) -> None:
        """Leave nothing running."""


@dataclass
class Command:
    """A program that checks all its pages when it is run, and ends."""

    name: str
    words: Sequence[str]  #: its files are named from its folder
    files: Mapping[str, tuple[str, str]]  #: by name: what comes first, and a form for each page with {number} and {url}
    before: Sequence[str] = ()  #: what makes its folder ready, before there are files
    slow: bool = False
    folder: Path = Path()

    def begin(self, folder: Path, urls: Sequence[str]) -> None:
        """Write its files."""
        self.folder = folder
        if self.before:
            counted(self.before, folder)
        for name, (first, form) in self.files.items():
            listed = "".join(form.format(number=number, url=url) for number, url in enumerate(urls))
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(first + listed, encoding="utf-8")

    def cycle(self) -> Spent:
        """Run it."""
        return counted(self.words, self.folder)

    def end(self) -> None:
        """Nothing runs."""


@dataclass
class ChangeDetection:
    """changedetection.io: a service, asked through its API; its own start is not counted."""

    bin: Path
    name: str = "changedetection.io"
    slow: bool = True
    at: str = ""
    key: str = ""
    urls: Sequence[str] = ()
    process: psutil.Popen | None = None

    def begin(self, folder: Path, urls: Sequence[str]) -> None:
        """Start it."""
        self.urls, port = urls, _free_port()
        self.at = f"http://127.0.0.1:{port}"
        with (folder / "log").open("wb") as log:
            self.process = psutil.Popen(
                [self.bin / "changedetection.io", "-d", folder, "-h", "127.0.0.1", "-p", str(port), "-C"],
                env=_environment(folder) | _LOOPBACK_ALONE, stdout=log, stderr=log,
            )  # fmt: skip
        until = time.monotonic() + STARTED
        while not _answers(self.at):
            if time.monotonic() > until:
                raise TimeoutError(f"{self.name} does not answer: {(folder / 'log').read_text()[-2000:]}")
            time.sleep(LOOK)
        told = json.loads((folder / "changedetection.json").read_text(encoding="utf-8"))
        self.key = told["settings"]["application"]["api_access_token"]
        for example in json.loads(self._ask("GET", "watch")):
            self._ask("DELETE", f"watch/{example}")

    def cycle(self) -> Spent:
        """Give it all pages if it has none yet, else have it check them again; wait until it has."""
        assert self.process is not None
        time.sleep(1.1)  # it keeps whole seconds: all that it did before is older than `began`
        began, before, peak = int(time.time()), cpu(self.process, _NOBODY), 0
        if self._watched():
            self._ask("GET", "watch?recheck_all=1")
        else:
            self._ask("POST", "import", "\n".join(self.urls).encode(), "text/plain")
        until = time.monotonic() + CHECKED
        while not _done(self._watched(), len(self.urls), began):
            if time.monotonic() > until:
                raise TimeoutError(f"{self.name} has not checked {len(self.urls)} pages in {CHECKED} s")
            for _ in range(20):  # it is asked seldom: its answers cost it time, too
                peak = max(peak, memory(self.process, _NOBODY))
                time.sleep(LOOK)
        self._settle()
        said = "".join(f"CHANGED: {one['url']}\n" for one in self._watched() if _at(one, "last_changed") >= began)
        return Spent(cpu(self.process, _NOBODY) - before, peak, said.encode())

    def end(self) -> None:
        """Stop it."""
        if self.process is not None:
            for one in [*self.process.children(recursive=True), self.process]:
                one.terminate()
            self.process.wait(30)

    def _settle(self) -> None:
        """Wait until it rests: a page counts as checked a moment before its text is kept."""
        assert self.process is not None
        last = -1.0
        while (spent := cpu(self.process, _NOBODY)) - last > RESTS:
            last = spent
            time.sleep(1)

    def _watched(self) -> list[dict[str, object]]:
        """Return what it says of each page; nothing when it fails to, as it does now and then while it is busy."""
        try:
            return list(json.loads(self._ask("GET", "watch")).values())
        except requests.HTTPError:
            return []

    def _ask(self, method: str, what: str, body: bytes = b"", kind: str = "application/json") -> bytes:
        answer = requests.request(
            method, f"{self.at}/api/v1/{what}", data=body, headers={"x-api-key": self.key, "content-type": kind},
            timeout=300,
        )  # fmt: skip
        answer.raise_for_status()
        return answer.content


def ours(name: str, command: str = MONITOR) -> Command:
    """Return this program, or another state of it."""
    words = [*command.split(), "--home", "."]
    files = {
        "config/monitor.yaml": (
            "contact: bench@example.org\nlimits: {host_gap: 0s, host_bytes_a_day: 1024 GiB}\n",
            "",
        ),
        "config/pages.yaml": ("pages:\n", "  - {{id: p{number}, url: '{url}', allow_private: true}}\n"),
    }
    return Command(name, [*words, "check", "--json"], files, before=[*words, "init"])


def peers(folder: Path) -> list[Tool]:
    """Return the other programs that *folder* holds, each in an environment of its own."""
    urlwatch, webchanges = folder / "urlwatch/bin/urlwatch", folder / "webchanges/bin/webchanges"
    detection = folder / "changedetection/bin"
    found: list[Tool] = []
    if urlwatch.exists():
        words = [str(urlwatch), "--urls", "urls", "--config", "config", "--cache", "cache.db", "--hooks", "hooks.py"]
        for title, method in (("urlwatch, html2text", "pyhtml2text"), ("urlwatch, tags stripped by a pattern", "re")):
            form = f"---\nurl: '{{url}}'\nname: p{{number}}\nfilter:\n  - html2text: {{{{method: {method}}}}}\n"
            files = {"urls": ("", form), "config": (_TO_STDOUT, ""), "hooks.py": ("", "")}
            found.append(Command(title, words, files))
    if webchanges.exists():
        words = [
            str(webchanges),
            "--jobs",
            "jobs",
            "--config",
            "config",
            "--database",
            "pages.db",
            "--hooks",
            "hooks.py",
        ]
        form = "---\nurl: '{url}'\nname: p{number}\nfilter:\n  - html2text\n"
        files = {"jobs": ("", form), "config": (_TO_STDOUT, ""), "hooks.py": ("", "")}
        found.append(Command("webchanges", words, files, slow=True))
    if (detection / "changedetection.io").exists():
        found.append(ChangeDetection(detection))
    return found


_LOOPBACK_ALONE = {"ALLOW_IANA_RESTRICTED_ADDRESSES": "true", "HTTPS_PROXY": "http://127.0.0.1:9"}
"""It comes with two pages of other hosts (https) and asks for them before they can be taken away."""
_TO_STDOUT = (
    "report:\n  stdout:\n    enabled: true\n    color: false\n  text:\n    details: true\n    line_length: 75\n"
)


def counted(words: Sequence[str], folder: Path) -> Spent:
    """Run a command in *folder*; return what it and everything that it began cost.

    Raises:
        ChildProcessError: it went wrong.
    """
    _take_orphans()
    known, before = _children(), resource.getrusage(resource.RUSAGE_CHILDREN)
    peak = 0
    with (folder / "out").open("w+b") as out, (folder / "err").open("w+b") as err:
        process = psutil.Popen(
            words, cwd=folder, env=_environment(folder), stdin=subprocess.DEVNULL, stdout=out, stderr=err
        )
        while process.poll() is None:
            peak = max(peak, _held(process))
            time.sleep(LOOK)
        for orphan in _children() - known - {process.pid}:
            os.waitpid(orphan, 0)
        spent = resource.getrusage(resource.RUSAGE_CHILDREN)
        out.seek(0)
        err.seek(0)
        told, wrong = out.read(), err.read()
    if process.returncode not in _WELL:
        raise ChildProcessError(f"{' '.join(words)}: {process.returncode}\n{wrong.decode(errors='replace')[-2000:]}")
    seconds = spent.ru_utime + spent.ru_stime - before.ru_utime - before.ru_stime
    return Spent(seconds, peak, told)


def _held(process: psutil.Process) -> int:
    try:
        return memory(process, _NOBODY)
    except psutil.NoSuchProcess:  # one of them has just ended
        return 0


def _children() -> set[int]:
    return {one.pid for one in psutil.Process().children()}


def _take_orphans() -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(_SUBREAPER, 1, 0, 0, 0):
        raise OSError(ctypes.get_errno(), "what outlives its parent cannot be counted")


def _environment(folder: Path) -> dict[str, str]:
    kept = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}
    return kept | {"HOME": str(folder), "TMPDIR": str(folder), "TZ": "UTC", "LC_ALL": "C.UTF-8", "NO_COLOR": "1"}


def _done(watched: Iterable[Mapping[str, object]], count: int, began: int) -> bool:
    checked = [one for one in watched if _at(one, "last_checked") >= began]
    if wrong := next((one for one in checked if one.get("last_error")), None):
        raise ChildProcessError(f"{wrong['url']}: {wrong['last_error']}")
    return len(checked) == count


def _at(watched: Mapping[str, object], what: str) -> int:
    return int(str(watched[what] or 0))


def _answers(at: str) -> bool:
    try:
        return requests.get(at, timeout=5).ok
    except requests.RequestException:
        return False


def _free_port() -> int:
    with socket.socket() as tried:
        tried.bind(("127.0.0.1", 0))
        return int(tried.getsockname()[1])
